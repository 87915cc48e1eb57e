"""The reference evaluator: slow, obvious, three-valued. Whatever is faster is held against it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from engine.expressions.arithmetic import calculated, negated
from engine.expressions.budget import Budget
from engine.expressions.compare import attempt_equal, decide, equal, is_number, ordered
from engine.expressions.functions import FUNCTIONS
from engine.expressions.missing import EvaluationError, Missing, Unknown
from engine.expressions.scalars import DENOTED
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
    path_of,
)
from engine.expressions.values import Entries, Many, Record, RecordedNone, Table, Value, display, weight

__all__ = ["Evaluation", "Names", "Scope", "attempt", "condition", "decide", "elements", "evaluate"]

Names: TypeAlias = Mapping[str, Value]
# What comprehensions and bindings bind; a binding whose value there is not holds the error until it is read.
Scope: TypeAlias = Mapping[str, Value | EvaluationError]
NOTHING_BOUND: Scope = {}


class Evaluation:
    """
    One evaluation: what its names are bound to, and how much it may still do.

    Args:
        names: Values of the names from outside.
        budget: What is left of its iterations; a fresh one when left out.
    """

    def __init__(self, names: Names, budget: Budget | None = None) -> None:
        self.names = names
        self.budget = Budget() if budget is None else budget

    def value(self, node: Expr, scope: Scope = NOTHING_BOUND) -> Value:
        """
        Give the value of a node.

        Raises:
            EvaluationError: There is none; `Unknown` where something that was not recorded stands in the way.
        """
        return MEANINGS[type(node)](self, node, scope)

    def condition(self, node: Expr, scope: Scope) -> bool:
        """
        Give the value of a condition.

        Raises:
            EvaluationError: There is none, or it is no truth value.
        """
        return truth(self.value(node, scope))

    def attempt(self, node: Expr, scope: Scope) -> bool | EvaluationError:
        """Give the value of a condition, or the error instead."""
        try:
            return self.condition(node, scope)
        except EvaluationError as error:
            return error

    def outcome(self, node: Expr, scope: Scope) -> Value | EvaluationError:
        """Give the value of a node, or the error instead."""
        try:
            return self.value(node, scope)
        except EvaluationError as error:
            return error

    def name(self, node: Name, scope: Scope) -> Value:
        """Give what a name is bound to: by what stands around it, from outside, or by the language."""
        if node.name in scope and not node.rooted:
            found = scope[node.name]
            if isinstance(found, EvaluationError):
                raise found
            return found
        if node.name in self.names:
            return self.names[node.name]
        if node.name in DENOTED:
            return DENOTED[node.name]
        raise EvaluationError(f"unknown name `{node.name}`", reason="no-entry")

    def call(self, node: Call, scope: Scope) -> Value:
        """Call a function of the function table."""
        function = FUNCTIONS.get(node.function)
        if function is None:
            raise EvaluationError(f"unknown function `{node.function}`", reason="wrong-type")
        values = [self.value(argument, scope) for argument in node.arguments]
        self.budget.work(sum(map(weight, values)) if function.work is None else function.work(values))
        return self._made(function.call(values, receiver=node.receiver))

    def _made(self, value: Value) -> Value:
        self.budget.work(weight(value))
        return value

    def operation(self, node: Operation, scope: Scope) -> Value:
        """Apply an operator."""
        operands = [self.value(operand, scope) for operand in node.operands]
        if len(operands) == 1:
            return not truth(operands[0]) if node.operator == "!" else negated(operands[0])
        left, right = operands
        match node.operator:
            case "==":
                return equal(left, right, self.budget)
            case "!=":
                return not equal(left, right, self.budget)
            case "in":
                return contained(left, right, self.budget)
            case "+" | "-" | "*" | "/" | "%":
                return self._made(calculated(node.operator, left, right))
        self.budget.work(min(weight(left), weight(right)))
        return ordered(node.operator, left, right)

    def macro(self, node: Macro, scope: Scope) -> Value:
        """Go through a list or a map."""
        over = self.value(node.over, scope)
        pairs, open_end = visited(over)
        if node.second is None and not isinstance(over, Many):
            pairs = [(key, key) for key, _ in pairs]
        rounds = self._rounds(node, scope, pairs)
        match node.kind:
            case "exists":
                outcomes = (self.attempt(node.body, inner) for inner, _, _ in rounds)
                return decide(outcomes, deciding=True, open_end=open_end)
            case "all":
                outcomes = (self.attempt(node.body, inner) for inner, _, _ in rounds)
                return decide(outcomes, deciding=False, open_end=open_end)
            case "exists_one":
                if open_end is not None:
                    raise Unknown([open_end])
                return sum([self.condition(node.body, inner) for inner, _, _ in rounds]) == 1
            case "filter":
                return Many([item for inner, _, item in rounds if self.condition(node.body, inner)], open_end)
            case "map" | "transform_list":
                return Many([self.value(node.body, inner) for inner, _, _ in self._picked(node, rounds)], open_end)
        return self._map(node, rounds, open_end)

    def _map(self, node: Macro, rounds: "Rounds", open_end: Missing | None) -> Table:
        """Build a map; an open list gives none, because an entry that is not in it may be in the list."""
        picked = ((self.value(node.body, inner), key) for inner, key, _ in self._picked(node, rounds))
        if node.kind == "transform_map":
            table = Table.of((key, value) for value, key in picked)
        else:
            table = Table.of(pair for value, _ in picked for pair in pairs_of(value))
        if open_end is not None:
            raise Unknown([open_end])
        return table

    def _picked(self, node: Macro, rounds: "Rounds") -> "Rounds":
        for found in rounds:
            if node.where is None or self.condition(node.where, found[0]):
                yield found

    def _rounds(self, node: Macro, scope: Scope, pairs: "list[tuple[Value, Value]]") -> "Rounds":
        """Bind the variables for each element: position or key, and element or value."""
        for key, item in pairs:
            self.budget.charge(1)
            self.budget.work(node.turn)
            inner = dict(scope)
            if node.second is None:
                inner[node.variable] = item
            else:
                inner[node.variable], inner[node.second] = key, item
            yield inner, key, item


Rounds: TypeAlias = Iterator[tuple[Scope, Value, Value]]
Meaning: TypeAlias = Callable[[Evaluation, Any, Scope], Value]


def _pairs(evaluation: Evaluation, node: Pairs, scope: Scope) -> Table:
    of = evaluation.value
    return Table.of((of(one.key, scope), of(one.value, scope)) for one in node.entries)


def _conditional(evaluation: Evaluation, node: Conditional, scope: Scope) -> Value:
    return evaluation.value(node.then if evaluation.condition(node.test, scope) else node.otherwise, scope)


def _bind(evaluation: Evaluation, node: Bind, scope: Scope) -> Value:
    return evaluation.value(node.body, {**scope, node.variable: evaluation.outcome(node.value, scope)})


# What each kind of node means, the most frequent first. The last four may have a value although something below them
# has none.
MEANINGS: Mapping[type, Meaning] = {
    Select: lambda evaluation, node, scope: selected(evaluation.value(node.of, scope), node.field),
    Name: Evaluation.name,
    Literal: lambda _, node, __: node.value,
    Operation: Evaluation.operation,
    Call: Evaluation.call,
    Has: lambda evaluation, node, scope: present(evaluation.value(node.of, scope), node.field),
    Index: lambda evaluation, node, scope: indexed(evaluation.value(node.of, scope), evaluation.value(node.key, scope)),
    Items: lambda evaluation, node, scope: Many([evaluation.value(item, scope) for item in node.items]),
    Pairs: _pairs,
    Conditional: _conditional,
    And: lambda evaluation, node, scope: decide(
        (evaluation.attempt(term, scope) for term in node.terms), deciding=False
    ),
    Or: lambda evaluation, node, scope: decide((evaluation.attempt(term, scope) for term in node.terms), deciding=True),
    Bind: _bind,
    Macro: Evaluation.macro,
}


def truth(value: Value) -> bool:
    """
    Take a value for a truth value.

    Raises:
        EvaluationError: It is none.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, RecordedNone):
        raise value.unknown()
    raise EvaluationError(f"{display(value)[:40]} is no truth value", reason="wrong-type", path=display(value)[:40])


