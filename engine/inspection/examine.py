"""One inspection of a characteristic: its readings to units, its units to a plan, and what stands in the way."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from core.words import say
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.inspection.acceptance import accepted
from engine.inspection.criteria import Criteria, judged
from engine.inspection.evidence import Asked, doubts_about
from engine.inspection.gauges import range_reasons, uncertainty_of
from engine.inspection.limits import Limits, UnfitUnitError, criteria_of, difference_in
from engine.inspection.plans import Plan, plan_of
from engine.inspection.reasons import Reason, UnsettledError, because, checked, not_known
from engine.inspection.recorded import counts, number, quantity_or_none, readings, text, texts
from engine.inspection.severity import severity_of
from engine.inspection.specified import Specified
from engine.inspection.tally import Sample, Tally, tally_of_counts, tally_of_readings
from engine.model.errors import UnitError
from engine.model.finding_codes import Conformity
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.units import compare
from engine.model.values import Exact, Quantity


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one inspection says.

    Attributes:
        inspection: The inspection.
        outcome: Whether the lot conforms by it.
        tally: Its units; ``None`` where they are not known.
        plan: The plan that applied; ``None`` where there is none.
        criteria: What its readings were held against; ``None`` where there are none.
        lot_size: Units of the lot that was presented; ``None`` where that is not known.
        unit: The unit of its readings.
        values: Its readings, unit after unit.
        reasons: What stands in the way of accepting the lot.
    """

    inspection: Record
    outcome: Conformity
    tally: Tally | None
    plan: Plan | None
    criteria: Criteria | None
    lot_size: int | None
    unit: str | None
    values: tuple[Decimal | None, ...] = ()
    reasons: tuple[Reason, ...]


def examined(inspection: Record, specified: Specified) -> Examined:
    """
    Judge the lot by one inspection.

    What puts the readings themselves in doubt (a gauge, an inspector, a document, contradictions) leaves nothing to
    conclude from them, for or against the lot. What only stands in the way of acceptance (a missing reading, a sample
    that is too small, a severity that is not known) leaves a lot nonconforming that fails even so.
    """
    is_measured = specified.limits is not None
    asked = Asked(
        characteristic=specified.characteristic,
        method=specified.standard.method,
        is_measured=is_measured,
        known=specified.known,
    )
    doubts = doubts_about(inspection, asked, specified.situation)
    sample, lot_size = None, None
    try:
        sample = _measured(inspection, specified, specified.limits) if is_measured else _judged(inspection, specified)
        doubts += checked(_contradictions(inspection, specified, sample))
        doubts += checked(range_reasons(inspection, sample.values, sample.unit or ""))
        lot_size = number(inspection, "lot_size")
    except Unknown as unknown:
        doubts += not_known(unknown)
    except UnsettledError as unsettled:
        doubts.append(unsettled.reason)
    except UnfitUnitError as unfit:
        doubts.append(because(Code.other_unit, f"{inspection.path}.unit", unfit.words))
    return concluded(inspection, specified, sample, lot_size, doubts)


def concluded(
    inspection: Record, specified: Specified, sample: Sample | None, lot_size: int | None, doubts: list[Reason]
) -> Examined:
    """Judge the units of an inspection by the plan that applies to its lot."""
    plan: Plan | Reason | None = None
    gaps: list[Reason] = []
    if lot_size is not None:
        rule = specified.sampling
        severity = severity_of(inspection, rule.scheme) if rule.switching else None
        plan = plan_of(rule, lot_size, severity, f"{inspection.path}.sampling")
        gaps += [plan] if isinstance(plan, Reason) else []
        gaps += [] if severity is None else severity.reasons
    outcome = Conformity.indeterminate
    if isinstance(plan, Plan) and sample is not None:
        outcome, found = accepted(inspection, plan, sample, specified)
        gaps += found
    if doubts or (gaps and outcome == Conformity.conforming):
        outcome = Conformity.indeterminate
    return Examined(
        inspection=inspection,
        outcome=outcome,
        tally=None if sample is None else sample.tally,
        plan=plan if isinstance(plan, Plan) else None,
        criteria=None if sample is None else sample.criteria,
        lot_size=lot_size,
        unit=None if sample is None else sample.unit,
        values=() if sample is None else sample.values,
        reasons=(*doubts, *gaps),
    )


def _measured(inspection: Record, specified: Specified, limits: Limits | None) -> Sample:
    """Hold every reading against the limits."""
    found = readings(inspection)
    unit, per_unit = text(inspection, "unit"), number(inspection, "readings_per_unit")
    if limits is None or len(found) == 0 or len(found) % per_unit:
        path = f"{inspection.path}.readings"
        words = say(
            "{count} readings are no whole number of units with {each} readings each",
            "{count}个读数不是每件{each}个读数的整数件",
            count=len(found),
            each=per_unit,
        )
        raise UnsettledError(because(Code.counts_differ, path, words))
    criteria = criteria_of(limits, specified.standard.rounding, guard_of(inspection, specified), unit)
    values = tuple(found.numbers())
    return Sample(tally=tally_of_readings(values, per_unit, criteria), criteria=criteria, unit=unit, values=values)


