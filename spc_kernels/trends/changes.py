"""Sudden changes: Pettitt's test by ranks and the scan for a change of the mean of normal readings."""

import functools
import math
from collections.abc import Callable

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.deviations import mean_of, sum_of_squares
from spc_kernels.samples import Floats, number, readings

FEWEST_FOR_PETTITT = 4
FEWEST_FOR_SCAN = 5
_ANGLES = 64
_CHUNK = 4096


class Pettitt(msgspec.Struct, frozen=True):
    """
    Pettitt's test of a change of the location.

    Attributes:
        n: Number of points.
        before: Number of points before the change; the next point is the first after it.
        k: Largest |U|.
        rising: Whether readings are larger after it; None when all are equal.
        p_value: Chance of so large a k without change, by Pettitt's approximation; conservative.
        level: False-alarm level.
        signal: Whether the p-value is below the level.
        median_before: Median before the change.
        median_after: Median from it on.
    """

    n: int
    before: int
    k: float
    rising: bool | None
    p_value: float
    level: float
    signal: bool
    median_before: float
    median_after: float


class ChangePoint(msgspec.Struct, frozen=True):
    """
    The likeliest single change of the mean of normal readings.

    Attributes:
        n: Number of points.
        before: Number of points before the change; the next point is the first after it.
        statistic: Largest |difference of the means before and after| over its standard error.
        p_value: Bound of the chance of so large a statistic at any point without change; never too small.
        level: False-alarm level.
        signal: Whether the p-value is below the level.
        mean_before: Mean before the change.
        mean_after: Mean from it on.
        sigma: Standard deviation within the two parts, or the one given.
        sigma_method: ``given`` or ``within both parts``.
        reason: Why there is no statistic; None when there is.
    """

    n: int
    before: int
    statistic: float | None
    p_value: float
    level: float
    signal: bool
    mean_before: float
    mean_after: float
    sigma: float
    sigma_method: str
    reason: str | None = None


def pettitt(x: npt.ArrayLike, *, level: float = 0.05) -> Pettitt:
    """
    Test whether the location changed at one unknown point, by ranks.

    Args:
        x: Readings in time order, independent but for the change. Shape ``(n,)``, ``n >= 4``.
        level: False-alarm level, 0 to 1 exclusive.

    Returns:
        Place, p-value and whether it signals. Constant readings have k = 0 and p = 1.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Mid-ranks for ties, exact in float64. ``p = 2 exp(-6 k² / (n³ + n²))``, at most 1: at level 0.05, none of 4,000
        samples of 10 signalled, 2.0 % of 20, 3.2 % of 50 and 4.1 % of 200.

    Source:
        Pettitt (1979), Applied Statistics 28.
    """
    from spc_kernels.trends.kernels import largest_rank_shift

    values = readings(x, at_least=FEWEST_FOR_PETTITT)
    alpha = number(level, "level", above=0.0, below=1.0)
    n = values.size
    found, shift = largest_rank_shift(_mid_ranks(values))
    # Compiled, these are Python's numbers; without the compiler they are NumPy's.
    at, signed = int(found), float(shift)
    p = min(2.0 * math.exp(-6.0 * signed * signed / (float(n) ** 3 + float(n) ** 2)), 1.0)
    before, after = values[: at + 1], values[at + 1 :]
    return Pettitt(
        n=n,
        before=at + 1,
        k=abs(signed),
        rising=None if signed == 0.0 else signed < 0.0,
        p_value=p,
        level=alpha,
        signal=p < alpha,
        median_before=float(np.median(before)),
        median_after=float(np.median(after)),
    )