def selected(value: Value, field: str) -> Value:
    """
    Read a field of a record, or an entry of a map.

    Raises:
        EvaluationError: There is none, or it was not recorded.
    """
    match value:
        case Record() | Table() | Entries():
            return value.read(field)
        case RecordedNone():
            raise value.unknown()
    raise EvaluationError(f"{display(value)[:40]} has no field `{field}`", reason="wrong-type")


def present(value: Value, field: str) -> bool:
    """
    Tell whether a field was recorded, or a map has an entry.

    Raises:
        EvaluationError: The value has no fields, or what was recorded is faulty.
    """
    match value:
        case Record():
            return value.recorded(field)
        case Entries():
            value.reader.refuse_faulty(f"{value.path}[{field}]")
            return field in value.entries
        case Table():
            return field in value
        case RecordedNone():
            raise value.unknown()
    raise EvaluationError(f"{display(value)[:40]} has no field `{field}`", reason="wrong-type")


def indexed(value: Value, key: Value) -> Value:
    """
    Read an element of a list, or an entry of a map.

    Raises:
        EvaluationError: There is none, or the list is open.
    """
    for one in (value, key):
        if isinstance(one, RecordedNone):
            raise one.unknown()
    if isinstance(value, Table):
        return value.read(key)
    if isinstance(value, Entries) and isinstance(key, str):
        return value.read(key)
    if isinstance(value, Many) and is_number(key):
        items = value.complete()
        position = Table.held(key)
        if not isinstance(position, int) or not 0 <= position < len(items):
            raise EvaluationError(f"the list has no element {display(key)}", reason="no-entry")
        return items[position]
    raise EvaluationError(f"{display(value)[:40]} has no element {display(key)[:40]}", reason="wrong-type")


