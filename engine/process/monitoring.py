"""Every reading of the lot against monitored limits: exact, with how long it lay beyond, and the mean kinetic one."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Unknown
from engine.model.decision import ClauseReport, Observed
from engine.model.errors import UnitError
from engine.model.finding_codes import ProcessReasonCode
from engine.model.process_finding import MonitoredFinding, MonitoredLimit
from engine.model.units import conversion
from engine.model.values import Quantity
from engine.packs.process_control import Bound, KineticMean, MonitorRule
from engine.process.digits import Line, computed, line_of, recorded, short
from engine.process.excursions import Clock, Excursion, excursions
from engine.process.kinetic import mean_kinetic
from engine.process.periods import Periods
from engine.process.reasons import Why, not_known
from engine.process.recorded import Recorded
from engine.process.scope import Scope

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]

READING = Localized(en="Reading", zh="读数")
KINETIC = Localized(en="Mean kinetic temperature", zh="平均动力学温度")
NO_LIMITS = say("there are no monitored limits", "没有监视限值")
TOO_COARSE = say(
    "the times do not tell whether it lasted longer than is allowed", "采集时间不足以判断是否超过允许的时长"
)
NO_TEMPERATURE = say(
    "a mean kinetic temperature is of temperatures above zero kelvin", "平均动力学温度须由高于0 K的温度计算"
)


class Monitored(msgspec.Struct, frozen=True, kw_only=True):
    """
    What monitored readings say.

    Attributes:
        finding: Readings and limits; ``None`` where they cannot be compared.
        reasons: What lies beyond, or why that is not known.
        clauses: The reading that decides, for each limit.
    """

    finding: MonitoredFinding | None = None
    reasons: tuple[Why, ...] = ()
    clauses: tuple[ClauseReport, ...] = ()


class Held(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One limit and the readings beyond it."""

    bound: Bound
    line: Line
    beyond: "Mask"
    extreme: int


def monitored(rule: MonitorRule, series: Recorded, periods: Periods, own: Scope) -> Monitored:
    """
    Hold the lot's readings against monitored limits.

    Args:
        rule: The limits.
        series: The readings.
        periods: Which of them are of the lot.
        own: What limits read.
    """
    import numpy as np

    of_lot = np.zeros(len(series.times), dtype=np.bool_)
    of_lot[periods.lot] = True
    mask = np.repeat(of_lot, series.size)[: series.values.size]
    reasons: list[Why] = []
    missing = int(np.isnan(series.values[mask]).sum())
    if missing:
        words = say("{count} readings are missing", "缺失{count}个读数", count=missing)
        reasons.append(Why(code=ProcessReasonCode.missing_readings, path=f"{series.path}.values", words=words))
    if missing == int(mask.sum()):
        return Monitored(reasons=tuple(reasons))
    try:
        held = [_held(bound, series, mask, own) for bound in rule.bounds]
        limits = [one for one in held if one is not None]
        kinetic = None if rule.kinetic_mean is None else _kinetic(rule.kinetic_mean, series, periods, mask, own)
    except Unknown as unknown:
        return Monitored(reasons=(*reasons, *not_known(unknown)))
    except UnitError as error:
        words = error.problem().words()
        return Monitored(reasons=(*reasons, Why(code=ProcessReasonCode.other_unit, path=series.path, words=words)))
    if not limits and kinetic is None:
        reasons.append(Why(code=ProcessReasonCode.no_limits, path=series.path, words=NO_LIMITS))
    longest, more = _beyond(rule, series, periods, limits)
    clauses = [_clause(one, series, holds=_holds(one, more)) for one in limits]
    finding = MonitoredFinding(
        readings=int(mask.sum()),
        limits=[_limit(one, series) for one in limits],
        longest_excursion=None if longest is None else computed(longest.total_seconds(), "s"),
        kinetic_mean=None if kinetic is None else kinetic.mean,
    )
    if kinetic is not None:
        more += kinetic.reasons
        clauses += kinetic.clauses
    return Monitored(finding=finding, reasons=(*reasons, *more), clauses=tuple(clauses))


def _held(bound: Bound, series: Recorded, mask: "Mask", own: Scope) -> Held | None:
    """Compare every reading of the lot with a limit; nothing where there is none."""
    import numpy as np

    value = own.value_of(bound.value)
    if not isinstance(value, Quantity):
        return None
    line, values = line_of(value, series.unit), series.values
    is_strict = bound.key in {"above", "below"}
    if bound.is_lower:
        at_line = line.side < 0 or (is_strict and line.side == 0)
        beyond = (values < line.nearest) | ((values == line.nearest) & at_line)
        extreme = int(np.nanargmin(np.where(mask, values, np.nan)))
    else:
        at_line = line.side > 0 or (is_strict and line.side == 0)
        beyond = (values > line.nearest) | ((values == line.nearest) & at_line)
        extreme = int(np.nanargmax(np.where(mask, values, np.nan)))
    return Held(bound=bound, line=line, beyond=beyond & mask, extreme=extreme)


def _beyond(
    rule: MonitorRule, series: Recorded, periods: Periods, limits: list[Held]
) -> tuple[dt.timedelta | None, list[Why]]:
    """Say of each limit what lies beyond it, and how long the longest excursion can have been."""
    reasons: list[Why] = []
    longest: dt.timedelta | None = None
    for one in limits:
        count = int(one.beyond.sum())
        if not count:
            continue
        if rule.longest is None:
            reasons.append(_reading_beyond(one, series, count))
            continue
        clock = Clock(series, periods, rule.interval)
        if not clock.fits():
            words = say("readings at this interval do not fit between the times", "按此间隔的读数与采集时间不符")
            reasons.append(Why(code=ProcessReasonCode.coarse_times, path=f"{series.path}.times", words=words))
            continue
        found = excursions(one.beyond, clock)
        longest = max([each.most for each in found] + ([longest] if longest is not None else []))
        reasons += _too_long(found, one, series, rule.longest)
    return longest, reasons


