"""Expressions to one graph in which equal parts are one node, however many expressions they stand in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from engine.expressions.budget import ITERATIONS
from engine.expressions.scalars import UInt
from engine.expressions.tree import (
    And,
    Bind,
    Call,
    Conditional,
    Expr,
    Has,
    Index,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Pairs,
    Select,
)
from engine.model.types import Basic, CodeOf, ListOf, Nullable, Type

NUMBERS = frozenset({int, float, UInt})
LITERALS = frozenset({bool, int, UInt, float, str, bytes, type(None)})
ORDERS = frozenset({"<", "<=", ">", ">="})
EQUALITIES = frozenset({"==", "!="})
NEEDING = frozenset({"operation", "call", "list", "index"})
VALUE_TYPES: Mapping[str, type] = {
    "bool": bool,
    "int": int,
    "double": float,
    "text": str,
    "date": dt.date,
    "instant": dt.datetime,
}
TRUTHS = frozenset({"all", "exists", "exists_one"})
CONDITIONS = TRUTHS | {"filter"}

BEYOND = frozenset({2.0**63, 2.0**64})
"""Doubles just beyond the end of 64 bits, which the language compares in a way of its own."""
LISTED = 64
"""Steps that the comparison of two values may take on the straight path."""

Number: TypeAlias = int
Binder: TypeAlias = tuple[Number, int, bool]
"""A loop: the list that it walks, how many loops stand around it, and whether it has two variables."""


# Kind, facts and parts of the nodes that bind nothing, by their class.
Parts: TypeAlias = tuple[str, tuple[object, ...], Sequence[Expr]]
PARTS: dict[type, Callable[[Any], Parts]] = {
    Select: lambda tree: ("select", (tree.field,), (tree.of,)),
    Operation: lambda tree: ("operation", (tree.operator,), tree.operands),
    And: lambda tree: ("and", (), tree.terms),
    Or: lambda tree: ("or", (), tree.terms),
    Call: lambda tree: ("call", (tree.function, tree.receiver), tree.arguments),
    Has: lambda tree: ("has", (tree.field,), (tree.of,)),
    Index: lambda tree: ("index", (), (tree.of, tree.key)),
    Items: lambda tree: ("list", (), tree.items),
    Pairs: lambda tree: ("map", (), [part for entry in tree.entries for part in (entry.key, entry.value)]),
    Conditional: lambda tree: ("if", (), (tree.test, tree.then, tree.otherwise)),
}


class Node(msgspec.Struct, frozen=True):
    """
    A part of expressions, whatever the text says its variables are called.

    Attributes:
        kind: What it is: ``literal``, ``variable``, ``item``, ``select``, ``has``, ``index``, ``list``, ``map``,
            ``call``, ``operation``, ``and``, ``or``, ``if``, ``macro`` (``count`` is the
            size of a filtered list). ``truth`` looks at a value that must be one, ``number`` and ``no_truth`` at one
            that is compared with a number, ``needed`` at one that may be recorded as none.
        facts: What tells it from others of its kind apart from what is below it: a value, a name, an operator.
        below: The numbers of the nodes directly below it.
        binder: For a macro, its own loop.
        free: The loops around it whose item it reads.
        gives: The type of its value, when it has one; ``None`` when it depends on the data.
        typed: What the checker found; ``None`` where types are known only at evaluation.
    """

    kind: str
    facts: tuple[object, ...]
    below: tuple[Number, ...]
    binder: Binder | None
    free: frozenset[Binder]
    gives: type | None = None
    typed: Type | None = None


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """
    The expressions of a provision, checked against the dictionary.

    Attributes:
        applies: To which lots.
        over: The list whose items are judged; none when the lot is judged as a whole.
        variable: What an item is called.
        where: Which items are picked.
        require: What must hold.
        by: The day or instant that selects it for the lot as a whole.
        types: The type of each node by its ``id``.
    """

    applies: Expr | None
    over: Expr | None
    variable: str
    where: Expr | None
    require: Expr
    by: Expr | None = None
    types: Mapping[int, Type]


class Numbering:
    """
    Numbers nodes, equal ones alike, those below before those above.

    Attributes:
        nodes: By number.
        uses: How many nodes and expressions have each directly below them.
        loops: Whether each is or has below it a comprehension, which takes statements.
        walks: The comprehensions of each loop.
        caps: For each comprehension, how long a list may be so that no expression can use up its budget.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.uses: list[int] = []
        self.caps: dict[Number, int] = {}
        self.loops: list[bool] = []
        self.walks: dict[Binder | None, list[Number]] = {}
        self._numbers: dict[tuple[object, ...], Number] = {}
        self._types: Mapping[int, Type] = {}

    def root(self, tree: Expr, *, condition: bool, types: Mapping[int, Type] | None = None) -> Number:
        """
        Number an expression.

        Args:
            tree: The expression.
            condition: Whether its value must be a truth value.
            types: The type of each of its nodes by ``id``, where it was checked against the dictionary.
        """
        self._types = types or {}
        number = self._number(tree, {}, 0)
        if condition:
            number = self._truth(number)
        self.uses[number] += 1
        self._cap(number)
        return number

    def _cap(self, root: Number) -> None:
        """
        Bound the steps of one expression: no node is computed more often than its loops turn together.

        Comparing two values that may be lists takes up to `LISTED` steps, above which it is left to the reference.
        """
        below = self.below(root)
        loops = [one for one in below if self.nodes[one].kind == "macro"]
        if not loops:
            return
        deepest = 1 + max(int(str(self.nodes[one].facts[-1])) for one in loops)
        steps = sum(LISTED if self.nodes[one].kind == "operation" else 1 for one in below)
        cap = int((ITERATIONS / steps) ** (1 / deepest))
        for one in loops:
            self.caps[one] = min(cap, self.caps.get(one, cap))

    def within(self, number: Number, part: Number) -> int:
        """Count the places below a node where another stands directly below something."""
        return sum(self.nodes[one].below.count(part) for one in self.below(number))

    def below(self, number: Number) -> set[Number]:
        """Give a node and every node below it."""
        found: set[Number] = set()
        waiting = [number]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.nodes[one].below)
        return found

    def each(self, each: Provision, over_tree: Expr) -> Number:
        """Number the items of a list, the condition that picks some, and what is required of those."""
        self._types = each.types
        over = self._number(over_tree, {}, 0)
        binder = (over, 0, False)
        inner = {each.variable: self._item(binder)}
        where = each.where if each.where is not None else Literal(value=True, span=(0, 0))
        below = [over, *(self._truth(self._number(tree, inner, 1)) for tree in (each.require, where))]
        number = self._node("macro", ("each", False, 0), below, binder)
        self.uses[number] += 1
        for one in below:
            self._cap(one)
        return number

    def _item(self, binder: Binder) -> Number:
        over = _plain_type(self.nodes[binder[0]].typed)
        typed = over.item if isinstance(over, ListOf) else None
        return self._node("item", binder, free=frozenset({binder}), typed=typed)

    def _number(self, tree: Expr, bound: Mapping[str, Number], level: int) -> Number:
        typed = self._types.get(id(tree))
        parts_of = PARTS.get(type(tree))
        if parts_of is not None:
            return self._joined(parts_of(tree), typed, bound, level)
        match tree:
            case Literal(value=value):
                # Plus and minus zero are equal and not the same; what is no value of the language is like nothing else.
                told_by = repr(value) if type(value) is float else value if type(value) in LITERALS else id(value)
                return self._node("literal", (type(value), told_by, value))
            case Name(name=name, rooted=rooted):
                return bound[name] if name in bound and not rooted else self._node("variable", (name,), typed=typed)
            case Macro():
                return self._macro(tree, bound, level)
            case Bind(variable=variable, value=value, body=body):
                # The language has no effects: a name for a value is the value.
                return self._number(body, {**bound, variable: self._number(value, bound, level)}, level)
        raise TypeError(tree)  # pragma: no cover  # every node is named here or among the parts

    def _joined(self, found: Parts, typed: Type | None, bound: Mapping[str, Number], level: int) -> Number:
        kind, facts, parts = found
        below = [self._number(part, bound, level) for part in parts]
        if kind in NEEDING and not any(self.nodes[one].gives is type(None) for one in below):
            below = [self._needed(one) for one in below]
        if kind == "operation" and len(below) > 1:
            below = self._looked_at(str(facts[0]), below)
        elif kind in {"and", "or"} or (kind, facts) == ("operation", ("!",)):
            below = [self._truth(one) for one in below]
        elif kind == "if":
            below[0] = self._truth(below[0])
        if kind == "call" and facts[0] == "size" and len(below) == 1 and self.nodes[below[0]].facts[:1] == ("filter",):
            return self._count(below[0])
        return self._node(kind, facts, below, typed=typed)

    def _needed(self, number: Number) -> Number:
        """Look at what may be recorded as none, where a value is needed."""
        typed = self.nodes[number].typed
        return self._node("needed", (), [number], typed=typed.of) if isinstance(typed, Nullable) else number

    def _looked_at(self, operator: str, below: list[Number]) -> list[Number]:
        """Look at what is compared with a number and may be none: Python takes a truth value for one."""
        nodes = [self.nodes[one] for one in below]
        if not any(node.gives in NUMBERS for node in nodes):
            return below
        if operator in ORDERS:
            return [
                one if node.gives in NUMBERS else self._node("number", (), [one])
                for one, node in zip(below, nodes, strict=True)
            ]
        if operator in EQUALITIES and not any(_is_no_bit(node) for node in nodes):
            return [
                one if node.gives in NUMBERS else self._node("no_truth", (), [one])
                for one, node in zip(below, nodes, strict=True)
            ]
        return below

    def _truth(self, number: Number) -> Number:
        """Look at what stands where a truth value is asked for and may be none."""
        number = self._needed(number)
        return number if self.nodes[number].gives is bool else self._node("truth", (), [number])

    def _count(self, filtered: Number) -> Number:
        """The size of a filtered list needs no list."""
        node = self.nodes[filtered]
        return self._node("macro", ("count", *node.facts[1:]), node.below, node.binder)

    def _macro(self, tree: Macro, bound: Mapping[str, Number], level: int) -> Number:
        over = self._number(tree.over, bound, level)
        binder = (over, level, tree.second is not None)
        item = self._item(binder)
        inner = {**bound, tree.variable: item}
        if tree.second is not None:
            key = self._node("key", binder, free=frozenset({binder}))
            inner |= {tree.variable: key, tree.second: item}
        body = self._number(tree.body, inner, level + 1)
        below = [over, self._truth(body) if tree.kind in CONDITIONS else body]
        if tree.where is not None:
            below.append(self._truth(self._number(tree.where, inner, level + 1)))
        typed = self._types.get(id(tree))
        return self._node("macro", (tree.kind, tree.second is not None, level), below, binder, typed=typed)

    def _node(
        self,
        kind: str,
        facts: tuple[object, ...],
        below: Sequence[Number] = (),
        binder: Binder | None = None,
        free: frozenset[Binder] = frozenset(),
        typed: Type | None = None,
    ) -> Number:
        key = (kind, *facts[:2], *(("",) if kind == "literal" else facts[2:]), "below", *below)
        number = self._numbers.get(key)
        if number is None:
            free = free.union(*(self.nodes[one].free for one in below)) - {binder}
            number = self._numbers[key] = len(self.nodes)
            self.nodes.append(
                Node(kind, facts, tuple(below), binder, free, _type(kind, facts) or _value_type(typed), typed)
            )
            self.uses.append(0)
            self.loops.append(kind == "macro" or any(self.loops[one] for one in below))
            if kind == "macro":
                self.walks.setdefault(binder, []).append(number)
            for one in below:
                self.uses[one] += 1
        return number


