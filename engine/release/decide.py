"""The decision: a pure function of dossier, pack set, act and instant. No clock, disk, network or random number."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TypeAlias

import msgspec

from core.canonical import canonical_bytes, digest
from engine.model.calendar import next_midnight
from engine.model.codes import Act
from engine.model.decision import (
    DecidingPack,
    Decision,
    DecisionContent,
    MarketDecision,
    ProvisionOutcome,
    Reason,
    RetentionEntry,
    SignatureRequired,
    StatedProblem,
    VerdictKind,
)
from engine.model.dossier import Dossier
from engine.model.faults import Fault, unknown_because
from engine.model.quality import quality_faults
from engine.packs.pack import LaterProvision, RecordFormat, Requirement, RulePack, on
from engine.packs.packset import ACTS, PackSet
from engine.provisions.compiled import judged_by
from engine.provisions.kept import Kept
from engine.release.findings import Gathered, gather
from engine.release.judges import Given, Judge, asked_markets, judges_of
from engine.release.outcomes import Provision, bare_outcome_of, outcome_of
from engine.release.retention import MarketPack, other_markets, retention_of
from engine.release.signatures import signature_required
from engine.release.verdict import reason, reasons_of, verdict_of, worst_verdict

JudgeProvisions: TypeAlias = Callable[[RulePack, Iterable[Provision], Gathered], list[ProvisionOutcome]]
# Why a verdict is what it is first, and what was let pass last.
ORDER = {"provision.violated": 0, "provision.excused": 2}


def all_outcomes_of(_: RulePack, provisions: Iterable[Provision], gathered: Gathered) -> list[ProvisionOutcome]:
    """Judge provisions of a pack and gather the evidence of each. Pure."""
    return [outcome_of(one, gathered.situation, gathered.found.get(id(one))) for one in provisions]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is asked.

    Attributes:
        act: What is to be done with the lot.
        as_of: The instant it is asked for, with offset.
        markets: The markets that are asked about; all that the lot is meant for when empty.
    """

    act: Act
    as_of: dt.datetime
    markets: tuple[str, ...] = ()


def decide(dossier: Dossier, packset: PackSet, question: Question) -> Decision:
    """
    Decide whether a lot may pass an act, market by market. Pure.

    Args:
        dossier: A dossier as `engine.model.reading.read_dossier` gives it.
        packset: A pack set as `engine.packs.packset.load_packset` gives it.
        question: Act, instant, markets.

    Returns:
        The decision. The same inputs and engine give the same canonical bytes on every machine.

    Raises:
        MarketNotTargetedError: ``decision.market.not-targeted``; the lot is not meant for a market asked about.
        InstantError: ``decision.as-of.invalid``; no offset, or a year outside 1970 to 2199.
    """
    targets, asked = asked_markets(dossier, question.markets, question.as_of)
    faults = quality_faults(dossier, question.as_of)
    given = Given(dossier, unknown_because(faults))
    judges = {market: tuple(judges_of(given, packset, market, question.as_of)) for market in targets}
    content = DecisionContent(
        act=str(question.act),
        as_of=question.as_of,
        lot=dossier.lot.id,
        product=dossier.product.id,
        dossier=digest(dossier),
        faults=tuple(StatedProblem.of(fault.as_error().problem()) for fault in faults),
        packset=packset.version,
        packset_digest=packset.digest,
        engine=packset.engine,
        markets=tuple(_market(given, packset, market, question, judges[market]) for market in asked),
        retention=_retention(given, packset, question, judges),
    )
    values = {name: getattr(content, name) for name in content.__struct_fields__}
    return Decision(id=digest(content).removeprefix("sha256:"), **values)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """
    One market judged on its own.

    Attributes:
        decision: The market's part of a decision.
        retention: The retention schedule as if the lot were meant for this market alone.
    """

    decision: MarketDecision
    retention: tuple[RetentionEntry, ...]


def judge_markets(
    dossier: Dossier,
    packset: PackSet,
    question: Question,
    *,
    evidence_for: AbstractSet[str] | None = None,
    kept: Kept | None = None,
) -> tuple[tuple[Fault, ...], tuple[Judgement, ...]]:
    """
    Judge each market on its own: what `decide` finds, without binding it to digests. Pure.

    Args:
        dossier: As for `decide`.
        packset: As for `decide`.
        question: As for `decide`.
        evidence_for: The provisions whose clauses, facts, missing evidence and messages are gathered; all when left
            out. Without them this is several times faster, and verdict, reasons and outcomes are the same.
        kept: What was found of records that several dossiers share, as the cases of a suite do; it changes how long
            this takes, and nothing else.

    Returns:
        The faults of the dossier, and each market that is asked about, in alphabetical order.

    Raises:
        MarketNotTargetedError, InstantError: As for `decide`.
    """
    _, asked = asked_markets(dossier, question.markets, question.as_of)
    faults = quality_faults(dossier, question.as_of, None if kept is None else kept.sound)
    given = Given(dossier, unknown_because(faults), kept)

    def judged(pack: RulePack, provisions: Iterable[Provision], gathered: Gathered) -> list[ProvisionOutcome]:
        if evidence_for is None:
            return all_outcomes_of(pack, provisions, gathered)
        # What is kept is worth more than what is compiled: that judges everything, for every dossier.
        compiled = judged_by(pack, gathered.situation) if kept is None else None
        situation, found = gathered.situation, gathered.found
        return [
            outcome_of(one, situation, found.get(id(one)))
            if one.header.id in evidence_for
            else situation.once(
                (one, found.get(id(one))),
                ("outcome",),
                partial(bare_outcome_of, one, situation, compiled, found.get(id(one))),
            )
            for one in provisions
        ]

    def judge(market: str) -> Judgement:
        judges = tuple(judges_of(given, packset, market, question.as_of))
        decision = _market(given, packset, market, question, judges, judged)
        return Judgement(decision=decision, retention=_retention_in(market, judges))

    return faults, tuple(judge(market) for market in asked)


