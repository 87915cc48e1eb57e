"""Control chart constants for any subgroup size from 2 to 1,000, computed when asked for and never tabulated."""

import functools
import math
from typing import TYPE_CHECKING

import msgspec

from spc_kernels import samples

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LARGEST_SUBGROUP = 1000
_NODES = 320
_W_END = 17.0
_X_ENDS = (-15.0, 9.0)
"""Where the range of 1,000 normal readings, and their smallest one, are with all but 1e-17 of their probability."""


class ControlConstants(msgspec.Struct, frozen=True):
    """
    Constants of one subgroup size, named as in ASTM E2587.

    Attributes:
        n: Subgroup size.
        d2: Mean of the range of n standard normal readings.
        d3: Standard deviation of that range.
        c4: Mean of the standard deviation of n standard normal readings.
        A: 3 / sqrt(n).
        A2: 3 / (d2 sqrt(n)).
        A3: 3 / (c4 sqrt(n)).
        B3: Lower factor of the S chart, from its mean.
        B4: Upper factor of the S chart, from its mean.
        B5: Lower factor of the S chart, from sigma.
        B6: Upper factor of the S chart, from sigma.
        D1: Lower factor of the R chart, from sigma.
        D2: Upper factor of the R chart, from sigma.
        D3: Lower factor of the R chart, from its mean.
        D4: Upper factor of the R chart, from its mean.
        E2: 3 / d2, of the individuals chart.
    """

    n: int
    d2: float
    d3: float
    c4: float
    A: float
    A2: float
    A3: float
    B3: float
    B4: float
    B5: float
    B6: float
    D1: float
    D2: float
    D3: float
    D4: float
    E2: float


def _size(n: int) -> int:
    return samples.whole(n, "n", at_least=2, at_most=LARGEST_SUBGROUP)


def c4(n: int) -> float:
    """
    Give the mean of the standard deviation of n standard normal readings.

    Args:
        n: Readings, 2 to 10**9 (pooled degrees of freedom plus one may be many).

    Returns:
        ``sqrt(2 / (n-1)) * gamma(n/2) / gamma((n-1)/2)``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-12 relative or better: gammas up to n = 300, beyond it the asymptotic series, whose next term is below 1e-18.

    Source:
        ASTM E2587, section 4; series from log gamma's Stirling expansion.
    """
    return _c4(samples.whole(n, "n", at_least=2, at_most=10**9))


@functools.lru_cache(maxsize=4096)
def _c4(n: int) -> float:
    if n <= 300:
        return math.sqrt(2.0 / (n - 1)) * (math.gamma(n / 2) / math.gamma((n - 1) / 2))
    # lgamma(n/2) - lgamma((n-1)/2) cancels twelve digits near n = 1e6; the series in 1/v, v = n - 1, does not
    u = 1.0 / (n - 1)
    return math.exp(u * (-1 / 4 + u * u * (1 / 24 + u * u * (-1 / 20 + u * u * 17 / 112))))


@functools.lru_cache(maxsize=4096)
def _range_moments(n: int) -> tuple[float, float]:
    """Integrate mean and standard deviation of the range, with the formulas of the functions below."""
    if n == 2:
        return 2.0 / math.sqrt(math.pi), math.sqrt(2.0 - 4.0 / math.pi)
    w, weights = _nodes(0.0, _W_END)
    above = 1.0 - _range_cdf(n)
    mean = float(weights @ above)
    second = 2.0 * float(weights @ (w * above))
    return mean, math.sqrt(second - mean * mean)


@functools.lru_cache(maxsize=4)
def _nodes(low: float, high: float) -> "tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]":
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    half = (high - low) / 2
    return half * nodes + (high + low) / 2, half * weights


@functools.lru_cache(maxsize=1)
def _ranges() -> "tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]":
    """Tabulate, at all nodes, the weight of a smallest reading x and the chance that another is in (x, x + w)."""
    return _chances(_nodes(0.0, _W_END)[0])


def _chances(w: "npt.NDArray[np.float64]") -> "tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]":
    import numpy as np
    from scipy.special import ndtr

    x, weights = _nodes(*_X_ENDS)
    density = weights * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return density, ndtr(x[None, :] + w[:, None]) - ndtr(x)[None, :]


def _range_cdf(n: int) -> "npt.NDArray[np.float64]":
    density, chance = _ranges()
    cdf: npt.NDArray[np.float64] = n * (chance ** (n - 1) @ density)
    return cdf


def d2(n: int) -> float:
    """
    Give the mean of the range of n standard normal readings.

    Args:
        n: Subgroup size, 2 to 1,000.

    Returns:
        ``integral of 1 - F(w)`` over ``w > 0``, F being the distribution of the range.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-12 relative: Gauss-Legendre quadrature with 320 nodes on each axis. About a millisecond, once for each n.

    Source:
        L. H. C. Tippett, "On the extreme individuals and the range of samples", Biometrika 17, 1925.
    """
    return _range_moments(_size(n))[0]


