"""Where the command looks for packs and pack sets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from core.documents.errors import FileUnreadableError
from core.locations import FileLocation
from core.words import say
from engine.packs.packset import PackSet, load_packset
from engine.packs.read import is_pack_folder
from engine.packs.resolve import Shelf

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)
SHIPPED = Path(__file__).resolve().parent.parent / "rulepacks"


def pack_roots(packset: Path, extra: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """
    List the folders that packs are looked for in.

    A pack must be in exactly one of them: the folder of the pack set, a `rulepacks` folder beside it, those named on
    the command line, and the packs that came with Lotgate.

    Raises:
        FileUnreadableError: ``document.file.unreadable``; a folder named on the command line is not there.
    """
    for root in extra:
        if not root.is_dir():
            raise FileUnreadableError(say("there is no such folder", "没有此文件夹"), location=FileLocation(str(root)))
    beside = packset.resolve().parent
    candidates = (beside, beside / "rulepacks", *extra, SHIPPED)
    return tuple(dict.fromkeys(root.resolve() for root in candidates if root.is_dir()))


def found_pack(pack: Path, packs: tuple[Path, ...] = ()) -> Path:
    """
    Find a pack by its folder, or by its name among those that are shipped or in `packs`.

    Raises:
        PackMissingError: ``packset.pack.unresolved``.
    """
    return pack if is_pack_folder(pack) else Shelf((*packs, SHIPPED)).find(str(pack))


def shelf_of(folder: Path, packs: tuple[Path, ...] = ()) -> Shelf:
    """Make the shelf that a pack's parents are looked for on: those beside it, else the shipped ones."""
    beside = folder.resolve().parent
    others = [entry for entry in beside.iterdir() if is_pack_folder(entry) and entry.name != folder.resolve().name]
    roots = (beside, *packs) if others else (beside, *packs, SHIPPED)
    return Shelf(tuple(dict.fromkeys(root.resolve() for root in roots)))


def shipped_packset() -> Path:
    """Give the pack set that comes with the shipped packs."""
    return SHIPPED / "packset.yaml"


def packs_options(command: F) -> F:
    """Add the options that say what decides."""
    packset = click.option("--packset", type=PATH, help="Pack set that decides. [default: the shipped one]")
    packs = click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
    return packset(packs(command))


def load_set(packset: Path | None, packs: Sequence[Path]) -> PackSet:
    """
    Load the pack set that was named, or the shipped one.

    Raises:
        FaultsError: The file of the set has faults.
        DocumentError: It cannot be read.
    """
    path = packset if packset is not None else shipped_packset()
    return load_packset(path, pack_roots(path, tuple(packs)), str(path))
