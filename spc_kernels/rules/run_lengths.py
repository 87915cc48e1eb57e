"""How often rules signal without a cause, and how soon with one: by Markov chain, else by simulation."""

import functools
import itertools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np

from spc_kernels import samples
from spc_kernels.errors import ParameterError
from spc_kernels.rules.definitions import DEFAULT, Rule, Rules, RuleSet, named
from spc_kernels.rules.detection import program

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

MOST_STATES = 60_000
LONGEST = 1e12
"""Run length beyond which the chain's equations keep fewer than four digits."""
MOST_SIMULATED = 5e9
"""Points simulated in all, a minute or so of work."""
PIECE = 256
"""Points of a series simulated at a time; whole words of 64."""
RUNS = 100_000
"""Runs of a simulation unless said otherwise: a standard error of about 0.3 %."""

_RuleState: TypeAlias = tuple[int, ...]
_State: TypeAlias = tuple[_RuleState, ...]


class RunLength(msgspec.Struct, frozen=True):
    """
    Average run length of a set of rules, from the first point of a series.

    Attributes:
        arl: Mean number of points up to and with the first flagged one.
        standard_error: Of `arl`; 0 when it is exact.
        method: ``markov`` or ``simulation``.
        runs: Runs simulated; 0 when exact.
        signal_rate: ``1 / arl``: signals a point when every count restarts after a signal. In control it is the
            false-alarm rate.
    """

    arl: float
    standard_error: float
    method: str
    runs: int
    signal_rate: float


def run_length(
    rules: Rules = DEFAULT, *, shift: float = 0.0, runs: int = RUNS, seed: int = 20241, simulate: bool = False
) -> RunLength:
    """
    Give the average run length of independent normal points with known centre and sigma.

    Args:
        rules: Set, selection or rules; see `named`.
        shift: Shift of the mean in standard deviations of the plotted statistic; 0 for ARL0.
        runs: Runs to simulate where there is no exact value, 100 to 10**7.
        seed: Seed of the simulation.
        simulate: Simulate even when an exact value can be had.

    Returns:
        Exact by Markov chain for rules on sides and zones, as long as they need at most 60,000 states. Trend and
        alternation depend on the readings themselves: there it is simulated, with its standard error.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``; also rules that signal less than once in 1e12 points (in 5e9
            simulated ones).
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Markov chain: relative error about 1e-16 times the run length. The same seed gives the same runs with the
        same version of NumPy.

    Source:
        C. W. Champ and W. H. Woodall, "Exact results for Shewhart control charts with supplementary runs rules",
        Technometrics 29(4), 1987.
    """
    chosen = named(rules)
    moved = samples.number(shift, "shift", above=-20.0, below=20.0, closed=True)
    wanted = samples.whole(runs, "runs", at_least=100, at_most=10**7)
    known = {"same_side", "inside", "outside"}
    if not samples.flag(simulate, "simulate") and all(rule.pattern in known for rule in chosen.rules):
        exact = _markov(chosen.rules, moved)
        if exact is not None:
            return RunLength(exact, 0.0, "markov", 0, 1.0 / exact)
    lengths = _simulate(chosen, moved, wanted, samples.whole(seed, "seed", at_least=0, at_most=2**63))
    mean = float(lengths.mean())
    error = float(lengths.std(ddof=1)) / math.sqrt(wanted)
    return RunLength(mean, error, "simulation", wanted, 1.0 / mean)


def _markov(rules: tuple[Rule, ...], shift: float) -> float | None:
    """Solve for the mean time to absorption; None when there are too many states."""
    chain = _chain(rules)
    if chain is None:
        return None
    from scipy.sparse import csc_array, identity
    from scipy.sparse.linalg import spsolve

    moves, cuts = chain
    chances = _chances(cuts, shift)
    size = len(moves)
    rows, columns, values = [], [], []
    for state, targets in enumerate(moves):
        for symbol, target in enumerate(targets):
            if target >= 0:
                rows.append(state)
                columns.append(target)
                values.append(chances[symbol])
    stay = csc_array((values, (rows, columns)), shape=(size, size))
    if not any(chances[symbol] > 0.0 for targets in moves for symbol, target in enumerate(targets) if target < 0):
        raise _never()
    times = spsolve(identity(size, format="csc") - stay, np.ones(size))
    found = float(np.atleast_1d(times)[0])
    if not 1.0 <= found <= LONGEST:
        raise _never()
    return found


def _never() -> ParameterError:
    return ParameterError(
        "the rules hardly ever signal", location=samples.place("rules"), hint="ask for rules nearer to the centre"
    )


def _chances(cuts: tuple[float, ...], shift: float) -> "list[float]":
    """Give the probability of each zone; of far zones by the nearer tail, so that none is lost to cancellation."""
    edges = [-math.inf, *cuts, math.inf]
    root = math.sqrt(2.0)
    found = []
    for low, high in itertools.pairwise(edges):
        a, b = (low - shift) / root, (high - shift) / root
        found.append((math.erfc(a) - math.erfc(b)) / 2.0 if a > 0 else (math.erfc(-b) - math.erfc(-a)) / 2.0)
    return found


