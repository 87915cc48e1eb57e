"""Variables plans of Z1.9 and judging measurements: published example, both forms, both methods, one and two limits."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.errors import (
    ImpossiblePlanError,
    LimitsError,
    NoVariationError,
    SampleAboveLotError,
    SampleNotPlannedError,
)
from spc_kernels.sampling.estimates import acceptability_constant_of, estimated_fraction, maximum_fraction_of
from spc_kernels.sampling.plans import VariablesPlan
from spc_kernels.sampling.sample_summary import SampleSummary, summarised
from spc_kernels.sampling.schemes import Z1_9_2003
from spc_kernels.sampling.variables import variables_plan
from spc_kernels.sampling.variables_judgement import judge_variables, judge_variables_separately
from spc_kernels.sampling.variables_tables import AQLS, LETTERS, variables_cell

# MIL-STD-414 example B-1: temperatures of operation, upper limit 209, AQL 1; printed k 1.53, M 3.32 %.
EXAMPLE = [197.0, 188.0, 184.0, 205.0, 201.0]
SEVERITIES = ["normal", "tightened", "reduced"]
SIGMAS = ["unknown", "known"]


def test_the_example_of_mil_std_414_comes_out_as_printed() -> None:
    sample = summarised(EXAMPLE)
    assert (sample.mean, round(sample.deviation, 2)) == (195.0, 8.80)
    selected = variables_plan(Z1_9_2003, 40, 1.0)
    assert (selected.code_letter, selected.plan.sample_size) == ("D", 5)
    assert selected.plan.maximum_fraction == pytest.approx(0.0333, abs=1e-12)
    judged = judge_variables(selected, sample, upper=209.0)
    assert judged.verdict == "accepted"
    assert judged.index_upper is not None
    assert round(judged.index_upper, 2) == 1.59
    assert round(100 * judged.fraction, 2) == 2.18
    assert judge_variables(selected, sample, upper=209.0, form="k").verdict == "accepted"
    assert judged.reason == (
        "code letter D, normal inspection, s method: n 5, k 1.525, M 3.33 %; "
        "estimated 2.182 % nonconforming against M 3.33 %: accepted"
    )


@pytest.mark.parametrize("sigma", SIGMAS)
@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_cell_of_z1_9_ends_at_a_plan(severity: str, sigma: str) -> None:
    for letter in LETTERS:
        for aql in AQLS:
            cell = variables_cell(letter, aql, severity, sigma)
            assert 0 < cell.maximum_percent < 50
            assert cell.sample_size >= (3 if sigma == "unknown" else 2)
            assert cell.letter >= letter
            assert len(cell.path) == LETTERS.index(cell.letter) - LETTERS.index(letter)
            assert math.isfinite(acceptability_constant_of(cell.maximum_percent / 100, cell.sample_size, sigma))


@pytest.mark.parametrize("sigma", SIGMAS)
def test_tightened_inspection_has_the_larger_k_and_larger_lots_the_larger_sample(sigma: str) -> None:
    for aql in AQLS:
        sizes = []
        for letter in LETTERS:
            constants = {}
            for severity in SEVERITIES:
                cell = variables_cell(letter, aql, severity, sigma)
                constants[severity] = acceptability_constant_of(cell.maximum_percent / 100, cell.sample_size, sigma)
            assert constants["tightened"] > constants["normal"] > constants["reduced"]
            sizes.append(variables_cell(letter, aql, "normal", sigma).sample_size)
        assert sizes == sorted(sizes) or sigma == "known"


@given(k=st.floats(-2, 3), n=st.integers(3, 200), sigma=st.sampled_from(SIGMAS))
@settings(deadline=None)
def test_k_and_m_convert_into_each_other(k: float, n: int, sigma: str) -> None:
    m = maximum_fraction_of(k, n, sigma)
    if 1e-12 < m < 1 - 1e-12:
        assert acceptability_constant_of(m, n, sigma) == pytest.approx(k, abs=1e-7)


def naive_estimate(q: float, n: int) -> float:
    """Integrate the symmetric beta density by Simpson's rule; n at least 6, where it is bounded and smooth enough."""
    a = n / 2 - 1
    upper = min(1.0, max(0.0, 0.5 - q * math.sqrt(n) / (2 * (n - 1))))
    scale = math.gamma(2 * a) / math.gamma(a) ** 2
    steps = 20_000
    total = 0.0
    for i in range(steps + 1):
        x = upper * i / steps
        weight = 1 if i in {0, steps} else 4 if i % 2 else 2
        total += weight * (x * (1 - x)) ** (a - 1)
    return scale * total * upper / steps / 3


