"""Measurement systems against printed studies, slow twins and their own symmetries."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import msa

# AIAG, MSA, 4th ed., chapter III: 3 appraisers, 3 trials, 10 parts; one row an appraiser and trial.
GAGE = [
    [0.29, -0.56, 1.34, 0.47, -0.80, 0.02, 0.59, -0.31, 2.26, -1.36],
    [0.41, -0.68, 1.17, 0.50, -0.92, -0.11, 0.75, -0.20, 1.99, -1.25],
    [0.64, -0.58, 1.27, 0.64, -0.84, -0.21, 0.66, -0.17, 2.01, -1.31],
    [0.08, -0.47, 1.19, 0.01, -0.56, -0.20, 0.47, -0.63, 1.80, -1.68],
    [0.25, -1.22, 0.94, 1.03, -1.20, 0.22, 0.55, 0.08, 2.12, -1.62],
    [0.07, -0.68, 1.34, 0.20, -1.28, 0.06, 0.83, -0.34, 2.19, -1.50],
    [0.04, -1.38, 0.88, 0.14, -1.46, -0.29, 0.02, -0.46, 1.77, -1.49],
    [-0.11, -1.13, 1.09, 0.20, -1.07, -0.67, 0.01, -0.56, 1.45, -1.77],
    [-0.15, -0.96, 0.67, 0.11, -1.45, -0.49, 0.21, -0.49, 1.87, -2.16],
]
Y = [value for row in GAGE for value in row]
PARTS = [str(part + 1) for _ in GAGE for part in range(10)]
OPERATORS = [operator for operator in "ABC" for _ in range(30)]
# The manual's linearity example: references 2 to 10, twelve measurements of each.
REFERENCES = [2.0, 4.0, 6.0, 8.0, 10.0]
LINEAR = [
    [2.7, 2.5, 2.4, 2.5, 2.7, 2.3, 2.5, 2.5, 2.4, 2.4, 2.6, 2.4],
    [5.1, 3.9, 4.2, 5.0, 3.8, 3.9, 3.9, 3.9, 3.9, 4.0, 4.1, 3.8],
    [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1],
    [7.6, 7.7, 7.8, 7.7, 7.8, 7.8, 7.8, 7.7, 7.8, 7.5, 7.6, 7.7],
    [9.1, 9.3, 9.5, 9.3, 9.4, 9.5, 9.5, 9.5, 9.6, 9.2, 9.3, 9.4],
]
LINEAR_Y = [value for row in LINEAR for value in row]
LINEAR_X = [reference for reference in REFERENCES for _ in range(12)]
# Ten subjects, fourteen raters, five categories: the textbook table of Fleiss' kappa, 0.210.
FLEISS = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]]
FLEISS += [[7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]


def test_the_manuals_study_by_analysis_of_variance() -> None:
    """AIAG, appendix A: interaction pooled, ndc 4; σ² of gage 0.0914, %SV 27.9."""
    study = msa.crossed(Y, PARTS, OPERATORS, scale=msa.Scale(8.0))
    assert (study.model, study.pool_level, study.distinct_categories) == ("without interaction", 0.25, 4)
    assert round(study.repeatability.deviation, 6) == 0.199933
    assert round(study.operator.deviation, 6) == 0.226838
    assert round(study.gage_rr.deviation, 6) == 0.302372
    assert study.gage_rr.percent_study_variation == pytest.approx(27.86, abs=0.005)
    assert study.gage_rr.percent_tolerance == pytest.approx(22.68, abs=0.005)
    assert [row.degrees for row in study.anova] == [9, 2, 18, 60]
    assert [round(row.squares, 4) for row in study.anova] == [88.3619, 3.1673, 0.3590, 2.7589]


def test_the_manuals_study_by_means_and_ranges() -> None:
    """AIAG's report sheet, whose constants have four digits: EV 0.20188, AV 0.22963, GRR 0.30575, PV 1.10456."""
    study = msa.means_and_ranges(Y, PARTS, OPERATORS)
    found = [study.repeatability, study.operator, study.gage_rr, study.part, study.total]
    assert [c.deviation for c in found] == pytest.approx([0.20188, 0.22963, 0.30575, 1.10456, 1.14610], abs=2e-4)
    shares = [component.percent_study_variation for component in found[:4]]
    assert shares == pytest.approx([17.62, 20.04, 26.68, 96.38], abs=0.02)
    assert study.distinct_categories == 5


