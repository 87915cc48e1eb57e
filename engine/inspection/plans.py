"""Which sampling plan applies to a lot, with its numbers and why they are what they are."""

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from core.words import Localized, joined, say
from engine.expressions.values import Record
from engine.inspection.reasons import Reason, because
from engine.inspection.recorded import flag, held, number_or_none, quantity_or_none, text, text_or_none
from engine.inspection.severity import Severity
from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.model.inspection_codes import SwitchingState
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.units import in_unit
from engine.packs.inspection_standard import TABLES, VARIABLES, SamplingRule

if TYPE_CHECKING:
    from spc_kernels.sampling.attributes import SelectedPlan
    from spc_kernels.sampling.errors import SamplingError
    from spc_kernels.sampling.variables import SelectedVariablesPlan

WAYS = {"down": "向下", "up": "向上"}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """
    A sampling plan as it applies to one lot.

    Attributes:
        rule: Where it comes from.
        lot_size: Units in the lot that was presented.
        severity: How strictly it is inspected; ``None`` where the scheme does not switch.
        sample_size: Units that have to be inspected.
        acceptance_number: Most that may not conform.
        rejection_number: Fewest at which the lot is not accepted.
        code_letter: The letter of lot size and level.
        plan_letter: The letter whose plan is used, after the arrows.
        counts_nonconformities: Whether nonconformities are counted, and not units.
        variables: The plan by variables; ``None`` for attributes.
        words: All of it in words.
    """

    rule: SamplingRule
    lot_size: int
    severity: str | None = None
    sample_size: int
    acceptance_number: int
    rejection_number: int
    code_letter: str | None = None
    plan_letter: str | None = None
    counts_nonconformities: bool = False
    variables: "SelectedVariablesPlan | None" = None
    words: Localized


def own_rule(characteristic: Record) -> SamplingRule:
    """
    Give the sampling that the specification says for a characteristic.

    Raises:
        Unknown: It is not known.
    """
    sampling = held(characteristic, "sampling")
    level, aql = text_or_none(sampling, "level"), quantity_or_none(sampling, "aql")
    return SamplingRule(
        scheme=SamplingScheme(text(sampling, "scheme")),  # type: ignore[call-arg]  # looked up by value
        edition=text_or_none(sampling, "edition"),
        level=None if level is None else InspectionLevel(level),  # type: ignore[call-arg]  # as above
        aql=None if aql is None else Decimal(in_unit(aql, "%").value),
        switching=flag(sampling, "switching"),
        sample_size=number_or_none(sampling, "sample_size"),
        acceptance_number=number_or_none(sampling, "acceptance_number"),
    )


def plan_of(rule: SamplingRule, lot_size: int, severity: Severity | None, path: str) -> Plan | Reason:
    """
    Find the plan of a lot.

    Args:
        rule: The scheme.
        lot_size: Units in the lot that was presented.
        severity: How strictly it is inspected; ``None`` where inspection does not switch.
        path: Where a reason is placed that there is none.

    Returns:
        The plan, or the reason why there is none.
    """
    from spc_kernels.sampling.errors import SamplingError

    if rule.scheme not in {scheme for scheme, _ in TABLES}:
        try:
            return _without_table(rule, lot_size, path)
        except SamplingError as error:
            return because(Code.no_plan, path, refused(error))
    named = TABLES.get((rule.scheme, rule.edition or ""))
    if named is None or rule.level is None or rule.aql is None:
        words = say(
            "{scheme}, edition {edition}, level {level}, AQL {aql}: there is no such table here",
            "{scheme}，版次{edition}，检验水平{level}，AQL {aql}：未收录该表",
            scheme=rule.scheme.label,
            edition=rule.edition or "?",
            level=rule.level or "?",
            aql="?" if rule.aql is None else f"{rule.aql:f}",
        )
        return because(Code.no_plan, path, words)
    try:
        return _from_table(rule, named, lot_size, severity)
    except SamplingError as error:
        return because(Code.no_plan, path, refused(error))


def refused(error: "SamplingError") -> Localized:
    """Say why acceptance sampling refused what it was given."""
    return Localized(en=error.message, zh=type(error).chinese.removesuffix("。"))


def _without_table(rule: SamplingRule, lot_size: int, path: str) -> Plan | Reason:
    """Give the plan of a scheme that looks nothing up."""
    accept = rule.acceptance_number
    if rule.scheme == SamplingScheme.full:
        words = say("every unit of {lot}", "全检，共{lot}件", lot=lot_size)
        return _fixed(rule, lot_size, lot_size, accept or 0, words)
    if rule.scheme == SamplingScheme.zero_acceptance and rule.limiting_quality is not None:
        from spc_kernels.sampling.attributes_designs import zero_acceptance_plan

        designed = zero_acceptance_plan(float(rule.limiting_quality / 100), float(rule.risk), lot_size)
        words = say(
            "zero acceptance number: {quality} % nonconforming in a lot of {lot} is accepted at most with "
            "probability {risk}",
            "零接收数：{lot}件的批中不合格品率为{quality}%时，接收概率不大于{risk}",
            quality=f"{rule.limiting_quality:f}",
            lot=lot_size,
            risk=f"{rule.risk:f}",
        )
        return _fixed(rule, lot_size, designed.plan.total_sample_size, 0, words)
    if rule.scheme == SamplingScheme.zero_acceptance:
        accept = 0
    is_stated = rule.scheme in {SamplingScheme.fixed, SamplingScheme.zero_acceptance, SamplingScheme.own}
    if not is_stated or rule.sample_size is None or accept is None or accept >= rule.sample_size:
        words = say("no plan of {scheme} can be judged here", "此处无法判定{scheme}的方案", scheme=rule.scheme.label)
        return because(Code.no_plan, path, words)
    words = say("stated number of units", "规定的样本量")
    return _fixed(rule, lot_size, rule.sample_size, accept, words)


