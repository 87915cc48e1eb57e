"""
Beside Google's engine and cel-python: the same answers where those are right, and each difference with who is right.

Google's C++ engine is right wherever it was looked at; it lacks the macros with two variables in its Python package.
"""

from typing import Any

import celpy
import pytest
from cel_expr_python import cel
from cel_expr_python.ext.ext_bindings import ExtBindings
from celpy.adapter import json_to_cel
from celpy.celparser import CELParseError, CELParser
from celpy.evaluation import CELEvalError
from hypothesis import assume, given, settings

from engine.expressions.scalars import CelType, UInt
from engine.expressions.times import Duration, Timestamp
from tests.engine.expressions.generated import expressions, variables
from tests.engine.expressions.test_conformance import outcome, same

FAILS = "fails"
GOOGLE = cel.NewEnv(variables=dict.fromkeys(("x", "y", "items"), cel.Type.DYN), extensions=[ExtBindings()])

# An expression, its variables, what the specification says, what cel-python gives, and where the specification says it.
# `specification` is cel-spec doc/langdef.md.
CEL_PYTHON_IS_WRONG: tuple[tuple[str, dict[str, Any], object, str, str], ...] = (
    ("5 < 5.5", {}, True, FAILS, "Numeric Values: int, uint and double are compared on one number line"),
    ("5 == 5.0", {}, True, FAILS, "Numeric Values: int, uint and double are compared on one number line"),
    ("0.0 / 0.0 == 0.0 / 0.0", {}, False, "True", "Equality: NaN is not equal to itself, as IEEE 754 has it"),
    ("1 == 'a'", {}, False, FAILS, "Equality: values of different types are not equal"),
    ("[1, 2][-1]", {}, FAILS, "2", "Lists: an index outside the list is an error"),
    ("5 && true", {}, FAILS, "5", "Logical Operators: an operand that is no bool is an error"),
    (
        "string(1.0)",
        {},
        "1",
        "1.0",
        "List of Standard Definitions: string of a double is the shortest that reads the same",
    ),
    ("has(x.a.b)", {"x": {}}, FAILS, "False", "Field Selection: has(e.f) is an error where e is one"),
    ("[1, 2].all(i, v, v > i)", {}, True, FAILS, "Macros with two variables (extension)"),
    ("duration('90d')", {}, FAILS, "7776000s", "Timestamps and durations: h, m, s, ms, us, ns"),
)
# The same of Google's engine; here each is right in its own way.
GOOGLE_DIFFERS: tuple[tuple[str, dict[str, Any], object, object, str], ...] = (
    ("[1, 2].all(i, v, v > i)", {}, True, FAILS, "its Python package has no macros with two variables: ours is right"),
    (
        "x.all(i, i == 1)",
        {"x": [1] * 10_001},
        True,
        FAILS,
        "its budget is 10,000 iterations and cannot be set, ours is a million: both are limits of an implementation",
    ),
)


def plain(value: Any) -> Any:  # noqa: ANN401  # any value of either engine
    """Leave out what the other engine's Python face does not tell apart: uint from int, bytes from text, times."""
    match value:
        case UInt():
            return int(value) % 7
        case bytes() | bytearray():
            return bytes(value).decode()
        case Timestamp() | Duration():
            return str(type(value))
        case list():
            return [plain(item) for item in value]
        case dict():
            return {plain(key): plain(item) for key, item in value.items()}
    return value


def google(text: str, given_values: dict[str, Any]) -> object:
    """Evaluate with Google's engine."""
    try:
        found = GOOGLE.compile(text, disable_check=True).eval(GOOGLE.Activation(given_values))
    except RuntimeError:
        return FAILS
    if found.type() in (cel.Type.ERROR, cel.Type.UNKNOWN):
        return FAILS
    value = found.plain_value()
    return str(value) if isinstance(value, cel.Type) else value


def cel_python(text: str, given_values: dict[str, Any]) -> str:
    """Evaluate with cel-python, whose first parser fixes the class of trees for the process."""
    ours, CELParser.CEL_PARSER = CELParser.CEL_PARSER, None
    try:
        environment = celpy.Environment(runner_class=celpy.InterpretedRunner)
        program = environment.program(environment.compile(text))
        # As text, because its values raise when they are compared with others.
        return str(program.evaluate({name: json_to_cel(value) for name, value in given_values.items()}))
    except (CELEvalError, CELParseError, ValueError):
        return FAILS
    finally:
        CELParser.CEL_PARSER = ours


def own(text: str, given_values: dict[str, Any]) -> object:
    """Evaluate with our reference."""
    found = outcome(text, given_values)
    return FAILS if isinstance(found, Exception) else found


@settings(max_examples=200)
@given(expressions, variables)
def test_generated_expressions_have_the_answers_of_googles_engine(text: str, given_values: dict[str, Any]) -> None:
    assume("(k, " not in text)  # macros with two variables, which it lacks
    data = plain(given_values)
    ours, theirs = own(text, data), google(text, data)

    is_told_apart = not isinstance(ours, CelType | Timestamp | Duration)
    assert (ours == FAILS) is (theirs == FAILS), (text, ours, theirs)
    assert not is_told_apart or same(plain(ours), plain(theirs)), (text, ours, theirs)


@pytest.mark.parametrize(("text", "given_values", "right", "theirs", "why"), CEL_PYTHON_IS_WRONG)
def test_where_cel_python_is_wrong(
    text: str, given_values: dict[str, Any], right: object, theirs: str, why: str
) -> None:
    assert own(text, given_values) == right, why
    assert cel_python(text, given_values) == theirs
    assert str(right) != theirs


@pytest.mark.parametrize(("text", "given_values", "ours", "theirs", "why"), GOOGLE_DIFFERS)
def test_where_googles_engine_differs(
    text: str, given_values: dict[str, Any], ours: object, theirs: object, why: str
) -> None:
    assert own(text, given_values) == ours, why
    assert google(text, given_values) == theirs, why
