"""One market judged on its own is what the decision says of it, with its evidence and without."""

import msgspec
import pytest

from core.errors import FaultsError, LotgateError
from engine.model.codes import Act
from engine.model.decision import MarketDecision, ProvisionOutcome
from engine.packs.packset import PackSet
from engine.release.decide import Question, decide, judge_market
from tests.strategies import AS_OF, Case, decided, dossier_of, market_of, patched, released, shipped_cases

CASES = [pytest.param(case, id=case.provision) for case in shipped_cases()]
MARKETS = ("CN", "EU", "US")


def bare(market: MarketDecision) -> MarketDecision:
    """Take the evidence out of a market's decision."""
    return msgspec.structs.replace(market, outcomes=tuple(bare_outcome(one) for one in market.outcomes))


def bare_outcome(outcome: ProvisionOutcome) -> ProvisionOutcome:
    """Take the evidence out of an outcome."""
    return msgspec.structs.replace(outcome, clauses=(), missing=(), message=None, facts=())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["satisfied", "violated", "indeterminate"])
def test_it_is_what_the_decision_says(shipped: PackSet, case: Case, kind: str) -> None:
    dossier = dossier_of(getattr(case, kind))
    question = Question(act=Act.market_release, as_of=case.as_of)

    decision = decide(dossier, shipped, question)

    for market in MARKETS:
        told, _ = judge_market(dossier, shipped, market, question)
        untold, _ = judge_market(dossier, shipped, market, question, evidence_for=frozenset())
        assert told == market_of(decision, market)
        assert untold == bare(told)


@pytest.mark.parametrize("case", CASES)
def test_evidence_is_gathered_for_what_is_asked_and_for_nothing_else(shipped: PackSet, case: Case) -> None:
    dossier = dossier_of(case.violated)
    question = Question(act=Act.market_release, as_of=case.as_of)

    told, _ = judge_market(dossier, shipped, case.market, question)
    partly, _ = judge_market(dossier, shipped, case.market, question, evidence_for={case.provision})

    for all_of_it, some in zip(told.outcomes, partly.outcomes, strict=True):
        assert some == (all_of_it if some.provision == case.provision else bare_outcome(all_of_it))


def test_retention_is_that_of_a_lot_for_this_market_alone(shipped: PackSet) -> None:
    question = Question(act=Act.market_release, as_of=AS_OF)
    alone = patched(released(), {"lot.target_markets": ["US"]})

    _, retention = judge_market(dossier_of(released()), shipped, "US", question)

    assert retention == decided(alone, shipped).retention
    assert {entry.record_type for entry in retention} == {"batch_record", "inspection_record", "supplier_record"}


@pytest.mark.parametrize("patch", [{"lot.target_markets": ["CN"]}, {"lot.label.examined_at": "2026-11-23T00:00:00Z"}])
def test_what_cannot_be_decided_is_refused_the_same(shipped: PackSet, patch: dict[str, object]) -> None:
    dossier = dossier_of(patched(released(), patch))
    question = Question(act=Act.market_release, as_of=AS_OF)

    with pytest.raises((FaultsError, LotgateError)) as one:
        judge_market(dossier, shipped, "US", question)
    with pytest.raises((FaultsError, LotgateError)) as all_of_them:
        decide(dossier, shipped, msgspec.structs.replace(question, markets=("US",)))

    assert str(one.value) == str(all_of_them.value)
