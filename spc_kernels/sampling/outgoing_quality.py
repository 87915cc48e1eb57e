"""What a plan costs and lets through: average sample number, outgoing quality and its limit, total inspection."""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from spc_kernels.sampling.arguments import check_sample_within, checked_count
from spc_kernels.sampling.plans import AttributesPlan
from spc_kernels.sampling.qualities import MOST_PER_ITEM, checked_quality
from spc_kernels.sampling.stages import stage_probabilities

_GRID = 257
_ZOOMS = 12


class OutgoingQualityLimit(msgspec.Struct, frozen=True):
    """
    The worst average outgoing quality.

    Attributes:
        limit: AOQL, in the unit of the incoming quality.
        at: Incoming quality at which it is reached.
    """

    limit: float
    at: float


def average_sample_number(
    plan: AttributesPlan, fraction: ArrayLike, distribution: str = "binomial", lot_size: int | None = None
) -> NDArray[np.float64]:
    """
    Compute the items inspected per lot on average, without curtailment: every sample drawn is inspected to its end.

    Args:
        plan: Single, double or multiple plan.
        fraction: Quality, as ``acceptance_probability``.
        distribution: As ``acceptance_probability``.
        lot_size: As ``acceptance_probability``.

    Returns:
        Items, in the shape of ``fraction``; between the first sample size and the total.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 6.
    """
    quality, lot = checked_quality(plan, fraction, distribution, lot_size)
    chances = stage_probabilities(plan, quality.ravel(), distribution, lot)
    return np.asarray(np.array(plan.sample_sizes, dtype=np.float64) @ chances.reached).reshape(quality.shape)


def average_outgoing_quality(
    plan: AttributesPlan, fraction: ArrayLike, lot_size: int | None = None, distribution: str = "binomial"
) -> NDArray[np.float64]:
    """
    Compute the quality after rectifying inspection: lots not accepted are screened, what is found is replaced.

    Args:
        plan: Single, double or multiple plan.
        fraction: Incoming quality, as ``acceptance_probability``.
        lot_size: Items in the lot; without it the sample counts as negligible beside the lot.
        distribution: As ``acceptance_probability``.

    Returns:
        AOQ = p (sum over the samples of P(accept there) (N - items inspected) / N), for a single plan p Pa (N - n) /
        N; in the shape of ``fraction``.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapters 5 and 6.
    """
    quality, lot = checked_quality(plan, fraction, distribution, lot_size)
    chances = stage_probabilities(plan, quality.ravel(), distribution, lot)
    return (_left_over(plan, lot) @ chances.accepted * np.asarray(fraction, dtype=np.float64).ravel()).reshape(
        quality.shape
    )


def average_outgoing_quality_limit(
    plan: AttributesPlan, lot_size: int | None = None, distribution: str = "binomial"
) -> OutgoingQualityLimit:
    """
    Find the worst average outgoing quality over all incoming qualities.

    Args:
        plan: Single, double or multiple plan.
        lot_size: As ``average_outgoing_quality``.
        distribution: As ``acceptance_probability``.

    Returns:
        The limit, and where it is reached; with ``hypergeometric`` over whole numbers of items.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Numerics:
        A grid of 257 points refined around its best point until doubles run out; the curve has one maximum. The limit
        has full accuracy, its place about half of the digits.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 5.
    """
    _, lot = checked_quality(plan, [0.0], distribution, lot_size)
    weights = _left_over(plan, lot)
    whole = distribution == "hypergeometric"

    def outgoing(quality: NDArray[np.float64]) -> NDArray[np.float64]:
        chances = stage_probabilities(plan, quality, distribution, lot)
        return np.asarray(weights @ chances.accepted * quality)

    end = float(lot or 0) if whole else _end_of_interest(plan, distribution)
    best, at = _maximum(outgoing, end, whole=whole)
    unit = float(lot or 1) if whole else 1.0
    return OutgoingQualityLimit(limit=best / unit, at=at / unit)


def average_total_inspection(
    plan: AttributesPlan, fraction: ArrayLike, lot_size: int, distribution: str = "binomial"
) -> NDArray[np.float64]:
    """
    Compute the items inspected per lot on average when lots not accepted are screened whole.

    Args:
        plan: Single, double or multiple plan.
        fraction: Incoming quality, as ``acceptance_probability``.
        lot_size: Items in the lot, not below the plan's total sample size.
        distribution: As ``acceptance_probability``.

    Returns:
        ATI = sum over the samples of P(accept there) (items inspected) + (1 - Pa) N, for a single plan n + (1 - Pa) (N
        - n); in the shape of ``fraction``.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapters 5 and 6.
    """
    lot = checked_count(lot_size, "lot_size", least=1)
    quality, _ = checked_quality(plan, fraction, distribution, lot)
    check_sample_within(plan.total_sample_size, lot)
    accepted = stage_probabilities(plan, quality.ravel(), distribution, lot).accepted
    inspected = np.array(plan.cumulative_sample_sizes, dtype=np.float64)
    return np.asarray(lot - (lot - inspected) @ accepted).reshape(quality.shape)


def _left_over(plan: AttributesPlan, lot: int | None) -> NDArray[np.float64]:
    inspected = np.array(plan.cumulative_sample_sizes, dtype=np.float64)
    return np.ones(inspected.size) if lot is None else (lot - inspected) / lot


def _end_of_interest(plan: AttributesPlan, distribution: str) -> float:
    # The maximum lies where about Ac + 1 nonconforming are expected in the first sample; twice as far and more is safe.
    reach = 4.0 * (plan.rejection_numbers[-1] + 5) / plan.sample_sizes[0]
    return min(reach, MOST_PER_ITEM if distribution == "poisson" else 1.0)


def _maximum(
    curve: Callable[[NDArray[np.float64]], NDArray[np.float64]], end: float, *, whole: bool
) -> tuple[float, float]:
    low, high = 0.0, end
    best, at = 0.0, 0.0
    for _ in range(_ZOOMS):
        points = np.linspace(low, high, _GRID)
        points = np.unique(np.rint(points)) if whole else points
        values = curve(points)
        top = int(np.argmax(values))
        if values[top] > best:
            best, at = float(values[top]), float(points[top])
        low, high = float(points[max(top - 1, 0)]), float(points[min(top + 1, points.size - 1)])
    return best, at