def _type(kind: str, facts: tuple[object, ...]) -> type | None:
    """Give the type of a node's value where what it is says so."""
    match kind, facts:
        case "literal", (type() as found, *_):
            return found
        case "has" | "and" | "or" | "truth", _:
            return bool
        case "operation", (operator,) if operator in ORDERS | EQUALITIES | {"in", "!"}:
            return bool
        case "macro", (macro, *_):
            return bool if macro in TRUTHS else int if macro == "count" else None
        case "call", ("size", _):
            return int
        case "number", _:
            return float
    return None


def _value_type(typed: Type | None) -> type | None:
    """Give Python's type of the values of a type, where there is one."""
    match typed:
        case Basic(name=name):
            return VALUE_TYPES.get(name)
        case CodeOf():
            return str
    return None


def gives_texts(typed: Type | None) -> bool:
    """Tell whether a type is a list of texts or codes; an open one has no elements for Python to look through."""
    return isinstance(typed, ListOf) and _value_type(typed.item) is str


def _plain_type(typed: Type | None) -> Type | None:
    return typed.of if isinstance(typed, Nullable) else typed


def _is_no_bit(node: Node) -> bool:
    """Tell whether a node is a number that no truth value equals in Python."""
    return node.kind == "literal" and node.gives in NUMBERS and node.facts[2] not in {0, 1}
