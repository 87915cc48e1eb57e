"""Judging what was found in the samples of an attributes plan, with the reason in words; draws no sample itself."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import check_sample_within, checked_count, checked_counts, checked_option
from spc_kernels.sampling.attributes import SelectedPlan
from spc_kernels.sampling.errors import NonconformingAboveSampleError, SampleNotPlannedError, UnknownOptionError
from spc_kernels.sampling.plans import COUNTING, NOT_PERMITTED, AttributesPlan, checked_plan, hundred_percent_plan

Verdict: TypeAlias = Literal["accepted", "not-accepted", "undecided"]
# Above it an AQL is no percentage of items (ISO 2859-1 5.2); with Ac at or above n every count of items would pass.
_LARGEST_PERCENT = 10


class AttributesJudgement(msgspec.Struct, frozen=True):
    """
    What the samples so far say about a lot.

    Attributes:
        verdict: ``accepted``, ``not-accepted``, or ``undecided``: the next sample has to be drawn.
        return_to_normal: Whether the lot is accepted between Ac and Re of reduced inspection, which thereby ends.
        samples: Samples judged.
        inspected: Items in them.
        found: Nonconforming items, or nonconformities, in them.
        acceptance_number: Ac after the last of them; -1 where acceptance is not permitted yet.
        rejection_number: Re after the last of them.
        next_sample_size: Items of the next sample; None once there is a decision.
        reason: Plan, letter, arrows followed and the numbers compared, in words.
    """

    verdict: Verdict
    return_to_normal: bool
    samples: int
    inspected: int
    found: int
    acceptance_number: int
    rejection_number: int
    next_sample_size: int | None
    reason: str


def judge_attributes(
    plan: AttributesPlan | SelectedPlan,
    found: Sequence[int],
    *,
    inspected: Sequence[int] | None = None,
    lot_size: int | None = None,
    counting: str = "items",
) -> AttributesJudgement:
    """
    Judge the samples inspected so far.

    Args:
        plan: A plan, or one selected from a standard, whose lot size and reason then count.
        found: Nonconforming items, or nonconformities, of each sample on its own, in the order drawn; not cumulative.
        inspected: Items inspected of each sample. Without it, as planned; under 100 % inspection the whole lot.
        lot_size: Items in the lot, to refuse a sample that is larger; known already from a selected plan.
        counting: ``items``: at most one per item; ``nonconformities``: an item may have several.

    Returns:
        The verdict with its reason.

    Raises:
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; there is no plan.
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``; also items counted against an AQL above 10.
        SampleAboveLotError: ``spc.sampling.sample-above-lot``.
        SampleNotPlannedError: ``spc.sampling.sample-not-planned``; no sample, more than the plan has, another size, or
            one drawn after the decision.
        NonconformingAboveSampleError: ``spc.sampling.nonconforming-above-sample``.

    Source:
        ISO 2859-1:1999 clause 11; ANSI/ASQ Z1.4-2003 8.3.4 and 8.5 for the gap of reduced inspection.
    """
    used, lot, selected = _plan_used(plan, lot_size)
    checked_option(counting, "counting", COUNTING)
    if counting == "items" and selected is not None and selected.aql > _LARGEST_PERCENT:
        raise UnknownOptionError(
            f"an AQL of {selected.aql:g} is in nonconformities per 100 items, not in nonconforming items",
            location=DataLocation("$.counting"),
            hint="count nonconformities, and say `nonconformities`",
        )
    counts = checked_counts(found, "found")
    _check_samples(used, counts, inspected)
    if lot is not None:
        check_sample_within(sum(used.sample_sizes[: len(counts)]), lot)
    if counting == "items":
        _check_items(used, counts)
    return _judged(used, counts, selected, whole_lot=selected is not None and selected.inspect_all)


def _plan_used(
    plan: AttributesPlan | SelectedPlan, lot_size: int | None
) -> tuple[AttributesPlan, int | None, SelectedPlan | None]:
    lot = None if lot_size is None else checked_count(lot_size, "lot_size", least=1)
    if not isinstance(plan, SelectedPlan):
        return checked_plan(plan), lot, None
    if lot is not None and lot != plan.lot_size:
        raise SampleNotPlannedError(
            f"the plan was selected for a lot of {plan.lot_size}, not {lot}",
            location=DataLocation("$.lot_size"),
            hint="select the plan of this lot",
        )
    if not plan.inspect_all:
        return plan.plan, plan.lot_size, plan
    last = plan.plan
    whole = hundred_percent_plan(plan.lot_size, last.acceptance_numbers[-1])
    gap = AttributesPlan(whole.sample_sizes, whole.acceptance_numbers, last.rejection_numbers[-1:])
    return gap, plan.lot_size, plan


def _check_samples(plan: AttributesPlan, counts: tuple[int, ...], inspected: Sequence[int] | None) -> None:
    if not 1 <= len(counts) <= len(plan.sample_sizes):
        raise SampleNotPlannedError(
            f"{len(counts)} samples for a plan of {len(plan.sample_sizes)}",
            location=DataLocation("$.found"),
            hint="give what was found in each sample drawn, one count a sample",
        )
    planned = plan.sample_sizes[: len(counts)]
    if inspected is not None:
        sizes = checked_counts(inspected, "inspected", least=1)
        if sizes != planned:
            raise SampleNotPlannedError(
                f"samples of {_listed(sizes)} where the plan has {_listed(planned)}",
                location=DataLocation("$.inspected"),
                hint="inspect as many items as the plan says",
            )
    total = 0
    for i, count in enumerate(counts[:-1]):
        total += count
        if not plan.acceptance_numbers[i] < total < plan.rejection_numbers[i]:
            raise SampleNotPlannedError(
                f"sample {i + 1} had already decided with {total} found",
                location=DataLocation(f"$.found[{i + 1}]"),
                hint="leave out samples drawn after the decision",
            )


def _listed(sizes: tuple[int, ...]) -> str:
    return ", ".join(map(str, sizes)) or "nothing"


def _check_items(plan: AttributesPlan, counts: tuple[int, ...]) -> None:
    for i, (count, size) in enumerate(zip(counts, plan.sample_sizes, strict=False)):
        if count > size:
            raise NonconformingAboveSampleError(
                f"{count} nonconforming items in a sample of {size}",
                location=DataLocation(f"$.found[{i}]"),
                hint="if nonconformities are counted, not items, say `nonconformities`",
            )


def _judged(
    plan: AttributesPlan, counts: tuple[int, ...], selected: SelectedPlan | None, *, whole_lot: bool
) -> AttributesJudgement:
    stage, total = len(counts) - 1, sum(counts)
    ac, re = plan.acceptance_numbers[stage], plan.rejection_numbers[stage]
    last = stage == len(plan.sample_sizes) - 1
    verdict: Verdict = "undecided"
    if total >= re:
        verdict = "not-accepted"
    elif total <= ac or last:
        verdict = "accepted"
    gap = verdict == "accepted" and total > ac
    where = "the whole lot" if whole_lot else f"sample {stage + 1}" if len(plan.sample_sizes) > 1 else "the sample"
    start = selected.reason if selected is not None else f"plan {plan}"
    return AttributesJudgement(
        verdict=verdict,
        return_to_normal=gap,
        samples=stage + 1,
        inspected=plan.cumulative_sample_sizes[stage],
        found=total,
        acceptance_number=ac,
        rejection_number=re,
        next_sample_size=plan.sample_sizes[stage + 1] if verdict == "undecided" else None,
        reason=f"{start}; found {total} in {where}: {_comparison(verdict, total, ac, re)}",
    )


def _comparison(verdict: Verdict, total: int, ac: int, re: int) -> str:
    if verdict == "not-accepted":
        return f"{total} is not below Re {re}, not accepted"
    if verdict == "undecided":
        above = "acceptance is not permitted yet" if ac == NOT_PERMITTED else f"{total} is above Ac {ac}"
        return f"{above} and below Re {re}, draw the next sample"
    if total > ac:
        return f"{total} is between Ac {ac} and Re {re}, accepted, and inspection returns to normal"
    return f"{total} is not above Ac {ac}, accepted"
