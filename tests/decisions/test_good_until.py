"""`good_until`: before it no verdict changes. Earlier than needed is allowed, later is a fault."""

import datetime as dt
import zoneinfo
from pathlib import Path

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.packs.packset import PackSet
from tests.strategies import (
    AS_OF,
    ZONES,
    Data,
    decided,
    instants,
    judged,
    load,
    market_of,
    moved,
    released,
    requirement,
    verdicts,
    write_pack,
)

SECOND = dt.timedelta(seconds=1)
MICROSECOND = dt.timedelta(microseconds=1)


def covered_until(data: Data, day: str) -> Data:
    """State that every register is complete through a day."""
    for statement in data["coverage"]:
        statement["through"] = day
    return data


# What happens in the packs around the day: law comes and goes in the three markets.
DATES = [dt.datetime.fromisoformat(f"{day}T12:00:00+00:00") for day in ("2021-05-26", "2026-02-02", "2026-11-01")]


@given(
    around=st.sampled_from(DATES),
    offset=st.integers(-36 * 3600, 36 * 3600),
    elapsed=st.floats(0, 1, exclude_max=True, allow_nan=False),
)
@settings(max_examples=25)  # seven judgements each
@also(around=DATES[0], offset=4 * 3600, elapsed=0.9999999999999998)  # so near its end that it is rounded to the end
def test_no_verdict_or_outcome_changes_before_its_market_s_good_until(
    shipped: PackSet, around: dt.datetime, offset: int, elapsed: float
) -> None:
    instant = around + dt.timedelta(seconds=offset)
    data = moved(released(), instant)
    for market in judged(data, shipped, instant):
        assert market.good_until is not None
        assert instant < market.good_until
        until = market.good_until.astimezone(dt.UTC)
        last = until - MICROSECOND
        for later in (min(instant + (until - instant) * elapsed, last), last):
            (after,) = judged(data, shipped, later, markets=[market.market])
            assert (after.verdict, after.reasons, after.outcomes) == (market.verdict, market.reasons, market.outcomes)


@pytest.mark.parametrize(
    ("market", "day", "verdict"), [("CN", "2026-11-22", "release"), ("EU", "2026-11-22", "release")]
)
def test_at_good_until_a_verdict_may_change(shipped: PackSet, market: str, day: str, verdict: str) -> None:
    data = covered_until(released(), day)
    now = market_of(decided(data, shipped), market)
    assert now.good_until is not None

    assert now.verdict == verdict
    assert verdicts(decided(data, shipped, now.good_until.astimezone(dt.UTC) - SECOND))[market] == verdict
    assert verdicts(decided(data, shipped, now.good_until))[market] == "hold"


@given(
    zone=st.sampled_from(ZONES),
    instant=instants(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2037, 1, 1, tzinfo=dt.UTC)),
)
@also(zone="America/Sao_Paulo", instant=dt.datetime.fromisoformat("2018-11-03T23:30:00-03:00"))  # no midnight follows
@also(zone="America/Havana", instant=dt.datetime.fromisoformat("2025-11-01T23:30:00-04:00"))  # midnight comes twice
@also(zone="Pacific/Apia", instant=dt.datetime.fromisoformat("2011-12-29T23:30:00-10:00"))  # a day that never was
@also(zone="America/Nuuk", instant=dt.datetime.fromisoformat("2025-10-25T23:30:00-01:00"))  # 23:30 comes twice
def test_good_until_is_the_first_instant_of_the_pack_s_next_local_day(
    tmp_path_factory: pytest.TempPathFactory, zone: str, instant: dt.datetime
) -> None:
    shelf = tmp_path_factory.mktemp("shelf")
    rule = requirement("OWN-1", "lot.batch_record.complete", effective={"from": "1990-01-01"})
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}}, timezone=zone)
    packset = load(shelf, {"CN": ["p 1"]})

    until = market_of(decided(moved(released(), instant), packset, instant, markets=["CN"]), "CN").good_until

    # The machine's own zone data says what the local day is; the engine reads the pinned package.
    local = zoneinfo.ZoneInfo(zone)
    assert until is not None
    until = until.astimezone(dt.UTC)  # what is added to a local time ignores that clocks change
    assert instant < until <= instant + dt.timedelta(hours=49)
    assert (until - SECOND).astimezone(local).date() == instant.astimezone(local).date()
    assert until.astimezone(local).date() > instant.astimezone(local).date()


