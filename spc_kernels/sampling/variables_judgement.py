"""Judging measured samples by Z1.9: quality indices against k, or the estimated fraction nonconforming against M."""

from typing import Literal, TypeAlias

import msgspec
import numpy as np

from core.locations import DataLocation
from spc_kernels.sampling.arguments import (
    check_sample_within,
    checked_number,
    checked_option,
)
from spc_kernels.sampling.errors import ImpossiblePlanError, LimitsError, SampleNotPlannedError
from spc_kernels.sampling.estimates import LARGEST_INDEX, estimated_fraction
from spc_kernels.sampling.plans import VariablesPlan
from spc_kernels.sampling.sample_summary import LARGEST_READING, SampleSummary
from spc_kernels.sampling.variables import SelectedVariablesPlan

FORMS = ("k", "m")
Verdict: TypeAlias = Literal["accepted", "not-accepted"]
_COMPARED_DECIMALS = 12


class VariablesJudgement(msgspec.Struct, frozen=True):
    """
    What a measured sample says about a lot.

    Attributes:
        verdict: ``accepted`` or ``not-accepted``.
        form: ``k`` or ``m``.
        index_lower: Q of the lower limit; None without one.
        index_upper: Q of the upper limit; None without one.
        fraction_lower: Estimated fraction below the lower limit; 0 without one.
        fraction_upper: Estimated fraction above the upper limit; 0 without one.
        fraction: Their sum.
        reason: Plan, letter, arrows followed and the numbers compared, in words.
    """

    verdict: Verdict
    form: str
    index_lower: float | None
    index_upper: float | None
    fraction_lower: float
    fraction_upper: float
    fraction: float
    reason: str


def judge_variables(
    plan: VariablesPlan | SelectedVariablesPlan,
    sample: SampleSummary,
    *,
    lower: float | None = None,
    upper: float | None = None,
    form: str = "m",
) -> VariablesJudgement:
    """
    Judge a measured sample against one or two specification limits under one AQL.

    Args:
        plan: A plan, or one selected from a standard, whose reason then counts.
        sample: n, mean and standard deviation; with sigma known, sigma in its place.
        lower: Lower specification limit, in the unit of the readings.
        upper: Upper specification limit, above the lower one.
        form: ``k``: quality index against k, one limit only; ``m``: estimated fraction nonconforming against M, the
            sum of both sides.

    Returns:
        The verdict with its reason; the estimates are given with either form.

    Raises:
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; there is no plan, or its M is 0 with form m.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        NotANumberError: ``spc.sampling.not-a-number``.
        LimitsError: ``spc.sampling.limits``; none, reversed, or two with form k.
        SampleNotPlannedError: ``spc.sampling.sample-not-planned``; another sample size than the plan's, or than the
            lot where every item is measured.
        SampleAboveLotError: ``spc.sampling.sample-above-lot``.

    Numerics:
        As ``estimated_fraction``. Indices beyond 1e6 count as 1e6. Compared with 12 decimals, so that two machines
        whose SciPy differs in the last digit decide alike.

    Source:
        MIL-STD-414 sections B (s method) and D (sigma method), forms 1 and 2; ANSI/ASQ Z1.9-2003.
    """
    numbers = _numbers(plan)
    checked_option(form, "form", FORMS)
    low, high = checked_limits(lower, upper)
    _check_form(form, numbers, two_limits=low is not None and high is not None)
    size = _checked_size(plan, sample)
    index_lower = None if low is None else _index(sample.mean - low, sample)
    index_upper = None if high is None else _index(high - sample.mean, sample)
    fractions = [0.0 if q is None else estimated_fraction(q, size, numbers.sigma) for q in (index_lower, index_upper)]
    total = min(1.0, sum(fractions))
    if form == "k":
        # One limit, so one index; both None was refused above.
        index = index_upper if index_lower is None else index_lower
        accepted, compared = _by_index(index or 0.0, numbers.acceptability_constant)
    else:
        accepted, compared = _by_fraction(total, numbers.maximum_fraction)
    start = plan.reason if isinstance(plan, SelectedVariablesPlan) else f"plan n {numbers.sample_size}"
    return VariablesJudgement(
        verdict="accepted" if accepted else "not-accepted",
        form=form,
        index_lower=index_lower,
        index_upper=index_upper,
        fraction_lower=fractions[0],
        fraction_upper=fractions[1],
        fraction=total,
        reason=f"{start}; {compared}: {'accepted' if accepted else 'not accepted'}",
    )


