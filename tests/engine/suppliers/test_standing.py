"""How a supplier stands: trend, risk, consequences, several scorecards, processes, and what requirements read of it."""

from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from core.errors import FaultsError
from engine.packs.packset import PackSet
from engine.packs.resolve import Shelf, load_pack
from tests.engine.suppliers.supplied import (
    AT_ONCE,
    GOOD,
    METRICS,
    SUPPLIER,
    decision_of,
    delivery,
    finding,
    lot,
    scorecard,
    scored_set,
    standing,
    stated,
    supplied,
)
from tests.strategies import (
    REMOVED,
    Data,
    load,
    outcome_of,
    outcomes,
    patched,
    requirement,
    uncovered,
    verdicts,
    write_pack,
)

BECAUSE = {"en": "as agreed", "zh": "按约定"}
# Two metrics over lots alone, so that few rows make a history.
LOTS: Data = {
    "title": {"en": "Lots accepted", "zh": "合格批"},
    "rows": {"received": "supplier.lots"},
    "dated": "received.received_on",
    "where": "!received.resubmitted",
    "value": "percent(rows.filter(row, row.quantity_accepted == row.quantity_received).size(), rows.size())",
    "score": {"points": [[0, 0], [100, 100]]},
}
GRADES = {"A": {"from": 90, "to": 100}, "B": {"from": 80, "to": 90}, "C": {"from": 0, "to": 80}}


def card(**fields: object) -> Data:
    """Write a scorecard of one metric over one month."""
    said: Data = {"metrics": {"lots": LOTS}, "weights": {"lots": 100}, "period": "P1M", "minimum": 1, "grades": GRADES}
    return scorecard(**{**said, **fields})


def lots(accepted: str, month: str = "2026-11", **fields: Any) -> list[Data]:  # noqa: ANN401  # fields of a lot
    """Write lots of a month, one a day: accepted ``+``, or not ``-``."""
    refused = {"quantity_accepted": {"value": "0", "unit": "1"}, "quantity_rejected": {"value": "1000", "unit": "1"}}
    return [
        lot(
            f"L-{month}-{index}{fields.get('process', '')}",
            f"{month}-{index + 1:02}",
            100,
            0,
            **fields,
            **({} if mark == "+" else refused),
        )
        for index, mark in enumerate(accepted)
    ]


def history(*rows: Data) -> Data:
    """Give a dossier with these lots."""
    return supplied({"lots": rows, "deliveries": [], "audits": []})


# --- grades, trend -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "grade"), [("100", "A"), ("90", "A"), ("89.99", "B"), ("80", "B"), ("79.99", "C"), ("0", "C")]
)
def test_a_grade_begins_at_its_lower_end_and_100_is_the_best(shelf: Path, score: str, grade: str) -> None:
    flat = {**LOTS, "value": "rows.size()", "score": {"steps": [[1, score], [2, 100 if score != "100" else 0]]}}
    found = finding(history(*lots("+")), scored_set(shelf, card(metrics={"lots": flat})))

    assert (str(found.total), found.grade) == (f"{score} 1", grade)


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [
        ("++", "+-", "worsening"),
        ("+-", "++", "improving"),
        ("+-", "+-", "steady"),
        ("+" * 19 + "-", "+" * 20, "steady"),
    ],
    ids=["worse", "better", "same", "by_five_points"],
)
def test_the_total_is_held_against_that_of_the_period_before(shelf: Path, before: str, now: str, trend: str) -> None:
    data = history(*lots(before, month="2026-10"), *lots(now, month="2026-11"))
    rules = scored_set(shelf, card(period="P22D", trend={"steady_within": 5}))
    # The period is 2026-11-01 to 2026-11-22; the one before begins on 2026-10-10.
    moved = [
        {**one, "received_on": f"2026-10-{10 + int(one['received_on'][-2:])}"} if "2026-10" in one["id"] else one
        for one in _lots(data)
    ]
    found = finding(patched(data, {f"suppliers[{SUPPLIER}].lots": moved}), rules)

    assert str(found.trend) == trend
    assert str(found.period.from_) == "2026-11-01"


def _lots(data: Data) -> list[Data]:
    return next(one["lots"] for one in data["suppliers"] if one["id"] == SUPPLIER)


