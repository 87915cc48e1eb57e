"""Two limits of a provision that no value can keep, as far as the pack alone tells."""

from core.words import say
from engine.expressions.evaluate import evaluate
from engine.expressions.expression import Expression
from engine.expressions.missing import EvaluationError
from engine.model.errors import UnitError
from engine.model.units import compare
from engine.model.values import Quantity

CROSSED = say("no value lies between the limits", "没有任何值介于上下限之间")


def are_crossed(lower: Expression | None, upper: Expression | None, *, strict: bool = False) -> bool:
    """
    Tell whether two limits cross, or do not measure the same; what depends on the dossier is compared there.

    Args:
        lower: The lower limit; ``None`` for none.
        upper: The upper limit; ``None`` for none.
        strict: Whether limits that are equal leave nothing either.
    """
    low, high = _constant(lower), _constant(upper)
    if low is None or high is None:
        return False
    try:
        order = compare(low, high)
    except UnitError:
        return True
    return order > 0 or (strict and order == 0)


def _constant(limit: Expression | None) -> Quantity | None:
    if limit is None or limit.reads:
        return None
    try:
        value = evaluate(limit.tree, {})
    except EvaluationError:
        return None
    return value if isinstance(value, Quantity) else None
