"""Average run length of the multivariate EWMA chart of normal vectors, by integral equation; owns no chart."""

import math

import numpy as np

from spc_kernels.arl.ewma import ewma
from spc_kernels.arl.integral import finite, legendre, node_count, normal_density, run_lengths
from spc_kernels.errors import ParameterError
from spc_kernels.samples import Floats, number, place, whole

MOST_DIMENSIONS = 100
SMALLEST_SMOOTHING = 0.005
LARGEST_LIMIT = 1e4
MOST_NODES = 6000
"""Their transition matrix takes 0.3 GB."""
_TAIL = 12.0
_LONGEST_BY_LU = 1e12


def mewma(smoothing: float, limit: float, dimensions: int, shift: float = 0.0) -> float:
    """
    Compute the average run length of a multivariate EWMA chart with asymptotic covariance, zero state.

    Args:
        smoothing: Weight of the new vector, 0.005 to 1.
        limit: h4, the value T² must exceed, 0 to 10,000 exclusive.
        dimensions: Number of variables p, 1 to 100; with one it is `ewma` with the square root of the limit.
        shift: Length of the shift √(μ' Σ⁻¹ μ), ``>= 0``.

    Returns:
        Points until the first signal, on average, ``>= 1``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``; also a shift with so small a smoothing that 6,000 nodes are few.
        UnresolvedArlError: ``spc.arl.unresolved``, an ARL beyond 1e300.

    Numerics:
        Without shift one dimension (the length of the vector), 1e-11 relative. With shift two (along it and across it),
        by LU: 1e-9 for ARLs below 1e4; O((nodes along · nodes across)³), 0.3 s at smoothing 0.1; more
        than 6,000 nodes, near smoothing 0.01, are refused.

    Source:
        Rigdon (1995), J. Statist. Comput. Simul. 52 and Statist. Probab. Lett. 24.
    """
    lam = number(smoothing, "smoothing", above=SMALLEST_SMOOTHING, below=1.0, closed=True)
    p = whole(dimensions, "dimensions", at_least=1, at_most=MOST_DIMENSIONS)
    # In units of one step: the vector is divided by the smoothing.
    radius = math.sqrt(number(limit, "limit", above=0.0, below=LARGEST_LIMIT) * lam / (2.0 - lam)) / lam
    distance = number(shift, "shift", above=0.0, below=1e3, closed=True)
    if distance == 0.0:
        return _radial(lam, radius, p)
    return ewma(lam, math.sqrt(limit), distance) if p == 1 else _shifted(lam, radius, p, distance)


def _chi_density(y: Floats, centre: Floats, p: int) -> Floats:
    """Give the density of the length of a p-vector N(centre, 1), at y > 0."""
    from scipy.special import gammaln, ive

    log_scale = (1.0 - 0.5 * p) * math.log(2.0) - float(gammaln(0.5 * p))
    central = np.exp(log_scale + (p - 1.0) * np.log(y) - 0.5 * y * y)
    away = np.where(centre > 0.0, centre, 1.0)
    density: Floats = away * (y / away) ** (0.5 * p) * ive(0.5 * p - 1.0, away * y) * np.exp(-0.5 * (y - away) ** 2)
    return np.where(centre > 0.0, density, central)


def _radial(lam: float, radius: float, p: int) -> float:
    nodes, weights = legendre(node_count(radius), 0.0, radius)
    beyond, beyond_weights = legendre(node_count(_TAIL), radius, radius + _TAIL)
    # The first state is the start at the centre, which nothing goes back to.
    centres = (1.0 - lam) * np.concatenate(([0.0], nodes))[:, np.newaxis]
    transition = np.zeros((centres.size, centres.size))
    transition[:, 1:] = _chi_density(nodes[np.newaxis, :], centres, p) * weights
    leaving = _chi_density(beyond[np.newaxis, :], centres, p) @ beyond_weights
    return finite(float(run_lengths(transition, leaving)[0]))


def _grid_count(width: float) -> int:
    """Choose fewer nodes than one dimension would get: the cost is their sixth power."""
    return 10 + math.ceil(2.2 * width)


def _shifted(lam: float, radius: float, p: int, distance: float) -> float:
    """Lay a grid over the half disc: angle and share, so that the edge is no singularity."""
    angle, angle_weights = legendre(_grid_count(2.0 * radius), -0.5 * math.pi, 0.5 * math.pi)
    share, share_weights = legendre(_grid_count(radius), 0.0, 1.0)
    if angle.size * share.size > MOST_NODES:
        raise ParameterError(
            f"a shift would need {angle.size * share.size} nodes where {MOST_NODES} are taken",
            location=place("smoothing"),
            hint="give a larger smoothing, or a smaller limit",
        )
    reach = radius * np.cos(angle)[:, np.newaxis]
    along = (radius * np.sin(angle)[:, np.newaxis] + 0.0 * share).ravel()
    across = (reach * share).ravel()
    weights = (reach * reach * angle_weights[:, np.newaxis] * share_weights).ravel()
    keep = 1.0 - lam
    transition = normal_density(along[np.newaxis, :] - keep * along[:, np.newaxis] - distance)
    transition *= _chi_density(across[np.newaxis, :], keep * across[:, np.newaxis], p - 1)
    transition *= weights
    np.negative(transition, out=transition)
    transition.flat[:: weights.size + 1] += 1.0
    lengths = np.linalg.solve(transition, np.ones(weights.size))
    onward = normal_density(along - distance) * _chi_density(across, np.zeros(across.size), p - 1) * weights
    length = 1.0 + float(onward @ lengths)
    # NOTE: beyond 1e12 the chance of a signal is lost in the rounding of the matrix.
    return finite(length if 0.0 < length < _LONGEST_BY_LU else math.inf)
