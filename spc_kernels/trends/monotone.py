"""Monotone trends: Mann and Kendall's test and Sen's slope, both free of a distribution."""

import functools
import math
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.errors import ParameterError, SampleShapeError
from spc_kernels.samples import Floats, known, number, place, readings
from spc_kernels.trends.errors import TooManyPointsError

DIRECTIONS = ("two-sided", "rising", "falling")
FEWEST = 3
MOST_EXACT = 60
"""Up to so many points without ties the p-value comes from the exact distribution."""
MOST_FOR_SLOPE = 20_000


class MannKendall(msgspec.Struct, frozen=True):
    """
    Mann and Kendall's test of a monotone trend.

    Attributes:
        n: Number of points.
        s: Rising pairs less falling ones.
        tau: Kendall's tau-b; None when all readings are equal.
        variance: Variance of s without trend, ties counted.
        z: Standardised s with continuity correction; 0 when the variance is.
        p_value: Chance of an s as extreme without trend.
        method: ``exact`` or ``normal``.
        direction: ``two-sided``, ``rising`` or ``falling``: the trend looked for.
        level: False-alarm level.
        signal: Whether the p-value is below the level.
    """

    n: int
    s: int
    tau: float | None
    variance: float
    z: float
    p_value: float
    method: Literal["exact", "normal"]
    direction: str
    level: float
    signal: bool


class SenSlope(msgspec.Struct, frozen=True):
    """
    Sen's slope: the median of the slopes of all pairs of points.

    Attributes:
        n: Number of points.
        slope: Unit of the readings over that of the times.
        intercept: Median of reading - slope · time.
        lower: Lower end of the confidence interval of the slope; -inf when too few points give one.
        upper: Upper end of it; inf likewise.
        confidence: Confidence of the interval.
        level: False-alarm level, 1 - confidence.
        signal: Whether zero lies outside the interval.
    """

    n: int
    slope: float
    intercept: float
    lower: float
    upper: float
    confidence: float
    level: float
    signal: bool


def mann_kendall(x: npt.ArrayLike, *, level: float = 0.05, direction: str = "two-sided") -> MannKendall:
    """
    Test whether readings tend to rise or fall, by the signs of all differences.

    Args:
        x: Readings in time order, independent but for a trend. Shape ``(n,)``, ``n >= 3``.
        level: False-alarm level, 0 to 1 exclusive.
        direction: ``two-sided``, ``rising`` or ``falling``.

    Returns:
        Statistic, p-value and whether it signals. Constant readings have s = 0 and p = 1.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        s exact, in O(n log n). Exact p-value up to 60 points without ties; beyond, and with ties, the normal one with
        continuity correction: at level 0.05, 4.3 to 5.3 % of 4,000 samples of 20 to 200 signalled. Autocorrelation is
        not corrected and raises the false alarms.

    Source:
        Mann (1945), Econometrica 13; Kendall (1975), Rank Correlation Methods, chapters 4 and 5.
    """
    from spc_kernels.trends.kernels import concordance

    values = readings(x, at_least=FEWEST)
    alpha = number(level, "level", above=0.0, below=1.0)
    side = known(direction, "direction", DIRECTIONS)
    n = values.size
    _, ranks, ties = np.unique(values, return_inverse=True, return_counts=True)
    s = int(concordance(ranks.astype(np.int64) + 1, np.zeros(ties.size + 1, dtype=np.int64)))
    counts = ties.astype(np.float64)
    tied = float((counts * (counts - 1.0) * (2.0 * counts + 5.0)).sum())
    variance = (n * (n - 1.0) * (2.0 * n + 5.0) - tied) / 18.0
    pairs = 0.5 * n * (n - 1.0)
    free = pairs - 0.5 * float((counts * (counts - 1.0)).sum())
    z = (s - math.copysign(1.0, s)) / math.sqrt(variance) if s and variance > 0.0 else 0.0
    exact = n <= MOST_EXACT and ties.size == n
    p = _exact_p(n, s, side) if exact else _normal_p(s, variance, side)
    return MannKendall(
        n=n,
        s=s,
        tau=s / math.sqrt(pairs * free) if free > 0.0 else None,
        variance=variance,
        z=z,
        p_value=p,
        method="exact" if exact else "normal",
        direction=side,
        level=alpha,
        signal=p < alpha,
    )