def test_good_until_is_the_earliest_of_several_packs_of_a_market(shelf: Path) -> None:
    for name, zone in (("east", "Asia/Shanghai"), ("west", "America/New_York")):
        rule = requirement(f"{name.upper()}-1", "lot.batch_record.complete")
        write_pack(shelf, name, {"r.yaml": {"requirements": [rule]}}, timezone=zone)

    market = market_of(decided(released(), load(shelf, {"CN": ["west 1", "east 1"]}), markets=["CN"]), "CN")

    assert AS_OF.isoformat() == "2026-11-22T10:00:00+08:00"  # 21:00 of the day before in New York
    assert market.good_until == dt.datetime.fromisoformat("2026-11-22T13:00:00+08:00")


def test_an_instant_that_the_decision_is_compared_with_ends_it_within_the_day(shelf: Path) -> None:
    """A field that a pack declares is the only instant that may lie ahead."""
    cooled = {"on": "lot", "name": "cooled_at", "type": "instant", "title": {"en": "Cooled", "zh": "冷却完成"}}
    rules = {"requirements": [requirement("OWN-1", "lot.attributes.cooled_at <= as_of")], "fields": [cooled]}
    write_pack(shelf, "p", {"r.yaml": rules})
    packset = load(shelf, {"CN": ["p 1"]})
    data = released()
    data["lot"]["attributes"] = {"cooled_at": "2026-11-22T10:30:00+08:00"}

    now = market_of(decided(data, packset, markets=["CN"]), "CN")

    assert (now.verdict, now.good_until) == ("hold", dt.datetime.fromisoformat("2026-11-22T10:30:00+08:00"))
    assert verdicts(decided(data, packset, "2026-11-22T10:29:59+08:00", markets=["CN"]))["CN"] == "hold"
    assert verdicts(decided(data, packset, "2026-11-22T10:30:00+08:00", markets=["CN"]))["CN"] == "release"


def test_what_is_recorded_ahead_of_the_instant_ends_a_decision_when_it_is_reached(shelf: Path) -> None:
    """A step that ended after the instant cannot be believed, until the instant is there."""
    rule = requirement("OWN-1", "lot.steps.exists(s, s.id == 'eo' && day(s.ended_at) <= today)")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}})
    packset = load(shelf, {"CN": ["p 1"]})
    data = released()
    step = next(one for one in data["lot"]["steps"] if one["id"] == "eo")
    step["ended_at"] = "2026-11-22T11:00:00+08:00"

    now = market_of(decided(data, packset, markets=["CN"]), "CN")

    assert now.good_until == dt.datetime.fromisoformat("2026-11-22T11:00:00+08:00")
    assert now.verdict == "hold"
    assert verdicts(decided(data, packset, now.good_until, markets=["CN"]))["CN"] == "release"


def test_an_instant_in_a_list_that_lies_ahead_ends_a_decision_when_it_is_reached(shelf: Path) -> None:
    rule = requirement("OWN-1", "lot.inspections.exists(i, i.id == 'IL-2611-018' && size(i.reading_times) == 1)")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}})
    packset = load(shelf, {"CN": ["p 1"]})
    data = released()
    inspection = next(one for one in data["lot"]["inspections"] if one["id"] == "IL-2611-018")
    inspection["reading_times"] = ["2026-11-22T11:00:00+08:00"]

    now = market_of(decided(data, packset, markets=["CN"]), "CN")

    assert now.good_until == dt.datetime.fromisoformat("2026-11-22T11:00:00+08:00")
    assert now.verdict == "hold"
    assert verdicts(decided(data, packset, now.good_until, markets=["CN"]))["CN"] == "release"
