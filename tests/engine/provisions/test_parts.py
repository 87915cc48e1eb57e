"""What is looked at of a dossier is noted: held against records that see themselves being read."""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec
import pytest

from engine.model.codes import Act
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.findings import Findings
from engine.model.lot import Lot
from engine.model.product import Product
from engine.packs.names import FINDINGS
from engine.packs.pack import RulePack
from engine.packs.packset import PackSet
from engine.provisions.situation import Situation
from engine.release.findings import gather, inspected_by, scored_by, watched_by
from engine.release.judges import Given, situation_of
from engine.release.outcomes import Provision, bare_outcome_of
from engine.release.retention import MarketPack, retention_of
from engine.release.signatures import signature_required
from lotgate.suites import read_suites
from tests.strategies import ROOT

SEEN: set[str] = set()
Look: TypeAlias = Callable[[Situation], object]


def seeing(entity: type[msgspec.Struct], owner: str) -> type[msgspec.Struct]:
    """Make an entity of which it is seen what is read."""
    named = {field.attribute: f"{owner}{name}" for name, field in fields_of(entity).items()}

    def read(self: msgspec.Struct, attribute: str) -> Any:  # noqa: ANN401  # whatever it holds
        if attribute in named:
            SEEN.add(named[attribute])
        return object.__getattribute__(self, attribute)

    make: Any = type(entity)
    made: type[msgspec.Struct] = make(entity.__name__, (entity,), {"__getattribute__": read}, frozen=True, kw_only=True)
    return made


@functools.cache
def entities() -> tuple[type[Any], type[Any], type[Any]]:
    return seeing(Dossier, ""), seeing(Lot, "lot."), seeing(Product, "product.")


def plain(record: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def watched(dossier: Dossier) -> Dossier:
    """Give a dossier that is seen being read."""
    whole, lot, product = entities()
    held = {**plain(dossier), "lot": lot(**plain(dossier.lot)), "product": product(**plain(dossier.product))}
    seen: Dossier = whole(**held)
    return seen


def looks(pack: RulePack, market: str) -> Iterator[tuple[str, Look]]:
    """Give everything that is kept of a pack."""
    for standard in pack.inspections:
        yield standard.header.id, functools.partial(inspected_by, standard)
    for control in pack.processes:
        yield control.header.id, functools.partial(watched_by, control)
    for scorecard in pack.scorecards:
        yield scorecard.header.id, functools.partial(scored_by, scorecard)
    judged: tuple[Provision, ...] = (*pack.requirements, *pack.records, *pack.signatures, *pack.later)
    for one in judged:
        yield one.header.id, functools.partial(bare_outcome_of, one)
    for rule in pack.signatures:
        yield f"{rule.header.id} required", functools.partial(signature_required, rule)

    def kept(situation: Situation) -> object:
        return retention_of([MarketPack(market=market, pack=pack, situation=situation, excluded=False)])

    yield "retention", kept


def bound(situation: Situation, findings: Findings) -> Situation:
    names = {**situation.bound, FINDINGS: situation.reader.divide(FINDINGS, findings)}
    return msgspec.structs.replace(situation, bound=names)


def noted_by(look: Look, situation: Situation) -> tuple[set[str], set[str]]:
    """Give the parts that are noted, and those that are seen being read."""
    SEEN.clear()
    _, noted = situation.reader.looking(lambda: look(situation))
    return set(noted), SEEN - {"lot", "product"}


@functools.cache
def fixtures() -> Mapping[str, tuple[Dossier, PackSet, str, dt.datetime]]:
    """Give the fixtures of the shipped suites, each with what decides about it."""
    found: dict[str, tuple[Dossier, PackSet, str, dt.datetime]] = {}
    for ready in read_suites((ROOT / "rulepacks",), (), dt.date(2026, 11, 22)).ready:
        for case in ready.suite.cases:
            name = f"{ready.suite.owner} {case.fixture.name} {len(case.fixture.dossier.suppliers)}"
            found.setdefault(name, (case.fixture.dossier, ready.packset, ready.suite.markets[0], ready.suite.as_of))
    return found


@pytest.mark.parametrize("name", fixtures())
def test_whatever_is_looked_at_of_a_dossier_is_noted_each_time(name: str) -> None:
    dossier, packset, market, as_of = fixtures()[name]
    (listed, *_) = packset.markets[market]
    pack = listed.pack
    assert pack is not None
    given = Given(watched(dossier), {})
    make = functools.partial(situation_of, given, pack, market, as_of, pack.timezone or "UTC")
    findings = gather(pack, make(), Act.ship).findings
    read_before = bound(make(), findings)
    noted: set[str] = set()
    read: set[str] = set()

    for title, look in looks(pack, market):
        first, seen = noted_by(look, bound(make(), findings))
        again, _ = noted_by(look, read_before)
        assert seen <= first, title
        assert again == first, title
        noted |= first
        read |= seen

    assert "lot.steps" in read
    assert "lot.roles" in noted
    assert "stated lot.steps" in noted - read
