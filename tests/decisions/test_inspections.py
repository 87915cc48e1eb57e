"""Inspection findings in a decision: verdict, evidence, what requirements read, and what nobody judges."""

from pathlib import Path

import pytest

from engine.model.codes import Act
from engine.model.decision import Decision
from tests.engine.inspection.lots import changed, lot, packset, provision
from tests.strategies import (
    AS_OF,
    REMOVED,
    Data,
    decided,
    load,
    market_of,
    outcome_of,
    patched,
    requirement,
    verdicts,
    write_pack,
)

EVERY = {"each": {"c": "product.characteristics"}, "where": '"final" in c.stages'}
FAILED = {
    "lot.inspections[I-OD].readings": ["1.70", "1.71", "1.649", "1.72", "1.68"],
    "lot.inspections[I-OD].nonconforming": 1,
    "lot.inspections[I-OD].nonconformities": 1,
    "lot.inspections[I-OD].nonconformities_per_unit": [0, 0, 1, 0, 0],
}


def reasons(decision: Decision) -> list[tuple[str, str]]:
    """Give the reasons of the market."""
    return [(one.code, one.subject) for one in market_of(decision, "CN").reasons]


def test_a_lot_whose_characteristics_conform_is_released() -> None:
    decision = decided(lot(), packset(provision()))

    assert verdicts(decision) == {"CN": "release"}
    assert outcome_of(decision, "CN", "RULE-1").outcome == "satisfied"


@pytest.mark.parametrize(("otherwise", "verdict"), [("hold", "hold"), ("reject", "reject"), ("warn", "release")])
def test_a_characteristic_that_fails_is_what_the_provision_says(otherwise: str, verdict: str) -> None:
    assert verdicts(decided(changed(FAILED), packset(provision(otherwise=otherwise)))) == {"CN": verdict}


def test_the_evidence_names_reading_limit_unit_and_plan() -> None:
    outcome = outcome_of(decided(changed(FAILED), packset(provision())), "CN", "RULE-1")

    assert outcome.item == "product.characteristics[od]"
    assert outcome.message is not None
    assert outcome.message.en == (
        "`od` does not conform by inspection I-OD: reading 3 is 1.649 mm, limit >= 1.65 mm: "
        "1 of 5 units do not conform (stated number of units; n 5, Ac 0, Re 1)"
    )
    assert outcome.message.zh == (
        "`od` 经检验 I-OD 判定不合格：第3个读数为1.649 mm，限值>= 1.65 mm："
        "5件中1件不合格（规定的样本量；样本量n 5，Ac 0，Re 1）"
    )
    reading, count = outcome.clauses
    assert (reading.holds, reading.observed[0].value, reading.operator, reading.limit) == (
        False,
        "1.649 mm",
        ">=",
        "1.65 mm",
    )
    assert (count.holds, count.observed[0].value, count.operator, count.limit) == (False, "1", "<=", "0")


def test_a_message_of_the_provision_stands_for_it() -> None:
    message = {"en": "{c.id} is out", "zh": "{c.id}超差"}
    outcome = outcome_of(decided(changed(FAILED), packset(provision(message=message))), "CN", "RULE-1")

    assert outcome.message is not None
    assert (outcome.message.en, outcome.message.zh) == ("od is out", "od超差")


def test_what_is_missing_is_told_in_both_languages() -> None:
    outcome = outcome_of(decided(changed({"lot.inspections[I-OD].gauge": None}), packset(provision())), "CN", "RULE-1")

    (missing,) = outcome.missing
    assert outcome.outcome == "indeterminate"
    assert missing.message.en == "measured without a gauge (lot.inspections[I-OD].gauge)"
    assert missing.message.zh == "未使用量具（lot.inspections[I-OD].gauge）"


@pytest.mark.parametrize(
    ("patch", "expected"),
    [({}, "satisfied"), (FAILED, "violated"), ({"lot.inspections[I-OD].gauge": None}, "indeterminate")],
    ids=["conforming", "nonconforming", "indeterminate"],
)
def test_a_requirement_reads_whether_a_characteristic_conforms(tmp_path: Path, patch: Data, expected: str) -> None:
    rule = requirement("RULE-2", 'findings.inspection["od"].conforms')
    write_pack(tmp_path, "p", {"all.yaml": {"requirements": [rule], "inspections": [provision(otherwise="warn")]}})

    decision = decided(changed(patch), load(tmp_path, {"CN": ["p 1"]}))

    assert outcome_of(decision, "CN", "RULE-2").outcome == expected


