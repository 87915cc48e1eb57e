"""Confidence intervals of capability indices; computes no index itself."""

import math

from spc_kernels.capability.deviations import chi_bias
from spc_kernels.capability.results import Index, SigmaEstimate


def ratio_index(value: float, sigma: SigmaEstimate, degrees: float, confidence: float) -> Index:
    """
    Surround an index that is a constant over a deviation (Cp, Pp, Cpm) by its χ² interval.

    Args:
        value: Index.
        sigma: Deviation behind it.
        degrees: Degrees of freedom of the whole denominator.
        confidence: Confidence, 0 to 1 exclusive.

    Numerics:
        Exact for ``STDEV`` and ``RMSDF``; an estimator divided by its bias is multiplied by it again, so that its
        square is the χ² the quantiles are of.

    Source:
        Kotz & Lovelace (1998), Process Capability Indices in Theory and Practice, section 2.
    """
    from scipy.special import chdtri

    if degrees <= 0.0:
        return Index(value, reason="one reading has no degrees of freedom")
    scale = value / (chi_bias(sigma.degrees_of_freedom) if sigma.unbiased else 1.0)

    def at(chance: float) -> float:
        return scale * math.sqrt(float(chdtri(degrees, 1.0 - chance)) / degrees)

    doubt = 1.0 - confidence
    return Index(value, at(0.5 * doubt), at(1.0 - 0.5 * doubt), at(doubt), at(confidence))


def distance_index(value: float, n: int, degrees: float, confidence: float) -> Index:
    """
    Surround an index that is a distance of the mean over a deviation (CPL, CPU, Cpk, Ppk) by Bissell's interval.

    Args:
        value: Index.
        n: Readings behind the mean.
        degrees: Degrees of freedom of the deviation.
        confidence: Confidence, 0 to 1 exclusive.

    Numerics:
        Normal approximation; at Cpk 1.33 the 95 % lower bound held in 94.7 to 95.0 % of 20,000 samples of 10 to 100.

    Source:
        Bissell (1990), Applied Statistics 39.
    """
    from scipy.special import ndtri

    if degrees <= 0.0:
        return Index(value, reason="one reading has no degrees of freedom")
    # hypot, since the square of an index may leave float64 where the index does not.
    error = math.hypot(1.0 / (3.0 * math.sqrt(n)), value / math.sqrt(2.0 * degrees))
    two, one = float(ndtri(0.5 + 0.5 * confidence)) * error, float(ndtri(confidence)) * error
    return Index(value, value - two, value + two, value - one, value + one)
