"""Tolerance intervals as data."""

import msgspec


class ToleranceInterval(msgspec.Struct, frozen=True):
    """
    Limits between which a share of the population lies, with a confidence.

    Attributes:
        lower: Lower limit in the unit of the readings; None when the interval is open below.
        upper: Upper limit; None when the interval is open above.
        sides: ``two``, ``lower`` or ``upper``.
        coverage: Share of the population.
        confidence: Confidence asked for.
        n: Number of readings.
        method: Name of the method.
        factor: Factor k of a normal interval, otherwise None.
        confidence_attained: Confidence the order statistics really give, for a non-parametric interval.
    """

    lower: float | None
    upper: float | None
    sides: str
    coverage: float
    confidence: float
    n: int
    method: str
    factor: float | None = None
    confidence_attained: float | None = None


SIDES = ("two", "lower", "upper")
