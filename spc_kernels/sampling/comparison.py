"""Two plans side by side: where they differ in what they accept, and which one is stricter."""

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from core.locations import DataLocation
from spc_kernels.sampling.errors import NotANumberError
from spc_kernels.sampling.operating_characteristic import acceptance_probability
from spc_kernels.sampling.outgoing_quality import average_sample_number
from spc_kernels.sampling.plans import AttributesPlan

# Two probabilities closer than this are the same: the accuracy of the curves.
_EQUAL = 1e-12


class PlanComparison(msgspec.Struct, frozen=True):
    """
    Two plans compared over a range of qualities.

    Attributes:
        fraction: Qualities compared.
        first: Probability of acceptance of the first plan at each.
        second: Probability of acceptance of the second plan at each.
        first_sample_number: Average sample number of the first plan at each.
        second_sample_number: Average sample number of the second plan at each.
        stricter: The plan that nowhere accepts more and somewhere less: ``first``, ``second``, ``equal`` if they accept
            alike, ``neither`` if the curves cross.
        largest_difference: First less second where they differ most.
        at: Quality there.
    """

    fraction: tuple[float, ...]
    first: tuple[float, ...]
    second: tuple[float, ...]
    first_sample_number: tuple[float, ...]
    second_sample_number: tuple[float, ...]
    stricter: Literal["first", "second", "equal", "neither"]
    largest_difference: float
    at: float


def compare_plans(
    first: AttributesPlan,
    second: AttributesPlan,
    fraction: ArrayLike,
    distribution: str = "binomial",
    lot_size: int | None = None,
) -> PlanComparison:
    """
    Compare two plans over given qualities.

    Args:
        first: A plan.
        second: Another plan.
        fraction: Qualities, at least one, as ``acceptance_probability``.
        distribution: As ``acceptance_probability``.
        lot_size: As ``acceptance_probability``.

    Returns:
        Both curves, and which plan is the stricter one at the qualities given.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.

    Numerics:
        Differences up to 1e-12 count as none.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 5.
    """
    a, b = (acceptance_probability(plan, fraction, distribution, lot_size).ravel() for plan in (first, second))
    sizes = [average_sample_number(plan, fraction, distribution, lot_size).ravel() for plan in (first, second)]
    points = np.asarray(fraction, dtype=np.float64).ravel()
    if points.size == 0:
        raise NotANumberError(
            "there is no quality to compare at", location=DataLocation("$.fraction"), hint="give at least one"
        )
    difference = a - b
    most = int(np.argmax(np.abs(difference)))
    less, more = bool((difference < -_EQUAL).any()), bool((difference > _EQUAL).any())
    verdicts: dict[tuple[bool, bool], Literal["first", "second", "equal", "neither"]] = {
        (True, False): "first",
        (False, True): "second",
        (False, False): "equal",
        (True, True): "neither",
    }
    return PlanComparison(
        fraction=tuple(points.tolist()),
        first=tuple(a.tolist()),
        second=tuple(b.tolist()),
        first_sample_number=tuple(sizes[0].tolist()),
        second_sample_number=tuple(sizes[1].tolist()),
        stricter=verdicts[less, more],
        largest_difference=float(difference[most]),
        at=float(points[most]),
    )
