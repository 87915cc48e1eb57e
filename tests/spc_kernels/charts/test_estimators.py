"""Estimators of sigma: against 50-digit arithmetic on hard cases, against each other, and by what they mean."""

import itertools
import math
import statistics

import numpy as np
import pytest
from mpmath import mpf, sqrt, workdps

from spc_kernels import charts, constants
from spc_kernels.charts.estimators import OVER_TIME, WITHIN
from spc_kernels.errors import SubgroupSizeError, TooFewReadingsError, UnknownNameError

# NIST StRD univariate, rules of NumAcc1 to NumAcc4
HARD = {
    "NumAcc1": [10000001.0, 10000003.0, 10000002.0],
    "NumAcc2": [1.2, *([1.1, 1.3] * 500)],
    "NumAcc3": [1000000.2, *([1000000.1, 1000000.3] * 500)],
    "NumAcc4": [10000000.2, *([10000000.1, 10000000.3] * 500)],
    "an outlier first": [1e12, *([0.1, 0.3] * 500)],
    "far apart": [1e-80, 2e90, -3e90, 5.0],
    "tiny": [1e-90, 2e-90, 4e-90],
}


@pytest.mark.parametrize("name", HARD)
def test_hard_cases_agree_with_50_digits_of_the_same_values(name: str) -> None:
    x = HARD[name]
    with workdps(50):
        exact = [mpf(value) for value in x]
        n = len(x)
        center = sum(exact) / n
        deviation = sqrt(sum((value - center) ** 2 for value in exact) / (n - 1))
        moving = sum(abs(b - a) for a, b in itertools.pairwise(exact)) / (n - 1) / mpf(constants.d2(2))
        successive = sqrt(sum((b - a) ** 2 for a, b in itertools.pairwise(exact)) / (n - 1) / 2)
        assert math.isclose(charts.individuals(x).center, float(center), rel_tol=1e-12)
        assert math.isclose(charts.sigma_over_time(x, "STDEV").value, float(deviation), rel_tol=1e-12)
        assert math.isclose(charts.sigma_over_time(x, "MR").value, float(moving), rel_tol=1e-12)
        unbiased = charts.sigma_over_time(x, "SSD").value * constants.mssd_c4(n)
        assert math.isclose(unbiased, float(successive), rel_tol=1e-12)
        together = charts.sigma_within([x], "RMSDF").value * constants.c4(n)
        assert math.isclose(together, float(deviation), rel_tol=1e-12)


def test_the_estimators_are_what_their_names_say() -> None:
    x = [3.0, 5.0, 4.0, 9.0, 8.0, 30.0, 7.0]
    ranges = [2.0, 1.0, 5.0, 1.0, 22.0, 23.0]
    d2 = 2.0 / math.sqrt(math.pi)
    found = {method: charts.sigma_over_time(x, method) for method in OVER_TIME}
    assert all(estimate.method == method for method, estimate in found.items())
    assert math.isclose(found["MR"].value, 9.0 / d2)
    assert math.isclose(found["MMR"].value, 3.5 / 0.9538725524089398)
    assert math.isclose(found["NMR"].value, 9.0 / d2)  # 3.27 times the mean is 29: no range is screened
    assert math.isclose(found["STDEV"].value, statistics.stdev(x))
    assert math.isclose(found["SD"].value, statistics.stdev(x) / constants.c4(7))
    assert math.isclose(found["SSD"].value * constants.mssd_c4(7), math.sqrt(sum(r * r for r in ranges) / 6 / 2))


def test_nelson_screens_ranges_above_d4_once() -> None:
    x = [0.0, 1.0] * 10 + [100.0]
    mean = (19 * 1.0 + 99.0) / 20
    assert 3.2665 * mean < 99.0
    found = charts.sigma_over_time(x, "NMR")
    assert math.isclose(found.value, math.sqrt(math.pi) / 2)
    assert found.count == 19


def test_a_wider_moving_range_divides_by_the_number_of_windows() -> None:
    x = [3.0, 5.0, 4.0, 9.0, 8.0]
    found = charts.sigma_over_time(x, "MR", width=3)
    assert math.isclose(found.value, (2.0 + 5.0 + 5.0) / 3 / constants.d2(3))
    assert (found.method, found.count) == ("MR of 3", 3)


