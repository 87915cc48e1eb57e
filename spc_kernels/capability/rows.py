"""Compiled sums over the rows of many series: every order of addition is written out; checks nothing."""

from spc_kernels.compiled import compiled
from spc_kernels.samples import Floats


@compiled
def rows_moments(x: Floats, means: Floats, squares: Floats, ranges: Floats) -> None:
    """Give each row's mean, sum of squared deviations (two passes) and sum of moving ranges."""
    # INVARIANT: rows have two readings or more. Four partial sums, added pairwise: vectors do not change the order.
    n = x.shape[1]
    whole = n // 4 * 4
    pairs = (n - 1) // 4 * 4
    for s in range(x.shape[0]):
        row = x[s]
        first = row[0]
        a0 = a1 = a2 = a3 = 0.0
        for i in range(0, whole, 4):
            a0 += row[i] - first
            a1 += row[i + 1] - first
            a2 += row[i + 2] - first
            a3 += row[i + 3] - first
        for i in range(whole, n):
            a0 += row[i] - first
        mean = first + ((a0 + a1) + (a2 + a3)) / n
        a0 = a1 = a2 = a3 = b0 = b1 = b2 = b3 = 0.0
        for i in range(0, whole, 4):
            d0, d1, d2, d3 = row[i] - mean, row[i + 1] - mean, row[i + 2] - mean, row[i + 3] - mean
            a0 += d0
            a1 += d1
            a2 += d2
            a3 += d3
            b0 += d0 * d0
            b1 += d1 * d1
            b2 += d2 * d2
            b3 += d3 * d3
        for i in range(whole, n):
            d0 = row[i] - mean
            a0 += d0
            b0 += d0 * d0
        rest = (a0 + a1) + (a2 + a3)
        a0 = a1 = a2 = a3 = 0.0
        for i in range(1, pairs + 1, 4):
            a0 += abs(row[i] - row[i - 1])
            a1 += abs(row[i + 1] - row[i])
            a2 += abs(row[i + 2] - row[i + 1])
            a3 += abs(row[i + 3] - row[i + 2])
        for i in range(pairs + 1, n):
            a0 += abs(row[i] - row[i - 1])
        means[s] = mean
        squares[s] = max(((b0 + b1) + (b2 + b3)) - rest * rest / n, 0.0)
        ranges[s] = (a0 + a1) + (a2 + a3)
