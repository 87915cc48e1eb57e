"""What the rules flag: against a slow twin, by property, and at the edges."""

import itertools
import math

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels import charts, rules
from spc_kernels.errors import NonFiniteReadingError, ParameterError, SampleShapeError, SpcError, UnknownNameError
from spc_kernels.rules import Rule, RuleSet, Signals, detect, follow, named
from tests.spc_kernels import twins
from tests.spc_kernels.strategies import Floats, seeded_normals, series, series_with_gaps

QUICK = settings(deadline=None, max_examples=60)


def all_points(signals: Signals) -> dict[int, list[int]]:
    return {rule.number: signals.points(rule.number).tolist() for rule in signals.rules}


@QUICK
@given(x=series_with_gaps())
def test_flags_on_a_grid_with_ties_and_gaps_equal_the_twin(x: Floats) -> None:
    found = all_points(detect(x, 0.0, 1.0, rules="nelson"))
    assert found == {number: twins.flagged(x.tolist(), flag) for number, flag in twins.NELSON.items()}


@QUICK
@given(x=seeded_normals(600))
def test_flags_of_long_series_equal_the_twin(x: Floats) -> None:
    found = all_points(detect(x, 0.0, 1.0, rules="nelson"))
    assert found == {number: twins.flagged(x.tolist(), flag) for number, flag in twins.NELSON.items()}


@QUICK
@given(x=series_with_gaps(), m=st.integers(1, 64), n=st.integers(1, 64), sigmas=st.sampled_from([0.0, 0.5, 1.0, 2.5]))
def test_any_m_of_n_equals_the_twin(x: Floats, m: int, n: int, sigmas: float) -> None:
    m = min(m, n)
    signals = detect(x, 0.0, 1.0, rules=(Rule(1, "same_side", n, m, sigmas),))
    assert signals.points(1).tolist() == twins.flagged(x.tolist(), twins.same_side(m, n, sigmas))


@QUICK
@given(x=series_with_gaps(), n=st.integers(3, 64))
def test_any_length_of_run_equals_the_twin(x: Floats, n: int) -> None:
    asked = (Rule(1, "trend", n, n), Rule(2, "alternating", n, n), Rule(3, "inside", n, n, 2.0))
    found = all_points(detect(x, 0.0, 1.0, rules=(*asked, Rule(4, "outside", n, n, 0.5))))
    flags = {1: twins.trend(n), 2: twins.alternating(n), 3: twins.inside(n, 2.0), 4: twins.outside(n, 0.5)}
    assert found == {number: twins.flagged(x.tolist(), flag) for number, flag in flags.items()}


@QUICK
@given(x=seeded_normals(20_000))
def test_mirrored_readings_give_the_same_flags(x: Floats) -> None:
    assert np.array_equal(detect(x, 0.0, 1.0, rules="nelson").planes, detect(-x, 0.0, 1.0, rules="nelson").planes)


@QUICK
@given(x=seeded_normals(), more=st.integers(0, 100))
def test_more_readings_never_change_earlier_flags(x: Floats, more: int) -> None:
    longer = np.concatenate([x, np.full(more, 0.25)])
    for number in range(1, 9):
        early = detect(longer, 0.0, 1.0, rules="nelson").mask(number)[: x.size]
        assert np.array_equal(early, detect(x, 0.0, 1.0, rules="nelson").mask(number))


@QUICK
@given(x=series_with_gaps(at_most=400), sizes=st.lists(st.integers(0, 130), min_size=1, max_size=20))
@pytest.mark.parametrize("after", ["continue", "restart"])
def test_pieces_of_any_length_give_the_flags_of_the_whole(x: Floats, sizes: list[int], after: str) -> None:
    chosen = RuleSet("nelson", named("nelson").rules, after)  # type: ignore[arg-type]  # both are allowed
    state, at = rules.start(chosen), 0
    found: dict[int, list[int]] = {number: [] for number in range(1, 9)}
    for size in [*sizes, x.size]:
        signals, state = follow(state, x[at : at + size], 0.0, 1.0)
        at = min(at + size, x.size)
        for number, points in all_points(signals).items():
            found[number] += points
    assert state.length == x.size
    assert found == all_points(detect(x, 0.0, 1.0, rules=chosen))


