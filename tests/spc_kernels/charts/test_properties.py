"""What must hold for any readings: shift, scale, reversal, permutation, prefix, mirroring, constant data, twins."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spc_kernels import charts, constants
from spc_kernels.charts import Given
from spc_kernels.charts.estimators import OVER_TIME, WITHIN
from tests.spc_kernels import twins
from tests.spc_kernels.strategies import Floats, seeded_normals, series, subgroups

QUICK = settings(deadline=None, max_examples=40)


@QUICK
@given(x=series(2, 300))
def test_individuals_equal_the_twin(x: Floats) -> None:
    center, sigma = twins.individuals(x.tolist())
    chart = charts.individuals(x)
    assert np.allclose([float(chart.center), chart.sigma.value], [center, sigma], rtol=1e-13, atol=1e-13)
    assert np.allclose(
        [float(chart.lcl), float(chart.ucl)], [center - 3 * sigma, center + 3 * sigma], rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("n", [2, 8, 9, 4095, 4096, 4097, 4105, 20_001])
def test_sums_of_any_length_equal_the_twin(n: int) -> None:
    x = np.random.default_rng(n).normal(100.0, 3.0, n)
    center, sigma = twins.individuals(x.tolist())
    chart = charts.individuals(x)
    assert np.allclose([float(chart.center), chart.sigma.value], [center, sigma], rtol=1e-14, atol=0)
    deviation = charts.sigma_over_time(x, "STDEV").value
    assert np.allclose(deviation, np.std(x, ddof=1), rtol=1e-12, atol=0)


@QUICK
@given(rows=subgroups())
def test_charts_of_subgroups_equal_the_twin(rows: Floats) -> None:
    n = rows.shape[1]
    for draw, twin, constant in (
        (charts.xbar_s, twins.xbar_s, constants.c4),
        (charts.xbar_r, twins.xbar_r, constants.d2),
    ):
        center, sigma, means = twin(rows.tolist(), constant(n))
        both = draw(rows)
        assert np.allclose(both.xbar.statistics, means, rtol=1e-13, atol=1e-13)
        assert np.allclose([float(both.xbar.center), both.xbar.sigma.value], [center, sigma], rtol=1e-12, atol=1e-12)
        ragged = draw([*rows.tolist(), [0.0] * (n + 1)], exclude=[rows.shape[0]])
        assert np.allclose(ragged.xbar.statistics[:-1], means, rtol=1e-13, atol=1e-13)
        assert np.allclose(ragged.xbar.sigma.value, sigma, rtol=1e-12, atol=1e-12)


@QUICK
@given(x=series(), lam=st.sampled_from([0.01, 0.1, 0.3, 1.0]), k=st.sampled_from([0.0, 0.5, 1.25]))
def test_charts_with_memory_equal_the_twin(x: Floats, lam: float, k: float) -> None:
    known = Given(0.5, 2.0)
    smooth = charts.ewma(x, lam, given=known)
    assert np.allclose(smooth.statistics, twins.ewma(x.tolist(), 0.5, lam), rtol=1e-12, atol=1e-12)
    above, below = twins.cusum(x.tolist(), 0.5, 2.0, k)
    sums = charts.cusum(x, k, 4.0, given=known)
    assert np.allclose(sums.upper, above, rtol=1e-12, atol=1e-12)
    assert np.allclose(sums.lower, below, rtol=1e-12, atol=1e-12)
    assert sums.signals_upper.tolist() == np.flatnonzero(sums.upper > 4.0).tolist()
    assert sums.signals_lower.tolist() == np.flatnonzero(sums.lower > 4.0).tolist()
    averages = charts.moving_average(x, 4, given=known)
    assert np.allclose(averages.statistics, twins.moving_average(x.tolist(), 4), rtol=1e-12, atol=1e-12)
    outside = (smooth.statistics > smooth.ucl) | (smooth.statistics < smooth.lcl)
    assert smooth.out_of_control.tolist() == np.flatnonzero(outside).tolist()


@QUICK
@given(x=seeded_normals(), lam=st.sampled_from([0.05, 0.4]))
def test_limits_of_an_ewma_are_the_formula_at_every_point(x: Floats, lam: float) -> None:
    chart = charts.ewma(x, lam, 2.7, given=Given(0.0, 1.5))
    t = np.arange(1, x.size + 1)
    expected = 1.5 * np.sqrt(lam / (2 - lam) * (1 - (1 - lam) ** (2 * t)))
    assert np.allclose(chart.standard_error, expected, rtol=1e-12, atol=0)
    assert np.allclose(chart.ucl, 2.7 * expected, rtol=1e-12, atol=0)


def test_with_subgroups_of_several_sizes_the_variance_is_accumulated() -> None:
    rows = [[1.0, 2.0, 3.0], [2.0, 4.0], [0.0, 1.0, 2.0, 9.0]]
    chart = charts.ewma(rows, 0.3, given=Given(2.0, 1.0))
    v1 = 0.09 / 3
    v2 = 0.09 / 2 + 0.49 * v1
    v3 = 0.09 / 4 + 0.49 * v2
    assert np.allclose(chart.standard_error**2, [v1, v2, v3], rtol=1e-13)
    sums = charts.cusum(rows, 0.0, 9.0, given=Given(2.0, 1.0))
    assert np.allclose(sums.upper, np.cumsum([0.0, np.sqrt(2.0), 2.0]), rtol=1e-12)
    averages = charts.moving_average(rows, 2, given=Given(2.0, 1.0))
    assert np.allclose(averages.standard_error, np.sqrt([1 / 3, (1 / 3 + 1 / 2) / 4, (1 / 2 + 1 / 4) / 4]), rtol=1e-13)


@QUICK
@given(x=series(), shift=st.sampled_from([-64.0, 8.0, 1024.0]))
@pytest.mark.parametrize("method", OVER_TIME)
def test_a_shift_moves_the_lines_and_leaves_sigma(x: Floats, shift: float, method: str) -> None:
    before, after = charts.individuals(x, method=method), charts.individuals(x + shift, method=method)
    assert np.allclose(after.sigma.value, before.sigma.value, rtol=1e-11, atol=1e-11)
    for name in ("center", "lcl", "ucl"):
        assert np.allclose(getattr(after, name), getattr(before, name) + shift, rtol=1e-11, atol=1e-9)


@QUICK
@given(x=series(), power=st.integers(-200, 200))
@pytest.mark.parametrize("method", OVER_TIME)
def test_a_scale_of_two_scales_every_number_exactly(x: Floats, power: int, method: str) -> None:
    assume(np.abs(x).max() == 0 or np.abs(x).max() > 0.1)
    before, after = charts.individuals(x, method=method), charts.individuals(x * 2.0**power, method=method)
    for name in ("center", "lcl", "ucl", "standard_error"):
        assert getattr(after, name) == getattr(before, name) * 2.0**power
    assert after.out_of_control.tolist() == before.out_of_control.tolist()


@QUICK
@given(x=series())
@pytest.mark.parametrize("method", OVER_TIME)
def test_reversal_leaves_centre_and_sigma(x: Floats, method: str) -> None:
    before, after = charts.individuals(x, method=method), charts.individuals(x[::-1], method=method)
    assert np.allclose(
        [float(after.center), after.sigma.value], [float(before.center), before.sigma.value], rtol=1e-12, atol=1e-12
    )


@QUICK
@given(rows=subgroups(), seed=st.integers(0, 2**31))
@pytest.mark.parametrize("method", WITHIN)
def test_the_order_within_a_subgroup_does_not_matter(rows: Floats, seed: int, method: str) -> None:
    mixed = np.random.default_rng(seed).permuted(rows, axis=1)
    before, after = charts.xbar_s(rows, method=method), charts.xbar_s(mixed, method=method)
    assert np.allclose(after.xbar.statistics, before.xbar.statistics, rtol=1e-12, atol=1e-12)
    assert np.allclose(after.spread.statistics, before.spread.statistics, rtol=1e-7, atol=1e-7)
    assert np.allclose(after.xbar.sigma.value, before.xbar.sigma.value, rtol=1e-7, atol=1e-7)


@QUICK
@given(x=series(3), more=st.integers(1, 50))
def test_more_readings_never_change_earlier_statistics(x: Floats, more: int) -> None:
    known, longer = Given(0.25, 1.0), np.concatenate([x, np.full(more, 2.0)])
    n = x.size
    assert np.array_equal(charts.ewma(longer, given=known).statistics[:n], charts.ewma(x, given=known).statistics)
    assert np.array_equal(charts.ewma(longer, given=known).ucl[:n], charts.ewma(x, given=known).ucl)
    assert np.array_equal(charts.cusum(longer, given=known).upper[:n], charts.cusum(x, given=known).upper)
    ranges, earlier = charts.moving_range(longer, given=known), charts.moving_range(x, given=known)
    assert np.array_equal(ranges.statistics[:n], earlier.statistics, equal_nan=True)
    averages, before = charts.moving_average(longer, given=known), charts.moving_average(x, given=known)
    assert np.array_equal(averages.statistics[:n], before.statistics)


@QUICK
@given(x=seeded_normals(400))
def test_mirrored_readings_give_mirrored_signals(x: Floats) -> None:
    assume(x.size > 1)
    up, down = charts.individuals(x, rules="nelson"), charts.individuals(-x, rules="nelson")
    assert np.allclose([float(up.lcl), float(up.ucl)], [-float(down.ucl), -float(down.lcl)], rtol=1e-12, atol=1e-12)
    known = Given(0.0, 1.0)
    one, other = charts.cusum(x, given=known), charts.cusum(-x, given=known)
    assert np.array_equal(one.upper, other.lower)
    assert np.array_equal(one.beyond_upper, other.beyond_lower)
    assert np.array_equal(charts.ewma(x, given=known).beyond, charts.ewma(-x, given=known).beyond)


@QUICK
@given(value=st.floats(-1e90, 1e90).filter(lambda v: v == 0 or abs(v) > 1e-90), n=st.integers(2, 150))
def test_constant_readings_have_limits_on_the_centre_and_no_signal(value: float, n: int) -> None:
    x = np.full(n, value)
    chart = charts.individuals(x, rules="nelson")
    assert (chart.center, chart.lcl, chart.ucl, chart.sigma.value) == (value, value, value, 0.0)
    assert chart.signals is not None
    assert (chart.signals.count(), chart.out_of_control.size) == (0, 0)
    for method in OVER_TIME:
        assert charts.sigma_over_time(x, method).value == 0.0
    assert charts.ewma(x).out_of_control.size == 0
    assert charts.cusum(x).out_of_control.size == 0
    assert charts.moving_average(x).out_of_control.size == 0
    assert charts.moving_range(x).out_of_control.size == 0
    for draw in (charts.xbar_r, charts.xbar_s):
        both = draw(np.full((n, 3), value), rules="nelson")
        assert both.xbar.center == value
        assert (both.xbar.out_of_control.size, both.spread.out_of_control.size) == (0, 0)


@QUICK
@given(counts=st.lists(st.integers(0, 40), min_size=2, max_size=60))
def test_counts_that_never_vary_or_never_occur_give_no_signal(counts: list[int]) -> None:
    n = [40] * len(counts)
    for chart in (charts.p([0] * len(counts), n), charts.p(n, n), charts.c([0] * len(counts))):
        assert chart.out_of_control.size == 0
    assert np.allclose(charts.np(counts, n).statistics, np.multiply(charts.p(counts, n).statistics, 40))
    mirrored = charts.p([40 - k for k in counts], n)
    assert charts.p(counts, n).out_of_control.tolist() == mirrored.out_of_control.tolist()
    assert charts.laney_p([7] * len(counts), n).out_of_control.size == 0


@QUICK
@given(seed=st.integers(0, 2**31), p=st.integers(1, 5))
def test_t_squared_does_not_depend_on_units_and_equals_the_inverse(seed: int, p: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(p + 20, p)) @ (np.eye(p) + 0.5 * random.normal(size=(p, p))) + 100.0
    assume(np.linalg.cond(np.cov(x, rowvar=False).reshape(p, p)) < 1e6)
    chart = charts.hotelling_t2(x)
    d = x - x.mean(axis=0)
    expected = np.einsum("ij,jk,ik->i", d, np.linalg.inv(np.cov(x, rowvar=False).reshape(p, p)), d)
    assert np.allclose(chart.statistics, expected, rtol=1e-7)
    assert np.allclose(charts.hotelling_t2(x * 1e-6 + 3.0).statistics, expected, rtol=1e-5)
