"""A dossier before the packs that judge it: what of it is believed, on which day each pack reads it, which apply."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from core.suggestions import quoted
from core.words import say
from engine.expressions.evaluate import decide as all_of
from engine.expressions.expression import Expression
from engine.expressions.values import Missing, Unknown
from engine.model.calendar import local_day
from engine.model.codes import Actor
from engine.model.dossier import Dossier
from engine.model.faults import Fault
from engine.model.times import times_of
from engine.packs.pack import RulePack
from engine.packs.packset import ListedPack, PackSet
from engine.provisions.kept import Kept
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.errors import InstantError, MarketNotTargetedError

# Civil days around the instant must exist in every zone; nothing is decided in other years.
YEARS = range(1970, 2200)
OUTSIDE = say(
    "the instant of the decision lies outside the years {first} to {last}",
    "判定时刻不在{first}年至{last}年之间",
    first=YEARS[0],
    last=YEARS[-1],
)


def asked_markets(dossier: Dossier, markets: Sequence[str], as_of: dt.datetime) -> tuple[list[str], list[str]]:
    """
    Give the markets that the lot is meant for, and those asked about: all of them when none is named.

    Raises:
        MarketNotTargetedError: ``decision.market.not-targeted``; the lot is not meant for a market asked about.
        InstantError: ``decision.as-of.invalid``; no offset, or a year outside 1970 to 2199.
    """
    if as_of.utcoffset() is None:
        message = say("the instant of the decision has no offset", "判定时刻没有时差")
        raise InstantError(message, hint=say("such as {example}", "例如{example}", example="2026-03-01T09:00:00+01:00"))
    if as_of.year not in YEARS:
        raise InstantError(OUTSIDE)
    targets = sorted(set(dossier.lot.target_markets))
    asked = sorted(set(markets)) or targets
    for market in asked:
        if market not in targets:
            hint = say("it is meant for {targets}", "本批的目标市场为{targets}", targets=quoted(targets))
            message = say("the lot is not meant for market `{market}`", "本批不面向市场 `{market}`", market=market)
            raise MarketNotTargetedError(message, hint=hint)
    return targets, asked


class Given:
    """
    A dossier, what of it cannot be believed, and the company's roles where they can.

    Args:
        dossier: The dossier.
        unknown: Its faults, by the path of what they make unknown.
        kept: What was found of other dossiers.
    """

    def __init__(self, dossier: Dossier, unknown: Mapping[str, Fault], kept: Kept | None = None) -> None:
        self.dossier = dossier
        self.kept = kept
        self.unknown = {
            path: Missing(path, "faulty", fault.message.en, fault.message.zh) for path, fault in unknown.items()
        }
        roles = dossier.lot.roles
        if isinstance(roles, dict) and "lot.roles" not in self.unknown:
            known = {market: held for market, held in roles.items() if f"lot.roles[{market}]" not in self.unknown}
            self.roles: Mapping[str, list[Actor]] | None = known
        else:
            self.roles = None

    def next_time(self, as_of: dt.datetime) -> dt.datetime | None:
        """Give the next time of the dossier after an instant."""
        if self.kept is not None:
            return self.kept.times.next_time(self.dossier, as_of)
        return min((time for time in self.times if time > as_of), default=None)

    @functools.cached_property
    def times(self) -> tuple[dt.datetime, ...]:
        """Every time of the dossier."""
        return tuple(times_of(self.dossier))


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """One listed pack before one dossier: whether it applies, or what is missing to know, and its day's situation."""

    listed: ListedPack
    applies: bool | None
    situation: Situation | None
    missing: tuple[Missing, ...] = ()


def judges_of(given: Given, packset: PackSet, market: str, as_of: dt.datetime) -> Iterator[Judge]:
    """Put a dossier before the packs of a market."""
    for listed in packset.markets.get(market, ()):
        pack = listed.pack
        if pack is None or pack.timezone is None:
            yield Judge(listed=listed, applies=None, situation=None)
            continue
        situation = situation_of(given, pack, market, as_of, pack.timezone)
        applies = applies_to((listed.applies, *pack.applies), situation)
        if isinstance(applies, Unknown):
            yield Judge(listed=listed, applies=None, situation=situation, missing=applies.missing)
        else:
            yield Judge(listed=listed, applies=applies, situation=situation)


def situation_of(given: Given, pack: RulePack, market: str, as_of: dt.datetime, timezone: str) -> Situation:
    """Put a dossier before a pack, on the local day of a zone."""
    today = local_day(as_of, timezone)
    reader = PackReader(given.dossier, today, given.unknown, pack.attributes)
    return Situation(
        reader=reader,
        market=market,
        as_of=as_of,
        today=today,
        timezone=timezone,
        roles=given.roles,
        bound=names_of(reader, as_of, market, pack.parameters),
        kept=None if given.kept is None else given.kept.shelf((pack,), (market, as_of.isoformat(), timezone)),
    )


def applies_to(conditions: Iterable[Expression | None], situation: Situation) -> bool | Unknown:
    """Tell whether all conditions hold under which a pack applies; one that is left out holds."""
    said = [one for one in conditions if one is not None]
    try:
        return all_of((one.outcome(situation.names()) for one in said), deciding=False)
    except Unknown as unknown:
        return unknown
