"""What the check of a folder depends on, as digests: files, packs that may be found, the code that reads them."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from engine.identity import engine_digest, room_digest
from engine.packs.read import IDENTITY, is_pack_folder
from engine.verification.deciding import TESTS
from lotgate.shelves import SHIPPED

READ = (".yaml", ".yml", ".json", ".md")
MOST_FILES = 2_000
MOST_BYTES = 16 * 2**20
"""More than this nobody checks twice in a hurry."""


class Footprint(msgspec.Struct, frozen=True):
    """
    What a check depends on.

    Attributes:
        key: Digest of what is checked and by what: the path, the further folders, the code of the engine and of the
            command, the interpreter.
        rules: Digest of everything that a pack is read from or found by: every folder, every name that is read by
            nobody, and every file directly in a pack's folder, with its content.
        files: Digest of the content of every file that may be read, by its true path.
    """

    key: str
    rules: str
    files: dict[str, str]


class _Unbounded(Exception):  # noqa: N818  # control flow inside this module
    """There is too much, or something that no digest is of."""


def footprint(path: Path, packs: Sequence[Path]) -> Footprint | None:
    """
    Take the digests of everything that checking a path depends on, but for the day.

    That is: the path, every name below it and below the packs that may be found from there, the content of every file
    there that may be read, the code of the engine and of the command, and the interpreter.

    Args:
        path: A folder.
        packs: Further folders in which packs are looked for.

    Returns:
        The footprint; ``None`` where it is no folder, where there is too much, a link, of which a digest would not say
        what it means, or a name that is no text.
    """
    if not path.is_dir():
        return None
    try:
        folders = list(dict.fromkeys(_folders(path, packs)))
        names: dict[str, int] = {}
        for folder in folders:
            _listed(folder, names)
        # Nothing is read before it is known that it is not too much.
        if sum(size for size in names.values() if size > 0) > MOST_BYTES:
            return None
        files = {name: _held(name) if size >= 0 else "" for name, size in names.items()}
        asked = {
            "path": [str(path), str(path.resolve())],
            "packs": [str(one.resolve()) for one in packs],
            "code": [engine_digest(), room_digest("lotgate"), sys.version],
        }
        rules = {"folders": folders, "files": list(_rules(files))}
        key, of_rules = (hashlib.sha256(msgspec.json.encode(one)).hexdigest() for one in (asked, rules))
    except (OSError, ValueError, _Unbounded):
        return None
    return Footprint(key, of_rules, {name: what for name, what in files.items() if what})


def _rules(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pick what packs are read from and found by: all but files, beside or below packs, that may be read."""
    packs = {os.path.dirname(name) for name in files if os.path.basename(name) == IDENTITY}  # noqa: PTH119, PTH120  # of thousands
    for name, what in sorted(files.items()):
        if not what or os.path.dirname(name) in packs:  # noqa: PTH120
            yield name, what


def _folders(path: Path, packs: Iterable[Path]) -> Iterator[str]:
    """List the folders of which everything may matter: the target's own, and every pack that may be found from it."""
    folder = path.resolve()
    yield str(folder)
    pack = folder.parent if folder.name == TESTS else folder
    beside = [pack.parent] if is_pack_folder(pack) else []
    for root in (*beside, *(one.resolve() for one in packs), SHIPPED):
        yield from (str(entry) for entry in sorted(root.iterdir()) if is_pack_folder(entry))


def _listed(folder: str, names: dict[str, int]) -> None:
    """Add every name below a folder, with the size of what is read there, or -1."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink() or len(names) > MOST_FILES:
                raise _Unbounded
            is_folder = entry.is_dir()
            is_read = not is_folder and entry.name.endswith(READ)
            if is_read and not entry.is_file():
                raise _Unbounded
            names[entry.path] = entry.stat().st_size if is_read else -1
            if is_folder and not entry.name.startswith("."):
                _listed(entry.path, names)


def _held(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
