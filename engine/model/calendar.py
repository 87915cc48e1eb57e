"""Civil days: local days by the pinned time-zone data, and arithmetic of days, months and years."""

import calendar
import datetime as dt
import functools
import importlib.resources
import zoneinfo

from core.errors import LotgateError
from core.words import say

MINUTE, SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)


class UnknownZoneError(LotgateError):
    """The pinned time-zone data has no such zone."""

    code = "calendar.zone.unknown"
    chinese = "固定版本的时区数据中没有此时区。"


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """
    Load a zone from the pinned tzdata package and no other place.

    Raises:
        UnknownZoneError: ``calendar.zone.unknown``.
    """
    data = importlib.resources.files("tzdata")
    if name in data.joinpath("zones").read_text(encoding="utf-8").split() and name != "Factory":
        with data.joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
            return zoneinfo.ZoneInfo.from_file(stream, key=name)
    message = say("there is no time zone `{name}`", "没有时区 `{name}`", name=name)
    raise UnknownZoneError(message, hint=say("IANA names, such as Europe/Brussels", "使用IANA名称，如Europe/Brussels"))


def local_day(instant: dt.datetime, zone_name: str) -> dt.date:
    """Give the civil day of an instant in a zone."""
    return instant.astimezone(zone(zone_name)).date()


def next_midnight(instant: dt.datetime, zone_name: str) -> dt.datetime:
    """Give the first instant after another at which the civil day in a zone is not the same, with its offset then."""
    today, local = local_day(instant, zone_name), zone(zone_name)
    begin = instant.astimezone(dt.UTC)
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), tzinfo=local).astimezone(dt.UTC)
    if begin.astimezone(local).utcoffset() == midnight.astimezone(local).utcoffset():
        return _at_its_offset(midnight, local)
    # The clock is set in between: the day may begin late, or twice, or the one before it may come back.
    while local_day(begin + MINUTE, zone_name) == today:
        begin += MINUTE
    while local_day(begin + SECOND, zone_name) == today:
        begin += SECOND
    return _at_its_offset((begin + SECOND).replace(microsecond=0), local)


def _at_its_offset(instant: dt.datetime, local: zoneinfo.ZoneInfo) -> dt.datetime:
    """Give an instant with the zone's offset then, fixed: one that a zone shows twice equals no other in Python."""
    shown = instant.astimezone(local)
    return shown.astimezone(dt.timezone(shown.utcoffset() or dt.timedelta()))


def add_months(day: dt.date, months: int) -> dt.date:
    """
    Add whole months, clamped to the month's end: 31 January plus one month is 28 or 29 February.

    Raises:
        OverflowError: The result lies outside the years 1 to 9999.
    """
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
