"""The provisions of a pack as one generated module: outcomes on the straight path, and from the reference elsewhere."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from engine.expressions.compiled import Decided, Sources, kept_or_made, load
from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.generate import generate_provisions
from engine.expressions.numbering import Numbering, Provision
from engine.expressions.recorded import constant_path
from engine.expressions.straight import Given
from engine.expressions.tree import Expr, Literal
from engine.expressions.values import Record, Unknown, Value
from engine.expressions.writer import NotWrittenError
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.types import TEXT, CodeOf, ListOf, RecordOf, Type
from engine.packs.names import FINDINGS
from engine.packs.pack import Header, RecordFormat, Requirement, RulePack
from engine.provisions.judge import NAMELESS, Check, Judged, binds, by_item, in_force, judge_items, selects
from engine.provisions.record_formats import fits
from engine.provisions.situation import Situation

Compiled: TypeAlias = Requirement | RecordFormat
Answer: TypeAlias = Decided | list[tuple[msgspec.Struct | str, bool | None]] | None
MOST_PACKS = 64
"""Packs that are remembered."""
OFTEN = 4
"""Judgements after which a pack is compiled."""
# What is required of a record is no expression: which records are picked is all that is compiled.
HOLDS: Expr = Literal(value=True, span=(0, 0))
TEXTS = ""
"""Where the items that are judged are texts, which go by themselves."""


class Asked:
    """Stands for a provision that is left to the reference."""


ASKED = Asked()


class CompiledPack:
    """
    A resolved pack, compiled.

    Args:
        pack: The pack.
        kept: Where generated sources are kept; nowhere when left out.
    """

    def __init__(self, pack: RulePack, kept: Sources | None = None) -> None:
        self.pack = pack
        self.paths: list[str | None] = []
        self.positions: dict[int, int] = {}
        self.by_item: list[bool] = []
        provisions: list[Provision] = []
        compiled: tuple[Compiled, ...] = (*pack.requirements, *pack.records)
        for one in compiled:
            provision = _provision(one)
            path = _item_path(provision)
            if provision.over is None or path is not None:
                self.positions[id(one)] = len(provisions)
                provisions.append(provision)
                self.paths.append(path)
                self.by_item.append(by_item(one.header))
        # Where in the answers the day stands that selects a provision, by the position of the provision.
        dated = [position for position, provision in enumerate(provisions) if provision.by is not None]
        self.selecting = {position: len(provisions) + place for place, position in enumerate(dated)}
        self._evaluate = load(kept_or_made(kept, ("provisions", pack.digest), lambda: generate_provisions(provisions)))

    def before(self, situation: Situation) -> "JudgedPack":
        """Judge all provisions in one situation."""
        # The straight path reads structs, and does not look whether what they hold is believed.
        is_believed = not situation.reader.faults
        given = Given(
            situation.reader,
            as_of=situation.as_of,
            market=situation.market,
            params=situation.bound.get("params"),
            findings=situation.bound.get(FINDINGS),
        )
        answers = self._evaluate(given, lambda _: ASKED) if is_believed else []
        return JudgedPack(self, situation, answers)


class _Met:
    """
    A pack that was met, and its compiled form once that is worth making.

    Args:
        pack: The pack; held, so that no other can be taken for it.
    """

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.times = 0
        self.compiled: CompiledPack | None = None


_met: dict[int, _Met] = {}
_meeting = threading.Lock()


def compiled_pack(pack: RulePack) -> CompiledPack | None:
    """
    Give the compiled form of a pack that is judged often, and remember it.

    It changes how long a judgement takes, and nothing else.

    Returns:
        ``None`` the first times that a pack is met: compiling takes as long as judging some cases.
    """
    with _meeting:
        met = _met.get(id(pack))
        if met is None:
            while len(_met) >= MOST_PACKS:
                del _met[next(iter(_met))]
            met = _met[id(pack)] = _Met(pack)
        met.times += 1
        if met.compiled is None and met.times > OFTEN:
            met.compiled = CompiledPack(pack)
        return met.compiled


def judged_by(pack: RulePack, situation: Situation) -> "JudgedPack | None":
    """Judge a pack's provisions by its compiled form, where it has one."""
    compiled = compiled_pack(pack)
    return None if compiled is None else compiled.before(situation)


