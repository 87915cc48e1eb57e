"""Fits, transformations and normality tests against published figures, SciPy, simulation and their own equations."""

import contextlib
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import capability
from spc_kernels.capability import Johnson, Specification
from spc_kernels.capability.box_cox import back_transform, log_likelihood, transform
from spc_kernels.capability.errors import ConstantReadingsError, NoFitError
from spc_kernels.capability.johnson import from_normal, to_normal

# Millions of revolutions to failure of 23 ball bearings: Lieblein & Zelen (1956), J. Research NBS 57.
BEARINGS = [17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80]
BEARINGS += [68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40]
# Weights of eleven men: Shapiro & Wilk (1965), Biometrika 52, whose W is 0.79.
WEIGHTS = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]
WIDE = Specification(1.0, 500.0)


def test_fits_of_the_ball_bearings_are_the_published_ones() -> None:
    """Lawless, Statistical Models and Methods for Lifetime Data: Weibull 2.10 and 81.9, lognormal 4.150 and 0.522."""
    weibull = capability.fit(BEARINGS, "weibull")
    assert [round(weibull.parameters[name], 2) for name in ("shape", "scale")] == [2.10, 81.88]
    assert weibull.log_likelihood == pytest.approx(-113.69, abs=0.005)
    lognormal = capability.fit(BEARINGS, "lognormal")
    assert [round(value, 3) for value in lognormal.parameters.values()] == [4.150, 0.522]
    assert capability.fit(BEARINGS, "gamma").parameters["shape"] == pytest.approx(4.02, abs=0.01)
    assert capability.fit(BEARINGS, "exponential").parameters["rate"] == pytest.approx(1 / 72.22, rel=1e-4)


def test_shapiro_wilk_is_the_papers() -> None:
    found = capability.shapiro_wilk(WEIGHTS)
    assert round(found.statistic, 2) == 0.79
    assert found.p_value < 0.01


@pytest.mark.parametrize("name", ["lognormal", "weibull", "gamma", "exponential"])
def test_a_fit_has_the_likelihood_scipy_gives_its_parameters_and_no_neighbour_has_more(name: str) -> None:
    fit = capability.fit(BEARINGS, name)

    def likelihood(values: list[float]) -> float:
        first, last = values[0], values[-1]
        logs = {
            "lognormal": lambda: scipy.stats.lognorm.logpdf(BEARINGS, last, scale=math.exp(first)),
            "weibull": lambda: scipy.stats.weibull_min.logpdf(BEARINGS, first, scale=last),
            "gamma": lambda: scipy.stats.gamma.logpdf(BEARINGS, first, scale=1.0 / last),
            "exponential": lambda: scipy.stats.expon.logpdf(BEARINGS, scale=1.0 / first),
        }[name]()
        return float(np.sum(logs))

    best = list(fit.parameters.values())
    assert fit.log_likelihood == pytest.approx(likelihood(best), rel=1e-12)
    for position in range(len(best)):
        for factor in (0.999, 1.001):
            near = best.copy()
            near[position] *= factor
            assert likelihood(near) < fit.log_likelihood


@given(scale=st.sampled_from([1e-60, 1e-3, 7.0, 1e60]), narrow=st.sampled_from([1.0, 30.0, 3000.0]))
@settings(deadline=None, max_examples=20)
def test_fits_scale_with_the_unit_however_narrow_the_readings(scale: float, narrow: float) -> None:
    x = np.array(BEARINGS) ** (1.0 / narrow)
    for name in ("weibull", "gamma", "lognormal"):
        there, far = capability.fit(x, name), capability.fit(scale * x, name)
        assert far.statistic == pytest.approx(there.statistic, rel=1e-6)
        study, moved = (
            capability.nonnormal(factor * x, Specification(usl=2.0 * factor * float(x.max())), name)
            for factor in (1.0, scale)
        )
        assert moved.ppk == pytest.approx(study.ppk, rel=1e-6)


@pytest.mark.parametrize("name", ["weibull", "gamma", "exponential", "lognormal", "normal"])
def test_the_goodness_of_a_right_fit_rejects_as_often_as_it_says(name: str) -> None:
    """1,500 samples of 30 at 0.05: three standard errors of the count, and the formulas' own 0.01, around 75."""
    rng = np.random.default_rng(9)
    draw: dict[str, Callable[[], npt.NDArray[np.float64]]] = {
        "weibull": lambda: rng.weibull(1.7, 30),
        "gamma": lambda: rng.gamma(2.5, 1.0, 30),
        "exponential": lambda: rng.exponential(1.0, 30),
        "lognormal": lambda: rng.lognormal(0.0, 1.0, 30),
        "normal": lambda: rng.normal(size=30),
    }
    rejected = sum(capability.fit(draw[name](), name).p_value < 0.05 for _ in range(1500))
    assert 0.05 - 0.017 - 0.01 < rejected / 1500 < 0.05 + 0.017 + 0.01


