"""Tolerance intervals for future counts: defectives in a lot, events in a time."""

import math
from collections.abc import Callable

from spc_kernels.errors import CountAboveSizeError
from spc_kernels.samples import known, number, place, whole
from spc_kernels.tolerance.results import SIDES, ToleranceInterval
from spc_kernels.tolerance.search import TIE

MOST_ITEMS = 1_000_000_000


def binomial(
    defectives: int, items: int, future_items: int, coverage: float, confidence: float, *, sides: str = "two"
) -> ToleranceInterval:
    """
    Compute limits for the number of defectives in future lots, from those of a sample.

    Args:
        defectives: Defectives found, 0 to the number of items.
        items: Items inspected, at least 1.
        future_items: Items in each future lot, at least 1.
        coverage: Share of the future lots, 0 to 1 exclusive.
        confidence: Confidence, 0 to 1 exclusive.
        sides: ``two`` splits the rest of the share and the doubt evenly; ``lower`` or ``upper``.

    Returns:
        Whole-number limits. No defectives give the lower limit 0, all defective the upper limit of all.

    Raises:
        CountAboveSizeError: ``spc.count.above-size``.
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Clopper-Pearson bounds of the fraction by the incomplete beta function, then a binomial quantile by bisection.

    Source:
        Hahn & Chandra (1981), J. Quality Technology 13; Clopper & Pearson (1934), Biometrika 26.
    """
    from scipy.special import bdtr, betaincinv

    n = whole(items, "items", at_least=1, at_most=MOST_ITEMS)
    found = whole(defectives, "defectives", at_least=0, at_most=MOST_ITEMS)
    m = whole(future_items, "future_items", at_least=1, at_most=MOST_ITEMS)
    if found > n:
        raise CountAboveSizeError(
            f"`{found}` defectives among `{n}` items", location=place("defectives"), hint="count items, not defects"
        )
    side = known(sides, "sides", SIDES)
    share, doubt = _tails(side, coverage, confidence)
    low = float(betaincinv(found, n - found + 1.0, doubt)) if found else 0.0
    high = float(betaincinv(found + 1.0, n - found, 1.0 - doubt)) if found < n else 1.0
    return ToleranceInterval(
        lower=None if side == "upper" else _quantile(lambda k: float(bdtr(k, m, low)), 1.0 - share, m),
        upper=None if side == "lower" else _quantile(lambda k: float(bdtr(k, m, high)), share, m),
        sides=side,
        coverage=coverage,
        confidence=confidence,
        n=n,
        method="binomial, Clopper-Pearson",
    )


def poisson(
    events: int, exposure: float, future_exposure: float, coverage: float, confidence: float, *, sides: str = "two"
) -> ToleranceInterval:
    """
    Compute limits for the number of events in future periods, from those of one period.

    Args:
        events: Events counted, ``>= 0``.
        exposure: Area, time or number of units behind them, ``> 0``.
        future_exposure: The same of each future period, ``> 0``.
        coverage: Share of the future periods, 0 to 1 exclusive.
        confidence: Confidence, 0 to 1 exclusive; by the score bounds of the rate, which hold it nearly, not exactly.
        sides: ``two`` splits the rest of the share and the doubt evenly; ``lower`` or ``upper``.

    Returns:
        Whole-number limits; `n` is the exposure rounded down.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Score bounds in closed form, then a Poisson quantile by bisection.

    Source:
        Hahn & Chandra (1981), J. Quality Technology 13; Young (2010), J. Statistical Software 36.
    """
    from scipy.special import ndtri, pdtr

    counted = whole(events, "events", at_least=0, at_most=MOST_ITEMS)
    area = number(exposure, "exposure", above=0.0)
    future = number(future_exposure, "future_exposure", above=0.0)
    side = known(sides, "sides", SIDES)
    share, doubt = _tails(side, coverage, confidence)
    z = -float(ndtri(doubt))
    middle, reach = counted + 0.5 * z * z, z * math.sqrt(counted + 0.25 * z * z)
    low, high = (future * max(bound, 0.0) / area for bound in (middle - reach, middle + reach))
    most = int(high + 40.0 * math.sqrt(high + 1.0)) + 40
    return ToleranceInterval(
        lower=None if side == "upper" else _quantile(lambda k: float(pdtr(k, low)), 1.0 - share, most),
        upper=None if side == "lower" else _quantile(lambda k: float(pdtr(k, high)), share, most),
        sides=side,
        coverage=coverage,
        confidence=confidence,
        n=int(area),
        method="Poisson, score",
    )


def _tails(side: str, coverage: float, confidence: float) -> tuple[float, float]:
    """Give the share below the upper limit and the doubt of one bound."""
    share = number(coverage, "coverage", above=0.0, below=1.0)
    doubt = 1.0 - number(confidence, "confidence", above=0.0, below=1.0)
    return (0.5 * (1.0 + share), 0.5 * doubt) if side == "two" else (share, doubt)


def _quantile(distribution: Callable[[int], float], chance: float, most: int) -> float:
    """Find the smallest count whose distribution function reaches a chance."""
    low, high = -1, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if distribution(middle) * TIE >= chance else (middle, high)
    return float(high)