class JudgedPack:
    """
    A compiled pack in one situation.

    Args:
        compiled: The pack.
        situation: What it is judged in.
        answers: What the straight path gives; nothing when it cannot be taken.
    """

    def __init__(self, compiled: CompiledPack, situation: Situation, answers: list[object]) -> None:
        self.compiled = compiled
        self.situation = situation
        self.answers = answers

    def judge(self, provision: Compiled) -> list[Judged] | None:
        """
        Judge a provision.

        Returns:
            What `engine.provisions.judge.judge` gives, without the names, which only an explanation asks for;
            ``None`` where that is to be asked.
        """
        position = self.compiled.positions.get(id(provision))
        if position is None or not self.answers:
            return None
        header, answer = provision.header, self.answers[position]
        force = self.compiled.by_item[position] or self._is_selected(header, position)
        if force is False:
            return [NOT_APPLICABLE["not-in-force"]]
        bound = not header.binds or binds(header, self.situation)
        if bound is False:
            return [NOT_APPLICABLE["binds-another-actor"]]
        if answer is None:
            return [NOT_APPLICABLE["does-not-apply"]]
        if force is not True or bound is not True or answer is ASKED:
            return None
        if isinstance(answer, Decided):
            return [SATISFIED if answer.holds is True else VIOLATED]
        return self._items(provision, position, answer)  # type: ignore[arg-type]  # nothing else is generated

    def all(self) -> dict[int, list[Judged]]:
        """Give what is known of all requirements, by the ``id`` of each."""
        found = ((id(one), self.judge(one)) for one in self.compiled.pack.requirements)
        return {number: judged for number, judged in found if judged is not None}

    def _items(
        self, provision: Compiled, position: int, answer: list[tuple[msgspec.Struct | str, bool | None]]
    ) -> list[Judged]:
        """Judge the items that were picked, and by the reference those that the straight path left."""
        header = provision.header
        if header.each is None:  # pragma: no cover  # asked only where there is one
            raise TypeError(answer)
        call = self._calling(self.compiled.paths[position])
        judged: list[Judged] = []
        for item, holds in answer:
            called = call(item)
            if holds is None or isinstance(provision, RecordFormat):
                element = Record(item, called, self.situation.reader) if isinstance(item, msgspec.Struct) else called
                judged += self._by_reference(provision, element)
            else:
                is_dated = self.compiled.by_item[position]
                judged.append(self._of_item(header, item, called, holds=holds, is_dated=is_dated))
        if judged:
            return judged
        return [VIOLATED_BY_NONE if header.each.none == "violated" else NOT_APPLICABLE["nothing-picked"]]

    def _calling(self, path: str | None) -> Callable[[Any], str]:
        """Give what names an item as its record's path does: by its identifier, its place in the list, or itself."""
        if not path:
            return str
        places: dict[int, list[int]] = {}

        def called(item: Any) -> str:  # noqa: ANN401  # any entity, with an identifier or without
            if hasattr(item, "id"):
                return f"{path}[{item.id}]"
            if not places:
                for place, one in enumerate(_list_at(path, self.situation.reader.dossier)):
                    places.setdefault(id(one), []).append(place)
            # The items that were picked stand in the order of the list.
            return f"{path}[{places[id(item)].pop(0)}]"

        return called

    def _by_reference(self, provision: Compiled, element: Value) -> Iterator[Judged]:
        return judge_items(provision.header, _check(provision), self.situation, (element,))

    def _of_item(self, header: Header, item: object, called: str, *, holds: bool, is_dated: bool) -> Judged:
        """Give the outcome of an item, unless the provision is not in force for it."""
        if is_dated and header.each is not None:
            element = Record(item, called, self.situation.reader) if isinstance(item, msgspec.Struct) else called
            force = self._in_force(header, {header.each.variable: element})
            if isinstance(force, Unknown):
                return Judged(outcome="indeterminate", item=called, names=NAMELESS, missing=force.missing)
            if not force:
                return Judged(outcome="not_applicable", item=called, names=NAMELESS, because="not-in-force")
        return Judged(outcome="satisfied" if holds else "violated", item=called, names=NAMELESS, reached=True)

    def _is_selected(self, header: Header, position: int) -> bool | Unknown:
        """Tell whether a provision is in force for the lot as a whole."""
        place = self.compiled.selecting.get(position)
        selected = self.situation.today if place is None else self.answers[place]
        if isinstance(selected, dt.date):
            return selects(header.effective, self.situation, selected)
        return self._in_force(header)

    def _in_force(self, header: Header, bound: Names = NAMELESS) -> bool | Unknown:
        try:
            return in_force(header.effective, self.situation, {**self.situation.names(), **bound})
        except Unknown as unknown:
            return unknown


