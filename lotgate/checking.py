"""`lotgate check`: packs, their suites, pack sets, dossiers, run lists, coverage tables, found by what they are."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from core.documents.errors import FileUnreadableError, InvalidValueError
from core.documents.files import read_document
from core.documents.tree import Mapping, Scalar
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation
from core.words import say
from engine.model.reading import check_document
from engine.packs.errors import PackSetError
from engine.packs.pack import RulePack
from engine.packs.packset import load_packset
from engine.packs.read import is_pack_folder
from engine.packs.resolve import Shelf, load_pack
from engine.verification.deciding import TESTS, Packs
from engine.verification.read import checked_suite, is_suite
from lotgate.checked_before import Memory, is_covered, opened
from lotgate.coverage_tables import coverage_table, is_coverage_table
from lotgate.faults import faults_of
from lotgate.footprint import footprint
from lotgate.runs import read_run
from lotgate.shelves import SHIPPED, pack_roots
from lotgate.suites import packs_for

ENDINGS = frozenset({".yaml", ".yml", ".json"})
SCHEMA = ".schema.json"


class Checked(msgspec.Struct, frozen=True):
    """
    What was checked.

    Attributes:
        path: The file or folder.
        summary: What it is, where nothing is wrong.
        faults: What is wrong.
    """

    path: Path
    summary: str
    faults: tuple[LotgateError, ...]


def check_again(path: Path, packs: tuple[Path, ...], memory: Memory) -> Iterator[Checked]:
    """Check as `check_path` does, unless nothing changed since nothing was wrong."""
    today = dt.datetime.now(dt.UTC).date()
    before = footprint(path, packs, today)
    known = None if before is None else memory.recall(before)
    if known is not None:
        yield from (Checked(Path(name), summary, ()) for name, summary in known)
        return
    lines: list[tuple[str, str]] = []
    is_well = True
    with opened() as seen:
        for checked in check_path(path, packs):
            yield checked
            lines.append((str(checked.path), checked.summary))
            is_well = is_well and not checked.faults
    # Whatever changed meanwhile was not checked as it is now.
    if is_well and before is not None and is_covered(seen, before) and footprint(path, packs, today) == before:
        memory.remember(before, lines)


def check_path(path: Path, packs: tuple[Path, ...] = ()) -> Iterator[Checked]:
    """Check a file, a pack's folder, or everything below a folder; `packs` are further folders to look for packs in."""
    targets = list(_targets(path)) if path.is_dir() else [path]
    loader = packs_for(packs)
    if not targets:
        message = say("nothing to check here", "此处没有可检查的内容")
        fault = FileUnreadableError(message, location=FileLocation(str(path)))
        yield Checked(path, "", (fault,))
    for target in targets:
        try:
            yield Checked(target, _check(target, packs, loader), ())
        except LotgateError as error:
            yield Checked(target, "", faults_of(error))


def _targets(folder: Path) -> Iterator[Path]:
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
            yield from _targets(entry)
        elif entry.suffix in ENDINGS and not entry.name.endswith(SCHEMA):
            yield entry


def _check(path: Path, packs: tuple[Path, ...], loader: Packs) -> str:
    if path.is_dir():
        pack = _pack(path, Shelf(_roots(path, packs)))
        counts = f"{len(pack.requirements)} requirements, {len(pack.retention)} retention rules"
        return f"pack {pack.name} {pack.version}: {counts}"
    document = read_document(path)
    if is_suite(document):
        suite = checked_suite(document, path, loader, dt.datetime.now(dt.UTC).date()).suite
        return f"suite {suite.name}: {len(suite.cases)} case{'' if len(suite.cases) == 1 else 's'}"
    if is_coverage_table(document):
        return f"coverage table of {len(coverage_table(document).facts)} facts"
    root = document.root
    node = root.get("format") if isinstance(root, Mapping) else None
    form = node.text if isinstance(node, Scalar) else None
    if form == "lotgate-dossier/v1":
        dossier = check_document(document)
        return f"dossier of lot {dossier.lot.id}"
    if form == "lotgate-run/v1":
        return f"run list of {len(read_run(path).runs)}"
    if form == "lotgate/v1":
        return _check_packset(path, packs)
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
