"""Charts of what happens seldom: cases between events, and time between events."""

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Given, Lines, assemble, checked_given
from spc_kernels.charts.single_readings import individuals
from spc_kernels.errors import ParameterError
from spc_kernels.rules.definitions import Rules

Excluded = npt.ArrayLike | slice | range | None

NELSON_EXPONENT = 3.6
"""An exponential variable to the power of 1/3.6 is nearly normal."""


def g(
    x: npt.ArrayLike,
    *,
    counts_from: int = 0,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart the numbers of cases between events.

    Args:
        x: Cases between neighbouring events, whole numbers from `counts_from`. Shape ``(m,)``.
        counts_from: 0 when the cases between events are counted, 1 when the event itself counts as a case.
        given: Known mean as centre, at least `counts_from`.
        exclude: Points left out of the centre, still plotted and tested.
        nsigmas: Distance of the limits in standard deviations, above 0.
        rules: Run rules; zones of a distribution this skew have other false-alarm rates than normal ones.

    Returns:
        Chart of x around its mean; the standard deviation is geometric, ``sqrt(m (m + 1))`` for counts from 0 and
        ``sqrt(m (m - 1))`` for counts from 1; the lower limit is at least `counts_from`.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``, a count or a centre below `counts_from`.
        SpcError: ``spc.count.*``, ``spc.sample.*``, other unusable input.

    Numerics:
        O(m).

    Source:
        J. C. Benneyan, "Number-between g-type statistical quality control charts", Health Care Management Science 4,
        2001, section 3.
    """
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    first = samples.whole(counts_from, "counts_from", at_least=0, at_most=1)
    found = samples.counts(x)
    if (found < first).any():
        at = int(np.argmax(found < first))
        raise ParameterError(
            f"the count `{found[at]:g}` is below `{first}`", location=samples.place("x", at), hint="use counts_from=0"
        )
    keep = ~samples.excluded(exclude, found.shape[0])
    samples.refuse_too_few(found[keep], 1)
    known = checked_given(given)
    mean = estimators.mean_of(found[keep]) if known.center is None else known.center
    mean = samples.number(mean, "given.center", above=first, below=samples.LARGEST, closed=True)
    deviation = float(np.sqrt(mean * (mean + 1.0 if first == 0 else mean - 1.0)))
    sigma = known.estimate() or Estimate(deviation, "model")
    return assemble("g", found, Lines(mean, sigma.value, wide, least=float(first)), sigma, rules)


def t(
    x: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart the times between events.

    Args:
        x: Times between neighbouring events, 0 or more, any unit. Shape ``(m,)``, ``m >= 2``.
        given: Known centre or sigma, of the transformed times.
        exclude: Points left out of centre and sigma, still plotted and tested.
        nsigmas: Distance of the limits on the transformed scale, above 0.
        rules: Run rules, evaluated on the transformed times.

    Returns:
        Chart in the unit of x: an individuals chart of ``x ** (1 / 3.6)``, its lines transformed back (a lower limit
        below 0 becomes 0). ``standard_error`` and ``sigma`` stay on the transformed scale.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``, a negative time.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, other unusable input.

    Numerics:
        As `individuals`, and two powers.

    Source:
        L. S. Nelson, "A control chart for parts-per-million nonconforming items", J. Quality Technology 26(3), 1994.
    """
    times = samples.readings(x, at_least=1)
    if (times < 0).any():
        at = int(np.argmax(times < 0))
        raise ParameterError(
            f"the time `{times[at]:g}` is negative", location=samples.place("x", at), hint="give times in order"
        )
    transformed = samples.frozen(times ** (1.0 / NELSON_EXPONENT))
    chart = individuals(transformed, given=given, exclude=exclude, nsigmas=nsigmas, rules=rules)
    back = [max(float(np.asarray(line)), 0.0) ** NELSON_EXPONENT for line in (chart.lcl, chart.center, chart.ucl)]
    return msgspec.structs.replace(chart, kind="t", statistics=times, lcl=back[0], center=back[1], ucl=back[2])
