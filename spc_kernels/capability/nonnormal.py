"""Capability of readings that are not normal: by percentiles of a fitted distribution, or by normal scores of tails."""

import math
from collections.abc import Callable

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.box_cox import back_transform, box_cox, transform
from spc_kernels.capability.distributions import Tails, percentile, tails
from spc_kernels.capability.errors import NoFitError
from spc_kernels.capability.fits import (
    Fit,
    fit_exponential,
    fit_gamma,
    fit_lognormal,
    fit_normal,
    fit_weibull,
    refuse_constant,
    refuse_not_positive,
)
from spc_kernels.capability.johnson import from_normal, johnson, to_normal
from spc_kernels.capability.normal import LEVEL, MILLION, observed
from spc_kernels.capability.normality import FEWEST, assess
from spc_kernels.capability.results import NOT_ASSESSED, Nonconforming, Normality, Stability
from spc_kernels.capability.specification import Specification, checked_specification
from spc_kernels.samples import Floats, known, place, readings

INDICES = ("percentiles", "scores")
_LARGEST_SCORE = 38.0
_OUTER_SCORE = 2.9999769927034015
"""Normal score of 99.865 %, which is not quite 3."""


class NonnormalCapability(msgspec.Struct, frozen=True):
    """
    A capability study of readings by a fitted distribution. Indices are long-term: a fit sees all readings at once.

    Attributes:
        n: Number of readings.
        specification: Limits.
        fit: The distribution, its parameters and how well it fits; its deviation is the only one used.
        index: ``percentiles`` (ISO 22514-2) or ``scores``.
        sigma_method: Where the spread comes from: the fitted distribution.
        stability: What is known of stability, as given.
        normality: What Anderson and Darling's test says of the readings as they are.
        x_lower: Percentile 0.135.
        x_middle: Percentile 50.
        x_upper: Percentile 99.865.
        pp: Performance index; None with one limit or without spread.
        ppl: Lower one; None without a lower limit.
        ppu: Upper one; None without an upper limit.
        ppk: Smaller of the two.
        expected: Expected parts per million beyond the limits, by the survival function.
        observed: Parts per million seen beyond the limits.
        reason: Why there are no indices; None when there are.
    """

    n: int
    specification: Specification
    fit: Fit | None
    index: str
    sigma_method: str
    stability: Stability
    normality: Normality
    x_lower: float | None
    x_middle: float | None
    x_upper: float | None
    pp: float | None
    ppl: float | None
    ppu: float | None
    ppk: float | None
    expected: Nonconforming
    observed: Nonconforming
    reason: str | None = None


class _Model(msgspec.Struct, frozen=True):
    """A fitted distribution with its functions, whatever it is."""

    fit: Fit
    percentile: Callable[[float], float]
    tails: Callable[[float], Tails]


def nonnormal(
    x: npt.ArrayLike,
    specification: Specification,
    distribution: str,
    *,
    index: str = "percentiles",
    stability: Stability = NOT_ASSESSED,
) -> NonnormalCapability:
    """
    Study the capability of a process by a distribution fitted to its readings.

    Args:
        x: Readings, unit *u*, any order. Shape ``(n,)``, ``n >= 8``.
        specification: Limits in unit *u*; the target is not used.
        distribution: ``lognormal``, ``weibull``, ``gamma``, ``exponential`` (readings above zero, maximum likelihood),
            ``normal``, ``box-cox`` (readings above zero) or ``johnson``.
        index: ``percentiles``: ``Pp = (U - L) / (X99.865 - X0.135)``, ``Ppu = (U - X50) / (X99.865 - X50)``, Ppl
            mirrored; ``scores``: the normal score of each tail over 3, their sum over 6. The two differ.
        stability: What a control chart said about stability.

    Returns:
        Indices without intervals: none is established for fitted percentiles. Equal readings have no indices, with the
        reason.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``.
        NotPositiveError: ``spc.sample.not-positive``.
        NoFitError: ``spc.capability.no-fit``: readings that differ by rounding only; no member of Johnson's system.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        Fits to 1e-11; tails by survival functions. A score is cut at ±38, where float64 has no tail left.

    Source:
        ISO 22514-2:2017, percentiles 0.135, 50 and 99.865 of the fitted distribution; for scores Chen & Ding (2001),
        Int. J. Quality & Reliability Management 18.
    """
    checked_specification(specification)
    values = readings(x, at_least=FEWEST)
    fit_by = _FITS[known(distribution, "distribution", _FITS)]
    by_scores = known(index, "index", INDICES) == "scores"
    normality, seen = assess(values, LEVEL), observed(values, specification)
    if values.min() == values.max():
        nothing = Nonconforming(None, None, None)
        reason = "the readings have no spread: nothing can be fitted"
        blank = (None,) * 7
        return NonnormalCapability(
            values.size, specification, None, index, "none", stability, normality, *blank, nothing, seen, reason
        )
    model = fit_by(values)
    below = None if specification.lsl is None else model.tails(specification.lsl)
    above = None if specification.usl is None else model.tails(specification.usl)
    low, middle, high = (model.percentile(z) for z in (-_OUTER_SCORE, 0.0, _OUTER_SCORE))
    indices = _scored(below, above) if by_scores else _spanned(specification, low, middle, high)
    expected_below = None if below is None else MILLION * below[0]
    expected_above = None if above is None else MILLION * above[1]
    total = (expected_below or 0.0) + (expected_above or 0.0)
    return NonnormalCapability(
        values.size,
        specification,
        model.fit,
        index,
        f"fitted {distribution}",
        stability,
        normality,
        low,
        middle,
        high,
        *indices,
        Nonconforming(expected_below, expected_above, total),
        seen,
    )


