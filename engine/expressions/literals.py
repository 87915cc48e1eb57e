"""What the literals of CEL say."""

import re
import unicodedata

from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, UInt

ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "`": "`",
    "?": "?",
}
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2})|([0-3][0-7]{2})|(.)|)", re.DOTALL)
LARGEST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


def text_value(token: str, *, normalized: bool = True) -> str:
    """
    Unescape a text literal, quotes included.

    Args:
        token: As it stands.
        normalized: Whether it is brought to Unicode normalization form C, like all text of packs and dossiers.

    Raises:
        ValueError: An escape that the language does not have, or half of a surrogate pair.

    Source:
        CEL specification, String and Bytes Values.
    """
    inner, is_raw = _inner(token)
    text = inner if is_raw else ESCAPE.sub(_character, inner)
    return unicodedata.normalize("NFC", text) if normalized else text


def is_unicode(text: str) -> bool:
    """Tell whether a text holds code points only, and no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def bytes_value(token: str) -> bytes:
    r"""
    Unescape a bytes literal, ``b`` and quotes included: ``\x`` and octal escapes are bytes, all else is UTF-8.

    Raises:
        ValueError: An escape that the language does not have in bytes.
    """
    inner, is_raw = _inner(token[1:])
    if is_raw:
        return inner.encode()
    parts: list[bytes] = []
    end = 0
    for match in ESCAPE.finditer(inner):
        parts.extend((inner[end : match.start()].encode(), _byte(match)))
        end = match.end()
    return b"".join((*parts, inner[end:].encode()))


def _inner(token: str) -> tuple[str, bool]:
    is_raw = token[0] in "rR"
    body = token[1:] if is_raw else token
    quotes = 3 if body[:3] in {'"""', "'''"} and len(body) >= 6 else 1  # noqa: PLR2004  # three quotes either side
    return body[quotes:-quotes], is_raw


def _character(match: re.Match[str]) -> str:
    hexadecimal = match[1] or match[2] or match[3]
    if hexadecimal or match[4]:
        number = int(hexadecimal, 16) if hexadecimal else int(match[4], 8)
        if number > LARGEST_CHARACTER or number in SURROGATES:
            raise ValueError(match[0])
        return chr(number)
    if match[5] not in ESCAPES:  # a backslash at the end is none either
        raise ValueError(match[0])
    return ESCAPES[match[5]]


def _byte(match: re.Match[str]) -> bytes:
    if match[1] or match[2]:
        raise ValueError(match[0])  # a code point is no byte
    if match[3] or match[4]:
        return bytes([int(match[3], 16) if match[3] else int(match[4], 8)])
    return _character(match).encode()


def integer_value(token: str) -> int:
    """
    Read an integer literal, decimal or hexadecimal.

    Raises:
        ValueError: Beyond 64 bits.
    """
    value = int(token, 16) if "x" in token.lower() else int(token)
    if not SMALLEST_INT <= value <= LARGEST_INT:
        raise ValueError(token)
    return value


def unsigned_value(token: str) -> UInt:
    """
    Read an unsigned integer literal, its ``u`` included.

    Raises:
        ValueError: Negative, or beyond 64 bits.
    """
    digits = token[:-1]
    try:
        return UInt(int(digits, 16) if "x" in digits.lower() else int(digits))
    except ValueError as exc:
        raise ValueError(token) from exc


def double_value(token: str) -> float:
    """
    Read a floating-point literal.

    Raises:
        ValueError: Too large for a double.
    """
    value = float(token)
    if value in {float("inf"), float("-inf")}:
        raise ValueError(token)
    return value
