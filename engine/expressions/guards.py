"""What was certainly read: where a condition has its value, some reads below it must have succeeded."""

from collections.abc import Hashable, Iterator, Mapping

from engine.expressions.tree import (
    And,
    Bind,
    Conditional,
    Expr,
    Has,
    Index,
    Macro,
    Operation,
    Or,
    Select,
    children,
    shape,
)
from engine.model.dictionary import fields_of
from engine.model.types import MapOf, Nullable, RecordOf, Type

Known = frozenset[Hashable]
NOTHING: Known = frozenset()
# A parent's conditions are asked about again with every pack that extends it, and are the same trees there.
MOST_KEPT = 4096
_CERTAIN: dict[tuple[int, bool], tuple[Expr, Known]] = {}


def certain_of(tree: Expr, *, value: bool) -> Known:
    """Give the reads that succeeded where a condition has a value, as `certain` does; they are worked out once."""
    # A tree that is kept here is never another's.
    found = _CERTAIN.get((id(tree), value))
    if found is None:
        if len(_CERTAIN) >= MOST_KEPT:
            _CERTAIN.clear()
        found = _CERTAIN[id(tree), value] = (tree, certain(tree, value=value))
    return found[1]


def certain(node: Expr, *, value: bool | None = None) -> Known:
    """
    Give the reads that succeeded where a node has a value.

    Args:
        node: A condition, or any expression.
        value: Which of the two it has; ``None`` when any.

    Returns:
        Shapes of fields and entries.
    """
    match node:
        case Select(of=of) | Index(of=of):
            return certain(of) | {shape(node)} | (certain(node.key) if isinstance(node, Index) else NOTHING)
        case Has(of=of, field=field):
            read = {shape(Select(of, field, node.span))} if value else NOTHING
            return certain(of) | read
        case Operation(operator="!", operands=(inner,)):
            return certain(inner, value=None if value is None else not value)
        case And(terms=terms) | Or(terms=terms):
            return _joined(terms, value=value, decided=isinstance(node, Or))
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (certain(test, value=True) | certain(then, value=value)) & (
                certain(test, value=False) | certain(otherwise, value=value)
            )
        case Macro(over=over):
            return certain(over)
        case Bind():
            return NOTHING
    return frozenset().union(*map(certain, children(node)))


def _joined(terms: tuple[Expr, ...], *, value: bool | None, decided: bool) -> Known:
    """Join the terms: all have their value where none decided; where one did, only what they share is certain."""
    if value is None:
        return _joined(terms, value=True, decided=decided) & _joined(terms, value=False, decided=decided)
    parts = [certain(term, value=value) for term in terms]
    return frozenset.intersection(*parts) if value is decided else frozenset().union(*parts)


def unguarded(node: Expr, types: Mapping[int, Type], known: Known) -> Iterator[Select | Index]:
    """
    Find the reads of an expression that may find nothing recorded.

    Args:
        node: An expression whose types are right.
        types: The type of each node by its ``id``.
        known: What was certainly read before; `has` and conditions inside the expression add to it.
    """
    match node:
        case Conditional(test=test, then=then, otherwise=otherwise):
            yield from unguarded(test, types, known)
            yield from unguarded(then, types, known | certain(test, value=True))
            yield from unguarded(otherwise, types, known | certain(test, value=False))
            return
        case Select() | Index():
            if not _is_known(node, types, known):
                yield node
                return
    for child in children(node):
        yield from unguarded(child, types, known)


def _is_known(node: Select | Index, types: Mapping[int, Type], known: Known) -> bool:
    if shape(node) in known:
        return True
    of = types.get(id(node.of))
    if isinstance(of, Nullable) and not any(_reads_below(read, shape(node.of)) for read in known):
        return False
    record = of.of if isinstance(of, Nullable) else of
    if isinstance(node, Select) and isinstance(record, RecordOf):
        return fields_of(record.entity)[node.field].required
    return isinstance(record, MapOf) and not record.recorded


def _reads_below(read: Hashable, of: Hashable) -> bool:
    """Tell whether a read went through a value, so that the value is a record and not none."""
    return isinstance(read, tuple) and len(read) > 1 and read[0] == "Select" and read[1] == of
