"""Units of measure: which there are, which can be compared, and by which exact ratio."""

import functools
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

import msgspec

from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.model.errors import InexactConversionError, OtherDimensionError, UnknownUnitError
from engine.model.unit_names import suggested
from engine.model.unit_table import UNITS
from engine.model.values import Exact, Quantity

# As many digits as a recorded value can have, before the point and behind it.
DIGITS = 27
AS_THEY_ARE = Localized(en="compare the two quantities as they are", zh="请直接比较两个量")
A_CODE = Localized(en="units are written as UCUM codes, such as `mg/cm2`", zh="单位写成UCUM代码，如 `mg/cm2`")


class Conversion(msgspec.Struct, frozen=True):
    """
    From one unit to another: `value · factor + shift`, exactly; one for all readings of a characteristic.

    Attributes:
        factor: Above zero.
        shift: In the unit that is converted to; 0 but between temperatures.
    """

    factor: Fraction
    shift: Fraction

    def exact(self, value: Decimal) -> Fraction:
        """Convert a value."""
        return Fraction(value) * self.factor + self.shift


class _Unit(msgspec.Struct, frozen=True):
    """The dimension of a unit, its size and its zero in the dimension's bases."""

    dimension: str
    factor: Fraction
    zero: Fraction


def dimension(unit: str) -> str:
    """
    Give what a unit measures.

    Args:
        unit: A UCUM code, case counts.

    Returns:
        Powers of the base units in UCUM's notation, ``g.m-1.s-2`` for ``kPa`` and ``1`` for ``%``. An arbitrary
        unit (``[CFU]``), a logarithmic one (``dB``) and an annotation (``{rev}/min``) are bases of their own.

    Raises:
        UnknownUnitError: ``dossier.unit.unknown``; there is no such unit.
    """
    return _unit(unit).dimension


def same_dimension(first: str, second: str) -> bool:
    """
    Tell whether values in the two units can be compared.

    Raises:
        UnknownUnitError: ``dossier.unit.unknown``; one of them is no unit.
    """
    return first == second or dimension(first) == dimension(second)


def conversion(source: str, target: str) -> Conversion:
    """
    Give the exact conversion from one unit to another.

    Raises:
        UnknownUnitError: ``dossier.unit.unknown``; one of them is no unit.
        OtherDimensionError: ``dossier.unit.dimension``; they do not measure the same.
    """
    if source == target:
        return Conversion(Fraction(1), Fraction(0))
    here, there = _unit(source), _unit(target)
    if here.dimension != there.dimension:
        raise OtherDimensionError(_apart(source, here, target, there))
    return Conversion(here.factor / there.factor, (here.zero - there.zero) / there.factor)


def compare(left: Quantity, right: Quantity) -> int:
    """
    Compare two quantities exactly.

    Returns:
        -1 when the left one is smaller, 0 when they are equal, 1 when it is larger.

    Raises:
        UnknownUnitError: ``dossier.unit.unknown``; the units differ and one of them is none.
        OtherDimensionError: ``dossier.unit.dimension``; they do not measure the same.
    """
    if left.unit == right.unit:
        return (left.value > right.value) - (left.value < right.value)
    first, second = conversion(left.unit, right.unit).exact(left.value), Fraction(right.value)
    return (first > second) - (first < second)


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """
    Write a quantity in another unit, exactly.

    Raises:
        UnknownUnitError: ``dossier.unit.unknown``; one of the units is none.
        OtherDimensionError: ``dossier.unit.dimension``; they do not measure the same.
        InexactConversionError: ``unit.conversion.inexact``; the value has no end in decimal digits, or too many.
    """
    if quantity.unit == unit:
        return quantity
    exact = conversion(quantity.unit, unit).exact(quantity.value)
    scaled = exact * 10**DIGITS
    if scaled.denominator != 1 or abs(exact) >= 10 ** (DIGITS + 1):
        message = say(
            "`{quantity}` cannot be written in `{unit}` with {digits} decimal places",
            "`{quantity}` 无法以 `{unit}` 写成不超过{digits}位小数的数值",
            quantity=quantity,
            unit=unit,
            digits=DIGITS,
        )
        raise InexactConversionError(message, hint=AS_THEY_ARE)
    with localcontext(prec=2 * DIGITS + 2):
        plain = Decimal(scaled.numerator).scaleb(-DIGITS).normalize()
    return Quantity(value=Exact(f"{plain:f}"), unit=unit)


def known_units() -> Iterator[str]:
    """Give the units that are known without asking the library, in alphabetical order."""
    return iter(sorted(UNITS))


@functools.lru_cache(maxsize=4096)
def _unit(unit: str) -> _Unit:
    row = UNITS.get(unit)
    if row is None:
        return _worked_out(unit)
    measured, factor, zero = row
    return _Unit(measured, Fraction(factor), Fraction(zero))


def _worked_out(unit: str) -> _Unit:
    """Ask the library, which is loaded for units outside the table only."""
    from engine.model.ucum import UcumError, scale_of

    try:
        scale = scale_of(unit)
    except UcumError as exc:
        message = say("`{unit}` is no unit of UCUM", "`{unit}` 不是UCUM单位", unit=unit)
        raise UnknownUnitError(message, hint=exc.hint or _near(unit)) from None
    return _Unit(scale.dimension, scale.factor, scale.zero)


def _apart(source: str, here: _Unit, target: str, there: _Unit) -> Localized:
    return say(
        "`{source}` and `{target}` do not measure the same: `{here}` and `{there}`",
        "`{source}` 与 `{target}` 的量纲不同：`{here}` 与 `{there}`",
        source=source,
        target=target,
        here=here.dimension,
        there=there.dimension,
    )


def _near(unit: str) -> Localized:
    from engine.model.ucum import is_unit

    meant = suggested(unit)
    known = (meant,) if meant is not None and is_unit(meant) else ()
    return did_you_mean(meant or unit, known) or did_you_mean(unit, UNITS) or A_CODE
