"""Where suites lie, and reading them with what decides in them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from core.documents.errors import FileUnreadableError
from core.errors import LotgateError
from core.locations import FileLocation
from core.words import say
from engine.packs.errors import PackFileError
from engine.packs.read import is_pack_folder
from engine.verification.deciding import TESTS, Packs
from engine.verification.read import FIXTURES, Ready, read_suite
from lotgate.faults import faults_of
from lotgate.shelves import SHIPPED

# What a folder of tests may hold beside suites: pages, and Python tests of the pack's author.
BESIDE = frozenset({".md", ".py"})


class Found(msgspec.Struct, frozen=True):
    """Suites that were read, and the faults of those that were not."""

    ready: tuple[Ready, ...]
    faults: tuple[LotgateError, ...]


def find_suites(path: Path) -> Iterator[Path]:
    """
    Find the suites of a file, a folder of tests, a pack, or everything below a folder.

    Raises:
        FileUnreadableError: ``document.file.unreadable``; there is nothing at this path.
        PackFileError: ``pack.file.unexpected``; a folder of tests holds what would be passed over.
    """
    if not path.exists():
        raise FileUnreadableError(say("there is no such file", "文件不存在"), location=FileLocation(str(path)))
    if not path.is_dir():
        yield path
    elif path.name == TESTS and is_pack_folder(path.resolve().parent):
        yield from suites_of(path)
    elif is_pack_folder(path):
        yield from suites_of(path / TESTS) if (path / TESTS).is_dir() else ()
    else:
        for entry in sorted(path.iterdir()):
            if entry.is_dir() and not entry.name.startswith("."):
                yield from find_suites(entry)


def suites_of(folder: Path) -> Iterator[Path]:
    """
    List the suites of a pack's folder of tests.

    Raises:
        PackFileError: ``pack.file.unexpected``; it holds what would be passed over.
    """
    for entry in sorted(folder.iterdir()):
        known = entry.name in {FIXTURES, "__pycache__"} if entry.is_dir() else entry.suffix in {".yaml", *BESIDE}
        if not known and not entry.name.startswith("."):
            hint = say(
                "a folder of tests holds suites (.yaml), fixtures/, .md and .py",
                "测试文件夹中有测试集（.yaml）、fixtures/、.md和.py",
            )
            message = say("this would be passed over", "此文件会被忽略")
            raise PackFileError(message, location=FileLocation(str(entry)), hint=hint)
        if entry.suffix == ".yaml" and not entry.is_dir():
            yield entry


def packs_for(packs: tuple[Path, ...]) -> Packs:
    """Make a loader that looks in further folders, and among the packs that came with Lotgate."""
    return Packs((*packs, SHIPPED))


def read_suites(paths: tuple[Path, ...], packs: tuple[Path, ...], today: dt.date) -> Found:
    """
    Read every suite below some paths.

    Args:
        paths: Files and folders.
        packs: Further folders to look for packs in.
        today: For the expiry of what is skipped.

    Returns:
        The suites, each file once; one that is refused leaves its faults and stops no other.
    """
    loader = packs_for(packs)
    ready: dict[Path, Ready] = {}
    faults: list[LotgateError] = []
    for path in paths:
        try:
            files = list(find_suites(path))
        except LotgateError as error:
            faults += faults_of(error)
            continue
        if not files:
            message = say("there is no suite here", "此处没有测试集")
            faults.append(FileUnreadableError(message, location=FileLocation(str(path))))
        for file in files:
            try:
                ready.setdefault(file.resolve(), read_suite(file, loader, today))
            except LotgateError as error:
                faults += faults_of(error)
    return Found(tuple(ready.values()), tuple(faults))
