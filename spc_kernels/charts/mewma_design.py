"""The limit of a MEWMA chart for a wanted in-control run length, in the words of the chart; computes nothing itself."""

import functools

from spc_kernels import samples
from spc_kernels.arl import design
from spc_kernels.arl.mewma import LARGEST_LIMIT, MOST_DIMENSIONS, SMALLEST_SMOOTHING, mewma

LONGEST = 1e15


def mewma_arl0(lam: float, characteristics: int, limit: float) -> float:
    """
    Give the in-control average run length of a MEWMA chart.

    Args:
        lam: Weight of the newest observation, 0.005 to 1.
        characteristics: Number p of characteristics, 1 to 100.
        limit: Upper limit h4, 0 to 10,000 exclusive.

    Returns:
        Run length from the centre, with the covariance of a chart that has run long.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnresolvedArlError: ``spc.arl.unresolved``, a run length beyond 1e300.

    Numerics:
        That of `spc_kernels.arl.mewma`: 1e-11 relative.

    Source:
        S. E. Rigdon, "An integral equation for the in-control average run length of a multivariate exponentially
        weighted moving average control chart", J. Statistical Computation and Simulation 52, 1995.
    """
    h = samples.number(limit, "limit", above=0.0, below=LARGEST_LIMIT)
    return mewma(_weight(lam), h, _size(characteristics))


def mewma_limit(lam: float, characteristics: int, arl0: float = 200.0) -> float:
    """
    Give the limit h4 of a MEWMA chart with a wanted in-control average run length.

    Args:
        lam: Weight of the newest observation, 0.005 to 1.
        characteristics: Number p of characteristics, 1 to 100.
        arl0: Run length wanted, above 1, below 1e15.

    Returns:
        Limit; 8.6336 for lam 0.1, two characteristics and 200.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnreachableArlError: ``spc.arl.unreachable``, a run length so near 1 that no limit gives it.

    Numerics:
        That of `spc_kernels.arl.mewma_limit`.

    Source:
        As `mewma_arl0`.
    """
    wanted = samples.number(arl0, "arl0", above=1.0, below=LONGEST)
    return _limit(_weight(lam), wanted, _size(characteristics))


@functools.lru_cache(maxsize=256)
def _limit(weight: float, wanted: float, size: int) -> float:
    return design.mewma_limit(weight, wanted, size)


def _weight(lam: float) -> float:
    return samples.number(lam, "lam", above=SMALLEST_SMOOTHING, below=1.0, closed=True)


def _size(characteristics: int) -> int:
    return samples.whole(characteristics, "characteristics", at_least=1, at_most=MOST_DIMENSIONS)
