"""Attributes plans designed for a purpose, not taken from a standard: zero acceptance, LTPD, points, reliability."""

from collections.abc import Callable
from fractions import Fraction

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import (
    LARGEST_COUNT,
    checked_count,
    checked_inside,
    checked_number,
    checked_option,
    shown,
)
from spc_kernels.sampling.errors import MissingFactError, NoPlanError, NotANumberError
from spc_kernels.sampling.operating_characteristic import DISTRIBUTIONS, consumers_risk
from spc_kernels.sampling.outgoing_quality import average_total_inspection
from spc_kernels.sampling.plans import AttributesPlan, single_plan

# A design with a larger acceptance number asks for risks so close together that inspecting everything is cheaper.
_MOST_ACCEPTED = 500
# A risk that equals the one asked for, such as 1 of 20, must not miss it by the last digit of a double.
_ROUNDING = 1e-12


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


def zero_acceptance_plan(
    limiting_quality: float, consumers_risk_at_most: float = 0.10, lot_size: int | None = None
) -> DesignedPlan:
    """
    Find the smallest sample whose every item must conform so that a lot of limiting quality is seldom accepted.

    Args:
        limiting_quality: Fraction nonconforming that must seldom be accepted, strictly between 0 and 1.
        consumers_risk_at_most: Largest probability of accepting it, strictly between 0 and 1.
        lot_size: Items in the lot: hypergeometric, with the fewest nonconforming items that reach the limiting quality.
            Without it binomial.

    Returns:
        The plan with Ac 0.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        NoPlanError: ``spc.sampling.no-plan``; not even 1e9 items would do.

    Source:
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 3rd ed., chapter 17. Squeglia's tables, indexed
        by AQL, are not free and not followed.
    """
    return ltpd_plan(limiting_quality, consumers_risk_at_most, 0, lot_size)


def ltpd_plan(
    limiting_quality: float,
    consumers_risk_at_most: float = 0.10,
    acceptance_number: int = 0,
    lot_size: int | None = None,
) -> DesignedPlan:
    """
    Find the smallest sample with a given acceptance number that accepts a lot of limiting quality seldom enough.

    Args:
        limiting_quality: LTPD, fraction nonconforming, strictly between 0 and 1.
        consumers_risk_at_most: Largest probability of accepting it, strictly between 0 and 1.
        acceptance_number: Ac, 0 to 500.
        lot_size: As ``zero_acceptance_plan``.

    Returns:
        The plan.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        NoPlanError: ``spc.sampling.no-plan``; a lot of limiting quality has no more than Ac nonconforming items.

    Source:
        Dodge and Romig, Sampling Inspection Tables (1959), chapter 2.
    """
    quality = checked_inside(limiting_quality, "limiting_quality")
    risk = checked_inside(consumers_risk_at_most, "consumers_risk_at_most")
    accept = checked_count(acceptance_number, "acceptance_number", most=_MOST_ACCEPTED)
    lot = None if lot_size is None else checked_count(lot_size, "lot_size", least=1)
    distribution = "binomial" if lot is None else "hypergeometric"
    worst = _reached(quality, lot)
    size = _smallest_sample(accept, RiskPoint(quality, risk), distribution, lot)
    if size is None:
        raise NoPlanError(
            f"a lot of limiting quality would pass with Ac {accept} even if every item were inspected"
            if lot is not None
            else f"not even a sample of {LARGEST_COUNT} is enough",
            location=DataLocation("$.acceptance_number"),
            hint="a smaller acceptance number",
        )
    return _designed(size, accept, (None, worst), distribution, lot)


def dodge_romig_plan(
    limiting_quality: float, process_average: float, lot_size: int, consumers_risk_at_most: float = 0.10
) -> DesignedPlan:
    """
    Find the LTPD plan with the least average total inspection at the process average.

    Args:
        limiting_quality: LTPD, fraction nonconforming, strictly between 0 and 1.
        process_average: Fraction nonconforming of the process, 0 to below the limiting quality.
        lot_size: Items in the lot.
        consumers_risk_at_most: Largest probability of accepting a lot at the limiting quality (hypergeometric).

    Returns:
        The plan.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``; also if the process average is not below the limiting quality.
        NotACountError: ``spc.sampling.not-a-count``.
        NoPlanError: ``spc.sampling.no-plan``.

    Numerics:
        Consumer's risk hypergeometric, total inspection at the process average binomial; acceptance numbers are tried
        upwards until the sample alone costs more than the best plan found.

    Source:
        Dodge and Romig, Sampling Inspection Tables (1959), chapter 2; their tables approximate, this computes.
    """
    quality = checked_inside(limiting_quality, "limiting_quality")
    average = checked_number(process_average, "process_average", least=0, most=1)
    if average >= quality:
        raise NotANumberError(
            f"`{shown(process_average)}` is not below the limiting quality", location=DataLocation("$.process_average")
        )
    lot = checked_count(lot_size, "lot_size", least=1)
    best = ltpd_plan(quality, consumers_risk_at_most, 0, lot)
    least = _total_inspection(best.plan, average, lot)
    for accept in range(1, _MOST_ACCEPTED + 1):
        size = _smallest_sample(accept, RiskPoint(quality, consumers_risk_at_most), "hypergeometric", lot)
        if size is None or size >= least:
            break
        candidate = _designed(size, accept, (None, _reached(quality, lot)), "hypergeometric", lot)
        cost = _total_inspection(candidate.plan, average, lot)
        if cost < least:
            best, least = candidate, cost
    return best


