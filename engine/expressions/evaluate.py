"""The reference evaluator: slow, obvious, three-valued. Whatever is faster is held against it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from engine.expressions.functions import FUNCTIONS
from engine.expressions.tree import (
    And,
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
    Select,
)
from engine.expressions.values import Entries, Many, Missing, Record, Unknown, Value, display
from engine.model.values import Quantity

Names = Mapping[str, Value]
LARGEST = 2**63


def evaluate(node: Expr, names: Names) -> Value:
    """
    Evaluate an expression.

    Args:
        node: A checked expression.
        names: What its names are bound to.

    Returns:
        Its value.

    Raises:
        Unknown: It cannot be known from what was recorded; ``&&`` and ``||`` absorb this when the other side decides.
    """
    match node:
        case Literal(value=value):
            return value
        case Name(name=name):
            return names[name]
        case Select(of=of, field=field):
            return _record(evaluate(of, names), node).read(field)
        case Has(of=of, field=field):
            return _record(evaluate(of, names), node).recorded(field)
        case Index(of=of, key=key):
            return _entry(evaluate(of, names), evaluate(key, names))
        case Items(items=items):
            return Many([evaluate(item, names) for item in items])
        case Call(function=function, arguments=arguments):
            return FUNCTIONS[function].run(*(_needed(argument, names) for argument in arguments))
        case Operation():
            return _operation(node, names)
        case Conditional(test=test, then=then, otherwise=otherwise):
            return evaluate(then if condition(test, names) else otherwise, names)
    return _logic(node, names)


def condition(node: Expr, names: Names) -> bool:
    """
    Evaluate a condition.

    Raises:
        Unknown: It cannot be known, or it is no truth value.
    """
    value = evaluate(node, names)
    if not isinstance(value, bool):
        raise Unknown([Missing(display(value), "wrong-type")])
    return value


def attempt(node: Expr, names: Names) -> bool | Unknown:
    """Evaluate a condition to one of three values; the third says what is missing."""
    try:
        return condition(node, names)
    except Unknown as unknown:
        return unknown


def decide(outcomes: Iterable[bool | Unknown], *, deciding: bool, open_end: Missing | None = None) -> bool:
    """
    Join three-valued outcomes: one deciding outcome decides, else one unknown makes all unknown.

    Args:
        outcomes: Evaluated until one decides.
        deciding: ``True`` for "or", ``False`` for "and".
        open_end: Why there may be further outcomes that nobody knows.

    Raises:
        Unknown: With everything that is missing.
    """
    missing = [open_end] if open_end is not None else []
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            missing.extend(outcome.missing)
        elif outcome is deciding:
            return deciding
    if missing:
        raise Unknown(missing)
    return not deciding


def _logic(node: Expr, names: Names) -> Value:
    match node:
        case And(terms=terms):
            return decide((attempt(term, names) for term in terms), deciding=False)
        case Or(terms=terms):
            return decide((attempt(term, names) for term in terms), deciding=True)
        case Macro():
            return _macro(node, names)
    raise TypeError(node)  # pragma: no cover  # every node is named above


def elements(node: Macro, names: Names) -> Many:
    """
    Give the list that a comprehension runs over.

    Raises:
        Unknown: It was not recorded, or recorded as none.
    """
    over = evaluate(node.over, names)
    if not isinstance(over, Many):
        raise Unknown([Missing(_path(node.over), "recorded-as-none" if over is None else "wrong-type")])
    return over


def _macro(node: Macro, names: Names) -> Value:
    over = elements(node, names)
    scopes = [{**names, node.variable: item} for item in over.items]
    match node.kind:
        case "exists":
            return decide((attempt(node.body, scope) for scope in scopes), deciding=True, open_end=over.open_end)
        case "all":
            return decide((attempt(node.body, scope) for scope in scopes), deciding=False, open_end=over.open_end)
        case "exists_one":
            over.complete()
            return sum(condition(node.body, scope) for scope in scopes) == 1
        case "filter":
            kept = [scope[node.variable] for scope in scopes if condition(node.body, scope)]
            return Many(kept, over.open_end)
    return Many([evaluate(node.body, scope) for scope in scopes], over.open_end)


def _record(value: Value, node: Select | Has) -> Record:
    if isinstance(value, Record):
        return value
    raise Unknown([Missing(_path(node.of), "recorded-as-none" if value is None else "wrong-type")])


def _path(node: Expr) -> str:
    """Write the reading expression itself, for a value that has no path because it is none."""
    match node:
        case Select(of=of, field=field):
            return f"{_path(of)}.{field}"
        case Index(of=of, key=Literal(value=key)):
            return f"{_path(of)}[{key}]"
        case Name(name=name):
            return name
    return "…"


def _entry(of: Value, key: Value) -> Value:
    if isinstance(of, Entries) and isinstance(key, str):
        return of.read(key)
    raise Unknown([Missing(display(of), "wrong-type")])


def _needed(node: Expr, names: Names) -> Value:
    """
    Evaluate a node whose value is needed.

    Raises:
        Unknown: It is recorded as none: only the literal null compares with that.
    """
    value = evaluate(node, names)
    if value is None:
        raise Unknown([Missing(_path(node), "recorded-as-none")])
    return value


def _operation(node: Operation, names: Names) -> Value:
    if node.operator in {"==", "!="} and any(_is_null(operand) for operand in node.operands):
        left, right = (evaluate(operand, names) for operand in node.operands)
        return (left is None and right is None) is (node.operator == "==")
    operands = [_needed(operand, names) for operand in node.operands]
    if len(operands) == 1:
        return _unary(node.operator, operands[0])
    left, right = operands
    match node.operator:
        case "==":
            return equal(left, right)
        case "!=":
            return not equal(left, right)
        case "in":
            return _contained(left, right)
        case "+" | "-" | "*":
            return _arithmetic(node.operator, left, right)
    return _ordered(node.operator, left, right)


def _is_null(node: Expr) -> bool:
    return isinstance(node, Literal) and node.value is None


def _unary(operator: str, value: Value) -> Value:
    if operator == "!" and isinstance(value, bool):
        return not value
    if operator == "-" and type(value) is int:
        return _in_range(-value)
    raise Unknown([Missing(display(value), "wrong-type")])


def equal(left: Value, right: Value) -> bool:
    """
    Compare for equality, exactly.

    Raises:
        Unknown: Units differ, or the values are not of one kind.
    """
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return _ordered("==", left, right)
    if type(left) is not type(right) or isinstance(left, Record | Entries | Many):
        raise Unknown([Missing(f"{display(left)} == {display(right)}", "wrong-type")])
    return left == right


def _contained(left: Value, right: Value) -> bool:
    if not isinstance(right, Many):
        raise Unknown([Missing(display(right), "wrong-type")])
    return decide((_is_equal(left, item) for item in right.complete()), deciding=True)


def _is_equal(left: Value, right: Value) -> bool | Unknown:
    try:
        return equal(left, right)
    except Unknown as unknown:
        return unknown


def _ordered(operator: str, left: Value, right: Value) -> bool:
    first, second = _comparable(left, right)
    match operator:
        case "<":
            return first < second
        case "<=":
            return first <= second
        case ">":
            return first > second
        case ">=":
            return first >= second
    return first == second


def _comparable(left: Value, right: Value) -> tuple[float, float]:
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        if left.unit != right.unit:
            raise Unknown([Missing(f"{left} ~ {right}", "other-unit")])
        return left.value, right.value  # type: ignore[return-value]  # decimals compare exactly
    kind = type(left)
    if kind is type(right) and kind in {int, dt.date, dt.datetime}:
        return left, right  # type: ignore[return-value]  # one kind, and it has an order
    raise Unknown([Missing(f"{display(left)} ~ {display(right)}", "wrong-type")])


def _arithmetic(operator: str, left: Value, right: Value) -> int:
    if type(left) is not int or type(right) is not int:
        raise Unknown([Missing(f"{display(left)} {operator} {display(right)}", "wrong-type")])
    results = {"+": left + right, "-": left - right, "*": left * right}
    return _in_range(results[operator])


def _in_range(value: int) -> int:
    if not -LARGEST <= value < LARGEST:
        raise Unknown([Missing(str(value), "out-of-calendar")])
    return value
