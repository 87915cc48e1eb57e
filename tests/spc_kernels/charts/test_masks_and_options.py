"""Masks are never lost on the way, and whatever is no option, no rule, no state gets an error of the package."""

import contextlib
import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.errors import LotgateError
from spc_kernels import charts, constants, errors, rules, samples
from spc_kernels.charts import Estimate, Given, Multinormal
from spc_kernels.rules import Rule, RuleSet, State, detect, follow, named

OK = [1.0, 2.0, 4.0, 3.0]
PAIRS = [[1.0, 2.0], [3.0, 5.0], [4.0, 4.0], [2.0, 7.0], [1.0, 0.0]]
RAGGED = [[1.0, 2.0], [3.0]]
HUGE = 10**400
HUGER = 10**5000
AN_ARRAY = np.array([0.5, 1.0])
Ask = Callable[[], object]


def ma(values: Any, mask: Any) -> Any:  # noqa: ANN401 - masked arrays of NumPy have no type worth naming
    return np.ma.array(values, mask=mask)


TAKE_GIVEN: dict[str, Callable[[Any], object]] = {
    "individuals": lambda given: charts.individuals(OK, given=given),
    "moving_range": lambda given: charts.moving_range(OK, given=given),
    "xbar_r": lambda given: charts.xbar_r(PAIRS, given=given),
    "xbar_s": lambda given: charts.xbar_s(PAIRS, given=given),
    "ewma": lambda given: charts.ewma(OK, given=given),
    "ewma of subgroups": lambda given: charts.ewma(PAIRS, given=given),
    "cusum": lambda given: charts.cusum(OK, given=given),
    "moving_average": lambda given: charts.moving_average(OK, given=given),
    "many_individuals": lambda given: charts.many_individuals([OK], given=given),
    "i_prime": lambda given: charts.i_prime(OK, [1, 2, 1, 1], given=given),
    "p": lambda given: charts.p([1, 2], 10, given=given),
    "np": lambda given: charts.np([1, 2], 10, given=given),
    "c": lambda given: charts.c([1, 2, 3], given=given),
    "u": lambda given: charts.u([1, 2], 10, given=given),
    "laney_p": lambda given: charts.laney_p([1, 2], 10, given=given),
    "laney_u": lambda given: charts.laney_u([1, 2], 10, given=given),
    "g": lambda given: charts.g([1, 2], given=given),
    "t": lambda given: charts.t(OK, given=given),
}
TAKE_RULES: dict[str, Callable[[Any], object]] = {
    "individuals": lambda asked: charts.individuals(OK, rules=asked),
    "xbar_s": lambda asked: charts.xbar_s(PAIRS, rules=asked),
    "p": lambda asked: charts.p([1, 2], 10, rules=asked),
    "laney_u": lambda asked: charts.laney_u([1, 2], 10, rules=asked),
    "g": lambda asked: charts.g([1, 2], rules=asked),
    "many_individuals": lambda asked: charts.many_individuals([OK], rules=asked),
    "i_prime": lambda asked: charts.i_prime(OK, [1, 2, 1, 1], rules=asked),
    "z_mr": lambda asked: charts.z_mr(OK, ["a"] * 4, rules=asked),
    "detect": lambda asked: detect(OK, 0.0, 1.0, rules=asked),
    "start": rules.start,
    "run_length": rules.run_length,
}
NELSON = named("nelson")
PASSING = RuleSet("run", (Rule(1, "same_side", 5, 5, skip_center=True),))


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda: charts.individuals(ma([1, 2, 99, 3], [0, 0, 1, 0])), "$.x[2]"),
        (lambda: charts.individuals([1.0, np.ma.masked, 2.0]), "$.x[1]"),  # type: ignore[arg-type]  # on purpose
        (lambda: charts.individuals(np.array([1.0, np.ma.masked, 2.0], dtype=object)), "$.x[1]"),
        (lambda: charts.xbar_r(ma([[1.0, 2.0], [3.0, 99.0]], [[0, 0], [0, 1]])), "$.x[1][1]"),
        (lambda: charts.xbar_r([ma([1.0, 2.0], [0, 0]), ma([3.0, 99.0], [0, 1])]), "$.x[1][1]"),
        (lambda: charts.xbar_s([ma([1.0, 2.0], [0, 0]), ma([3.0, 4.0, 99.0], [0, 0, 1])]), "$.x[1][2]"),
        (lambda: charts.subgroups((ma([1, 2], 0), ma([3, 99], [0, 1]))), "$.x[1][1]"),
        (lambda: charts.ewma([ma([1.0, 2.0], 0), ma([3.0, 99.0], [0, 1])]), "$.x[1][1]"),
        (lambda: charts.ewma(ma(PAIRS, [[0, 0]] * 4 + [[1, 0]])), "$.x[4][0]"),
        (lambda: charts.many_individuals([ma(OK, [0, 0, 1, 0])]), "$.x[0][2]"),
        (lambda: charts.hotelling_t2(ma(PAIRS, [[0, 0]] * 4 + [[1, 0]])), "$.x[4][0]"),
        (lambda: charts.hotelling_t2([*PAIRS[:4], ma([99.0, 0.0], [1, 0])]), "$.x[4][0]"),
        (lambda: charts.hotelling_t2([[ma([1.0, 2.0], [0, 1]), [1.0, 2.0]]] * 3), "$.x[0][0][1]"),
        (lambda: charts.p(ma([1, 2], [0, 1]), 5), "$.x[1]"),
        (lambda: charts.p([1, 2], ma([5, 5], [0, 1])), "$.n[1]"),
        (lambda: charts.u([1, 2], ma([5, 5], [0, 1])), "$.n[1]"),
        (lambda: charts.i_prime([1, 2], ma([5, 5], [0, 1])), "$.n[1]"),
        (lambda: detect(OK, ma(OK, [0, 0, 1, 0]), 1.0), "$.center[2]"),
        (lambda: detect(OK, 0.0, ma(OK, [0, 0, 1, 0])), "$.sigma[2]"),
        (lambda: charts.run_chart(ma(OK, [0, 1, 0, 0])), "$.x[1]"),
        (lambda: charts.z_mr(ma(OK, [0, 1, 0, 0]), "aaaa"), "$.x[1]"),
    ],
)
def test_a_masked_reading_is_never_charted(ask: Ask, place: str) -> None:
    with pytest.raises(errors.NonFiniteReadingError) as caught:
        ask()
    assert str(caught.value.location) == place


