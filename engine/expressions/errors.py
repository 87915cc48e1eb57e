"""What can be wrong with an expression when a pack is loaded."""

from core.errors import LotgateError


class ExpressionError(LotgateError):
    """An expression cannot be used."""

    code = "expression"


class ExpressionSyntaxError(ExpressionError):
    """The text is not an expression of the language."""

    code = "expression.syntax.invalid"


class ExpressionSizeError(ExpressionError):
    """The expression is longer or deeper than the stated limit."""

    code = "expression.size.exceeded"


class UnsupportedSyntaxError(ExpressionError):
    """CEL has this, and rule packs do not use it."""

    code = "expression.syntax.unsupported"


class UnknownNameError(ExpressionError):
    """No such name can be read here."""

    code = "expression.name.unknown"


class UnknownMemberError(ExpressionError):
    """The dictionary has no such field."""

    code = "expression.field.unknown"


class UnknownFunctionError(ExpressionError):
    """There is no such function."""

    code = "expression.function.unknown"


class ExpressionTypeError(ExpressionError):
    """Types do not fit: a day with an instant, a number with text, a condition that is none."""

    code = "expression.type.mismatch"


class UnknownCodeError(ExpressionError):
    """A text is compared with a code that does not have it."""

    code = "expression.code.unknown"


class CodeInequalityError(ExpressionError):
    """``!=`` on a code passes every value that is added later."""

    code = "expression.code.not-equal"


class AbsenceError(ExpressionError):
    """A condition would be satisfied by something that was not recorded."""

    code = "expression.absence.concluded"


class ConstantConditionError(ExpressionError):
    """A condition reads nothing and is always the same."""

    code = "expression.condition.constant"


class IntegerDivisionError(ExpressionError):
    """A division of integers cuts off what is behind the point: 99 of 100 would be 0."""

    code = "expression.division.truncates"


class PatternError(ExpressionError):
    """A regular expression is none of RE2, is not written out, or would match any part of a text."""

    code = "expression.pattern.invalid"


class ExpressionCostError(ExpressionError):
    """Comprehensions stand inside each other so that an evaluation could take too long."""

    code = "expression.cost.exceeded"
