"""`lotgate dossier`: begin one, check it, compare two, and the digest that a decision is bound to."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from core.canonical import digest
from core.documents.files import read_document
from core.errors import LotgateError
from core.words import say
from engine.model.difference import Difference, differences
from engine.model.reading import check_document, read_dossier_file
from engine.model.template import template
from lotgate.faults import REFUSED, Asking, Commands, faults_of, show_faults
from lotgate.instants import parse_instant
from lotgate.language import language, language_option

PATH = click.Path(path_type=Path)
GOOD = say(
    "ok  {path}  (lot {lot}, {digest})",
    "无误  {path}  （批 {lot}，{digest}）",
    path="{path}",
    lot="{lot}",
    digest="{digest}",
)
ADDED = say(
    "{path}  {title}: recorded as {new}", "{path}  {title}：新增 {new}", path="{path}", title="{title}", new="{new}"
)
GONE = say(
    "{path}  {title}: no longer recorded, was {old}",
    "{path}  {title}：不再记录，原为 {old}",
    path="{path}",
    title="{title}",
    old="{old}",
)
CHANGED = say(
    "{path}  {title}: {old} became {new}",
    "{path}  {title}：由 {old} 变为 {new}",
    path="{path}",
    title="{title}",
    old="{old}",
    new="{new}",
)
SAME = say("no difference", "没有差异")
SHORT = len("sha256:") + 12
LONGEST = 120


@click.group(cls=Commands)
@language_option
def dossier() -> None:
    """Begin a dossier, check it, compare two, take its digest."""


@dossier.command()
@click.option("--lot", default="LOT-0001", show_default=True, help="Lot number.")
@click.option("--product", default="PRODUCT-0001", show_default=True, help="Product number.")
@click.option(
    "--market", "markets", multiple=True, required=True, help="Market that the lot is meant for; several may be given."
)
def new(lot: str, product: str, markets: Sequence[str]) -> None:
    """
    Write an empty dossier: what is required, and every further field as a comment with its title and an example.

    A field that is left out was not recorded, and a rule that needs it cannot be judged.
    """
    sys.stdout.write(template(lot, product, list(markets)))


@dossier.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--as-of", help="Nothing may have happened after this instant, such as 2026-03-01T09:00:00+01:00.")
@language_option
def check(paths: Sequence[Path], as_of: str | None) -> None:
    """
    Check the form and the data of dossiers, and tell every fault at once.

    Exits with 0 when there is none and with 1 otherwise.
    """
    instant = None if as_of is None else parse_instant(as_of)
    wrong = False
    for path in _shown(paths):
        try:
            found = check_document(read_document(path), instant)
        except LotgateError as error:
            show_faults(faults_of(error), language())
            wrong = True
            continue
        click.echo(GOOD.text(language()).format(path=path, lot=found.lot.id, digest=digest(found)[:SHORT]))
    sys.exit(REFUSED if wrong else 0)


@dossier.command(cls=Asking)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@language_option
def diff(old: Path, new: Path) -> None:
    """
    Tell in which fields two dossiers differ; list items are found by their identifiers.

    Exits with 0 when they are the same, with 1 when they differ, with 2 when one cannot be read.
    """
    found = list(differences(read_dossier_file(old), read_dossier_file(new)))
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo(SAME.text(language()))
    sys.exit(REFUSED if found else 0)


@dossier.command(name="digest")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@language_option
def digests(paths: Sequence[Path]) -> None:
    """Write the digest of each dossier's canonical form: the same for any order of keys, in YAML and in JSON."""
    for path in _shown(paths):
        click.echo(f"{digest(read_dossier_file(path))}  {path}")


def _shown(paths: Sequence[Path]) -> Iterator[Path]:
    """Give the paths, showing how far it is on a terminal and where there is more than one."""
    hidden = len(paths) == 1 or not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(paths, file=sys.stderr, hidden=hidden) as waiting:
        yield from waiting


def _line(one: Difference) -> str:
    words = ADDED if one.old is None else GONE if one.new is None else CHANGED
    old, new = (
        None if text is None else text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in (one.old, one.new)
    )
    return words.text(language()).format(path=one.path, title=one.title.text(language()), old=old, new=new)
