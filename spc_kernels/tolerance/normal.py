"""Tolerance intervals of a normal sample and of an exponential one."""

import math

import numpy.typing as npt

from spc_kernels.errors import ParameterError
from spc_kernels.samples import known, number, place, readings
from spc_kernels.tolerance.factors import one_sided_factor, two_sided_factor
from spc_kernels.tolerance.results import SIDES, ToleranceInterval


def normal(x: npt.ArrayLike, coverage: float, confidence: float, *, sides: str = "two") -> ToleranceInterval:
    """
    Compute the exact tolerance interval of normal readings, mean and deviation unknown.

    Args:
        x: Readings. Shape ``(n,)``, ``n >= 2``, unit *u*.
        coverage: Share of the population, 0 to 1 exclusive.
        confidence: Confidence, 0 to 1 exclusive.
        sides: ``two``, or ``lower`` / ``upper``: only that limit, with the one-sided factor.

    Returns:
        Limits in unit *u*. Constant readings give limits equal to the reading.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Two-pass deviation with n - 1; factors as `one_sided_factor` and `two_sided_factor`.

    Source:
        ISO 16269-6:2014, normal intervals, mean and deviation unknown.
    """
    checked = readings(x, at_least=2)
    side = known(sides, "sides", SIDES)
    n = checked.size
    factor = (two_sided_factor if side == "two" else one_sided_factor)(n, coverage, confidence)
    mean = float(checked.mean())
    # The mean of equal readings may round; equal readings have no deviation.
    centre = float(checked[0]) if checked.min() == checked.max() else mean
    deviation = math.sqrt(float(((checked - centre) ** 2).sum()) / (n - 1))
    return ToleranceInterval(
        lower=None if side == "upper" else centre - factor * deviation,
        upper=None if side == "lower" else centre + factor * deviation,
        sides=side,
        coverage=coverage,
        confidence=confidence,
        n=n,
        method="normal, exact",
        factor=factor,
    )


def exponential(x: npt.ArrayLike, coverage: float, confidence: float, *, sides: str = "two") -> ToleranceInterval:
    """
    Compute the tolerance interval of exponential times, complete sample.

    Args:
        x: Times, ``>= 0`` and not all zero. Shape ``(n,)``, unit *u*.
        coverage: Share of the population, 0 to 1 exclusive.
        confidence: Confidence, 0 to 1 exclusive.
        sides: ``lower`` and ``upper`` are exact; ``two`` joins both at half the remaining share and doubt each, which
            is conservative.

    Returns:
        Limits in unit *u*.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``, a negative time or a total of zero.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Quantiles of χ² with 2n degrees of freedom by SciPy; 1e-13 relative.

    Source:
        Young (2010), J. Statistical Software 36, exponential intervals.
    """
    from scipy.special import chdtri

    checked = readings(x)
    side = known(sides, "sides", SIDES)
    share = number(coverage, "coverage", above=0.0, below=1.0)
    doubt = 1.0 - number(confidence, "confidence", above=0.0, below=1.0)
    if checked.min() < 0.0 or checked.max() == 0.0:
        at = int(checked.argmin())
        raise ParameterError(
            f"the time `{checked[at]:g}` is not above zero",
            location=place("x", at),
            hint="exponential times are positive",
        )
    rest = 1.0 - share
    if side == "two":
        rest, doubt = 0.5 * rest, 0.5 * doubt
    total = 2.0 * float(checked.sum())
    degrees = 2 * checked.size
    return ToleranceInterval(
        lower=None if side == "upper" else -math.log1p(-rest) * total / float(chdtri(degrees, doubt)),
        upper=None if side == "lower" else -math.log(rest) * total / float(chdtri(degrees, 1.0 - doubt)),
        sides=side,
        coverage=share,
        confidence=confidence,
        n=checked.size,
        method="exponential",
    )