def sen_slope(x: npt.ArrayLike, *, times: npt.ArrayLike | None = None, level: float = 0.05) -> SenSlope:
    """
    Estimate the slope of a trend by the median of all pair slopes, with its distribution-free interval.

    Args:
        x: Readings in time order, unit *u*. Shape ``(n,)``, ``3 <= n <= 20000``.
        times: Time of each, any unit, not decreasing; 0, 1, 2, … when None. Pairs at the same time are left out.
        level: False-alarm level: the interval has confidence 1 - level.

    Returns:
        Slope in *u* per unit of time, intercept, interval and whether zero lies outside it.

    Raises:
        TooManyPointsError: ``spc.trend.too-many``, above 20,000 points.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``, times that fall, or that are all equal.

    Numerics:
        Every pair, O(n²): 50 million slopes and 0.4 GB at 10,000 points. The interval rests on the normal
        distribution of s, its ranks rounded outwards.

    Source:
        Sen (1968), JASA 63; Gilbert (1987), Statistical Methods for Environmental Pollution Monitoring, section 16.5.
    """
    from spc_kernels.trends.kernels import pair_slopes

    values = readings(x, at_least=FEWEST)
    alpha = number(level, "level", above=0.0, below=1.0)
    n = values.size
    if n > MOST_FOR_SLOPE:
        raise TooManyPointsError(
            f"{n} points have {n * (n - 1) // 2} pairs", location=place("x"), hint=f"give at most {MOST_FOR_SLOPE}"
        )
    clock = _times(times, n)
    slopes = np.empty(n * (n - 1) // 2)
    count = pair_slopes(values, clock, slopes)
    ordered = np.sort(slopes[:count])
    slope = _median(ordered)
    lower, upper = _interval(ordered, values, clock, alpha)
    intercept = _median(np.sort(values - slope * clock))
    return SenSlope(n, slope, intercept, lower, upper, 1.0 - alpha, alpha, not lower <= 0.0 <= upper)


def _median(ordered: Floats) -> float:
    half = ordered.size // 2
    if ordered.size % 2:
        return float(ordered[half])
    return 0.5 * float(ordered[half - 1]) + 0.5 * float(ordered[half])


def _times(times: npt.ArrayLike | None, n: int) -> Floats:
    if times is None:
        return np.arange(float(n))
    clock = readings(times, "times")
    if clock.size != n:
        raise SampleShapeError(
            f"`times` has {clock.size} entries for {n} points", location=place("times"), hint="give one time a point"
        )
    back = np.diff(clock) < 0.0
    if back.any():
        at = int(np.argmax(back)) + 1
        raise ParameterError(
            f"the time `{clock[at]:g}` lies before the one above it",
            location=place("times", at),
            hint="sort the points",
        )
    if clock[0] == clock[-1]:
        raise ParameterError("all times are equal", location=place("times"), hint="give times that differ")
    return clock


def _interval(ordered: Floats, values: Floats, clock: Floats, alpha: float) -> tuple[float, float]:
    """Give the order statistics of the slopes between which zero correlation of the residuals is not rejected."""
    from scipy.special import ndtri

    n = values.size
    tied = sum(
        float((counts * (counts - 1.0) * (2.0 * counts + 5.0)).sum())
        for counts in (np.unique(column, return_counts=True)[1].astype(np.float64) for column in (values, clock))
    )
    variance = max((n * (n - 1.0) * (2.0 * n + 5.0) - tied) / 18.0, 0.0)
    reach = -float(ndtri(0.5 * alpha)) * math.sqrt(variance)
    low = math.floor(0.5 * (ordered.size - reach))
    high = math.ceil(0.5 * (ordered.size + reach))
    lower = float(ordered[low - 1]) if low >= 1 else -math.inf
    upper = float(ordered[high]) if high < ordered.size else math.inf
    return lower, upper


def _normal_p(s: int, variance: float, side: str) -> float:
    from scipy.special import ndtr

    if variance == 0.0:
        return 1.0
    deviation = math.sqrt(variance)
    if side == "two-sided":
        return min(2.0 * float(ndtr(-max(abs(s) - 1, 0) / deviation)), 1.0)
    return float(ndtr(-((s if side == "rising" else -s) - 1) / deviation))


def _exact_p(n: int, s: int, side: str) -> float:
    distribution = _tail(n)
    if side == "two-sided":
        return min(2.0 * distribution[_discordant(n, abs(s))], 1.0) if s else 1.0
    return distribution[_discordant(n, s if side == "rising" else -s)]


def _discordant(n: int, s: int) -> int:
    """Give the number of falling pairs: the fewer, the larger s."""
    return (n * (n - 1) // 2 - s) // 2


@functools.lru_cache(maxsize=MOST_EXACT)
def _tail(n: int) -> tuple[float, ...]:
    """Give P(at most d falling pairs) for every d: permutations are counted by inserting one point after another."""
    chances = np.ones(1)
    for size in range(2, n + 1):
        # Whole numbers divided at once: each insertion is equally likely in its place.
        chances = np.convolve(chances, np.full(size, 1.0 / size))
    total: Floats = np.minimum(np.cumsum(chances), 1.0)
    return tuple(total.tolist())
