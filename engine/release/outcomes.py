"""One provision's outcome as evidence: what was read, which clause decided, what is missing, what to say."""

import functools
from typing import TypeAlias

import msgspec

from engine.expressions.explain import Clause, explain
from engine.expressions.missing import Missing
from engine.expressions.values import Fact, Unknown
from engine.model.decision import ClauseReport, ExcuseReport, ItemOutcome, Observed, ProvisionOutcome
from engine.model.fields import Code, Localized
from engine.packs.pack import (
    InspectionStandard,
    LaterProvision,
    ProcessControl,
    RecordFormat,
    Requirement,
    SignatureRule,
    cited,
)
from engine.provisions.compiled import JudgedPack
from engine.provisions.excuses import Held, held_against
from engine.provisions.judge import Check, Judged, judge, worst
from engine.provisions.record_formats import fits, misfits
from engine.provisions.signing import are_there
from engine.provisions.situation import Situation
from engine.release.findings import AnyFound
from engine.release.words import missing_evidence

MESSAGED = frozenset({"violated", "excused"})
SHOWN_MISFITS = 5
# Codes and lists of codes whose labels are remembered: most are read many times.
MOST_LABELS = 4096
# What has a compiled form.
COMPILED = (Requirement, RecordFormat)
# What has an outcome.
Provision: TypeAlias = Requirement | RecordFormat | SignatureRule | InspectionStandard | ProcessControl | LaterProvision


def outcome_of(provision: Provision, situation: Situation, found: AnyFound | None = None) -> ProvisionOutcome:
    """
    Judge a provision and gather its evidence. Pure.

    Args:
        provision: The provision.
        situation: What it is judged in.
        found: What it found, where it is of a kind with findings.
    """
    if found is not None:
        return _outcome_found(provision, found)
    situation.reader.facts = {}
    judged = judge(provision.header, check_of(provision, situation), situation)
    read = dict(situation.reader.facts)
    judged, held = _excused(provision, judged, situation)
    situation.reader.facts = read
    decided = worst(judged)
    clauses = _clauses(provision, decided, situation)
    missing = {one for each in judged if each.outcome == "indeterminate" for one in each.missing}
    return msgspec.structs.replace(
        _bare(provision, judged, decided),
        clauses=tuple(_report(clause) for clause in clauses),
        missing=tuple(missing_evidence(one) for one in sorted(missing)),
        message=_message(provision, decided),
        facts=tuple(_observed(fact) for fact in sorted(read.values(), key=lambda fact: fact.path)),
        excuses=tuple(_excuse(one) for one in held),
    )


def bare_outcome_of(
    provision: Provision,
    situation: Situation,
    compiled: JudgedPack | None = None,
    found: AnyFound | None = None,
) -> ProvisionOutcome:
    """
    Judge a provision without gathering clauses, missing evidence, message and facts. Pure.

    Args:
        provision: The provision.
        situation: What it is judged in.
        compiled: The compiled form of its pack in this situation, where it has one.
        found: What it found, where it is of a kind with findings.
    """
    if found is not None:
        return _bare(provision, list(found.judged), worst(list(found.judged)))
    judged = compiled.judge(provision) if compiled is not None and isinstance(provision, COMPILED) else None
    if judged is None:
        judged = judge(provision.header, check_of(provision, situation), situation)
    judged, _ = _excused(provision, judged, situation)
    return _bare(provision, judged, worst(judged))


def _outcome_found(provision: Provision, found: AnyFound) -> ProvisionOutcome:
    """Give the outcome of what was found, with the figures that decided."""
    judged = list(found.judged)
    decided = worst(judged)
    seen = found.seen.get(decided.item) if decided.reached else None
    missing = {one for each in judged if each.outcome == "indeterminate" for one in each.missing}
    message = seen.message if seen is not None else None
    return msgspec.structs.replace(
        _bare(provision, judged, decided),
        clauses=seen.clauses if seen is not None else (),
        missing=tuple(missing_evidence(one) for one in sorted(missing)),
        message=message if decided.outcome == "violated" and message is not None else _message(provision, decided),
        facts=tuple(_observed(fact) for fact in sorted(found.facts.values(), key=lambda fact: fact.path)),
    )