def _spanned(
    specification: Specification, low: float, middle: float, high: float
) -> tuple[float | None, float | None, float | None, float]:
    """Compare the limits with the percentiles: Pp, Ppl, Ppu, Ppk."""
    if not low < middle < high:
        raise NoFitError(
            "the percentiles of the fit are equal", location=place("x"), hint="give more digits of the readings"
        )
    lsl, usl = specification.lsl, specification.usl
    lower = None if lsl is None else (middle - lsl) / (middle - low)
    upper = None if usl is None else (usl - middle) / (high - middle)
    both = None if lsl is None or usl is None else (usl - lsl) / (high - low)
    return both, lower, upper, min(value for value in (lower, upper) if value is not None)


def _scored(below: Tails | None, above: Tails | None) -> tuple[float | None, float | None, float | None, float]:
    """Turn the share beyond each limit into a normal score."""
    lower = None if below is None else _score(below) / 3.0
    upper = None if above is None else _score((above[1], above[0])) / 3.0
    both = None if lower is None or upper is None else 0.5 * (lower + upper)
    return both, lower, upper, min(value for value in (lower, upper) if value is not None)


def _score(shares: Tails) -> float:
    """Give the normal score of a limit from the share beyond it and the share within, by the smaller of them."""
    from scipy.special import ndtri

    beyond, inside = shares
    score = -float(ndtri(beyond)) if beyond <= inside else float(ndtri(inside))
    return min(max(score, -_LARGEST_SCORE), _LARGEST_SCORE)


def _by_likelihood(fit: Callable[[Floats], Fit], *, positive: bool = True) -> Callable[[Floats], _Model]:
    def model(values: Floats) -> _Model:
        if positive:
            refuse_not_positive(values)
        found = fit(values)
        return _Model(found, lambda z: percentile(found, z), lambda at: tails(found, at))

    return model


def _by_power(values: Floats) -> _Model:
    found = box_cox(values)
    inner = fit_normal(transform(values, found.power))
    parameters = {"power": found.power, **inner.parameters}
    fit = Fit("box-cox", parameters, found.log_likelihood, inner.statistic, inner.p_value, values.size)

    def share(at: float) -> Tails:
        if at <= 0.0:
            return 0.0, 1.0
        return tails(inner, float(transform(np.array([at]), found.power)[0]))

    return _Model(fit, lambda z: back_transform(percentile(inner, z), found.power), share)


def _by_system(values: Floats) -> _Model:
    from scipy.special import ndtr

    found = johnson(values)
    parameters = {"gamma": found.gamma, "delta": found.delta, "xi": found.xi, "lam": found.lam}
    fit = Fit(f"johnson {found.family}", parameters, math.nan, found.statistic, found.p_value, values.size)

    def share(at: float) -> Tails:
        z = float(to_normal(found, np.array([at]))[0])
        return float(ndtr(z)), float(ndtr(-z))

    return _Model(fit, lambda z: from_normal(found, z), share)


_FITS: dict[str, Callable[[Floats], _Model]] = {
    "normal": _by_likelihood(fit_normal, positive=False),
    "lognormal": _by_likelihood(fit_lognormal),
    "weibull": _by_likelihood(fit_weibull),
    "gamma": _by_likelihood(fit_gamma),
    "exponential": _by_likelihood(fit_exponential),
    "box-cox": _by_power,
    "johnson": _by_system,
}


def fit(x: npt.ArrayLike, distribution: str) -> Fit:
    """
    Fit a distribution to readings and test how well it fits.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``n >= 8``.
        distribution: As for `nonnormal`.

    Returns:
        Parameters, likelihood, Anderson and Darling's statistic and its p-value.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``.
        NotPositiveError: ``spc.sample.not-positive``.
        ConstantReadingsError: ``spc.sample.constant``.
        NoFitError: ``spc.capability.no-fit``: readings that differ by rounding only; no member of Johnson's system.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        Maximum likelihood by monotone scores, 1e-11. p-values are approximate: 4,000 samples of 10 to 100 readings of
        each distribution were rejected at 0.05 in 4.0 to 6.0 % of cases; above 0.25 Weibull's only says "large".

    Source:
        Lawless (2003), Statistical Models and Methods for Lifetime Data; D'Agostino & Stephens (1986), chapter 4.
    """
    values = readings(x, at_least=FEWEST)
    known(distribution, "distribution", _FITS)
    refuse_constant(values)
    return _FITS[distribution](values).fit
