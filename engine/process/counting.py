"""Control charts of counts: limits from the counts of a baseline, wider where less was inspected."""

from typing import TYPE_CHECKING

from core.words import say
from engine.expressions.missing import Missing, Unknown
from engine.model.finding_codes import ProcessReasonCode
from engine.packs.process_control import COUNTED, SIZED, ChartRule
from engine.process.baselines import Hindered
from engine.process.drawing import LIMIT, Drawn, Flag
from engine.process.false_alarms import of_counts
from engine.process.recorded import Recorded

if TYPE_CHECKING:
    from spc_kernels.charts import Chart, Given
    from spc_kernels.samples import Floats


def sizes_of(rule: ChartRule, series: Recorded) -> "Floats | None":
    """
    Give the numbers inspected that a chart of counts is out of; ``None`` for a chart that needs none.

    Raises:
        Unknown: The chart needs them, and they were not recorded.
        Hindered: One is missing, or a chart of units of one size has others.
    """
    import numpy as np

    sizes, path = series.sizes, f"{series.path}.sizes"
    if rule.kind in SIZED and isinstance(sizes, Missing):
        raise Unknown([sizes])
    if rule.kind not in COUNTED or isinstance(sizes, Missing):
        return None
    missing = np.isnan(sizes)
    if missing.any():
        words = say("{count} numbers inspected are missing", "缺失{count}个检验数量", count=int(missing.sum()))
        raise Hindered(ProcessReasonCode.missing_readings, f"{path}[{int(missing.argmax())}]", words)
    if rule.kind == "c" and (sizes != sizes[:1]).any():
        words = say("a c chart counts in units of one size: `u` has others", "c图要求检验单位大小相同，否则用u图")
        raise Hindered(ProcessReasonCode.other_sizes, path, words)
    return sizes if rule.kind in SIZED else None


def estimated(kind: str, counts: "Floats", sizes: "Floats | None") -> "tuple[Given, int]":
    """
    Estimate the rate from the counts of a prior period.

    Args:
        kind: ``p``, ``np``, ``c`` or ``u``.
        counts: What was found, whole numbers. Shape ``(m,)``.
        sizes: Among how many, or in how much; ``None`` for a chart of units of one size. Shape ``(m,)``.

    Returns:
        What the chart of the lot is given, and how many points of the prior period lie beyond their own limits.

    Raises:
        SpcError: There are too few of them, they are no counts, or more were found than inspected.
    """
    from spc_kernels import charts

    # An np chart is given the share, as a p chart is, and both flag the same points.
    chart = _chart("p" if kind == "np" else kind, counts, sizes, None)
    return charts.Given(center=float(chart.center), sigma=chart.sigma), int(chart.out_of_control.size)


def drawn(kind: str, counts: "Floats", sizes: "Floats | None", given: "Given") -> Drawn:
    """
    Chart the lot's counts by a known rate.

    Args:
        kind: As for `estimated`.
        counts: As for `estimated`.
        sizes: As for `estimated`.
        given: The rate, and the standard deviation for a size of one.

    Raises:
        SpcError: They cannot be charted.
    """
    import numpy as np

    chart = _chart(kind, counts, sizes, given)
    center, lower, upper = (np.broadcast_to(line, counts.shape) for line in (chart.center, chart.lcl, chart.ucl))
    beyond = chart.out_of_control
    # As far as its own limit lies from the centre: where less was inspected a point may lie farther out.
    wide = np.maximum(upper - center, np.finfo(float).tiny)
    decides = int(beyond[0]) if beyond.size else int((np.abs(chart.statistics - center) / wide).argmax())
    return Drawn(
        center=float(center[decides]),
        sigma=chart.sigma,
        lower=float(lower[decides]),
        upper=float(upper[decides]),
        in_sums=False,
        farthest=(decides, float(chart.statistics[decides])),
        flags=tuple(Flag(LIMIT, int(point), float(chart.statistics[point])) for point in beyond),
        false_alarms=of_counts(kind, _rate(given), sizes, lower, upper),
    )


def _rate(given: "Given") -> float:
    if given.center is None:  # pragma: no cover  # every chart of counts is given one
        raise TypeError(given)
    return float(given.center)


def _chart(kind: str, counts: "Floats", sizes: "Floats | None", given: "Given | None") -> "Chart":
    from spc_kernels import charts

    if kind == "c" or sizes is None:
        return charts.c(counts, given=given)
    draw = {"p": charts.p, "np": charts.np, "u": charts.u}[kind]
    return draw(counts, sizes, given=given)
