"""Whether what was measured with could be relied on at the readings: from its calibrations, not from what was said."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Context, Decimal

from core.words import say
from engine.expressions.functions.calendar import covers
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record
from engine.inspection.limits import difference_in
from engine.inspection.reasons import Reason, UnsettledError, because, not_known
from engine.inspection.recorded import (
    day,
    day_or_none,
    flag,
    flag_or_none,
    held,
    held_or_none,
    quantity,
    quantity_or_none,
    text,
    text_or_none,
)
from engine.model.dictionary import fields_of
from engine.model.equipment import Equipment
from engine.model.equipment_codes import AsFoundState, CalibrationResult, CalibrationState, EquipmentStatus
from engine.model.errors import UnitError
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.units import compare
from engine.model.values import Exact, Quantity

RECORDED_VALID = frozenset({CalibrationState.valid, CalibrationState.not_required})
# The coverage factor that expanded uncertainties are compared at.
COVERAGE = Exact(2)
UPWARD = Context(prec=28, rounding=ROUND_CEILING)


def checked_gauge(inspection: Record, *, is_needed: bool) -> tuple[list[Reason], Record | None]:
    """
    Find what an inspection itself says against its gauge.

    Args:
        inspection: The inspection.
        is_needed: Whether it cannot be done without one.

    Returns:
        The reasons, and the gauge; ``None`` where none was used.

    Raises:
        Unknown: What was measured with is not known, or in what state it was recorded to be.
    """
    gauge = held_or_none(inspection, "gauge")
    if gauge is None:
        return ([because(Code.no_gauge, f"{inspection.path}.gauge")] if is_needed else []), None
    recorded = text(inspection, "gauge_state")
    if recorded in RECORDED_VALID:
        return [], gauge
    words = say("recorded at the reading: {state}", "测量时的记录：{state}", state=CalibrationState(recorded).label)  # type: ignore[call-arg]
    return [because(Code.gauge_not_calibrated, f"{inspection.path}.gauge_state", words)], gauge


def kind_reasons(gauge: Record, characteristic: Record) -> Iterator[Reason]:
    """
    Find whether what was measured with is what the specification asks for, letter by letter.

    Raises:
        Unknown: What kind of gauge it is, or which is asked for, is not known.
    """
    asked = text_or_none(characteristic, "gauge")
    if asked is None:
        return
    instrument = held_or_none(gauge, "gauge")
    used = None if instrument is None else text(instrument, "kind")
    if used != asked:
        words = say("`{used}` instead of `{asked}`", "使用 `{used}` 而非 `{asked}`", used=used or "-", asked=asked)
        yield because(Code.other_gauge, f"{gauge.path}.gauge.kind", words)


def range_reasons(inspection: Record, values: Sequence[Decimal | None], unit: str) -> Iterator[Reason]:
    """
    Find readings beyond what the gauge measures; of a laboratory's, its accreditation covers the gauge.

    Raises:
        Unknown: The range is not known.
    """
    gauge = held_or_none(inspection, "gauge")
    known = [one for one in values if one is not None]
    if gauge is None or not known or held_or_none(inspection, "laboratory") is not None:
        return
    instrument = held_or_none(gauge, "gauge")
    if instrument is None:
        words = say("recorded as an instrument that measures nothing", "记录为不用于测量的设备")
        yield because(Code.other_gauge, f"{gauge.path}.gauge.kind", words)
        return
    ends = (("range_from", min(known), 1), ("range_to", max(known), -1))
    for name, value, side in ends:
        limit, path = quantity_or_none(instrument, name), f"{instrument.path}.{name}"
        reading = Quantity(value=Exact(value), unit=unit)
        try:
            if limit is not None and side * compare(reading, limit) < 0:
                words = say("a reading is {reading}", "读数为{reading}", reading=reading)
                yield because(Code.gauge_out_of_range, path, words)
        except UnitError as exc:
            yield because(Code.other_unit, path, exc.words)


def calibration_reasons(gauge: Record, days: Iterable[dt.date]) -> Iterator[Reason]:
    """
    Find what speaks against readings of a gauge.

    Args:
        gauge: The gauge.
        days: The days of the readings; at least one.

    Raises:
        Unknown: Something about it is not known.
        UnfitUnitError: The errors that were found are in units that do not measure the same.
    """
    on = sorted(set(days))
    yield from _service(gauge, on)
    if not flag(gauge, "calibration_required"):
        return
    calibrations = sorted(_calibrations(gauge), key=lambda one: day(one, "performed_on"))
    yield from _covered(gauge, calibrations, on[0])
    for one in on:
        yield from _calibrated(gauge, calibrations, one)
        yield from _found_later(calibrations, one)


def uncertainty_of(inspection: Record | None, characteristic: Record) -> Quantity | None:
    """
    Give the expanded uncertainty of a reading, coverage factor 2: the larger of the method's and the gauge's.

    Returns:
        ``None`` where neither was evaluated.

    Raises:
        Unknown: One of them is not known.
        UnsettledError: One of them, or the coverage factor, is not above zero: nothing is measured so well.
        UnfitUnitError: They are in units that do not measure the same.
    """
    own = quantity_or_none(characteristic, "uncertainty")
    if own is not None:
        _above_zero(own, f"{characteristic.path}.uncertainty")
    gauge = None if inspection is None else held_or_none(inspection, "gauge")
    instrument = None if gauge is None else held_or_none(gauge, "gauge")
    if instrument is None:
        return own
    stated, covered = quantity(instrument, "expanded_uncertainty"), quantity(instrument, "coverage_factor")
    _above_zero(stated, f"{instrument.path}.expanded_uncertainty")
    _above_zero(covered, f"{instrument.path}.coverage_factor")
    # At a smaller factor the same gauge states less; a larger one is kept as it is, which asks for more.
    scaled = stated if covered.value >= COVERAGE else _scaled(stated, covered.value)
    if own is None:
        return scaled
    return own if difference_in(own.value, own.unit, scaled.unit) >= scaled.value else scaled


def _above_zero(stated: Quantity, path: str) -> None:
    if stated.value <= 0:
        words = say("`{stated}` is not above zero", "`{stated}` 不大于零", stated=stated)
        raise UnsettledError(because(Code.no_uncertainty, path, words))


def _scaled(stated: Quantity, factor: Exact) -> Quantity:
    return Quantity(value=Exact(UPWARD.divide(stated.value * COVERAGE, factor)), unit=stated.unit)


def _service(gauge: Record, days: list[dt.date]) -> Iterator[Reason]:
    status = text(gauge, "status")
    if status == EquipmentStatus.in_service or day(gauge, "status_since") > days[-1]:
        return
    label = EquipmentStatus(status).label  # type: ignore[call-arg]  # an enum looks its member up by value
    yield because(Code.gauge_not_in_service, f"{gauge.path}.status", label)


def _calibrations(gauge: Record) -> list[Record]:
    register = gauge.read("calibrations")
    return [one for one in register.items if isinstance(one, Record)] if isinstance(register, Many) else []


def _covered(gauge: Record, calibrations: list[Record], first: dt.date) -> Iterator[Reason]:
    """A calibration that nobody recorded may have failed: since the last one before the readings none is left out."""
    begin = max((held for one in calibrations if (held := day(one, "performed_on")) <= first), default=first)
    path, reader = f"{gauge.path}.calibrations", gauge.reader
    if not reader.reaches(path, begin):
        title = fields_of(Equipment)["calibrations"].title
        yield from not_known(Unknown([Missing(path, "not-covered", title.en, title.zh)]))


def _calibrated(gauge: Record, calibrations: list[Record], on: dt.date) -> Iterator[Reason]:
    """The last calibration before the reading counts; one that failed is not mended by the one before it."""
    before = [one for one in calibrations if day(one, "performed_on") <= on]
    if not before:
        words = say("no calibration on or before {day}", "{day}当日及之前没有校准", day=on)
        yield because(Code.gauge_not_calibrated, f"{gauge.path}.calibrations", words)
        return
    latest = day(before[-1], "performed_on")
    # Of several on one day nobody knows which was the last.
    for last in (one for one in before if day(one, "performed_on") == latest):
        if not covers(held(last, "valid"), on):
            words = say("not valid on {day}", "{day}不在校准有效期内", day=on)
            yield because(Code.gauge_not_calibrated, f"{last.path}.valid", words)
        result = text(last, "result")
        if result != CalibrationResult.passed:
            label = CalibrationResult(result).label  # type: ignore[call-arg]  # as above
            words = say("the calibration before the reading: {result}", "测量前的校准结果：{result}", result=label)
            yield because(Code.gauge_not_calibrated, f"{last.path}.result", words)


def _found_later(calibrations: list[Record], on: dt.date) -> Iterator[Reason]:
    """What the next calibration found reaches back to the one before it, and so over the reading."""
    later = [one for one in calibrations if day(one, "performed_on") > on]
    same = [one for one in calibrations if day(one, "performed_on") == on]
    after = [one for one in later if day(one, "performed_on") == day(later[0], "performed_on")] if later else []
    for one in (*same, *after):
        if one in after and text_or_none(one, "as_found") is None and not _is_assessed(one):
            # Only the first calibration of a gauge has no state as found, and that one is before every reading.
            words = say("how it was found on {day} is not known", "{day}校准前状态未知", day=day(one, "performed_on"))
            yield because(Code.gauge_out_of_tolerance, f"{one.path}.as_found", words)
        elif _is_out(one) and not _is_assessed(one):
            words = say("as found on {day}", "{day}校准前状态", day=day(one, "performed_on"))
            yield because(Code.gauge_out_of_tolerance, one.path, words)


def _is_out(calibration: Record) -> bool:
    state = text_or_none(calibration, "as_found")
    if state is None:
        return False
    if state != AsFoundState.within_tolerance:
        return True
    error, most = quantity(calibration, "largest_error"), quantity(calibration, "permissible_error")
    return difference_in(abs(error.value), error.unit, most.unit) > most.value


def _is_assessed(calibration: Record) -> bool:
    """Whether somebody looked at the earlier results, and found that they remain valid."""
    return (
        day_or_none(calibration, "previous_results_assessed_on") is not None
        and flag_or_none(calibration, "previous_results_valid") is True
    )
