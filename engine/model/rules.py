"""What must be true between the fields of one entity: data quality as data, beside the fields that it is about."""

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeAlias

import msgspec

from core.words import Localized, say
from engine.model.errors import UnitError
from engine.model.units import compare, conversion, same_dimension
from engine.model.values import Quantity


class Ordered(msgspec.Struct, frozen=True):
    """
    Times that follow each other; equal ones are allowed, and those that were not recorded are passed over.

    Attributes:
        fields: Days or instants, the earliest first; a day and an instant are compared by their civil days.
    """

    fields: tuple[str, ...]


class AtMost(msgspec.Struct, frozen=True):
    """
    One number that cannot be larger than another.

    Attributes:
        smaller: A count or a quantity, of the entity or of a record that it holds: ``batch_record.quantity_made``.
        larger: One of the same kind.
        strict: Whether they cannot be equal either.
    """

    smaller: str
    larger: str
    strict: bool = False


class Balanced(msgspec.Struct, frozen=True):
    """
    Numbers that add up: checked when all of them were recorded.

    Attributes:
        total: A count or a quantity.
        parts: What it is the sum of.
    """

    total: str
    parts: tuple[str, ...]


class Excluded(msgspec.Struct, frozen=True):
    """
    Fields that hold nothing while another has a certain value.

    Attributes:
        fields: What may not be recorded, except as none.
        when: The other field.
        equals: Its value: a bool or a code.
    """

    fields: tuple[str, ...]
    when: str
    equals: bool | str


class Together(msgspec.Struct, frozen=True):
    """
    Lists of one length, position by position about the same thing.

    Attributes:
        fields: Lists; those that were not recorded are passed over.
    """

    fields: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True):
    """
    What only a function can tell, such as a check digit; it is asked when all of the fields were recorded.

    Attributes:
        fields: What it is told.
        check: Gives what is wrong, or ``None``.
        about: What is asked for, where it is more than that the fields agree.
    """

    fields: tuple[str, ...]
    check: Callable[..., Localized | None]
    about: Localized | None = None


Rule: TypeAlias = Ordered | AtMost | Balanced | Excluded | Together | Checked


def rules_of(entity: type[msgspec.Struct]) -> tuple[Rule, ...]:
    """Give the rules that an entity states in its class variable ``__rules__``."""
    return getattr(entity, "__rules__", ())


class Breach(msgspec.Struct, frozen=True):
    """
    A rule that a record breaks.

    Attributes:
        fields: The fields that cannot all be true; the last is where the fault is shown.
        message: What is wrong.
    """

    fields: tuple[str, ...]
    message: Localized


def breaches(record: msgspec.Struct, rule: Rule) -> Iterator[Breach]:
    """Find what of a record breaks a rule; what was not recorded, or recorded as none, breaks none."""
    match rule:
        case Ordered():
            yield from _out_of_order(record, rule)
        case AtMost():
            yield from _too_large(record, rule)
        case Balanced():
            yield from _unbalanced(record, rule)
        case Excluded():
            yield from _excluded(record, rule)
        case Together():
            yield from _apart(record, rule)
        case Checked():
            yield from _wrong(record, rule)


