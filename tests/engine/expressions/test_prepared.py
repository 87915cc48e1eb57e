"""An expression taken apart is what the reference finds: values, errors, what was read, what is left of the budget."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from engine.expressions.budget import Budget
from engine.expressions.evaluate import NOTHING_BOUND, Evaluation, Names, attempt
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.face import entered, left
from engine.expressions.missing import EvaluationError, Missing
from engine.expressions.prepared import prepared
from engine.expressions.reader import Reader
from engine.expressions.tree import Expr
from engine.expressions.values import Fact
from engine.model.dossier import Dossier
from tests.engine.expressions.conftest import compiled
from tests.engine.expressions.generated import expressions, variables
from tests.engine.expressions.test_compiled_dossiers import TODAY, conditions, dossiers
from tests.engine.expressions.test_conformance import _cases, same, value_of


def outcome(tree: Expr, names: Names, budget: Budget, *, is_prepared: bool) -> Any:  # noqa: ANN401  # any value
    """Evaluate one way or the other: the value as Python's, or the error; and what is left of the budget."""
    run = Evaluation(names, budget)
    try:
        found: Any = left(prepared(tree)(run, NOTHING_BOUND) if is_prepared else run.value(tree))
    except EvaluationError as error:
        return error
    return found


def hold(text: str, given_values: dict[str, Any], iterations: int) -> None:
    """Hold both against each other with so many iterations."""
    try:
        tree = compile_expression(text).tree
    except FaultsError:
        return
    names = {name: entered(value) for name, value in given_values.items()}
    one, other = Budget(iterations), Budget(iterations)
    found, expected = outcome(tree, names, one, is_prepared=True), outcome(tree, names, other, is_prepared=False)
    assert same(found, expected), (text, found, expected)
    if isinstance(expected, EvaluationError):
        assert found.missing == expected.missing, text
    elif other.left >= 0:
        assert (one.left, one.work_left) == (other.left, other.work_left), text


@settings(max_examples=500, deadline=None)
@given(expressions, variables, st.sampled_from([0, 1, 2, 5, 10, 1_000_000]))
def test_a_generated_expression_is_what_the_reference_finds(
    text: str, given_values: dict[str, Any], iterations: int
) -> None:
    hold(text, given_values, iterations)


@pytest.mark.parametrize("case", _cases())
def test_a_case_of_the_specification_is_what_the_reference_finds(case: dict[str, Any]) -> None:
    hold(case["expr"], {name: value_of(value) for name, value in case.get("bindings", {}).items()}, 1_000_000)


def read(expression: Expression, dossier: Dossier, today: dt.date) -> tuple[object, tuple[Missing, ...], list[Fact]]:
    """Judge a condition over a dossier that nobody read before: its outcome, what is missing, what was read."""
    reader = Reader(dossier, today)
    return told(expression.outcome(reader.names()), reader)


def told(found: bool | EvaluationError, reader: Reader) -> tuple[object, tuple[Missing, ...], list[Fact]]:  # noqa: FBT001
    """Tell an outcome apart from others, with what was read in its order."""
    missing = found.missing if isinstance(found, EvaluationError) else ()
    return (None if missing else found), missing, list(reader.facts.values())


@settings(max_examples=300, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=4), dossiers())
def test_a_condition_over_a_dossier_has_the_outcome_and_the_facts_of_the_reference(
    texts: list[str], dossier: Dossier
) -> None:
    again = Reader(dossier, TODAY)
    names = again.names()
    for expression in (one for one in map(compiled, texts) if isinstance(one, Expression)):
        reader = Reader(dossier, TODAY)
        expected = told(attempt(expression.tree, reader.names()), reader)

        assert read(expression, dossier, TODAY) == expected, expression.source.text
        # A reader that read much of it before notes as much again.
        again.facts = {}
        assert told(expression.outcome(names), again) == expected, expression.source.text
