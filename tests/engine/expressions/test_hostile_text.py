"""Texts that nobody meant: cases of the language, cut up and put together anew."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from engine.expressions.expression import compile_expression
from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import UInt
from engine.model.types import DYN, INT, TEXT, ListOf, MapOf, Type
from tests.strategies import loaded

TOKEN = re.compile(r"""[rRbB]?"(?:\\.|[^"\\])*"|[rRbB]?'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|[0-9.]+[uU]?|\s+|.""", re.DOTALL)
FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
TEXTS = [str(case[0]) for file in FILES for case in loaded(file)]
PIECES = sorted({piece for text in TEXTS for piece in TOKEN.findall(text)})
ODD = """
\0 \ud800 \u2028 \U0001f600 \\ `a-b` %.9f // x l m d ( ) [ ] [] {} null 1/0 0.0/0.0 1e308 9223372036854775807
18446744073709551615u .join() .split('') .format([1]) .map(x,[x,x]) .transformMapEntry(i,v,{v:i}) .m['k'] dyn( has( day(
cel.bind(x,l, latest([ quantity('1','mg') quantity('1','m') add_days(date('9999-12-31'), .getHours('+14:00')
duration('315576000000s') timestamp('9999-12-31T23:59:59.999999999Z')
"""
ENVIRONMENT: dict[str, Type] = {"x": INT, "l": ListOf(TEXT), "m": MapOf(DYN, TEXT, recorded=False), "d": DYN}
GIVEN = {"x": 1, "l": ["a", "é"], "m": {"k": [1.5]}, "d": UInt(7)}


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Change a few pieces of a text, or join it with another."""
    pieces = TOKEN.findall(draw(st.sampled_from(TEXTS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(pieces)))
        instead = draw(st.lists(st.sampled_from([*PIECES, *re.split(r"[ \n]", ODD)]), max_size=2))
        pieces[at : at + draw(st.integers(0, 2))] = instead
    if draw(st.booleans()):
        joint = draw(st.sampled_from([" == ", " + ", " in ", " && ", " || ", " < ", ".map(x, ", " ? x : "]))
        pieces = ["(", *pieces, ")", joint, *TOKEN.findall(draw(st.sampled_from(TEXTS)))]
    return "".join(pieces)


def outcome(text: str, environment: dict[str, Type] | None) -> object:
    """Evaluate, or give the error."""
    try:
        return compile_expression(text, environment).evaluate(GIVEN)
    except (EvaluationError, FaultsError) as error:
        return error


@settings(max_examples=1500)
@given(mutated())
def test_a_text_has_a_value_or_a_stated_error(text: str) -> None:
    free, typed = outcome(text, None), outcome(text, ENVIRONMENT)

    errors = [one for one in (free, typed) if isinstance(one, EvaluationError | FaultsError)]
    assert all(one.text(language) for one in errors for language in ("en", "zh"))
    # The check of types refuses, and changes no value (CEL specification, Gradual Type Checking).
    assert isinstance(typed, FaultsError) or repr(typed) == repr(free)
