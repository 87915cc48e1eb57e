"""Open holds: whoever laid one on a lot, no act that it stands against, and none after, is allowed meanwhile."""

import itertools

import pytest

from engine.model.codes import Act
from engine.packs.packset import PackSet
from tests.strategies import REMOVED, Data, decided, patched, released, uncovered, verdicts

ORDER = list(Act)
GUARDED = (Act.production_release, Act.market_release, Act.ship)
HOLD: Data = {
    "id": "OBL-1",
    "kind": "hold",
    "acts": [],
    "market": None,
    "source": "customer",
    "opened_at": "2026-11-20T09:00:00+08:00",
    "because": "complaint about an earlier lot",
    "closed_at": None,
    "closed_by": None,
    "outcome": None,
}
NOBODY_RELEASES = {"CN": "hold", "EU": "hold", "US": "hold"}


def owing(**patch: object) -> Data:
    """Give a lot that every market would release, with one open hold."""
    data = patched(released(), {"lot.obligations": [HOLD]})
    return patched(data, {f"lot.obligations[OBL-1].{name}": value for name, value in patch.items()})


@pytest.mark.parametrize(("asked", "against"), list(itertools.product(GUARDED, ORDER)))
def test_a_hold_stands_against_the_acts_it_names_and_all_later_ones(shipped: PackSet, asked: Act, against: Act) -> None:
    found = verdicts(decided(owing(acts=[against]), shipped, act=asked))
    free = verdicts(decided(released(), shipped, act=asked))

    assert found == (NOBODY_RELEASES if ORDER.index(against) <= ORDER.index(asked) else free)


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param({}, id="it_names_no_acts"),
        pytest.param({"acts": REMOVED}, id="its_acts_were_not_recorded"),
        pytest.param({"acts": ["market_release"], "kind": REMOVED}, id="its_kind_was_not_recorded"),
        pytest.param({"quantity": 1}, id="it_is_about_a_part_of_the_lot"),
        pytest.param({"market": "XA"}, id="it_is_for_a_market_that_is_none_of_the_lot_s"),
        pytest.param({"market": REMOVED}, id="its_market_was_not_recorded"),
        pytest.param({"closed_at": REMOVED}, id="nobody_recorded_whether_it_is_closed"),
        pytest.param({"closed_at": "2026-11-21T09:00:00+08:00"}, id="nobody_is_named_who_lifted_it"),
        pytest.param({"outcome": "lifted"}, id="no_time_is_recorded_at_which_it_was_lifted"),
    ],
)
def test_no_market_releases_a_lot_with_a_hold_that_is_not_known_to_have_ended(shipped: PackSet, patch: Data) -> None:
    assert verdicts(decided(owing(**patch), shipped)) == NOBODY_RELEASES


def test_a_hold_for_one_market_leaves_the_others_free(shipped: PackSet) -> None:
    assert verdicts(decided(owing(market="EU"), shipped)) == {"CN": "release", "EU": "hold", "US": "release"}


def test_no_market_releases_where_nobody_stated_that_all_obligations_are_there(shipped: PackSet) -> None:
    assert verdicts(decided(uncovered(released(), "lot.obligations"), shipped)) == NOBODY_RELEASES
