"""What a condition of a pack may not do: pass because something was not recorded, or never change."""

from collections.abc import Iterator
from typing import Literal as Only
from typing import TypeAlias

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.check import Environment
from engine.expressions.errors import AbsenceError, ConstantConditionError
from engine.expressions.tree import And, Call, Expr, Has, Macro, Name, Operation, Or, Select, children, names
from engine.model.dictionary import fields_of
from engine.model.types import ListOf, Nullable, RecordOf, Type

Purpose: TypeAlias = Only["applies", "where", "by", "require", "value", "message"]
GATES = frozenset({"applies", "where", "by"})
CONDITIONS = frozenset({"applies", "where", "require"})


def purpose_faults(node: Expr, purpose: Purpose, source: SourceText, scope: Environment) -> Iterator[LotgateError]:
    """
    Find what this purpose refuses.

    Args:
        node: An expression whose types are right.
        purpose: What it is for.
        source: The text, for places.
        scope: Types of its names.

    Yields:
        ``expression.condition.constant``, ``expression.absence.concluded``.
    """
    if purpose in CONDITIONS and not names(node):
        yield ConstantConditionError("this condition is always the same", location=source.location(node.span[0]))
    if purpose in GATES:
        for found in _walk(node):
            if isinstance(found, Has):
                yield _absence(found, source, f"`has` in `{purpose}` would take what was not recorded for a no")
    if purpose == "require":
        for found in _absent_satisfies(node, positive=True):
            yield _absence(found, source, "this would be satisfied by what was not recorded")
        yield from _over_registers(node, source, scope)


def _absence(node: Expr, source: SourceText, message: str) -> AbsenceError:
    return AbsenceError(message, location=source.location(node.span[0]), hint="leave it out: reading is unknown then")


def _walk(node: Expr) -> Iterator[Expr]:
    yield node
    for child in children(node):
        yield from _walk(child)


def _absent_satisfies(node: Expr, *, positive: bool) -> Iterator[Expr]:
    """Find each `has` whose being false could make the whole true."""
    match node:
        case Has():
            if not positive:
                yield node
            yield from _absent_satisfies(node.of, positive=positive)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from _absent_satisfies(term, positive=positive)
        case Operation(operator="!", operands=(inner,)):
            yield from _absent_satisfies(inner, positive=not positive)
        case Macro(kind="all" | "exists"):
            yield from (found for found in _walk(node.over) if isinstance(found, Has))
            yield from _absent_satisfies(node.body, positive=positive)
        case _:
            # Anywhere else a `has` may count either way.
            yield from (found for found in _walk(node) if isinstance(found, Has))


def _over_registers(node: Expr, source: SourceText, scope: Environment) -> Iterator[LotgateError]:
    """Refuse forms that an open register makes unknown for ever, where `each` would judge every item."""
    terms = node.terms if isinstance(node, And) else (node,)
    for term in terms:
        inner = term.operands[0] if isinstance(term, Operation) and term.operator == "!" else None
        over = term if isinstance(term, Macro) and term.kind == "all" else None
        if isinstance(inner, Macro) and inner.kind == "exists":
            over = inner
        if over is not None and _is_register(over.over, scope):
            yield AbsenceError(
                f"`{'!' if over is inner else ''}{over.kind}` over a register",
                location=source.location(term.span[0]),
                hint="judge each item on its own, with `each` and `where`",
            )
    for found in _walk(node):
        if isinstance(found, Call) and found.function == "size" and _is_register(found.arguments[0], scope):
            yield AbsenceError(
                "`size` of a register",
                location=source.location(found.span[0]),
                hint="judge each item on its own, with `each` and `where`",
            )


def _is_register(node: Expr, scope: Environment) -> bool:
    found = _type(node, scope)
    return isinstance(found, ListOf) and found.register


def _type(node: Expr, scope: Environment) -> Type | None:
    """Give the type of a path; other expressions are no register."""
    match node:
        case Name(name=name):
            return scope.get(name)
        case Macro(kind="filter" | "map", over=over):
            return _type(over, scope)
        case Select(of=of, field=field):
            record = _type(of, scope)
            record = record.of if isinstance(record, Nullable) else record
            return fields_of(record.entity)[field].type if isinstance(record, RecordOf) else None
    return None
