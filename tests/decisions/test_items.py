"""The header's semantics: the gate with three values, roles, and judging each item of a list."""

import itertools
from pathlib import Path

import pytest

from tests.strategies import (
    REMOVED,
    Data,
    Patch,
    decided,
    outcome_of,
    packset_of,
    patched,
    released,
    requirement,
    uncovered,
    verdicts,
)

GUARD = requirement("GUARD-1", "lot.batch_record.complete")


def outcome(shelf: Path, rule: Data, data: Data) -> tuple[str, str]:
    """Give the outcome of one provision, and the verdict of its market."""
    decision = decided(data, packset_of(shelf, GUARD, rule), markets=["CN"])
    return outcome_of(decision, "CN", "RULE-1").outcome, verdicts(decision)["CN"]


# --- binds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        pytest.param({"CN": ["contract_manufacturer"]}, ("violated", "hold"), id="one_of_ours"),
        pytest.param({"CN": ["supplier", "contract_manufacturer"]}, ("violated", "hold"), id="one_of_several"),
        pytest.param({"CN": ["supplier"]}, ("not_applicable", "release"), id="another_actor"),
        pytest.param({"EU": ["contract_manufacturer"]}, ("indeterminate", "hold"), id="recorded_for_another_market"),
        pytest.param({}, ("indeterminate", "hold"), id="recorded_for_no_market"),
        pytest.param({"CN": []}, ("indeterminate", "hold"), id="recorded_as_an_empty_list"),
        pytest.param(REMOVED, ("indeterminate", "hold"), id="not_recorded"),
    ],
)
def test_a_provision_binds_the_actors_it_names_and_unknown_roles_hold(
    shelf: Path, roles: object, expected: tuple[str, str]
) -> None:
    rule = requirement("RULE-1", "lot.emergency_release_open", binds=["legal_manufacturer", "contract_manufacturer"])

    assert outcome(shelf, rule, patched(released(), {"lot.roles": roles})) == expected


def test_a_provision_that_names_no_actor_binds_a_company_without_recorded_roles(shelf: Path) -> None:
    rule = requirement("RULE-1", "lot.emergency_release_open")

    assert outcome(shelf, rule, patched(released(), {"lot.roles": REMOVED})) == ("violated", "hold")


# --- the gate ------------------------------------------------------------------------------------------------------

IN_FORCE: dict[str, Data] = {
    "true": {"from": "2020-01-01", "by": "lot.label.manufactured_on"},
    "false": {"from": "2027-01-01", "by": "lot.label.manufactured_on"},
    "unknown": {"from": "2020-01-01", "by": "lot.released_on"},
}
BINDS: dict[str, list[str]] = {"true": ["contract_manufacturer"], "false": ["importer"], "unknown": ["importer"]}
APPLIES = {"true": "product.sterile", "false": "product.ivd", "unknown": "lot.released_on <= today"}
VALUES = ("true", "false", "unknown")


@pytest.mark.parametrize(("in_force", "binds", "applies"), list(itertools.product(VALUES, repeat=3)))
def test_the_gate_is_one_conjunction_of_three_values_in_which_false_beats_unknown(
    shelf: Path, in_force: str, binds: str, applies: str
) -> None:
    fields = {"effective": IN_FORCE[in_force], "binds": BINDS[binds], "applies": APPLIES[applies]}
    rule = requirement("RULE-1", "lot.emergency_release_open", **fields)
    patch: Patch = {"lot.roles": REMOVED} if binds == "unknown" else {}

    found, verdict = outcome(shelf, rule, patched(released(), patch))

    values = {in_force, binds, applies}
    if "false" in values:
        assert (found, verdict) == ("not_applicable", "release")
    elif "unknown" in values:
        assert (found, verdict) == ("indeterminate", "hold")
    else:
        assert (found, verdict) == ("violated", "hold")


