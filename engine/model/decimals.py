"""Exact numbers written with so many decimals."""

from fractions import Fraction
from math import floor
from typing import Literal, TypeAlias

from engine.model.values import Exact

SIX = 6
Rule: TypeAlias = Literal["half-even", "floor"]


def rounded(value: Fraction, decimals: int = SIX, rule: Rule = "half-even") -> Exact:
    """
    Write an exact number with at most so many decimals, without zeros at its end.

    Args:
        value: The number.
        decimals: How many stand behind the point at most.
        rule: Nearest with halves to even, or cut off downwards.
    """
    scaled = value * 10**decimals
    whole = floor(scaled) if rule == "floor" else round(scaled)
    return plain(Fraction(whole, 10**decimals))


def plain(value: Fraction) -> Exact:
    """Write a number that ends in decimal digits with all of them, and no more."""
    if value.denominator == 1:
        return Exact(str(value.numerator))
    digits = 1
    while 10**digits % value.denominator:
        digits += 1
    whole, part = divmod(abs(value.numerator) * (10**digits // value.denominator), 10**digits)
    return Exact(f"{'-' if value < 0 else ''}{whole}.{part:0{digits}d}")
