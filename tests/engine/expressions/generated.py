"""
Expressions and data for comparing two evaluators: every operator and macro, over what is there, missing, or odd.

Most are of fitting types, because an error above hides what is below it; one in some is anything at all.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from hypothesis import strategies as st

from engine.expressions.scalars import UInt
from engine.expressions.times import Duration, Timestamp

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Bound: TypeAlias = tuple[str, ...]
"""Names that comprehensions bind, each to a record."""

NUMBERS = (0, 1, 2, -1, 2**63 - 1, -(2**63), 2**53 + 1)
DOUBLES = (0.0, -0.0, 1.0, 0.5, 2.0, 1e300, 2.0**53, 2.0**63, 2.0**64, float("nan"), float("inf"))
TEXTS = ("", "a", "b", "pass", "批次")
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    b"",
    b"a",
    UInt(0),
    UInt(1),
    UInt(2**64 - 1),
    Timestamp.of(0),
    Duration.of(10**9),
    [],
    {},
    [1, "a"],
)
NUMBER_TEXTS = (
    "0",
    "1",
    "2",
    "-1",
    "9223372036854775807",
    "0u",
    "1u",
    "0.0",
    "-0.0",
    "1.0",
    "0.5",
    "9223372036854775808.0",
)
ODD_TEXTS = (
    "null",
    'b"a"',
    "true",
    "[]",
    "{}",
    '{"n": 1}',
    "duration('1s')",
    "timestamp('2026-01-01T00:00:00Z')",
    "type(1)",
    "x",
    "nowhere",
)

numbers = st.sampled_from([*NUMBERS, *NUMBERS, *DOUBLES])
texts = st.sampled_from(TEXTS)
odd = st.sampled_from([*NUMBERS, *DOUBLES, *TEXTS, *ODD])


def mostly(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give the usual, and one time in eight anything."""
    return st.integers(0, 7).flatmap(lambda turn: odd if turn == 0 else usual)


