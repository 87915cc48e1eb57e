"""Charts of subgroups: means with ranges, or means with standard deviations; sizes may differ."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Given, Line, Lines, assemble, checked_given
from spc_kernels.charts.subgroup_readings import (
    Groups,
    Subgroups,
    SubgroupStatistics,
    grand_mean,
    read_and_measure,
    statistics,
    subgroups,
)
from spc_kernels.rules.definitions import Rules

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None


class SubgroupCharts(msgspec.Struct, frozen=True, eq=False):
    """
    The two charts of subgroups.

    Attributes:
        xbar: Chart of the means.
        spread: Chart of the ranges (`xbar_r`) or of the standard deviations (`xbar_s`).
        sizes: Readings of each subgroup. Shape ``(m,)``.
    """

    xbar: Chart
    spread: Chart
    sizes: npt.NDArray[np.int64]


def sigma_within(x: Groups | Subgroups, method: str = "UWAVE-R", *, exclude: Excluded = None) -> Estimate:
    """
    Estimate the standard deviation of single readings from the spread within subgroups.

    Args:
        x: Subgroups, unit *u*; see `subgroups`. Those of one reading say nothing and are left out.
        method: ``UWAVE-R`` mean of R / d2; ``MVLUE-R`` the same with weights (d2 / d3)^2; ``UWAVE-SD`` mean of
            s / c4; ``MVLUE-SD`` the same with weights c4^2 / (1 - c4^2); ``RMSDF`` pooled standard deviation over
            c4(degrees of freedom + 1).
        exclude: Subgroups left out.

    Returns:
        Estimate in unit *u*; exactly 0 for constant readings.

    Raises:
        SubgroupSizeError: ``spc.subgroup.size``, no subgroup has two readings.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        Two passes within a subgroup. O(readings).

    Source:
        I. W. Burr, "Control charts for measurements with varying sample sizes", J. Quality Technology 1(3), 1969.
    """
    samples.known(method, "method", estimators.WITHIN)
    groups = x if isinstance(x, Subgroups) else subgroups(x)
    found = statistics(groups, ranges=method.endswith("-R"))
    return estimators.within(found, ~samples.excluded(exclude, groups.sizes.shape[0]), method)


def xbar_r(
    x: Groups | Subgroups,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    method: str = "UWAVE-R",
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> SubgroupCharts:
    """
    Chart means and ranges of subgroups.

    Args:
        x: Subgroups of at least two readings, unit *u*; see `subgroups`. Shape ``(m, n)`` or ``m`` rows.
        given: Known centre of the means or sigma of single readings (phase II), unit *u*.
        exclude: Subgroups left out of centre and sigma (phase I), still plotted and tested.
        method: Estimator of sigma: ``UWAVE-R``, ``MVLUE-R``, ``UWAVE-SD``, ``MVLUE-SD`` or ``RMSDF``.
        nsigmas: Distance of the limits in standard errors, above 0.
        rules: Run rules for the chart of means; the chart of ranges is compared with its limits only.

    Returns:
        Two charts. Limits vary where sizes do; the centre of the means is the size-weighted mean of all readings, the
        centre of the ranges is ``d2(n_i) sigma`` and moves with the size; the lower limit of a range is at least 0.

    Raises:
        SubgroupSizeError: ``spc.subgroup.size``, a subgroup of one reading; location is ``$.x[i]``.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, other unusable input.

    Numerics:
        Two passes within a subgroup. O(readings).

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, sections 6.2 and 6.3; I. W. Burr, J. Quality
        Technology 1(3), 1969 (weights).
    """
    return _charts(x, given, exclude, _Choice(method, nsigmas, rules, ranges=True))


def xbar_s(
    x: Groups | Subgroups,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    method: str = "UWAVE-SD",
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> SubgroupCharts:
    """
    Chart means and standard deviations of subgroups.

    Args:
        x: As `xbar_r`.
        given: As `xbar_r`.
        exclude: As `xbar_r`.
        method: As `xbar_r`.
        nsigmas: As `xbar_r`.
        rules: As `xbar_r`.

    Returns:
        Two charts, as `xbar_r`; the centre of the standard deviations is ``c4(n_i) sigma``, their standard error
        ``sqrt(1 - c4(n_i)**2) sigma``.

    Raises:
        SpcError: As `xbar_r`.

    Numerics:
        As `xbar_r`.

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 6.3; I. W. Burr, J. Quality
        Technology 1(3), 1969 (weights).
    """
    return _charts(x, given, exclude, _Choice(method, nsigmas, rules, ranges=False))


class _Choice(msgspec.Struct, frozen=True, eq=False):
    """What the two faces pass on: estimator, distance of the limits, rules, and which spread is charted."""

    method: str
    nsigmas: float
    rules: Rules | None
    ranges: bool


def _charts(x: Groups | Subgroups, given: Given | None, exclude: Excluded, choice: _Choice) -> SubgroupCharts:
    known = checked_given(given)
    wide = samples.number(choice.nsigmas, "nsigmas", above=0.0, below=1e6)
    samples.known(choice.method, "method", estimators.WITHIN)
    groups, plotted = read_and_measure(x, ranges=choice.ranges)
    keep = None if exclude is None else ~samples.excluded(exclude, plotted.means.shape[0])
    if keep is not None:
        samples.refuse_too_few(plotted.means[keep], 1)
    sigma = known.estimate() or _sigma(groups, plotted, keep, choice)
    center = grand_mean(plotted, keep) if known.center is None else float(known.center)
    size = _sizes(plotted)
    errors = np.divide(sigma.value, np.sqrt(size))
    means = assemble("xbar", plotted.means, Lines(center, _line(errors), wide), sigma, choice.rules)
    lines = _spread_lines(size, sigma, wide, ranges=choice.ranges)
    spread = assemble("r" if choice.ranges else "s", plotted.spread, lines, sigma, None)
    return SubgroupCharts(means, spread, plotted.sizes)


def _sigma(
    groups: Subgroups, plotted: SubgroupStatistics, keep: npt.NDArray[np.bool_] | None, choice: _Choice
) -> Estimate:
    """Estimate sigma, from the spread that is plotted or, when the estimator needs it, from the other one."""
    needs_ranges = choice.method.endswith("-R")
    if needs_ranges == choice.ranges:
        return estimators.within(plotted, keep, choice.method)
    return estimators.within(statistics(groups, ranges=needs_ranges), keep, choice.method)


def _sizes(plotted: SubgroupStatistics) -> "int | npt.NDArray[np.int64]":
    if plotted.one_size or bool((plotted.sizes == plotted.sizes[0]).all()):
        return int(plotted.sizes[0])
    return plotted.sizes


def _line(value: "np.float64 | Floats") -> Line:
    return float(value) if np.ndim(value) == 0 else value


def _spread_lines(size: "int | npt.NDArray[np.int64]", sigma: Estimate, wide: float, *, ranges: bool) -> Lines:
    distinct, at = np.unique(size, return_inverse=True)
    pairs = [
        (constants.d2(int(n)), constants.d3(int(n)))
        if ranges
        else (constants.c4(int(n)), float(np.sqrt(1.0 - constants.c4(int(n)) ** 2)))
        for n in distinct
    ]
    table = np.array(pairs, dtype=np.float64)
    chosen = table[0] if np.ndim(size) == 0 else table[at].T
    return Lines(_line(chosen[0] * sigma.value), _line(chosen[1] * sigma.value), wide, least=0.0)


def with_one_center(charts: SubgroupCharts, *, exclude: Excluded = None) -> SubgroupCharts:
    """
    Redraw the chart of the spread the way R qcc draws it: one centre for all sizes.

    Args:
        charts: Charts of subgroups, of one or of several sizes.
        exclude: Subgroups left out of the centre.

    Returns:
        The same charts; the spread has the size-weighted mean of its statistics as centre, and limits around it with
        the standard error of each size. For comparison only: the expected spread does depend on the size.

    Raises:
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, something other than such charts, unusable exclusions.

    Numerics:
        O(m).

    Source:
        R package qcc 3.0, `stats.R` and `stats.S`.
    """
    samples.of_kind(charts, SubgroupCharts, "charts", "give what `xbar_r` or `xbar_s` gave")
    old = charts.spread
    keep = ~samples.excluded(exclude, old.statistics.shape[0])
    samples.refuse_too_few(old.statistics[keep], 1)
    weights = charts.sizes[keep]
    center = float(np.multiply(weights, old.statistics[keep]).sum() / weights.sum())
    lines = Lines(center, old.standard_error, old.nsigmas, least=0.0)
    return msgspec.structs.replace(charts, spread=assemble(old.kind, old.statistics, lines, old.sigma, None))
