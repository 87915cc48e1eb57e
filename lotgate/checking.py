"""Checking one thing: a pack, a suite, a pack set, a dossier, a run list, a coverage table, found by what it is."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from core.documents.errors import InvalidValueError
from core.documents.tree import Mapping, Scalar
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation
from core.words import say
from engine.model.reading import check_document, refuse_faults
from engine.packs.errors import PackSetError
from engine.packs.pack import RulePack
from engine.packs.packset import load_packset
from engine.packs.read import is_pack_folder
from engine.packs.resolve import Shelf, load_pack
from engine.verification.deciding import TESTS
from engine.verification.read import checked_suite, is_suite
from lotgate.coverage_tables import coverage_table, is_coverage_table
from lotgate.dependence import Asked, Read, read_of_suite, true_paths
from lotgate.runs import read_run
from lotgate.shelves import SHIPPED, pack_roots

ENDINGS = frozenset({".yaml", ".yml", ".json"})
SCHEMA = ".schema.json"


def targets_of(folder: Path) -> Iterator[Path]:
    """List what is checked of a folder, each on its own: packs, and files that are no pack's own."""
    if is_pack_folder(folder):
        # A pack reads its own files; its tests are files of their own.
        yield folder
        folder = folder / TESTS
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from targets_of(entry)
        elif entry.suffix in ENDINGS and not entry.name.endswith(SCHEMA):
            yield entry


def check_one(path: Path, packs: tuple[Path, ...], loader: Asked, today: dt.date) -> tuple[str, Read]:
    """
    Check a file, or a pack's folder without its tests.

    Args:
        path: The file or folder.
        packs: Further folders to look for packs in.
        loader: Loads what decides in suites.
        today: The day, for the expiry of what is skipped.

    Returns:
        What it is, and what was read to know that nothing is wrong with it.

    Raises:
        LotgateError: Whatever is wrong.
    """
    if path.is_dir():
        pack = _pack(path, Shelf(_roots(path, packs)))
        counts = f"{len(pack.requirements)} requirements, {len(pack.retention)} retention rules"
        return f"pack {pack.name} {pack.version}: {counts}", Read(reads_packs=True)
    data, document = loader.document(path)
    if is_suite(document):
        loader.forget()
        suite = checked_suite(document, path, loader, today).suite
        count = f"{len(suite.cases)} case{'' if len(suite.cases) == 1 else 's'}"
        return f"suite {suite.name}: {count}", read_of_suite(suite, path, loader)
    alone = Read(files=true_paths(path))
    if is_coverage_table(document):
        return f"coverage table of {len(coverage_table(document).facts)} facts", alone
    root = document.root
    node = root.get("format") if isinstance(root, Mapping) else None
    form = node.text if isinstance(node, Scalar) else None
    if form == "lotgate-dossier/v1":
        dossier = loader.dossier(path, data)
        if dossier is None:
            dossier = loader.keep(path, data, document, check_document(document))
        else:
            refuse_faults(dossier, document)
        return f"dossier of lot {dossier.lot.id}", alone
    if form == "lotgate-run/v1":
        return f"run list of {len(read_run(path).runs)}", alone
    if form == "lotgate/v1":
        return _check_packset(path, packs), Read(files=true_paths(path), reads_packs=True)
    location = document.locate(("format",))
    hint = say(
        "a pack set says `format: lotgate/v1`, a dossier `lotgate-dossier/v1`, a run list `lotgate-run/v1`; "
        "a suite begins with `suite:`",
        "规则集写 `format: lotgate/v1`，卷宗写 `lotgate-dossier/v1`，运行清单写 `lotgate-run/v1`；"
        "测试集以 `suite:` 开头",
    )
    message = say("unknown format `{form}`", "未知格式 `{form}`", form=form or "")
    raise InvalidValueError(message, location=location, hint=hint)


def _pack(path: Path, shelf: Shelf) -> RulePack:
    """Load a pack as its suites and pack sets do, which then find it loaded; its faults are told by the path given."""
    try:
        return load_pack(path, shelf)
    except LotgateError:
        return load_pack(path, shelf, str(path))


def _check_packset(path: Path, packs: tuple[Path, ...]) -> str:
    packset = load_packset(path, pack_roots(path, packs), str(path))
    faults: list[LotgateError] = []
    for market, listed in packset.markets.items():
        for one in listed:
            for problem in one.problems:
                message = say(
                    "market `{market}`, pack `{pack}`: {place}[{code}] {problem}",
                    "市场 `{market}`，规则包 `{pack}`：{place}[{code}] {problem}",
                    market=market,
                    pack=one.name,
                    code=problem.code,
                    problem=problem.words(),
                    place=f"{problem.location}: " if problem.location else "",
                )
                faults.append(PackSetError(message, location=FileLocation(str(path)), hint=problem.hint_words()))
    if faults:
        raise FaultsError(faults)
    return f"pack set {packset.version}: {', '.join(packset.markets)}"


def _roots(pack: Path, packs: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys((pack.resolve().parent, *(root.resolve() for root in packs), SHIPPED)))
