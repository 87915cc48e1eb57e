"""The decision: a pure function of dossier, pack set, act and instant. No clock, disk, network or random number."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from core.canonical import canonical_bytes, digest
from core.suggestions import quoted
from core.words import say
from engine.expressions.evaluate import attempt
from engine.expressions.evaluate import decide as all_of
from engine.expressions.values import Missing, Reader, Unknown
from engine.model.calendar import local_day, next_midnight
from engine.model.codes import Act
from engine.model.decision import (
    DecidingPack,
    Decision,
    DecisionContent,
    MarketDecision,
    ProvisionOutcome,
    Reason,
    RetentionEntry,
    StatedProblem,
    VerdictKind,
)
from engine.model.dossier import Dossier
from engine.model.faults import Fault, unknown_because
from engine.model.quality import quality_faults
from engine.packs.pack import Requirement, RulePack
from engine.packs.packset import ACTS, ListedPack, PackSet
from engine.provisions.judge import Situation
from engine.release.errors import InstantError, MarketNotTargetedError
from engine.release.outcomes import bare_outcomes_of, outcomes_of
from engine.release.retention import MarketPack, retention_of
from engine.release.verdict import reason, reasons_of, verdict_of, worst_verdict

# Civil days around the instant must exist in every zone; nothing is decided in other years.
YEARS = range(1970, 2200)
OUTSIDE = say(
    "the instant of the decision lies outside the years {first} to {last}",
    "判定时刻不在{first}年至{last}年之间",
    first=YEARS[0],
    last=YEARS[-1],
)
JudgeProvisions: TypeAlias = Callable[[RulePack, Sequence[Requirement], Situation], list[ProvisionOutcome]]


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
    targets, asked = _asked(dossier, question)
    faults = quality_faults(dossier, question.as_of)
    given = _Given(dossier, unknown_because(faults))
    judges = {market: tuple(_judges(given, packset, market, question)) for market in targets}
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
        retention=retention_of([one for market in targets for one in _market_packs(judges[market])]),
    )
    values = {name: getattr(content, name) for name in content.__struct_fields__}
    return Decision(id=digest(content).removeprefix("sha256:"), **values)


def judge_market(
    dossier: Dossier, packset: PackSet, market: str, question: Question, *, with_evidence: bool = True
) -> tuple[MarketDecision, tuple[RetentionEntry, ...]]:
    """
    Judge one market on its own: what `decide` finds for it, without binding it to digests. Pure.

    Args:
        dossier: As for `decide`.
        packset: As for `decide`.
        market: One that the lot is meant for; the question's own markets are passed over.
        question: Act and instant.
        with_evidence: Whether to gather clauses, facts, missing evidence and messages. Without them this is several
            times faster, and verdict, reasons and outcomes are the same.

    Returns:
        The market's part of the decision, and the retention schedule as if the lot were meant for this market alone.

    Raises:
        MarketNotTargetedError, InstantError: As for `decide`.
    """
    _asked(dossier, msgspec.structs.replace(question, markets=(market,)))
    given = _Given(dossier, unknown_because(quality_faults(dossier, question.as_of)))
    judges = tuple(_judges(given, packset, market, question))
    judged = outcomes_of if with_evidence else bare_outcomes_of
    return (
        _market(given, packset, market, question, judges, judged),
        retention_of(list(_market_packs(judges))),
    )


def _asked(dossier: Dossier, question: Question) -> tuple[list[str], list[str]]:
    """Give the markets that the lot is meant for and those asked about; refuse what cannot be decided."""
    if question.as_of.utcoffset() is None:
        message = say("the instant of the decision has no offset", "判定时刻没有时差")
        raise InstantError(message, hint=say("such as {example}", "例如{example}", example="2026-03-01T09:00:00+01:00"))
    if question.as_of.year not in YEARS:
        raise InstantError(OUTSIDE)
    targets = sorted(set(dossier.lot.target_markets))
    asked = sorted(set(question.markets)) or targets
    for market in asked:
        if market not in targets:
            hint = say("it is meant for {targets}", "本批的目标市场为{targets}", targets=quoted(targets))
            message = say("the lot is not meant for market `{market}`", "本批不面向市场 `{market}`", market=market)
            raise MarketNotTargetedError(message, hint=hint)
    return targets, asked


def decision_bytes(decision: Decision) -> bytes:
    """Write a decision as its canonical form on one line; the command, the API and the record give these bytes."""
    return canonical_bytes(decision) + b"\n"


class _Given:
    """A dossier, what of it cannot be believed, and the company's roles where they can."""

    def __init__(self, dossier: Dossier, unknown: Mapping[str, Fault]) -> None:
        self.dossier = dossier
        self.unknown = {
            path: Missing(path, "faulty", fault.message.en, fault.message.zh) for path, fault in unknown.items()
        }
        roles = dossier.lot.roles
        self.roles = roles if isinstance(roles, dict) and "lot.roles" not in self.unknown else None


