"""Kinds that turn records into findings: each item judged as every provision is, and what was found of it kept."""

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.values import Fact, Unknown
from engine.model.decision import ClauseReport
from engine.model.fields import Entity, Localized
from engine.packs.pack import Header
from engine.provisions.judge import Judged, judge
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
        judged: The outcome of each item, as `engine.provisions.judge.judge` gives it.
        seen: What each item was found to be, by its path; ``None`` for the lot as a whole. Items that were not
            reached, because the gate or `where` decided, have none.
        facts: Everything that was read, by path.
    """

    judged: tuple[Judged, ...]
    seen: dict[str | None, Seen[F]]
    facts: dict[str, Fact]

    @property
    def findings(self) -> tuple[F, ...]:
        """Everything that was found, in the order of the items."""
        return tuple(finding for seen in self.seen.values() for finding in seen.findings)


def found_of(header: Header, look: Look[F], situation: Situation) -> Found[F]:
    """
    Judge a provision of a kind with findings, and keep what was found of each item. Pure.

    Args:
        header: The provision's header.
        look: Looks at one item, with its names bound.
        situation: What it is judged in.
    """
    situation.reader.facts = {}
    looked: list[Seen[F]] = []

    def check(scope: Names) -> bool | Unknown:
        looked.append(look(scope))
        return looked[-1].holds

    judged = judge(header, check, situation)
    reached = (one.item for one in judged if one.reached)
    seen = dict(zip(reached, looked, strict=True))
    return Found(judged=tuple(judged), seen=seen, facts=dict(situation.reader.facts))
