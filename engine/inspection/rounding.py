"""Rounding a reading before it is compared with a limit, by the rule that a standard gives. Exact, in decimal."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, Inexact
from typing import Literal, TypeAlias

import msgspec

RoundingMethod: TypeAlias = Literal["full_value", "rounded"]
RoundingStandard: TypeAlias = Literal["gb_t_8170", "astm_e29", "usp"]

# Readings have far fewer digits; whatever would not be exact is a fault of ours, and is raised.
EXACT = Context(prec=200, traps=[Inexact])
# What becomes of a value half way between two multiples. The pharmacopoeia looks at the digit after the last place of
# the limit alone, and 5 goes up: away from zero, as the sign stays.
TIES: dict[RoundingStandard, str] = {
    "gb_t_8170": ROUND_HALF_EVEN,
    "astm_e29": ROUND_HALF_EVEN,
    "usp": ROUND_HALF_UP,
}


class Rounding(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a reading is rounded before it is compared.

    Attributes:
        method: ``full_value`` compares the reading as it was recorded (GB/T 8170-2008, 4.3.2; the absolute method of
            ASTM E29); ``rounded`` rounds it first (GB/T 8170-2008, 4.3.3; the rounding method of ASTM E29).
        standard: Whose rule decides for a value half way: the even multiple by GB/T 8170 and ASTM E29, the one
            further from zero by the United States Pharmacopeia, General Notices 7.20.
        interval: What is rounded to a multiple of, such as 0.1, 0.5 or 0.2, in the unit of the readings; ``None`` for
            the last place in which the limit is written.
    """

    method: RoundingMethod = "full_value"
    standard: RoundingStandard = "gb_t_8170"
    interval: Decimal | None = None

    def before(self, value: Decimal, limit: Decimal) -> Decimal:
        """
        Round a reading as far as comparing it with a limit asks for.

        Args:
            value: The reading as recorded, never one that was rounded before: rounding is done once.
            limit: The limit, in the digits in which it is written.
        """
        if self.method == "full_value":
            return value
        interval = place_of(limit) if self.interval is None else self.interval
        return rounded(value, interval, ties=TIES[self.standard])


FULL_VALUE = Rounding()


def place_of(limit: Decimal) -> Decimal:
    """Give the unit of the last place in which a number is written: 0.1 of ``10.0``, 1 of ``100``."""
    exponent = limit.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def rounded(value: Decimal, interval: Decimal, *, ties: str = ROUND_HALF_EVEN) -> Decimal:
    """
    Round to the nearest multiple of an interval.

    Args:
        value: A finite number.
        interval: Positive.
        ties: What becomes of a value half way between two multiples, as `decimal` names it.

    Returns:
        The multiple, in the last place of the interval.
    """
    whole, rest = EXACT.divmod(value, interval)
    # The quotient is cut off toward zero, and the rest has the sign of the value.
    half = EXACT.compare(EXACT.add(abs(rest), abs(rest)), interval)
    is_odd = EXACT.remainder(whole, Decimal(2)) != 0
    if half > 0 or (half == 0 and (ties == ROUND_HALF_UP or is_odd)):
        whole = EXACT.add(whole, Decimal(1).copy_sign(value))
    return EXACT.multiply(whole, interval)
