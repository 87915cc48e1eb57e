"""Parts of timestamps and durations."""

import datetime as dt
from collections.abc import Callable

from engine.expressions.functions.entry import Function, Overload, entry, method
from engine.expressions.times import SECOND, UNITS, Duration, Timestamp, whole
from engine.model.types import DURATION, INT, TEXT, TIMESTAMP

MILLISECOND = UNITS["ms"]


def _part(read: Callable[[dt.datetime], int]) -> tuple[Overload, Overload]:
    """Read a part of the clock in UTC, or in a zone."""

    def run(moment: Timestamp, zone_name: str | None = None) -> int:
        return read(moment.local(zone_name))

    return method((TIMESTAMP,), INT, run), method((TIMESTAMP, TEXT), INT, run)


def _length(unit: str) -> Overload:
    return method((DURATION,), INT, lambda duration: whole(duration.nanoseconds, UNITS[unit]))


def _milliseconds(duration: Duration) -> int:
    """Give the milliseconds of the second, 0 to 999, with the sign of the duration."""
    return whole(duration.nanoseconds - whole(duration.nanoseconds, SECOND) * SECOND, MILLISECOND)


def _getter(name: str, en: str, zh: str, example: str, *overloads: Overload) -> Function:
    zoned = "in UTC or a zone, which is a name or an offset such as +01:30"
    return entry(name, f"{en}, {zoned}.", f"{zh}（UTC，或给定时区名或时差如 +01:30）。", example, *overloads)


EXAMPLE = "timestamp('2009-02-13T23:31:30.5Z')"
TABLE = (
    _getter(
        "getFullYear",
        "The year of a timestamp",
        "时间戳的年份",
        f"{EXAMPLE}.getFullYear() == 2009",
        *_part(lambda clock: clock.year),
    ),
    _getter(
        "getMonth",
        "The month of a timestamp, January is 0",
        "时间戳的月份，一月为0",
        f"{EXAMPLE}.getMonth() == 1",
        *_part(lambda clock: clock.month - 1),
    ),
    _getter(
        "getDate",
        "The day of the month of a timestamp, from 1",
        "时间戳的日，自1起",
        f"{EXAMPLE}.getDate('Australia/Sydney') == 14",
        *_part(lambda clock: clock.day),
    ),
    _getter(
        "getDayOfMonth",
        "The day of the month of a timestamp, from 0",
        "时间戳的日，自0起",
        f"{EXAMPLE}.getDayOfMonth() == 12",
        *_part(lambda clock: clock.day - 1),
    ),
    _getter(
        "getDayOfWeek",
        "The day of the week of a timestamp, Sunday is 0",
        "时间戳为星期几，星期日为0",
        f"{EXAMPLE}.getDayOfWeek() == 5",
        *_part(lambda clock: clock.isoweekday() % 7),
    ),
    _getter(
        "getDayOfYear",
        "The day of the year of a timestamp, from 0",
        "时间戳为当年第几日，自0起",
        f"{EXAMPLE}.getDayOfYear() == 43",
        *_part(lambda clock: clock.timetuple().tm_yday - 1),
    ),
    _getter(
        "getHours",
        "The hour of a timestamp; of a duration, its whole hours",
        "时间戳的小时；时长则为整小时数",
        f"{EXAMPLE}.getHours('-09:30') == 14 && duration('10000s').getHours() == 2",
        *_part(lambda clock: clock.hour),
        _length("h"),
    ),
    _getter(
        "getMinutes",
        "The minute of a timestamp; of a duration, its whole minutes",
        "时间戳的分钟；时长则为整分钟数",
        f"{EXAMPLE}.getMinutes() == 31 && duration('3730s').getMinutes() == 62",
        *_part(lambda clock: clock.minute),
        _length("m"),
    ),
    _getter(
        "getSeconds",
        "The second of a timestamp; of a duration, its whole seconds",
        "时间戳的秒；时长则为整秒数",
        f"{EXAMPLE}.getSeconds() == 30 && duration('1h').getSeconds() == 3600",
        *_part(lambda clock: clock.second),
        _length("s"),
    ),
    _getter(
        "getMilliseconds",
        "The milliseconds of a timestamp within its second; of a duration, within its second",
        "时间戳秒内的毫秒；时长亦为秒内毫秒",
        f"{EXAMPLE}.getMilliseconds() == 500 && duration('1.25s').getMilliseconds() == 250",
        *_part(lambda clock: clock.microsecond // 1000),
        method((DURATION,), INT, _milliseconds),
    ),
)
