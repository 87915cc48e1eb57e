"""From readings to charts: one function for each family of kinds, and what is known beside the picture."""

import functools
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from core.words import Localized, say
from lotgate.chart_asked import EITHER, SIZED, SUBGROUPED, Asked, rules_of
from lotgate.chart_data import ChartData

if TYPE_CHECKING:
    from drawing.figure import Panel, Reference
    from spc_kernels.capability import Capability
    from spc_kernels.charts import Estimate, Given
    from spc_kernels.rules import Rule, RuleSet, RunLength, Signals

RUN_LENGTH_RUNS = 100_000
LEAST_WEIGHT = 0.01
"""Weight of an EWMA below which its run length takes seconds, then minutes."""


class FalseAlarms(msgspec.Struct, frozen=True):
    """
    How often a chart signals without a cause.

    Attributes:
        arl: Points up to a false signal, on average.
        standard_error: Of the simulation; 0 where it was computed.
        is_approximate: Whether counts were taken for normal.
    """

    arl: float
    standard_error: float
    is_approximate: bool


class Charted(msgspec.Struct, frozen=True, eq=False):
    """
    A chart with what is told beside it.

    Attributes:
        panels: Charts to draw.
        sigma: Standard deviation and the name of its estimator.
        rules: Run rules that were tested; None for limits only.
        signals: What they found; None where there are none.
        false_alarms: How often they signal without a cause; None where that is not known.
        capability: Against the specification limits; None without limits.
    """

    panels: "tuple[Panel, ...]"
    sigma: "Estimate"
    rules: "RuleSet | None"
    signals: "Signals | None"
    false_alarms: FalseAlarms | None
    capability: "Capability | None"


def chart(data: ChartData, asked: Asked) -> Charted:
    """
    Chart what was read, as it was asked.

    Raises:
        SpcError: ``spc.*``, as the charts of `spc_kernels`.
    """
    rules = rules_of(asked)
    draw: Callable[[ChartData, Asked, RuleSet | None], Any]
    if asked.kind in SUBGROUPED:
        draw = _subgroups
    elif asked.kind in EITHER:
        draw = _weighted
    else:
        draw = _counts if asked.kind != "individuals" else _individuals
    panels, sigma, signals = draw(data, asked, rules)
    stable = not any(panel.flags for panel in panels)
    capability = _capability(data, asked, is_stable=stable) if asked.has_limits else None
    return Charted(panels, sigma, rules, signals, _false_alarms(asked, rules), capability)


Drawn = tuple["tuple[Panel, ...]", "Estimate", "Signals | None"]


def _individuals(data: ChartData, asked: Asked, rules: "RuleSet | None") -> "Drawn":
    from drawing.control_charts import panel_of
    from spc_kernels import charts

    x = data.readings()
    known, exclude = _known(asked), _exclude(asked)
    found = charts.individuals(x, given=known, exclude=exclude, rules=rules)
    panels = [panel_of(found, _references(asked))]
    if x.shape[0] > 1:
        panels.append(panel_of(charts.moving_range(x, given=charts.Given(sigma=found.sigma))))
    return tuple(panels), found.sigma, found.signals


def _subgroups(data: ChartData, asked: Asked, rules: "RuleSet | None") -> "Drawn":
    """Chart subgroups; specification limits are for single readings and are not drawn among means."""
    from drawing.control_charts import panel_of
    from spc_kernels import charts

    draw = charts.xbar_r if asked.kind == "xbar_r" else charts.xbar_s
    found = draw(data.groups(), given=_known(asked), exclude=_exclude(asked), rules=rules)
    return (panel_of(found.xbar), panel_of(found.spread)), found.xbar.sigma, found.xbar.signals


def _counts(data: ChartData, asked: Asked, rules: "RuleSet | None") -> "Drawn":
    """Chart counts and rare events, by the function of the kind's name."""
    from drawing.control_charts import panel_of

    charts = importlib.import_module("spc_kernels.charts")
    sizes = (_sizes(data),) if asked.kind in SIZED else ()
    found = getattr(charts, asked.kind)(
        data.readings(), *sizes, given=_known(asked), exclude=_exclude(asked), rules=rules
    )
    return (panel_of(found),), found.sigma, found.signals


def _sizes(data: ChartData) -> Any:  # noqa: ANN401  # an array, or one number
    import numpy as np

    return np.array(data.sizes, dtype=np.float64)