def judge_variables_separately(
    lower_plan: VariablesPlan | SelectedVariablesPlan,
    upper_plan: VariablesPlan | SelectedVariablesPlan,
    sample: SampleSummary,
    *,
    lower: float,
    upper: float,
) -> VariablesJudgement:
    """
    Judge a measured sample against two specification limits with an AQL each (form 2).

    Args:
        lower_plan: Plan of the lower limit's AQL.
        upper_plan: Plan of the upper limit's AQL, with the same sample size and method.
        sample: n, mean and standard deviation; with sigma known, sigma in its place.
        lower: Lower specification limit, in the unit of the readings.
        upper: Upper specification limit, above the lower one.

    Returns:
        Accepted if each estimate is at most its own M and their sum at most the larger M.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``judge_variables``.
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; the plans differ in sample size or method.

    Source:
        MIL-STD-414 sections B and D, double specification limit with a different AQL for each.
    """
    below = judge_variables(lower_plan, sample, lower=lower, upper=upper)
    above = judge_variables(upper_plan, sample, lower=lower, upper=upper)
    first, second = _numbers(lower_plan), _numbers(upper_plan)
    if (first.sample_size, first.sigma) != (second.sample_size, second.sigma):
        raise ImpossiblePlanError(
            "the plans of the two limits differ in sample size or method",
            location=DataLocation("$.upper_plan"),
            hint="one sample is judged by both: give plans of one n and one method",
        )
    larger = max(first.maximum_fraction, second.maximum_fraction)
    accepted = (
        _rounded(below.fraction_lower) <= _rounded(first.maximum_fraction)
        and _rounded(above.fraction_upper) <= _rounded(second.maximum_fraction)
        and _rounded(below.fraction) <= _rounded(larger)
    )
    decided = "accepted" if accepted else "not accepted"
    words = (
        f"below {100 * below.fraction_lower:.4g} % against {100 * first.maximum_fraction:.4g} %, "
        f"above {100 * above.fraction_upper:.4g} % against {100 * second.maximum_fraction:.4g} %, "
        f"together {100 * below.fraction:.4g} % against {100 * larger:.4g} %: {decided}"
    )
    return msgspec.structs.replace(below, verdict="accepted" if accepted else "not-accepted", reason=words)


def checked_limits(lower: float | None, upper: float | None) -> tuple[float | None, float | None]:
    """
    Check specification limits.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
        LimitsError: ``spc.sampling.limits``; none, or reversed.
    """
    low, high = (
        None if limit is None else checked_number(limit, name, least=-LARGEST_READING, most=LARGEST_READING)
        for limit, name in ((lower, "lower"), (upper, "upper"))
    )
    if low is None and high is None:
        raise LimitsError(
            "there is no specification limit", location=DataLocation("$.upper"), hint="give `lower`, `upper` or both"
        )
    if low is not None and high is not None and low >= high:
        raise LimitsError(
            f"the lower limit {low:g} is not below the upper limit {high:g}",
            location=DataLocation("$.lower"),
            hint="exchange them, or leave one out",
        )
    return low, high


def _numbers(plan: VariablesPlan | SelectedVariablesPlan) -> VariablesPlan:
    numbers = plan.plan if isinstance(plan, SelectedVariablesPlan) else plan
    if not isinstance(numbers, VariablesPlan):
        raise ImpossiblePlanError(
            "there is no variables plan",
            location=DataLocation("$.plan"),
            hint="give a `VariablesPlan` or a selected one",
        )
    return numbers


def _check_form(form: str, numbers: VariablesPlan, *, two_limits: bool) -> None:
    if form == "k" and two_limits:
        raise LimitsError("two limits need form `m`", location=DataLocation("$.form"), hint="form `m`")
    if form == "m" and numbers.maximum_fraction == 0:
        raise ImpossiblePlanError(
            "this k is beyond what the estimate of form `m` can show with so small a sample",
            location=DataLocation("$.form"),
            hint="form `k`",
        )


def _by_index(index: float, constant: float) -> tuple[bool, str]:
    return _rounded(index) >= _rounded(constant), f"Q {index:.5g} against k {constant:.5g}"


def _by_fraction(fraction: float, most: float) -> tuple[bool, str]:
    words = f"estimated {100 * fraction:.4g} % nonconforming against M {100 * most:.4g} %"
    return _rounded(fraction) <= _rounded(most), words


def _checked_size(plan: VariablesPlan | SelectedVariablesPlan, sample: SampleSummary) -> int:
    if not isinstance(sample, SampleSummary):
        raise SampleNotPlannedError(
            "there is no sample", location=DataLocation("$.sample"), hint="give a `SampleSummary`, see `summarised`"
        )
    planned = _numbers(plan).sample_size
    if isinstance(plan, SelectedVariablesPlan):
        check_sample_within(sample.sample_size, plan.lot_size)
        planned = plan.lot_size if plan.inspect_all else planned
    if sample.sample_size != planned:
        raise SampleNotPlannedError(
            f"a sample of {sample.sample_size} where the plan has {planned}",
            location=DataLocation("$.sample.sample_size"),
            hint="measure as many items as the plan says",
        )
    return sample.sample_size


def _rounded(value: float) -> float:
    return round(value, _COMPARED_DECIMALS)


def _index(distance: float, sample: SampleSummary) -> float:
    return float(np.clip(distance / sample.deviation, -LARGEST_INDEX, LARGEST_INDEX))
