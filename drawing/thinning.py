"""Fewer points for a small picture: what stands out is kept, and every flagged point."""

import itertools

import numpy as np
import numpy.typing as npt

from drawing.figure import Panel

Points = npt.NDArray[np.int64]


def kept_points(panel: Panel, buckets: int) -> Points:
    """
    Choose the points to draw.

    Args:
        panel: The chart.
        buckets: Parts that the axis is cut into.

    Returns:
        Ascending numbers of points: all where there are no more than four for each bucket; else of each bucket the
        first, the last, the smallest and the largest of each series, and every flagged point of the panel.
    """
    count = panel.count
    if count <= 4 * buckets:
        return np.arange(count)
    edges = np.linspace(0, count, buckets + 1).astype(np.int64)
    chosen = [edges[:-1], edges[1:] - 1, np.array([flag.point for flag in panel.flags], dtype=np.int64)]
    for values in panel.series:
        chosen += _extremes(values, edges)
    return np.unique(np.concatenate(chosen))


def _extremes(values: npt.NDArray[np.float64], edges: Points) -> list[Points]:
    """Find the first smallest and the first largest value of each bucket; a missing value is neither."""
    high = np.where(np.isnan(values), -np.inf, values)
    low = np.where(np.isnan(values), np.inf, values)
    least = [begin + int(np.argmin(low[begin:end])) for begin, end in itertools.pairwise(edges)]
    most = [begin + int(np.argmax(high[begin:end])) for begin, end in itertools.pairwise(edges)]
    return [np.array(least, dtype=np.int64), np.array(most, dtype=np.int64)]
