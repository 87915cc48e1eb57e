"""Writes Python as a syntax tree: blocks, names that are made here, and constants. No text of a pack becomes a name."""

import ast
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from engine.expressions.numbering import Node, Number, Numbering
from engine.expressions.scalars import LARGEST_INT, SMALLEST_INT, UInt

DEEPEST = 60
"""Blocks inside each other; Python stops at a hundred, and at twenty loops."""
SURROGATE = re.compile("[\ud800-\udfff]")


class NotWrittenError(Exception):
    """An expression that the straight path leaves to the reference evaluator."""


LOAD, STORE = ast.Load(), ast.Store()
CONSTANTS = frozenset({bool, float, bytes, type(None)})


@functools.lru_cache(maxsize=4096)
def name(called: str) -> ast.Name:
    """Read a name; the node may stand in several places, because nothing changes it."""
    return ast.Name(called, LOAD)


def store(called: str, value: ast.expr) -> ast.Assign:
    """Assign to a name."""
    return ast.Assign([ast.Name(called, STORE)], value, lineno=0)


def call(helper: str, *arguments: ast.expr) -> ast.Call:
    """Call one of the functions that the module is given."""
    return ast.Call(name(helper), list(arguments), [])


def constant(value: object) -> ast.expr:
    """
    Write a value of the language as a constant; an unsigned integer, which Python has none for, is made by a function.

    Raises:
        NotWrittenError: It is no value that a literal of the language has.
    """
    kind = type(value)  # exactly: of another type it is not known how it writes itself
    if isinstance(value, UInt) and kind is UInt:
        return call("unsigned", ast.Constant(int(value)))
    if (
        kind in CONSTANTS
        or (isinstance(value, int) and kind is int and SMALLEST_INT <= value <= LARGEST_INT)
        or (isinstance(value, str) and kind is str and not SURROGATE.search(value))
    ):
        return ast.Constant(value)  # type: ignore[arg-type]  # one of the types above
    raise NotWrittenError("no literal")


def negated(test: ast.expr) -> ast.expr:
    """Write that a truth value is false."""
    return ast.UnaryOp(ast.Not(), test)


Emission: TypeAlias = Callable[["Writer", Node], ast.expr]
Loops: TypeAlias = Callable[["Writer", Number], None]


class Writer:
    """
    Writes the statements of one function.

    Args:
        graph: The numbered expressions.
        emissions: How a node of each kind is written, by its kind.
        loop: Writes the comprehension of a node, and binds it.

    Attributes:
        block: The statements being written.
        bound: What each node that was computed before, here or in a block around, is called.
        items: What the item and the key of each loop are called.
    """

    def __init__(self, graph: Numbering, emissions: Mapping[str, Emission], loop: Loops) -> None:
        self.graph = graph
        self.emissions = emissions
        self.loop = loop
        self.block: list[ast.stmt] = []
        self.bound: dict[Number, str] = {}
        self.items: dict[tuple[object, str], str] = {}
        self._depth = 0
        self._made = 0

    def fresh(self, letter: str) -> str:
        """Make a name: a letter and a number."""
        self._made += 1
        return f"{letter}{self._made}"

    @contextmanager
    def inside(self) -> Iterator[list[ast.stmt]]:
        """Write into a new block; what is computed there is not known outside it."""
        outer, known = self.block, self.bound
        self.block, self.bound = [], dict(known)
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise NotWrittenError("too deep")
            yield self.block
        finally:
            self._depth -= 1
            self.block, self.bound = outer, known

    def value(self, number: Number) -> ast.expr:
        """Write the value of a node; statements that it needs before go to the block."""
        if number not in self.bound:
            node = self.graph.nodes[number]
            if node.kind != "macro":
                return self.emissions[node.kind](self, node)
            self.loop(self, number)
        return name(self.bound[number])

    def takes_statements(self, number: Number) -> bool:
        """Tell whether the value of a node takes statements before it: a loop that was not written yet."""
        seen: set[Number] = set()
        waiting = [number]
        while waiting:
            one = waiting.pop()
            if one in seen or one in self.bound or not self.graph.loops[one]:
                continue
            if self.graph.nodes[one].kind == "macro":
                return True
            seen.add(one)
            waiting.extend(self.graph.nodes[one].below)
        return False

    def keep(self, number: Number) -> None:
        """Compute a node now and keep its value under a name."""
        if number not in self.bound:
            value = self.value(number)
            if number not in self.bound:
                self.bound[number] = self.fresh("v")
                self.block.append(store(self.bound[number], value))
