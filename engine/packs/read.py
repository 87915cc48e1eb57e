"""One pack's folder to its forms, with the places of everything. Reads files; knows no parent and no meaning."""

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as Table
from pathlib import Path
from typing import TypeAlias, TypeVar

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
from engine.packs.days import ALWAYS, Days
from engine.packs.errors import PackFileError, PackNameError
from engine.packs.forms import PackForm, ProvisionsForm
from engine.packs.header_form import Authority, CiteForm, HeaderForm
from engine.packs.overlay_forms import DisableForm, OverrideForm
from engine.packs.value_forms import FieldForm, ParameterForm

T = TypeVar("T")
ProvisionForm: TypeAlias = HeaderForm | ParameterForm | FieldForm

MOST_KEPT = 64
_READ: "dict[tuple[Path, str], tuple[dict[str, bytes | None], PackSource, tuple[LotgateError, ...]]]" = {}
IDENTITY = "pack.yaml"
PASSED_OVER = say("this would be passed over", "此项会被忽略")
RENAME = say("rename it to end in .yaml", "请将其改为以.yaml结尾")
HOLDS = say("a pack holds .yaml, .md and tests/", "规则包只含.yaml、.md和tests/")
CUSTOM: dict[type, Custom] = {SourceText: read_source_text}
NOT_PROVISIONS = frozenset({"tests"})
CHANGES = ("override", "disable")
KINDS = tuple(name for name in ProvisionsForm.__struct_fields__ if name not in CHANGES)


class PlacedCite(msgspec.Struct, frozen=True):
    """A citation of a change, with the pack whose sources it names."""

    pack: str
    form: CiteForm
    place: Location


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """
    A provision's form, where it stands, and what other packs changed in it.

    Attributes:
        form: The form, with the changes.
        kind: The key of the list that it stands in.
        pack: The pack that declares it.
        document: The file.
        path: Its path in the file.
        days: The local days on which it has this form.
        moved: Where leaves stand that another pack changed.
        authority: The authority of the changes; the form's own where there is none.
        cites: What the changes cite.
    """

    form: ProvisionForm
    kind: str
    pack: str
    document: Document
    path: TreePath
    days: Days = ALWAYS
    moved: Table[tuple[str, ...], Location] = {}
    authority: Authority | None = None
    cites: tuple[PlacedCite, ...] = ()

    @property
    def identity(self) -> str:
        """The identifier; of a parameter or a field, the name that expressions read."""
        return identity_of(self.form)

    def place(self, *below: str | int) -> Location:
        """Find the place of a part of the provision."""
        for leaf, location in self.moved.items():
            if below[: len(leaf)] == leaf:
                return location
        return self.document.locate((*self.path, *below))

    def identity_place(self) -> Location:
        """Find the place of its identifier."""
        return self.place("id" if isinstance(self.form, HeaderForm) else "name")


class PlacedChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack changes in a provision of its parents, and where that stands."""

    form: OverrideForm | DisableForm
    pack: str
    document: Document
    path: TreePath

    def place(self, *below: str | int) -> Location:
        """Find the place of a part of it."""
        return self.document.locate((*self.path, *below))


class PackSource(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack as its folder says it.

    Attributes:
        form: `pack.yaml`; a stand-in where that could not be read, so that the rest can be checked all the same.
        document: Where that stands.
        is_identified: Whether `pack.yaml` could be read.
        provisions: The provisions of all files, of every kind.
        changes: What it changes in its parents' provisions.
    """

    form: PackForm
    document: Document
    is_identified: bool
    provisions: tuple[Placed, ...]
    changes: tuple[PlacedChange, ...]


def identity_of(form: ProvisionForm) -> str:
    """Give a provision's identifier; a parameter's and a field's is the name that expressions read."""
    match form:
        case ParameterForm(name=name):
            return f"params.{name}"
        case FieldForm(on=entity, name=name):
            return f"{entity}.attributes.{name}"
    return form.id