@QUICK
@given(x=seeded_normals(500), scale=st.sampled_from([0.5, 2.0, 1024.0]), shift=st.sampled_from([0.0, 64.0, -4096.0]))
def test_shift_and_scale_move_lines_and_readings_alike(x: Floats, scale: float, shift: float) -> None:
    moved = detect(shift + scale * x, shift, scale, rules="nelson")
    assert np.array_equal(moved.planes, detect(x, 0.0, 1.0, rules="nelson").planes)


@QUICK
@given(x=seeded_normals(500))
def test_lines_that_vary_give_the_flags_of_standardised_readings(x: Floats) -> None:
    sizes = 2.0 ** (np.arange(x.size) % 5)
    centers = np.arange(x.size) * 0.5
    varying = detect(
        centers + x * sizes, centers, sizes, rules=tuple(r for r in named("nelson").rules if r.number not in {3, 4})
    )
    for number in (1, 2, 5, 6, 7, 8):
        assert np.array_equal(varying.mask(number), detect(x, 0.0, 1.0, rules="nelson").mask(number))


@pytest.mark.parametrize(("lines", "seen"), [("both", (0.25, 1.0)), ("center", (0.25, 1.0)), ("sigma", (0.25, 1.0))])
def test_one_line_may_vary_while_the_other_does_not(lines: str, seen: tuple[float, float]) -> None:
    x = np.round(np.random.default_rng(5).normal(size=500) * 4) / 4
    center = np.full(500, seen[0]) if lines != "sigma" else seen[0]
    sigma = np.full(500, seen[1]) if lines != "center" else seen[1]
    assert np.array_equal(detect(x, center, sigma, rules="nelson").planes, detect(x, *seen, rules="nelson").planes)


def test_a_stage_begins_with_empty_counts() -> None:
    x = np.ones(16)
    assert detect(x, 0.0, 1.0, rules="nelson:2").points().tolist() == list(range(8, 16))
    assert detect(x, 0.0, 1.0, rules="nelson:2", stages=[8]).points().tolist() == []
    assert detect(x, 0.0, 1.0, rules="nelson:2", stages=[3]).points().tolist() == list(range(11, 16))


def test_a_point_left_out_of_the_tests_ends_every_run() -> None:
    x = np.ones(20)
    assert detect(x, 0.0, 1.0, rules="nelson:2", skip=[9]).points().tolist() == [8, 18, 19]
    assert detect(x, 0.0, 1.0, rules="nelson:2", skip=np.arange(20) == 9).points().tolist() == [8, 18, 19]


def test_counts_may_restart_after_a_signal() -> None:
    again = RuleSet("nelson", named("nelson:2").rules, "restart")
    assert detect(np.ones(30), 0.0, 1.0, rules=again).points().tolist() == [8, 17, 26]


def test_a_window_may_count_before_it_is_full() -> None:
    x = [0.0, 2.5, 2.5, 0.0]
    assert detect(x[1:], 0.0, 1.0, rules="nelson:5").points().tolist() == []
    partial = named("nelson:5").with_options(partial_window=True)
    assert detect(x[1:], 0.0, 1.0, rules=partial).points().tolist() == [1]
    assert detect([2.5, math.nan, 2.5], 0.0, 1.0, rules=partial).points().tolist() == []


def test_pattern_1_1_0_flags_the_second_point_only_unless_any_point_is_flagged() -> None:
    x = [0.0, 2.5, 2.5, 0.0]
    assert detect(x, 0.0, 1.0, rules="nelson:5").points().tolist() == [2]
    anywhere = named("nelson:5").with_options(flag_any=True)
    assert detect(x, 0.0, 1.0, rules=anywhere).points().tolist() == [2, 3]


def test_mixture_may_do_without_points_on_both_sides() -> None:
    x = np.full(8, 1.5)
    assert detect(x, 0.0, 1.0, rules="nelson:8").points().tolist() == []
    assert detect(x, 0.0, 1.0, rules=named("nelson:8").with_options(one_side_enough=True)).points().tolist() == [7]


def test_a_point_on_the_line_is_inside_unless_said_otherwise() -> None:
    on_the_line = named("nelson:1,7").with_options(line_outside=True)
    assert detect([3.0, -3.0], 0.0, 1.0, rules="nelson:1").points().tolist() == []
    assert detect([3.0, -3.0], 0.0, 1.0, rules=on_the_line).points(1).tolist() == [0, 1]
    assert detect(np.ones(15), 0.0, 1.0, rules="nelson:7").points().tolist() == [14]
    assert detect(np.ones(15), 0.0, 1.0, rules=on_the_line).points(7).tolist() == []


