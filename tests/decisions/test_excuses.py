"""A violation is excused by an instrument that is whole and names exactly this, and by nothing less."""

from pathlib import Path

import pytest

from engine.model.decision import Decision, ProvisionOutcome
from engine.packs.packset import PackSet
from tests.strategies import (
    REMOVED,
    Data,
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
CONCESSION: Data = {
    "id": "C-1",
    "status": "approved",
    "provisions": ["RULE-1"],
    "markets": ["CN"],
    "items": None,
    "quantity": 4800,
    "valid": {"from": "2026-11-01", "until": "2026-11-30"},
    "reason": "cosmetic only",
    "approved_by": "Sun Yue",
    "approver_function": "quality",
    "approved_at": "2026-11-20T10:00:00+08:00",
    "customer_consent": "mail of 2026-11-19",
    "signatures": [
        {"id": "S-1", "signer": "Sun Yue", "meaning": "approved", "signed_at": "2026-11-20T10:00:00+08:00"},
    ],
}


def rules(shelf: Path, **fields: object) -> PackSet:
    """Load a pack whose rule the example violates: 4800 units."""
    said = {"otherwise": "reject", "excused_by": ["concession"], **fields}
    return packset_of(shelf, GUARD, requirement("RULE-1", "lot.quantity <= 4000", **said))


def dossier(patch: Data | None = None, register: str = "concessions") -> Data:
    """Give the example with the concession, patched."""
    data = patched(released(), {f"lot.{register}": [CONCESSION]})
    prefix = f"lot.{register}[C-1]"
    return patched(data, {f"{prefix}.{path}": value for path, value in (patch or {}).items()})


def judged(packset: PackSet, data: Data) -> tuple[str, str, ProvisionOutcome]:
    """Give outcome, verdict, and the outcome as evidence."""
    decision: Decision = decided(data, packset, markets=["CN"])
    outcome = outcome_of(decision, "CN", "RULE-1")
    return outcome.outcome, verdicts(decision)["CN"], outcome


def test_a_whole_concession_excuses_and_the_decision_says_which(shelf: Path) -> None:
    outcome, verdict, evidence = judged(rules(shelf), dossier())

    assert (outcome, verdict) == ("excused", "release")
    assert [(one.instrument, one.id, one.excuses, one.lacks) for one in evidence.excuses] == [
        ("concession", "C-1", True, ())
    ]
    assert evidence.message is not None
    assert "lot.concessions[C-1].quantity" in {fact.path for fact in evidence.excuses[0].facts}


def test_the_reasons_of_a_release_name_what_was_excused(shelf: Path) -> None:
    decision = decided(dossier(), rules(shelf), markets=["CN"])

    assert [(one.code, one.subject) for one in decision.markets[0].reasons] == [("provision.excused", "RULE-1")]


LACKING: list[tuple[Data, str]] = [
    ({"status": "rejected"}, "not-approved"),
    ({"status": "withdrawn"}, "not-approved"),
    ({"markets": ["EU", "US"]}, "other-market"),
    ({"items": ["lot.steps[eo]"]}, "other-items"),
    ({"items": []}, "other-items"),
    ({"quantity": 4799}, "quantity-too-small"),
    ({"valid.until": "2026-11-21"}, "out-of-period"),
    ({"valid.from": "2026-11-23"}, "out-of-period"),
    ({"customer_consent": None}, "no-consent"),
    ({"signatures": []}, "unsigned"),
    *[({field: REMOVED}, "not-recorded") for field in CONCESSION if field not in {"id", "provisions"}],
    *[({f"valid.{end}": REMOVED}, "not-recorded") for end in ("from", "until")],
    *[({f"signatures[S-1].{field}": REMOVED}, "not-recorded") for field in ("signer", "meaning", "signed_at")],
]


@pytest.mark.parametrize(
    ("patch", "reason"), LACKING, ids=["_".join(map(str, [*patch, reason])) for patch, reason in LACKING]
)
def test_a_concession_that_lacks_something_excuses_nothing_and_what_it_lacks_is_named(
    shelf: Path, patch: Data, reason: str
) -> None:
    outcome, verdict, evidence = judged(rules(shelf), dossier(patch))

    assert (outcome, verdict) == ("violated", "reject")
    assert [one.reason for one in evidence.excuses[0].lacks] == [reason]
    assert all(one.message.en and one.message.zh for one in evidence.excuses[0].lacks)


@pytest.mark.parametrize("patch", [{"provisions": ["RULE-2"]}, {"provisions": REMOVED}], ids=["another", "none"])
def test_an_instrument_that_does_not_name_the_provision_is_not_spoken_of(shelf: Path, patch: Data) -> None:
    outcome, _, evidence = judged(rules(shelf), dossier(patch))

    assert (outcome, evidence.excuses) == ("violated", ())


def test_an_instrument_of_another_kind_excuses_nothing(shelf: Path) -> None:
    data = patched(
        dossier(), {"lot.justifications": [{k: v for k, v in CONCESSION.items() if k != "customer_consent"}]}
    )
    data = patched(data, {"lot.concessions": []})

    assert judged(rules(shelf), data)[:2] == ("violated", "reject")
    (shelf / "other").mkdir()
    both = rules(shelf / "other", excused_by=["concession", "justification"])
    assert judged(both, data)[:2] == ("excused", "release")


def test_by_default_nothing_excuses(shelf: Path) -> None:
    assert judged(rules(shelf, excused_by=[]), dossier())[:2] == ("violated", "reject")


def test_the_company_s_own_product_has_no_customer_to_ask(shelf: Path) -> None:
    own = {"lot.contract_manufactured": False, "lot.contract_chain": REMOVED, "lot.roles": REMOVED}
    data = patched(dossier({"customer_consent": None}), own)

    assert judged(rules(shelf), data)[0] == "excused"


def test_a_register_of_concessions_that_nobody_closed_leaves_a_violation_violated(shelf: Path) -> None:
    packset = rules(shelf)

    assert judged(packset, patched(released(), {"lot.concessions": []}))[:2] == ("violated", "reject")
    assert judged(packset, released())[:2] == ("violated", "reject")


def test_what_is_not_known_is_never_excused(shelf: Path) -> None:
    data = patched(dossier(), {"lot.quantity": REMOVED})

    assert judged(rules(shelf), data)[:2] == ("indeterminate", "hold")


ITEMS = {
    "each": {"i": "lot.inspections"},
    "none": "violated",
}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(["lot.inspections[IL-2610-201]"], "excused", id="by_path"),
        pytest.param(["IL-2610-201"], "excused", id="by_identifier"),
        pytest.param(None, "excused", id="the_whole_lot"),
        pytest.param(["IL-2610-240"], "violated", id="another_item"),
    ],
)
def test_an_item_is_excused_by_what_names_it(shelf: Path, items: list[str] | None, expected: str) -> None:
    """One inspection found a nonconforming unit."""
    rule = requirement("RULE-1", "i.nonconforming == 0", excused_by=["concession"], **ITEMS)

    outcome, _, evidence = judged(packset_of(shelf, GUARD, rule), dossier({"items": items}))

    assert outcome == expected
    assert evidence.item == "lot.inspections[IL-2610-201]"


def test_an_item_that_nobody_knows_outweighs_one_that_is_excused(shelf: Path) -> None:
    rule = requirement("RULE-1", "i.nonconforming == 0", excused_by=["concession"], **ITEMS)

    assert judged(packset_of(shelf, GUARD, rule), uncovered(dossier(), "lot.inspections"))[:2] == (
        "indeterminate",
        "hold",
    )


def test_a_provision_of_law_cites_the_clause_that_permits_it(shelf: Path) -> None:
    excuse = {"instrument": "concession", "cites": [{"source": "work", "at": "3"}]}

    outcome, _, evidence = judged(rules(shelf, authority="law", excused_by=[excuse]), dossier())

    assert outcome == "excused"
    assert [cite.at.en for cite in evidence.excuses[0].cites] == ["3"]
