"""Which clause decided, what was observed, against which limit."""

import functools
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from core.locations import Location
from engine.expressions.evaluate import Evaluation, Names, attempt, elements, evaluate
from engine.expressions.expression import Expression
from engine.expressions.missing import EvaluationError
from engine.expressions.reader import Reader
from engine.expressions.tree import And, Bind, Call, Conditional, Expr, Macro, Operation, Or
from engine.expressions.tree import names as read_names
from engine.expressions.values import Fact, Missing, Record, Unknown, Value, display

COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
MOST = 20
Told = TypeVar("Told")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """
    A part of a condition that decided.

    Attributes:
        text: Its source.
        location: Where it stands.
        holds: Its value; ``None`` when unknown.
        item: The element of a list that it was judged for.
        observed: The recorded values it read.
        operator: How observed and limit are compared, where they are.
        limit: What the observed value is held against.
        missing: Why it is unknown.
    """

    text: str
    location: Location
    holds: bool | None
    item: str | None = None
    observed: tuple[Fact, ...] = ()
    operator: str | None = None
    limit: str | None = None
    missing: tuple[Missing, ...] = ()


def explain(expression: Expression, names: Names, reader: Reader) -> tuple[Clause, ...]:
    """
    Give the clauses that decided a condition, in the order of the text.

    Args:
        expression: The condition.
        names: What its names are bound to.
        reader: The reader of the same names, which notes the facts that are read.

    Returns:
        At least one clause, twenty at most: for a conjunction that fails every failing term, for a disjunction that
        holds its first holding term, else every term, and so on down to comparisons.
    """
    explainer = _Explainer(expression, reader)
    return tuple(explainer.all(names))[:MOST]


