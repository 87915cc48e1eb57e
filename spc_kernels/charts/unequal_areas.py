"""The I' chart: measurements whose precision depends on the size of what they were taken from."""

import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts.results import Chart, Estimate, Given, Lines, assemble, checked_given
from spc_kernels.errors import TooFewReadingsError
from spc_kernels.rules.definitions import Rules

METHOD = "MR of weighted differences"


def i_prime(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: npt.ArrayLike | slice | range | None = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart single values, each the mean over its own area of opportunity.

    Args:
        x: Values in time order, unit *u*. Shape ``(m,)``, ``m >= 2``, or ``m >= 1`` when centre and sigma are given.
        n: Area of opportunity of each, such as a number of items or a time, above 0. Shape ``(m,)``.
        given: Known centre, and the standard deviation of a value of area 1, unit *u*.
        exclude: Values left out of centre and sigma; a difference is used when both its values are kept.
        nsigmas: Distance of the limits in standard errors, above 0.
        rules: Run rules to evaluate; None for the limits only.

    Returns:
        Chart with one centre, the mean weighted by area, and limits for each value: its standard error is
        ``sigma / sqrt(n_i)``. With all areas equal it is the individuals chart.

    Raises:
        SpcError: ``spc.sample.*``, ``spc.parameter.*``; the location is the first value that cannot be used.

    Numerics:
        d2(2) in full. O(m).

    Source:
        W. A. Taylor, "Normalized individuals (I_N) chart", 2017; as the I' chart of qicharts2.
    """
    known = checked_given(given)
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    sigma = known.estimate()
    values = samples.readings(x, at_least=1 if sigma is not None and known.center is not None else 2)
    areas = samples.readings(n, "n")
    samples.same_length(values, areas, "n")
    for index in np.flatnonzero(areas <= 0.0)[:1]:
        samples.number(float(areas[index]), f"n[{index}]", above=0.0, below=np.inf)
    keep = ~samples.excluded(exclude, values.shape[0])
    spread = sigma if sigma is not None else _sigma(values, areas, keep)
    center = known.center if known.center is not None else float(np.sum((values * areas)[keep]) / np.sum(areas[keep]))
    errors = samples.frozen(spread.value / np.sqrt(areas))
    return assemble("i_prime", values, Lines(center, errors, wide), spread, rules)


def _sigma(values: "samples.Floats", areas: "samples.Floats", keep: npt.NDArray[np.bool_]) -> Estimate:
    both = keep[1:] & keep[:-1]
    if not both.any():
        raise TooFewReadingsError(
            "no two neighbouring values are kept", location=samples.place("exclude"), hint="exclude fewer of them"
        )
    scaled = np.abs(np.diff(values)) / np.sqrt(1.0 / areas[1:] + 1.0 / areas[:-1])
    mean = float(np.mean(scaled[both]))
    return Estimate(mean * np.sqrt(2.0) / constants.d2(2), METHOD)
