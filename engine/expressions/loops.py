"""Comprehensions as loops: one for each, or one for all that walk the same list."""

import ast
import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from engine.expressions.numbering import Node, Number
from engine.expressions.writer import LOAD, STORE, NotWrittenError, Writer, call, name, negated, store

FUSED = frozenset({"all", "exists", "count"})
PLAIN = frozenset({"literal", "item", "key"})
"""What costs nothing to write again."""
LONGEST = 2**31
"""Items of a list that are judged each on its own, with a budget of its own."""
ITEM, KEY = "item", "key"
Term: TypeAlias = tuple[Number, bool]


class Member(msgspec.Struct, frozen=True):
    """
    A comprehension in a loop.

    Attributes:
        terms: Conditions, and what each must be, for the action to be taken.
        action: What is then done.
    """

    terms: tuple[Term, ...]
    action: Callable[[], tuple[ast.stmt, ...]]


def write_loop(writer: Writer, number: Number, called: str | None = None) -> None:
    """Write the loop of one comprehension, which ends as soon as it is decided, and bind its value to a name."""
    node = writer.graph.nodes[number]
    kind, is_two, _ = node.facts
    _invariants(writer, node)
    value = called or writer.fresh("v")
    over = call("pairs_of" if is_two else "walk", writer.value(node.below[0]), _cap(writer, number))
    before, after, member = _single(writer, node, str(kind), value)
    writer.block.extend(before)
    _loop(writer, node, over, [member], after)
    writer.bound[number] = value


def write_fused(writer: Writer, numbers: Sequence[Number]) -> None:
    """Write one loop for several comprehensions over one list, and bind the values of all."""
    nodes = [writer.graph.nodes[number] for number in numbers]
    for node in nodes:
        _invariants(writer, node)
    over = call("walk", writer.value(nodes[0].below[0]), _cap(writer, *numbers))
    begun, ended, members = list[ast.stmt](), list[ast.stmt](), list[Member]()
    bound: dict[Number, str] = {}
    for number, node in zip(numbers, nodes, strict=True):
        found, bound[number] = writer.fresh("t"), writer.fresh("v")
        members.append(Member(_terms(writer, node), functools.partial(_taken, node, found)))
        begun.append(store(found, ast.Constant(_start(node))))
        # The value has its name only when the loop came to its end: what raised has none.
        ended.append(store(bound[number], name(found)))
    writer.block.extend(begun)
    _loop(writer, nodes[0], over, members, ())
    writer.block.extend(ended)
    writer.bound |= bound


def write_each(writer: Writer, number: Number, answer: str) -> None:
    """
    Write the judging of the items of a list: those picked, each with whether what is required holds.

    An item whose turn raised stands with ``None``: it alone is left to the reference.
    """
    node = writer.graph.nodes[number]
    over, require, where = node.below
    _invariants(writer, node)
    found = writer.fresh("t")
    condition = writer.graph.nodes[where]
    terms = condition.below if condition.kind == "and" else (where,)

    def appended(holds: ast.expr) -> ast.stmt:
        return ast.Expr(call("append", name(found), ast.Tuple([name(writer.items[node.binder, ITEM]), holds], LOAD)))

    def judged() -> tuple[ast.stmt, ...]:
        return (appended(writer.value(require)),)

    def turn(body: list[ast.stmt]) -> list[ast.stmt]:
        left = ast.ExceptHandler(name("failed"), None, [appended(ast.Constant(None))])
        return [ast.Try(body, [left], [], [])]

    listed = call("walk", writer.value(over), ast.Constant(LONGEST))
    writer.block.append(store(found, ast.List([], LOAD)))
    member = Member(tuple((term, True) for term in terms), judged)
    _loop(writer, node, listed, [member], (store(answer, name(found)),), turn)


def _cap(writer: Writer, *numbers: Number) -> ast.expr:
    """Give the length of a list above which the budget of an evaluation might end."""
    return ast.Constant(min(writer.graph.caps[number] for number in numbers))


def _start(node: Node) -> int:
    return {"all": True, "exists": False, "count": 0}[str(node.facts[0])]


def _taken(node: Node, found: str) -> tuple[ast.stmt, ...]:
    if node.facts[0] == "count":
        return (ast.AugAssign(ast.Name(found, STORE), ast.Add(), ast.Constant(1)),)
    return (store(found, ast.Constant(node.facts[0] == "exists")),)


def _terms(writer: Writer, node: Node) -> tuple[Term, ...]:
    """Give what must be for an element to count: every term of a conjunction, or no term of a disjunction for `all`."""
    body = node.below[1]
    below = writer.graph.nodes[body]
    if node.facts[0] == "all":
        return tuple((term, False) for term in below.below) if below.kind == "or" else ((body, False),)
    return tuple((term, True) for term in below.below) if below.kind == "and" else ((body, True),)


