"""A pack's changes in its parents' provisions: leaf by leaf, dated, never against law by anything less."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from core.documents.decode import decode_part
from core.documents.tree import Mapping as MappingNode
from core.documents.written import Written
from core.errors import LotgateError
from core.suggestions import did_you_mean
from engine.packs.days import ALWAYS, Days, stretches
from engine.packs.errors import (
    ChangedTwiceError,
    ChangeLeafError,
    ChangeTargetError,
    EffectiveError,
    LawChangedError,
    LooseningError,
)
from engine.packs.header_form import HeaderForm
from engine.packs.leaves import LeafPath, leaf_at, leaves, with_leaf
from engine.packs.overlay_forms import DisableForm, OverrideForm
from engine.packs.read import CUSTOM, PackSource, Placed, PlacedChange, PlacedCite
from engine.packs.tightness import is_tighter
from engine.packs.value_forms import FieldForm


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """
    One leaf that a pack changes.

    Attributes:
        leaf: The leaf.
        value: What stands there instead.
        days: The local days on which it does.
        said: The override that says so.
        written: The value, with its place.
    """

    leaf: LeafPath
    value: object
    days: Days
    said: PlacedChange
    written: Written

    @property
    def form(self) -> OverrideForm:
        """The override's form."""
        if not isinstance(self.said.form, OverrideForm):  # pragma: no cover  # made from one
            raise TypeError(self.said.form)
        return self.said.form


class Overlaid(msgspec.Struct, frozen=True, kw_only=True):
    """
    A provision of a pack or its parents, and what becomes of it.

    Attributes:
        declared: The provision as its own pack declares it.
        changes: What is changed in it, in the order in which it counts: a child's after its parent's.
        disabled: What disables it; ``None`` when it counts.
        forms: Its forms, each with the days on which it has it; none when it is disabled.
    """

    declared: Placed
    changes: tuple[Change, ...]
    disabled: PlacedChange | None
    forms: tuple[Placed, ...]


def overlay(chain: Sequence[PackSource], faults: list[LotgateError]) -> tuple[Overlaid, ...]:
    """
    Lay the changes of every pack over the provisions of its parents.

    Args:
        chain: The pack first, then its parents.
        faults: Where faults go.

    Returns:
        Every provision of all of them, by identifier.
    """
    known: dict[str, Placed] = {}
    disabled: dict[str, PlacedChange] = {}
    changes: dict[str, list[Change]] = {}
    for source in reversed(chain):
        own = {placed.identity: placed for placed in source.provisions}
        targets = _Targets(known, own, dict(disabled))
        faults += _twice(source)
        for change in source.changes:
            target = targets.find(change, faults)
            if target is None:
                continue
            if isinstance(change.form, DisableForm):
                disabled.setdefault(change.form.id, change)
            else:
                changes.setdefault(target.identity, []).extend(_changes(change, target, faults))
        known = {**own, **known}
    return tuple(
        _overlaid(placed, changes.get(identity, []), disabled.get(identity), faults)
        for identity, placed in sorted(known.items())
    )


class _Targets(msgspec.Struct, frozen=True):
    """What a pack may change: the provisions of its parents that are not disabled."""

    inherited: Mapping[str, Placed]
    own: Mapping[str, Placed]
    disabled: Mapping[str, PlacedChange]

    def find(self, change: PlacedChange, faults: list[LotgateError]) -> Placed | None:
        """Find what is changed, and refuse what may not be."""
        identity = change.form.id
        target = self.inherited.get(identity)
        if identity in self.disabled:
            message = f"`{identity}` is disabled by `{self.disabled[identity].pack}`"
            faults.append(ChangeTargetError(message, location=change.place("id")))
        elif target is None:
            hint = did_you_mean(identity, self.inherited)
            if identity in self.own:
                hint = "it is this pack's own: change it where it stands"
            message = f"no parent has a provision `{identity}`"
            faults.append(ChangeTargetError(message, location=change.place("id"), hint=hint))
            return None
        elif authority_of(target) == "law" and change.form.authority != "law":
            what = "disabled" if isinstance(change.form, DisableForm) else "overridden"
            message = f"`{identity}` is law, and is not {what} by {change.form.authority}"
            hint = "add a stricter provision beside it"
            faults.append(LawChangedError(message, location=change.place("id"), hint=hint))
        return target


def authority_of(placed: Placed) -> str:
    """Give the authority of a provision; a field, which says none, is a policy."""
    return "policy" if isinstance(placed.form, FieldForm) else placed.form.authority


