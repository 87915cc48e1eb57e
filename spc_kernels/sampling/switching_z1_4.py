"""Switching by Z1.4-2003 (MIL-STD-105E): ten lots and a limit number earn reduced inspection, a gap can end it."""

from collections.abc import Iterable
from functools import partial
from itertools import accumulate

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_counts
from spc_kernels.sampling.errors import MissingFactError, TableInvalidError
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

LOTS_FOR_REDUCED = 10
# Where ten lots are not sufficient for a limit number, so many may be counted.
_MOST_LOTS_COUNTED = 200


class LimitNumbers(msgspec.Struct, frozen=True):
    """
    The limit numbers of one AQL, a column of table VIII, supplied by the site: no open source gives the table.

    Attributes:
        sample_items_up_to: Largest total sample size of each range but the last, ascending.
        limits: Limit number of each range; None where the sample of the lots so far is not sufficient.

    Raises:
        TableInvalidError: ``spc.sampling.table-invalid``.
        NotACountError: ``spc.sampling.not-a-count``.
    """

    sample_items_up_to: tuple[int, ...]
    limits: tuple[int | None, ...]

    def __post_init__(self) -> None:
        """Check that ranges ascend, each with its limit."""
        ends = checked_counts(self.sample_items_up_to, "sample_items_up_to", least=1)
        limits: object = self.limits
        given = len(limits) if isinstance(limits, (tuple, list)) else 0
        if list(ends) != sorted(set(ends)) or given != len(ends) + 1:
            raise TableInvalidError(
                "ranges must ascend, and each, with the last open one, needs its limit",
                location=DataLocation("$.sample_items_up_to"),
                hint="give one limit more than ends of ranges",
            )
        for i, limit in enumerate(self.limits):
            if limit is not None:
                checked_count(limit, f"limits[{i}]")

    def limit(self, items: int) -> int | None:
        """Give the limit number for a total sample size; None where it is not sufficient."""
        return self.limits[sum(items > end for end in self.sample_items_up_to)]


def fold_z1_4(
    events: Iterable[Event], limit_numbers: LimitNumbers | None = None, *, waived: bool = False, state: str = "normal"
) -> tuple[SwitchingStep, ...]:
    """
    Follow normal, tightened, reduced and discontinued inspection over a series of lots.

    Args:
        events: Inspections and resumptions of one supplier, product and class of nonconformities, oldest first.
        limit_numbers: Column of table VIII for the AQL. Where its range is not sufficient for ten lots, more are
            counted.
        waived: Whether the limit number is waived by agreement. With neither, reduced inspection is not reached.
        state: State of the first lot.

    Returns:
        One step for each event: state used, state next, reason; no score.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; sample size or count needed for the limit number and not given.
        UnknownOptionError: ``spc.sampling.unknown-option``; no such state.

    Source:
        ANSI/ASQ Z1.4-2003 8.1 to 8.5.
    """
    if limit_numbers is not None and not isinstance(limit_numbers, LimitNumbers):
        raise MissingFactError(
            "there are no limit numbers", location=DataLocation("$.limit_numbers"), hint="give `LimitNumbers`, or none"
        )
    if not isinstance(waived, bool):
        raise MissingFactError(
            "the fact is neither true nor false", location=DataLocation("$.waived"), hint="give true or false"
        )
    return fold(partial(_rule, limit_numbers, waived), events, initial_state(state))


def _rule(numbers: LimitNumbers | None, waived: bool, state: SwitchingState, lot: Inspection) -> Move:  # noqa: FBT001 - bound by partial, never called by hand
    if state.inspecting == "tightened":
        return after_tightened_lot(state, lot)
    if state.inspecting == "reduced":
        return after_reduced_lot(state, lot)
    tightened = after_normal_lot(state, lot)
    if tightened is not None:
        return msgspec.structs.replace(tightened, score=None)
    stays = counted(state, lot, keep=_MOST_LOTS_COUNTED)
    if stays.accepted_in_a_row < LOTS_FOR_REDUCED:
        return Move(stays, f"{stays.accepted_in_a_row} consecutive lots accepted on normal")
    obstacles = _obstacles(stays, lot, numbers, waived=waived)
    words = f"{stays.accepted_in_a_row} consecutive lots accepted on normal"
    if obstacles:
        return Move(stays, f"{words}, not reduced: {', '.join(obstacles)}")
    return Move(
        SwitchingState("reduced"),
        f"{words}, limit number {'waived' if waived else 'kept'}, production steady, approved: to reduced",
    )


def _obstacles(state: SwitchingState, lot: Inspection, numbers: LimitNumbers | None, *, waived: bool) -> list[str]:
    obstacles = [] if waived else _over_limit(state, numbers)
    if not lot.production_steady:
        obstacles.append("production not steady")
    if not lot.reduced_approved:
        obstacles.append("not approved")
    return obstacles


def _over_limit(state: SwitchingState, numbers: LimitNumbers | None) -> list[str]:
    if numbers is None:
        return ["no limit number given"]
    run = state.lots[::-1][: state.accepted_in_a_row]
    for name in ("sample_size", "nonconforming"):
        if any(getattr(lot, name) is None for lot in run):
            raise MissingFactError(
                f"the limit number needs `{name}` of each lot",
                location=DataLocation(f"$.{name}"),
                hint="give it with each inspection, or agree to waive the limit number",
            )
    items = list(accumulate(lot.sample_size or 0 for lot in run))
    found = list(accumulate(lot.nonconforming or 0 for lot in run))
    for i in range(LOTS_FOR_REDUCED - 1, len(run)):
        limit = numbers.limit(items[i])
        if limit is not None:
            over = f"{found[i]} nonconforming in {items[i]} items is above the limit number {limit}"
            return [over] if found[i] > limit else []
    return [f"{items[-1]} items are not sufficient for a limit number"]
