"""What must fit together in a pack and its parents: identifiers, markets, zones, and what follows what."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from core.errors import LotgateError
from core.suggestions import did_you_mean
from core.words import say
from engine.model.calendar import UnknownZoneError, zone
from engine.model.codes import Act
from engine.packs.days import stretches
from engine.packs.errors import DuplicateProvisionError, MarketZoneError, ParentError, ReplacementError
from engine.packs.pack import Header, Requirement, RulePack, on
from engine.packs.read import PackSource, Placed, PlacedChange

DAY = dt.timedelta(days=1)
ACTS = list(Act)
SEVERITY = ("warn", "hold", "reject")


def chain_faults(chain: Sequence[PackSource]) -> Iterator[LotgateError]:
    """
    Find what does not fit between a pack and its parents.

    Args:
        chain: The pack first, then its parents.
    """
    yield from _duplicates(chain)
    yield from _zone_faults(chain[0])
    yield from _market_faults(chain)


def follower_faults(pack: RulePack, disabled: Mapping[str, PlacedChange]) -> Iterator[LotgateError]:
    """
    Find provisions whose `replaced_by` does not follow on: each kind is followed by its own kind.

    Args:
        pack: The pack; of provisions that change on a day, the forms of each stretch of days are held together.
        disabled: What disables a provision, by its identifier.
    """
    for days in stretches(header.days for header in pack.headers()):
        day = days.begin or dt.date.min
        for kind in pack.kinds():
            headers = {one.header.id: one.header for one in kind if one.header.days.holds(day)}
            yield from _replacement_faults(headers, disabled)
        yield from _weaker_followers({one.header.id: one for one in on(pack.requirements, day)})


def _market_faults(chain: Sequence[PackSource]) -> Iterator[LotgateError]:
    """Refuse a parent of another market: its law is not this market's."""
    leaf = chain[0]
    for parent in chain[1:]:
        if isinstance(parent.form.market, str) and parent.form.market != leaf.form.market:
            message = say(
                "`{pack}` is a pack of market `{market}`",
                "`{pack}` 是市场 `{market}` 的规则包",
                pack=parent.form.pack,
                market=parent.form.market,
            )
            hint = say(
                "a pack extends a base pack or one of its own market", "规则包只能扩展基础规则包或同一市场的规则包"
            )
            place = leaf.document.locate(("extends",))
            yield ParentError(message, location=place, hint=hint)


def _weaker_followers(requirements: dict[str, Requirement]) -> Iterator[LotgateError]:
    """Refuse a follower that would let pass what the one before it held."""
    for one in requirements.values():
        follower = requirements.get(one.header.effective.replaced_by or "")
        if follower is None:
            continue
        weaker = SEVERITY.index(follower.otherwise) < SEVERITY.index(one.otherwise)
        later = ACTS.index(follower.header.before) > ACTS.index(one.header.before)
        if weaker or later:
            hint = say(
                "where the law itself became weaker, end this one with `because` instead of `replaced_by`",
                "若法规本身放宽，请以 `because` 而非 `replaced_by` 结束本条款",
            )
            message = say(
                "`{id}` says `{key}: {value}`, which is weaker",
                "`{id}` 写明 `{key}: {value}`，要求更弱",
                id=follower.header.id,
                key="otherwise" if weaker else "before",
                value=follower.otherwise if weaker else follower.header.before,
            )
            yield ReplacementError(message, location=one.header.place, hint=hint)


def _duplicates(chain: Sequence[PackSource]) -> Iterator[LotgateError]:
    first: dict[str, Placed] = {}
    for placed in (placed for source in reversed(chain) for placed in source.provisions):
        known = first.setdefault(placed.identity, placed)
        if known is not placed:
            yield DuplicateProvisionError(
                say("`{id}` is already a provision", "`{id}` 已是条款编号", id=placed.identity),
                location=placed.identity_place(),
                hint=say(
                    "the first stands at {place}; identifiers are never reused",
                    "首个位于{place}；编号不得重复使用",
                    place=known.identity_place(),
                ),
            )


def _zone_faults(leaf: PackSource) -> Iterator[LotgateError]:
    market, name = leaf.form.market, leaf.form.timezone
    if isinstance(market, str) is not isinstance(name, str):
        message = say(
            "a pack of a market says its time zone, and a base pack says none",
            "有市场的规则包须写时区，基础规则包不写时区",
        )
        yield MarketZoneError(message, location=leaf.document.locate(("market",)))
    if isinstance(name, str):
        try:
            zone(name)
        except UnknownZoneError as exc:
            yield UnknownZoneError(exc.words, location=leaf.document.locate(("timezone",)), hint=exc.hint_words)


def _replacement_faults(headers: Mapping[str, Header], disabled: Mapping[str, PlacedChange]) -> Iterator[LotgateError]:
    for header in headers.values():
        effective = header.effective
        if effective.replaced_by is None or effective.end is None:
            continue
        follower = headers.get(effective.replaced_by)
        if follower is None:
            yield _no_follower(header, effective.replaced_by, headers, disabled)
        elif follower.effective.begin - effective.end != DAY:
            message = say(
                "`{id}` begins on {begin}, not on the day after {end}",
                "`{id}` 自{begin}起，而非{end}的次日",
                id=follower.id,
                begin=follower.effective.begin,
                end=effective.end,
            )
            yield ReplacementError(message, location=header.place)
        elif _by(header) != _by(follower):
            message = say(
                "`{id}` is selected by another date: `{other}`, not `{by}`",
                "`{id}` 的选择日期为 `{other}`，而非 `{by}`",
                id=follower.id,
                other=_by(follower),
                by=_by(header),
            )
            hint = say("give both the same `by`", "请使两者的 `by` 相同")
            yield ReplacementError(message, location=header.place, hint=hint)


def _no_follower(
    header: Header, follower: str, headers: Mapping[str, Header], disabled: Mapping[str, PlacedChange]
) -> LotgateError:
    if follower in disabled:
        message = say(
            "`{follower}` follows `{id}`, and is disabled here",
            "`{follower}` 接续 `{id}`，却在此被停用",
            follower=follower,
            id=header.id,
        )
        return ReplacementError(message, location=disabled[follower].place("id"))
    message = say("there is no `{id}`", "没有 `{id}`", id=follower)
    return ReplacementError(message, location=header.place, hint=did_you_mean(follower, headers))


def _by(header: Header) -> str:
    return header.effective.by.source.text if header.effective.by is not None else "today"