@pytest.mark.parametrize(
    "rows",
    [
        [ma([1.0, 2.0, 99.0], [0, 0, 1]), ma([3.0, 5.0, 4.0], 0)],
        [ma([1, 2, 99], [0, 0, 1]), [3, 5, 4]],
        ma([[1.0, 2.0, 99.0], [3.0, 5.0, 4.0]], [[0, 0, 1], [0, 0, 0]]),
        [[1.0, 2.0, np.ma.masked], [3.0, 5.0, 4.0]],
        [[1.0, 2.0, None], ma([3.0, 5.0, 4.0], 0)],
    ],
)
def test_a_masked_reading_is_dropped_where_missing_ones_are(rows: Any) -> None:  # noqa: ANN401 - see `ma`
    assert charts.subgroups(rows, missing="drop").values.tolist() == [1.0, 2.0, 3.0, 5.0, 4.0]


def test_a_masked_point_is_no_point_to_the_rules_and_no_mask_changes_nothing() -> None:
    x = ma(np.ones(20), np.arange(20) == 9)
    assert detect(x, 0.0, 1.0, rules="nelson:2").points().tolist() == [8, 18, 19]
    plain = charts.individuals(OK, exclude=[1])
    none_masked = ma([False, True, False, False], 0)
    assert charts.individuals(ma(OK, 0), exclude=none_masked).center == plain.center
    assert charts.p([1, 2], ma([5, 5], 0)).center == charts.p([1, 2], 5).center


