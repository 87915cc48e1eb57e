"""Compiled loops over pairs and points; they check nothing and know no test."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from spc_kernels.compiled import compiled
from spc_kernels.samples import Floats

Counts: TypeAlias = npt.NDArray[np.int64]


@compiled
def concordance(ranks: Counts, tree: Counts) -> int:
    """Count later-larger pairs less later-smaller ones, in O(n log n)."""
    # INVARIANT: ranks are 1 to m, equal for ties; tree has m + 1 zeros. The readable form: sum of sign(x[j] - x[i]).
    total = 0
    last = tree.shape[0] - 1
    for seen, rank in enumerate(ranks):
        below = 0
        k = rank - 1
        while k > 0:
            below += tree[k]
            k -= k & -k
        not_above = 0
        k = rank
        while k > 0:
            not_above += tree[k]
            k -= k & -k
        total += below - (seen - not_above)
        k = rank
        while k <= last:
            tree[k] += 1
            k += k & -k
    return total


@compiled
def pair_slopes(x: Floats, times: Floats, slopes: Floats) -> int:
    """Fill the slopes of all pairs of points at different times; returns how many there are."""
    # INVARIANT: times are not decreasing; slopes holds n (n - 1) / 2.
    count = 0
    n = x.shape[0]
    for i in range(n - 1):
        for j in range(i + 1, n):
            span = times[j] - times[i]
            if span > 0.0:
                slopes[count] = (x[j] - x[i]) / span
                count += 1
    return count


@compiled
def largest_rank_shift(ranks: Floats) -> tuple[int, float]:
    """Find where Pettitt's |U| is largest (first place) and its signed value."""
    # INVARIANT: ranks are mid-ranks from 1; U_t = 2 * (sum of the first t ranks) - t (n + 1).
    n = ranks.shape[0]
    at, largest, signed, total = 0, -1.0, 0.0, 0.0
    for t in range(n - 1):
        total += ranks[t]
        u = 2.0 * total - (t + 1) * (n + 1.0)
        if abs(u) > largest:
            at, largest, signed = t, abs(u), u
    return at, signed


@compiled
def largest_mean_shift(away: Floats, statistics: Floats) -> int:
    """Fill the standardised difference of the means before and after each point; returns where it is largest."""
    # INVARIANT: away has mean zero; statistics holds n - 1. |Z_k| = |S_k| / sqrt(k (n - k) / n), in units of away.
    n = away.shape[0]
    at, total = 0, 0.0
    for t in range(n - 1):
        total += away[t]
        k = t + 1.0
        statistics[t] = total / np.sqrt(k * (n - k) / n)
        if abs(statistics[t]) > abs(statistics[at]):
            at = t
    return at
