"""
Probabilities of small counts, accurate to the last digits for any size.

The saddle point form, because differences of lgamma lose nine digits at a million items.

Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), as R's dbinom and dhyper do it.
"""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)
_EXACT = np.array([0.0, *(math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - _HALF_LOG_2PI for n in range(1, 16))])
_SERIES_TERMS = 12
# From here on the series of Stirling's error is exact to a double.
_LARGE = 16


def binomial_density(x: Floats, n: Floats, p: Floats) -> Floats:
    """Give P(X = x) of a binomial count, broadcast; x outside 0 to n gives 0."""
    x, n, p = np.broadcast_arrays(x, n, p)
    result = np.zeros(x.shape)
    with np.errstate(divide="ignore"):
        log_p, log_q = np.log(p), np.log1p(-p)
    # The ends, and p of 0 or 1, have no saddle point.
    none, all_of_them = x == 0, (x == n) & (n > 0)
    result[none] = np.exp(_times(n[none], log_q[none]))
    result[all_of_them] = np.exp(_times(n[all_of_them], log_p[all_of_them]))
    inner = (x > 0) & (x < n) & (p > 0) & (p < 1)
    k, m, r = x[inner], n[inner], p[inner]
    exponent = _stirling_error(m) - _stirling_error(k) - _stirling_error(m - k)
    exponent -= _deviance(k, m * r) + _deviance(m - k, m * (1 - r))
    result[inner] = np.exp(exponent - _HALF_LOG_2PI - 0.5 * (np.log(k) + np.log1p(-k / m)))
    return result


def poisson_density(x: Floats, mean: Floats) -> Floats:
    """Give P(X = x) of a Poisson count, broadcast; negative x gives 0."""
    x, mean = np.broadcast_arrays(x, mean)
    result = np.zeros(x.shape)
    none = x == 0
    result[none] = np.exp(-mean[none])
    inner = (x > 0) & (mean > 0)
    k, m = x[inner], mean[inner]
    result[inner] = np.exp(-_stirling_error(k) - _deviance(k, m) - _HALF_LOG_2PI) / np.sqrt(k)
    return result


def hypergeometric_density(x: Floats, sample: Floats, marked: Floats, lot: Floats) -> Floats:
    """Give P(X = x) of marked items in a sample from a lot, broadcast; impossible x gives 0."""
    x, sample, marked, lot = np.broadcast_arrays(x, sample, marked, lot)
    result = np.zeros(x.shape)
    possible = (x >= 0) & (x <= np.minimum(sample, marked)) & (sample - x <= lot - marked)
    k, n, d, m = x[possible], sample[possible], marked[possible], lot[possible]
    share = np.divide(n, m, out=np.zeros(k.shape), where=m > 0)
    drawn = binomial_density(k, d, share) * binomial_density(n - k, m - d, share)
    total = binomial_density(n, m, share)
    result[possible] = np.divide(drawn, total, out=np.ones(k.shape), where=total > 0)
    return result


def _times(count: Floats, logarithm: Floats) -> Floats:
    """Multiply so that nothing of an impossible event is certain: 0 times minus infinity is 0."""
    return np.multiply(count, logarithm, out=np.zeros(count.shape), where=count > 0)


def _stirling_error(n: Floats) -> Floats:
    """Give log(n!) less Stirling's formula, for whole n; absolute error below 1e-15 from 16 on."""
    large = np.maximum(n, _LARGE)
    square = large * large
    tail = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / large
    return np.where(n < _LARGE, _EXACT[np.minimum(n, _LARGE - 1).astype(np.intp)], tail)


def _deviance(x: Floats, mean: Floats) -> Floats:
    """Give x log(x / mean) + mean - x without cancellation where x is near the mean. INVARIANT: mean > 0."""
    ratio = (x - mean) / (x + mean)
    total = (x - mean) * ratio
    term = 2 * x * ratio
    for j in range(1, _SERIES_TERMS):
        term = term * ratio * ratio
        total = total + term / (2 * j + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        direct = np.where(x > 0, x * (np.log(x) - np.log(mean)), 0.0) + mean - x
    return np.where(np.abs(x - mean) < 0.1 * (x + mean), total, direct)
