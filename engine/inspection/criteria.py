"""One reading against its limits: rounded, and held as far inside them as its uncertainty asks. Exact, in decimal."""

from decimal import Decimal

import msgspec

from engine.inspection.rounding import EXACT, FULL_VALUE, Rounding
from engine.model.finding_codes import Conformity

NOTHING = Decimal(0)


class Criteria(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a reading is held against; everything in the unit of the readings.

    Attributes:
        lower: Lower specification limit, in the digits in which it is written; ``None`` for none, which is not zero.
        upper: Upper specification limit, likewise.
        lower_strict: Whether a value at the lower limit does not conform.
        upper_strict: Whether a value at the upper limit does not conform.
        rounding: How a reading is rounded before it is compared.
        guard: Guard band on each side of each limit, zero or more: with the expanded uncertainty of a reading, what
            lies within it is neither conforming nor nonconforming (ISO 14253-1; JCGM 106:2012, 8.3).
    """

    lower: Decimal | None
    upper: Decimal | None
    lower_strict: bool = False
    upper_strict: bool = False
    rounding: Rounding = FULL_VALUE
    guard: Decimal = NOTHING


def judged(value: Decimal, criteria: Criteria) -> Conformity:
    """
    Judge one reading. Pure.

    Args:
        value: The reading, in the digits in which it was recorded.
        criteria: What it is held against.

    Returns:
        Nonconforming when it lies beyond a limit by more than the guard band, indeterminate within the guard band,
        conforming when it lies inside of both limits by at least the guard band. Without limits nothing is known, and
        the outcome is indeterminate.
    """
    if criteria.lower is None and criteria.upper is None:
        return Conformity.indeterminate
    outcomes = [
        _within(value, limit, criteria, strict=strict, side=side)
        for limit, strict, side in (
            (criteria.lower, criteria.lower_strict, 1),
            (criteria.upper, criteria.upper_strict, -1),
        )
        if limit is not None
    ]
    return next(
        (one for one in (Conformity.nonconforming, Conformity.indeterminate) if one in outcomes), Conformity.conforming
    )


def _within(value: Decimal, limit: Decimal, criteria: Criteria, *, strict: bool, side: int) -> Conformity:
    """Judge against one limit; `side` is 1 where a greater value is better."""
    inside = side * EXACT.subtract(criteria.rounding.before(value, limit), limit)
    if inside > criteria.guard or (inside == criteria.guard and not strict):
        return Conformity.conforming
    is_proven = inside < -criteria.guard or (criteria.guard == NOTHING and strict)
    return Conformity.nonconforming if is_proven else Conformity.indeterminate