class Explanation:
    """
    Why a condition came out as it did: its outcome and the place that decided at once, the evidence when asked for.

    Args:
        expression: The condition.
        names: What its names are bound to.
        reader: The reader of the same names; the facts that it has noted so far stay as they are.

    Attributes:
        outcome: True, false, or why it is unknown.
    """

    def __init__(self, expression: Expression, names: Names, reader: Reader) -> None:
        self.expression, self.names, self.reader = expression, names, reader
        self.outcome = attempt(expression.tree, names)

    @functools.cached_property
    def deciding(self) -> Clause:
        """The first clause that decided."""
        return self._told(lambda: next(iter(_Explainer(self.expression, self.reader).all(self.names))))

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause that decided, as `explain` gives them."""
        return self._told(lambda: explain(self.expression, self.names, self.reader))

    def _told(self, tell: Callable[[], Told]) -> Told:
        """Look again without forgetting what was read before."""
        noted, self.reader.facts = self.reader.facts, {}
        try:
            return tell()
        finally:
            self.reader.facts = noted


class _Explainer:
    def __init__(self, expression: Expression, reader: Reader) -> None:
        self.expression = expression
        self.reader = reader

    def all(self, names: Names) -> Iterator[Clause]:
        yield from self.clauses(self.expression.tree, names, None)

    def clauses(self, node: Expr, names: Names, item: str | None) -> Iterator[Clause]:
        match node:
            case And(terms=terms):
                yield from self.terms(terms, names, item, deciding=False)
            case Or(terms=terms):
                yield from self.terms(terms, names, item, deciding=True)
            case Operation(operator="!", operands=(inner,)) if isinstance(inner, And | Or | Macro):
                yield from self.negated(inner, names, item)
            case Conditional(test=test, then=then, otherwise=otherwise):
                chosen = attempt(test, names)
                yield from self.clauses(test, names, item)
                if not isinstance(chosen, Unknown):
                    yield from self.clauses(then if chosen else otherwise, names, item)
            case Macro(kind="all" | "exists"):
                yield from self.comprehension(node, names, item)
            case Bind():
                yield from self.bound(node, names, item)
            case _:
                yield self.leaf(node, names, item)

    def terms(self, terms: tuple[Expr, ...], names: Names, item: str | None, *, deciding: bool) -> Iterator[Clause]:
        outcomes = [(term, attempt(term, names)) for term in terms]
        decided = [term for term, outcome in outcomes if outcome is deciding]
        unknown = [term for term, outcome in outcomes if isinstance(outcome, Unknown)]
        # One term is enough to hold a disjunction; of a conjunction every term that fails is worth knowing.
        for term in (decided[:1] if deciding else decided) or unknown or terms:
            yield from self.clauses(term, names, item)

    def negated(self, inner: Expr, names: Names, item: str | None) -> Iterator[Clause]:
        for clause in self.clauses(inner, names, item):
            yield msgspec.structs.replace(clause, text=f"!({clause.text})", holds=_opposite(clause.holds))

    def comprehension(self, node: Macro, names: Names, item: str | None) -> Iterator[Clause]:
        try:
            over = elements(node, names)
        except Unknown:
            yield self.leaf(node, names, item)
            return
        deciding = node.kind == "exists"
        scopes = [({**names, **_bound(node, at, element)}, _label(element)) for at, element in enumerate(over.items)]
        outcomes = [(scope, label, attempt(node.body, scope)) for scope, label in scopes]
        decided = [(scope, label) for scope, label, outcome in outcomes if outcome is deciding]
        decided = decided[:1] if deciding else decided
        unknown = [(scope, label) for scope, label, outcome in outcomes if isinstance(outcome, Unknown)]
        if not decided and (not scopes or over.open_end is not None):
            yield self.leaf(node, names, item)
        for scope, label in decided or unknown or scopes:
            yield from self.clauses(node.body, scope, label or item)

    def bound(self, node: Bind, names: Names, item: str | None) -> Iterator[Clause]:
        try:
            value = Evaluation(names).value(node.value)
        except EvaluationError:
            yield self.leaf(node, names, item)
            return
        yield from self.clauses(node.body, {**names, node.variable: value}, item)

    def leaf(self, node: Expr, names: Names, item: str | None) -> Clause:
        self.reader.facts = {}
        outcome = attempt(node, names)
        facts = self.observed()
        observed, operator, limit = self.compared(node, names)
        return Clause(
            text=" ".join(self.expression.source.text[slice(*node.span)].split()),
            location=self.expression.source.location(node.span[0]),
            holds=None if isinstance(outcome, Unknown) else outcome,
            item=item,
            observed=observed or facts,
            operator=operator,
            limit=limit,
            missing=outcome.missing if isinstance(outcome, Unknown) else (),
        )

    def compared(self, node: Expr, names: Names) -> tuple[tuple[Fact, ...], str | None, str | None]:
        match node:
            case Operation(operator=operator, operands=(left, right)) if operator in COMPARISONS:
                if not read_names(left) and read_names(right):
                    return self.side(right, names)[0], _mirrored(operator), self.side(left, names)[1]
                return self.side(left, names)[0], operator, self.side(right, names)[1]
            case Call(function="covers", arguments=(period, on)):
                return self.side(on, names)[0], "in", self.side(period, names)[1]
        return (), None, None

    def side(self, node: Expr, names: Names) -> tuple[tuple[Fact, ...], str | None]:
        self.reader.facts = {}
        try:
            limit: str | None = display(evaluate(node, names))
        except Unknown:
            limit = None
        return self.observed(), limit

    def observed(self) -> tuple[Fact, ...]:
        """Give the facts just read, without the records that only led to them."""
        facts = tuple(self.reader.facts.values())
        return tuple(fact for fact in facts if not fact.followed) or facts[-1:]


def _mirrored(operator: str) -> str:
    return {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "in": "contains"}.get(operator, operator)


def _opposite(holds: bool | None) -> bool | None:  # noqa: FBT001  # three values
    return None if holds is None else not holds


def _bound(node: Macro, position: int, element: Value) -> Names:
    return {node.variable: element} if node.second is None else {node.variable: position, node.second: element}


def _label(element: object) -> str | None:
    return element.path if isinstance(element, Record) else None
