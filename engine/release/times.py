"""The times of a dossier at which the instant of a decision passes something that was recorded. Pure."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

import msgspec
from msgspec import UNSET

from core.documents.scalars import INSTANT
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.quality import EARLIEST_ZONE
from engine.model.types import Basic, CodeOf, ListOf, MapOf, Nullable, Type

# What no time can be in.
TIMELESS = frozenset({"bool", "int", "double", "quantity", "series", "figures"})


def times_of(dossier: Dossier) -> Iterator[dt.datetime]:
    """
    Give every recorded instant, and of every recorded day the instant at which it begins first on Earth.

    Extra fields are text; what has the form of an instant may be read as one.
    """
    days: set[dt.date] = set()
    waiting: list[object] = [dossier]
    for one in waiting:  # which grows by what is in it
        for value in _held(one):
            kind = type(value)
            if value is UNSET or value is None:
                continue
            if kind is str:
                if value[10:11] == "T" and INSTANT.fullmatch(value):  # type: ignore[index, call-overload]  # a text
                    yield from _instant(value)  # type: ignore[arg-type]
            elif kind is dt.date:
                days.add(value)  # type: ignore[arg-type]
            elif kind is dt.datetime:
                yield value  # type: ignore[misc]
            else:
                waiting.append(value)
    midnight = dt.time()
    yield from (dt.datetime.combine(day, midnight, tzinfo=EARLIEST_ZONE) for day in sorted(days))


def _held(one: object) -> Iterable[object]:
    """Give what a record, a list or a map holds of which a part may be a time."""
    if isinstance(one, msgspec.Struct):
        return _values_of(type(one))(one)
    if isinstance(one, list):
        return one
    return one.values() if isinstance(one, dict) else ()


@functools.cache
def _values_of(entity: type[msgspec.Struct]) -> Callable[[msgspec.Struct], tuple[object, ...]]:
    """Make what reads those fields of an entity that may hold a time, each once."""
    names = [field.attribute for field in fields_of(entity).values() if _may_hold(field.type)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _may_hold(found: Type) -> bool:
    match found:
        case Nullable(of=inner) | ListOf(item=inner) | MapOf(item=inner):
            return _may_hold(inner)
        case Basic(name=name):
            return name not in TIMELESS
    return not isinstance(found, CodeOf)


def _instant(text: str) -> Iterator[dt.datetime]:
    try:
        yield dt.datetime.fromisoformat(text)
    except ValueError:
        return
