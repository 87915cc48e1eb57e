"""Johnson's system of distributions, fitted by four percentiles; the spacing is chosen by the normality it gives."""

import math
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability import p_values
from spc_kernels.capability.deviations import mean_of, overall
from spc_kernels.capability.errors import NoFitError
from spc_kernels.capability.fits import refuse_constant
from spc_kernels.capability.normality import FEWEST, ad_statistic
from spc_kernels.samples import Floats, place, readings

_SPACINGS = tuple(0.25 + 0.01 * step for step in range(101))
_NEAR_ONE = 1e-3


class Johnson(msgspec.Struct, frozen=True):
    """
    A member of Johnson's system: ``z = gamma + delta f((x - xi) / lam)`` is standard normal.

    Attributes:
        family: ``SU`` (f = asinh), ``SB`` (f(y) = log(y / (1 - y)), readings between xi and xi + lam), or ``SL``
            (f = log, readings on the side of xi that the sign of lam tells).
        gamma: Location of z.
        delta: Scale of z, ``> 0``.
        xi: Location of the readings.
        lam: Scale of the readings; 1 or -1 for ``SL``.
        spacing: Normal score z of the percentiles at ±z and ±3z.
        statistic: Anderson and Darling's A² of the transformed readings, mean and deviation estimated.
        p_value: Its p-value for a normal distribution with two estimated parameters; the search makes it optimistic.
        n: Number of readings.
    """

    family: Literal["SU", "SB", "SL"]
    gamma: float
    delta: float
    xi: float
    lam: float
    spacing: float
    statistic: float
    p_value: float
    n: int


def johnson(x: npt.ArrayLike) -> Johnson:
    """
    Fit Johnson's system to readings.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``n >= 8``.

    Returns:
        The member whose transformed readings have the smallest A², among those whose range holds every reading.

    Raises:
        NoFitError: ``spc.capability.no-fit``: no spacing gives a member that holds every reading.
        ConstantReadingsError: ``spc.sample.constant``.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        Percentiles interpolated at ``(i - 1/2) / n``; closed forms; 101 spacings from 0.25 to 1.25. The fitted member
        takes the four percentiles to ±z and ±3z. There is no independent reference; tests show this property, and that
        SciPy's distributions with these parameters have the same distribution function.

    Source:
        Slifker & Shapiro (1980), Technometrics 22; Chou, Polansky & Mason (1998), J. Quality Technology 30.
    """
    values = np.sort(readings(x, at_least=FEWEST))
    refuse_constant(values)
    found = [member for spacing in _SPACINGS if (member := _member(values, spacing)) is not None]
    if not found:
        raise NoFitError(
            "no member of the system holds every reading", location=place("x"), hint="look for outliers and ties"
        )
    return min(found, key=lambda member: member.statistic)


def to_normal(member: Johnson, x: Floats) -> Floats:
    """Give normal scores of readings; infinite at and beyond the ends of the range."""
    y = (x - member.xi) / member.lam
    with np.errstate(divide="ignore", invalid="ignore"):
        if member.family == "SU":
            inner: Floats = np.arcsinh(y)
        elif member.family == "SB":
            inside = np.clip(y, 0.0, 1.0)
            inner = np.log(inside) - np.log1p(-inside)
        else:
            inner = math.copysign(1.0, member.lam) * np.log(np.maximum(y, 0.0))
    return member.gamma + member.delta * inner


def from_normal(member: Johnson, z: float) -> float:
    """Give the reading of a normal score."""
    inner = (z - member.gamma) / member.delta
    if member.family == "SU":
        return member.xi + member.lam * math.sinh(inner)
    if member.family == "SB":
        share = math.exp(-abs(inner)) / (1.0 + math.exp(-abs(inner)))
        return member.xi + member.lam * (share if inner < 0.0 else 1.0 - share)
    return member.xi + member.lam * math.exp(math.copysign(inner, inner * member.lam))


def _member(ordered: Floats, spacing: float) -> Johnson | None:
    """Fit at one spacing; None when the percentiles coincide or the range leaves a reading out."""
    from scipy.special import ndtr

    scores = np.array([-3.0, -1.0, 1.0, 3.0]) * spacing
    at = np.clip(ndtr(scores) * ordered.size - 0.5, 0.0, ordered.size - 1.0)
    percentiles = np.interp(at, np.arange(ordered.size), ordered)
    m, p, n = (float(gap) for gap in np.diff(percentiles)[::-1])
    if min(m, p, n) <= 0.0:
        return None
    centre = 0.5 * float(percentiles[1] + percentiles[2])
    shape = m * n / (p * p)
    if abs(shape - 1.0) < _NEAR_ONE:
        parameters = _lognormal(spacing, m / p, p, centre)
    else:
        parameters = (_unbounded if shape > 1.0 else _bounded)(spacing, (m, n, p), centre)
    if parameters is None or not all(math.isfinite(value) for value in parameters[1:]):
        return None
    return _judged(ordered, Johnson(*parameters, spacing, 0.0, 0.0, ordered.size))


def _judged(ordered: Floats, member: Johnson) -> Johnson | None:
    z = to_normal(member, ordered)
    if not np.isfinite(z).all() or not z[-1] > z[0]:
        return None
    spread = overall(z).value
    statistic = ad_statistic((z - mean_of(z)) / spread)
    p = p_values.anderson_darling_normal(statistic, z.size)
    return msgspec.structs.replace(member, statistic=statistic, p_value=p)


Parameters = tuple[Literal["SU", "SB", "SL"], float, float, float, float]


def _unbounded(z: float, gaps: tuple[float, float, float], centre: float) -> Parameters:
    m, n, p = gaps
    upper, lower = m / p, n / p
    root = math.sqrt(upper * lower - 1.0)
    total = upper + lower
    delta = 2.0 * z / math.acosh(0.5 * total)
    gamma = delta * math.asinh((lower - upper) / (2.0 * root))
    lam = 2.0 * p * root / ((total - 2.0) * math.sqrt(total + 2.0))
    return "SU", gamma, delta, centre + p * (lower - upper) / (2.0 * (total - 2.0)), lam


def _bounded(z: float, gaps: tuple[float, float, float], centre: float) -> Parameters:
    m, n, p = gaps
    upper, lower = p / m, p / n
    product = (1.0 + upper) * (1.0 + lower)
    excess = upper * lower - 1.0
    delta = z / math.acosh(0.5 * math.sqrt(product))
    gamma = delta * math.asinh((lower - upper) * math.sqrt(product - 4.0) / (2.0 * excess))
    lam = p * math.sqrt((product - 2.0) ** 2 - 4.0) / excess
    return "SB", gamma, delta, centre - 0.5 * lam + p * (lower - upper) / (2.0 * excess), lam


def _lognormal(z: float, ratio: float, p: float, centre: float) -> Parameters | None:
    """Fit the border of the two families; a long lower tail is the mirror image of a long upper one."""
    if abs(ratio - 1.0) < _NEAR_ONE:
        return None
    sign, steep = (1.0, ratio) if ratio > 1.0 else (-1.0, 1.0 / ratio)
    delta = 2.0 * z / math.log(steep)
    gamma = delta * math.log((steep - 1.0) / (p * math.sqrt(steep)))
    return "SL", sign * gamma, delta, centre - sign * 0.5 * p * (steep + 1.0) / (steep - 1.0), sign