def test_a_reading_is_compared_with_the_limit_that_is_shown() -> None:
    """(x - c) / s > 3 and x > c + 3 s differ in the last bit; the second is what is drawn."""
    center, sigma = 0.1, 0.1
    limit = center + 3.0 * sigma
    assert detect([limit], center, sigma, rules="nelson:1").points().tolist() == []
    assert detect([np.nextafter(limit, 1.0)], center, sigma, rules="nelson:1").points().tolist() == [0]


def test_constant_readings_give_no_signal_whatever_the_rules() -> None:
    for name in rules.SETS:
        assert detect(np.full(100, 0.1), 0.1, 0.0, rules=name).count() == 0
        assert detect(np.full(100, 0.1), np.full(100, 0.1), np.zeros(100), rules=name).count() == 0


def test_minus_zero_lies_on_the_centre() -> None:
    assert detect([-0.0] * 20, 0.0, 1.0, rules="nelson:2").count() == 0


def test_views_of_the_planes_agree() -> None:
    x = np.round(np.random.default_rng(3).normal(0.4, 1.0, 1000) * 4) / 4
    signals = detect(x, 0.0, 1.0, rules="nelson")
    for rule in signals.rules:
        points = signals.points(rule.number)
        assert np.array_equal(np.flatnonzero(signals.mask(rule.number)), points)
        assert signals.count(rule.number) == points.size
        assert np.array_equal(signals.run_starts(rule.number), points - rule.window + 1)
        runs = signals.runs(rule.number)
        assert sum(last - (first + rule.window - 1) + 1 for first, last in runs.tolist()) == points.size
        assert all(rule.number in signals.rules_at(int(point)) for point in points)
    bits = signals.bitmask()
    assert np.array_equal(np.flatnonzero(bits), signals.points())
    assert signals.rules_at(int(signals.points()[0]))
    assert all((int(bits[i]) >> 1 & 1) == int(signals.mask(2)[i]) for i in range(1000))
    assert signals.runs(1).shape == (signals.runs(1).shape[0], 2)
    assert detect([0.0], 0.0, 1.0).runs(1).shape == (0, 2)


def test_several_rules_on_one_point_are_all_told() -> None:
    x = [0.5] * 7 + [2.5, 2.5, 3.5]
    assert detect(x, 0.0, 1.0, rules="nelson").rules_at(9) == (1, 2, 5)


def test_sets_can_be_picked_from_and_changed() -> None:
    assert [rule.number for rule in named("nelson:5,1").rules] == [1, 5]
    nine = named("aiag").change(2, window=9, count=9)
    assert nine.rules[1] == named("nelson").rules[1]
    assert [rule.window for rule in named("juran").rules] == [1, 3, 5, 9, 6, 8]
    assert [rule.window for rule in named("montgomery").rules] == [1, 3, 5, 8, 6, 15, 14, 8]
    assert named("nelson").scaled(0.5).rules[0].sigmas == 1.5
    assert named().rules == named("nelson:1,2,3").rules


