"""Python values in and out, limits that stop an evaluation, threads."""

import concurrent.futures
import datetime as dt
import sys
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import FaultsError
from engine.expressions.expression import compile_expression
from engine.expressions.missing import EvaluationError
from engine.expressions.patterns import matches
from engine.expressions.scalars import CelType, UInt
from engine.expressions.times import Duration, Timestamp
from engine.model.types import BOOL, DOUBLE, DYN, INT, TEXT, ListOf, MapOf, Type

NANO = Timestamp(1)
GIVEN: list[tuple[Any, Any]] = [
    (5, 5),
    (UInt(5), UInt(5)),
    (5.0, 5.0),
    ("中", "中"),
    (b"\xff", b"\xff"),
    (True, True),
    (None, None),
    ([1, [2.0]], [1, [2.0]]),
    ((1, 2), [1, 2]),
    ({"a": {1: None}}, {"a": {1: None}}),
    (dt.datetime(1970, 1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1))), Timestamp(0)),
    (dt.timedelta(microseconds=-1), Duration(-1000)),
    (NANO, NANO),
    (Duration(7), Duration(7)),
    (CelType("int"), CelType("int")),
    (dt.date(2026, 3, 1), dt.date(2026, 3, 1)),
]


@pytest.mark.parametrize(("given", "found"), GIVEN, ids=[repr(given) for given, _ in GIVEN])
def test_a_value_goes_in_and_comes_out_with_its_type(given: object, found: object) -> None:
    result = compile_expression("x").evaluate({"x": given})

    assert result == found
    assert type(result) is type(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (2**63, "beyond 64 bits"),
        (-(2**63) - 1, "beyond 64 bits"),
        (object(), "CEL does not have"),
        ({1.5: 1}, "cannot be a key"),
        ({None: 1}, "cannot be a key"),
        ("\ud800", "surrogate"),
        (dt.datetime(2026, 1, 1), "without an offset"),  # noqa: DTZ001  # what is refused
        ({1, 2}, "CEL does not have"),
    ],
    ids=["large", "small", "object", "double key", "none key", "surrogate", "no offset", "set"],
)
def test_what_is_no_value_of_cel_is_refused(given: object, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        compile_expression("x").evaluate({"x": given})


@pytest.mark.parametrize("number", [-1, 2**64])
def test_an_unsigned_integer_has_64_bits(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        UInt(number)


def test_a_map_that_python_cannot_hold_is_refused() -> None:
    with pytest.raises(EvaluationError, match="both true and 1"):
        compile_expression("{true: 1, 1: 2}").evaluate()


def test_times_go_to_python_and_what_is_below_a_microsecond_is_cut_off() -> None:
    assert Timestamp(-1).datetime() == dt.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=dt.UTC)
    assert Duration(-1500).timedelta() == dt.timedelta(microseconds=-1)
    assert Duration.from_timedelta(dt.timedelta(days=1, microseconds=1)) == Duration(86_400_000_001_000)


def test_names_that_are_not_read_are_not_looked_at() -> None:
    assert compile_expression("a").evaluate({"a": 1, "b": object()}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [("a.b.c", "long"), ("a.b.d", "short"), ("[1].map(a, {'b': {'c': a}}.b.c) == [1]", True), ("a.x", 7)],
)
def test_a_name_with_points_is_read_before_a_field(text: str, found: object) -> None:
    given = {"a.b.c": "long", "a.b": {"c": "wrong", "d": "short"}, "a": {"x": 7, "b": {"c": "wrong"}}}

    assert compile_expression(text).evaluate(given) == found


def test_a_rooted_name_is_not_one_of_a_comprehension() -> None:
    assert compile_expression("[1].map(x, x + .x)").evaluate({"x": 10}) == [11]


LONG = list(range(1000))
DOUBLING = ".map(a, a+a+a+a+a+a+a+a)"
SHARING = ".map(a, [a,a,a,a,a,a,a,a])"
BIG = f"'a'.replace('a', x.map(a, '{'a' * 56}').join()).replace('a', '{'a' * 16}')"
STOPPED = [
    ("x.all(a, x.all(b, x.all(c, true)))", "too many steps"),
    ("x.map(a, x).map(b, b.map(c, x)) == x.map(a, x).map(b, b.map(c, x))", "too many steps"),
    (f"['aaaaaaaaaaaaaaaa']{DOUBLING * 6}", "too large"),
    (f"'%s'.format([[1]{SHARING * 8}])", "too large"),
    (f"[1]{SHARING * 8}", "too large"),
    (f"[1]{SHARING * 8} == [1]{SHARING * 8}", "too many steps"),
    ("'a'.replace('', x.map(a, 'aaaaaaaaaa').join())", None),
    ("('a' + 'a').matches('^(a|a)*$')", None),
    # the work of an evaluation: nodes of what is done again and again, texts and lists that are copied, patterns
    (f"x.all(a, x.all(b, {' && '.join(['true'] * 200)}))", "too many steps"),
    (f"cel.bind(t, {BIG}, x.map(a, t.reverse())).size()", "too many steps"),
    (f"cel.bind(t, {BIG}, x.map(a, t + string(a))).size()", "too many steps"),
    (f"cel.bind(t, {BIG}, x.all(a, t + 'a' == t + 'a'))", "too many steps"),
    (f"cel.bind(t, {BIG}, x.all(a, t < t || t == t))", "too many steps"),
    (f"cel.bind(t, {BIG}, x.all(a, !t.contains('b')))", "too many steps"),
    (f"cel.bind(t, {BIG}, x.all(a, !t.matches('b')))", "too many steps"),
    (f"{BIG}.matches('(a|b)*a(a|b){{200}}c')", "too many steps"),
    (f"cel.bind(t, x.map(a, a), x.map(a, {' + '.join(['t'] * 10)})).size()", "too many steps"),
    ("x.map(a, x.map(b, 'aaaa').join()).size()", "too many steps"),
]


@pytest.mark.parametrize(("text", "said"), STOPPED, ids=[text[:40] for text, _ in STOPPED])
def test_an_evaluation_ends(text: str, said: str | None) -> None:
    expression = compile_expression(text)
    if said is None:
        assert expression.evaluate({"x": LONG}) is not None
        return
    with pytest.raises(EvaluationError, match=said):
        expression.evaluate({"x": LONG})


def test_a_text_is_not_matched_where_that_would_take_too_long() -> None:
    with pytest.raises(EvaluationError, match="too long for a pattern this large"):
        matches("ab" * 450_000, "(a|b)*a(a|b){200}c")
    assert matches("ab" * 450_000, "ab$")


def test_a_value_that_is_nested_without_end_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(EvaluationError, match="nested deeper"):
        compile_expression("x == x").evaluate({"x": endless})


DEEP = [
    "(" * 31 + "1" + ")" * 31 + " == 1",
    " && ".join(["true"] * 500),
    " || ".join(["false"] * 440),
    "[" * 31 + "1" + "]" * 31 + " == []",
    "1" + " + 1" * 31 + " == 32",
    "true" + " ? true : true" * 31,
    "!" * 32 + "true",
    "[1]" + ".map(a, a)" * 30 + " == [1]",
]


@pytest.mark.parametrize("text", DEEP, ids=[f"{text[:10]}{len(text)}" for text in DEEP])
def test_an_expression_of_the_allowed_depth_is_evaluated(text: str) -> None:
    assert compile_expression(text).evaluate() in {True, False}


HOSTILE = [one * 4000 for one in ("(", "[", "!", "-", "{", "`", "'", "?", "\\")]
HOSTILE += ["'\ud800'", "b'\ud83d'", "a == '\udfff'.size()", "\ud800", "// \udc00"]
HOSTILE += ["a." * 2000, "a?" * 2000, "-" * 3999 + "1"]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:2] for text in HOSTILE])
def test_hostile_text_is_refused_and_not_by_the_stack(text: str) -> None:
    with pytest.raises(FaultsError):
        compile_expression(text)