def _reading_beyond(held: Held, series: Recorded, count: int) -> Why:
    words = say(
        "{count} readings are not {operator} {limit}, the farthest {reading}",
        "{count}个读数不满足 {operator} {limit}，最远为{reading}",
        count=count,
        operator=held.bound.operator,
        limit=held.line.quantity,
        reading=recorded(float(series.values[held.extreme]), series.unit),
    )
    path = f"{series.path}.values[{held.extreme}]"
    return Why(code=ProcessReasonCode.beyond_limit, path=path, words=words, violates=True)


def _too_long(found: list[Excursion], held: Held, series: Recorded, longest: dt.timedelta) -> list[Why]:
    certain = next((one for one in found if one.least > longest), None)
    if certain is not None:
        words = say(
            "readings were not {operator} {limit} for at least {least}, and {longest} is allowed",
            "读数不满足 {operator} {limit} 至少持续{least}，允许{longest}",
            operator=held.bound.operator,
            limit=held.line.quantity,
            least=certain.least,
            longest=longest,
        )
        path = f"{series.path}.values[{certain.first}]"
        return [Why(code=ProcessReasonCode.excursion, path=path, words=words, violates=True)]
    possible = next((one for one in found if one.most > longest), None)
    if possible is None:
        return []
    path = f"{series.path}.values[{possible.first}]"
    return [Why(code=ProcessReasonCode.coarse_times, path=path, words=TOO_COARSE)]


def _holds(held: Held, reasons: list[Why]) -> bool | None:
    if not held.beyond.any():
        return True
    return False if any(one.violates for one in reasons) else None if reasons else True


def _limit(held: Held, series: Recorded) -> MonitoredLimit:
    return MonitoredLimit(
        limit=held.line.quantity,
        operator=held.bound.operator,
        reading=recorded(float(series.values[held.extreme]), series.unit),
        path=f"{series.path}.values[{held.extreme}]",
        beyond=int(held.beyond.sum()),
    )


def _clause(held: Held, series: Recorded, *, holds: bool | None) -> ClauseReport:
    reading = recorded(float(series.values[held.extreme]), series.unit)
    path = f"{series.path}.values[{held.extreme}]"
    return ClauseReport(
        text=f"{held.bound.operator} {held.bound.value.source.text}",
        holds=holds,
        item=series.path,
        observed=(Observed(path=path, title=READING, value=str(reading), label=None),),
        operator=held.bound.operator,
        limit=str(held.line.quantity),
        limit_label=None,
    )


class KineticFound(msgspec.Struct, frozen=True, kw_only=True):
    """A mean kinetic temperature held against its limit."""

    mean: Quantity | None
    reasons: list[Why]
    clauses: list[ClauseReport]


def _kinetic(rule: KineticMean, series: Recorded, periods: Periods, mask: "Mask", own: Scope) -> KineticFound:
    """Compute the mean kinetic temperature of the lot's readings, each as long as it lasted."""
    most = own.value_of(rule.most)
    if not isinstance(most, Quantity):
        why = Why(code=ProcessReasonCode.no_limits, path=series.path, words=NO_LIMITS)
        return KineticFound(mean=None, reasons=[why], clauses=[])
    line, kelvin = line_of(most, series.unit), conversion(series.unit, "K")
    values = series.values[mask]
    absolute = values * float(kelvin.factor) + float(kelvin.shift)
    if not (absolute > 0.0).all():  # missing readings too
        why = Why(code=ProcessReasonCode.not_charted, path=series.path, words=NO_TEMPERATURE)
        return KineticFound(mean=None, reasons=[why], clauses=[])
    found = mean_kinetic(absolute, _lasted(series, periods, mask), float(rule.activation_energy))
    mean = computed((found - float(kelvin.shift)) / float(kelvin.factor), series.unit)
    holds = Fraction(mean.value) <= line.exact
    clause = ClauseReport(
        text=f"mean kinetic temperature <= {rule.most.source.text}",
        holds=holds,
        item=series.path,
        observed=(Observed(path=f"{series.path}.values", title=KINETIC, value=str(mean), label=None),),
        operator="<=",
        limit=str(most),
        limit_label=None,
    )
    if holds:
        return KineticFound(mean=mean, reasons=[], clauses=[clause])
    words = say(
        "the mean kinetic temperature is {mean}, and at most {most} is allowed",
        "平均动力学温度为{mean}，允许不高于{most}",
        mean=short(mean),
        most=most,
    )
    why = Why(code=ProcessReasonCode.kinetic_mean, path=f"{series.path}.values", words=words, violates=True)
    return KineticFound(mean=mean, reasons=[why], clauses=[clause])


def _lasted(series: Recorded, periods: Periods, mask: "Mask") -> "npt.NDArray[np.float64]":
    """Say how long each reading stands: its share of the time to the next subgroup, or to the end of the step."""
    import numpy as np

    at = periods.lot
    times = [*(series.times[int(one)] for one in at), periods.end]
    seconds = [(two - one).total_seconds() for one, two in pairwise(times)]
    counts = np.minimum(series.size, series.values.size - at * series.size)
    weights: npt.NDArray[np.float64] = np.repeat(np.array(seconds) / counts, counts)
    return weights if float(weights.sum()) > 0.0 else np.ones(int(mask.sum()))