def naive_crossed(y: npt.NDArray[np.float64]) -> list[float]:
    """Sums of squares of a block of parts, operators and repetitions, term by term."""
    p, o, r = y.shape
    grand = y.mean()
    part = sum(o * r * (y[i].mean() - grand) ** 2 for i in range(p))
    operator = sum(p * r * (y[:, j].mean() - grand) ** 2 for j in range(o))
    cells = sum(r * (y[i, j].mean() - grand) ** 2 for i, j in itertools.product(range(p), range(o)))
    error = sum((y[i, j, k] - y[i, j].mean()) ** 2 for i, j, k in itertools.product(range(p), range(o), range(r)))
    return [float(part), float(operator), float(cells - part - operator), float(error)]


def labelled(shape: tuple[int, int, int]) -> tuple[list[int], list[int]]:
    cells = list(itertools.product(*(range(size) for size in shape)))
    return [cell[0] for cell in cells], [cell[1] for cell in cells]


SHAPES = st.tuples(st.integers(2, 5), st.integers(2, 4), st.integers(2, 4))


@given(shape=SHAPES, seed=st.integers(0, 1000), shift=st.sampled_from([0.0, 1e6]))
@settings(deadline=None, max_examples=40)
def test_a_crossed_table_is_the_one_summed_term_by_term_whatever_the_order(
    shape: tuple[int, int, int], seed: int, shift: float
) -> None:
    rng = np.random.default_rng(seed)
    y = rng.normal(size=shape)
    parts, operators = labelled(shape)
    order = rng.permutation(y.size)
    study = msa.crossed(shift + y.ravel()[order], np.array(parts)[order], np.array(operators)[order], pool_level=1.0)
    np.testing.assert_allclose([row.squares for row in study.anova], naive_crossed(y), atol=1e-7 if shift else 1e-11)
    total = sum(row.squares for row in study.anova)
    assert total == pytest.approx(float(((y - y.mean()) ** 2).sum()), rel=1e-7)
    assert study.total.variance == pytest.approx(study.gage_rr.variance + study.part.variance, rel=1e-12)
    # Parts and operators exchanged: the same components under each other's name.
    turned = msa.crossed(y.ravel(), operators, parts, pool_level=1.0)
    straight = msa.crossed(y.ravel(), parts, operators, pool_level=1.0)
    assert turned.part.variance == pytest.approx(straight.operator.variance, abs=1e-12)
    scaled = msa.crossed(3.0 * y.ravel(), parts, operators, pool_level=1.0)
    assert scaled.gage_rr.percent_contribution == pytest.approx(straight.gage_rr.percent_contribution, rel=1e-9)


@given(shape=SHAPES, seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=40)
def test_a_nested_table_is_a_one_way_analysis_of_the_means_and_of_the_parts(
    shape: tuple[int, int, int], seed: int
) -> None:
    """Second derivation: SciPy's one-way F of the operators' part means, and of all parts within their operator."""
    o, p, r = shape
    y = np.random.default_rng(seed).normal(size=shape)
    operators, parts = labelled(shape)
    study = msa.nested(y.ravel(), parts, operators)
    again = msa.nested(y.ravel(), [f"{a}-{b}" for a, b in zip(operators, parts, strict=True)], operators)
    assert again == study
    assert [row.degrees for row in study.anova] == [o - 1, o * (p - 1), o * p * (r - 1)]
    one_way = scipy.stats.f_oneway(*y.mean(axis=2))
    assert study.anova[0].f == pytest.approx(float(one_way.statistic), rel=1e-9)
    assert study.anova[0].p_value == pytest.approx(float(one_way.pvalue), rel=1e-9)
    error = float(y.var(axis=2, ddof=1).mean())
    assert study.repeatability.variance == pytest.approx(error, rel=1e-11)
    within = float(np.mean([operator.mean(axis=1).var(ddof=1) for operator in y]))
    assert study.part.variance == pytest.approx(max(within - error / r, 0.0), abs=1e-12)
    between = float(y.mean(axis=(1, 2)).var(ddof=1))
    assert study.operator.variance == pytest.approx(max(between - within / p, 0.0), abs=1e-12)
    assert study.interaction is None


