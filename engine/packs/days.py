"""Stretches of local days: those on which a provision has one form, and a parameter one value."""

import datetime as dt
from collections.abc import Iterable

import msgspec

ONE = dt.timedelta(days=1)


class Days(msgspec.Struct, frozen=True):
    """
    Local days from one to another, both inclusive; ``None`` is no end on that side.

    Attributes:
        begin: First day.
        end: Last day.
    """

    begin: dt.date | None = None
    end: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day is among them."""
        return (self.begin is None or self.begin <= day) and (self.end is None or day <= self.end)


ALWAYS = Days()


def stretches(all_of: Iterable[Days]) -> tuple[Days, ...]:
    """
    Cut the calendar so that each of several stretches holds on all of a piece or on none of it.

    Returns:
        The pieces in order; together every day, none twice.
    """
    known = tuple(all_of)
    begins = {days.begin for days in known if days.begin is not None}
    begins |= {days.end + ONE for days in known if days.end is not None and days.end < dt.date.max}
    starts = sorted(begins - {dt.date.min})
    ends = [start - ONE for start in starts]
    return tuple(Days(begin, end) for begin, end in zip([None, *starts], [*ends, None], strict=True))
