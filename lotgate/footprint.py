"""What a check depends on, as one digest: the files, the code that reads them, and the day."""

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from core.canonical import digest
from engine.identity import engine_digest, room_digest
from engine.packs.read import is_pack_folder
from engine.verification.deciding import TESTS
from lotgate.shelves import SHIPPED

READ = (".yaml", ".yml", ".json", ".md")
MOST_FILES = 5_000
MOST_BYTES = 64 * 2**20
"""More than this nobody checks twice in a hurry."""


class Footprint(msgspec.Struct, frozen=True):
    """
    What a check depends on.

    Attributes:
        key: Digest of all of it, in hexadecimal digits.
        files: The files whose content is in it, by their true paths.
    """

    key: str
    files: frozenset[str]


class _Unbounded(Exception):  # noqa: N818  # control flow inside this module
    """There is too much, or something that no digest is of."""


def footprint(path: Path, packs: Sequence[Path], today: dt.date) -> Footprint | None:
    """
    Take the digest of everything that checking a path depends on.

    That is: the path, every name below it and below the packs that may be found from there, the content of every file
    there that may be read, the code of the engine and of the command, the interpreter, and the day.

    Args:
        path: A file or a folder.
        packs: Further folders in which packs are looked for.
        today: The day on which it is checked, for the expiry of what is skipped.

    Returns:
        The footprint; ``None`` where there is too much, or a link, of which a digest would not say what it means.
    """
    try:
        folders = list(dict.fromkeys(_folders(path, packs)))
        files: dict[str, str] = {}
        for folder in folders:
            _listed(folder, files)
    except (OSError, _Unbounded):
        return None
    content = {
        "path": [str(path), str(path.resolve())],
        "packs": [str(one.resolve()) for one in packs],
        "folders": folders,
        "files": sorted(files.items()),
        "code": [engine_digest(), room_digest("lotgate"), sys.version],
        "today": today.isoformat(),
    }
    held = frozenset(name for name, what in files.items() if what)
    return Footprint(digest(content).removeprefix("sha256:"), held)


def _folders(path: Path, packs: Iterable[Path]) -> Iterator[str]:
    """List the folders of which everything may matter: the target's own, and every pack that may be found from it."""
    here = path.resolve()
    folder = here if here.is_dir() else here.parent
    yield str(folder)
    pack = folder.parent if folder.name == TESTS else folder
    beside = [pack.parent] if is_pack_folder(pack) else []
    for root in (*beside, *(one.resolve() for one in packs), SHIPPED):
        yield from (str(entry) for entry in sorted(root.iterdir()) if is_pack_folder(entry))


def _listed(folder: str, files: dict[str, str]) -> None:
    """Add every name below a folder, with the digest of what it holds where that is read."""
    size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink() or len(files) > MOST_FILES:
                raise _Unbounded
            if entry.is_dir():
                files[entry.path] = ""
                if not entry.name.startswith("."):
                    _listed(entry.path, files)
            elif not entry.name.endswith(READ):
                files[entry.path] = ""
            elif entry.path not in files:
                size += entry.stat().st_size
                if size > MOST_BYTES or not entry.is_file():
                    raise _Unbounded
                files[entry.path] = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
