"""The math extension: rounding, signs, extremes, bits."""

import math
from collections.abc import Callable

from engine.expressions.arithmetic import signed
from engine.expressions.compare import is_number, ordered
from engine.expressions.functions.entry import Function, Overload, entry, plain
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import LARGEST_INT, LARGEST_UINT, UInt
from engine.expressions.values import Many, Value
from engine.model.types import BOOL, DOUBLE, DYN, INT, UINT, ListOf

BITS = 64


def _extreme(name: str, operator: str) -> tuple[Overload, ...]:
    def run(*values: Value) -> Value:
        best = values[0]
        for value in values:
            if not is_number(value):
                raise EvaluationError(f"`{name}` compares numbers, and a value is none", reason="wrong-type")
            if ordered(operator, value, best):
                best = value
        return best

    def listed(values: Many) -> Value:
        items = values.complete()
        if not items:
            raise EvaluationError(f"`{name}` of an empty list")
        return run(*items)

    same = tuple(plain((kind,), kind, run, more=True) for kind in (INT, UINT, DOUBLE))
    return (*same, plain((ListOf(DYN),), DYN, listed), plain((DYN, DYN), DYN, run, more=True))


def _whole(run: Callable[[float], float]) -> Overload:
    """Round a double to a whole one; what is no number, or infinite, stays as it is."""
    return plain((DOUBLE,), DOUBLE, lambda value: math.copysign(run(value), value) if math.isfinite(value) else value)


def rounded(value: float) -> float:
    """Round to the nearest whole double, halves away from zero."""
    cut = math.trunc(value)
    return float(cut) + math.copysign(1, value) if abs(value - cut) >= 0.5 else float(cut)  # noqa: PLR2004  # a half


def sign(value: float) -> float:
    """Give -1.0, 0.0 or 1.0; what is no number stays as it is."""
    return value if math.isnan(value) else float((value > 0) - (value < 0))


def root(value: float) -> float:
    """Give the square root; of a negative number NaN."""
    return math.sqrt(value) if value >= 0 else math.nan


def _wrapped(value: int) -> int:
    """Take 64 bits for a signed integer."""
    bits = value & LARGEST_UINT
    return bits - 2**BITS if bits > LARGEST_INT else bits


def _shifted(value: int, by: int, *, left: bool) -> int:
    if by < 0:
        raise EvaluationError("a shift by a negative number of bits")
    if by >= BITS:
        return 0
    bits = value & LARGEST_UINT
    return (bits << by) & LARGEST_UINT if left else bits >> by


def _shift(*, left: bool) -> tuple[Overload, Overload]:
    return (
        plain((INT, INT), INT, lambda value, by: _wrapped(_shifted(value, by, left=left))),
        plain((UINT, INT), UINT, lambda value, by: UInt(_shifted(value, by, left=left))),
    )


def _bitwise(run: Callable[[int, int], int]) -> tuple[Overload, Overload]:
    return (
        plain((INT, INT), INT, run),
        plain((UINT, UINT), UINT, lambda left, right: UInt(run(int(left), int(right)))),
    )


def _tested(name: str, en: str, zh: str, example: str, run: Callable[[float], bool]) -> Function:
    return entry(name, en, zh, example, plain((DOUBLE,), BOOL, run))


TABLE = (
    entry(
        "math.greatest",
        "The greatest of numbers, or of the numbers of a list.",
        "若干数（或列表中各数）的最大者。",
        "math.greatest(1, 3.5, 2u) == 3.5 && math.greatest([1, 2]) == 2",
        *_extreme("math.greatest", ">"),
    ),
    entry(
        "math.least",
        "The least of numbers, or of the numbers of a list.",
        "若干数（或列表中各数）的最小者。",
        "math.least(1, 3.5, 2u) == 1 && math.least([1, 2]) == 1",
        *_extreme("math.least", "<"),
    ),
    entry("math.ceil", "The next whole double upwards.", "向上取整。", "math.ceil(1.2) == 2.0", _whole(math.ceil)),
    entry(
        "math.floor", "The next whole double downwards.", "向下取整。", "math.floor(-1.2) == -2.0", _whole(math.floor)
    ),
    entry(
        "math.round",
        "The nearest whole double, halves away from zero.",
        "四舍五入取整（一半时远离零）。",
        "math.round(-1.5) == -2.0",
        _whole(rounded),
    ),
    entry(
        "math.trunc",
        "A double without what is behind the point.",
        "截去小数。",
        "math.trunc(-1.9) == -1.0",
        _whole(math.trunc),
    ),
    entry(
        "math.abs",
        "A number without its sign.",
        "绝对值。",
        "math.abs(-11) == 11 && math.abs(-1.5) == 1.5",
        plain((INT,), INT, lambda value: signed(abs(value))),
        plain((UINT,), UINT, lambda value: value),
        plain((DOUBLE,), DOUBLE, abs),
    ),
    entry(
        "math.sign",
        "-1, 0 or 1, of the type of the number.",
        "-1、0 或 1，类型与原数相同。",
        "math.sign(-32.0) == -1.0 && math.sign(7) == 1",
        plain((INT,), INT, lambda value: (value > 0) - (value < 0)),
        plain((UINT,), UINT, lambda value: UInt(value > 0)),
        plain((DOUBLE,), DOUBLE, sign),
    ),
    entry(
        "math.sqrt",
        "The square root as a double; of a negative number NaN.",
        "平方根（浮点数）；负数为 NaN。",
        "math.sqrt(81) == 9.0",
        plain((INT,), DOUBLE, root),
        plain((UINT,), DOUBLE, root),
        plain((DOUBLE,), DOUBLE, root),
    ),
    _tested("math.isNaN", "Whether a double is no number.", "浮点数是否为 NaN。", "math.isNaN(0.0 / 0.0)", math.isnan),
    _tested("math.isInf", "Whether a double is infinite.", "浮点数是否为无穷大。", "math.isInf(1.0 / 0.0)", math.isinf),
    _tested(
        "math.isFinite",
        "Whether a double is a number and finite.",
        "浮点数是否为有限值。",
        "math.isFinite(1.5)",
        math.isfinite,
    ),
    entry(
        "math.bitAnd",
        "The bits that both numbers have.",
        "按位与。",
        "math.bitAnd(3, 5) == 1",
        *_bitwise(lambda left, right: left & right),
    ),
    entry(
        "math.bitOr",
        "The bits that either number has.",
        "按位或。",
        "math.bitOr(1, 2) == 3",
        *_bitwise(lambda left, right: left | right),
    ),
    entry(
        "math.bitXor",
        "The bits that one of the numbers has.",
        "按位异或。",
        "math.bitXor(3, 5) == 6",
        *_bitwise(lambda left, right: left ^ right),
    ),
    entry(
        "math.bitNot",
        "The bits that a number has not.",
        "按位取反。",
        "math.bitNot(0) == -1",
        plain((INT,), INT, lambda value: ~value),
        plain((UINT,), UINT, lambda value: UInt(LARGEST_UINT - int(value))),
    ),
    entry(
        "math.bitShiftLeft",
        "The bits of a number moved to the left; none are left after 64.",
        "左移位；移 64 位及以上为 0。",
        "math.bitShiftLeft(1, 2) == 4",
        *_shift(left=True),
    ),
    entry(
        "math.bitShiftRight",
        "The bits of a number moved to the right, zeros from the left; none are left after 64.",
        "逻辑右移位；移 64 位及以上为 0。",
        "math.bitShiftRight(1024, 2) == 256",
        *_shift(left=False),
    ),
)
