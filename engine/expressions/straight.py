"""What a generated module can call, and nothing else: each gives what the evaluator gives, or raises."""

import datetime as dt
from collections.abc import Callable, Iterable

from engine.expressions.arithmetic import calculated, negated
from engine.expressions.budget import Budget
from engine.expressions.compare import decide, equal, ordered, attempt_equal
from engine.expressions.numbering import LISTED, ORDERS
from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, UInt
from engine.expressions.times import Duration, Timestamp
from engine.expressions.values import Many, Table, Value


class LeftToReferenceError(Exception):
    """The straight path ends here; it is no answer."""


class Incomparable:
    """What a truth value is beside a number: equal to none."""


INCOMPARABLE = Incomparable()


def wrong() -> bool:
    """Refuse what is no truth value."""
    raise LeftToReferenceError


def number(value: object) -> object:
    """Let a number pass."""
    kind = type(value)
    if kind is int or kind is float or kind is UInt:
        return value
    raise LeftToReferenceError


def no_truth(value: object) -> object:
    """Let everything pass; a truth value becomes what no number equals."""
    return INCOMPARABLE if value is True or value is False else value


def walk(value: object, longest: int) -> list[object]:
    """Give the elements of a list, or the keys of a map, whose length no budget minds."""
    if type(value) is dict:
        value = list(value)
    if type(value) is not list or len(value) > longest:
        raise LeftToReferenceError
    return value


def pairs_of(value: object, longest: int) -> Iterable[tuple[object, object]]:
    """Give positions and elements of a list, or keys and values of a map, whose length no budget minds."""
    kind = type(value)
    if (kind is not list and kind is not dict) or len(value) > longest:  # type: ignore[arg-type]  # both have a length
        raise LeftToReferenceError
    return enumerate(value) if kind is list else list(value.items())  # type: ignore[call-overload,attr-defined]


def has(of: object, field: str) -> bool:
    """Tell whether a map has an entry."""
    if type(of) is not dict:
        raise LeftToReferenceError
    return field in of
