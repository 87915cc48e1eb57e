"""Tails and percentiles of fitted distributions, at the precision of each tail; fits nothing."""

import math
from collections.abc import Callable

from spc_kernels.capability.fits import Fit

Tails = tuple[float, float]


def tails(fit: Fit, x: float) -> Tails:
    """Give the shares below and above a value, each by its own function and never as one minus the other."""
    return _TAILS[fit.distribution](fit.parameters, x)


def percentile(fit: Fit, z: float) -> float:
    """Give the value below which a share Φ(z) lies."""
    return _PERCENTILES[fit.distribution](fit.parameters, z)


def _normal_tails(p: dict[str, float], x: float) -> Tails:
    return _from_score((x - p["mean"]) / p["sd"])


def _lognormal_tails(p: dict[str, float], x: float) -> Tails:
    return _from_score((math.log(x) - p["mean_log"]) / p["sd_log"]) if x > 0.0 else (0.0, 1.0)


def _from_score(z: float) -> Tails:
    from scipy.special import ndtr

    return float(ndtr(z)), float(ndtr(-z))


def _weibull_tails(p: dict[str, float], x: float) -> Tails:
    if x <= 0.0:
        return 0.0, 1.0
    exponent = p["shape"] * math.log(x / p["scale"])
    hazard = math.exp(min(exponent, 700.0))
    return -math.expm1(-hazard), math.exp(-hazard)


def _gamma_tails(p: dict[str, float], x: float) -> Tails:
    from scipy.special import gammainc, gammaincc

    return (
        (float(gammainc(p["shape"], p["rate"] * x)), float(gammaincc(p["shape"], p["rate"] * x)))
        if x > 0.0
        else (
            0.0,
            1.0,
        )
    )


def _exponential_tails(p: dict[str, float], x: float) -> Tails:
    return (-math.expm1(-p["rate"] * x), math.exp(-p["rate"] * x)) if x > 0.0 else (0.0, 1.0)


def _hazard(z: float) -> float:
    """Give -log of the share above a normal score."""
    from scipy.special import log_ndtr

    return -float(log_ndtr(-z))


def _gamma_percentile(p: dict[str, float], z: float) -> float:
    from scipy.special import gammainccinv, gammaincinv, ndtr

    standard = gammaincinv(p["shape"], float(ndtr(z))) if z < 0.0 else gammainccinv(p["shape"], float(ndtr(-z)))
    return float(standard) / p["rate"]


_TAILS: dict[str, Callable[[dict[str, float], float], Tails]] = {
    "normal": _normal_tails,
    "lognormal": _lognormal_tails,
    "weibull": _weibull_tails,
    "gamma": _gamma_tails,
    "exponential": _exponential_tails,
}
_PERCENTILES: dict[str, Callable[[dict[str, float], float], float]] = {
    "normal": lambda p, z: p["mean"] + p["sd"] * z,
    "lognormal": lambda p, z: math.exp(p["mean_log"] + p["sd_log"] * z),
    "weibull": lambda p, z: p["scale"] * math.exp(math.log(_hazard(z)) / p["shape"]),
    "gamma": _gamma_percentile,
    "exponential": lambda p, z: _hazard(z) / p["rate"],
}
