"""The compiled rule kernel: compares 64 points at a time, then works on words; checks nothing itself."""

# mypy: disable-error-code="no-untyped-def, no-untyped-call"

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import config, types
from numba.extending import intrinsic

from spc_kernels.compiled import compiled

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Lines: TypeAlias = tuple[Floats, Floats, Floats]
Workspace: TypeAlias = tuple[Words, Words, Words, Floats, Floats]

CHUNK = 128
"""Words worked on at once: 8,192 points, whose words stay in the first-level cache."""
LANES = 8
MOST_POINTS = 64
"""Longest window: two neighbouring words hold it."""
SAME_SIDE, TREND, ALTERNATING, INSIDE, OUTSIDE = range(5)

PARTIAL_WINDOW, ANY_POINT, ONE_SIDE_ENOUGH = 1, 2, 4
"""Options of a rule, as bits."""

UP, DOWN, VALID, ZONED, FIRST_LEVEL = range(5)
"""Rows of the word buffer: rising, falling, present, sigma above 0; then above and below for each level."""


def _vector(builder, pointer, index, offset):
    """Load eight neighbours, unaligned."""
    at = builder.gep(pointer, [builder.add(index, ir.Constant(ir.IntType(64), offset))])
    lanes = builder.bitcast(at, ir.VectorType(ir.DoubleType(), LANES).as_pointer())
    return builder.load(lanes, align=8)


