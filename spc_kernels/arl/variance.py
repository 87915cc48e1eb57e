"""Average run length of an EWMA of sample variances, by collocation; owns no chart."""

import math

import numpy as np

from spc_kernels.arl.errors import UnresolvedArlError
from spc_kernels.arl.integral import legendre
from spc_kernels.samples import Floats, number, place, whole

SMALLEST_SMOOTHING = 0.005
LONGEST = 1e10
"""Beyond it the chance of a signal is lost in the rounding of the collocation matrix."""


def ewma_variance(
    smoothing: float, limit: float, degrees_of_freedom: int, sigma: float = 1.0, *, start: float = 1.0
) -> float:
    """
    Compute the average run length of an upper EWMA chart of sample variances, in-control variance 1.

    The chart is ``Z_t = (1 - smoothing) Z_{t-1} + smoothing S²_t`` and signals above the limit.

    Args:
        smoothing: Weight of the new variance, 0.005 to 1.
        limit: Upper limit of Z itself, above the start and at most 1000.
        degrees_of_freedom: Of each sample variance, 1 to 200.
        sigma: Standard deviation of the readings over the in-control one, ``> 0``.
        start: First value of Z, ``>= 0``.

    Returns:
        Points until the first signal, on average, ``>= 1``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnresolvedArlError: ``spc.arl.unresolved``, an ARL beyond 1e10.

    Numerics:
        Chebyshev collocation of the integral equation, whose solution is smooth although its kernel is not; about
        1e-13 times the ARL relative. There is no reference data for it here: tests are Markov chain, closed form at
        smoothing 1 and simulation.

    Source:
        Knoth (2005), Statistics and Computing 15.
    """
    lam = number(smoothing, "smoothing", above=SMALLEST_SMOOTHING, below=1.0, closed=True)
    bound = number(limit, "limit", above=0.0, below=1e3, closed=True)
    degrees = whole(degrees_of_freedom, "degrees_of_freedom", at_least=1, at_most=200)
    scale = number(sigma, "sigma", above=0.0, below=1e3) ** 2 / degrees
    first = number(start, "start", above=0.0, below=bound, closed=True)
    # Deviations of one step, in the units of Z, fill the interval so many times.
    step = lam * scale * math.sqrt(2.0 * degrees)
    count = 20 + math.ceil(3.0 * math.sqrt(bound / step) + 1.5 * min(bound / step, 100.0))
    places = 0.5 * bound * (1.0 + np.cos(math.pi * (np.arange(count) + 0.5) / count))
    matrix = _chebyshev(places, bound, count) - np.stack(
        [_onward(lam, bound, degrees, scale, float(at), count) for at in places]
    )
    coefficients = np.linalg.solve(matrix, np.ones(count))
    length = 1.0 + float(_onward(lam, bound, degrees, scale, first, count) @ coefficients)
    if not 0.0 < length < LONGEST:
        raise UnresolvedArlError(
            "the run length is beyond `1e10` points", location=place("limit"), hint="give a smaller limit"
        )
    return length


def _chebyshev(at: Floats, bound: float, count: int) -> Floats:
    """Give the Chebyshev polynomials of the interval from 0 to the limit. Shape ``(points, count)``."""
    angle = np.arccos(np.clip(2.0 * at / bound - 1.0, -1.0, 1.0))
    values: Floats = np.cos(np.outer(angle, np.arange(count)))
    return values


def _onward(lam: float, bound: float, degrees: int, scale: float, origin: float, count: int) -> Floats:
    """Integrate each polynomial over the next value: over the root of χ², whose density is smooth at zero."""
    from scipy.special import gammaln

    middle, reach = math.sqrt(degrees), 9.0
    lower = max(0.0, middle - reach)
    upper = min(math.sqrt((bound - (1.0 - lam) * origin) / (lam * scale)), middle + reach)
    if upper <= lower:
        return np.zeros(count)
    span = lam * scale * (upper * upper - lower * lower) / bound
    nodes, weights = legendre(48 + math.ceil(0.75 * count * min(span, 1.0)), lower, upper)
    log_density = (1.0 - 0.5 * degrees) * math.log(2.0) - float(gammaln(0.5 * degrees))
    density = weights * np.exp(log_density + (degrees - 1.0) * np.log(nodes) - 0.5 * nodes * nodes)
    integral: Floats = density @ _chebyshev((1.0 - lam) * origin + lam * scale * nodes * nodes, bound, count)
    return integral
