"""A wrong emission of any operator is noticed by holding the compiled form against the reference."""

import ast
from collections.abc import Callable
from typing import Any

import pytest

from engine.expressions import emission, generate, loops, straight
from engine.expressions.compiled import compile_expressions
from engine.expressions.numbering import Node
from engine.expressions.scalars import UInt
from engine.expressions.writer import Emission, Writer, name, store
from tests.engine.expressions.test_compiled import check

EXPRESSIONS = (
    *(f"x.n {operator} 1" for operator in ("<", "<=", ">", ">=", "==", "!=")),
    *(f"x.t {operator} 'b'" for operator in ("<", "<=", ">", ">=", "==", "!=")),
    *(f"x.n {operator} x.m" for operator in ("<", "==", "!=", "+", "-", "*", "/", "%")),
    *(f"1.0 {operator} x.n" for operator in ("<", "<=", ">", ">=", "==", "!=")),
    "x.n < 9223372036854775808.0",
    "x.t in ['a', 'b']",
    "x.n in [1, 2]",
    "x.b == true",
    "x.b != false",
    "x.t == null",
    "!x.b",
    "-x.n",
    "2u",
    "[1, 2u, 0.0, -0.0, 'a', b'a', true, null]",
    "x.b && x.n < 2 && x.t == 'b'",
    "x.b || x.n < 1 || x.t == 'b'",
    "x.b ? x.n : x.m",
    "x.b ? x.n < 1 : x.m < 1",
    "has(x.t)",
    "has(x.nowhere)",
    "x['n']",
    "x.l[1]",
    "{'a': x.n, 'b': x.m}",
    "size(x.t)",
    "x.t.startsWith('b')",
    "x.l.all(i, i.n < 2 || i.b)",
    "x.l.all(i, i.n >= 0)",
    "x.l.exists(i, i.n > 1 && i.b)",
    "x.l.exists(i, i.n == 2)",
    "x.m.l.all(i, i > 0)",
    "x.l.exists_one(i, i.b)",
    "x.l.filter(i, i.b)",
    "x.l.map(i, i.n)",
    "x.l.map(i, i.b, i.n)",
    "x.l.all(k, i, i.n >= k)",
    "x.l.exists(k, i, i.n < k)",
    "x.l.transformList(k, i, i.n + k)",
    "x.l.transformList(k, i, k > 0, i.n)",
    "[7, 8].transformList(k, i, k)",
    "size(x.l.filter(i, i.b)) == 1",
    "size(x.l.filter(i, i.n > 0)) == 2",
    "x.l.all(i, x.l.exists(j, j.n == i.n && j.b))",
    "x.l.all(i, i.n < x.n)",
    "x.l.exists(i, cel.bind(v, i.n, v == 2))",
    "!(x.b && x.n < 2)",
    "!(x.b || x.n < 2)",
)
FIELDS: dict[str, tuple[Any, ...]] = {
    "n": (0, 1, 2, True, 1.0, UInt(1), 2.0**63),
    "m": (1, 2),
    "t": ("a", "b", "c", None, 5),
    "b": (True, False, 1),
    "l": (
        [{"n": 1, "b": True}, {"n": 2, "b": False}],
        [{"n": 0, "b": True}, {"n": 2, "b": True}],
        [{"n": 0, "b": False}],
        [],
        [{"b": True}, {"n": 2, "b": True}],
        {"n": {"n": 1, "b": True}, "o": {"n": 1, "b": 5}},
    ),
}
USUAL = {"n": 1, "m": 1, "t": "b", "b": True, "l": FIELDS["l"][0]}


def data() -> list[dict[str, Any]]:
    """One odd field at a time, and each one missing."""
    changed = [{**USUAL, key: value} for key, values in FIELDS.items() for value in values]
    missing = [{key: value for key, value in USUAL.items() if key != gone} for gone in FIELDS]
    return [{"x": record} for record in (*changed, *missing, USUAL)]


def everything() -> None:
    """Compare all expressions, in one module, on all data."""
    compiled = compile_expressions(EXPRESSIONS)
    for given in data():
        check(compiled, given)


def changed(right: Emission, change: Callable[[Any], Any]) -> Emission:
    """Emit what is right, changed."""
    return lambda writer, node: change(right(writer, node))


def compared(operator: ast.cmpop) -> Callable[[Any], Any]:
    """Compare in another way."""

    def change(found: Any) -> Any:  # noqa: ANN401  # a syntax tree
        if isinstance(found, ast.Compare):
            return ast.Compare(found.left, [operator], found.comparators)
        return ast.UnaryOp(ast.Not(), found)

    return change


def argument(position: int, value: str | int) -> Callable[[Any], Any]:
    """Give a helper another constant."""

    def change(found: Any) -> Any:  # noqa: ANN401  # a syntax tree
        found.args[position] = ast.Constant(value)
        return found

    return change


def swapped(found: Any) -> Any:  # noqa: ANN401  # a syntax tree
    """Swap both branches of a choice."""
    return ast.IfExp(found.test, found.orelse, found.body)


def joined(other: ast.boolop) -> Callable[[Any], Any]:
    """Join terms otherwise."""
    return lambda found: ast.BoolOp(other, found.values)