def test_without_a_period_before_there_is_no_trend_and_a_rating_all_the_same(shelf: Path) -> None:
    found = finding(history(*lots("+")), scored_set(shelf, card(trend={"steady_within": 5})))

    assert (str(found.outcome), found.trend, found.previous_total) == ("rated", UNSET, UNSET)
    assert [(str(one.code), one.path) for one in found.reasons] == [("trend", "trend")]


# --- risk, consequences --------------------------------------------------------------------------------------------

RISK = [
    {"level": "medium", "when": 'finding.grade == "C"', "because": BECAUSE},
    {"level": "high", "when": "finding.total < quantity('50', '1')", "because": BECAUSE},
]


@pytest.mark.parametrize(
    ("accepted", "level", "reasons"),
    [("+", "low", []), ("++-", "medium", ["medium"]), ("-", "high", ["high"])],
    ids=["none_holds", "one_holds", "the_gravest"],
)
def test_the_gravest_risk_counts_with_its_reason(shelf: Path, accepted: str, level: str, reasons: list[str]) -> None:
    found = finding(history(*lots(accepted)), scored_set(shelf, card(risk=RISK)))

    assert str(found.risk) == level
    assert [one.path for one in found.reasons] == reasons


def test_what_is_not_rated_has_no_risk_and_no_flag_that_is_down(shelf: Path) -> None:
    suspend = {"suspend": {"when": 'finding.grade == "C"', "because": BECAUSE}}
    found = finding(history(), scored_set(shelf, card(risk=RISK, consequences=suspend)))

    assert (found.risk, found.suspend) == (UNSET, UNSET)
    assert {(str(one.code), one.path) for one in found.reasons} == {
        ("too_few_rows", "lots"),
        ("unknown", "high"),
        ("unknown", "suspend"),
    }


def test_a_graver_level_that_is_not_known_leaves_the_risk_open(shelf: Path) -> None:
    rules = [
        {"level": "high", "when": 'supplier.risk_class == "high"', "because": BECAUSE},
        {"level": "medium", "when": "finding.total < quantity('101', '1')", "because": BECAUSE},
    ]
    unclassified = patched(history(*lots("+")), {f"suppliers[{SUPPLIER}].risk_class": REMOVED})
    found = finding(unclassified, scored_set(shelf, card(risk=rules)))

    assert (found.rated, found.risk) == (True, UNSET)


@pytest.mark.parametrize(("accepted", "raised"), [("+", False), ("-", True)])
def test_a_flag_is_up_or_down_with_its_reason(shelf: Path, accepted: str, *, raised: bool) -> None:
    flags = {name: {"when": 'finding.grade == "C"', "because": BECAUSE} for name in ("tighten", "suspend")}
    found = finding(history(*lots(accepted)), scored_set(shelf, card(consequences=flags)))

    assert (found.tighten, found.suspend, found.requalify) == (raised, raised, UNSET)
    assert [one.words.en for one in found.reasons] == (["Tighten: as agreed", "Suspend: as agreed"] if raised else [])


# --- several scorecards, processes ---------------------------------------------------------------------------------


def test_of_two_scorecards_the_worse_counts(shelf: Path) -> None:
    strict = card(
        id="SUP-2",
        grades={"A": {"from": 60, "to": 100}, "C": {"from": 0, "to": 60}},
        where='supplier.id in ["SUP-0233"]',
    )
    lenient = {**LOTS, "value": "rows.size()", "score": {"steps": [[0, 0], [1, 100]]}}
    found = standing(history(*lots("+-")), scored_set(shelf, card(metrics={"lots": lenient}), strict))

    assert [(one.provision, one.grade) for one in found.findings] == [("SUP-1", "A"), ("SUP-2", "C")]
    assert (found.grade, str(found.total)) == ("C", "50 1")


def test_one_scorecard_that_could_not_rate_leaves_the_supplier_unrated(shelf: Path) -> None:
    found = standing(history(*lots("+")), scored_set(shelf, card(), card(id="SUP-2", minimum=2)))

    assert (str(found.outcome), found.rated, found.grade) == ("not_rated", UNSET, UNSET)


def test_a_scorecard_that_may_score_the_supplier_too_leaves_it_unrated(shelf: Path) -> None:
    maybe = card(id="SUP-2", where="supplier.key")
    found = standing(history(*lots("+")), scored_set(shelf, card(), maybe))

    assert [one.provision for one in found.findings] == ["SUP-1"]
    assert str(found.outcome) == "not_rated"


