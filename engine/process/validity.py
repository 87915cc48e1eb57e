"""Whether process and equipment were validated and qualified on the days when a step ran."""

import datetime as dt

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Record, RecordedNone, Value
from engine.model.codes import ValidationStatus
from engine.model.equipment_codes import QualificationStatus
from engine.model.finding_codes import ProcessReasonCode
from engine.model.step_codes import EquipmentRole
from engine.process.reasons import Why, not_known
from engine.process.recorded import records

PASSED = frozenset({str(QualificationStatus.passed), str(QualificationStatus.passed_with_deviations)})


def invalid(step: Record) -> list[Why]:
    """
    Say what was not validated or qualified when a step ran.

    The validation of the process covers the days on which the step started and ended; so does, for every phase of
    qualification that is recorded of a machine that it ran on, one that was passed. Another company's machines are
    that company's: of a step done outside the validation alone is looked at.
    """
    try:
        days = _day(step.read("started_at")), _day(step.read("ended_at"))
        reasons = _validation(step, days)
        if step.read("outsourced") is False:
            reasons += _machines(step, days)
    except Unknown as unknown:
        return not_known(unknown)
    return reasons


def _day(value: Value) -> dt.date:
    if not isinstance(value, dt.datetime):  # pragma: no cover  # instants by the dictionary
        raise TypeError(value)
    return value.date()


def _validation(step: Record, days: tuple[dt.date, dt.date]) -> list[Why]:
    held = step.read("validation")
    if not isinstance(held, Record):  # pragma: no cover  # a record by the dictionary
        raise TypeError(held)
    status, valid = held.read("status"), held.read("valid")
    if status == str(ValidationStatus.validated) and _covers(valid, days):
        return []
    words = say(
        "the validation was {status} and does not cover {one} to {two}",
        "过程确认状态为{status}，未覆盖{one}至{two}",
        status=ValidationStatus(str(status)).label,  # type: ignore[call-arg]  # an enum looks its member up by value
        one=days[0],
        two=days[1],
    )
    return [Why(code=ProcessReasonCode.not_validated, path=held.path, words=words, violates=True)]


def _covers(valid: Value, days: tuple[dt.date, dt.date]) -> bool:
    if not isinstance(valid, Record):
        return False
    first, last = valid.read("from"), valid.read("until")
    if not isinstance(first, dt.date):  # pragma: no cover  # a day by the dictionary
        raise TypeError(first)
    return first <= days[0] and (isinstance(last, RecordedNone) or (isinstance(last, dt.date) and days[1] <= last))


def _machines(step: Record, days: tuple[dt.date, dt.date]) -> list[Why]:
    uses = [one for one in records(step.read("equipment")) if one.read("role") == str(EquipmentRole.processing)]
    if not uses:
        raise Unknown([Missing(f"{step.path}.equipment", "no-entry", "Equipment used", "所用设备")])
    return [why for use in uses for why in _qualified(use, days)]


def _qualified(use: Record, days: tuple[dt.date, dt.date]) -> list[Why]:
    machine = use.read("equipment")
    if not isinstance(machine, Record):  # pragma: no cover  # a reference by the dictionary
        raise TypeError(machine)
    phases: dict[str, list[Record]] = {}
    for one in records(machine.read("qualifications")):
        phases.setdefault(str(one.read("phase")), []).append(one)
    lacking = [phase for phase, held in phases.items() if not _stands(held, days)]
    if phases and not lacking:
        return []
    words = say(
        "no qualification of `{machine}` covers {one} to {two}: {phases}",
        "`{machine}` 没有覆盖{one}至{two}的确认：{phases}",
        machine=str(machine.read("id")),
        one=days[0],
        two=days[1],
        phases=Localized(en=", ".join(lacking) or "none recorded", zh="、".join(lacking) or "未记录"),
    )
    return [Why(code=ProcessReasonCode.not_validated, path=machine.path, words=words, violates=bool(phases))]


def _stands(phase: list[Record], days: tuple[dt.date, dt.date]) -> bool:
    """Tell whether one was passed that covers the days and that none failed after, until the step had ended."""
    failed = [one for one in phase if one.read("status") == str(QualificationStatus.failed)]
    passed = [one for one in phase if one.read("status") in PASSED and _covers(one.read("valid"), days)]
    return any(
        all(_performed(one) < _performed(again) or _performed(one) > days[1] for one in failed) for again in passed
    )


def _performed(qualification: Record) -> dt.date:
    found = qualification.read("performed_on")
    if not isinstance(found, dt.date):  # pragma: no cover  # a day by the dictionary
        raise TypeError(found)
    return found
