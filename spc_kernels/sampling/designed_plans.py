"""Plans that keep risk points: the points, the plan with what it keeps, the search for the smallest sample."""

from collections.abc import Callable
from fractions import Fraction

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import LARGEST_COUNT, checked_inside
from spc_kernels.sampling.errors import MissingFactError, NoPlanError
from spc_kernels.sampling.operating_characteristic import consumers_risk
from spc_kernels.sampling.plans import AttributesPlan, single_plan

# A risk that equals the one asked for, such as 1 of 20, must not miss it by the last digit of a double.
ROUNDING = 1e-12


class RiskPoint(msgspec.Struct, frozen=True):
    """
    A point that an operating characteristic must pass on the right side.

    Attributes:
        quality: Fraction nonconforming (with ``poisson`` nonconformities per item), strictly between 0 and 1.
        acceptance: Probability of acceptance there, strictly between 0 and 1: at least it at the producer's point,
            at most it at the consumer's.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
    """

    quality: float
    acceptance: float

    def __post_init__(self) -> None:
        """Check the ranges."""
        checked_inside(self.quality, "quality")
        checked_inside(self.acceptance, "acceptance")


class DesignedPlan(msgspec.Struct, frozen=True):
    """
    A single sampling plan and what it keeps.

    Attributes:
        plan: n, Ac, Re.
        consumers_risk: Probability of acceptance at the consumer's point; at most what was asked.
        producers_acceptance: Probability of acceptance at the producer's point; None where there is none.
        inspect_all: Whether n is the whole lot.
        reason: In words.
    """

    plan: AttributesPlan
    consumers_risk: float
    producers_acceptance: float | None
    inspect_all: bool
    reason: str


def check_points(producers: RiskPoint, consumers: RiskPoint) -> None:
    """
    Refuse two points that no falling curve passes on the right sides.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; one is no point.
        NoPlanError: ``spc.sampling.no-plan``; the producer's is not better than the consumer's.
    """
    for name, point in (("producers", producers), ("consumers", consumers)):
        if not isinstance(point, RiskPoint):
            raise MissingFactError(
                "there is no point of quality and acceptance",
                location=DataLocation(f"$.{name}"),
                hint="give a `RiskPoint`",
            )
    if producers.quality >= consumers.quality or producers.acceptance <= consumers.acceptance:
        raise NoPlanError(
            "the producer's point is not better than the consumer's",
            location=DataLocation("$.producers"),
            hint="a smaller quality, accepted more often",
        )


def smallest_sample(accept: int, point: RiskPoint, distribution: str, lot: int | None) -> int | None:
    """Find the smallest n with P(accept) at the point at most its acceptance; P falls as n grows."""
    bad = reached(point.quality, lot)

    def seldom(size: int) -> bool:
        # While searching, and with nonconformities, n may be at or below Ac.
        plan = single_plan(size, accept, "nonconformities")
        return consumers_risk(plan, bad, distribution, lot) <= point.acceptance * (1 + ROUNDING)

    return _first(seldom, lot or LARGEST_COUNT)


def _first(holds: Callable[[int], bool], most: int) -> int | None:
    """Find the smallest whole number from 1 to ``most`` from which on a condition holds, by doubling and halving."""
    high = 1
    while not holds(high):
        if high == most:
            return None
        high = min(2 * high, most)
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _exact_items(quality: float, lot: int) -> Fraction:
    # The decimal that was written, not the double next to it: 7 % of 100 items is 7 items.
    return Fraction(repr(float(quality))) * lot


def reached(quality: float, lot: int | None) -> float:
    """Give the smallest share of a lot that is not below a quality; the quality itself without a lot."""
    return quality if lot is None else -(-_exact_items(quality, lot) // 1) / lot


def not_exceeded(quality: float, lot: int | None) -> float:
    """Give the largest share of a lot that is not above a quality; the quality itself without a lot."""
    return quality if lot is None else (_exact_items(quality, lot) // 1) / lot


def designed(
    size: int, accept: int, points: tuple[float | None, float], distribution: str, lot: int | None
) -> DesignedPlan:
    """Put a plan together with what it keeps at its points, good and bad."""
    plan = single_plan(size, accept, "nonconformities")
    good, bad = points
    kept = None if good is None else consumers_risk(plan, good, distribution, lot)
    risk = consumers_risk(plan, bad, distribution, lot)
    whole = size == lot
    words = f"{plan}: accepts {100 * bad:.4g} % nonconforming with probability {risk:.4g} ({distribution})"
    if kept is not None and good is not None:
        words += f", {100 * good:.4g} % with {kept:.4g}"
    return DesignedPlan(plan, risk, kept, whole, words + ("; that is the whole lot" if whole else ""))
