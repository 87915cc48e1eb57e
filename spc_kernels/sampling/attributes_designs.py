"""Attributes plans designed for a purpose, not taken from a standard: zero acceptance, LTPD, points, reliability."""

from fractions import Fraction

from core.locations import DataLocation
from spc_kernels.samples import shown
from spc_kernels.sampling.arguments import (
    LARGEST_COUNT,
    checked_count,
    checked_inside,
    checked_number,
    checked_option,
)
from spc_kernels.sampling.designed_plans import (
    ROUNDING,
    DesignedPlan,
    RiskPoint,
    check_points,
    designed,
    not_exceeded,
    reached,
    smallest_sample,
)
from spc_kernels.sampling.errors import MissingFactError, NoPlanError, NotANumberError
from spc_kernels.sampling.operating_characteristic import consumers_risk
from spc_kernels.sampling.outgoing_quality import average_total_inspection
from spc_kernels.sampling.plans import AttributesPlan, single_plan
from spc_kernels.sampling.qualities import DISTRIBUTIONS

# A design with a larger acceptance number asks for risks so close together that inspecting everything is cheaper.
_MOST_ACCEPTED = 500


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
        Schilling and Neubauer, Acceptance Sampling in Quality Control, 2nd ed. (2009), chapter 17. Squeglia's tables,
        indexed by AQL, are not free and not followed.
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
    worst = reached(quality, lot)
    size = smallest_sample(accept, RiskPoint(quality, risk), distribution, lot)
    if size is None:
        raise NoPlanError(
            f"a lot of limiting quality would pass with Ac {accept} even if every item were inspected"
            if lot is not None
            else f"not even a sample of {LARGEST_COUNT} is enough",
            location=DataLocation("$.acceptance_number"),
            hint="a smaller acceptance number",
        )
    return designed(size, accept, (None, worst), distribution, lot)


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
            f"`{shown(process_average)}` is not below the limiting quality",
            location=DataLocation("$.process_average"),
            hint="a process as bad as the limiting quality needs every item inspected",
        )
    lot = checked_count(lot_size, "lot_size", least=1)
    best = ltpd_plan(quality, consumers_risk_at_most, 0, lot)
    least = _total_inspection(best.plan, average, lot)
    for accept in range(1, _MOST_ACCEPTED + 1):
        size = smallest_sample(accept, RiskPoint(quality, consumers_risk_at_most), "hypergeometric", lot)
        if size is None or size >= least:
            break
        candidate = designed(size, accept, (None, reached(quality, lot)), "hypergeometric", lot)
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
        raise MissingFactError(
            "the hypergeometric distribution needs a lot size",
            location=DataLocation("$.lot_size"),
            hint="give the items in the lot",
        )
    lot = lot if kind == "hypergeometric" else None
    check_points(producers, consumers)
    good, bad = not_exceeded(producers.quality, lot), reached(consumers.quality, lot)
    for accept in range(_MOST_ACCEPTED + 1):
        size = smallest_sample(accept, consumers, kind, lot)
        if size is None:
            break
        plan = single_plan(size, accept, "nonconformities")
        if consumers_risk(plan, good, kind, lot) >= producers.acceptance * (1 - ROUNDING):
            return designed(size, accept, (good, bad), kind, lot)
    raise NoPlanError(
        f"no plan with Ac up to {_MOST_ACCEPTED} keeps both points",
        location=DataLocation("$.consumers"),
        hint="inspect every item",
    )


def _complement(value: float) -> float:
    # 1 - 0.95 in decimals is 0.05, in doubles a little more, and one sample item can hang on that.
    return float(1 - Fraction(repr(float(value))))


def _total_inspection(plan: AttributesPlan, average: float, lot: int) -> float:
    return float(average_total_inspection(plan, [average], lot)[0])
