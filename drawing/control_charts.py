"""From the charts of `spc_kernels` to panels: their titles, zones and flagged points."""

from collections.abc import Iterable

import numpy as np

from core.words import Localized
from drawing.figure import BEYOND, Flag, Panel, Reference
from spc_kernels.charts import Chart, CusumChart, EwmaChart

TITLES = {
    "individuals": Localized(en="Individuals", zh="单值图"),
    "moving_range": Localized(en="Moving ranges", zh="移动极差图"),
    "xbar": Localized(en="Means", zh="均值图"),
    "r": Localized(en="Ranges", zh="极差图"),
    "s": Localized(en="Standard deviations", zh="标准差图"),
    "p": Localized(en="Proportion nonconforming (p)", zh="不合格品率图（p图）"),
    "np": Localized(en="Nonconforming items (np)", zh="不合格品数图（np图）"),
    "c": Localized(en="Nonconformities (c)", zh="不合格数图（c图）"),
    "u": Localized(en="Nonconformities per unit (u)", zh="单位产品不合格数图（u图）"),
    "laney_p": Localized(en="Proportion nonconforming (Laney p′)", zh="不合格品率图（Laney p′图）"),
    "laney_u": Localized(en="Nonconformities per unit (Laney u′)", zh="单位产品不合格数图（Laney u′图）"),
    "g": Localized(en="Cases between events (g)", zh="事件间隔例数图（g图）"),
    "t": Localized(en="Time between events (t)", zh="事件间隔时间图（t图）"),
    "moving_average": Localized(en="Moving averages", zh="移动平均图"),
    "ewma": Localized(en="Exponentially weighted moving averages", zh="指数加权移动平均图"),
    "cusum": Localized(en="Cumulative sums, in standard errors", zh="累积和图（以标准误为单位）"),
}
"""Headings of the charts, by kind."""


def panel_of(chart: Chart, references: Iterable[Reference] = ()) -> Panel:
    """
    Draw up a Shewhart chart.

    Args:
        chart: The chart. Its zones are drawn when run rules were evaluated: they say nothing where only limits count.
        references: Further lines, in the unit of the points.

    Returns:
        The panel. A point beyond a limit is flagged by the rule that says so, or by `BEYOND` where none does.
    """
    zone = chart.standard_error if chart.signals is not None else None
    return Panel(
        title=TITLES[chart.kind],
        series=(chart.statistics,),
        center=chart.center,
        lower=chart.lcl,
        upper=chart.ucl,
        zone=zone,
        flags=flags_of(chart),
        references=tuple(references),
    )


def flags_of(chart: Chart) -> tuple[Flag, ...]:
    """List the flagged points of a chart with the rules that flag them."""
    found: dict[int, list[int]] = {}
    if chart.signals is not None:
        for rule in chart.signals.rules:
            for point in chart.signals.points(rule.number).tolist():
                found.setdefault(point, []).append(rule.number)
    for point in chart.out_of_control.tolist():
        found.setdefault(point, [BEYOND])
    return tuple(Flag(point, tuple(rules)) for point, rules in sorted(found.items()))


def ewma_panel(chart: EwmaChart) -> Panel:
    """Draw up an EWMA chart; its limits settle, and its points depend on each other, so it has no zones."""
    settled = chart.first_errors.shape[0] == 1
    return Panel(
        title=TITLES["ewma"],
        series=(chart.statistics,),
        center=chart.center,
        lower=float(chart.lcl[0]) if settled else chart.lcl,
        upper=float(chart.ucl[0]) if settled else chart.ucl,
        flags=tuple(Flag(point, (BEYOND,)) for point in chart.out_of_control.tolist()),
    )


def cusum_panel(chart: CusumChart) -> Panel:
    """Draw up a CUSUM chart: the upper sums above the centre, the lower ones as negative numbers below it."""
    upper = [Flag(point, (BEYOND,), 0) for point in chart.signals_upper.tolist()]
    lower = [Flag(point, (BEYOND,), 1) for point in chart.signals_lower.tolist()]
    return Panel(
        title=TITLES["cusum"],
        series=(chart.upper, np.negative(chart.lower)),
        center=0.0,
        lower=-chart.h,
        upper=chart.h,
        flags=tuple(sorted([*upper, *lower])),
    )
