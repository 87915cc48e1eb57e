"""`lotgate page`: packs as pages for people, in both languages."""

from collections.abc import Sequence
from pathlib import Path

import click

from engine.packs.flat import flattened
from engine.packs.resolve import resolve
from lotgate.faults import Asking
from lotgate.language import LANGUAGES
from lotgate.pages.pack_page import pack_page
from lotgate.shelves import PATH, found_pack, shelf_of


@click.command(cls=Asking)
@click.argument("packs_shown", nargs=-1, required=True, metavar="PACK...", type=PATH)
@click.option("--out", type=PATH, default=Path(), show_default=True, help="Folder to write the pages to.")
@click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
def page(packs_shown: Sequence[Path], out: Path, packs: Sequence[Path]) -> None:
    """
    Write packs as pages: PACK.en.html and PACK.zh.html.

    Of each provision its source, what it asks in plain words, the evidence, what happens otherwise and since when.
    The pages need nothing but a browser. Exits with 2 when a pack has faults.
    """
    written: dict[str, str] = {}
    for pack in packs_shown:
        written |= pages_of(found_pack(pack, tuple(packs)), tuple(packs))
    out.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (out / name).write_text(text, encoding="utf-8")
        click.echo(str(out / name))


def pages_of(folder: Path, packs: tuple[Path, ...] = ()) -> dict[str, str]:
    """
    Write a pack as pages.

    Args:
        folder: The pack's folder.
        packs: Further folders to look for parents in.

    Returns:
        The page of each language by its file name.

    Raises:
        FaultsError: Every fault of the pack and its parents.
    """
    shelf = shelf_of(folder, packs)
    pack, flat = resolve(folder, shelf).pack, flattened(folder, shelf)
    return {f"{pack.name}.{language}.html": pack_page(pack, flat, language) for language in LANGUAGES}
