"""One requirement's outcome as evidence: what was read, which clause decided, what is missing, what to say."""

from collections.abc import Sequence

import msgspec

from engine.expressions.explain import Clause, explain
from engine.expressions.values import Fact
from engine.model.decision import Cited, ClauseReport, ItemOutcome, Observed, ProvisionOutcome
from engine.model.fields import Code, Localized
from engine.packs.pack import Header, Requirement, RulePack
from engine.provisions.compiled import compiled_pack
from engine.provisions.judge import Judged, Situation, judge, worst
from engine.release.words import missing_evidence

MESSAGED = frozenset({"violated"})


def outcome_of(requirement: Requirement, situation: Situation) -> ProvisionOutcome:
    """Judge a requirement and gather its evidence. Pure."""
    situation.reader.facts = {}
    judged = judge(requirement.header, requirement.require, situation)
    facts = tuple(sorted(situation.reader.facts.values(), key=lambda fact: fact.path))
    decided = worst(judged)
    clauses = _clauses(requirement, decided, situation)
    missing = {one for each in judged if each.outcome == "indeterminate" for one in each.missing}
    return msgspec.structs.replace(
        _bare(requirement, judged, decided),
        clauses=tuple(_report(clause) for clause in clauses),
        missing=tuple(missing_evidence(one) for one in sorted(missing)),
        message=_message(requirement, decided),
        facts=tuple(_observed(fact) for fact in facts),
    )


def outcomes_of(_: RulePack, requirements: Sequence[Requirement], situation: Situation) -> list[ProvisionOutcome]:
    """Judge requirements of a pack and gather their evidence. Pure."""
    return [outcome_of(one, situation) for one in requirements]


def bare_outcomes_of(
    pack: RulePack, requirements: Sequence[Requirement], situation: Situation
) -> list[ProvisionOutcome]:
    """Judge requirements of a pack without gathering clauses, missing evidence, message and facts. Pure."""
    compiled = compiled_pack(pack)
    before = compiled.before(situation) if compiled is not None else None
    found = []
    for one in requirements:
        judged = judge(one.header, one.require, situation) if before is None else before.judge(one)
        found.append(_bare(one, judged, worst(judged)))
    return found


def _bare(requirement: Requirement, judged: list[Judged], decided: Judged) -> ProvisionOutcome:
    header = requirement.header
    return ProvisionOutcome(
        provision=header.id,
        pack=header.pack,
        title=header.title,
        authority=header.authority,
        cites=cited(header),
        before=str(header.before),
        otherwise=requirement.otherwise,
        outcome=decided.outcome,
        because=decided.because,
        item=decided.item,
        items=tuple(ItemOutcome(item=one.item, outcome=one.outcome) for one in judged) if header.each else (),
        clauses=(),
        missing=(),
        message=None,
        facts=(),
    )


def cited(header: Header) -> tuple[Cited, ...]:
    """Give a provision's citations as evidence."""
    return tuple(Cited(source=cite.source, title=cite.title, edition=cite.edition, at=cite.at) for cite in header.cites)


def _clauses(requirement: Requirement, decided: Judged, situation: Situation) -> tuple[Clause, ...]:
    if not decided.reached:
        return ()
    return explain(requirement.require, decided.names, situation.reader)


def _message(requirement: Requirement, decided: Judged) -> Localized | None:
    if decided.outcome not in MESSAGED:
        return None
    if decided.because == "nothing-picked":
        title = requirement.header.title
        return Localized(en=f"{title.en}: nothing of the kind is recorded", zh=f"{title.zh}：没有任何此类记录")
    return Localized(
        en=requirement.message_en.render(decided.names, "en"), zh=requirement.message_zh.render(decided.names, "zh")
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


def _label(text: str | None, codes: type[Code] | None) -> Localized | None:
    """Give the labels of a code, or of several in brackets; the text is the engine's own."""
    if text is None or codes is None:
        return None
    known = {str(code): code.label for code in codes}
    parts = text.removeprefix("[").removesuffix("]").split(", ")
    if any(part not in known for part in parts):
        return None
    return Localized(en=", ".join(known[part].en for part in parts), zh="、".join(known[part].zh for part in parts))
