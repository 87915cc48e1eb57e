"""Timestamps and durations, exact to the nanosecond, and the texts that stand for them."""

import datetime as dt
import re
from fractions import Fraction
from typing import Self

import msgspec

from engine.expressions.missing import EvaluationError
from engine.model.calendar import UnknownZoneError, zone

SECOND = 10**9
MICROSECOND = 1000
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
EARLIEST = -62_135_596_800 * SECOND
LATEST = 253_402_300_800 * SECOND - 1
# google.protobuf.Duration: about ten thousand years either way.
LONGEST = 315_576_000_000 * SECOND
# The difference of two timestamps has 64 bits of nanoseconds: what the conformance cases of the specification say.
LONGEST_DIFFERENCE = 2**63 - 1
TIMESTAMP = re.compile(
    r"(\d{4,5})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII
)
DURATION = re.compile(r"([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)", re.ASCII)
PART = re.compile(r"(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
UNITS = {
    "ns": 1,
    "us": 1000,
    "µs": 1000,
    "μs": 1000,
    "ms": 10**6,
    "s": SECOND,
    "m": 60 * SECOND,
    "h": 3600 * SECOND,
}
OFFSET = re.compile(r"([+-]?)(\d\d):(\d\d)", re.ASCII)
LONGEST_TEXT = 200


def out_of_range(what: str) -> EvaluationError:
    """Say that a value lies outside its range."""
    return EvaluationError(f"{what} is out of range", reason="out-of-calendar", path=what)


class Duration(msgspec.Struct, frozen=True, order=True):
    """
    A length of time.

    Attributes:
        nanoseconds: Signed; about ten thousand years either way.
    """

    nanoseconds: int

    @classmethod
    def of(cls, nanoseconds: int) -> Self:
        """
        Make one.

        Raises:
            EvaluationError: Out of range.
        """
        if abs(nanoseconds) > LONGEST:
            raise out_of_range("the duration")
        return cls(nanoseconds)

    @classmethod
    def from_timedelta(cls, delta: dt.timedelta) -> Self:
        """Take a duration of Python's; exact."""
        return cls.of((delta.days * 86_400 + delta.seconds) * SECOND + delta.microseconds * MICROSECOND)

    def timedelta(self) -> dt.timedelta:
        """Give a duration of Python's; what is below a microsecond is cut off."""
        return dt.timedelta(microseconds=whole(self.nanoseconds, MICROSECOND))

    def __str__(self) -> str:
        """Write decimal seconds."""
        sign = "-" if self.nanoseconds < 0 else ""
        seconds, rest = divmod(abs(self.nanoseconds), SECOND)
        return f"{sign}{seconds}{_fraction(rest)}s"


class Timestamp(msgspec.Struct, frozen=True, order=True):
    """
    A point in time.

    Attributes:
        nanoseconds: Since 1970 in UTC; of the years 1 to 9999.
    """

    nanoseconds: int

    @classmethod
    def of(cls, nanoseconds: int) -> Self:
        """
        Make one.

        Raises:
            EvaluationError: Outside the years 1 to 9999.
        """
        if not EARLIEST <= nanoseconds <= LATEST:
            raise out_of_range("the timestamp")
        return cls(nanoseconds)

    @classmethod
    def from_datetime(cls, instant: dt.datetime) -> Self:
        """
        Take an instant of Python's, which has an offset.

        Raises:
            EvaluationError: It has no offset.
        """
        if instant.utcoffset() is None:
            raise EvaluationError("a time without an offset is no timestamp", reason="wrong-type")
        delta = instant - EPOCH
        return cls.of((delta.days * 86_400 + delta.seconds) * SECOND + delta.microseconds * MICROSECOND)

    def datetime(self) -> dt.datetime:
        """Give an instant of Python's in UTC; what is below a microsecond is cut off."""
        return EPOCH + dt.timedelta(microseconds=self.nanoseconds // MICROSECOND)

    def local(self, zone_name: str | None) -> dt.datetime:
        """
        Give the clock of a zone, a name or an offset; UTC when left out.

        Raises:
            EvaluationError: There is no such zone, or its clock shows a year that the calendar does not have.
        """
        utc = self.datetime()
        if zone_name is None:
            return utc
        try:
            return utc.astimezone(_zone(zone_name))
        except OverflowError as exc:
            raise out_of_range("the local time") from exc

    def __str__(self) -> str:
        """Write it as RFC 3339 in UTC."""
        seconds = self.datetime().replace(tzinfo=None, microsecond=0).isoformat()
        return f"{seconds}{_fraction(self.nanoseconds % SECOND)}Z"


def _fraction(nanoseconds: int) -> str:
    return f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""


def _zone(name: str) -> dt.tzinfo:
    offset = OFFSET.fullmatch(name)
    if offset is not None:
        minutes = int(offset[2]) * 60 + int(offset[3])
        if minutes < 24 * 60 and int(offset[3]) < 60:  # noqa: PLR2004  # a day, an hour
            return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    else:
        try:
            return zone(name)
        except UnknownZoneError:
            pass
    raise EvaluationError(f"there is no time zone `{name}`")


def whole(value: int, by: int) -> int:
    """Divide, cutting off towards zero."""
    return -(-value // by) if value < 0 else value // by


def parse_timestamp(text: str) -> Timestamp:
    """
    Read a timestamp of RFC 3339, with an offset; digits below a nanosecond are cut off.

    Raises:
        EvaluationError: It is none, or lies outside the years 1 to 9999.
    """
    match = TIMESTAMP.fullmatch(text)
    if match is None:
        raise EvaluationError(f"`{text}` is no timestamp")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise out_of_range(f"`{text}`")
    try:
        clock = dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
        ahead = dt.time(int(match[9] or 0), int(match[10] or 0))
    except ValueError as exc:
        raise EvaluationError(f"`{text}` is no timestamp") from exc
    offset = (ahead.hour * 3600 + ahead.minute * 60) * (-1 if match[8] == "-" else 1)
    seconds = (clock - EPOCH) // dt.timedelta(seconds=1) - offset
    return Timestamp.of(seconds * SECOND + int((match[7] or "").ljust(9, "0")))


def parse_duration(text: str) -> Duration:
    """
    Read a duration: decimal numbers with units h, m, s, ms, us, ns, and a sign before them all.

    Raises:
        EvaluationError: It is none, or out of range.
    """
    if text in {"0", "+0", "-0"}:
        return Duration(0)
    match = DURATION.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    if match is None:
        raise EvaluationError(f"`{text[:LONGEST_TEXT]}` is no duration")
    total = Fraction(0)
    for digits, decimals, unit in PART.findall(match[2]):
        total += Fraction(int((digits + decimals) or "0") * UNITS[unit], 10 ** len(decimals))
    nanoseconds = int(total)
    return Duration.of(-nanoseconds if match[1] == "-" else nanoseconds)