def _single(writer: Writer, node: Node, kind: str, value: str) -> tuple[list[ast.stmt], tuple[ast.stmt, ...], Member]:
    """Give what stands before the loop, what is done when it came to its end, and its member."""
    if kind in {"all", "exists"}:
        taken = (store(value, ast.Constant(kind == "exists")), ast.Break())
        return [], (store(value, ast.Constant(kind == "all")),), Member(_terms(writer, node), lambda: taken)
    found = writer.fresh("t")
    if kind in {"count", "exists_one"}:
        counted: ast.expr = name(found)
        if kind == "exists_one":
            counted = ast.Compare(counted, [ast.Eq()], [ast.Constant(1)])
        action = (ast.AugAssign(ast.Name(found, STORE), ast.Add(), ast.Constant(1)),)
        return [store(found, ast.Constant(0))], (store(value, counted),), Member(_terms(writer, node), lambda: action)
    if kind not in {"filter", "map", "transform_list"}:
        raise NotWrittenError(kind)
    terms = _terms(writer, node) if kind == "filter" else tuple((condition, True) for condition in node.below[2:])

    def kept() -> tuple[ast.stmt, ...]:
        item = name(writer.items[node.binder, KEY if node.facts[1] else ITEM]) if kind == "filter" else None
        return (ast.Expr(call("append", name(found), item or writer.value(node.below[1]))),)

    return [store(found, ast.List([], LOAD))], (store(value, name(found)),), Member(terms, kept)


def _loop(
    writer: Writer,
    node: Node,
    over: ast.expr,
    members: Sequence[Member],
    ended: tuple[ast.stmt, ...],
    turn: Callable[[list[ast.stmt]], list[ast.stmt]] = list,
) -> None:
    if node.binder is None:  # pragma: no cover  # every comprehension has its loop
        raise TypeError(node)
    item = writer.items[node.binder, ITEM] = writer.fresh("i")
    target: ast.expr = ast.Name(item, STORE)
    if node.facts[1]:
        key = writer.items[node.binder, KEY] = writer.fresh("i")
        target = ast.Tuple([ast.Name(key, STORE), target], STORE)
    with writer.inside() as body:
        _members(writer, [(member.terms, member) for member in members])
    writer.block.append(ast.For(target, over, turn(body or [ast.Pass()]), list(ended), lineno=0))


def _members(writer: Writer, waiting: Sequence[tuple[tuple[Term, ...], Member]]) -> None:
    """Write the conditions of members; what the same condition guards stands below one test of it."""
    groups: dict[Term, list[tuple[tuple[Term, ...], Member]]] = {}
    for terms, member in waiting:
        if not terms:
            done = member.action()  # what it needs before goes to the block first
            writer.block.extend(done)
        else:
            groups.setdefault(terms[0], []).append((terms[1:], member))
    rest = [terms for terms, _ in waiting if terms]
    for (number, wanted), inner in groups.items():
        _keep_repeated(writer, number, rest)
        test = writer.value(number)
        with writer.inside() as guarded:
            _members(writer, inner)
        writer.block.append(ast.If(test if wanted else negated(test), guarded, []))


def _keep_repeated(writer: Writer, number: Number, rest: Sequence[tuple[Term, ...]]) -> None:
    """Keep what a condition reads first and something after it reads again."""
    graph = writer.graph
    elsewhere: dict[Number, int] = {}
    for terms in rest:
        for one in {below for term, _ in terms for below in graph.below(term)}:
            elsewhere[one] = elsewhere.get(one, 0) + 1
    for one in certain(writer, number):
        repeated = elsewhere.get(one, 0) > 1 or graph.within(number, one) > 1 or _again(graph.below, number, rest, one)
        if repeated and graph.nodes[one].kind not in PLAIN and one not in writer.bound and one != number:
            writer.keep(one)


def _again(
    below: Callable[[Number], set[Number]], number: Number, rest: Sequence[tuple[Term, ...]], one: Number
) -> bool:
    """Tell whether a later term of the same chain reads a node."""
    return any(one in below(term) for terms in rest if terms[0][0] == number for term, _ in terms[1:])


def certain(writer: Writer, number: Number) -> list[Number]:
    """Give what is computed whenever a node is, those below first."""
    node = writer.graph.nodes[number]
    taken = {"and": 1, "or": 1, "if": 1, "macro": 1}.get(node.kind, len(node.below))
    found = [one for part in node.below[:taken] for one in certain(writer, part)]
    return list(dict.fromkeys([*found, number]))


def _invariants(writer: Writer, node: Node) -> None:
    """Compute before a loop what its conditions are certain to need and no turn of it changes."""
    for part in node.below[1:]:
        for one in certain(writer, part):
            found = writer.graph.nodes[one]
            if node.binder not in found.free and found.kind not in PLAIN:
                writer.keep(one)