def test_components_are_found_in_simulated_studies() -> None:
    """200 studies with deviations 3, 2, 1 and 1: their mean variances within four errors of 9, 4, 1 and 1."""
    rng = np.random.default_rng(8)
    found = np.zeros((200, 4))
    parts, operators = labelled((10, 6, 3))
    for i in range(200):
        y = 3 * rng.normal(size=(10, 1, 1)) + 2 * rng.normal(size=(1, 6, 1)) + rng.normal(size=(10, 6, 1))
        study = msa.crossed((y + rng.normal(size=(10, 6, 3))).ravel(), parts, operators, pool_level=1.0)
        assert study.interaction is not None
        components = (study.part, study.operator, study.interaction, study.repeatability)
        found[i] = [component.variance for component in components]
    error = found.std(axis=0) / math.sqrt(200)
    assert (np.abs(found.mean(axis=0) - [9.0, 4.0, 1.0, 1.0]) < 4.0 * error).all()


def test_equal_measurements_have_no_percentages_and_no_categories() -> None:
    parts, operators = labelled((3, 2, 2))
    for study in (
        msa.crossed([0.1] * 12, parts, operators),
        msa.nested([0.1] * 12, parts, operators),
        msa.means_and_ranges([0.1] * 12, parts, operators),
    ):
        assert study.total.variance == 0.0
        assert study.total.percent_contribution is None
        assert study.distinct_categories is None
        assert all(row.f is None for row in study.anova)


def test_a_gage_without_variation_has_no_number_of_categories() -> None:
    parts, operators = labelled((3, 2, 2))
    study = msa.crossed([float(part) for part in parts], parts, operators)
    assert study.gage_rr.variance == 0.0
    assert study.part.percent_contribution == 100.0
    assert study.distinct_categories is None


def test_the_manuals_linearity_example() -> None:
    """AIAG: slope -0.131667, intercept 0.736667, s 0.23954, t -12.043 and 10.158, R² 71.4 %."""
    found = msa.linearity(LINEAR_Y, LINEAR_X)
    assert (round(found.slope, 6), round(found.intercept, 6)) == (-0.131667, 0.736667)
    assert found.slope_t is not None
    assert found.intercept_t is not None
    assert (round(found.slope_t, 3), round(found.intercept_t, 3)) == (-12.043, 10.158)
    assert round(found.deviation, 5) == 0.23954
    assert found.r_squared == pytest.approx(0.714, abs=5e-4)
    assert [round(part.bias, 6) for part in found.at] == [0.491667, 0.125, 0.025, -0.291667, -0.616667]
    assert found.average_bias == pytest.approx(-0.0533, abs=5e-5)


def test_linearity_is_scipys_regression_and_its_band_that_of_the_mean() -> None:
    found = msa.linearity(LINEAR_Y, LINEAR_X, confidence=0.9)
    away = np.array(LINEAR_Y) - np.array(LINEAR_X)
    line = scipy.stats.linregress(LINEAR_X, away)
    assert (found.slope, found.intercept) == pytest.approx((line.slope, line.intercept), rel=1e-12)
    assert found.slope_p == pytest.approx(line.pvalue, rel=1e-9)
    # A regression through readings moved to the reference has its band as the interval of the intercept.
    for at, lower, upper in zip(REFERENCES, found.line_lower, found.line_upper, strict=True):
        moved = scipy.stats.linregress(np.array(LINEAR_X) - at, away)
        reach = scipy.stats.t.ppf(0.95, 58) * moved.intercept_stderr
        assert (lower, upper) == pytest.approx((moved.intercept - reach, moved.intercept + reach), rel=1e-9)


@given(shift=st.integers(-1000, 1000), scale=st.sampled_from([0.25, 3.0]))
@settings(deadline=None, max_examples=20)
def test_bias_is_students_test_and_does_not_depend_on_the_unit(shift: int, scale: float) -> None:
    y = np.array(LINEAR[1])
    found, wanted = msa.bias(y, 4.0), scipy.stats.ttest_1samp(y, 4.0)
    assert (found.t, found.p_value) == pytest.approx((wanted.statistic, wanted.pvalue), rel=1e-10)
    interval = wanted.confidence_interval(0.95)
    assert (4.0 + found.lower, 4.0 + found.upper) == pytest.approx((interval.low, interval.high), rel=1e-12)
    moved = msa.bias(scale * y + shift, scale * 4.0 + shift)
    assert moved.bias == pytest.approx(scale * found.bias, rel=1e-9)
    assert moved.t == pytest.approx(found.t, rel=1e-9)