def check_of(provision: Provision, situation: Situation) -> Check:
    """Give what must hold of each item, by kind."""
    match provision:
        case Requirement(require=require):
            return require.outcome
        case RecordFormat():
            return lambda scope: fits(provision, scope)
        case SignatureRule():
            return lambda _: are_there(provision, situation)
    unjudged = Unknown([Missing(provision.header.id, "not-judged")])
    return lambda _: unjudged


def _excused(provision: Provision, judged: list[Judged], situation: Situation) -> tuple[list[Judged], list[Held]]:
    """Hold instruments against each violation; what is excused is no longer violated."""
    if not isinstance(provision, Requirement) or not provision.excused_by:
        return judged, []
    held: list[Held] = []
    found: list[Judged] = []
    for one in judged:
        against = (
            held_against(provision.header, provision.excused_by, one.item, situation)
            if one.outcome == "violated"
            else []
        )
        held += against
        is_excused = any(not instrument.lacks for instrument in against)
        found.append(msgspec.structs.replace(one, outcome="excused") if is_excused else one)
    return found, held


def _bare(provision: Provision, judged: list[Judged], decided: Judged) -> ProvisionOutcome:
    header = provision.header
    return ProvisionOutcome(
        provision=header.id,
        pack=header.pack,
        title=header.title,
        authority=header.authority,
        cites=header.cited,
        before=header.act,
        otherwise=provision.otherwise,
        outcome=decided.outcome,
        because=decided.because,
        item=decided.item,
        items=tuple([ItemOutcome(item=one.item, outcome=one.outcome) for one in judged]) if header.each else (),
        clauses=(),
        missing=(),
        message=None,
        facts=(),
    )


def _clauses(provision: Provision, decided: Judged, situation: Situation) -> tuple[Clause, ...]:
    if not decided.reached or not isinstance(provision, Requirement):
        return ()
    return explain(provision.require, decided.names, situation.reader)


def _message(provision: Provision, decided: Judged) -> Localized | None:
    if decided.outcome not in MESSAGED:
        return None
    title = provision.header.title
    if decided.because == "nothing-picked":
        return Localized(en=f"{title.en}: nothing of the kind is recorded", zh=f"{title.zh}：没有任何此类记录")
    match provision:
        case Requirement(message_en=english, message_zh=chinese):
            return Localized(en=english.render(decided.names, "en"), zh=chinese.render(decided.names, "zh"))
        case RecordFormat():
            found = misfits(provision, decided.names)
            places = ", ".join(f"{one.path} ({one.keyword}: {one.expected})" for one in found[:SHOWN_MISFITS])
            return Localized(
                en=f"record {decided.item} does not have its format at {places}",
                zh=f"记录 {decided.item} 不符合格式：{places}",
            )
        case SignatureRule(count=count, meaning=meaning):
            return Localized(
                en=f"{count} signatures are asked for: {meaning.en}", zh=f"须有{count}人签名：{meaning.zh}"
            )
    return title  # pragma: no cover  # a provision that is not judged is not violated, except that nothing was picked


def _excuse(held: Held) -> ExcuseReport:
    return ExcuseReport(
        instrument=held.instrument,
        id=held.id,
        item=held.item,
        excuses=not held.lacks,
        lacks=tuple(missing_evidence(one) for one in held.lacks),
        cites=cited(held.cites),
        facts=tuple(_observed(fact) for fact in held.facts),
    )


def _report(clause: Clause) -> ClauseReport:
    return ClauseReport(
        text=clause.text,
        holds=clause.holds,
        item=clause.item,
        observed=tuple(_observed(fact) for fact in clause.observed),
        operator=clause.operator,
        limit=clause.limit,
        limit_label=_label(clause.limit, clause.observed[0].codes if clause.observed else None),
    )


def _observed(fact: Fact) -> Observed:
    return Observed(path=fact.path, title=fact.title, value=fact.value, label=_label(fact.value, fact.codes))


@functools.lru_cache(maxsize=MOST_LABELS)
def _label(text: str | None, codes: type[Code] | None) -> Localized | None:
    """Give the labels of a code, or of several in brackets; the text is the engine's own."""
    if text is None or codes is None:
        return None
    known = {str(code): code.label for code in codes}
    parts = text.removeprefix("[").removesuffix("]").split(", ")
    if any(part not in known for part in parts):
        return None
    return Localized(en=", ".join(known[part].en for part in parts), zh="、".join(known[part].zh for part in parts))
