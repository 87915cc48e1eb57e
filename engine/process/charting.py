"""The lot's subgroups against a control chart whose limits come from its baseline alone."""

from typing import TYPE_CHECKING

import msgspec

from core.errors import LotgateError
from core.words import Localized, say
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.model.characteristic_codes import ControlChart
from engine.model.decision import ClauseReport, Observed
from engine.model.finding_codes import BaselineOrigin, ProcessReasonCode
from engine.model.process_finding import ChartFinding, ProcessBaseline, ProcessSignal
from engine.packs.process_control import (
    COUNTED,
    MEANS,
    SHEWHART,
    ChartRule,
    FixedBaseline,
    StatedBaseline,
)
from engine.process import counting
from engine.process.baselines import Approved, Hindered, approved, specified, specified_baseline
from engine.process.digits import ONE, computed, short
from engine.process.drawing import Drawn, drawn, estimated
from engine.process.periods import Periods
from engine.process.reasons import Why, not_known
from engine.process.recorded import Recorded

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.process.drawing import Rows
    from spc_kernels.charts import Given
    from spc_kernels.samples import Floats

POINT = Localized(en="Charted point", zh="控制图点值")
SINGLE = frozenset({"individuals"}) | COUNTED
# Their points are shares, or rates, and no counts any more.
RATES = frozenset({"p", "u"})
# Signals in the words of a reason.
SHOWN = 3