@pytest.mark.parametrize(
    ("ask", "error", "location"),
    [
        (lambda: detect([1.0], 0.0, 1.0, rules="nelsen"), UnknownNameError, "$.rules"),
        (lambda: detect([1.0], 0.0, 1.0, rules="nelson:9"), UnknownNameError, "$.rule"),
        (lambda: detect([1.0], 0.0, 1.0, rules=(Rule(1, "trend", 65, 65),)), ParameterError, "$.window"),
        (lambda: detect([1.0], 0.0, 1.0, rules=(Rule(1, "same_side", 3, 4),)), ParameterError, "$.count"),
        (lambda: detect([1.0], 0.0, 1.0, rules=(Rule(1, "sideways", 3, 3),)), UnknownNameError, "$.pattern"),  # type: ignore[arg-type]  # on purpose
        (lambda: detect([1.0], 0.0, 1.0, rules=(Rule(0, "trend", 3, 3),)), ParameterError, "$.number"),
        (lambda: detect([1.0], 0.0, 1.0, rules=(Rule(1, "trend", 3, 3),) * 2), ParameterError, "$.rules[1]"),
        (lambda: detect([1.0], 0.0, 1.0).rules_at(1), ParameterError, "$.point"),
        (lambda: detect([1.0], 0.0, 1.0).points(7), UnknownNameError, "$.rule"),
        (lambda: detect([1.0, math.inf], 0.0, 1.0), NonFiniteReadingError, "$.x[1]"),
        (lambda: detect([1.0], math.nan, 1.0), NonFiniteReadingError, "$.center[0]"),
        (lambda: detect([1.0], 0.0, [1.0, 1.0]), SampleShapeError, "$.sigma"),
        (lambda: detect([1.0], 0.0, -1.0), ParameterError, "$.sigma"),
        (lambda: detect([], 0.0, 1.0), SpcError, "$.x"),
        (lambda: detect([1.0, 2.0], 0.0, 1.0, stages=[2]), ParameterError, "$.stages"),
        (lambda: detect([1.0, 2.0], 0.0, 1.0, skip=[5]), ParameterError, "$.skip[0]"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_with_its_place(ask: object, error: type[SpcError], location: str) -> None:
    with pytest.raises(error) as caught:
        ask()  # type: ignore[operator]  # a function
    assert str(caught.value.location) == location
    assert caught.value.hint


@QUICK
@given(x=series(1, 100))
def test_views_of_other_kinds_of_numbers_give_the_same_flags(x: Floats) -> None:
    expected = detect(x, 0.0, 1.0, rules="nelson").planes
    for other in (x.tolist(), x.astype(np.float32), np.repeat(x, 2)[::2], x.astype(object), (x * 8).astype(int)):
        scale = 8.0 if isinstance(other, np.ndarray) and other.dtype.kind == "i" else 1.0
        assert np.array_equal(detect(other, 0.0, scale, rules="nelson").planes, expected)


def _off_center(x: Floats, flag: twins.Flag) -> list[int]:
    """The twin on the points off the centre line, numbered as in the whole series."""
    kept = [i for i, value in enumerate(x) if value != 0.0]
    return [kept[at] for at in twins.flagged([x[i] for i in kept], flag)]


@QUICK
@given(x=series_with_gaps(), m=st.integers(1, 12), n=st.integers(1, 12), cuts=st.lists(st.integers(0, 200), max_size=4))
def test_points_on_the_centre_are_passed_over_where_asked(x: Floats, m: int, n: int, cuts: list[int]) -> None:
    m = min(m, n)
    asked = (Rule(1, "same_side", n, m, skip_center=True), Rule(2, "trend", 3, 3), Rule(3, "same_side", 2, 2))
    whole = detect(x, 0.0, 1.0, rules=asked)
    plain = detect(x, 0.0, 1.0, rules=asked[1:])
    assert whole.points(1).tolist() == _off_center(x, twins.same_side(m, n, 0.0))
    assert np.array_equal(whole.planes[1:], plain.planes)
    assert np.array_equal(detect(x, np.zeros(x.size), np.ones(x.size), rules=asked).planes, whole.planes)
    state, flags = rules.start(asked), []
    edges = [0, *sorted(cut for cut in cuts if cut < x.size), x.size]
    for begin, end in itertools.pairwise(edges):
        signals, state = follow(state, x[begin:end], 0.0, 1.0)
        state = msgspec.json.decode(msgspec.json.encode(state), type=type(state))
        flags.extend(signals.points(1).tolist())
    assert flags == whole.points(1).tolist()


def test_a_run_goes_on_behind_a_point_on_the_centre() -> None:
    x = [1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0]
    ends = RuleSet("five", (Rule(1, "same_side", 5, 5),))
    assert detect(x, 0.0, 1.0, rules=ends).points(1).tolist() == []
    goes_on = ends.change(1, skip_center=True)
    assert detect(x, 0.0, 1.0, rules=goes_on).points(1).tolist() == [7]
    again = msgspec.structs.replace(goes_on, after_signal="restart")
    assert detect([*x, 1.0, *x], 0.0, 1.0, rules=again).points(1).tolist() == [7, 13]
    assert detect(x, 0.0, 1.0, rules=named("nelson").with_options(skip_center=True)).count() == 0
    assert detect([0.0, 0.0], 0.0, 1.0, rules=goes_on).count() == 0
    with pytest.raises(UnknownNameError):
        charts.many_individuals([x], rules=goes_on)
