"""Whether a record has its format: its languages, and its content held against the schema. Pure."""

from typing import NoReturn

from core.documents.json_text import read_json
from core.documents.scalars import Refusal
from core.documents.tree import Node
from core.documents.written import Plain, plain_value
from core.errors import LotgateError
from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing
from engine.expressions.values import Many, Record, Unknown
from engine.packs.pack import RecordFormat
from engine.packs.record_schema import Misfit

LANGUAGES = "languages"
CONTENT = "content"


def fits(rule: RecordFormat, scope: Names) -> bool | Unknown:
    """Tell whether ``record`` has its format; what was not recorded of it, or cannot be read, is unknown."""
    try:
        return not misfits(rule, scope)
    except Unknown as unknown:
        return unknown


def misfits(rule: RecordFormat, scope: Names) -> tuple[Misfit, ...]:
    """
    Give every place where ``record`` does not have its format.

    Raises:
        Unknown: What is needed of it was not recorded or cannot be read.
    """
    record = scope["record"]
    if not isinstance(record, Record):  # pragma: no cover  # bound to each record document
        raise TypeError(record)
    found = [Misfit(f"$.{LANGUAGES}", LANGUAGES, one) for one in rule.languages if one not in _languages(record)]
    return (*found, *rule.schema.misfits(_content(record)))


def _languages(record: Record) -> list[object]:
    held = record.read(LANGUAGES)
    return list(held.items) if isinstance(held, Many) else []


def _content(record: Record) -> Plain:
    """Read the content as exact plain data."""
    path = f"{record.path}.{CONTENT}"

    def refuse(_: Node, __: str, refusal: Refusal) -> NoReturn:
        raise _unreadable(path) from refusal

    text = record.read(CONTENT)
    try:
        return plain_value(read_json(str(text)).root, "$", refuse)
    except LotgateError as fault:
        if isinstance(fault, Unknown):
            raise
        raise _unreadable(path) from fault


def _unreadable(path: str) -> Unknown:
    return Unknown([Missing(path, "wrong-type", "Content as JSON", "内容（JSON）")])