class Charted(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a chart says.

    Attributes:
        finding: The chart; ``None`` where it could not be drawn.
        reasons: What it flags, or why it could not be drawn.
        clauses: The point that decides.
    """

    finding: ChartFinding | None = None
    reasons: tuple[Why, ...] = ()
    clauses: tuple[ClauseReport, ...] = ()


class Limits(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What the chart of the lot is given, and where that comes from."""

    given: "Given"
    origin: ProcessBaseline


def charted(
    rule: ChartRule,
    baseline: FixedBaseline | StatedBaseline,
    series: Recorded,
    periods: Periods,
    characteristic: Record | Unknown,
    record: Record,
) -> Charted:
    """
    Chart the lot's subgroups.

    Args:
        rule: Which chart.
        baseline: Where its limits come from.
        series: The readings.
        periods: Which of them are of the lot, which of the prior period.
        characteristic: The product's characteristic, or why it is not known.
        record: The series as a record.
    """
    try:
        if rule.kind == "specified":
            if isinstance(characteristic, Unknown):
                raise characteristic
            rule, spc = specified(rule, characteristic)
            baseline = specified_baseline(spc, baseline)
        rows, sizes = _rows(rule, series), counting.sizes_of(rule, series)
        limits = _limits(rule, baseline, series, periods, (rows, sizes), record)
        if rule.kind in COUNTED:
            chart = counting.drawn(rule.kind, rows[periods.lot, 0], _of(sizes, periods.lot), limits.given)
        else:
            chart = drawn(rule, rows[periods.lot], limits.given)
        return _judged(rule, limits, series, periods, chart)
    except Hindered as hindered:
        return Charted(reasons=(hindered.why,))
    except Unknown as unknown:
        return Charted(reasons=tuple(not_known(unknown)))
    except LotgateError as error:
        words = error.problem().words()
        return Charted(reasons=(Why(code=ProcessReasonCode.not_charted, path=series.path, words=words),))


def _rows(rule: ChartRule, series: Recorded) -> "Rows":
    """Give the readings as rows, one a subgroup."""
    import numpy as np

    size, values = series.size, series.values
    least = 2 if rule.kind in MEANS else 1
    wanted = 1 if rule.kind in SINGLE else rule.subgroup or size
    if size != wanted or size < least:
        words = say(
            "the chart has subgroups of {wanted}, and the series of {size}",
            "控制图的子组大小为{wanted}，而数据系列为{size}",
            wanted=max(wanted, least),
            size=size,
        )
        raise Hindered(ProcessReasonCode.other_subgroup, f"{series.path}.subgroup_size", words)
    if values.size % size:
        words = say(
            "the last subgroup has {count} of {size} readings",
            "末个子组仅有{count}个读数（应为{size}个）",
            count=values.size % size,
            size=size,
        )
        raise Hindered(ProcessReasonCode.other_subgroup, f"{series.path}.values", words)
    missing = np.isnan(values)
    if missing.any():
        words = say("{count} readings are missing", "缺失{count}个读数", count=int(missing.sum()))
        path = f"{series.path}.values[{int(missing.argmax())}]"
        raise Hindered(ProcessReasonCode.missing_readings, path, words)
    return values.reshape(-1, size)


def _of(sizes: "Floats | None", places: "npt.NDArray[np.int64]") -> "Floats | None":
    return None if sizes is None else sizes[places]


def _limits(
    rule: ChartRule,
    baseline: FixedBaseline | StatedBaseline,
    series: Recorded,
    periods: Periods,
    counts: "tuple[Rows, Floats | None]",
    record: Record,
) -> Limits:
    from spc_kernels.charts import Given

    if isinstance(baseline, FixedBaseline):
        fixed: Approved = approved(baseline, series.unit, series.path, record.reader)
        origin = ProcessBaseline(origin=BaselineOrigin.fixed, approved_by=fixed.approved_by)
        return Limits(given=Given(center=fixed.center, sigma=fixed.sigma), origin=origin)
    path = f"{series.path}.baseline"
    if series.prior is None:
        words = say("no prior period is stated", "未声明基准期")
        raise Hindered(ProcessReasonCode.no_baseline, path, words)
    count = int(periods.prior.size)
    if count < baseline.subgroups:
        words = say(
            "the prior period has {count} subgroups, and {least} are asked for",
            "基准期有{count}个子组，要求至少{least}个",
            count=count,
            least=baseline.subgroups,
        )
        raise Hindered(ProcessReasonCode.no_baseline, path, words)
    if not periods.has_news():
        words = say("no subgroup was taken after the prior period", "基准期之后未采集子组")
        raise Hindered(ProcessReasonCode.no_baseline, path, words)
    rows, sizes = counts
    if rule.kind in COUNTED:
        given, beyond = counting.estimated(rule.kind, rows[periods.prior, 0], _of(sizes, periods.prior))
    else:
        given, beyond = estimated(rule, rows[periods.prior])
    estimate = given.estimate()
    if estimate is None or estimate.value == 0.0:
        words = say("the readings of the prior period do not vary", "基准期的读数没有变差")
        raise Hindered(ProcessReasonCode.no_baseline, path, words)
    origin = ProcessBaseline(
        origin=BaselineOrigin.stated,
        subgroups=count,
        beyond=beyond,
        first_day=series.prior[0],
        last_day=series.prior[1],
    )
    return Limits(given=given, origin=origin)


def _judged(rule: ChartRule, limits: Limits, series: Recorded, periods: Periods, chart: Drawn) -> Charted:
    unit = _unit(rule, chart, series)
    signals = [
        ProcessSignal(
            rule=flag.rule,
            path=f"{series.path}.times[{int(periods.lot[flag.point])}]",
            at=series.times[int(periods.lot[flag.point])],
            value=computed(flag.value, unit),
        )
        for flag in chart.flags
    ]
    alarms = chart.false_alarms
    lower = None if chart.lower is None else computed(chart.lower, unit)
    upper = None if chart.upper is None else computed(chart.upper, unit)
    finding = ChartFinding(
        kind=ControlChart(rule.kind),  # type: ignore[call-arg]  # an enum looks its member up by value
        rules=list(rule.signals) if alarms is not None and rule.kind in SHEWHART else [],
        center=computed(chart.center, ONE if rule.kind in RATES else series.unit),
        sigma=computed(chart.sigma.value, ONE if rule.kind in RATES else series.unit),
        sigma_method=chart.sigma.method,
        lower_limit=lower,
        upper_limit=upper,
        baseline=limits.origin,
        subgroup_size=series.size,
        points=int(periods.lot.size),
        signals=signals,
        run_length=None if alarms is None else computed(alarms.run_length),
        run_length_exact=alarms is not None and alarms.exact,
    )
    reasons = (_flagged(finding),) if signals else ()
    return Charted(finding=finding, reasons=reasons, clauses=(_clause(finding, series, periods, chart, unit),))


def _unit(rule: ChartRule, chart: Drawn, series: Recorded) -> str:
    """Give the unit of what is plotted."""
    return ONE if chart.in_sums or rule.kind in RATES else series.unit


def _flagged(finding: ChartFinding) -> Why:
    shown = "; ".join(f"{one.rule} {short(one.value)} ({one.at.isoformat()})" for one in finding.signals[:SHOWN])
    words = say(
        "{count} signals on a chart with limits {lower} to {upper}: {shown}",
        "控制图（控制限{lower}至{upper}）有{count}处判异：{shown}",
        count=len(finding.signals),
        lower="−" if finding.lower_limit is None else short(finding.lower_limit),
        upper="−" if finding.upper_limit is None else short(finding.upper_limit),
        shown=shown,
    )
    return Why(code=ProcessReasonCode.signal, path=finding.signals[0].path, words=words, violates=True)


def _clause(finding: ChartFinding, series: Recorded, periods: Periods, chart: Drawn, unit: str) -> ClauseReport:
    """Give the first point that is flagged, or the one that lies farthest out."""
    if finding.signals:
        path, value = finding.signals[0].path, finding.signals[0].value
    else:
        at, plotted = chart.farthest
        path = f"{series.path}.times[{int(periods.lot[at])}]"
        value = computed(plotted, unit)
    limits = [str(one) for one in (finding.lower_limit, finding.upper_limit) if one is not None]
    return ClauseReport(
        text=f"{finding.kind}: {', '.join(finding.rules) or 'limits'}",
        holds=not finding.signals,
        item=series.path,
        observed=(Observed(path=path, title=POINT, value=str(value), label=None),),
        operator="in",
        limit=" … ".join(limits),
        limit_label=None,
    )
