"""What the language means, case by case, written from the specification's text."""

import math
from pathlib import Path
from typing import Any

import pytest

from core.errors import FaultsError
from engine.expressions.expression import compile_expression
from engine.expressions.functions import FUNCTIONS, calendar, figures
from engine.expressions.missing import EvaluationError
from engine.expressions.nodes import MACROS
from engine.expressions.scalars import UInt
from engine.expressions.syntax import BINARY
from tests.strategies import loaded

KINDS: dict[str, Any] = {"int": int, "uint": UInt, "double": float, "string": str, "bool": bool, "null": type(None)}
FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [pytest.param(*case, id=f"{file.stem}: {case[0]}") for file in FILES for case in loaded(file)]


@pytest.mark.parametrize(("text", "kind", "wanted"), CASES)
def test_an_expression_is_what_the_specification_says(text: str, kind: str, wanted: Any) -> None:  # noqa: ANN401
    if kind == "error":
        with pytest.raises((EvaluationError, FaultsError)) as caught:
            compile_expression(text).evaluate()
        faults = caught.value.faults if isinstance(caught.value, FaultsError) else [caught.value]
        assert any(wanted in str(fault) for fault in faults), faults
        return
    found = compile_expression(text).evaluate()

    assert type(found) is KINDS[kind]
    assert found == wanted
    if isinstance(found, float):
        assert math.copysign(1, found) == math.copysign(1, wanted)


def test_no_operator_macro_or_function_of_the_language_is_without_a_case() -> None:
    said = " ".join(case.values[0] for case in CASES if isinstance(case.values[0], str))
    own = {function.name for module in (calendar, figures) for function in module.TABLE}

    assert {name for name in FUNCTIONS if f"{name}(" not in said} <= own
    assert [name for name in MACROS if f".{name}(" not in said] == []
    assert [sign for sign in BINARY.values() if f" {sign} " not in said] == []
    assert len(CASES) > 300
