"""What a pack stands on: which of its rules are the company's own, and which places nobody has read."""

from collections.abc import Iterator
from pathlib import Path

from engine.packs.flat import FlatPack, FlatProvision, flattened
from engine.packs.resolve import Shelf
from lotgate.flat_words import STANDING
from lotgate.showing import value_text

# In the order in which they are told: what nobody read comes first.
READINGS = ("memory", "report")


def standing(pack: Path, shelf: Shelf, language: str) -> list[str]:
    """
    Tell what of a pack's own provisions is policy, and which citations were not read in the work itself.

    Args:
        pack: The pack's folder; the pack has no fault.
        shelf: Where its parents are looked for.
        language: ``en`` or ``zh``.

    Returns:
        Lines, of which each kind that has none is left out.
    """
    flat = flattened(pack, shelf)
    own = [one for one in flat.provisions if one.pack == flat.name]
    return [*_policy(own, language), *_unread(own, language), *_changed(flat, language)]


def _policy(own: list[FlatProvision], language: str) -> Iterator[str]:
    texts = STANDING[language]
    found = [one for one in own if _leaf(one, "authority") == "policy"]
    if found:
        yield texts["policy"].format(count=len(found))
    for one in found:
        yield f"    {one.id}  {_title(one, language)}".rstrip()


def _unread(own: list[FlatProvision], language: str) -> Iterator[str]:
    texts = STANDING[language]
    cited = [(one, cite) for one in own for cite in _cites(one)]
    for reading in READINGS:
        found = [(one, cite) for one, cite in cited if cite.get("read") == reading]
        if found:
            yield texts[reading].format(count=len(found))
        for one, cite in found:
            yield f"    {one.id}  {cite['source']} {value_text(cite['at'], language)}"
    unsaid = sum("read" not in cite for _, cite in cited)
    if unsaid:
        yield texts["unsaid"].format(count=unsaid, all=len(cited))


def _changed(flat: FlatPack, language: str) -> Iterator[str]:
    """Tell what the pack lets pass that its parents hold."""
    texts = STANDING[language]
    for one in flat.provisions:
        if one.disabled is not None and one.disabled.pack == flat.name:
            yield texts["disabled"].format(id=one.id, because=one.disabled.because)
        for leaf in one.leaves:
            for change in leaf.changes:
                if change.loosens and change.pack == flat.name:
                    yield texts["loosened"].format(id=one.id, path=leaf.path, because=change.because)


def _leaf(provision: FlatProvision, path: str) -> object:
    return next((leaf.value for leaf in provision.leaves if leaf.path == path), None)


def _title(provision: FlatProvision, language: str) -> str:
    title = _leaf(provision, f"title.{language}")
    return title if isinstance(title, str) else ""


def _cites(provision: FlatProvision) -> list[dict[str, object]]:
    cites = _leaf(provision, "cites")
    return [one for one in cites if isinstance(one, dict)] if isinstance(cites, list) else []
