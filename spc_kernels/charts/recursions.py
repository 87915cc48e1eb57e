"""Compiled recursions over a series: weighted, moving and cumulative sums; checks nothing itself."""

import numpy as np
import numpy.typing as npt

from spc_kernels.compiled import compiled

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]


@compiled
def _smooth(x: Floats, center: float, lam: float, begin: int, end: int, state: float, smooth: Floats) -> float:
    """
    Smooth x[begin:end] four points at a time.

    d1 = lam y1 + keep d0, and so on to d4; written out in d0, so that only one product and one sum depend on the
    block before. The order of every operation is fixed.
    """
    keep = 1.0 - lam
    keep2 = keep * keep
    keep3 = keep2 * keep
    keep4 = keep2 * keep2
    whole = begin + (end - begin) // 4 * 4
    for i in range(begin, whole, 4):
        y1 = lam * (x[i] - center)
        y2 = lam * (x[i + 1] - center) + keep * y1
        y3 = lam * (x[i + 2] - center) + keep * y2
        y4 = lam * (x[i + 3] - center) + keep * y3
        smooth[i] = center + (y1 + keep * state)
        smooth[i + 1] = center + (y2 + keep2 * state)
        smooth[i + 2] = center + (y3 + keep3 * state)
        state = y4 + keep4 * state
        smooth[i + 3] = center + state
    # what is left at the end of the series, by the same expressions: a longer series has the same values there
    own = 0.0
    for i in range(whole, end):
        y = lam * (x[i] - center)
        own = y if i == whole else y + keep * own
        power = keep if i == whole else (keep2 if i == whole + 1 else keep3)
        smooth[i] = center + (own + power * state)
    return state


@compiled
def ewma(x: Floats, center: float, lam: float, errors: Floats, nsigmas: float, smooth: Floats, words: Words) -> None:
    """
    Smooth deviations from the centre, and mark the points beyond centre -+ nsigmas * errors.

    INVARIANT: x is not empty; errors has an entry for each point or, when shorter, stays at its last entry;
    words has a word for each 64 points. Deviations, not readings, are smoothed: constant readings stay on the centre.
    """
    settled = errors.shape[0]
    half = nsigmas * errors[settled - 1]
    upper, lower = center + half, center - half
    state = 0.0
    for w in range(words.shape[0]):
        begin = 64 * w
        end = min(begin + 64, x.shape[0])
        state = _smooth(x, center, lam, begin, end, state, smooth)
        word = np.uint64(0)
        if begin >= settled:
            for i in range(begin, end):
                out = (smooth[i] > upper) | (smooth[i] < lower)
                word |= np.uint64(out) << np.uint64(i - begin)
        else:
            for i in range(begin, end):
                half = nsigmas * errors[min(i, settled - 1)]
                out = (smooth[i] > center + half) | (smooth[i] < center - half)
                word |= np.uint64(out) << np.uint64(i - begin)
        words[w] = word


@compiled
def ewma_variances(sizes: Floats, lam: float, variances: Floats) -> None:
    """Accumulate the variance of the smoothed means of subgroups of different size, in units of sigma squared."""
    keep = 1.0 - lam
    v = 0.0
    for i in range(sizes.shape[0]):
        v = lam * lam / sizes[i] + keep * keep * v
        variances[i] = v


@compiled
def cusum(x: Floats, center: float, unit: Floats, design: Floats, sums: Floats, words: Words) -> None:
    """
    Accumulate deviations beyond k standard errors, upwards and downwards, and mark the sums above h.

    INVARIANT: unit is above 0 and has one entry, or one for each point; design holds k, h and the head start; sums
    and words have two rows. The divisions of 64 points come first: only the sums wait for each other.
    """
    k, h = design[0], design[1]
    up, down = design[2], design[2]
    step = 1 if unit.shape[0] > 1 else 0
    z = np.empty(64)
    for w in range(words.shape[1]):
        begin = 64 * w
        count = min(64, x.shape[0] - begin)
        if step == 0:
            for i in range(count):
                z[i] = (x[begin + i] - center) / unit[0]
        else:
            for i in range(count):
                z[i] = (x[begin + i] - center) / unit[begin + i]
        for i in range(count):
            up = up + (z[i] - k)
            up = max(up, 0.0)
            down = down + (-z[i] - k)
            down = max(down, 0.0)
            sums[0, begin + i] = up
            sums[1, begin + i] = down
        for row in range(2):
            word = np.uint64(0)
            for i in range(count):
                word |= np.uint64(sums[row, begin + i] > h) << np.uint64(i)
            words[row, w] = word


@compiled
def moving_average(x: Floats, center: float, span: int, means: Floats) -> None:
    """Average the last `span` readings, fewer at the beginning; every window is summed anew, so nothing drifts."""
    for i in range(x.shape[0]):
        begin = max(0, i - span + 1)
        total = 0.0
        for j in range(begin, i + 1):
            total += x[j] - center
        means[i] = center + total / (i + 1 - begin)
