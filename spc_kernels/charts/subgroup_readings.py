"""Reads subgroups of readings and computes their means and spreads; draws no limits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts import estimators
from spc_kernels.errors import NonFiniteReadingError, SampleShapeError, SubgroupSizeError

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

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


def subgroups(x: Groups, *, missing: Literal["refuse", "drop"] = "refuse") -> Subgroups:
    """
    Read subgroups.

    Args:
        x: Rows of readings, unit *u*. Shape ``(m, n)``, or a sequence of rows of different length.
        missing: What NaN, None or a masked reading in a row means: an error, or a reading that was not taken.

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
    rows = [_row(row, i, missing) for i, row in enumerate(samples.unmasked(x))]  # type: ignore[arg-type]  # a sequence: it is no matrix
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
        raw = np.asarray(samples.unmasked(x))
    except ValueError:
        return None
    if raw.dtype.kind == "O" and raw.ndim == 2:  # rows with None in them
        return None
    return samples.as_floats(raw, ndim=2)


def _row(row: npt.ArrayLike, i: int, missing: str) -> "Floats":
    listed = [np.nan if value is None else value for value in _iterable(row, i)]
    values = samples.as_floats(listed, f"x[{i}]")  # type: ignore[arg-type]  # what is no number is refused there
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
    with samples.quiet():
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
