"""Exact factors of normal tolerance intervals, one- and two-sided, by quadrature; knows no sample."""

import functools
import itertools
import math
from collections.abc import Callable

import numpy as np

from spc_kernels.errors import ParameterError
from spc_kernels.samples import Floats, number, place, whole

MOST_READINGS = 10_000_000
SMALLEST_COVERAGE = 1e-6
"""Below this share a two-sided interval is all but a point."""
SMALLEST_DOUBT = 1e-12
"""Nearer to 1 a coverage, or to 0 or 1 a confidence, leaves the quantiles of the two-sided factor without digits."""
_REACH = 9.0
_NODES = 64
_SECANTS = 12
_LAST_STEP = 1e-9
"""Secants converge with order 1.6: after a step so small the next would be below 1e-14."""


def one_sided_factor(n: int, coverage: float, confidence: float, *, degrees_of_freedom: int | None = None) -> float:
    """
    Compute k, such that mean + k s lies above a share of a normal population with a confidence.

    Args:
        n: Number of readings behind the mean, 2 to 10,000,000.
        coverage: Share P of the population, 0 to 1 exclusive.
        confidence: Confidence γ, 0 to 1 exclusive.
        degrees_of_freedom: Of the standard deviation, 1 to 10,000,000; ``n - 1`` when none are given.

    Returns:
        k, the non-central t quantile ``t(γ; ν, √n z_P) / √n``; negative for small coverage and confidence.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-11 of max(|k|, 0.001) for n up to 1e6 and confidence up to 0.9999; R's `qt` is off in the third digit at
        n = 300. Gauss-Legendre over the standard deviation when k is small, over the mean when it is large, so that
        the integrand is always wider than the nodes are apart.

    Source:
        ISO 16269-6:2014, one-sided normal intervals; Owen (1968), Technometrics 10.
    """
    size, nu = _sizes(n, degrees_of_freedom)
    share = number(coverage, "coverage", above=0.0, below=1.0)
    level = number(confidence, "confidence", above=0.0, below=1.0)
    from scipy.special import ndtr, ndtri

    z = float(ndtri(share))
    if float(ndtr(-math.sqrt(size) * z)) > level:
        return -_positive_factor(size, nu, -z, 1.0 - level)
    return _positive_factor(size, nu, z, level)


def two_sided_factor(n: int, coverage: float, confidence: float, *, degrees_of_freedom: int | None = None) -> float:
    """
    Compute k, such that mean ± k s holds at least a share of a normal population with a confidence.

    Args:
        n: Number of readings behind the mean, 2 to 10,000,000.
        coverage: Share P of the population, 1e-6 to 1 - 1e-12.
        confidence: Confidence γ, 1e-12 to 1 - 1e-12.
        degrees_of_freedom: Of the standard deviation, 1 to 10,000,000; ``n - 1`` when none are given.

    Returns:
        k, ``> 0``: the solution of ``E[P(χ²_ν > ν r²(Z/√n) / k²)] = γ`` with ``Φ(x + r) - Φ(x - r) = P``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-11 relative for coverage above 0.05, 2e-10 at 0.01. Howe's closed form, 0.3 % low at n = 20 and up to 4 % off
        at n = 2, only gives the bracket.

    Source:
        ISO 16269-6:2014, two-sided normal intervals; Odeh & Owen (1980), Tables for Normal Tolerance Limits.
    """
    size, nu = _sizes(n, degrees_of_freedom)
    share = number(coverage, "coverage", above=0.0, below=1.0)
    level = number(confidence, "confidence", above=0.0, below=1.0)
    if not SMALLEST_COVERAGE <= share <= 1.0 - SMALLEST_DOUBT:
        raise ParameterError(
            f"`coverage` is `{share!r}`",
            location=place("coverage"),
            hint=f"it lies in [{SMALLEST_COVERAGE:g}, 1 - {SMALLEST_DOUBT:g}]",
        )
    if not SMALLEST_DOUBT <= level <= 1.0 - SMALLEST_DOUBT:
        raise ParameterError(
            f"`confidence` is `{level!r}`",
            location=place("confidence"),
            hint=f"it is at least {SMALLEST_DOUBT:g} away from 0 and from 1",
        )
    from scipy.special import chdtrc, chdtri

    nodes, weights = _normal_nodes(0.0, _REACH)
    squares = nu * _half_width(nodes / math.sqrt(size), share) ** 2
    # Howe: z sqrt((1 + 1/n) ν / χ²_{1-γ,ν}); the mean square of r stands for z² (1 + 1/n).
    howe = math.sqrt(float(weights @ squares) / float(weights.sum()) / float(chdtri(nu, level)))
    steep = _steep_confidence(size, nu, share) if nu > size else None

    def excess(log_k: float) -> float:
        if steep is not None:
            return steep(math.exp(log_k)) - level
        return 2.0 * float(weights @ chdtrc(nu, squares * math.exp(-2.0 * log_k))) - level

    return math.exp(_root(excess, math.log(howe), 0.05))


def _positive_factor(size: int, nu: int, z: float, level: float) -> float:
    """Solve ``P(Z + √n z <= √n k S) = level``, where it is known that k is not negative."""
    from scipy.special import ndtri

    root = math.sqrt(size)
    # Both forms are the same function of k; each is smooth where the other is steep.
    edge = math.sqrt(2.0 * nu / size)
    by_spread = functools.cache(lambda: _given_spread(nu, root, z))
    by_mean = functools.cache(lambda: _given_mean(nu, root, z))
    start = _closed_form(size, nu, z, float(ndtri(level)))

    def excess(k: float) -> float:
        return (by_mean()(k) if k > edge else by_spread()(k)) - level

    return _root(excess, start, max(1.0, abs(start)))


