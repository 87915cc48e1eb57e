"""Compiled expressions give what the reference evaluator gives: values, errors, truth and the deciding clause."""

import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from engine.expressions.compiled import CompiledExpressions, Decided, compile_expressions
from engine.expressions.missing import EvaluationError
from tests.engine.expressions.generated import expressions, variables
from tests.engine.expressions.test_conformance import _cases, outcome, same, value_of


def check(compiled: CompiledExpressions, given_values: dict[str, Any]) -> None:
    """Hold both forms against each other on one set of variables."""
    found = compiled.evaluate(given_values)
    for text, value in zip(compiled.texts, found, strict=True):
        expected = outcome(text, given_values)
        if isinstance(expected, EvaluationError):
            assert isinstance(value, EvaluationError), (text, value)
            assert value.missing == expected.missing, text
        else:
            assert same(value, expected), (text, value, expected)
    assert compiled.decide(given_values) == compiled.reference(given_values), compiled.texts


@settings(max_examples=300, deadline=None)
@given(st.lists(expressions, min_size=1, max_size=4), st.lists(variables, min_size=1, max_size=4))
def test_generated_expressions_give_what_the_reference_gives(texts: list[str], data: list[dict[str, Any]]) -> None:
    compiled = compile_expressions(texts)

    for given_values in data:
        check(compiled, given_values)


@pytest.mark.parametrize("case", _cases())
def test_a_case_of_the_specification_has_the_same_outcome_compiled(case: dict[str, Any]) -> None:
    try:
        compiled = compile_expressions([case["expr"]])
    except FaultsError:
        assert "error" in case["expect"]
        return

    check(compiled, {name: value_of(value) for name, value in case.get("bindings", {}).items()})


# What is written, over which variables, what it gives.
DECIDED: tuple[tuple[str, dict[str, Any], Decided], ...] = (
    ("x.a && x.b && x.c", {"x": {"a": True, "b": True, "c": True}}, Decided(holds=True)),
    ("x.a && x.b && x.c", {"x": {"a": True, "b": False, "c": False}}, Decided(holds=False, clause=1)),
    ("x.a && x.b && x.c", {"x": {"b": True, "c": False}}, Decided(holds=False, clause=2)),
    ("x.a && x.b && x.c", {"x": {"b": True}}, Decided(holds=None, clause=0)),
    ("x.a || x.b || x.c", {"x": {"a": False, "b": False, "c": False}}, Decided(holds=False)),
    ("x.a || x.b || x.c", {"x": {"a": False, "b": True, "c": True}}, Decided(holds=True, clause=1)),
    ("x.a || x.b || x.c", {"x": {"c": True}}, Decided(holds=True, clause=2)),
    ("x.a || x.b || x.c", {"x": {"a": False, "c": False}}, Decided(holds=None, clause=1)),
    ("x.a", {"x": {"a": 1}}, Decided(holds=None)),
    ("x.a == 1", {"x": {"a": 1}}, Decided(holds=True)),
    ("x.a == 1", {"x": {"a": True}}, Decided(holds=False)),
    ("x.a < 2", {"x": {"a": True}}, Decided(holds=None)),
    ("x.l.exists(i, i.a > 1)", {"x": {"l": [{}, {"a": 2}]}}, Decided(holds=True)),
    ("x.l.exists(i, i.a > 1)", {"x": {"l": [{}, {"a": 1}]}}, Decided(holds=None)),
    ("x.a == 1", {"x": {"a": 2}, "x.a": 1}, Decided(holds=True)),
    (" && ".join(["x.a"] * 30), {"x": {"a": False}}, Decided(holds=False, clause=0)),
    (" || ".join(["x.a"] * 30), {"x": {"a": True}}, Decided(holds=True, clause=0)),
)


@pytest.mark.parametrize(("text", "given_values", "expected"), DECIDED)
def test_what_decided_is_known_at_once(text: str, given_values: dict[str, Any], expected: Decided) -> None:
    compiled = compile_expressions([text])

    assert compiled.decide(given_values) == [expected]
    check(compiled, given_values)


def test_eight_threads_with_different_data_get_their_own_answers() -> None:
    texts = [
        "x.n > 5 && x.t == 'a'",
        "x.l.exists(i, i.n == x.n)",
        "x.l.all(i, i.n < 3 || i.b)",
        "x.missing == 1 || x.n == 4",
    ]
    compiled = compile_expressions(texts)
    data: list[dict[str, Any]] = [
        {"x": {"n": number, "t": "ab"[number % 2], "l": [{"n": other, "b": other > number} for other in range(number)]}}
        for number in range(10)
    ]
    expected = [compiled.reference(one) for one in data]
    wrong: list[object] = []

    def work(start: int) -> None:
        for turn in range(10_000):
            which = (start + turn) % len(data)
            found = compiled.decide(data[which])
            if found != expected[which]:
                wrong.append((which, found))

    threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({tuple(map(repr, one)) for one in expected}) > 3
    assert not wrong