def guard_of(inspection: Record | None, specified: Specified) -> Quantity | None:
    """
    Give the guard band: the larger of the specification's own and the provision's multiple of the uncertainty.

    Args:
        inspection: Whose gauge counts; ``None`` for a computed value, whose uncertainty only its specification gives.
        specified: What is asked.

    Raises:
        Unknown: One is not known, or the provision asks for an uncertainty and none was evaluated.
        UnfitUnitError: They are in units that do not measure the same.
    """
    own, factor = specified.guard, specified.standard.guard_factor
    if own is not None:
        _not_negative(own, f"{specified.characteristic.path}.guard_band")
    if factor is None:
        return own
    path = f"{specified.characteristic.path}.uncertainty"
    uncertainty = uncertainty_of(inspection, specified.characteristic)
    if uncertainty is None:
        raise UnsettledError(because(Code.no_uncertainty, path))
    asked = Quantity(value=Exact(uncertainty.value * factor), unit=uncertainty.unit)
    if own is None:
        return asked
    return own if difference_in(own.value, own.unit, asked.unit) > asked.value else asked


def _not_negative(width: Quantity, path: str) -> None:
    """Refuse what would widen the limits."""
    if width.value < 0:
        words = say("`{width}` is below zero", "`{width}` 小于零", width=width)
        raise UnsettledError(because(Code.no_uncertainty, path, words))


def _judged(inspection: Record, specified: Specified) -> Sample:
    """Count the units that were found not to conform, one by one, or as counted where the provision takes that."""
    if specified.standard.counts_suffice and not inspection.recorded("nonconformities_per_unit"):
        inspected, failed = number(inspection, "sample_size"), number(inspection, "nonconforming")
        return Sample(
            tally=Tally(inspected=inspected, nonconforming=failed, found=number(inspection, "nonconformities"))
        )
    return Sample(tally=tally_of_counts(counts(inspection)))


def _contradictions(inspection: Record, specified: Specified, sample: Sample) -> Iterator[Reason]:
    """Hold what was recorded of the sample against the sample itself; a result that differs is no result."""
    tally = sample.tally
    recorded = number(inspection, "sample_size")
    if recorded != tally.inspected:
        words = say(
            "results of {found} units, and `sample_size` says {recorded}",
            "有{found}件的结果，而 `sample_size` 为{recorded}",
            found=tally.inspected,
            recorded=recorded,
        )
        yield because(Code.counts_differ, f"{inspection.path}.sample_size", words)
    failed = number(inspection, "nonconforming")
    if not tally.nonconforming <= failed <= tally.nonconforming + tally.doubtful + tally.missing:
        words = say(
            "{found} units do not conform by their readings, and `nonconforming` says {recorded}",
            "按读数有{found}件不合格，而 `nonconforming` 为{recorded}",
            found=tally.nonconforming,
            recorded=failed,
        )
        yield because(Code.result_contradicted, f"{inspection.path}.nonconforming", words)
    yield from _other_units(inspection, tally.inspected)
    if specified.limits is not None and sample.criteria is not None:
        yield from _other_limits(inspection, specified.limits)
        yield from _measured_elsewhere(inspection, sample, sample.criteria)


def _other_units(inspection: Record, inspected: int) -> Iterator[Reason]:
    """Hold the numbers of the units against their count; a list that names one twice cannot be believed."""
    if not inspection.recorded("sampled_units"):
        return
    units = texts(inspection, "sampled_units")
    if len(units) != inspected:
        words = say(
            "results of {found} units, and {listed} are listed",
            "有{found}件的结果，而列出{listed}件",
            found=inspected,
            listed=len(units),
        )
        yield because(Code.counts_differ, f"{inspection.path}.sampled_units", words)


def _other_limits(inspection: Record, limits: Limits) -> Iterator[Reason]:
    for name, own in zip(("lower_limit", "upper_limit"), limits.own, strict=True):
        used = quantity_or_none(inspection, name)
        is_same = used is own if used is None or own is None else _is_equal(used, own)
        if not is_same:
            words = say(
                "recorded is {used}, the specification says {own}",
                "记录为{used}，技术要求为{own}",
                used="-" if used is None else used,
                own="-" if own is None else own,
            )
            yield because(Code.other_limits, f"{inspection.path}.{name}", words)


def _is_equal(one: Quantity, other: Quantity) -> bool:
    try:
        return compare(one, other) == 0
    except UnitError:
        return False


def _measured_elsewhere(inspection: Record, sample: Sample, criteria: Criteria) -> Iterator[Reason]:
    """Hold the one reported value against the limits too: it cannot fail where every reading conforms."""
    if not inspection.recorded("measured"):
        return
    reported = quantity_or_none(inspection, "measured")
    if reported is None or sample.tally.nonconforming:
        return
    if reported.unit != sample.unit or judged(reported.value, criteria) == Conformity.nonconforming:
        words = say("the reported value is {value}", "报告值为{value}", value=reported)
        yield because(Code.result_contradicted, f"{inspection.path}.measured", words)
