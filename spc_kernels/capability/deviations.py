"""Estimators of the standard deviation with degrees of freedom that fit them; decides no index."""

import functools
import math
from collections.abc import Sequence
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.results import SigmaEstimate
from spc_kernels.charts.estimators import WITHIN, combined
from spc_kernels.constants import d2
from spc_kernels.errors import SampleShapeError, SubgroupSizeError, TooFewReadingsError
from spc_kernels.samples import Floats, known, place, readings

Readings: TypeAlias = npt.ArrayLike | Sequence[Sequence[float]] | Sequence[Floats]

INDIVIDUAL_METHODS = ("MR",)
PAIR = 2
_MANY_DEGREES = 1e-4
# Covariance of neighbouring moving ranges, their differences correlated by -1/2, and their variance, for sigma = 1.
_RANGE_COVARIANCE = (4.0 / math.pi) * (math.sqrt(0.75) + math.pi / 12.0) - 4.0 / math.pi
_RANGE_VARIANCE = 2.0 - 4.0 / math.pi


class Sample(msgspec.Struct, frozen=True, eq=False):
    """
    Readings with their subgroups.

    Attributes:
        values: All readings in order. Shape ``(n,)``.
        groups: The subgroups; empty for individuals.
    """

    values: Floats
    groups: tuple[Floats, ...] = ()


def sample_of(x: Readings) -> Sample:
    """
    Check readings: one axis for individuals, two (or rows of unequal length) for subgroups.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        SubgroupSizeError: ``spc.subgroup.size``, no subgroup has two readings.
    """
    if isinstance(x, Sequence) and x and all(isinstance(row, (Sequence, np.ndarray)) for row in x):
        groups = tuple(readings(row, f"x[{i}]") for i, row in enumerate(x))
    elif np.ndim(x) > 1:
        matrix = readings(x, ndim=2)
        if matrix.shape[1] == 0:
            raise SampleShapeError("the subgroups are empty", location=place("x"), hint="give one row a subgroup")
        groups = tuple(matrix)
    else:
        return Sample(readings(x))
    if max(group.size for group in groups) < PAIR:
        raise SubgroupSizeError(
            "no subgroup has two readings", location=place("x"), hint="give single readings as one axis"
        )
    return Sample(np.concatenate(groups), groups)


def mean_of(values: Floats) -> float:
    """Give the mean, exact for equal readings, from sums of differences to the first one."""
    first = float(values[0])
    return first + float((values - first).mean())


def sum_of_squares(values: Floats, mean: float) -> float:
    """Sum squared differences to the mean, with the correction for its rounding (two passes)."""
    away = values - mean
    return max(float(away @ away) - float(away.sum()) ** 2 / values.size, 0.0)


def overall(values: Floats) -> SigmaEstimate:
    """Estimate the long-term deviation: s with n - 1."""
    degrees = max(values.size - 1, 0)
    value = math.sqrt(sum_of_squares(values, mean_of(values)) / degrees) if degrees else 0.0
    return SigmaEstimate(value, "STDEV", float(degrees))


def within(sample: Sample, method: str | None = None) -> SigmaEstimate:
    """
    Estimate the short-term deviation.

    Args:
        sample: Readings, with subgroups or without.
        method: ``MR`` for individuals (mean moving range / d2); for subgroups ``RMSDF`` (pooled / c4, the default),
            ``UWAVE-R``, ``MVLUE-R`` (ranges / d2), ``UWAVE-SD``, ``MVLUE-SD`` (deviations / c4), plain and with the
            weights of least variance.

    Returns:
        Estimate. Degrees of freedom are exact for ``RMSDF``; for the others those of the χ with the estimator's
        coefficient of variation, which for one subgroup of deviations, or ranges of two, is exact as well.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``.

    Source:
        Patnaik (1950), Biometrika 37; for the moving range Cryer & Ryan (1990), J. Quality Technology 22.
    """
    if not sample.groups:
        known(method or "MR", "method", INDIVIDUAL_METHODS)
        return _moving_range(sample.values)
    name = known(method or "RMSDF", "method", WITHIN)
    groups = [group for group in sample.groups if group.size > 1]
    sizes = np.array([group.size for group in groups], dtype=np.int64)
    spread = np.array([np.ptp(group) if name.endswith("-R") else overall(group).value for group in groups])
    value, variation = combined(sizes, spread, name)
    degrees = float((sizes - 1).sum()) if name == "RMSDF" else equivalent_degrees(variation)
    return SigmaEstimate(value, name, degrees, unbiased=True)


def equivalent_degrees(variation: float) -> float:
    """Solve for the degrees of freedom of the χ distribution with a squared coefficient of variation."""
    if variation < _MANY_DEGREES:
        return 0.5 / variation + 0.25
    from scipy.optimize import brentq

    return float(brentq(lambda nu: 1.0 / _chi_mean(nu) ** 2 - 1.0 - variation, 0.05, 0.6 / variation + 1.0, xtol=1e-12))


def _chi_mean(nu: float) -> float:
    """Give c4 for any degrees of freedom."""
    return math.sqrt(2.0 / nu) * math.exp(math.lgamma(0.5 * nu + 0.5) - math.lgamma(0.5 * nu))


def chi_bias(nu: float) -> float:
    """Give E(s) / sigma for a deviation with so many degrees of freedom."""
    return _chi_mean(nu) if nu < 1.0 / _MANY_DEGREES else 1.0 - 0.25 / nu


def _moving_range(values: Floats) -> SigmaEstimate:
    n = values.size
    if n < PAIR:
        raise TooFewReadingsError("1 given where 2 are needed", location=place("x"), hint="a range takes two readings")
    value = float(np.abs(np.diff(values)).mean()) / d2(2)
    return SigmaEstimate(value, "MR", moving_range_degrees(n), unbiased=True)


@functools.lru_cache(maxsize=1024)
def moving_range_degrees(n: int) -> float:
    """Give the degrees of freedom of the mean moving range of n readings, near 0.605 (n - 1)."""
    variance = ((n - 1) * _RANGE_VARIANCE + 2.0 * (n - 2) * _RANGE_COVARIANCE) / (n - 1) ** 2
    return equivalent_degrees(variance / d2(2) ** 2)
