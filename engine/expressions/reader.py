"""Reading a dossier on one day: what is recorded as what expressions compute with, and what of it was looked at."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

import msgspec

from engine.expressions.containers import Many, RecordedNone
from engine.expressions.missing import Missing, Unknown
from engine.expressions.parts import SPLIT, Held, part_referred, stated_of
from engine.expressions.references import References
from engine.expressions.values import PLAIN, Entries, Fact, Record, Value
from engine.model.coverage import Coverages
from engine.model.dictionary import Field
from engine.model.dossier import Dossier
from engine.model.fields import Code
from engine.model.types import ListOf, Nullable
from engine.model.values import Period, Quantity

T = TypeVar("T")


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
        # The parts of the dossier that were looked at, and the records whose fields are parts of their own.
        self.parts: set[str] = set()
        self.divided: dict[str, msgspec.Struct] = {name: getattr(dossier, name) for name in SPLIT}
        self.held = Held(dossier, self.coverages, self.divided)
        self._lists: dict[str, tuple[Sequence[object], Many, AbstractSet[str]]] = {}

    def looking(self, make: Callable[[], T]) -> tuple[T, AbstractSet[str]]:
        """Make something by reading, and give the parts of the dossier that were looked at for it."""
        outer, self.parts = self.parts, set()
        try:
            made = make()
        finally:
            parts, self.parts = self.parts, outer
            outer |= parts
        return made, parts

    def divide(self, name: str, record: msgspec.Struct) -> Record:
        """Put a further record before expressions, each of whose fields is a part of its own."""
        self.divided[name] = record
        self.held.forget(name)
        return Record(record, name, self)

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
            return self.many(value, field, path)
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
        found = self.find(str(field.refers_to), identifier)
        if found is None:
            raise Unknown([Missing(path, "no-entry", field.title.en, field.title.zh)])
        return found

    def find(self, refers_to: str, identifier: str) -> "Record | None":
        """
        Find the record that an identifier refers to, in a list or a record of the dossier.

        Raises:
            Unknown: What it refers to is faulty.
        """
        self.parts.add(part_referred(refers_to))
        self.refuse_faulty(refers_to)
        found = self.references.find(refers_to, identifier)
        return None if found is None else Record(*found, self)

    def element(self, value: object, field: Field, path: str) -> Value:
        """Turn one value into what an expression reads."""
        if type(value) in PLAIN:
            self.note(path, value, field)
            return value  # type: ignore[return-value]  # as just seen
        if isinstance(value, msgspec.Struct):
            self.note(path, value, field, followed=not isinstance(value, Period))
            return Record(value, path, self)
        if isinstance(value, list):
            return self.many(value, field, path)
        self.note(path, value, field)
        if isinstance(value, Code):
            return str(value)
        if value is None:
            return RecordedNone(path, field)
        if isinstance(value, bool | int | float | str | dt.date):
            return value
        raise Unknown([Missing(path, "wrong-type", field.title.en, field.title.zh)])  # pragma: no cover

    def many(self, value: Sequence[object], field: Field, path: str) -> Many:
        """Turn a list into what an expression reads."""
        if not any(isinstance(item, msgspec.Struct) for item in value):
            self.note(path, value, field)
        known = self._lists.get(path)
        if known is None or known[0] is not value:
            known = self._lists[path] = (value, *self.looking(lambda: self._made(value, field, path)))
        else:
            self.parts.update(known[2])
        return known[1]

    def _made(self, value: Sequence[object], field: Field, path: str) -> Many:
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
        self.parts.add(stated_of(path))
        covered = self.coverages.closes(path, self.today)
        return None if covered else Missing(path, "not-covered", field.title.en, field.title.zh)

    def reaches(self, register: str, begin: dt.date) -> bool:
        """Tell whether a register is complete from a day through today."""
        self.parts.add(stated_of(register))
        return self.coverages.reaches(register, begin, self.today)

    def note(self, path: str, value: object, field: Field, *, followed: bool = False) -> None:
        """Remember a value that was read."""
        self.facts[path] = Fact(path, value, field.title, followed)
