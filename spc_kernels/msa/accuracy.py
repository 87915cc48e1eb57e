"""Bias of a measuring system at one reference, and its linearity over several."""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.deviations import mean_of, overall, sum_of_squares
from spc_kernels.errors import SampleShapeError
from spc_kernels.msa.errors import DesignError
from spc_kernels.msa.layout import PAIR
from spc_kernels.samples import Floats, number, place, readings

FEWEST_FOR_LINE = 3


class Bias(msgspec.Struct, frozen=True):
    """
    The bias at one reference.

    Attributes:
        reference: Reference value, in the unit of the measurements.
        n: Number of measurements.
        bias: Mean of the measurements less the reference.
        deviation: Standard deviation of the measurements (repeatability).
        lower: Lower end of the confidence interval of the bias.
        upper: Upper end of it.
        t: Bias over its standard error; None when the measurements do not vary.
        p_value: Two-sided chance of so large a t without bias; None as t.
        confidence: Confidence of the interval.
    """

    reference: float
    n: int
    bias: float
    deviation: float
    lower: float
    upper: float
    t: float | None
    p_value: float | None
    confidence: float


class Linearity(msgspec.Struct, frozen=True):
    """
    The straight line of the bias over the reference.

    Attributes:
        n: Number of measurements.
        slope: Change of the bias with one unit of the reference; no linearity error is 0.
        intercept: Bias at reference 0.
        slope_t: Slope over its standard error; None when the measurements lie on the line.
        slope_p: Two-sided p-value of the slope.
        intercept_t: Intercept over its standard error; None as slope_t.
        intercept_p: Two-sided p-value of the intercept.
        deviation: Standard deviation about the line.
        r_squared: Share of the variation of the bias that the line explains; None when the bias does not vary.
        average_bias: Mean bias over all measurements.
        at: The bias at each reference by itself, in rising order.
        line_lower: Lower end of the confidence interval of the line at each reference.
        line_upper: Upper end of it.
        confidence: Confidence of the intervals.
    """

    n: int
    slope: float
    intercept: float
    slope_t: float | None
    slope_p: float | None
    intercept_t: float | None
    intercept_p: float | None
    deviation: float
    r_squared: float | None
    average_bias: float
    at: tuple[Bias, ...]
    line_lower: tuple[float, ...]
    line_upper: tuple[float, ...]
    confidence: float


def bias(measurements: npt.ArrayLike, reference: float, *, confidence: float = 0.95) -> Bias:
    """
    Estimate the bias of a measuring system from repeated measurements of one reference part.

    Args:
        measurements: Measurements, unit *u*. Shape ``(n,)``, ``n >= 2``.
        reference: Reference value in unit *u*.
        confidence: Confidence of the interval, 0 to 1 exclusive.

    Returns:
        Bias with Student's interval; zero within the interval means that no bias was found.

    Raises:
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Two-pass deviation with n - 1; the manual's older form takes a range over d2* and fewer degrees of freedom.

    Source:
        AIAG, Measurement Systems Analysis, 4th ed., chapter III section B, independent sample method.
    """
    y = readings(measurements, "measurements", at_least=2)
    return _bias(y - number(reference, "reference"), reference, number(confidence, "confidence", above=0.0, below=1.0))


def linearity(measurements: npt.ArrayLike, references: npt.ArrayLike, *, confidence: float = 0.95) -> Linearity:
    """
    Fit a straight line to the bias over the reference value.

    Args:
        measurements: Measurements, unit *u*. Shape ``(n,)``, ``n >= 3``.
        references: Reference value of the part of each measurement, unit *u*; at least two different ones, each with
            two measurements or more. Shape ``(n,)``.
        confidence: Confidence of the intervals, 0 to 1 exclusive.

    Returns:
        Line with tests of slope and intercept, and the bias at each reference.

    Raises:
        DesignError: ``spc.msa.design``, one reference only, or a reference measured once.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Least squares about the mean reference, two passes; 1e-12 relative of the spread of the bias.

    Source:
        AIAG, Measurement Systems Analysis, 4th ed., chapter III section B, guidelines for linearity.
    """
    from scipy.special import stdtrit

    level = number(confidence, "confidence", above=0.0, below=1.0)
    y = readings(measurements, "measurements", at_least=FEWEST_FOR_LINE)
    x = readings(references, "references", at_least=FEWEST_FOR_LINE)
    if x.size != y.size:
        raise SampleShapeError(
            f"`references` has {x.size} entries for {y.size} measurements",
            location=place("references"),
            hint="give the reference of each measurement",
        )
    values, counts = np.unique(x, return_counts=True)
    _check_design(values, counts)
    away = y - x
    centre, average = mean_of(x), mean_of(away)
    spread = sum_of_squares(x, centre)
    slope = float((x - centre) @ (away - average)) / spread
    residual = away - average - slope * (x - centre)
    deviation = math.sqrt(float(residual @ residual) / (y.size - 2))
    intercept = average - slope * centre
    slope_t, slope_p = _t_test(slope, deviation / math.sqrt(spread), y.size - 2)
    intercept_error = deviation * math.sqrt(1.0 / y.size + centre * centre / spread)
    intercept_t, intercept_p = _t_test(intercept, intercept_error, y.size - 2)
    reach = float(stdtrit(y.size - 2, 0.5 + 0.5 * level)) * deviation
    line = average + slope * (values - centre)
    half = reach * np.sqrt(1.0 / y.size + (values - centre) ** 2 / spread)
    variation = sum_of_squares(away, average)
    return Linearity(
        n=y.size,
        slope=slope,
        intercept=intercept,
        slope_t=slope_t,
        slope_p=slope_p,
        intercept_t=intercept_t,
        intercept_p=intercept_p,
        deviation=deviation,
        r_squared=1.0 - float(residual @ residual) / variation if variation > 0.0 else None,
        average_bias=average,
        at=tuple(_bias(away[x == value], float(value), level) for value in values),
        line_lower=tuple((line - half).tolist()),
        line_upper=tuple((line + half).tolist()),
        confidence=level,
    )


def _check_design(values: Floats, counts: npt.NDArray[np.int64]) -> None:
    if values.size < PAIR:
        raise DesignError(
            "all references are equal: a line needs two", location=place("references"), hint="use `bias` for one part"
        )
    if counts.min() < PAIR:
        raise DesignError(
            f"the reference `{values[counts.argmin()]:g}` is measured once",
            location=place("references"),
            hint="measure every reference part at least twice",
        )


def _bias(away: Floats, reference: float, confidence: float) -> Bias:
    from scipy.special import stdtrit

    mean, n = mean_of(away), away.size
    deviation = overall(away).value
    error = deviation / math.sqrt(n)
    reach = float(stdtrit(n - 1, 0.5 + 0.5 * confidence)) * error
    t, p = _t_test(mean, error, n - 1)
    return Bias(float(reference), n, mean, deviation, mean - reach, mean + reach, t, p, confidence)


def _t_test(value: float, error: float, degrees: int) -> tuple[float | None, float | None]:
    from scipy.special import stdtr

    if error == 0.0:
        return None, None
    t = value / error
    return t, 2.0 * float(stdtr(degrees, -abs(t)))