def records(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record whose fields are mostly there, and mostly of their types."""
    fields = {
        "n": mostly(numbers),
        "m": mostly(numbers),
        "t": mostly(texts),
        "b": mostly(st.booleans()),
        "l": mostly(inner),
    }
    left_out = st.sets(st.sampled_from([*fields, "none", "none", "none"]), max_size=1)
    return st.builds(
        lambda whole, out: {name: value for name, value in whole.items() if name not in out},
        st.fixed_dictionaries(fields),
        left_out,
    )


variables = st.fixed_dictionaries(
    {
        "x": records(st.lists(records(st.lists(records(st.just([])), max_size=2)), max_size=4)),
        "items": mostly(st.lists(mostly(records(st.just([]))), max_size=4)),
        "y": odd,
    }
)


@st.composite
def conditions(draw: Draw, depth: int = 3, bound: Bound = ()) -> str:
    """An expression that is a truth value, if its parts are what they seem."""
    if depth == 0:
        return str(draw(st.sampled_from([f"{_of(draw, bound)}.b", "true", "false", f"{_of(draw, bound)}.t == 'a'"])))
    one, other = conditions(depth - 1, bound), conditions(depth - 1, bound)
    match draw(st.integers(0, 11)):
        case 0 | 1:
            return f"({draw(one)} && {draw(other)})"
        case 2 | 3:
            return f"({draw(one)} || {draw(other)})"
        case 4:
            return f"!{draw(one)}"
        case 5:
            return f"({draw(one)} ? {draw(other)} : {draw(conditions(depth - 1, bound))})"
        case 6:
            return f"has({_of(draw, bound)}.{draw(st.sampled_from(['n', 't', 'b', 'l', 'nowhere']))})"
        case 7 | 8:
            return _quantified(draw, depth, bound)
    return _compared(draw, depth, bound)


def _compared(draw: Draw, depth: int, bound: Bound) -> str:
    operator = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in"]))
    if operator == "in":
        return f"({draw(texts_of(depth - 1, bound))} in {draw(lists_of(depth - 1, bound))})"
    kind = draw(st.sampled_from([numbers_of, numbers_of, texts_of, _anything]))
    left, right = kind(depth - 1, bound), (_anything if draw(st.integers(0, 7)) == 0 else kind)(depth - 1, bound)
    return f"({draw(left)} {operator} {draw(right)})"


def _quantified(draw: Draw, depth: int, bound: Bound) -> str:
    over = f"{_of(draw, bound)}.l" if draw(st.booleans()) else draw(lists_of(depth - 1, bound))
    name = draw(st.sampled_from(["i", "j"]))
    body = draw(conditions(depth - 1, (*bound, name)))
    match draw(st.integers(0, 5)):
        case 0:
            return f"{over}.exists_one({name}, {body})"
        case 1:
            return f"{over}.{draw(st.sampled_from(['all', 'exists', 'existsOne']))}(k, {name}, k != 1 && {body})"
        case 2:
            return f"cel.bind({name}, {_of(draw, bound)}, {body})"
    return f"{over}.{draw(st.sampled_from(['all', 'exists']))}({name}, {body})"


@st.composite
def numbers_of(draw: Draw, depth: int, bound: Bound) -> str:
    """An expression that is a number."""
    match draw(st.integers(0, 7 if depth > 0 else 3)):
        case 0:
            return str(draw(st.sampled_from(NUMBER_TEXTS)))
        case 4:
            operator = draw(st.sampled_from("+-*/%"))
            return f"({draw(numbers_of(depth - 1, bound))} {operator} {draw(numbers_of(depth - 1, bound))})"
        case 5:
            return f"-({draw(numbers_of(depth - 1, bound))})"
        case 6:
            over, body = draw(lists_of(depth - 1, bound)), draw(conditions(depth - 1, (*bound, "i")))
            return f"size({over}.filter(i, {body}))"
        case 7:
            return f"size({draw(lists_of(depth - 1, bound))})"
    return f"{_of(draw, bound)}.{draw(st.sampled_from('nm'))}"


@st.composite
def texts_of(draw: Draw, depth: int, bound: Bound) -> str:
    """An expression that is a text."""
    if draw(st.integers(0, 3)) == 0:
        return f'"{draw(texts)}"'
    if depth > 0 and draw(st.integers(0, 5)) == 0:
        return f"({draw(texts_of(depth - 1, bound))} + {draw(texts_of(depth - 1, bound))})"
    return f"{_of(draw, bound)}.t"


@st.composite
def lists_of(draw: Draw, depth: int, bound: Bound) -> str:
    """An expression that is a list."""
    match draw(st.integers(0, 7 if depth > 0 else 4)):
        case 0:
            return '["a", "pass"]'
        case 1:
            return "items"
        case 5:
            return f"{_of(draw, bound)}.l.filter(i, {draw(conditions(depth - 1, (*bound, 'i')))})"
        case 6:
            return f"{_of(draw, bound)}.l.map(i, {draw(texts_of(depth - 1, (*bound, 'i')))})"
        case 7:
            return f"{_of(draw, bound)}.l.map(i, {draw(conditions(depth - 1, (*bound, 'i')))}, i.n)"
    return f"{_of(draw, bound)}.l"


@st.composite
def _anything(draw: Draw, depth: int, bound: Bound) -> str:
    further = [conditions, numbers_of, texts_of, lists_of]
    if draw(st.booleans()):
        return str(draw(st.sampled_from(ODD_TEXTS)))
    return str(draw(draw(st.sampled_from(further))(depth, bound)))


expressions = st.one_of(
    conditions(), conditions(), numbers_of(3, ()), texts_of(3, ()), lists_of(3, ()), _anything(2, ())
)


def _of(draw: Draw, bound: Bound) -> str:
    """Give the name of a record."""
    return str(draw(st.sampled_from(["x", "x", "x", *bound, *bound, *bound])))
