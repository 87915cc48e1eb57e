"""Single values of CEL that Python has no type of its own for: unsigned integers and types."""

import math
from decimal import Decimal
from typing import Self

import msgspec

SMALLEST_INT, LARGEST_INT = -(2**63), 2**63 - 1
LARGEST_UINT = 2**64 - 1


class UInt(int):
    """
    An unsigned integer of 64 bits; another type than int, and equal to the same number.

    Raises:
        ValueError: Negative, or beyond 64 bits.
    """

    __slots__ = ()

    def __new__(cls, value: int = 0) -> Self:
        """Make one; refused outside 64 bits."""
        if not 0 <= value <= LARGEST_UINT:
            raise ValueError(value)
        return super().__new__(cls, value)

    def __repr__(self) -> str:
        """Write it as CEL does."""
        return f"{int(self)}u"

    def __str__(self) -> str:
        """Write its digits."""
        return int.__repr__(self)


class CelType(msgspec.Struct, frozen=True):
    """
    A type as a value, such as ``type(1)`` gives.

    Attributes:
        name: Its name in CEL.
    """

    name: str

    def __str__(self) -> str:
        """Write its name."""
        return self.name


LOWEST_EXPONENT, FIRST_EXPONENT = -4, 6
# Names that denote types; `google.protobuf.Timestamp` and `.Duration` have no short name in CEL.
TYPE_NAMES = ("bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint")
TIMESTAMP_TYPE, DURATION_TYPE = CelType("google.protobuf.Timestamp"), CelType("google.protobuf.Duration")
DENOTED = {name: CelType(name) for name in TYPE_NAMES} | {one.name: one for one in (TIMESTAMP_TYPE, DURATION_TYPE)}


def double_text(value: float) -> str:
    """
    Write a double as ``string(…)`` does: the shortest digits that read back as it, an exponent below 1e-4 and from 1e6.

    ``1.0`` is ``1``; what is no number is ``NaN``, ``+Inf`` or ``-Inf``. The same texts as cel-go gives.
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    digits = Decimal(repr(value)).normalize()
    exponent = digits.adjusted()
    if value == 0 or LOWEST_EXPONENT <= exponent < FIRST_EXPONENT:
        return decimal_text(value)
    return f"{digits.scaleb(-exponent):f}e{exponent:+03}"


def decimal_text(value: float) -> str:
    """Write a finite double in digits without an exponent; the shortest that read back as it."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")