def d3(n: int) -> float:
    """
    Give the standard deviation of the range of n standard normal readings.

    Args:
        n: Subgroup size, 2 to 1,000.

    Returns:
        ``sqrt(2 * integral of w (1 - F(w)) - d2**2)``, ``F(w) = n * integral of phi(x) (Phi(x+w) - Phi(x))**(n-1)``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-10 relative; see `d2`.

    Source:
        Tippett, as `d2`.
    """
    return _range_moments(_size(n))[1]


def range_median(n: int) -> float:
    """
    Give the median of the range of n standard normal readings, called d4 where ranges are averaged by their median.

    Args:
        n: Subgroup size, 2 to 1,000.

    Returns:
        The w with ``F(w) = 1/2``; 0.953873 for n = 2.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-12 relative, by bisection and the quadrature of `d2`.

    Source:
        ASTM STP 15D (Manual on Presentation of Data), part 3; the median moving range of Minitab.
    """
    return _range_median(_size(n))


@functools.lru_cache(maxsize=4096)
def _range_median(n: int) -> float:
    import numpy as np
    from scipy.optimize import brentq

    def excess(w: float) -> float:
        density, chance = _chances(np.array([w]))
        return float(n * (chance[0] ** (n - 1) @ density)) - 0.5

    return float(brentq(excess, 0.1, 12.0, xtol=1e-15, rtol=1e-14))


def d2_star(n: int, groups: int) -> float:
    """
    Give the constant for the mean of few ranges, ``sqrt(d2**2 + d3**2 / groups)``.

    Args:
        n: Readings of a range, 2 to 1,000.
        groups: Number of ranges averaged, at least 1.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-10 relative.

    Source:
        AIAG, Measurement Systems Analysis, 4th edition, appendix C; A. J. Duncan, 1955.
    """
    size = _size(n)
    g = samples.whole(groups, "groups", at_least=1, at_most=10**9)
    return math.sqrt(d2(size) ** 2 + d3(size) ** 2 / g)


def mssd_c4(n: int) -> float:
    """
    Give the mean of ``sqrt(MSSD / 2)`` of n standard normal readings, MSSD being the mean squared difference.

    Args:
        n: Readings, 2 to 10**9.

    Returns:
        The constant that Minitab tabulates as c4'; it equals c4(2) at n = 2 and tends to 1.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-10 relative. The sum of squared differences is a sum of chi-squares weighted with
        ``4 sin(pi j / 2n)**2``; the mean of its root is
        ``1 / (2 sqrt(pi)) * integral of (1 - E exp(-t Q)) t**-1.5``, integrated over log t in O(n). Above n = 5,000 the
        expansion of the root around 1 is used, with the cumulants of the sum; what is left out is below 1e-10.

    Source:
        J. von Neumann et al., "The mean square successive difference", Ann. Math. Stat. 12, 1941, for the weights.
    """
    return _mssd_c4(samples.whole(n, "n", at_least=2, at_most=10**9))


@functools.lru_cache(maxsize=4096)
def _mssd_c4(n: int) -> float:
    import numpy as np

    if n > 5000:
        second = (3.0 * n - 4.0) / (n - 1.0) ** 2
        third = (20.0 * n - 32.0) / (n - 1.0) ** 3
        return 1.0 - second / 8.0 + third / 16.0 - 15.0 * second * second / 128.0
    weights = 4.0 * np.sin(np.pi * np.arange(1, n) / (2 * n)) ** 2 / (2 * (n - 1))
    step = 1.0 / 16
    total = 0.0
    for t in np.exp(np.arange(-80.0, 80.0, step)):
        log_transform = -0.5 * float(np.log1p(2.0 * t * weights).sum())
        total += -math.expm1(log_transform) / math.sqrt(t)
    # the trapezoid rule over log t converges geometrically; what is cut off at both ends is below 1e-17
    return total * step / (2.0 * math.sqrt(math.pi))


def control_constants(n: int) -> ControlConstants:
    """
    Give all constants of one subgroup size.

    Args:
        n: Subgroup size, 2 to 1,000.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        1e-9 relative or better.

    Source:
        ASTM E2587, table of factors; D. C. Montgomery, Introduction to Statistical Quality Control, appendix VI.
    """
    return _control_constants(_size(n))


@functools.lru_cache(maxsize=4096)
def _control_constants(size: int) -> ControlConstants:
    mean, deviation, c = d2(size), d3(size), c4(size)
    root, spread = math.sqrt(size), 3.0 * math.sqrt(1.0 - c * c)
    return ControlConstants(
        n=size,
        d2=mean,
        d3=deviation,
        c4=c,
        A=3.0 / root,
        A2=3.0 / (mean * root),
        A3=3.0 / (c * root),
        B3=max(0.0, 1.0 - spread / c),
        B4=1.0 + spread / c,
        B5=max(0.0, c - spread),
        B6=c + spread,
        D1=max(0.0, mean - 3.0 * deviation),
        D2=mean + 3.0 * deviation,
        D3=max(0.0, 1.0 - 3.0 * deviation / mean),
        D4=1.0 + 3.0 * deviation / mean,
        E2=3.0 / mean,
    )
