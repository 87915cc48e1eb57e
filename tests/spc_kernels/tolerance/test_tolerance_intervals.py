"""Tolerance intervals against printed tables, slow forms, simulation and their own symmetries."""

import importlib
import math
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import tolerance

mpmath = importlib.import_module("mpmath")  # it ships no types

SHARES = st.floats(0.55, 0.999)
# As in the tables of ISO 16269-6 and of Odeh & Owen (1980): (n, coverage, confidence, k to three decimals).
ONE_SIDED = [
    (2, 0.90, 0.95, "20.581"),
    (5, 0.95, 0.95, "4.203"),
    (10, 0.90, 0.95, "2.355"),
    (10, 0.99, 0.95, "3.981"),
    (20, 0.95, 0.95, "2.396"),
    (30, 0.99, 0.99, "3.447"),
    (50, 0.90, 0.95, "1.646"),
    (100, 0.95, 0.95, "1.927"),
]
TWO_SIDED = [
    (2, 0.95, 0.95, "36.519"),
    (5, 0.95, 0.95, "5.077"),
    (10, 0.95, 0.95, "3.393"),
    (10, 0.99, 0.95, "4.437"),
    (20, 0.95, 0.95, "2.760"),
    (30, 0.95, 0.95, "2.555"),
    (100, 0.95, 0.95, "2.234"),
]


@pytest.mark.parametrize(("n", "coverage", "confidence", "printed"), ONE_SIDED)
def test_one_sided_factors_round_to_the_printed_ones(n: int, coverage: float, confidence: float, printed: str) -> None:
    assert f"{tolerance.one_sided_factor(n, coverage, confidence):.3f}" == printed


@pytest.mark.parametrize(("n", "coverage", "confidence", "printed"), TWO_SIDED)
def test_two_sided_factors_round_to_the_printed_ones(n: int, coverage: float, confidence: float, printed: str) -> None:
    assert f"{tolerance.two_sided_factor(n, coverage, confidence):.3f}" == printed


def naive_two_sided_confidence(k: float, n: int, coverage: float) -> float:
    """Evaluate the defining integral in 30 digits, with r found by bisection."""
    with mpmath.workdps(30):
        degrees = n - 1

        def half_width(x: Any) -> Any:  # noqa: ANN401 - an mpmath number
            return mpmath.findroot(lambda r: mpmath.ncdf(x + r) - mpmath.ncdf(x - r) - coverage, x + 2.0)

        def integrand(z: Any) -> Any:  # noqa: ANN401 - an mpmath number
            square = degrees * half_width(z / mpmath.sqrt(n)) ** 2 / k**2
            return mpmath.npdf(z) * mpmath.gammainc(mpmath.mpf(degrees) / 2, square / 2, regularized=True)

        return float(2 * mpmath.quad(integrand, [0, 2, 4, 7, 10]))


@pytest.mark.parametrize(("n", "coverage", "confidence"), [(3, 0.95, 0.95), (20, 0.99, 0.9)])
def test_a_two_sided_factor_solves_its_equation_in_thirty_digits(n: int, coverage: float, confidence: float) -> None:
    k = tolerance.two_sided_factor(n, coverage, confidence)
    assert naive_two_sided_confidence(k, n, coverage) == pytest.approx(confidence, rel=1e-12)


@given(n=st.integers(2, 100_000), coverage=st.floats(0.01, 0.999), confidence=st.floats(0.01, 0.999))
@settings(deadline=None, max_examples=60)
def test_a_one_sided_factor_is_the_noncentral_t_quantile_and_mirrors(
    n: int, coverage: float, confidence: float
) -> None:
    from scipy.special import ndtri
    from scipy.stats import nct

    k = tolerance.one_sided_factor(n, coverage, confidence)
    wanted = float(nct.ppf(confidence, n - 1, math.sqrt(n) * ndtri(coverage))) / math.sqrt(n)
    assert k == pytest.approx(wanted, rel=1e-8, abs=1e-8)
    assert tolerance.one_sided_factor(n, 1.0 - coverage, 1.0 - confidence) == pytest.approx(-k, rel=1e-8, abs=1e-9)


@given(coverage=SHARES, confidence=SHARES)
@settings(deadline=None, max_examples=30)
def test_factors_fall_with_the_sample_and_two_sides_need_more(coverage: float, confidence: float) -> None:
    for factor in (tolerance.one_sided_factor, tolerance.two_sided_factor):
        few, many = factor(5, coverage, confidence), factor(50, coverage, confidence)
        assert few > many
    assert tolerance.two_sided_factor(10, coverage, confidence) > tolerance.one_sided_factor(10, coverage, confidence)