def test_everything_that_the_gate_lacks_is_named_at_once(shelf: Path) -> None:
    rule = requirement(
        "RULE-1",
        "lot.emergency_release_open",
        effective=IN_FORCE["unknown"],
        binds=["importer"],
        applies="lot.quantity <= 5000",
    )
    data = patched(released(), {"lot.roles": REMOVED, "lot.quantity": REMOVED})

    found = outcome_of(decided(data, packset_of(shelf, GUARD, rule), markets=["CN"]), "CN", "RULE-1")

    assert [one.path for one in found.missing] == ["lot.quantity", "lot.released_on", "lot.roles[CN]"]


def test_a_date_that_is_recorded_as_none_does_not_choose_the_law(shelf: Path) -> None:
    rule = requirement(
        "RULE-1", "lot.emergency_release_open", effective={"from": "2020-01-01", "by": "lot.label.expires_on"}
    )

    assert outcome(shelf, rule, patched(released(), {"lot.label.expires_on": None})) == ("indeterminate", "hold")


# --- each, where, none ---------------------------------------------------------------------------------------------

GOOD, BAD = {"status": "closed"}, {"status": "open"}
OTHER: Data = {"disposition": "scrap"}
REWORK: Data = {"disposition": "rework"}
NOTHING: Data = {}


def items(*said: Data) -> list[Data]:
    """Make nonconformances."""
    return [{"id": f"NC-{index}", **one} for index, one in enumerate(said)]


PICK = 'n.disposition == "rework"'
# (where, items) -> outcome while the register is covered and `none` is not_applicable / violated, and while it is open.
EACH = [
    pytest.param(None, items(GOOD), "satisfied", "satisfied", "indeterminate", id="one_good"),
    pytest.param(None, items(BAD), "violated", "violated", "violated", id="one_bad"),
    pytest.param(None, items(NOTHING), "indeterminate", "indeterminate", "indeterminate", id="one_unknown"),
    pytest.param(None, items(GOOD, BAD, NOTHING), "violated", "violated", "violated", id="the_worst_item_counts"),
    pytest.param(
        None, items(GOOD, NOTHING), "indeterminate", "indeterminate", "indeterminate", id="unknown_is_worse_than_good"
    ),
    pytest.param(None, [], "not_applicable", "violated", "indeterminate", id="an_empty_list"),
    pytest.param(
        PICK, items({**GOOD, **REWORK}, {**BAD, **OTHER}), "satisfied", "satisfied", "indeterminate", id="picked_good"
    ),
    pytest.param(
        PICK, items({**BAD, **REWORK}, {**GOOD, **OTHER}), "violated", "violated", "violated", id="picked_bad"
    ),
    pytest.param(PICK, items({**BAD, **OTHER}), "not_applicable", "violated", "indeterminate", id="nothing_picked"),
    pytest.param(
        PICK, items(BAD), "indeterminate", "indeterminate", "indeterminate", id="unknown_whether_a_bad_one_is_picked"
    ),
    pytest.param(
        PICK, items(GOOD), "indeterminate", "indeterminate", "indeterminate", id="unknown_whether_a_good_one_is_picked"
    ),
    pytest.param(
        PICK,
        items(GOOD, {**BAD, **REWORK}),
        "violated",
        "violated",
        "violated",
        id="a_picked_bad_one_beats_one_of_which_nobody_knows",
    ),
]


@pytest.mark.parametrize(("where", "said", "closed", "closed_violated", "opened"), EACH)
@pytest.mark.parametrize("none", ["not_applicable", "violated"])
@pytest.mark.parametrize("covered", [True, False], ids=["covered", "open"])
def test_each_item_is_judged_on_its_own_and_an_open_register_ends_in_one_that_nobody_knows(  # noqa: PLR0913, PLR0917  # a table
    shelf: Path,
    where: str | None,
    said: list[Data],
    closed: str,
    closed_violated: str,
    opened: str,
    none: str,
    *,
    covered: bool,
) -> None:
    fields = {"each": {"n": "lot.nonconformances"}, "none": none, **({"where": where} if where else {})}
    rule = requirement("RULE-1", 'n.status == "closed"', **fields)
    data = patched(released(), {"lot.nonconformances": said})
    data = data if covered else uncovered(data, "lot.nonconformances")

    found, verdict = outcome(shelf, rule, data)

    expected = opened if not covered else closed if none == "not_applicable" else closed_violated
    assert found == expected
    assert verdict == ("release" if expected in {"satisfied", "not_applicable"} else "hold")


