"""Short notation for the values of the dictionary, in the plant's zone."""

import datetime as dt

from engine.model.values import Exact, Period, Quantity

ZONE = dt.timezone(dt.timedelta(hours=8))
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    """Give a day: ``2026-10-09``."""
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    """Give an instant in the plant's zone: ``2026-10-09 08:30``."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def noon(civil: dt.date) -> dt.datetime:
    """Give the middle of a day in the plant's zone."""
    return dt.datetime.combine(civil, dt.time(12), ZONE)


def period(text: str) -> Period:
    """Give days from one to another: ``2025-04-01/2027-03-31``; ``2020-05-22/`` has no end."""
    first, _, last = text.partition("/")
    return Period(from_=day(first), until=day(last) if last else None)


def days(first: dt.date, last: dt.date) -> Period:
    """Give days from one to another."""
    return Period(from_=first, until=last)


def amount(text: str) -> Quantity:
    """Give a quantity: ``4.0 mg``; a number alone counts."""
    value, _, unit = text.partition(" ")
    return Quantity(value=Exact(value), unit=unit or "1")


def amount_or_none(text: str | None) -> Quantity | None:
    """Give a quantity, or none."""
    return None if text is None else amount(text)


def years_after(start: dt.date, years: int) -> dt.date:
    """Give the day before the same day some years later."""
    return start.replace(year=start.year + years, day=min(start.day, 28)) - DAY
