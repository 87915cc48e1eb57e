"""How often a plan accepts: operating characteristic, risks, and the quality at a given probability of acceptance."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.locations import DataLocation
from spc_kernels.sampling.arguments import (
    checked_inside,
    checked_number,
    checked_numbers,
)
from spc_kernels.sampling.errors import ImpossiblePlanError, NotANumberError
from spc_kernels.sampling.plans import AttributesPlan, VariablesPlan
from spc_kernels.sampling.qualities import MOST_PER_ITEM, checked_quality
from spc_kernels.sampling.stages import binomial_at_most, stage_probabilities

_ENDS = 2
_SECTIONS = 65


def acceptance_probability(
    plan: AttributesPlan, fraction: ArrayLike, distribution: str = "binomial", lot_size: int | None = None
) -> NDArray[np.float64]:
    """
    Compute the operating characteristic: the probability that a lot, or process, of given quality is accepted.

    Under the gap of Z1.4 reduced inspection a lot between Ac and Re is accepted, and counted so.

    Args:
        plan: Single, double or multiple plan.
        fraction: Quality, any shape: fraction nonconforming, 0 to 1; with ``poisson`` nonconformities per item, 0 to
            100. With ``hypergeometric`` each must be a whole number of items of the lot.
        distribution: ``binomial`` (type B, items from a process), ``hypergeometric`` (type A, items from one lot) or
            ``poisson`` (nonconformities).
        lot_size: Items in the lot, needed for ``hypergeometric`` and not below the plan's total sample size.

    Returns:
        Probability of acceptance, 0 to 1, in the shape of ``fraction``.

    Raises:
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; no plan, or one with rejection numbers above 1000 in
            several samples (10 000 in one, hypergeometric).
        NotANumberError: ``spc.sampling.not-a-number``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        MissingFactError: ``spc.sampling.missing-fact``; hypergeometric without a lot size.
        SampleAboveLotError: ``spc.sampling.sample-above-lot``.

    Numerics:
        Single: SciPy's incomplete beta and gamma functions. Hypergeometric and several samples: saddle
            point
        densities summed over the continuation region. Absolute error below 1e-12 for n up to 1e5. No Monte Carlo.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapters 5 and 6.
    """
    quality, lot = checked_quality(plan, fraction, distribution, lot_size)
    chance = stage_probabilities(plan, quality.ravel(), distribution, lot).accepted.sum(axis=0)
    return np.asarray(np.clip(chance, 0.0, 1.0)).reshape(quality.shape)


def operating_characteristics(
    sample_sizes: ArrayLike, acceptance_numbers: ArrayLike, fraction: ArrayLike
) -> NDArray[np.float64]:
    """
    Compute the binomial operating characteristics of many single sampling plans at once.

    Args:
        sample_sizes: n of each plan, whole, at least 1. Shape ``(plans,)``.
        acceptance_numbers: Ac of each plan, whole, at least 0. Shape ``(plans,)``.
        fraction: Fractions nonconforming, 0 to 1. Shape ``(points,)``.

    Returns:
        Probabilities of acceptance. Shape ``(plans, points)``.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``; also for n and Ac that are not whole.
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; shapes that do not fit.

    Numerics:
        As ``acceptance_probability``; plans times points evaluations in one call.

    Source:
        As ``acceptance_probability``.
    """
    sizes = _whole(sample_sizes, "sample_sizes", 1)
    accept = _whole(acceptance_numbers, "acceptance_numbers", 0)
    points = checked_numbers(fraction, "fraction", least=0, most=1)
    if sizes.ndim != 1 or sizes.shape != accept.shape or points.ndim != 1:
        raise ImpossiblePlanError(
            "n and Ac need one entry for each plan, and the fractions one axis",
            location=DataLocation("$.sample_sizes"),
            hint="give three lists, the first two of one length",
        )
    return binomial_at_most(accept[:, None], sizes[:, None], points[None, :])


def variables_acceptance_probability(plan: VariablesPlan, fraction: ArrayLike) -> NDArray[np.float64]:
    """
    Compute the operating characteristic of a variables plan with one specification limit (form 1).

    Args:
        plan: n, k and whether sigma is known.
        fraction: Fraction nonconforming of the normal process, 0 to 1, any shape.

    Returns:
        Probability that the quality index is at least k, in the shape of ``fraction``.

    Raises:
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; no variables plan.
        NotANumberError: ``spc.sampling.not-a-number``.

    Numerics:
        Sigma known: Phi(-sqrt(n) (k + z_p)). Unknown: the upper tail of the noncentral t distribution with n - 1
        degrees of freedom and noncentrality -sqrt(n) z_p at sqrt(n) k, by SciPy; absolute error about 1e-12.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 10.
    """
    from scipy import special, stats

    if not isinstance(plan, VariablesPlan):
        raise ImpossiblePlanError(
            "there is no variables plan", location=DataLocation("$.plan"), hint="give a `VariablesPlan`"
        )
    quality = checked_numbers(fraction, "fraction", least=0, most=1)
    root, k = np.sqrt(plan.sample_size), plan.acceptability_constant
    chance = np.where(quality == 0, 1.0, 0.0)
    inner = (quality > 0) & (quality < 1)
    z = special.ndtri(quality[inner])
    if plan.sigma == "known":
        chance[inner] = special.ndtr(-root * (k + z))
    else:
        chance[inner] = stats.nct.sf(root * k, plan.sample_size - 1, -root * z)
    return np.asarray(np.clip(chance, 0.0, 1.0))


def producers_risk(
    plan: AttributesPlan, fraction: float, distribution: str = "binomial", lot_size: int | None = None
) -> float:
    """
    Compute the probability that good quality is not accepted.

    Args:
        plan: The plan.
        fraction: Quality that should be accepted, usually the AQL as a fraction.
        distribution: As ``acceptance_probability``.
        lot_size: As ``acceptance_probability``.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Source:
        As ``acceptance_probability``.
    """
    return 1.0 - consumers_risk(plan, fraction, distribution, lot_size)


def consumers_risk(
    plan: AttributesPlan, fraction: float, distribution: str = "binomial", lot_size: int | None = None
) -> float:
    """
    Compute the probability that bad quality is accepted.

    Args:
        plan: The plan.
        fraction: Quality that should not be accepted, the limiting quality as a fraction.
        distribution: As ``acceptance_probability``.
        lot_size: As ``acceptance_probability``.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Source:
        As ``acceptance_probability``.
    """
    quality = checked_number(fraction, "fraction")
    return float(acceptance_probability(plan, [quality], distribution, lot_size)[0])


def quality_at(
    plan: AttributesPlan, probability: float, distribution: str = "binomial", lot_size: int | None = None
) -> float:
    """
    Find the quality that a plan accepts with a given probability: the LTPD at 0.10, the indifference quality at 0.50.

    Args:
        plan: The plan.
        probability: Probability of acceptance, strictly between 0 and 1.
        distribution: As ``acceptance_probability``.
        lot_size: As ``acceptance_probability``.

    Returns:
        Fraction nonconforming (with ``poisson`` nonconformities per item). With ``hypergeometric`` the smallest share
        of the lot accepted with at most that probability.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.
        NotANumberError: ``spc.sampling.not-a-number``; also if no quality is accepted so rarely.

    Numerics:
        The falling curve is cut into 64 sections again and again, to the last double.

    Source:
        As ``acceptance_probability``.
    """
    target = checked_inside(probability, "probability")
    _, lot = checked_quality(plan, [0.0], distribution, lot_size)
    if distribution == "hypergeometric":
        return _smallest_count(plan, target, lot or 0) / (lot or 1)
    low, high = 0.0, MOST_PER_ITEM if distribution == "poisson" else 1.0
    if consumers_risk(plan, high, distribution) > target:
        raise _never(target)
    while np.nextafter(low, high) < high:
        points = np.unique(np.linspace(low, high, _SECTIONS))
        points = points if points.size > _ENDS else np.array([low, np.nextafter(low, high), high])
        first = int(np.argmax(acceptance_probability(plan, points[1:], distribution) <= target)) + 1
        low, high = float(points[first - 1]), float(points[first])
    return high


def _smallest_count(plan: AttributesPlan, target: float, lot: int) -> int:
    if consumers_risk(plan, 1.0, "hypergeometric", lot) > target:
        raise _never(target)
    low, high = 0, lot
    while high - low > 1:
        middle = (low + high) // 2
        if consumers_risk(plan, middle / lot, "hypergeometric", lot) > target:
            low = middle
        else:
            high = middle
    return high


def _never(target: float) -> NotANumberError:
    return NotANumberError(
        f"no quality is accepted with probability {target:g} or less",
        location=DataLocation("$.probability"),
        hint="a larger probability, or a plan that can reject",
    )


def _whole(values: ArrayLike, name: str, least: int) -> NDArray[np.int64]:
    numbers = checked_numbers(values, name, least=least, most=1e9)
    if (numbers != np.floor(numbers)).any():
        raise NotANumberError(
            "there are counts that are not whole", location=DataLocation(f"$.{name}"), hint="give whole numbers"
        )
    return numbers.astype(np.int64)
