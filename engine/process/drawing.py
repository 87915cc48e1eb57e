"""Control charts by the kernels: limits from a baseline, points of the lot, and the points that are flagged."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from engine.packs.process_control import ChartRule
from engine.process.false_alarms import FalseAlarms, of_cusum, of_ewma, of_rules, rule_set

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from spc_kernels.charts import Chart, Estimate, Given
    from spc_kernels.charts.results import Line
    from spc_kernels.samples import Floats

SPREAD, LIMIT, UPPER, LOWER = "spread", "limit", "upper_sum", "lower_sum"
# Subgroups, a row each.
Rows: TypeAlias = "npt.NDArray[np.float64]"


class Flag(msgspec.Struct, frozen=True):
    """
    A point that is flagged.

    Attributes:
        rule: By which rule.
        point: Its position among the lot's.
        value: What is plotted.
    """

    rule: str
    point: int
    value: float


class Drawn(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    A control chart of the lot's points.

    Attributes:
        center: Centre line, in the unit of the readings.
        sigma: Standard deviation of single readings, and the name of its estimator.
        lower: Lower control limit of the last point, or of the one that decides where sizes differ; ``None`` for none.
        upper: Upper control limit of that point.
        in_sums: Whether points and limits are sums in standard errors, as of a CUSUM.
        farthest: The point that lies farthest out, and its value.
        flags: Every point that is flagged, by rule.
        false_alarms: How often a process in control would be.
    """

    center: float
    sigma: "Estimate"
    lower: float | None
    upper: float | None
    in_sums: bool
    farthest: tuple[int, float]
    flags: tuple[Flag, ...]
    false_alarms: FalseAlarms | None


def estimated(rule: ChartRule, rows: Rows) -> "tuple[Given, int]":
    """
    Estimate centre and sigma from the subgroups of a prior period.

    Returns:
        What the chart of the lot is given, and how many points of the prior period lie beyond their own limits.

    Raises:
        SpcError: There are too few of them, or they cannot be charted.
    """
    from spc_kernels import charts

    chart: Chart | charts.EwmaChart | charts.CusumChart
    match rule.kind:
        case "xbar_r":
            chart = charts.xbar_r(rows).xbar
        case "xbar_s":
            chart = charts.xbar_s(rows).xbar
        case "ewma" | "cusum" if rows.shape[1] > 1:
            chart = charts.xbar_r(rows).xbar
        case _:
            chart = charts.individuals(rows[:, 0])
    return charts.Given(center=float(chart.center), sigma=chart.sigma), int(chart.out_of_control.size)


def drawn(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    """
    Chart the lot's subgroups by known parameters.

    Args:
        rule: Which chart, neither ``specified`` nor one of counts.
        rows: The lot's subgroups. Shape ``(m, n)``.
        given: Centre and sigma.

    Raises:
        SpcError: They cannot be charted.
    """
    return DRAW[rule.kind](rule, rows, given)


def _individuals(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    from spc_kernels import charts

    points = rows[:, 0]
    chart = charts.individuals(points, given=given, rules=rule_set(rule.signals))
    spread = charts.moving_range(points, given=charts.Given(sigma=given.sigma)) if points.size > 1 else None
    return _shewhart(rule, chart, spread)


def _xbar_r(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    from spc_kernels import charts

    both = charts.xbar_r(rows, given=given, rules=rule_set(rule.signals))
    return _shewhart(rule, both.xbar, both.spread)


def _xbar_s(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    from spc_kernels import charts

    both = charts.xbar_s(rows, given=given, rules=rule_set(rule.signals))
    return _shewhart(rule, both.xbar, both.spread)


def _shewhart(rule: ChartRule, chart: "Chart", spread: "Chart | None") -> Drawn:
    flags = (
        []
        if chart.signals is None
        else [
            Flag(name, int(point), float(chart.statistics[point]))
            for number, name in enumerate(rule.signals, start=1)
            for point in chart.signals.points(number)
        ]
    )
    if spread is not None:
        flags += [Flag(SPREAD, int(point), float(spread.statistics[point])) for point in spread.out_of_control]
    return Drawn(
        center=_last(chart.center),
        sigma=chart.sigma,
        lower=_last(chart.lcl),
        upper=_last(chart.ucl),
        in_sums=False,
        farthest=_farthest(chart.statistics, _last(chart.center)),
        flags=tuple(flags),
        false_alarms=of_rules(rule.signals),
    )


def _ewma(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    from spc_kernels import charts

    if rule.weight is None or rule.limit is None:  # pragma: no cover  # looked at before
        raise TypeError(rule)
    chart = charts.ewma(_smoothed(rows), float(rule.weight), float(rule.limit), given=given)
    return Drawn(
        center=chart.center,
        sigma=chart.sigma,
        lower=float(chart.lcl[-1]),
        upper=float(chart.ucl[-1]),
        in_sums=False,
        farthest=_farthest(chart.statistics, chart.center),
        flags=tuple(Flag(LIMIT, int(point), float(chart.statistics[point])) for point in chart.out_of_control),
        false_alarms=of_ewma(rule.weight, rule.limit),
    )


def _cusum(rule: ChartRule, rows: Rows, given: "Given") -> Drawn:
    import numpy as np

    from spc_kernels import charts

    if rule.reference is None or rule.interval is None:  # pragma: no cover  # looked at before
        raise TypeError(rule)
    chart = charts.cusum(_smoothed(rows), float(rule.reference), float(rule.interval), given=given)
    upper = [Flag(UPPER, int(point), float(chart.upper[point])) for point in chart.signals_upper]
    lower = [Flag(LOWER, int(point), float(chart.lower[point])) for point in chart.signals_lower]
    return Drawn(
        center=chart.center,
        sigma=chart.sigma,
        lower=None,
        upper=chart.h,
        in_sums=True,
        farthest=_farthest(np.maximum(chart.upper, chart.lower), 0.0),
        flags=tuple(upper + lower),
        false_alarms=of_cusum(rule.reference, rule.interval),
    )


def _smoothed(rows: Rows) -> Rows:
    """Give single readings as one axis, subgroups as rows."""
    return rows if rows.shape[1] > 1 else rows[:, 0]


def _farthest(points: "Floats", center: float) -> tuple[int, float]:
    import numpy as np

    at = int(np.abs(points - center).argmax())
    return at, float(points[at])


def _last(line: "Line") -> float:
    import numpy as np

    return float(np.atleast_1d(line)[-1])


DRAW: dict[str, Callable[[ChartRule, Rows, "Given"], Drawn]] = {
    "individuals": _individuals,
    "xbar_r": _xbar_r,
    "xbar_s": _xbar_s,
    "ewma": _ewma,
    "cusum": _cusum,
}