def _recorded(record: msgspec.Struct, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    held = ((name, _held(record, name)) for name in names)
    return [(name, value) for name, value in held if value is not None and value is not msgspec.UNSET]


def _held(record: msgspec.Struct, name: str) -> Any:  # noqa: ANN401  # whatever a field can hold
    """Give what a field holds, or one of a record that it holds; nothing where that was not recorded."""
    value: Any = record
    for part in name.split("."):
        value = getattr(value, part, msgspec.UNSET)
    return value


def _out_of_order(record: msgspec.Struct, rule: Ordered) -> Iterator[Breach]:
    held = _recorded(record, rule.fields)
    for place, (later, second) in enumerate(held):
        before = held[place - 1 : place]
        # A day between two instants says nothing of which came first.
        alike = [one for one in held[:place] if type(one[1]) is type(second)][-1:]
        earlier = next((name for name, first in (*before, *alike) if _lies_before(second, first)), None)
        if earlier is not None:
            message = say(
                "`{later}` lies before `{earlier}`", "`{later}` 早于 `{earlier}`", later=later, earlier=earlier
            )
            yield Breach((earlier, later), message)


def _lies_before(one: dt.date, other: dt.date) -> bool:
    """Compare two times; a day and an instant as the coarser of the two."""
    return one < other if type(one) is type(other) else _day(one) < _day(other)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _too_large(record: msgspec.Struct, rule: AtMost) -> Iterator[Breach]:
    held = _recorded(record, (rule.smaller, rule.larger))
    if len(held) < 2:  # noqa: PLR2004  # both
        return
    apart = _apart_in_kind(rule, held)
    if apart is not None:
        yield apart
        return
    order = _order(held[0][1], held[1][1])
    if order is not None and (order > 0 or (rule.strict and order == 0)):
        message = say(
            "`{smaller}` {few} does not go with `{larger}` {many}",
            "`{smaller}` {few} 与 `{larger}` {many} 不相容",
            smaller=rule.smaller,
            few=held[0][1],
            larger=rule.larger,
            many=held[1][1],
        )
        yield Breach(_fields(rule), message)


def _order(first: Any, second: Any) -> int | None:  # noqa: ANN401  # two counts or two quantities
    """Compare two amounts; ``None`` when one has no unit of UCUM, which is a fault of its own."""
    if isinstance(first, Quantity):
        try:
            return compare(first, second)
        except UnitError:
            return None
    return int(first > second) - int(first < second)


def _unbalanced(record: msgspec.Struct, rule: Balanced) -> Iterator[Breach]:
    names = (rule.total, *rule.parts)
    held = dict(_recorded(record, names))
    if len(held) < len(names):
        return
    apart = _apart_in_kind(rule, list(held.items()))
    if apart is not None:
        yield apart
        return
    try:
        total, *parts = (_amount(held[name], held[rule.total]) for name in names)
    except UnitError:  # a fault of its own
        return
    if sum(parts) != total:
        added = " + ".join(str(held[part]) for part in rule.parts)
        message = say(
            "{added} is not {total}, which `{field}` says",
            "{added} 不等于 `{field}` 的 {total}",
            added=added,
            total=held[rule.total],
            field=rule.total,
        )
        yield Breach(_fields(rule), message)


def _amount(value: Any, total: Any) -> Fraction:  # noqa: ANN401  # two counts or two quantities
    """Give an amount in the unit of the total."""
    return conversion(value.unit, total.unit).exact(value.value) if isinstance(value, Quantity) else Fraction(value)


def _apart_in_kind(rule: AtMost | Balanced, held: list[tuple[str, Any]]) -> Breach | None:
    """Find two quantities that do not measure the same, so that nobody can hold one against the other."""
    (first, one), *others = held
    for name, other in others:
        if isinstance(other, Quantity) and not _measures_the_same(one.unit, other.unit):
            message = say(
                "`{name}` {other} does not measure the same as `{first}` {one}",
                "`{name}` {other} 与 `{first}` {one} 所计量的量不同",
                name=name,
                other=other,
                first=first,
                one=one,
            )
            return Breach(_fields(rule), message)
    return None


def _measures_the_same(first: str, second: str) -> bool:
    try:
        return same_dimension(first, second)
    except UnitError:  # a fault of its own
        return True


def _fields(rule: AtMost | Balanced) -> tuple[str, ...]:
    return (rule.larger, rule.smaller) if isinstance(rule, AtMost) else (*rule.parts, rule.total)


def _excluded(record: msgspec.Struct, rule: Excluded) -> Iterator[Breach]:
    if getattr(record, rule.when) != rule.equals:
        return
    for name, _ in _recorded(record, rule.fields):
        message = say(
            "`{when}` is `{equals}`, and `{name}` is recorded",
            "`{when}` 为 `{equals}`，却记录了 `{name}`",
            when=rule.when,
            equals=str(rule.equals).lower() if isinstance(rule.equals, bool) else rule.equals,
            name=name,
        )
        yield Breach((rule.when, name), message)


def _apart(record: msgspec.Struct, rule: Together) -> Iterator[Breach]:
    held = _recorded(record, rule.fields)
    if len({len(value) for _, value in held}) > 1:
        lengths = ", ".join(f"`{name}` {len(value)}" for name, value in held)
        message = say("not of one length: {lengths}", "长度不一致：{lengths}", lengths=lengths)
        yield Breach(tuple(name for name, _ in held), message)


def _wrong(record: msgspec.Struct, rule: Checked) -> Iterator[Breach]:
    held = _recorded(record, rule.fields)
    if len(held) == len(rule.fields):
        message = rule.check(*(value for _, value in held))
        if message is not None:
            yield Breach(rule.fields, message)
