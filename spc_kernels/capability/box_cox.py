"""The Box-Cox transformation of positive readings by its profile likelihood."""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.deviations import mean_of, sum_of_squares
from spc_kernels.capability.fits import refuse_constant, refuse_not_positive
from spc_kernels.errors import ParameterError
from spc_kernels.samples import Floats, number, place, readings, shown

_HALF_CHI_SQUARED_95 = 1.920729410347062
_SERIES = 1e-3
_LARGEST_EXPONENT = 300.0
_LOG_LARGEST = 709.0


class BoxCox(msgspec.Struct, frozen=True):
    """
    A power transformation ``(x**power - 1) / power``, the logarithm for power 0.

    Attributes:
        power: Power of greatest likelihood within the bounds.
        log_likelihood: Profile log-likelihood there, with the variance of divisor n.
        lower: Lower end of the 95 % likelihood interval of the power; the bound when it goes on beyond.
        upper: Upper end of it.
        at_bound: Whether the likelihood still rises at the bound that is given as power.
        n: Number of readings.
    """

    power: float
    log_likelihood: float
    lower: float
    upper: float
    at_bound: bool
    n: int


def box_cox(x: npt.ArrayLike, *, bounds: tuple[float, float] = (-3.0, 3.0)) -> BoxCox:
    """
    Find the power that makes positive readings most nearly normal.

    Args:
        x: Readings above zero, any order. Shape ``(n,)``, ``n >= 3``.
        bounds: Powers searched, -20 to 20. Narrow data (sd far below the mean) hardly determine the power: beyond a
            cube it is of no use, and `at_bound` says that more was asked for.

    Returns:
        Power, likelihood and interval.

    Raises:
        NotPositiveError: ``spc.sample.not-positive``.
        ConstantReadingsError: ``spc.sample.constant``.
        ParameterError: ``spc.parameter.out-of-range``.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        Root of the score to 1e-12, on readings divided by their geometric mean: no cancellation, no overflow.

    Source:
        Box & Cox (1964), J. Royal Statistical Society B 26, section 3; NIST/SEMATECH e-Handbook, section 6.5.2.
    """
    values = readings(x, at_least=3)
    refuse_not_positive(values)
    refuse_constant(values)
    given: object = bounds
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise ParameterError(
            f"`{shown(bounds)}` are no bounds", location=place("bounds"), hint="give the lowest and the highest power"
        )
    low = number(bounds[0], "bounds[0]", above=-20.0, below=20.0, closed=True)
    high = number(bounds[1], "bounds[1]", above=-20.0, below=20.0, closed=True)
    if low >= high:
        raise ParameterError("the bounds are crossed", location=place("bounds"), hint="give the lower one first")
    logs = _logs(values)
    middle = mean_of(logs)
    return _best(logs - middle, middle, low, high)


def log_likelihood(x: npt.ArrayLike, power: float) -> float:
    """
    Give the profile log-likelihood of a power, the constant left out: ``-n/2 log(var y) + (power - 1) sum(log x)``.

    Args:
        x: Readings above zero. Shape ``(n,)``, ``n >= 3``.
        power: Power, -20 to 20; less for readings over more than e**15 or so.

    Raises:
        NotPositiveError: ``spc.sample.not-positive``.
        ConstantReadingsError: ``spc.sample.constant``.
        ParameterError: ``spc.parameter.out-of-range``.

    Source:
        Box & Cox (1964), equation 8.
    """
    values = readings(x, at_least=3)
    refuse_not_positive(values)
    refuse_constant(values)
    logs = _logs(values)
    middle = mean_of(logs)
    furthest = min(_LARGEST_EXPONENT / float(np.abs(logs - middle).max()), 20.0)
    return _likelihood(logs - middle, middle, number(power, "power", above=-furthest, below=furthest, closed=True))


def _logs(values: Floats) -> Floats:
    """Take logarithms, and refuse readings whose logarithms rounding made equal."""
    logs: Floats = np.log(values)
    refuse_constant(logs)
    return logs


def transform(x: Floats, power: float) -> Floats:
    """Transform positive values."""
    logs: Floats = np.log(x)
    return logs if power == 0.0 else np.expm1(power * logs) / power


def back_transform(y: float, power: float) -> float:
    """Give the reading of a transformed value; the end of the range, 0 or infinity, beyond it."""
    inner = power * y
    if power != 0.0 and inner <= -1.0:
        return 0.0 if power > 0.0 else math.inf
    exponent = y if power == 0.0 else math.log1p(inner) / power
    return math.exp(exponent) if exponent < _LOG_LARGEST else math.inf


def _likelihood(logs: Floats, middle: float, power: float) -> float:
    y = _scaled(logs, power)
    variance = sum_of_squares(y, mean_of(y)) / logs.size
    return -0.5 * logs.size * math.log(variance) - logs.size * middle


def _scaled(logs: Floats, power: float) -> Floats:
    return logs if power == 0.0 else np.expm1(power * logs) / power


def _score(logs: Floats, power: float) -> float:
    """Give the derivative of the profile log-likelihood."""
    y = _scaled(logs, power)
    if abs(power) * float(np.abs(logs).max()) < _SERIES:
        slope = logs**2 * (0.5 + power * logs * (1.0 / 3.0 + power * logs * (0.125 + power * logs / 30.0)))
    else:
        slope = (logs * np.exp(power * logs) - y) / power
    away = y - mean_of(y)
    return -logs.size * float(away @ slope) / float(away @ away)


def _best(logs: Floats, middle: float, low: float, high: float) -> BoxCox:
    from scipy.optimize import brentq

    # Beyond this power squares of the transformed readings leave float64; readings so wide have a power near zero.
    furthest = _LARGEST_EXPONENT / float(np.abs(logs).max())
    low, high = max(low, -furthest), min(high, furthest)
    at_bound = True
    if _score(logs, low) <= 0.0:
        power = low
    elif _score(logs, high) >= 0.0:
        power = high
    else:
        power, at_bound = float(brentq(lambda p: _score(logs, p), low, high, xtol=1e-13, rtol=1e-13)), False
    best = _likelihood(logs, middle, power)

    def short(p: float) -> float:
        return _likelihood(logs, middle, p) - best + _HALF_CHI_SQUARED_95

    lower = low if short(low) >= 0.0 else float(brentq(short, low, power, xtol=1e-12))
    upper = high if short(high) >= 0.0 else float(brentq(short, power, high, xtol=1e-12))
    return BoxCox(power, best, lower, upper, at_bound, logs.size)
