"""One market judged on its own is what the decision says of it, with its evidence and without."""

import msgspec
import pytest

from core.errors import FaultsError, LotgateError
from engine.model.codes import Act
from engine.model.decision import MarketDecision
from engine.packs.packset import PackSet
from engine.release.decide import Question, decide, judge_market
from tests.strategies import AS_OF, Case, decided, dossier_of, market_of, patched, released, shipped_cases

CASES = [pytest.param(case, id=case.provision) for case in shipped_cases()]
MARKETS = ("CN", "EU", "US")


def bare(market: MarketDecision) -> MarketDecision:
    """Take the evidence out of a market's decision."""
    outcomes = [msgspec.structs.replace(one, clauses=(), missing=(), message=None, facts=()) for one in market.outcomes]
    return msgspec.structs.replace(market, outcomes=tuple(outcomes))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["satisfied", "violated", "indeterminate"])
def test_it_is_what_the_decision_says(shipped: PackSet, case: Case, kind: str) -> None:
    dossier = dossier_of(getattr(case, kind))
    question = Question(act=Act.market_release, as_of=case.as_of)

    decision = decide(dossier, shipped, question)

    for market in MARKETS:
        told, _ = judge_market(dossier, shipped, market, question)
        untold, _ = judge_market(dossier, shipped, market, question, with_evidence=False)
        assert told == market_of(decision, market)
        assert untold == bare(told)


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
