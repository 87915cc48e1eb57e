"""Trends against slow twins, published figures, SciPy, simulation and their own symmetries."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import trends
from spc_kernels.trends.kernels import concordance, largest_mean_shift, largest_rank_shift, pair_slopes

SERIES = st.lists(st.integers(-6, 6).map(float), min_size=5, max_size=40)
UNTIED = st.lists(st.integers(-1000, 1000), min_size=5, max_size=30, unique=True).map(lambda xs: [x / 4 for x in xs])
# Seven points at unequal times, as in the example of Sen (1968), JASA 63.
SEN_TIMES = [1.0, 2.0, 3.0, 4.0, 10.0, 12.0, 18.0]
SEN_X = [9.0, 15.0, 19.0, 20.0, 45.0, 55.0, 78.0]


def naive_s(x: list[float]) -> int:
    return sum((b > a) - (b < a) for a, b in itertools.combinations(x, 2))


def naive_slopes(x: list[float], times: list[float]) -> list[float]:
    pairs = itertools.combinations(zip(times, x, strict=True), 2)
    return sorted((later[1] - sooner[1]) / (later[0] - sooner[0]) for sooner, later in pairs if later[0] > sooner[0])


def naive_u(x: list[float], t: int) -> int:
    return sum((b > a) - (b < a) for a in x[:t] for b in x[t:])


def naive_mean_shift(x: list[float], k: int) -> float:
    n = len(x)
    difference = math.fsum(x[:k]) / k - math.fsum(x[k:]) / (n - k)
    return difference * math.sqrt(k * (n - k) / n)


@given(x=SERIES)
@settings(deadline=None, max_examples=100)
def test_the_score_is_the_one_counted_pair_by_pair(x: list[float]) -> None:
    found = trends.mann_kendall(x)
    assert found.s == naive_s(x)
    assert trends.mann_kendall([-value for value in x]).s == -found.s
    assert trends.mann_kendall(x[::-1]).s == -found.s
    wanted = scipy.stats.kendalltau(range(len(x)), x).statistic
    assert found.tau is None if math.isnan(wanted) else found.tau == pytest.approx(wanted, abs=1e-12)


@given(x=UNTIED)
@settings(deadline=None, max_examples=60)
def test_an_exact_p_value_is_scipys(x: list[float]) -> None:
    found = trends.mann_kendall(x)
    assert found.method == "exact"
    assert found.p_value == pytest.approx(scipy.stats.kendalltau(range(len(x)), x, method="exact").pvalue, rel=1e-9)
    rising, falling = (trends.mann_kendall(x, direction=side).p_value for side in ("rising", "falling"))
    assert found.p_value == pytest.approx(min(2.0 * min(rising, falling), 1.0), rel=1e-9)


def test_scores_and_variances_are_the_printed_ones() -> None:
    """Kendall, Rank Correlation Methods: 10 points without ties have variance 125; all rising, s is 45."""
    found = trends.mann_kendall(range(10))
    assert (found.s, found.variance, found.tau) == (45, 125.0, 1.0)
    assert found.z == pytest.approx(44.0 / math.sqrt(125.0), rel=1e-15)
    assert found.p_value == pytest.approx(2.0 / math.factorial(10), rel=1e-12)
    assert trends.mann_kendall(range(4)).p_value == pytest.approx(2.0 / 24.0, rel=1e-12)
    tied = trends.mann_kendall([1.0, 1.0, 2.0, 2.0, 2.0, 3.0])
    assert tied.variance == pytest.approx((6 * 5 * 17 - 2 * 1 * 9 - 3 * 2 * 11) / 18.0, rel=1e-15)
    assert tied.method == "normal"


def test_sens_slope_and_interval_are_ranks_of_the_pair_slopes() -> None:
    """The median of the 21 slopes is 4; at 93 % the 4th and the 18th of them are the limits, 26/7 and 35/8."""
    found = trends.sen_slope(SEN_X, times=SEN_TIMES, level=0.07)
    assert found.slope == pytest.approx(4.0, abs=1e-12)
    assert (found.lower, found.upper) == pytest.approx((26 / 7, 35 / 8), rel=1e-15)
    assert found.signal


@given(x=SERIES, gaps=st.lists(st.integers(0, 3), min_size=40, max_size=40))
@settings(deadline=None, max_examples=60)
def test_a_slope_is_the_median_of_all_pairs(x: list[float], gaps: list[int]) -> None:
    times = [float(time) for time in itertools.accumulate(gaps[: len(x)])]
    if times[0] == times[-1]:
        return
    wanted = naive_slopes(x, times)
    found = trends.sen_slope(x, times=times)
    assert found.slope == pytest.approx(float(np.median(wanted)), abs=1e-12)
    slopes = np.empty(len(x) * (len(x) - 1) // 2)
    count = pair_slopes(np.array(x), np.array(times), slopes)
    np.testing.assert_allclose(np.sort(slopes[:count]), wanted, atol=1e-12)
    assert found.lower <= found.slope <= found.upper


@given(x=UNTIED)
@settings(deadline=None, max_examples=40)
def test_a_slopes_interval_is_scipys_with_ranks_rounded_outwards(x: list[float]) -> None:
    found = trends.sen_slope(x)
    wanted = scipy.stats.theilslopes(x, alpha=0.95)
    assert found.slope == pytest.approx(wanted.slope, rel=1e-12)
    slopes, n = naive_slopes(x, [float(i) for i in range(len(x))]), len(x)
    reach = 1.959963984540054 * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
    low, high = math.floor((len(slopes) - reach) / 2), math.ceil((len(slopes) + reach) / 2)
    assert found.lower == (pytest.approx(slopes[low - 1]) if low >= 1 else -math.inf)
    assert found.upper == (pytest.approx(slopes[high]) if high < len(slopes) else math.inf)
    assert found.lower <= wanted.low_slope + 1e-9
    assert found.upper >= wanted.high_slope - 1e-9


@given(x=SERIES, shift=st.integers(-100, 100), scale=st.sampled_from([0.5, 2.0, 1000.0]))
@settings(deadline=None, max_examples=40)
def test_trends_do_not_depend_on_the_unit(x: list[float], shift: int, scale: float) -> None:
    moved = [scale * value + shift for value in x]
    assert trends.mann_kendall(moved).p_value == trends.mann_kendall(x).p_value
    assert trends.pettitt(moved).p_value == trends.pettitt(x).p_value
    assert trends.sen_slope(moved).slope == pytest.approx(scale * trends.sen_slope(x).slope, rel=1e-9, abs=1e-9)
    there, other = trends.change_point(x), trends.change_point(moved)
    assert other.p_value == pytest.approx(there.p_value, rel=1e-6, abs=1e-12)


@given(x=SERIES)
@settings(deadline=None, max_examples=60)
def test_pettitts_statistic_is_the_one_counted_pair_by_pair(x: list[float]) -> None:
    found = trends.pettitt(x)
    scores = [naive_u(x, t) for t in range(1, len(x))]
    assert found.k == max(abs(score) for score in scores)
    assert abs(scores[found.before - 1]) == found.k
    assert trends.pettitt([-value for value in x]).rising in ({None} if found.rising is None else {not found.rising})
    ranks = scipy.stats.rankdata(x)
    at, signed = largest_rank_shift(ranks)
    assert (at + 1, -signed) == (found.before, scores[at])


@given(x=SERIES)
@settings(deadline=None, max_examples=60)
def test_a_scans_statistic_is_the_largest_two_sample_t(x: list[float]) -> None:
    found = trends.change_point(x)
    if found.statistic is None or math.isinf(found.statistic):
        return
    shifts = [abs(naive_mean_shift(x, k)) for k in range(1, len(x))]
    assert shifts[found.before - 1] == pytest.approx(max(shifts), rel=1e-9)
    before, after = np.array(x[: found.before]), np.array(x[found.before :])
    inner = float(((before - before.mean()) ** 2).sum() + ((after - after.mean()) ** 2).sum())
    assert found.statistic == pytest.approx(max(shifts) / math.sqrt(inner / (len(x) - 2)), rel=1e-6)
    away = np.array(x) - np.mean(x)
    statistics = np.empty(len(x) - 1)
    assert largest_mean_shift(away, statistics) + 1 == found.before
    np.testing.assert_allclose(np.abs(statistics), shifts, atol=1e-9)


def test_the_scans_bound_is_the_integral_of_two_correlated_normals() -> None:
    """Five points, sigma known: SciPy's bivariate normal gives the chance that neighbours exceed together."""
    x = [0.0, 0.0, 2.0, 2.0, 2.0]
    found = trends.change_point(x, sigma=1.0)
    assert found.statistic is not None
    t, n = found.statistic, 5
    total = (n - 1) * 2.0 * scipy.stats.norm.sf(t)
    for k in range(1, n - 1):
        rho = math.sqrt(k * (n - k - 1) / ((k + 1) * (n - k)))
        joint = scipy.stats.multivariate_normal([0.0, 0.0], [[1.0, rho], [rho, 1.0]])
        total -= 2.0 * joint.cdf([-t, -t]) + 2.0 * (scipy.stats.norm.cdf(-t) - joint.cdf([-t, t]))
    assert found.p_value == pytest.approx(float(total), rel=1e-4)


