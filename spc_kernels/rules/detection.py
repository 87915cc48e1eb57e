"""The checked face of the rule kernel: a whole series, or one that arrives in pieces."""

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.errors import NonFiniteReadingError, ParameterError
from spc_kernels.rules.definitions import DEFAULT, Rule, Rules, RuleSet, named
from spc_kernels.rules.signals import Signals, pack

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

PATTERNS = {"same_side": 0, "trend": 1, "alternating": 2, "inside": 3, "outside": 4}
WORD = 2**64
FIRST_LEVEL = 4
"""Rows of the history before those of the levels."""

Program: TypeAlias = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]


class State(msgspec.Struct, frozen=True):
    """
    What a series that arrives in pieces must remember; plain values, to be stored as they are.

    Attributes:
        rules: Rules evaluated.
        bits: The last 64 points as bits, one word for each comparison, the newest point in the highest bit.
        last: The last reading; None before the first one and after a missing one.
        length: Points seen so far.
        off_center: The same of the points off the centre line, for the rules that pass over the others.
    """

    rules: RuleSet
    bits: tuple[int, ...] = ()
    last: float | None = None
    length: int = 0
    off_center: "State | None" = None


def detect(
    x: npt.ArrayLike,
    center: npt.ArrayLike,
    sigma: npt.ArrayLike,
    *,
    rules: Rules = DEFAULT,
    stages: Sequence[int] = (),
    skip: npt.ArrayLike | None = None,
) -> Signals:
    """
    Find the points that run rules flag.

    Args:
        x: Plotted statistics in time order, unit *u*. NaN is a missing point: it ends every run and every window.
            Shape ``(n,)``, ``n >= 1``.
        center: Centre line, unit *u*; one number, or one for each point where the limits vary.
        sigma: Standard deviation of the plotted statistic, unit *u*, ``>= 0``; one number, or one for each point.
        rules: Set, selection or rules; see `named`.
        stages: First points of later stages, ascending; every count starts anew there.
        skip: Points left out of the tests as if missing: indices or a mask.

    Returns:
        The flagged points as bit planes. Each point is compared with ``center + k * sigma`` as computed in float64:
        the limits that are shown. A point exactly on a line belongs inside; one on the centre line to neither side
        (`Rule.skip_center`: it is passed over);
        where sigma is 0 no point counts as within its zone, so constant readings give no signal.

    Raises:
        NonFiniteReadingError: ``spc.sample.non-finite``, an infinite reading, a centre or sigma that is not finite.
        ParameterError: ``spc.parameter.out-of-range``, a negative sigma or a stage that is no point.
        SampleError: ``spc.sample.*``, what cannot be read as numbers, no points, lengths that differ.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Comparisons and bit operations only: exact. One pass, O(n) for each rule.

    Source:
        L. S. Nelson, "The Shewhart control chart: tests for special causes", J. Quality Technology 16(4), 1984.
    """
    points = _points(x)
    chosen = named(rules)
    centers, sigmas = _lines(points, center, sigma)
    if skip is not None:
        left_out = samples.excluded(skip, points.shape[0], "skip")
        points = samples.frozen(np.where(left_out, np.nan, points))
    starts = [0, *_stages(stages, points.shape[0])]
    if len(starts) == 1 and chosen.after_signal == "continue":
        return evaluate(points, centers, sigmas, chosen)
    parts = []
    for begin, end in zip(starts, [*starts[1:], points.shape[0]], strict=True):
        part = slice(begin, end)
        parts.append(_masks(points[part], _part(centers, part), _part(sigmas, part), chosen))
    masks = np.concatenate(parts, axis=1)
    planes = np.stack([pack(mask) for mask in masks])
    return Signals(chosen.rules, planes, points.shape[0])


def follow(state: State, x: npt.ArrayLike, center: npt.ArrayLike, sigma: npt.ArrayLike) -> tuple[Signals, State]:
    """
    Find the flagged points of the next piece of a series.

    Args:
        state: State after the piece before, or `start`.
        x: Next points; may be empty. Shape ``(n,)``, unit *u*.
        center: Centre line, as in `detect`.
        sigma: Standard deviation, as in `detect`.

    Returns:
        The flagged points of this piece, numbered from the beginning of the series, and the state after it. The same
        points are flagged however a series is cut.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``, a state that is none, or does not belong to its rules.
        SpcError: As `detect`.

    Numerics:
        As `detect`; the state holds 64 points.

    Source:
        As `detect`.
    """
    _refuse_foreign(state)
    given = samples.as_floats(x)
    if given.shape[0] == 0:
        empty = np.empty((len(state.rules.rules), 0), dtype=np.uint64)
        return Signals(state.rules.rules, empty, 0, state.length), state
    points = _points(given)
    centers, sigmas = _lines(points, center, sigma)
    if state.rules.after_signal == "restart":
        masks, after = _restarting(points, centers, sigmas, state)
        planes = np.stack([pack(mask) for mask in masks])
        return Signals(state.rules.rules, planes, points.shape[0], state.length), after
    return _continue(points, centers, sigmas, state)


