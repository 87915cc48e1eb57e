"""Charts that remember: exponentially weighted moving averages, cumulative sums, moving averages."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Given, Lines, assemble, checked_given
from spc_kernels.charts.subgroup_readings import Groups, Subgroups, grand_mean, read_and_measure
from spc_kernels.errors import MagnitudeError, ParameterError
from spc_kernels.rules.signals import Points, set_bits

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None
Readings = npt.ArrayLike | Groups | Subgroups

LEAST_WEIGHT = 1e-9
"""Smallest weight of the newest point: it has some after a billion of them."""
NEGLIGIBLE = 1e-17
"""What is left of the first variance when the limits of an EWMA have stopped moving in float64."""


class EwmaChart(msgspec.Struct, frozen=True, eq=False):
    """
    An EWMA chart. Its limits settle after some points, so only those before are kept.

    Attributes:
        statistics: Weighted averages, unit of the readings. Shape ``(n,)``.
        center: Centre line.
        sigma: Standard deviation of single readings, and the name of its estimator.
        lam: Weight of the newest point.
        nsigmas: Distance of the limits in standard errors.
        first_errors: Standard errors of the first points; the last one holds for all that follow.
        beyond: The points beyond a limit, as packed words.
    """

    statistics: "Floats"
    center: float
    sigma: Estimate
    lam: float
    nsigmas: float
    first_errors: "Floats"
    beyond: npt.NDArray[np.uint64]
    kind: str = "ewma"

    @property
    def standard_error(self) -> "Floats":
        """Standard error of each point. Shape ``(n,)``."""
        errors = np.full(self.statistics.shape[0], self.first_errors[-1])
        errors[: self.first_errors.shape[0]] = self.first_errors
        return errors

    @property
    def lcl(self) -> "Floats":
        """Lower control limit of each point. Shape ``(n,)``."""
        return self.center - self.nsigmas * self.standard_error

    @property
    def ucl(self) -> "Floats":
        """Upper control limit of each point. Shape ``(n,)``."""
        return self.center + self.nsigmas * self.standard_error

    @property
    def out_of_control(self) -> Points:
        """The points beyond a limit, ascending."""
        return set_bits(self.beyond)


class CusumChart(msgspec.Struct, frozen=True, eq=False):
    """
    A two-sided tabular CUSUM, in standard errors of the plotted statistic.

    Attributes:
        upper: Sums of upward deviations, ``>= 0``. Shape ``(n,)``.
        lower: Sums of downward deviations, ``>= 0`` (R qcc plots them as negative). Shape ``(n,)``.
        center: Target.
        sigma: Standard deviation of single readings, and the name of its estimator.
        k: Reference value: half the shift to be found.
        h: Decision interval.
        head_start: Value both sums start from.
        beyond_upper: The points whose upper sum exceeds h, as packed words.
        beyond_lower: The points whose lower sum does.
    """

    upper: "Floats"
    lower: "Floats"
    center: float
    sigma: Estimate
    k: float
    h: float
    head_start: float
    beyond_upper: npt.NDArray[np.uint64]
    beyond_lower: npt.NDArray[np.uint64]
    kind: str = "cusum"

    @property
    def signals_upper(self) -> Points:
        """The points whose upper sum exceeds h; sums run on after a signal."""
        return set_bits(self.beyond_upper)

    @property
    def signals_lower(self) -> Points:
        """The points whose lower sum exceeds h."""
        return set_bits(self.beyond_lower)

    @property
    def out_of_control(self) -> Points:
        """The points with a signal on either side, ascending."""
        return set_bits(self.beyond_upper | self.beyond_lower)


def ewma(
    x: Readings,
    lam: float = 0.2,
    nsigmas: float = 3.0,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    steady_limits: bool = False,
) -> EwmaChart:
    """
    Chart exponentially weighted moving averages.

    Args:
        x: Single readings, shape ``(n,)``, or subgroups, whose means are smoothed; unit *u*.
        lam: Weight of the newest point, 1e-9 to 1.
        nsigmas: Distance of the limits in standard errors, above 0.
        given: Known target and sigma of single readings; else mean and moving range (readings) or mean range
            (subgroups). Other estimators: ``Given(sigma=sigma_over_time(x, "SD"))``.
        exclude: Points left out of centre and sigma, still plotted and tested.
        steady_limits: Use the limits of a chart that has run long, from the first point on.

    Returns:
        Chart starting from the centre. The variance of point t is ``sigma^2 lam/(2-lam) (1 - (1-lam)^(2t))`` over the
        subgroup size; where sizes differ, ``v_t = lam^2 sigma^2 / n_t + (1-lam)^2 v_(t-1)``. Only the limits are
        compared: neighbouring points depend on each other, so run rules do not apply.

    Raises:
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, ``spc.subgroup.size``.

    Numerics:
        Deviations from the centre are smoothed; 1e-15 of the largest deviation over lam. O(n).

    Source:
        J. M. Lucas and M. S. Saccucci, Technometrics 32(1), 1990; NIST/SEMATECH e-Handbook, section 6.3.2.4.
    """
    from spc_kernels.charts import recursions

    weight = samples.number(lam, "lam", above=LEAST_WEIGHT, below=1.0, closed=True)
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    points = _read(x, checked_given(given), exclude)
    errors = _ewma_errors(points, weight, steady=samples.flag(steady_limits, "steady_limits"))
    n = points.plotted.shape[0]
    smooth, words = np.empty(n), np.empty((n + 63) // 64, dtype=np.uint64)
    recursions.ewma(points.plotted, points.center, weight, errors, wide, smooth, words)
    return EwmaChart(samples.frozen(smooth), points.center, points.sigma, weight, wide, errors, words)


def cusum(
    x: Readings,
    k: float = 0.5,
    h: float = 5.0,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    head_start: float = 0.0,
) -> CusumChart:
    """
    Chart cumulative sums on both sides of a target.

    Args:
        x: Single readings, shape ``(n,)``, or subgroups, whose means are charted; unit *u*.
        k: Reference value in standard errors, 0 or more.
        h: Decision interval in standard errors, above 0.
        given: Known target and sigma of single readings; else estimated as by `ewma`.
        exclude: Points left out of centre and sigma, still plotted and tested.
        head_start: Fast initial response: value both sums start from, usually ``h / 2``; 0 to h.

    Returns:
        Chart of ``max(0, C + z - k)`` and ``max(0, C - z - k)``, z being the deviation in standard errors.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``; also a sigma of 0 with readings off the target, whose
            deviation has no size.
        SpcError: ``spc.sample.*``, ``spc.subgroup.size``.

    Numerics:
        O(n). A sum that returns to 0 forgets every rounding error before.

    Source:
        J. M. Lucas and R. B. Crosier, Technometrics 24(3), 1982; D. C. Montgomery, section 9.1.
    """
    from spc_kernels.charts import recursions

    reference = samples.number(k, "k", above=0.0, below=1e6, closed=True)
    interval = samples.number(h, "h", above=0.0, below=1e9)
    begin = samples.number(head_start, "head_start", above=0.0, below=interval, closed=True)
    points = _read(x, checked_given(given), exclude)
    unit = _unit(points)
    n = points.plotted.shape[0]
    sums, words = np.empty((2, n)), np.empty((2, (n + 63) // 64), dtype=np.uint64)
    with samples.quiet():
        recursions.cusum(points.plotted, points.center, unit, np.array([reference, interval, begin]), sums, words)
    if not np.isfinite(sums[:, -1]).all():
        raise MagnitudeError("sums overflow", location=samples.place("x"), hint="is sigma given in the unit of x?")
    upper, lower = samples.frozen(sums[0]), samples.frozen(sums[1])
    return CusumChart(upper, lower, points.center, points.sigma, reference, interval, begin, words[0], words[1])


def moving_average(
    x: Readings,
    span: int = 3,
    nsigmas: float = 3.0,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
) -> Chart:
    """
    Chart moving averages.

    Args:
        x: Single readings, shape ``(n,)``, or subgroups, whose means are averaged; unit *u*.
        span: Points averaged, 2 to 1,000.
        nsigmas: Distance of the limits in standard errors, above 0.
        given: Known target and sigma of single readings; else estimated as by `ewma`.
        exclude: Points left out of centre and sigma, still plotted and tested.

    Returns:
        Chart of the mean of the last ``min(t, span)`` points; limits ``-+ nsigmas sigma / sqrt(n min(t, span))``,
        with different subgroup sizes ``sigma sqrt(sum of 1/n_i) / min(t, span)``. Only the limits are compared.

    Raises:
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, ``spc.subgroup.size``.

    Numerics:
        Every window is summed anew: no drift. O(n span).

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 9.3.
    """
    from spc_kernels.charts import recursions

    width = samples.whole(span, "span", at_least=2, at_most=1000)
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    points = _read(x, checked_given(given), exclude)
    n = points.plotted.shape[0]
    means = np.empty(n)
    recursions.moving_average(points.plotted, points.center, width, means)
    counted = np.minimum(np.arange(1, n + 1), width)
    if points.sizes.shape[0] == 1:
        errors = points.sigma.value / np.sqrt(points.sizes[0] * counted)
    else:
        variances = np.empty(n)
        recursions.moving_average(samples.frozen(1.0 / points.sizes), 0.0, width, variances)
        errors = points.sigma.value * np.sqrt(variances / counted)
    lines = Lines(points.center, samples.frozen(errors), wide)
    return assemble("moving_average", samples.frozen(means), lines, points.sigma, None)


class _Points(msgspec.Struct, frozen=True, eq=False):
    """What is plotted: readings or means, their centre and sigma, the sizes behind them (one when all are the same)."""

    plotted: "Floats"
    center: float
    sigma: Estimate
    sizes: "Floats"


def _read(x: Readings, known: Given, exclude: Excluded) -> _Points:
    if isinstance(x, Subgroups) or _is_nested(x):
        return _means(x, known, exclude)
    sigma = known.estimate()
    needed = 1 if sigma is not None and known.center is not None else 2
    readings = samples.readings(x, at_least=needed)
    one = samples.frozen(np.ones(1))
    if sigma is not None and known.center is not None:
        return _Points(readings, float(known.center), sigma, one)
    keep = ~samples.excluded(exclude, readings.shape[0])
    kept = readings if exclude is None else readings[keep]
    samples.refuse_too_few(kept, 1)
    center = estimators.mean_of(kept) if known.center is None else float(known.center)
    return _Points(readings, center, sigma or estimators.over_time(readings, keep, "MR"), one)


def _is_nested(x: npt.ArrayLike | Groups) -> bool:
    """Tell rows of readings, which may differ in length, from single readings."""
    if isinstance(x, list | tuple):
        return bool(x) and (samples.axes(x[0]) > 0 or isinstance(x[0], list | tuple))
    return samples.axes(x) > 1


def _means(x: Groups | Subgroups, known: Given, exclude: Excluded) -> _Points:
    _, plotted = read_and_measure(x, ranges=True)
    keep = None if exclude is None else ~samples.excluded(exclude, plotted.means.shape[0])
    if keep is not None:
        samples.refuse_too_few(plotted.means[keep], 1)
    sizes = samples.frozen(plotted.sizes[:1] if plotted.one_size else plotted.sizes)
    sigma = known.estimate() or estimators.within(plotted, keep, "UWAVE-R")
    center = grand_mean(plotted, keep) if known.center is None else float(known.center)
    return _Points(plotted.means, center, sigma, sizes)


def _ewma_errors(points: _Points, lam: float, *, steady: bool) -> "Floats":
    from spc_kernels.charts import recursions

    sigma, n = points.sigma.value, points.plotted.shape[0]
    if points.sizes.shape[0] > 1:
        variances = np.empty(n)
        recursions.ewma_variances(points.sizes, lam, variances)
        if steady:
            variances = lam / (2.0 - lam) / points.sizes
        return samples.frozen(sigma * np.sqrt(variances))
    final = sigma * np.sqrt(lam / (2.0 - lam) / points.sizes[0])
    if steady or lam == 1.0:
        return samples.frozen(np.array([final]))
    lasting = int(np.ceil(np.log(NEGLIGIBLE) / (2.0 * np.log1p(-lam)))) + 1
    left = np.cumprod(np.full(min(lasting, n), (1.0 - lam) * (1.0 - lam)))
    return samples.frozen(final * np.sqrt(1.0 - left))


def _unit(points: _Points) -> "Floats":
    if points.sigma.value > 0.0:
        return samples.frozen(points.sigma.value / np.sqrt(points.sizes))
    off = points.plotted != points.center
    if off.any():
        raise ParameterError(
            "sigma is `0` while readings differ from the centre",
            location=samples.place("x", int(np.argmax(off))),
            hint="give a sigma above 0",
        )
    return samples.frozen(np.ones(1))
