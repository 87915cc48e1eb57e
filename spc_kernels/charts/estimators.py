"""Estimators of the standard deviation, each with its name; draws no limits."""

import math
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts.results import Estimate
from spc_kernels.errors import MagnitudeError, SubgroupSizeError, TooFewReadingsError

if TYPE_CHECKING:
    from spc_kernels.charts.subgroup_readings import SubgroupStatistics
    from spc_kernels.samples import Floats

OVER_TIME = ("MR", "MMR", "NMR", "SSD", "SD", "STDEV")
WITHIN = ("UWAVE-R", "MVLUE-R", "UWAVE-SD", "MVLUE-SD", "RMSDF")


def sigma_over_time(
    x: npt.ArrayLike, method: str = "MR", *, exclude: npt.ArrayLike | slice | range | None = None, width: int = 2
) -> Estimate:
    """
    Estimate the standard deviation of single readings in time order.

    Args:
        x: Readings, unit *u*. Shape ``(n,)``, ``n >= 2``.
        method: ``MR`` mean moving range / d2; ``MMR`` median moving range / its median; ``NMR`` Nelson's screened
            moving range, which drops ranges above D4 times their mean once; ``SSD`` root of half the mean squared
            successive difference / c4'; ``SD`` standard deviation / c4(n); ``STDEV`` standard deviation itself.
        exclude: Points left out; a range is used when all its readings are kept.
        width: Readings of a moving range, 2 to 100; only for ``MR``, ``MMR`` and ``NMR``.

    Returns:
        Estimate in unit *u*; exactly 0 for constant readings.

    Raises:
        TooFewReadingsError: ``spc.sample.too-few``, fewer than two readings, or no range left.
        UnknownNameError: ``spc.parameter.unknown-name``.
        SampleError: ``spc.sample.*``, NaN, infinite or unusable readings.

    Numerics:
        Two passes; 1e-14 relative for readings whose spread is above 1e-13 of their size. O(n), ``MMR`` sorts.

    Source:
        L. S. Nelson, "Control charts for individual measurements", J. Quality Technology 14(3), 1982 (``NMR``);
        NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2 (``MR``).
    """
    readings = samples.readings(x, at_least=2)
    keep = ~samples.excluded(exclude, readings.shape[0])
    return over_time(readings, keep, samples.known(method, "method", OVER_TIME), width)


def over_time(readings: "Floats", keep: npt.NDArray[np.bool_], method: str, width: int = 2) -> Estimate:
    """Estimate from checked readings."""
    if method in {"SD", "STDEV"}:
        return _standard_deviation(readings[keep], method)
    if method == "SSD":
        return _successive_differences(readings, keep)
    return _moving_range(readings, keep, method, samples.whole(width, "width", at_least=2, at_most=100))


def mean_of(readings: "Floats") -> float:
    """
    Average readings, correct to the last digits: shifted by a typical reading, summed with compensation.

    Raises:
        MagnitudeError: ``spc.sample.magnitude``, when the sum overflows.
    """
    return finite(average_of(readings))


def average_of(readings: "Floats") -> float:
    """Do the same, but pass on what is not finite."""
    from spc_kernels.charts import sums

    shift = typical(readings)
    with samples.quiet():
        return float(shift + sums.shifted_sum(samples.frozen(readings), shift) / readings.shape[0])


def typical(readings: "Floats") -> float:
    """Give the middle one of nine readings: a shift near the data, whatever a single reading is."""
    at = np.linspace(0, readings.shape[0] - 1, 9).astype(np.int64)
    return float(np.sort(readings[at])[4])


def finite(value: float) -> float:
    """Raise `spc.sample.magnitude` when a statistic overflowed."""
    if not math.isfinite(value):
        raise MagnitudeError(
            "sums of the readings overflow", location=samples.place("x"), hint="give the readings in another unit"
        )
    return value


def _standard_deviation(kept: "Floats", method: str) -> Estimate:
    from spc_kernels.charts import sums

    n = kept.shape[0]
    _at_least_two(n)
    rest, squares = sums.deviations(samples.frozen(kept), mean_of(kept))
    value = math.sqrt(max(squares - rest * rest / n, 0.0) / (n - 1))
    return Estimate(finite(value / constants.c4(n) if method == "SD" else value), method, n)


def _successive_differences(readings: "Floats", keep: npt.NDArray[np.bool_]) -> Estimate:
    from spc_kernels.charts import sums

    total, count = sums.squared_differences(readings, keep)
    _at_least_two(count + 1)
    return Estimate(finite(math.sqrt(total / count / 2.0) / constants.mssd_c4(count + 1)), "SSD", count)


