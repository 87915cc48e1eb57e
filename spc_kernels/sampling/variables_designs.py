"""Variables plans for two points, and the tolerance factor that shows a reliability with a confidence."""

import math

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_inside, checked_number, checked_option
from spc_kernels.sampling.designed_plans import RiskPoint, check_points
from spc_kernels.sampling.errors import NoPlanError
from spc_kernels.sampling.estimates import maximum_fraction_of
from spc_kernels.sampling.operating_characteristic import variables_acceptance_probability
from spc_kernels.sampling.plans import SIGMAS, VariablesPlan

_MOST_MEASURED = 100_000
_SIDES = ("one", "two")


def two_point_variables_plan(producers: RiskPoint, consumers: RiskPoint, sigma: str = "unknown") -> VariablesPlan:
    """
    Find the variables plan with the smallest sample that keeps a producer's and a consumer's point.

    Args:
        producers: Good quality, accepted exactly that often: the rounding of n benefits the consumer.
        consumers: Bad quality, accepted at most that often; worse than the good one.
        sigma: ``unknown`` or ``known``.

    Returns:
        n, k, and the M that decides alike; one specification limit.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``.
        NoPlanError: ``spc.sampling.no-plan``; not with 100 000 measured items, or the points contradict each other.

    Numerics:
        Known: n = ((z_a - z_b) / (z_1 - z_2)) squared, rounded up; k from the producer's point. Unknown: k by the
            quantile of
        the noncentral t distribution (SciPy), n by bisection.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 10; R
        AcceptanceSampling, ``find.plan``.
    """
    method = checked_option(sigma, "sigma", SIGMAS)
    check_points(producers, consumers)
    least = 3 if method == "unknown" else 2
    low, high = least - 1, least
    while not _keeps(high, producers, consumers, method):
        if high >= _MOST_MEASURED:
            raise NoPlanError(
                f"no plan with up to {_MOST_MEASURED} measured items keeps both points",
                location=DataLocation("$.consumers"),
                hint="points further apart, or larger risks",
            )
        low, high = high, min(2 * high, _MOST_MEASURED)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _keeps(middle, producers, consumers, method) else (middle, high)
    return _plan_for(high, producers, method)


def reliability_constant(sample_size: int, confidence: float, reliability: float, sides: str = "one") -> float:
    """
    Compute the factor k of a normal tolerance interval: accept if mean - k s, or mean -/+ k s, stays within the limits.

    Args:
        sample_size: n, 2 to 100 000.
        confidence: Strictly between 0 and 1; with two limits 1e-12 to 1 - 1e-12.
        reliability: Least fraction within the limits to be shown, strictly between 0 and 1; with two limits
            1e-6 to 1 - 1e-12.
        sides: ``one`` specification limit or ``two``.

    Returns:
        k.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        NotANumberError: ``spc.sampling.not-a-number``.
        UnknownOptionError: ``spc.sampling.unknown-option``.

    Numerics:
        Those of `spc_kernels.tolerance`, `one_sided_factor` and `two_sided_factor`: 1e-11.

    Source:
        ISO 16269-6; Odeh and Owen, Tables for Normal Tolerance Limits (1980).
    """
    from spc_kernels.tolerance.factors import (
        SMALLEST_COVERAGE,
        SMALLEST_DOUBT,
        one_sided_factor,
        two_sided_factor,
    )

    size = checked_count(sample_size, "sample_size", least=2, most=_MOST_MEASURED)
    sure = checked_inside(confidence, "confidence")
    share = checked_inside(reliability, "reliability")
    if checked_option(sides, "sides", _SIDES) == "two":
        checked_number(share, "reliability", least=SMALLEST_COVERAGE, most=1.0 - SMALLEST_DOUBT)
        checked_number(sure, "confidence", least=SMALLEST_DOUBT, most=1.0 - SMALLEST_DOUBT)
    factor = one_sided_factor if checked_option(sides, "sides", _SIDES) == "one" else two_sided_factor
    return factor(size, share, sure)


def reliability_sample_size(
    acceptability_constant: float, confidence: float, reliability: float, sides: str = "one"
) -> int:
    """
    Find the smallest sample for which a given k shows a reliability with a confidence.

    Args:
        acceptability_constant: k the process can keep; greater than the normal quantile of the reliability.
        confidence: Strictly between 0 and 1.
        reliability: Strictly between 0 and 1.
        sides: ``one`` or ``two``.

    Returns:
        n.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        NoPlanError: ``spc.sampling.no-plan``; not with 100 000 measured items.

    Source:
        As ``reliability_constant``.
    """
    constant = checked_number(acceptability_constant, "acceptability_constant")

    def enough(size: int) -> bool:
        return reliability_constant(size, confidence, reliability, sides) <= constant

    low, high = 1, 2
    while not enough(high):
        if high >= _MOST_MEASURED:
            raise NoPlanError(
                f"k {constant:g} does not show this reliability with up to {_MOST_MEASURED} measured items",
                location=DataLocation("$.acceptability_constant"),
                hint="a larger k, or less confidence or reliability",
            )
        low, high = high, min(2 * high, _MOST_MEASURED)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _keeps(size: int, producers: RiskPoint, consumers: RiskPoint, sigma: str) -> bool:
    plan = _plan_for(size, producers, sigma)
    return bool(variables_acceptance_probability(plan, [consumers.quality])[0] <= consumers.acceptance)


def _plan_for(size: int, producers: RiskPoint, sigma: str) -> VariablesPlan:
    """Take k so that the producer's point is kept exactly."""
    from scipy import special, stats

    z, root = float(special.ndtri(producers.quality)), math.sqrt(size)
    if sigma == "known":
        k = -z - float(special.ndtri(producers.acceptance)) / root
    else:
        k = float(stats.nct.isf(producers.acceptance, size - 1, -root * z)) / root
    return VariablesPlan(size, k, maximum_fraction_of(k, size, sigma), sigma)
