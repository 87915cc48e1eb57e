"""The days that a scorecard looks at: a span of calendar time up to a day, and the one before it."""

import datetime as dt
from typing import NamedTuple

from engine.model.calendar import add_months
from engine.packs.scoring import Span

ONE = dt.timedelta(days=1)
DAYS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Y": 12}


class Window(NamedTuple):
    """Days from one to another, both inclusive."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


def window(span: Span, last: dt.date) -> Window:
    """
    Give the days of a span that ends with a day.

    A span of months begins on the day after the same day that many months before, clamped to the month's end: 12 months
    up to 2026-02-28 begin on 2025-03-01, and those up to 2024-02-29 on 2023-03-01.
    """
    try:
        if span.unit in MONTHS:
            return Window(add_months(last, -span.count * MONTHS[span.unit]) + ONE, last)
        return Window(last - ONE * (span.count * DAYS[span.unit] - 1), last)
    except (OverflowError, ValueError):  # before the first day of the calendar, which no history reaches
        return Window(dt.date.min, last)


def window_before(span: Span, here: Window) -> Window:
    """Give the span that ends on the day before another begins."""
    return window(span, here.first - ONE) if here.first > dt.date.min else here
