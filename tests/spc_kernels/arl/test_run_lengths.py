"""Run lengths against printed tables, slow Markov chains, closed forms, simulation and their own symmetries."""

import itertools
import math
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import arl
from spc_kernels.arl import integral
from spc_kernels.arl.absorption import absorption_times

SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
# Montgomery, Introduction to Statistical Quality Control, 6th ed., tables 9.3 and 9.11 (Lucas & Saccucci 1990).
PRINTED_CUSUM = {
    4.0: ("168", "74.2", "26.6", "13.3", "8.38", "4.75", "3.34", "2.62", "2.19", "1.71"),
    5.0: ("465", "139", "38.0", "17.0", "10.4", "5.75", "4.01", "3.11", "2.57", "2.01"),
}
PRINTED_EWMA = {
    (0.40, 3.054): ("500", "224", "71.2", "28.4", "14.3", "5.9", "3.5", "2.5", "2.0", "1.4"),
    (0.10, 2.814): ("500", "106", "31.3", "15.9", "10.3", "6.1", "4.4", "3.4", "2.9", "2.2"),
    (0.05, 2.615): ("500", "84.1", "28.8", "16.4", "11.4", "7.1", "5.2", "4.2", "3.5", "2.7"),
}


def step_of(printed: str) -> float:
    """Give one unit of the last printed digit: the table's own numerics are not the last word on rounding."""
    return 10.0 ** -len(printed.partition(".")[2])


@pytest.mark.parametrize("interval", PRINTED_CUSUM)
def test_a_two_sided_cusum_runs_as_long_as_the_book_prints(interval: float) -> None:
    for shift, printed in zip(SHIFTS, PRINTED_CUSUM[interval], strict=True):
        assert abs(arl.cusum(0.5, interval, shift) - float(printed)) <= step_of(printed)


@pytest.mark.parametrize(("smoothing", "limit"), PRINTED_EWMA)
def test_an_ewma_runs_as_long_as_the_book_prints(smoothing: float, limit: float) -> None:
    for shift, printed in zip(SHIFTS, PRINTED_EWMA[smoothing, limit], strict=True):
        assert abs(arl.ewma(smoothing, limit, shift) - float(printed)) <= step_of(printed)