def test_measurements_on_the_line_have_no_test() -> None:
    found = msa.linearity([1.0, 1.0, 2.0, 2.0], [1.0, 1.0, 2.0, 2.0])
    assert (found.slope, found.slope_t, found.r_squared) == (0.0, None, None)
    assert msa.bias([3.0, 3.0], 2.5).t is None


def pairs(table: list[list[int]]) -> tuple[list[int], list[int]]:
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return [i for i, _ in cells], [j for _, j in cells]


def test_cohens_kappas_are_the_printed_ones() -> None:
    """AIAG's attribute study: A with B 44, 6, 3, 97 gives 0.86; the textbook's 20, 5, 10, 15 gives 0.40."""
    aiag = msa.cohen_kappa(*pairs([[44, 6], [3, 97]]))
    assert aiag.value == pytest.approx(0.863, abs=5e-4)
    assert aiag.observed == pytest.approx(0.94)
    assert aiag.items == 150
    assert msa.cohen_kappa(*pairs([[20, 5], [10, 15]])).value == pytest.approx(0.4, rel=1e-14)


def test_fleiss_kappa_is_the_printed_one() -> None:
    ratings = [[category for category, count in enumerate(row) for _ in range(count)] for row in FLEISS]
    found = msa.fleiss_kappa(ratings)
    assert found.value == pytest.approx(0.210, abs=5e-4)
    assert (found.observed, found.expected) == pytest.approx((0.378, 0.213), abs=5e-4)


@given(counts=st.lists(st.integers(1, 30), min_size=9, max_size=9))
@settings(deadline=None, max_examples=40)
def test_kappas_agree_with_second_derivations(counts: list[int]) -> None:
    """Weighted: from expected and seen disagreement; its error: by the delta method, numerically."""
    table = [counts[:3], counts[3:6], counts[6:]]
    one, other = pairs(table)

    def weighted(shares: npt.NDArray[np.float64], power: int) -> float:
        cost = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) ** power
        chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
        return 1.0 - float((cost * shares).sum()) / float((cost * chance).sum())

    shares = np.array(table, dtype=np.float64) / sum(counts)
    for scheme, power in (("linear", 1), ("quadratic", 2)):
        found = msa.cohen_kappa(one, other, weights=scheme)
        assert found.value == pytest.approx(weighted(shares, power), rel=1e-10, abs=1e-12)
        assert msa.cohen_kappa(other, one, weights=scheme).value == pytest.approx(found.value, rel=1e-9, abs=1e-12)
        step = 1e-6
        slopes = np.empty((3, 3))
        for i, j in itertools.product(range(3), range(3)):
            up = shares.copy()
            up[i, j] += step
            down = shares.copy()
            down[i, j] -= step
            slopes[i, j] = (weighted(up / up.sum(), power) - weighted(down / down.sum(), power)) / (2 * step)
        variance = float((shares * slopes**2).sum()) - float((shares * slopes).sum()) ** 2
        assert found.standard_error == pytest.approx(math.sqrt(variance / sum(counts)), rel=1e-4)


def test_two_categories_are_weighted_alike_and_many_raters_of_two_are_nearly_cohens() -> None:
    one, other = pairs([[44, 6], [3, 97]])
    plain = msa.cohen_kappa(one, other)
    assert msa.cohen_kappa(one, other, weights="quadratic").value == pytest.approx(plain.value, rel=1e-12)
    assert msa.fleiss_kappa(np.array([one, other]).T).value == pytest.approx(plain.value, abs=1e-3)


def test_kappa_is_one_for_full_agreement_and_undefined_for_one_category() -> None:
    assert msa.cohen_kappa(["good", "bad", "good"], ["good", "bad", "good"]).value == 1.0
    assert msa.fleiss_kappa([["a", "a"], ["b", "b"]]).value == 1.0
    for found in (msa.cohen_kappa([1, 1], [1, 1]), msa.fleiss_kappa([[1, 1], [1, 1]])):
        assert found.value is None
        assert found.reason == "all ratings are one category"


