"""What series are found to be: what is asked, what was recorded, and what comes of it, as data."""

from pathlib import Path
from typing import Any

import pytest

from core.locations import FileLocation
from engine.verification.series import parse_series
from tests.engine.process.lots import SEALING, SPC, decided, findings, lot, series
from tests.strategies import HEADER, REMOVED, Data, load, loaded, outcome_of, plain, requirement, write_pack
from tests.strategies import decided as decide_data

CASES = loaded(Path(__file__).with_name("cases.yaml"))
ROWS = [
    pytest.param(group["ask"], case, id=f"{name}-{case['name']}")
    for name, group in CASES.items()
    for case in group["cases"]
]


def readings(text: str) -> list[float | None]:
    """Read the notation of suites."""
    return [None if one is None else float(one) for one in parse_series(text, FileLocation("cases.yaml", 1, 1))]


def recorded(said: Data) -> Data:
    """Give a series as a dossier has it; ``unset`` takes a field away."""
    built = series(readings(said["values"]), **plain({key: value for key, value in said.items() if key != "values"}))
    return {key: value for key, value in built.items() if value != "unset"}


def provision(ask: Data) -> Data:
    """Give the provision; without items it is of the sealing step."""
    asked = ask if "each" in ask else {**SEALING, **ask}
    return {key: value for key, value in asked.items() if value is not None}


def given(case: Data) -> Data:
    """Give the dossier of a case."""
    patch: dict[str, Any] = {
        key: REMOVED if one == "unset" else one for key, one in plain(case.get("patch", {})).items()
    }
    return lot(*map(recorded, case["series"]), patch=patch)


@pytest.mark.parametrize(("ask", "case"), ROWS)
def test_a_series_is_what_it_is(ask: Data, case: Data) -> None:
    data, rule = given(case), provision(ask)
    outcome = outcome_of(decided(data, rule), "CN", "RULE-1")

    assert outcome.outcome == case["want"]
    assert sorted(str(why.code) for one in findings(data, rule) for why in one.reasons) == sorted(case.get("codes", []))
    assert (outcome.message is not None) == (case["want"] == "violated")
    assert bool(outcome.missing) == (case["want"] == "indeterminate")


NOT_WATCHED = {**SEALING, "characteristic": "jaw pressure", "monitor": {"min": 'quantity("1", "N")'}}


@pytest.mark.parametrize(
    ("spc", "asked", "reasons"),
    [
        pytest.param(None, NOT_WATCHED, [], id="no_control_point"),
        pytest.param(SPC, NOT_WATCHED, ["process.not-judged"], id="nobody_watches"),
        pytest.param(REMOVED, NOT_WATCHED, ["process.not-judged"], id="nobody_knows"),
        pytest.param(SPC, {**NOT_WATCHED, "characteristic": "seal-strength"}, [], id="watched_by_name"),
        pytest.param(
            SPC, {"chart": {"kind": "specified"}, "baseline": {"subgroups": 25}}, [], id="watched_with_all_of_the_lot"
        ),
        pytest.param(
            SPC,
            {**SEALING, "chart": {"kind": "specified"}, "baseline": {"subgroups": 25}},
            [],
            id="watched_where_it_has_a_series",
        ),
        pytest.param(
            SPC,
            {**NOT_WATCHED, "characteristic": "seal-strength", "before": "ship"},
            [],
            id="watched_before_a_later_act",
        ),
        pytest.param(
            SPC,
            {**NOT_WATCHED, "characteristic": "seal-strength", "applies": "product.ivd"},
            ["process.not-judged"],
            id="by_a_provision_that_does_not_apply",
        ),
    ],
)
def test_a_control_point_that_nothing_watches_holds(spc: object, asked: Data, reasons: list[str]) -> None:
    pressure = series([5.0, 5.0], id="s2", characteristic="jaw pressure")
    data = lot(series([5.0, 5.1]), pressure, patch={"product.characteristics[seal-strength].spc": spc})
    market = decided(data, asked).markets[0]

    assert [one.code for one in market.reasons if one.code == "process.not-judged"] == reasons
    assert not reasons or market.verdict == "hold"


def test_what_is_not_settled_is_neither_acceptable_nor_not(shelf: Path) -> None:
    rules = {
        "processes": [{"id": "P-1", **HEADER, **NOT_WATCHED}],
        "requirements": [requirement("RULE-1", 'findings.process["seal"].acceptable')],
    }
    write_pack(shelf, "p", {"all.yaml": rules})
    packs = load(shelf, {"CN": ["p 1"]})

    def outcome(values: list[float | None]) -> str:
        data = lot(series(values, characteristic="jaw pressure"))
        return outcome_of(decide_data(data, packs, markets=["CN"]), "CN", "RULE-1").outcome

    assert outcome([5.0]) == "satisfied"
    assert outcome([0.5]) == "violated"
    assert outcome([5.0, None]) == "indeterminate"


@pytest.mark.parametrize(
    ("patch", "want"),
    [
        ({}, "satisfied"),
        # Nobody knows whether the other provision picks another step: that says nothing of this one.
        ({"lot.steps[ext].critical": REMOVED}, "satisfied"),
        ({"lot.steps[seal].critical": REMOVED}, "indeterminate"),
        ({"lot.steps[ext].critical": REMOVED, "lot.steps[seal].critical": REMOVED}, "indeterminate"),
        # Nor whether it applies, or what other steps there are: then it may have more to say of any.
        ({"product.ivd": REMOVED}, "indeterminate"),
        ({"coverage": []}, "indeterminate"),
    ],
)
def test_a_step_that_may_be_picked_leaves_that_step_open(patch: Data, want: str, shelf: Path) -> None:
    other = {**NOT_WATCHED, "where": 'step.critical && step.kind == "cleaning"', "none": "not_applicable"}
    rules = {
        "processes": [
            {"id": "P-1", **HEADER, **NOT_WATCHED},
            {"id": "P-2", **HEADER, **other, "where": "step.critical", "applies": "!product.ivd"},
            {"id": "P-3", **HEADER, **other},
        ],
        "requirements": [requirement("RULE-1", 'findings.process["seal"].acceptable')],
    }
    write_pack(shelf, "p", {"all.yaml": rules})
    packs = load(shelf, {"CN": ["p 1"]})
    said = {f"lot.steps[{one['id']}].critical": False for one in lot()["lot"]["steps"]}

    data = lot(series([5.0], characteristic="jaw pressure"), patch={**said, **patch})

    assert outcome_of(decide_data(data, packs, markets=["CN"]), "CN", "RULE-1").outcome == want