def phi(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def naive_ewma(smoothing: float, limit: float, shift: float, states: int) -> float:
    """Lucas & Saccucci's Markov chain on equal cells."""
    bound = limit * math.sqrt(smoothing / (2.0 - smoothing))
    half = bound / states
    centres = [-bound + half * (2 * i + 1) for i in range(states)]
    move = np.zeros((states, states))
    for i, origin in enumerate(centres):
        for j, target in enumerate(centres):
            upper = (target + half - (1.0 - smoothing) * origin) / smoothing - shift
            lower = (target - half - (1.0 - smoothing) * origin) / smoothing - shift
            move[i, j] = phi(upper) - phi(lower)
    lengths = np.linalg.solve(np.eye(states) - move, np.ones(states))
    return float(lengths[states // 2])


def naive_cusum(reference: float, interval: float, shift: float, states: int) -> float:
    """Brook & Evans' Markov chain: cell 0 is half as wide and holds the mass at zero."""
    width = 2.0 * interval / (2 * states - 1)
    move = np.zeros((states, states))
    for i in range(states):
        for j in range(states):
            upper = phi((j - i) * width + 0.5 * width + reference - shift)
            lower = phi((j - i) * width - 0.5 * width + reference - shift) if j else 0.0
            move[i, j] = upper - lower
    return float(np.linalg.solve(np.eye(states) - move, np.ones(states))[0])


def extrapolated(coarse: float, fine: float) -> float:
    """Remove the error of a chain that falls with the square of the cell, from one with half the cell."""
    return (4.0 * fine - coarse) / 3.0


@pytest.mark.parametrize(("smoothing", "limit", "shift"), [(0.2, 3.0, 0.0), (0.1, 2.8, 0.5), (0.5, 3.0, 1.0)])
def test_an_ewma_agrees_with_a_markov_chain(smoothing: float, limit: float, shift: float) -> None:
    chain = extrapolated(*(naive_ewma(smoothing, limit, shift, states) for states in (71, 142 + 1)))
    assert arl.ewma(smoothing, limit, shift) == pytest.approx(chain, rel=1e-3)


@pytest.mark.parametrize(("reference", "interval", "shift"), [(0.5, 5.0, 0.0), (0.25, 4.0, 0.5), (1.0, 2.5, 1.0)])
def test_a_one_sided_cusum_agrees_with_a_markov_chain(reference: float, interval: float, shift: float) -> None:
    chain = extrapolated(*(naive_cusum(reference, interval, shift, states) for states in (60, 120)))
    assert arl.cusum(reference, interval, shift, sides="one") == pytest.approx(chain, rel=1e-4)


def test_state_reduction_solves_the_linear_system() -> None:
    rng = np.random.default_rng(7)
    move = rng.uniform(size=(12, 12))
    move *= 0.97 / move.sum(axis=1, keepdims=True)
    leaving, times = 1.0 - move.sum(axis=1), np.empty(12)
    straight = np.linalg.solve(np.eye(12) - move, np.ones(12))
    first = absorption_times(move.copy(), leaving, times)
    np.testing.assert_allclose(times, straight, rtol=1e-13)
    assert first == times[0]


def test_twice_the_nodes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def lengths() -> list[float]:
        ewmas = [arl.ewma(*case) for case in ((0.05, 2.7, 0.0), (0.01, 4.0, 0.0), (0.9, 6.0, 0.5), (0.1, 10.0, 0.0))]
        return [*ewmas, arl.cusum(0.5, 5.0), arl.cusum(0.1, 40.0, 0.2), arl.mewma(0.1, 8.6336, 3)]

    few = lengths()
    for chart in ("ewma", "cusum", "mewma"):
        module = sys.modules[f"spc_kernels.arl.{chart}"]
        monkeypatch.setattr(module, "node_count", lambda width: 2 * integral.node_count(width))
    np.testing.assert_allclose(lengths(), few, rtol=1e-12)


def test_a_length_of_1e22_points_keeps_its_digits() -> None:
    """190 nodes in 45 digits (mpmath) give 6.7024063648972005e22; in float64, LU sees no signal at all."""
    assert arl.ewma(0.1, 10.0) == pytest.approx(6.7024063648972005e22, rel=1e-12)


@given(limit=st.floats(0.5, 6.0), shift=st.floats(0.0, 4.0))
@settings(deadline=None)
def test_an_ewma_without_memory_is_shewharts_chart(limit: float, shift: float) -> None:
    chance = phi(-limit - shift) + phi(shift - limit)
    assert arl.ewma(1.0, limit, shift) == pytest.approx(1.0 / chance, rel=1e-10)
    assert arl.ewma(1.0, limit, shift, limits="exact") == pytest.approx(1.0 / chance, rel=1e-10)


@pytest.mark.parametrize("dimensions", [1, 2, 3, 7, 100])
def test_a_multivariate_ewma_without_memory_is_a_chi_squared_chart(dimensions: int) -> None:
    from scipy.stats import chi2, ncx2

    assert arl.mewma(1.0, 9.0, dimensions) == pytest.approx(1.0 / chi2.sf(9.0, dimensions), rel=1e-10)
    assert arl.mewma(1.0, 9.0, dimensions, 1.5) == pytest.approx(1.0 / ncx2.sf(9.0, dimensions, 2.25), rel=1e-7)


def test_a_multivariate_ewma_of_one_variable_is_an_ewma() -> None:
    for smoothing, shift in itertools.product((1.0, 0.3, 0.05, 0.005), (0.0, 0.7)):
        found = arl.mewma(smoothing, 2.8**2, 1, shift)
        assert found == pytest.approx(arl.ewma(smoothing, 2.8, shift), rel=1e-11)


@pytest.mark.parametrize(("smoothing", "limit", "dimensions"), [(0.02, 22.0, 10), (0.005, 75.0, 50), (0.1, 130.0, 100)])
def test_the_length_of_the_vector_by_squares_gives_the_same(smoothing: float, limit: float, dimensions: int) -> None:
    """Rigdon's equation with the noncentral chi-square density of SciPy, 240 nodes and LU."""
    from scipy.stats import chi2, ncx2

    radius = math.sqrt(limit * smoothing / (2.0 - smoothing)) / smoothing
    points, weights = np.polynomial.legendre.leggauss(240)
    y, w = (points + 1.0) * radius / 2.0, weights * radius / 2.0
    move = ncx2.pdf(y**2, dimensions, ((1.0 - smoothing) * y[:, None]) ** 2) * 2.0 * y * w
    lengths = np.linalg.solve(np.eye(y.size) - move, np.ones(y.size))
    straight = 1.0 + float((chi2.pdf(y**2, dimensions) * 2.0 * y * w) @ lengths)
    assert arl.mewma(smoothing, limit, dimensions) == pytest.approx(straight, rel=1e-10)


def test_a_shifted_multivariate_ewma_agrees_with_simulation() -> None:
    """Two variables, smoothing 0.1, h4 = 8.6336, shift 1; 100,000 runs, seed 20."""
    rng = np.random.default_rng(20)
    alive, lengths, limit = np.zeros((100_000, 2)), [], 8.63358064354408 * 0.1 / 1.9
    point = 0
    while alive.size:
        point += 1
        alive = 0.9 * alive + 0.1 * (rng.standard_normal(alive.shape) + np.array([1.0, 0.0]))
        signal = (alive * alive).sum(axis=1) > limit
        lengths.append(np.full(int(signal.sum()), float(point)))
        alive = alive[~signal]
    run = np.concatenate(lengths)
    error = float(run.std()) / math.sqrt(run.size)
    assert abs(arl.mewma(0.1, 8.63358064354408, 2, 1.0) - float(run.mean())) < 4.0 * error


@given(limit=st.floats(1.1, 5.0), degrees=st.integers(1, 30), sigma=st.floats(0.9, 2.0))
@settings(deadline=None, max_examples=20)
def test_an_ewma_of_variances_without_memory_is_a_chi_squared_chart(limit: float, degrees: int, sigma: float) -> None:
    from scipy.special import chdtrc

    length = 1.0 / float(chdtrc(degrees, degrees * limit / sigma**2))
    if length < 1e6:
        assert arl.ewma_variance(1.0, limit, degrees, sigma) == pytest.approx(length, rel=1e-8)


@pytest.mark.parametrize(
    ("smoothing", "limit", "degrees", "sigma"), [(0.1, 1.5, 4, 1.3), (0.2, 2.5, 1, 1.0), (0.1, 1.2, 10, 1.0)]
)
def test_an_ewma_of_variances_agrees_with_a_markov_chain(
    smoothing: float, limit: float, degrees: int, sigma: float
) -> None:
    """Equal cells of the distribution function of χ², twice as fine for the extrapolation."""
    from scipy.special import chdtr

    def chain(cells: int) -> float:
        width = limit / cells
        centres = width * (np.arange(cells) + 0.5)
        edges = (width * np.arange(cells + 1) - (1.0 - smoothing) * centres[:, np.newaxis]) / smoothing
        shares = chdtr(degrees, degrees * np.maximum(edges, 0.0) / sigma**2)
        lengths = np.linalg.solve(np.eye(cells) - np.diff(shares, axis=1), np.ones(cells))
        return float(np.interp(1.0, centres, lengths))

    wanted = extrapolated(chain(400), chain(800))
    assert arl.ewma_variance(smoothing, limit, degrees, sigma) == pytest.approx(wanted, rel=2e-3)


def test_a_limit_of_an_ewma_of_variances_gives_the_length_it_was_asked_for() -> None:
    limit = arl.ewma_variance_limit(0.2, 250.0, 4)
    assert arl.ewma_variance(0.2, limit, 4) == pytest.approx(250.0, rel=1e-9)
    assert arl.ewma_variance(0.2, limit, 4, 1.5) < 20.0


@given(smoothing=st.floats(0.05, 1.0), limit=st.floats(1.0, 4.0), shift=st.floats(0.0, 3.0), start=st.floats(-0.9, 0.9))
@settings(deadline=None, max_examples=40)
def test_a_mirrored_shift_and_start_give_the_same_length(
    smoothing: float, limit: float, shift: float, start: float
) -> None:
    for limits in ("fixed", "exact"):
        one = arl.ewma(smoothing, limit, shift, limits=limits, start=start)
        other = arl.ewma(smoothing, limit, -shift, limits=limits, start=-start)
        assert one == pytest.approx(other, rel=1e-10)
        assert one >= 1.0


@given(reference=st.floats(0.0, 1.5), interval=st.floats(0.2, 8.0), shift=st.floats(-3.0, 3.0))
@settings(deadline=None, max_examples=40)
def test_two_sides_signal_at_the_sum_of_their_rates(reference: float, interval: float, shift: float) -> None:
    both = arl.cusum(reference, interval, shift)
    assert both == pytest.approx(arl.cusum(reference, interval, -shift), rel=1e-10)
    rates = [1.0 / arl.cusum(reference, interval, sign * shift, sides="one") for sign in (1, -1)]
    assert both == pytest.approx(1.0 / sum(rates), rel=1e-10)


@given(smoothing=st.floats(0.02, 1.0), wanted=st.floats(5.0, 1e6))
@settings(deadline=None, max_examples=25)
def test_a_limit_gives_the_length_it_was_asked_for(smoothing: float, wanted: float) -> None:
    for sides in ("one", "two"):
        limit = arl.ewma_limit(smoothing, wanted, sides=sides)
        assert arl.ewma(smoothing, limit, sides=sides) == pytest.approx(wanted, rel=1e-9)


@given(reference=st.floats(0.1, 1.0), wanted=st.floats(50.0, 1e6), share=st.sampled_from([0.0, 0.25, 0.5]))
@settings(deadline=None, max_examples=25)
def test_an_interval_gives_the_length_it_was_asked_for(reference: float, wanted: float, share: float) -> None:
    interval = arl.cusum_interval(reference, wanted, head_start_share=share)
    assert arl.cusum(reference, interval, head_start=share * interval) == pytest.approx(wanted, rel=1e-9)


def test_a_designed_ewma_beats_its_neighbours() -> None:
    """Lucas & Saccucci's chart for a shift of one sigma and 500 points has a smoothing near 0.13."""
    design = arl.design_ewma(500.0, 1.0)
    assert design.smoothing == pytest.approx(0.134, abs=0.002)
    assert design.arl_in_control == pytest.approx(500.0, rel=1e-9)
    for factor in (0.8, 1.25):
        smoothing = factor * design.smoothing
        assert arl.ewma(smoothing, arl.ewma_limit(smoothing, 500.0), 1.0) > design.arl_shifted


def test_a_designed_cusum_takes_half_the_shift() -> None:
    """Montgomery, 6th ed., table 9.4: k = 0.5 needs h = 4.77 for 370 points."""
    design = arl.design_cusum(370.4, 1.0)
    assert design.reference == 0.5
    assert design.interval == pytest.approx(4.77, abs=0.006)
    assert design.arl_shifted == pytest.approx(9.93, abs=0.01)


def test_a_head_start_finds_an_early_shift_sooner() -> None:
    """Lucas & Crosier (1982), table 1: k = 0.5, h = 5, head start 2.5 gives 430 and 6.35."""
    assert arl.cusum(0.5, 5.0, head_start=2.5) == pytest.approx(430.0, abs=0.5)
    assert arl.cusum(0.5, 5.0, 1.0, head_start=2.5) == pytest.approx(6.35, abs=0.005)


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: arl.ewma(0.0, 3.0), "spc.parameter.out-of-range", "$.smoothing"),
        (lambda: arl.ewma(math.nan, 3.0), "spc.parameter.out-of-range", "$.smoothing"),
        (lambda: arl.ewma(0.2, -3.0), "spc.parameter.out-of-range", "$.limit"),
        (lambda: arl.ewma(0.2, 3.0, math.inf), "spc.parameter.out-of-range", "$.shift"),
        (lambda: arl.ewma(0.2, 3.0, start=3.5), "spc.parameter.out-of-range", "$.start"),
        (lambda: arl.ewma(0.2, 3.0, sides="both"), "spc.parameter.unknown-name", "$.sides"),
        (lambda: arl.ewma(0.2, 3.0, limits="asymptotic"), "spc.parameter.unknown-name", "$.limits"),
        (lambda: arl.ewma(0.2, 3.0, sides="one", limits="exact"), "spc.parameter.out-of-range", "$.limits"),
        (lambda: arl.ewma(1.0, 39.0), "spc.arl.unresolved", "$.limit"),
        (lambda: arl.cusum(-0.1, 5.0), "spc.parameter.out-of-range", "$.reference"),
        (lambda: arl.cusum(0.5, 0.0), "spc.parameter.out-of-range", "$.interval"),
        (lambda: arl.cusum(0.5, 4.0, head_start=3.0), "spc.parameter.out-of-range", "$.head_start"),
        (lambda: arl.cusum(90.0, 100.0, sides="one"), "spc.arl.unresolved", "$.limit"),
        (lambda: arl.mewma(0.1, 8.6, 0), "spc.parameter.out-of-range", "$.dimensions"),
        (lambda: arl.mewma(0.004, 8.6, 2), "spc.parameter.out-of-range", "$.smoothing"),
        (lambda: arl.mewma(0.01, 23.0, 10, 1.0), "spc.parameter.out-of-range", "$.smoothing"),
        (lambda: arl.mewma(0.1, 8.6, 2, -1.0), "spc.parameter.out-of-range", "$.shift"),
        (lambda: arl.mewma(1.0, 9999.0, 2), "spc.arl.unresolved", "$.limit"),
        (lambda: arl.mewma(1.0, 70.0, 2, 0.1), "spc.arl.unresolved", "$.limit"),
        (lambda: arl.ewma_variance(0.2, 0.5, 4), "spc.parameter.out-of-range", "$.start"),
        (lambda: arl.ewma_variance(0.2, 2.0, 0), "spc.parameter.out-of-range", "$.degrees_of_freedom"),
        (lambda: arl.ewma_variance(1.0, 500.0, 10), "spc.arl.unresolved", "$.limit"),
        (lambda: arl.ewma_limit(0.2, 1.0), "spc.parameter.out-of-range", "$.arl_in_control"),
        (lambda: arl.cusum_interval(3.0, 3.0), "spc.arl.unreachable", "$.arl_in_control"),
        (lambda: arl.design_ewma(500.0, 0.0), "spc.parameter.out-of-range", "$.shift"),
        (lambda: arl.design_cusum(3.0, 6.0), "spc.arl.unreachable", "$.arl_in_control"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_a_code_and_a_place(call: object, code: str, where: str) -> None:
    assert callable(call)
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint


def test_a_side_that_never_signals_leaves_the_length_to_the_other() -> None:
    assert arl.cusum(5.0, 30.0, 30.0) == arl.cusum(5.0, 30.0, 30.0, sides="one")


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: arl.ewma("0.1", "2.7"), "$.smoothing"),  # type: ignore[arg-type]  # the point of the test
        (lambda: arl.ewma(0.1, "2.7"), "$.limit"),  # type: ignore[arg-type]  # the point of the test
        (lambda: arl.ewma(0.1, 2.7, sides=np.array([6, 3])), "$.sides"),  # type: ignore[arg-type]  # the point of the test
        (lambda: arl.ewma(0.1, 2.7, limits=np.array([6, 3])), "$.limits"),  # type: ignore[arg-type]  # the point of the test
        (lambda: arl.cusum(0.5, 4.0, sides=np.array([6, 3])), "$.sides"),  # type: ignore[arg-type]  # the point of the test
    ],
)
def test_text_for_numbers_and_arrays_for_words_are_refused(call: Callable[[], float], place: str) -> None:
    with pytest.raises(LotgateError) as caught:
        call()
    assert str(caught.value.location) == place
    assert caught.value.hint