def test_comprehensions_inside_each_other_are_refused_before_they_are_evaluated() -> None:
    with pytest.raises(FaultsError, match=r"expression\.cost\.exceeded"):
        compile_expression("x.all(a, x.all(b, x.all(c, x.all(d, a == d && b == c))))")


TYPED = [
    ("a + 1", INT),
    ("s.size() > 2 && s.startsWith('x')", BOOL),
    ("l.map(x, x * 2.0)", ListOf(DOUBLE)),
    ("l[0]", DOUBLE),
    ("m.k", INT),
    ("m.transformMap(k, v, k)", MapOf(TEXT, TEXT, recorded=False)),
    ("d.anything[0] + 1", DYN),
    ("math.greatest(a, 2)", INT),
    ("cel.bind(x, a, x == 1)", BOOL),
    ("a / 2", INT),
    ("s < 'b' && s.matches('x') && s != null", BOOL),
    ("[]", ListOf(DYN)),
    ("[1, 'a']", ListOf(DYN)),
    ("l.exists(a, a > 0.0)", BOOL),
    ("date('2026-0' + s) == date(s)", BOOL),
]
ENVIRONMENT: dict[str, Type] = {
    "a": INT,
    "s": TEXT,
    "l": ListOf(DOUBLE),
    "m": MapOf(INT, TEXT, recorded=False),
    "d": DYN,
}


@pytest.mark.parametrize(("text", "found"), TYPED, ids=[text for text, _ in TYPED])
def test_an_environment_gives_types(text: str, found: object) -> None:
    expression = compile_expression(text, ENVIRONMENT)

    assert expression.type == found
    assert expression.types[id(expression.tree)] == found


def test_an_environment_refuses_all_at_once() -> None:
    with pytest.raises(FaultsError) as caught:
        compile_expression("a + 's' == b || s.nothing() > l", ENVIRONMENT)

    assert [fault.code for fault in caught.value.faults] == [
        "expression.type.mismatch",
        "expression.name.unknown",
        "expression.function.unknown",
    ]


TURNS = 10_000
# What depends on each datum, in as few nodes as reach names, maps, texts, patterns, bindings and comprehensions.
SHARED = [
    ("cel.bind(y, k * 2, y - k)", lambda k: k),
    ("m['k'] + k", lambda k: 2 * k),
    ("s.matches('^t[0-9]+$') ? s : ''", lambda k: f"t{k}"),
    ("l.exists(i, i == k)", lambda _: True),
]


@pytest.mark.parametrize(("text", "wanted"), SHARED, ids=[text for text, _ in SHARED])
def test_threads_with_different_data_do_not_disturb_each_other(text: str, wanted: Callable[[int], object]) -> None:
    expression = compile_expression(text)

    def wrong(first: int) -> list[int]:
        """Evaluate with as many data as there are turns, no two threads with the same."""
        data = range(first, first + TURNS * 8, 8)
        return [k for k in data if expression.evaluate({"k": k, "s": f"t{k}", "m": {"k": k}, "l": [k]}) != wanted(k)]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            assert list(pool.map(wrong, range(8))) == [[]] * 8
    finally:
        sys.setswitchinterval(interval)
