"""Whether the readings of an inspection can be relied on: when, by whom, by what document, where they were taken."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

import msgspec

from core.words import say
from engine.expressions.functions.calendar import covers
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.inspection.gauges import calibration_reasons, checked_gauge, kind_reasons
from engine.inspection.limits import UnfitUnitError
from engine.inspection.reasons import Reason, because, checked, not_known
from engine.inspection.recorded import (
    day,
    flag,
    held,
    held_or_none,
    instant,
    listed,
    text,
    text_or_none,
    times,
)
from engine.model.document_codes import DocumentStatus
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.people_codes import PersonStatus, TrainingKind, TrainingResult
from engine.model.supplier_codes import SupplierCertificateKind
from engine.provisions.situation import Situation

# What was found of a gauge or an inspector, by what was asked about them.
Known: TypeAlias = dict[tuple[object, ...], list[Reason]]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is asked of how an inspection was done.

    Attributes:
        characteristic: The characteristic.
        method: The test method; the characteristic's own when ``None``.
        is_measured: Whether it has readings, each with its time, taken with a gauge.
        known: What was found already.
    """

    characteristic: Record
    method: str | None
    is_measured: bool
    known: Known


def doubts_about(inspection: Record, asked: Asked, situation: Situation) -> list[Reason]:
    """Find everything that puts the results of an inspection in doubt."""
    found = checked(_in_order(inspection, is_measured=asked.is_measured))
    try:
        days = days_of(inspection, is_measured=asked.is_measured)
        is_outside = held_or_none(inspection, "laboratory") is not None
        method = text(asked.characteristic, "method") if asked.method is None else asked.method
    except Unknown as unknown:
        return [*found, *not_known(unknown)]
    found += checked(_plan(inspection, asked.characteristic, method, days, situation))
    if is_outside:
        # Its accreditation covers its gauges and its people.
        return [*found, *checked(_laboratory(inspection, method, days))]
    found += _gauge(inspection, asked, days, situation)
    return [*found, *_inspector(inspection, asked, method, days, situation)]


def days_of(inspection: Record, *, is_measured: bool) -> list[dt.date]:
    """
    Give the days of an inspection's readings, each at its recorded offset.

    Raises:
        Unknown: They are not known.
    """
    if is_measured:
        found = times(inspection)
        if found:
            return sorted({one.date() for one in found})
    return sorted({instant(inspection, "started_at").date(), instant(inspection, "completed_at").date()})


def _gauge(inspection: Record, asked: Asked, days: list[dt.date], situation: Situation) -> list[Reason]:
    try:
        needed = asked.is_measured or text_or_none(asked.characteristic, "gauge") is not None
        found, gauge = checked_gauge(inspection, is_needed=needed)
        if gauge is None:
            return found
        found += checked(kind_reasons(gauge, asked.characteristic))
        key = (gauge.path, *days)
        if key not in asked.known:
            asked.known[key] = _once(gauge, ("calibration", *days), situation, calibration_reasons(gauge, days))
        return [*found, *asked.known[key]]
    except Unknown as unknown:
        return not_known(unknown)
    except UnfitUnitError as unfit:
        return [because(Code.other_unit, f"{inspection.path}.gauge", unfit.words)]


def _in_order(inspection: Record, *, is_measured: bool) -> Iterator[Reason]:
    started, completed = instant(inspection, "started_at"), instant(inspection, "completed_at")
    if completed < started:  # pragma: no cover  # a dossier with it has a fault there
        yield because(Code.out_of_order, f"{inspection.path}.completed_at")
    if not is_measured:
        return
    taken = times(inspection)
    path = f"{inspection.path}.reading_times"
    if any(later < earlier for earlier, later in pairwise(taken)):
        yield because(
            Code.out_of_order, path, say("a reading is dated before the one before it", "后一读数的时间早于前一读数")
        )
    if taken and (taken[0] < started or taken[-1] > completed):
        words = say("a reading lies outside the inspection", "读数时间不在检验起止时间之内")
        yield because(Code.out_of_order, path, words)


def _plan(
    inspection: Record, characteristic: Record, method: str, days: list[dt.date], situation: Situation
) -> Iterator[Reason]:
    plan = held(inspection, "plan")
    status = text(plan, "status")
    if status != DocumentStatus.effective:
        label = DocumentStatus(status).label  # type: ignore[call-arg]  # an enum looks its member up by value
        yield because(Code.plan_not_effective, f"{plan.path}.status", label)
    revision, approved = text(plan, "specification_revision"), text(characteristic, "revision")
    if revision != approved:
        words = say(
            "inspected to revision {revision}, approved is {approved}",
            "按版次{revision}检验，批准的版次为{approved}",
            revision=revision,
            approved=approved,
        )
        yield because(Code.other_revision, f"{plan.path}.specification_revision", words)
    used = text(plan, "method")
    if used not in {method, f"{method} {text(characteristic, 'method_revision')}"}:
        words = say("`{used}` instead of `{method}`", "采用 `{used}` 而非 `{method}`", used=used, method=method)
        yield because(Code.other_method, f"{plan.path}.method", words)
    yield from _document(plan, days, situation)


