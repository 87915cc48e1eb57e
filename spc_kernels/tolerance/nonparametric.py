"""Tolerance intervals between order statistics, for any continuous distribution, and their sample sizes."""

import numpy as np
import numpy.typing as npt

from spc_kernels.errors import TooFewReadingsError
from spc_kernels.samples import known, number, place, readings, whole
from spc_kernels.tolerance.results import SIDES, ToleranceInterval
from spc_kernels.tolerance.search import TIE, smallest_true

MOST_READINGS = 1_000_000_000


def sample_size(coverage: float, confidence: float, *, sides: str = "two") -> int:
    """
    Find the smallest sample whose extremes are tolerance limits.

    Args:
        coverage: Share P of the population, 0 to 1 exclusive.
        confidence: Confidence γ, 0 to 1 exclusive.
        sides: ``two``: both extremes; ``lower`` or ``upper``: one of them.

    Returns:
        Smallest n with ``1 - P**n >= γ`` (one side) or ``1 - n P**(n-1) + (n-1) P**n >= γ`` (two sides).

    Raises:
        ParameterError: ``spc.parameter.out-of-range``; also when n would exceed 1,000,000,000.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Bisection; a tie within 1e-12 counts as reached, so that decimal fractions behave like decimals.

    Source:
        ISO 16269-6:2014, distribution-free intervals; Wilks (1941), Annals of Mathematical Statistics 12.
    """
    share = number(coverage, "coverage", above=0.0, below=1.0)
    level = number(confidence, "confidence", above=0.0, below=1.0)
    left_out = 2 if known(sides, "sides", SIDES) == "two" else 1
    return smallest_true(
        lambda n: _doubt(n, left_out, share) <= (1.0 - level) * TIE, left_out, MOST_READINGS, "coverage"
    )


def rank(n: int, coverage: float, confidence: float) -> int:
    """
    Find how many order statistics may be left out: the largest r for which the r-th largest value is an upper limit.

    Args:
        n: Number of readings, 1 to 1,000,000,000.
        coverage: Share P of the population, 0 to 1 exclusive.
        confidence: Confidence γ, 0 to 1 exclusive.

    Returns:
        Largest r with ``P(Bin(n, 1 - P) >= r) >= γ``; 0 when the sample is too small for any limit.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Bisection on SciPy's binomial distribution function.

    Source:
        ISO 16269-6:2014, distribution-free intervals.
    """
    size = whole(n, "n", at_least=1, at_most=MOST_READINGS)
    share = number(coverage, "coverage", above=0.0, below=1.0)
    level = number(confidence, "confidence", above=0.0, below=1.0)
    low, high = 0, size + 1
    while high - low > 1:
        middle = (low + high) // 2
        if _doubt(size, middle, share) <= (1.0 - level) * TIE:
            low = middle
        else:
            high = middle
    return low


def nonparametric(x: npt.ArrayLike, coverage: float, confidence: float, *, sides: str = "two") -> ToleranceInterval:
    """
    Compute the shortest tolerance interval between order statistics, for any continuous distribution.

    Args:
        x: Readings. Shape ``(n,)``, unit *u*.
        coverage: Share P of the population, 0 to 1 exclusive.
        confidence: Confidence γ, 0 to 1 exclusive.
        sides: ``two``: as many values left out below as above; ``lower`` or ``upper``: that limit only.

    Returns:
        Limits in unit *u*, with the confidence they really have.

    Raises:
        TooFewReadingsError: ``spc.sample.too-few``; the hint names the size needed.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        One sort, O(n log n). Ties among the readings make the interval conservative.

    Source:
        ISO 16269-6:2014, distribution-free intervals; Wilks (1941).
    """
    checked = readings(x)
    side = known(sides, "sides", SIDES)
    n, each = checked.size, 2 if side == "two" else 1
    left_out = rank(n, coverage, confidence) // each
    if left_out == 0:
        needed = sample_size(coverage, confidence, sides=side)
        raise TooFewReadingsError(f"{n} given where {needed} are needed", location=place("x"), hint="collect more")
    ordered = np.sort(checked)
    return ToleranceInterval(
        lower=None if side == "upper" else float(ordered[left_out - 1]),
        upper=None if side == "lower" else float(ordered[n - left_out]),
        sides=side,
        coverage=coverage,
        confidence=confidence,
        n=n,
        method=f"order statistics, rank {left_out}",
        confidence_attained=1.0 - _doubt(n, each * left_out, coverage),
    )


def _doubt(n: int, left_out: int, share: float) -> float:
    """Give P(Bin(n, 1 - P) < r): the chance that the limits hold too little."""
    from scipy.special import betainc

    # Equal to bdtr(r - 1, n, 1 - P), with the share itself as argument: 1 - P would lose its digits.
    return 0.0 if left_out == 0 else 1.0 if left_out > n else float(betainc(n - left_out + 1.0, left_out, share))
