"""Constants for any subgroup size: printed tables, closed forms, and a second derivation."""

import math

import numpy as np
import pytest
from mpmath import inf, mp, mpf, ncdf, quad, workdps
from scipy.stats import studentized_range

from spc_kernels import constants
from spc_kernels.errors import ParameterError


def test_closed_forms() -> None:
    root = math.sqrt(math.pi)
    assert math.isclose(constants.d2(2), 2 / root, rel_tol=1e-15)
    assert math.isclose(constants.d2(3), 3 / root, rel_tol=1e-12)
    assert math.isclose(constants.d2(4), 6 / root * (1 / 2 + math.asin(1 / 3) / math.pi), rel_tol=1e-12)
    assert math.isclose(constants.d3(2), math.sqrt(2 - 4 / math.pi), rel_tol=1e-14)
    assert math.isclose(constants.c4(2), math.sqrt(2 / math.pi), rel_tol=1e-15)
    assert math.isclose(constants.range_median(2), 0.9538725524089398, rel_tol=1e-12)


def test_anchors_of_25_digit_quadrature() -> None:
    """Reference study of the project, section 2.1."""
    assert math.isclose(constants.d2(5), 2.32592894728104, rel_tol=1e-12)
    assert math.isclose(constants.d3(5), 0.864081941099504, rel_tol=1e-10)
    assert math.isclose(constants.d3(25), 0.708440765888655, rel_tol=1e-10)  # R qcc tabulates 0.7084528: wrong
    assert math.isclose(constants.d3(100), 0.605179109487854, rel_tol=1e-10)  # R rQCC gives 0.60587: wrong
    assert math.isclose(constants.c4(5), 0.939985602986625, rel_tol=1e-14)


@pytest.mark.parametrize("row", [
    # n, A2, A3, B3, B4, D3, D4, d2, d3, c4 as printed in Montgomery, appendix VI
    (2, 1.880, 2.659, 0, 3.267, 0, 3.267, 1.128, 0.853, 0.7979),
    (5, 0.577, 1.427, 0, 2.089, 0, 2.114, 2.326, 0.864, 0.9400),
    (7, 0.419, 1.182, 0.118, 1.882, 0.076, 1.924, 2.704, 0.833, 0.9594),
    (10, 0.308, 0.975, 0.284, 1.716, 0.223, 1.777, 3.078, 0.797, 0.9727),
    (25, 0.153, 0.606, 0.565, 1.435, 0.459, 1.541, 3.931, 0.708, 0.9896),
])  # fmt: skip
def test_the_printed_table(row: tuple[float, ...]) -> None:
    found = constants.control_constants(int(row[0]))
    names = ("A2", "A3", "B3", "B4", "D3", "D4", "d2", "d3", "c4")
    for name, printed in zip(names, row[1:], strict=True):
        tolerance = 6e-5 if name == "c4" else 6e-4
        assert abs(getattr(found, name) - printed) < tolerance, name


@pytest.mark.parametrize("n", [3, 10, 50, 344, 1000])
def test_mean_range_equals_mpmath(n: int) -> None:
    with workdps(25):
        exact = 2 * quad(lambda x: 1 - ncdf(x) ** n - (1 - ncdf(x)) ** n, [0, 1, 2, 3, 4, 5, 7, 10])
        assert abs(constants.d2(n) / float(exact) - 1) < 1e-11


@pytest.mark.parametrize("n", [2, 3, 20, 299, 300, 301, 1000, 10**5, 10**8])
def test_c4_equals_mpmath(n: int) -> None:
    with workdps(40):
        exact = mp.sqrt(mpf(2) / (n - 1)) * mp.exp(mp.loggamma(mpf(n) / 2) - mp.loggamma(mpf(n - 1) / 2))
        assert abs(constants.c4(n) / float(exact) - 1) < 1e-13


@pytest.mark.parametrize("n", [2, 6, 25])
def test_median_and_deviation_of_the_range_agree_with_the_studentized_range(n: int) -> None:
    """With endless degrees of freedom it is the range itself."""
    median = constants.range_median(n)
    assert math.isclose(float(studentized_range.cdf(median, n, np.inf)), 0.5, rel_tol=1e-8)
    w = np.linspace(0.0, 14.0, 2801)
    above = 1.0 - studentized_range.cdf(w, n, np.inf)
    second = 2.0 * np.trapezoid(w * above, w)
    assert math.isclose(second, constants.d2(n) ** 2 + constants.d3(n) ** 2, rel_tol=1e-5)


def test_every_size_up_to_a_thousand_follows_its_neighbours() -> None:
    sizes = [2, 3, 4, 5, 8, 13, 30, 99, 100, 101, 250, 500, 999, 1000]
    d2 = [constants.d2(n) for n in sizes]
    d3 = [constants.d3(n) for n in sizes]
    c4 = [constants.c4(n) for n in sizes]
    assert d2 == sorted(d2)
    assert d3[2:] == sorted(d3[2:], reverse=True)
    assert c4 == sorted(c4)
    assert c4[-1] < 1.0


def test_d2_star_of_aiag() -> None:
    """AIAG MSA appendix C: 1.41421 for one range of two, 3.17905 for one range of ten."""
    assert round(constants.d2_star(2, 1), 5) == 1.41421
    assert round(constants.d2_star(10, 1), 5) == 3.17905
    assert abs(constants.d2_star(5, 10**8) - constants.d2(5)) < 1e-8


def test_the_successive_difference_constant_is_that_of_two_readings_and_tends_to_one() -> None:
    assert math.isclose(constants.mssd_c4(2), constants.c4(2), rel_tol=1e-13)
    with workdps(20):
        a, b = mpf(1) / 4, mpf(3) / 4  # weights 4 sin(pi j / 6)^2 / 4 of n = 3
        exact = quad(
            lambda t: (1 - 1 / mp.sqrt((1 + 2 * a * t) * (1 + 2 * b * t))) / t ** mpf(1.5), [0, 1, 10, 1000, inf]
        ) / (2 * mp.sqrt(mp.pi))
        assert abs(constants.mssd_c4(3) / float(exact) - 1) < 1e-6
        step = constants.mssd_c4(5001) - constants.mssd_c4(5000)  # from quadrature to the expansion
        assert abs(step / (3 / 8 / 5000**2) - 1) < 0.01


@pytest.mark.parametrize("n", [1, 0, -3, 1001, 2.5, float("nan")])
def test_sizes_out_of_range_are_refused(n: float) -> None:
    with pytest.raises(ParameterError) as caught:
        constants.d2(n)  # type: ignore[arg-type]  # on purpose
    assert str(caught.value.location) == "$.n"