@pytest.mark.parametrize("none", ["not_applicable", "violated"])
def test_a_list_that_was_not_recorded_is_unknown_whatever_none_says(shelf: Path, none: str) -> None:
    rule = requirement("RULE-1", 'n.status == "closed"', each={"n": "lot.nonconformances"}, none=none)

    assert outcome(shelf, rule, patched(released(), {"lot.nonconformances": REMOVED})) == ("indeterminate", "hold")


def test_nothing_picked_where_something_must_be_is_told_by_the_title(shelf: Path) -> None:
    rule = requirement("RULE-1", 'n.status == "closed"', each={"n": "lot.nonconformances"}, none="violated")
    data = patched(released(), {"lot.nonconformances": []})

    found = outcome_of(decided(data, packset_of(shelf, GUARD, rule), markets=["CN"]), "CN", "RULE-1")

    assert (found.because, found.item, found.items) == ("nothing-picked", None, found.items)
    assert found.message is not None
    assert (found.message.en, found.message.zh) == (
        "A rule: nothing of the kind is recorded",
        "一条规则：没有任何此类记录",
    )


def test_the_items_of_a_list_that_is_no_register_need_no_coverage(shelf: Path) -> None:
    rule = requirement("RULE-1", 'a in ["EU", "US", "CN"]', each={"a": "lot.target_markets"}, none="violated")
    data = released()
    data["coverage"] = []

    assert outcome(shelf, rule, data) == ("satisfied", "release")


def test_every_item_is_reported_with_its_own_outcome_and_the_message_is_of_the_worst(shelf: Path) -> None:
    message = {"en": "{n.id}: {n.status}", "zh": "{n.id}：{n.status}"}
    rule = requirement(
        "RULE-1", 'n.status == "closed"', each={"n": "lot.nonconformances"}, none="violated", message=message
    )
    data = patched(released(), {"lot.nonconformances": items(GOOD, NOTHING, BAD)})

    found = outcome_of(decided(data, packset_of(shelf, GUARD, rule), markets=["CN"]), "CN", "RULE-1")

    assert [(one.item, one.outcome) for one in found.items] == [
        ("lot.nonconformances[NC-0]", "satisfied"),
        ("lot.nonconformances[NC-1]", "indeterminate"),
        ("lot.nonconformances[NC-2]", "violated"),
    ]
    assert found.item == "lot.nonconformances[NC-2]"
    assert found.message is not None
    assert (found.message.en, found.message.zh) == ("NC-2: open", "NC-2：未关闭")


def test_items_that_no_rule_of_their_own_day_judges_are_not_applicable(shelf: Path) -> None:
    effective = {"from": "2026-10-29", "by": "n.detected_on"}
    rule = requirement(
        "RULE-1", 'n.status == "closed"', each={"n": "lot.nonconformances"}, none="not_applicable", effective=effective
    )
    said = items({**BAD, "detected_on": "2026-10-28"}, {**GOOD, "detected_on": "2026-10-29"})

    assert outcome(shelf, rule, patched(released(), {"lot.nonconformances": said})) == ("satisfied", "release")
    assert outcome_of_second(shelf, rule, patched(released(), {"lot.nonconformances": said[:1]})) == "not_applicable"


def outcome_of_second(shelf: Path, rule: Data, data: Data) -> str:
    """Judge again, on a shelf of its own."""
    again = shelf / "again"
    again.mkdir()
    return outcome(again, rule, data)[0]
