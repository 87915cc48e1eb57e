"""Tests of normality by the distribution function and by Shapiro and Wilk's correlation."""

from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability import p_values
from spc_kernels.capability.deviations import mean_of, overall
from spc_kernels.capability.errors import ConstantReadingsError, TooManyReadingsError
from spc_kernels.capability.results import Normality
from spc_kernels.errors import TooFewReadingsError
from spc_kernels.samples import Floats, place, readings

FEWEST = 8
FEWEST_FOR_LILLIEFORS = 5
MOST_FOR_SHAPIRO = 5000


class NormalityTest(msgspec.Struct, frozen=True):
    """
    A test of the hypothesis that readings are normal, mean and deviation unknown.

    Attributes:
        test: Name of the test.
        statistic: A², W, W² or D.
        p_value: Chance of a statistic as extreme when the readings are normal.
        n: Number of readings.
    """

    test: Literal["Anderson-Darling", "Shapiro-Wilk", "Cramer-von Mises", "Lilliefors"]
    statistic: float
    p_value: float
    n: int


def anderson_darling(x: npt.ArrayLike) -> NormalityTest:
    """
    Test normality by Anderson and Darling's statistic A², which weighs the tails.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``n >= 8``.

    Returns:
        A² without the correction for n, and its p-value.

    Raises:
        ConstantReadingsError: ``spc.sample.constant``.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        Logarithms of both tails, so that far outliers give a large statistic and no infinity. p by Stephens' formula
        of the corrected statistic, good to about 0.005; never below 3.7e-24.

    Source:
        Stephens in D'Agostino & Stephens (1986), Goodness-of-Fit Techniques, chapter 4.
    """
    z = _standardised(x, FEWEST)
    statistic = ad_statistic(z)
    return NormalityTest("Anderson-Darling", statistic, p_values.anderson_darling_normal(statistic, z.size), z.size)


def shapiro_wilk(x: npt.ArrayLike) -> NormalityTest:
    """
    Test normality by Shapiro and Wilk's correlation with normal order statistics.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``3 <= n <= 5000``.

    Returns:
        W and its p-value.

    Raises:
        ConstantReadingsError: ``spc.sample.constant``.
        TooManyReadingsError: ``spc.sample.too-many`` above 5000, where Royston's p-value ends.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        SciPy's AS R94: W to 1e-7 relative, p to 1e-4.

    Source:
        Royston (1995), Applied Statistics 44, algorithm AS R94.
    """
    from scipy.stats import shapiro

    z = _standardised(x, 3)
    if z.size > MOST_FOR_SHAPIRO:
        raise TooManyReadingsError(
            f"{z.size} given where at most {MOST_FOR_SHAPIRO} have a p-value",
            location=place("x"),
            hint="use Anderson and Darling's test",
        )
    found = shapiro(z)
    return NormalityTest("Shapiro-Wilk", float(found.statistic), float(found.pvalue), z.size)


def cramer_von_mises(x: npt.ArrayLike) -> NormalityTest:
    """
    Test normality by Cramér and von Mises' statistic W², the squared distance of the distribution functions.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``n >= 8``.

    Returns:
        W² without the correction for n, and its p-value.

    Raises:
        ConstantReadingsError: ``spc.sample.constant``.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        p by Stephens' formula, never below 7.37e-10.

    Source:
        Stephens in D'Agostino & Stephens (1986), chapter 4.
    """
    from scipy.special import ndtr

    z = _standardised(x, FEWEST)
    n = z.size
    away = ndtr(z) - (2.0 * np.arange(1, n + 1) - 1.0) / (2.0 * n)
    statistic = 1.0 / (12.0 * n) + float(away @ away)
    p = p_values.cramer_von_mises_normal(statistic, n)
    return NormalityTest("Cramer-von Mises", statistic, p, n)


def lilliefors(x: npt.ArrayLike) -> NormalityTest:
    """
    Test normality by Lilliefors' statistic D, the largest distance of the distribution functions.

    Args:
        x: Readings, any order. Shape ``(n,)``, ``n >= 5``.

    Returns:
        D and its p-value.

    Raises:
        ConstantReadingsError: ``spc.sample.constant``.
        SampleError: ``spc.sample.…``, see `readings`.

    Numerics:
        p by Dallal and Wilkinson's formula below 0.1, by Stephens' polynomials above.

    Source:
        Dallal & Wilkinson (1986), American Statistician 40; Stephens (1974), JASA 69.
    """
    from scipy.special import ndtr

    z = _standardised(x, FEWEST_FOR_LILLIEFORS)
    n = z.size
    distribution = ndtr(z)
    steps = np.arange(n + 1) / n
    statistic = float(max((steps[1:] - distribution).max(), (distribution - steps[:-1]).max()))
    return NormalityTest("Lilliefors", statistic, p_values.lilliefors_normal(statistic, n), n)


def assess(values: Floats, level: float) -> Normality:
    """Give the verdict of Anderson and Darling's test, or why there is none."""
    name = "Anderson-Darling"
    try:
        found = anderson_darling(values)
    except TooFewReadingsError:
        return Normality("not assessed", name, None, None, level, f"fewer than {FEWEST} readings")
    except ConstantReadingsError:
        return Normality("not assessed", name, None, None, level, "all readings are equal")
    verdict: Literal["rejected", "not rejected"] = "rejected" if found.p_value < level else "not rejected"
    return Normality(verdict, name, found.statistic, found.p_value, level)


def ad_statistic(z: Floats) -> float:
    """Give A² of sorted standardised values against N(0, 1)."""
    from scipy.special import log_ndtr

    return ad_from_logs(log_ndtr(z), log_ndtr(-z))


def ad_from_logs(log_below: Floats, log_above: Floats) -> float:
    """Give A² from logarithms of both tails at the sorted readings."""
    n = log_below.size
    weights = 2.0 * np.arange(1, n + 1) - 1.0
    return -n - float(weights @ (log_below + log_above[::-1])) / n


def _standardised(x: npt.ArrayLike, fewest: int) -> Floats:
    """Check readings, sort them and measure them from their mean in standard deviations."""
    values = np.sort(readings(x, at_least=fewest))
    spread = overall(values).value
    if spread == 0.0:
        raise ConstantReadingsError("all readings are equal", location=place("x"), hint="nothing varies to be tested")
    scores: Floats = (values - mean_of(values)) / spread
    return scores
