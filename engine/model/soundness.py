"""A quick look at a dossier's data: whether nothing at all is wrong with it. `engine.model.quality` names what is."""

import datetime as dt
import functools
import operator
from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from engine.model.dossier import Dossier
from engine.model.errors import UnitError
from engine.model.lot import Lot
from engine.model.plans import Step, plan_of
from engine.model.product import Product
from engine.model.rules import AtMost, Balanced, Excluded, Ordered, Rule, Together, breaches
from engine.model.units import dimension, same_dimension
from engine.model.values import Period, Quantity

UNSET = msgspec.UNSET
TWO_DAYS = dt.timedelta(days=2)
SPLIT = frozenset({Lot, Product})
"""Records of a dossier of which every field is looked at on its own."""
MOST = 16_384
"""Fields that are remembered at once."""


class Bounds:
    """
    What times and references of a dossier are held against.

    Args:
        first_day: No time that belongs to the lot lies before it.
        last_day: No day that has happened lies after it.
        as_of: No instant that has happened lies after it.
        identifiers: Gives the identifiers of what ids refer to.
    """

    __slots__ = ("as_of", "asked", "first_day", "fitting", "identifiers", "known", "last_day")

    def __init__(
        self,
        first_day: dt.date,
        last_day: dt.date,
        as_of: dt.datetime,
        identifiers: Callable[[str], frozenset[str]],
    ) -> None:
        self.first_day = first_day
        self.last_day = last_day
        self.as_of = as_of
        self.identifiers = identifiers
        self.known: dict[str, frozenset[str]] = {}
        self.asked: set[str] = set()
        self.fitting: set[tuple[str, str]] = set()

    def refers(self, refers_to: str, identifier: str) -> bool:
        """Tell whether an identifier refers to something."""
        self.asked.add(refers_to)
        return identifier in self.among(refers_to)

    def among(self, refers_to: str) -> frozenset[str]:
        """Give the identifiers of what ids refer to, each list's once."""
        if refers_to not in self.known:
            self.known[refers_to] = self.identifiers(refers_to)
        return self.known[refers_to]

    def fits(self, unit: str, wanted: str) -> bool:
        """Tell whether a unit is one, and measures the same as another."""
        if (unit, wanted) in self.fitting:
            return True
        try:
            fits = same_dimension(unit, wanted) if wanted else bool(dimension(unit))
        except UnitError:
            return False
        if fits:
            self.fitting.add((unit, wanted))
        return fits


Sound: TypeAlias = Callable[[Any, Bounds, bool], bool]


def is_sound(dossier: Dossier, bounds: Bounds, known: "SoundParts | None" = None) -> bool:
    """
    Tell whether a dossier has no fault, apart from those of its coverage and roles; false when in doubt.

    Args:
        dossier: The dossier.
        bounds: What its times and references are held against.
        known: What was found sound of other dossiers; it changes how long this takes, and nothing else.
    """
    if known is None:
        return _entity(Dossier)(dossier, bounds, False)  # noqa: FBT003  # see `Sound`: whether it belongs to the lot
    return known.are_sound(dossier, bounds, belongs=False)


