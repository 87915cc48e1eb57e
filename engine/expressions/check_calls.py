"""Types of calls: which overload takes the arguments, and what must be written out."""

from engine.expressions.check_operators import DAY_HINT, Fail
from engine.expressions.compatibility import fits
from engine.expressions.errors import ExpressionTypeError, PatternError
from engine.expressions.functions import Function
from engine.expressions.missing import EvaluationError
from engine.expressions.patterns import is_anchored, pattern_fault
from engine.expressions.tree import Call, Literal
from engine.model.types import DATE, DYN, INSTANT, Type


class Calls:
    """
    Finds the types of calls.

    Args:
        fail: Records a fault at a node.
    """

    def __init__(self, fail: Fail) -> None:
        self.fail = fail

    def check(self, node: Call, function: Function, found: list[Type | None]) -> Type | None:
        """Give the type of a call with arguments of these types, of which a fault has none."""
        if function.literal:
            self._literal(node, function)
        if function.name == "matches" and node.arguments:
            self._pattern(node)
        return self._overload(node, function, found)

    def _overload(self, node: Call, function: Function, found: list[Type | None]) -> Type | None:
        """Find the overload that takes the arguments, and say of the nearest why it does not."""
        styled = function.styled(receiver=node.receiver)
        if not styled:
            form = f"{function.name}(…)" if node.receiver else f"….{function.name}(…)"
            self.fail(ExpressionTypeError, node, f"`{function.name}` is called as `{form}`")
            return None
        counted = [overload for overload in styled if overload.counts(len(found))]
        if not counted:
            takes = " or ".join(sorted({str(len(overload.takes) - node.receiver) for overload in styled}))
            self.fail(ExpressionTypeError, node, f"`{function.name}` takes {takes}, not {len(found) - node.receiver}")
            return None
        fitting = [
            overload
            for overload in counted
            if all(
                one is None or fits(one, wanted) for one, wanted in zip(found, overload.wanted(len(found)), strict=True)
            )
        ]
        if not fitting:
            self._misfit(node, [overload.wanted(len(found)) for overload in counted], found)
            return None
        gives = {overload.gives for overload in fitting}
        return fitting[0].gives if len(gives) == 1 else DYN

    def _misfit(self, node: Call, wanted: list[tuple[Type, ...]], found: list[Type | None]) -> None:
        for position, (argument, one) in enumerate(zip(node.arguments, found, strict=True)):
            takes = [types[position] for types in wanted]
            if one is not None and not any(fits(one, take) for take in takes):
                hint = DAY_HINT if one == INSTANT and takes == [DATE] else None
                asked = " or ".join(dict.fromkeys(map(str, takes)))
                self.fail(ExpressionTypeError, argument, f"{asked} is asked for, and this is {one}", hint)
                return
        self.fail(ExpressionTypeError, node, f"`{node.function}` does not take these types together")

    def _literal(self, node: Call, function: Function) -> None:
        values = [argument.value for argument in node.arguments if isinstance(argument, Literal)]
        if len(values) != len(node.arguments):
            self.fail(ExpressionTypeError, node, f"`{node.function}` takes text that is written out")
        elif all(isinstance(value, str) for value in values) and function.overloads[0].counts(len(values)):
            try:
                function.call(values, receiver=False)
            except EvaluationError as error:
                self.fail(ExpressionTypeError, node, error.message)

    def _pattern(self, node: Call) -> None:
        """Look at a pattern that is written out: it is one of RE2, and says where it begins and ends."""
        pattern = node.arguments[-1]
        if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
            self.fail(PatternError, pattern, "a pattern that is not written out")
            return
        fault = pattern_fault(pattern.value)
        if fault is not None:
            self.fail(PatternError, pattern, fault)
        elif not is_anchored(pattern.value):
            hint = "write `^…$`, and `^(…|…)$` around alternatives; `contains` finds a part"
            self.fail(PatternError, pattern, "a pattern that is not anchored matches any part of the text", hint)
