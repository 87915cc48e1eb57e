"""The limit of a MEWMA chart for a wanted in-control run length."""

import functools
import math
from typing import TYPE_CHECKING

import numpy as np

from spc_kernels import samples

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

NODES = 60


def mewma_arl0(lam: float, characteristics: int, limit: float, *, nodes: int = NODES) -> float:
    """
    Give the in-control average run length of a MEWMA chart.

    Args:
        lam: Weight of the newest observation, above 0, at most 1.
        characteristics: Number p of characteristics, 1 to 100.
        limit: Upper limit h4, above 0.
        nodes: Nodes of the quadrature.

    Returns:
        Run length from the centre, with the covariance of a chart that has run long.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Integral equation in the length r of the vector, solved at Gauss-Legendre nodes: 1e-7 relative for lam from
        0.05 on.

    Source:
        S. E. Rigdon, "An integral equation for the in-control average run length of a multivariate exponentially
        weighted moving average control chart", J. Statistical Computation and Simulation 52, 1995.
    """
    weight = samples.number(lam, "lam", above=0.0, below=1.0, closed=True)
    p = samples.whole(characteristics, "characteristics", at_least=1, at_most=100)
    h = samples.number(limit, "limit", above=0.0, below=1e6)
    return _run_length(weight, p, h, nodes)


def _run_length(lam: float, p: int, h: float, nodes: int) -> float:
    from scipy.stats import chi2, ncx2

    if lam == 1.0:
        return 1.0 / float(chi2.sf(h, p))
    radius = math.sqrt(h * lam / (2.0 - lam))
    points, weights = np.polynomial.legendre.leggauss(nodes)
    r = (points + 1.0) * radius / 2.0
    w = weights * radius / 2.0

    def density(start: "Floats") -> "Floats":
        """Density of the new length, from each start: its square over lam^2 is non-central chi-square."""
        away = ((1.0 - lam) / lam * start[:, None]) ** 2
        found: Floats = ncx2.pdf((r[None, :] / lam) ** 2, p, away) * 2.0 * r[None, :] / lam**2
        return found

    lengths = np.linalg.solve(np.eye(nodes) - density(r) * w, np.ones(nodes))
    return 1.0 + float((chi2.pdf((r / lam) ** 2, p) * 2.0 * r / lam**2 * w) @ lengths)


@functools.lru_cache(maxsize=256)
def mewma_limit(lam: float, characteristics: int, arl0: float = 200.0) -> float:
    """
    Give the limit h4 of a MEWMA chart with a wanted in-control average run length.

    Args:
        lam: Weight of the newest observation, above 0, at most 1.
        characteristics: Number p of characteristics, 1 to 100.
        arl0: Run length wanted, above 1, at most 1e6.

    Returns:
        Limit; 8.6336 for lam 0.1, two characteristics and 200.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-6 relative; see `mewma_arl0`.

    Source:
        As `mewma_arl0`.
    """
    from scipy.optimize import brentq

    wanted = samples.number(arl0, "arl0", above=1.0, below=1e6, closed=True)
    weight = samples.number(lam, "lam", above=0.0, below=1.0, closed=True)
    p = samples.whole(characteristics, "characteristics", at_least=1, at_most=100)

    def excess(limit: float) -> float:
        return math.log(_run_length(weight, p, limit, NODES)) - math.log(wanted)

    high = p + 10.0
    while excess(high) < 0.0:
        high *= 1.5
    return float(brentq(excess, 1e-6, high, xtol=1e-12, rtol=1e-12))
