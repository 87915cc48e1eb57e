"""Pack sets: per market the packs that must all agree. A pack with a fault is not loaded, and its market holds."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from core.canonical import digest
from core.documents.decode import decode
from core.documents.files import read_document
from core.documents.source_text import SourceText
from core.documents.tree import Document
from core.errors import FaultsError, LotgateError, Problem
from core.locations import Location
from core.words import say
from engine.expressions.expression import Expression
from engine.identity import engine_digest
from engine.model.codes import Act
from engine.packs.days import stretches
from engine.packs.errors import (
    DuplicateProvisionError,
    PackMarketError,
    PackMissingError,
    PackStatusError,
    PackVersionError,
    UnguardedMarketError,
)
from engine.packs.forms import ListedPackForm, PackSetForm
from engine.packs.header import Context
from engine.packs.names import NAMES
from engine.packs.pack import Header, Requirement, RulePack, on
from engine.packs.read import CUSTOM
from engine.packs.resolve import Shelf, load_pack

ACTS = list(Act)
STATUSES = {"draft": say("a draft", "为草稿"), "withdrawn": say("withdrawn", "已撤回")}


class ListedPack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack of a market.

    Attributes:
        name: As the set lists it.
        version: As the set pins it.
        applies: For which lots the set lists it; all when ``None``.
        pack: The pack; ``None`` when it did not load.
        problems: Why it did not.
    """

    name: str
    version: str
    applies: Expression | None
    pack: RulePack | None
    problems: tuple[Problem, ...]


class PackSet(msgspec.Struct, frozen=True, kw_only=True):
    """
    What decides.

    Attributes:
        version: Version.
        acts: The acts that this site asks about.
        markets: The packs of each market.
        digest: Of versions, acts and the digests of the packs.
        engine: Digest of the engine that loaded it.
    """

    version: str
    acts: tuple[Act, ...]
    markets: dict[str, tuple[ListedPack, ...]]
    digest: str
    engine: str

    def __repr__(self) -> str:
        return f"PackSet({self.version}, {self.digest})"  # every provision written out is millions of characters

    def places(self) -> dict[str, str]:
        """Say where each provision is written, by its identifier."""
        packs = (one.pack for listed in self.markets.values() for one in listed if one.pack is not None)
        return {header.id: str(header.place) for pack in packs for header in pack.headers()}


def load_packset(path: Path, roots: tuple[Path, ...], shown: str | None = None) -> PackSet:
    """
    Read a pack set and load its packs.

    Args:
        path: The file.
        roots: Folders that packs are looked for in; a pack must be in exactly one.
        shown: What to call the file in its own faults; its name when left out.

    Returns:
        The set. A pack that could not be loaded stands in it with its problems, and its market will hold.

    Raises:
        FaultsError: The file of the set itself has faults.
        DocumentError: It cannot be read.
    """
    document = read_document(path, shown or path.name)
    form = decode(document, PackSetForm, CUSTOM)
    faults: list[LotgateError] = list(_twice(form, document))
    shelf = Shelf(roots)
    # The problems of packs go into decisions, so they call the file by a name that is the same everywhere.
    named = msgspec.structs.replace(document, origin=msgspec.structs.replace(document.origin, file=path.name))
    markets = {
        market: tuple(
            _listed(one, market, form, _Context(named, ("markets", market, index), shelf, faults))
            for index, one in enumerate(listed)
        )
        for market, listed in form.markets.items()
    }
    faults += _reused(markets, document)
    if faults:
        raise FaultsError(faults)
    return PackSet(
        version=form.version,
        acts=tuple(form.acts),
        # By name, as the digest has them: in which order a set lists its packs makes no difference.
        markets={market: tuple(sorted(listed, key=lambda one: one.name)) for market, listed in markets.items()},
        digest=digest(_content(form, markets)),
        engine=engine_digest(),
    )


def _twice(form: PackSetForm, document: Document) -> Iterator[LotgateError]:
    """Refuse a pack that a market lists twice."""
    for market, listed in form.markets.items():
        names = [(one if isinstance(one, str) else one.pack).split(" ")[0] for one in listed]
        for index, name in enumerate(names):
            if name in names[:index]:
                place = document.locate(("markets", market, index))
                message = say(
                    "pack `{pack}` is listed twice for `{market}`",
                    "规则包 `{pack}` 在 `{market}` 中列出两次",
                    pack=name,
                    market=market,
                )
                yield PackMissingError(message, location=place)


def _reused(markets: Mapping[str, Sequence[ListedPack]], document: Document) -> Iterator[LotgateError]:
    """Refuse an identifier that two packs declare: a concession would excuse a violation of both."""
    first: dict[str, Header] = {}
    for market, listed in markets.items():
        for index, one in enumerate(listed):
            for header in one.pack.headers() if one.pack is not None else ():
                known = first.setdefault(header.id, header)
                if known.pack != header.pack:
                    message = say(
                        "`{id}` is a provision of `{first}` and another one of `{pack}`",
                        "`{id}` 既是 `{first}` 的条款，又是 `{pack}` 的另一条款",
                        id=header.id,
                        first=known.pack,
                        pack=header.pack,
                    )
                    hint = say(
                        "identifiers are never reused: give one of them another", "编号不得重复使用，请为其一另取编号"
                    )
                    yield DuplicateProvisionError(
                        message, location=document.locate(("markets", market, index)), hint=hint
                    )


