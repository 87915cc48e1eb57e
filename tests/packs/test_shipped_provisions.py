"""Every shipped provision, exercised: satisfied, violated and indeterminate, and nothing else moves its market."""

import pytest

from engine.model.decision import MarketDecision, ProvisionOutcome
from engine.packs.packset import PackSet
from tests.shipped import Shipped, shipped_cases, told, verdict_of
from tests.strategies import decided, outcome_of, patched, released, verdicts

CASES = [pytest.param(case, id=case.provision) for case in shipped_cases()]
# Their three cases stand in the suites (2026-11-22), on different dossiers or with a fault that is part of the case.
APART = {"CN-INS-040", "CN-INS-041", "CN-INS-050", "ISO-SCO-110"}
# Satisfied by a product of another kind, or made otherwise, than the one that violates it: others do not apply to it.
OF_ANOTHER_KIND = {"CN-CTR-021", "ISO-REL-020", "ISO-STE-070"}
RANK = {"release": 0, "hold": 1, "reject": 2}


def test_the_suites_name_every_requirement_of_the_shipped_packs(shipped: PackSet) -> None:
    packs = [one.pack for listed in shipped.markets.values() for one in listed]

    named = {one.header.id for pack in packs if pack is not None for one in pack.requirements}
    assert {case.provision for case in shipped_cases()} == named - APART


@pytest.mark.parametrize("case", CASES)
def test_it_is_satisfied_where_everything_is_in_order(case: Shipped) -> None:
    decision = told(case.provision, "satisfied")

    outcome = own(decision, case)
    assert outcome.outcome == "satisfied"
    assert outcome.facts
    assert outcome.message is None
    assert outcome.missing == ()
    assert decision.verdict == "release"


def own(decision: MarketDecision, case: Shipped) -> ProvisionOutcome:
    """Give the outcome of the provision that a case is about."""
    (outcome,) = (one for one in decision.outcomes if one.provision == case.provision)
    return outcome


@pytest.mark.parametrize("case", CASES)
def test_it_is_violated_with_a_clause_and_a_message_in_both_languages(case: Shipped) -> None:
    decision = told(case.provision, "violated")

    outcome = own(decision, case)
    assert outcome.outcome == "violated"
    assert decision.verdict == verdict_of(outcome.otherwise, "violated")
    assert [one.holds for one in outcome.clauses] == [False] * len(outcome.clauses)
    # Where nothing was there to judge, no clause decided: `none: violated` did.
    assert bool(outcome.clauses) is (outcome.because is None)
    # A map that is read by the name of the market shows no value of its own.
    assert all(clause.observed for clause in outcome.clauses[:1]) or case.provision in {"ISO-REL-001", "ISO-REL-002"}
    assert outcome.message is not None
    # What stands for a value that is missing; a message may itself say that something is not recorded.
    assert "(not recorded)" not in outcome.message.en
    assert any("\u4e00" <= char <= "\u9fff" for char in outcome.message.zh)


@pytest.mark.parametrize("case", CASES)
def test_it_is_indeterminate_and_says_what_is_missing(case: Shipped) -> None:
    decision = told(case.provision, "indeterminate")

    outcome = own(decision, case)
    assert outcome.outcome == "indeterminate"
    assert decision.verdict == verdict_of(outcome.otherwise, "indeterminate")
    assert outcome.missing
    assert outcome.message is None


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["violated", "indeterminate"])
def test_nothing_of_the_other_packs_of_its_market_gets_better(case: Shipped, kind: str) -> None:
    before = told(case.provision, "satisfied")
    may_be = {"satisfied", "not_applicable"} if case.provision in OF_ANOTHER_KIND else {"satisfied"}

    assert those(told(case.provision, kind), {"satisfied"}) <= those(before, may_be)


def those(decision: MarketDecision, outcomes: set[str]) -> set[str]:
    """Give every provision that comes out in one of some ways."""
    return {one.provision for one in decision.outcomes if one.outcome in outcomes}


@pytest.mark.parametrize("step", ["seal", "eo"])
def test_sterilisation_and_sealing_are_special_whatever_the_dossier_calls_them(shipped: PackSet, step: str) -> None:
    path = f"lot.steps[{step}]"
    named = {f"{path}.special": False, f"{path}.critical": False, f"{path}.validation.status": "expired"}

    decision = decided(patched(released(), named), shipped)

    assert outcome_of(decision, "EU", "ISO-REL-020").outcome == "violated"
    assert set(verdicts(decision).values()) == {"reject"}


def test_an_outside_steriliser_is_approved_whatever_the_dossier_calls_its_process(shipped: PackSet) -> None:
    named = {
        "lot.steps[eo].special": False,
        "lot.steps[eo].critical": False,
        "suppliers[SUP-0233].approvals[a2].status": "suspended",
    }

    decision = decided(patched(released(), named), shipped)

    assert outcome_of(decision, "EU", "ISO-REL-010").outcome == "violated"