def test_that_there_may_be_more_suppliers_says_nothing_about_this_one(shelf: Path) -> None:
    other = card(id="SUP-2", where='supplier.id == "SUP-0107"')
    found = standing(uncovered(history(*lots("+")), "suppliers"), scored_set(shelf, card(), other))

    assert (str(found.outcome), found.grade) == ("rated", "A")


def test_a_scorecard_of_a_process_grades_no_other(shelf: Path) -> None:
    rows = (*lots("+", process="eo_sterilisation"), *lots("--", process="coating"))
    one = {**LOTS, "rows": {"received": "supplier.lots"}}
    eo = card(id="SUP-1", processes=["eo_sterilisation"], metrics={"lots": one})
    coating = card(id="SUP-2", processes=["coating"], metrics={"lots": one})
    found = standing(history(*rows), scored_set(shelf, eo, coating))

    assert {name: each.grade for name, each in found.processes.items()} == {"coating": "C", "eo_sterilisation": "A"}
    # Nobody scored it as a whole.
    assert (str(found.outcome), found.rated, found.grade) == ("not_rated", UNSET, UNSET)
    (first, _) = found.findings
    assert [str(row.left_out) for row in first.metrics["lots"].left_out] == ["other_process", "other_process"]


def test_a_row_of_an_unknown_process_rates_nobody(shelf: Path) -> None:
    rows = lots("+", process="eo_sterilisation")
    del rows[0]["process"]
    found = standing(history(*rows), scored_set(shelf, card(processes=["eo_sterilisation"])))

    assert str(found.processes["eo_sterilisation"].outcome) == "not_rated"


# --- requirements --------------------------------------------------------------------------------------------------

BY_PROCESS = requirement(
    "REQ-2",
    'findings.suppliers[step.supplier.id].processes[step.kind].grade in ["A", "B"]',
    each={"step": "lot.steps"},
    where="step.outsourced",
    none="violated",
)
NOT_SUSPENDED = requirement("REQ-3", f'!findings.suppliers["{SUPPLIER}"].suspend')
SUSPENDING = {"suspend": {"when": 'finding.grade == "C"', "because": BECAUSE}}


@pytest.mark.parametrize(
    ("accepted", "wanted", "verdict"),
    [("+", "satisfied", "release"), ("-", "violated", "hold"), ("", "indeterminate", "hold")],
    ids=["good", "bad", "none"],
)
def test_a_requirement_reads_the_grade(shelf: Path, accepted: str, wanted: str, verdict: str) -> None:
    rules = scored_set(shelf, card(consequences=SUSPENDING), requirements=[GOOD, NOT_SUSPENDED])
    decision = decision_of(history(*lots(accepted)), rules)

    assert outcomes(decision)["CN", "REQ-1"] == wanted
    assert outcomes(decision)["CN", "REQ-3"] == wanted
    assert verdicts(decision)["CN"] == verdict
    assert ("CN", "SUP-1") not in outcomes(decision)


def test_the_figure_that_decided_is_told(shelf: Path) -> None:
    decision = decision_of(history(*lots("-")), scored_set(shelf, card()))
    (clause,) = (one for one in outcome_of(decision, "CN", "REQ-1").clauses if not one.holds)

    assert (clause.observed[-1].path, clause.observed[-1].value) == (f"findings.suppliers[{SUPPLIER}].grade", "C")
    assert (clause.operator, clause.limit) == ("in", "[A, B]")


def test_a_supplier_that_nobody_scored_is_unknown(shelf: Path) -> None:
    rules = scored_set(shelf, card(where='supplier.id == "SUP-0107"'))
    outcome = outcome_of(decision_of(history(*lots("+")), rules), "CN", "REQ-1")

    assert (outcome.outcome, [one.path for one in outcome.missing]) == (
        "indeterminate",
        [f"findings.suppliers[{SUPPLIER}]"],
    )


def test_a_step_is_not_passed_by_the_grade_of_another_process(shelf: Path) -> None:
    rows = lots("+", process="coating")
    outcome = outcome_of(
        decision_of(history(*rows), scored_set(shelf, card(processes=["coating"]), requirements=[BY_PROCESS])),
        "CN",
        "REQ-2",
    )

    assert outcome.outcome == "indeterminate"
    assert f"findings.suppliers[{SUPPLIER}].processes[eo_sterilisation]" in {one.path for one in outcome.missing}


