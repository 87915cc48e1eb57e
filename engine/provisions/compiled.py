"""The provisions of a pack as one generated module: outcomes on the straight path, and from the reference elsewhere."""

import threading
from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from engine.expressions.compiled import Decided, Sources, kept_or_made, load
from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.generate import generate_provisions
from engine.expressions.numbering import Numbering, Provision
from engine.expressions.recorded import constant_path
from engine.expressions.straight import Given
from engine.expressions.values import Record, Unknown
from engine.expressions.writer import NotWrittenError
from engine.model.dictionary import fields_of
from engine.model.types import ListOf, RecordOf, Type
from engine.packs.pack import Header, Requirement, RulePack
from engine.provisions.judge import Judged, binds, by_item, in_force
from engine.provisions.situation import Situation

Answer: TypeAlias = Decided | list[tuple[msgspec.Struct | str, bool]] | None
NAMELESS: Names = {}
MOST_PACKS = 64
"""Packs that are remembered."""
OFTEN = 4
"""Judgements after which a pack is compiled."""


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
        provisions: list[Provision] = []
        for requirement in pack.requirements:
            provision = _provision(requirement)
            path = _item_path(provision)
            # What an instrument excuses is found by the reference.
            if not requirement.excused_by and (provision.over is None or path is not None):
                self.positions[id(requirement)] = len(provisions)
                provisions.append(provision)
                self.paths.append(path)
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


def judged_by(pack: RulePack, situation: Situation) -> dict[int, list[Judged]]:
    """Judge a pack's requirements by its compiled form, where it has one: see `JudgedPack.all`."""
    compiled = compiled_pack(pack)
    return {} if compiled is None else compiled.before(situation).all()


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

    def judge(self, requirement: Requirement) -> list[Judged] | None:
        """
        Judge a provision.

        Returns:
            What `engine.provisions.judge.judge` gives, without the names, which only an explanation asks for;
            ``None`` where that is to be asked.
        """
        position = self.compiled.positions.get(id(requirement))
        if position is None or not self.answers:
            return None
        return self._judged(requirement.header, self.answers[position], self.compiled.paths[position])

    def all(self) -> dict[int, list[Judged]]:
        """Give what is known of all provisions, by the ``id`` of each requirement."""
        found = ((id(one), self.judge(one)) for one in self.compiled.pack.requirements)
        return {number: judged for number, judged in found if judged is not None}

    def _judged(self, header: Header, answer: object, path: str | None) -> list[Judged] | None:
        """Give the outcome that the header and the straight path make; none when the reference is asked."""
        force = True if by_item(header) else self._in_force(header)
        if force is False:
            return [_not_applicable("not-in-force")]
        bound = binds(header, self.situation)
        if bound is False:
            return [_not_applicable("binds-another-actor")]
        if answer is None:
            return [_not_applicable("does-not-apply")]
        if force is not True or bound is not True or answer is ASKED:
            return None
        if isinstance(answer, Decided):
            return [_outcome(holds=answer.holds is True, item=None)]
        if not isinstance(answer, list):  # pragma: no cover  # nothing else is generated
            raise TypeError(answer)
        found = [self._of_item(header, item, _called(item, path), holds=holds) for item, holds in answer]
        judged = [one for one in found if one is not None]
        if len(judged) < len(found):
            return None
        if judged or header.each is None:
            return judged
        if header.each.none == "violated":
            return [Judged(outcome="violated", names=NAMELESS, because="nothing-picked")]
        return [_not_applicable("nothing-picked")]

    def _of_item(self, header: Header, item: object, called: str, *, holds: bool) -> Judged | None:
        """Give the outcome of an item; none where it is not known whether the provision is in force for it."""
        if header.each is not None and isinstance(item, msgspec.Struct) and by_item(header):
            force = self._in_force(header, {header.each.variable: Record(item, called, self.situation.reader)})
            if force is not True:
                return _not_applicable("not-in-force", called) if force is False else None
        return _outcome(holds=holds, item=called)

    def _in_force(self, header: Header, bound: Names = NAMELESS) -> bool | Unknown:
        try:
            return in_force(header.effective, self.situation, {**self.situation.names(), **bound})
        except Unknown as unknown:
            return unknown


def _not_applicable(because: str, item: str | None = None) -> Judged:
    return Judged(outcome="not_applicable", item=item, names=NAMELESS, because=because)


def _outcome(*, holds: bool, item: str | None) -> Judged:
    return Judged(outcome="satisfied" if holds else "violated", item=item, names=NAMELESS, reached=True)


def _called(item: object, path: str | None) -> str:
    """Name an item as its record's path does."""
    return f"{path}[{item.id}]" if isinstance(item, msgspec.Struct) else str(item)  # type: ignore[attr-defined]


def _provision(requirement: Requirement) -> Provision:
    """Gather the expressions of a provision that the straight path computes."""
    header = requirement.header
    each = header.each
    over, where = (each.over, each.where) if each is not None else (None, None)
    types: dict[int, Type] = {}
    for expression in (header.applies, over, where, requirement.require):
        types |= _types(expression)
    return Provision(
        applies=header.applies.tree if header.applies is not None else None,
        over=over.tree if over is not None else None,
        variable=each.variable if each is not None else "",
        where=where.tree if where is not None else None,
        require=requirement.require.tree,
        types=types,
    )


def _types(expression: Expression | None) -> Mapping[int, Type]:
    return {} if expression is None else expression.types


def _item_path(provision: Provision) -> str | None:
    """Give the path of the list whose items are judged, where items have identifiers and no data decide the path."""
    if provision.over is None:
        return None
    graph = Numbering()
    node = graph.nodes[graph.root(provision.over, condition=False, types=provision.types)]
    listed = provision.types.get(id(provision.over))
    item = listed.item if isinstance(listed, ListOf) else None
    is_named = isinstance(item, RecordOf) and "id" in fields_of(item.entity)
    try:
        return constant_path(graph, node) if is_named else None
    except NotWrittenError:
        return None
