"""The function table documents itself, and its examples are true."""

import re
from collections.abc import Callable

import pytest

from engine.expressions.compatibility import bare
from engine.expressions.evaluate import evaluate
from engine.expressions.expression import Expression
from engine.expressions.functions import FUNCTIONS, Function, calendar, figures
from engine.expressions.tree import names
from engine.model.types import Type

TABLE = list(FUNCTIONS.values())


def _cjk(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("function", TABLE, ids=list(FUNCTIONS))
def test_a_function_is_said_in_both_languages(function: Function) -> None:
    assert function.doc.en.endswith(".")
    assert _cjk(function.doc.zh)
    assert not _cjk(function.doc.en)
    assert FUNCTIONS[function.name] is function


@pytest.mark.parametrize("function", TABLE, ids=list(FUNCTIONS))
def test_the_example_of_a_function_uses_it_and_is_true(
    compiled_for: Callable[..., Expression], function: Function
) -> None:
    assert re.search(rf"{re.escape(function.name)}\(", function.example)
    if function.name in {"day", "covers"}:
        # These need a dossier: the evaluator's own tests have one.
        assert "." in function.example
        return
    expression = compiled_for(function.example)
    assert isinstance(expression, Expression)
    assert names(expression.tree) == frozenset()
    assert evaluate(expression.tree, {}) is True


SIGNATURES: list[tuple[str, str]] = [
    ("day(lot.label.examined_at)", "date"),
    ("add_days(today, 1)", "date"),
    ("add_months(today, 1)", "date"),
    ("add_years(today, 1)", "date"),
    ("latest([today])", "date"),
    ("size(lot.target_markets)", "int"),
    ("date('2026-01-01')", "date"),
    ("quantity('1', 'mg')", "quantity"),
    ("lot.steps.exists(s, covers(s.validation.valid, today))", "bool"),
    ("sum([quantity('1', 'mg')])", "quantity"),
    ("percent(1, 2)", "quantity"),
    ("ppm(quantity('1', 'mg'), quantity('2', 'mg'))", "quantity"),
    ("['a'].distinct()", "list of text"),
]


@pytest.mark.parametrize(("text", "gives"), SIGNATURES)
def test_a_function_gives_what_the_table_says(fine: Callable[..., Type], text: str, gives: str) -> None:
    assert str(bare(fine(text))) == gives


def test_every_function_of_dossiers_has_a_signature_above() -> None:
    own = {function.name for module in (calendar, figures) for function in module.TABLE}

    assert {name for name in own if any(f"{name}(" in text for text, _ in SIGNATURES)} == own
