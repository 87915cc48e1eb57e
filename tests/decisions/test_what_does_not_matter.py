"""A field whose loss leaves an outcome as it was does not matter to it: no other value violates it either."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator

import pytest

from core.documents.tree import Path
from core.errors import FaultsError
from engine.model.codes import Act
from engine.model.fields import Code
from engine.model.values import Quantity
from engine.model.walk import Visit, visits
from engine.packs.packset import PackSet
from engine.release.decide import Question, judge_markets
from tests.decisions.test_unsetting import copied, without
from tests.strategies import AS_OF, Data, Plain, dossier_of, moved, released

GOOD = frozenset({"satisfied", "not_applicable"})
DAY = dt.timedelta(days=1)


def others(visit: Visit) -> Iterator[Plain]:
    """Give other values of a field's type."""
    value = visit.value
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Code):
        yield from [str(code) for code in type(value) if code != value][:3]
    elif isinstance(value, int):
        yield from {0, value + 1, value * 10} - {value}
    elif isinstance(value, dt.datetime):
        yield from ((value + days).isoformat() for days in (-400 * DAY, -DAY))
    elif isinstance(value, dt.date):
        yield from ((value + days).isoformat() for days in (-4000 * DAY, -DAY))
    elif isinstance(value, Quantity):
        yield {"value": str(value.value * 100), "unit": value.unit}
    elif isinstance(value, str) and visit.field.refers_to is None:
        yield "ANOTHER"


def with_value(data: Data, path: Path, value: Plain) -> Data:
    """Write another value at a path."""
    changed = copied(data)
    holder: Plain = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return changed


def judged(data: Data, packset: PackSet, market: str) -> dict[str, str]:
    """Give the outcome of every provision of a market; nothing where the form refuses the dossier."""
    try:
        dossier = dossier_of(data)
    except FaultsError:
        return {}
    question = Question(act=Act.market_release, as_of=AS_OF, markets=(market,))
    _, (told,) = judge_markets(dossier, packset, question, evidence_for=frozenset())
    return {one.provision: one.outcome for one in told.decision.outcomes}


@pytest.mark.parametrize("market", ["CN", "EU", "US"])
def test_no_value_of_a_field_that_is_passed_over_violates_what_passed_without_it(shipped: PackSet, market: str) -> None:
    data = released()
    before = judged(data, shipped, market)
    tried = 0
    for visit in visits(dossier_of(data)):
        if visit.field.required or isinstance(visit.value, list | dict) or visit.path[0] == "coverage":
            continue
        lost = judged(without(data, visit.path), shipped, market)
        kept = {one for one, outcome in lost.items() if outcome in GOOD and before[one] == outcome}
        for value in others(visit):
            found = judged(with_value(data, visit.path, value), shipped, market)
            assert {one for one in kept if found.get(one) == "violated"} == set(), (visit.path, value)
            tried += 1
    assert tried > 150


def dated(packset: PackSet) -> Iterator[tuple[str, str, str, dt.date, bool]]:
    """Give, for every day on which a provision comes or goes and the day beside it, whether it is in force then."""
    for market, listed in packset.markets.items():
        for pack in (one.pack for one in listed if one.pack is not None):
            for header in pack.headers():
                effective = header.effective
                if effective.by is not None or header.id in {one.header.id for one in pack.retention}:
                    continue
                days = {effective.begin - DAY, effective.begin}
                days |= {effective.end, effective.end + DAY} if effective.end is not None else set()
                for day in sorted(days):
                    holds = effective.begin <= day and (effective.end is None or day <= effective.end)
                    yield market, str(pack.timezone), header.id, day, holds


def test_on_the_days_around_every_date_a_provision_is_in_force_as_its_pack_says(shipped: PackSet) -> None:

    tried = 0
    for market, zone, provision, day, holds in dated(shipped):
        for time in (dt.time(0, 0, 1), dt.time(23, 59, 59)):
            instant = dt.datetime.combine(day, time, tzinfo=zoneinfo.ZoneInfo(zone))
            instant = instant.astimezone(dt.UTC)
            question = Question(act=Act.ship, as_of=instant, markets=(market,))
            _, (told,) = judge_markets(dossier_of(moved(released(), instant)), shipped, question)
            outcome = next(one for one in told.decision.outcomes if one.provision == provision)
            assert (outcome.because != "not-in-force") is holds, (market, provision, day)
            tried += 1
    assert tried > 60
