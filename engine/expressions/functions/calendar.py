"""Days, periods and quantities: what dossiers hold and CEL does not."""

import datetime as dt

import msgspec

from core.documents.scalars import DATE as DATE_TEXT
from core.documents.scalars import DECIMAL as DECIMAL_TEXT
from engine.expressions.functions.entry import entry, plain
from engine.expressions.missing import EvaluationError, Missing, Unknown
from engine.expressions.values import Many, Record
from engine.model.calendar import add_months
from engine.model.types import BOOL, DATE, INSTANT, INT, QUANTITY, TEXT, ListOf, RecordOf
from engine.model.values import Exact, Period, Quantity


def day(instant: dt.datetime) -> dt.date:
    """Give the civil day at the offset that the instant was recorded with."""
    return instant.date()


def covers(period: Record, on: dt.date) -> bool:
    """
    Tell whether a period contains a day, both ends included.

    An end that was not recorded is unknown, unless the other end already excludes the day.
    """
    data = period.data
    if not isinstance(data, Period):  # pragma: no cover  # no other record fits the overload
        raise Unknown([Missing(period.path, "wrong-type")])
    for name in ("from", "until"):
        period.reader.refuse_faulty(f"{period.path}.{name}")
    begin, end = data.from_, data.until
    if (isinstance(begin, dt.date) and on < begin) or (isinstance(end, dt.date) and on > end):
        return False
    unknown = [name for name, value in (("from", begin), ("until", end)) if value is msgspec.UNSET]
    if unknown:
        raise Unknown(_not_recorded(period, name) for name in unknown)
    return True


def _not_recorded(period: Record, name: str) -> Missing:
    titles = {"from": ("From", "自"), "until": ("Until", "至")}
    return Missing(f"{period.path}.{name}", "not-recorded", *titles[name])


def add_days(on: dt.date, days: int) -> dt.date:
    """Add days; the day after an event is day 1."""
    try:
        return on + dt.timedelta(days=days)
    except OverflowError as exc:
        raise _outside(f"add_days({on}, {days})") from exc


def plus_months(on: dt.date, months: int) -> dt.date:
    """Add whole months, clamped to the month's end."""
    try:
        return add_months(on, months)
    except OverflowError as exc:
        raise _outside(f"add_months({on}, {months})") from exc


def plus_years(on: dt.date, years: int) -> dt.date:
    """Add whole years, 29 February clamped to the 28th."""
    return plus_months(on, 12 * years)


def _outside(what: str) -> EvaluationError:
    return EvaluationError(f"{what} lies outside the calendar", reason="out-of-calendar", path=what)


def latest(days: Many) -> dt.date:
    """Give the last of several days."""
    items = days.complete()
    known = [item for item in items if isinstance(item, dt.date)]
    if not items:
        raise Unknown([Missing("latest([])", "not-recorded")])
    if len(known) < len(items):
        # Leaving out what is recorded as none could give an earlier day than the last.
        raise Unknown([Missing("latest", "recorded-as-none")])
    return max(known)


def date(text: str) -> dt.date:
    """
    Read a day.

    Raises:
        EvaluationError: There is no such day; refused when the pack is loaded.
    """
    if DATE_TEXT.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    raise EvaluationError(f"`{text}` is no date")


def quantity(value: str, unit: str) -> Quantity:
    """
    Make a quantity.

    Raises:
        EvaluationError: Not a decimal number; refused when the pack is loaded.
    """
    if not DECIMAL_TEXT.fullmatch(value) or not unit.strip():
        raise EvaluationError(f"`{value}`, `{unit}` is no quantity")
    return Quantity(value=Exact(value), unit=unit)


TABLE = (
    entry(
        "day",
        "The civil day of an instant at its recorded offset.",
        "时刻在其记录时差下的日历日。",
        "day(lot.label.examined_at) == date('2026-03-01')",
        plain((INSTANT,), DATE, day),
    ),
    entry(
        "covers",
        "Whether a period contains a day, both ends included.",
        "期间是否包含该日（含首尾两日）。",
        "lot.steps.exists(step, covers(step.validation.valid, today))",
        plain((RecordOf(Period), DATE), BOOL, covers),
    ),
    entry(
        "add_days",
        "A day some days later; the day after an event is day 1.",
        "若干日之后；事件次日为第1日。",
        "add_days(date('2026-02-28'), 1) == date('2026-03-01')",
        plain((DATE, INT), DATE, add_days),
    ),
    entry(
        "add_months",
        "A day some months later, clamped to the month's end.",
        "若干月之后，超出月末取月末。",
        "add_months(date('2026-01-31'), 1) == date('2026-02-28')",
        plain((DATE, INT), DATE, plus_months),
    ),
    entry(
        "add_years",
        "A day some years later, 29 February clamped to the 28th.",
        "若干年之后，2月29日取28日。",
        "add_years(date('2024-02-29'), 1) == date('2025-02-28')",
        plain((DATE, INT), DATE, plus_years),
    ),
    entry(
        "latest",
        "The last of several days.",
        "若干日中最晚的一日。",
        "latest([date('2026-01-01'), date('2026-02-01')]) == date('2026-02-01')",
        plain((ListOf(DATE),), DATE, latest),
    ),
    entry(
        "date",
        "A day written out as YYYY-MM-DD.",
        "写明的日期，YYYY-MM-DD。",
        "date('2026-02-28') < date('2026-03-01')",
        plain((TEXT,), DATE, date),
        literal=True,
    ),
    entry(
        "quantity",
        "A quantity written out: exact value and UCUM unit.",
        "写明的量：精确数值与UCUM单位。",
        "quantity('4.0', 'mg') == quantity('4', 'mg')",
        plain((TEXT, TEXT), QUANTITY, quantity),
        literal=True,
    ),
)