def read_pack_source(folder: Path, shown: str, faults: list[LotgateError]) -> PackSource:
    """
    Read a pack's folder as far as it can be read.

    Args:
        folder: The folder.
        shown: What to call it in places; the same on every machine when the places go into a decision.
        faults: Where every fault of every file goes.

    Returns:
        The forms that could be read. Files are read in the order of their names; nothing depends on it. A folder
        whose bytes are the same as before gives the same object and the same faults as before.
    """
    key, written = (folder.resolve(), shown), _bytes_of(folder)
    known = _READ.get(key)
    if known is not None and written is not None and known[0] == written:
        faults += known[2]
        return known[1]
    found: list[LotgateError] = []
    source = _source(folder, shown, found)
    faults += found
    if written is not None:
        if len(_READ) >= MOST_KEPT:
            _READ.clear()
        _READ[key] = (written, source, tuple(found))
    return source


def _bytes_of(folder: Path) -> dict[str, bytes | None] | None:
    """Give the digests of the files that a pack is read from; ``None`` when one cannot be read."""
    try:
        return {
            entry.name: None if entry.is_dir() else hashlib.sha256(entry.read_bytes()).digest()
            for entry in folder.iterdir()
        }
    except OSError:  # what cannot be read is a fault, and is told when it is read
        return None


def _source(folder: Path, shown: str, faults: list[LotgateError]) -> PackSource:
    identity, files = _files(folder, shown, faults)
    documents = {path.name: _read(path, f"{shown}/{path.name}", faults) for path in [*identity, *files]}
    form = _decode(documents.get(IDENTITY), PackForm, faults)
    name = form.pack if form is not None else folder.resolve().name
    provisions: list[Placed] = []
    changes: list[PlacedChange] = []
    for path in files:
        document = documents[path.name]
        topics = _decode(document, ProvisionsForm, faults)
        if topics is not None and document is not None:
            provisions += _provisions(topics, document, name if form is None else form.pack)
            changes += _changes(topics, document, name if form is None else form.pack)
    root = documents.get(IDENTITY)
    if isinstance(form, PackForm) and root is not None and form.pack != folder.resolve().name:
        message = say(
            "the pack is called `{pack}` and its folder `{folder}`",
            "规则包名为 `{pack}`，而其文件夹名为 `{folder}`",
            pack=form.pack,
            folder=folder.resolve().name,
        )
        faults.append(PackNameError(message, location=root.locate(("pack",))))
    return PackSource(
        form=form or PackForm(format="lotgate/v1", pack=name, version="0", title=Localized(en=shown, zh=shown)),
        document=root or Document(Mapping(()), Origin(f"{shown}/{IDENTITY}", "", has_lines=True)),
        is_identified=form is not None,
        provisions=tuple(provisions),
        changes=tuple(changes),
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
            place = FileLocation(f"{shown}/{entry.name}")
            hint = RENAME if entry.suffix == ".yml" else HOLDS
            faults.append(PackFileError(PASSED_OVER, location=place, hint=hint))
    # What cannot be read, such as a link to nothing, is a fault when it is read, and not passed over.
    yaml = [entry for entry in entries if not entry.is_dir() and entry.suffix == ".yaml"]
    identity = [path for path in yaml if path.name == IDENTITY]
    if not identity:
        message = say("there is no `{file}`", "没有 `{file}`", file=IDENTITY)
        faults.append(PackFileError(message, location=FileLocation(shown)))
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


def _provisions(topics: ProvisionsForm, document: Document, pack: str) -> Iterator[Placed]:
    for kind in KINDS:
        for index, form in enumerate(getattr(topics, kind)):
            yield Placed(form=form, kind=kind, pack=pack, document=document, path=(kind, index))


def _changes(topics: ProvisionsForm, document: Document, pack: str) -> Iterator[PlacedChange]:
    for kind in CHANGES:
        for index, form in enumerate(getattr(topics, kind)):
            yield PlacedChange(form=form, pack=pack, document=document, path=(kind, index))