def test_chance_has_no_kappa_and_the_test_says_so() -> None:
    rng = np.random.default_rng(6)
    z = [msa.fleiss_kappa(rng.integers(0, 3, (40, 4))).z for _ in range(800)]
    values = [value for value in z if value is not None]
    assert abs(float(np.mean(values))) < 0.15
    assert float(np.std(values)) == pytest.approx(1.0, abs=0.1)


def test_agreement_is_counted_item_by_item() -> None:
    rng = np.random.default_rng(12)
    reference = rng.integers(0, 2, 50)
    ratings = np.where(rng.uniform(size=(50, 3, 2)) < 0.9, reference[:, None, None], 1 - reference[:, None, None])
    study = msa.agreement(ratings, reference=reference, bad=1)
    for appraiser in range(3):
        own = ratings[:, appraiser]
        same = sum(len({*row}) == 1 for row in own.tolist())
        right = sum({*row} == {truth} for row, truth in zip(own.tolist(), reference.tolist(), strict=True))
        assert (study.within[appraiser].agreed, study.against_reference[appraiser].agreed) == (same, right)
        errors = study.errors[appraiser]
        misses = sum((row == 0).sum() for row, truth in zip(own, reference, strict=True) if truth == 1)
        alarms = sum((row == 1).sum() for row, truth in zip(own, reference, strict=True) if truth == 0)
        assert (errors.missed, errors.false_alarms, errors.bad + errors.good) == (misses, alarms, 100)
    together = sum(len({*row}) == 1 for row in ratings.reshape(50, -1).tolist())
    assert study.between is not None
    assert study.between.agreed == together
    low = scipy.stats.binomtest(together, 50).proportion_ci(0.95)
    assert (study.between.lower, study.between.upper) == pytest.approx((low.low, low.high), rel=1e-9)
    assert len(study.against_reference[0].kappas) == 2
    words = np.array(["good", "bad"])
    assert msa.agreement(words[ratings], reference=words[reference], bad="bad").errors == study.errors


