"""A pack with its parents, as one: the loading face for a single pack."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from core.canonical import digest
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean, quoted
from core.words import joined, say
from engine.packs.compile import record_format, requirement, retention, signature_rule
from engine.packs.compile_inspections import inspection_standard
from engine.packs.compile_processes import process_control
from engine.packs.compile_scorecards import scorecard
from engine.packs.compile_values import attributes_of, parameters_of
from engine.packs.consistency import chain_faults, follower_faults
from engine.packs.errors import ChangeTargetError, PackMissingError, ParentError
from engine.packs.header import Context
from engine.packs.later import later_provision
from engine.packs.leaves import content
from engine.packs.names import NAMES, names_of, with_findings
from engine.packs.overlay import Overlaid, overlay
from engine.packs.overlay_forms import OverrideForm
from engine.packs.pack import RulePack
from engine.packs.read import KINDS, MOST_KEPT, PackSource, Placed, is_pack_folder, read_pack_source
from engine.packs.value_forms import FieldForm, ParameterForm

T = TypeVar("T")
SAID = ("pack", "version", "title", "status", "market", "timezone", "applies")
# The least approved first.
STATUSES = ("withdrawn", "draft", "approved")


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
            where = quoted(sorted(f"{folder.parent.name}/{folder.name}" for folder in folders))
            hint = say(
                "keep one of them; a pack of your own has a name of its own, and extends the other",
                "请只保留其一；自有规则包应另取名称，并扩展原规则包",
            )
            message = say("pack `{name}` is in {places}", "规则包 `{name}` 同时位于{places}", name=name, places=where)
            raise PackMissingError(message, hint=hint)
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


class Resolved(msgspec.Struct, frozen=True):
    """
    A pack, and how it came about.

    Attributes:
        pack: The pack.
        chain: What its folder says, then its parents'.
        provisions: Every provision, and what becomes of it.
    """

    pack: RulePack
    chain: tuple[PackSource, ...]
    provisions: tuple[Overlaid, ...]


class _Refused(msgspec.Struct, frozen=True):
    """The faults of a pack, and of what."""

    chain: tuple[PackSource, ...]
    faults: tuple[LotgateError, ...]


_RESOLVED: dict[tuple[object, ...], Resolved | _Refused] = {}

# By what a folder says, which is kept with it: no other object is taken for it.
_CONTENT: dict[int, tuple[PackSource, Sequence[tuple[str, str, object]]]] = {}


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
    return resolve(folder, shelf, shown).pack


def resolve(folder: Path, shelf: Shelf, shown: str | None = None) -> Resolved:
    """Resolve a pack as `load_pack` does, and keep how it came about."""
    faults: list[LotgateError] = []
    chain = _chain(folder, shelf, shown or folder.resolve().name, faults)
    # A folder that was read before is the same object; one that is kept here is never another's.
    key = (*map(id, chain), *map(str, faults))
    known = _RESOLVED.get(key)
    if known is None:
        if len(_RESOLVED) >= MOST_KEPT:
            _RESOLVED.clear()
        known = _RESOLVED[key] = _resolved(chain, faults)
    if isinstance(known, _Refused):
        raise FaultsError(known.faults)
    return known


def _resolved(chain: Sequence[PackSource], faults: list[LotgateError]) -> Resolved | _Refused:
    # What could not be read or found may hold what the rest names: nobody is told that it is missing.
    is_read = not faults
    faults += chain_faults(chain)
    laid: list[LotgateError] = []
    provisions = overlay(chain, laid)
    faults += (fault for fault in laid if is_read or not isinstance(fault, ChangeTargetError))
    pack = _compiled(chain, provisions, faults, is_read=is_read)
    if faults:
        # A provision that changes on a day is compiled in each of its forms, and says its fault once.
        return _Refused(tuple(chain), tuple({str(fault): fault for fault in faults}.values()))
    return Resolved(pack, tuple(chain), provisions)


def _compiled(
    chain: Sequence[PackSource], provisions: Sequence[Overlaid], faults: list[LotgateError], *, is_read: bool
) -> RulePack:
    leaf = chain[0].form
    forms = [placed for one in provisions for placed in one.forms]
    is_whole = all(one.is_identified for one in chain) and not isinstance(chain[-1].form.extends, str)
    context = Context(chain, NAMES, faults, knows_sources=is_whole, knows_names=is_read)
    _cite_values(forms, context)
    parameters, attributes = parameters_of(forms, faults), attributes_of(forms, faults)
    context.names = names_of(parameters, attributes)

    def compiled(kind: str, compile_one: Callable[[Placed, Context], T | None]) -> tuple[T, ...]:
        found = (compile_one(one, context) for one in forms if one.kind == kind)
        return tuple(one for one in found if one is not None)

    # A parent's condition holds for its provisions here too: what it does not apply to, this pack cannot judge alone.
    applies = [context.expression(one.form.applies, context.names, "applies") for one in chain]
    inspections = compiled("inspections", inspection_standard)
    processes = compiled("processes", process_control)
    scorecards = compiled("scorecards", scorecard)
    kept, signed, later = (
        compiled("retention", retention),
        compiled("signatures", signature_rule),
        compiled("reactions", later_provision),
    )
    # Findings are made before these are judged, and of nothing that reads findings.
    context.names = with_findings(context.names)
    pack = RulePack(
        name=leaf.pack,
        version=leaf.version,
        title=leaf.title,
        market=leaf.market if isinstance(leaf.market, str) else None,
        timezone=leaf.timezone if isinstance(leaf.timezone, str) else None,
        status=min((one.form.status for one in chain), key=STATUSES.index),
        applies=tuple(one for one in applies if one is not None),
        requirements=compiled("requirements", requirement),
        records=compiled("records", record_format),
        retention=kept,
        signatures=signed,
        inspections=inspections,
        processes=processes,
        scorecards=scorecards,
        later=later,
        parameters=parameters,
        attributes=attributes,
        digest=digest(_flattened(chain)),
    )
    if is_read:
        faults += follower_faults(pack, {one.declared.identity: one.disabled for one in provisions if one.disabled})
    return pack


def _cite_values(forms: Sequence[Placed], context: Context) -> None:
    """Look up what parameters and fields cite, which nothing else reads."""
    for placed in forms:
        if isinstance(placed.form, ParameterForm | FieldForm):
            context.cites_of(placed, placed.form.cites)
        if isinstance(placed.form, ParameterForm):
            for index, dated in enumerate(placed.form.values):
                for number, cite in enumerate(dated.cites):
                    context.citation(cite, placed.pack, placed.place("values", index, "cites", number, "source"))


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
    said = [one for source in chain for one in _provisions(source)]
    provisions = {kind: {name: one for of, name, one in said if of == kind} for kind in KINDS}
    lineage = [_said(source) for source in chain]
    changes = {source.form.pack: _changes(source) for source in chain}
    return {"format": chain[0].form.format, "lineage": lineage, "sources": sources, "changes": changes, **provisions}


def _provisions(source: PackSource) -> Sequence[tuple[str, str, object]]:
    """Give the content of a pack's own provisions, by kind and identifier; of a parent's it is found once."""
    found = _CONTENT.get(id(source))
    if found is None:
        if len(_CONTENT) >= MOST_KEPT:
            _CONTENT.clear()
        own = [
            (one.kind, one.identity, {"pack": source.form.pack, "content": content(one.form)})
            for one in source.provisions
        ]
        found = _CONTENT[id(source)] = (source, own)
    return found[1]


def _said(source: PackSource) -> dict[str, object]:
    """Give what a pack of the chain says of itself."""
    said = {name: content(getattr(source.form, name)) for name in SAID}
    return {name: value for name, value in said.items() if value is not msgspec.UNSET}


def _changes(source: PackSource) -> dict[str, object]:
    """Give what a pack changes, by provision and leaf, of which each is changed once."""
    changed: dict[str, object] = {}
    for change in source.changes:
        said = content(change.form)
        if isinstance(change.form, OverrideForm):
            for leaf, value in change.form.set.items():
                changed[f"{change.form.id} {leaf}"] = {**_without(said, "set"), "value": content(value)}
        else:
            changed[change.form.id] = said
    return changed


def _without(said: object, name: str) -> dict[str, object]:
    return {key: value for key, value in said.items() if key != name} if isinstance(said, dict) else {}
