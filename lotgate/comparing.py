"""`lotgate diff`: what differs between two packs, by provision and leaf, in words."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from engine.packs.flat import FlatLeaf, FlatPack, FlatProvision, flattened
from lotgate.faults import REFUSED, Asking
from lotgate.flat_words import SHOWN
from lotgate.language import language, language_option
from lotgate.shelves import PATH, found_pack, shelf_of
from lotgate.showing import change_text, kind_title, leaf_title, value_text


@click.command(cls=Asking)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
@language_option
def diff(old: Path, new: Path, packs: Sequence[Path]) -> None:
    """
    Compare two packs, each with everything of its parents: OLD and NEW are folders, or names of shipped packs.

    Files, places and the order of provisions make no difference. Exits with 0 when they say the same, with 1 when
    they differ, and with 2 when one cannot be read.
    """
    both = [flattened(folder, shelf_of(folder, tuple(packs))) for folder in (found_pack(old), found_pack(new))]
    lines = list(differences(both[0], both[1], language()))
    click.echo("\n".join(lines))
    sys.exit(0 if both[0].digest == both[1].digest and len(lines) == 1 else REFUSED)


def differences(old: FlatPack, new: FlatPack, in_language: str) -> Iterator[str]:
    """Write what differs between two flattened packs for a person; one line when nothing does."""
    texts = SHOWN[in_language]
    before, after = ({one.id: one for one in flat.provisions} for flat in (old, new))
    added = sorted(after.keys() - before.keys())
    removed = sorted(before.keys() - after.keys())
    changed = {name: list(_provision(before[name], after[name], in_language)) for name in sorted({*before} & {*after})}
    changed = {name: lines for name, lines in changed.items() if lines}
    said = list(_said(old, new, in_language))
    if not (added or removed or changed or said):
        yield texts["same"]
        return
    yield texts["heading"].format(old=f"{old.name} {old.version}", new=f"{new.name} {new.version}")
    yield from said
    for name in added:
        yield texts["added"].format(id=name, kind=kind_title(after[name].kind, in_language))
        for leaf in after[name].leaves:
            yield from _written(after[name].kind, leaf, in_language)
    for name in removed:
        yield texts["removed"].format(id=name, kind=kind_title(before[name].kind, in_language))
    for name, lines in changed.items():
        yield texts["changed"].format(id=name, kind=kind_title(after[name].kind, in_language))
        yield from lines
    yield texts["count"].format(added=len(added), removed=len(removed), changed=len(changed))


def _said(old: FlatPack, new: FlatPack, in_language: str) -> Iterator[str]:
    """Compare what the `pack.yaml` of each pack of the lineage says."""
    texts = SHOWN[in_language]
    lineages = [" → ".join(name for name, _ in flat.lineage) for flat in (old, new)]
    if lineages[0] != lineages[1]:
        yield texts["lineage_changed"]
        yield from _both(lineages[0], lineages[1], in_language)
    for pack in [name for name, _ in new.lineage if name in old.said]:
        first, second = old.said[pack], new.said[pack]
        differing = [path for path in sorted({*first, *second}) if first.get(path) != second.get(path)]
        if differing:
            yield texts["said"].format(pack=pack)
        for path in differing:
            yield f"  {path}"
            yield from _both(first.get(path), second.get(path), in_language)


def _provision(old: FlatProvision, new: FlatProvision, in_language: str) -> Iterator[str]:
    texts = SHOWN[in_language]
    facts = [
        ("declared", old.pack, new.pack),
        ("disabling", old.disabled and old.disabled.because, new.disabled and new.disabled.because),
    ]
    for label, first, second in facts:
        if first != second:
            yield f"  {texts[label]}"
            yield from _both(first, second, in_language)
    before, after = ({leaf.path: leaf for leaf in one.leaves} for one in (old, new))
    for path in sorted({*before, *after}):
        first_leaf, second_leaf = before.get(path), after.get(path)
        if _content(first_leaf) != _content(second_leaf):
            yield f"  {leaf_title(new.kind, path, in_language)}"
            yield from _side("was", first_leaf, in_language)
            yield from _side("is", second_leaf, in_language)


def _content(leaf: FlatLeaf | None) -> object:
    """Give what a leaf says, without where; one that says nothing is none."""
    if leaf is None:
        return (None, [])
    changes = [
        (one.value, one.pack, one.begin, one.end, one.authority, one.because, one.loosens) for one in leaf.changes
    ]
    return (leaf.value, changes)


def _written(kind: str, leaf: FlatLeaf, in_language: str) -> Iterator[str]:
    if leaf.value not in (None, [], {}):
        title, colon = leaf_title(kind, leaf.path, in_language), SHOWN[in_language]["colon"]
        yield f"  {title}{colon}{value_text(leaf.value, in_language)}"


def _side(label: str, leaf: FlatLeaf | None, in_language: str) -> Iterator[str]:
    texts = SHOWN[in_language]
    value = None if leaf is None else leaf.value
    yield f"    {texts[label]}{texts['colon']}{value_text(value, in_language)}"
    for change in leaf.changes if leaf is not None else ():
        yield f"         {change_text(change, in_language)}"


def _both(first: object, second: object, in_language: str) -> Iterator[str]:
    texts = SHOWN[in_language]
    yield f"    {texts['was']}{texts['colon']}{value_text(first, in_language)}"
    yield f"    {texts['is']}{texts['colon']}{value_text(second, in_language)}"
