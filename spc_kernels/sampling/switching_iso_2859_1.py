"""Switching by ISO 2859-1:1999, with the switching score; identical in GB/T 2828.1-2012."""

from collections.abc import Iterable

from core.locations import DataLocation
from spc_kernels.sampling.errors import MissingFactError
from spc_kernels.sampling.inspections import Event, Inspection
from spc_kernels.sampling.switching import (
    Move,
    SwitchingState,
    SwitchingStep,
    after_normal_lot,
    after_reduced_lot,
    after_tightened_lot,
    counted,
    fold,
    initial_state,
)

SCORE_FOR_REDUCED = 30
_SMALL_ACCEPTANCE_NUMBER = 1
_SMALL_STEP, _STEP = 2, 3
# The sample by which the lot must be accepted for the score to rise.
_EARLY = {"double": 1, "multiple": 3}


def fold_iso_2859_1(events: Iterable[Event], state: str = "normal") -> tuple[SwitchingStep, ...]:
    """
    Follow normal, tightened, reduced and discontinued inspection over a series of lots.

    Args:
        events: Inspections and resumptions of one supplier, product and class of nonconformities, oldest first.
        state: State of the first lot.

    Returns:
        One step for each event: state used, state next, switching score, reason.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; Ac, or the result one AQL step tighter, is needed and not
            given.
        UnknownOptionError: ``spc.sampling.unknown-option``; no such state.

    Source:
        ISO 2859-1:1999 9.1 to 9.4; score 9.3.3.2.
    """
    return fold(_rule, events, initial_state(state))


def _rule(state: SwitchingState, lot: Inspection) -> Move:
    if state.inspecting == "tightened":
        return after_tightened_lot(state, lot)
    if state.inspecting == "reduced":
        return after_reduced_lot(state, lot)
    score, reason = _score(state.score, lot)
    return after_normal_lot(state, lot) or _after_score(state, lot, score, reason)


def _after_score(state: SwitchingState, lot: Inspection, score: int, reason: str) -> Move:
    stays = counted(state, lot, score=score)
    if score < SCORE_FOR_REDUCED:
        return Move(stays, reason, score)
    missing = [
        words
        for given, words in ((lot.production_steady, "steady production"), (lot.reduced_approved, "approval"))
        if not given
    ]
    if missing:
        return Move(stays, f"{reason}, enough for reduced but for {' and '.join(missing)}", score)
    return Move(SwitchingState("reduced"), f"{reason}, production steady, approved: to reduced", score)


def _score(before: int, lot: Inspection) -> tuple[int, str]:
    if not lot.accepted:
        return 0, "lot not accepted: score 0"
    if lot.sampling != "single":
        early = lot.samples <= _EARLY[lot.sampling]
        words = f"accepted after sample {lot.samples}"
        return _raised(before, _STEP, words) if early else (0, f"{words}: score 0")
    if lot.acceptance_number is None:
        raise _missing(
            "the switching score needs the acceptance number of the plan used",
            "acceptance_number",
            "give the Ac of the single plan",
        )
    if lot.acceptance_number <= _SMALL_ACCEPTANCE_NUMBER:
        return _raised(before, _SMALL_STEP, f"accepted with Ac {lot.acceptance_number}")
    if lot.accepted_one_step_tighter is None:
        raise _missing(
            "with Ac of 2 or more the switching score needs the result one AQL step tighter",
            "accepted_one_step_tighter",
            "judge the same sample by the plan one AQL step tighter",
        )
    if lot.accepted_one_step_tighter:
        return _raised(before, _STEP, "accepted, also one AQL step tighter")
    return 0, "accepted, but not one AQL step tighter: score 0"


def _raised(before: int, step: int, words: str) -> tuple[int, str]:
    return before + step, f"{words}: score {before} + {step} = {before + step}"


def _missing(message: str, name: str, hint: str) -> MissingFactError:
    return MissingFactError(message, location=DataLocation(f"$.{name}"), hint=hint)