class _Context(msgspec.Struct, frozen=True):
    document: Document
    path: tuple[str | int, ...]
    shelf: Shelf
    faults: list[LotgateError]

    def place(self) -> Location:
        return self.document.locate(self.path)


def _listed(listed: str | ListedPackForm, market: str, form: PackSetForm, context: _Context) -> ListedPack:
    reference = listed if isinstance(listed, str) else listed.pack
    source: SourceText | msgspec.UnsetType = msgspec.UNSET if isinstance(listed, str) else listed.applies
    name, version = reference.split(" ")
    applies = Context((), NAMES, context.faults).expression(source, NAMES, "applies")
    try:
        pack: RulePack | None = load_pack(context.shelf.find(name), context.shelf)
        problems = tuple(fault.problem() for fault in _unfit(pack, version, market, form, context.place()))
    except FaultsError as exc:
        pack, problems = None, tuple(fault.problem() for fault in exc.faults)
    except PackMissingError as exc:
        missing = PackMissingError(exc.words, location=context.place(), hint=exc.hint_words)
        pack, problems = None, (missing.problem(),)
    return ListedPack(name=name, version=version, applies=applies, pack=None if problems else pack, problems=problems)


def _unfit(
    pack: RulePack | None, version: str, market: str, form: PackSetForm, place: Location
) -> Iterator[LotgateError]:
    if pack is None:  # pragma: no cover  # it was just loaded
        return
    named = {"pack": pack.name, "there": pack.version, "version": version, "market": pack.market}
    if pack.version != version:
        message = say(
            "pack `{pack}` is there in version {there}, not {version}",
            "规则包 `{pack}` 现有版本为{there}，而非{version}",
            **named,
        )
        yield PackVersionError(message, location=place)
    if pack.status != "approved":
        status = STATUSES[pack.status]
        message = say(
            "pack `{pack}`, or a parent of it, is {status}", "规则包 `{pack}` 或其上级{status}", status=status, **named
        )
        yield PackStatusError(message, location=place)
    if pack.market != market:
        message = say(
            "pack `{pack}` is a base pack, for no market", "规则包 `{pack}` 是基础规则包，不面向市场", **named
        )
        if pack.market:
            message = say("pack `{pack}` is for `{market}`", "规则包 `{pack}` 面向 `{market}`", **named)
        yield PackMarketError(message, location=place)
    for act in form.acts:
        if not _is_guarded(pack, act):
            message = say(
                "pack `{pack}` has no unconditional provision of its market before `{act}`",
                "规则包 `{pack}` 没有本市场在 `{act}` 之前的无条件条款",
                act=act,
                **named,
            )
            hint = say(
                "add one that applies to every lot and actor, or extend the pack of the market that has it",
                "请增加一项适用于所有批次和主体的条款，或扩展含有此类条款的本市场规则包",
            )
            yield UnguardedMarketError(message, location=place, hint=hint)


def _is_guarded(pack: RulePack, act: Act) -> bool:
    """Tell whether the market's own law judges every lot, on every day and in every form that it has then."""
    return all(
        _is_guarded_by(on(pack.requirements, days.begin or dt.date.min), pack.market, act)
        for days in stretches(header.days for header in pack.headers())
    )


def _is_guarded_by(requirements: tuple[Requirement, ...], market: str | None, act: Act) -> bool:
    by_id = {one.header.id: one for one in requirements}
    return any(
        one.header.market == market and ACTS.index(one.header.before) <= ACTS.index(act) and _stands(one, by_id, set())
        for one in requirements
    )


def _stands(one: Requirement, by_id: dict[str, Requirement], seen: set[str]) -> bool:
    """Tell whether a requirement judges every lot, now and, through those that replace it, from now on."""
    if one.otherwise == "warn" or not _is_unconditional(one.header) or one.header.id in seen:
        return False
    if one.header.effective.end is None:
        return True
    follower = by_id.get(one.header.effective.replaced_by or "")
    return follower is not None and _stands(follower, by_id, {*seen, one.header.id})


def _is_unconditional(header: Header) -> bool:
    skips = header.each is not None and header.each.none == "not_applicable"
    return header.applies is None and not header.binds and not skips and header.effective.by is None


def _content(form: PackSetForm, markets: dict[str, tuple[ListedPack, ...]]) -> dict[str, object]:
    listed = {
        market: [
            {
                "pack": one.name,
                "version": one.version,
                "applies": one.applies.source.text if one.applies else None,
                "digest": one.pack.digest if one.pack else None,
                "problems": list(one.problems),
            }
            for one in sorted(packs, key=lambda one: (one.name, one.version))
        ]
        for market, packs in markets.items()
    }
    return {"format": form.format, "version": form.version, "acts": sorted(map(str, form.acts)), "markets": listed}