@pytest.mark.parametrize(
    ("exclude", "error", "place"),
    [
        (ma([0, 1], [0, 1]), errors.ParameterError, "$.exclude"),
        (ma([True, False, False, True], [0, 0, 0, 1]), errors.ParameterError, "$.exclude"),
        ([0, np.ma.masked], errors.ParameterError, "$.exclude[1]"),
        ([[1], [1, 2]], errors.SampleShapeError, "$.exclude"),
        ([HUGE], errors.ParameterError, "$.exclude[0]"),
        ([HUGER], errors.ParameterError, "$.exclude[0]"),
        (["a"], errors.ParameterError, "$.exclude[0]"),
        (slice("a", None), errors.ParameterError, "$.exclude"),
        (slice(None, None, 0), errors.ParameterError, "$.exclude"),
        ({1, 2}, errors.ParameterError, "$.exclude[0]"),
    ],
)
def test_exclusions_that_name_no_points_are_refused(exclude: Any, error: type[errors.SpcError], place: str) -> None:  # noqa: ANN401
    draws: list[Callable[..., object]] = [charts.individuals, charts.c, charts.laney_u]
    for draw in draws:
        with pytest.raises(error) as caught:
            draw([1, 2, 4, 3], **({"n": 2} if draw is charts.laney_u else {}), exclude=exclude)
        assert str(caught.value.location) == place


@pytest.mark.parametrize("chart", TAKE_GIVEN)
@pytest.mark.parametrize(
    ("given", "place"),
    [
        (0.5, "$.given"),
        (0.0, "$.given"),
        ("x", "$.given"),
        (AN_ARRAY, "$.given"),
        ({}, "$.given"),
        (HUGE, "$.given"),
        (Given("a", None), "$.given.center"),  # type: ignore[arg-type]  # on purpose
        (Given(HUGE, None), "$.given.center"),
        (Given(math.inf, None), "$.given.center"),
        (Given(AN_ARRAY, None), "$.given.center"),  # type: ignore[arg-type]  # on purpose
        (Given(None, "a"), "$.given.sigma"),  # type: ignore[arg-type]  # on purpose
        (Given(None, HUGE), "$.given.sigma"),
        (Given(None, Estimate("a", "MR")), "$.given.sigma"),  # type: ignore[arg-type]  # on purpose
    ],
)
def test_what_is_no_known_parameter_is_refused_by_every_chart(chart: str, given: object, place: str) -> None:
    with pytest.raises(errors.ParameterError) as caught:
        TAKE_GIVEN[chart](given)
    assert str(caught.value.location) == place
    assert caught.value.hint


@pytest.mark.parametrize("chart", TAKE_GIVEN)
def test_known_parameters_may_be_numbers_of_numpy(chart: str) -> None:
    TAKE_GIVEN[chart](Given(np.float64(0.5), np.float32(0.5)))  # type: ignore[arg-type]  # a number all the same


@pytest.mark.parametrize("face", TAKE_RULES)
@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (3, "$.rules"),
        ((), "$.rules"),
        ([], "$.rules"),
        (RuleSet("none", ()), "$.rules"),
        (RuleSet("none", 3), "$.rules"),  # type: ignore[arg-type]  # on purpose
        (["a"], "$.rules[0]"),
        (AN_ARRAY, "$.rules[0]"),
        ((Rule(1, "trend", 3, 3), None), "$.rules[1]"),
        ((Rule(1, "trend", HUGE, 3),), "$.window"),
        ((Rule(1, "trend", 3, 3, flag_any="no"),), "$.flag_any"),  # type: ignore[arg-type]  # on purpose
        ((Rule(1, AN_ARRAY, 3, 3),), "$.pattern"),  # type: ignore[arg-type]  # on purpose
        (RuleSet("x", NELSON.rules, AN_ARRAY), "$.after_signal"),  # type: ignore[arg-type]  # on purpose
    ],
)
def test_what_is_no_rule_is_refused_by_every_face(face: str, asked: object, place: str) -> None:
    with pytest.raises(errors.SpcError) as caught:
        TAKE_RULES[face](asked)
    assert str(caught.value.location) == place
    assert caught.value.hint