def _fixed(rule: SamplingRule, lot_size: int, sample_size: int, accept: int, words: Localized) -> Plan:
    whole = sample_size >= lot_size
    size = lot_size if whole else sample_size
    return Plan(
        rule=rule,
        lot_size=lot_size,
        sample_size=size,
        acceptance_number=accept,
        rejection_number=accept + 1,
        words=joined([words, _numbers(size, accept, accept + 1), *_whole(whole=whole, lot_size=lot_size)]),
    )


def _from_table(rule: SamplingRule, named: tuple[str, str], lot_size: int, severity: Severity | None) -> Plan:
    from spc_kernels.sampling.attributes import attributes_plan
    from spc_kernels.sampling.schemes import Scheme
    from spc_kernels.sampling.variables import variables_plan

    scheme, level, aql = Scheme(*named), str(rule.level).replace("_", "-"), float(rule.aql or 0)
    state = "normal" if severity is None else severity.state
    if (rule.scheme, rule.edition or "") in VARIABLES:
        return _by_variables(rule, variables_plan(scheme, lot_size, aql, level, state, rule.sigma), severity)
    selected = attributes_plan(scheme, lot_size, aql, level, state)
    (size,), (accept,), (reject,) = (
        selected.plan.sample_sizes,
        selected.plan.acceptance_numbers,
        selected.plan.rejection_numbers,
    )
    words = [
        *_looked_up(rule, selected, severity),
        _numbers(size, accept, reject),
        *_whole(whole=selected.inspect_all, lot_size=lot_size),
    ]
    return Plan(
        rule=rule,
        lot_size=lot_size,
        severity=state,
        sample_size=lot_size if selected.inspect_all else size,
        acceptance_number=accept,
        rejection_number=reject,
        code_letter=selected.code_letter,
        plan_letter=selected.plan_letter,
        counts_nonconformities=(rule.aql or 0) > 10,  # noqa: PLR2004  # no share of units above it, ISO 2859-1 5.2
        words=joined(words),
    )


def _by_variables(rule: SamplingRule, selected: "SelectedVariablesPlan", severity: Severity | None) -> Plan:
    plan = selected.plan
    size = selected.lot_size if selected.inspect_all else plan.sample_size
    numbers = say(
        "n {size}, k {constant}, M {most} %",
        "样本量n {size}，k {constant}，M {most}%",
        size=size,
        constant=f"{plan.acceptability_constant:.4g}",
        most=f"{100 * plan.maximum_fraction:.4g}",
    )
    words = [
        *_looked_up(rule, selected, severity),
        numbers,
        *_whole(whole=selected.inspect_all, lot_size=selected.lot_size),
    ]
    return Plan(
        rule=rule,
        lot_size=selected.lot_size,
        severity=selected.severity,
        sample_size=size,
        acceptance_number=0,
        rejection_number=1,
        code_letter=selected.code_letter,
        plan_letter=selected.plan_letter,
        variables=selected,
        words=joined(words),
    )


def _looked_up(
    rule: SamplingRule, selected: "SelectedPlan | SelectedVariablesPlan", severity: Severity | None
) -> list[Localized]:
    """Say how a plan was found: the lot, the letter, the severity and its reason, the arrows."""
    found = [
        say(
            "{scheme}, edition {edition}, level {level}, AQL {aql}, lot of {lot}: code letter {letter}",
            "{scheme}，版次{edition}，检验水平{level}，AQL {aql}，批量{lot}：字码{letter}",
            scheme=rule.scheme.label,
            edition=rule.edition,
            level=str(rule.level).replace("_", "-"),
            aql=f"{rule.aql:f}",
            lot=selected.lot_size,
            letter=selected.code_letter,
        ),
        SwitchingState(selected.severity).label,  # type: ignore[call-arg]  # an enum looks its member up by value
    ]
    if severity is not None:
        found.append(severity.words)
    if selected.path:
        arrows = ", ".join(selected.path)
        chinese = "、".join(_arrow(one) for one in selected.path)
        words = Localized(
            en=f"the table's arrows lead on: {arrows}, to {selected.plan_letter}",
            zh=f"按表中箭头：{chinese}，至{selected.plan_letter}",
        )
        found.append(words)
    return found


def _arrow(step: str) -> str:
    letter, _, way = step.partition(" ")
    return f"{letter}{WAYS.get(way, way)}"


def _numbers(size: int, accept: int, reject: int) -> Localized:
    return say(
        "n {size}, Ac {accept}, Re {reject}",
        "样本量n {size}，Ac {accept}，Re {reject}",
        size=size,
        accept=accept,
        reject=reject,
    )


def _whole(*, whole: bool, lot_size: int) -> list[Localized]:
    if not whole:
        return []
    return [say("that is the whole lot of {lot}: every unit", "即整批{lot}件：逐件检验", lot=lot_size)]
