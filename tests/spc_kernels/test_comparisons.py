"""The table that feeds the benchmarks: every function of it answers as its twin does."""

import pytest

from benchmarks.spc_table import COMPARISONS, Comparison, Peer, load, same


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
@pytest.mark.parametrize("points", [400, 1_000, 4_200])
def test_ours_answers_as_the_twin(comparison: Comparison, points: int) -> None:
    x = comparison.make(points)
    assert same(comparison.answer(comparison.ours(x)), comparison.twin(x), rtol=1e-11)


ALWAYS_INSTALLED = {"numpy", "scipy.signal"}
PEERS = [
    pytest.param(one, peer, id=f"{one.name}-{peer.package}")
    for one in COMPARISONS
    for peer in one.peers
    if peer.package in ALWAYS_INSTALLED
]


@pytest.mark.parametrize(("comparison", "peer"), PEERS)
def test_what_is_measured_beside_ours_answers_as_ours_does(comparison: Comparison, peer: Peer) -> None:
    x = comparison.make(2_000)
    theirs = peer.answer(peer.call(load(peer), x))
    assert same(comparison.answer(comparison.ours(x)), theirs, rtol=2e-3)


def test_an_answer_with_nothing_in_common_is_not_the_same() -> None:
    assert not same({"center": 1.0}, {"ucl": 1.0})
    assert not same({"center": 1.0}, {"center": 1.1})
