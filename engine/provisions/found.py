"""Kinds that turn records into findings: each item judged as every provision is, and what was found of it kept."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.values import Fact, Record, Unknown
from engine.model.decision import ClauseReport
from engine.model.fields import Entity, Localized
from engine.packs.pack import Header
from engine.provisions.judge import NAMELESS, Judged, judge
from engine.provisions.situation import Situation

F = TypeVar("F", bound=Entity)


class Seen(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """
    What one item was found to be.

    Attributes:
        holds: Whether it is as the provision asks; unknown with everything that stands in the way.
        findings: What was found, one for each thing that is judged on its own.
        clauses: The figures that decided, with their limit and unit.
        message: What to tell a person where it does not hold; ``None`` where it does or is unknown.
    """

    holds: bool | Unknown
    findings: tuple[F, ...]
    clauses: tuple[ClauseReport, ...] = ()
    message: Localized | None = None


Look: TypeAlias = Callable[[Names], Seen[F]]


class Found(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """
    What a provision found.

    Attributes:
        judged: The outcome of each item, as `engine.provisions.judge.judge` gives it, without the names: these read
            one dossier, and what is found may be kept for others.
        items: The records that items are, by path.
        seen: What each item was found to be, by its path; ``None`` for the lot as a whole. Items that were not
            reached, because the gate or `where` decided, have none.
        facts: Everything that was read, by path.
        watched: The characteristics that a process provision watches in its items, by path.
    """

    judged: tuple[Judged, ...]
    items: dict[str | None, msgspec.Struct]
    seen: dict[str | None, Seen[F]]
    facts: dict[str, Fact]
    watched: frozenset[str] = frozenset()

    @property
    def reached(self) -> frozenset[str]:
        """The records that were judged, by path, rather than left out by the gate or `where`."""
        return frozenset(
            one.item for one in self.judged if one.reached and one.item is not None and one.item in self.items
        )

    @property
    def findings(self) -> tuple[F, ...]:
        """Everything that was found, in the order of the items."""
        return tuple(finding for seen in self.seen.values() for finding in seen.findings)


def found_of(
    header: Header, look: Look[F], situation: Situation, watches: Callable[[Names], frozenset[str]] | None = None
) -> Found[F]:
    """
    Judge a provision of a kind with findings, and keep what was found of each item. Pure.

    Args:
        header: The provision's header.
        look: Looks at one item, with its names bound.
        situation: What it is judged in.
        watches: Gives the characteristics that are watched in an item, by path; none when left out.
    """
    situation.reader.facts = {}
    looked: list[Seen[F]] = []

    def check(scope: Names) -> bool | Unknown:
        looked.append(look(scope))
        return looked[-1].holds

    judged = judge(header, check, situation)
    reached = [one for one in judged if one.reached]
    facts = dict(situation.reader.facts)
    return Found(
        judged=tuple(msgspec.structs.replace(one, names=NAMELESS) for one in judged),
        items=dict(_items(header, judged)),
        seen=dict(zip((one.item for one in reached), looked, strict=True)),
        facts=facts,
        watched=frozenset[str]().union(*(watches(one.names) for one in reached)) if watches else frozenset(),
    )


def _items(header: Header, judged: Iterable[Judged]) -> Iterator[tuple[str | None, msgspec.Struct]]:
    """Give the records that were judged one by one, by path."""
    for one in judged:
        item = None if header.each is None else one.names.get(header.each.variable)
        if isinstance(item, Record):
            yield one.item, item.data
