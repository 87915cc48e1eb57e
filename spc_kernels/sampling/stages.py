"""What happens at each sample of a plan, for every quality: the unchecked recursion behind all curves."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from spc_kernels.sampling.densities import binomial_density, hypergeometric_density, poisson_density
from spc_kernels.sampling.plans import AttributesPlan

Floats: TypeAlias = NDArray[np.float64]
# Sample size from which rounding 1 - p would cost more than 2e-13 of a probability.
_ROUNDING_MATTERS = 2000
# Count in this sample -> its probability, given the items and the nonconforming ones of the samples before.
Density: TypeAlias = Callable[[Floats, int, int], Floats]


class StageProbabilities(NamedTuple):
    """
    Probabilities of each sample of a plan.

    Attributes:
        reached: That the sample is drawn. Shape ``(samples, qualities)``.
        accepted: That the lot is accepted after exactly this sample. Same shape.
    """

    reached: Floats
    accepted: Floats


def stage_probabilities(
    plan: AttributesPlan, quality: Floats, distribution: str, lot_size: int | None
) -> StageProbabilities:
    """
    Walk through the samples of a plan.

    INVARIANT: ``quality`` is a checked one-dimensional array of fractions, or of nonconforming items in the lot for the
    hypergeometric distribution; ``lot_size`` is given for that one and not below the plan's total.
    """
    samples, qualities = len(plan.sample_sizes), quality.size
    if samples == 1:
        accept = single_acceptance(plan, quality, distribution, lot_size)
        return StageProbabilities(np.ones((1, qualities)), accept[None, :])
    reached, accepted = np.zeros((samples, qualities)), np.zeros((samples, qualities))
    # Column d: probability that sampling goes on with d nonconforming found so far.
    going_on = np.ones((qualities, 1))
    before = 0
    for i, size in enumerate(plan.sample_sizes):
        reached[i] = going_on.sum(axis=1)
        last = i == samples - 1
        ac = plan.rejection_numbers[i] - 1 if last else plan.acceptance_numbers[i]
        reject = plan.rejection_numbers[i]
        density = _density(quality, size, reject, distribution, lot_size)
        found = _next_counts(going_on, before, reject, density)
        accepted[i] = found[:, : ac + 1].sum(axis=1)
        found[:, : ac + 1] = 0
        going_on = found
        before += size
    return StageProbabilities(reached, accepted)


def single_acceptance(plan: AttributesPlan, quality: Floats, distribution: str, lot_size: int | None) -> Floats:
    """Give P(accept) of a single sampling plan; INVARIANT as in ``stage_probabilities``."""
    from scipy import special

    size, accept = plan.sample_sizes[0], plan.rejection_numbers[0] - 1
    if distribution == "binomial":
        return binomial_at_most(np.array(accept), np.array(size), quality)
    if distribution == "poisson":
        return np.asarray(special.gammaincc(accept + 1, size * quality))
    counts = np.arange(min(accept, size) + 1, dtype=np.float64)
    density = hypergeometric_density(counts, np.array(float(size)), quality[:, None], np.array(float(lot_size or 0)))
    return np.asarray(np.minimum(density.sum(axis=1), 1.0))


def binomial_at_most(accept: NDArray[np.int64], size: NDArray[np.int64], quality: Floats) -> Floats:
    """Give P(X <= accept) of binomial counts, broadcast, by the incomplete beta function I_(1 - p)(n - Ac, Ac + 1)."""
    from scipy import special

    never_above = accept >= size
    # Where the sample cannot exceed Ac the arguments would be invalid; 1 stands in and the result is overwritten.
    rest = np.where(never_above, 1.0, size - accept)
    chance = np.asarray(special.betainc(rest, accept + 1.0, 1 - quality))
    # NOTE: 1 - p is rounded, and n multiplies the error. The complement takes p itself, ten times slower (SciPy 1.17).
    special.betaincc(accept + 1.0, rest, quality, out=chance, where=size > _ROUNDING_MATTERS)
    return np.asarray(np.where(never_above, 1.0, chance))


def _next_counts(going_on: Floats, before: int, reject: int, density: Density) -> Floats:
    found = np.zeros((going_on.shape[0], reject))
    for earlier in range(min(going_on.shape[1], reject)):
        weight = going_on[:, earlier]
        if weight.any():
            here = np.arange(reject - earlier, dtype=np.float64)
            found[:, earlier:] += weight[:, None] * density(here, before, earlier)
    return found


def _density(quality: Floats, size: int, reject: int, distribution: str, lot_size: int | None) -> Density:
    column = quality[:, None]
    if distribution == "hypergeometric":
        return lambda x, before, earlier: hypergeometric_density(
            x, np.array(float(size)), np.maximum(column - earlier, 0), np.array(float((lot_size or 0) - before))
        )
    # Samples are independent, so one table serves whatever was found before.
    counts = np.arange(reject, dtype=np.float64)
    poisson = distribution == "poisson"
    table = (
        poisson_density(counts, size * column) if poisson else binomial_density(counts, np.array(float(size)), column)
    )
    return lambda x, _before, _earlier: table[:, : x.size]
