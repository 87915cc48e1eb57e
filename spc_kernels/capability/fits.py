"""Maximum-likelihood fits of the distributions of positive readings; judges no capability."""

import math

import msgspec
import numpy as np

from spc_kernels.capability import p_values
from spc_kernels.capability.deviations import mean_of, sum_of_squares
from spc_kernels.capability.errors import ConstantReadingsError, NoFitError, NotPositiveError
from spc_kernels.capability.normality import ad_from_logs
from spc_kernels.samples import Floats, place

_LARGE_SHAPE = 1e5
_NARROW = 1e-3


class Fit(msgspec.Struct, frozen=True):
    """
    A distribution fitted to readings.

    Attributes:
        distribution: Its name.
        parameters: Parameters by name.
        log_likelihood: At the parameters; NaN for Johnson's, which are fitted by percentiles.
        statistic: Anderson and Darling's A² of the readings against the fit.
        p_value: Its p-value, parameters estimated; approximate.
        n: Number of readings.
    """

    distribution: str
    parameters: dict[str, float]
    log_likelihood: float
    statistic: float
    p_value: float
    n: int


def fit_normal(x: Floats) -> Fit:
    """Fit mean and deviation (divisor n - 1, as everywhere in capability)."""
    from scipy.special import log_ndtr

    mean, n = mean_of(x), x.size
    squares = _spread(sum_of_squares(x, mean))
    sd = math.sqrt(squares / (n - 1))
    z = (np.sort(x) - mean) / sd
    likelihood = -n * math.log(sd * math.sqrt(2.0 * math.pi)) - 0.5 * squares / sd**2
    statistic = ad_from_logs(log_ndtr(z), log_ndtr(-z))
    p = p_values.anderson_darling_normal(statistic, n)
    return Fit("normal", {"mean": mean, "sd": sd}, likelihood, statistic, p, n)


def fit_lognormal(x: Floats) -> Fit:
    """Fit mean and deviation of the logarithms (divisor n)."""
    from scipy.special import log_ndtr

    logs, n = np.log(x), x.size
    mean = mean_of(logs)
    sd = math.sqrt(_spread(sum_of_squares(logs, mean)) / n)
    likelihood = -n * (mean + math.log(sd) + 0.5 * math.log(2.0 * math.pi) + 0.5)
    # The test is the normal one of the logarithms, whose deviation has n - 1.
    z = (np.sort(logs) - mean) / (sd * math.sqrt(n / (n - 1)))
    statistic = ad_from_logs(log_ndtr(z), log_ndtr(-z))
    p = p_values.anderson_darling_normal(statistic, n)
    return Fit("lognormal", {"mean_log": mean, "sd_log": sd}, likelihood, statistic, p, n)


def fit_weibull(x: Floats) -> Fit:
    """Fit shape and scale by the profile score of the shape, which is monotone."""
    from scipy.optimize import brentq

    n = x.size
    logs = np.log(x)
    middle = mean_of(logs)
    away = logs - middle
    largest = _spread(float(away.max()))

    def score(shape: float) -> float:
        powers = np.exp(shape * (away - largest))
        return 1.0 / shape - float(powers @ away) / float(powers.sum())

    # Menon's estimate starts the bracket: the deviation of the logarithms is pi / (shape sqrt 6).
    start = math.pi / math.sqrt(6.0 * _spread(sum_of_squares(logs, middle)) / n)
    low = high = start
    while score(low) < 0.0:
        low *= 0.5
    while score(high) > 0.0:
        high *= 2.0
    shape = float(brentq(score, low, high, xtol=1e-15 * start, rtol=1e-14)) if low < high else start
    log_scale = middle + largest + math.log(float(np.exp(shape * (away - largest)).mean())) / shape
    hazard = np.sort(np.exp(shape * (logs - log_scale)))
    likelihood = n * (math.log(shape) - shape * log_scale) + (shape - 1.0) * n * middle - float(hazard.sum())
    statistic = ad_from_logs(np.log(-np.expm1(-hazard)), -hazard)
    p = p_values.anderson_darling_weibull(statistic, n)
    return Fit("weibull", {"shape": shape, "scale": math.exp(log_scale)}, likelihood, statistic, p, n)


def fit_gamma(x: Floats) -> Fit:
    """Fit shape and rate by the score ``log k - psi(k) = log mean - mean log``, which is monotone."""
    from scipy.optimize import brentq
    from scipy.special import gammainc, gammaincc, gammaln, psi

    n, mean = x.size, mean_of(x)
    gap = _log_gap(x, mean)

    def score(shape: float) -> float:
        if shape > _LARGE_SHAPE:
            return 0.5 / shape + 1.0 / (12.0 * shape * shape) - gap
        return math.log(shape) - float(psi(shape)) - gap

    # 1/(2k) < log k - psi(k) < 1/k brackets the root.
    shape = float(brentq(score, 0.25 / gap, 2.0 / gap, xtol=1e-15 / gap, rtol=1e-14))
    rate = shape / mean
    likelihood = n * (shape * math.log(rate) - float(gammaln(shape)))
    likelihood += (shape - 1.0) * float(np.log(x).sum()) - rate * float(x.sum())
    ordered = rate * np.sort(x)
    with np.errstate(divide="ignore"):
        logs = np.log(gammainc(shape, ordered)), np.log(gammaincc(shape, ordered))
    statistic = ad_from_logs(*(np.maximum(log, -745.0) for log in logs))
    p = p_values.anderson_darling_gamma(statistic, shape)
    return Fit("gamma", {"shape": shape, "rate": rate}, likelihood, statistic, p, n)


def _log_gap(x: Floats, mean: float) -> float:
    """Give log mean - mean log, by a series of the relative deviations where the logarithms would cancel."""
    away = (x - mean) / mean
    series = away * away * (0.5 - away * (1.0 / 3.0 - away * (0.25 - away * (0.2 - away / 6.0))))
    terms = np.where(np.abs(away) < _NARROW, series, away - (np.log(x) - math.log(mean)))
    return _spread(float(terms.mean()))


def _spread(value: float) -> float:
    """Pass a measure of spread on, or raise `spc.capability.no-fit` when rounding left none."""
    if not value > 0.0:
        raise NoFitError(
            "the readings differ by no more than rounding", location=place("x"), hint="give more digits of the readings"
        )
    return value


def fit_exponential(x: Floats) -> Fit:
    """Fit the rate, one over the mean."""
    n, mean = x.size, mean_of(x)
    hazard = np.sort(x) / mean
    statistic = ad_from_logs(np.log(-np.expm1(-hazard)), -hazard)
    p = p_values.anderson_darling_exponential(statistic, n)
    return Fit("exponential", {"rate": 1.0 / mean}, -n * (math.log(mean) + 1.0), statistic, p, n)


def refuse_constant(x: Floats) -> None:
    """Raise `spc.sample.constant` when all readings are equal."""
    if x.min() == x.max():
        raise ConstantReadingsError("all readings are equal", location=place("x"), hint="nothing varies to be fitted")


def refuse_not_positive(x: Floats) -> None:
    """Raise `spc.sample.not-positive` at the first reading that is not above zero."""
    if x.min() <= 0.0:
        at = int(np.argmax(x <= 0.0))
        raise NotPositiveError(
            f"the reading `{x[at]:g}` is not above zero",
            location=place("x", at),
            hint="use `johnson` or `normal`, or measure from a lower bound",
        )
