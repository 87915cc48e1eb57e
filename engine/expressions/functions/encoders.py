"""Base64 and regular expressions."""

import base64
import binascii

from engine.expressions.functions.entry import entry, method, plain
from engine.expressions.missing import EvaluationError
from engine.expressions.patterns import matches, matching_work
from engine.model.types import BOOL, BYTES, TEXT


def decode(text: str) -> bytes:
    """
    Read base64, with or without padding.

    Raises:
        EvaluationError: It is none.
    """
    bare = text.rstrip("=")
    padded = bare + "=" * (-len(bare) % 4)
    try:
        if text not in {bare, padded}:
            raise EvaluationError("the text is no base64")
        return base64.b64decode(padded.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as exc:
        raise EvaluationError("the text is no base64") from exc


def encode(data: bytes) -> str:
    """Write base64, with padding."""
    return base64.b64encode(data).decode("ascii")


TABLE = (
    entry(
        "base64.encode",
        "Bytes as base64, with padding.",
        "将字节编码为 base64（带填充）。",
        "base64.encode(b'hello') == 'aGVsbG8='",
        plain((BYTES,), TEXT, encode),
    ),
    entry(
        "base64.decode",
        "The bytes of base64, with or without padding.",
        "将 base64（有无填充均可）解码为字节。",
        "base64.decode('aGVsbG8') == b'hello'",
        plain((TEXT,), BYTES, decode),
    ),
    entry(
        "matches",
        "Whether a regular expression (RE2) matches somewhere in a text; `^` and `$` say where.",
        "正则表达式（RE2）是否在文本中匹配；用 `^` 和 `$` 指明首尾。",
        "'LOT-0042'.matches('^LOT-[0-9]{4}$')",
        plain((TEXT, TEXT), BOOL, matches),
        method((TEXT, TEXT), BOOL, matches),
        work=matching_work,
    ),
)
