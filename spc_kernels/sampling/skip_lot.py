"""Skip-lot sampling SkSP-2: what it accepts, what it inspects, and its state as a fold over inspected lots."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_inside, checked_numbers
from spc_kernels.sampling.errors import MissingFactError

SkipState: TypeAlias = Literal["every-lot", "skipping"]


class SkipLotPlan(msgspec.Struct, frozen=True):
    """
    A skip-lot plan: after a run of accepted lots only a fraction of the lots is inspected, chosen at random.

    Attributes:
        clearance_number: Consecutive accepted lots that earn skipping, 1 to 1000.
        inspected_fraction: Fraction of lots inspected while skipping, strictly between 0 and 1.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        NotANumberError: ``spc.sampling.not-a-number``.
    """

    clearance_number: int
    inspected_fraction: float

    def __post_init__(self) -> None:
        """Check the ranges."""
        checked_count(self.clearance_number, "clearance_number", least=1, most=1000)
        checked_inside(self.inspected_fraction, "inspected_fraction")


class SkipLotStep(msgspec.Struct, frozen=True):
    """
    One inspected lot of the trail.

    Attributes:
        state_used: State in which the lot was inspected.
        state_next: State from the next lot on.
        run: Consecutive accepted lots counted so far; 0 after a lot not accepted and while skipping.
        reason: In words.
    """

    state_used: SkipState
    state_next: SkipState
    run: int
    reason: str


def skip_lot_acceptance(plan: SkipLotPlan, acceptance: ArrayLike) -> NDArray[np.float64]:
    """
    Compute the probability that a lot is accepted, inspected or skipped.

    Args:
        plan: Clearance number i and inspected fraction f.
        acceptance: P, probability of acceptance of the reference plan, 0 to 1, any shape.

    Returns:
        (f P + (1 - f) P^i) / (f + (1 - f) P^i), in the shape of ``acceptance``.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        MissingFactError: ``spc.sampling.missing-fact``; no skip-lot plan.

    Source:
        Perry, J. Quality Technology 5 (1973) 123; Schilling and Neubauer, 2nd ed. (2009), chapter 16. ISO 2859-3 is
        not free and not followed.
    """
    chance, cleared = _skipping(plan, acceptance)
    f = plan.inspected_fraction
    return np.asarray((f * chance + (1 - f) * cleared) / (f + (1 - f) * cleared))


def skip_lot_inspected_fraction(plan: SkipLotPlan, acceptance: ArrayLike) -> NDArray[np.float64]:
    """
    Compute the fraction of lots inspected in the long run; times the reference plan's ASN it is the ASN.

    Args:
        plan: Clearance number i and inspected fraction f.
        acceptance: P, probability of acceptance of the reference plan, 0 to 1, any shape.

    Returns:
        f / (f + (1 - f) P^i), in the shape of ``acceptance``.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        MissingFactError: ``spc.sampling.missing-fact``; no skip-lot plan.

    Source:
        As ``skip_lot_acceptance``.
    """
    _, cleared = _skipping(plan, acceptance)
    f = plan.inspected_fraction
    return np.asarray(f / (f + (1 - f) * cleared))


def fold_skip_lots(plan: SkipLotPlan, accepted: Iterable[bool]) -> tuple[SkipLotStep, ...]:
    """
    Follow the state over the lots that were inspected, oldest first; skipped lots do not appear.

    Args:
        plan: Clearance number and inspected fraction.
        accepted: Whether each inspected lot was accepted.

    Returns:
        One step for each lot. The first lot is inspected with every lot being inspected.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; no plan, or a result that is not true or false.

    Source:
        As ``skip_lot_acceptance``.
    """
    _check_plan(plan)
    if not isinstance(accepted, Iterable):
        raise MissingFactError(
            "there is no list of results", location=DataLocation("$.accepted"), hint="give true or false for each lot"
        )
    results = tuple(accepted)
    for i, result in enumerate(results):
        if not isinstance(result, bool):
            raise MissingFactError(
                "the result is neither true nor false",
                location=DataLocation(f"$.accepted[{i}]"),
                hint="give true or false for each lot",
            )
    steps: list[SkipLotStep] = []
    state: SkipState = "every-lot"
    run = 0
    for result in results:
        used = state
        run = run + 1 if result and used == "every-lot" else 0
        if not result:
            state, reason = "every-lot", "not accepted: every lot is inspected"
        elif run == plan.clearance_number:
            state, run = "skipping", 0
            reason = f"{plan.clearance_number} lots in a row accepted: lots are skipped"
        else:
            reason = f"{run} lots in a row accepted" if used == "every-lot" else "accepted while skipping"
        steps.append(SkipLotStep(used, state, run, reason))
    return tuple(steps)


def _check_plan(plan: object) -> None:
    if not isinstance(plan, SkipLotPlan):
        raise MissingFactError(
            "there is no skip-lot plan", location=DataLocation("$.plan"), hint="give a `SkipLotPlan`"
        )


def _skipping(plan: SkipLotPlan, acceptance: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    _check_plan(plan)
    chance = checked_numbers(acceptance, "acceptance", least=0, most=1)
    return chance, chance**plan.clearance_number
