"""Capability of normal readings: Cp, Cpk, Cpm, Pp, Ppk with everything that belongs beside them."""

import math

from spc_kernels.capability.deviations import Readings, mean_of, overall, sample_of, within
from spc_kernels.capability.intervals import distance_index, ratio_index
from spc_kernels.capability.normality import assess
from spc_kernels.capability.results import NOT_ASSESSED, Capability, Index, Nonconforming, SigmaEstimate, Stability
from spc_kernels.capability.specification import Specification, checked_specification
from spc_kernels.samples import Floats, number

MILLION = 1e6
_FAR = 1e4
"""Deviations from the target beyond which the degrees of freedom of Cpm no longer matter."""
LEVEL = 0.05
"""Level below which the normality test rejects."""


def normal(
    x: Readings,
    specification: Specification,
    *,
    sigma: str | SigmaEstimate | None = None,
    confidence: float = 0.95,
    stability: Stability = NOT_ASSESSED,
) -> Capability:
    """
    Study the capability of a process with normal readings.

    Args:
        x: Readings, unit *u*, at least 2: one axis, in time order, for individuals; two axes, or rows of unequal
            length, for subgroups.
        specification: Limits and target in unit *u*.
        sigma: Estimator of the short-term deviation, see `deviations.within`, or an estimate made elsewhere with its
            degrees of freedom; ``MR`` for individuals and ``RMSDF`` for subgroups when None.
        confidence: Confidence of every interval and bound, 0 to 1 exclusive.
        stability: What a control chart said about stability; capability does not test it.

    Returns:
        All indices with two-sided intervals and one-sided bounds, what they rest on, and parts per million. An index
        that needs a missing limit, or a deviation of zero, is None with its reason.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        SubgroupSizeError: ``spc.subgroup.size``.
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.

    Numerics:
        Two-pass moments, 1e-13 relative. Tails by the normal survival function, so that parts per million keep their
        digits at any Cpk.

    Source:
        AIAG, Statistical Process Control, 2nd ed., chapter IV; Montgomery, Introduction to SQC, chapter 8; for Cpm
        Boyles (1991), J. Quality Technology 23.
    """
    checked_specification(specification)
    level = number(confidence, "confidence", above=0.0, below=1.0)
    sample = sample_of(x)
    short = _checked(sigma) if isinstance(sigma, SigmaEstimate) else within(sample, sigma)
    values, mean, long = sample.values, mean_of(sample.values), overall(sample.values)
    cp, cpl, cpu, cpk, cpm = _indices(mean, short, values.size, specification, level)
    pp, ppl, ppu, ppk, cpm_overall = _indices(mean, long, values.size, specification, level)
    return Capability(
        n=values.size,
        mean=mean,
        specification=specification,
        sigma_within=short,
        sigma_overall=long,
        stability=stability,
        normality=assess(values, LEVEL),
        confidence=level,
        cp=cp,
        cpl=cpl,
        cpu=cpu,
        cpk=cpk,
        cpm=cpm,
        pp=pp,
        ppl=ppl,
        ppu=ppu,
        ppk=ppk,
        cpm_overall=cpm_overall,
        expected_within=_expected(mean, short.value, specification),
        expected_overall=_expected(mean, long.value, specification),
        observed=observed(values, specification),
    )


def _checked(sigma: SigmaEstimate) -> SigmaEstimate:
    number(sigma.value, "sigma.value", above=0.0, below=1e100)
    number(sigma.degrees_of_freedom, "sigma.degrees_of_freedom", above=0.0)
    return sigma


def _indices(
    mean: float, sigma: SigmaEstimate, n: int, specification: Specification, confidence: float
) -> tuple[Index, Index, Index, Index, Index]:
    """Give Cp, CPL, CPU, Cpk and Cpm for one deviation."""
    if sigma.value == 0.0:
        flat = Index(None, reason="the readings have no spread: the standard deviation is zero")
        return flat, flat, flat, flat, flat
    degrees, lsl, usl = sigma.degrees_of_freedom, specification.lsl, specification.usl
    lower = None if lsl is None else (mean - lsl) / (3.0 * sigma.value)
    upper = None if usl is None else (usl - mean) / (3.0 * sigma.value)
    sides = [
        Index(None, reason=f"there is no {name} limit")
        if value is None
        else distance_index(value, n, degrees, confidence)
        for name, value in (("lower", lower), ("upper", upper))
    ]
    nearest = min(value for value in (lower, upper) if value is not None)
    least = distance_index(nearest, n, degrees, confidence)
    if lsl is None or usl is None:
        one = Index(None, reason="the specification has one limit")
        return one, sides[0], sides[1], least, one
    cp = (usl - lsl) / (6.0 * sigma.value)
    aim = specification.aim()
    away = (mean - (mean if aim is None else aim)) / sigma.value
    # Satterthwaite: the deviation from the target has a part with the degrees of sigma and one with those of the mean.
    square = min(abs(away), _FAR) ** 2
    mixed = 0.0 if degrees == 0.0 else (1.0 + square) ** 2 / (1.0 / degrees + 2.0 * square / n)
    return (
        ratio_index(cp, sigma, degrees, confidence),
        sides[0],
        sides[1],
        least,
        ratio_index(cp / math.hypot(1.0, away), sigma, mixed, confidence),
    )


def _expected(mean: float, sigma: float, specification: Specification) -> Nonconforming:
    from scipy.special import ndtr

    if sigma == 0.0:
        return Nonconforming(None, None, None)
    lsl, usl = specification.lsl, specification.usl
    below = None if lsl is None else MILLION * float(ndtr((lsl - mean) / sigma))
    above = None if usl is None else MILLION * float(ndtr((mean - usl) / sigma))
    return Nonconforming(below, above, (below or 0.0) + (above or 0.0))


def observed(values: Floats, specification: Specification) -> Nonconforming:
    """Count the readings beyond the limits, in parts per million."""
    lsl, usl = specification.lsl, specification.usl
    below = None if lsl is None else MILLION * float((values < lsl).mean())
    above = None if usl is None else MILLION * float((values > usl).mean())
    return Nonconforming(below, above, (below or 0.0) + (above or 0.0))