def test_a_list_of_rules_is_a_set() -> None:
    assert named(list(NELSON.rules)).rules == NELSON.rules  # type: ignore[arg-type]  # a list does as well
    assert rules.run_length(RuleSet("one", [NELSON.rules[0]])).method == "markov"  # type: ignore[arg-type]
    assert NELSON.pick(5, 1) == named("nelson:1,5")
    assert NELSON.change(np.int64(2), window=7, count=7).rules[1].window == 7  # type: ignore[arg-type]


OPTIONS: list[tuple[Ask, type[errors.SpcError], str]] = [
    (lambda: charts.individuals(OK, nsigmas=HUGE), errors.ParameterError, "$.nsigmas"),
    (lambda: charts.individuals(OK, nsigmas=HUGER), errors.ParameterError, "$.nsigmas"),
    (lambda: charts.individuals(OK, method=AN_ARRAY), errors.UnknownNameError, "$.method"),  # type: ignore[arg-type]
    (lambda: charts.individuals(OK, method=["MR"]), errors.UnknownNameError, "$.method"),  # type: ignore[arg-type]
    (lambda: charts.sigma_over_time(OK, AN_ARRAY), errors.UnknownNameError, "$.method"),  # type: ignore[arg-type]
    (lambda: charts.sigma_within(PAIRS, AN_ARRAY), errors.UnknownNameError, "$.method"),  # type: ignore[arg-type]
    (lambda: charts.xbar_s(PAIRS, method=AN_ARRAY), errors.UnknownNameError, "$.method"),  # type: ignore[arg-type]
    (lambda: charts.subgroups(PAIRS, missing=AN_ARRAY), errors.UnknownNameError, "$.missing"),  # type: ignore[arg-type]
    (lambda: charts.mcusum(PAIRS, form=AN_ARRAY), errors.UnknownNameError, "$.form"),  # type: ignore[arg-type]
    (lambda: charts.z_mr(OK, "aaaa", pooling=AN_ARRAY), errors.UnknownNameError, "$.pooling"),  # type: ignore[arg-type]
    (lambda: charts.moving_range(OK, width=HUGE), errors.ParameterError, "$.width"),
    (lambda: charts.run_chart(OK, HUGE), errors.ParameterError, "$.center"),
    (lambda: charts.ewma(OK, HUGE), errors.ParameterError, "$.lam"),
    (lambda: charts.cusum(OK, HUGE), errors.ParameterError, "$.k"),
    (lambda: charts.moving_average(OK, HUGE), errors.ParameterError, "$.span"),
    (lambda: charts.many_individuals([OK], threads=HUGE), errors.ParameterError, "$.threads"),
    (lambda: charts.p([1, 2], HUGE), errors.NotNumericError, "$.n"),
    (lambda: charts.p([1, 2], RAGGED), errors.SampleShapeError, "$.n"),
    (lambda: detect(OK, HUGE, 1.0), errors.NotNumericError, "$.center"),
    (lambda: detect(OK, 0.0, RAGGED), errors.SampleShapeError, "$.sigma"),
    (lambda: detect(OK, 0.0, 1.0, stages=5), errors.ParameterError, "$.stages"),  # type: ignore[arg-type]
    (lambda: detect(OK, 0.0, 1.0, stages=["a"]), errors.ParameterError, "$.stages"),  # type: ignore[list-item]
    (lambda: detect(OK, 0.0, 1.0, stages=[HUGE]), errors.ParameterError, "$.stages"),
    (lambda: charts.z_mr(OK, 3), errors.SampleShapeError, "$.parts"),  # type: ignore[arg-type]
    (lambda: charts.with_one_center(3), errors.ParameterError, "$.charts"),  # type: ignore[arg-type]
    (lambda: charts.with_probability_limits(3), errors.ParameterError, "$.chart"),  # type: ignore[arg-type]
    (lambda: charts.with_probability_limits(charts.c([1, 2]), confidence=HUGE), errors.ParameterError, "$.confidence"),
    (lambda: NELSON.scaled("a"), errors.ParameterError, "$.factor"),  # type: ignore[arg-type]
    (lambda: NELSON.scaled(HUGE), errors.ParameterError, "$.factor"),
    (lambda: NELSON.change(1, foo=3), errors.UnknownNameError, "$.field"),
    (lambda: NELSON.change(HUGER, window=3), errors.UnknownNameError, "$.rule"),
    (lambda: NELSON.change(math.inf, window=3), errors.UnknownNameError, "$.rule"),  # type: ignore[arg-type]
    (lambda: NELSON.change(AN_ARRAY, window=3), errors.UnknownNameError, "$.rule"),  # type: ignore[arg-type]
    (lambda: NELSON.with_options(foo=1), errors.UnknownNameError, "$.field"),
    (lambda: NELSON.pick(1.5), errors.UnknownNameError, "$.rule"),  # type: ignore[arg-type]
    (lambda: charts.mewma_limit([0.1], 2), errors.ParameterError, "$.lam"),  # type: ignore[arg-type]
    (lambda: charts.mewma_limit(0.1, AN_ARRAY), errors.ParameterError, "$.characteristics"),  # type: ignore[arg-type]
    (lambda: charts.mewma_limit(0.1, 2, HUGE), errors.ParameterError, "$.arl0"),
    (lambda: charts.mewma_arl0([0.1], 2, 9.0), errors.ParameterError, "$.lam"),  # type: ignore[arg-type]
    (lambda: constants.range_median([2]), errors.ParameterError, "$.n"),  # type: ignore[arg-type]
    (lambda: constants.mssd_c4([2]), errors.ParameterError, "$.n"),  # type: ignore[arg-type]
    (lambda: constants.control_constants([2]), errors.ParameterError, "$.n"),  # type: ignore[arg-type]
    (lambda: constants.control_constants(HUGE), errors.ParameterError, "$.n"),
]


