"""A pack with everything of its parents, leaf by leaf: what each says, and which pack and line said so."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from engine.packs.leaves import content, leaves
from engine.packs.overlay import Change, Overlaid
from engine.packs.read import PlacedChange
from engine.packs.resolve import Shelf, resolve


class FlatChange(msgspec.Struct, frozen=True, kw_only=True):
    """
    Another value of a leaf, by a pack further down.

    Attributes:
        value: The value, as canonical plain data.
        pack: The pack that says so.
        place: Where.
        begin: First local day on which it holds; ``None`` for no beginning.
        end: Last local day; ``None`` for no end.
        authority: Its authority.
        because: Its reason.
        loosens: Whether it says that it lets pass what was held.
    """

    value: object
    pack: str
    place: str
    begin: dt.date | None
    end: dt.date | None
    authority: str
    because: str
    loosens: bool

    def holds(self, day: dt.date) -> bool:
        """Tell whether it holds on a local day."""
        return (self.begin is None or self.begin <= day) and (self.end is None or day <= self.end)


class FlatLeaf(msgspec.Struct, frozen=True, kw_only=True):
    """
    A single value or list of a provision.

    Attributes:
        path: Its keys, joined by points, such as ``capability.min``.
        value: What the declaring pack says, as canonical plain data: an expression is its text.
        pack: The declaring pack.
        place: Where.
        changes: What packs further down say instead, in the order in which it counts: the last that holds.
    """

    path: str
    value: object
    pack: str
    place: str
    changes: tuple[FlatChange, ...]

    def on(self, day: dt.date) -> "FlatLeaf | FlatChange":
        """Give what counts on a local day: the leaf itself, or the last change that holds then."""
        holding = [change for change in self.changes if change.holds(day)]
        return holding[-1] if holding else self


class FlatDisabled(msgspec.Struct, frozen=True, kw_only=True):
    """That a provision does not count: by which pack, where, by which authority and why."""

    pack: str
    place: str
    authority: str
    because: str


class FlatProvision(msgspec.Struct, frozen=True, kw_only=True):
    """
    A provision of a pack or its parents.

    Attributes:
        id: Its identifier; of a parameter or a field, the name that expressions read.
        kind: The key of the list that it stands in, such as ``requirements``.
        pack: The pack that declares it.
        place: Where.
        disabled: What disables it; ``None`` when it counts.
        leaves: Its leaves, by path.
    """

    id: str
    kind: str
    pack: str
    place: str
    disabled: FlatDisabled | None
    leaves: tuple[FlatLeaf, ...]


class FlatPack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A flattened pack.

    Attributes:
        name: Its name.
        version: Its version.
        market: Its market; ``None`` for a base pack.
        timezone: The zone of its local days; ``None`` for a base pack.
        lineage: Name and version of the pack and its parents, the pack first.
        said: What `pack.yaml` of each says beside that, by pack and path.
        provisions: Every provision of all of them, by identifier.
        digest: The pack's digest: independent of files, their order and the order in them.
    """

    name: str
    version: str
    market: str | None
    timezone: str | None
    lineage: tuple[tuple[str, str], ...]
    said: Mapping[str, Mapping[str, object]]
    provisions: tuple[FlatProvision, ...]
    digest: str

    def provision(self, identifier: str) -> FlatProvision | None:
        """Find a provision by its identifier."""
        return next((one for one in self.provisions if one.id == identifier), None)


def flattened(folder: Path, shelf: Shelf, shown: str | None = None) -> FlatPack:
    """
    Flatten a pack, and keep where every leaf comes from.

    Args:
        folder: The pack's folder.
        shelf: Where its parents are looked for.
        shown: What places call the folder; the folder's name when left out.

    Returns:
        The flattened pack.

    Raises:
        FaultsError: Every fault of every file of the pack and its parents, as `load_pack` finds them.
    """
    resolved = resolve(folder, shelf, shown)
    pack = resolved.pack
    said = {
        source.form.pack: {".".join(path): content(value) for path, value in leaves(source.form)}
        for source in resolved.chain
    }
    return FlatPack(
        name=pack.name,
        version=pack.version,
        market=pack.market,
        timezone=pack.timezone,
        lineage=tuple((source.form.pack, source.form.version) for source in resolved.chain),
        said=said,
        provisions=tuple(_provision(one) for one in resolved.provisions),
        digest=pack.digest,
    )


def _provision(one: Overlaid) -> FlatProvision:
    declared = one.declared
    return FlatProvision(
        id=declared.identity,
        kind=declared.kind,
        pack=declared.pack,
        place=str(declared.identity_place()),
        disabled=None if one.disabled is None else _disabled(one.disabled),
        leaves=tuple(
            FlatLeaf(
                path=".".join(path),
                value=content(value),
                pack=declared.pack,
                place=str(declared.place(*path)),
                changes=tuple(_change(change) for change in one.changes if change.leaf == path),
            )
            for path, value in sorted(leaves(declared.form), key=lambda leaf: leaf[0])
        ),
    )


def _disabled(change: PlacedChange) -> FlatDisabled:
    form = change.form
    place = str(change.place("id"))
    return FlatDisabled(pack=change.pack, place=place, authority=form.authority, because=form.because)


def _change(change: Change) -> FlatChange:
    return FlatChange(
        value=content(change.value),
        pack=change.said.pack,
        place=str(change.written.location()),
        begin=change.days.begin,
        end=change.days.end,
        authority=change.form.authority,
        because=change.form.because,
        loosens=change.form.loosens,
    )
