"""Strict JSON: no duplicate keys, no NaN, numbers kept as they were written, bounded depth."""

import json
import re
import unicodedata

from core.documents.errors import DuplicateKeyError, SyntaxFaultError
from core.documents.limits import DEEPEST, nested_too_deep
from core.documents.tree import Document, Mapping, Node, Origin, Scalar, Sequence
from core.errors import FaultsError, LotgateError
from core.words import Localized, say

SURROGATE = re.compile("[\ud800-\udfff]")


# What the standard library says, and what it means.
PROBLEMS = {
    "Expecting value": "此处应有值",
    "Expecting ',' delimiter": "此处应有逗号",
    "Expecting ':' delimiter": "此处应有冒号",
    "Expecting property name enclosed in double quotes": "此处应有加双引号的键",
    "Extra data": "其后还有多余内容",
    "Invalid control character at": "含有控制字符",
    "Unterminated string starting at": "字符串没有结束",
    "Invalid \\escape": "转义无效",
    "Invalid \\uXXXX escape": "转义无效",
}


class _Number(str):
    __slots__ = ()


class _Constant(str):
    __slots__ = ()


class _Pairs(list[tuple[str, object]]):
    __slots__ = ()


def read_json(text: str, file: str | None = None) -> Document:
    """
    Read JSON text into a tree.

    Args:
        text: The text.
        file: Name to show in errors; ``None`` for a request body.

    Returns:
        The tree; places are paths such as ``$.lot.steps[3]``.

    Raises:
        SyntaxFaultError: ``document.syntax.invalid``.
        TooLargeError: ``document.size.exceeded``; nested deeper than 64.
        FaultsError: Every duplicate key, NaN, infinity and half of a surrogate pair at once.

    Source:
        RFC 8259; I-JSON (RFC 7493) section 2.1 for surrogates, section 2.3 for unique keys.
    """
    origin = Origin(file, text, has_lines=False)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=_Constant,
        )
    except json.JSONDecodeError as exc:
        message = say(
            "not JSON: {problem} at line {line}, column {column}",
            "不是JSON：第{line}行第{column}列，{problem}",
            problem=_problem(exc.msg),
            line=exc.lineno,
            column=exc.colno,
        )
        raise SyntaxFaultError(message, location=origin.location(0, 0, "$")) from exc
    except RecursionError as exc:
        raise nested_too_deep(origin.location(0, 0, "$")) from exc
    faults: list[LotgateError] = []
    root = _node(value, "$", 0, _Sink(origin, faults))
    if faults:
        raise FaultsError(faults)
    return Document(root, origin)


def _problem(said: str) -> Localized:
    said = said.removesuffix(": ")
    plain = said.removesuffix(" at")
    return Localized(en=f"{plain[:1].lower()}{plain[1:]}", zh=PROBLEMS.get(said, plain))


class _Sink:
    def __init__(self, origin: Origin, faults: list[LotgateError]) -> None:
        self.origin = origin
        self.faults = faults

    def text(self, value: str, path: str) -> str:
        if SURROGATE.search(value):
            message = say("text holds half of a surrogate pair", "文本含有不成对的代理项")
            self.faults.append(SyntaxFaultError(message, location=self.origin.location(0, 0, path)))
        return unicodedata.normalize("NFC", value)

    def duplicate(self, key: str, path: str) -> None:
        message = say("`{key}` stands twice", "`{key}` 重复出现", key=key)
        hint = say("keep one of them", "请只保留其中之一")
        self.faults.append(DuplicateKeyError(message, location=self.origin.location(0, 0, path), hint=hint))

    def constant(self, name: str, path: str) -> None:
        message = say("`{name}` is not a JSON number", "`{name}` 不是JSON数", name=name)
        hint = say("null where a reading is missing", "缺失的读数写null")
        self.faults.append(SyntaxFaultError(message, location=self.origin.location(0, 0, path), hint=hint))


def _node(value: object, path: str, depth: int, sink: _Sink) -> Node:
    if depth > DEEPEST:
        raise nested_too_deep(sink.origin.location(0, 0, path))
    match value:
        case _Pairs():
            return _mapping(value, path, depth, sink)
        case list():
            return Sequence(tuple(_node(item, f"{path}[{index}]", depth + 1, sink) for index, item in enumerate(value)))
        case _Constant():
            sink.constant(value, path)
            return Scalar(value, "number")
        case _Number():
            return Scalar(str(value), "number")
        case str():
            return Scalar(sink.text(value, path), "quoted")
        case True:
            return Scalar("true", "true")
        case False:
            return Scalar("false", "false")
    return Scalar("null", "null")


def _mapping(pairs: _Pairs, path: str, depth: int, sink: _Sink) -> Mapping:
    seen: set[str] = set()
    entries: list[tuple[Scalar, Node]] = []
    for key, item in pairs:
        name = sink.text(key, path)
        if name in seen:
            sink.duplicate(name, f"{path}.{name}")
        seen.add(name)
        entries.append((Scalar(name, "quoted"), _node(item, f"{path}.{name}", depth + 1, sink)))
    return Mapping(tuple(entries))
