"""What a generated module can call, and nothing else: each gives what the evaluator gives, or raises."""

from collections.abc import Callable, Iterable

from engine.expressions.arithmetic import calculated, negated, unsigned
from engine.expressions.budget import Budget
from engine.expressions.compare import equal, ordered
from engine.expressions.evaluate import contained
from engine.expressions.face import entered, left
from engine.expressions.functions import FUNCTIONS
from engine.expressions.numbering import BEYOND, LISTED, ORDERS
from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, UInt
from engine.expressions.values import Table


class LeftToReferenceError(Exception):
    """The straight path ends here; it is no answer."""


class Incomparable:
    """What a truth value is beside a number: equal to none."""


INCOMPARABLE = Incomparable()


def wrong() -> bool:
    """Refuse what is no truth value."""
    raise LeftToReferenceError


def number(value: object) -> object:
    """Let a number pass that Python compares with others as the language does."""
    kind = type(value)
    if (
        (kind is int and SMALLEST_INT <= value <= LARGEST_INT)  # type: ignore[operator]  # an integer, as just seen
        or (kind is float and value not in BEYOND)
        or kind is UInt
    ):
        return value
    raise LeftToReferenceError


def no_truth(value: object) -> object:
    """Let everything pass; a truth value becomes what no number equals."""
    return INCOMPARABLE if value is True or value is False else value


def walk(value: object, longest: int) -> list[object]:
    """Give the elements of a list, or the keys of a map, whose length no budget minds."""
    if type(value) is dict:
        value = list(value)
    elif type(value) is Table:
        value = value.keys()
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


def operate(operator: str, *operands: object) -> object:
    """Leave an operator to the evaluator's own function; the lists and maps it compares are short."""
    values = [entered(operand) for operand in operands]
    if len(values) == 1:
        return negated(*values)
    first, second = values
    match operator:
        case "==":
            return equal(first, second, Budget(LISTED))
        case "!=":
            return not equal(first, second, Budget(LISTED))
        case "in":
            return contained(first, second, Budget(LISTED))
    return ordered(operator, first, second) if operator in ORDERS else calculated(operator, first, second)


def entry(of: object, key: object) -> object:
    """Give an element of a list by position, or an entry of a map under a text."""
    if type(of) is list and type(key) is int and key >= 0:
        return of[key]
    if type(of) is dict and type(key) is str:
        return of[key]
    raise LeftToReferenceError


def pairs(*parts: object) -> Table:
    """Write a map out: keys and values in turn."""
    values = [entered(part) for part in parts]
    return Table.of(zip(values[::2], values[1::2], strict=True))


def run(function: str, is_receiver: bool, *arguments: object) -> object:  # noqa: FBT001  # a constant of the module
    """Call a function of the function table."""
    return FUNCTIONS[function].call([entered(argument) for argument in arguments], receiver=is_receiver)


def append(items: list[object], item: object) -> None:
    """Add an element to a list that is being made."""
    items.append(item)


def give(value: object) -> object:
    """Give a value as the face of expressions does."""
    return left(entered(value))


STRAIGHT: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (wrong, number, no_truth, walk, pairs_of, has, operate, entry, pairs, run, append, give, unsigned)
}
"""By the names that generated modules call them by."""
