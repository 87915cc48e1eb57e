"""Charts of subgroups: means with ranges, or means with standard deviations; sizes may differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Given, Line, Lines, assemble
from spc_kernels.errors import NonFiniteReadingError, SampleShapeError, SubgroupSizeError
from spc_kernels.rules.definitions import Rules

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None
Groups = npt.ArrayLike | Sequence[Sequence[float]] | Sequence["Floats"]


class Subgroups(msgspec.Struct, frozen=True, eq=False):
    """
    Readings in subgroups of any size.

    Attributes:
        values: All readings, subgroup after subgroup.
        sizes: Readings of each subgroup. Shape ``(m,)``.
        matrix: The readings as rows when all subgroups have one size, else None. Shape ``(m, n)``.
    """

    values: "Floats"
    sizes: npt.NDArray[np.int64]
    matrix: "Floats | None" = None


class SubgroupStatistics(msgspec.Struct, frozen=True, eq=False):
    """
    Statistics of each subgroup.

    Attributes:
        sizes: Readings of each subgroup. Shape ``(m,)``.
        means: Their means.
        spread: Their ranges or their standard deviations (0 for a single reading).
        is_range: Which of the two.
        one_size: Whether all sizes are the same.
        average: Mean of the means, and of the spread; not finite when a reading is unusable.
    """

    sizes: npt.NDArray[np.int64]
    means: "Floats"
    spread: "Floats"
    is_range: bool
    one_size: bool
    average: tuple[float, float]


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


def subgroups(x: Groups, *, missing: Literal["refuse", "drop"] = "refuse") -> Subgroups:
    """
    Read subgroups.

    Args:
        x: Rows of readings, unit *u*. Shape ``(m, n)``, or a sequence of rows of different length.
        missing: What NaN or None in a row means: an error, or a reading that was not taken.

    Returns:
        The readings, checked.

    Raises:
        NonFiniteReadingError: ``spc.sample.non-finite``; location is ``$.x[i][j]``.
        SubgroupSizeError: ``spc.subgroup.size``, a subgroup without readings.
        SampleError: ``spc.sample.*``, other unusable input.

    Numerics:
        No copy of a contiguous float64 matrix. O(readings).
    """
    samples.known(missing, "missing", ("refuse", "drop"))
    matrix = _as_matrix(x)
    if matrix is None or (missing == "drop" and bool(np.isnan(matrix).any())):
        return _from_rows(x, missing)
    samples.refuse_unusable(matrix)
    return _of_matrix(matrix)


def _of_matrix(matrix: "Floats") -> Subgroups:
    samples.refuse_too_few(matrix, 1)
    sizes = np.broadcast_to(np.int64(matrix.shape[1]), (matrix.shape[0],))
    return Subgroups(samples.frozen(matrix.reshape(-1)), sizes, matrix)


def _from_rows(x: Groups, missing: str) -> Subgroups:
    rows = [_row(row, i, missing) for i, row in enumerate(x)]  # type: ignore[arg-type]  # a sequence: it is no matrix
    sizes = np.array([row.shape[0] for row in rows], dtype=np.int64)
    values = np.concatenate(rows) if rows else np.empty(0)
    samples.refuse_too_few(values, 1)
    samples.refuse_magnitude(values)
    same = bool((sizes == sizes[0]).all())
    matrix = samples.frozen(values.reshape(len(rows), -1)) if same else None
    return Subgroups(samples.frozen(values), sizes, matrix)


def _as_matrix(x: Groups) -> "Floats | None":
    """Convert rows of one length; None for rows of different length, which are read one by one."""
    try:
        raw = np.asarray(x)
    except ValueError:
        return None
    if raw.dtype.kind == "O" and raw.ndim == 2:  # rows with None in them
        return None
    return samples.as_floats(raw, ndim=2)


def _row(row: npt.ArrayLike, i: int, missing: str) -> "Floats":
    listed = np.asarray([np.nan if value is None else value for value in _iterable(row, i)])
    values = samples.as_floats(listed, f"x[{i}]")
    if missing == "drop":
        values = values[~np.isnan(values)]
    at = samples.first_non_finite(values)
    if at is not None:
        raise NonFiniteReadingError(
            "a reading is missing or infinite",
            location=samples.place("x", i, *at),
            hint='leave it out of its row, or read the rows with missing="drop"',
        )
    if not values.shape[0]:
        raise SubgroupSizeError("a subgroup has no reading", location=samples.place("x", i), hint="leave it out")
    return values


def _iterable(row: npt.ArrayLike, i: int) -> Sequence[object]:
    try:
        return list(row)  # type: ignore[arg-type]  # what cannot be listed is refused here
    except TypeError as exc:
        raise SampleShapeError(
            "a subgroup is a single number", location=samples.place("x", i), hint="give each subgroup as a row"
        ) from exc


def read_and_measure(x: Groups | Subgroups, *, ranges: bool) -> tuple[Subgroups, SubgroupStatistics]:
    """
    Read subgroups of at least two and compute their statistics.

    The sums of the statistics tell, without another pass over a large matrix, whether there is an unusable reading
    to look for: it makes them NaN, infinite, or zero.
    """
    matrix = None if isinstance(x, Subgroups) else _as_matrix(x)
    groups = x if isinstance(x, Subgroups) else _from_rows(x, "refuse") if matrix is None else _of_matrix(matrix)
    _refuse_single(groups)
    found = statistics(groups, ranges=ranges)
    average, spread = found.average
    if matrix is not None and not (np.isfinite(average) and samples.SMALLEST < spread < samples.LARGEST):
        samples.refuse_unusable(matrix)
    return groups, found


def statistics(groups: Subgroups, *, ranges: bool) -> SubgroupStatistics:
    """Compute means and, as asked, ranges or standard deviations."""
    from spc_kernels.charts import sums

    m = groups.sizes.shape[0]
    means, spread = np.empty(m), np.empty(m)
    if groups.matrix is None or groups.matrix.shape[1] == 1:
        offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(groups.sizes)])
        sums.subgroup_statistics(groups.values, offsets, means, spread, ranges)
    elif groups.matrix.shape[1] <= sums.SMALL:
        make = sums.small_rows_ranges if ranges else sums.small_rows_deviations
        make(groups.matrix.shape[1])(groups.values, means, spread)
    else:
        sums.rows_statistics(groups.matrix, means, spread, ranges)
    found = samples.frozen(means), samples.frozen(spread)
    average = estimators.average_of(found[0]), estimators.average_of(found[1])
    return SubgroupStatistics(groups.sizes, *found, ranges, groups.matrix is not None, average)


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
    known = given or Given()
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


def _refuse_single(groups: Subgroups) -> None:
    sizes = groups.sizes if groups.matrix is None else groups.sizes[:1]
    if (sizes < 2).any():
        raise SubgroupSizeError(
            "a subgroup has a single reading",
            location=samples.place("x", int(np.argmax(sizes < 2))),
            hint="chart single readings as individuals",
        )
    if (sizes > constants.LARGEST_SUBGROUP).any():
        raise SubgroupSizeError(
            f"a subgroup has more than {constants.LARGEST_SUBGROUP} readings",
            location=samples.place("x", int(np.argmax(sizes > constants.LARGEST_SUBGROUP))),
            hint="chart smaller subgroups",
        )


def _sigma(
    groups: Subgroups, plotted: SubgroupStatistics, keep: npt.NDArray[np.bool_] | None, choice: _Choice
) -> Estimate:
    """Estimate sigma, from the spread that is plotted or, when the estimator needs it, from the other one."""
    needs_ranges = choice.method.endswith("-R")
    if needs_ranges == choice.ranges:
        return estimators.within(plotted, keep, choice.method)
    return estimators.within(statistics(groups, ranges=needs_ranges), keep, choice.method)


def grand_mean(plotted: SubgroupStatistics, keep: npt.NDArray[np.bool_] | None) -> float:
    """Weight means by size: the mean of all readings kept."""
    if keep is None and plotted.one_size:
        return estimators.finite(plotted.average[0])
    means = plotted.means if keep is None else plotted.means[keep]
    if plotted.one_size:
        return estimators.mean_of(means)
    sizes = plotted.sizes if keep is None else plotted.sizes[keep]
    shift = estimators.typical(means)
    weighted = np.multiply(sizes, means - shift)
    return estimators.finite(shift + estimators.mean_of(weighted) * means.shape[0] / int(sizes.sum()))


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
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, unusable exclusions.

    Numerics:
        O(m).

    Source:
        R package qcc 3.0, `stats.R` and `stats.S`.
    """
    old = charts.spread
    keep = ~samples.excluded(exclude, old.statistics.shape[0])
    samples.refuse_too_few(old.statistics[keep], 1)
    weights = charts.sizes[keep]
    center = float(np.multiply(weights, old.statistics[keep]).sum() / weights.sum())
    lines = Lines(center, old.standard_error, old.nsigmas, least=0.0)
    return msgspec.structs.replace(charts, spread=assemble(old.kind, old.statistics, lines, old.sigma, None))
