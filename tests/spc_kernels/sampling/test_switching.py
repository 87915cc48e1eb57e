"""Switching: by ISO 2859-1 with its score, by Z1.4 with ten lots and a limit number, each series on its own."""

from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.errors import MissingFactError, NotACountError, TableInvalidError, UnknownOptionError
from spc_kernels.sampling.inspections import Event, Inspection, Resumption
from spc_kernels.sampling.switching import SwitchingStep, fold_each
from spc_kernels.sampling.switching_iso_2859_1 import fold_iso_2859_1
from spc_kernels.sampling.switching_z1_4 import LimitNumbers, fold_z1_4

Fold = Callable[[list[Event]], tuple[SwitchingStep, ...]]
GOOD = Inspection(accepted=True, acceptance_number=1, production_steady=True, reduced_approved=True)
BAD = msgspec.structs.replace(GOOD, accepted=False)
FOLDS: list[Fold] = [fold_iso_2859_1, partial(fold_z1_4, waived=True)]


def states(steps: tuple[SwitchingStep, ...]) -> str:
    """First letters of the states from the second lot on."""
    return "".join(step.state_next[0] for step in steps)


def lots(pattern: str, lot: Inspection = GOOD) -> list[Event]:
    return [msgspec.structs.replace(lot, accepted=mark == "1") for mark in pattern]


@pytest.mark.parametrize("fold", FOLDS)
@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("01110", "nnnnt"),
        ("011110", "nnnnnn"),
        ("00", "nt"),
        ("0011111", "ntttttn"),
        ("00111101111", "ntttttttttt"),
        ("0000000", "ntttttd"),
        ("000101010100", "ntttttttttdd"),
        ("00000011111000000", "ntttttttttnnttttt"),
    ],
)
def test_tightening_returning_and_discontinuing_follow_the_shared_rules(fold: Fold, pattern: str, want: str) -> None:
    assert states(fold(lots(pattern))) == want


@pytest.mark.parametrize("fold", FOLDS)
def test_inspection_resumes_on_tightened_and_only_after_action(fold: Fold) -> None:
    stopped = lots("000000011111")
    assert states(fold(stopped))[-5:] == "ddddd"
    steps = fold([*lots("0000000"), Resumption("new tool, agreed"), *lots("11111")])
    assert states(steps) == "ntttttdtttttn"
    assert steps[7].reason == "resumed on tightened: new tool, agreed"
    early = fold([GOOD, Resumption("nothing was stopped")])
    assert states(early) == "nn"


@pytest.mark.parametrize("fold", FOLDS)
def test_resubmitted_lots_do_not_count(fold: Fold) -> None:
    again = msgspec.structs.replace(BAD, original=False)
    steps = fold([BAD, again, again, GOOD, again])
    assert states(steps) == "nnnnn"
    assert steps[1].reason == "resubmitted lot: does not count"


def test_the_score_rises_by_two_for_ac_0_and_1_and_by_three_for_two_and_more() -> None:
    small = fold_iso_2859_1([GOOD, msgspec.structs.replace(GOOD, acceptance_number=0)])
    assert [step.score for step in small] == [2, 4]
    large = msgspec.structs.replace(GOOD, acceptance_number=2, accepted_one_step_tighter=True)
    misses = msgspec.structs.replace(large, accepted_one_step_tighter=False)
    assert [step.score for step in fold_iso_2859_1([large, large, misses, large])] == [3, 6, 0, 3]


def test_double_and_multiple_lots_score_when_accepted_early() -> None:
    double = Inspection(accepted=True, sampling="double", samples=1)
    multiple = Inspection(accepted=True, sampling="multiple", samples=3)
    assert [step.score for step in fold_iso_2859_1([double, multiple])] == [3, 6]
    late = [msgspec.structs.replace(double, samples=2), msgspec.structs.replace(multiple, samples=4)]
    assert [step.score for step in fold_iso_2859_1([double, late[0], multiple, late[1]])] == [3, 0, 3, 0]


@pytest.mark.parametrize(
    ("fact", "words"), [("production_steady", "steady production"), ("reduced_approved", "approval")]
)
def test_reduced_inspection_waits_for_steady_production_and_approval(fact: str, words: str) -> None:
    without = msgspec.structs.replace(GOOD, **{fact: False})
    steps = fold_iso_2859_1([without] * 16 + [GOOD])
    assert states(steps) == "n" * 16 + "r"
    assert words in steps[15].reason
    assert states(fold_z1_4([without] * 12 + [GOOD], waived=True)) == "n" * 12 + "r"


def test_both_facts_count_as_no_when_nobody_gave_them() -> None:
    silent = Inspection(accepted=True, acceptance_number=0)
    assert set(states(fold_iso_2859_1([silent] * 40))) == {"n"}
    assert set(states(fold_z1_4([silent] * 40, waived=True))) == {"n"}


