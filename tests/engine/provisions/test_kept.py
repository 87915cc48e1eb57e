"""What suites keep of a record changes no finding: whatever a finding depends on tells it apart."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from core.canonical import canonical_bytes
from engine.expressions.missing import Missing
from engine.expressions.reader import Reader
from engine.expressions.values import Many, Record, Value
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier_file
from engine.packs.packset import PackSet
from engine.provisions.kept import Kept, Shelf
from engine.release.decide import Question, judge_markets
from engine.release.judges import Given, situation_of
from tests.strategies import ROOT

AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
FULL = ROOT / "examples" / "dossiers" / "sterile_catheter_full.json"
replace = msgspec.structs.replace
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def full() -> Dossier:
    """The largest example: suppliers with a history, gauges with calibrations, inspectors with trainings."""
    return read_dossier_file(FULL)


def changed(dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """Give dossiers that share most of their records with one another, each other in something findings depend on."""
    yield "as it is", dossier
    yield "another lot", replace(dossier, lot=replace(dossier.lot, quantity=1))
    yield "nothing stated", replace(dossier, coverage=[])
    earlier = [replace(one, through=one.through - DAY) for one in dossier.coverage]
    yield "stated through the day before", replace(dossier, coverage=earlier)
    later = [replace(one, from_=one.from_ + 400 * DAY) for one in dossier.coverage]
    yield "stated from a later day", replace(dossier, coverage=later)
    suppliers = dossier.suppliers
    fewer = [replace(one, lots=one.lots[1:]) if isinstance(one.lots, list) else one for one in suppliers]
    yield "the first lot of each supplier not recorded", replace(dossier, suppliers=fewer)
    yield "no history recorded", replace(dossier, suppliers=[replace(one, lots=msgspec.UNSET) for one in suppliers])
    longer = [
        replace(one, since=one.since - 4000 * DAY) if isinstance(one.since, dt.date) else one for one in suppliers
    ]
    yield "suppliers of longer standing", replace(dossier, suppliers=longer)
    yield "suppliers under each other's number", replace(dossier, suppliers=renamed(suppliers))


def renamed(suppliers: list[Any]) -> list[Any]:
    """Give each supplier the number of the next."""
    numbers = [one.id for one in suppliers]
    return [replace(one, id=number) for one, number in zip(suppliers, [*numbers[1:], numbers[0]], strict=True)]


def judged(dossier: Dossier, packset: PackSet, as_of: dt.datetime, kept: Kept | None) -> bytes:
    """Judge one market with all evidence."""
    _, found = judge_markets(
        dossier, packset, Question(act=Act.market_release, as_of=as_of, markets=("CN",)), kept=kept
    )
    return b"\n".join(map(canonical_bytes, found))


def test_what_is_kept_changes_nothing_of_what_is_judged(full: Dossier, shipped: PackSet) -> None:
    kept, seen = Kept(), set()
    instants = (AS_OF, AS_OF + DAY)

    for (name, dossier), as_of in itertools.product(changed(full), instants):
        expected = judged(dossier, shipped, as_of, None)
        seen.add(expected)
        for _ in range(2):
            assert judged(dossier, shipped, as_of, kept) == expected, (name, as_of)

    assert len(seen) > 2 * len(instants), "the changes matter"


def counted(record: Record, shelf: Shelf, read: Callable[[Record], Value]) -> int:
    """Count how often two readings of a record are made, not kept."""
    made: list[Value] = []
    for _ in range(2):
        shelf.piece(record, (), ("read",), lambda: made.append(read(record)))
    return len(made)


def shelf() -> Shelf:
    return Kept().shelf((), ())


def steps(reader: Reader) -> Record:
    """Give the first step done outside."""
    lot = reader.names()["lot"]
    assert isinstance(lot, Record)
    listed = lot.read("steps")
    assert isinstance(listed, Many)
    found = next(one for one in listed.items if isinstance(one, Record) and one.read("outsourced") is True)
    assert isinstance(found, Record)
    return found


def test_what_is_read_of_a_record_alone_is_kept(full: Dossier) -> None:
    step = steps(Reader(full, AS_OF.date()))

    assert counted(step, shelf(), lambda one: one.read("kind")) == 1
    assert "lot.steps" in next(iter(step.reader.facts)), "what was read is noted where it is kept too"


@pytest.mark.parametrize("is_read_before", [False, True])
def test_what_follows_an_identifier_is_kept_for_those_that_refer_to_the_very_same(
    full: Dossier, *, is_read_before: bool
) -> None:
    held = shelf()
    made: list[str] = []

    def name(dossier: Dossier) -> object:
        step = steps(Reader(dossier, AS_OF.date()))
        if is_read_before:
            step.read("supplier")

        def read() -> Value:
            made.append(step.path)
            supplier = step.read("supplier")
            assert isinstance(supplier, Record)
            return supplier.read("name")

        return held.piece(step, (), ("name",), read)

    renamed_suppliers = [replace(one, name=f"{one.name} II") for one in full.suppliers]
    other = replace(full, suppliers=renamed_suppliers)
    first, second = name(full), name(other)

    assert second == f"{first} II"
    assert (name(full), name(other)) == (first, second)
    assert len(made) == 2


def test_nothing_of_a_dossier_with_faults_is_kept(full: Dossier) -> None:
    faults = {"lot.label": Missing("lot.label", "faulty")}

    assert counted(steps(Reader(full, AS_OF.date(), faults)), shelf(), lambda one: one.read("kind")) == 2


def test_an_instant_at_another_offset_is_another_one_although_it_is_the_same(full: Dossier, shipped: PackSet) -> None:
    kept = Kept()
    instants = (AS_OF, AS_OF.astimezone(dt.UTC))
    (listed, *_) = shipped.markets["CN"]
    assert listed.pack is not None
    assert instants[0] == instants[1]

    given = Given(full, {}, kept)
    first, second = (situation_of(given, listed.pack, "CN", one, "UTC") for one in instants)

    assert first.kept is not second.kept


@pytest.mark.parametrize("field", ["kind", "supplier"])
def test_a_field_that_was_read_before_is_noted_as_it_was_then(full: Dossier, field: str) -> None:
    step = steps(Reader(full, AS_OF.date()))
    step.reader.facts = {}
    first, noted = step.read(field), step.reader.facts
    step.reader.facts = {}

    assert step.read(field) is first
    assert step.reader.facts == noted
    assert len(noted) == 1


PARTS: list[tuple[Callable[[Record], object], set[str]]] = [
    (lambda lot: lot.read("quantity"), {"lot.quantity"}),
    (lambda lot: lot.recorded("quantity"), {"lot.quantity"}),
    (lambda lot: lot.read("steps"), {"lot.steps", "stated lot.steps"}),
    (lambda lot: lot.read("product"), {"lot.product", "product.id"}),
]


@pytest.mark.parametrize(("read", "parts"), PARTS, ids=["field", "has", "register", "reference"])
def test_the_parts_that_are_looked_at_are_noted_each_time(
    full: Dossier, read: Callable[[Record], object], parts: set[str]
) -> None:
    reader = Reader(full, AS_OF.date())
    lot = reader.names()["lot"]
    assert isinstance(lot, Record)

    for _ in range(2):
        _, noted = reader.looking(lambda: read(lot))
        assert noted == parts
