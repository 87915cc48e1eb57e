"""Judging counts: single, double and multiple sampling with their stopping, the gap, full inspection, and the words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.attributes import attributes_plan
from spc_kernels.sampling.attributes_judgement import AttributesJudgement, judge_attributes
from spc_kernels.sampling.errors import NonconformingAboveSampleError, SampleAboveLotError, SampleNotPlannedError
from spc_kernels.sampling.plans import AttributesPlan, single_plan
from spc_kernels.sampling.schemes import ISO_2859_1_1999, Z1_4_2003

DOUBLE = AttributesPlan((50, 50), (0, 3), (3, 4))
MULTIPLE = AttributesPlan((20,) * 7, (-1, 0, 1, 2, 3, 4, 6), (3, 3, 4, 5, 6, 6, 7))


@pytest.mark.parametrize(
    ("found", "verdict"), [(0, "accepted"), (2, "accepted"), (3, "not-accepted"), (80, "not-accepted")]
)
def test_a_single_sample_decides_at_ac_and_re(found: int, verdict: str) -> None:
    judged = judge_attributes(single_plan(80, 2), [found])
    assert (judged.verdict, judged.return_to_normal, judged.next_sample_size) == (verdict, False, None)


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ([0], "accepted"),
        ([1], "undecided"),
        ([2], "undecided"),
        ([3], "not-accepted"),
        ([1, 2], "accepted"),
        ([2, 1], "accepted"),
        ([1, 3], "not-accepted"),
        ([2, 2], "not-accepted"),
    ],
)
def test_a_double_sample_stops_as_soon_as_it_decides(found: list[int], verdict: str) -> None:
    judged = judge_attributes(DOUBLE, found)
    assert judged.verdict == verdict
    assert judged.next_sample_size == (50 if verdict == "undecided" else None)
    assert (judged.samples, judged.inspected, judged.found) == (len(found), 50 * len(found), sum(found))


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ([0], "undecided"),
        ([0, 0], "accepted"),
        ([1, 0], "undecided"),
        ([1, 1, 1, 1, 1, 0, 1], "accepted"),
        ([1, 1, 1, 1, 1, 0, 2], "not-accepted"),
        ([3], "not-accepted"),
        ([2, 1], "not-accepted"),
    ],
)
def test_a_multiple_sample_cannot_accept_where_the_table_forbids_it_yet(found: list[int], verdict: str) -> None:
    assert judge_attributes(MULTIPLE, found).verdict == verdict


def test_between_ac_and_re_of_reduced_inspection_the_lot_passes_and_normal_returns() -> None:
    selected = attributes_plan(Z1_4_2003, 1000, 1.0, "II", "reduced")
    judged = judge_attributes(selected, [2])
    assert (judged.verdict, judged.return_to_normal) == ("accepted", True)
    assert "between Ac 1 and Re 3" in judged.reason
    assert judge_attributes(selected, [1]).return_to_normal is False
    assert judge_attributes(selected, [3]).verdict == "not-accepted"


def test_the_gap_exists_at_the_last_sample_only() -> None:
    plan = AttributesPlan((32, 32), (0, 3), (4, 6))
    assert judge_attributes(plan, [2]).verdict == "undecided"
    assert judge_attributes(plan, [2, 2]).return_to_normal is True
    assert judge_attributes(plan, [2, 4]).verdict == "not-accepted"


def test_the_reason_names_letter_arrow_plan_and_the_numbers_compared() -> None:
    judged = judge_attributes(attributes_plan(ISO_2859_1_1999, 90, 2.5), [1])
    assert judged.reason == (
        "code letter E, normal inspection, followed E down to F: single plan n 20, Ac 1, Re 2; "
        "found 1 in the sample: 1 is not above Ac 1, accepted"
    )


def test_under_full_inspection_the_whole_lot_is_judged_with_the_ac_of_the_plan() -> None:
    selected = attributes_plan(Z1_4_2003, 2, 10.0)
    assert selected.inspect_all
    judged = judge_attributes(selected, [1], inspected=[2])
    assert (judged.verdict, judged.inspected) == ("accepted", 2)
    assert "in the whole lot" in judged.reason
    assert judge_attributes(selected, [2]).verdict == "not-accepted"
    with pytest.raises(NonconformingAboveSampleError):
        judge_attributes(selected, [3])


def test_nonconformities_may_outnumber_the_items() -> None:
    plan = single_plan(2, 5, "nonconformities")
    assert judge_attributes(plan, [5], counting="nonconformities").verdict == "accepted"
    with pytest.raises(NonconformingAboveSampleError):
        judge_attributes(plan, [5])


def test_a_sample_larger_than_its_lot_is_refused() -> None:
    with pytest.raises(SampleAboveLotError):
        judge_attributes(single_plan(80, 2), [0], lot_size=79)
    assert judge_attributes(single_plan(80, 2), [0], lot_size=80).verdict == "accepted"


@pytest.mark.parametrize(
    ("found", "inspected"),
    [([], None), ([0, 0, 0], None), ([0, 1], None), ([3, 0], None), ([1], [49]), ([1], [50, 50]), ([1], [])],
)
def test_samples_that_are_not_those_of_the_plan_are_refused(found: list[int], inspected: list[int] | None) -> None:
    with pytest.raises(SampleNotPlannedError):
        judge_attributes(DOUBLE, found, inspected=inspected)


def test_a_lot_other_than_the_one_the_plan_was_selected_for_is_refused() -> None:
    with pytest.raises(SampleNotPlannedError):
        judge_attributes(attributes_plan(Z1_4_2003, 1000, 1.0), [0], lot_size=999)


def decide(plan: AttributesPlan, counts: list[int]) -> tuple[str, int]:
    """Decide by the words of the standard, one sample after another."""
    total = 0
    for i, count in enumerate(counts):
        total += count
        if total <= plan.acceptance_numbers[i]:
            return "accepted", i + 1
        if total >= plan.rejection_numbers[i]:
            return "not-accepted", i + 1
    return ("accepted" if len(counts) == len(plan.sample_sizes) else "undecided"), len(counts)


@given(
    aql=st.sampled_from([0.65, 1.0, 2.5, 10.0]),
    severity=st.sampled_from(["normal", "tightened", "reduced"]),
    sampling=st.sampled_from(["single", "double", "multiple"]),
    counts=st.lists(st.integers(0, 4), min_size=7, max_size=7),
)
@settings(deadline=None)
def test_any_plan_stops_where_the_words_of_the_standard_stop(
    aql: float, severity: str, sampling: str, counts: list[int]
) -> None:
    selected = attributes_plan(Z1_4_2003, 100_000, aql, "II", severity, sampling)
    want, stage = decide(selected.plan, counts[: len(selected.plan.sample_sizes)])
    judged: AttributesJudgement | None = None
    for drawn in range(1, stage + 1):
        judged = judge_attributes(selected, counts[:drawn])
        assert (judged.verdict == "undecided") == (drawn < stage)
    assert judged is not None
    assert judged.verdict == want