@pytest.mark.parametrize("n", [3, 9, 1000])
def test_factors_with_the_deviation_all_but_known_are_those_of_the_mean_alone(n: int) -> None:
    """One-sided z_P + z_γ / √n; two-sided the r at the quantile z_((1+γ)/2) of the mean."""
    from scipy.special import ndtr, ndtri

    one = tolerance.one_sided_factor(n, 0.95, 0.9, degrees_of_freedom=10_000_000)
    assert one == pytest.approx(float(ndtri(0.95)) + float(ndtri(0.9)) / math.sqrt(n), abs=1e-5)
    two = tolerance.two_sided_factor(n, 0.95, 0.9, degrees_of_freedom=10_000_000)
    mean = float(ndtri(0.95)) / math.sqrt(n)
    assert float(ndtr(mean + two) - ndtr(mean - two)) == pytest.approx(0.95, abs=1e-5)


@pytest.mark.parametrize("degrees", [10, 25, 100, 3000])
def test_two_forms_of_the_same_integral_agree_on_a_factor(degrees: int, monkeypatch: pytest.MonkeyPatch) -> None:
    followed = [tolerance.two_sided_factor(9, 0.95, 0.9, degrees_of_freedom=degrees), 0.0]
    followed[1] = tolerance.one_sided_factor(9, 0.95, 0.9, degrees_of_freedom=degrees)
    module = sys.modules["spc_kernels.tolerance.factors"]
    monkeypatch.setattr(module, "_NODES", 1000)
    fine = [tolerance.two_sided_factor(9, 0.95, 0.9, degrees_of_freedom=degrees), 0.0]
    fine[1] = tolerance.one_sided_factor(9, 0.95, 0.9, degrees_of_freedom=degrees)
    np.testing.assert_allclose(followed, fine, rtol=1e-11)


@given(
    x=st.lists(st.integers(-1000, 1000).map(lambda i: i / 8), min_size=3, max_size=30),
    shift=st.floats(-100.0, 100.0),
    scale=st.floats(0.1, 10.0),
)
@settings(deadline=None, max_examples=40)
def test_normal_intervals_move_and_stretch_with_the_readings(x: list[float], shift: float, scale: float) -> None:
    given_x = np.array(x)
    there = tolerance.normal(given_x, 0.9, 0.95)
    moved = tolerance.normal(scale * given_x + shift, 0.9, 0.95)
    mirrored = tolerance.normal(-given_x, 0.9, 0.95)
    assert there.lower is not None
    assert there.upper is not None
    assert moved.lower == pytest.approx(scale * there.lower + shift, rel=1e-9, abs=1e-9)
    assert moved.upper == pytest.approx(scale * there.upper + shift, rel=1e-9, abs=1e-9)
    assert mirrored.upper == pytest.approx(-there.lower, rel=1e-9, abs=1e-9)


def test_equal_readings_give_limits_equal_to_them() -> None:
    interval = tolerance.normal([0.1] * 7, 0.95, 0.95)
    assert (interval.lower, interval.upper) == (0.1, 0.1)
    assert tolerance.normal(np.array([3, 3], dtype=np.int32), 0.9, 0.9, sides="upper").upper == 3.0


@pytest.mark.parametrize("kind", ["float32", "view", "object", "list", "readonly"])
def test_readings_of_any_kind_give_the_same_interval(kind: str) -> None:
    plain = np.array([1.5, 2.25, 0.5, 4.0, 3.5])
    x: object = {
        "float32": plain.astype(np.float32),
        "view": np.repeat(plain, 2)[::2],
        "object": plain.astype(object),
        "list": plain.tolist(),
        "readonly": plain,
    }[kind]
    plain.flags.writeable = False
    assert tolerance.normal(x, 0.9, 0.95) == tolerance.normal(plain, 0.9, 0.95)  # type: ignore[arg-type] # any kind


