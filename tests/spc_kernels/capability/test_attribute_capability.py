"""Capability of counted data against exact tails and its own symmetries."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import capability


def binomial_tail(n: int, at_least: int, share: float) -> float:
    return math.fsum(math.comb(n, k) * share**k * (1.0 - share) ** (n - k) for k in range(at_least, n + 1))


def test_bounds_of_a_fraction_are_the_printed_ones() -> None:
    """Clopper & Pearson's interval for 10 of 100 is 0.0490 to 0.1762 in every table of it."""
    study = capability.binomial([4, 6], 50)
    assert (round(study.lower, 4), round(study.upper, 4)) == (0.0490, 0.1762)
    assert (study.n, study.total, study.events, study.rate, study.ppm) == (2, 100.0, 10, 0.1, 100_000.0)
    assert study.sigma_method == "model"
    assert study.stability.verdict == "not assessed"


def test_bounds_of_a_rate_are_the_printed_ones() -> None:
    """Garwood: 10 events give 4.795 to 18.390; none give the upper bound 2.996, the rule of three."""
    study = capability.poisson([3, 7], [1.0, 1.0])
    assert (round(2 * study.lower, 3), round(2 * study.upper, 3)) == (4.795, 18.390)
    none = capability.poisson([0])
    assert (none.lower, round(none.upper_bound, 3), none.z_bench) == (0.0, 2.996, math.inf)


@given(found=st.integers(0, 40), n=st.integers(1, 40))
@settings(deadline=None, max_examples=60)
def test_bounds_of_a_fraction_leave_the_doubt_in_each_tail(found: int, n: int) -> None:
    if found > n:
        return
    study = capability.binomial([found], [n], confidence=0.9)
    if found:
        assert binomial_tail(n, found, study.lower) == pytest.approx(0.05, rel=1e-9)
    if found < n:
        assert 1.0 - binomial_tail(n, found + 1, study.upper) == pytest.approx(0.05, rel=1e-8)
        assert 1.0 - binomial_tail(n, found + 1, study.upper_bound) == pytest.approx(0.1, rel=1e-8)
    mirrored = capability.binomial([n - found], [n], confidence=0.9)
    assert mirrored.lower == pytest.approx(1.0 - study.upper, abs=1e-12)


def test_everything_defective_has_a_yield_of_zero() -> None:
    study = capability.binomial([5], [5])
    assert (study.yield_share, study.upper, study.z_bench) == (0.0, 1.0, -math.inf)


def test_samples_add_up_however_they_are_split() -> None:
    assert capability.poisson([1, 2, 3], [2.0, 2.0, 2.0]).upper == capability.poisson([6], [6.0]).upper


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: capability.binomial([], 10), "spc.sample.too-few", "$.defectives"),
        (lambda: capability.binomial([3, 11], 10), "spc.count.above-size", "$.defectives[1]"),
        (lambda: capability.binomial([3, -1], 10), "spc.count.negative", "$.defectives[1]"),
        (lambda: capability.binomial([3, 1.5], 10), "spc.count.fractional", "$.defectives[1]"),
        (lambda: capability.binomial([3, 1], [10, 0]), "spc.count.sample-size", "$.items[1]"),
        (lambda: capability.binomial([3, 1], [10, 4.5]), "spc.count.sample-size", "$.items[1]"),
        (lambda: capability.binomial([3, 1], [10, 4, 5]), "spc.sample.wrong-shape", "$.items"),
        (lambda: capability.binomial([3, math.nan], 10), "spc.sample.non-finite", "$.defectives[1]"),
        (lambda: capability.poisson([3], [-1.0]), "spc.count.sample-size", "$.units[0]"),
        (lambda: capability.poisson([3], confidence=0.0), "spc.parameter.out-of-range", "$.confidence"),
    ],
)
def test_counts_that_are_none_are_refused_with_a_code_and_a_place(
    call: Callable[[], object], code: str, where: str
) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint
