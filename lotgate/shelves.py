"""Where the command looks for packs and pack sets."""

from pathlib import Path

from core.documents.errors import FileUnreadableError
from core.locations import FileLocation
from core.words import say

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


def shipped_packset() -> Path:
    """Give the pack set that comes with the shipped packs."""
    return SHIPPED / "packset.yaml"
