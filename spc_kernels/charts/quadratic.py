"""Compiled linear algebra of small covariance matrices, with explicit sums; checks nothing itself."""

import numpy as np
import numpy.typing as npt

from spc_kernels.compiled import compiled

Floats = npt.NDArray[np.float64]


@compiled
def means_of(x: Floats, means: Floats) -> None:
    """Average each column, shifted by its first reading."""
    for j in range(x.shape[1]):
        total = 0.0
        for i in range(1, x.shape[0]):
            total += x[i, j] - x[0, j]
        means[j] = x[0, j] + total / x.shape[0]


@compiled
def scatter(x: Floats, means: Floats, sums: Floats) -> None:
    """Sum the products of deviations: two passes, the second corrected by what is left of the first."""
    rest = np.zeros(x.shape[1])
    for j in range(x.shape[1]):
        for i in range(x.shape[0]):
            rest[j] += x[i, j] - means[j]
    for j in range(x.shape[1]):
        for k in range(j + 1):
            total = 0.0
            for i in range(x.shape[0]):
                total += (x[i, j] - means[j]) * (x[i, k] - means[k])
            sums[j, k] = total - rest[j] * rest[k] / x.shape[0]
            sums[k, j] = sums[j, k]


@compiled
def cholesky(matrix: Floats, lower: Floats) -> bool:
    """Factorise into lower triangles; False as soon as a pivot is not above 0."""
    p = matrix.shape[0]
    for j in range(p):
        for i in range(j, p):
            total = matrix[i, j]
            for k in range(j):
                total -= lower[i, k] * lower[j, k]
            if i > j:
                lower[i, j] = total / lower[j, j]
            elif total > 0.0:
                lower[j, j] = np.sqrt(total)
            else:
                return False
    return True


@compiled
def distances(x: Floats, means: Floats, lower: Floats, out: Floats) -> None:
    """Give each row's squared distance from the means, by forward substitution instead of an inverse."""
    p = means.shape[0]
    y = np.empty(p)
    for i in range(x.shape[0]):
        total = 0.0
        for j in range(p):
            d = x[i, j] - means[j]
            for k in range(j):
                d -= lower[j, k] * y[k]
            y[j] = d / lower[j, j]
            total += y[j] * y[j]
        out[i] = total


@compiled
def _length(v: Floats, lower: Floats, y: Floats) -> float:
    """Give the length of a vector in standard deviations."""
    total = 0.0
    for j in range(v.shape[0]):
        d = v[j]
        for k in range(j):
            d -= lower[j, k] * y[k]
        y[j] = d / lower[j, j]
        total += y[j] * y[j]
    return float(np.sqrt(total))


@compiled
def shrinking_sums(x: Floats, means: Floats, lower: Floats, reference: float, out: Floats) -> None:
    """Add up deviations and shorten the sum by the reference each time (Crosier); out has the lengths."""
    p = means.shape[0]
    state, y = np.zeros(p), np.empty(p)
    for i in range(x.shape[0]):
        for j in range(p):
            state[j] += x[i, j] - means[j]
        length = _length(state, lower, y)
        shrink = 1.0 - reference / length if length > reference else 0.0
        for j in range(p):
            state[j] *= shrink
        out[i] = max(length - reference, 0.0)


@compiled
def counted_sums(x: Floats, means: Floats, lower: Floats, reference: float, out: Floats) -> None:
    """Add up deviations since the chart was last at 0 and take off the reference for each (Pignatiello, Runger)."""
    p = means.shape[0]
    state, y = np.zeros(p), np.empty(p)
    count, before = 0, 0.0
    for i in range(x.shape[0]):
        if before == 0.0:
            count = 0
            for j in range(p):
                state[j] = 0.0
        count += 1
        for j in range(p):
            state[j] += x[i, j] - means[j]
        before = max(_length(state, lower, y) - reference * count, 0.0)
        out[i] = before


@compiled
def smooth_rows(x: Floats, means: Floats, lam: float, out: Floats) -> None:
    """Smooth the deviations of each column."""
    keep = 1.0 - lam
    for j in range(x.shape[1]):
        state = 0.0
        for i in range(x.shape[0]):
            state = lam * (x[i, j] - means[j]) + keep * state
            out[i, j] = state