def contained(value: Value, within: Value, budget: Budget) -> bool:
    """
    Tell whether a list has an element, or a map a key.

    Raises:
        EvaluationError: Neither list nor map, an open list, or elements that cannot be compared and none that is equal.
    """
    for one in (value, within):
        if isinstance(one, RecordedNone):
            raise one.unknown()
    match within:
        case Many():
            return decide((attempt_equal(value, item, budget) for item in within.complete()), deciding=True)
        case Table():
            return value in within
        case Entries() if isinstance(value, str):
            within.read(value)
            return True
    raise EvaluationError(f"{display(within)[:40]} is neither list nor map", reason="wrong-type")


def visited(over: Value) -> tuple[list[tuple[Value, Value]], Missing | None]:
    """
    Give what a comprehension runs over: positions and elements, or keys and values, and why there may be more.

    Raises:
        EvaluationError: Neither list nor map.
    """
    match over:
        case Many():
            return list(enumerate(over.items)), over.open_end
        case Table():
            return list(over.entries.values()), None
        case Entries():
            return [(key, over.read(key)) for key in over.entries], None
        case RecordedNone():
            raise over.unknown()
    raise EvaluationError(f"{display(over)[:40]} is neither list nor map", reason="wrong-type")


def pairs_of(value: Value) -> list[tuple[Value, Value]]:
    """
    Give the entries of a map.

    Raises:
        EvaluationError: It is none.
    """
    if isinstance(value, Table):
        return list(value.entries.values())
    raise EvaluationError(f"{display(value)[:40]} is no map", reason="wrong-type")


def evaluate(node: Expr, names: Names) -> Value:
    """
    Evaluate an expression over a dossier.

    Args:
        node: A checked expression.
        names: What its names are bound to.

    Returns:
        Its value; ``None`` for what is recorded as none.

    Raises:
        Unknown: It cannot be known from what was recorded; ``&&`` and ``||`` absorb this when the other side decides.
    """
    try:
        value = Evaluation(names).value(node)
    except EvaluationError as error:
        raise unknown_of(error) from error
    return None if isinstance(value, RecordedNone) else value


def condition(node: Expr, names: Names) -> bool:
    """
    Evaluate a condition over a dossier.

    Raises:
        Unknown: It cannot be known, or it is no truth value.
    """
    found = attempt(node, names)
    if isinstance(found, Unknown):
        raise found
    return found


def attempt(node: Expr, names: Names) -> bool | Unknown:
    """Evaluate a condition over a dossier to one of three values; the third says what is missing."""
    found = Evaluation(names).attempt(node, NOTHING_BOUND)
    return unknown_of(found) if isinstance(found, EvaluationError) else found


def unknown_of(error: EvaluationError) -> Unknown:
    """Take an error for unknown: over a dossier everything without a value is."""
    return error if isinstance(error, Unknown) else Unknown(error.missing)


def elements(node: Macro, names: Names) -> Many:
    """
    Give the list that a comprehension runs over.

    Raises:
        Unknown: It was not recorded, recorded as none, or is no list.
    """
    over = evaluate(node.over, names)
    if not isinstance(over, Many):
        raise Unknown([Missing(path_of(node.over) or "…", "recorded-as-none" if over is None else "wrong-type")])
    return over