def _moving_range(readings: "Floats", keep: npt.NDArray[np.bool_], method: str, width: int) -> Estimate:
    from spc_kernels.charts import sums

    name = method if width == 2 else f"{method} of {width}"
    if method == "MR" and width == 2 and keep.all():
        _at_least_two(readings.shape[0])
        _, total = sums.center_and_range(readings, 0.0)
        count = readings.shape[0] - 1
        return Estimate(finite(total / count / constants.d2(2)), name, count)
    ranges = sums.moving_ranges(readings, keep, width)
    ranges = ranges[~np.isnan(ranges)]
    _at_least_two(ranges.shape[0] + 1)
    if method == "MMR":
        return Estimate(float(np.median(ranges)) / constants.range_median(width), name, ranges.shape[0])
    if method == "NMR":
        within = ranges <= constants.control_constants(width).D4 * mean_of(ranges)
        ranges = ranges[within]
    return Estimate(mean_of(ranges) / constants.d2(width), name, ranges.shape[0])


def _at_least_two(count: int) -> None:
    if count < 2:
        raise TooFewReadingsError(
            "no two usable readings are left", location=samples.place("x"), hint="exclude fewer points"
        )


def within(groups: "SubgroupStatistics", keep: npt.NDArray[np.bool_] | None, method: str) -> Estimate:
    """
    Estimate the standard deviation within subgroups; subgroups of one reading say nothing and are left out.

    Raises:
        SubgroupSizeError: ``spc.subgroup.size``, no kept subgroup has two readings.
    """
    if keep is None and groups.one_size and groups.sizes[0] > 1:
        return _equal_sizes(groups, method)
    usable = groups.sizes > 1 if keep is None else keep & (groups.sizes > 1)
    if not usable.any():
        raise SubgroupSizeError(
            "no subgroup has two readings", location=samples.place("x"), hint="chart single readings as individuals"
        )
    spread = groups.spread[usable]
    kept = msgspec.structs.replace(
        groups,
        sizes=groups.sizes[usable],
        means=groups.means[usable],
        spread=spread,
        average=(math.nan, average_of(spread)),
    )
    if bool((kept.sizes == kept.sizes[0]).all()):
        return _equal_sizes(kept, method)
    return _unequal_sizes(kept, method)


def _equal_sizes(groups: "SubgroupStatistics", method: str) -> Estimate:
    """With one size every weight is the same, and the constant stands outside the sum."""
    n, count = int(groups.sizes[0]), groups.means.shape[0]
    if method == "RMSDF":
        pooled = math.sqrt(mean_of(groups.spread * groups.spread))
        return Estimate(pooled / constants.c4(count * (n - 1) + 1), method, count)
    constant = constants.d2(n) if groups.is_range else constants.c4(n)
    return Estimate(finite(groups.average[1]) / constant, method, count)


def _unequal_sizes(groups: "SubgroupStatistics", method: str) -> Estimate:
    value, _ = combined(groups.sizes, groups.spread, method)
    return Estimate(value, method, groups.means.shape[0])


def combined(sizes: npt.NDArray[np.int64], spread: "Floats", method: str) -> tuple[float, float]:
    """
    Estimate sigma from the ranges (``…-R``) or standard deviations of subgroups of two readings or more.

    Returns:
        Estimate, and the square of its coefficient of variation (for ``RMSDF`` before it is divided by c4).
    """
    if method == "RMSDF":
        freedom = int((sizes - 1).sum())
        squares = spread * spread * (sizes - 1)
        unbias = constants.c4(freedom + 1)
        return math.sqrt(math.fsum(squares.tolist()) / freedom) / unbias, 1.0 / unbias**2 - 1.0
    is_range = method.endswith("-R")
    center = _per_size(sizes, constants.d2 if is_range else constants.c4)
    variance = _per_size(sizes, constants.d3) ** 2 if is_range else 1.0 - center * center
    variation = variance / (center * center)
    weights = np.ones(spread.shape[0]) if method.startswith("UWAVE") else 1.0 / variation
    total = math.fsum(weights.tolist())
    value = math.fsum((weights * spread / center).tolist()) / total
    return value, math.fsum((weights * weights * variation).tolist()) / total**2


def _per_size(sizes: npt.NDArray[np.int64], constant: object) -> "Floats":
    distinct, at = np.unique(sizes, return_inverse=True)
    values = np.array([constant(int(n)) for n in distinct], dtype=np.float64)  # type: ignore[operator]  # d2, d3 or c4
    found: Floats = values[at]
    return found