@functools.lru_cache(maxsize=64)
def _chain(rules: tuple[Rule, ...]) -> tuple[list[list[int]], tuple[float, ...]] | None:
    """Number the histories that can be told apart, from an empty one on, and say where each zone leads; -1 signals."""
    levels = sorted({rule.sigmas for rule in rules})
    cuts = tuple(sorted({-level for level in levels} | set(levels)))
    edges = [-math.inf, *cuts, math.inf]
    zones = [(low, high) for low, high in itertools.pairwise(edges)]
    steps = [_STEPS[rule.pattern] for rule in rules]
    begin: _State = tuple((0, 0, 0) for _ in rules)
    numbers = {begin: 0}
    waiting, moves = [begin], []
    for state in waiting:
        targets = []
        for low, high in zones:
            after = _advance(rules, steps, state, (low, high))
            if after is None:
                targets.append(-1)
                continue
            if after not in numbers:
                if len(numbers) >= MOST_STATES:
                    return None
                numbers[after] = len(numbers)
                waiting.append(after)
            targets.append(numbers[after])
        moves.append(targets)
    return moves, cuts


_Zone: TypeAlias = tuple[float, float]
_Step: TypeAlias = Callable[[Rule, _RuleState, _Zone], "_RuleState | None"]


def _advance(rules: tuple[Rule, ...], steps: list[_Step], state: _State, zone: _Zone) -> _State | None:
    """Move every rule on by a point in a zone; None when one of them signals."""
    after = []
    for rule, step, part in zip(rules, steps, state, strict=True):
        moved = step(rule, part, zone)
        if moved is None:
            return None
        after.append(moved)
    return tuple(after)


def _same_side(rule: Rule, state: _RuleState, zone: _Zone) -> _RuleState | None:
    """Remember the last window - 1 points above and below as bits, and whether there were as many."""
    above, below, seen = state
    m, n = rule.count, rule.window
    hits = (above << 1 | (zone[0] >= rule.sigmas), below << 1 | (zone[1] <= -rule.sigmas))
    full = m == n or seen + 1 >= n or rule.partial_window
    for bits in hits:
        if full and (bits & 1 or rule.flag_any) and bits.bit_count() >= m:
            return None
    keep = (1 << (n - 1)) - 1
    return (_useful(hits[0] & keep, m, n), _useful(hits[1] & keep, m, n), min(seen + 1, n - 1) if m < n else 0)


def _useful(bits: int, m: int, n: int) -> int:
    """Forget points that no window with m hits can reach any more: as many histories as possible become one."""
    for age in range(n - 2, -1, -1):
        # the window in which the point of this age is the oldest has n - 1 - age points still to come
        if bits >> age & 1 and (bits & ((2 << age) - 1)).bit_count() + n - 1 - age < m:
            bits &= ~(1 << age)
    return bits


def _inside(rule: Rule, state: _RuleState, zone: _Zone) -> _RuleState | None:
    run = state[0] + 1 if zone[0] >= -rule.sigmas and zone[1] <= rule.sigmas else 0
    return None if run >= rule.window else (run, 0, 0)


def _outside(rule: Rule, state: _RuleState, zone: _Zone) -> _RuleState | None:
    """Count points beyond in a row, and how many of the newest were on one side; that side's sign with it."""
    run, same, side = state
    now = (zone[0] >= rule.sigmas) - (zone[1] <= -rule.sigmas)
    if now == 0:
        return (0, 0, 0)
    n = rule.window
    run = min(run + 1, n)
    same = min(same + 1, n) if now == side else 1
    if run >= n and (same < n or rule.one_side_enough):
        return None
    return (run, same, now)


_STEPS: dict[str, _Step] = {"same_side": _same_side, "inside": _inside, "outside": _outside}


def _simulate(rules: RuleSet, shift: float, runs: int, seed: int) -> "Floats":
    """
    Follow many series piece by piece, each until its first flagged point.

    A piece begins with the last 64 points of the one before: no window is longer, so it is all that must be known.
    """
    from spc_kernels.rules import kernel
    from spc_kernels.rules.first_flags import first_flags

    random = np.random.default_rng(seed)
    levels, rows = program(rules.rules)
    lengths, active, last = np.zeros(runs), np.arange(runs), np.empty((runs, 0))
    simulated = 0
    while active.size:
        simulated += active.size * PIECE
        if simulated > MOST_SIMULATED:
            raise _never()
        x = samples.frozen(np.hstack([last, random.standard_normal((active.size, PIECE)) + shift]))
        planes = np.empty((active.size, rows.shape[0], x.shape[1] // 64), dtype=np.uint64)
        first = np.empty(active.size, dtype=np.int64)
        zero, one = samples.frozen(np.zeros(active.size)), samples.frozen(np.ones(active.size))
        kernel.scan_new_rows(x, zero, one, levels, rows, planes)
        first_flags(planes, last.shape[1] // 64, first)
        done = first >= 0
        lengths[active] += np.where(done, first + 1, PIECE)
        active, last = active[~done], x[~done, -64:]
    return lengths