@pytest.mark.parametrize("n", [6, 20, 50])
def test_no_change_signals_no_more_often_than_the_level_says(n: int) -> None:
    """2,000 normal series at 0.05: four standard errors are 0.02; the scan is a bound, and a close one."""
    rng = np.random.default_rng(13)
    tests: list[Callable[[npt.NDArray[np.float64]], bool]] = [
        lambda x: trends.change_point(x).signal,
        lambda x: trends.change_point(x, sigma=1.0).signal,
        lambda x: trends.mann_kendall(x).signal,
        lambda x: trends.pettitt(x).signal,
    ]
    alarms = np.zeros(4)
    for _ in range(2000):
        x = rng.normal(size=n)
        alarms += [test(x) for test in tests]
    assert (alarms / 2000 < 0.07).all()
    assert (alarms[:2] / 2000 > 0.03).all()


def test_a_change_is_found_where_it_is() -> None:
    rng = np.random.default_rng(3)
    x = np.concatenate((rng.normal(10.0, 1.0, 30), rng.normal(13.0, 1.0, 20)))
    scan, ranks = trends.change_point(x, level=0.01), trends.pettitt(x, level=0.01)
    assert scan.signal
    assert ranks.signal
    assert ranks.rising
    assert abs(scan.before - 30) <= 1
    assert abs(ranks.before - 30) <= 1
    assert (scan.mean_before, scan.mean_after) == pytest.approx((10.0, 13.0), abs=0.7)


