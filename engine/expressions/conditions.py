"""What a condition of a pack may not do: pass because something was not recorded, or never change."""

from collections.abc import Iterator
from typing import Literal as Only
from typing import TypeAlias

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.check import Checker, Environment
from engine.expressions.errors import AbsenceError, CodeInequalityError, ConstantConditionError
from engine.expressions.tree import And, Call, Conditional, Expr, Has, Macro, Operation, Or, names, walk
from engine.model.types import BOOL, CodeOf, ListOf, Nullable

Purpose: TypeAlias = Only["applies", "where", "by", "require", "value", "message"]
# In these, and in the lists and days that `value` gives, something unrecorded would be passed over.
GATES = frozenset({"applies", "where", "by", "value"})
CONDITIONS = frozenset({"applies", "where", "by", "require"})
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


def purpose_faults(node: Expr, purpose: Purpose, source: SourceText, scope: Environment) -> Iterator[LotgateError]:
    """
    Find what this purpose refuses.

    Args:
        node: An expression whose types are right.
        purpose: What it is for.
        source: The text, for places.
        scope: Types of its names.

    Yields:
        ``expression.condition.constant``, ``expression.absence.concluded``, ``expression.code.not-equal``.
    """
    if purpose in CONDITIONS:
        for found in _constant(node, source.text):
            yield ConstantConditionError("this is always the same", location=source.location(found.span[0]))
    if purpose in GATES:
        for found in walk(node):
            if isinstance(found, Has):
                place = "a list or a value" if purpose == "value" else f"`{purpose}`"
                yield _absence(found, source, f"`has` in {place} would take what was not recorded for a no")
    if purpose == "require":
        for found in _absent_satisfies(node, positive=True):
            yield _absence(found, source, "this would be satisfied by what was not recorded")
        for found in _Codes(source).passing_others(node, scope, positive=True):
            yield CodeInequalityError(
                "a negated comparison with a code",
                location=source.location(found.span[0]),
                hint="list the values that are good, with `==` or `in`",
            )
        yield from _over_registers(node, source, scope)


def _constant(node: Expr, text: str) -> Iterator[Expr]:
    """Find the condition itself, and the parts that decide in it, which read nothing or compare a thing with itself."""
    match node:
        case _ if not names(node):
            yield node
        case Operation(operator=operator, operands=(left, right)) if operator in COMPARISONS:
            if _squeezed(left, text) == _squeezed(right, text):
                yield node
        case And(terms=parts) | Or(terms=parts):
            for part in parts:
                yield from _constant(part, text)
        case Operation(operator="!", operands=(inner,)):
            yield from _constant(inner, text)
        case Conditional(test=test):
            yield from _constant(test, text)
        case Macro(kind="all" | "exists" | "exists_one", body=body):
            yield from _constant(body, text)


def _squeezed(node: Expr, text: str) -> str:
    return "".join(text[slice(*node.span)].split())


class _Codes:
    """Finds each comparison with codes whose being false could make the whole true: it passes codes yet to come."""

    def __init__(self, source: SourceText) -> None:
        self.source = source

    def passing_others(self, node: Expr, scope: Environment, *, positive: bool) -> Iterator[Expr]:
        match node:
            case Operation(operator="==" | "!=", operands=operands) if self.is_condition(operands[0], scope):
                # A condition held against a condition counts either way.
                for part in operands:
                    yield from self.passing_others(part, scope, positive=False)
            case Operation(operator="==" | "in", operands=operands):
                if not positive and any(self.is_code(operand, scope) for operand in operands):
                    yield node
            case And(terms=parts) | Or(terms=parts):
                for part in parts:
                    yield from self.passing_others(part, scope, positive=positive)
            case Operation(operator="!", operands=(inner,)):
                yield from self.passing_others(inner, scope, positive=not positive)
            case Conditional(test=test, then=then, otherwise=otherwise):
                # The test chooses the second value where it is false.
                yield from self.passing_others(test, scope, positive=False)
                for part in (then, otherwise):
                    yield from self.passing_others(part, scope, positive=positive)
            case Macro(kind="all" | "exists", over=over, variable=variable, body=body):
                listed = Checker(self.source, scope).check(over)
                inner_scope = {**scope, variable: listed.item} if isinstance(listed, ListOf) else scope
                yield from self.passing_others(body, inner_scope, positive=positive)

    def is_condition(self, node: Expr, scope: Environment) -> bool:
        found = Checker(self.source, scope).check(node)
        return found is not None and found == BOOL

    def is_code(self, node: Expr, scope: Environment) -> bool:
        found = Checker(self.source, scope).check(node)
        found = found.of if isinstance(found, Nullable) else found
        found = found.item if isinstance(found, ListOf) else found
        return isinstance(found, CodeOf)


def _absence(node: Expr, source: SourceText, message: str) -> AbsenceError:
    return AbsenceError(message, location=source.location(node.span[0]), hint="leave it out: reading is unknown then")


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
            yield from (found for found in walk(node.over) if isinstance(found, Has))
            yield from _absent_satisfies(node.body, positive=positive)
        case _:
            # Anywhere else a `has` may count either way.
            yield from (found for found in walk(node) if isinstance(found, Has))


def _over_registers(node: Expr, source: SourceText, scope: Environment) -> Iterator[LotgateError]:
    """Refuse forms that an open register makes unknown for ever, where `each` would judge every item."""
    terms = node.terms if isinstance(node, And) else (node,)
    for term in terms:
        inner = term.operands[0] if isinstance(term, Operation) and term.operator == "!" else None
        over = term if isinstance(term, Macro) and term.kind == "all" else None
        if isinstance(inner, Macro) and inner.kind == "exists":
            over = inner
        if over is not None and _is_register(over.over, source, scope):
            yield AbsenceError(
                f"`{'!' if over is inner else ''}{over.kind}` over a register",
                location=source.location(term.span[0]),
                hint="judge each item on its own, with `each` and `where`",
            )
    for found in walk(node):
        if isinstance(found, Call) and found.function == "size" and _is_register(found.arguments[0], source, scope):
            yield AbsenceError(
                "`size` of a register",
                location=source.location(found.span[0]),
                hint="judge each item on its own, with `each` and `where`",
            )


def _is_register(node: Expr, source: SourceText, scope: Environment) -> bool:
    found = Checker(source, scope).check(node)
    return isinstance(found, ListOf) and found.register