class _Judge(msgspec.Struct, frozen=True, kw_only=True):
    """One listed pack before one dossier: whether it applies, and its local day's situation."""

    listed: ListedPack
    applies: bool | None
    situation: Situation | None


def _judges(given: _Given, packset: PackSet, market: str, question: Question) -> Iterator[_Judge]:
    for listed in packset.markets.get(market, ()):
        pack = listed.pack
        if pack is None or pack.timezone is None:
            yield _Judge(listed=listed, applies=None, situation=None)
            continue
        today = local_day(question.as_of, pack.timezone)
        situation = Situation(
            reader=Reader(given.dossier, today, given.unknown),
            market=market,
            today=today,
            timezone=pack.timezone,
            roles=given.roles,
        )
        yield _Judge(listed=listed, applies=_applies(listed, pack, situation), situation=situation)


def _applies(listed: ListedPack, pack: RulePack, situation: Situation) -> bool | None:
    conditions = [one.tree for one in (listed.applies, *pack.applies) if one is not None]
    try:
        return all_of((attempt(one, situation.names()) for one in conditions), deciding=False)
    except Unknown:
        return None


def _market(
    given: _Given,
    packset: PackSet,
    market: str,
    question: Question,
    judges: tuple[_Judge, ...],
    judged: JudgeProvisions = outcomes_of,
) -> MarketDecision:
    roles = given.roles or {}
    verdicts: list[VerdictKind] = []
    reasons: list[Reason] = []
    outcomes: list[ProvisionOutcome] = []
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
    return MarketDecision(
        market=market,
        verdict=worst_verdict(verdicts),
        actor=tuple(map(str, roles[market])) if market in roles else None,
        good_until=min(_ends(judges, question.as_of), default=None),
        packs=tuple(_deciding(judge) for judge in judges),
        reasons=tuple(sorted(reasons, key=lambda one: one.code != "provision.violated")),
        outcomes=tuple(sorted(outcomes, key=lambda one: (one.provision, one.pack))),
    )


def _pack(
    judge: _Judge, act: Act, judged: JudgeProvisions
) -> tuple[VerdictKind | None, list[Reason], list[ProvisionOutcome]]:
    """Give one pack's verdict; none when it does not apply."""
    pack, situation = judge.listed.pack, judge.situation
    if pack is None or situation is None:
        return "hold", [reason("pack.not-loaded", judge.listed.name)], []
    if judge.applies is None:
        return "hold", [reason("pack.applies-unknown", pack.name)], []
    if judge.applies is False:
        return None, [], []
    asked = [one for one in pack.requirements if ACTS.index(one.header.before) <= ACTS.index(act)]
    outcomes = judged(pack, asked, situation)
    own = frozenset(one.header.id for one in asked if one.header.market == pack.market)
    return verdict_of(outcomes, own), reasons_of(pack.name, outcomes, own), outcomes


def _ends(judges: Iterable[_Judge], as_of: dt.datetime) -> Iterator[dt.datetime]:
    """
    Give the instants at which a pack's day ends.

    Nothing that an expression can read changes within a local day, so no verdict does. A pack that does not apply
    today counts too: it may apply on its next day. This is earlier than it has to be: allowed; later would be a bug.
    """
    for judge in judges:
        pack = judge.listed.pack
        if pack is not None and pack.timezone is not None:
            yield next_midnight(as_of, pack.timezone)


def _deciding(judge: _Judge) -> DecidingPack:
    pack = judge.listed.pack
    return DecidingPack(
        pack=judge.listed.name,
        version=judge.listed.version,
        digest=pack.digest if pack is not None else None,
        applied=judge.applies,
        problems=tuple(map(StatedProblem.of, judge.listed.problems)),
    )


def _market_packs(judges: tuple[_Judge, ...]) -> Iterator[MarketPack]:
    for judge in judges:
        pack = judge.listed.pack if judge.applies else None
        yield MarketPack(pack=pack, situation=judge.situation, excluded=judge.applies is False)
    if not any(judge.applies for judge in judges):
        # Nobody speaks for this market, which may keep longer than those that were heard.
        yield MarketPack(pack=None, situation=None, excluded=False)
