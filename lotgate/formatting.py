"""`lotgate fmt`: the files of packs and pack sets in the one layout."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from core.documents.decode import decode
from core.documents.errors import FileUnreadableError, InvalidValueError
from core.documents.files import read_document
from core.documents.tree import Document, Mapping, Scalar
from core.locations import FileLocation
from core.words import say
from engine.packs.forms import PackForm, PackSetForm, ProvisionsForm
from engine.packs.layout import FORMS, laid_out
from engine.packs.read import CUSTOM, IDENTITY, NOT_PROVISIONS, is_pack_folder
from lotgate.faults import REFUSED, Asking
from lotgate.language import language, language_option

WRITTEN = say("written  {path}", "已整理  {path}", path="{path}")
WOULD = say("would be written anew  {path}", "需要整理  {path}", path="{path}")


@click.command(cls=Asking)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit with 1 when a file would be written anew.")
@language_option
def fmt(paths: Sequence[Path], *, is_check: bool) -> None:
    """
    Lay out the files of packs and pack sets: order of keys, indentation, expressions in blocks.

    Comments stay, values stay, digests stay. Exits with 0, with 1 when --check finds a file that would be written
    anew, and with 2 when a file cannot be read; then none is written.
    """
    changed = [(path, text) for path in paths for path, text in _anew(path)]
    for path, text in changed:
        if not is_check:
            path.write_text(text, encoding="utf-8", newline="\n")
        click.echo((WOULD if is_check else WRITTEN).text(language()).format(path=path))
    sys.exit(REFUSED if is_check and changed else 0)


def _anew(path: Path) -> Iterator[tuple[Path, str]]:
    """Lay out a file or everything below a folder; give what becomes another text."""
    files = list(_files(path))
    if not files:
        message = say("there is no file of a pack or pack set here", "此处没有规则包或规则集的文件")
        raise FileUnreadableError(message, location=FileLocation(str(path)))
    for file in files:
        document = read_document(file, str(file))
        form = _form(file, document)
        decode(document, form, CUSTOM)
        text = laid_out(document, form)
        if text != file.read_bytes().decode("utf-8"):
            yield file, text


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(".") or (entry.name in NOT_PROVISIONS and is_pack_folder(path)):
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.suffix == ".yaml" and (is_pack_folder(path) or _is_packset(read_document(entry, str(entry)))):
            yield entry


def _form(path: Path, document: Document) -> type[FORMS]:
    if path.name == IDENTITY:
        return PackForm
    if is_pack_folder(path.parent):
        return ProvisionsForm
    if _is_packset(document):
        return PackSetForm
    message = say("this is no file of a pack or pack set", "这不是规则包或规则集的文件")
    raise InvalidValueError(message, location=document.locate(()))


def _is_packset(document: Document) -> bool:
    root = document.root
    node = root.get("format") if isinstance(root, Mapping) else None
    return isinstance(node, Scalar) and node.text == "lotgate/v1" and document.origin.has_lines