CROSSED = labelled((3, 2, 2))


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: msa.crossed([], [], []), "spc.sample.too-few", "$.measurements"),
        (lambda: msa.crossed([1.0, math.nan], [1, 2], [1, 2]), "spc.sample.non-finite", "$.measurements[1]"),
        (lambda: msa.crossed(Y, PARTS[1:], OPERATORS), "spc.sample.wrong-shape", "$.parts"),
        (lambda: msa.crossed(Y[1:], PARTS[1:], OPERATORS[1:]), "spc.msa.unbalanced", "$.measurements"),
        (lambda: msa.means_and_ranges(Y[1:], PARTS[1:], OPERATORS[1:]), "spc.msa.unbalanced", "$.measurements"),
        (lambda: msa.crossed(range(12), [1] * 12, CROSSED[1]), "spc.msa.design", "$.parts"),
        (lambda: msa.crossed(range(12), CROSSED[0], [1] * 12), "spc.msa.design", "$.operators"),
        (lambda: msa.crossed(range(4), [1, 1, 2, 2], [1, 2, 1, 2]), "spc.msa.design", "$.measurements"),
        (lambda: msa.crossed(range(12), np.array([None, *CROSSED[0][1:]]), CROSSED[1]), "spc.msa.label", "$.parts[0]"),
        (lambda: msa.crossed(range(12), CROSSED[0], CROSSED[1], pool_level=2), "spc.parameter", "$.pool"),
        (
            lambda: msa.crossed(range(12), np.array(["a", *CROSSED[0][1:]], dtype=object), CROSSED[1]),
            "spc.msa.label",
            "$.parts",
        ),
        (lambda: msa.crossed(range(12), [math.nan, *CROSSED[0][1:]], CROSSED[1]), "spc.msa.label", "$.parts[0]"),
        (lambda: msa.nested(range(4), [1, 2, 1, 2], [1, 1, 1, 1]), "spc.msa.design", "$.operators"),
        (lambda: msa.nested(range(4), [1, 1, 2, 2], [1, 1, 2, 2]), "spc.msa.design", "$.parts"),
        (lambda: msa.nested(range(6), [1, 1, 2, 2, 1, 1], [1, 1, 1, 1, 2, 2]), "spc.msa.unbalanced", "$.parts"),
        (lambda: msa.nested(range(7), [1, 1, 2, 2, 1, 1, 2], [1] * 4 + [2] * 3), "spc.msa.unbalanced", "$.measure"),
        (lambda: msa.Scale(0.0), "spc.parameter.out-of-range", "$.scale.tolerance"),
        (lambda: msa.bias([1.0], 1.0), "spc.sample.too-few", "$.measurements"),
        (lambda: msa.bias([1.0, 2.0], math.nan), "spc.parameter.out-of-range", "$.reference"),
        (lambda: msa.linearity([1.0, 2.0, 3.0], [2.0, 2.0, 2.0]), "spc.msa.design", "$.references"),
        (lambda: msa.linearity([1.0, 2.0, 3.0], [2.0, 2.0, 3.0]), "spc.msa.design", "$.references"),
        (lambda: msa.linearity([1.0, 2.0, 3.0], [2.0] * 4), "spc.sample.wrong-shape", "$.references"),
        (lambda: msa.cohen_kappa([], []), "spc.sample.too-few", "$.first"),
        (lambda: msa.cohen_kappa([1, 2], [1]), "spc.sample.wrong-shape", "$.second"),
        (lambda: msa.cohen_kappa([1, 2], [1, 2], weights="cubic"), "spc.parameter.unknown-name", "$.weights"),
        (lambda: msa.fleiss_kappa([1, 2, 3]), "spc.sample.wrong-shape", "$.ratings"),
        (lambda: msa.agreement([[1, 2]]), "spc.sample.wrong-shape", "$.ratings"),
        (lambda: msa.agreement([[[1]], [[2]]]), "spc.msa.design", "$.reference"),
        (lambda: msa.agreement([[[1, 2]]], bad=1), "spc.msa.design", "$.reference"),
        (lambda: msa.agreement([[[1, 2]]], reference=[1, 2]), "spc.sample.wrong-shape", "$.reference"),
    ],
)
def test_what_is_no_study_is_refused_with_a_code_and_a_place(call: Callable[[], object], code: str, where: str) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code.startswith(code)
    assert str(refused.value.location).startswith(where)
    assert refused.value.hint


MASKED = np.ma.array(["a", "b", "a"], mask=[False, True, True])
ONE_MASKED: list[object] = ["a", "b", np.ma.masked]
RAGGED = [["a", "b"], ["a"]]


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: msa.cohen_kappa(MASKED, ["a", "b", "a"]), "$.first[1]"),
        (lambda: msa.cohen_kappa(["a", "b", "a"], MASKED), "$.second[1]"),
        (lambda: msa.cohen_kappa(ONE_MASKED, ["a", "b", "a"]), "$.first[2]"),  # type: ignore[arg-type]  # the point of the test
        (
            lambda: msa.fleiss_kappa(np.ma.array([["a", "b"], ["a", "a"]], mask=[[False, False], [False, True]])),
            "$.ratings[1][1]",
        ),
        (lambda: msa.agreement(np.ma.masked_equal([[[1, 2]], [[1, 3]]], 3)), "$.ratings[1][0][1]"),
        (lambda: msa.agreement(np.ones((3, 2, 2)), reference=np.ma.masked_equal([1, 1, 2], 2)), "$.reference[2]"),
        (lambda: msa.crossed(Y, np.ma.array(PARTS, mask=[False, True] + [False] * 88), ["x"] * 90), "$.parts[1]"),
        (lambda: msa.cohen_kappa(RAGGED, RAGGED), "$.first"),
        (lambda: msa.fleiss_kappa(RAGGED), "$.ratings"),
        (lambda: msa.agreement([RAGGED, RAGGED]), "$.ratings"),
        (lambda: msa.agreement(np.ones((2, 2, 2)), reference=RAGGED), "$.reference"),
    ],
)
def test_masked_labels_and_ragged_ratings_are_refused_with_their_place(call: Callable[[], object], place: str) -> None:
    with pytest.raises(LotgateError) as caught:
        call()
    assert caught.value.code in {"spc.msa.label", "spc.sample.wrong-shape"}
    assert str(caught.value.location) == place
    assert caught.value.hint
