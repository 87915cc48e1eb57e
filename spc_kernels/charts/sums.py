"""Compiled sums over readings and subgroups: every order of addition is written out; checks nothing itself."""

import functools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from spc_kernels.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

BLOCK = 4096
"""Readings summed before their sum is added, with its rounding error, to the total: errors do not grow with n."""


@compiled
def center_and_range(x: Floats, shift: float) -> tuple[float, float]:
    """
    Sum x - shift and the moving ranges of two, in one pass.

    INVARIANT: x is not empty. Eight partial sums each, added pairwise: the compiler may use vectors without
    changing the order. NaN and overflow show in the result.
    """
    total, lost, ranges = x[0] - shift, 0.0, 0.0
    for start in range(1, x.shape[0], BLOCK):
        end = min(start + BLOCK, x.shape[0])
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
        b0 = b1 = b2 = b3 = b4 = b5 = b6 = b7 = 0.0
        whole = start + (end - start) // 8 * 8
        for i in range(start, whole, 8):
            a0 += x[i] - shift
            a1 += x[i + 1] - shift
            a2 += x[i + 2] - shift
            a3 += x[i + 3] - shift
            a4 += x[i + 4] - shift
            a5 += x[i + 5] - shift
            a6 += x[i + 6] - shift
            a7 += x[i + 7] - shift
            b0 += abs(x[i] - x[i - 1])
            b1 += abs(x[i + 1] - x[i])
            b2 += abs(x[i + 2] - x[i + 1])
            b3 += abs(x[i + 3] - x[i + 2])
            b4 += abs(x[i + 4] - x[i + 3])
            b5 += abs(x[i + 5] - x[i + 4])
            b6 += abs(x[i + 6] - x[i + 5])
            b7 += abs(x[i + 7] - x[i + 6])
        for i in range(whole, end):
            a0 += x[i] - shift
            b0 += abs(x[i] - x[i - 1])
        part = ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))
        before = total
        total = before + part
        lost += (before - total) + part if abs(before) >= abs(part) else (part - total) + before
        ranges += ((b0 + b1) + (b2 + b3)) + ((b4 + b5) + (b6 + b7))
    return total + lost, ranges


@compiled
def shifted_sum(x: Floats, shift: float) -> float:
    """Sum x - shift, as above. INVARIANT: x is not empty."""
    total, lost = 0.0, 0.0
    for start in range(0, x.shape[0], BLOCK):
        end = min(start + BLOCK, x.shape[0])
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
        whole = start + (end - start) // 8 * 8
        for i in range(start, whole, 8):
            a0 += x[i] - shift
            a1 += x[i + 1] - shift
            a2 += x[i + 2] - shift
            a3 += x[i + 3] - shift
            a4 += x[i + 4] - shift
            a5 += x[i + 5] - shift
            a6 += x[i + 6] - shift
            a7 += x[i + 7] - shift
        for i in range(whole, end):
            a0 += x[i] - shift
        part = ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))
        before = total
        total = before + part
        lost += (before - total) + part if abs(before) >= abs(part) else (part - total) + before
    return total + lost


