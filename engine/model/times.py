"""The times of a dossier at which the instant of a decision passes something that was recorded. Pure."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import TypeAlias

import msgspec
from msgspec import UNSET

from core.documents.scalars import INSTANT
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.quality import EARLIEST_ZONE
from engine.model.types import Basic, CodeOf, ListOf, MapOf, Nullable, Type

# Records of a dossier of which every field is looked at on its own.
SPLIT = frozenset({Lot, Product})
MOST = 16_384
"""Parts that are remembered at once."""
# A time, whether it is a day's, and how deep it stands: of several at one instant `times_of` gives days last.
_Ahead: TypeAlias = tuple[dt.datetime, bool, int]
# What no time can be in.
TIMELESS = frozenset({"bool", "int", "double", "quantity", "series", "figures"})


def times_of(held: Dossier | list[object]) -> Iterator[dt.datetime]:
    """
    Give every instant recorded in a dossier or a list, and of every day the instant at which it begins first on Earth.

    Extra fields are text; what has the form of an instant may be read as one.
    """
    days: set[dt.date] = set()
    waiting: list[object] = [held]
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


class TimeParts:
    """What lies ahead in the parts of dossiers, for others that hold the very same in them."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, dt.datetime], tuple[object, _Ahead | None]] = {}

    def next_time(self, dossier: Dossier, as_of: dt.datetime) -> dt.datetime | None:
        """Give the first of the earliest that `times_of` gives after an instant."""
        found: list[_Ahead] = []
        for value in _values_of(Dossier)(dossier):
            depth = type(value) in SPLIT
            for part in _held(value) if depth else (value,):
                ahead = None if part is UNSET or part is None else self._ahead(part, as_of)
                if ahead is not None:
                    found.append((ahead[0], ahead[1], ahead[2] + depth))
        return min(found)[0] if found else None

    def _ahead(self, part: object, as_of: dt.datetime) -> "_Ahead | None":
        known = self._known.get((id(part), as_of))
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            # The part is held, so that nothing else can be taken for it.
            known = self._known[id(part), as_of] = part, _ahead_in(part, as_of)
        return known[1]


def _ahead_in(part: object, as_of: dt.datetime) -> "_Ahead | None":
    """Find what lies ahead in a part, level by level, as `times_of` goes through a dossier."""
    found: _Ahead | None = None
    level, depth = [part], 0
    while level:
        below: list[object] = []
        for value in level:
            if value is UNSET or value is None:
                continue
            for time in _plain_times(value):
                rank = (time, type(value) is dt.date)
                if time > as_of and (found is None or rank < found[:2]):
                    found = (*rank, depth)
            below += _held(value)
        level, depth = below, depth + 1
    return found


def _plain_times(value: object) -> Iterator[dt.datetime]:
    """Give the time that a plain value is."""
    return times_of([value]) if type(value) in {str, dt.date, dt.datetime} else iter(())


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
