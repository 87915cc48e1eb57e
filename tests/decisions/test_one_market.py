"""Markets judged on their own are what the decision says of them, with their evidence and without."""

import msgspec
import pytest

from core.errors import LotgateError
from engine.model.codes import Act
from engine.model.decision import MarketDecision, ProvisionOutcome
from engine.packs.packset import PackSet
from engine.release.decide import Question, decide, judge_markets
from tests.shipped import Shipped, part_of_cases
from tests.strategies import AS_OF, decided, dossier_of, patched, released


def bare(market: MarketDecision) -> MarketDecision:
    """Take the evidence out of a market's decision."""
    return msgspec.structs.replace(market, outcomes=tuple(bare_outcome(one) for one in market.outcomes))


def bare_outcome(outcome: ProvisionOutcome) -> ProvisionOutcome:
    """Take the evidence out of an outcome."""
    return msgspec.structs.replace(outcome, clauses=(), missing=(), message=None, facts=(), excuses=())


@pytest.mark.parametrize("kind", ["satisfied", "violated", "indeterminate"])
@pytest.mark.parametrize("case", part_of_cases(20), ids=lambda case: case.provision)
def test_they_are_what_the_decision_says(case: Shipped, kind: str) -> None:
    """
    A decision is made of what is judged here, so some provisions stand for all.

    One provision in twenty, other ones with every change of the packs: see `part_of_cases`.
    """
    dossier = dossier_of(getattr(case, kind))
    question = Question(act=case.act, as_of=case.as_of)

    decision = decide(dossier, case.packset, question)
    faults, told = judge_markets(dossier, case.packset, question)

    assert tuple(one.decision for one in told) == decision.markets
    assert tuple(fault.as_error().problem() for fault in faults) == decision.faults


@pytest.mark.parametrize("kind", ["violated", "indeterminate"])
@pytest.mark.parametrize("case", part_of_cases(8), ids=lambda case: case.provision)
def test_evidence_is_gathered_for_what_is_asked_and_changes_nothing_else(case: Shipped, kind: str) -> None:
    """One provision in eight, other ones with every change of the packs: see `part_of_cases`."""
    dossier = dossier_of(getattr(case, kind))
    question = Question(act=case.act, as_of=case.as_of, markets=(case.market,))

    faults, (told,) = judge_markets(dossier, case.packset, question)
    same_faults, (untold,) = judge_markets(dossier, case.packset, question, evidence_for=frozenset())
    _, (partly,) = judge_markets(dossier, case.packset, question, evidence_for={case.provision})

    assert same_faults == faults
    assert untold.decision == bare(told.decision)
    assert bare(partly.decision) == untold.decision
    for all_of_it, some in zip(told.decision.outcomes, partly.decision.outcomes, strict=True):
        assert some == (all_of_it if some.provision == case.provision else bare_outcome(all_of_it))


def test_the_faults_of_a_dossier_are_given(shipped: PackSet) -> None:
    late = dossier_of(patched(released(), {"lot.label.examined_at": "2026-11-23T00:00:00Z"}))
    question = Question(act=Act.market_release, as_of=AS_OF)

    faults, _ = judge_markets(late, shipped, question)

    assert [fault.error.code for fault in faults] == ["dossier.time.after-as-of"]


def test_retention_is_that_of_a_lot_for_this_market_alone(shipped: PackSet) -> None:
    question = Question(act=Act.market_release, as_of=AS_OF, markets=("US",))
    alone = patched(released(), {"lot.target_markets": ["US"]})

    _, (judged,) = judge_markets(dossier_of(released()), shipped, question)

    assert judged.retention == decided(alone, shipped).retention
    kept = {entry.record_type for entry in judged.retention}
    assert {"batch_record", "inspection_record", "supplier_record"} <= kept
    assert kept < {entry.record_type for entry in decided(released(), shipped).retention}


def test_a_market_that_the_lot_is_not_meant_for_is_refused_the_same(shipped: PackSet) -> None:
    dossier = dossier_of(patched(released(), {"lot.target_markets": ["CN"]}))
    question = Question(act=Act.market_release, as_of=AS_OF, markets=("US",))

    with pytest.raises(LotgateError, match=r"decision\.market\.not-targeted") as one:
        judge_markets(dossier, shipped, question)
    with pytest.raises(LotgateError) as all_of_them:
        decide(dossier, shipped, question)

    assert str(one.value) == str(all_of_them.value)
