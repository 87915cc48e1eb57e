"""What a capability study answers; an index never stands without what it rests on."""

from typing import Literal

import msgspec

from spc_kernels.capability.specification import Specification


class Index(msgspec.Struct, frozen=True):
    """
    A capability index.

    Attributes:
        value: Estimate; None when it is undefined.
        lower: Lower end of the two-sided confidence interval.
        upper: Upper end of it.
        lower_bound: One-sided lower confidence bound, what a release asks for.
        upper_bound: One-sided upper confidence bound.
        reason: Why the value, or the interval, is undefined.
    """

    value: float | None
    lower: float | None = None
    upper: float | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None
    reason: str | None = None


class SigmaEstimate(msgspec.Struct, frozen=True):
    """
    A standard deviation and how it was estimated.

    Attributes:
        value: Standard deviation in the unit of the readings, ``>= 0``.
        method: Name of the estimator, as in the control charts (``MR``, ``RMSDF``, …); ``STDEV`` overall.
        degrees_of_freedom: Of the χ distribution whose spread the estimator has.
        unbiased: Whether the estimator is divided by its bias; the intervals of Cp and Cpm undo that.
    """

    value: float
    method: str
    degrees_of_freedom: float
    unbiased: bool = False


class Stability(msgspec.Struct, frozen=True):
    """
    What is known of the stability of the process; capability says nothing about it.

    Attributes:
        verdict: ``stable``, ``unstable`` or ``not assessed``.
        basis: Chart and rules that found it.
    """

    verdict: Literal["stable", "unstable", "not assessed"] = "not assessed"
    basis: str = "none"


NOT_ASSESSED = Stability()


class Normality(msgspec.Struct, frozen=True):
    """
    What a test says about the normality of the readings.

    Attributes:
        verdict: ``not rejected``, ``rejected`` or ``not assessed``.
        test: Name of the test.
        statistic: Its statistic; None when not assessed.
        p_value: Its p-value; None when not assessed.
        level: Level below which it rejects.
        reason: Why it was not assessed.
    """

    verdict: Literal["not rejected", "rejected", "not assessed"]
    test: str
    statistic: float | None
    p_value: float | None
    level: float
    reason: str | None = None


class Nonconforming(msgspec.Struct, frozen=True):
    """
    Parts per million beyond the limits; None where there is no limit, or no spread to expect from.

    Attributes:
        below: Below the lower limit.
        above: Above the upper limit.
        total: Both.
    """

    below: float | None
    above: float | None
    total: float | None


class Capability(msgspec.Struct, frozen=True):
    """
    A capability study of normal readings.

    Attributes:
        n: Number of readings.
        mean: Mean, in the unit of the readings.
        specification: Limits and target.
        sigma_within: Short-term deviation, behind Cp.
        sigma_overall: Long-term deviation, behind Pp.
        stability: What is known of stability, as given.
        normality: What Anderson and Darling's test says.
        confidence: Confidence of every interval and bound.
        cp: (USL - LSL) / 6 within.
        cpl: (mean - LSL) / 3 within.
        cpu: (USL - mean) / 3 within.
        cpk: Smaller of the two.
        cpm: Cp, lowered for the distance of the mean from the target, within.
        pp: As cp, with the overall deviation.
        ppl: As cpl, overall.
        ppu: As cpu, overall.
        ppk: As cpk, overall.
        cpm_overall: As cpm, overall.
        expected_within: Expected parts per million beyond the limits, within.
        expected_overall: The same, overall.
        observed: Parts per million seen beyond the limits.
    """

    n: int
    mean: float
    specification: Specification
    sigma_within: SigmaEstimate
    sigma_overall: SigmaEstimate
    stability: Stability
    normality: Normality
    confidence: float
    cp: Index
    cpl: Index
    cpu: Index
    cpk: Index
    cpm: Index
    pp: Index
    ppl: Index
    ppu: Index
    ppk: Index
    cpm_overall: Index
    expected_within: Nonconforming
    expected_overall: Nonconforming
    observed: Nonconforming