def _closed_form(size: int, nu: int, z: float, confidence_score: float) -> float:
    """Give Natrella's closed form of the one-sided factor, or a first-order one where that has no root."""
    a = 1.0 - 0.5 * confidence_score**2 / nu
    inner = z * z - a * (z * z - confidence_score**2 / size)
    if a <= 0.0 or inner <= 0.0:
        return z + confidence_score * math.sqrt(1.0 / size + 0.5 * z * z / nu)
    return (z + math.copysign(math.sqrt(inner), confidence_score)) / a


def _sizes(n: int, degrees_of_freedom: int | None) -> tuple[int, int]:
    size = whole(n, "n", at_least=2, at_most=MOST_READINGS)
    if degrees_of_freedom is None:
        return size, size - 1
    return size, whole(degrees_of_freedom, "degrees_of_freedom", at_least=1, at_most=MOST_READINGS)


@functools.lru_cache(maxsize=8)
def _legendre(count: int) -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(count)


def _panel(lower: float, upper: float) -> tuple[Floats, Floats]:
    nodes, weights = _legendre(_NODES)
    half = 0.5 * (upper - lower)
    return 0.5 * (lower + upper) + half * nodes, half * weights


def _normal_nodes(lower: float, upper: float) -> tuple[Floats, Floats]:
    """Give nodes, and weights times the normal density."""
    nodes, weights = _panel(lower, upper)
    return nodes, weights * np.exp(-0.5 * nodes * nodes) / math.sqrt(2.0 * math.pi)


def _given_mean(nu: int, root: float, z: float) -> Callable[[float], float]:
    """Give P(T <= k) as a mean over the sample mean: ``E[P(S >= (z + Z/√n) / k)]``, for k > 0."""
    from scipy.special import chdtrc, ndtr

    # Where the mean alone is below, every spread will do; the kink between stands at an edge of the nodes.
    edge = min(max(-root * z, -_REACH), _REACH)
    always = float(ndtr(edge))
    nodes, weights = _normal_nodes(edge, max(_REACH, edge))
    squares = nu * (z + nodes / root) ** 2
    return lambda k: always + float(weights @ chdtrc(nu, squares / (k * k)))


def _given_spread(nu: int, root: float, z: float) -> Callable[[float], float]:
    """Give P(T <= k) as a mean over the sample deviation: ``E[Φ(√n (k S - z))]``."""
    from scipy.special import gammaln, ndtr

    reach = _REACH / math.sqrt(2.0 * nu)
    nodes, weights = _panel(max(0.0, 1.0 - reach), 1.0 + 1.5 * reach)
    half = 0.5 * nu
    log_density = half * math.log(half) - float(gammaln(half)) + math.log(2.0) + (nu - 1.0) * np.log(nodes)
    density = weights * np.exp(log_density - half * nodes * nodes)
    density /= density.sum()
    return lambda k: float(density @ ndtr(root * (k * nodes - z)))


def _steep_confidence(size: int, nu: int, share: float) -> Callable[[float], float]:
    """Give the confidence of mean ± k s where the deviation is known better than the mean: nodes follow the step."""
    from scipy.special import chdtrc

    grid = np.linspace(0.0, _REACH, 257)
    widths = _half_width(grid / math.sqrt(size), share)
    reach = 1.5 * _REACH / math.sqrt(2.0 * nu)

    def confidence(k: float) -> float:
        edges = np.interp([k * (1.0 - reach), k, k * (1.0 + reach)], widths, grid)
        total = 0.0
        for lower, upper in itertools.pairwise((0.0, *edges.tolist(), _REACH)):
            if upper > lower:
                nodes, weights = _normal_nodes(lower, upper)
                squares = nu * _half_width(nodes / math.sqrt(size), share) ** 2
                total += 2.0 * float(weights @ chdtrc(nu, squares / (k * k)))
        return total

    return confidence


def _half_width(centre: Floats, share: float) -> Floats:
    """Solve ``Φ(x + r) - Φ(x - r) = P`` for r, by Newton's method from above, where it converges monotonely."""
    from scipy.special import ndtr, ndtri

    # NOTE: r lies between z_((1+P)/2) and x + z_P; the upper end is taken where the function is concave.
    width: Floats = np.maximum(centre + float(ndtri(share)), float(ndtri(0.5 + 0.5 * share)))
    for _ in range(60):
        inside = ndtr(centre + width) - ndtr(centre - width)
        slope = (np.exp(-0.5 * (centre + width) ** 2) + np.exp(-0.5 * (centre - width) ** 2)) / math.sqrt(2.0 * math.pi)
        step = (inside - share) / slope
        width = width - step
        if np.abs(step).max() < 1e-15 * float(width.max()):
            break
    return width


def _root(excess: Callable[[float], float], start: float, width: float) -> float:
    """Find the root of an increasing function: by secants from a good start, by Brent's method when they stray."""
    from scipy.optimize import brentq

    before, value_before = start, excess(start)
    at = start - math.copysign(1e-3 * width, value_before)
    for _ in range(_SECANTS):
        value = excess(at)
        if value == value_before:
            break
        step = (at - before) * value / (value - value_before)
        before, value_before, at = at, value, at - step
        if abs(step) <= _LAST_STEP * (abs(at) + 1e-3):
            return at
        if abs(step) > width:
            break
    low, high = start - width, start + width
    while excess(low) > 0.0:
        low, high = low - 2.0 * (high - low), low
    while excess(high) < 0.0:
        low, high = high, high + 2.0 * (high - low)
    return float(brentq(excess, low, high, xtol=1e-15, rtol=1e-14))
