"""What expressions compute with: records that have no slot for what was not recorded, and lists that may be open."""

import datetime as dt
import functools
import math
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from engine.expressions.budget import effort
from engine.expressions.containers import Many, RecordedNone, Table
from engine.expressions.missing import EvaluationError, Missing, MissingReason, Unknown
from engine.expressions.parts import NO_PARTS
from engine.expressions.scalars import CelType, UInt, decimal_text, double_text
from engine.expressions.times import Duration, Timestamp
from engine.model.dictionary import Field, fields_of
from engine.model.fields import Code, Localized
from engine.model.values import Period, Quantity

if TYPE_CHECKING:
    from engine.expressions.reader import Reader

__all__ = [
    "Entries",
    "Fact",
    "Many",
    "Missing",
    "MissingReason",
    "Record",
    "RecordedNone",
    "Table",
    "Unknown",
    "Value",
    "display",
    "weight",
]


class Fact(msgspec.Struct, frozen=True, dict=True):
    """
    A recorded value that was read.

    Attributes:
        path: Where it stands in the dossier; list items by their identifier.
        read: The value; written as text only where somebody asks.
        title: The field's title.
        followed: Whether it is a record that was only gone through to something in it.
    """

    path: str
    read: object
    title: Localized
    followed: bool = False

    @functools.cached_property
    def value(self) -> str:
        """The value as text."""
        return display(self.read)

    @functools.cached_property
    def codes(self) -> type[Code] | None:
        """The closed code that it is of, whose labels a person reads."""
        first = self.read[0] if isinstance(self.read, list) and self.read else self.read
        return type(first) if isinstance(first, Code) else None


class Record:
    """
    A record of the dossier as expressions see it.

    Args:
        data: The struct.
        path: Where it stands.
        reader: Resolves references and knows the coverage.
    """

    __slots__ = ("data", "known", "path", "reader")

    def __init__(self, data: msgspec.Struct, path: str, reader: "Reader") -> None:
        self.data = data
        self.path = path
        self.reader = reader
        # What was read already, each with what is noted of it: neither the data nor what is known of it change.
        self.known: dict[str, tuple[Value, Fact | None, AbstractSet[str]]] = {}

    def recorded(self, name: str) -> bool:
        """
        Tell whether a field was recorded.

        Raises:
            Unknown: What was recorded is faulty.
        """
        reader = self.reader
        if self.path in reader.divided:
            reader.parts.add(f"{self.path}.{name}")
        if reader.faults:
            reader.refuse_faulty(self.path)
            reader.refuse_faulty(f"{self.path}.{name}")
        return getattr(self.data, self._field(name).attribute) is not msgspec.UNSET

    def read(self, name: str) -> "Value":
        """
        Read a field.

        Raises:
            Unknown: It was not recorded.
        """
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = self._read(name)
            return known[0]
        value, fact, parts = known
        if fact is not None:
            self.reader.facts[fact.path] = fact
        if parts:
            self.reader.parts.update(parts)
        return value

    def _read(self, name: str) -> "tuple[Value, Fact | None, AbstractSet[str]]":
        """Read a field for the first time, and give what was noted of it, and the parts of the dossier it lies in."""
        field = self._field(name)
        path = f"{self.path}.{name}"
        reader = self.reader
        own = frozenset((path,)) if self.path in reader.divided else NO_PARTS
        reader.parts.update(own)
        if reader.faults:
            reader.refuse_faulty(self.path)
            reader.refuse_faulty(path)
        value = getattr(self.data, field.attribute)
        if value is msgspec.UNSET:
            raise Unknown([Missing(path, "not-recorded", field.title.en, field.title.zh)])
        if type(value) in PLAIN and not field.said.refers_to:
            fact = reader.facts[path] = Fact(path, value, field.said.title)
            return value, fact, own
        if isinstance(value, Code):
            fact = reader.facts[path] = Fact(path, value, field.said.title)
            return str(value), fact, own
        before = reader.facts.get(path)
        read, parts = reader.looking(lambda: reader.wrap(value, field, path))
        noted = reader.facts.get(path)
        return read, None if noted is before else noted, parts | own

    def _field(self, name: str) -> Field:
        field = fields_of(type(self.data)).get(name)
        if field is None:
            raise EvaluationError(f"`{self.path}` has no field `{name}`", reason="no-entry")
        return field


class Entries:
    """
    A map of the dossier.

    Args:
        entries: What it holds by key.
        path: Where it stands.
        field: The field that holds it.
        reader: Turns an entry into a value when it is read.
    """

    __slots__ = ("entries", "field", "path", "reader")

    def __init__(self, entries: dict[str, object], path: str, field: Field, reader: "Reader") -> None:
        self.entries = entries
        self.path = path
        self.field = field
        self.reader = reader

    def read(self, key: str) -> "Value":
        """
        Read an entry.

        Raises:
            Unknown: There is none.
        """
        path = f"{self.path}[{key}]"
        self.reader.refuse_faulty(path)
        if key not in self.entries:
            raise Unknown([Missing(path, "no-entry", self.field.title.en, self.field.title.zh)])
        return self.reader.element(self.entries[key], self.field, path)


Value: TypeAlias = (
    bool
    | int
    | UInt
    | float
    | str
    | bytes
    | dt.date
    | dt.datetime
    | Timestamp
    | Duration
    | CelType
    | Quantity
    | Record
    | Entries
    | Table
    | Many
    | RecordedNone
    | None
)


PLAIN = frozenset({bool, int, float, str, dt.date, dt.datetime, Quantity})
"""What a struct holds as expressions compute with it."""


def weight(value: Value) -> int:
    """Give the work of reading or making a value once, without what is in it."""
    match value:
        case Many():
            return effort(value.items)
        case Table() | Entries():
            return effort(value.entries)
    return effort(value)


def display(value: object) -> str:
    """Write a value as text, the same for people and for evidence."""
    if type(value) is str:
        return value
    match value:
        case None | RecordedNone():
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return decimal_text(value) if math.isfinite(value) else double_text(value)
        case Decimal():
            return f"{value:f}"
        case bytes():
            return f"0x{value.hex()}"
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Quantity() | Timestamp() | Duration() | CelType():
            return str(value)
    return _displayed(value)


def _displayed(value: object) -> str:
    """Write a value that holds others."""
    match value:
        case Period():
            return f"{_end(value.from_)} … {_end(value.until)}"
        case Many():
            return f"[{', '.join(display(item) for item in value.items)}{', …' if value.open_end else ''}]"
        case list() | tuple():
            return f"[{', '.join(display(item) for item in value)}]"
        case Record():
            return display(value.data) if isinstance(value.data, Period) else value.path
        case Entries():
            return value.path
        case Table():
            return f"{{{', '.join(f'{display(key)}: {display(item)}' for key, item in value.entries.values())}}}"
        case msgspec.Struct():
            return _named(value)
    return str(value)


def _named(record: msgspec.Struct) -> str:
    """Name a record by its identifier, or by its own single values."""
    identifier = getattr(record, "id", None)
    if isinstance(identifier, str):
        return identifier
    held = ((name, getattr(record, field.attribute)) for name, field in fields_of(type(record)).items())
    return ", ".join(f"{name}={display(value)}" for name, value in held if isinstance(value, str | int | dt.date))


def _end(value: object) -> str:
    if value is msgspec.UNSET:
        return "?"
    return "∞" if value is None else display(value)
