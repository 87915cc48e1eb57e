"""Law by the local day: the last minute under the old provision and the first under the new."""

import datetime as dt

import pytest

from engine.packs.packset import PackSet
from tests.strategies import Patch, decided, example, moved, outcome_of, outcomes, patched, released, verdicts

# Instants in UTC; the local days are in the names. Shanghai is UTC+8, New York in winter UTC-5, Brussels in May UTC+2.
CUTOVERS = [
    pytest.param("CN", "2026-10-31T15:59:00+00:00", "CN-REL-010", "CN-REL-011", id="shanghai_2026_10_31_at_23_59"),
    pytest.param("CN", "2026-10-31T16:00:00+00:00", "CN-REL-011", "CN-REL-010", id="shanghai_2026_11_01_at_00_00"),
    pytest.param("CN", "2026-10-31T16:30:00+00:00", "CN-REL-011", "CN-REL-010", id="shanghai_2026_11_01_at_00_30"),
    pytest.param("US", "2026-02-02T04:59:00+00:00", "US-REL-010", "US-REL-011", id="new_york_2026_02_01_at_23_59"),
    pytest.param("US", "2026-02-02T05:00:00+00:00", "US-REL-011", "US-REL-010", id="new_york_2026_02_02_at_00_00"),
]


@pytest.mark.parametrize(("market", "as_of", "judging", "silent"), CUTOVERS)
def test_the_provision_of_the_local_day_judges_and_the_other_does_not(
    shipped: PackSet, market: str, as_of: str, judging: str, silent: str
) -> None:
    instant = dt.datetime.fromisoformat(as_of)

    decision = decided(moved(released(), instant), shipped, instant)

    assert outcome_of(decision, market, judging).outcome == "satisfied"
    assert outcome_of(decision, market, silent).outcome == "not_applicable"
    assert outcome_of(decision, market, silent).because == "not-in-force"
    assert verdicts(decision)[market] == "release"


@pytest.mark.parametrize("offset", ["+14:00", "+08:00", "+00:00", "-11:00"])
def test_the_offset_that_an_instant_is_written_with_does_not_choose_the_law(shipped: PackSet, offset: str) -> None:
    zone = dt.datetime.fromisoformat(f"2026-01-01T00:00:00{offset}").tzinfo
    instant = dt.datetime.fromisoformat("2026-11-01T00:30:00+08:00").astimezone(zone)

    decision = decided(moved(released(), instant), shipped, instant)

    assert outcome_of(decision, "CN", "CN-REL-011").outcome == "satisfied"
    assert outcome_of(decision, "CN", "CN-REL-010").outcome == "not_applicable"


@pytest.mark.parametrize(
    ("as_of", "verdict", "outcome"),
    [
        pytest.param("2021-05-25T21:59:00+00:00", "hold", "not_applicable", id="brussels_2021_05_25_at_23_59"),
        pytest.param("2021-05-25T22:00:00+00:00", "release", "satisfied", id="brussels_2021_05_26_at_00_00"),
    ],
)
def test_before_the_regulation_applies_its_market_holds(
    shipped: PackSet, as_of: str, verdict: str, outcome: str
) -> None:
    instant = dt.datetime.fromisoformat(as_of)

    decision = decided(moved(released(), instant), shipped, instant)

    assert verdicts(decision)["EU"] == verdict
    assert {outcomes(decision)["EU", name] for name in ("EU-REL-010", "EU-REL-020")} == {outcome}


def test_an_open_emergency_release_is_seen_by_the_new_law_only(shipped: PackSet) -> None:
    lot = patched(released(), {"lot.emergency_release_open": True})
    before, after = (dt.datetime.fromisoformat(f"2026-{day}T12:00:00+08:00") for day in ("10-31", "11-01"))

    # The standard asks for it at all times.
    found = [decided(moved(lot, instant), shipped, instant) for instant in (before, after)]
    assert [verdicts(one)["CN"] for one in found] == ["hold", "hold"]
    assert [outcomes(one)["CN", "ISO-REL-034"] for one in found] == ["violated", "violated"]
    assert [outcomes(one)["CN", "CN-REL-011"] for one in found] == ["not_applicable", "violated"]


SIX_TOPICS = example()["suppliers"][1]["quality_agreement"]["topics"]


@pytest.mark.parametrize(
    ("dispatched_at", "outcome", "verdict"),
    [
        pytest.param("2026-10-31T23:59:59+08:00", "not_applicable", "release", id="sent_out_on_2026_10_31"),
        pytest.param("2026-11-01T00:00:00+08:00", "violated", "reject", id="sent_out_on_2026_11_01"),
        # Law is in force by the market's own day, however the instant is written: these are the two above.
        pytest.param("2026-11-01T00:59:59+09:00", "not_applicable", "release", id="the_first_in_utc_plus_9"),
        pytest.param("2026-10-31T16:00:00Z", "violated", "reject", id="the_second_in_utc"),
    ],
)
def test_the_day_a_step_was_sent_out_chooses_the_rule_for_that_step(
    shipped: PackSet, dispatched_at: str, outcome: str, verdict: str
) -> None:
    patch: Patch = {
        "suppliers[SUP-0233].quality_agreement.topics": SIX_TOPICS,
        "lot.steps[eo].dispatched_at": dispatched_at,
    }

    decision = decided(patched(released(), patch), shipped)

    judged = outcome_of(decision, "CN", "CN-REL-030")
    assert {one.item: one.outcome for one in judged.items}["lot.steps[eo]"] == outcome
    assert verdicts(decision)["CN"] == verdict


def test_each_step_is_judged_by_the_rule_of_its_own_day(shipped: PackSet) -> None:
    patch: Patch = {
        "lot.steps[ext].dispatched_at": "2026-11-02T08:00:00+08:00",
        "lot.steps[ext].started_at": "2026-11-03T08:00:00+08:00",
        "lot.steps[ext].ended_at": "2026-11-03T18:00:00+08:00",
        "suppliers[SUP-0107].quality_agreement.topics": SIX_TOPICS,
    }

    judged = outcome_of(decided(patched(released(), patch), shipped), "CN", "CN-REL-030")

    assert [(one.item, one.outcome) for one in judged.items] == [
        ("lot.steps[ext]", "violated"),
        ("lot.steps[eo]", "satisfied"),
    ]
    assert judged.item == "lot.steps[ext]"


@pytest.mark.parametrize(("manufactured_on", "outcome"), [("2016-09-23", "not_applicable"), ("2016-09-24", "violated")])
def test_the_day_of_manufacture_chooses_the_labelling_rule(
    shipped: PackSet, manufactured_on: str, outcome: str
) -> None:
    patch: Patch = {"lot.label.manufactured_on": manufactured_on, "lot.label.udi": None}
    data = patched(released(), patch)
    del data["lot"]["started_on"]  # a label older than the lot would be refused

    assert outcome_of(decided(data, shipped), "US", "US-REL-040").outcome == outcome


@pytest.mark.parametrize(
    ("first_placed_on", "outcome"),
    [("2026-05-27", "not_applicable"), ("2026-05-28", "violated"), (None, "violated")],
)
def test_only_a_device_new_since_the_database_is_mandatory_must_be_in_it(
    shipped: PackSet, first_placed_on: str | None, outcome: str
) -> None:
    patch: Patch = {
        "product.first_placed_on_market.EU": first_placed_on,
        "product.registrations[reg-eu].device_data_submitted_on": None,
    }

    assert outcome_of(decided(patched(released(), patch), shipped), "EU", "EU-REL-030").outcome == outcome
