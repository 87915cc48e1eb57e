"""Compiled expressions give what the reference evaluator gives: values, errors, truth and the deciding clause."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions.compiled import CompiledExpressions, Decided, compile_expressions
from engine.expressions.expression import compile_expression
from engine.expressions.missing import EvaluationError
from tests.engine.expressions.generated import expressions, variables
from tests.engine.expressions.test_conformance import same


def check(compiled: CompiledExpressions, given_values: dict[str, Any]) -> None:
    """Hold both forms against each other on one set of variables."""
    found = compiled.evaluate(given_values)
    for text, value in zip(compiled.texts, found, strict=True):
        try:
            expected: Any = compile_expression(text).evaluate(given_values)
        except EvaluationError as error:
            assert isinstance(value, EvaluationError), (text, value)
            assert value.missing == error.missing, text
        else:
            assert same(value, expected), (text, value, expected)
    assert compiled.decide(given_values) == compiled.reference(given_values), compiled.texts


@settings(max_examples=300, deadline=None)
@given(st.lists(expressions, min_size=1, max_size=4), st.lists(variables, min_size=1, max_size=4))
def test_generated_expressions_give_what_the_reference_gives(texts: list[str], data: list[dict[str, Any]]) -> None:
    compiled = compile_expressions(texts)

    for given_values in data:
        check(compiled, given_values)
