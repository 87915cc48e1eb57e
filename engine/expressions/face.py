"""Python values in and out of an expression that knows no dossier."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from engine.expressions.budget import limit_size
from engine.expressions.literals import is_unicode
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, CelType, UInt
from engine.expressions.times import Duration, Timestamp
from engine.expressions.values import Entries, Many, Record, RecordedNone, Table, Value
from engine.model.values import Quantity

DEEPEST_VALUE = 100
# What may be given and what comes back: int, UInt, float, str, bytes, bool, None, list, dict, Timestamp or datetime,
# Duration or timedelta, CelType; a day, and the values of dossiers, stay what they are.
Given: TypeAlias = object
Result: TypeAlias = object
KEPT = (bool, UInt, float, bytes, CelType, Timestamp, Duration, Quantity, Record, Entries, Many, Table, RecordedNone)


def entered(given: Given, depth: int = 0) -> Value:
    """
    Take a value of Python's for one of CEL.

    Raises:
        EvaluationError: There is no such value in CEL, an int is beyond 64 bits, or a list is nested too deep.
    """
    if depth > DEEPEST_VALUE:
        raise EvaluationError(f"a value is nested deeper than {DEEPEST_VALUE}", reason="over-limit")
    if given is None or isinstance(given, KEPT):
        return given
    if isinstance(given, int):
        if not SMALLEST_INT <= given <= LARGEST_INT:
            raise EvaluationError("an int is beyond 64 bits", reason="out-of-calendar")
        return int(given)
    match given:
        case str():
            return _text(given)
        case dt.datetime():
            return Timestamp.from_datetime(given)
        case dt.date():
            return given
        case dt.timedelta():
            return Duration.from_timedelta(given)
        case Mapping():
            limit_size(len(given))
            return Table.of((entered(key, depth + 1), entered(item, depth + 1)) for key, item in given.items())
        case Sequence():
            limit_size(len(given))
            return Many([entered(item, depth + 1) for item in given])
    raise EvaluationError("a value that CEL does not have was given", reason="wrong-type")


def _text(given: str) -> str:
    if not is_unicode(given):
        raise EvaluationError("a text holds half of a surrogate pair", reason="wrong-type")
    return str(given)


def left(value: Value, size: list[int] | None = None) -> Result:
    """
    Give a value of CEL as one of Python's; times stay `Timestamp` and `Duration`.

    Raises:
        EvaluationError: An open list, a map of which two keys would be one in Python, or a value that is too large.
    """
    counted = [0] if size is None else size
    counted[0] += 1
    limit_size(counted[0])
    match value:
        case RecordedNone():
            return None
        case Many():
            return [left(item, counted) for item in value.complete()]
        case Table():
            found = {left(key, counted): left(item, counted) for key, item in value.entries.values()}
            if len(found) < len(value.entries):
                raise EvaluationError("a map with both true and 1 as keys has no equal in Python")
            return found
    return value
