"""Equality and order between any two values."""

import datetime as dt
from collections.abc import Iterable, Iterator

from engine.expressions.budget import Budget, effort
from engine.expressions.missing import EvaluationError, Missing, Unknown, joined
from engine.expressions.scalars import UInt
from engine.expressions.times import Duration, Timestamp
from engine.expressions.values import Entries, Many, Record, RecordedNone, Table, Value, display
from engine.model.errors import UnitError
from engine.model.units import compare
from engine.model.values import Quantity

# Kinds that only a dossier has: the checker lets nothing else be compared with them, and where types are known only at
# evaluation another kind is a mistake that must not pass for "not equal".
BEYOND_INT, BEYOND_UINT = 2.0**63, 2.0**64
PLAINLY_EQUAL = frozenset({bool, str, bytes, dt.date})
RECORDED = (dt.date, Quantity, Record, Entries)


def decide(outcomes: Iterable[bool | EvaluationError], *, deciding: bool, open_end: Missing | None = None) -> bool:
    """
    Join three-valued outcomes: one deciding outcome decides, else one unknown makes all unknown.

    Args:
        outcomes: Evaluated until one decides.
        deciding: ``True`` for "or", ``False`` for "and".
        open_end: Why there may be further outcomes that nobody knows.

    Raises:
        EvaluationError: `Unknown` with everything that is missing where something is unknown, else the first error.
    """
    errors: list[EvaluationError] = [] if open_end is None else [Unknown([open_end])]
    for outcome in outcomes:
        if isinstance(outcome, EvaluationError):
            errors.append(outcome)
        elif outcome is deciding:
            return deciding
    if errors:
        raise joined(errors)
    return not deciding


def equal(left: Value, right: Value, budget: Budget) -> bool:
    """
    Compare for equality: numbers on one line, lists and maps element by element, and other kinds are not equal.

    Raises:
        EvaluationError: Something is recorded as none, units differ, or a kind of dossiers is held against another.
    """
    budget.charge(1)
    if type(left) is type(right) and type(left) in PLAINLY_EQUAL:
        budget.work(effort(left))
        return left == right
    if left is None or right is None:
        return all(value is None or isinstance(value, RecordedNone) for value in (left, right))
    for value in (left, right):
        if isinstance(value, RecordedNone):
            raise value.unknown()
    left, right = _timed(left), _timed(right)
    if is_number(left) and is_number(right):
        one, other = on_one_line(left, right)
        return bool(one == other)
    match left, right:
        case Quantity(), Quantity():
            return compared(left, right) == 0
        case Many(), Many():
            return _equal_lists(left.complete(), right.complete(), budget)
        case Table(), Table():
            return _equal_maps(left, right, budget)
    if type(left) is type(right) and not isinstance(left, Record | Entries):
        budget.work(effort(left))
        return left == right
    if isinstance(left, RECORDED) or isinstance(right, RECORDED):
        raise _mismatch(left, "==", right)
    return False


def attempt_equal(left: Value, right: Value, budget: Budget) -> bool | EvaluationError:
    """Compare for equality; an error is the outcome."""
    try:
        return equal(left, right, budget)
    except EvaluationError as error:
        return error


def _equal_lists(left: list[Value], right: list[Value], budget: Budget) -> bool:
    if len(left) != len(right):
        return False
    pairs = zip(left, right, strict=True)
    return decide((attempt_equal(one, other, budget) for one, other in pairs), deciding=False)


def _equal_maps(left: Table, right: Table, budget: Budget) -> bool:
    if left.entries.keys() != right.entries.keys():
        return False

    def outcomes() -> Iterator[bool | EvaluationError]:
        for held, (_, value) in left.entries.items():
            yield attempt_equal(value, right.entries[held][1], budget)

    return decide(outcomes(), deciding=False)


def ordered(operator: str, left: Value, right: Value) -> bool:
    """
    Compare by order.

    Raises:
        EvaluationError: There is no order between the two.
    """
    for value in (left, right):
        if isinstance(value, RecordedNone):
            raise value.unknown()
    left, right = _timed(left), _timed(right)
    if is_number(left) and is_number(right):
        left, right = on_one_line(left, right)
    elif isinstance(left, Quantity) and isinstance(right, Quantity):
        left, right = compared(left, right), 0
    elif type(left) is not type(right) or not isinstance(left, bool | str | bytes | dt.date | Timestamp | Duration):
        raise _mismatch(left, operator, right)
    match operator:
        case "<":
            return bool(left < right)  # type: ignore[operator]  # one kind, and it has an order
        case "<=":
            return bool(left <= right)  # type: ignore[operator]
        case ">":
            return bool(left > right)  # type: ignore[operator]
    return bool(left >= right)  # type: ignore[operator]


def compared(left: Quantity, right: Quantity) -> int:
    """
    Compare two quantities exactly: negative, zero or positive.

    Raises:
        Unknown: Their units do not measure the same, or one of them is none.
    """
    try:
        return compare(left, right)
    except UnitError as exc:
        raise Unknown([Missing(f"{left} ~ {right}", "other-unit")]) from exc


def is_number(value: Value) -> bool:
    """Tell whether a value stands on the number line; true and false do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def on_one_line(left: Value, right: Value) -> tuple[float, float]:
    """
    Put two numbers on one line, where they are compared exactly.

    Only a double just beyond the end of 64 bits stands for the integers that round to it: so the cases of the
    specification have it (``not_gt_dyn_big_double_int``, ``lte_dyn_big_double_int``).
    """
    for double, whole in ((left, right), (right, left)):
        end = BEYOND_UINT if isinstance(whole, UInt) else BEYOND_INT
        if isinstance(double, float) and double == end and isinstance(whole, int):
            return float(left), float(right)  # type: ignore[arg-type]  # both are numbers
    return left, right  # type: ignore[return-value]  # both are numbers


def _timed(value: Value) -> Value:
    return Timestamp.from_datetime(value) if isinstance(value, dt.datetime) else value


def _mismatch(left: Value, operator: str, right: Value) -> EvaluationError:
    message = f"no `{operator}` between {display(left)[:40]} and {display(right)[:40]}"
    return EvaluationError(message, reason="wrong-type", path=f"{display(left)[:40]} {operator} {display(right)[:40]}")
