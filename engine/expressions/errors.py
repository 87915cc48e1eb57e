"""What can be wrong with an expression when a pack is loaded."""

from core.errors import LotgateError


class ExpressionError(LotgateError):
    """An expression cannot be used."""

    code = "expression"
    chinese = "表达式无法使用。"


class ExpressionSyntaxError(ExpressionError):
    """The text is not an expression of the language."""

    code = "expression.syntax.invalid"
    chinese = "文本不是该语言的表达式。"


class ExpressionSizeError(ExpressionError):
    """The expression is longer or deeper than the stated limit."""

    code = "expression.size.exceeded"
    chinese = "表达式的长度或深度超出规定限度。"


class UnsupportedSyntaxError(ExpressionError):
    """CEL has this, and rule packs do not use it."""

    code = "expression.syntax.unsupported"
    chinese = "CEL有此语法，但规则包不使用。"


class UnknownNameError(ExpressionError):
    """No such name can be read here."""

    code = "expression.name.unknown"
    chinese = "此处没有可读取的该名称。"


class UnknownMemberError(ExpressionError):
    """The dictionary has no such field."""

    code = "expression.field.unknown"
    chinese = "数据字典中没有此字段。"


class UnknownFunctionError(ExpressionError):
    """There is no such function."""

    code = "expression.function.unknown"
    chinese = "没有此函数。"


class ExpressionTypeError(ExpressionError):
    """Types do not fit: a day with an instant, a number with text, a condition that is none."""

    code = "expression.type.mismatch"
    chinese = "类型不符：日期与时刻、数与文本混用，或条件不是条件。"


class UnknownUnitError(ExpressionError):
    """A quantity is written out in a unit that there is not."""

    code = "expression.unit.unknown"
    chinese = "写出的量所用单位不存在。"


class OtherDimensionError(ExpressionError):
    """Two quantities are compared that never measure the same."""

    code = "expression.unit.dimension"
    chinese = "相互比较的两个量量纲不同。"


class UnknownCodeError(ExpressionError):
    """A text is compared with a code that does not have it."""

    code = "expression.code.unknown"
    chinese = "与文本比较的代码表中没有此代码。"


class CodeInequalityError(ExpressionError):
    """``!=`` on a code passes every value that is added later."""

    code = "expression.code.not-equal"
    chinese = "对代码使用 `!=` 会使以后新增的每个值都通过。"


class AbsenceError(ExpressionError):
    """A condition would be satisfied by something that was not recorded."""

    code = "expression.absence.concluded"
    chinese = "条件会因未记录的内容而成立。"


class ConstantConditionError(ExpressionError):
    """A condition reads nothing and is always the same."""

    code = "expression.condition.constant"
    chinese = "条件不读取任何内容，结果恒定。"


class IntegerDivisionError(ExpressionError):
    """A division of integers cuts off what is behind the point: 99 of 100 would be 0."""

    code = "expression.division.truncates"
    chinese = "整数相除会舍去小数部分：99除以100得0。"


class PatternError(ExpressionError):
    """A regular expression is none of RE2, is not written out, or would match any part of a text."""

    code = "expression.pattern.invalid"
    chinese = "正则表达式不是RE2、没有写成字面量，或会匹配文本的任意部分。"


class ExpressionCostError(ExpressionError):
    """Comprehensions stand inside each other so that an evaluation could take too long."""

    code = "expression.cost.exceeded"
    chinese = "遍历层层嵌套，求值可能耗时过长。"


class UnguardedReadError(ExpressionError):
    """A message reads what its provision's condition may have found not recorded."""

    code = "expression.optional.unguarded"
    chinese = "提示信息读取了条件可能发现未记录的内容。"
