"""
Our own syntax tree of an expression. Every node knows which characters it came from.

The meaning of each node is in its docstring, and `engine.expressions.evaluate` is that meaning as a program. "Has no
value" means that an `EvaluationError` is raised; only ``And``, ``Or``, ``Conditional``, ``Bind`` and the macros ``all``
and ``exists`` may have a value although something below them has none.
"""

import functools
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeAlias, cast
from typing import Literal as Only

import msgspec

from engine.expressions.scalars import UInt

Span: TypeAlias = tuple[int, int]
MacroKind: TypeAlias = Only[
    "all", "exists", "exists_one", "filter", "map", "transform_list", "transform_map", "transform_map_entry"
]
Operator: TypeAlias = Only["!", "-", "+", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in"]


class Literal(msgspec.Struct, frozen=True):
    """A value that stands in the text: null, bool, int (64 bits), uint, double, text or bytes."""

    value: "bool | int | UInt | float | str | bytes | None"
    span: Span


class Name(msgspec.Struct, frozen=True):
    """
    A name: of a comprehension around it, else of the environment, else of a type such as ``int``.

    A name may contain points (``a.b``) where a variable of that name was given. A rooted name (``.a``) is never one of
    a comprehension.
    """

    name: str
    span: Span
    rooted: bool = False


class Select(msgspec.Struct, frozen=True):
    """A field of a record, or the entry of a map under a text. No value: no such field or entry, or not recorded."""

    of: "Expr"
    field: str
    span: Span


class Has(msgspec.Struct, frozen=True):
    """Whether a field was recorded, or whether a map has an entry under a text; ``of`` itself must have a value."""

    of: "Expr"
    field: str
    span: Span


class Index(msgspec.Struct, frozen=True):
    """An element of a list by position from 0, or an entry of a map by key. No value: there is none."""

    of: "Expr"
    key: "Expr"
    span: Span


class Items(msgspec.Struct, frozen=True):
    """A list written out."""

    items: tuple["Expr", ...]
    span: Span


class Entry(msgspec.Struct, frozen=True):
    """One entry of a map written out; not an expression of its own."""

    key: "Expr"
    value: "Expr"


class Pairs(msgspec.Struct, frozen=True):
    """A map written out; keys are bool, int, uint or text, and none stands twice."""

    entries: tuple[Entry, ...]
    span: Span


class Call(msgspec.Struct, frozen=True):
    """
    A function of the function table; every argument must have a value.

    Of ``a.f(b)`` the receiver ``a`` is the first argument, and ``receiver`` is true. The name of a function in a
    namespace contains the point: ``math.greatest``. A function that the table does not have has no value.
    """

    function: str
    arguments: tuple["Expr", ...]
    span: Span
    receiver: bool = False


class Operation(msgspec.Struct, frozen=True):
    """An operator with one or two operands, which must have values."""

    operator: Operator
    operands: tuple["Expr", ...]
    span: Span


class And(msgspec.Struct, frozen=True):
    """
    All terms hold; a chain of ``&&`` is one node.

    False when some term is false, whatever the others are; else no value when some term has none or is no truth value.
    """

    terms: tuple["Expr", ...]
    span: Span


class Or(msgspec.Struct, frozen=True):
    """
    Some term holds; a chain of ``||`` is one node.

    True when some term is true, whatever the others are; else no value when some term has none or is no truth value.
    """

    terms: tuple["Expr", ...]
    span: Span


class Conditional(msgspec.Struct, frozen=True):
    """One value or another; the one not chosen is not evaluated, and the test must be a truth value."""

    test: "Expr"
    then: "Expr"
    otherwise: "Expr"
    span: Span


class Macro(msgspec.Struct, frozen=True, dict=True):
    """
    A comprehension over the elements of a list, or the entries of a map in their order.

    With one variable it is the element, or the key. With ``second``, the first variable is the position (from 0) or
    key, and ``second`` the element or value. What the kinds give:

    - ``all``, ``exists``: ``body`` for every element, joined like ``And`` and ``Or``; the end of an open list is one
      more element that has no value.
    - ``exists_one``: whether ``body`` is true of exactly one element of a complete list; no body may be without value.
    - ``filter``: a list of the elements (or keys) of which ``body`` is true; open like the list.
    - ``map`` and ``transform_list``: a list of ``body`` for the elements of which ``where`` is true (all without it).
    - ``transform_map``: a map from key (of a list, position) to ``body``.
    - ``transform_map_entry``: a map of the entries of the maps that ``body`` gives; no key may come twice.
    """

    kind: MacroKind
    over: "Expr"
    variable: str
    body: "Expr"
    span: Span
    second: str | None = None
    where: "Expr | None" = None

    @functools.cached_property
    def turn(self) -> int:
        """How many nodes one element takes."""
        return sum(1 for part in (self.body, self.where) if part is not None for _ in walk(part))


class Bind(msgspec.Struct, frozen=True):
    """
    ``cel.bind(variable, value, body)``: the value once, under a name, for the body.

    A value that there is not is an error only where the body reads the name.
    """

    variable: str
    value: "Expr"
    body: "Expr"
    span: Span


Expr: TypeAlias = (
    Literal | Name | Select | Has | Index | Items | Pairs | Call | Operation | And | Or | Conditional | Macro | Bind
)


def children(node: Expr) -> tuple[Expr, ...]:
    """Give the nodes directly below a node, in the order of the text but for a macro's ``where``, which comes last."""
    below = CHILDREN.get(type(node))
    return () if below is None else below(node)


def _parts(node: Pairs) -> tuple[Expr, ...]:
    return tuple(part for entry in node.entries for part in (entry.key, entry.value))


def _of_macro(node: Macro) -> tuple[Expr, ...]:
    return (node.over, node.body) if node.where is None else (node.over, node.body, node.where)


CHILDREN: dict[type[Expr], Callable[[Any], tuple[Expr, ...]]] = {
    Select: lambda node: (node.of,),
    Has: lambda node: (node.of,),
    Index: lambda node: (node.of, node.key),
    Items: lambda node: node.items,
    Pairs: _parts,
    Call: lambda node: node.arguments,
    Operation: lambda node: node.operands,
    And: lambda node: node.terms,
    Or: lambda node: node.terms,
    Conditional: lambda node: (node.test, node.then, node.otherwise),
    Macro: _of_macro,
    Bind: lambda node: (node.value, node.body),
}


def bound(node: Expr) -> frozenset[str]:
    """Give the names that a node binds for its body."""
    match node:
        case Macro(variable=variable, second=second):
            return frozenset({variable} if second is None else {variable, second})
        case Bind(variable=variable):
            return frozenset({variable})
    return frozenset()


def names(node: Expr) -> frozenset[str]:
    """Give the names that an expression reads from outside itself."""
    found: set[str] = set()
    _read(node, frozenset(), found)
    return frozenset(found)


def _read(node: Expr, hidden: frozenset[str], found: set[str]) -> None:
    """Gather the names that are read; those that are rooted are never bound by what is around them."""
    if isinstance(node, Name):
        if node.rooted or node.name not in hidden:
            found.add(node.name)
    elif isinstance(node, Macro | Bind):
        outside, *inside = children(node)
        _read(outside, hidden, found)
        below = hidden | bound(node)
        for part in inside:
            _read(part, below, found)
    else:
        for child in children(node):
            _read(child, hidden, found)


def reads_nothing(node: Expr, hidden: frozenset[str] = frozenset()) -> bool:
    """Tell whether an expression reads no name from outside itself, but for those that are hidden."""
    if isinstance(node, Name):
        return not node.rooted and node.name in hidden
    if isinstance(node, Macro | Bind):
        outside, *inside = children(node)
        below = hidden | bound(node)
        return reads_nothing(outside, hidden) and all(reads_nothing(part, below) for part in inside)
    return all(reads_nothing(child, hidden) for child in children(node))


def walk(node: Expr) -> Iterator[Expr]:
    """Give a node and everything below it, parents first."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(children(found))


def path_of(node: Expr) -> str | None:
    """Give the dotted path of a chain of names and fields, ``None`` of anything else."""
    fields: list[str] = []
    while isinstance(node, Select):
        fields.append(node.field)
        node = node.of
    return ".".join([node.name, *reversed(fields)]) if isinstance(node, Name) else None


def shape(node: Expr) -> Hashable:
    """Give what a node says, without its place: two nodes of one shape have one value under the same names."""
    return _shaped(node)


def _shaped(value: object) -> Hashable:
    kind = type(value)
    fields = SHAPED.get(kind)
    if fields is not None:
        return (kind.__name__, *[_shaped(getattr(value, name)) for name in fields])
    if kind is tuple:
        return tuple([_shaped(part) for part in cast("tuple[object, ...]", value)])
    # 1, 1u, 1.0 and true are equal in Python, and so are 0.0 and -0.0.
    return cast("str", value) if kind is str else (kind.__name__, repr(value))


SHAPED: dict[type, tuple[str, ...]] = {
    kind: tuple(name for name in kind.__struct_fields__ if name != "span") for kind in (Literal, Name, Entry, *CHILDREN)
}
