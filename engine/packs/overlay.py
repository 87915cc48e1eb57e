"""A pack's changes in its parents' provisions: leaf by leaf, dated, never against law by anything less."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from core.documents.decode import decode_part
from core.documents.tree import Mapping as MappingNode
from core.documents.written import Written
from core.errors import LotgateError
from core.suggestions import did_you_mean, quoted
from core.words import say
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
from engine.packs.tightness import is_neutral, is_tighter
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
        by_law = {identity for identity, made in changes.items() if any(map(_is_by_law, made))}
        targets = _Targets(known, own, dict(disabled), by_law)
        faults += _twice(source)
        made: dict[str, list[Change]] = {}
        for change in source.changes:
            target = targets.find(change, faults)
            if target is None:
                continue
            if isinstance(change.form, DisableForm):
                disabled.setdefault(change.form.id, change)
            else:
                made.setdefault(target.identity, []).extend(_changes(change, target, faults))
        for identity, of_one in made.items():
            # By leaf: which file or override says it first makes no difference, to what counts or to what is cited.
            changes.setdefault(identity, []).extend(sorted(of_one, key=lambda one: one.leaf))
        known = {**own, **known}
    return tuple(
        _overlaid(placed, changes.get(identity, []), disabled.get(identity), faults)
        for identity, placed in sorted(known.items())
    )


class _Targets(msgspec.Struct, frozen=True):
    """What a pack may change: the provisions of its parents that are not disabled; by law those that law changed."""

    inherited: Mapping[str, Placed]
    own: Mapping[str, Placed]
    disabled: Mapping[str, PlacedChange]
    by_law: AbstractSet[str]

    def find(self, change: PlacedChange, faults: list[LotgateError]) -> Placed | None:
        """Find what is changed, and refuse what may not be."""
        identity = change.form.id
        target = self.inherited.get(identity)
        if identity in self.disabled:
            pack = self.disabled[identity].pack
            message = say("`{id}` is disabled by `{pack}`", "`{id}` 已被 `{pack}` 停用", id=identity, pack=pack)
            faults.append(ChangeTargetError(message, location=change.place("id")))
        elif target is None:
            hint = did_you_mean(identity, self.inherited)
            if identity in self.own:
                hint = say("it is this pack's own: change it where it stands", "这是本规则包自己的条款，请直接修改")
            message = say("no parent has a provision `{id}`", "上级规则包没有条款 `{id}`", id=identity)
            faults.append(ChangeTargetError(message, location=change.place("id"), hint=hint))
            return None
        elif change.form.authority != "law" and (identity in self.by_law or authority_of(target) == "law"):
            is_disabled = isinstance(change.form, DisableForm)
            message = say(
                "`{id}` is law, and is not {what} by {authority}",
                "`{id}` 属法规要求，不得由{authority}{what}",
                id=identity,
                what=say("disabled", "停用") if is_disabled else say("overridden", "改写"),
                authority=AUTHORITIES[change.form.authority],
            )
            hint = say("add a stricter provision beside it", "请另加一项更严的条款")
            faults.append(LawChangedError(message, location=change.place("id"), hint=hint))
        return target


def _is_by_law(change: Change) -> bool:
    """Tell whether a change is law of a parent, and more than words."""
    return change.form.authority == "law" and not is_neutral(change.leaf)


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
                below = ("set", leaf) if leaf else ("id",)
                message = say("`{id}` is disabled twice", "`{id}` 被停用两次", id=change.form.id)
                if leaf:
                    message = say(
                        "`{leaf}` of `{id}` is overridden twice",
                        "`{id}` 的 `{leaf}` 被改写两次",
                        leaf=leaf,
                        id=change.form.id,
                    )
                hint = say("the first stands at {place}", "首次出现于{place}", place=known.place(*below))
                yield ChangedTwiceError(message, location=change.place(*below), hint=hint)


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
            message = say("a mapping is no value: each leaf is overridden on its own", "映射不是值：每一项须单独改写")
            hint = say("write `{path}.<field>: <value>` for each", "请逐项写作 `{path}.<字段>: <值>`", path=path)
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
        faults.append(EffectiveError(say("the override ends before it begins", "改写的结束早于开始"), location=place))
        return ALWAYS
    return Days(begin, end)


def _no_leaf(target: Placed, path: str, written: Written) -> LotgateError:
    known = [".".join(leaf) for leaf, _ in leaves(target.form) if leaf_at(target.form, leaf) is not None]
    below = any(leaf.startswith(f"{path}.") for leaf in known)
    named = {"path": path, "id": target.identity}
    message = say("`{id}` has no `{path}`", "`{id}` 没有 `{path}`", **named)
    hint = did_you_mean(path, known)
    if below:
        message = say("`{path}` of `{id}` is not one value", "`{id}` 的 `{path}` 不是单个值", **named)
        leaves_below = quoted(one for one in known if one.startswith(f"{path}."))
        hint = say("its leaves are {leaves}", "其各项为{leaves}", leaves=leaves_below)
    return ChangeLeafError(message, location=written.location(), hint=hint)


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
        message = say(
            "`{leaf}` of `{id}` is not provably tighter than before",
            "无法证明 `{id}` 的 `{leaf}` 不比原来宽松",
            leaf=name,
            id=placed.identity,
        )
        hint = say(
            "say `loosens: true`, with the reason in `because`", "请写 `loosens: true`，并在 `because` 中说明理由"
        )
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
        authority=placed.authority if is_neutral(change.leaf) else _weaker(placed, change),
        cites=(*placed.cites, *own),
    )


AUTHORITIES = {
    "law": say("law", "法规"),
    "guidance": say("guidance", "指南"),
    "standard": say("standard", "标准"),
    "policy": say("policy", "企业规定"),
}
RANK = ("law", "standard", "guidance", "policy")


def _weaker(placed: Placed, change: Change) -> str:
    """What a policy made stricter is violated as a policy."""
    said = placed.authority or (placed.form.authority if isinstance(placed.form, HeaderForm) else "policy")
    return max(said, change.form.authority, key=RANK.index)