def test_a_range_needs_neighbours_that_are_both_kept() -> None:
    x = [3.0, 5.0, 99.0, 9.0, 8.0]
    assert math.isclose(charts.sigma_over_time(x, "MR", exclude=[2]).value, (2.0 + 1.0) / 2 / constants.d2(2))
    assert charts.sigma_over_time(x, "MR", exclude=slice(2, 3)) == charts.sigma_over_time(x, "MR", exclude=[-3])


@pytest.mark.parametrize("method", WITHIN)
def test_subgroups_of_one_size_and_of_several_agree_where_they_meet(method: str) -> None:
    rows = np.random.default_rng(2).normal(10.0, 2.0, (30, 5))
    same = charts.sigma_within(rows, method).value
    nearly = charts.sigma_within([*rows.tolist(), rows[0, :4].tolist()], method).value
    assert abs(same / nearly - 1.0) < 0.1
    assert math.isclose(charts.sigma_within(rows.tolist(), method).value, same, rel_tol=1e-14)
    assert charts.sigma_within(np.full((4, 3), 0.1), method).value == 0.0


def test_estimators_within_unequal_subgroups_are_what_their_names_say() -> None:
    rows = [[1.0, 4.0], [2.0, 3.0, 7.0], [5.0, 5.5, 6.0, 9.0]]
    spans = np.array([3.0, 5.0, 4.0]) / [constants.d2(n) for n in (2, 3, 4)]
    weights = np.array([(constants.d2(n) / constants.d3(n)) ** 2 for n in (2, 3, 4)])
    c4 = np.array([constants.c4(n) for n in (2, 3, 4)])
    deviations = np.array([statistics.stdev(row) for row in rows]) / c4
    squares = sum(statistics.variance(row) * (len(row) - 1) for row in rows)
    expected = {
        "UWAVE-R": spans.mean(),
        "MVLUE-R": (weights * spans).sum() / weights.sum(),
        "UWAVE-SD": deviations.mean(),
        "MVLUE-SD": (c4**2 / (1 - c4**2) * deviations).sum() / (c4**2 / (1 - c4**2)).sum(),
        "RMSDF": math.sqrt(squares / 6) / constants.c4(7),
    }
    for method in WITHIN:
        assert math.isclose(charts.sigma_within(rows, method).value, expected[method], rel_tol=1e-12)
        single = charts.sigma_within([*rows, [100.0]], method)
        assert math.isclose(single.value, expected[method], rel_tol=1e-12)
        assert single.count == 3


@pytest.mark.parametrize("method", OVER_TIME)
def test_estimators_over_time_are_unbiased_for_normal_readings(method: str) -> None:
    """The mean over 4,000 samples of ten lies within four standard errors of sigma (STDEV: of c4 sigma)."""
    found = [charts.sigma_over_time(x, method).value for x in np.random.default_rng(11).normal(5.0, 3.0, (4000, 10))]
    expected = 3.0 * (constants.c4(10) if method == "STDEV" else 1.0)
    if method == "NMR":
        expected *= 0.995  # screening drops large ranges of samples in control, too
    error = statistics.stdev(found) / math.sqrt(4000)
    # MMR: the median of ten overlapping ranges is not quite the median of a range
    slack = {"MMR": 0.03, "NMR": 0.02}.get(method, 0.0) * 3.0
    assert abs(statistics.fmean(found) - expected) < 4.0 * error + slack


def test_what_leaves_nothing_to_estimate_from_is_refused() -> None:
    with pytest.raises(TooFewReadingsError):
        charts.sigma_over_time([1.0, 2.0, 3.0], "MR", exclude=[1])
    with pytest.raises(SubgroupSizeError):
        charts.sigma_within([[1.0], [2.0]])
    with pytest.raises(UnknownNameError) as caught:
        charts.sigma_over_time([1.0, 2.0], "MMM")
    assert "`MMR`" in str(caught.value.hint)
