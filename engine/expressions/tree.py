"""Our own syntax tree of an expression. Every node knows which characters it came from."""

from collections.abc import Iterator
from typing import Literal as Only
from typing import TypeAlias

import msgspec

Span: TypeAlias = tuple[int, int]
MacroKind: TypeAlias = Only["all", "exists", "exists_one", "filter", "map"]


class Literal(msgspec.Struct, frozen=True):
    """A value that stands in the text."""

    value: bool | int | str | None
    span: Span


class Name(msgspec.Struct, frozen=True):
    """A name that the environment binds."""

    name: str
    span: Span


class Select(msgspec.Struct, frozen=True):
    """A field of a record."""

    of: "Expr"
    field: str
    span: Span


class Has(msgspec.Struct, frozen=True):
    """Whether a field was recorded."""

    of: "Expr"
    field: str
    span: Span


class Index(msgspec.Struct, frozen=True):
    """An entry of a map."""

    of: "Expr"
    key: "Expr"
    span: Span


class Items(msgspec.Struct, frozen=True):
    """A list written out."""

    items: tuple["Expr", ...]
    span: Span


class Call(msgspec.Struct, frozen=True):
    """A function of the function table."""

    function: str
    arguments: tuple["Expr", ...]
    span: Span


class Operation(msgspec.Struct, frozen=True):
    """An operator with one or two operands."""

    operator: Only["!", "-", "+", "*", "==", "!=", "<", "<=", ">", ">=", "in"]
    operands: tuple["Expr", ...]
    span: Span


class And(msgspec.Struct, frozen=True):
    """All terms hold; a chain of ``&&`` is one node."""

    terms: tuple["Expr", ...]
    span: Span


class Or(msgspec.Struct, frozen=True):
    """Some term holds; a chain of ``||`` is one node."""

    terms: tuple["Expr", ...]
    span: Span


class Conditional(msgspec.Struct, frozen=True):
    """One value or another."""

    test: "Expr"
    then: "Expr"
    otherwise: "Expr"
    span: Span


class Macro(msgspec.Struct, frozen=True):
    """A comprehension over a list."""

    kind: MacroKind
    over: "Expr"
    variable: str
    body: "Expr"
    span: Span


Expr: TypeAlias = Literal | Name | Select | Has | Index | Items | Call | Operation | And | Or | Conditional | Macro


def children(node: Expr) -> tuple[Expr, ...]:
    """Give the nodes directly below a node."""
    match node:
        case Select(of=of) | Has(of=of):
            return (of,)
        case Index(of=of, key=key):
            return (of, key)
        case Items(items=below) | Call(arguments=below) | Operation(operands=below):
            return below
        case And(terms=below) | Or(terms=below):
            return below
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Macro(over=over, body=body):
            return (over, body)
    return ()


def names(node: Expr) -> frozenset[str]:
    """Give the names that an expression reads from outside itself."""
    match node:
        case Name(name=name):
            return frozenset({name})
        case Macro(over=over, variable=variable, body=body):
            return names(over) | (names(body) - {variable})
    return frozenset().union(*(names(child) for child in children(node)))


def walk(node: Expr) -> Iterator[Expr]:
    """Give a node and everything below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)