def _twice(source: PackSource) -> Iterator[LotgateError]:
    first: dict[tuple[str, ...], PlacedChange] = {}
    for change in source.changes:
        leaves_said = change.form.set if isinstance(change.form, OverrideForm) else [""]
        for leaf in leaves_said:
            known = first.setdefault((change.form.id, leaf), change)
            if known is not change:
                what = f"`{leaf}` of `{change.form.id}` is overridden" if leaf else f"`{change.form.id}` is disabled"
                place = change.place("set", leaf) if leaf else change.place("id")
                hint = f"the first stands at {known.place('set', leaf) if leaf else known.place('id')}"
                yield ChangedTwiceError(f"{what} twice", location=place, hint=hint)


def _changes(said: PlacedChange, target: Placed, faults: list[LotgateError]) -> Iterator[Change]:
    form = said.form
    if not isinstance(form, OverrideForm):  # pragma: no cover  # asked only of overrides
        return
    days = _days(said, form, faults)
    for path, written in form.set.items():
        leaf = leaf_at(target.form, tuple(path.split(".")))
        if leaf is None:
            faults.append(_no_leaf(target, path, written))
        elif isinstance(written.node, MappingNode):
            message = "a mapping is no value: each leaf is overridden on its own"
            hint = f"write `{path}.<field>: <value>` for each"
            faults.append(ChangeLeafError(message, location=written.location(), hint=hint))
        else:
            value, wrong = decode_part(written, leaf.type, CUSTOM)
            faults += wrong
            if not wrong:
                yield Change(leaf=leaf.path, value=value, days=days, said=said, written=written)


def _days(said: PlacedChange, form: OverrideForm, faults: list[LotgateError]) -> Days:
    begin = None if form.effective.from_ is msgspec.UNSET else form.effective.from_
    end = None if form.effective.until is msgspec.UNSET else form.effective.until
    if begin is not None and end is not None and end < begin:
        place = said.place("effective", "until")
        faults.append(EffectiveError("the override ends before it begins", location=place))
        return ALWAYS
    return Days(begin, end)


def _no_leaf(target: Placed, path: str, written: Written) -> LotgateError:
    known = [".".join(leaf) for leaf, _ in leaves(target.form) if leaf_at(target.form, leaf) is not None]
    below = any(leaf.startswith(f"{path}.") for leaf in known)
    message = f"`{path}` of `{target.identity}` is not one value" if below else f"`{target.identity}` has no `{path}`"
    hint = f"its leaves are {_listed(one for one in known if one.startswith(path))}" if below else None
    return ChangeLeafError(message, location=written.location(), hint=hint or did_you_mean(path, known))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _overlaid(
    declared: Placed, changes: Sequence[Change], disabled: PlacedChange | None, faults: list[LotgateError]
) -> Overlaid:
    forms: list[Placed] = []
    for days in stretches(change.days for change in changes) if disabled is None else ():
        form = msgspec.structs.replace(declared, days=days)
        for change in changes:
            if _covers(change.days, days):
                form = _changed(form, change, faults)
        forms.append(form)
    return Overlaid(declared=declared, changes=tuple(changes), disabled=disabled, forms=tuple(forms))


def _covers(outer: Days, inner: Days) -> bool:
    """Tell whether one stretch holds the whole of another, which it holds in part or not at all otherwise."""
    day = inner.begin if inner.begin is not None else inner.end
    return outer == ALWAYS if day is None else outer.holds(day)


def _changed(placed: Placed, change: Change, faults: list[LotgateError]) -> Placed:
    if not change.form.loosens and not is_tighter(placed.kind, placed.form, change.leaf, change.value):
        name = ".".join(change.leaf)
        message = f"`{name}` of `{placed.identity}` is not provably tighter than before"
        hint = "say `loosens: true`, with the reason in `because`"
        faults.append(LooseningError(message, location=change.written.location(), hint=hint))
    cites = tuple(
        PlacedCite(change.said.pack, cite, change.said.place("cites", index, "source"))
        for index, cite in enumerate(change.form.cites)
    )
    form = with_leaf(placed.form, change.leaf, change.value)
    own = (one for one in cites if one not in placed.cites)
    return msgspec.structs.replace(
        placed,
        form=form,
        moved={**placed.moved, change.leaf: change.written.location()},
        authority=_weaker(placed, change),
        cites=(*placed.cites, *own),
    )


RANK = ("law", "standard", "guidance", "policy")


def _weaker(placed: Placed, change: Change) -> str:
    """What a policy made stricter is violated as a policy."""
    said = placed.authority or (placed.form.authority if isinstance(placed.form, HeaderForm) else "policy")
    return max(said, change.form.authority, key=RANK.index)
