"""What the text of a UDI carrier holds, whoever issued it."""

import calendar
import datetime as dt

import msgspec

from core.errors import LotgateError
from core.words import say

SHORT_YEAR = 100
CENTURY = 2000
MONTHS = 12


class CarrierError(LotgateError):
    """The text of a UDI carrier does not follow the specification of its issuing entity."""

    code = "carrier"
    chinese = "载体内容不可用。"


class CarrierFormError(CarrierError):
    """A carrier's text is not made of the elements that its issuing entity knows."""

    code = "carrier.text.malformed"
    chinese = "载体文本不符合其标准的格式。"


class CheckDigitError(CarrierError):
    """A check digit or check character does not belong to the characters before it."""

    code = "carrier.check-digit.wrong"
    chinese = "校验位与其余字符不符。"


class CarrierDate(msgspec.Struct, frozen=True):
    """
    A day as carriers write it.

    Attributes:
        year: All four digits, or the last two where the carrier has no more; below 100 is the latter.
        month: 1 to 12.
        day: Day of the month; ``None`` where only the month is said.
    """

    year: int
    month: int
    day: int | None

    def fits(self, day: dt.date) -> bool:
        """Say whether a recorded day is this one, or lies in this month when no day is said."""
        year = day.year % SHORT_YEAR if self.year < SHORT_YEAR else day.year
        return (year, day.month) == (self.year, self.month) and self.day in {None, day.day}

    def in_short(self) -> "CarrierDate":
        """Give it with the last two digits of its year."""
        return CarrierDate(self.year % SHORT_YEAR, self.month, self.day)

    def __str__(self) -> str:
        """Write what is known of the day."""
        parts = (self.year, self.month) if self.day is None else (self.year, self.month, self.day)
        return "-".join(f"{part:02d}" for part in parts)


class CarrierContent(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one carrier says; ``None`` for what it does not say.

    Attributes:
        di: Device identifier.
        lot: Lot number.
        serial: Serial number.
        manufactured: Date of manufacture.
        expires: Expiration date.
    """

    di: str | None = None
    lot: str | None = None
    serial: str | None = None
    manufactured: CarrierDate | None = None
    expires: CarrierDate | None = None


def date_of(year: int, month: int, day: int | None) -> CarrierDate:
    """
    Make a day that exists.

    Args:
        year: Four digits, or the last two; February of the latter is taken from this century.
        month: 1 to 12.
        day: Day of the month, or ``None``.

    Raises:
        CarrierFormError: ``carrier.text.malformed``: there is no such day.
    """
    if not 1 <= month <= MONTHS or (day is not None and not 1 <= day <= last_day(year, month)):
        written = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
        raise CarrierFormError(say("`{day}` is no day of the calendar", "`{day}` 不是日历中的日期", day=written))
    return CarrierDate(year, month, day)


def last_day(year: int, month: int) -> int:
    """Give the last day of a month; of a two-digit year, in this century."""
    return calendar.monthrange(year if year >= SHORT_YEAR else CENTURY + year, month)[1]
