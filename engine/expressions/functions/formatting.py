"""The `format` function of texts: which value each clause takes, and how it writes it."""

import math
import re
from collections.abc import Iterator

from engine.expressions.budget import LARGEST_VALUE, limit_size
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import UInt, decimal_text
from engine.expressions.values import Many, RecordedNone, Table, Value, display

CLAUSE = re.compile(r"%(?:(%)|(?:\.(\d+))?([sdfeboxX])|)")
DEFAULT_PRECISION = 6
LARGEST_PRECISION = 1000
WHOLE = {"o": "o", "x": "x", "X": "X", "b": "b"}


def formatted(text: str, values: Many) -> str:
    """
    Put values into the clauses of a text.

    Raises:
        EvaluationError: A clause that there is not, a value that its clause does not take, or too few values.
    """
    items = iter(values.complete())
    result = "".join(_pieces(text, items))
    limit_size(len(result))
    return result


def _pieces(text: str, items: Iterator[Value]) -> Iterator[str]:
    end = 0
    for match in CLAUSE.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        if match[1]:
            yield "%"
        elif match[3] is None or (match[2] is not None and match[3] not in "fe"):
            raise EvaluationError(f"`{text[match.start() : match.start() + 8]}` is no clause of `format`")
        else:
            yield _clause(match[3], match[2], items)
    yield text[end:]


def _clause(verb: str, precision: str | None, items: Iterator[Value]) -> str:
    value = next(items, items)
    if value is items:
        raise EvaluationError("`format` has fewer values than clauses")
    if isinstance(value, RecordedNone):
        raise value.unknown()
    places = DEFAULT_PRECISION if precision is None else int(precision[:5])
    if places > LARGEST_PRECISION:
        raise EvaluationError(f"`format` writes at most {LARGEST_PRECISION} places", reason="over-limit")
    found = _written(verb, places, value)  # type: ignore[arg-type]  # the sentinel is gone
    if found is None:
        raise EvaluationError(f"`%{verb}` does not take {display(value)[:40]}", reason="wrong-type")
    return found


def _written(verb: str, places: int, value: Value) -> str | None:
    if verb == "s":
        return shown(value)
    if isinstance(value, float) and verb in "dfe":
        return _special(value) or (decimal_text(value) if verb == "d" else f"{value:.{places}{verb}}")
    if type(value) in {int, UInt} and isinstance(value, int):
        return f"{float(value):.{places}{verb}}" if verb in "fe" else format(int(value), verb)
    if verb == "b" and isinstance(value, bool):
        return "1" if value else "0"
    if verb in "xX" and isinstance(value, str | bytes):
        digits = (value.encode() if isinstance(value, str) else value).hex()
        return digits.upper() if verb == "X" else digits
    return None


def _special(value: float) -> str | None:
    if math.isnan(value):
        return "NaN"
    return None if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


def shown(value: Value) -> str:
    """
    Write any value for a person.

    Raises:
        EvaluationError: It becomes too large, or something in it is recorded as none.
    """
    parts: list[str] = []
    _show(value, parts, [LARGEST_VALUE])
    return "".join(parts)


def _show(value: Value, parts: list[str], left: list[int]) -> None:
    left[0] -= 1
    limit_size(LARGEST_VALUE - left[0])
    match value:
        case RecordedNone():
            raise value.unknown()
        case float():
            parts.append(_special(value) or decimal_text(value))
        case bytes():
            parts.append(re.sub("\ufffd+", "\ufffd", value.decode(errors="replace")))
        case Many():
            parts.append("[")
            for index, item in enumerate(value.complete()):
                parts.append(", " if index else "")
                _show(item, parts, left)
            parts.append("]")
        case Table():
            entries: list[tuple[str, str]] = []
            for key, item in value.entries.values():
                written: list[str] = []
                _show(item, written, left)
                entries.append((shown(key), "".join(written)))
            parts.append(f"{{{', '.join(f'{key}: {item}' for key, item in sorted(entries))}}}")
        case _:
            parts.append(display(value))
    left[0] -= len(parts[-1])
