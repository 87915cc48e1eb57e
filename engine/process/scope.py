"""What the limits of a provision read beside the names of its item."""

from engine.expressions.evaluate import Evaluation, Names, unknown_of
from engine.expressions.expression import Expression
from engine.expressions.missing import EvaluationError, Unknown
from engine.expressions.values import Record, Value


class Scope:
    """
    The names of an item, the characteristic of the product that a series is of, and its controlled parameter.

    Args:
        names: The names of the item; what it binds itself goes before.
        characteristic: The characteristic, or why it is not known: only limits that read it are then unknown.
        parameter: The controlled parameter, of a series that has one.
    """

    def __init__(self, names: Names, characteristic: Record | Unknown, parameter: Record | None) -> None:
        own: dict[str, Value | EvaluationError] = {"characteristic": characteristic}
        if parameter is not None:
            own["parameter"] = parameter
        self.names = names
        self.own = {name: value for name, value in own.items() if name not in names}

    def value_of(self, expression: Expression) -> Value:
        """
        Evaluate a limit.

        Raises:
            Unknown: It cannot be known from what was recorded.
        """
        try:
            return Evaluation(self.names).value(expression.tree, self.own)
        except EvaluationError as error:
            raise unknown_of(error) from error