def _weighted(data: ChartData, asked: Asked, _rules: "RuleSet | None") -> "Drawn":
    from drawing.control_charts import cusum_panel, ewma_panel, panel_of
    from spc_kernels import charts

    x = data.groups() if data.is_grouped else data.readings()
    known, exclude = _known(asked), _exclude(asked)
    if asked.kind == "ewma":
        smooth = charts.ewma(x, asked.weight, given=known, exclude=exclude)
        return (ewma_panel(smooth),), smooth.sigma, None
    if asked.kind == "cusum":
        sums = charts.cusum(x, asked.reference, asked.interval, given=known, exclude=exclude)
        return (cusum_panel(sums),), sums.sigma, None
    means = charts.moving_average(x, asked.span, given=known, exclude=exclude)
    return (panel_of(means),), means.sigma, None


def _known(asked: Asked) -> "Given | None":
    from spc_kernels.charts import Given

    return None if asked.center is None and asked.sigma is None else Given(asked.center, asked.sigma)


def _exclude(asked: Asked) -> slice | None:
    return None if asked.baseline is None else slice(asked.baseline, None)


def _references(asked: Asked) -> "list[Reference]":
    from drawing.figure import Reference

    given = (("USL", asked.upper), ("T", asked.target), ("LSL", asked.lower))
    return [Reference(label, value) for label, value in given if value is not None]


def _capability(data: ChartData, asked: Asked, *, is_stable: bool) -> "Capability":
    """Study capability with the estimator of the chart, over all readings."""
    from spc_kernels.capability import Specification, Stability, normal

    methods = {"xbar_r": "UWAVE-R", "xbar_s": "UWAVE-SD"}
    method = methods.get(asked.kind, "UWAVE-R" if data.is_grouped else "MR")
    x = data.groups() if data.is_grouped else data.readings()
    stability = Stability("stable" if is_stable else "unstable", f"{asked.kind} chart")
    specification = Specification(asked.lower, asked.upper, asked.target)
    return normal(x, specification, sigma=method, confidence=asked.confidence, stability=stability)


def _false_alarms(asked: Asked, rules: "RuleSet | None") -> FalseAlarms | None:
    """Compute how often the first chart signals when nothing has changed; not for skew or overlapping points."""
    if asked.kind in ("moving_average", "g", "t"):
        return None
    if asked.kind in EITHER:
        return _weighted_alarms(asked)
    from spc_kernels.rules.definitions import MOST_RULES, beyond

    # The limits are compared with, and flag points, even where no rule of the set does that.
    own = () if rules is None else rules.rules
    limits = () if any(_is_limits(rule) for rule in own) else (beyond(MOST_RULES),)
    found = _run_length((*own, *limits))
    counted = asked.kind not in ("individuals", *SUBGROUPED)
    return FalseAlarms(found.arl, found.standard_error, is_approximate=counted)


def _weighted_alarms(asked: Asked) -> FalseAlarms | None:
    """Compute the run length of a chart with memory; None where it is too long to tell, or would take minutes."""
    from spc_kernels import arl
    from spc_kernels.arl.errors import UnresolvedArlError

    if asked.kind == "ewma" and asked.weight < LEAST_WEIGHT:
        return None
    try:
        if asked.kind == "ewma":
            found = arl.ewma(asked.weight, 3.0, limits="exact")
        else:
            found = arl.cusum(asked.reference, asked.interval)
    except UnresolvedArlError:
        return None
    return FalseAlarms(found, 0.0, is_approximate=False)


@functools.lru_cache(maxsize=64)
def _run_length(rules: "tuple[Rule, ...]") -> "RunLength":
    """Compute, or simulate, a run length once for each set of rules."""
    from spc_kernels.rules import run_length

    return run_length(rules, runs=RUN_LENGTH_RUNS)


def _is_limits(rule: "Rule") -> bool:
    """Say whether a rule compares with the control limits."""
    return (rule.pattern, rule.window, rule.sigmas) == ("same_side", 1, 3.0)


POINTS = {
    "individuals": Localized(en="reading", zh="读数"),
    "subgroups": Localized(en="subgroup", zh="子组"),
    "counts": Localized(en="sample", zh="样本"),
}


def point_of(data: ChartData, asked: Asked) -> Localized:
    """Say what a point is."""
    if data.is_grouped:
        return POINTS["subgroups"]
    return POINTS["counts" if asked.kind in (*SIZED, "c") else "individuals"]


def title_of(charted: Charted, data: ChartData) -> Localized:
    """Head a figure: what is plotted, and of what."""
    return say("{kind}: {name}", "{kind}：{name}", kind=charted.panels[0].title, name=data.name)