@pytest.mark.parametrize(("ask", "error", "place"), OPTIONS)
def test_what_is_no_option_is_refused_with_its_place(ask: Ask, error: type[errors.SpcError], place: str) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert str(caught.value.location) == place
    assert caught.value.hint
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("draw", [charts.hotelling_t2, charts.mewma, charts.mcusum])
@pytest.mark.parametrize(
    ("x", "fitted", "place"),
    [
        (PAIRS, 0, "$.fitted"),
        (PAIRS, AN_ARRAY, "$.fitted"),
        (PAIRS, Multinormal(np.zeros(2), np.eye(2), -1), "$.fitted.observations"),
        (PAIRS, Multinormal(np.zeros(2), np.eye(2), HUGE), "$.fitted.observations"),
        (PAIRS, Multinormal(np.zeros(2), np.eye(2), 5, 0), "$.fitted.subgroup_size"),
        (PAIRS, Multinormal(3, np.eye(2)), "$.fitted.means"),  # type: ignore[arg-type]  # on purpose
        (RAGGED, 0, "$.x"),
        (RAGGED, None, "$.x"),
        (7, None, "$.x"),
    ],
)
def test_parameters_of_several_characteristics_are_checked(draw: Any, x: Any, fitted: Any, place: str) -> None:  # noqa: ANN401
    with pytest.raises(errors.SpcError) as caught:
        draw(x, fitted=fitted)
    assert str(caught.value.location) == place


@pytest.mark.parametrize(("observations", "size"), [(1, 1), (2, 1), (1, 2)])
def test_parameters_from_too_few_observations_have_no_limit(observations: int, size: int) -> None:
    x: Any = PAIRS if size == 1 else [PAIRS[:2], PAIRS[2:4]]
    few = Multinormal(np.zeros(2), np.eye(2), observations, size)
    with pytest.raises(errors.ParameterError) as caught:
        charts.hotelling_t2(x, fitted=few)
    assert str(caught.value.location) == "$.fitted.observations"
    enough = Multinormal(np.zeros(2), np.eye(2), observations + 2, size)
    assert np.isfinite(charts.hotelling_t2(x, fitted=enough).ucl)