# Wilks (1941): the textbook 59 and 93, 299 and 473.
@pytest.mark.parametrize(
    ("coverage", "confidence", "one", "two"),
    [(0.95, 0.95, 59, 93), (0.99, 0.95, 299, 473), (0.90, 0.90, 22, 38), (0.99, 0.99, 459, 662), (0.1, 0.9, 1, 3)],
)
def test_extremes_are_limits_from_the_printed_sample_sizes_on(
    coverage: float, confidence: float, one: int, two: int
) -> None:
    assert tolerance.sample_size(coverage, confidence, sides="lower") == one
    assert tolerance.sample_size(coverage, confidence) == two
    assert tolerance.rank(two, coverage, confidence) >= 2 > tolerance.rank(two - 1, coverage, confidence)


def naive_rank(n: int, coverage: float, confidence: float) -> int:
    """Count off the binomial tail term by term."""
    tail, found = 0.0, 0
    for r in range(n, 0, -1):
        tail += math.comb(n, r) * (1.0 - coverage) ** r * coverage ** (n - r)
        if tail >= confidence * (1.0 - 1e-12):
            found = r
            break
    return found


@given(n=st.integers(1, 200), coverage=st.floats(0.05, 0.99), confidence=st.floats(0.05, 0.99))
@settings(deadline=None, max_examples=60)
def test_a_rank_is_the_one_counted_term_by_term(n: int, coverage: float, confidence: float) -> None:
    assert tolerance.rank(n, coverage, confidence) == naive_rank(n, coverage, confidence)


def test_a_nonparametric_interval_holds_its_confidence_exactly() -> None:
    interval = tolerance.nonparametric(np.arange(93.0), 0.95, 0.95)
    assert (interval.lower, interval.upper) == (0.0, 92.0)
    assert interval.confidence_attained == pytest.approx(1 - 93 * 0.95**92 + 92 * 0.95**93, rel=1e-12)


def test_too_few_readings_for_order_statistics_are_told_how_many_are_needed() -> None:
    with pytest.raises(LotgateError, match="58 given where 59 are needed") as refused:
        tolerance.nonparametric(np.arange(58.0), 0.95, 0.95, sides="upper")
    assert refused.value.code == "spc.sample.too-few"


# Success run, printed in most reliability texts: 90/90 and its one- and two-failure forms, 95/95, 99/95.
@pytest.mark.parametrize(
    ("reliability", "confidence", "failures", "printed"),
    [
        (0.9, 0.9, 0, 22),
        (0.9, 0.9, 1, 38),
        (0.9, 0.9, 2, 52),
        (0.95, 0.95, 0, 59),
        (0.95, 0.95, 1, 93),
        (0.99, 0.95, 0, 299),
        (0.99, 0.9, 0, 230),
        (0.5, 0.75, 0, 2),
        (0.1, 0.9, 0, 1),
    ],
)
def test_a_reliability_takes_the_printed_sample(
    reliability: float, confidence: float, failures: int, printed: int
) -> None:
    assert tolerance.reliability_sample_size(reliability, confidence, failures=failures) == printed


@given(reliability=st.floats(0.5, 0.999), confidence=st.floats(0.5, 0.999), failures=st.integers(0, 20))
@settings(deadline=None, max_examples=60)
def test_a_sample_demonstrates_what_it_was_sized_for_and_one_less_does_not(
    reliability: float, confidence: float, failures: int
) -> None:
    n = tolerance.reliability_sample_size(reliability, confidence, failures=failures)
    assert tolerance.reliability_confidence(n, failures, reliability) >= confidence * (1.0 - 1e-9)
    assert n == 1 or tolerance.reliability_confidence(n - 1, failures, reliability) < confidence * (1.0 + 1e-9)
    shown = tolerance.reliability_demonstrated(n, failures, confidence)
    assert shown >= reliability * (1.0 - 1e-9)
    assert tolerance.reliability_confidence(n, failures, shown) == pytest.approx(confidence, rel=1e-9)


def test_a_test_in_which_everything_failed_demonstrates_nothing() -> None:
    assert tolerance.reliability_demonstrated(5, 5, 0.9) == 0.0
    assert tolerance.reliability_confidence(5, 5, 0.9) == 0.0


@given(found=st.integers(0, 20), coverage=SHARES, confidence=SHARES)
@settings(deadline=None, max_examples=40)
def test_defectives_and_good_items_mirror(found: int, coverage: float, confidence: float) -> None:
    lower = tolerance.binomial(found, 20, 50, coverage, confidence, sides="lower").lower
    upper = tolerance.binomial(20 - found, 20, 50, coverage, confidence, sides="upper").upper
    assert lower is not None
    assert upper is not None
    assert lower + upper in {49.0, 50.0}


