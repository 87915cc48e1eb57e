"""What expressions compute with: records that have no slot for what was not recorded, and lists that may be open."""

import datetime as dt
import functools
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

import msgspec

from engine.expressions.budget import effort
from engine.expressions.containers import Many, RecordedNone, Table
from engine.expressions.missing import EvaluationError, Missing, MissingReason, Unknown
from engine.expressions.references import References
from engine.expressions.scalars import CelType, UInt, decimal_text, double_text
from engine.expressions.times import Duration, Timestamp
from engine.model.coverage import Coverages
from engine.model.dictionary import Field, fields_of
from engine.model.dossier import Dossier
from engine.model.fields import Code, Localized
from engine.model.types import ListOf, Nullable
from engine.model.values import Period, Quantity

__all__ = [
    "Entries",
    "Fact",
    "Many",
    "Missing",
    "MissingReason",
    "Reader",
    "Record",
    "RecordedNone",
    "Table",
    "Unknown",
    "Value",
    "display",
    "weight",
]


# What is read as it is recorded.
PLAIN = frozenset({bool, int, str, dt.date, dt.datetime})


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
        self.known: dict[str, tuple[Value, Fact | None, bool]] = {}

    def recorded(self, name: str) -> bool:
        """
        Tell whether a field was recorded.

        Raises:
            Unknown: What was recorded is faulty.
        """
        if self.reader.faults:
            self.reader.refuse_faulty(self.path)
            self.reader.refuse_faulty(f"{self.path}.{name}")
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
        value, fact, strays = known
        if fact is not None:
            self.reader.facts[fact.path] = fact
        if strays:
            self.reader.strayed += 1
        return value

    def _read(self, name: str) -> "tuple[Value, Fact | None, bool]":
        """Read a field for the first time, and give what was noted of it, if anything was, and whether it led away."""
        field = self._field(name)
        path = f"{self.path}.{name}"
        reader = self.reader
        if reader.faults:
            reader.refuse_faulty(self.path)
            reader.refuse_faulty(path)
        value = getattr(self.data, field.attribute)
        if value is msgspec.UNSET:
            raise Unknown([Missing(path, "not-recorded", field.title.en, field.title.zh)])
        if type(value) in PLAIN and not field.said.refers_to:
            fact = reader.facts[path] = Fact(path, value, field.said.title)
            return value, fact, False
        if isinstance(value, Code):
            fact = reader.facts[path] = Fact(path, value, field.said.title)
            return str(value), fact, False
        before, strayed = reader.facts.get(path), reader.strayed
        read = reader.wrap(value, field, path)
        noted = reader.facts.get(path)
        return read, None if noted is before else noted, reader.strayed != strayed

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


class Reader:
    """
    Reads a dossier on one day: resolves identifiers and closes the registers that are covered.

    Args:
        dossier: A dossier that was checked when it was read.
        today: The local day that coverage must reach.
        faults: What was recorded and cannot be believed, by path; reading it is unknown, and so is `has` of it.
    """

    def __init__(self, dossier: Dossier, today: dt.date, faults: Mapping[str, Missing] | None = None) -> None:
        self.dossier = dossier
        self.today = today
        self.faults = faults or {}
        self.references = References(dossier)
        self.coverages = Coverages(dossier, self.faults)
        self.facts: dict[str, Fact] = {}
        # How often a read led away from the record that it began at.
        self.strayed = 0
        self._lists: dict[str, tuple[list[object], Many, int]] = {}

    def names(self) -> dict[str, Value]:
        """Give the names that every expression can read."""
        return {
            "lot": Record(self.dossier.lot, "lot", self),
            "product": Record(self.dossier.product, "product", self),
            "today": self.today,
        }

    def refuse_faulty(self, path: str) -> None:
        """
        Refuse to read what cannot be believed.

        Raises:
            Unknown: With the fault of this path.
        """
        if path in self.faults:
            raise Unknown([self.faults[path]])

    def wrap(self, value: object, field: Field, path: str) -> Value:
        """Turn what a struct holds into what an expression reads, and note it as read."""
        if isinstance(value, list):
            return self._many(value, field, path)
        if isinstance(value, dict):
            return self.entries(value, field, path)
        if isinstance(value, str) and field.refers_to:
            self.note(path, value, field, followed=True)
            return self._referred(value, field, path)
        return self.element(value, field, path)

    def entries(self, value: dict[str, object], field: Field, path: str) -> Value:
        """Turn a map into what an expression reads."""
        return Entries(value, path, field, self)

    def _referred(self, identifier: str, field: Field, path: str) -> "Record":
        """Follow an identifier; of two records with one identifier, nobody knows which is meant."""
        self.strayed += 1
        self.refuse_faulty(str(field.refers_to))
        found = self.references.find(str(field.refers_to), identifier)
        if found is None:
            raise Unknown([Missing(path, "no-entry", field.title.en, field.title.zh)])
        return Record(*found, self)

    def element(self, value: object, field: Field, path: str) -> Value:
        """Turn one value into what an expression reads."""
        if type(value) in PLAIN:
            self.note(path, value, field)
            return value  # type: ignore[return-value]  # as just seen
        if isinstance(value, msgspec.Struct):
            self.note(path, value, field, followed=not isinstance(value, Period))
            return Record(value, path, self)
        if isinstance(value, list):
            return self._many(value, field, path)
        self.note(path, value, field)
        if isinstance(value, Code):
            return str(value)
        if value is None:
            return RecordedNone(path, field)
        if isinstance(value, bool | int | float | str | dt.date):
            return value
        raise Unknown([Missing(path, "wrong-type", field.title.en, field.title.zh)])  # pragma: no cover

    def _many(self, value: list[object], field: Field, path: str) -> Many:
        if not any(isinstance(item, msgspec.Struct) for item in value):
            self.note(path, value, field)
        known = self._lists.get(path)
        if known is None or known[0] is not value:
            before = self.strayed
            known = self._lists[path] = (value, self._made(value, field, path), self.strayed - before)
        else:
            self.strayed += known[2]
        return known[1]

    def _made(self, value: list[object], field: Field, path: str) -> Many:
        """Make of a list what an expression reads, once: what is made of it never changes."""
        kind = field.type.of if isinstance(field.type, Nullable) else field.type
        # A register is open by what it is, never by what is in it: an empty one nobody stated complete is no evidence.
        open_end = self._open_end(field, path) if isinstance(kind, ListOf) and kind.register else None
        return Many(
            [self._item(item, field, f"{path}[{getattr(item, 'id', index)}]") for index, item in enumerate(value)],
            open_end,
        )

    def _item(self, item: object, field: Field, path: str) -> Value:
        if field.refers_to and isinstance(item, str):
            return self._referred(item, field, path)
        if item is None:
            return RecordedNone(path, field)
        if isinstance(item, msgspec.Struct) and not isinstance(item, Quantity):
            return Record(item, path, self)
        return str(item) if isinstance(item, Code) else item  # type: ignore[return-value]  # plain values

    def _open_end(self, field: Field, path: str) -> Missing | None:
        """Say why a register is open: no statement covers it from its owner's first day through today."""
        covered = self.coverages.closes(path, self.today)
        return None if covered else Missing(path, "not-covered", field.title.en, field.title.zh)

    def note(self, path: str, value: object, field: Field, *, followed: bool = False) -> None:
        """Remember a value that was read."""
        self.facts[path] = Fact(path, value, field.title, followed)


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
