"""
Checks that found nothing wrong, remembered: nothing is checked again whose every ground is what it was.

Only that all is well is remembered, of each thing on its own, and only where everything that was opened stands in the
footprint. What is kept is text that says which lines to tell and on what they rest; it is believed as generated sources
are (`engine.expressions.kept_sources`), and no decision is ever taken by it: whatever decides loads its packs itself.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from engine.expressions.kept_sources import KeptSources
from engine.identity import ROOMS
from lotgate.dependence import Entry
from lotgate.footprint import READ, Footprint

MOST_KEPT = 64
CODE = (".py", ".pyc", ".so")
# Their digests stand in the footprint.
OWN = tuple(f"{Path(__file__).resolve().parent.parent / room}{os.sep}" for room in (*ROOMS, "lotgate"))
INSTALLED = tuple(f"{os.path.realpath(prefix)}{os.sep}" for prefix in (sys.prefix, sys.base_prefix))


def remembering() -> "Memory | None":
    """Give the memory of this user; ``None`` where there is no place for it."""
    # Whose a file is can be asked of these systems only.
    if not hasattr(os, "geteuid"):
        return None
    said = os.environ.get("XDG_CACHE_HOME", "")
    home = Path("~").expanduser()
    if not Path(said).is_absolute() and not home.is_absolute():
        return None
    root = Path(said) if Path(said).is_absolute() else home / ".cache"
    return Memory(root / "lotgate" / "checked")


class Memory:
    """
    Checks that found nothing wrong, by what was checked and by what.

    Args:
        folder: Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = KeptSources(folder, ".json")

    def recall(self, key: str) -> dict[str, Entry]:
        """Give what was found in order under a footprint's key, by its path; nothing where that is not known."""
        text = self.kept.read(key)
        try:
            return {} if text is None else msgspec.json.decode(text, type=dict[str, Entry])
        except msgspec.MsgspecError:
            return {}

    def remember(self, key: str, entries: Mapping[str, Entry]) -> None:
        """Keep what was found in order; the oldest are forgotten."""
        self.kept.write(key, msgspec.json.encode(entries).decode())
        with contextlib.suppress(OSError):
            known = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
            for file in known[:-MOST_KEPT]:
                file.unlink()


_opened: list[set[str]] = []
_hooked: list[bool] = []


@contextlib.contextmanager
def opened() -> Iterator[set[str]]:
    """Gather the true paths of all files that this process opens meanwhile."""
    if not _hooked:
        # A hook stays as long as the process, which is a command's.
        _hooked.append(True)
        sys.addaudithook(_note)
    seen: set[str] = set()
    _opened.append(seen)
    try:
        yield seen
    finally:
        _opened.remove(seen)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened and isinstance(arguments[0], str | bytes | os.PathLike):
        for seen in _opened:
            seen.add(os.path.realpath(os.fsdecode(arguments[0])))


def is_covered(seen: set[str], footprint: Footprint) -> bool:
    """Tell whether a footprint holds everything that was opened, but for the program's own code and tables."""
    return all(one in footprint.files or _is_program(one) for one in seen)


def _is_program(file: str) -> bool:
    if file.endswith(CODE) or file.startswith(OWN):
        return True
    # Of what is installed beside us: the calendar, the grammar. Packs that are installed too must be listed.
    return file.startswith(INSTALLED) and not file.endswith(READ)
