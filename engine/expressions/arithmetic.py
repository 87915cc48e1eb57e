"""Plus, minus, times, divided by and remainder: 64 bits with overflow, doubles, texts, lists and times."""

import datetime as dt
import math
from collections.abc import Callable

from engine.expressions.budget import limit_size
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import LARGEST_INT, LARGEST_UINT, SMALLEST_INT, UInt
from engine.expressions.times import LONGEST_DIFFERENCE, Duration, Timestamp, out_of_range, whole
from engine.expressions.values import Many, RecordedNone, Value, display


def signed(value: int) -> int:
    """
    Give an integer of 64 bits.

    Raises:
        EvaluationError: It is none.
    """
    if not SMALLEST_INT <= value <= LARGEST_INT:
        raise _overflow(value)
    return value


def unsigned(value: int) -> UInt:
    """
    Give an unsigned integer of 64 bits.

    Raises:
        EvaluationError: It is none.
    """
    if not 0 <= value <= LARGEST_UINT:
        raise _overflow(value)
    return UInt(value)


def _overflow(value: int) -> EvaluationError:
    return EvaluationError(f"{value} is out of range", reason="out-of-calendar", path=str(value))


def negated(value: Value) -> Value:
    """
    Give the opposite of an int or a double.

    Raises:
        EvaluationError: No overload, or out of range.
    """
    if type(value) is int:
        return signed(-value)
    if isinstance(value, float):
        return -value
    if isinstance(value, RecordedNone):
        raise value.unknown()
    raise EvaluationError(f"no `-` of {display(value)[:40]}", reason="wrong-type")


def calculated(operator: str, left: Value, right: Value) -> Value:
    """
    Calculate.

    Raises:
        EvaluationError: No overload, out of range, or divided by zero.
    """
    for value in (left, right):
        if isinstance(value, RecordedNone):
            raise value.unknown()
    left, right = _timed(left), _timed(right)
    kinds = (type(left), type(right))
    found = OVERLOADS.get((operator, *kinds))
    if found is None:
        message = f"no `{operator}` between {display(left)[:40]} and {display(right)[:40]}"
        raise EvaluationError(message, reason="wrong-type")
    return found(left, right)


def _timed(value: Value) -> Value:
    return Timestamp.from_datetime(value) if isinstance(value, dt.datetime) else value


def quotient(left: int, right: int) -> int:
    """
    Divide, cutting off towards zero.

    Raises:
        EvaluationError: By zero.
    """
    if right == 0:
        raise EvaluationError("division by zero")
    return whole(left, right) if right > 0 else -whole(left, -right)


def remainder(left: int, right: int) -> int:
    """
    Give the remainder, with the sign of the dividend.

    Raises:
        EvaluationError: By zero.
    """
    return left - right * quotient(left, right)


def _divided(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _joined_text(left: str, right: str) -> str:
    limit_size(len(left) + len(right))
    return left + right


def _joined_bytes(left: bytes, right: bytes) -> bytes:
    limit_size(len(left) + len(right))
    return left + right


def _joined_lists(left: Many, right: Many) -> Many:
    limit_size(len(left.items) + len(right.items))
    return Many([*left.items, *right.items], left.open_end or right.open_end)


def _later(moment: Timestamp, by: Duration) -> Timestamp:
    return Timestamp.of(moment.nanoseconds + by.nanoseconds)


def _between(later: Timestamp, earlier: Timestamp) -> Duration:
    nanoseconds = later.nanoseconds - earlier.nanoseconds
    if abs(nanoseconds) > LONGEST_DIFFERENCE:
        raise out_of_range("the difference")
    return Duration(nanoseconds)


def _signed_remainder(left: int, right: int) -> int:
    signed(quotient(left, right))  # the smallest number by -1 has no quotient, and then no remainder either
    return remainder(left, right)


OVERLOADS: dict[tuple[str, type, type], Callable[..., Value]] = {
    ("+", int, int): lambda left, right: signed(left + right),
    ("-", int, int): lambda left, right: signed(left - right),
    ("*", int, int): lambda left, right: signed(left * right),
    ("/", int, int): lambda left, right: signed(quotient(left, right)),
    ("%", int, int): _signed_remainder,
    ("+", UInt, UInt): lambda left, right: unsigned(int(left) + int(right)),
    ("-", UInt, UInt): lambda left, right: unsigned(int(left) - int(right)),
    ("*", UInt, UInt): lambda left, right: unsigned(int(left) * int(right)),
    ("/", UInt, UInt): lambda left, right: unsigned(quotient(int(left), int(right))),
    ("%", UInt, UInt): lambda left, right: unsigned(remainder(int(left), int(right))),
    ("+", float, float): lambda left, right: left + right,
    ("-", float, float): lambda left, right: left - right,
    ("*", float, float): lambda left, right: left * right,
    ("/", float, float): _divided,
    ("+", str, str): _joined_text,
    ("+", bytes, bytes): _joined_bytes,
    ("+", Many, Many): _joined_lists,
    ("+", Timestamp, Duration): _later,
    ("+", Duration, Timestamp): lambda by, moment: _later(moment, by),
    ("+", Duration, Duration): lambda left, right: Duration.of(left.nanoseconds + right.nanoseconds),
    ("-", Duration, Duration): lambda left, right: Duration.of(left.nanoseconds - right.nanoseconds),
    ("-", Timestamp, Duration): lambda moment, by: Timestamp.of(moment.nanoseconds - by.nanoseconds),
    ("-", Timestamp, Timestamp): _between,
}
