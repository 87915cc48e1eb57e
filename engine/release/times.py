"""The times of a dossier at which the instant of a decision passes something that was recorded. Pure."""

import datetime as dt
from collections.abc import Iterator

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from core.documents.scalars import INSTANT
from engine.model.dossier import Dossier
from engine.model.figures import Figures
from engine.model.quality import EARLIEST_ZONE
from engine.model.series import Readings
from engine.model.values import Exact

# What no time can be in, and most of what is recorded is.
TIMELESS = frozenset({bool, int, type(None), Exact, Figures, Readings})


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
                waiting += [value for value in astuple(record) if value is not UNSET and type(value) not in TIMELESS]
            case list(values):
                waiting += values
            case dict(entries):
                waiting += entries.values()
            case dt.datetime() as instant:
                yield instant
            case dt.date() as day:
                yield dt.datetime.combine(day, dt.time(), tzinfo=EARLIEST_ZONE)
            case str(text) if text[10:11] == "T" and INSTANT.fullmatch(text):
                yield from _instant(text)


def _instant(text: str) -> Iterator[dt.datetime]:
    try:
        yield dt.datetime.fromisoformat(text)
    except ValueError:
        return
