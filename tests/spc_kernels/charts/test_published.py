"""Figures printed in books and handbooks, recomputed: they cover every chart where the verification data are not."""

import math

import numpy as np
import pytest

from spc_kernels import charts
from spc_kernels.charts import Given, Multinormal

# NIST/SEMATECH e-Handbook 6.3.2.2
NIST_INDIVIDUALS = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# NIST/SEMATECH e-Handbook 6.3.2.4
NIST_EWMA = [
    52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
    49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
]  # fmt: skip
# D. C. Montgomery, Introduction to Statistical Quality Control, table 9.1
MONTGOMERY_9_1 = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34,
    9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84,
    10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
]  # fmt: skip
# NIST/SEMATECH e-Handbook 6.3.3.1: defects on 25 wafers
NIST_WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
# D. C. Montgomery, table 7.1: nonconforming cans in samples of 50
CANS = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
]  # fmt: skip
# D. C. Montgomery, section 7.3: dyed cloth, nonconformities and inspection units
CLOTH = ([14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [10.0, 8.0, 13.0, 10.0, 9.5, 10.0, 12.0, 10.5, 12.0, 12.5])


def test_individuals_of_the_handbook() -> None:
    """NIST 6.3.2.2 prints centre 50.81, MR-bar 1.8778 and limits 55.8041 and 45.8159 (with 1.128 for d2)."""
    chart = charts.individuals(NIST_INDIVIDUALS)
    assert round(float(chart.center), 2) == 50.81
    assert math.isclose(chart.sigma.value * 2 / math.sqrt(math.pi), 1.8778, abs_tol=5e-5)
    assert math.isclose(float(chart.ucl), 55.8041, abs_tol=2e-3)
    assert math.isclose(float(chart.lcl), 45.8159, abs_tol=2e-3)
    assert chart.out_of_control.tolist() == []
    ranges = charts.moving_range(NIST_INDIVIDUALS)
    assert math.isclose(float(ranges.center), 1.8778, abs_tol=5e-5)
    assert math.isclose(float(ranges.ucl), 3.267 * 1.8778, abs_tol=2e-3)
    assert ranges.lcl == 0.0


def test_ewma_of_the_handbook() -> None:
    """NIST 6.3.2.4: lambda 0.3, target 50, s 2.0539; limits 52.5884 and 47.4115."""
    chart = charts.ewma(NIST_EWMA, 0.3, given=Given(50.0, 2.0539), steady_limits=True)
    printed = [50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
               50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99]  # fmt: skip
    assert np.round(chart.statistics, 2).tolist() == printed
    assert (round(float(chart.ucl[0]), 4), math.floor(chart.lcl[0] * 1e4) / 1e4) == (52.5884, 47.4115)


def test_cusum_of_the_textbook() -> None:
    """Montgomery table 9.2: the upper sum of period 29 is 5.28 and the first above 5."""
    chart = charts.cusum(MONTGOMERY_9_1, 0.5, 5.0, given=Given(10.0, 1.0))
    assert round(float(chart.upper[28]), 2) == 5.28
    assert chart.signals_upper.tolist() == [28, 29]
    assert chart.signals_lower.tolist() == []
    assert chart.out_of_control.tolist() == [28, 29]
    fast = charts.cusum(MONTGOMERY_9_1, 0.5, 5.0, given=Given(10.0, 1.0), head_start=2.5)
    assert round(float(fast.upper[0]), 2) == 1.45


def test_ewma_of_the_textbook() -> None:
    """Montgomery section 9.2: lambda 0.1, L 2.7; first value 9.945, limits 10.27 and 9.73, signals at 29 and 30."""
    chart = charts.ewma(MONTGOMERY_9_1, 0.1, 2.7, given=Given(10.0, 1.0))
    assert np.allclose(chart.statistics[:2], [9.945, 9.7495], rtol=0, atol=1e-12)
    assert np.allclose([chart.ucl[0], chart.lcl[0]], [10.27, 9.73], rtol=0, atol=1e-12)
    assert chart.out_of_control.tolist() == [28, 29]


def test_moving_average_of_the_textbook() -> None:
    """Montgomery section 9.3: span 5, limits 13 and 7 at first, 11.34 and 8.66 from the fifth point on."""
    chart = charts.moving_average(MONTGOMERY_9_1, 5, given=Given(10.0, 1.0))
    assert np.round(chart.statistics[:5], 3).tolist() == [9.45, 8.72, 8.91, 9.598, 10.11]
    assert (float(np.asarray(chart.ucl)[0]), float(np.asarray(chart.lcl)[0])) == (13.0, 7.0)
    assert round(float(np.asarray(chart.ucl)[4]), 2) == 11.34


def test_c_chart_of_the_handbook() -> None:
    """NIST 6.3.3.1: centre 16, limits 28 and 4; wafer 24 is out, wafer 3 lies on the limit and is not."""
    chart = charts.c(NIST_WAFERS)
    assert (chart.center, chart.ucl, chart.lcl) == (16.0, 28.0, 4.0)
    assert chart.out_of_control.tolist() == [23]


def test_p_chart_of_the_textbook() -> None:
    """Montgomery example 7.1: p-bar 0.2313, limits 0.4102 and 0.0524; samples 15 and 23 out; revised 0.2150, 0.3893."""
    chart = charts.p(CANS, 50)
    assert (round(float(chart.center), 4), round(float(chart.ucl), 4), round(float(chart.lcl), 4)) == (
        0.2313,
        0.4102,
        0.0524,
    )
    assert chart.out_of_control.tolist() == [14, 22]
    revised = charts.p(CANS, 50, exclude=[14, 22])
    assert (round(float(revised.center), 4), round(float(revised.ucl), 4), round(float(revised.lcl), 4)) == (
        0.215,
        0.3893,
        0.0407,
    )
    numbers = charts.np(CANS, 50)
    assert np.allclose(
        [float(numbers.center), float(numbers.ucl)], [50 * float(chart.center), 50 * float(chart.ucl)], rtol=1e-12
    )


def test_u_chart_of_the_textbook() -> None:
    """Montgomery example 7.5: u-bar 1.42; roll 1 (10 units) limits 2.55 and 0.29, roll 2 (8 units) 2.69 and 0.16."""
    chart = charts.u(*CLOTH)
    assert round(float(chart.center), 2) == 1.42
    assert np.round(np.asarray(chart.ucl)[:2], 2).tolist() == [2.56, 2.69]
    assert np.round(np.asarray(chart.lcl)[:2], 2).tolist() == [0.29, 0.16]


def test_g_chart_of_counts_from_nought_and_from_one() -> None:
    """Benneyan 2001: mean m, limits m -+ 3 sqrt(m (m + 1)), and sqrt(m (m - 1)) when counts start at one."""
    x = [3, 0, 5, 2, 10]
    chart = charts.g(x)
    assert (chart.center, chart.lcl) == (4.0, 0.0)
    assert math.isclose(float(chart.ucl), 4.0 + 3.0 * math.sqrt(20.0))
    shifted = charts.g([value + 1 for value in x], counts_from=1)
    assert math.isclose(float(shifted.ucl), 5.0 + 3.0 * math.sqrt(20.0))
    assert shifted.lcl == 1.0


def test_t_chart_transforms_there_and_back() -> None:
    days = [286.0, 948.0, 536.0, 124.0, 816.0, 729.0, 4.0, 143.0, 431.0, 8.0, 2837.0, 596.0, 81.0, 227.0, 603.0]
    chart = charts.t(days)
    inner = charts.individuals([d ** (1 / 3.6) for d in days])
    assert math.isclose(float(chart.center), float(inner.center) ** 3.6, rel_tol=1e-14)
    assert math.isclose(float(chart.ucl), float(inner.ucl) ** 3.6, rel_tol=1e-14)
    assert chart.lcl == max(float(inner.lcl), 0.0) ** 3.6
    assert chart.statistics.tolist() == days


def test_laney_charts_widen_by_the_moving_range_of_z() -> None:
    x, n = [20, 45, 31, 60, 18], [100, 210, 150, 300, 90]
    plain, wide = charts.p(x, n), charts.laney_p(x, n)
    z = (plain.statistics - plain.center) / plain.standard_error
    sigma_z = float(np.abs(np.diff(z)).mean()) * math.sqrt(math.pi) / 2
    assert math.isclose(wide.sigma.value, sigma_z, rel_tol=1e-12)
    assert wide.sigma.method == "MR of z"
    assert np.allclose(np.asarray(wide.ucl) - wide.center, (np.asarray(plain.ucl) - plain.center) * sigma_z, rtol=1e-12)
    rates = charts.laney_u(x, n)
    assert np.allclose(
        rates.standard_error, np.sqrt(rates.center / np.asarray(n, dtype=float)) * rates.sigma.value, rtol=1e-12
    )


def test_mewma_of_lowry_and_others() -> None:
    """Lowry et al. 1992, table 1: lambda 0.1, correlation 0.5; limit 8.66 for an in-control run length of 200."""
    x = [[-1.19, 0.59], [0.12, 0.90], [-1.69, 0.40], [0.30, 0.46], [0.89, -0.75],
         [0.82, 0.98], [-0.30, 2.28], [0.63, 1.75], [1.56, 1.58], [1.46, 3.05]]  # fmt: skip
    known = Multinormal(np.zeros(2), np.array([[1.0, 0.5], [0.5, 1.0]]))
    chart = charts.mewma(x, 0.1, fitted=known)
    assert math.isclose(float(chart.statistics[0]), 3.2884, abs_tol=5e-5)
    assert math.isclose(float(chart.ucl), 8.6336, abs_tol=5e-5)
    assert chart.phase == 2


def test_multivariate_cusums_of_one_characteristic_are_lengths_of_sums() -> None:
    """With one characteristic and no reference value both forms are the length of the sum of deviations."""
    x = np.array([[1.0], [-0.5], [2.0], [0.25]])
    known = Multinormal(np.zeros(1), np.array([[4.0]]))
    for form in ("crosier", "pignatiello_runger"):
        chart = charts.mcusum(x, 0.0, 1.0, fitted=known, form=form)
        assert np.allclose(chart.statistics, np.abs(np.cumsum(x)) / 2.0, rtol=1e-14)
        assert chart.out_of_control.tolist() == [2, 3]
    short = charts.mcusum(x, 0.5, 1.0, fitted=known)
    assert np.allclose(short.statistics, [0.0, 0.0, 0.5, 0.125], rtol=1e-14)
    counted = charts.mcusum(x, 0.25, 1.0, fitted=known, form="pignatiello_runger")
    assert np.allclose(counted.statistics, [0.25, 0.0, 0.75, 0.625], rtol=1e-14)


def test_t_squared_of_one_characteristic_is_the_square_of_z() -> None:
    x = np.array([[49.6], [47.6], [49.9], [51.3], [47.8], [51.2]])
    chart = charts.hotelling_t2(x)
    z = (x[:, 0] - x.mean()) / x.std(ddof=1)
    assert np.allclose(chart.statistics, z * z, rtol=1e-12)
    known = charts.hotelling_t2(
        x, fitted=Multinormal(np.array([50.0]), np.array([[4.0]])), confidence=0.9973002039367398
    )
    assert np.allclose(known.statistics, ((x[:, 0] - 50.0) / 2.0) ** 2, rtol=1e-12)
    assert math.isclose(float(known.ucl), 9.0, rel_tol=1e-9)


@pytest.mark.parametrize(("pooling", "sigmas"), [
    ("by_runs", [1.0, 4.0, 2.0]), ("by_parts", [1.5, 4.0, 1.5]), ("constant", [14 / 6, 14 / 6, 14 / 6]),
])  # fmt: skip
def test_short_runs_pool_the_moving_ranges_that_they_say(pooling: str, sigmas: list[float]) -> None:
    """Ranges within runs: part a 1, 1; part b 4, 4; part a again 2, 2. No range spans two runs."""
    x = [10.0, 11.0, 10.0, 50.0, 54.0, 50.0, 10.0, 12.0, 10.0]
    both = charts.z_mr(x, list("aaabbbaaa"), pooling=pooling)
    scale = math.sqrt(math.pi) / 2
    assert np.allclose([sigma.value / scale for sigma in both.sigmas], sigmas, rtol=1e-12)
    means = {"a": 63.0 / 6, "b": 154.0 / 3}
    expected = [
        (value - means[p]) / (sigmas[i // 3] * scale) for i, (p, value) in enumerate(zip("aaabbbaaa", x, strict=True))
    ]
    assert np.allclose(both.z.statistics, expected, rtol=1e-12)
    assert np.allclose(both.mr.statistics[1:], np.abs(np.diff(expected)), rtol=1e-12)
    assert (both.z.ucl, both.z.lcl) == (3.0, -3.0)
    assert math.isclose(float(both.mr.ucl), 3.6859, abs_tol=5e-5)


def test_short_runs_relative_to_size_do_not_depend_on_the_unit_of_a_part() -> None:
    x = np.array([10.0, 11.0, 10.5, 50.0, 54.0, 50.0, 10.0, 12.0, 10.0])
    both = charts.z_mr(x, list("aaabbbaaa"), pooling="relative")
    scaled = charts.z_mr(np.where(x > 40, x * 100, x), list("aaabbbaaa"), pooling="relative")
    assert np.allclose(both.z.statistics, scaled.z.statistics, rtol=1e-9, atol=1e-9)
