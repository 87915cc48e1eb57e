"""The times of a dossier at which the instant of a decision passes something that was recorded. Pure."""

import datetime as dt
from collections.abc import Iterator

from core.documents.scalars import INSTANT
from engine.model.dossier import Dossier
from engine.model.quality import EARLIEST_ZONE
from engine.model.walk import visits


def times_of(dossier: Dossier) -> Iterator[dt.datetime]:
    """
    Give every recorded instant, and of every recorded day the instant at which it begins first on Earth.

    Extra fields are text; what has the form of an instant may be read as one.
    """
    for visit in visits(dossier):
        for value in visit.value.values() if isinstance(visit.value, dict) else [visit.value]:
            if isinstance(value, dt.datetime):
                yield value
            elif isinstance(value, dt.date):
                yield dt.datetime.combine(value, dt.time(), tzinfo=EARLIEST_ZONE)
            elif isinstance(value, str) and INSTANT.fullmatch(value):
                yield from _instant(value)


def _instant(text: str) -> Iterator[dt.datetime]:
    try:
        yield dt.datetime.fromisoformat(text)
    except ValueError:
        return
