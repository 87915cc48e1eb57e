"""What decides in a suite: the pack in whose folder it stands, as a set of one, or the pack set that it names."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from core.canonical import digest
from core.documents.files import read_document
from core.errors import LotgateError
from core.locations import Location
from core.suggestions import quoted
from core.words import say
from engine.identity import engine_digest
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier
from engine.packs.pack import Requirement, Retention, RulePack, Scorecard
from engine.packs.packset import ACTS, ListedPack, PackSet, load_packset
from engine.packs.read import is_pack_folder, read_pack_source
from engine.packs.resolve import Shelf, load_pack
from engine.verification.errors import FixtureFileError, UndecidedMarketError, UndecidedPackError

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
    Loads what decides, each pack and each pack set once, and each fixture.

    Args:
        roots: Further folders that packs are looked for in.
    """

    def __init__(self, roots: tuple[Path, ...] = ()) -> None:
        self.roots = roots
        self.loaded: dict[Path, PackSet] = {}
        self.dossiers: dict[tuple[Path, str], Dossier] = {}
        self.parents: dict[Path, dict[str, Path]] = {}

    def fixture(self, path: Path, shown: str) -> Dossier:
        """
        Read a fixture.

        Args:
            path: Its file.
            shown: What places call it.

        Raises:
            FaultsError: As for `engine.model.reading.read_dossier`.
            DocumentError: ``document.*``; the file cannot be read.
        """
        if (path, shown) not in self.dossiers:
            self.dossiers[path, shown] = read_dossier(read_document(path, shown))
        return self.dossiers[path, shown]

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
        parents = self._parents(pack, roots) if pack is not None else {}
        if packset is not None:
            path = (folder / packset).resolve()
            decides = self._once(path, lambda: load_packset(path, self._roots(path.parent, pack), packset))
        elif pack is None:
            hint = say(
                "name one with `packset:`, or put the suite into a pack's folder `tests`",
                "用 `packset:` 指明，或将测试集放入规则包的 `tests` 文件夹",
            )
            raise UndecidedPackError(
                say("nothing says what decides here", "未说明由什么判定"), location=location, hint=hint
            )
        else:
            decides = self._once(pack, lambda: set_of_one(load_pack(pack, Shelf(roots)), location))
        return Deciding(packset=decides, owner=pack.name if pack is not None else None, parents=parents)

    def _parents(self, pack: Path, roots: tuple[Path, ...]) -> dict[str, Path]:
        if pack not in self.parents:
            self.parents[pack] = _parents(pack, Shelf(roots))
        return self.parents[pack]

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
        hint = say(
            "name one with `packset:`, such as `{example}`",
            "用 `packset:` 指明，例如 `{example}`",
            example="packset: ../../packset.yaml",
        )
        message = say(
            "`{name}` is a base pack and decides nothing alone: a pack set must",
            "`{name}` 是基础规则包，不能单独判定，须由规则集判定",
            name=pack.name,
        )
        raise UndecidedPackError(message, location=location, hint=hint)
    listed = ListedPack(name=pack.name, version=pack.version, applies=None, pack=pack, problems=())
    return PackSet(
        version=pack.version,
        acts=tuple(ACTS),
        markets={pack.market: (listed,)},
        digest=digest({"pack": pack.name, "version": pack.version, "digest": pack.digest}),
        engine=engine_digest(),
    )


def fixture_file(said: str, folder: Path, parents: Mapping[str, Path], location: Location) -> Path:
    """
    Find a fixture's file, below the suite's own folder or the tests of a pack that its pack extends.

    Raises:
        FixtureFileError: ``suite.fixture.outside``.
    """
    first, *rest = PurePosixPath(said).parts
    within, below = folder, PurePosixPath(said)
    if first in parents and rest:
        within, below = parents[first] / TESTS, PurePosixPath(*rest)
    path = (within / below).resolve()
    if path.is_relative_to(within.resolve()) and not below.is_absolute():
        return path
    shown = quoted(["fixtures/…", *(f"{parent}/fixtures/…" for parent in parents)])
    hint = say("a fixture is one of {places}", "基准卷宗位于{places}", places=shown)
    message = say("`{said}` lies outside the tests", "`{said}` 不在测试目录中", said=said)
    raise FixtureFileError(message, location=location, hint=hint)


def packs_of(packset: PackSet, market: str) -> list[RulePack]:
    """Give the packs of a market that loaded."""
    return [listed.pack for listed in packset.markets.get(market, ()) if listed.pack is not None]


def requirements_of(packset: PackSet, market: str) -> dict[str, Requirement]:
    """Give the requirements of a market by identifier."""
    return {one.header.id: one for pack in packs_of(packset, market) for one in pack.requirements}


def guards_of(packset: PackSet, market: str) -> dict[str, Act]:
    """Give the act that everything of a market guards which has an outcome, by identifier."""
    packs = packs_of(packset, market)
    silent = Retention | Scorecard
    judged = [one for pack in packs for kind in pack.kinds() for one in kind if not isinstance(one, silent)]
    return {one.header.id: one.header.before for one in judged}


def retention_of(packset: PackSet, market: str) -> dict[str, Retention]:
    """Give the retention rules of a market by identifier."""
    return {one.header.id: one for pack in packs_of(packset, market) for one in pack.retention}


def market_faults(packset: PackSet, market: str, location: Location) -> list[LotgateError]:
    """Say why a market of a suite is not decided: a hold for want of a pack tests nothing."""
    if market not in packset.markets:
        known = quoted(sorted(packset.markets))
        message = say("nothing here decides for market `{market}`", "此处没有对市场 `{market}` 的判定", market=market)
        hint = say("what decides is for {known}", "判定者针对的市场：{known}", known=known)
        return [UndecidedMarketError(message, location=location, hint=hint)]
    return [
        UndecidedMarketError(
            say(
                "pack `{pack}` of market `{market}` is not loaded: {place}[{code}] {problem}",
                "市场 `{market}` 的规则包 `{pack}` 未加载：{place}[{code}] {problem}",
                pack=listed.name,
                market=market,
                place=f"{problem.location}: " if problem.location else "",
                code=problem.code,
                problem=problem.words(),
            ),
            location=location,
            hint=problem.hint_words(),
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
