"""A pack with its parents, as one: the loading face for a single pack."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from core.canonical import digest
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean
from engine.model.calendar import UnknownZoneError, zone
from engine.packs.compile import NAMES, Compiler, content
from engine.packs.errors import (
    DuplicateProvisionError,
    MarketZoneError,
    PackMissingError,
    ParentError,
    ReplacementError,
)
from engine.packs.forms import SourceForm
from engine.packs.pack import Header, Requirement, Retention, RulePack
from engine.packs.read import PackSource, Placed, is_pack_folder, read_pack_source

DAY = dt.timedelta(days=1)


class Shelf(msgspec.Struct, frozen=True):
    """
    Where packs are looked for.

    Attributes:
        roots: Folders that hold packs' folders; a pack is found in exactly one.
    """

    roots: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """
        Find a pack's folder by its name.

        Raises:
            PackMissingError: ``packset.pack.unresolved``; none of the roots has it, or several do.
        """
        folders = {(root / name).resolve() for root in self.roots if is_pack_folder(root / name)}
        if len(folders) > 1:
            raise PackMissingError(f"pack `{name}` is in {len(folders)} folders", hint="keep one of them")
        if not folders:
            raise PackMissingError(f"there is no pack `{name}`", hint=did_you_mean(name, self.names()))
        return folders.pop()

    def names(self) -> list[str]:
        """List the packs on the shelf."""
        entries = (entry for root in self.roots if root.is_dir() for entry in root.iterdir())
        return sorted({entry.name for entry in entries if is_pack_folder(entry)})


def load_pack(folder: Path, shelf: Shelf, shown: str | None = None) -> RulePack:
    """
    Read, check and resolve a pack and its parents.

    Args:
        folder: The pack's folder.
        shelf: Where its parents are looked for.
        shown: What places call the folder; the folder's name when left out, so that they are the same everywhere.

    Returns:
        The resolved pack.

    Raises:
        FaultsError: Every fault of every file of the pack and its parents.
    """
    faults: list[LotgateError] = []
    chain = _chain(folder, shelf, shown or folder.resolve().name)
    sources: dict[str, SourceForm] = {}
    requirements: list[Requirement] = []
    retention: list[Retention] = []
    for source in reversed(chain):
        sources |= source.form.sources
        compiler = Compiler(source.form, sources, faults)
        requirements += compiler.requirements(source.requirements)
        retention += compiler.retention(source.retention)
    leaf = chain[0]
    # A parent's condition holds for its provisions here too: what it does not apply to, this pack cannot judge alone.
    said = [Compiler(one.form, {}, faults).expression(one.form.applies, NAMES, "applies") for one in chain]
    faults += [*_duplicates(chain), *_zone_faults(leaf)]
    faults += _replacement_faults({one.header.id: one.header for one in requirements})
    faults += _replacement_faults({one.header.id: one.header for one in retention})
    if faults:
        raise FaultsError(faults)
    return RulePack(
        name=leaf.form.pack,
        version=leaf.form.version,
        title=leaf.form.title,
        market=leaf.form.market if isinstance(leaf.form.market, str) else None,
        timezone=leaf.form.timezone if isinstance(leaf.form.timezone, str) else None,
        applies=tuple(one for one in said if one is not None),
        requirements=tuple(sorted(requirements, key=lambda one: one.header.id)),
        retention=tuple(sorted(retention, key=lambda one: one.header.id)),
        digest=digest(_flattened(chain)),
    )


def _chain(folder: Path, shelf: Shelf, shown: str) -> list[PackSource]:
    """Read a pack and its parents, the pack first."""
    chain = [read_pack_source(folder, shown)]
    seen = {chain[0].form.pack}
    while isinstance(parent := chain[-1].form.extends, str):
        place = chain[-1].document.locate(("extends",))
        if parent in seen:
            raise FaultsError([ParentError(f"`{parent}` extends itself", location=place)])
        seen.add(parent)
        try:
            found = shelf.find(parent)
        except PackMissingError as exc:
            raise FaultsError([ParentError(exc.message, location=place, hint=exc.hint)]) from exc
        chain.append(read_pack_source(found, found.name))
    return chain


def _placed(chain: Sequence[PackSource]) -> Iterator[Placed]:
    for source in reversed(chain):
        yield from (*source.requirements, *source.retention)


def _duplicates(chain: Sequence[PackSource]) -> Iterator[LotgateError]:
    first: dict[str, Placed] = {}
    for placed in _placed(chain):
        known = first.setdefault(placed.form.id, placed)
        if known is not placed:
            yield DuplicateProvisionError(
                f"`{placed.form.id}` is already a provision",
                location=placed.place("id"),
                hint=f"the first stands at {known.place('id')}; identifiers are never reused",
            )


def _zone_faults(leaf: PackSource) -> Iterator[LotgateError]:
    market, name = leaf.form.market, leaf.form.timezone
    if isinstance(market, str) is not isinstance(name, str):
        message = "a pack of a market says its time zone, and a base pack says none"
        yield MarketZoneError(message, location=leaf.document.locate(("market",)))
    if isinstance(name, str):
        try:
            zone(name)
        except UnknownZoneError as exc:
            yield UnknownZoneError(exc.message, location=leaf.document.locate(("timezone",)), hint=exc.hint)


def _replacement_faults(headers: dict[str, Header]) -> Iterator[LotgateError]:
    for header in headers.values():
        effective = header.effective
        if effective.replaced_by is None or effective.end is None:
            continue
        follower = headers.get(effective.replaced_by)
        if follower is None:
            hint = did_you_mean(effective.replaced_by, headers)
            yield ReplacementError(f"there is no `{effective.replaced_by}`", location=header.place, hint=hint)
        elif follower.effective.begin - effective.end != DAY:
            message = f"`{follower.id}` begins on {follower.effective.begin}, not on the day after {effective.end}"
            yield ReplacementError(message, location=header.place)
        elif _by(header) != _by(follower):
            message = f"`{follower.id}` is selected by another date: `{_by(follower)}`, not `{_by(header)}`"
            yield ReplacementError(message, location=header.place, hint="give both the same `by`")


def _by(header: Header) -> str:
    return header.effective.by.source.text if header.effective.by is not None else "today"


def _flattened(chain: Sequence[PackSource]) -> dict[str, object]:
    """Give the content that the digest is of: independent of files, of their order and of the order in them."""
    leaf = chain[0].form
    # By pack: a child may list a work under its parent's name, and each cites its own.
    sources = {source.form.pack: content(source.form.sources) for source in chain}
    applies = {one.form.pack: content(one.form.applies) for one in chain if one.form.applies is not msgspec.UNSET}
    provisions = {
        kind: {placed.form.id: content(placed.form) for source in chain for placed in getattr(source, kind)}
        for kind in ("requirements", "retention")
    }
    lineage = [{"pack": source.form.pack, "version": source.form.version} for source in chain]
    said = {name: content(getattr(leaf, name)) for name in ("title", "market", "timezone")}
    recorded = {name: value for name, value in said.items() if value is not msgspec.UNSET}
    return {"format": leaf.format, "lineage": lineage, **recorded, "applies": applies, "sources": sources, **provisions}
