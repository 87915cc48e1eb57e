"""The decision as data: what is answered, recorded, replayed. Canonical form v1 of these structs is the evidence."""

import datetime as dt
from typing import Literal, Self, TypeAlias

import msgspec

from core.errors import Problem
from engine.model.fields import Localized
from engine.model.values import Count, Instant

OutcomeKind: TypeAlias = Literal["not_applicable", "satisfied", "excused", "violated", "indeterminate"]
VerdictKind: TypeAlias = Literal["release", "hold", "reject"]
FORMAT = "lotgate-decision/v1"


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """
    A recorded value that was read.

    Attributes:
        path: Where it stands.
        title: What it is called.
        value: What it is.
        label: What a person reads instead, where it is a code or several.
    """

    path: str
    title: Localized
    value: str
    label: Localized | None


class MissingEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """What stood in the way of knowing, by path and in words."""

    path: str
    reason: str
    message: Localized


class ClauseReport(msgspec.Struct, frozen=True, kw_only=True):
    """
    A clause that decided.

    Attributes:
        text: Its source.
        holds: Its value; ``None`` when unknown.
        item: The element it was judged for.
        observed: What it read.
        operator: How that is compared.
        limit: What it is held against.
        limit_label: What a person reads instead, where that is a code or several.
    """

    text: str
    holds: bool | None
    item: str | None
    observed: tuple[Observed, ...]
    operator: str | None
    limit: str | None
    limit_label: Localized | None


class ExcuseReport(msgspec.Struct, frozen=True, kw_only=True):
    """
    An instrument that names a violated provision.

    Attributes:
        instrument: ``concession`` or ``justification``.
        id: Its identifier.
        item: The item it was held against; ``None`` for the lot as a whole.
        excuses: Whether it excuses the violation.
        lacks: What it lacks for that; nothing when it excuses.
        cites: The clauses that permit it.
        facts: What was read of it.
    """

    instrument: str
    id: str
    item: str | None
    excuses: bool
    lacks: tuple[MissingEvidence, ...]
    cites: tuple["Cited", ...]
    facts: tuple[Observed, ...]


class ItemOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one item; ``None`` stands for items that nobody may have recorded."""

    item: str | None
    outcome: OutcomeKind


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a work of law, guidance, standard or policy."""

    source: str
    title: Localized
    edition: str | None
    at: Localized


class ProvisionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one provision came out.

    Attributes:
        provision: Its identifier.
        pack: The pack that declares it.
        title: Its title.
        authority: Law, guidance, standard or policy.
        cites: Where it comes from.
        before: The act it guards.
        otherwise: What a violation means.
        outcome: The outcome.
        because: Why it is not applicable, where it is.
        item: The item that decided.
        items: Every item's outcome.
        clauses: The clauses that decided.
        missing: What is missing, where it is indeterminate.
        message: What to tell a person, where it is violated or excused.
        facts: Everything that was read.
        excuses: The instruments that name it, where it is violated or excused.
    """

    provision: str
    pack: str
    title: Localized
    authority: str
    cites: tuple[Cited, ...]
    before: str
    otherwise: str
    outcome: OutcomeKind
    because: str | None
    item: str | None
    items: tuple[ItemOutcome, ...]
    clauses: tuple[ClauseReport, ...]
    missing: tuple[MissingEvidence, ...]
    message: Localized | None
    facts: tuple[Observed, ...]
    excuses: tuple[ExcuseReport, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a verdict is what it is: a code, in words, with the provision or pack it is about."""

    code: str
    subject: str
    message: Localized


class StatedProblem(Problem, frozen=True, omit_defaults=False):
    """A problem as a decision holds it: with what it does not say, so that its canonical form names every field."""

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Take a problem over."""
        return cls(**msgspec.structs.asdict(problem))


class DecidingPack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack of the market: whether it applied, and what exactly it was."""

    pack: str
    version: str
    digest: str | None
    applied: bool | None
    problems: tuple[StatedProblem, ...]


class SignatureRequired(msgspec.Struct, frozen=True, kw_only=True):
    """
    Signatures that the act itself still needs, or has: they count for the acts after it, never for its own verdict.

    Attributes:
        provision: The provision that asks for them.
        pack: The pack that declares it.
        title: Its title.
        cites: Where it comes from.
        count: How many different persons.
        meaning: What signing means.
        present: Identifiers of the signatures that count.
        missing_count: How many are still to come; ``None`` while it is not known whether the provision applies.
        missing: What stands in the way of knowing.
    """

    provision: str
    pack: str
    title: Localized
    cites: tuple[Cited, ...]
    count: Count
    meaning: Localized
    present: tuple[str, ...]
    missing_count: Count | None
    missing: tuple[MissingEvidence, ...]


class MarketDecision(msgspec.Struct, frozen=True, kw_only=True):
    """
    The verdict for one market.

    Attributes:
        market: Market.
        verdict: Release, hold or reject.
        actor: The company's roles there; ``None`` when not recorded.
        good_until: The first instant at which it may be otherwise; ``None`` when no pack could judge.
        packs: The packs that the pack set lists.
        reasons: Why, worst first.
        outcomes: Every provision's outcome.
        signatures_required: Who signs the act, and whose signatures are there.
    """

    market: str
    verdict: VerdictKind
    actor: tuple[str, ...] | None
    good_until: Instant | None
    packs: tuple[DecidingPack, ...]
    reasons: tuple[Reason, ...]
    outcomes: tuple[ProvisionOutcome, ...]
    signatures_required: tuple[SignatureRequired, ...] = ()


class RetentionRule(msgspec.Struct, frozen=True, kw_only=True):
    """What one provision says about keeping; ``None`` is keep."""

    market: str
    provision: str
    cites: tuple[Cited, ...]
    keep_until: dt.date | None
    keep_at_least: dt.date | None
    missing: tuple[MissingEvidence, ...]


class RetentionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """
    How long records of one type are kept: the latest over all target markets.

    Attributes:
        record_type: Record type.
        keep_until: Last day of keeping; ``None`` while it cannot be known.
        keep_at_least: A day before which no disposal is possible, as far as known.
        kept_through: The first instant after the last day of keeping, in the zone where that day ends last; ``None``
            while it cannot be known.
        rules: Where it comes from.
    """

    record_type: str
    keep_until: dt.date | None
    keep_at_least: dt.date | None
    kept_through: Instant | None
    rules: tuple[RetentionRule, ...]


class DecisionContent(msgspec.Struct, frozen=True, kw_only=True):
    """
    A decision without its identifier.

    Attributes:
        format: The form of this document.
        act: What was asked about.
        as_of: The instant it was decided for.
        lot: The lot.
        product: The product.
        dossier: Digest of the dossier.
        faults: What is wrong with its data; whatever depends on that is unknown.
        packset: Version of the pack set.
        packset_digest: Its digest.
        engine: Digest of the engine.
        markets: A verdict for each market; they are never averaged.
        retention: How long which records are kept.
    """

    format: str = FORMAT
    act: str
    as_of: Instant
    lot: str
    product: str
    dossier: str
    faults: tuple[StatedProblem, ...]
    packset: str
    packset_digest: str
    engine: str
    markets: tuple[MarketDecision, ...]
    retention: tuple[RetentionEntry, ...]


class Decision(DecisionContent, frozen=True, kw_only=True):
    """A decision; its identifier is the SHA-256 of its content's canonical form, in hexadecimal."""

    id: str
