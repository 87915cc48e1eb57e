"""How each node is written: directly where Python is exact for every value, else by the evaluator's own function."""

import ast
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from engine.expressions.numbering import BEYOND, NUMBERS, Node, Number, gives_texts
from engine.expressions.scalars import UInt
from engine.expressions.writer import (
    LOAD,
    STORE,
    Emission,
    NotWrittenError,
    Writer,
    call,
    constant,
    name,
    negated,
    store,
)

TEXTS = frozenset({str, bytes})
DAYS = frozenset({dt.date, dt.datetime})
"""Known to be of one kind only where the dictionary says so; an instant always has its offset."""
ORDER: Mapping[str, type[ast.cmpop]] = {"<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE}
WRITTEN_OUT = frozenset({"literal", "list"})
Types: TypeAlias = tuple[type | None, type | None]


def literal(_: Writer, node: Node) -> ast.expr:
    """Write a literal."""
    return constant(node.facts[2])


def variable(_: Writer, node: Node) -> ast.expr:
    """Read a variable; one that was not given raises."""
    return ast.Subscript(name("x"), constant(node.facts[0]), LOAD)


def select(writer: Writer, node: Node) -> ast.expr:
    """Read an entry of a map under a text; one that is not there raises."""
    if writer.graph.nodes[node.below[0]].kind in WRITTEN_OUT:
        raise NotWrittenError("nothing that is written out as one value has fields")
    return ast.Subscript(writer.value(node.below[0]), constant(node.facts[0]), LOAD)


def has(writer: Writer, node: Node) -> ast.expr:
    """Ask whether there is an entry."""
    return call("has", writer.value(node.below[0]), constant(node.facts[0]))


def index(writer: Writer, node: Node) -> ast.expr:
    """Read an element or an entry."""
    return call("entry", *_values(writer, node))


def items(writer: Writer, node: Node) -> ast.expr:
    """Write a list out."""
    return ast.List(_values(writer, node), LOAD)


def pairs(writer: Writer, node: Node) -> ast.expr:
    """Write a map out."""
    return call("pairs", *_values(writer, node))


def item(writer: Writer, node: Node) -> ast.expr:
    """Read what a loop is at."""
    return name(writer.items[node.facts, node.kind])


def function(writer: Writer, node: Node) -> ast.expr:
    """Call a function of the function table; its name is a constant."""
    called, receiver = node.facts
    return call("run", constant(called), constant(receiver), *_values(writer, node))


def conditional(writer: Writer, node: Node) -> ast.expr:
    """Choose one of two values."""
    test, then, otherwise = node.below
    if not any(writer.takes_statements(one) for one in (then, otherwise)):
        return ast.IfExp(writer.value(test), writer.value(then), writer.value(otherwise))
    chosen = writer.fresh("t")
    decides = writer.value(test)
    branches: list[list[ast.stmt]] = []
    for one in (then, otherwise):
        with writer.inside() as branch:
            branch.append(store(chosen, writer.value(one)))
        branches.append(branch)
    writer.block.append(ast.If(decides, *branches))
    return name(chosen)


def conjunction(writer: Writer, node: Node) -> ast.expr:
    """All terms hold."""
    return _until(writer, node.below, ast.And())


def disjunction(writer: Writer, node: Node) -> ast.expr:
    """Some term holds."""
    return _until(writer, node.below, ast.Or())


def _until(writer: Writer, terms: Sequence[Number], operator: ast.And | ast.Or) -> ast.expr:
    """
    Write terms up to the first that decides.

    Statements that a later term takes stand where the earlier ones did not decide: what would not be looked at must not
    raise.
    """
    later = (position for position, term in enumerate(terms) if position and writer.takes_statements(term))
    split = next(later, len(terms))
    values = [writer.value(term) for term in terms[:split]]
    value = ast.BoolOp(operator, values) if len(values) > 1 else values[0]
    if split == len(terms):
        return value
    found = writer.fresh("t")
    writer.block.append(store(found, value))
    with writer.inside() as further:
        further.append(store(found, _until(writer, terms[split:], operator)))
    test = name(found)
    writer.block.append(ast.If(test if isinstance(operator, ast.And) else negated(test), further, []))
    return test


def operation(writer: Writer, node: Node) -> ast.expr:
    """Write an operator."""
    return OPERATORS[str(node.facts[0])](writer, node)


def not_(writer: Writer, node: Node) -> ast.expr:
    """Turn a condition round."""
    return negated(writer.value(node.below[0]))


def ordered(writer: Writer, node: Node) -> ast.expr:
    """
    Compare by order.

    Python raises where one side is a text and the other is not, and compares numbers of two kinds exactly. A truth
    value is a number to it, so what stands beside a number is looked at first.
    """
    left, right = node.below
    operator = ORDER[str(node.facts[0])]()
    types = _types(writer, node)
    if any(_is_beyond(writer, one) for one in node.below):
        return _operate(writer, node)
    if types[0] in NUMBERS and types[1] in NUMBERS:
        return ast.Compare(_bare(writer, left), [operator], [_bare(writer, right)])
    if types[0] in TEXTS or types[1] in TEXTS or (types[0] == types[1] and types[0] in DAYS):
        return ast.Compare(writer.value(left), [operator], [writer.value(right)])
    return _operate(writer, node)


def equality(writer: Writer, node: Node) -> ast.expr:
    """
    Compare for equality.

    Nothing but a text equals a text, in Python as here. A truth value equals 0 or 1 there, so it is looked at first.
    """
    operator = ast.Eq() if node.facts[0] == "==" else ast.NotEq()
    left, right = node.below
    types = _types(writer, node)
    if types[0] in TEXTS or types[1] in TEXTS:
        return ast.Compare(writer.value(left), [operator], [writer.value(right)])
    if any(_is_beyond(writer, one) for one in node.below):
        return _operate(writer, node)
    if types[0] in NUMBERS or types[1] in NUMBERS:
        return ast.Compare(_bare(writer, left), [operator], [_bare(writer, right)])
    for one, other in ((left, right), (right, left)):
        value = _constant(writer, other)
        is_open = writer.graph.nodes[one].kind not in WRITTEN_OUT
        if is_open and value is not None and type(value.value) in {bool, type(None)}:
            same = ast.Is() if node.facts[0] == "==" else ast.IsNot()
            return ast.Compare(writer.value(one), [same], [value])
    return _operate(writer, node)


def membership(writer: Writer, node: Node) -> ast.expr:
    """Ask whether a list has a value: of texts that are written out Python's own way is exact."""
    of, among = node.below
    listed = writer.graph.nodes[among]
    texts = [_constant(writer, one) for one in listed.below] if listed.kind == "list" else []
    known = [text for text in texts if text is not None and type(text.value) is str]
    if known and len(known) == len(texts):
        return ast.Compare(writer.value(of), [ast.In()], [ast.Tuple(list[ast.expr](known), LOAD)])
    if writer.graph.nodes[of].gives is str and gives_texts(listed.typed):
        return ast.Compare(writer.value(of), [ast.In()], [writer.value(among)])
    return _operate(writer, node)


def looked_at(writer: Writer, node: Node) -> ast.expr:
    """Look at a value that is compared with a number: none raises, or becomes what equals no number."""
    return call(node.kind, *_values(writer, node))


def truth(writer: Writer, node: Node) -> ast.expr:
    """Look at what must be a truth value, by one comparison where it holds: ``x is True or x is not False and …``."""
    value = writer.value(node.below[0])
    called = value.id if isinstance(value, ast.Name) else writer.fresh("t")
    first = value if isinstance(value, ast.Name) else ast.NamedExpr(ast.Name(called, STORE), value)
    refused = ast.BoolOp(
        ast.And(), [ast.Compare(name(called), [ast.IsNot()], [ast.Constant(value=False)]), call("wrong")]
    )
    return ast.BoolOp(ast.Or(), [ast.Compare(first, [ast.Is()], [ast.Constant(value=True)]), refused])


def _operate(writer: Writer, node: Node) -> ast.expr:
    """Leave an operator to the evaluator's own function."""
    return call("operate", constant(node.facts[0]), *_values(writer, node))


def _values(writer: Writer, node: Node) -> list[ast.expr]:
    return [writer.value(one) for one in node.below]


def _types(writer: Writer, node: Node) -> Types:
    left, right = node.below
    return writer.graph.nodes[left].gives, writer.graph.nodes[right].gives


def _constant(writer: Writer, number: Number) -> ast.Constant | None:
    node = writer.graph.nodes[number]
    written = constant(node.facts[2]) if node.kind == "literal" else None
    return written if isinstance(written, ast.Constant) else None


def _is_beyond(writer: Writer, number: Number) -> bool:
    """Tell whether a literal is a double just beyond 64 bits, or an integer that rounds to one."""
    node = writer.graph.nodes[number]
    value = node.facts[2] if node.kind == "literal" and node.gives in NUMBERS else 0
    return isinstance(value, int | float) and float(value) in BEYOND


def _bare(writer: Writer, number: Number) -> ast.expr:
    """Write a number; an unsigned one is compared as the integer that it is."""
    node = writer.graph.nodes[number]
    if node.kind == "literal" and node.gives is UInt:
        return ast.Constant(int(str(node.facts[2])))
    return writer.value(number)


OPERATORS: dict[str, Emission] = {
    "!": not_,
    "-": _operate,
    "+": _operate,
    "*": _operate,
    "/": _operate,
    "%": _operate,
    "==": equality,
    "!=": equality,
    "<": ordered,
    "<=": ordered,
    ">": ordered,
    ">=": ordered,
    "in": membership,
}
EMISSIONS: dict[str, Emission] = {
    "literal": literal,
    "variable": variable,
    "select": select,
    "item": item,
    "key": item,
    "has": has,
    "index": index,
    "list": items,
    "map": pairs,
    "call": function,
    "if": conditional,
    "and": conjunction,
    "or": disjunction,
    "operation": operation,
    "truth": truth,
    "number": looked_at,
    "no_truth": looked_at,
}