class SoundParts:
    """
    What was found sound of dossiers: the fields of each, of its lot and of its product.

    The check of a field depends on what it holds, on the days and the instant that it is held against, and on the
    identifiers in the lists that it refers to, and on nothing else.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, ...], tuple[object, dict[str, frozenset[str]]]] = {}

    def are_sound(self, record: msgspec.Struct, bounds: Bounds, *, belongs: bool) -> bool:
        """Tell whether every field of a record is sound, and none of its rules is broken."""
        entity = type(record)
        for attribute, check, older, begins in _steps(entity):
            value = getattr(record, attribute)
            if value is UNSET or value is None:
                continue
            inside = (belongs or begins) and not older
            if type(value) in SPLIT:
                is_one = self.are_sound(value, bounds, belongs=inside)
            elif isinstance(value, list | dict | msgspec.Struct):
                is_one = self._is_sound(value, check, bounds, (entity, attribute, inside))
            else:
                is_one = check(value, bounds, inside)
            if not is_one:
                return False
        return all(rule(record) for rule in _rules(entity))

    def _is_sound(
        self, value: object, check: Sound, bounds: Bounds, place: tuple[type[msgspec.Struct], str, bool]
    ) -> bool:
        key = (id(value), *place, bounds.first_day, bounds.last_day, bounds.as_of)
        known = self._known.get(key)
        if known is not None and all(bounds.among(name) == found for name, found in known[1].items()):
            return True
        bounds.asked = set()
        is_one = check(value, bounds, place[2])
        if is_one:
            if len(self._known) >= MOST:
                self._known.clear()
            # What was looked at is held, so that nothing else can be taken for it.
            self._known[key] = value, {name: bounds.among(name) for name in bounds.asked}
        return is_one


@functools.cache
def _steps(entity: type[msgspec.Struct]) -> list[tuple[str, Sound, bool, bool]]:
    return [(step.attribute, _step(step), step.older, step.begins) for step in plan_of(entity).steps]


@functools.cache
def _rules(entity: type[msgspec.Struct]) -> list[Callable[[Any], bool]]:
    return [_rule(rule) for rule in plan_of(entity).rules]


@functools.cache
def _entity(entity: type[msgspec.Struct]) -> Sound:
    """Make the check of an entity from its plan."""
    steps, rules = _steps(entity), _rules(entity)

    def sound(record: Any, bounds: Bounds, belongs: bool) -> bool:  # noqa: ANN401, FBT001  # see `Sound`
        for attribute, check, older, begins in steps:
            value = getattr(record, attribute)
            if value is not UNSET and value is not None and not check(value, bounds, (belongs or begins) and not older):
                return False
        for rule in rules:  # noqa: SIM110  # a generator for each record takes longer than its rules
            if not rule(record):
                return False
        return True

    return sound


def _step(step: Step) -> Sound:
    if step.look == "each" and step.item == "occurred":
        return _all_occurred
    if step.look == "each":
        return _each(_value(step.item, step), distinct=step.item == "reference")
    return _value(step.look, step)


def _value(look: str, step: Step) -> Sound:
    match look:
        case "record":
            return _late(step)
        case "records":
            return _records(step)
        case "record_map":
            inner = _late(step)
            return lambda value, bounds, belongs: all(
                inner(one, bounds, belongs) for one in value.values() if one is not None
            )
        case "reference":
            refers_to = step.refers_to
            return lambda value, bounds, _belongs: bounds.refers(refers_to, value)
        case "quantity":
            wanted = step.unit
            return lambda value, bounds, _belongs: bounds.fits(value.unit, wanted)
        case "unit":
            return lambda value, bounds, _belongs: bounds.fits(value, "")
    plain: dict[str, Sound] = {"occurred": _occurred, "period": _period, "distinct": _distinct}
    return plain[look]


def _late(step: Step) -> Sound:
    """Look an entity's check up when it is first needed: entities hold each other."""
    entity = step.entity or msgspec.Struct
    return lambda value, bounds, belongs: _entity(entity)(value, bounds, belongs)  # noqa: PLW0108  # not before


def _records(step: Step) -> Sound:
    entity = step.entity or msgspec.Struct
    named = "id" in entity.__struct_fields__

    def sound(value: list[Any], bounds: Bounds, belongs: bool) -> bool:  # noqa: FBT001  # see `Sound`
        if named and len({one.id for one in value}) < len(value):
            return False
        check = _entity(entity)
        return all(check(one, bounds, belongs) for one in value)

    return sound


def _each(check: Sound, *, distinct: bool) -> Sound:
    def sound(value: Any, bounds: Bounds, belongs: bool) -> bool:  # noqa: ANN401, FBT001  # see `Sound`
        if distinct and len(set(value)) < len(value):
            return False
        held = value.values() if isinstance(value, dict) else value
        return all(check(one, bounds, belongs) for one in held if one is not None)

    return sound


