"""What decides in a suite: the pack in whose folder it stands, as a set of one, or the pack set that it names."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from core.canonical import digest
from core.errors import LotgateError
from core.locations import Location
from engine.identity import engine_digest
from engine.packs.pack import Requirement, Retention, RulePack
from engine.packs.packset import ACTS, ListedPack, PackSet, load_packset
from engine.packs.read import is_pack_folder, read_pack_source
from engine.packs.resolve import Shelf, load_pack
from engine.verification.errors import UndecidedMarketError, UndecidedPackError

TESTS = "tests"


class Deciding(msgspec.Struct, frozen=True, kw_only=True):
    """
    What decides.

    Attributes:
        packset: The pack set.
        owner: The pack in whose folder the suite stands; ``None`` where it stands elsewhere.
        parents: The folders of the packs whose fixtures may be named, by name.
    """

    packset: PackSet
    owner: str | None
    parents: dict[str, Path]


class Packs:
    """
    Loads what decides, each pack and each pack set once.

    Args:
        roots: Further folders that packs are looked for in.
    """

    def __init__(self, roots: tuple[Path, ...] = ()) -> None:
        self.roots = roots
        self.loaded: dict[Path, PackSet] = {}

    def deciding(self, suite: Path, packset: str | None, location: Location) -> Deciding:
        """
        Load what decides in a suite.

        Args:
            suite: The suite's file.
            packset: The pack set that it names, from its own folder.
            location: Where it names one, or could.

        Raises:
            UndecidedPackError: ``suite.pack.undecided``; it names none, and stands in no pack of a market.
            FaultsError: Faults of the packs.
        """
        folder = suite.resolve().parent
        pack = folder.parent if folder.name == TESTS and is_pack_folder(folder.parent) else None
        roots = self._roots(folder, pack)
        parents = _parents(pack, Shelf(roots)) if pack is not None else {}
        if packset is not None:
            path = (folder / packset).resolve()
            decides = self._once(path, lambda: load_packset(path, self._roots(path.parent, pack), packset))
        elif pack is None:
            hint = "name one with `packset:`, or put the suite into a pack's folder `tests`"
            raise UndecidedPackError("nothing says what decides here", location=location, hint=hint)
        else:
            decides = self._once(pack, lambda: set_of_one(load_pack(pack, Shelf(roots)), location))
        return Deciding(packset=decides, owner=pack.name if pack is not None else None, parents=parents)

    def _once(self, key: Path, load: Callable[[], PackSet]) -> PackSet:
        if key not in self.loaded:
            self.loaded[key] = load()
        return self.loaded[key]

    def _roots(self, folder: Path, pack: Path | None) -> tuple[Path, ...]:
        beside = (folder, folder / "rulepacks", *((pack.parent,) if pack is not None else ()))
        return tuple(dict.fromkeys(root.resolve() for root in (*beside, *self.roots) if root.is_dir()))


def set_of_one(pack: RulePack, location: Location) -> PackSet:
    """
    Make the pack set of one pack for its own market, which asks about every act.

    Raises:
        UndecidedPackError: ``suite.pack.undecided``; a base pack is for no market.
    """
    if pack.market is None or pack.timezone is None:
        hint = "name one with `packset:`, such as `packset: ../../packset.yaml`"
        message = f"`{pack.name}` is a base pack and decides nothing alone: a pack set must"
        raise UndecidedPackError(message, location=location, hint=hint)
    listed = ListedPack(name=pack.name, version=pack.version, applies=None, pack=pack, problems=())
    return PackSet(
        version=pack.version,
        acts=tuple(ACTS),
        markets={pack.market: (listed,)},
        digest=digest({"pack": pack.name, "version": pack.version, "digest": pack.digest}),
        engine=engine_digest(),
    )


def packs_of(packset: PackSet, market: str) -> list[RulePack]:
    """Give the packs of a market that loaded."""
    return [listed.pack for listed in packset.markets.get(market, ()) if listed.pack is not None]


def requirements_of(packset: PackSet, market: str) -> dict[str, Requirement]:
    """Give the requirements of a market by identifier."""
    return {one.header.id: one for pack in packs_of(packset, market) for one in pack.requirements}


def retention_of(packset: PackSet, market: str) -> dict[str, Retention]:
    """Give the retention rules of a market by identifier."""
    return {one.header.id: one for pack in packs_of(packset, market) for one in pack.retention}


def market_faults(packset: PackSet, market: str, location: Location) -> list[LotgateError]:
    """Say why a market of a suite is not decided: a hold for want of a pack tests nothing."""
    if market not in packset.markets:
        known = ", ".join(f"`{name}`" for name in sorted(packset.markets))
        message = f"nothing here decides for market `{market}`"
        return [UndecidedMarketError(message, location=location, hint=f"what decides is for {known}")]
    return [
        UndecidedMarketError(
            f"pack `{listed.name}` of market `{market}` is not loaded: [{problem.code}] {problem.message}",
            location=location,
            hint=f"at {problem.location}" if problem.location else None,
        )
        for listed in packset.markets[market]
        for problem in listed.problems
    ]


def _parents(pack: Path, shelf: Shelf) -> dict[str, Path]:
    """Give the folders of the packs that a pack extends, the nearest first."""
    found: dict[str, Path] = {}
    folder: Path | None = pack
    while folder is not None:
        parent = read_pack_source(folder, folder.name, []).form.extends
        folder = shelf.find(parent) if isinstance(parent, str) and parent not in found else None
        if folder is not None:
            found[folder.name] = folder
    return found
