"""Types of values, and values of one type made from another."""

import math
import re

from engine.expressions.arithmetic import signed, unsigned
from engine.expressions.functions.entry import KINDS, entry, plain
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import DENOTED, DURATION_TYPE, TIMESTAMP_TYPE, CelType, UInt, double_text
from engine.expressions.times import SECOND, Duration, Timestamp, parse_duration, parse_timestamp
from engine.expressions.values import Entries, Many, Record, Table, Value
from engine.model.types import (
    BOOL,
    BYTES,
    DATE,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    TEXT,
    TIMESTAMP,
    TYPE,
    UINT,
)

WHOLE = re.compile(r"[+-]?[0-9]+")
UNSIGNED = re.compile(r"[0-9]+")
DECIMAL = re.compile(r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?|nan)", re.IGNORECASE)
TRUE, FALSE = {"1", "t", "T", "true", "TRUE", "True"}, {"0", "f", "F", "false", "FALSE", "False"}
LONGEST_NUMBER = 400
CEL_NAMES = {"text": "string", "nothing": "null_type"}


def same(value: Value) -> Value:
    """Give the value itself."""
    return value


def type_of(value: Value) -> CelType:
    """Give the type of a value; of a record, the name of its entity."""
    match value:
        case Timestamp():
            return TIMESTAMP_TYPE
        case Duration():
            return DURATION_TYPE
        case Many():
            return DENOTED["list"]
        case Table() | Entries():
            return DENOTED["map"]
        case Record():
            return CelType(type(value.data).__name__)
    name = next(name for name, kinds in KINDS.items() if type(value) in kinds)
    return CelType(CEL_NAMES.get(name, name))


def _no(text: str, what: str) -> EvaluationError:
    return EvaluationError(f"`{text[:40]}` is no {what}")


def int_of_double(value: float) -> int:
    """
    Cut off what is behind the point.

    Raises:
        EvaluationError: No number, or not strictly between the ends of 64 bits.
    """
    if not -(2.0**63) < value < 2.0**63:
        raise EvaluationError("the double is out of the range of int", reason="out-of-calendar")
    return math.trunc(value)


def int_of_text(text: str) -> int:
    """
    Read decimal digits with a sign.

    Raises:
        EvaluationError: Something else, or beyond 64 bits.
    """
    if len(text) > LONGEST_NUMBER or not WHOLE.fullmatch(text):
        raise _no(text, "int")
    return signed(int(text))


def uint_of_double(value: float) -> UInt:
    """
    Cut off what is behind the point.

    Raises:
        EvaluationError: No number, negative, or beyond 64 bits.
    """
    if not 0 <= value < 2.0**64:
        raise EvaluationError("the double is out of the range of uint", reason="out-of-calendar")
    return UInt(math.trunc(value))


def uint_of_text(text: str) -> UInt:
    """
    Read decimal digits.

    Raises:
        EvaluationError: Something else, or beyond 64 bits.
    """
    if len(text) > LONGEST_NUMBER or not UNSIGNED.fullmatch(text):
        raise _no(text, "uint")
    return unsigned(int(text))


def double_of_text(text: str) -> float:
    """
    Read a decimal number, ``NaN`` or ``Infinity``.

    Raises:
        EvaluationError: Something else, or too large.
    """
    if len(text) > LONGEST_NUMBER or not DECIMAL.fullmatch(text):
        raise _no(text, "double")
    value = float(text)
    if math.isinf(value) and "i" not in text.lower():
        raise EvaluationError(f"`{text[:40]}` is out of the range of double", reason="out-of-calendar")
    return value


def bool_of_text(text: str) -> bool:
    """
    Read a truth value.

    Raises:
        EvaluationError: Something else.
    """
    if text not in TRUE | FALSE:
        raise _no(text, "bool")
    return text in TRUE


