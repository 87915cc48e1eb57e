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
from engine.verification.deciding import TESTS
from engine.verification.read import checked_suite, is_suite
from lotgate.checked_before import Memory, is_covered, opened
from lotgate.coverage_tables import coverage_table, is_coverage_table
from lotgate.dependence import Asked, Entry, Read, entry_of, is_still_so, read_of_suite, renewed
from lotgate.faults import faults_of
from lotgate.footprint import footprint
from lotgate.runs import read_run
from lotgate.shelves import SHIPPED, pack_roots

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


def check_again(path: Path, packs: tuple[Path, ...], memory: Memory, today: dt.date) -> Iterator[Checked]:
    """Check as `check_path` does, but for what was found in order before and rests on nothing that has changed."""
    before = footprint(path, packs)
    if before is None:
        yield from check_path(path, packs, today)
        return
    known = memory.recall(before.key)
    entries: dict[str, Entry] = {}
    loader = Asked((*packs, SHIPPED))
    targets = list(_targets(path))
    if not targets:
        yield _nothing(path)
    with opened() as seen:
        for target in targets:
            entry = known.get(str(target))
            if entry is not None and is_still_so(entry, target, before, loader, today):
                entries[str(target)] = renewed(entry, before)
                yield Checked(target, entry.summary, ())
                continue
            checked, read = _checked(target, packs, loader, today)
            yield checked
            # What is wrong now may be as it was before again.
            fresh = entry if checked.faults else entry_of(checked.summary, read, before)
            if fresh is not None:
                entries[str(target)] = fresh
    # Whatever changed meanwhile was not checked as it is now.
    if entries != known and is_covered(seen, before) and footprint(path, packs) == before:
        memory.remember(before.key, entries)


def check_path(path: Path, packs: tuple[Path, ...], today: dt.date) -> Iterator[Checked]:
    """
    Check a file, a pack's folder, or everything below a folder.

    Args:
        path: The file or folder.
        packs: Further folders to look for packs in.
        today: The day, for the expiry of what is skipped.
    """
    targets = list(_targets(path)) if path.is_dir() else [path]
    loader = Asked((*packs, SHIPPED))
    if not targets:
        yield _nothing(path)
    for target in targets:
        yield _checked(target, packs, loader, today)[0]


def _nothing(path: Path) -> Checked:
    message = say("nothing to check here", "此处没有可检查的内容")
    return Checked(path, "", (FileUnreadableError(message, location=FileLocation(str(path))),))


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


def _checked(path: Path, packs: tuple[Path, ...], loader: Asked, today: dt.date) -> tuple[Checked, Read]:
    try:
        summary, read = _check(path, packs, loader, today)
    except LotgateError as error:
        return Checked(path, "", faults_of(error)), Read()
    return Checked(path, summary, ()), read


def _check(path: Path, packs: tuple[Path, ...], loader: Asked, today: dt.date) -> tuple[str, Read]:
    if path.is_dir():
        pack = _pack(path, Shelf(_roots(path, packs)))
        counts = f"{len(pack.requirements)} requirements, {len(pack.retention)} retention rules"
        return f"pack {pack.name} {pack.version}: {counts}", Read(reads_packs=True)
    document = read_document(path)
    if is_suite(document):
        loader.forget()
        suite = checked_suite(document, path, loader, today).suite
        count = f"{len(suite.cases)} case{'' if len(suite.cases) == 1 else 's'}"
        return f"suite {suite.name}: {count}", read_of_suite(suite, path, loader)
    alone = Read(files=(path,))
    if is_coverage_table(document):
        return f"coverage table of {len(coverage_table(document).facts)} facts", alone
    root = document.root
    node = root.get("format") if isinstance(root, Mapping) else None
    form = node.text if isinstance(node, Scalar) else None
    if form == "lotgate-dossier/v1":
        dossier = check_document(document)
        return f"dossier of lot {dossier.lot.id}", alone
    if form == "lotgate-run/v1":
        return f"run list of {len(read_run(path).runs)}", alone
    if form == "lotgate/v1":
        return _check_packset(path, packs), Read(files=(path,), reads_packs=True)
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