def _retention_in(market: str, judges: tuple[Judge, ...]) -> tuple[RetentionEntry, ...]:
    """Give the schedule as if the lot were meant for one market alone."""

    def made() -> tuple[RetentionEntry, ...]:
        return retention_of(list(_market_packs(market, judges)))

    one = judges[0] if len(judges) == 1 else None
    if one is None or one.situation is None:
        return made()
    return one.situation.once((), ("retention", one.applies), made)


def judge_provision(
    dossier: Dossier, packset: PackSet, market: str, question: Question, provision: str
) -> ProvisionOutcome | None:
    """
    Judge one provision for one market, as `decide` does among all others. Pure.

    Args:
        dossier: As for `decide`.
        packset: As for `decide`.
        market: The market.
        question: As for `decide`; its markets are not looked at.
        provision: Its identifier.

    Returns:
        Its outcome, with everything that `decide` tells of it; ``None`` where it is not judged.

    Raises:
        MarketNotTargetedError, InstantError: As for `decide`.
    """
    asked_markets(dossier, (market,), question.as_of)
    given = Given(dossier, unknown_because(quality_faults(dossier, question.as_of)))

    def judged(_pack: RulePack, provisions: Iterable[Provision], gathered: Gathered) -> list[ProvisionOutcome]:
        named = (one for one in provisions if one.header.id == provision)
        return [outcome_of(one, gathered.situation, gathered.found.get(id(one))) for one in named]

    judges = judges_of(given, packset, market, question.as_of) if question.act in packset.acts else ()
    found = [one for judge in judges for one in _pack(judge, question.act, judged)[2]]
    return min(found, key=lambda one: one.pack, default=None)


def decision_bytes(decision: Decision) -> bytes:
    """Write a decision as its canonical form on one line; the command, the API and the record give these bytes."""
    return canonical_bytes(decision) + b"\n"


def _market(
    given: Given,
    packset: PackSet,
    market: str,
    question: Question,
    judges: tuple[Judge, ...],
    judged: JudgeProvisions = all_outcomes_of,
) -> MarketDecision:
    roles = given.roles or {}
    verdicts: list[VerdictKind] = []
    reasons: list[Reason] = []
    outcomes: list[ProvisionOutcome] = []
    required: list[SignatureRequired] = []
    if question.act not in packset.acts:
        judges = ()
        reasons.append(reason("act.not-guarded", str(question.act)))
    elif market not in packset.markets:
        reasons.append(reason("market.no-pack", market))
    elif all(judge.applies is False for judge in judges):
        reasons.append(reason("market.no-pack-applies", market))
    for judge in judges:
        verdict, why, found = _pack(judge, question.act, judged)
        if verdict is not None:
            verdicts.append(verdict)
        reasons += why
        outcomes += found
        required += _signatures(judge, question.act)
    return MarketDecision(
        market=market,
        verdict=worst_verdict(verdicts),
        actor=tuple(map(str, roles[market])) if market in roles else None,
        good_until=min(_ends(judges, given.next_time(question.as_of), question.as_of), default=None),
        packs=tuple(_deciding(judge) for judge in judges),
        reasons=tuple(sorted(reasons, key=lambda one: ORDER.get(one.code, 1))),
        outcomes=tuple(sorted(outcomes, key=lambda one: (one.provision, one.pack))),
        signatures_required=tuple(sorted(required, key=lambda one: (one.provision, one.pack))),
    )


def _pack(
    judge: Judge, act: Act, judged: JudgeProvisions
) -> tuple[VerdictKind | None, list[Reason], list[ProvisionOutcome]]:
    """Give one pack's verdict; none when it does not apply."""
    pack, situation = judge.listed.pack, judge.situation
    if pack is None or situation is None:
        return "hold", [reason("pack.not-loaded", judge.listed.name)], []
    if judge.applies is None:
        return "hold", [reason("pack.applies-unknown", pack.name, judge.missing)], []
    if judge.applies is False:
        return None, [], []
    asked, own, later = situation.once((), ("asked", str(act)), partial(_asked_of, pack, act, situation.today))
    gathered = gather(pack, situation, act)
    outcomes = judged(pack, asked, gathered)
    why = reasons_of(pack.name, outcomes, own, later)
    why += [
        reason("inspection.not-judged", f"{one.characteristic} {one.stage}".rstrip(), one.missing)
        for one in gathered.unjudged
    ]
    why += [reason("process.not-judged", one.characteristic, one.missing) for one in gathered.unwatched]
    verdict = verdict_of(outcomes, own)
    is_whole = not gathered.unjudged and not gathered.unwatched
    return verdict if is_whole else worst_verdict([verdict, "hold"]), why, outcomes


