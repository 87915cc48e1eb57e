"""
Switching between normal, tightened and reduced inspection: the facts, the trail, and the moves both standards share.

The state is a fold over original inspections, oldest first: the same facts give the same trail, and nothing else is
stored. How reduced inspection is earned and lost is not here; it differs between ISO 2859-1 and Z1.4.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeAlias, TypeVar

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_option
from spc_kernels.sampling.errors import MissingFactError
from spc_kernels.sampling.inspections import Event, Inspection, Resumption

Inspecting: TypeAlias = Literal["normal", "tightened", "reduced", "discontinued"]
STATES = ("normal", "tightened", "reduced", "discontinued")
_LOTS_LOOKED_BACK = 5
_NOT_ACCEPTED_OF_THEM = 2
_ACCEPTED_TO_NORMAL = 5
_NOT_ACCEPTED_TO_DISCONTINUE = 5


class SwitchingState(msgspec.Struct, frozen=True):
    """
    Where a series of lots stands; begins anew at each switch.

    Attributes:
        inspecting: ``normal``, ``tightened``, ``reduced`` or ``discontinued``.
        score: Switching score of ISO 2859-1; 0 outside normal inspection.
        lots: Lots inspected since the last switch, oldest first; only what the rules can still need.
        accepted_in_a_row: Consecutive accepted lots up to now.
        not_accepted: Lots not accepted since the last switch.
    """

    inspecting: Inspecting = "normal"
    score: int = 0
    lots: tuple[Inspection, ...] = ()
    accepted_in_a_row: int = 0
    not_accepted: int = 0


class SwitchingStep(msgspec.Struct, frozen=True):
    """
    One event of the trail.

    Attributes:
        state_used: State under which the lot was inspected.
        state_next: State from the next lot on.
        score: Switching score after the lot; None outside normal inspection and for Z1.4.
        reason: Why the state changed or stayed, in words.
    """

    state_used: Inspecting
    state_next: Inspecting
    score: int | None
    reason: str


class Move(msgspec.Struct, frozen=True):
    """
    What a rule decides for one lot.

    Attributes:
        state: State after it.
        reason: In words.
        score: Score to show; None if there is none.
    """

    state: SwitchingState
    reason: str
    score: int | None = None


Rule: TypeAlias = Callable[[SwitchingState, Inspection], Move]
Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


def initial_state(inspecting: str) -> SwitchingState:
    """
    Start a series of lots.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``.
    """
    checked = checked_option(inspecting, "state", STATES)
    return SwitchingState(inspecting=next(state for state in _TYPED if state == checked))


_TYPED: tuple[Inspecting, ...] = ("normal", "tightened", "reduced", "discontinued")


def fold(rule: Rule, events: Iterable[Event], state: SwitchingState) -> tuple[SwitchingStep, ...]:
    """
    Follow a series of events, oldest first, by the rule of one standard; one step for each event.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; location is the event.
    """
    given = _listed(events)
    for i, event in enumerate(given):
        if not isinstance(event, (Inspection, Resumption)):
            raise MissingFactError(
                "there is neither an inspection nor a resumption",
                location=DataLocation(f"$[{i}]"),
                hint="give an `Inspection` for each lot, a `Resumption` where inspection resumes",
            )
    steps = []
    for i, event in enumerate(given):
        try:
            move = resumed(state, event) if isinstance(event, Resumption) else _inspected(rule, state, event)
        except MissingFactError as exc:
            raise MissingFactError(exc.message, location=DataLocation(f"$[{i}]{_tail(exc)}"), hint=exc.hint) from exc
        steps.append(SwitchingStep(state.inspecting, move.state.inspecting, move.score, move.reason))
        state = move.state
    return tuple(steps)


def _listed(events: Iterable[Item]) -> tuple[Item, ...]:
    if not isinstance(events, Iterable):
        raise MissingFactError(
            "there is no list of events", location=DataLocation("$"), hint="give the events in a list, oldest first"
        )
    return tuple(events)


def fold_each(
    follow: Callable[[list[Event]], tuple[SwitchingStep, ...]], events: Iterable[tuple[Key, Event]]
) -> dict[Key, tuple[SwitchingStep, ...]]:
    """
    Follow each series on its own: one for each supplier, product and class of nonconformity.

    Args:
        follow: A fold of one series, such as ``fold_iso_2859_1``.
        events: Key of the series and event, oldest first; the key is whatever tells series apart.

    Returns:
        The trail of each key, in the order in which keys first appear.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``follow``.

    Source:
        ISO 2859-1:1999 9.2: switching applies to each class of nonconformities independently.
    """
    series: dict[Key, list[Event]] = {}
    for key, event in _listed(events):
        series.setdefault(key, []).append(event)
    return {key: follow(own) for key, own in series.items()}


def after_normal_lot(state: SwitchingState, lot: Inspection) -> Move | None:
    """Go to tightened after 2 of 5 or fewer consecutive lots not accepted (ISO 2859-1 9.3.1, Z1.4 8.3.1)."""
    recent = (*state.lots, lot)[-_LOTS_LOOKED_BACK:]
    missed = sum(not one.accepted for one in recent)
    if missed < _NOT_ACCEPTED_OF_THEM:
        return None
    return Move(
        SwitchingState("tightened"), f"{missed} of {len(recent)} consecutive lots not accepted: to tightened", 0
    )


def after_tightened_lot(state: SwitchingState, lot: Inspection) -> Move:
    """Go back to normal after 5 accepted in a row, discontinue at 5 not accepted (9.3.2 and 9.4, 8.3.2 and 8.4)."""
    now = counted(state, lot)
    if now.accepted_in_a_row == _ACCEPTED_TO_NORMAL:
        return Move(SwitchingState("normal"), f"{_ACCEPTED_TO_NORMAL} consecutive lots accepted: to normal")
    if now.not_accepted == _NOT_ACCEPTED_TO_DISCONTINUE:
        return Move(
            SwitchingState("discontinued"),
            f"{_NOT_ACCEPTED_TO_DISCONTINUE} lots not accepted on tightened: discontinued",
        )
    return Move(now, f"{now.accepted_in_a_row} consecutive lots accepted, {now.not_accepted} not accepted on tightened")


def after_reduced_lot(state: SwitchingState, lot: Inspection) -> Move:
    """Leave reduced for normal at the first doubt (ISO 2859-1 9.3.4, Z1.4 8.3.4)."""
    doubts = (
        (not lot.accepted, "lot not accepted"),
        (lot.return_to_normal, "count between Ac and Re"),
        (not lot.production_steady, "production not steady"),
        (not lot.reduced_approved, "reduced inspection no longer approved"),
        (bool(lot.other_conditions), f"other conditions: {lot.other_conditions}"),
    )
    raised = [words for holds, words in doubts if holds]
    if raised:
        return Move(SwitchingState("normal"), f"{', '.join(raised)}: to normal")
    return Move(counted(state, lot), "accepted: stays on reduced")


def counted(
    state: SwitchingState, lot: Inspection, *, score: int = 0, keep: int = _LOTS_LOOKED_BACK - 1
) -> SwitchingState:
    """Stay, and remember the lot and as many before it as the rules look back on."""
    return SwitchingState(
        inspecting=state.inspecting,
        score=score,
        lots=(*state.lots, lot)[-keep:],
        accepted_in_a_row=state.accepted_in_a_row + 1 if lot.accepted else 0,
        not_accepted=state.not_accepted + (not lot.accepted),
    )


def resumed(state: SwitchingState, event: Resumption) -> Move:
    """Resume on tightened after discontinuation; at any other time nothing was stopped (9.4, 8.4)."""
    if state.inspecting != "discontinued":
        return Move(state, f"inspection was not discontinued: {event.reason}", _shown(state))
    return Move(SwitchingState("tightened"), f"resumed on tightened: {event.reason}")


def _inspected(rule: Rule, state: SwitchingState, lot: Inspection) -> Move:
    if not lot.original:
        return Move(state, "resubmitted lot: does not count", _shown(state))
    if state.inspecting == "discontinued":
        return Move(state, "inspection is discontinued: lot does not count")
    return rule(state, lot)


def _shown(state: SwitchingState) -> int | None:
    return state.score if state.inspecting == "normal" else None


def _tail(exc: MissingFactError) -> str:
    return str(exc.location).removeprefix("$") if exc.location is not None else ""