def _document(plan: Record, days: list[dt.date], situation: Situation) -> Iterator[Reason]:
    """Hold the plan against the controlled document of its number: whether it was in force is not its own word."""
    number, revision = text(plan, "number"), text(plan, "revision")
    lot = situation.names()["lot"]
    if not isinstance(lot, Record):  # pragma: no cover  # a dossier has one
        return
    named = [one for one in listed(lot, "controlled_documents") if text(one, "id") == number]
    if not named:
        words = say("no controlled document `{number}`", "没有受控文件 `{number}`", number=number)
        yield because(Code.plan_not_controlled, f"{plan.path}.number", words)
    for document in named:
        in_force = text(document, "revision_in_force")
        if in_force != revision:
            words = say(
                "revision {revision} was used, {in_force} was in force",
                "采用版次{revision}，现行版次为{in_force}",
                revision=revision,
                in_force=in_force,
            )
            yield because(Code.other_revision, f"{plan.path}.revision", words)
        outside = [one for one in days if not covers(held(document, "effective"), one)]
        if outside:
            words = say("not in force on {day}", "{day}未生效", day=outside[0])
            yield because(Code.plan_not_effective, f"{document.path}.effective", words)


def _inspector(
    inspection: Record, asked: Asked, method: str, days: list[dt.date], situation: Situation
) -> list[Reason]:
    try:
        person, revision = held(inspection, "inspector_person"), text(asked.characteristic, "method_revision")
    except Unknown as unknown:
        return not_known(unknown)
    key = (person.path, method, revision, *days)
    if key not in asked.known:
        under = ("qualification", method, revision, *days)
        asked.known[key] = _once(person, under, situation, _qualified(person, method, revision, days))
    return asked.known[key]


def _once(record: Record, under: tuple[Hashable, ...], situation: Situation, check: Iterator[Reason]) -> list[Reason]:
    """Run a check of one record: in a suite, once however many dossiers share it."""
    if situation.kept is None:
        return checked(check)
    return situation.kept.piece(record, (), under, lambda: checked(check))


def _qualified(person: Record, method: str, revision: str, days: list[dt.date]) -> Iterator[Reason]:
    status = text(person, "status")
    if status != PersonStatus.qualified:
        label = PersonStatus(status).label  # type: ignore[call-arg]  # an enum looks its member up by value
        yield because(Code.inspector_not_qualified, f"{person.path}.status", label)
    employed = held(person, "employed")
    if not all(covers(employed, one) for one in days):
        yield because(
            Code.inspector_not_qualified, f"{person.path}.employed", say("not employed on that day", "当日不在职")
        )
    yield from _any_of(
        (_trained(one, method, revision, days) for one in listed(person, "trainings")),
        because(
            Code.inspector_not_qualified,
            f"{person.path}.trainings",
            say(
                "no passed training in the method `{method}`, revision {revision}, was valid on that day",
                "当日没有有效且合格的检验方法 `{method}`（版次{revision}）培训",
                method=method,
                revision=revision,
            ),
        ),
    )


def _trained(training: Record, method: str, revision: str, days: list[dt.date]) -> Iterator[bool]:
    yield text(training, "kind") == TrainingKind.inspection_method
    yield text(training, "document") == method
    yield text(training, "document_revision") == revision
    yield text(training, "result") == TrainingResult.passed
    yield day(training, "completed_on") <= days[0]
    period = held(training, "valid")
    yield all(covers(period, one) for one in days)


def _laboratory(inspection: Record, method: str, days: list[dt.date]) -> Iterator[Reason]:
    laboratory = held(inspection, "laboratory")
    words = say(
        "no accreditation that names the method `{method}` was valid on that day",
        "当日没有涵盖检验方法 `{method}` 的有效认可",
        method=method,
    )
    yield from _any_of(
        (_accredited(one, method, days) for one in listed(laboratory, "certificates")),
        because(Code.laboratory_not_accredited, f"{inspection.path}.laboratory", words),
    )


def _accredited(certificate: Record, method: str, days: list[dt.date]) -> Iterator[bool]:
    yield text(certificate, "kind") == SupplierCertificateKind.laboratory_accreditation
    yield _names(text(certificate, "scope"), method)
    yield not flag(certificate, "suspended")
    period = held(certificate, "valid")
    yield all(covers(period, one) for one in days)


def _names(scope: str, method: str) -> bool:
    """Tell whether a method is named as a whole: `TM-01` is not named by `TM-014`."""
    start = scope.find(method)
    while start >= 0:
        ends = scope[:start][-1:] + scope[start + len(method) :][:1]
        if not any(one.isalnum() or one in "-/." for one in ends):
            return True
        start = scope.find(method, start + 1)
    return False


def _any_of(candidates: Iterable[Iterator[bool]], otherwise: Reason) -> Iterator[Reason]:
    """Find one that meets every condition; where none does, what is not known of one that might is said too."""
    unknown: list[Reason] = []
    for conditions in candidates:
        try:
            if all(conditions):
                return
        except Unknown as missing:
            unknown += not_known(missing)
    yield otherwise
    yield from unknown
