"""Curves against exact fractions: naive twins that enumerate every outcome and import nothing of ours."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.comparison import compare_plans
from spc_kernels.sampling.operating_characteristic import (
    acceptance_probability,
    consumers_risk,
    operating_characteristics,
    producers_risk,
    quality_at,
    variables_acceptance_probability,
)
from spc_kernels.sampling.outgoing_quality import (
    average_outgoing_quality,
    average_outgoing_quality_limit,
    average_sample_number,
    average_total_inspection,
)
from spc_kernels.sampling.plans import AttributesPlan, VariablesPlan, hundred_percent_plan, single_plan

Walk = tuple[Fraction, Fraction, Fraction]


def binomial(n: int, x: int, p: Fraction) -> Fraction:
    return math.comb(n, x) * p**x * (1 - p) ** (n - x)


def hypergeometric(lot: int, marked: int, n: int, x: int) -> Fraction:
    if x > marked or n - x > lot - marked:
        return Fraction(0)
    return Fraction(math.comb(marked, x) * math.comb(lot - marked, n - x), math.comb(lot, n))


def walk_binomial(plan: AttributesPlan, p: Fraction, lot: int, stage: int = 0, found: int = 0) -> Walk:
    """P(accept), items inspected, items inspected with screening: by the definition, sample after sample."""
    size, last = plan.sample_sizes[stage], stage == len(plan.sample_sizes) - 1
    drawn = sum(plan.sample_sizes[: stage + 1])
    accept = inspected = screened = Fraction(0)
    for x in range(size + 1):
        chance, total = binomial(size, x, p), found + x
        if total >= plan.rejection_numbers[stage]:
            inspected, screened = inspected + chance * drawn, screened + chance * lot
        elif total <= plan.acceptance_numbers[stage] or last:
            accept, inspected, screened = accept + chance, inspected + chance * drawn, screened + chance * drawn
        else:
            more = walk_binomial(plan, p, lot, stage + 1, total)
            accept, inspected, screened = (
                accept + chance * more[0],
                inspected + chance * more[1],
                screened + chance * more[2],
            )
    return accept, inspected, screened


def walk_hypergeometric(plan: AttributesPlan, marked: int, lot: int, stage: int = 0, found: int = 0) -> Fraction:
    size, last = plan.sample_sizes[stage], stage == len(plan.sample_sizes) - 1
    accept = Fraction(0)
    for x in range(size + 1):
        chance, total = hypergeometric(lot, marked, size, x), found + x
        if not chance or total >= plan.rejection_numbers[stage]:
            continue
        if total <= plan.acceptance_numbers[stage] or last:
            accept += chance
        else:
            accept += chance * walk_hypergeometric(plan, marked - x, lot - size, stage + 1, total)
    return accept


@st.composite
def plans(draw: st.DrawFn) -> AttributesPlan:
    """Any plan of one to three small samples, with or without a gap at the end."""
    sizes, accept, reject = [], [], []
    ac, re = -1, 1
    stages = draw(st.integers(1, 3))
    for stage in range(stages):
        ac = draw(st.integers(max(ac, 0 if stage == stages - 1 else -1), ac + 3))
        re = draw(st.integers(max(re, ac + 1), max(re, ac + 1) + 3))
        sizes.append(draw(st.integers(1, 7)))
        accept.append(ac)
        reject.append(re)
    return AttributesPlan(tuple(sizes), tuple(accept), tuple(reject))


@given(plan=plans(), parts=st.integers(0, 64))
@settings(max_examples=60, deadline=None)
def test_binomial_curves_equal_the_enumeration_in_exact_fractions(plan: AttributesPlan, parts: int) -> None:
    p, lot = Fraction(parts, 64), plan.total_sample_size + 10
    accept, inspected, screened = walk_binomial(plan, p, lot)
    point = [float(p)]
    assert acceptance_probability(plan, point)[0] == pytest.approx(float(accept), abs=1e-13)
    assert average_sample_number(plan, point)[0] == pytest.approx(float(inspected), rel=1e-13)
    assert average_total_inspection(plan, point, lot)[0] == pytest.approx(float(screened), rel=1e-13)
    # What is not inspected of accepted lots keeps the incoming quality.
    outgoing = float(p * (lot - screened) / lot)
    assert average_outgoing_quality(plan, point, lot)[0] == pytest.approx(outgoing, abs=1e-13)


@given(plan=plans(), extra=st.integers(0, 25), share=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_hypergeometric_curves_equal_the_enumeration_in_exact_fractions(
    plan: AttributesPlan, extra: int, share: float
) -> None:
    lot = plan.total_sample_size + extra
    marked = round(share * lot)
    want = float(walk_hypergeometric(plan, marked, lot))
    assert acceptance_probability(plan, [marked / lot], "hypergeometric", lot)[0] == pytest.approx(want, abs=1e-13)


@pytest.mark.parametrize(("n", "ac"), [(1, 0), (80, 2), (125, 21), (2000, 44), (800, 0)])
@pytest.mark.parametrize("p", [0.0, 1e-9, 0.0001, 0.01, 0.3, 0.999, 1.0])
def test_a_single_plan_keeps_eleven_digits_far_into_the_tail(n: int, ac: int, p: float) -> None:
    exact = sum((binomial(n, x, Fraction(p)) for x in range(min(ac, n) + 1)), Fraction(0))
    got = acceptance_probability(single_plan(n, ac), [p])[0]
    if exact > Fraction(1, 10**250):
        assert float(abs(Fraction(float(got)) - exact) / exact) < 1e-11
    else:
        assert got <= 1e-249


def test_a_million_items_cost_no_digits() -> None:
    for n, p in ((10**6, 1e-6), (10**9, 1e-9), (10**9, 1e-12)):
        assert acceptance_probability(single_plan(n, 0), [p])[0] == pytest.approx(
            math.exp(n * math.log1p(-p)), rel=1e-12
        )
    assert quality_at(single_plan(10**9, 0), 0.999999) == pytest.approx(-math.expm1(math.log(0.999999) / 1e9), rel=1e-9)


@pytest.mark.parametrize(
    ("lot", "marked", "n", "ac"),
    [(10**6, 15_000, 1250, 21), (10**5, 40, 2000, 3), (5000, 4999, 50, 1), (60, 30, 60, 30)],
)
def test_a_large_lot_loses_no_digits(lot: int, marked: int, n: int, ac: int) -> None:
    exact = float(sum((hypergeometric(lot, marked, n, x) for x in range(ac + 1)), Fraction(0)))
    got = acceptance_probability(single_plan(n, ac), [marked / lot], "hypergeometric", lot)[0]
    assert got == pytest.approx(exact, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("mean", [0.0, 0.5, 6.25, 40.0])
def test_a_poisson_curve_is_the_sum_of_its_terms(mean: float) -> None:
    n, accept = 50, (2, 6)
    single = sum(math.exp(-mean) * mean**x / math.factorial(x) for x in range(6))
    assert acceptance_probability(single_plan(n, 5), [mean / n], "poisson")[0] == pytest.approx(single, rel=1e-12)
    term = [math.exp(-mean) * mean**x / math.factorial(x) for x in range(12)]
    double = sum(term[:3]) + sum(term[x] * sum(term[: 7 - x]) for x in range(3, 5))
    plan = AttributesPlan((n, n), accept, (5, 7))
    assert acceptance_probability(plan, [mean / n], "poisson")[0] == pytest.approx(double, rel=1e-12, abs=1e-300)


def test_many_curves_at_once_equal_each_curve_alone() -> None:
    rng = np.random.default_rng(7)
    sizes, accept = rng.integers(1, 2000, 40), rng.integers(0, 45, 40)
    points = np.linspace(0, 1, 30)
    together = operating_characteristics(sizes, accept, points)
    for row, n, ac in zip(together, sizes, accept, strict=True):
        np.testing.assert_array_equal(
            row, acceptance_probability(single_plan(int(n), int(ac), "nonconformities"), points)
        )


@given(plan=plans(), points=st.lists(st.floats(0, 1), min_size=2, max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_curve_never_rises_and_begins_at_one(plan: AttributesPlan, points: list[float]) -> None:
    chances = acceptance_probability(plan, sorted(points))
    assert acceptance_probability(plan, [0.0])[0] == pytest.approx(1, abs=1e-14)
    assert (np.diff(chances) <= 1e-12).all()
    numbers = average_sample_number(plan, points)
    assert ((numbers >= plan.sample_sizes[0] - 1e-9) & (numbers <= plan.total_sample_size + 1e-9)).all()


def test_risks_are_the_two_sides_of_the_curve() -> None:
    plan = single_plan(80, 2)
    assert producers_risk(plan, 0.01) == pytest.approx(1 - 0.953446814264068, abs=1e-12)
    assert consumers_risk(plan, 0.05) == pytest.approx(0.230620504916492, abs=1e-12)


@pytest.mark.parametrize("chance", [0.95, 0.5, 0.1, 1e-6])
def test_the_quality_at_a_probability_is_where_the_curve_has_it(chance: float) -> None:
    plan = single_plan(80, 2)
    assert consumers_risk(plan, quality_at(plan, chance)) == pytest.approx(chance, rel=1e-12)
    assert consumers_risk(plan, quality_at(plan, chance, "poisson"), "poisson") == pytest.approx(chance, rel=1e-12)
    count = round(quality_at(plan, chance, "hypergeometric", 500) * 500)
    assert consumers_risk(plan, count / 500, "hypergeometric", 500) <= chance
    assert consumers_risk(plan, (count - 1) / 500, "hypergeometric", 500) > chance


def test_a_zero_acceptance_plan_has_the_quality_at_10_percent_in_closed_form() -> None:
    assert quality_at(single_plan(13, 0), 0.10) == pytest.approx(1 - 0.1 ** (1 / 13), rel=1e-14)
    assert quality_at(single_plan(13, 0), 0.10, "poisson") == pytest.approx(math.log(10) / 13, rel=1e-14)


@pytest.mark.parametrize("plan", [single_plan(80, 2), single_plan(5, 0), AttributesPlan((50, 50), (0, 3), (3, 4))])
@pytest.mark.parametrize("lot", [None, 1000])
def test_no_incoming_quality_leaves_worse_than_the_limit(plan: AttributesPlan, lot: int | None) -> None:
    worst = average_outgoing_quality_limit(plan, lot)
    curve = average_outgoing_quality(plan, np.linspace(0, 1, 20_001), lot)
    assert curve.max() <= worst.limit * (1 + 1e-12)
    assert curve.max() == pytest.approx(worst.limit, rel=1e-4)
    assert average_outgoing_quality(plan, [worst.at], lot)[0] == pytest.approx(worst.limit, rel=1e-12)


def test_the_outgoing_limit_of_zero_acceptance_is_known_in_closed_form() -> None:
    n = 20
    worst = average_outgoing_quality_limit(single_plan(n, 0))
    assert worst.limit == pytest.approx(n**n / (n + 1) ** (n + 1), rel=1e-13)
    assert worst.at == pytest.approx(1 / (n + 1), rel=1e-6)


def test_the_outgoing_limit_of_one_lot_is_the_best_of_all_its_counts() -> None:
    plan, lot = single_plan(20, 1), 150
    curve = average_outgoing_quality(plan, np.arange(lot + 1) / lot, lot, "hypergeometric")
    worst = average_outgoing_quality_limit(plan, lot, "hypergeometric")
    assert (worst.limit, worst.at) == pytest.approx((curve.max(), curve.argmax() / lot), rel=1e-13)


def test_the_outgoing_limit_of_a_poisson_plan_may_lie_above_one_nonconformity_per_item() -> None:
    worst = average_outgoing_quality_limit(single_plan(2, 30, "nonconformities"), None, "poisson")
    curve = average_outgoing_quality(single_plan(2, 30, "nonconformities"), np.linspace(0, 60, 60_001), None, "poisson")
    assert worst.limit == pytest.approx(curve.max(), rel=1e-6)


def test_full_inspection_lets_nothing_through_and_inspects_everything() -> None:
    plan = hundred_percent_plan(40)
    assert average_outgoing_quality(plan, [0.1], 40)[0] == 0
    assert average_total_inspection(plan, [0.0, 0.5], 40).tolist() == [40, 40]


def test_variables_curves_fall_from_one_to_zero_and_the_known_sigma_is_the_steeper() -> None:
    points = np.linspace(0, 1, 200)
    for sigma in ("unknown", "known"):
        chances = variables_acceptance_probability(VariablesPlan(20, 1.9, 0.02, sigma), points)
        assert (chances[0], chances[-1]) == (1, 0)
        assert (np.diff(chances) <= 1e-12).all()
    # Sigma known, in closed form: Phi(sqrt(4) (2 - 1.5)) at p = Phi(-2).
    p = 0.5 * math.erfc(2 / math.sqrt(2))
    want = 0.5 * math.erfc(-1 / math.sqrt(2))
    assert variables_acceptance_probability(VariablesPlan(4, 1.5, 0.1, "known"), p) == pytest.approx(want, abs=1e-14)


def test_comparing_plans_names_the_stricter_or_neither() -> None:
    points = np.linspace(0.001, 0.2, 50)
    normal, tightened = single_plan(80, 2), single_plan(80, 1)
    assert compare_plans(normal, tightened, points).stricter == "second"
    assert compare_plans(tightened, normal, points).stricter == "first"
    assert compare_plans(normal, normal, points).stricter == "equal"
    crossed = compare_plans(single_plan(13, 0), single_plan(50, 1), points)
    assert crossed.stricter == "neither"
    assert crossed.largest_difference == pytest.approx(
        acceptance_probability(single_plan(13, 0), [crossed.at])[0]
        - acceptance_probability(single_plan(50, 1), [crossed.at])[0]
    )
    assert set(crossed.first_sample_number) == {13.0}
