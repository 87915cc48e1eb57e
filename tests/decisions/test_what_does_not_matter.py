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
from tests.decisions.test_unsetting import copied, is_tried, without
from tests.shipped import is_of_the_part
from tests.strategies import Data, Plain, dossier_of, judged, moved, released

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


def outcomes(data: Data, packset: PackSet) -> dict[tuple[str, str], str]:
    """Give the outcome of every provision by market; nothing where the form refuses the dossier."""
    try:
        told = judged(data, packset)
    except FaultsError:
        return {}
    return {(market.market, one.provision): one.outcome for market in told for one in market.outcomes}


def changeable(data: Data) -> list[Visit]:
    """Give the optional fields that hold a value of their own; of a long list those of its ends."""
    found = (visit for visit in visits(dossier_of(data)) if is_tried(data, visit.path))
    return [
        visit
        for visit in found
        if not visit.field.required and not isinstance(visit.value, list | dict) and visit.path[0] != "coverage"
    ]


@pytest.mark.parametrize("part", range(4))
def test_no_value_of_a_field_that_is_passed_over_violates_what_passed_without_it(shipped: PackSet, part: int) -> None:
    data = released()
    before = outcomes(data, shipped)
    tried = 0
    # A part of the fields, which turns with the content of the packs.
    for visit in (one for number, one in enumerate(changeable(data)[part::4]) if is_of_the_part(number, 2)):
        lost = outcomes(without(data, visit.path), shipped)
        kept = {one for one, outcome in lost.items() if outcome in GOOD and before[one] == outcome}
        for value in others(visit):
            found = outcomes(with_value(data, visit.path, value), shipped)
            assert {one for one in kept if found.get(one) == "violated"} == set(), (visit.path, value)
            tried += 1
    assert tried > 75


def dated(packset: PackSet) -> dict[tuple[str, str, dt.date], dict[str, bool]]:
    """Give, by market, zone and day, the provisions that come or go about then, and whether they are in force."""
    found: dict[tuple[str, str, dt.date], dict[str, bool]] = {}
    for market, listed in packset.markets.items():
        for pack in (one.pack for one in listed if one.pack is not None):
            # What has no outcome: how long records are kept, and how suppliers are scored.
            silent = {*(one.header.id for one in pack.retention), *(one.header.id for one in pack.scorecards)}
            for header in pack.headers():
                effective = header.effective
                if effective.by is not None or header.id in silent:
                    continue
                days = {effective.begin - DAY, effective.begin}
                days |= {effective.end, effective.end + DAY} if effective.end is not None else set()
                for day in sorted(days):
                    holds = effective.begin <= day and (effective.end is None or day <= effective.end)
                    found.setdefault((market, str(pack.timezone), day), {})[header.id] = holds
    return found


def test_on_the_days_around_every_date_a_provision_is_in_force_as_its_pack_says(shipped: PackSet) -> None:
    tried = 0
    for (market, zone, day), provisions in dated(shipped).items():
        for time in (dt.time(0, 0, 1), dt.time(23, 59, 59)):
            instant = dt.datetime.combine(day, time, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)
            (told,) = judged(moved(released(), instant), shipped, instant, act=Act.ship, markets=[market])
            because = {one.provision: one.because for one in told.outcomes}
            in_force = {one: because[one] != "not-in-force" for one in provisions}
            assert in_force == provisions, (market, day)
            tried += len(provisions)
    assert tried > 1000
