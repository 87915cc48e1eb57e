"""What a provision is judged in: a dossier as a pack reads it, on the pack's local day, for one market."""

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

import msgspec

from engine.expressions.expression import Expression
from engine.expressions.missing import Missing, Unknown
from engine.expressions.reader import Reader
from engine.expressions.values import Fact, Many, Record, Value
from engine.model.codes import Actor
from engine.model.dictionary import Field, fields_of
from engine.model.dossier import Dossier
from engine.packs.attributes import Attributes
from engine.packs.parameters import Parameters
from engine.provisions.kept import Shelf

T = TypeVar("T")
ATTRIBUTES = "attributes"
SUPPLIERS = "suppliers"
# Which kind of record has extra fields at a path.
OWNERS = (
    (re.compile(r"lot"), "lot"),
    (re.compile(r"product"), "product"),
    (re.compile(r"suppliers\[[^\]]*\]"), "supplier"),
    (re.compile(r"lot\.steps\[[^\]]*\]"), "step"),
)


class PackReader(Reader):
    """
    Reads a dossier as a pack does: with the extra fields that it declares.

    Args:
        dossier: A dossier that was checked when it was read.
        today: The pack's local day.
        faults: What was recorded and cannot be believed, by path.
        attributes: The extra fields.
    """

    def __init__(self, dossier: Dossier, today: dt.date, faults: Mapping[str, Missing], attributes: Attributes) -> None:
        super().__init__(dossier, today, faults)
        self.faults: dict[str, Missing] = dict(faults)
        self.attributes = attributes

    def entries(self, value: dict[str, object], field: Field, path: str) -> Value:
        """Turn a map into what an expression reads; extra fields are typed as the pack declares them."""
        if field.name == ATTRIBUTES:
            owner = path.removesuffix(f".{ATTRIBUTES}")
            on = next((kind for pattern, kind in OWNERS if pattern.fullmatch(owner)), None)
            if on is not None:
                return self._typed(on, value, path)  # type: ignore[arg-type]  # extra fields are texts
        return super().entries(value, field, path)

    def _typed(self, on: str, recorded: Mapping[str, str], path: str) -> Record:
        record, mistyped = self.attributes.read(on, recorded)
        for name, title in mistyped.items():
            below = f"{path}.{name}"
            self.faults[below] = Missing(below, "wrong-type", title.en, title.zh)
        return Record(record, path, self)


class Known(msgspec.Struct, frozen=True):
    """
    What a condition of the lot as a whole came to.

    Attributes:
        bound: What its names were bound to.
        outcome: Its truth, or what is missing to know it.
        facts: What was read.
        parts: The parts of the dossier that were looked at.
    """

    bound: Mapping[str, Value]
    outcome: bool | Unknown
    facts: dict[str, Fact]
    parts: AbstractSet[str]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a provision is judged in.

    Attributes:
        reader: The dossier on the pack's local day.
        market: The market.
        as_of: The instant of the decision.
        today: The pack's local day.
        timezone: The zone of the pack's days.
        roles: The company's roles in each market; ``None`` when none were recorded.
        bound: The names that every expression can read.
        kept: What was found of other dossiers in such a situation; nothing is kept where it is ``None``.
        known: What conditions of the lot as a whole came to, by their text.
    """

    reader: Reader
    market: str
    as_of: dt.datetime
    today: dt.date
    timezone: str
    roles: Mapping[str, list[Actor]] | None
    bound: Mapping[str, Value]
    kept: Shelf | None = None
    known: dict[str, Known] = msgspec.field(default_factory=dict)

    def names(self) -> Mapping[str, Value]:
        """Give the names that every expression can read."""
        return self.bound

    def outcome(self, condition: Expression) -> bool | Unknown:
        """Judge a condition of the lot as a whole, once however many provisions say it."""
        reader = self.reader
        text, facts = condition.source.text, reader.facts
        known = self.known.get(text)
        if known is None or known.bound is not self.bound:
            reader.facts = {}
            try:
                outcome, parts = reader.looking(lambda: condition.outcome(self.bound))
                known = Known(self.bound, outcome, reader.facts, parts)
            finally:
                reader.facts = facts
            self.known[text] = known
        facts.update(known.facts)
        reader.parts.update(known.parts)
        return known.outcome

    def once(self, of: tuple[object, ...], under: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """
        Give what was found of another dossier in such a situation, or find it.

        Args:
            of: Other objects that it is made of; the very same ones are meant.
            under: What it is, and everything else that it depends on beside the dossier and the situation.
            make: Finds it, by reading the dossier.
        """
        return make() if self.kept is None else self.kept.or_made(self.reader, of, under, make)

    def held_roles(self) -> "list[Actor] | None":
        """Give the company's roles in the market; ``None`` when they were not recorded, or cannot be believed."""
        self.reader.parts.add("lot.roles")
        return self.roles.get(self.market) if self.roles is not None else None


def names_of(reader: Reader, as_of: dt.datetime, market: str, parameters: Parameters) -> dict[str, Value]:
    """Bind the names that the expressions of a pack read."""
    return {
        **reader.names(),
        "as_of": as_of,
        "market": market,
        "suppliers": _suppliers(reader),
        "params": Record(parameters.on(reader.today), "params", reader),
    }


def _suppliers(reader: Reader) -> Value:
    """Read the register of suppliers; of one with a fault no supplier is known, and nobody knows whether there are."""
    fault = reader.faults.get(SUPPLIERS)
    return Register(reader) if fault is None else Many([], fault)


class Register(Many):
    """
    The register of suppliers, read when somebody looks at it.

    Args:
        reader: Reads the dossier.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.known: tuple[Many, AbstractSet[str]] | None = None

    @property
    def items(self) -> list[Value]:  # type: ignore[override]  # looked at, and never set
        """The known suppliers."""
        return self._looked_at().items

    @property
    def open_end(self) -> Missing | None:  # type: ignore[override]  # looked at, and never set
        """Why there may be more, or ``None`` when the register is complete."""
        return self._looked_at().open_end

    def _looked_at(self) -> Many:
        reader = self.reader
        if self.known is None:
            facts, reader.facts = reader.facts, {}
            self.known = reader.looking(self._read)
            reader.facts = facts
        reader.parts.update(self.known[1])
        return self.known[0]

    def _read(self) -> Many:
        reader = self.reader
        reader.parts.add(SUPPLIERS)
        return reader.many(reader.dossier.suppliers, fields_of(Dossier)[SUPPLIERS], SUPPLIERS)