@pytest.mark.parametrize(("q", "n"), [(1.9, 6), (1.9, 35), (0.0, 20), (-1.0, 20), (3.0, 60)])
def test_the_estimate_is_the_integral_of_its_density(q: float, n: int) -> None:
    assert estimated_fraction(q, n) == pytest.approx(naive_estimate(q, n), rel=1e-7, abs=1e-12)


def test_three_and_four_readings_have_closed_forms() -> None:
    # n = 4: the density is flat; n = 3: an arc sine.
    assert estimated_fraction(1.2, 4) == pytest.approx(0.5 - 1.2 * 2 / 6, abs=1e-15)
    x = 0.5 - 0.9 * math.sqrt(3) / 4
    assert estimated_fraction(0.9, 3) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-14)
    assert estimated_fraction(1.2, 2, "known") == pytest.approx(
        0.5 * math.erfc(1.2 * math.sqrt(2) / math.sqrt(2)), abs=1e-15
    )


@given(
    q=st.floats(-2, 4),
    letter=st.sampled_from(LETTERS),
    aql=st.sampled_from(AQLS),
    severity=st.sampled_from(SEVERITIES),
    sigma=st.sampled_from(SIGMAS),
)
@settings(deadline=None, max_examples=200)
def test_both_forms_decide_alike_for_one_limit(q: float, letter: str, aql: float, severity: str, sigma: str) -> None:
    cell = variables_cell(letter, aql, severity, sigma)
    m = cell.maximum_percent / 100
    k = acceptability_constant_of(m, cell.sample_size, sigma)
    plan = VariablesPlan(cell.sample_size, k, m, sigma)
    sample = SampleSummary(cell.sample_size, 0.0, 1.0)
    if abs(q - k) > 1e-9:
        for limit in ({"upper": q}, {"lower": -q}):
            by_k = judge_variables(plan, sample, form="k", **limit)
            by_m = judge_variables(plan, sample, form="m", **limit)
            assert by_k.verdict == by_m.verdict == ("accepted" if q >= k else "not-accepted")
            assert by_k.fraction == by_m.fraction


def test_two_limits_add_their_estimates() -> None:
    sample = SampleSummary(10, 10.0, 0.2)
    plan = VariablesPlan(10, 1.5, 0.05)
    both = judge_variables(plan, sample, lower=9.7, upper=10.3)
    upper = judge_variables(plan, sample, upper=10.3)
    assert both.fraction == pytest.approx(2 * upper.fraction, rel=1e-12)
    assert (upper.verdict, both.verdict) == ("not-accepted", "not-accepted")
    assert judge_variables(VariablesPlan(10, 1.0, 0.2), sample, lower=9.7, upper=10.3).verdict == "accepted"


def test_limits_with_an_aql_each_are_kept_each_and_together() -> None:
    # Estimates about 5.9 % below and 0.4 % above.
    sample = SampleSummary(10, 10.0, 0.2)
    strict, loose = VariablesPlan(10, 2.0, 0.01), VariablesPlan(10, 1.0, 0.10)
    assert judge_variables_separately(loose, strict, sample, lower=9.7, upper=10.5).verdict == "accepted"
    assert judge_variables_separately(strict, loose, sample, lower=9.7, upper=10.5).verdict == "not-accepted"
    nearly = VariablesPlan(10, 1.5, 0.06)
    below = judge_variables(nearly, sample, lower=9.7).fraction
    assert below < 0.07
    tight = VariablesPlan(10, 1.5, below + 1e-6)
    assert judge_variables_separately(tight, tight, sample, lower=9.7, upper=10.5).verdict == "not-accepted"


