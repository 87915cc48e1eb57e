"""Published formulas for p-values of distribution-function statistics, as tables; computes no statistic."""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Piece: TypeAlias = tuple[float, bool, tuple[float, ...]]

# (the statistic is below, 1 - exp(polynomial) or exp(polynomial), coefficients from the constant on).
_ANDERSON_DARLING: tuple[Piece, ...] = (
    (0.2, True, (-13.436, 101.14, -223.73)),
    (0.34, True, (-8.318, 42.796, -59.938)),
    (0.6, False, (0.9177, -4.279, -1.38)),
    (10.0, False, (1.2937, -5.709, 0.0186)),
    (math.inf, False, (math.log(3.7e-24),)),
)
_CRAMER_VON_MISES: tuple[Piece, ...] = (
    (0.0275, True, (-13.953, 775.5, -12542.61)),
    (0.051, True, (-5.903, 179.546, -1515.29)),
    (0.092, False, (0.886, -31.62, 10.897)),
    (1.1, False, (1.111, -34.242, 12.832)),
    (math.inf, False, (math.log(7.37e-10),)),
)
_LILLIEFORS: tuple[tuple[float, tuple[float, ...]], ...] = (
    (0.302, (1.0,)),
    (0.5, (2.76773, -19.828315, 80.709644, -138.55152, 81.218052)),
    (0.9, (-4.901232, 40.662806, -97.490286, 94.029866, -32.355711)),
    (1.31, (6.198765, -19.558097, 23.186922, -12.234627, 2.423045)),
    (math.inf, (0.0,)),
)
_LARGEST_DALLAL = 100
_SMALL_P = 0.1

# Upper tail points of A² at 0.25, 0.10, 0.05, 0.025, 0.01, 0.005: D'Agostino & Stephens (1986), chapter 4.
_NORMAL_POINTS = (0.0, 0.470, 0.631, 0.752, 0.873, 1.035, 1.159)
_EXPONENTIAL_POINTS = (0.0, 0.736, 1.062, 1.321, 1.591, 1.959, 2.244)
_GAMMA_POINTS = {
    1.0: (0.0, 0.486, 0.657, 0.786, 0.917, 1.092, 1.227),
    2.0: (0.0, 0.477, 0.643, 0.768, 0.894, 1.062, 1.190),
    3.0: (0.0, 0.475, 0.639, 0.762, 0.886, 1.052, 1.178),
    4.0: (0.0, 0.473, 0.637, 0.759, 0.883, 1.048, 1.173),
    8.0: (0.0, 0.471, 0.634, 0.755, 0.878, 1.041, 1.165),
    math.inf: _NORMAL_POINTS,
}


def anderson_darling_normal(statistic: float, n: int) -> float:
    """Give the p-value of A² for a normal distribution with both parameters estimated."""
    return _piecewise(_ANDERSON_DARLING, statistic * (1.0 + 0.75 / n + 2.25 / n**2))


def anderson_darling_exponential(statistic: float, n: int) -> float:
    """Give the p-value of A² for an exponential distribution with its mean estimated."""
    return _by_points(statistic * (1.0 + 0.6 / n), _EXPONENTIAL_POINTS)


def anderson_darling_gamma(statistic: float, shape: float) -> float:
    """Give the p-value of A² for a gamma distribution with both parameters estimated, from its shape."""
    shapes = np.array([1.0 / known for known in _GAMMA_POINTS])[::-1]
    points = np.array(list(_GAMMA_POINTS.values()))[::-1]
    at = min(1.0 / shape, 1.0)
    return _by_points(statistic, tuple(float(np.interp(at, shapes, column)) for column in points.T))


def anderson_darling_weibull(statistic: float, n: int) -> float:
    """Give the p-value of A² for a Weibull distribution with both parameters estimated (CMH-17-1G, section 8.3.4)."""
    corrected = statistic * (1.0 + 0.2 / math.sqrt(n))
    return 1.0 / (1.0 + math.exp(min(-0.1 + 1.24 * math.log(corrected) + 4.48 * corrected, 700.0)))


def cramer_von_mises_normal(statistic: float, n: int) -> float:
    """Give the p-value of W² for a normal distribution with both parameters estimated."""
    return _piecewise(_CRAMER_VON_MISES, statistic * (1.0 + 0.5 / n))


def lilliefors_normal(statistic: float, n: int) -> float:
    """Give the p-value of D for a normal distribution: Dallal & Wilkinson's, above 0.1 Stephens'."""
    size, distance = n, statistic
    if n > _LARGEST_DALLAL:
        size, distance = _LARGEST_DALLAL, statistic * (n / _LARGEST_DALLAL) ** 0.49
    root = math.sqrt(size + 2.78019)
    exponent = -7.01256 * (distance * root) ** 2 + 2.99587 * distance * root - 0.122119
    p = math.exp(exponent + 0.974598 / math.sqrt(size) + 1.67997 / size)
    if p <= _SMALL_P:
        return p
    scaled = (math.sqrt(n) - 0.01 + 0.85 / math.sqrt(n)) * statistic
    return next(_polynomial(scaled, terms) for below, terms in _LILLIEFORS if scaled <= below)


def _piecewise(pieces: Sequence[Piece], statistic: float) -> float:
    for below, complement, terms in pieces:
        if statistic < below:
            value = math.exp(_polynomial(statistic, terms))
            return 1.0 - value if complement else value
    return 0.0


def _by_points(statistic: float, points: tuple[float, ...]) -> float:
    """Map the statistic to the one of equal p for a normal distribution, whose formula is known."""
    slope = (_NORMAL_POINTS[-1] - _NORMAL_POINTS[-2]) / (points[-1] - points[-2])
    beyond = max(statistic - points[-1], 0.0) * slope
    return _piecewise(_ANDERSON_DARLING, float(np.interp(statistic, points, _NORMAL_POINTS)) + beyond)


def _polynomial(x: float, terms: Sequence[float]) -> float:
    total = 0.0
    for term in reversed(terms):
        total = total * x + term
    return total
