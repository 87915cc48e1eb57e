"""
Expressions with their tree taken apart once: what `engine.expressions.evaluate` gives, in a part of the time.

Each node becomes a Python closure. Values, errors, what is noted as read and what is left of the budget are those of
the reference, in the same order; what is rare is left to it. Tests hold the two against each other.
"""

import datetime as dt
import operator
from collections.abc import Callable, Iterator
from typing import TypeAlias

from engine.expressions.arithmetic import calculated, negated
from engine.expressions.budget import effort
from engine.expressions.compare import equal, ordered
from engine.expressions.evaluate import (
    NOTHING_BOUND,
    Evaluation,
    Names,
    Scope,
    contained,
    present,
    selected,
    truth,
    unknown_of,
    visited,
)
from engine.expressions.functions import FUNCTIONS
from engine.expressions.missing import EvaluationError, Missing, Unknown, joined
from engine.expressions.tree import (
    And,
    Bind,
    Call,
    Conditional,
    Expr,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Select,
    walk,
)
from engine.expressions.values import Many, Record, RecordedNone, Value, weight

Program: TypeAlias = Callable[[Evaluation, Scope], Value]
ORDER: dict[str, Callable[[dt.date, dt.date], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def value_of(program: Program, names: Names) -> Value:
    """
    Evaluate a prepared expression over a dossier, as `engine.expressions.evaluate.evaluate` does.

    Raises:
        Unknown: It cannot be known from what was recorded.
    """
    try:
        value = program(Evaluation(names), NOTHING_BOUND)
    except EvaluationError as error:
        raise unknown_of(error) from error
    return None if isinstance(value, RecordedNone) else value


def outcome_of(program: Program, names: Names) -> bool | Unknown:
    """Evaluate a prepared condition over a dossier, as `engine.expressions.evaluate.attempt` does."""
    try:
        return truth(program(Evaluation(names), NOTHING_BOUND))
    except EvaluationError as error:
        return unknown_of(error)


def prepared(node: Expr) -> Program:
    """Take an expression apart."""
    match node:
        case Literal(value=value):
            return lambda _, __: value
        case Name(rooted=False):
            return _name(node)
        case Select(of=of, field=field):
            return _select(prepared(of), field)
        case Has(of=of, field=field):
            held = prepared(of)
            return lambda run, scope: present(held(run, scope), field)
        case Items(items=items):
            return _items(items)
        case Call():
            return _call(node)
        case Operation(operands=(one,)):
            operand = prepared(one)
            if node.operator == "!":
                return lambda run, scope: not truth(operand(run, scope))
            return lambda run, scope: negated(operand(run, scope))
        case Operation(operands=(left, right)):
            return _operation(node, prepared(left), prepared(right))
    return _joining(node)


def _joining(node: Expr) -> Program:
    """Take a node apart that may have a value although something below it has none."""
    match node:
        case Conditional(test=test, then=then, otherwise=otherwise):
            asked, one, other = prepared(test), prepared(then), prepared(otherwise)
            return lambda run, scope: one(run, scope) if truth(asked(run, scope)) else other(run, scope)
        case And(terms=terms):
            return _terms(tuple(map(prepared, terms)), deciding=False)
        case Or(terms=terms):
            return _terms(tuple(map(prepared, terms)), deciding=True)
        case Bind(variable=variable, value=value, body=body):
            return _bind(variable, prepared(value), prepared(body))
        case Macro(kind="exists" | "all"):
            return _quantifier(node)
        case Macro(kind="filter" | "map" | "transform_list"):
            return _list(node)
    return lambda run, scope: run.value(node, scope)


def _items(items: tuple[Expr, ...]) -> Program:
    if all(isinstance(item, Literal) for item in items):
        written = Many([item.value for item in items if isinstance(item, Literal)])
        return lambda _, __: written
    parts = tuple(map(prepared, items))
    return lambda run, scope: Many([part(run, scope) for part in parts])


def _name(node: Name) -> Program:
    name = node.name

    def read(run: Evaluation, scope: Scope) -> Value:
        if name in scope:
            found = scope[name]
            if isinstance(found, EvaluationError):
                raise found
            return found
        if name in run.names:
            return run.names[name]
        return run.value(node, scope)

    return read


def _select(of: Program, field: str) -> Program:
    def select(run: Evaluation, scope: Scope) -> Value:
        value = of(run, scope)
        return value.read(field) if type(value) is Record else selected(value, field)

    return select


def _call(node: Call) -> Program:
    parts = tuple(map(prepared, node.arguments))

    def call(run: Evaluation, scope: Scope) -> Value:
        function = FUNCTIONS.get(node.function)
        if function is None:
            return run.value(node, scope)
        values = [part(run, scope) for part in parts]
        run.budget.work(sum(map(weight, values)) if function.work is None else function.work(values))
        made = function.call(values, receiver=node.receiver)
        run.budget.work(weight(made))
        return made

    return call


def _operation(node: Operation, left: Program, right: Program) -> Program:
    match node.operator:
        case "==" | "!=":
            return _equality(left, right, wanted=node.operator == "==")
        case "in":
            return _membership(left, right)
        case "+" | "-" | "*" | "/" | "%":
            return _calculation(node.operator, left, right)
    return _comparison(node.operator, left, right)


def _equality(left: Program, right: Program, *, wanted: bool) -> Program:
    def compare(run: Evaluation, scope: Scope) -> Value:
        one, other = left(run, scope), right(run, scope)
        if other is None:
            run.budget.charge(1)
            return (one is None or isinstance(one, RecordedNone)) is wanted
        if type(one) is str and type(other) is str:
            run.budget.charge(1)
            run.budget.work(effort(one))
            return (one == other) is wanted
        found = equal(one, other, run.budget)
        return found if wanted else not found

    return compare


def _membership(left: Program, right: Program) -> Program:
    def find(run: Evaluation, scope: Scope) -> Value:
        value, within = left(run, scope), right(run, scope)
        if type(value) is str and type(within) is Many and within.open_end is None:
            found = _place(value, within.items)
            if found is not None:
                is_there, looked_at = found
                run.budget.charge(looked_at)
                run.budget.work(effort(value) * looked_at)
                return is_there
        return contained(value, within, run.budget)

    return find


def _place(value: str, items: list[Value]) -> tuple[bool, int] | None:
    """Tell whether a text is among texts, and how many were looked at; nothing where something else is among them."""
    looked_at = 0
    for item in items:
        if type(item) is not str:
            return None
        looked_at += 1
        if item == value:
            return True, looked_at
    return False, looked_at


def _calculation(sign: str, left: Program, right: Program) -> Program:
    def calculate(run: Evaluation, scope: Scope) -> Value:
        made = calculated(sign, left(run, scope), right(run, scope))
        run.budget.work(weight(made))
        return made

    return calculate


def _comparison(sign: str, left: Program, right: Program) -> Program:
    is_so = ORDER[sign]

    def compare(run: Evaluation, scope: Scope) -> Value:
        one, other = left(run, scope), right(run, scope)
        run.budget.work(min(weight(one), weight(other)))
        if type(one) is dt.date and type(other) is dt.date:
            return is_so(one, other)
        return ordered(sign, one, other)

    return compare


def _terms(terms: tuple[Program, ...], *, deciding: bool) -> Program:
    """Join terms as `engine.expressions.compare.decide` does."""

    def join(run: Evaluation, scope: Scope) -> Value:
        errors: list[EvaluationError] = []
        for term in terms:
            try:
                if truth(term(run, scope)) is deciding:
                    return deciding
            except EvaluationError as error:
                errors.append(error)
        if errors:
            raise joined(errors)
        return not deciding

    return join


def _bind(variable: str, value: Program, body: Program) -> Program:
    def bind(run: Evaluation, scope: Scope) -> Value:
        try:
            held: Value | EvaluationError = value(run, scope)
        except EvaluationError as error:
            held = error
        return body(run, {**scope, variable: held})

    return bind


class _Rounds:
    """
    The rounds of a comprehension.

    Args:
        node: The comprehension.
    """

    def __init__(self, node: Macro) -> None:
        self.over = prepared(node.over)
        self.variable, self.second = node.variable, node.second
        # What one round is charged, as the reference counts it.
        self.nodes = sum(1 for part in (node.body, node.where) if part is not None for _ in walk(part))

    def of(self, run: Evaluation, scope: Scope) -> tuple[Iterator[tuple[Scope, Value]], Missing | None]:
        """Give the names and the element of each round, and why there may be more."""
        over = self.over(run, scope)
        pairs, open_end = visited(over)
        if self.second is None and not isinstance(over, Many):
            pairs = [(key, key) for key, _ in pairs]
        return self._each(run, scope, pairs), open_end

    def _each(self, run: Evaluation, scope: Scope, pairs: list[tuple[Value, Value]]) -> Iterator[tuple[Scope, Value]]:
        for key, item in pairs:
            run.budget.charge(1)
            run.budget.work(self.nodes)
            if self.second is None:
                yield {**scope, self.variable: item}, item
            else:
                yield {**scope, self.variable: key, self.second: item}, item


def _quantifier(node: Macro) -> Program:
    rounds, body, deciding = _Rounds(node), prepared(node.body), node.kind == "exists"

    def quantify(run: Evaluation, scope: Scope) -> Value:
        each, open_end = rounds.of(run, scope)
        errors: list[EvaluationError] = []
        for inner, _ in each:
            try:
                if truth(body(run, inner)) is deciding:
                    return deciding
            except EvaluationError as error:
                errors.append(error)
        if open_end is not None:
            errors.insert(0, Unknown([open_end]))
        if errors:
            raise joined(errors)
        return not deciding

    return quantify


def _list(node: Macro) -> Program:
    rounds, body = _Rounds(node), prepared(node.body)
    where = None if node.where is None else prepared(node.where)

    def pick(run: Evaluation, scope: Scope) -> Value:
        each, open_end = rounds.of(run, scope)
        return Many([item for inner, item in each if truth(body(run, inner))], open_end)

    def change(run: Evaluation, scope: Scope) -> Value:
        each, open_end = rounds.of(run, scope)
        return Many([body(run, inner) for inner, _ in each if where is None or truth(where(run, inner))], open_end)

    return pick if node.kind == "filter" else change