@pytest.mark.parametrize("index", ["percentiles", "scores"])
def test_readings_fitted_as_normal_have_the_indices_of_a_normal_study(index: str) -> None:
    """By scores exactly Ppk; by percentiles a hair more, since 99.865 % is not quite three deviations."""
    specification = Specification(10.0, 200.0)
    straight = capability.normal(BEARINGS, specification)
    study = capability.nonnormal(BEARINGS, specification, "normal", index=index)
    for ours, theirs in ((study.pp, straight.pp), (study.ppl, straight.ppl), (study.ppk, straight.ppk)):
        assert ours == pytest.approx(theirs.value, rel=1e-12 if index == "scores" else 1e-5)
    assert study.expected.total == pytest.approx(straight.expected_overall.total, rel=1e-12)


@pytest.mark.parametrize("name", ["normal", "lognormal", "weibull", "gamma", "exponential", "box-cox", "johnson"])
def test_every_study_says_what_it_rests_on_and_counts_its_tails_by_survival(name: str) -> None:
    study = capability.nonnormal(BEARINGS, Specification(5.0, 300.0), name)
    assert study.fit is not None
    assert study.sigma_method == f"fitted {name}"
    assert study.normality.verdict in {"rejected", "not rejected"}
    assert study.stability.verdict == "not assessed"
    assert study.expected.above is not None
    assert study.x_lower is not None
    assert study.x_upper is not None
    assert study.x_lower < min(BEARINGS) < max(BEARINGS) < study.x_upper or name == "johnson"
    # A limit at the percentile has 1,350 parts per million beyond it and the index 1.
    at = capability.nonnormal(BEARINGS, Specification(usl=study.x_upper), name)
    assert at.expected.above == pytest.approx(1350.0, rel=1e-9)
    assert at.ppu == pytest.approx(1.0, rel=1e-9)


def test_a_far_limit_keeps_the_digits_of_its_tail() -> None:
    study = capability.nonnormal(BEARINGS, Specification(usl=3000.0), "gamma", index="scores")
    assert study.fit is not None
    shape, rate = study.fit.parameters["shape"], study.fit.parameters["rate"]
    assert study.expected.above == pytest.approx(1e6 * scipy.stats.gamma.sf(3000.0, shape, scale=1 / rate), rel=1e-10)
    assert study.expected.above is not None
    assert 0.0 < study.expected.above < 1e-50


def test_limits_below_zero_have_nothing_beyond_them_for_positive_readings() -> None:
    for name in ("lognormal", "weibull", "gamma", "exponential", "box-cox"):
        study = capability.nonnormal(BEARINGS, Specification(lsl=0.0), name, index="scores")
        assert study.expected.below == 0.0
        assert study.ppk == pytest.approx(38.0 / 3.0)


@given(seed=st.integers(0, 10_000), power=st.integers(-2000, 2000).map(lambda i: i / 1000))
@settings(deadline=None, max_examples=30)
def test_a_box_cox_likelihood_is_scipys_and_the_power_its_highest(seed: int, power: float) -> None:
    x = np.random.default_rng(seed).lognormal(0.5, 0.6, 40)
    assert log_likelihood(x, power) == pytest.approx(float(scipy.stats.boxcox_llf(power, x)), rel=1e-9)
    best = capability.box_cox(x)
    assert best.log_likelihood >= log_likelihood(x, power) - 1e-9
    assert best.lower < best.power < best.upper
    assert log_likelihood(x, best.lower) == pytest.approx(best.log_likelihood - 1.920729410347062, abs=1e-8)
    assert capability.box_cox(1000.0 * x).power == pytest.approx(best.power, abs=1e-7)
    assert capability.box_cox(1.0 / x).power == pytest.approx(-best.power, abs=1e-7)
    there = float(transform(np.array([2.5]), power)[0])
    assert back_transform(there, power) == pytest.approx(2.5, rel=1e-9)


def test_logarithms_are_the_power_zero_without_a_jump() -> None:
    assert log_likelihood(BEARINGS, 1e-9) == pytest.approx(log_likelihood(BEARINGS, 0.0), rel=1e-9)
    assert back_transform(-3.0, 0.5) == 0.0
    assert back_transform(3.0, -0.5) == math.inf


