"""The face of this room: text to a checked expression."""

import msgspec

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.check import Checker, Environment
from engine.expressions.conditions import Purpose, purpose_faults
from engine.expressions.errors import ExpressionTypeError
from engine.expressions.parse import parse
from engine.expressions.tree import Expr
from engine.model.types import Type


class Expression(msgspec.Struct, frozen=True):
    """
    A checked expression.

    Attributes:
        source: Its text and place.
        tree: Its syntax tree.
        type: The type of its value.
    """

    source: SourceText
    tree: Expr
    type: Type


def compile_expression(
    source: SourceText, environment: Environment, purpose: Purpose, wanted: Type | None = None
) -> Expression | list[LotgateError]:
    """
    Parse and check an expression.

    Args:
        source: The text and its place.
        environment: Types of the names that can be read.
        purpose: What it is for; conditions are refused that could pass by absence.
        wanted: The type it must have; any when left out.

    Returns:
        The expression, or every fault of it.
    """
    try:
        tree = parse(source)
    except LotgateError as fault:
        return [fault]
    checker = Checker(source, environment)
    if wanted is None:
        found = checker.check(tree)
    else:
        checker.expect(tree, wanted, environment)
        found = wanted
    faults = checker.faults or list(purpose_faults(tree, purpose, source, environment))
    if faults:
        return faults
    if found is None:  # pragma: no cover  # a fault is recorded whenever this is so
        return [ExpressionTypeError("no type", location=source.location())]
    return Expression(source, tree, found)