def test_no_events_still_have_an_upper_limit() -> None:
    interval = tolerance.poisson(0, 10.0, 1.0, 0.95, 0.95)
    assert interval.lower == 0.0
    assert interval.upper == 2.0


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: tolerance.one_sided_factor(1, 0.9, 0.9), "spc.parameter.out-of-range", "$.n"),
        (lambda: tolerance.one_sided_factor(10, 1.0, 0.9), "spc.parameter.out-of-range", "$.coverage"),
        (lambda: tolerance.two_sided_factor(10, 0.9, math.nan), "spc.parameter.out-of-range", "$.confidence"),
        (
            lambda: tolerance.two_sided_factor(10, 0.9, 0.9, degrees_of_freedom=0),
            "spc.parameter.out-of-range",
            "$.degrees_of_freedom",
        ),
        (lambda: tolerance.normal([], 0.9, 0.9), "spc.sample.too-few", "$.x"),
        (lambda: tolerance.normal([1.0], 0.9, 0.9), "spc.sample.too-few", "$.x"),
        (lambda: tolerance.normal([1.0, math.nan], 0.9, 0.9), "spc.sample.non-finite", "$.x[1]"),
        (lambda: tolerance.normal([1.0, 1e200], 0.9, 0.9), "spc.sample.magnitude", "$.x[1]"),
        (lambda: tolerance.normal([[1.0, 2.0]], 0.9, 0.9), "spc.sample.wrong-shape", "$.x"),
        (lambda: tolerance.normal([1.0, 2.0], 0.9, 0.9, sides="both"), "spc.parameter.unknown-name", "$.sides"),
        (lambda: tolerance.exponential([1.0, -2.0], 0.9, 0.9), "spc.parameter.out-of-range", "$.x[1]"),
        (lambda: tolerance.exponential([0.0, 0.0], 0.9, 0.9), "spc.parameter.out-of-range", "$.x[0]"),
        (lambda: tolerance.sample_size(1.0 - 1e-12, 0.9), "spc.parameter.out-of-range", "$.coverage"),
        (lambda: tolerance.rank(0, 0.9, 0.9), "spc.parameter.out-of-range", "$.n"),
        (lambda: tolerance.binomial(6, 5, 5, 0.9, 0.9), "spc.count.above-size", "$.defectives"),
        (lambda: tolerance.binomial(1.5, 5, 5, 0.9, 0.9), "spc.parameter.out-of-range", "$.defectives"),  # type: ignore[arg-type] # refused
        (lambda: tolerance.poisson(3, 0.0, 5.0, 0.9, 0.9), "spc.parameter.out-of-range", "$.exposure"),
        (lambda: tolerance.reliability_sample_size(0.9, 1.0), "spc.parameter.out-of-range", "$.confidence"),
        (lambda: tolerance.reliability_demonstrated(5, 6, 0.9), "spc.count.above-size", "$.failures"),
        (lambda: tolerance.reliability_confidence(5, -1, 0.9), "spc.parameter.out-of-range", "$.failures"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_a_code_and_a_place(call: object, code: str, where: str) -> None:
    assert callable(call)
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint


@pytest.mark.parametrize(
    ("coverage", "confidence", "place"),
    [
        (1e-300, 0.95, "$.coverage"),
        (9e-7, 0.95, "$.coverage"),
        (1 - 1e-16, 0.95, "$.coverage"),
        (0.95, 1 - 1e-16, "$.confidence"),
        (0.95, 1e-300, "$.confidence"),
    ],
)
def test_what_the_two_sided_factor_cannot_resolve_is_refused(coverage: float, confidence: float, place: str) -> None:
    with pytest.raises(LotgateError) as caught:
        tolerance.two_sided_factor(2, coverage, confidence)
    assert caught.value.code == "spc.parameter.out-of-range"
    assert str(caught.value.location) == place


@pytest.mark.parametrize("n", [2, 3, 10_000_000])
@pytest.mark.parametrize("coverage", [1e-6, 1 - 1e-12])
@pytest.mark.parametrize("confidence", [1e-12, 1 - 1e-12])
def test_the_two_sided_factor_exists_at_the_ends_of_its_range(n: int, coverage: float, confidence: float) -> None:
    for degrees in (None, 1, 10_000_000):
        factor = tolerance.two_sided_factor(n, coverage, confidence, degrees_of_freedom=degrees)
        assert 0.0 < factor < math.inf
