"""What was found of a characteristic, as findings, clauses and messages hold it."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET

from core.words import Localized, joined, say
from engine.expressions.evaluate import Names
from engine.expressions.values import Record
from engine.inspection.examine import Examined
from engine.inspection.plans import Plan
from engine.inspection.reasons import Reason
from engine.model.decision import ClauseReport, Observed
from engine.model.dictionary import fields_of
from engine.model.finding_codes import Conformity
from engine.model.inspection import Inspection
from engine.model.inspection_codes import SwitchingState
from engine.model.inspection_finding import AppliedPlan, DecidingReading, InspectionFinding, InspectionResult
from engine.model.values import Exact, Quantity
from engine.packs.pack import InspectionStandard

SIGNIFICANT = 12
HOLDS: dict[Conformity, bool | None] = {
    Conformity.conforming: True,
    Conformity.nonconforming: False,
    Conformity.indeterminate: None,
}


def finding_of(
    standard: InspectionStandard,
    characteristic: str,
    outcome: Conformity,
    looked: Sequence[Examined],
    superseded: Sequence[Record],
    reasons: Sequence[Reason],
) -> InspectionFinding:
    """Put together what was found of a characteristic."""
    return InspectionFinding(
        provision=standard.header.id,
        characteristic=characteristic,
        stage=standard.stage,
        outcome=outcome,
        results=[_result(one) for one in looked],
        superseded=[_id(one) for one in superseded],
        reasons=[one.as_found() for one in reasons],
    )


def clauses_of(looked: Sequence[Examined], outcome: Conformity) -> tuple[ClauseReport, ...]:
    """Give the figures of every inspection that says what all say together: the worst reading, and the count."""
    found: list[ClauseReport] = []
    for one in looked:
        if one.outcome == outcome:
            found += [*_reading_clause(one), *_count_clause(one)]
    return tuple(found)


def message_of(
    standard: InspectionStandard, finding: InspectionFinding, looked: Sequence[Examined], scope: Names
) -> Localized:
    """Say what does not conform: the provision's own words, else reading, limit, count and plan."""
    if standard.message is not None:
        english, chinese = standard.message
        return Localized(en=english.render(scope, "en"), zh=chinese.render(scope, "zh"))
    failed = [one for one in looked if one.outcome == Conformity.nonconforming]
    return joined([_failure(finding.characteristic, one) for one in failed])


def _failure(characteristic: str, one: Examined) -> Localized:
    parts = [
        say(
            "`{characteristic}` does not conform by inspection {inspection}",
            "`{characteristic}` 经检验 {inspection} 判定不合格",
            characteristic=characteristic,
            inspection=_id(one.inspection),
        )
    ]
    deciding, tally, plan = (None if one.tally is None else one.tally.deciding), one.tally, one.plan
    if deciding is not None:
        parts.append(
            say(
                "reading {position} is {value} {unit}, limit {operator} {limit} {unit}",
                "第{position}个读数为{value} {unit}，限值{operator} {limit} {unit}",
                position=deciding.position,
                value=f"{deciding.value:f}",
                unit=one.unit,
                operator=deciding.operator,
                limit=f"{deciding.limit:f}",
            )
        )
    if tally is not None and plan is not None:
        parts.append(
            say(
                "{failed} of {inspected} units do not conform ({plan})",
                "{inspected}件中{failed}件不合格（{plan}）",
                failed=tally.nonconforming,
                inspected=tally.inspected,
                plan=plan.words,
            )
        )
    return joined(parts, ": ", "：")


def _result(one: Examined) -> InspectionResult:
    tally = one.tally
    return InspectionResult(
        inspection=_id(one.inspection),
        outcome=one.outcome,
        plan=UNSET if one.plan is None else _plan(one.plan),
        inspected=UNSET if tally is None else tally.inspected,
        nonconforming=UNSET if tally is None else tally.nonconforming,
        doubtful=UNSET if tally is None else tally.doubtful,
        missing=UNSET if tally is None else tally.missing,
        deciding=_deciding(one) or UNSET,
    )


def _plan(plan: Plan) -> AppliedPlan:
    rule, variables = plan.rule, plan.variables
    return AppliedPlan(
        scheme=rule.scheme,
        edition=UNSET if rule.edition is None else rule.edition,
        level=UNSET if rule.level is None else rule.level,
        aql=UNSET if rule.aql is None else _quantity(rule.aql, "%"),
        severity=UNSET if plan.severity is None else SwitchingState(plan.severity),  # type: ignore[call-arg]  # by value
        code_letter=UNSET if plan.code_letter is None else plan.code_letter,
        plan_letter=UNSET if plan.plan_letter is None else plan.plan_letter,
        lot_size=plan.lot_size,
        sample_size=plan.sample_size,
        acceptance_number=UNSET if variables is not None else plan.acceptance_number,
        rejection_number=UNSET if variables is not None else plan.rejection_number,
        acceptability_constant=UNSET
        if variables is None
        else _quantity(_rounded(variables.plan.acceptability_constant), "1"),
        words=plan.words,
    )


def _rounded(value: float) -> Decimal:
    """Keep as many digits as are the same on every machine."""
    return Decimal(f"{value:.{SIGNIFICANT - 1}e}")


def _deciding(one: Examined) -> DecidingReading | None:
    deciding = None if one.tally is None else one.tally.deciding
    if deciding is None or deciding.limit is None or one.unit is None or one.criteria is None:
        return None
    gauge = getattr(one.inspection.data, "gauge", None)
    return DecidingReading(
        inspection=_id(one.inspection),
        position=deciding.position,
        value=_quantity(deciding.value, one.unit),
        operator=deciding.operator,
        limit=_quantity(deciding.limit, one.unit),
        guard_band=UNSET if one.criteria.guard == 0 else _quantity(one.criteria.guard, one.unit),
        gauge=gauge if isinstance(gauge, str) else UNSET,
        outcome=deciding.outcome,
    )


def _reading_clause(one: Examined) -> list[ClauseReport]:
    deciding = _deciding(one)
    if deciding is None:
        return []
    path = f"{one.inspection.path}.readings"
    title = fields_of(Inspection)["readings"].title
    return [
        ClauseReport(
            text=f"{path}[{deciding.position}] {deciding.operator} {deciding.limit}",
            holds=HOLDS[deciding.outcome],
            item=one.inspection.path,
            observed=(
                Observed(path=f"{path}[{deciding.position}]", title=title, value=str(deciding.value), label=None),
            ),
            operator=deciding.operator,
            limit=str(deciding.limit),
            limit_label=None,
        )
    ]


def _count_clause(one: Examined) -> list[ClauseReport]:
    """Give the count against the acceptance number; a plan by variables counts nothing."""
    tally, plan = one.tally, one.plan
    if tally is None or plan is None or plan.variables is not None:
        return []
    name = "nonconformities" if plan.counts_nonconformities else "nonconforming"
    count = tally.found if plan.counts_nonconformities else tally.nonconforming
    path = f"{one.inspection.path}.{name}"
    title = fields_of(Inspection)[name].title
    return [
        ClauseReport(
            text=f"{path} <= {plan.acceptance_number}",
            holds=HOLDS[one.outcome],
            item=one.inspection.path,
            observed=(Observed(path=path, title=title, value=str(count), label=None),),
            operator="<=",
            limit=str(plan.acceptance_number),
            limit_label=plan.words,
        )
    ]


def _quantity(value: Decimal, unit: str) -> Quantity:
    return Quantity(value=Exact(value), unit=unit)


def _id(inspection: Record) -> str:
    return str(getattr(inspection.data, "id", inspection.path))