def _asked_of(pack: RulePack, act: Act, today: dt.date) -> tuple[tuple[Provision, ...], frozenset[str], frozenset[str]]:
    """
    Give what has an outcome for an act; signatures under the act itself have none, those under earlier acts do.

    Returns:
        The provisions, the identifiers of those that a pack of the market declares, and of those of a later kind.
    """
    asked = tuple(_outcomes_for(pack, act, today))
    own = frozenset(
        one.header.id
        for one in asked
        if one.header.market == pack.market and isinstance(one, Requirement | RecordFormat)
    )
    return asked, own, frozenset(one.header.id for one in asked if isinstance(one, LaterProvision))


def _outcomes_for(pack: RulePack, act: Act, today: dt.date) -> Iterator[Provision]:
    last = ACTS.index(act)
    judged: tuple[Provision, ...] = (
        *pack.requirements,
        *pack.records,
        *pack.inspections,
        *pack.processes,
        *pack.later,
    )
    yield from (one for one in on(judged, today) if ACTS.index(one.header.before) <= last)
    yield from (one for one in on(pack.signatures, today) if ACTS.index(one.header.before) < last)


def _signatures(judge: Judge, act: Act) -> Iterator[SignatureRequired]:
    """List who signs the act by a pack that applies, or of which nobody knows whether it does."""
    pack, situation = judge.listed.pack, judge.situation
    if pack is None or situation is None or judge.applies is False:
        return
    for rule in on(pack.signatures, situation.today):
        if rule.header.before != act:
            continue
        required = situation.once((rule,), ("required",), partial(signature_required, rule, situation))
        if required is not None:
            yield required


def _ends(judges: Iterable[Judge], ahead: dt.datetime | None, as_of: dt.datetime) -> Iterator[dt.datetime]:
    """
    Give the instants at which something that was read may change.

    Within a pack's local day only what is compared with the instant itself does: `as_of`, which packs compare with
    recorded instants alone, and the check that nothing happened after it. So the next recorded time ends a decision,
    and so does the day. A pack that does not apply today counts too: it may apply on its next day. This is earlier
    than it has to be: allowed; later would be a bug.
    """
    for judge in judges:
        pack, situation = judge.listed.pack, judge.situation
        if pack is None or pack.timezone is None or situation is None:
            continue
        yield next_midnight(as_of, pack.timezone)
        if ahead is not None:
            yield ahead
        instants = partial(_instants, pack, situation.today, as_of)
        yield from situation.once((), ("instants",), instants)


def _instants(pack: RulePack, today: dt.date, as_of: dt.datetime) -> tuple[dt.datetime, ...]:
    return tuple(time for time in pack.parameters.instants(today) if time > as_of)


def _deciding(judge: Judge) -> DecidingPack:
    pack = judge.listed.pack
    return DecidingPack(
        pack=judge.listed.name,
        version=judge.listed.version,
        digest=pack.digest if pack is not None else None,
        applied=judge.applies,
        problems=tuple(map(StatedProblem.of, judge.listed.problems)),
    )


def _unknown_markets(given: Given) -> Iterator[MarketPack]:
    """Keep a place for a market that nobody knows: one that stands twice may have been meant to be another."""
    if "lot.target_markets" in given.unknown:
        yield MarketPack(market="", pack=None, situation=None, excluded=False)


def _retention(
    given: Given, packset: PackSet, question: Question, judges: Mapping[str, tuple[Judge, ...]]
) -> tuple[RetentionEntry, ...]:
    """Give the schedule over the lot's markets, and over those that it was once meant for or was shipped to."""
    packs = [*_unknown_markets(given), *(one for market in judges for one in _market_packs(market, judges[market]))]
    situations = [one.situation for listed in judges.values() for one in listed if one.situation is not None]
    if not situations:
        return retention_of(packs)
    # What is stated complete must be so on the latest of the packs' days.
    others, is_known = other_markets(max(situations, key=lambda one: one.today))
    for market in sorted(others - judges.keys()):
        packs += _market_packs(market, tuple(judges_of(given, packset, market, question.as_of)))
    return retention_of(packs, knows_markets=is_known)


def _market_packs(market: str, judges: tuple[Judge, ...]) -> Iterator[MarketPack]:
    for judge in judges:
        pack = judge.listed.pack if judge.applies else None
        yield MarketPack(market=market, pack=pack, situation=judge.situation, excluded=judge.applies is False)
    if not any(judge.applies for judge in judges):
        # Nobody speaks for this market, which may keep longer than those that were heard.
        yield MarketPack(market=market, pack=None, situation=None, excluded=False)