@compiled
def rows_center_and_range(x: Floats, at: Ints, centers: Floats, ranges: Floats) -> None:
    """
    Give the mean and the sum of moving ranges of each row.

    INVARIANT: at holds an odd number of places; the middle one of the readings there is taken off before summing.
    """
    few = np.empty(at.shape[0])
    for i in range(x.shape[0]):
        for j in range(at.shape[0]):
            value = x[i, at[j]]
            k = j
            while k > 0 and few[k - 1] > value:
                few[k] = few[k - 1]
                k -= 1
            few[k] = value
        shift = few[at.shape[0] // 2]
        total, ranges[i] = center_and_range(x[i], shift)
        centers[i] = shift + total / x.shape[1]


@compiled
def deviations(x: Floats, center: float) -> tuple[float, float]:
    """Sum x - center and its square. INVARIANT: x is not empty; center lies near the data."""
    total, squares = 0.0, 0.0
    for start in range(0, x.shape[0], BLOCK):
        end = min(start + BLOCK, x.shape[0])
        a0 = a1 = a2 = a3 = 0.0
        b0 = b1 = b2 = b3 = 0.0
        whole = start + (end - start) // 4 * 4
        for i in range(start, whole, 4):
            d0, d1, d2, d3 = x[i] - center, x[i + 1] - center, x[i + 2] - center, x[i + 3] - center
            a0 += d0
            a1 += d1
            a2 += d2
            a3 += d3
            b0 += d0 * d0
            b1 += d1 * d1
            b2 += d2 * d2
            b3 += d3 * d3
        for i in range(whole, end):
            d0 = x[i] - center
            a0 += d0
            b0 += d0 * d0
        total += (a0 + a1) + (a2 + a3)
        squares += (b0 + b1) + (b2 + b3)
    return total, squares


@compiled
def squared_differences(x: Floats, keep: Mask) -> tuple[float, int]:
    """Sum the squared successive differences of neighbours that are both kept, and count them."""
    total, count = 0.0, 0
    for i in range(1, x.shape[0]):
        if keep[i] and keep[i - 1]:
            d = x[i] - x[i - 1]
            total += d * d
            count += 1
    return total, count


@compiled
def moving_ranges(x: Floats, keep: Mask, width: int) -> Floats:
    """Give the range of each window of kept readings, at the window's last point; NaN where there is none."""
    ranges = np.full(x.shape[0], np.nan)
    run = 0
    for i in range(x.shape[0]):
        run = run + 1 if keep[i] else 0
        if run >= width:
            low = high = x[i]
            for j in range(i - width + 1, i):
                low = min(low, x[j])
                high = max(high, x[j])
            ranges[i] = high - low
    return ranges


@compiled
def subgroup_statistics(values: Floats, offsets: Ints, means: Floats, spread: Floats, want_range: bool) -> None:
    """
    Give the mean of each subgroup, and its range or its standard deviation (0 for a single reading).

    INVARIANT: every subgroup, values[offsets[i]:offsets[i + 1]], has a reading. The first reading is taken off
    before summing, so that constant readings have their own value as mean. The kernels for rows below do the same
    operations in the same order: the results are the same bits.
    """
    for i in range(means.shape[0]):
        begin, end = offsets[i], offsets[i + 1]
        size = float(end - begin)
        first = values[begin]
        low, high, total = first, first, 0.0
        for k in range(begin + 1, end):
            total += values[k] - first
            low = min(low, values[k])
            high = max(high, values[k])
        mean = first + total / size
        rest, square = 0.0, 0.0
        for k in range(begin, end):
            d = values[k] - mean
            rest += d
            square += d * d
        means[i] = mean
        deviation = np.sqrt(max(square - rest * rest / size, 0.0) / max(size - 1.0, 1.0))
        spread[i] = high - low if want_range else deviation


SMALL = 6
"""Size of subgroups up to which a loop of known length, unrolled by the compiler, beats the loop over lanes."""


@functools.cache
def small_rows_deviations(size: int) -> Callable[[Floats, Floats, Floats], None]:
    """Make the kernel for means and standard deviations of flat rows of one small size."""

    @compiled
    def deviations_of_rows(x: Floats, means: Floats, spread: Floats) -> None:
        whole, freedom = float(size), float(size - 1)
        for i in range(means.shape[0]):
            first = x[size * i]
            total = 0.0
            for j in range(1, size):
                total += x[size * i + j] - first
            mean = first + total / whole
            rest, square = 0.0, 0.0
            for j in range(size):
                d = x[size * i + j] - mean
                rest += d
                square += d * d
            means[i] = mean
            spread[i] = np.sqrt(max(square - rest * rest / whole, 0.0) / freedom)

    return deviations_of_rows


@functools.cache
def small_rows_ranges(size: int) -> Callable[[Floats, Floats, Floats], None]:
    """Make the kernel for means and ranges of flat rows of one small size."""

    @compiled
    def ranges_of_rows(x: Floats, means: Floats, spread: Floats) -> None:
        whole = float(size)
        for i in range(means.shape[0]):
            first = x[size * i]
            low, high, total = first, first, 0.0
            for j in range(1, size):
                value = x[size * i + j]
                total += value - first
                low = min(value, low)
                high = max(value, high)
            means[i] = first + total / whole
            spread[i] = high - low

    return ranges_of_rows


LANES = 64


@compiled
def _range_lanes(columns: Floats, spread: Floats) -> None:
    """Give the range of each column, over all columns at once."""
    low, high = columns[0].copy(), columns[0].copy()
    for j in range(1, columns.shape[0]):
        for i in range(LANES):
            low[i] = min(low[i], columns[j, i])
            high[i] = max(high[i], columns[j, i])
    for i in range(LANES):
        spread[i] = high[i] - low[i]


@compiled
def _deviation_lanes(columns: Floats, means: Floats, rest: Floats, spread: Floats) -> None:
    """Give the standard deviation of each column, over all columns at once."""
    size = float(columns.shape[0])
    for i in range(LANES):
        rest[i] = 0.0
        spread[i] = 0.0
    for j in range(columns.shape[0]):
        for i in range(LANES):
            d = columns[j, i] - means[i]
            rest[i] += d
            spread[i] += d * d
    for i in range(LANES):
        spread[i] = np.sqrt(max(spread[i] - rest[i] * rest[i] / size, 0.0) / (size - 1.0))


@compiled
def rows_statistics(x: Floats, means: Floats, spread: Floats, want_range: bool) -> None:
    """
    Give the same for rows of any size, 64 at a time, so that the compiler may use vectors across subgroups.

    INVARIANT: rows have at least two readings. Lanes past the last row repeat what was in them before.
    """
    size = x.shape[1]
    columns = np.zeros((size, LANES))
    total, mean, found = np.empty(LANES), np.empty(LANES), np.empty(LANES)
    for start in range(0, x.shape[0], LANES):
        count = min(LANES, x.shape[0] - start)
        for i in range(count):
            for j in range(size):
                columns[j, i] = x[start + i, j]
        for i in range(LANES):
            total[i] = 0.0
        for j in range(1, size):
            for i in range(LANES):
                total[i] += columns[j, i] - columns[0, i]
        for i in range(LANES):
            mean[i] = columns[0, i] + total[i] / size
        if want_range:
            _range_lanes(columns, found)
        else:
            _deviation_lanes(columns, mean, total, found)
        means[start : start + count] = mean[:count]
        spread[start : start + count] = found[:count]