@pytest.mark.parametrize("fold", FOLDS)
@pytest.mark.parametrize(
    "doubt",
    [
        BAD,
        msgspec.structs.replace(GOOD, return_to_normal=True),
        msgspec.structs.replace(GOOD, production_steady=False),
        msgspec.structs.replace(GOOD, reduced_approved=False),
        msgspec.structs.replace(GOOD, other_conditions="new subcontractor"),
    ],
)
def test_any_doubt_ends_reduced_inspection(fold: Fold, doubt: Inspection) -> None:
    steps = fold([*[GOOD] * 16, doubt])
    assert steps[-1].state_used == "reduced"
    assert steps[-1].state_next == "normal"


def test_z1_4_needs_ten_lots_in_a_row_and_shows_no_score() -> None:
    steps = fold_z1_4(lots("1" * 9 + "0" + "1" * 10), waived=True)
    assert states(steps) == "n" * 19 + "r"
    assert {step.score for step in steps} == {None}


def test_the_limit_number_holds_reduced_inspection_back() -> None:
    numbers = LimitNumbers((199, 499), (None, 2, 5))
    lot = msgspec.structs.replace(GOOD, sample_size=20, nonconforming=0)
    one = msgspec.structs.replace(lot, nonconforming=1)
    assert states(fold_z1_4([lot] * 10, numbers)) == "n" * 9 + "r"
    held = fold_z1_4([one] * 3 + [lot] * 8, numbers)
    assert states(held) == "n" * 10 + "r"
    assert "3 nonconforming in 200 items is above the limit number 2" in held[9].reason


def test_where_ten_lots_are_not_sufficient_more_are_counted() -> None:
    numbers = LimitNumbers((199, 499), (None, 2, 5))
    lot = msgspec.structs.replace(GOOD, sample_size=16, nonconforming=0)
    steps = fold_z1_4([lot] * 13, numbers)
    assert states(steps) == "n" * 12 + "r"
    assert "160 items are not sufficient for a limit number" in steps[9].reason


def test_without_limit_numbers_and_without_waiver_z1_4_never_reduces() -> None:
    steps = fold_z1_4([GOOD] * 30)
    assert set(states(steps)) == {"n"}
    assert "no limit number given" in steps[-1].reason


def test_each_supplier_product_and_class_has_its_own_series() -> None:
    events: list[tuple[tuple[str, str, str], Event]] = []
    for _ in range(2):
        events += [(("s1", "p", "major"), BAD), (("s1", "p", "minor"), GOOD), (("s2", "p", "major"), BAD)]
        events += [(("s2", "p", "major"), GOOD)] * 5
    trails = fold_each(fold_iso_2859_1, events)
    assert states(trails["s1", "p", "major"]) == "nt"
    assert states(trails["s1", "p", "minor"]) == "nn"
    assert set(states(trails["s2", "p", "major"])) == {"n"}


def test_a_missing_fact_is_refused_with_its_place() -> None:
    unknown = Inspection(accepted=True)
    with pytest.raises(MissingFactError) as caught:
        fold_iso_2859_1([GOOD, unknown])
    assert str(caught.value.location) == "$[1].acceptance_number"
    with pytest.raises(MissingFactError) as caught:
        fold_iso_2859_1([Inspection(accepted=True, acceptance_number=2)])
    assert str(caught.value.location) == "$[0].accepted_one_step_tighter"
    with pytest.raises(MissingFactError):
        fold_z1_4([GOOD] * 10, LimitNumbers((), (5,)))


def test_facts_of_the_wrong_kind_are_refused() -> None:
    with pytest.raises(MissingFactError):
        Inspection(accepted=1)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(NotACountError):
        Inspection(accepted=True, acceptance_number=-1)
    with pytest.raises(UnknownOptionError):
        Inspection(accepted=True, sampling="triple")
    with pytest.raises(UnknownOptionError):
        fold_iso_2859_1([GOOD], "loose")
    with pytest.raises(MissingFactError):
        fold_iso_2859_1(["1"])  # type: ignore[list-item]  # the point of the test
    with pytest.raises(TableInvalidError):
        LimitNumbers((500, 200), (0, 1, 2))


def naive(pattern: str) -> str:
    """Follow ISO 2859-1 clause 9 for Ac 0, all conditions met, by counting marks since the last switch."""
    state, since, trail = "n", "", ""
    for mark in pattern:
        since += mark
        if state == "n":
            run = len(since) - len(since.rstrip("1"))
            if since[-5:].count("0") >= 2:
                state, since = "t", ""
            elif run >= 15:
                state, since = "r", ""
        elif state == "t":
            if since.endswith("11111"):
                state, since = "n", ""
            elif since.count("0") == 5:
                state, since = "d", ""
        elif state == "r" and mark == "0":
            state, since = "n", ""
        trail += state
    return trail


@given(st.text(alphabet="01111111", max_size=120))
@settings(deadline=None, max_examples=300)
def test_any_sequence_equals_counting_by_hand(pattern: str) -> None:
    assert states(fold_iso_2859_1(lots(pattern))) == naive(pattern)


@given(st.text(alphabet="0111", max_size=60), st.integers(0, 60))
@settings(deadline=None)
def test_later_lots_never_change_earlier_steps(pattern: str, cut: int) -> None:
    whole = fold_iso_2859_1(lots(pattern))
    assert fold_iso_2859_1(lots(pattern[:cut])) == whole[:cut]