def _stages(stages: Sequence[int], points: int) -> list[int]:
    try:
        firsts = list(stages)
    except TypeError as exc:
        raise ParameterError(
            f"`stages` is `{samples.shown(stages)}`",
            location=samples.place("stages"),
            hint="list the first points of later stages",
        ) from exc
    return sorted({samples.whole(first, "stages", at_least=1, at_most=points - 1) for first in firsts})


def _refuse_foreign(state: State) -> None:
    """Refuse what is no state, or one whose words are not those of its rules: it would be read as other comparisons."""
    hint = "give the state that `start` or `follow` gave"
    samples.of_kind(state, State, "state", hint)
    samples.of_kind(state.rules, RuleSet, "state.rules", hint)
    try:
        seeing, passing = _parted(state.rules)
    except TypeError as exc:
        raise ParameterError("the rules are no tuple", location=samples.place("state.rules"), hint=hint) from exc
    fits = _fits(state, seeing if passing else state.rules.rules)
    if not (fits and _fits_inside(state.off_center, passing)):
        raise ParameterError("the state does not belong to its rules", location=samples.place("state"), hint=hint)


@functools.lru_cache(maxsize=64)
def _parted(rules: RuleSet) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Check rules once, and part them: those that see every point, those that pass over some."""
    every = named(rules).rules
    return tuple(rule for rule in every if not rule.passes_over), tuple(rule for rule in every if rule.passes_over)


def _fits_inside(inner: object, passing: tuple[Rule, ...]) -> bool:
    if not isinstance(inner, State):
        return inner is None
    rules: object = inner.rules
    return isinstance(rules, RuleSet) and rules.rules == passing and _fits(inner, passing)


def _fits(state: State, rules: tuple[Rule, ...]) -> bool:
    """Say whether what is remembered is as many words as the rules compare, a number or nothing, and a length."""
    words = FIRST_LEVEL + 2 * len({(rule.sigmas, rule.line_outside) for rule in rules})
    bits: object = state.bits
    last: object = state.last
    length: object = state.length
    remembered = 0.0 if last is None else samples.real(last)
    return (
        isinstance(bits, tuple | list)
        and len(bits) in {0, words}
        and all(isinstance(word, int) and 0 <= word < WORD for word in bits)
        and remembered is not None
        and math.isfinite(remembered)
        and isinstance(length, int)
        and length >= 0
    )


def start(rules: Rules = DEFAULT) -> State:
    """Begin a series that arrives in pieces."""
    return State(named(rules))


def program(rules: tuple[Rule, ...]) -> Program:
    """Translate rules for the kernel: the levels (distance, whether the line is outside) and one row a rule."""
    levels = sorted({(rule.sigmas, rule.line_outside) for rule in rules})
    rows = [
        (
            PATTERNS[rule.pattern],
            rule.count,
            rule.window,
            levels.index((rule.sigmas, rule.line_outside)),
            rule.partial_window + 2 * rule.flag_any + 4 * rule.one_side_enough,
        )
        for rule in rules
    ]
    return (
        np.array(levels, dtype=np.float64).reshape(-1, 2),
        np.array(rows, dtype=np.int64).reshape(-1, 5),
    )


def evaluate(points: "Floats", centers: "Floats", sigmas: "Floats", rules: RuleSet) -> Signals:
    """Run the kernel over a whole series of checked numbers."""
    return _continue(points, centers, sigmas, State(rules))[0]


def _continue(points: "Floats", centers: "Floats", sigmas: "Floats", state: State) -> tuple[Signals, State]:
    if any(rule.passes_over for rule in state.rules.rules):
        return _passing_over(points, centers, sigmas, state)
    return _scan(points, centers, sigmas, state)


def _passing_over(points: "Floats", centers: "Floats", sigmas: "Floats", state: State) -> tuple[Signals, State]:
    """Evaluate some rules over all points and the others over those off the centre line, and put both together."""
    rules = state.rules.rules
    seeing = RuleSet("all points", tuple(rule for rule in rules if not rule.passes_over))
    passing = RuleSet("off the centre", tuple(rule for rule in rules if rule.passes_over))
    every, after = _scan(points, centers, sigmas, State(seeing, state.bits, state.last, state.length))
    inner = state.off_center or State(passing)
    planes = np.zeros((len(rules), every.planes.shape[1]), dtype=np.uint64)
    planes[[not rule.passes_over for rule in rules]] = every.planes
    away = points != centers
    if away.any():
        lines = [samples.frozen(line if line.shape[0] == 1 else line[away]) for line in (centers, sigmas)]
        found, inner = _scan(samples.frozen(points[away]), lines[0], lines[1], inner)
        for row, rule in enumerate(rules):
            if rule.passes_over:
                mask = np.zeros(points.shape[0], dtype=np.bool_)
                mask[away] = found.mask(rule.number)
                planes[row] = pack(mask)
    return (
        Signals(rules, planes, points.shape[0], state.length),
        State(state.rules, after.bits, after.last, after.length, inner),
    )


def _scan(points: "Floats", centers: "Floats", sigmas: "Floats", state: State) -> tuple[Signals, State]:
    from spc_kernels.rules import kernel

    levels, rows = program(state.rules.rules)
    history = np.zeros((2, FIRST_LEVEL + 2 * levels.shape[0]), dtype=np.uint64)
    if state.bits:
        history[0] = state.bits
    history[1, :1].view(np.float64)[0] = math.nan if state.last is None else state.last
    planes = np.empty((rows.shape[0], (points.shape[0] + 63) // 64), dtype=np.uint64)
    kernel.scan(points, centers, sigmas, levels, rows, history, planes, kernel.workspace(levels.shape[0]))
    last = float(points[-1])
    after = State(
        state.rules,
        tuple(int(word) for word in history[0]),
        None if math.isnan(last) else last,
        state.length + points.shape[0],
    )
    return Signals(state.rules.rules, planes, points.shape[0], state.length), after


def _restarting(
    points: "Floats", centers: "Floats", sigmas: "Floats", state: State
) -> tuple[npt.NDArray[np.bool_], State]:
    """Evaluate piece by piece; at the first flagged point of a piece forget everything and go on behind it."""
    masks = np.zeros((len(state.rules.rules), points.shape[0]), dtype=np.bool_)
    at, piece = 0, 64
    while at < points.shape[0]:
        part = slice(at, min(at + piece, points.shape[0]))
        signals, after = _continue(points[part], _part(centers, part), _part(sigmas, part), state)
        found = signals.points()
        if not found.size:
            at, state, piece = part.stop, after, min(2 * piece, 65536)
            continue
        stop = int(found[0]) - signals.first
        for row, rule in enumerate(state.rules.rules):
            masks[row, at + stop] = signals.mask(rule.number)[stop]
        at, piece = at + stop + 1, 64
        state = State(state.rules, length=state.length + stop + 1)
    return masks, state


def _masks(points: "Floats", centers: "Floats", sigmas: "Floats", rules: RuleSet) -> npt.NDArray[np.bool_]:
    if rules.after_signal == "restart":
        return _restarting(points, centers, sigmas, State(rules))[0]
    signals = evaluate(points, centers, sigmas, rules)
    return np.stack([signals.mask(rule.number) for rule in rules.rules])


def _part(lines: "Floats", part: slice) -> "Floats":
    return lines if lines.shape[0] == 1 else lines[part]


def _points(x: npt.ArrayLike) -> "Floats":
    points = samples.as_floats(x)
    samples.refuse_too_few(points, 1)
    infinite = np.isinf(points)
    if infinite.any():
        raise NonFiniteReadingError(
            "a reading is infinite",
            location=samples.place("x", int(np.argmax(infinite))),
            hint="mark missing points as NaN",
        )
    return points


def _lines(points: "Floats", center: npt.ArrayLike, sigma: npt.ArrayLike) -> tuple["Floats", "Floats"]:
    lines = []
    for name, value in (("center", center), ("sigma", sigma)):
        line, many = samples.one_or_many(value, name)
        samples.refuse_non_finite(line, name)
        if many:
            samples.same_length(points, line, name)
        lines.append(line)
    if (lines[1] < 0).any():
        at = int(np.argmax(lines[1] < 0))
        samples.number(float(lines[1][at]), "sigma", above=0.0, closed=True)
    return lines[0], lines[1]
