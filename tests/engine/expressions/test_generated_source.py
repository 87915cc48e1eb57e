"""No text of a pack reaches generated source but as a literal, and what is generated is always the same."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from engine.expressions.compiled import ANSWERS, compile_expressions, load
from engine.expressions.expression import compile_expression
from engine.expressions.generate import Wanted, generate
from engine.expressions.straight import STRAIGHT
from engine.expressions.tree import And, Expr, Literal, Name, Operation, Select
from tests.engine.expressions.generated import expressions
from tests.engine.expressions.test_compiled import check

ROOT = Path(__file__).resolve().parents[3]
# All that a generated module is made of; there is no attribute, no import, no string formatting among it.
NODES = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.AugAssign, ast.Expr, ast.Pass,
    ast.Try, ast.ExceptHandler, ast.If, ast.For, ast.Break, ast.Name, ast.Load, ast.Store, ast.Constant, ast.List,
    ast.Tuple, ast.Subscript, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.IfExp, ast.NamedExpr, ast.Call, ast.And, ast.Or,
    ast.Not, ast.USub, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot, ast.In, ast.Add,
)  # fmt: skip
MADE = re.compile(r"[votix][0-9]+|x|r|evaluate|failed")
GIVEN = {*STRAIGHT, *ANSWERS}
# Names, fields, texts and functions that would do harm if they were code.
HOSTILE = (
    "__class__", "__import__", "__builtins__", "__globals__", "evaluate", "failed", "operate", "v1", "o1", "T", "F0",
    "x", "r", "None", "True", "lambda", "import", "exec", "open", "yield", "await", "class",
)  # fmt: skip
HOSTILE_TEXTS = (
    "'", '"', "'''", '"""', "\\", "\\'", '\\"', "\n", "\r\n", "\x00", "\u2028", "{0}", "{x.__class__}", "%s", "#", ";",
    "'); __import__('os').system('true'); ('", "\ud800", "\udfff", "a\\", "\\N{BULLET}", "\x1b",
    "\uffff", "\U0010ffff", "f'{x}'",
)  # fmt: skip


class Disguised(str):
    """A text that would write itself as code."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Write a call."""
        return "print()"


FOREIGN = (Disguised("a"), 2**70, -(2**70), 10**5000, (1,), ["a"], {"a": 1}, print, ..., 1j, object())


def reviewed(source: str) -> set[object]:
    """Refuse anything in a module that does not belong there; give its constants."""
    tree = ast.parse(source)
    constants: set[object] = set()
    for node in ast.walk(tree):
        assert isinstance(node, NODES), ast.dump(node)
        if isinstance(node, ast.Name):
            assert MADE.fullmatch(node.id) or node.id in GIVEN, node.id
        elif isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name), ast.dump(node)
            assert node.func.id in STRAIGHT or node.func.id == "r", ast.dump(node)
            assert not node.keywords
        elif isinstance(node, ast.arg | ast.FunctionDef):
            assert MADE.fullmatch(node.arg if isinstance(node, ast.arg) else node.name), ast.dump(node)
        elif isinstance(node, ast.Constant):
            constants.add(node.value)
    function = tree.body[0]
    assert len(tree.body) == 1
    assert isinstance(function, ast.FunctionDef)
    assert not function.decorator_list
    return constants


@settings(max_examples=200, deadline=None)
@given(st.lists(expressions, min_size=1, max_size=4))
def test_generated_modules_are_made_of_a_closed_set_of_nodes_and_names(texts: list[str]) -> None:
    trees = [compile_expression(text).tree for text in texts]

    for condition in (True, False):
        reviewed(generate([Wanted(tree, condition) for tree in trees]))


@pytest.mark.parametrize("name", HOSTILE)
def test_names_and_fields_of_a_pack_are_constants(name: str) -> None:
    span = (0, 0)
    tree = And(
        (Select(Name(name, span), name, span), Operation("==", (Name(name, span), Literal(name, span)), span)), span
    )

    constants = reviewed(generate([Wanted(tree)]))

    assert name in constants


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_of_a_pack_come_out_of_the_source_as_they_went_in(text: str) -> None:
    span = (0, 0)
    trees: list[Expr] = [Literal(text, span), Select(Name("x", span), text, span)]
    source = generate([Wanted(tree, condition=False) for tree in trees])
    constants = reviewed(source)

    found = load(source)({"x": {text: 7}}, lambda position: f"left {position}")

    is_half = any("\ud800" <= sign < "\ue000" for sign in text)
    assert found == (["left 0", "left 1"] if is_half else [text, 7])
    assert (text in constants) is not is_half


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12))
def test_any_text_comes_out_of_the_source_as_it_went_in(text: str) -> None:
    source = generate([Wanted(Literal(text, (0, 0)), condition=False)])

    assert text in reviewed(source)
    assert load(source)({}, lambda _: None) == [text]


@pytest.mark.parametrize("value", FOREIGN, ids=range(len(FOREIGN)))
def test_a_literal_that_is_none_of_the_language_is_not_written(value: Any) -> None:  # noqa: ANN401  # anything
    source = generate([Wanted(Literal(value, (0, 0)), condition=False)])

    assert reviewed(source) <= {0}
    assert load(source)({}, lambda _: "left") == ["left"]


@pytest.mark.parametrize(
    "text", ["1.7976931348623157e308", "5e-324", "-9223372036854775808", "18446744073709551615u", "-0.0"]
)
def test_numbers_come_out_of_the_source_as_they_went_in(text: str) -> None:
    check(compile_expressions([text]), {})


def test_a_generated_module_reaches_nothing_but_what_it_is_given() -> None:
    straight = load("def evaluate(x, r):\n    return [print]\n")

    with pytest.raises(NameError):
        straight({}, lambda _: None)


@pytest.mark.parametrize(
    "text",
    ["x.__class__", "x.__class__.__init__.__globals__", "__import__('os')", "x.__dict__", "().a", "x.format('a')"],
)
def test_nothing_of_python_is_in_reach_of_an_expression(text: str) -> None:
    class Secret:
        attribute = 1

    try:
        compiled = compile_expressions([text])
    except FaultsError:
        return
    found = compiled.evaluate({"x": Secret()})

    assert isinstance(found[0], Exception)


def test_the_same_expressions_give_the_same_source_on_any_hash_seed() -> None:
    program = (
        "from tests.engine.expressions.test_compiler_faults import EXPRESSIONS\n"
        "from engine.expressions.expression import compile_expression\n"
        "from engine.expressions.generate import Wanted, generate\n"
        "print(generate([Wanted(compile_expression(text).tree) for text in EXPRESSIONS]))\n"
    )
    sources = {
        subprocess.run(  # noqa: S603  # our own Python
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(sources) == 1
    reviewed(sources.pop())