def test_what_stands_in_the_way_is_in_the_finding_in_both_languages(shelf: Path) -> None:
    data = history(*lots("+"))
    data["coverage"] = [one for one in data["coverage"] if "lots" not in one["register"]] + [
        stated("lots", "2026-10-24")
    ]
    (reason,) = finding(data, scored_set(shelf, card())).reasons

    assert reason.words.en == (
        "Lots accepted: nobody stated that the history is complete from 2026-10-23 through 2026-11-22: Lots"
    )
    assert reason.words.zh == "合格批：无人声明自2026-10-23至2026-11-22的历史记录完整：批次"


def test_a_delivery_of_an_order_that_is_asked_for_later_is_not_yet_due(shelf: Path) -> None:
    one = {
        "title": BECAUSE,
        "rows": {"delivery": "supplier.deliveries"},
        "dated": "delivery.requested_on",
        "value": "rows.size()",
        "score": {"points": [[0, 0], [10, 100]]},
    }
    rows = [delivery("D-1", "PO-1", "2026-11-22", None), delivery("D-2", "PO-2", "2026-11-23", None)]
    data = supplied({"lots": [], "deliveries": rows, "audits": []})
    found = finding(data, scored_set(shelf, card(metrics={"due": one}, weights={"due": 100})))

    assert [row.path for row in found.metrics["due"].rows] == [f"suppliers[{SUPPLIER}].deliveries[D-1]"]


def test_a_share_of_what_counts_as_one_is_what_it_is_over_all_rows_at_once(
    shelf: Path, worked: Data, scored: PackSet
) -> None:
    at_once = {key: one for key, one in METRICS["on_time"].items() if key != "good"}
    metrics = {**METRICS, "on_time": {**at_once, "value": AT_ONCE}}

    one, other = (
        finding(worked, rules).metrics["on_time"] for rules in (scored, scored_set(shelf, scorecard(metrics=metrics)))
    )

    assert (one.value, one.counted) == (other.value, other.counted)
    assert [(row.path[-5:], row.good) for row in one.rows][-3:] == [("D-4A]", True), ("D-4B]", False), ("[D-5]", True)]


def test_a_line_with_one_late_part_is_late_though_another_is_not_known(worked: Data, scored: PackSet) -> None:
    less = patched(worked, {f"suppliers[{SUPPLIER}].deliveries[D-4A].received_on": REMOVED})

    assert str(finding(less, scored).metrics["on_time"].value) == "80 %"


def test_the_digest_changes_with_what_the_scorecard_says(tmp_path: Path) -> None:
    digests = set()
    for number, grades in enumerate((GRADES, {**GRADES, "A": {"from": 90, "to": 100, "title": BECAUSE}})):
        folder = tmp_path / str(number)
        folder.mkdir()
        rules: PackSet = scored_set(folder, card(grades=grades))
        digests.add(finding(history(*lots("+")), rules).digest)

    assert len(digests) == 2


# --- overlays ------------------------------------------------------------------------------------------------------

WHY: Data = {"authority": "policy", "because": "ours", "cites": [{"source": "work", "at": "2"}]}


@pytest.mark.parametrize(
    ("leaves", "grade", "minimum"),
    [
        ({"grades.A.from": 40, "grades.B.to": 40, "grades.B.from": 30, "grades.C.to": 30}, "A", 1),
        ({"minimum": 2}, "C", 3),
        ({"metrics.lots.score.points": [[0, 50], [100, 100]]}, "C", 1),
    ],
    ids=["grades", "minimum", "score"],
)
def test_an_overlay_changes_a_scorecard_leaf_by_leaf_and_says_that_it_loosens(
    shelf: Path, leaves: Data, grade: str, minimum: int
) -> None:
    base = {
        "requirements": [requirement("GUARD-1", "lot.batch_record.complete")],
        "scorecards": [card(minimum=minimum)],
    }
    write_pack(shelf, "base", {"all.yaml": base}, market=None, timezone=None)
    said = {"id": "SUP-1", "set": leaves, **WHY}
    own = {"requirements": [requirement("GUARD-2", "lot.batch_record.complete")]}
    write_pack(shelf, "p", {"all.yaml": {**own, "override": [{**said, "loosens": True}]}}, extends="base")
    write_pack(shelf, "q", {"all.yaml": {**own, "override": [said]}}, extends="base")
    found = standing(history(*lots("+-")), load(shelf, {"CN": ["p 1"]}))

    assert (found.grade if found.rated is True else "none") == grade
    with pytest.raises(FaultsError, match=r"pack\.override\.loosens"):
        load_pack(shelf / "q", Shelf((shelf,)))
