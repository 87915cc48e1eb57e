"""One pack's folder to its forms, with the places of everything. Reads files; knows no parent and no meaning."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from pathlib import Path
from typing import TypeVar

import msgspec

from core.documents.decode import Custom, decode
from core.documents.errors import FileUnreadableError
from core.documents.files import read_document
from core.documents.source_text import SourceText, read_source_text
from core.documents.tree import Document, Mapping, Origin
from core.documents.tree import Path as TreePath
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation, Location
from core.words import Localized, say
from engine.packs.errors import PackFileError, PackNameError
from engine.packs.forms import HeaderForm, PackForm, ProvisionsForm, RequirementForm, RetentionForm

T = TypeVar("T")

IDENTITY = "pack.yaml"
CUSTOM: dict[type, Custom] = {SourceText: read_source_text}
NOT_PROVISIONS = frozenset({"tests"})


class Placed(msgspec.Struct, frozen=True):
    """A provision's form and where it stands."""

    form: HeaderForm
    document: Document
    path: TreePath

    def place(self, *below: str | int) -> Location:
        """Find the place of a part of the provision."""
        return self.document.locate((*self.path, *below))


class PackSource(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack as its folder says it.

    Attributes:
        form: `pack.yaml`; a stand-in where that could not be read, so that the rest can be checked all the same.
        document: Where that stands.
        is_identified: Whether `pack.yaml` could be read.
        requirements: The requirements of all files.
        retention: The retention rules of all files.
    """

    form: PackForm
    document: Document
    is_identified: bool
    requirements: tuple[Placed, ...]
    retention: tuple[Placed, ...]


def read_pack_source(folder: Path, shown: str, faults: list[LotgateError]) -> PackSource:
    """
    Read a pack's folder as far as it can be read.

    Args:
        folder: The folder.
        shown: What to call it in places; the same on every machine when the places go into a decision.
        faults: Where every fault of every file goes.

    Returns:
        The forms that could be read. Files are read in the order of their names; nothing depends on it.
    """
    identity, provisions = _files(folder, shown, faults)
    documents = {path.name: _read(path, f"{shown}/{path.name}", faults) for path in [*identity, *provisions]}
    form = _decode(documents.get(IDENTITY), PackForm, faults)
    placed: dict[str, list[Placed]] = {"requirements": [], "retention": []}
    for path in provisions:
        document = documents[path.name]
        topics = _decode(document, ProvisionsForm, faults)
        if topics is not None and document is not None:
            for kind, provision in _placed(topics, document):
                placed[kind].append(provision)
    root = documents.get(IDENTITY)
    if isinstance(form, PackForm) and root is not None and form.pack != folder.resolve().name:
        message = f"the pack is called `{form.pack}` and its folder `{folder.resolve().name}`"
        faults.append(PackNameError(message, location=root.locate(("pack",))))
    stand_in = PackForm(
        format="lotgate/v1", pack=folder.resolve().name, version="0", title=Localized(en=shown, zh=shown)
    )
    return PackSource(
        form=form or stand_in,
        document=root or Document(Mapping(()), Origin(f"{shown}/{IDENTITY}", "", has_lines=True)),
        is_identified=form is not None,
        requirements=tuple(placed["requirements"]),
        retention=tuple(placed["retention"]),
    )


def is_pack_folder(folder: Path) -> bool:
    """Tell whether a folder holds a pack."""
    return (folder / IDENTITY).is_file()


def _files(folder: Path, shown: str, faults: list[LotgateError]) -> tuple[list[Path], list[Path]]:
    """List the files to read, and refuse what a reader would think is read and is not."""
    if not folder.is_dir():
        faults.append(FileUnreadableError(say("there is no such folder", "没有此文件夹"), location=FileLocation(shown)))
        return [], []
    entries = sorted(entry for entry in folder.iterdir() if not _is_hidden(entry))
    for entry in entries:
        known = entry.name in NOT_PROVISIONS if entry.is_dir() else entry.suffix in {".yaml", ".md"}
        known = known and not entry.name.startswith(".")
        if not known:
            hint = "rename it to end in .yaml" if entry.suffix == ".yml" else "a pack holds .yaml, .md and tests/"
            place = FileLocation(f"{shown}/{entry.name}")
            faults.append(PackFileError("this would be passed over", location=place, hint=hint))
    # What cannot be read, such as a link to nothing, is a fault when it is read, and not passed over.
    yaml = [entry for entry in entries if not entry.is_dir() and entry.suffix == ".yaml"]
    identity = [path for path in yaml if path.name == IDENTITY]
    if not identity:
        faults.append(PackFileError(f"there is no `{IDENTITY}`", location=FileLocation(shown)))
    return identity, [path for path in yaml if path.name != IDENTITY]


def _is_hidden(entry: Path) -> bool:
    """Tell whether a file is an editor's or the system's, which nobody takes for provisions."""
    return entry.name.startswith(".") and entry.suffix not in {".yaml", ".yml"}


def _read(path: Path, shown: str, faults: list[LotgateError]) -> Document | None:
    try:
        return read_document(path, shown)
    except FaultsError as exc:
        faults.extend(exc.faults)
    except LotgateError as exc:
        faults.append(exc)
    return None


def _decode(document: Document | None, form: type[T], faults: list[LotgateError]) -> T | None:
    if document is None:
        return None
    try:
        return decode(document, form, CUSTOM)
    except FaultsError as exc:
        faults.extend(exc.faults)
    return None


def _placed(topics: ProvisionsForm, document: Document) -> Iterator[tuple[str, Placed]]:
    kinds: Table[str, list[RequirementForm] | list[RetentionForm]] = {
        "requirements": topics.requirements,
        "retention": topics.retention,
    }
    for kind, forms in kinds.items():
        for index, form in enumerate(forms):
            yield kind, Placed(form, document, (kind, index))
