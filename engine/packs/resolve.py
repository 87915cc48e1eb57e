"""A pack with its parents, as one: the loading face for a single pack."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.canonical import digest
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean
from core.words import joined, say
from engine.packs.compile import NAMES, Compiler, content
from engine.packs.consistency import chain_faults, follower_faults
from engine.packs.errors import (
    PackMissingError,
    ParentError,
)
from engine.packs.forms import SourceForm
from engine.packs.pack import Requirement, Retention, RulePack
from engine.packs.read import PackSource, is_pack_folder, read_pack_source

SAID = ("pack", "version", "title", "market", "timezone", "applies")


class Shelf(msgspec.Struct, frozen=True):
    """
    Where packs are looked for.

    Attributes:
        roots: Folders that hold packs' folders; a pack is found in exactly one.
    """

    roots: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """
        Find a pack's folder by its name.

        Raises:
            PackMissingError: ``packset.pack.unresolved``; none of the roots has it, or several do.
        """
        folders = {(root / name).resolve() for root in self.roots if is_pack_folder(root / name)}
        if len(folders) > 1:
            where = " and ".join(sorted(f"`{folder.parent.name}/{folder.name}`" for folder in folders))
            hint = "keep one of them; a pack of your own has a name of its own, and extends the other"
            raise PackMissingError(f"pack `{name}` is in {where}", hint=hint)
        if not folders:
            near = did_you_mean(name, self.names())
            searched = say(
                "packs are looked for beside the pack set, in its folder `rulepacks`, and where `--packs` says",
                "规则包的查找范围：规则集所在文件夹、其中的 `rulepacks` 文件夹，以及 `--packs` 指定之处",
            )
            message = say("there is no pack `{name}`", "没有规则包 `{name}`", name=name)
            raise PackMissingError(message, hint=searched if near is None else joined([near, searched]))
        return folders.pop()

    def names(self) -> list[str]:
        """List the packs on the shelf."""
        entries = (entry for root in self.roots if root.is_dir() for entry in root.iterdir())
        return sorted({entry.name for entry in entries if is_pack_folder(entry)})


def load_pack(folder: Path, shelf: Shelf, shown: str | None = None) -> RulePack:
    """
    Read, check and resolve a pack and its parents.

    Args:
        folder: The pack's folder.
        shelf: Where its parents are looked for.
        shown: What places call the folder; the folder's name when left out, so that they are the same everywhere.

    Returns:
        The resolved pack.

    Raises:
        FaultsError: Every fault of every file of the pack and its parents.
    """
    faults: list[LotgateError] = []
    chain = _chain(folder, shelf, shown or folder.resolve().name, faults)
    is_read = not faults
    # What a `pack.yaml` lists that could not be read or found is not known: nobody is told that it is missing.
    is_whole = all(one.is_identified for one in chain) and not isinstance(chain[-1].form.extends, str)
    sources: dict[str, SourceForm] = {}
    requirements: list[Requirement] = []
    retention: list[Retention] = []
    for source in reversed(chain):
        sources |= source.form.sources
        compiler = Compiler(source.form, sources if is_whole else None, faults)
        requirements += compiler.requirements(source.requirements)
        retention += compiler.retention(source.retention)
    leaf = chain[0]
    # A parent's condition holds for its provisions here too: what it does not apply to, this pack cannot judge alone.
    said = [Compiler(one.form, {}, faults).expression(one.form.applies, NAMES, "applies") for one in chain]
    faults += chain_faults(chain)
    if is_read:
        faults += follower_faults(requirements, retention)
    if faults:
        raise FaultsError(faults)
    return RulePack(
        name=leaf.form.pack,
        version=leaf.form.version,
        title=leaf.form.title,
        market=leaf.form.market if isinstance(leaf.form.market, str) else None,
        timezone=leaf.form.timezone if isinstance(leaf.form.timezone, str) else None,
        applies=tuple(one for one in said if one is not None),
        requirements=tuple(sorted(requirements, key=lambda one: one.header.id)),
        retention=tuple(sorted(retention, key=lambda one: one.header.id)),
        digest=digest(_flattened(chain)),
    )


def _chain(folder: Path, shelf: Shelf, shown: str, faults: list[LotgateError]) -> list[PackSource]:
    """Read a pack and its parents, the pack first, as far as they can be read and found."""
    chain = [read_pack_source(folder, shown, faults)]
    seen = {chain[0].form.pack}
    while isinstance(parent := chain[-1].form.extends, str):
        place = chain[-1].document.locate(("extends",))
        if parent in seen:
            message = say("`{parent}` extends itself", "`{parent}` 扩展了自身", parent=parent)
            faults.append(ParentError(message, location=place))
            break
        seen.add(parent)
        try:
            found = shelf.find(parent)
        except PackMissingError as exc:
            faults.append(ParentError(exc.words, location=place, hint=exc.hint_words))
            break
        chain.append(read_pack_source(found, found.name, faults))
    return chain


def _flattened(chain: Sequence[PackSource]) -> dict[str, object]:
    """Give the content that the digest is of: independent of files, of their order and of the order in them."""
    # By pack: a child may list a work under its parent's name, and each cites its own.
    sources = {source.form.pack: content(source.form.sources) for source in chain}
    provisions = {
        kind: {
            placed.form.id: {"pack": source.form.pack, "content": content(placed.form)}
            for source in chain
            for placed in getattr(source, kind)
        }
        for kind in ("requirements", "retention")
    }
    lineage = [_said(source) for source in chain]
    return {"format": chain[0].form.format, "lineage": lineage, "sources": sources, **provisions}


def _said(source: PackSource) -> dict[str, object]:
    """Give what a pack of the chain says of itself."""
    said = {name: content(getattr(source.form, name)) for name in SAID}
    return {name: value for name, value in said.items() if value is not msgspec.UNSET}