def unguarded(writer: Writer, node: Node) -> ast.expr:
    """Look at nothing."""
    return writer.value(node.below[0])


OPERATORS: dict[str, Callable[[Any], Any]] = {
    "<": compared(ast.LtE()),
    "<=": compared(ast.Lt()),
    ">": compared(ast.GtE()),
    ">=": compared(ast.Gt()),
    "==": compared(ast.GtE()),
    "!=": compared(ast.Lt()),
    "in": compared(ast.NotIn()),
    "!": lambda found: found.operand,
    "-": argument(0, "+"),
    "+": argument(0, "-"),
    "*": argument(0, "+"),
    "/": argument(0, "%"),
    "%": argument(0, "/"),
}
EMISSIONS: dict[str, Callable[[Emission], Emission]] = {
    "literal": lambda right: changed(
        right, lambda found: ast.Constant(1) if getattr(found, "value", 1) == 2 else found
    ),
    "variable": lambda _: lambda _w, _n: name("x"),
    "select": lambda right: changed(right, lambda found: ast.Subscript(found.value, ast.Constant("m"), ast.Load())),
    "has": lambda right: changed(right, argument(1, "n")),
    "index": lambda right: changed(right, argument(1, 0)),
    "list": lambda right: changed(right, lambda found: ast.List(found.elts[::-1], ast.Load())),
    "map": lambda right: changed(right, lambda found: ast.Call(found.func, found.args[:2], [])),
    "call": lambda right: changed(right, argument(0, "type")),
    "if": lambda right: changed(right, swapped),
    "and": lambda right: changed(right, joined(ast.Or())),
    "or": lambda right: changed(right, joined(ast.And())),
    "operation": lambda right: changed(right, lambda found: ast.UnaryOp(ast.Not(), found)),
    "truth": lambda _: unguarded,
    "number": lambda _: unguarded,
    "no_truth": lambda _: unguarded,
    "item": lambda _: lambda writer, _node: name(next(iter(writer.items.values()))),
    "key": lambda _: lambda writer, node: name(writer.items[node.facts, "item"]),
}


def test_every_operator_and_every_kind_of_node_has_a_seeded_fault() -> None:
    assert OPERATORS.keys() == emission.OPERATORS.keys()
    assert EMISSIONS.keys() == emission.EMISSIONS.keys()


def test_without_a_fault_both_forms_agree() -> None:
    assert len(data()) > 20
    everything()


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_wrong_operator_is_noticed(operator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = emission.OPERATORS[operator]
    monkeypatch.setitem(emission.OPERATORS, operator, changed(right, OPERATORS[operator]))

    with pytest.raises(AssertionError):
        everything()


@pytest.mark.parametrize("kind", EMISSIONS)
def test_a_wrong_node_is_noticed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(emission.EMISSIONS, kind, EMISSIONS[kind](emission.EMISSIONS[kind]))

    with pytest.raises(AssertionError):
        everything()


# What is written around nodes: where, what is put there instead.
AROUND: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "all-begins-false": (loops, "_start", lambda right: lambda node: right(node) == 0),
    "count-counts-nothing": (
        loops,
        "_taken",
        lambda right: lambda node, found: (ast.Pass(),) if node.facts[0] == "count" else right(node, found),
    ),
    "fused-all-and-exists-mixed-up": (
        loops,
        "_taken",
        lambda _: lambda node, found: (store(found, ast.Constant(node.facts[0] != "exists")),),
    ),
    "first-term-only": (loops, "_terms", lambda right: lambda writer, node: right(writer, node)[:1]),
    "condition-turned-round": (loops, "negated", lambda _: lambda test: test),
    "item-of-a-list-lost": (straight, "walk", lambda right: lambda value, longest: right(value, longest)[1:]),
    "positions-from-one": (
        straight,
        "pairs_of",
        lambda right: lambda value, longest: ((key + 1, item) for key, item in right(value, longest)),
    ),
    "truth-is-a-number": (straight, "number", lambda _: lambda value: value),
    "entry-is-there": (straight, "has", lambda _: lambda _of, _field: True),
    "keeps-no-item": (straight, "append", lambda _: lambda _items, _item: None),
    "what-raised-is-false": (
        generate,
        "_try",
        lambda right: lambda block, _: right(block, [store("v1", ast.Constant(value=False))]),
    ),
}


@pytest.mark.parametrize("fault", AROUND)
def test_a_fault_around_the_nodes_is_noticed(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, attribute, wrong = AROUND[fault]
    changed_to = wrong(getattr(module, attribute))
    monkeypatch.setattr(module, attribute, changed_to)
    if module is straight:
        monkeypatch.setitem(straight.STRAIGHT, attribute, changed_to)

    with pytest.raises((AssertionError, UnboundLocalError)):
        everything()


def test_a_list_that_would_use_up_the_budget_is_left_to_the_reference() -> None:
    text = "x.all(i, x.exists(j, i != j) || x.exists(j, j == 2)) || true"
    compiled = compile_expressions([text])

    check(compiled, {"x": [1] * 1100})
