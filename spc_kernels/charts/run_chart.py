"""The run chart: runs and crossings about a centre that need no sigma."""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples

CROSSING_LEVEL = 0.05
"""Share of stable processes that cross the centre less often than the limit says, at most."""


class RunChart(msgspec.Struct, frozen=True, eq=False):
    """
    A run chart with Anhøj's two rules.

    Attributes:
        statistics: The plotted points. Shape ``(n,)``.
        center: The centre line.
        useful: Number of points that do not lie on the centre line.
        longest_run: Most useful points in a row on one side.
        longest_run_max: Longest run that is still expected.
        crossings: How often the line between useful points crosses the centre.
        crossings_min: Fewest crossings that are still expected.
        signal: Whether a run is too long or the crossings are too few.
    """

    statistics: "samples.Floats"
    center: float
    useful: int
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int
    signal: bool


def run_chart(x: npt.ArrayLike, center: float | None = None) -> RunChart:
    """
    Judge a series by its runs about a centre.

    Args:
        x: Points in time order, unit *u*. Shape ``(n,)``, ``n >= 1``.
        center: The centre, unit *u*; the median of the points when left out.

    Returns:
        The chart. Points exactly on the centre are passed over, neither counted nor ending a run. Without a useful
        point nothing is expected and there is no signal.

    Raises:
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        Exact: compares and counts; the limit of the crossings is a quantile of a binomial distribution. O(n).

    Source:
        J. Anhøj, A. V. Olesen, "Run charts revisited: a simulation study of run chart rules for detection of
        non-random variation in health care processes", PLoS ONE 9(11), 2014: longest run ``round(log2(n)) + 3``,
        crossings the 5 % quantile of Binomial(n - 1, 1/2).
    """
    points = samples.readings(x)
    middle = float(np.median(points)) if center is None else samples.number(center, "center")
    above = (points > middle)[points != middle]
    useful = int(above.shape[0])
    if useful == 0:
        return RunChart(points, middle, 0, 0, 0, 0, 0, signal=False)
    changes = np.flatnonzero(above[1:] != above[:-1]) + 1
    edges = np.concatenate(([0], changes, [useful]))
    longest, crossings = int(np.max(np.diff(edges))), int(changes.shape[0])
    most, fewest = round(math.log2(useful)) + 3, _fewest_crossings(useful)
    return RunChart(
        points, middle, useful, longest, most, crossings, fewest, signal=longest > most or crossings < fewest
    )


def _fewest_crossings(useful: int) -> int:
    if useful == 1:
        return 0
    from scipy.stats import binom

    return int(binom.ppf(CROSSING_LEVEL, useful - 1, 0.5))
