"""Exact figures over rows: sums, shares in percent and in parts per million, and what stands there once."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

from engine.expressions.arithmetic import signed
from engine.expressions.functions.entry import Function, entry, method, plain
from engine.expressions.missing import EvaluationError, Missing, Unknown
from engine.expressions.values import Many, RecordedNone, Table, Value, display
from engine.model.decimals import rounded
from engine.model.errors import UnitError
from engine.model.types import INT, QUANTITY, TEXT, Basic, ListOf
from engine.model.units import DIGITS, conversion, in_unit
from engine.model.values import Exact, Quantity

PERCENT, PPM = "%", "[ppm]"


def total(items: Many) -> Quantity:
    """
    Add quantities, in the unit of the first.

    Raises:
        EvaluationError: There is none, an element is none, or a sum has no end in decimal digits.
        Unknown: The list is open, something is recorded as none, or the units do not measure the same.
    """
    quantities = [_quantity(item) for item in items.complete()]
    if not quantities:
        raise EvaluationError("`sum` of an empty list")
    unit = quantities[0].unit
    try:
        values = [in_unit(one, unit).value for one in quantities]
    except UnitError as exc:
        raise Unknown([Missing(display(items)[:80], "other-unit")]) from exc
    with localcontext(prec=4 * DIGITS):
        added = sum(values, Decimal(0))
    return Quantity(value=Exact(f"{added:f}"), unit=unit)


def _quantity(item: Value) -> Quantity:
    if isinstance(item, RecordedNone):
        raise item.unknown()
    if not isinstance(item, Quantity):
        raise EvaluationError("`sum` adds quantities, and an element is none", reason="wrong-type")
    return item


def counted(items: Many) -> int:
    """
    Add integers; of none, 0.

    Raises:
        EvaluationError: An element is none, or the sum does not fit into 64 bits.
        Unknown: The list is open, or something is recorded as none.
    """
    counts = [_count(item) for item in items.complete()]
    return signed(sum(counts))


def _count(item: Value) -> int:
    if isinstance(item, RecordedNone):
        raise item.unknown()
    if type(item) is not int:
        raise EvaluationError("`sum` adds integers, and an element is none", reason="wrong-type")
    return item


def distinct(items: Many) -> Many:
    """
    Give every element once, in the order in which each first stands.

    Raises:
        EvaluationError: An element is neither text nor number.
        Unknown: The list is open, or an element is recorded as none.
    """
    seen: dict[object, Value] = {}
    for item in items.complete():
        if isinstance(item, RecordedNone):
            raise item.unknown()
        held = Table.held(item)
        if held is None:
            raise EvaluationError("`distinct` looks at texts and numbers, and an element is none", reason="wrong-type")
        seen.setdefault(held, item)
    return Many(list(seen.values()))


def _share(name: str, unit: str, times: int, en: str, zh: str, example: str) -> Function:
    """Write a function that gives a share of a whole, both counted or both measured."""

    def of_counts(part: int, whole: int) -> Quantity:
        return _shared(Fraction(part), Fraction(whole))

    def of_quantities(part: Quantity, whole: Quantity) -> Quantity:
        try:
            exact = conversion(part.unit, whole.unit).exact(part.value)
        except UnitError as exc:
            raise Unknown([Missing(f"{part} ~ {whole}", "other-unit")]) from exc
        return _shared(exact, Fraction(whole.value))

    def _shared(part: Fraction, whole: Fraction) -> Quantity:
        if not whole:
            raise EvaluationError(f"`{name}` of nothing")
        return Quantity(value=rounded(part / whole * times), unit=unit)

    gives = Basic("quantity", unit)
    counted: Callable[[int, int], Quantity] = of_counts
    return entry(
        name, en, zh, example, plain((INT, INT), gives, counted), plain((QUANTITY, QUANTITY), gives, of_quantities)
    )


TABLE = (
    entry(
        "sum",
        "Quantities added exactly, in the unit of the first; as a method, integers, of none 0.",
        "若干量之和（精确），以首个量的单位计；以方法调用时为整数之和，空列表为0。",
        "sum([quantity('0.1', 'kg'), quantity('5', 'g')]) == quantity('105', 'g') && [2, 3].sum() == 5",
        plain((ListOf(QUANTITY),), QUANTITY, total),
        method((ListOf(INT),), INT, counted),
    ),
    entry(
        "distinct",
        "Every text or number of a list once.",
        "列表中各不相同的文本或数。",
        "['a', 'b', 'a'].distinct() == ['a', 'b']",
        method((ListOf(TEXT),), ListOf(TEXT), distinct),
        method((ListOf(INT),), ListOf(INT), distinct),
    ),
    _share(
        "percent",
        PERCENT,
        100,
        "A part of a whole in percent, rounded to six decimals, halves to even.",
        "部分占总体的百分比，保留六位小数，四舍六入五成双。",
        "percent(1, 3) == quantity('33.333333', '%')",
    ),
    _share(
        "ppm",
        PPM,
        10**6,
        "A part of a whole in parts per million, rounded to six decimals, halves to even.",
        "部分占总体的百万分率，保留六位小数，四舍六入五成双。",
        "ppm(quantity('3', '1'), quantity('8000', '1')) == quantity('375', '[ppm]')",
    ),
)
