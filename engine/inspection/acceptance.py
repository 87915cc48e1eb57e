"""Units to a decision about the lot, by the plan that applies: by attributes or by variables."""

from decimal import Decimal

from core.words import Localized, say
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.inspection.criteria import NOTHING, Criteria
from engine.inspection.plans import Plan, refused
from engine.inspection.reasons import Reason, because, not_known
from engine.inspection.recorded import held, held_or_none, quantity, quantity_or_none
from engine.inspection.specified import Specified
from engine.inspection.tally import Sample, Tally
from engine.model.errors import UnitError
from engine.model.finding_codes import Conformity
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.units import compare, in_unit

BY_ITEMS = say(
    "an AQL above 10 counts nonconformities, which readings do not give", "AQL大于10时计不合格数，读数无法给出"
)
ONE_EACH = say("a plan by variables takes one reading of each unit", "计量抽样方案每件只取一个读数")
NOT_MEASURED = say("a plan by variables needs readings", "计量抽样方案需要读数")
NO_SIGMA = say("no standard deviation is approved for the characteristic", "该特性没有已批准的标准差")


def accepted(inspection: Record, plan: Plan, sample: Sample, specified: Specified) -> tuple[Conformity, list[Reason]]:
    """
    Judge a lot by its sample.

    Returns:
        Whether it conforms, and what stands in the way where it does not settle it. A lot is nonconforming where even
        the best case of what is missing or in doubt fails, conforming where even the worst case passes.
    """
    reasons = _size_reasons(inspection, plan, sample.tally)
    if plan.variables is None:
        outcome, found = _by_attributes(inspection, plan, sample)
    elif any(one.code == Code.sample_too_small for one in reasons):
        outcome, found = Conformity.indeterminate, []
    else:
        outcome, found = _by_variables(inspection, plan, sample, specified)
    return outcome, [*reasons, *found]


def _size_reasons(inspection: Record, plan: Plan, tally: Tally) -> list[Reason]:
    path = f"{inspection.path}.sample_size"
    found: list[Reason] = []
    if tally.inspected > plan.lot_size:
        words = say(
            "{sample} of a lot of {lot}", "批量{lot}，样本量{sample}", sample=tally.inspected, lot=plan.lot_size
        )
        found.append(because(Code.sample_above_lot, path, words))
    if tally.inspected < plan.sample_size:
        words = say(
            "{sample} units instead of {planned}: {plan}",
            "检验{sample}件，应为{planned}件：{plan}",
            sample=tally.inspected,
            planned=plan.sample_size,
            plan=plan.words,
        )
        found.append(because(Code.sample_too_small, path, words))
    return found


def _by_attributes(inspection: Record, plan: Plan, sample: Sample) -> tuple[Conformity, list[Reason]]:
    tally = sample.tally
    if plan.counts_nonconformities and sample.criteria is not None:
        return Conformity.indeterminate, [because(Code.no_plan, f"{inspection.path}.sampling", BY_ITEMS)]
    failed = tally.found if plan.counts_nonconformities else tally.nonconforming
    found: list[Reason] = []
    if tally.missing:
        words = say("{count} units lack a reading", "{count}件缺少读数", count=tally.missing)
        found.append(because(Code.missing_reading, f"{inspection.path}.readings", words))
    if failed >= plan.rejection_number:
        return Conformity.nonconforming, found
    if failed + tally.doubtful > plan.acceptance_number:
        found.append(_within_band(inspection, sample))
    return (Conformity.indeterminate if found else Conformity.conforming), found


def _within_band(inspection: Record, sample: Sample) -> Reason:
    deciding, criteria = sample.tally.deciding, sample.criteria
    if deciding is None or criteria is None:  # pragma: no cover  # only readings are in doubt
        return because(Code.within_guard_band, inspection.path)
    words = say(
        "reading {value} against {limit} {unit}, guard band {guard} {unit}",
        "读数{value}，限值{limit} {unit}，保护带{guard} {unit}",
        value=f"{deciding.value:f}",
        limit=f"{deciding.limit:f}",
        unit=sample.unit,
        guard=f"{criteria.guard:f}",
    )
    return because(Code.within_guard_band, f"{inspection.path}.readings", words)


def _by_variables(
    inspection: Record, plan: Plan, sample: Sample, specified: Specified
) -> tuple[Conformity, list[Reason]]:
    from spc_kernels.sampling.errors import SamplingError

    path = f"{inspection.path}.readings"
    criteria, values = sample.criteria, [one for one in sample.values if one is not None]
    if criteria is None:
        return Conformity.indeterminate, [because(Code.no_plan, path, NOT_MEASURED)]
    if len(values) < len(sample.values):
        return Conformity.indeterminate, [because(Code.missing_reading, path)]
    if len(values) != sample.tally.inspected:
        return Conformity.indeterminate, [because(Code.no_plan, path, ONE_EACH)]
    try:
        sigma = _sigma(inspection, plan, sample, specified)
        if isinstance(sigma, Reason):
            return Conformity.indeterminate, [sigma]
        inner = _is_accepted(plan, values, sigma, criteria, criteria.guard)
        if inner:
            return Conformity.conforming, []
        outer = criteria.guard == NOTHING or not _is_accepted(plan, values, sigma, criteria, -criteria.guard)
    except Unknown as unknown:
        return Conformity.indeterminate, not_known(unknown)
    except SamplingError as error:
        return Conformity.indeterminate, [because(Code.no_plan, path, refused(error))]
    if outer:
        return Conformity.nonconforming, []
    return Conformity.indeterminate, [_within_band(inspection, sample)]


def _is_accepted(plan: Plan, values: list[Decimal], sigma: Decimal | None, criteria: Criteria, inside: Decimal) -> bool:
    """Judge by variables against limits that lie so far inside the specification's, or outside."""
    from spc_kernels.sampling.sample_summary import summarised
    from spc_kernels.sampling.variables_judgement import judge_variables

    lower = None if criteria.lower is None else float(criteria.lower + inside)
    upper = None if criteria.upper is None else float(criteria.upper - inside)
    summary = summarised([float(value) for value in values], None if sigma is None else float(sigma))
    form = "m" if lower is not None and upper is not None else "k"
    if plan.variables is None:  # pragma: no cover  # asked only of plans by variables
        return False
    return judge_variables(plan.variables, summary, lower=lower, upper=upper, form=form).verdict == "accepted"


def _sigma(inspection: Record, plan: Plan, sample: Sample, specified: Specified) -> Decimal | Reason | None:
    """Give the approved standard deviation, in the unit of the readings; what was used must be the same."""
    if plan.rule.sigma == "unknown":
        return None
    path = f"{specified.characteristic.path}.spc.sigma"
    watched = held_or_none(specified.characteristic, "spc")
    approved = None if watched is None else quantity_or_none(watched, "sigma")
    if watched is None or approved is None:
        return because(Code.no_plan, path, NO_SIGMA)
    held(watched, "approver")
    used = quantity(held(inspection, "sampling"), "known_sigma")
    try:
        if compare(used, approved) != 0:
            words: Localized = say(
                "used {used}, approved {approved}", "采用{used}，批准{approved}", used=used, approved=approved
            )
            return because(Code.result_contradicted, f"{inspection.path}.sampling.known_sigma", words)
        return Decimal(in_unit(approved, sample.unit or approved.unit).value)
    except UnitError as exc:
        return because(Code.other_unit, path, exc.words)