def drawn(member: str) -> npt.NDArray[np.float64]:
    rng = np.random.default_rng(17)
    z = rng.normal(size=300)
    return {"SU": np.sinh((z - 1.0) / 1.5), "SB": 4.0 / (1.0 + np.exp(-(z + 0.5) / 0.9)), "SL": np.exp(z / 2.0)}[member]


@pytest.mark.parametrize("drawn_from", ["SU", "SB", "SL"])
def test_a_johnson_fit_takes_four_percentiles_to_their_scores_and_has_scipys_distribution(drawn_from: str) -> None:
    """The second derivation: the defining equations, and the distribution function of SciPy with these parameters."""
    x = np.sort(drawn(drawn_from))
    fit = capability.johnson(x)
    assert fit.p_value > 0.5
    scores = fit.spacing * np.array([-3.0, -1.0, 1.0, 3.0])
    at = np.clip(scipy.stats.norm.cdf(scores) * x.size - 0.5, 0.0, x.size - 1.0)
    percentiles = np.interp(at, np.arange(x.size), x)
    np.testing.assert_allclose(to_normal(fit, percentiles), scores, atol=1e-6)
    np.testing.assert_allclose([from_normal(fit, z) for z in scores.tolist()], percentiles, rtol=1e-7)
    if fit.family == "SL":
        shares = scipy.stats.lognorm.cdf(x, 1.0 / fit.delta, fit.xi, math.exp(-fit.gamma / fit.delta))
    elif fit.family == "SU":
        shares = scipy.stats.johnsonsu.cdf(x, fit.gamma, fit.delta, fit.xi, fit.lam)
    else:
        shares = scipy.stats.johnsonsb.cdf(x, fit.gamma, fit.delta, fit.xi, fit.lam)
    np.testing.assert_allclose(shares, scipy.stats.norm.cdf(to_normal(fit, x)), atol=1e-12)


