"""Local days by the pinned time-zone data."""

import datetime as dt

import pytest

from engine.model.calendar import UnknownZoneError, add_months, local_day, next_midnight, zone


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


DAYS = [
    # The day in Shanghai begins eight hours before the day in Greenwich.
    ("2026-10-31T16:00:00+00:00", "Asia/Shanghai", "2026-11-01"),
    ("2026-10-31T15:59:59.999999+00:00", "Asia/Shanghai", "2026-10-31"),
    ("2026-11-01T00:30:00+08:00", "Asia/Shanghai", "2026-11-01"),
    ("2026-11-01T00:30:00+08:00", "America/New_York", "2026-10-31"),
    ("2026-11-01T00:30:00+08:00", "Europe/Brussels", "2026-10-31"),
    # Brussels: UTC+1 in winter, UTC+2 from 29 March 2026.
    ("2026-03-28T23:00:00+00:00", "Europe/Brussels", "2026-03-29"),
    ("2026-03-29T22:00:00+00:00", "Europe/Brussels", "2026-03-30"),
    ("2026-03-29T21:59:59+00:00", "Europe/Brussels", "2026-03-29"),
    # Samoa had no 30 December 2011.
    ("2011-12-30T09:59:59+00:00", "Pacific/Apia", "2011-12-29"),
    ("2011-12-30T10:00:00+00:00", "Pacific/Apia", "2011-12-31"),
]


@pytest.mark.parametrize(("instant", "name", "day"), DAYS)
def test_an_instant_falls_on_the_civil_day_of_the_zone(instant: str, name: str, day: str) -> None:
    assert local_day(_at(instant), name) == dt.date.fromisoformat(day)


MIDNIGHTS = [
    ("2026-03-01T09:00:00+08:00", "Asia/Shanghai", "2026-03-02T00:00:00+08:00"),
    ("2026-03-28T12:00:00+01:00", "Europe/Brussels", "2026-03-29T00:00:00+01:00"),
    ("2026-03-29T12:00:00+02:00", "Europe/Brussels", "2026-03-30T00:00:00+02:00"),
    ("2026-10-24T12:00:00+02:00", "Europe/Brussels", "2026-10-25T00:00:00+02:00"),
    ("2026-10-25T12:00:00+01:00", "Europe/Brussels", "2026-10-26T00:00:00+01:00"),
    ("2026-03-01T00:00:00+08:00", "Asia/Shanghai", "2026-03-02T00:00:00+08:00"),
    ("2026-02-28T15:59:59+00:00", "Asia/Shanghai", "2026-03-01T00:00:00+08:00"),
    # Midnights that do not exist: Beirut went from 00:00 to 01:00 on 27 March 2022, Samoa over a whole day.
    ("2022-03-26T12:00:00+02:00", "Asia/Beirut", "2022-03-27T01:00:00+03:00"),
    ("2011-12-29T12:00:00-10:00", "Pacific/Apia", "2011-12-31T00:00:00+14:00"),
    # A midnight that comes twice: Havana went back from 01:00 to 00:00 on 6 November 2022.
    ("2022-11-05T12:00:00-04:00", "America/Havana", "2022-11-06T00:00:00-04:00"),
]


@pytest.mark.parametrize(("instant", "name", "midnight"), MIDNIGHTS)
def test_the_next_day_begins_at_its_first_instant_that_exists(instant: str, name: str, midnight: str) -> None:
    found = next_midnight(_at(instant), name)

    assert found.isoformat() == midnight
    assert local_day(found, name) > local_day(_at(instant), name)
    assert local_day(found.astimezone(dt.UTC) - dt.timedelta(microseconds=1), name) == local_day(_at(instant), name)


NO_ZONES = [
    "../../etc/passwd",
    "/etc/localtime",
    "Europe/../../../etc/passwd",
    "Europe",
    "Europe/",
    "Europe/Bruxelles",
    "europe/brussels ",
    "zone.tab",
    "tzdata.zi",
    "__init__",
    "",
    "Europe/Brussels\n",
    "Europe\\Brussels",
    "CST6CDT/..",
]


@pytest.mark.parametrize("name", NO_ZONES)
def test_a_name_that_is_no_zone_of_the_pinned_data_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError) as caught:
        zone(name)

    assert caught.value.code == "calendar.zone.unknown"


@pytest.mark.parametrize("name", ["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "Asia/Shanghai"])
def test_a_zone_of_the_pinned_data_is_loaded(name: str) -> None:
    assert zone(name).key == name


MONTHS = [
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2026-01-31", 0, "2026-01-31"),
    ("2026-01-31", 12, "2027-01-31"),
    ("2026-01-31", -11, "2025-02-28"),
    ("0001-02-01", -1, "0001-01-01"),
    ("9999-11-30", 1, "9999-12-30"),
]


@pytest.mark.parametrize(("day", "months", "then"), MONTHS)
def test_months_are_added_and_clamped(day: str, months: int, then: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


@pytest.mark.parametrize(("day", "months"), [("9999-12-01", 1), ("0001-01-31", -1), ("2026-01-01", 10**12)])
def test_months_beyond_the_calendar_are_refused(day: str, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(dt.date.fromisoformat(day), months)


@pytest.mark.parametrize(
    ("instant", "name", "end"),
    [
        # the clock went from 00:01 back to 23:01: the new day ended after a minute, and came again an hour later
        ("2010-11-07T00:00:30-02:30", "America/St_Johns", "2010-11-06T23:01:00-03:30"),
        ("2010-11-06T23:01:30-03:30", "America/St_Johns", "2010-11-07T00:00:00-03:30"),
        # midnight was skipped
        ("2018-11-03T09:00:00-03:00", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),
        # a day of 25 hours
        ("2026-10-25T01:30:00+02:00", "Europe/Brussels", "2026-10-26T00:00:00+01:00"),
    ],
)
def test_a_day_ends_where_the_clock_shows_another_one_first(instant: str, name: str, end: str) -> None:
    assert next_midnight(dt.datetime.fromisoformat(instant), name) == dt.datetime.fromisoformat(end)
