"""Conditions that are always the same: they read nothing, hold a thing against itself, or contradict themselves."""

import functools
from collections.abc import Hashable, Iterator
from itertools import combinations

from core.words import Localized, say
from engine.expressions.tree import (
    And,
    Bind,
    Conditional,
    Expr,
    Items,
    Literal,
    Macro,
    Operation,
    Or,
    reads_nothing,
    shape,
)

ALWAYS_SAME = say("this is always the same", "此条件结果恒定")
NEVER = say("this can never hold", "此条件永远不会成立")
ALWAYS = say("this always holds", "此条件永远成立")
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def constant(node: Expr) -> Iterator[tuple[Expr, Localized]]:
    """Find the condition itself, and the parts that decide in it, which are always the same, and say why."""
    match node:
        case _ if reads_nothing(node):
            yield node, ALWAYS_SAME
        case Operation(operator=operator, operands=(left, right)) if operator in COMPARISONS:
            if shape(left) == shape(right):
                yield node, ALWAYS_SAME
        case And(terms=parts) | Or(terms=parts):
            yield from _opposed(node, parts)
            for part in parts:
                yield from constant(part)
        case Operation(operator="!", operands=(inner,)):
            yield from constant(inner)
        case Conditional(test=test):
            yield from constant(test)
        case Macro(kind="all" | "exists" | "exists_one", body=body) | Bind(body=body):
            yield from constant(body)


def _opposed(node: Expr, parts: tuple[Expr, ...]) -> Iterator[tuple[Expr, Localized]]:
    """Find two terms of which one is the other's opposite, or which no value satisfies together."""
    told = list(map(_Told, parts))
    for one, other in combinations(told, 2):
        if _are_opposite(one, other):
            yield node, NEVER if isinstance(node, And) else ALWAYS
            return
        if isinstance(node, And) and _exclude(one, other):
            yield node, NEVER
            return


class _Told:
    """What a condition says, told once for all that it is held against."""

    def __init__(self, node: Expr) -> None:
        self.node = node
        self.denied = shape(node.operands[0]) if isinstance(node, Operation) and node.operator == "!" else None
        self.comparison = _comparison(node)
        self.values = _values(node)
        self.bound = _bound(node)

    @functools.cached_property
    def shape(self) -> Hashable:
        return shape(self.node)


def is_opposite(one: Expr, other: Expr) -> bool:
    """Tell whether one condition says the opposite of another: `!a`, or the opposite comparison of the same two."""
    return _are_opposite(_Told(one), _Told(other))


def _are_opposite(one: _Told, other: _Told) -> bool:
    if (one.denied is not None and one.denied == other.shape) or (
        other.denied is not None and other.denied == one.shape
    ):
        return True
    first, second = one.comparison, other.comparison
    return first is not None and second is not None and first[1:] == second[1:] and OPPOSITE[first[0]] == second[0]


def _comparison(node: Expr) -> tuple[str, Hashable, Hashable] | None:
    """Give a comparison as operator, left and right, the literal on the right."""
    if not isinstance(node, Operation) or node.operator not in COMPARISONS:
        return None
    left, right = node.operands
    if isinstance(left, Literal) and not isinstance(right, Literal):
        return MIRRORED.get(node.operator, node.operator), shape(right), shape(left)
    return node.operator, shape(left), shape(right)


def _exclude(one: _Told, other: _Told) -> bool:
    """Tell whether two terms ask one thing to be among values that they do not share, or beyond two bounds at once."""
    first, second = one.values, other.values
    if first is not None and second is not None and first[0] == second[0]:
        return not first[1] & second[1]
    low, high = one.bound, other.bound
    if low is None or high is None or low[0] != high[0]:
        return False
    (_, below, least, strict_below), (_, above, most, strict_above) = sorted((low, high), key=lambda bound: bound[1])
    # A lower bound sorts first; of two of one kind nothing is excluded.
    return (below, above) == ("above", "below") and (least > most or (least == most and (strict_below or strict_above)))


def _values(node: Expr) -> tuple[Hashable, frozenset[Hashable]] | None:
    match node:
        case Operation(operator="==", operands=(left, Literal() as right)):
            return shape(left), frozenset({shape(right)})
        case Operation(operator="==", operands=(Literal() as left, right)):
            return shape(right), frozenset({shape(left)})
        case Operation(operator="in", operands=(left, Items(items=items))):
            if all(isinstance(item, Literal) for item in items):
                return shape(left), frozenset(map(shape, items))
    return None


def _bound(node: Expr) -> tuple[Hashable, str, float, bool] | None:
    if not isinstance(node, Operation) or node.operator not in MIRRORED:
        return None
    operator: str = node.operator
    left, right = node.operands
    if isinstance(left, Literal):
        operator, left, right = MIRRORED[operator], right, left
    if not isinstance(right, Literal) or not isinstance(right.value, int | float):
        return None
    return shape(left), "above" if operator in {">", ">="} else "below", right.value, operator in {"<", ">"}