def test_constant_readings_have_no_trend_with_the_reason() -> None:
    x = [0.1] * 9
    kendall, sen, ranks, scan = trends.mann_kendall(x), trends.sen_slope(x), trends.pettitt(x), trends.change_point(x)
    assert (kendall.s, kendall.tau, kendall.p_value, kendall.signal) == (0, None, 1.0, False)
    assert (sen.slope, sen.lower, sen.upper, sen.signal) == (0.0, 0.0, 0.0, False)
    assert (ranks.k, ranks.rising, ranks.p_value) == (0.0, None, 1.0)
    assert (scan.statistic, scan.p_value, scan.signal) == (None, 1.0, False)
    assert scan.reason == "all readings are equal"


def test_a_change_without_any_other_variation_is_certain() -> None:
    scan = trends.change_point([1.0, 1.0, 1.0, 2.0, 2.0])
    assert (scan.before, scan.statistic, scan.p_value) == (3, math.inf, 0.0)


@pytest.mark.parametrize("kind", ["float32", "view", "object", "list", "readonly"])
def test_readings_of_any_kind_give_the_same_trend(kind: str) -> None:
    plain = np.array([1.5, 2.25, 0.5, 4.0, 3.5, 7.0])
    plain.flags.writeable = False
    x: dict[str, npt.ArrayLike] = {
        "float32": plain.astype(np.float32),
        "view": np.repeat(plain, 2)[::2],
        "object": plain.astype(object),
        "list": plain.tolist(),
        "readonly": plain,
    }
    for test in (trends.mann_kendall, trends.sen_slope, trends.pettitt, trends.change_point):
        assert test(x[kind]) == test(plain)