def change_point(x: npt.ArrayLike, *, level: float = 0.05, sigma: float | None = None) -> ChangePoint:
    """
    Scan normal readings for one change of their mean.

    Args:
        x: Readings in time order, unit *u*, independent. Shape ``(n,)``, ``n >= 5``.
        level: False-alarm level of the whole scan, 0 to 1 exclusive.
        sigma: Standard deviation when known, unit *u*, ``> 0``; otherwise that within the two parts.

    Returns:
        Place, largest statistic and its p-value. Equal readings have no statistic, with the reason, and p = 1.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        O(n). The p-value is the Bonferroni sum less the chance that neighbours exceed together, each an integral over
        an angle. It is an upper bound: at level 0.05, 5.0 % of 4,000 samples of 20 signalled, 4.4 % of 50 and 2.6 % of
        200.

    Source:
        Worsley (1979), JASA 74, and (1982), Biometrika 69; Hawkins (1977), JASA 72.
    """
    from spc_kernels.trends.kernels import largest_mean_shift

    values = readings(x, at_least=FEWEST_FOR_SCAN)
    alpha = number(level, "level", above=0.0, below=1.0)
    known_sigma = None if sigma is None else number(sigma, "sigma", above=0.0)
    n, mean = values.size, mean_of(values)
    statistics = np.empty(n - 1)
    at = largest_mean_shift(values - mean, statistics)
    before, after = values[: at + 1], values[at + 1 :]
    means = mean_of(before), mean_of(after)
    inner = sum_of_squares(before, means[0]) + sum_of_squares(after, means[1])
    deviation = math.sqrt(inner / (n - 2)) if known_sigma is None else known_sigma
    largest, reason = abs(float(statistics[at])), None
    statistic: float | None
    if values.min() == values.max():
        statistic, p, reason = None, 1.0, "all readings are equal"
    elif known_sigma is not None:
        statistic, p = largest / known_sigma, _known_p(n, largest / known_sigma)
    elif inner == 0.0:
        statistic, p = math.inf, 0.0
    else:
        # The share of the whole sum of squares that the change explains; its root is a coordinate on a sphere.
        statistic, p = largest / deviation, _estimated_p(n, largest * largest / (largest * largest + inner))
    return ChangePoint(
        n=n,
        before=at + 1,
        statistic=statistic,
        p_value=p,
        level=alpha,
        signal=p < alpha,
        mean_before=means[0],
        mean_after=means[1],
        sigma=deviation,
        sigma_method="within both parts" if known_sigma is None else "given",
        reason=reason,
    )


def _known_p(n: int, statistic: float) -> float:
    return _bound(n, lambda seen: np.exp(-0.5 * (statistic / seen) ** 2))


def _estimated_p(n: int, share: float) -> float:
    return _bound(n, lambda seen: np.maximum(1.0 - share / (seen * seen), 0.0) ** (0.5 * (n - 3)))


def _mid_ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts).astype(np.float64)
    ranks: Floats = (last - 0.5 * (counts - 1.0))[inverse]
    return ranks


@functools.cache
def _directions() -> tuple[Floats, Floats]:
    """Give Gauss-Legendre nodes and weights on 0 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(_ANGLES)
    return 0.5 * (nodes + 1.0), 0.5 * weights


def _bound(n: int, beyond: Callable[[Floats], Floats]) -> float:
    """
    Bound the chance that any statistic exceeds: ``sum P(A_k) - sum P(A_k and A_(k+1))`` (Hunter's inequality).

    The pair (Z_k, Z_(k+1)) is the projection of a point on two axes at an angle. `beyond(seen)` is the chance that the
    point lies further out than the threshold, in a direction of which an axis sees the share `seen`.
    """
    share, weights = _directions()
    # Four equal quarter turns of directions seen by one axis.
    single = 4.0 * float(weights @ beyond(np.cos(0.5 * math.pi * share))) * 0.5 * math.pi / (2.0 * math.pi)
    both = 0.0
    for start in range(1, n - 1, _CHUNK):
        k = np.arange(float(start), float(min(start + _CHUNK, n - 1)))[:, np.newaxis]
        half = 0.5 * np.arccos(np.sqrt(k * (n - k - 1.0) / ((k + 1.0) * (n - k))))
        # The farther axis decides: its cosine between the axes' normals, its sine in the sector between them.
        outer = beyond(np.cos(half + (0.5 * math.pi - half) * share)) @ weights * (0.5 * math.pi - half[:, 0])
        inner = beyond(np.sin(half * share)) @ weights * half[:, 0]
        both += 4.0 * float((outer + inner).sum()) / (2.0 * math.pi)
    return float(min(max((n - 1) * single - both, single), 1.0))
