"""The times of a dossier at which the instant of a decision passes something that was recorded. Pure."""

import datetime as dt
from collections.abc import Iterator

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from core.documents.scalars import INSTANT
from engine.model.dossier import Dossier
from engine.model.quality import EARLIEST_ZONE


def times_of(dossier: Dossier) -> Iterator[dt.datetime]:
    """
    Give every recorded instant, and of every recorded day the instant at which it begins first on Earth.

    Extra fields are text; what has the form of an instant may be read as one.
    """
    waiting: list[object] = [dossier]
    while waiting:
        match waiting.pop():
            case msgspec.Struct() as record:
                # Most of what a record can say was not recorded.
                waiting += [value for value in astuple(record) if value is not UNSET]
            case list(values):
                waiting += values
            case dict(entries):
                waiting += entries.values()
            case dt.datetime() as instant:
                yield instant
            case dt.date() as day:
                yield dt.datetime.combine(day, dt.time(), tzinfo=EARLIEST_ZONE)
            case str(text) if INSTANT.fullmatch(text):
                yield from _instant(text)


def _instant(text: str) -> Iterator[dt.datetime]:
    try:
        yield dt.datetime.fromisoformat(text)
    except ValueError:
        return