NOT_APPLICABLE: Mapping[str, Judged] = {
    because: Judged(outcome="not_applicable", names=NAMELESS, because=because)
    for because in ("not-in-force", "binds-another-actor", "does-not-apply", "nothing-picked")
}
SATISFIED = Judged(outcome="satisfied", names=NAMELESS, reached=True)
VIOLATED = Judged(outcome="violated", names=NAMELESS, reached=True)
VIOLATED_BY_NONE = Judged(outcome="violated", names=NAMELESS, because="nothing-picked")


def _check(provision: Compiled) -> Check:
    """Give what must hold of an item, by the reference."""
    if isinstance(provision, RecordFormat):
        return lambda scope: fits(provision, scope)
    return provision.require.outcome


def _provision(provision: Compiled) -> Provision:
    """Gather the expressions of a provision that the straight path computes."""
    header = provision.header
    each = header.each
    over, where = (each.over, each.where) if each is not None else (None, None)
    require = provision.require if isinstance(provision, Requirement) else None
    by = None if by_item(header) else header.effective.by
    types: dict[int, Type] = {}
    for expression in (header.applies, over, where, require, by):
        types |= _types(expression)
    return Provision(
        applies=header.applies.tree if header.applies is not None else None,
        over=over.tree if over is not None else None,
        variable=each.variable if each is not None else "",
        where=where.tree if where is not None else None,
        require=require.tree if require is not None else HOLDS,
        by=by.tree if by is not None else None,
        types=types,
    )


def _types(expression: Expression | None) -> Mapping[int, Type]:
    return {} if expression is None else expression.types


def _item_path(provision: Provision) -> str | None:
    """Give the path of the list whose records are judged, where no data decide it; `TEXTS` where they are texts."""
    if provision.over is None:
        return None
    graph = Numbering()
    node = graph.nodes[graph.root(provision.over, condition=False, types=provision.types)]
    listed = provision.types.get(id(provision.over))
    item = listed.item if isinstance(listed, ListOf) else None
    if item == TEXT or isinstance(item, CodeOf):
        return TEXTS
    while node.kind == "macro" and node.facts[0] == "filter":
        node = graph.nodes[node.below[0]]
    try:
        return constant_path(graph, node) if isinstance(item, RecordOf) else None
    except NotWrittenError:
        return None


def _list_at(path: str, dossier: Dossier) -> list[object]:
    """Give the list at a constant path."""
    held: Any = dossier
    for name in path.split("."):
        entity: type[msgspec.Struct] = type(held)
        held = getattr(held, fields_of(entity)[name].attribute)
    return held if isinstance(held, list) else []
