"""Computed numbers as decimal digits, and decimal limits held against binary readings exactly."""

import math
from decimal import Decimal
from fractions import Fraction

import msgspec

from engine.model.units import conversion
from engine.model.values import Exact, Quantity

SIGNIFICANT = 12
ONE = "1"


def rounded(value: float) -> Exact:
    """Round a computed number to twelve significant digits, what arithmetic of doubles answers for."""
    return Exact(f"{Decimal(f'{value + 0.0:.{SIGNIFICANT}g}'):f}")


def computed(value: float, unit: str = ONE) -> Quantity:
    """Give a computed number as a quantity."""
    return Quantity(value=rounded(value), unit=unit)


def recorded(value: float, unit: str) -> Quantity:
    """Give a reading with the digits it was recorded with: the shortest that read as the same double."""
    digits = f"{Decimal(repr(value + 0.0)):f}".removesuffix(".0")
    return Quantity(value=Exact(digits), unit=unit)


def short(quantity: Quantity) -> str:
    """Write a computed number for a person, with six significant digits."""
    digits = f"{Decimal(f'{quantity.value:.6g}'):f}"
    return digits if quantity.unit == ONE else f"{digits} {quantity.unit}"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """
    A decimal limit in the unit of a series.

    Attributes:
        quantity: As it was given.
        exact: Its exact value in the unit of the series.
        nearest: The double nearest to that.
        side: How the digits that this double was recorded with compare with the limit: below -1, at 0, above 1.
    """

    quantity: Quantity
    exact: Fraction
    nearest: float
    side: int


def line_of(quantity: Quantity, unit: str) -> Line:
    """
    Bring a limit into the unit of a series, exactly.

    A reading below or above the nearest double lies, in its digits, on the same side of the limit: rounding keeps
    order. One that is this double is compared by its digits, once for all of them: 4.3 is at a limit of 4.3 although
    the double of it lies below.

    Raises:
        UnknownUnitError, OtherDimensionError: As `engine.model.units.conversion`.
        OverflowError: No double is as large.
    """
    exact = conversion(quantity.unit, unit).exact(quantity.value)
    nearest = float(exact)
    if not math.isfinite(nearest):  # pragma: no cover  # a fraction beyond all doubles raises
        raise OverflowError
    digits = Fraction(Decimal(repr(nearest)))
    return Line(quantity=quantity, exact=exact, nearest=nearest, side=(digits > exact) - (digits < exact))
