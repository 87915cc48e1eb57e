"""One provision against one dossier: the gate, the items, the worst of them. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import msgspec

from engine.expressions.evaluate import Names, decide
from engine.expressions.values import Many, Missing, Record, Unknown, Value
from engine.model.calendar import local_day
from engine.model.decision import OutcomeKind
from engine.packs.pack import Effective, Header
from engine.provisions.situation import Situation

WORST_FIRST: tuple[OutcomeKind, ...] = ("violated", "indeterminate", "excused", "satisfied", "not_applicable")
RANKS = {outcome: rank for rank, outcome in enumerate(WORST_FIRST)}
Check: TypeAlias = Callable[[Names], bool | Unknown]
# Where nobody will ask what names were bound to.
NAMELESS: Names = {}


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """
    The outcome of one item, or of the provision where there are none.

    Attributes:
        outcome: The outcome.
        item: Path of the item; ``None`` for the lot as a whole, and for items nobody may have recorded.
        names: What names were bound to.
        missing: What is missing, where it is indeterminate.
        because: Why it is not applicable.
        reached: Whether `require` itself was evaluated, rather than the gate or `where` deciding.
        beyond: Whether it stands for the items that an open register may have beside those that are in it.
    """

    outcome: OutcomeKind
    item: str | None = None
    names: Names
    missing: tuple[Missing, ...] = ()
    because: str | None = None
    reached: bool = False
    beyond: bool = False


def judge(header: Header, require: Check, situation: Situation) -> list[Judged]:
    """
    Judge a provision whose kind says what must hold of each item.

    The steps are those of the pack format: (1) in force ∧ binds ∧ applies as one three-valued conjunction,
    (2) the items that `each` lists and `where` picks, (3) what `none` says when nothing was picked, (4) `require` for
    each picked item. An open register ends in one item that nobody knows.

    Returns:
        At least one outcome; the worst is the provision's.
    """
    scope = situation.names()
    gate = _gate(header, situation, scope)
    if gate is not None:
        return [gate]
    if header.each is None:
        return [_require(require, scope, None)]
    try:
        over = header.each.over.value(scope)
    except Unknown as unknown:
        return [Judged(outcome="indeterminate", names=scope, missing=unknown.missing)]
    if not isinstance(over, Many):
        missing = Missing(header.each.over.source.text, "recorded-as-none")
        return [Judged(outcome="indeterminate", names=scope, missing=(missing,))]
    judged = list(judge_items(header, require, situation, over.items))
    if over.open_end is not None:
        judged.append(Judged(outcome="indeterminate", names=scope, missing=(over.open_end,), beyond=True))
    if judged:
        return judged
    if header.each.none == "violated":
        return [Judged(outcome="violated", names=scope, because="nothing-picked")]
    return [Judged(outcome="not_applicable", names=scope, because="nothing-picked")]


def worst(judged: list[Judged]) -> Judged:
    """Give the first of the worst outcomes: violated, indeterminate, excused, satisfied, not applicable."""
    return judged[0] if len(judged) == 1 else min(judged, key=lambda one: RANKS[one.outcome])


def in_force(effective: Effective, situation: Situation, scope: Names) -> bool:
    """
    Tell whether a provision is in force on the date that selects it.

    Raises:
        Unknown: That date was not recorded.
    """
    selected: Value = situation.today if effective.by is None else effective.by.value(scope)
    if not isinstance(selected, dt.date):
        raise Unknown([Missing(effective.by.source.text if effective.by else "today", "recorded-as-none")])
    return selects(effective, situation, selected)


def selects(effective: Effective, situation: Situation, selected: dt.date) -> bool:
    """Tell whether a provision is in force on a day, or on the local day of an instant."""
    if isinstance(selected, dt.datetime):
        selected = local_day(selected, situation.timezone)
    return effective.begin <= selected and (effective.end is None or selected <= effective.end)


def gate_reason(header: Header, situation: Situation, scope: Names) -> str | None:
    """
    Say why a provision is not applicable to the lot as a whole; ``None`` when it applies.

    Raises:
        Unknown: Nothing excludes it, and something that could is not known.
    """
    reasons: list[str] = []

    def noted(outcomes: Iterator[tuple[str, bool | Unknown]]) -> Iterator[bool | Unknown]:
        for reason, outcome in outcomes:
            if outcome is False:
                reasons.append(reason)
            yield outcome

    return None if decide(noted(_conditions(header, situation, scope)), deciding=False) else reasons[0]


def _gate(header: Header, situation: Situation, scope: Names) -> Judged | None:
    try:
        reason = gate_reason(header, situation, scope)
    except Unknown as unknown:
        return Judged(outcome="indeterminate", names=scope, missing=unknown.missing)
    return None if reason is None else Judged(outcome="not_applicable", names=scope, because=reason)


def _conditions(header: Header, situation: Situation, scope: Names) -> Iterator[tuple[str, bool | Unknown]]:
    if not by_item(header):
        try:
            yield "not-in-force", in_force(header.effective, situation, scope)
        except Unknown as unknown:
            yield "not-in-force", unknown
    yield "binds-another-actor", binds(header, situation)
    if header.applies is not None:
        yield "does-not-apply", situation.outcome(header.applies)


def by_item(header: Header) -> bool:
    """Tell whether the date that selects a provision is one of the item that is judged."""
    by = header.effective.by
    return header.each is not None and by is not None and header.each.variable in by.reads


def binds(header: Header, situation: Situation) -> bool | Unknown:
    """Tell whether a provision binds one of the company's roles in the market."""
    if not header.binds:
        return True
    roles = situation.held_roles()
    if not roles:  # a company without any role there was not described
        path = f"lot.roles[{situation.market}]"
        faults = situation.reader.faults
        unsaid = Missing(path, "not-recorded", "Our roles per market", "本企业在各市场的角色")
        return Unknown([faults.get(path) or faults.get("lot.roles") or unsaid])
    return any(role in header.binds for role in roles)


def judge_items(header: Header, require: Check, situation: Situation, elements: Iterable[Value]) -> Iterator[Judged]:
    """Judge those items of a list that `where` picks, or may pick; the gate is not looked at."""
    each = header.each
    if each is None:  # pragma: no cover  # asked only where there is one
        return
    names = situation.names()
    for element in elements:
        scope = {**names, each.variable: element}
        item = element.path if isinstance(element, Record) else str(element)
        picked = True if each.where is None else each.where.outcome(scope)
        if isinstance(picked, Unknown):
            yield Judged(outcome="indeterminate", item=item, names=scope, missing=picked.missing)
        elif picked:
            yield _item(header, require, situation, scope, item)


def _item(header: Header, require: Check, situation: Situation, scope: Names, item: str) -> Judged:
    if by_item(header):
        try:
            if not in_force(header.effective, situation, scope):
                return Judged(outcome="not_applicable", item=item, names=scope, because="not-in-force")
        except Unknown as unknown:
            return Judged(outcome="indeterminate", item=item, names=scope, missing=unknown.missing)
    return _require(require, scope, item)


def _require(require: Check, scope: Names, item: str | None) -> Judged:
    holds = require(scope)
    if isinstance(holds, Unknown):
        return Judged(outcome="indeterminate", item=item, names=scope, missing=holds.missing, reached=True)
    return Judged(outcome="satisfied" if holds else "violated", item=item, names=scope, reached=True)
