"""Characteristics that are computed from others: CEL arithmetic over quantities, exact and bounded."""

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from core.errors import LotgateError
from core.words import Localized, say
from engine.expressions.expression import source_text
from engine.expressions.parse import parse
from engine.expressions.tree import Call, Expr, Literal, Name, Operation, walk
from engine.inspection.reasons import UnsettledError, because
from engine.inspection.rounding import EXACT
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.ucum import Scale, UcumError, scale_of

LONGEST = 400
MOST_NODES = 100
EXTREMES = {"math.least": min, "math.greatest": max}
NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]")
# Values that no decimal ends are cut off far behind any digit that a reading or a limit has.
PLACES = 60
LARGEST = 10**60


class Measure(msgspec.Struct, frozen=True):
    """
    An exact value in the bases of its unit.

    Attributes:
        value: In those bases.
        scale: What the bases are.
    """

    value: Fraction
    scale: Scale


class Formula(msgspec.Struct, frozen=True):
    """
    A formula that was read.

    Attributes:
        tree: Its arithmetic.
        names: What it reads.
        path: Where it stands.
    """

    tree: Expr
    names: frozenset[str]
    path: str


def name_of(characteristic: str) -> str:
    """Give the name by which a formula reads a characteristic: what no name may hold becomes `_`."""
    return NOT_A_NAME.sub("_", characteristic)


def read_formula(text: str, inputs: Sequence[str], path: str) -> Formula:
    """
    Read a formula: sums, differences, products, quotients, `math.least`, `math.greatest` of inputs and numbers.

    Args:
        text: CEL; an input is read by its number, with `_` for what no name may hold.
        inputs: The numbers of the characteristics that it is computed from.
        path: Where it stands.

    Raises:
        UnsettledError: It is none, or reads what is no input.
    """
    if len(text) > LONGEST:
        raise _unsettled(path, say("the formula is too long", "公式过长"))
    try:
        tree = parse(source_text(text), in_pack=False)
    except LotgateError as error:
        raise _unsettled(path, error.words) from error
    nodes = list(walk(tree))
    known = {name_of(one) for one in inputs}
    names = frozenset(one.name for one in nodes if isinstance(one, Name))
    if len(nodes) > MOST_NODES or len(known) < len(inputs) or not all(map(_is_arithmetic, nodes)):
        words = say(
            "`{text}` is no arithmetic of the inputs {inputs}",
            "`{text}` 不是输入 {inputs} 的算式",
            text=text,
            inputs=", ".join(sorted(known)),
        )
        raise _unsettled(path, words)
    if not names <= known or not names:
        words = say(
            "`{text}` reads something else than the inputs {inputs}",
            "`{text}` 读取了输入 {inputs} 以外的内容",
            text=text,
            inputs=", ".join(sorted(known)),
        )
        raise _unsettled(path, words)
    return Formula(tree, names, path)


def computed(formula: Formula, readings: Mapping[str, tuple[Decimal, str]], unit: str) -> Decimal:
    """
    Compute one value, exactly as far as it has an end in decimal digits.

    Args:
        formula: The formula.
        readings: The reading of each input with its unit, by name.
        unit: The unit of the result.

    Raises:
        UnsettledError: Units do not go together, or something is divided by zero.
    """
    try:
        bases = {name: _measure(value, scale_of(held)) for name, (value, held) in readings.items()}
        found, target = _value(formula.tree, bases), scale_of(unit)
    except UcumError as error:
        raise _unsettled(
            formula.path, error.hint or say("a unit cannot be computed with", "单位无法参与计算")
        ) from error
    except ZeroDivisionError as error:
        raise _unsettled(formula.path, say("something is divided by zero", "除数为零")) from error
    except _OtherUnitsError as error:
        raise _unsettled(formula.path, say("the units do not go together", "单位不一致")) from error
    if found.scale.powers != target.powers or target.single:
        raise _unsettled(formula.path, say("the result is not in `{unit}`", "结果的单位不是 `{unit}`", unit=unit))
    value = found.value / target.factor
    if abs(value) >= LARGEST:
        raise _unsettled(formula.path, say("the result is out of range", "结果超出范围"))
    return _decimal(value)


class _OtherUnitsError(Exception):
    """Values of different dimensions are added or compared."""


def _unsettled(path: str, words: Localized) -> UnsettledError:
    return UnsettledError(because(Code.formula_not_computed, path, words))


def _is_arithmetic(node: Expr) -> bool:
    match node:
        case Literal(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case Name():
            return not node.rooted
        case Call(function=function):
            return function in EXTREMES
        case Operation(operator=operator):
            return operator in {"+", "-", "*", "/"}
    return False


def _measure(value: Decimal, scale: Scale) -> Measure:
    if scale.single:
        raise UcumError
    return Measure(Fraction(value) * scale.factor, Scale(scale.powers))


def _value(node: Expr, names: Mapping[str, Measure]) -> Measure:
    match node:
        case Literal(value=value):
            # A decimal as it is written, not the double next to it.
            return Measure(Fraction(repr(value)) if isinstance(value, float) else Fraction(int(value)), Scale({}))  # type: ignore[arg-type]
        case Name(name=name):
            return names[name]
        case Call(function=function, arguments=arguments):
            held = [_value(one, names) for one in arguments]
            return Measure(EXTREMES[function](one.value for one in held), _common(held))
        case Operation(operator="-", operands=(only,)):
            held = [_value(only, names)]
            return Measure(-held[0].value, held[0].scale)
        case Operation(operator=operator, operands=(first, second)):
            return _joined(operator, _value(first, names), _value(second, names))
    raise TypeError(node)  # pragma: no cover  # a formula holds nothing else


def _joined(operator: str, left: Measure, right: Measure) -> Measure:
    match operator:
        case "+":
            return Measure(left.value + right.value, _common([left, right]))
        case "-":
            return Measure(left.value - right.value, _common([left, right]))
        case "*":
            return Measure(left.value * right.value, left.scale.times(right.scale))
    return Measure(left.value / right.value, left.scale.times(right.scale, -1))


def _common(held: Sequence[Measure]) -> Scale:
    if any(one.scale.powers != held[0].scale.powers for one in held):
        raise _OtherUnitsError
    return held[0].scale


def _decimal(value: Fraction) -> Decimal:
    places = value * 10**PLACES
    found = EXACT.scaleb(Decimal(round(places)), -PLACES)
    return found.normalize(EXACT) if places.denominator == 1 else found
