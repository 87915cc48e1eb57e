"""How capable the process is of its specification limits, from this lot's readings alone."""

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from core.errors import LotgateError
from core.words import Localized, say
from engine.expressions.expression import Expression
from engine.expressions.missing import Unknown
from engine.expressions.values import Record, Value
from engine.model.decision import ClauseReport, Observed
from engine.model.finding_codes import ProcessReasonCode
from engine.model.process_finding import CapabilityFinding
from engine.model.values import Exact, Quantity
from engine.packs.process_control import CapabilityRule
from engine.process.digits import ONE, Line, computed, line_of, short
from engine.process.periods import Periods
from engine.process.reasons import Why, not_known
from engine.process.recorded import Recorded
from engine.process.scope import Scope

if TYPE_CHECKING:
    from engine.process.drawing import Rows

INDEX = Localized(en="Capability index", zh="过程能力指数")
BOUND = Localized(en="Lower confidence bound of the capability index", zh="过程能力指数的置信下限")


class Studied(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a capability study says.

    Attributes:
        finding: The index; ``None`` where there is none.
        reasons: Why it is too low, or why there is none.
        clauses: The index beside what is asked for.
    """

    finding: CapabilityFinding | None = None
    reasons: tuple[Why, ...] = ()
    clauses: tuple[ClauseReport, ...] = ()


def studied(
    rule: CapabilityRule, series: Recorded, periods: Periods, characteristic: Record | Unknown, own: Scope
) -> Studied:
    """
    Study the capability of the lot's readings.

    Args:
        rule: Index and what is asked of it.
        series: The readings.
        periods: Which of them are of the lot.
        characteristic: The product's characteristic, or why it is not known.
        own: What limits of the provision read.
    """
    try:
        lines = _limits(rule, series.unit, characteristic, own)
        return _study(rule, series, lines, _readings(series, periods))
    except Unknown as unknown:
        return Studied(reasons=tuple(not_known(unknown)))
    except LotgateError as error:
        return Studied(reasons=(_hindered(ProcessReasonCode.other_unit, series, error.problem().words()),))


def _hindered(code: ProcessReasonCode, series: Recorded, words: Localized) -> Why:
    return Why(code=code, path=series.path, words=words)


def _limits(
    rule: CapabilityRule, unit: str, characteristic: Record | Unknown, own: Scope
) -> tuple[Line | None, Line | None]:
    """Give lower and upper limit: those of the provision where it gives any, else those of the characteristic."""
    found: tuple[Value, Value]
    if rule.lower is not None or rule.upper is not None:
        found = _value(rule.lower, own), _value(rule.upper, own)
    elif isinstance(characteristic, Unknown):
        raise characteristic
    else:
        found = characteristic.read("lower"), characteristic.read("upper")
    lower, upper = (line_of(one, unit) if isinstance(one, Quantity) else None for one in found)
    return lower, upper


def _value(expression: Expression | None, own: Scope) -> Value:
    return None if expression is None else own.value_of(expression)


def _readings(series: Recorded, periods: Periods) -> "Rows":
    """Give the lot's readings: rows of whole subgroups, or one axis where they are single or one was cut short."""
    import numpy as np

    if series.size > 1 and series.values.size % series.size == 0:
        return series.values.reshape(-1, series.size)[periods.lot]
    of_lot = np.zeros(len(series.times), dtype=np.bool_)
    of_lot[periods.lot] = True
    return series.values[np.repeat(of_lot, series.size)[: series.values.size]]


def _study(rule: CapabilityRule, series: Recorded, lines: tuple[Line | None, Line | None], readings: "Rows") -> Studied:
    import numpy as np

    from spc_kernels.capability import Specification, normal

    lower, upper = lines
    if lower is None and upper is None:
        words = say("there are no specification limits", "没有规格限")
        return Studied(reasons=(_hindered(ProcessReasonCode.no_limits, series, words),))
    missing = int(np.isnan(readings).sum())
    if missing:
        words = say("{count} readings are missing", "缺失{count}个读数", count=missing)
        return Studied(reasons=(_hindered(ProcessReasonCode.missing_readings, series, words),))
    if readings.size > 1 and readings.min() == readings.max():
        words = say("the readings do not vary: there is no spread to compare", "读数没有变差，无从比较")
        return Studied(reasons=(_hindered(ProcessReasonCode.no_variation, series, words),))
    nearest = [None if one is None else one.nearest for one in lines]
    try:
        specification = Specification(lsl=nearest[0], usl=nearest[1])
        confidence = 0.95 if rule.confidence is None else float(rule.confidence)
        study = normal(readings, specification, confidence=confidence)
    except LotgateError as error:
        return Studied(reasons=(_hindered(ProcessReasonCode.too_few, series, error.problem().words()),))
    index = getattr(study, rule.index)
    compared = index.value if rule.confidence is None else index.lower_bound
    if index.value is None or compared is None:
        words = say("there is no {index}: {reason}", "无法计算{index}：{reason}", index=rule.index, reason=index.reason)
        return Studied(reasons=(_hindered(ProcessReasonCode.no_limits, series, words),))
    sigma = study.sigma_overall if rule.index.startswith("pp") else study.sigma_within
    finding = CapabilityFinding(
        index=rule.index,
        estimate=computed(index.value),
        confidence=None if rule.confidence is None else _number(rule.confidence),
        lower_bound=None if rule.confidence is None else computed(compared),
        least=_number(rule.least),
        lower_limit=None if lower is None else lower.quantity,
        upper_limit=None if upper is None else upper.quantity,
        readings=study.n,
        sigma_method=sigma.method,
        normality=None if study.normality.p_value is None else computed(study.normality.p_value),
    )
    return _judged(rule, series, finding)


def _number(value: Decimal) -> Quantity:
    return Quantity(value=Exact(value), unit=ONE)


def _judged(rule: CapabilityRule, series: Recorded, finding: CapabilityFinding) -> Studied:
    """Compare the digits that are shown."""
    shown = finding.lower_bound or finding.estimate
    holds = shown.value >= rule.least
    title = INDEX if finding.lower_bound is None else BOUND
    clause = ClauseReport(
        text=f"{rule.index} >= {rule.least}",
        holds=holds,
        item=series.path,
        observed=(Observed(path=f"{series.path}.values", title=title, value=f"{shown.value:f}", label=None),),
        operator=">=",
        limit=f"{rule.least:f}",
        limit_label=None,
    )
    if holds:
        return Studied(finding=finding, clauses=(clause,))
    words = say(
        "{index} is {estimate} over {count} readings of this lot, {compared} {shown}, and {least} is asked for",
        "按本批{count}个读数，{index}为{estimate}，{compared}{shown}，要求不低于{least}",
        index=rule.index,
        estimate=short(finding.estimate),
        count=finding.readings,
        compared=Localized(en="compared as", zh="比较值为")
        if finding.lower_bound is None
        else Localized(en="its lower bound", zh="置信下限为"),
        shown=short(shown),
        least=rule.least,
    )
    why = Why(code=ProcessReasonCode.not_capable, path=series.path, words=words, violates=True)
    return Studied(finding=finding, reasons=(why,), clauses=(clause,))