@pytest.mark.parametrize(
    "state",
    [
        3,
        None,
        NELSON,
        State(NELSON, (1, 2), None, 5),
        State(NELSON, (-1,) * 12, None, 5),
        State(NELSON, (2**64,) * 12, None, 5),
        State(NELSON, 3, None, 5),  # type: ignore[arg-type]  # on purpose
        State(NELSON, (), math.inf, 5),
        State(NELSON, (), "a", 5),  # type: ignore[arg-type]  # on purpose
        State(NELSON, (), None, -1),
        State(NELSON, (), None, 1.5),  # type: ignore[arg-type]  # on purpose
        State("nelson"),  # type: ignore[arg-type]  # on purpose
        State(RuleSet("none", ())),
        State(RuleSet("x", ["a"])),  # type: ignore[arg-type]  # on purpose
        State(PASSING, (), None, 0, State(NELSON)),
        State(PASSING, (), None, 0, State(PASSING, (1,))),
        State(PASSING, (), None, 0, 5),  # type: ignore[arg-type]  # on purpose
        State(NELSON, (), None, 0, State(NELSON)),
    ],
)
@pytest.mark.parametrize("x", [[], OK])
def test_a_state_that_is_none_of_its_rules_is_refused(state: Any, x: list[float]) -> None:  # noqa: ANN401
    with pytest.raises(errors.ParameterError) as caught:
        follow(state, x, 0.0, 1.0)
    assert str(caught.value.location).startswith(("$.state", "$.rules"))


def test_stages_may_stand_in_any_order_and_twice() -> None:
    x = np.ones(30)
    once = detect(x, 0.0, 1.0, rules="nelson:2", stages=[10, 20])
    assert np.array_equal(detect(x, 0.0, 1.0, rules="nelson:2", stages=[20, 10, 10]).planes, once.planes)


def test_points_off_a_given_centre_with_no_spread_are_beyond() -> None:
    assert charts.individuals([1, 2, 3], given=Given(1.0, 0.0)).out_of_control.tolist() == [1, 2]
    assert charts.individuals([1, 1, 1]).out_of_control.size == 0


def test_axes_are_counted_where_rows_differ_in_length() -> None:
    assert [samples.axes(x) for x in (1.0, OK, PAIRS, RAGGED, ma(PAIRS, 0))] == [0, 1, 2, 0, 2]


GOOD: dict[str, Any] = {
    "x": PAIRS, "n": 5, "groups": 3, "parts": "aaaa", "characteristics": 2, "lam": 0.2, "limit": 9.0,
    "center": 0.0, "sigma": 1.0, "state": State(NELSON), "chart": charts.c([1, 2]), "charts": charts.xbar_s(PAIRS),
}  # fmt: skip
SINGLE = {"x": OK}
SINGLES = {
    "c", "g", "individuals", "laney_p", "laney_u", "moving_range", "np", "p", "run_chart", "sigma_over_time", "t", "u",
    "z_mr", "detect", "follow",
}  # fmt: skip
FACES: dict[str, Callable[..., object]] = {
    name: getattr(module, name)
    for module, names in (
        (charts, charts.__all__),
        (rules, ("detect", "follow", "start", "named")),
        (constants, ("c4", "d2", "d3", "d2_star", "range_median", "mssd_c4", "control_constants")),
    )
    for name in names
    if inspect.isfunction(getattr(module, name))
}
ODD: list[Any] = [
    HUGE, HUGER, AN_ARRAY, "a", b"a", None, [1], {}, set(), object(), math.nan, math.inf, -1, 0.5, 1j, slice(1),
    range(3), RAGGED, [PAIRS, 1], np.array(["a"]), np.array([1], dtype="M8[s]"), np.ma.masked, [np.ma.masked],
    ma(np.array([1], dtype="M8[s]"), [1]), ma(["a", "b"], [0, 1]),
]  # fmt: skip


@pytest.mark.parametrize("name", FACES)
def test_no_argument_whatsoever_gets_an_error_of_python(name: str) -> None:
    face = FACES[name]
    parameters = inspect.signature(face).parameters
    good = GOOD | SINGLE if name in SINGLES else GOOD
    if name == "i_prime":
        good = good | SINGLE | {"n": [1, 1, 2, 1]}
    needed = {key: good[key] for key, one in parameters.items() if one.default is inspect.Parameter.empty}
    face(**needed)
    for key in parameters:
        for odd in ODD:
            with contextlib.suppress(LotgateError):
                face(**needed | {key: odd})