@pytest.mark.parametrize("scale", [1e-95, 1e95])
def test_huge_and_tiny_readings_have_the_same_trend(scale: float) -> None:
    x = np.array([1.5, 2.25, 0.5, 4.0, 3.5, 7.0])
    assert trends.change_point(scale * x).p_value == pytest.approx(trends.change_point(x).p_value, rel=1e-9)
    assert trends.sen_slope(scale * x).slope == pytest.approx(scale * trends.sen_slope(x).slope, rel=1e-9)


def test_a_score_in_logarithmic_time_is_that_of_all_pairs_for_many_points() -> None:
    ranks = np.random.default_rng(2).integers(1, 50, 2000)
    wanted = int(sum(np.sign(ranks[i + 1 :] - ranks[i]).sum() for i in range(ranks.size)))
    assert concordance(ranks.astype(np.int64), np.zeros(51, dtype=np.int64)) == wanted


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: trends.mann_kendall([]), "spc.sample.too-few", "$.x"),
        (lambda: trends.mann_kendall([1.0]), "spc.sample.too-few", "$.x"),
        (lambda: trends.mann_kendall([1.0, math.nan, 2.0]), "spc.sample.non-finite", "$.x[1]"),
        (lambda: trends.mann_kendall([1.0, 2.0, 3.0], level=0.0), "spc.parameter.out-of-range", "$.level"),
        (lambda: trends.mann_kendall([1.0, 2.0, 3.0], direction="up"), "spc.parameter.unknown-name", "$.direction"),
        (lambda: trends.sen_slope([1.0, 2.0, 3.0], times=[1.0, 2.0]), "spc.sample.wrong-shape", "$.times"),
        (lambda: trends.sen_slope([1.0, 2.0, 3.0], times=[1.0, 3.0, 2.0]), "spc.parameter.out-of-range", "$.times[2]"),
        (lambda: trends.sen_slope([1.0, 2.0, 3.0], times=[1.0] * 3), "spc.parameter.out-of-range", "$.times"),
        (lambda: trends.sen_slope(np.zeros(20_001)), "spc.trend.too-many", "$.x"),
        (lambda: trends.pettitt([1.0, 2.0, 3.0]), "spc.sample.too-few", "$.x"),
        (lambda: trends.pettitt([1.0, 2.0, math.inf, 1.0]), "spc.sample.non-finite", "$.x[2]"),
        (lambda: trends.change_point([1.0, 2.0, 3.0, 4.0]), "spc.sample.too-few", "$.x"),
        (lambda: trends.change_point(range(9), sigma=0.0), "spc.parameter.out-of-range", "$.sigma"),
    ],
)
def test_what_has_no_trend_is_refused_with_a_code_and_a_place(
    call: Callable[[], object], code: str, where: str
) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint


def test_numpy_scalars_of_an_uncompiled_kernel_do_not_reach_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def uncompiled(ranks: npt.NDArray[np.float64]) -> tuple[np.int64, np.float64]:
        at, shift = largest_rank_shift(ranks)
        return np.int64(at), np.float64(shift)

    series = [1.0, 2.0, 1.5, 7.0, 8.0, 9.0]
    expected = trends.pettitt(series)
    monkeypatch.setattr("spc_kernels.trends.kernels.largest_rank_shift", uncompiled)
    found = trends.pettitt(series)
    assert found == expected
    kinds = [type(value) for value in (found.before, found.k, found.rising, found.p_value, found.signal)]
    assert kinds == [int, float, bool, float, bool]