def reliability_plan(
    confidence: float, reliability: float, failures: int = 0, lot_size: int | None = None
) -> DesignedPlan:
    """
    Find how many items must be tested to show a reliability with a confidence; with no failures the success run.

    Args:
        confidence: Strictly between 0 and 1.
        reliability: Least fraction conforming to be shown, strictly between 0 and 1.
        failures: Nonconforming items allowed, 0 to 500.
        lot_size: Items in the lot: hypergeometric. Without it binomial.

    Returns:
        The plan: if it accepts, the fraction conforming is at least ``reliability`` with that confidence.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        NotACountError: ``spc.sampling.not-a-count``.
        NoPlanError: ``spc.sampling.no-plan``.

    Source:
        Meeker, Hahn and Escobar, Statistical Intervals, 2nd ed., chapter 6; at no failures n = ln(1 - C) / ln R.
    """
    conforming = checked_inside(reliability, "reliability")
    doubt = _complement(checked_inside(confidence, "confidence"))
    return ltpd_plan(_complement(conforming), doubt, failures, lot_size)


def two_point_plan(
    producers: RiskPoint, consumers: RiskPoint, distribution: str = "binomial", lot_size: int | None = None
) -> DesignedPlan:
    """
    Find the single plan with the smallest sample that keeps a producer's and a consumer's point.

    Args:
        producers: Good quality, accepted at least that often.
        consumers: Bad quality, accepted at most that often; worse than the good one.
        distribution: ``binomial``, ``hypergeometric`` or ``poisson``.
        lot_size: Items in the lot, for ``hypergeometric``. The producer's lot then has the most nonconforming items
            that do not exceed its quality, the consumer's the fewest that reach it.

    Returns:
        The plan: the smallest Ac for which some n keeps both, and the smallest such n.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``.
        MissingFactError: ``spc.sampling.missing-fact``; hypergeometric without a lot size.
        NotACountError: ``spc.sampling.not-a-count``.
        NoPlanError: ``spc.sampling.no-plan``; no such plan, or one with Ac above 500.

    Source:
        Guenther, J. Quality Technology 1 (1969) 105; the search of R AcceptanceSampling, ``find.plan``.
    """
    kind = checked_option(distribution, "distribution", DISTRIBUTIONS)
    lot = None if lot_size is None else checked_count(lot_size, "lot_size", least=1)
    if kind == "hypergeometric" and lot is None:
        raise MissingFactError("the hypergeometric distribution needs a lot size", location=DataLocation("$.lot_size"))
    lot = lot if kind == "hypergeometric" else None
    check_points(producers, consumers)
    good, bad = _not_exceeded(producers.quality, lot), _reached(consumers.quality, lot)
    for accept in range(_MOST_ACCEPTED + 1):
        size = _smallest_sample(accept, consumers, kind, lot)
        if size is None:
            break
        if consumers_risk(single_plan(size, accept), good, kind, lot) >= producers.acceptance * (1 - _ROUNDING):
            return _designed(size, accept, (good, bad), kind, lot)
    raise NoPlanError(
        f"no plan with Ac up to {_MOST_ACCEPTED} keeps both points",
        location=DataLocation("$.consumers"),
        hint="inspect every item",
    )


def check_points(producers: RiskPoint, consumers: RiskPoint) -> None:
    """
    Refuse two points that no falling curve passes on the right sides.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; one is no point.
        NoPlanError: ``spc.sampling.no-plan``; the producer's is not better than the consumer's.
    """
    for name, point in (("producers", producers), ("consumers", consumers)):
        if not isinstance(point, RiskPoint):
            raise MissingFactError("there is no point of quality and acceptance", location=DataLocation(f"$.{name}"))
    if producers.quality >= consumers.quality or producers.acceptance <= consumers.acceptance:
        raise NoPlanError(
            "the producer's point is not better than the consumer's", location=DataLocation("$.producers")
        )


def _smallest_sample(accept: int, point: RiskPoint, distribution: str, lot: int | None) -> int | None:
    """Find the smallest n with P(accept) at the point at most its acceptance; P falls as n grows."""
    bad = _reached(point.quality, lot)

    def seldom(size: int) -> bool:
        return consumers_risk(single_plan(size, accept), bad, distribution, lot) <= point.acceptance * (1 + _ROUNDING)

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


def _reached(quality: float, lot: int | None) -> float:
    return quality if lot is None else -(-_exact_items(quality, lot) // 1) / lot


def _not_exceeded(quality: float, lot: int | None) -> float:
    return quality if lot is None else (_exact_items(quality, lot) // 1) / lot


def _complement(value: float) -> float:
    # 1 - 0.95 in decimals is 0.05, in doubles a little more, and one sample item can hang on that.
    return float(1 - Fraction(repr(float(value))))


def _total_inspection(plan: AttributesPlan, average: float, lot: int) -> float:
    return float(average_total_inspection(plan, [average], lot)[0])


def _designed(
    size: int, accept: int, points: tuple[float | None, float], distribution: str, lot: int | None
) -> DesignedPlan:
    plan = single_plan(size, accept)
    good, bad = points
    kept = None if good is None else consumers_risk(plan, good, distribution, lot)
    risk = consumers_risk(plan, bad, distribution, lot)
    whole = size == lot
    words = f"{plan}: accepts {100 * bad:.4g} % nonconforming with probability {risk:.4g} ({distribution})"
    if kept is not None and good is not None:
        words += f", {100 * good:.4g} % with {kept:.4g}"
    return DesignedPlan(plan, risk, kept, whole, words + ("; that is the whole lot" if whole else ""))
