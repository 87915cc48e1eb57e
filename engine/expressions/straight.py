"""What a generated module can call, and nothing else: each gives what the evaluator gives, or raises."""

import datetime as dt
from collections.abc import Callable, Iterable

from msgspec import UNSET

from engine.expressions.arithmetic import calculated, negated, unsigned
from engine.expressions.budget import Budget
from engine.expressions.compare import equal, ordered
from engine.expressions.evaluate import contained
from engine.expressions.face import entered, left
from engine.expressions.functions import FUNCTIONS
from engine.expressions.numbering import BEYOND, LISTED, ORDERS
from engine.expressions.reader import Reader
from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, UInt
from engine.expressions.values import Many, Record, Table, Value
from engine.model.fields import Code
from engine.model.values import Period, Quantity


class LeftToReferenceError(Exception):
    """The straight path ends here; it is no answer."""


class Named:
    """What a name stands for whose fields alone are read, by a function of their own."""


NAMED = Named()


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


def walk(value: object, longest: int) -> Iterable[object]:
    """Give the elements of a list, or the keys of a map, whose length no budget minds."""
    if type(value) is dict:
        value = list(value)
    elif type(value) is Table:
        value = value.keys()
    elif type(value) is Open:
        return value.elements(longest)
    elif type(value) is Many and value.open_end is None and all(type(item) in PLAIN for item in value.items):
        value = value.items
    if type(value) is not list or len(value) > longest:
        raise LeftToReferenceError
    return value


def pairs_of(value: object, longest: int) -> Iterable[tuple[object, object]]:
    """Give positions and elements of a list, or keys and values of a map, whose length no budget minds."""
    if isinstance(value, list) and type(value) is list and len(value) <= longest:
        return enumerate(value)
    if isinstance(value, dict) and type(value) is dict and len(value) <= longest:
        return list(value.items())
    raise LeftToReferenceError


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
    if type(of) is dict and isinstance(key, str):
        # A code is a text, and in a dictionary of Python's none.
        return of[str(key)]
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


class Open:
    """A register that may have more than is known: it raises at its end, and where it is asked for a value."""

    __slots__ = ("items",)

    def __init__(self, items: list[object]) -> None:
        self.items = items

    def elements(self, longest: int) -> Iterable[object]:
        """Give what is known, then raise."""
        if len(self.items) <= longest:
            yield from self.items
        raise LeftToReferenceError

    def __contains__(self, value: object) -> bool:
        """Refuse to say whether it has a value."""
        raise LeftToReferenceError


class Given(dict[str, object]):
    """
    The names that expressions over a dossier read, bound to its structs.

    Args:
        reader: The dossier on one day.
        as_of: The instant of the decision.
        market: The market that is judged.
        params: The pack's parameters on that day.
        findings: What the pack found.
    """

    def __init__(
        self,
        reader: Reader,
        as_of: dt.datetime | None = None,
        market: str | None = None,
        params: Value = None,
        findings: Value = None,
    ) -> None:
        super().__init__(lot=reader.dossier.lot, product=reader.dossier.product, today=reader.today)
        if as_of is not None:
            self["as_of"] = as_of
        if market is not None:
            self["market"] = market
        if isinstance(findings, Record):
            self["findings"] = findings.data
        self.reader = reader
        self.params = params.data if isinstance(params, Record) else None
        if self.params is not None:
            # Parameters are read by `parameter`; the name itself stands for nothing that anything can be done with.
            self["params"] = NAMED


def missing() -> object:
    """Refuse what was not recorded, or recorded as none."""
    raise LeftToReferenceError


def parameter(given: Given, name: str) -> object:
    """Give a parameter of the pack; one that has no value on the day raises."""
    value = getattr(given.params, name)
    if value is UNSET or value is None:
        raise LeftToReferenceError
    return value


def refer(given: Given, refers_to: str, identifier: object) -> object:
    """Give the record that an identifier refers to; none for none."""
    if identifier is None:
        return None
    found = given.reader.references.find(refers_to, identifier)  # type: ignore[arg-type]  # identifiers are texts
    if found is None:
        raise LeftToReferenceError
    return found[0]


def register(given: Given, path: str, items: object) -> object:
    """Give a register, which is open unless a statement covers it."""
    if type(items) is not list or given.reader.coverages.closes(path, given.reader.today):
        return items
    return Open(items)


def register_of(given: Given, refers_to: str, owner: object, name: str, items: object) -> object:
    """Give a register of the record that an identifier refers to, which is open unless a statement covers it."""
    found = given.reader.references.find(refers_to, owner.id)  # type: ignore[attr-defined]  # as it was found by it
    if found is None:
        raise LeftToReferenceError
    return register(given, f"{found[1]}.{name}", items)


def register_in(given: Given, entity: str, name: str, items: object) -> object:
    """
    Give a register of a record whose place the data say: it is open unless statements cover all of its kind.

    A record does not know where it stands. What is open because of another record's register is left to the
    evaluator, which knows.
    """
    if type(items) is not list or given.reader.coverages.closes_every(entity, name, given.reader.today):
        return items
    return Open(items)


def count(items: object) -> int:
    """Count the elements of a list that is complete; see `engine.expressions.functions.lists.size`."""
    if type(items) is not list:
        raise LeftToReferenceError
    return len(items)


def covers(period: object, on: object) -> bool:
    """Tell whether a period contains a day; see `engine.expressions.functions.calendar.covers`."""
    if not isinstance(period, Period) or type(on) is not dt.date:
        raise LeftToReferenceError
    begin, end = period.from_, period.until
    if (isinstance(begin, dt.date) and on < begin) or (isinstance(end, dt.date) and on > end):
        return False
    if begin is UNSET or end is UNSET:
        raise LeftToReferenceError
    return True


def civil_day(instant: dt.datetime) -> dt.date:
    """Give the day of an instant; see `engine.expressions.functions.calendar.day`."""
    return instant.date()


def run_recorded(function: str, is_receiver: bool, *arguments: object) -> object:  # noqa: FBT001  # a constant
    """Call a function of the function table with values of a dossier."""
    return FUNCTIONS[function].call([_recorded(argument) for argument in arguments], receiver=is_receiver)


def _recorded(value: object) -> Value:
    """Take a plain value of a dossier for one of the evaluator's."""
    if isinstance(value, Code):
        return str(value)
    if isinstance(value, list):
        return Many([_recorded(item) for item in value])
    if type(value) in PLAIN:
        return value  # type: ignore[return-value]  # as just seen
    raise LeftToReferenceError


PLAIN = frozenset({bool, int, float, str, dt.date, dt.datetime, Quantity})
STRAIGHT: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (
        *(wrong, number, no_truth, walk, pairs_of, has, operate, entry, pairs, run, append, give, unsigned),
        *(missing, parameter, refer, register, register_of, register_in, count, covers, civil_day, run_recorded),
    )
}
"""By the names that generated modules call them by."""
