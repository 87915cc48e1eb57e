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
from engine.expressions.times import Duration, Timestamp, parse_duration, parse_timestamp
from engine.model.types import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    NOTHING,
    TEXT,
    TIMESTAMP,
    TYPE,
    UINT,
    ListOf,
    MapOf,
    Nullable,
    Type,
)

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
    if isinstance(found, EvaluationError):
        return str(found) == str(wanted)
    if isinstance(found, float):
        return (math.isnan(found) and math.isnan(wanted)) or (
            found == wanted and math.copysign(1, found) == math.copysign(1, wanted)
        )
    if isinstance(found, list):
        return len(found) == len(wanted) and all(same(*pair) for pair in zip(found, wanted, strict=True))
    if isinstance(found, dict):
        return found.keys() == wanted.keys() and all(same(found[key], wanted[key]) for key in found)
    return bool(found == wanted)


def outcome(text: str, variables: dict[str, Any], declared: dict[str, Type] | None = None) -> Any:  # noqa: ANN401
    """Evaluate, or give the error."""
    try:
        return compile_expression(text, declared).evaluate(variables)
    except (EvaluationError, FaultsError) as error:
        return error


# Types of values that packs do not have, and functions that a case declares: outside the language here.
OUTSIDE = ("abstractType", "typeParam")
PRIMITIVES = {"INT64": INT, "UINT64": UINT, "DOUBLE": DOUBLE, "STRING": TEXT, "BYTES": BYTES, "BOOL": BOOL}


def is_outside(case: dict[str, Any]) -> bool:
    """Tell whether a case is about optional values, or about functions that it declares itself."""
    return any(word in json.dumps((case["expect"], case.get("type_env"))) for word in OUTSIDE)


def type_of(described: dict[str, Any]) -> Type:
    """Read a type of the type checker, of which the specification's protobuf form has become JSON."""
    (kind, of), *_ = described.items()
    match kind:
        case "primitive":
            return PRIMITIVES[of]
        case "wrapper":
            return Nullable(PRIMITIVES[of])
        case "wellKnown":  # may be null, says the specification's checker
            return {"TIMESTAMP": TIMESTAMP, "DURATION": DURATION}[of]
        case "listType":
            return ListOf(type_of(of["elemType"]))
        case "mapType":
            return MapOf(type_of(of["valueType"]), type_of(of["keyType"]), recorded=False)
        case "type":
            return TYPE
    return {"null": NOTHING, "dyn": DYN}[kind]


def environment_of(case: dict[str, Any]) -> dict[str, Type]:
    """Give the types of names that a case declares."""
    return {one["name"]: type_of(one["ident"]["type"]) for one in case.get("type_env", []) if "ident" in one}


def fits(found: Any, kind: Type) -> bool:  # noqa: ANN401
    """Tell whether a value that came out is of a type, with everything in it."""
    match kind:
        case ListOf(item=item):
            return isinstance(found, list) and all(fits(one, item) for one in found)
        case MapOf(item=item, key=key):
            return isinstance(found, dict) and all(fits(one, key) and fits(found[one], item) for one in found)
        case Nullable(of=of):
            return found is None or fits(found, of)
    return kind == DYN or type(found) is PYTHON[kind]


PYTHON: dict[Type, type] = {
    INT: int,
    UINT: UInt,
    DOUBLE: float,
    TEXT: str,
    BYTES: bytes,
    BOOL: bool,
    TIMESTAMP: Timestamp,
    DURATION: Duration,
    TYPE: CelType,
    NOTHING: type(None),
}


@pytest.mark.parametrize("case", _cases())
def test_a_case_of_the_specification_has_its_type(case: dict[str, Any]) -> None:
    declared = environment_of(case)
    if is_outside(case):
        with pytest.raises(FaultsError, match=r"expression\.function\.unknown"):
            compile_expression(case["expr"], declared)
        return
    given = {name: value_of(value) for name, value in case.get("bindings", {}).items()}
    if case.get("disable_check") or "error" in case["expect"]:
        # What is checked may be refused, and never evaluates to what is not there without the check.
        found = outcome(case["expr"], given, declared)
        assert isinstance(found, FaultsError) or same(found, outcome(case["expr"], given))
        return

    checked, deduced = compile_expression(case["expr"], declared), compile_expression(case["expr"])

    if "type" in case["expect"]:
        wanted = type_of(case["expect"]["type"])
        assert (checked.type, deduced.type) == (wanted, wanted)
    if "check_only" not in case:
        found = checked.evaluate(given)
        assert same(found, deduced.evaluate(given))
        assert fits(found, checked.type)
        assert fits(found, deduced.type)


@pytest.mark.parametrize("case", [one for one in _cases() if not one.values[0].get("check_only")])
def test_a_case_of_the_specification_has_its_outcome(case: dict[str, Any]) -> None:
    expect = case["expect"]
    given = {name: value_of(value) for name, value in case.get("bindings", {}).items()}

    found = outcome(case["expr"], given)

    if "error" in expect:
        assert isinstance(found, EvaluationError | FaultsError), found
    else:
        wanted = LOST.get((case["section"], case["name"]), value_of(expect["value"]))
        assert same(found, wanted), found
