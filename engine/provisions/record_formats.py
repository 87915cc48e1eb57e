"""Whether a record has its format: its languages, and its content held against the schema. Pure."""

import functools
from typing import NoReturn

from core.documents.json_text import read_json
from core.documents.scalars import Refusal
from core.documents.tree import Node
from core.documents.written import plain_value
from core.errors import LotgateError
from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing
from engine.expressions.values import Many, Record, Unknown
from engine.packs.pack import RecordFormat
from engine.packs.record_schema import Misfit, RecordSchema

LANGUAGES = "languages"
CONTENT = "content"
MOST_CONTENTS = 512
"""Contents whose misfits are remembered."""


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
    path = f"{record.path}.{CONTENT}"
    held = _held_against(rule.schema, str(record.read(CONTENT)))
    if held is None:
        raise Unknown([Missing(path, "wrong-type", "Content as JSON", "内容（JSON）")])
    return (*found, *held)


def _languages(record: Record) -> list[object]:
    held = record.read(LANGUAGES)
    return list(held.items) if isinstance(held, Many) else []


@functools.lru_cache(maxsize=MOST_CONTENTS)
def _held_against(schema: RecordSchema, text: str) -> tuple[Misfit, ...] | None:
    """Hold content against a format as exact plain data; none when it cannot be read."""

    def refuse(_: Node, __: str, refusal: Refusal) -> NoReturn:
        raise _UnreadableError from refusal

    try:
        content = plain_value(read_json(text).root, "$", refuse)
    except (LotgateError, _UnreadableError):
        return None
    return schema.misfits(content)


class _UnreadableError(Exception):
    """A text holds a value that cannot be taken exactly."""
