"""The integral equation of a run length on Gauss-Legendre nodes (Nyström); knows no chart."""

import functools
import math

import numpy as np

from spc_kernels.arl.errors import UnresolvedArlError
from spc_kernels.samples import Floats, place

LONGEST = 1e300
_INVERSE_ROOT_TWO_PI = 1.0 / math.sqrt(2.0 * math.pi)


@functools.lru_cache(maxsize=64)
def _legendre(count: int) -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(count)
    nodes.flags.writeable = weights.flags.writeable = False
    return nodes, weights


def node_count(width: float) -> int:
    """
    Choose how many nodes resolve an interval.

    Args:
        width: Length of the interval in standard deviations of one step of the chart, ``> 0``.

    Numerics:
        Twice the nodes change no run length by more than 1e-12 relative (a test says so): the normal density is
        entire, so convergence is geometric.
    """
    return 16 + math.ceil(3.0 * width)


def legendre(count: int, lower: float, upper: float) -> tuple[Floats, Floats]:
    """Give nodes and weights of Gauss-Legendre quadrature on an interval."""
    nodes, weights = _legendre(count)
    half = 0.5 * (upper - lower)
    return 0.5 * (lower + upper) + half * nodes, half * weights


def normal_density(z: Floats) -> Floats:
    """Give the density of N(0, 1)."""
    density: Floats = _INVERSE_ROOT_TWO_PI * np.exp(-0.5 * z * z)
    return density


def run_lengths(transition: Floats, leaving: Floats) -> Floats:
    """
    Give the mean run length from every state; infinity where float64 sees no way to a signal.

    Args:
        transition: Chances of going from state i to state j without a signal. Shape ``(n, n)``; overwritten.
        leaving: Chances of a signal, from tails and not as one minus the rest. Shape ``(n,)``; overwritten.

    Returns:
        Run lengths. Shape ``(n,)``.

    Numerics:
        State reduction subtracts nothing: every length keeps about 13 digits however long it is, where a solution
        of ``(I - Q) L = 1`` loses one for each power of ten. O(n³).

    Source:
        Grassmann, Taksar & Heyman (1985), Operations Research 33.
    """
    from spc_kernels.arl.absorption import absorption_times

    times = np.empty(leaving.shape[0])
    if absorption_times(transition, leaving, times) < 0.0:
        times.fill(math.inf)
    return times


def finite(length: float) -> float:
    """Pass a run length on, or raise `spc.arl.unresolved` when it is beyond 1e300."""
    if not length < LONGEST:
        raise UnresolvedArlError(
            "the run length is beyond `1e300` points", location=place("limit"), hint="give a smaller limit"
        )
    return length