# --- what nobody judges --------------------------------------------------------------------------------------------


def test_a_characteristic_that_no_standard_picks_holds_the_market() -> None:
    decision = decided(lot(), packset(provision(where='c.class == "major"')))

    assert verdicts(decision) == {"CN": "hold"}
    assert reasons(decision) == [("inspection.not-judged", "look final")]


def test_a_stage_that_no_standard_picks_holds_the_market() -> None:
    data = changed({"product.characteristics[look].stages": ["final", "incoming"]})
    decision = decided(data, packset(provision()))

    assert verdicts(decision) == {"CN": "hold"}
    assert reasons(decision) == [("inspection.not-judged", "look incoming")]


def test_a_stage_that_is_not_judged_leaves_the_characteristic_open() -> None:
    rule = requirement("GUARD-2", 'findings.inspection["look"].conforms')
    data = changed({"product.characteristics[look].stages": ["final", "incoming"]})
    decision = decided(data, packset(provision(), extra=[rule]))

    assert outcome_of(decision, "CN", "GUARD-2").outcome == "indeterminate"


def test_several_standards_may_share_the_specification() -> None:
    first = provision(where='c.class == "major"')
    second = provision(id="RULE-2", where='c.class == "minor"')

    assert verdicts(decided(lot(), packset(first, second))) == {"CN": "release"}


def test_several_standards_that_judge_one_characteristic_all_count() -> None:
    second = provision(id="RULE-2", limits={"max": 'quantity("1.71", "mm")'}, where='c.id == "od"')

    assert verdicts(decided(lot(), packset(provision(), second))) == {"CN": "hold"}


def test_a_standard_that_guards_a_later_act_judges_in_time() -> None:
    first = provision(where='c.class == "major"', before="production_release")
    second = provision(id="RULE-2", where='c.class == "minor"')
    rules = packset(first, second, acts=("production_release", "market_release"))

    assert reasons(decided(lot(), rules, act=Act.production_release)) == []


@pytest.mark.parametrize(
    "fields",
    [{"effective": {"from": "2026-11-23"}}, {"applies": "product.ivd"}],
    ids=["not_in_force", "does_not_apply"],
)
def test_a_standard_that_does_not_count_today_judges_nothing(fields: Data) -> None:
    data = changed({"product.ivd": False})
    decision = decided(data, packset(provision(**fields)), AS_OF)

    assert verdicts(decision) == {"CN": "hold"}
    assert {code for code, _ in reasons(decision)} == {"inspection.not-judged"}


def test_characteristics_that_are_not_recorded_hold_the_market() -> None:
    decision = decided(changed({"product.characteristics": "(not recorded)"}), packset(provision(otherwise="warn")))

    assert verdicts(decision) == {"CN": "hold"}
    assert reasons(decision) == [("inspection.not-judged", "product.characteristics")]


def test_stages_that_are_not_recorded_hold_the_market() -> None:
    data = changed({"product.characteristics[look].stages": "(not recorded)"})
    decision = decided(data, packset(provision(otherwise="warn")))

    assert reasons(decision) == [("inspection.not-judged", "look")]


def test_a_pack_without_inspection_standards_is_not_concerned() -> None:
    assert verdicts(decided(lot(), packset())) == {"CN": "release"}


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ({}, {"GUARD-OD": "satisfied", "GUARD-LOOK": "satisfied"}),
        ({"product.characteristics[look].class": REMOVED}, {"GUARD-OD": "satisfied", "GUARD-LOOK": "indeterminate"}),
        ({"product.ivd": REMOVED}, {"GUARD-OD": "indeterminate", "GUARD-LOOK": "indeterminate"}),
    ],
    ids=["all_known", "whether_one_is_picked", "whether_it_applies"],
)
def test_what_may_be_picked_leaves_itself_open_and_nothing_else(gone: Data, expected: dict[str, str]) -> None:
    rules = [
        requirement("GUARD-OD", 'findings.inspection["od"].conforms'),
        requirement("GUARD-LOOK", 'findings.inspection["look"].conforms'),
    ]
    second = provision(id="RULE-2", where='c.class == "critical"', none="not_applicable", applies="!product.ivd")
    data = patched(patched(lot(), {"product.ivd": False}), gone)

    decision = decided(data, packset(provision(), second, extra=rules))

    assert {name: outcome_of(decision, "CN", name).outcome for name in expected} == expected