def text_of_bytes(data: bytes) -> str:
    """
    Read UTF-8.

    Raises:
        EvaluationError: It is none.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as exc:
        raise EvaluationError("the bytes are no UTF-8") from exc


TABLE = (
    entry(
        "type",
        "The type of a value.",
        "值的类型。",
        "type(1) == type(2) && type(1) != type('a')",
        plain((DYN,), TYPE, type_of),
    ),
    entry(
        "dyn",
        "The value itself, with a type that is known only when it is evaluated.",
        "值本身，其类型在求值时才确定。",
        "dyn(1) == 1.0",
        plain((DYN,), DYN, same),
    ),
    entry(
        "bool",
        "A truth value from a text.",
        "由文本得到真假值。",
        "bool('true') && !bool('0')",
        plain((BOOL,), BOOL, same),
        plain((TEXT,), BOOL, bool_of_text),
    ),
    entry(
        "int",
        "An integer: digits read, a double cut off, a timestamp in seconds since 1970.",
        "整数：读取数字、截去小数，或时间戳自1970年起的秒数。",
        "int('42') == 42 && int(-1.9) == -1",
        plain((INT,), INT, same),
        plain((UINT,), INT, lambda value: signed(int(value))),
        plain((DOUBLE,), INT, int_of_double),
        plain((TEXT,), INT, int_of_text),
        plain((TIMESTAMP,), INT, lambda moment: moment.nanoseconds // SECOND),
    ),
    entry(
        "uint",
        "An unsigned integer.",
        "无符号整数。",
        "uint(1) == 1u && uint('7') == 7u",
        plain((UINT,), UINT, same),
        plain((INT,), UINT, unsigned),
        plain((DOUBLE,), UINT, uint_of_double),
        plain((TEXT,), UINT, uint_of_text),
    ),
    entry(
        "double",
        "A floating-point number; the nearest, where an integer has more digits.",
        "浮点数；整数位数过多时取最接近者。",
        "double('2.5') == 2.5 && double(1) == 1.0",
        plain((DOUBLE,), DOUBLE, same),
        plain((INT,), DOUBLE, float),
        plain((UINT,), DOUBLE, float),
        plain((TEXT,), DOUBLE, double_of_text),
    ),
    entry(
        "string",
        "A value as text; bytes are read as UTF-8, times are written in UTC.",
        "以文本表示值；字节按 UTF-8 读取，时间以 UTC 表示。",
        "string(1.5) == '1.5' && string(duration('90s')) == '90s'",
        plain((TEXT,), TEXT, same),
        plain((BOOL,), TEXT, lambda value: "true" if value else "false"),
        plain((INT,), TEXT, str),
        plain((UINT,), TEXT, str),
        plain((DOUBLE,), TEXT, double_text),
        plain((BYTES,), TEXT, text_of_bytes),
        plain((TIMESTAMP,), TEXT, str),
        plain((DURATION,), TEXT, str),
        plain((DATE,), TEXT, str),
    ),
    entry(
        "bytes",
        "A text as UTF-8.",
        "将文本编码为 UTF-8。",
        "bytes('é') == b'\\xc3\\xa9'",
        plain((BYTES,), BYTES, same),
        plain((TEXT,), BYTES, str.encode),
    ),
    entry(
        "timestamp",
        "A timestamp from RFC 3339 text with an offset, or from seconds since 1970.",
        "由带时差的 RFC 3339 文本或自1970年起的秒数得到时间戳。",
        "timestamp('1970-01-01T01:00:00+01:00') == timestamp(0)",
        plain((TIMESTAMP,), TIMESTAMP, same),
        plain((TEXT,), TIMESTAMP, parse_timestamp),
        plain((INT,), TIMESTAMP, lambda seconds: Timestamp.of(seconds * SECOND)),
    ),
    entry(
        "duration",
        "A duration from numbers with units h, m, s, ms, us, ns.",
        "由带单位（h、m、s、ms、us、ns）的数字得到时长。",
        "duration('1h30m') == duration('5400s')",
        plain((DURATION,), DURATION, same),
        plain((TEXT,), DURATION, parse_duration),
    ),
)