def mirrored(fit: Johnson, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    scores: npt.NDArray[np.float64] = -to_normal(fit, -x)
    return scores


@pytest.mark.parametrize("drawn_from", ["SU", "SB", "SL"])
def test_a_johnson_fit_moves_stretches_and_mirrors_with_the_readings(drawn_from: str) -> None:
    x = drawn(drawn_from)
    fit = capability.johnson(x)
    moved, other = capability.johnson(100.0 + 8.0 * x), capability.johnson(-x)
    np.testing.assert_allclose(to_normal(moved, 100.0 + 8.0 * x), to_normal(fit, x), atol=1e-6)
    np.testing.assert_allclose(mirrored(other, x), to_normal(fit, x), atol=1e-6)


def test_a_lognormal_border_of_either_sign_is_fitted_exactly() -> None:
    """Readings at exact lognormal scores: the gaps of their percentiles are in proportion, which is the border SL."""
    scores = scipy.stats.norm.ppf((np.arange(1, 400) - 0.5) / 399)
    for sign in (1.0, -1.0):
        x = sign * np.exp(scores / 2.0)
        found = to_normal(capability.johnson(x), x)
        np.testing.assert_allclose(found, sign * scores if sign > 0 else -scores, atol=0.05)


def test_readings_in_too_few_places_have_no_johnson_fit() -> None:
    with pytest.raises(LotgateError) as refused:
        capability.johnson([1.0, 2.0] * 20)
    assert refused.value.code == "spc.capability.no-fit"


@given(shift=st.floats(-1e6, 1e6), scale=st.floats(1e-3, 1e3))
@settings(deadline=None, max_examples=30)
def test_normality_does_not_depend_on_the_unit_nor_on_the_order(shift: float, scale: float) -> None:
    x = np.array(BEARINGS)
    tests = (
        capability.anderson_darling,
        capability.shapiro_wilk,
        capability.cramer_von_mises,
        capability.lilliefors,
    )
    for test in tests:
        there = test(x)
        for other in (shift + scale * x, -x, x[::-1]):
            assert test(other).statistic == pytest.approx(there.statistic, rel=1e-5)


@pytest.mark.parametrize("n", [8, 40, 400])
def test_normality_tests_reject_normal_readings_as_often_as_they_say(n: int) -> None:
    rng = np.random.default_rng(21)
    rejected = np.zeros(4)
    for _ in range(1000):
        x = rng.normal(size=n)
        tests = (capability.anderson_darling, capability.shapiro_wilk)
        others = (capability.cramer_von_mises, capability.lilliefors)
        rejected += [test(x).p_value < 0.1 for test in (*tests, *others)]
    assert (np.abs(rejected / 1000 - 0.1) < 0.04).all()


def test_a_far_outlier_has_a_large_statistic_and_no_infinity() -> None:
    found = capability.anderson_darling([*range(30), 1e9])
    assert math.isfinite(found.statistic)
    assert found.p_value == pytest.approx(3.7e-24)


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: capability.nonnormal([1.0] * 7, WIDE, "gamma"), "spc.sample.too-few", "$.x"),
        (lambda: capability.nonnormal([*BEARINGS, -1.0], WIDE, "gamma"), "spc.sample.not-positive", "$.x[23]"),
        (lambda: capability.nonnormal([*BEARINGS, 0.0], WIDE, "box-cox"), "spc.sample.not-positive", "$.x[23]"),
        (lambda: capability.nonnormal([*BEARINGS, math.nan], WIDE, "johnson"), "spc.sample.non-finite", "$.x[23]"),
        (lambda: capability.nonnormal(BEARINGS, WIDE, "weibul"), "spc.parameter.unknown-name", "$.distribution"),
        (lambda: capability.nonnormal(BEARINGS, WIDE, "gamma", index="z"), "spc.parameter.unknown-name", "$.index"),
        (lambda: capability.fit([2.0] * 9, "gamma"), "spc.sample.constant", "$.x"),
        (lambda: capability.box_cox([1.0, 2.0]), "spc.sample.too-few", "$.x"),
        (lambda: capability.box_cox([2.0] * 9), "spc.sample.constant", "$.x"),
        (lambda: capability.box_cox(BEARINGS, bounds=(2.0, 1.0)), "spc.parameter.out-of-range", "$.bounds"),
        (lambda: capability.johnson([2.0] * 9), "spc.sample.constant", "$.x"),
        (lambda: capability.anderson_darling([1.0] * 7), "spc.sample.too-few", "$.x"),
        (lambda: capability.anderson_darling([1.0] * 9), "spc.sample.constant", "$.x"),
        (lambda: capability.shapiro_wilk(np.arange(5001.0)), "spc.sample.too-many", "$.x"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_a_code_and_a_place(
    call: Callable[[], object], code: str, where: str
) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint


def test_constant_readings_have_no_fitted_indices_with_the_reason() -> None:
    study = capability.nonnormal([2.0] * 9, WIDE, "weibull")
    assert (study.ppk, study.fit) == (None, None)
    assert study.reason is not None
    assert "no spread" in study.reason
    assert study.observed.total == 0.0


def test_readings_that_differ_by_rounding_only_have_a_fit_or_a_refusal_and_no_warning() -> None:
    rng = np.random.default_rng(31)
    for step in (2.0**-52, 1e-14, 1e-9):
        x = 1.0 + step * rng.integers(0, 4, 12)
        for name in ("normal", "lognormal", "weibull", "gamma", "exponential", "box-cox", "johnson"):
            with contextlib.suppress(NoFitError, ConstantReadingsError):
                found = capability.nonnormal(x, Specification(0.5, 2.0), name)
                assert found.ppk is not None
                assert math.isfinite(found.ppk)


def test_readings_over_many_powers_of_ten_have_a_fit() -> None:
    x = np.exp(30.0 * np.random.default_rng(32).normal(size=40))
    for name in ("lognormal", "weibull", "gamma", "box-cox"):
        found = capability.nonnormal(x, Specification(usl=1e60), name)
        assert found.ppk is not None
        assert math.isfinite(found.ppk)


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: capability.normal(BEARINGS, {"lsl": 0}), "$.specification"),  # type: ignore[arg-type]  # the point of the test
        (lambda: capability.nonnormal(BEARINGS, {"lsl": 0}, "weibull"), "$.specification"),  # type: ignore[arg-type]  # the point of the test
        (lambda: capability.many([BEARINGS], 0.0, plan=3), "$.plan"),  # type: ignore[arg-type]  # the point of the test
        (lambda: capability.box_cox(BEARINGS, bounds=1.0), "$.bounds"),  # type: ignore[arg-type]  # the point of the test
        (lambda: capability.box_cox(BEARINGS, bounds=[2.0]), "$.bounds"),  # type: ignore[arg-type]  # the point of the test
    ],
)
def test_what_is_no_specification_plan_or_pair_of_bounds_is_refused(call: Callable[[], object], place: str) -> None:
    with pytest.raises(LotgateError) as caught:
        call()
    assert caught.value.code == "spc.parameter.out-of-range"
    assert str(caught.value.location) == place
    assert caught.value.hint
