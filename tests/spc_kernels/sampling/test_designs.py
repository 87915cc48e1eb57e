"""Plans for a purpose: smallest in fact, by trying every smaller one with exact fractions; and skip-lot sampling."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.attributes_designs import (
    dodge_romig_plan,
    ltpd_plan,
    reliability_plan,
    two_point_plan,
    zero_acceptance_plan,
)
from spc_kernels.sampling.designed_plans import DesignedPlan, RiskPoint
from spc_kernels.sampling.errors import NoPlanError
from spc_kernels.sampling.operating_characteristic import variables_acceptance_probability
from spc_kernels.sampling.outgoing_quality import average_total_inspection
from spc_kernels.sampling.skip_lot import (
    SkipLotPlan,
    fold_skip_lots,
    skip_lot_acceptance,
    skip_lot_inspected_fraction,
)
from spc_kernels.sampling.variables_designs import (
    reliability_constant,
    reliability_sample_size,
    two_point_variables_plan,
)


def numbers(design: DesignedPlan) -> tuple[int, int]:
    return design.plan.sample_sizes[0], design.plan.acceptance_numbers[0]


def at_most(lot: int, marked: int, n: int, ac: int) -> Fraction:
    """P(X <= ac) by counting samples."""
    ways = sum(
        math.comb(marked, x) * math.comb(lot - marked, n - x) for x in range(min(ac, n) + 1) if n - x <= lot - marked
    )
    return Fraction(ways, math.comb(lot, n))


@given(
    lot=st.integers(2, 120), percent=st.integers(1, 60), risk=st.sampled_from(["0.05", "0.10"]), ac=st.integers(0, 3)
)
@settings(deadline=None, max_examples=80)
def test_an_ltpd_plan_is_the_smallest_sample_that_keeps_the_consumers_risk(
    lot: int, percent: int, risk: str, ac: int
) -> None:
    marked = math.ceil(Fraction(percent, 100) * lot)
    fitting = [n for n in range(1, lot + 1) if at_most(lot, marked, n, ac) <= Fraction(risk)]
    if not fitting:
        with pytest.raises(NoPlanError):
            ltpd_plan(percent / 100, float(risk), ac, lot)
        return
    found = ltpd_plan(percent / 100, float(risk), ac, lot)
    assert numbers(found) == (fitting[0], ac)
    assert found.consumers_risk == pytest.approx(float(at_most(lot, marked, fitting[0], ac)), abs=1e-12)
    assert found.inspect_all == (fitting[0] == lot)


def test_zero_acceptance_samples_are_the_known_ones() -> None:
    assert numbers(zero_acceptance_plan(0.05, 0.10, 500)) == (43, 0)
    assert numbers(zero_acceptance_plan(0.01)) == (230, 0)
    assert numbers(zero_acceptance_plan(0.01, 0.05)) == (299, 0)


def test_a_risk_that_is_met_exactly_is_kept() -> None:
    # One bad item among 20 escapes a sample of 19 in one case of 20.
    assert numbers(zero_acceptance_plan(0.01, 0.05, 20)) == (19, 0)
    assert numbers(zero_acceptance_plan(0.01, 0.049, 20)) == (20, 0)
    assert zero_acceptance_plan(0.01, 0.049, 20).inspect_all


@pytest.mark.parametrize(
    ("confidence", "reliability", "failures", "n"),
    [
        (0.95, 0.95, 0, 59),
        (0.90, 0.90, 0, 22),
        (0.95, 0.99, 0, 299),
        (0.95, 0.90, 0, 29),
        (0.95, 0.99, 1, 473),
        (0.95, 0.95, 1, 93),
    ],
)
def test_reliability_samples_are_those_of_the_published_tables(
    confidence: float, reliability: float, failures: int, n: int
) -> None:
    assert numbers(reliability_plan(confidence, reliability, failures)) == (n, failures)


@pytest.mark.parametrize(
    "points", [((0.01, 0.95), (0.10, 0.10)), ((0.02, 0.95), (0.08, 0.05)), ((0.05, 0.9), (0.2, 0.1))]
)
def test_a_two_point_plan_is_the_first_that_keeps_both_points(
    points: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    (good, often), (bad, seldom) = points

    def chance(n: int, ac: int, p: float) -> float:
        return sum(math.comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(ac + 1))

    want = next(
        (n, ac)
        for n, ac in ((n, ac) for n in itertools.count(1) for ac in range(12))
        if chance(n, ac, bad) <= seldom and chance(n, ac, good) >= often
    )
    found = two_point_plan(RiskPoint(good, often), RiskPoint(bad, seldom))
    assert numbers(found) == want
    assert found.producers_acceptance is not None
    assert found.producers_acceptance >= often
    assert found.consumers_risk <= seldom


def test_two_points_in_one_lot_round_each_to_its_own_side() -> None:
    # 1 % of 150 items is 1.5: the producer's lot has 1, the consumer's at 5 % has 8.
    found = two_point_plan(RiskPoint(0.01, 0.9), RiskPoint(0.05, 0.1), "hypergeometric", 150)
    n, ac = numbers(found)
    assert at_most(150, 1, n, ac) >= Fraction("0.9")
    assert at_most(150, 8, n, ac) <= Fraction("0.1")


def test_points_that_contradict_each_other_have_no_plan() -> None:
    with pytest.raises(NoPlanError):
        two_point_plan(RiskPoint(0.05, 0.95), RiskPoint(0.05, 0.10))
    with pytest.raises(NoPlanError):
        two_point_plan(RiskPoint(0.01, 0.10), RiskPoint(0.05, 0.95))
    with pytest.raises(NoPlanError):
        two_point_plan(RiskPoint(0.0100, 0.999), RiskPoint(0.0101, 0.001))
    with pytest.raises(NoPlanError):
        two_point_variables_plan(RiskPoint(0.05, 0.95), RiskPoint(0.01, 0.10))
    with pytest.raises(NoPlanError):
        two_point_variables_plan(RiskPoint(0.0100, 0.999), RiskPoint(0.01001, 0.001))


def test_a_dodge_romig_plan_costs_least_at_the_process_average() -> None:
    found = dodge_romig_plan(0.05, 0.005, 1000)
    n, ac = numbers(found)
    assert at_most(1000, 50, n, ac) <= Fraction("0.1")
    cost = float(average_total_inspection(found.plan, [0.005], 1000)[0])
    for other in range(12):
        design = ltpd_plan(0.05, 0.10, other, 1000)
        assert cost <= float(average_total_inspection(design.plan, [0.005], 1000)[0]) + 1e-9
    assert numbers(dodge_romig_plan(0.05, 0.0, 1000)) == numbers(ltpd_plan(0.05, 0.10, 0, 1000))


@pytest.mark.parametrize("sigma", ["unknown", "known"])
def test_a_variables_plan_keeps_both_points_and_no_smaller_sample_would(sigma: str) -> None:
    producers, consumers = RiskPoint(0.01, 0.95), RiskPoint(0.05, 0.10)
    plan = two_point_variables_plan(producers, consumers, sigma)
    chances = variables_acceptance_probability(plan, [0.01, 0.05])
    assert chances[0] == pytest.approx(0.95, abs=1e-9)
    assert chances[1] <= 0.10
    assert variables_acceptance_probability(plan, [0.05])[0] > 0.09
    if sigma == "known":
        z = [2.3263478740408408, 1.6448536269514722, 1.2815515655446004]
        assert plan.sample_size == math.ceil(((z[1] + z[2]) / (z[0] - z[1])) ** 2)


def test_tolerance_factors_are_the_printed_ones() -> None:
    # As ISO 16269-6 prints them, here to three digits.
    assert reliability_constant(10, 0.95, 0.95) == pytest.approx(2.911, abs=5e-4)
    assert reliability_constant(10, 0.95, 0.95, "two") == pytest.approx(3.393, abs=5e-4)
    assert reliability_constant(30, 0.95, 0.99) == pytest.approx(3.064, abs=5e-4)
    assert reliability_constant(2, 0.95, 0.95) == pytest.approx(26.260, abs=5e-4)


def test_a_tolerance_factor_shows_what_it_claims_by_simulation() -> None:
    rng = np.random.default_rng(5)
    n, confidence, share = 12, 0.90, 0.95
    k = reliability_constant(n, confidence, share, "two")
    samples = rng.standard_normal((40_000, n))
    mean, s = samples.mean(axis=1), samples.std(axis=1, ddof=1)
    covered = np.array(
        [
            0.5 * math.erf((m + k * d) / math.sqrt(2)) - 0.5 * math.erf((m - k * d) / math.sqrt(2))
            for m, d in zip(mean, s, strict=True)
        ]
    )
    assert np.mean(covered >= share) == pytest.approx(confidence, abs=0.006)


@pytest.mark.parametrize("sides", ["one", "two"])
def test_the_sample_for_a_factor_is_the_smallest(sides: str) -> None:
    n = reliability_sample_size(2.5, 0.95, 0.95, sides)
    assert reliability_constant(n, 0.95, 0.95, sides) <= 2.5 < reliability_constant(n - 1, 0.95, 0.95, sides)
    with pytest.raises(NoPlanError):
        reliability_sample_size(1.6, 0.95, 0.95, sides)


def naive_skipping(results: str, clearance: int) -> str:
    state, run, states = "e", 0, ""
    for mark in results:
        if mark == "0":
            state, run = "e", 0
        elif state == "e":
            run += 1
            if run == clearance:
                state, run = "s", 0
        states += state
    return states


@given(results=st.text(alphabet="01", max_size=60), clearance=st.integers(1, 6))
@settings(deadline=None)
def test_skipping_is_earned_by_a_run_and_lost_by_one_lot(results: str, clearance: int) -> None:
    steps = fold_skip_lots(SkipLotPlan(clearance, 0.25), [mark == "1" for mark in results])
    assert "".join(step.state_next[0] for step in steps) == naive_skipping(results, clearance)


def test_skip_lot_curves_agree_with_a_long_simulation() -> None:
    rng = np.random.default_rng(11)
    plan, chance = SkipLotPlan(4, 0.25), 0.9
    every, run, inspected, accepted = True, 0, 0, 0
    total = 200_000
    for skip, pass_ in zip(rng.random(total), rng.random(total), strict=True):
        if not every and skip >= plan.inspected_fraction:
            accepted += 1
            continue
        inspected += 1
        if pass_ < chance:
            accepted += 1
            run += 1
            if every and run == plan.clearance_number:
                every, run = False, 0
        else:
            every, run = True, 0
    assert skip_lot_acceptance(plan, chance) == pytest.approx(accepted / total, abs=0.004)
    assert skip_lot_inspected_fraction(plan, chance) == pytest.approx(inspected / total, abs=0.006)


def test_skip_lot_sampling_accepts_everything_or_nothing_at_the_ends() -> None:
    plan = SkipLotPlan(4, 0.25)
    assert skip_lot_acceptance(plan, [0.0, 1.0]).tolist() == [0.0, 1.0]
    assert skip_lot_inspected_fraction(plan, [0.0, 1.0]).tolist() == [1.0, 0.25]