def test_a_known_sigma_takes_the_place_of_the_estimate() -> None:
    sample = summarised([9.9, 10.0, 10.1, 10.0], sigma=0.2)
    assert (sample.mean, sample.deviation) == (10.0, 0.2)
    selected = variables_plan(Z1_9_2003, 60, 1.0, sigma="known")
    assert (selected.code_letter, selected.plan.sample_size) == ("E", 3)
    judged = judge_variables(VariablesPlan(4, 1.5, 0.05, "known"), sample, upper=10.4)
    assert judged.fraction == pytest.approx(0.5 * math.erfc(2 * math.sqrt(4 / 3) / math.sqrt(2)), abs=1e-14)


@given(shift=st.floats(-1e6, 1e6), scale=st.floats(1e-3, 1e3))
@settings(deadline=None)
def test_shifting_and_scaling_readings_and_limits_changes_no_estimate(shift: float, scale: float) -> None:
    plan = VariablesPlan(5, 1.53, 0.0332)
    moved = summarised([scale * x + shift for x in EXAMPLE])
    judged = judge_variables(plan, moved, upper=scale * 209 + shift)
    assert judged.fraction == pytest.approx(0.0218231175203868, rel=1e-4)


def test_equal_readings_are_refused_because_nothing_can_be_estimated() -> None:
    with pytest.raises(NoVariationError):
        summarised([10.1, 10.1, 10.1])
    with pytest.raises(NoVariationError):
        summarised([10.1, 10.2], sigma=0.0)


def test_limits_that_are_missing_reversed_or_two_with_form_k_are_refused() -> None:
    plan, sample = VariablesPlan(5, 1.53, 0.0332), summarised(EXAMPLE)
    for lower, upper in ((None, None), (2.0, 1.0), (1.0, 1.0)):
        with pytest.raises(LimitsError):
            judge_variables(plan, sample, lower=lower, upper=upper)
    with pytest.raises(LimitsError):
        judge_variables(plan, sample, lower=150.0, upper=209.0, form="k")


def test_form_m_is_refused_where_its_estimate_cannot_show_the_k() -> None:
    # With three readings the estimate is 0 from Q = 1.155 on, so M = 0 would accept what k = 2 does not.
    plan = VariablesPlan(3, 2.0, maximum_fraction_of(2.0, 3))
    assert plan.maximum_fraction == 0
    sample = SampleSummary(3, 0.0, 1.0)
    with pytest.raises(ImpossiblePlanError):
        judge_variables(plan, sample, upper=1.5)
    assert judge_variables(plan, sample, upper=1.5, form="k").verdict == "not-accepted"


def test_a_sample_of_another_size_than_planned_is_refused() -> None:
    selected = variables_plan(Z1_9_2003, 40, 1.0)
    with pytest.raises(SampleNotPlannedError):
        judge_variables(selected, summarised([*EXAMPLE, 199.0]), upper=209.0)
    with pytest.raises(SampleAboveLotError):
        judge_variables(selected, SampleSummary(41, 195.0, 8.8), upper=209.0)


def test_where_n_reaches_the_lot_every_item_is_measured() -> None:
    selected = variables_plan(Z1_9_2003, 5, 0.10)
    assert (selected.plan.sample_size, selected.inspect_all) == (7, True)
    assert "measure every item" in selected.reason
    assert variables_plan(Z1_9_2003, 7, 0.10).inspect_all
    assert not variables_plan(Z1_9_2003, 8, 0.10).inspect_all
    assert judge_variables(selected, summarised(EXAMPLE), upper=260.0).verdict == "accepted"
