"""The function table: one entry says a function's name, types, implementation and documentation."""

import datetime as dt
from collections.abc import Callable

import msgspec

from core.documents.scalars import DATE as DATE_TEXT
from core.documents.scalars import DECIMAL as DECIMAL_TEXT
from engine.expressions.values import Many, Missing, Record, Unknown, Value
from engine.model.calendar import add_months
from engine.model.fields import Localized
from engine.model.types import BOOL, DATE, INSTANT, INT, QUANTITY, TEXT, ListOf, RecordOf, Type
from engine.model.values import Exact, Period, Quantity


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """
    One function.

    Attributes:
        name: As expressions write it.
        takes: Types of its arguments.
        gives: Type of its result.
        run: The implementation; a value it cannot give is `Unknown`, never an exception.
        doc: One sentence.
        example: An expression without names that is true.
        literal: Whether its arguments must be literals, so that they are checked when the pack is loaded.
    """

    name: str
    takes: tuple[Type, ...]
    gives: Type
    run: Callable[..., Value]
    doc: Localized
    example: str
    literal: bool = False


def day(instant: dt.datetime) -> dt.date:
    """Give the civil day at the offset that the instant was recorded with."""
    return instant.date()


def covers(period: Record, on: dt.date) -> bool:
    """
    Tell whether a period contains a day, both ends included.

    An end that was not recorded is unknown, unless the other end already excludes the day.
    """
    data = period.data
    if not isinstance(data, Period):  # pragma: no cover  # the checker lets no other record through
        raise Unknown([Missing(period.path, "wrong-type")])
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
        raise Unknown([Missing(f"add_days({on}, {days})", "out-of-calendar")]) from exc


def plus_months(on: dt.date, months: int) -> dt.date:
    """Add whole months, clamped to the month's end."""
    try:
        return add_months(on, months)
    except OverflowError as exc:
        raise Unknown([Missing(f"add_months({on}, {months})", "out-of-calendar")]) from exc


def plus_years(on: dt.date, years: int) -> dt.date:
    """Add whole years, 29 February clamped to the 28th."""
    return plus_months(on, 12 * years)


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


def size(items: Many) -> int:
    """Count the elements of a list that is complete."""
    return len(items.complete())


def date(text: str) -> dt.date:
    """
    Read a day.

    Raises:
        ValueError: There is no such day; refused when the pack is loaded.
    """
    if not DATE_TEXT.fullmatch(text):
        raise ValueError(text)
    return dt.date.fromisoformat(text)


def quantity(value: str, unit: str) -> Quantity:
    """
    Make a quantity.

    Raises:
        ValueError: Not a decimal number; refused when the pack is loaded.
    """
    if not DECIMAL_TEXT.fullmatch(value) or not unit.strip():
        raise ValueError(value)
    return Quantity(value=Exact(value), unit=unit)


def _table(*functions: Function) -> dict[str, Function]:
    return {function.name: function for function in functions}


FUNCTIONS = _table(
    Function(
        name="day",
        takes=(INSTANT,),
        gives=DATE,
        run=day,
        doc=Localized(en="The civil day of an instant at its recorded offset.", zh="时刻在其记录时差下的日历日。"),
        example="day(lot.steps[0].started_at) == date('2026-03-01')",
    ),
    Function(
        name="covers",
        takes=(RecordOf(Period), DATE),
        gives=BOOL,
        run=covers,
        doc=Localized(en="Whether a period contains a day, both ends included.", zh="期间是否包含该日(含首尾两日)。"),
        example="covers(approval.valid, today)",
    ),
    Function(
        name="add_days",
        takes=(DATE, INT),
        gives=DATE,
        run=add_days,
        doc=Localized(en="A day some days later; the day after an event is day 1.", zh="若干日之后；事件次日为第1日。"),
        example="add_days(date('2026-02-28'), 1) == date('2026-03-01')",
    ),
    Function(
        name="add_months",
        takes=(DATE, INT),
        gives=DATE,
        run=plus_months,
        doc=Localized(en="A day some months later, clamped to the month's end.", zh="若干月之后，超出月末取月末。"),
        example="add_months(date('2026-01-31'), 1) == date('2026-02-28')",
    ),
    Function(
        name="add_years",
        takes=(DATE, INT),
        gives=DATE,
        run=plus_years,
        doc=Localized(en="A day some years later, 29 February clamped to the 28th.", zh="若干年之后，2月29日取28日。"),
        example="add_years(date('2024-02-29'), 1) == date('2025-02-28')",
    ),
    Function(
        name="latest",
        takes=(ListOf(DATE),),
        gives=DATE,
        run=latest,
        doc=Localized(en="The last of several days.", zh="若干日中最晚的一日。"),
        example="latest([date('2026-01-01'), date('2026-02-01')]) == date('2026-02-01')",
    ),
    Function(
        name="size",
        takes=(ListOf(TEXT),),
        gives=INT,
        run=size,
        doc=Localized(en="How many elements a complete list has.", zh="完整列表的元素个数。"),
        example="size(['a', 'b']) == 2",
    ),
    Function(
        name="date",
        takes=(TEXT,),
        gives=DATE,
        run=date,
        doc=Localized(en="A day written out as YYYY-MM-DD.", zh="写明的日期，YYYY-MM-DD。"),
        example="date('2026-02-28') < date('2026-03-01')",
        literal=True,
    ),
    Function(
        name="quantity",
        takes=(TEXT, TEXT),
        gives=QUANTITY,
        run=quantity,
        doc=Localized(en="A quantity written out: exact value and UCUM unit.", zh="写明的量：精确数值与UCUM单位。"),
        example="quantity('4.0', 'mg') == quantity('4', 'mg')",
        literal=True,
    ),
)
