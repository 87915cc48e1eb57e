"""Questions that are refused: a typed error with its place, and nothing decided."""

import datetime as dt

import pytest

from core.errors import FaultsError, LotgateError
from engine.model.codes import Act
from engine.packs.packset import PackSet
from engine.release.decide import Question, decide
from tests.strategies import AS_OF, Patch, decided, dossier_of, example, outcomes, patched, released, verdicts


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        (dt.datetime(2026, 11, 22, 10, 0), "has no offset"),  # noqa: DTZ001  # the fault itself
        (dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC), "lies outside the years"),
        (dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14))), "lies outside the years"),
    ],
    ids=["no_offset", "the_last_day_of_the_calendar", "the_first_day_of_the_calendar"],
)
def test_an_instant_that_has_no_local_day_is_refused(shipped: PackSet, as_of: dt.datetime, message: str) -> None:
    with pytest.raises(LotgateError, match=message) as caught:
        decide(dossier_of(example()), shipped, Question(act=Act.market_release, as_of=as_of))

    assert caught.value.code == "decision.as-of.invalid"


@pytest.mark.parametrize("markets", [("JP",), ("CN", "JP"), ("cn",)])
def test_a_market_that_the_lot_is_not_meant_for_is_refused(shipped: PackSet, markets: tuple[str, ...]) -> None:
    with pytest.raises(LotgateError) as caught:
        decided(released(), shipped, markets=markets)

    assert caught.value.code == "decision.market.not-targeted"
    assert caught.value.hint == "it is meant for `CN`, `EU`, `US`"


# One of every field that says when something happened; the lot is decided about at 10:00 in Shanghai on 2026-11-22.
AHEAD: list[tuple[str, str]] = [
    ("lot.steps[eo].ended_at", "2026-11-22T10:00:01+08:00"),
    ("lot.steps[eo].started_at", "2026-11-22T02:00:00.000001Z"),
    ("lot.steps[eo].dispatched_at", "2026-11-23T00:00:00+14:00"),
    ("lot.inspections[IL-2610-201].completed_at", "2026-12-01T00:00:00Z"),
    ("lot.label.examined_at", "2027-01-01T00:00:00+08:00"),
    ("lot.label.manufactured_on", "2026-11-23"),
    ("lot.batch_record.approved_at", "2026-11-22T10:00:00-01:00"),
    ("lot.permissions[PR-2610-014].given_at", "2026-11-22T11:00:00+08:00"),
    ("lot.release_procedure.approved_on", "2026-11-23"),
    ("lot.released_on", "2026-11-23"),
    ("lot.nonconformances[NC-2610-033].closed_on", "2026-11-23"),
    ("lot.nonconformances[NC-2610-033].detected_on", "2026-11-23"),
    ("product.last_placed_on_market_on", "2026-11-23"),
    ("product.registrations[reg-cn].device_data_submitted_on", "2026-11-23"),
    ("suppliers[SUP-0107].quality_agreement.reviewed_on", "2026-11-23"),
    ("coverage[lot.steps].through", "2026-11-23"),
]


@pytest.mark.parametrize(("path", "value"), AHEAD, ids=[path for path, _ in AHEAD])
def test_what_happened_after_the_instant_is_named_and_helps_nothing(shipped: PackSet, path: str, value: str) -> None:
    patch: Patch = {path: value}
    data = patched(released(), patch)
    if path.startswith("lot.steps"):
        # What came after in that step would lie before it now, which is a fault of its own.
        step = next(step for step in data["lot"]["steps"] if step["id"] == "eo")
        times = ["dispatched_at", "started_at", "ended_at"]
        for later in times[times.index(path.rpartition(".")[2]) + 1 :]:
            del step[later]
    if path.endswith("detected_on"):
        del data["lot"]["nonconformances"][0]["closed_on"]

    decision = decided(data, shipped)

    named = [str(one.location) for one in decision.faults if one.code == "dossier.time.after-as-of"]
    assert [place.rpartition(".")[2] for place in named] == [path.rpartition(".")[2]]
    before = outcomes(decided(released(), shipped))
    satisfied = {key for key, outcome in outcomes(decision).items() if outcome == "satisfied"}
    assert {key for key in satisfied if before[key] != "satisfied"} == set()


def test_a_day_that_has_begun_somewhere_on_earth_has_not_yet_to_come(shipped: PackSet) -> None:
    # 10:00 UTC on the 21st is midnight of the 22nd in the first zone of Earth.
    late, in_time = (dt.datetime.fromisoformat(f"2026-11-21T{time}+00:00") for time in ("09:59:59", "10:00:00"))

    before = decided(released(), shipped, late)
    assert {one.code for one in before.faults} == {"dossier.time.after-as-of"}
    assert set(verdicts(before).values()) == {"hold"}
    assert decided(released(), shipped, in_time).faults == ()


def test_everything_that_lies_ahead_is_told_at_once(shipped: PackSet) -> None:
    decision = decided(released(), shipped, AS_OF - dt.timedelta(days=4000))

    assert len(decision.faults) > 25
    assert "release" not in verdicts(decision).values()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("lot.target_markets", [], "dossier.market.none"),
        ("lot.color", "red", "document.field.unknown"),
        ("lot.steps[ext].kind", "extruding", "document.value.invalid"),
        ("lot.quantity", "many", "document.value.wrong-type"),
    ],
)
def test_a_dossier_without_its_form_is_refused_with_the_code_of_its_fault(path: str, value: object, code: str) -> None:
    with pytest.raises(FaultsError) as caught:
        dossier_of(patched(example(), {path: value}))

    assert [one.code for one in caught.value.faults] == [code]
    assert caught.value.faults[0].location is not None


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("lot.target_markets", ["CN", "CN"], "dossier.id.duplicate"),
        ("lot.steps[ext].supplier", "SUP-0", "dossier.reference.unresolved"),
        ("lot.product", "CVC", "dossier.reference.unresolved"),
        ("coverage[lot.steps].register", "lot.step", "dossier.coverage.unknown-register"),
        ("coverage[lot.steps].from", "2026-11-30", "dossier.period.reversed"),
        ("suppliers[SUP-0107].approvals[a1].valid.until", "2020-01-01", "dossier.period.reversed"),
    ],
)
def test_what_contradicts_itself_is_named_and_helps_nothing(
    shipped: PackSet, path: str, value: object, code: str
) -> None:
    decision = decided(patched(example(), {path: value}), shipped)

    assert code in {one.code for one in decision.faults}
    before = outcomes(decided(example(), shipped))
    satisfied = {key for key, outcome in outcomes(decision).items() if outcome == "satisfied"}
    assert {key for key in satisfied if before[key] != "satisfied"} == set()
