"""Charts of single readings: individuals and their moving ranges."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Given, Lines, assemble, checked_given
from spc_kernels.rules.definitions import Rules

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None


def individuals(
    x: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    method: str = "MR",
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart single readings.

    Args:
        x: Readings in time order, unit *u*. Shape ``(n,)``, ``n >= 2``, or ``n >= 1`` when centre and sigma are given.
        given: Known centre or sigma (phase II), unit *u*.
        exclude: Points left out of centre and sigma (phase I), still plotted and tested; see `sigma_over_time`.
        method: Estimator of sigma: ``MR``, ``MMR``, ``NMR``, ``SSD``, ``SD`` or ``STDEV``.
        nsigmas: Distance of the limits in sigmas, above 0.
        rules: Run rules to evaluate; None for the limits only.

    Returns:
        Chart with one centre and one pair of limits, unit *u*. The statistics are the readings, not copied when they
        already are contiguous float64. Constant readings: sigma 0, limits on the centre, no signal.

    Raises:
        TooFewReadingsError: ``spc.sample.too-few``.
        NonFiniteReadingError: ``spc.sample.non-finite``; location is ``$.x[i]`` of the first one.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, other unusable input.

    Numerics:
        One pass for centre and moving range, one for the rules. Centre 1e-15 relative to the largest reading.

    Source:
        NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2.
    """
    known = checked_given(given)
    sigma = known.estimate()
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    samples.known(method, "method", estimators.OVER_TIME)
    points = samples.as_floats(x)
    samples.refuse_too_few(points, 1 if sigma is not None and known.center is not None else 2)
    center, spread = _center_and_sigma(points, known, exclude, method)
    return assemble("individuals", points, Lines(center, spread.value, wide), spread, rules)


def _center_and_sigma(points: "Floats", known: Given, exclude: Excluded, method: str) -> tuple[float, Estimate]:
    """Estimate what was not given; in the usual case both in the pass that also finds unusable readings."""
    from spc_kernels.charts import sums

    sigma = known.estimate()
    with samples.quiet():
        total, ranges = sums.center_and_range(points, estimators.typical(points))
    if not (np.isfinite(total) and np.isfinite(ranges) and ranges < samples.LARGEST):
        samples.readings(points)
    n = points.shape[0]
    if exclude is None:
        center = estimators.finite(estimators.typical(points) + total / n)
        if sigma is None and method == "MR":
            sigma = Estimate(estimators.finite(ranges / (n - 1) / constants.d2(2)), "MR", n - 1)
        keep = np.ones(0 if sigma else n, dtype=np.bool_)
    else:
        keep = ~samples.excluded(exclude, n)
        samples.refuse_too_few(points[keep], 1)
        center = estimators.mean_of(points[keep])
    if sigma is None:
        samples.readings(points)
        sigma = estimators.over_time(points, keep, method)
    return (center if known.center is None else float(known.center)), sigma


def moving_range(
    x: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    width: int = 2,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart the moving ranges of single readings.

    Args:
        x: Readings in time order, unit *u*. Shape ``(n,)``, ``n >= 2``.
        given: Known sigma of single readings, unit *u*; a centre given is that of the ranges.
        exclude: Points left out of sigma, still plotted and tested.
        width: Readings of a range, 2 to 100.
        nsigmas: Distance of the limits in standard errors, above 0.
        rules: Run rules; zones are measured by the standard error of the range, not by the distance to a limit.

    Returns:
        Chart whose first ``width - 1`` statistics are NaN: there is no range yet. Centre ``d2 sigma``, limits
        ``d2 sigma -+ nsigmas d3 sigma``, the lower one at least 0.

    Raises:
        SpcError: As `individuals`.

    Numerics:
        O(n width).

    Source:
        NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2; D. C. Montgomery, section 6.4.
    """
    from spc_kernels.charts import sums

    known = checked_given(given)
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    span = samples.whole(width, "width", at_least=2, at_most=100)
    points = samples.readings(x, at_least=span)
    everything = np.ones(points.shape[0], dtype=np.bool_)
    keep = everything & ~samples.excluded(exclude, points.shape[0])
    sigma = known.estimate() or estimators.over_time(points, keep, "MR", span)
    center = sigma.value * constants.d2(span) if known.center is None else float(known.center)
    lines = Lines(center, sigma.value * constants.d3(span), wide, least=0.0)
    ranges = samples.frozen(sums.moving_ranges(points, everything, span))
    return assemble("moving_range", ranges, lines, sigma, rules)
