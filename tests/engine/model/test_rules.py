"""What must be true between fields, on records made for it."""

import datetime as dt
from typing import ClassVar

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from engine.model.rules import Ordered, Rule, breaches


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Something with an instant, a day and an instant, for the tests here."""

    sent_at: dt.datetime | UnsetType | None = UNSET
    arrived_on: dt.date | UnsetType | None = UNSET
    opened_at: dt.datetime | UnsetType | None = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("sent_at", "arrived_on", "opened_at")),)


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


MORNING, NOON, EARLY = (
    _at("2026-03-01T08:00:00+08:00"),
    _at("2026-03-01T12:00:00+08:00"),
    _at("2026-02-28T08:00:00+08:00"),
)
DAY, DAY_BEFORE = dt.date(2026, 3, 1), dt.date(2026, 2, 28)
COURSES: list[tuple[Course, list[tuple[str, ...]]]] = [
    (Course(), []),
    (Course(sent_at=MORNING, arrived_on=DAY, opened_at=NOON), []),
    (Course(sent_at=MORNING, arrived_on=DAY, opened_at=MORNING), []),
    (Course(sent_at=MORNING, arrived_on=DAY_BEFORE), [("sent_at", "arrived_on")]),
    (Course(arrived_on=DAY, opened_at=EARLY), [("arrived_on", "opened_at")]),
    # Each goes with the day between them, and they do not go with each other.
    (Course(sent_at=NOON, arrived_on=DAY, opened_at=MORNING), [("sent_at", "opened_at")]),
    (Course(sent_at=NOON, opened_at=MORNING), [("sent_at", "opened_at")]),
    (Course(sent_at=NOON, arrived_on=None, opened_at=MORNING), [("sent_at", "opened_at")]),
    # Six in the evening at UTC is two in the morning of the next day in Shanghai: a day is that of the recorded offset.
    (Course(sent_at=_at("2026-02-28T18:00:00Z"), arrived_on=DAY_BEFORE), []),
    (Course(sent_at=_at("2026-03-01T02:00:00+08:00"), arrived_on=DAY_BEFORE), [("sent_at", "arrived_on")]),
]


@pytest.mark.parametrize(("course", "fields"), COURSES, ids=range(len(COURSES)))
def test_times_follow_each_other(course: Course, fields: list[tuple[str, ...]]) -> None:
    (rule,) = Course.__rules__

    assert [breach.fields for breach in breaches(course, rule)] == fields