def _pack(builder, compare):
    """Collect eight compares of eight lanes in a word, first point in the lowest bit."""
    word = ir.Constant(ir.IntType(64), 0)
    for part in range(64 // LANES):
        bits = builder.bitcast(compare(part * LANES), ir.IntType(LANES))
        wide = builder.shl(builder.zext(bits, ir.IntType(64)), ir.Constant(ir.IntType(64), part * LANES))
        word = builder.or_(word, wide)
    return word


def _splat(builder, value):
    vector = ir.Constant(ir.VectorType(ir.DoubleType(), LANES), ir.Undefined)
    for lane in range(LANES):
        vector = builder.insert_element(vector, value, ir.Constant(ir.IntType(32), lane))
    return vector


def _data(context, builder, type_, value):
    return context.make_array(type_)(context, builder, value).data


def _against_array(predicate):
    @intrinsic
    def pack(typingctx, x, i, y, j):
        def generate(context, builder, signature, args):
            left = _data(context, builder, signature.args[0], args[0])
            right = _data(context, builder, signature.args[2], args[2])

            def compare(offset):
                a = _vector(builder, left, args[1], offset)
                return builder.fcmp_ordered(predicate, a, _vector(builder, right, args[3], offset))

            return _pack(builder, compare)

        return types.uint64(x, types.int64, y, types.int64), generate

    return pack


def _against_number(predicate):
    @intrinsic
    def pack(typingctx, x, i, t):
        def generate(context, builder, signature, args):
            left = _data(context, builder, signature.args[0], args[0])
            right = _splat(builder, args[2])
            return _pack(
                builder, lambda offset: builder.fcmp_ordered(predicate, _vector(builder, left, args[1], offset), right)
            )

        return types.uint64(x, types.int64, types.float64), generate

    return pack


def _twin(compare: np.ufunc) -> Any:  # noqa: ANN401 - stands for an intrinsic
    """Pack truth values the slow way, for runs without the compiler; y is an array, read from index j, or a number."""

    def pack(x: Floats, i: int, y: Any, j: int | None = None) -> np.uint64:  # noqa: ANN401 - as the intrinsic
        bits = compare(x[i : i + 64], y if j is None else y[j : j + 64])
        return np.uint64(sum(int(bits[k]) << k for k in range(64)))

    return pack


# INVARIANT: 64 readings stand at index i, and at j, of the arrays given.
if config.DISABLE_JIT:  # type: ignore[attr-defined]  # numba sets its options when it is imported
    pack_above = pack_above_array = _twin(np.greater)
    pack_below = pack_below_array = _twin(np.less)
    pack_equal_array = _twin(np.equal)
else:
    pack_above, pack_above_array = _against_number(">"), _against_array(">")
    pack_below, pack_below_array = _against_number("<"), _against_array("<")
    pack_equal_array = _against_array("==")


@compiled
def _fill_word(x: Floats, at: int, step: int, rising: bool, thresholds: Floats, words: Words, w: int) -> None:
    """Compare the 64 readings at x[at:] with the thresholds, one or 64 of each, and store the words."""
    if rising:
        words[UP, w] = pack_above_array(x, at, x, at - 1)
        words[DOWN, w] = pack_below_array(x, at, x, at - 1)
    words[VALID, w] = pack_equal_array(x, at, x, at)
    for k in range((words.shape[0] - FIRST_LEVEL) // 2):
        if step == 0:
            words[FIRST_LEVEL + 2 * k, w] = pack_above(x, at, thresholds[2 * k, 0])
            words[FIRST_LEVEL + 2 * k + 1, w] = pack_below(x, at, thresholds[2 * k + 1, 0])
        else:
            words[FIRST_LEVEL + 2 * k, w] = pack_above_array(x, at, thresholds[2 * k], 0)
            words[FIRST_LEVEL + 2 * k + 1, w] = pack_below_array(x, at, thresholds[2 * k + 1], 0)


@compiled
def _set_thresholds(
    center: Floats, sigma: Floats, levels: Floats, at: int, count: int, thresholds: Floats, zoned: Floats
) -> None:
    """
    Compute centre + k sigma and centre - k sigma, the expressions that limits are stored and shown with.

    A level whose line belongs to the outside (levels[k, 1] = 1) moves its thresholds to the neighbouring float inside.
    """
    c_step = 1 if center.shape[0] > 1 else 0
    s_step = 1 if sigma.shape[0] > 1 else 0
    for i in range(count):
        c = center[(at + i) * c_step]
        s = sigma[(at + i) * s_step]
        zoned[i] = s
        for k in range(levels.shape[0]):
            upper = c + levels[k, 0] * s
            lower = c - levels[k, 0] * s
            if levels[k, 1] != 0.0:
                upper = np.nextafter(upper, -np.inf)
                lower = np.nextafter(lower, np.inf)
            thresholds[2 * k, i] = upper
            thresholds[2 * k + 1, i] = lower


@compiled
def _run_of(words: Words, length: int, scratch: Words, count: int) -> None:
    """AND of `length` neighbours by doubling; words[0] is the word before the first. Result in scratch[0]."""
    for j in range(count + 1):
        scratch[0, j] = words[j]
    done = 1
    while done < length:
        s = np.uint64(min(done, length - done))
        r = np.uint64(64) - s
        for j in range(1, count + 1):
            scratch[1, j] = scratch[0, j] & ((scratch[0, j] << s) | (scratch[0, j - 1] >> r))
        scratch[0, 0] = scratch[0, 0] & (scratch[0, 0] << s)
        for j in range(1, count + 1):
            scratch[0, j] = scratch[1, j]
        done += int(s)


@compiled
def _at_least_of(words: Words, valid: Words, m: int, n: int, scratch: Words, count: int) -> None:
    """Find bits where m of the last n are set since the last gap: in scratch[m]; in scratch[0] where n are present."""
    present = scratch[0]
    shifted = scratch[m + 1]
    for j in range(1, count + 1):
        present[j] = valid[j]
        scratch[1, j] = words[j]
    for k in range(2, m + 1):
        for j in range(1, count + 1):
            scratch[k, j] = 0
    # scratch[k] holds "k or more so far"; one more reading lifts k - 1 to k
    for back in range(1, n):
        s = np.uint64(back)
        r = np.uint64(64) - s
        for j in range(1, count + 1):
            present[j] &= (valid[j] << s) | (valid[j - 1] >> r)
            shifted[j] = present[j] & ((words[j] << s) | (words[j - 1] >> r))
        for k in range(min(m, back + 1), 1, -1):
            more, fewer = scratch[k], scratch[k - 1]
            for j in range(1, count + 1):
                more[j] |= fewer[j] & shifted[j]
        first = scratch[1]
        for j in range(1, count + 1):
            first[j] |= shifted[j]


@compiled
def _same_side(words: Words, row: int, rule: Ints, scratch: Words, out: Words, count: int) -> None:
    """Add the points where m of n lie beyond one level on one side."""
    m, n, options = rule[1], rule[2], rule[4]
    if m == n:
        _run_of(words[row], n, scratch, count)
        for j in range(count):
            out[j] |= scratch[0, j + 1]
        return
    _at_least_of(words[row], words[VALID], m, n, scratch, count)
    for j in range(count):
        mask = words[row, j + 1] if options & ANY_POINT == 0 else words[VALID, j + 1]
        if options & PARTIAL_WINDOW == 0:
            mask &= scratch[0, j + 1]
        out[j] |= scratch[m, j + 1] & mask


@compiled
def _combine(words: Words, rule: Ints, work: Words, scratch: Words, out: Words, count: int) -> None:
    """Evaluate one rule over `count` words; out holds zeros before."""
    kind, n, level = rule[0], rule[2], rule[3]
    above = FIRST_LEVEL + 2 * level
    if kind == SAME_SIDE:
        _same_side(words, above, rule, scratch, out, count)
        _same_side(words, above + 1, rule, scratch, out, count)
        return
    if kind == TREND:
        for row in (UP, DOWN):
            _run_of(words[row], n - 1, scratch, count)
            for j in range(count):
                out[j] |= scratch[0, j + 1]
        return
    if kind == ALTERNATING:
        one, last = np.uint64(1), np.uint64(63)
        work[0] = 0
        for j in range(count + 1):
            before_up = words[UP, j] << one
            before_down = words[DOWN, j] << one
            if j > 0:
                before_up |= words[UP, j - 1] >> last
                before_down |= words[DOWN, j - 1] >> last
            work[j] = (words[UP, j] & before_down) | (words[DOWN, j] & before_up)
        _run_of(work, n - 2, scratch, count)
    elif kind == INSIDE:
        for j in range(count + 1):
            work[j] = words[VALID, j] & words[ZONED, j] & ~(words[above, j] | words[above + 1, j])
        _run_of(work, n, scratch, count)
    else:
        for j in range(count + 1):
            work[j] = words[above, j] | words[above + 1, j]
        _run_of(work, n, scratch, count)
    for j in range(count):
        out[j] |= scratch[0, j + 1]
    if kind == OUTSIDE and rule[4] & ONE_SIDE_ENOUGH == 0:
        for row in (above, above + 1):
            _run_of(words[row], n, scratch, count)
            for j in range(count):
                out[j] &= ~scratch[0, j + 1]


@compiled
def _remember(words: Words, history: Words, last: int, tail: int) -> None:
    """Keep the newest 64 bits of every row, newest in the highest bit, whatever the length of the last word."""
    s, r = np.uint64(64 - tail), np.uint64(tail)
    for row in range(words.shape[0]):
        history[row] = words[row, last] if tail == 64 else (words[row, last] << s) | (words[row, last - 1] >> r)


@compiled
def workspace(count_levels: int) -> Workspace:
    """Allocate what a scan needs: words, scratch words, thresholds of 64 points, readings at an edge."""
    words = np.zeros((FIRST_LEVEL + 2 * count_levels, CHUNK + 1), dtype=np.uint64)
    scratch = np.zeros((MOST_POINTS + 2, CHUNK + 1), dtype=np.uint64)
    work = np.zeros((2, CHUNK + 1), dtype=np.uint64)
    thresholds = np.zeros((2 * count_levels + 2, 64))
    return words, scratch, work, thresholds, np.empty(65)


@compiled
def _fill_edge(x: Floats, at: int, before: float, edge: Floats) -> None:
    """Copy up to 64 readings and the one before them; what lies past the end is NaN."""
    here = min(64, x.shape[0] - at)
    edge[0] = before if at == 0 else x[at - 1]
    for i in range(64):
        edge[i + 1] = x[at + i] if i < here else np.nan


@compiled
def _fill_end(x: Floats, here: int, before: float, rising: bool, thresholds: Floats, words: Words, w: int) -> None:
    """Do what `_fill_word` does for the first 64 readings of 65 or more, or the last `here`: from 64 that are there."""
    if here < 64:
        _fill_word(x, x.shape[0] - 64, 0, rising, thresholds, words, w)
        words[:, w] >>= np.uint64(64 - here)
        return
    _fill_word(x, 0, 0, False, thresholds, words, w)  # noqa: FBT003 - the first has none before it in x
    if rising:
        words[UP, w] = (pack_above_array(x, 1, x, 0) << np.uint64(1)) | np.uint64(x[0] > before)
        words[DOWN, w] = (pack_below_array(x, 1, x, 0) << np.uint64(1)) | np.uint64(x[0] < before)


@compiled
def _fill(
    x: Floats, lines: Lines, rules: Ints, before: float, first: int, count: int, to: int, space: Workspace
) -> None:
    """Turn 64 * count readings, from word `first` of the series on, into words at index `to` of the buffer."""
    words, _, _, thresholds, edge = space
    center, sigma, levels = lines
    rising = False
    for r in range(rules.shape[0]):
        rising |= rules[r, 0] == TREND or rules[r, 0] == ALTERNATING
    step = 1 if center.shape[0] > 1 or sigma.shape[0] > 1 else 0
    zoned, zero = thresholds[2 * levels.shape[0]], thresholds[2 * levels.shape[0] + 1]
    if step == 0:
        _set_thresholds(center, sigma, levels, 0, 1, thresholds, zoned)
    zoned_word = np.uint64(0xFFFFFFFFFFFFFFFF) if step == 0 and zoned[0] > 0.0 else np.uint64(0)
    for w in range(count):
        at = 64 * (first + w)
        here = min(64, x.shape[0] - at)
        if step == 1:
            _set_thresholds(center, sigma, levels, at, here, thresholds, zoned)
            zoned_word = pack_above_array(zoned, 0, zero, 0)
        if step == 0 and x.shape[0] > 64 and (at == 0 or here < 64):
            _fill_end(x, here, before, rising, thresholds, words, to + w)
        elif at == 0 or here < 64:
            _fill_edge(x, at, before, edge)
            _fill_word(edge, 1, step, rising, thresholds, words, to + w)
        else:
            _fill_word(x, at, step, rising, thresholds, words, to + w)
        words[ZONED, to + w] = zoned_word


@compiled
def scan(
    x: Floats,
    center: Floats,
    sigma: Floats,
    levels: Floats,
    rules: Ints,
    history: Words,
    planes: Words,
    space: Workspace,
) -> None:
    """
    Evaluate rules over a series that continues a history; the bits of rule r go to planes[r].

    INVARIANT: x is not empty; center and sigma have length 1 or that of x; levels are distinct; windows are at most
    64; history[0] holds the bits remembered, history[1, 0] the last reading (of NaN at the start).
    """
    words, scratch, work = space[0], space[1], space[2]
    previous = history[1, :1].view(np.float64)
    words[:, 0] = history[0]
    total = (x.shape[0] + 63) // 64
    for first in range(0, total, CHUNK):
        count = min(CHUNK, total - first)
        _fill(x, (center, sigma, levels), rules, previous[0], first, count, 1, space)
        for r in range(rules.shape[0]):
            work[1, :count] = 0
            _combine(words, rules[r], work[0], scratch, work[1], count)
            for j in range(count):
                planes[r, first + j] = work[1, j]
        if first + count == total:
            _remember(words, history[0], count, x.shape[0] - 64 * (total - 1))
        words[:, 0] = words[:, count]
    previous[0] = x[x.shape[0] - 1]


@compiled
def scan_new_rows(x: Floats, center: Floats, sigma: Floats, levels: Floats, rules: Ints, planes: Words) -> None:
    """
    Evaluate rules over rows that continue nothing, as many at once as the word buffer holds; planes[i, r] as above.

    A word of zeros between two rows is the history of a series that begins.
    """
    space = workspace(levels.shape[0])
    words, scratch, work = space[0], space[1], space[2]
    length = (x.shape[1] + 63) // 64
    if length >= CHUNK:
        history = np.zeros((2, words.shape[0]), dtype=np.uint64)
        for i in range(x.shape[0]):
            history[0] = 0
            history[1, :1].view(np.float64)[0] = np.nan
            scan(x[i], center[i : i + 1], sigma[i : i + 1], levels, rules, history, planes[i], space)
        return
    together = CHUNK // (length + 1)
    for begin in range(0, x.shape[0], together):
        count = min(together, x.shape[0] - begin)
        for k in range(count):
            i = begin + k
            to = k * (length + 1)
            words[:, to] = 0
            lines = (center[i : i + 1], sigma[i : i + 1], levels)
            _fill(x[i], lines, rules, np.nan, 0, length, to + 1, space)
        used = count * (length + 1) - 1
        for r in range(rules.shape[0]):
            work[1, :used] = 0
            _combine(words, rules[r], work[0], scratch, work[1], used)
            for k in range(count):
                for w in range(length):
                    planes[begin + k, r, w] = work[1, k * (length + 1) + w]
