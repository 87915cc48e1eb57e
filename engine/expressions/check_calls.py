"""Types of calls: which overload takes the arguments, and what must be written out."""

from core.words import joined, say
from engine.expressions.check_operators import Fail
from engine.expressions.compatibility import fits
from engine.expressions.errors import ExpressionTypeError, PatternError, UnknownUnitError
from engine.expressions.functions import Function
from engine.expressions.missing import EvaluationError
from engine.expressions.patterns import is_anchored, pattern_fault
from engine.expressions.tree import Call, Literal
from engine.expressions.wording import ANCHOR_HINT, DAY_HINT, UNANCHORED, asked_for, no_value
from engine.model.errors import UnitError
from engine.model.types import DATE, DYN, INSTANT, QUANTITY, Basic, Type, type_words
from engine.model.units import dimension


class Calls:
    """
    Finds the types of calls.

    Args:
        fail: Records a fault at a node.
        in_pack: Whether what CEL allows and packs do not is refused.
    """

    def __init__(self, fail: Fail, *, in_pack: bool) -> None:
        self.fail = fail
        self.in_pack = in_pack

    def check(self, node: Call, function: Function, found: list[Type | None]) -> Type | None:
        """Give the type of a call with arguments of these types, of which a fault has none."""
        if function.literal and self.in_pack:
            self._literal(node, function)
        if function.name == "matches" and node.arguments and self.in_pack:
            self._pattern(node)
        given = self._overload(node, function, found)
        return self._quantity(node) if function.name == "quantity" and given is not None else given

    def _quantity(self, node: Call) -> Type | None:
        """Give the type of a quantity that is written out: its dimension is known, and there is such a unit."""
        unit = node.arguments[-1]
        if not isinstance(unit, Literal) or not isinstance(unit.value, str) or not unit.value.strip():
            return QUANTITY
        try:
            dimension(unit.value)
        except UnitError as exc:
            self.fail(UnknownUnitError, unit, exc.words, exc.hint_words)
            return None
        return Basic("quantity", unit.value)

    def _overload(self, node: Call, function: Function, found: list[Type | None]) -> Type | None:
        """Find the overload that takes the arguments, and say of the nearest why it does not."""
        styled = function.styled(receiver=node.receiver)
        if not styled:
            form = f"{function.name}(…)" if node.receiver else f"….{function.name}(…)"
            message = say("`{name}` is called as `{form}`", "`{name}` 应写作 `{form}`", name=function.name, form=form)
            self.fail(ExpressionTypeError, node, message)
            return None
        counted = [overload for overload in styled if overload.counts(len(found))]
        if not counted:
            counts = sorted({str(len(overload.takes) - node.receiver) for overload in styled})
            message = say(
                "`{name}` takes {takes}, not {given}",
                "`{name}` 需要{takes}个参数，而非{given}个",
                name=function.name,
                takes=joined([say("{count}", "{count}", count=count) for count in counts], " or ", "或"),
                given=len(found) - node.receiver,
            )
            self.fail(ExpressionTypeError, node, message)
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
        # Where a type is known only at evaluation, so is the overload.
        gives = {overload.gives for overload in (fitting if DYN in found else fitting[:1])}
        return fitting[0].gives if len(gives) == 1 else DYN

    def _misfit(self, node: Call, wanted: list[tuple[Type, ...]], found: list[Type | None]) -> None:
        for position, (argument, one) in enumerate(zip(node.arguments, found, strict=True)):
            takes = [types[position] for types in wanted]
            if one is not None and not any(fits(one, take) for take in takes):
                hint = DAY_HINT if one == INSTANT and takes == [DATE] else None
                asked = joined([type_words(take) for take in dict.fromkeys(takes)], " or ", "或")
                self.fail(ExpressionTypeError, argument, asked_for(asked, one), hint)
                return
        message = say(
            "`{name}` does not take these types together", "`{name}` 不接受这些类型的组合", name=node.function
        )
        self.fail(ExpressionTypeError, node, message)

    def _literal(self, node: Call, function: Function) -> None:
        values = [argument.value for argument in node.arguments if isinstance(argument, Literal)]
        if len(values) != len(node.arguments):
            message = say("`{name}` takes text that is written out", "`{name}` 只接受写出的文本", name=node.function)
            self.fail(ExpressionTypeError, node, message)
        elif all(isinstance(value, str) for value in values) and function.overloads[0].counts(len(values)):
            try:
                function.call(values, receiver=False)
            except EvaluationError as error:
                self.fail(ExpressionTypeError, node, no_value(node.function, error.message))

    def _pattern(self, node: Call) -> None:
        """Look at a pattern that is written out: it is one of RE2, and says where it begins and ends."""
        pattern = node.arguments[-1]
        if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
            self.fail(PatternError, pattern, say("a pattern that is not written out", "正则表达式须直接写出"))
            return
        fault = pattern_fault(pattern.value)
        if fault is not None:
            self.fail(PatternError, pattern, fault)
        elif not is_anchored(pattern.value):
            self.fail(PatternError, pattern, UNANCHORED, ANCHOR_HINT)