def _occurred(value: dt.date, bounds: Bounds, belongs: bool) -> bool:  # noqa: FBT001  # see `Sound`
    if isinstance(value, dt.datetime):
        return value <= bounds.as_of and not (belongs and value.date() < bounds.first_day)
    return value <= bounds.last_day and not (belongs and value < bounds.first_day)


def _all_occurred(value: Any, bounds: Bounds, belongs: bool) -> bool:  # noqa: ANN401, FBT001  # see `Sound`
    held = [one for one in value.values() if one is not None] if isinstance(value, dict) else value
    if not held:
        return True
    # Days of one instant at two offsets lie no more than one apart.
    plain = isinstance(held[0], dt.datetime) and max(held) <= bounds.as_of
    if plain and not (belongs and min(held).date() <= bounds.first_day + TWO_DAYS):
        return True
    return all(_occurred(one, bounds, belongs) for one in held)


def _period(value: Period, _bounds: Bounds, _belongs: bool) -> bool:  # noqa: FBT001  # see `Sound`
    begin, end = value.from_, value.until
    return not (isinstance(begin, dt.date) and isinstance(end, dt.date)) or begin <= end


def _distinct(value: list[Any], _bounds: Bounds, _belongs: bool) -> bool:  # noqa: FBT001  # see `Sound`
    return len(set(value)) == len(value)


def _rule(rule: Rule) -> Callable[[Any], bool]:
    """Make a quick form of a rule; whatever is not plain goes to the rule itself."""

    def asked(record: Any) -> bool:  # noqa: ANN401  # any entity
        return not any(breaches(record, rule))

    match rule:
        case AtMost(smaller=smaller, larger=larger, strict=strict) if "." not in smaller + larger:
            return _at_most(attrgetter(smaller, larger), asked, strict=strict)
        case Ordered(fields=fields):
            return _ordered(attrgetter(*fields), asked)
        case Balanced(total=total, parts=parts):
            return _complete(attrgetter(total, *parts), asked)
        case Together(fields=fields):
            return _complete(attrgetter(*fields), asked, least=2)
        case Excluded(when=when, equals=equals):
            return lambda record: getattr(record, when) != equals or asked(record)
        case AtMost():  # of a record that is held, which may not have been recorded
            return asked
    return _complete(attrgetter(*rule.fields, *rule.fields[:1]), asked)


def _at_most(held: Callable[[Any], Any], asked: Callable[[Any], bool], *, strict: bool) -> Callable[[Any], bool]:
    def sound(record: Any) -> bool:  # noqa: ANN401  # any entity
        few, many = held(record)
        if few is UNSET or many is UNSET or few is None or many is None:
            return True
        if type(few) is int and type(many) is int:
            return few < many or (few == many and not strict)
        plain = isinstance(few, Quantity) and few.unit == many.unit and few.value < many.value
        return plain or asked(record)

    return sound


def _ordered(held: Callable[[Any], Any], asked: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def sound(record: Any) -> bool:  # noqa: ANN401  # any entity
        times = [one for one in held(record) if one is not UNSET and one is not None]
        if len(set(map(type, times))) > 1:
            return asked(record)
        return len(times) < 2 or all(map(operator.le, times, times[1:]))  # noqa: PLR2004  # two can be out of order

    return sound


def _complete(held: Callable[[Any], Any], asked: Callable[[Any], bool], least: int = 0) -> Callable[[Any], bool]:
    """Ask a rule only where enough of its fields were recorded: all of them, or some."""

    def sound(record: Any) -> bool:  # noqa: ANN401  # any entity
        values = held(record)
        recorded = sum(one is not UNSET and one is not None for one in values)
        return recorded < (least or len(values)) or asked(record)

    return sound
