"""Score functions, weights and grades in exact arithmetic: nothing is a float, and every rounding is said."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from engine.model.decimals import plain, rounded
from engine.model.values import Quantity
from engine.packs.scoring import Grade, ScoreFunction

ONE = "1"
MOST = 100
DECIMALS = 2


def score_of(function: ScoreFunction, value: Fraction) -> Fraction:
    """
    Give the score of a value, 0 to 100, cut off after two decimals: rounding lifts nobody into a better grade.

    Beyond the ends of the function counts the score of the end.
    """
    return Fraction(rounded(_exact(function, value), DECIMALS, "floor"))


def _exact(function: ScoreFunction, value: Fraction) -> Fraction:
    points = function.points
    if value < points[0][0]:
        return points[0][1]
    for (begin, low), (end, high) in pairwise(points):
        if begin <= value < end:
            return low if function.is_stepped else low + (high - low) * (value - begin) / (end - begin)
    return points[-1][1]


def weighted(score: Fraction, weight: Fraction) -> Fraction:
    """Give score times weight divided by 100, exactly."""
    return score * weight / MOST


def grade_of(total: Fraction, grades: Iterable[Grade]) -> Grade:
    """Give the grade of a total; the grades of a pack cover 0 to 100 without a gap."""
    return next(one for one in grades if one.begin <= total < one.end or total == one.end == MOST)


def figure(value: Fraction, unit: str = ONE) -> Quantity:
    """Write an exact number that ends in decimal digits."""
    return Quantity(value=plain(value), unit=unit)
