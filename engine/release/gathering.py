"""The findings of a dossier for people and programs: every pack's, market by market, without a verdict."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from core.canonical import digest
from engine.expressions.missing import Unknown
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.faults import unknown_because
from engine.model.findings import Findings
from engine.model.quality import quality_faults
from engine.packs.pack import RulePack
from engine.packs.packset import PackSet
from engine.release.findings import gather
from engine.release.judges import Given, applies_to, asked_markets, judges_of, situation_of

# A pack of no market has no days of its own.
NO_ZONE = "UTC"


class PackFindings(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one pack found.

    Attributes:
        market: The market that it was asked for.
        pack: The pack.
        version: Its version.
        applies: Whether it applies to the lot; ``None`` where that is not known, or the pack did not load.
        today: The local day on which it read the dossier; ``None`` where it did not load.
        findings: What it found; ``None`` where it did not load, or is one of a set and does not apply.
    """

    market: str
    pack: str
    version: str | None
    applies: bool | None
    today: dt.date | None
    findings: Findings | None


class FoundReport(msgspec.Struct, frozen=True, kw_only=True):
    """
    What packs found of a dossier.

    Attributes:
        lot: The lot.
        product: The product.
        dossier: Digest of the dossier.
        act: Provisions that guard it or an earlier act made the findings.
        as_of: The instant.
        packs: Pack by pack.
    """

    lot: str
    product: str
    dossier: str
    act: str
    as_of: dt.datetime
    packs: tuple[PackFindings, ...]


def report_of(dossier: Dossier, act: Act, as_of: dt.datetime, packs: Iterator[PackFindings]) -> FoundReport:
    """Gather what packs found of a dossier."""
    return FoundReport(
        lot=dossier.lot.id,
        product=dossier.product.id,
        dossier=digest(dossier),
        act=str(act),
        as_of=as_of,
        packs=tuple(packs),
    )


def findings_by_set(
    dossier: Dossier, packset: PackSet, act: Act, as_of: dt.datetime, markets: Sequence[str] = ()
) -> Iterator[PackFindings]:
    """
    Give the findings of every pack of a set, one after the other. Pure.

    Args:
        dossier: As `engine.model.reading.read_dossier` gives it.
        packset: The set.
        act: What is asked about.
        as_of: The instant, with offset.
        markets: The markets; all that the lot is meant for when empty.

    Raises:
        MarketNotTargetedError: ``decision.market.not-targeted``; the lot is not meant for a market asked about.
        InstantError: ``decision.as-of.invalid``; no offset, or a year outside 1970 to 2199.
    """
    _, asked = asked_markets(dossier, markets, as_of)
    given = Given(dossier, unknown_because(quality_faults(dossier, as_of)))
    for market in asked:
        for judge in judges_of(given, packset, market, as_of):
            pack, situation = judge.listed.pack, judge.situation
            is_read = pack is not None and situation is not None and judge.applies is not False
            yield PackFindings(
                market=market,
                pack=judge.listed.name,
                version=None if pack is None else pack.version,
                applies=judge.applies,
                today=None if situation is None else situation.today,
                findings=gather(pack, situation, act).findings if is_read else None,  # type: ignore[arg-type]
            )


def findings_by_pack(
    dossier: Dossier, pack: RulePack, act: Act, as_of: dt.datetime, markets: Sequence[str] = ()
) -> Iterator[PackFindings]:
    """
    Give the findings of one pack, whether it applies or not; a base pack reads the dossier by days of UTC. Pure.

    Args:
        dossier: As for `findings_by_set`.
        pack: The pack.
        act: As for `findings_by_set`.
        as_of: As for `findings_by_set`.
        markets: The markets; that of the pack, or all that the lot is meant for, when empty.

    Raises:
        MarketNotTargetedError, InstantError: As for `findings_by_set`.
    """
    own = (pack.market,) if pack.market is not None else ()
    _, asked = asked_markets(dossier, markets or own, as_of)
    given = Given(dossier, unknown_because(quality_faults(dossier, as_of)))
    for market in asked:
        situation = situation_of(given, pack, market, as_of, pack.timezone or NO_ZONE)
        applies = applies_to(pack.applies, situation)
        yield PackFindings(
            market=market,
            pack=pack.name,
            version=pack.version,
            applies=None if isinstance(applies, Unknown) else applies,
            today=situation.today,
            findings=gather(pack, situation, act).findings,
        )
