"""The estimated fraction nonconforming of a normal characteristic (form 2), and how k and M convert into each other."""

import math

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_inside, checked_number
from spc_kernels.sampling.errors import ImpossiblePlanError
from spc_kernels.sampling.plans import check_sigma_sample

LARGEST_INDEX = 1e6


def estimated_fraction(quality_index: float, sample_size: int, sigma: str = "unknown") -> float:
    """
    Estimate the fraction beyond one specification limit from its quality index.

    Args:
        quality_index: Q = (U - mean) / s or (mean - L) / s, with sigma in place of s if it is known; ``-1e6`` to
            ``1e6``.
        sample_size: n, at least 3 with sigma unknown, 2 with sigma known.
        sigma: ``unknown`` or ``known``.

    Returns:
        Fraction from 0 to 1; the minimum variance unbiased estimate.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``.

    Numerics:
        Unknown: I_x(n/2 - 1, n/2 - 1) at x = max(0, 1/2 - Q sqrt(n) / (2 (n - 1))), cut at 1. Known:
        Phi(-Q sqrt(n / (n - 1))). Relative error about 1e-14 by SciPy's incomplete beta function.

    Source:
        Lieberman and Resnikoff, J. Amer. Statist. Assoc. 50 (1955) 457; MIL-STD-414 sections B and D, form 2.
    """
    from scipy import special

    size, method = check_sigma_sample(sample_size, sigma)
    index = checked_number(quality_index, "quality_index", least=-LARGEST_INDEX, most=LARGEST_INDEX)
    if method == "known":
        return float(special.ndtr(-index * math.sqrt(size / (size - 1))))
    x = min(1.0, max(0.0, 0.5 - index * math.sqrt(size) / (2 * (size - 1))))
    return float(special.betainc(size / 2 - 1, size / 2 - 1, x))


def maximum_fraction_of(acceptability_constant: float, sample_size: int, sigma: str = "unknown") -> float:
    """
    Convert k into M: the estimate at Q = k, so that both forms decide alike.

    Args:
        acceptability_constant: k.
        sample_size: n, at least 3 with sigma unknown, 2 with sigma known.
        sigma: ``unknown`` or ``known``.

    Returns:
        M as a fraction. 0 if k is so large that the sample cannot show it.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``.

    Source:
        As ``estimated_fraction``. The printed M of the standard may differ in the second or third digit.
    """
    return estimated_fraction(checked_number(acceptability_constant, "acceptability_constant"), sample_size, sigma)


def acceptability_constant_of(maximum_fraction: float, sample_size: int, sigma: str = "unknown") -> float:
    """
    Convert M into k, the inverse of ``maximum_fraction_of``.

    Args:
        maximum_fraction: M, strictly between 0 and 1.
        sample_size: n, at least 3 with sigma unknown, 2 with sigma known.
        sigma: ``unknown`` or ``known``.

    Returns:
        k.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; M is too small for a double.

    Source:
        As ``estimated_fraction``.
    """
    from scipy import special

    size, method = check_sigma_sample(sample_size, sigma)
    fraction = checked_inside(maximum_fraction, "maximum_fraction")
    if method == "known":
        constant = -float(special.ndtri(fraction)) * math.sqrt((size - 1) / size)
    else:
        x = float(special.betaincinv(size / 2 - 1, size / 2 - 1, fraction))
        constant = (1 - 2 * x) * (size - 1) / math.sqrt(size)
    if not math.isfinite(constant):
        raise ImpossiblePlanError(
            "no finite k belongs to this M", location=DataLocation("$.maximum_fraction"), hint="a larger M"
        )
    return constant
