"""Types of operators: what may be compared, ordered, held in, calculated."""

from typing import Protocol

from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.expressions.compatibility import (
    apart,
    are_compared,
    are_ordered,
    arithmetic,
    fits,
    is_number,
    plain,
    shared,
)
from engine.expressions.errors import (
    CodeInequalityError,
    ExpressionError,
    ExpressionTypeError,
    IntegerDivisionError,
    OtherDimensionError,
    UnknownCodeError,
)
from engine.expressions.tree import Call, Expr, Items, Literal, Operation
from engine.expressions.wording import CUTS_OFF, DAY_HINT, DIVISION_HINT, GOOD_HINT, NEVER_FOUND, asked_for
from engine.model.types import (
    BOOL,
    BYTES,
    DATE,
    DOUBLE,
    DYN,
    INSTANT,
    INT,
    NOTHING,
    TEXT,
    TIMESTAMP,
    UINT,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    Type,
    type_words,
)

COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})


class Fail(Protocol):
    """Records a fault at a node."""

    def __call__(
        self, error: type[ExpressionError], node: Expr, message: Localized, hint: Localized | None = None
    ) -> None:
        """Record it."""


class Operators:
    """
    Finds the types of operations.

    Args:
        fail: Records a fault at a node.
        in_pack: Whether what CEL allows and packs do not is refused.
    """

    def __init__(self, fail: Fail, *, in_pack: bool) -> None:
        self.fail = fail
        self.in_pack = in_pack

    def check(self, node: Operation, types: list[Type | None]) -> Type | None:
        """Give the type of an operation on operands of these types, of which a fault has none."""
        known = [found for found in types if found is not None]
        if node.operator == "!":
            if known and not fits(known[0], BOOL):
                self.fail(ExpressionTypeError, node.operands[0], asked_for(type_words(BOOL), known[0]))
            return BOOL
        if len(known) < len(types):
            return BOOL if node.operator in COMPARISONS else None
        if node.operator not in COMPARISONS:
            return self._arithmetic(node, known)
        left, right = known
        if node.operator == "in":
            self._membership(node, left, right)
        elif node.operator in {"==", "!="}:
            self._equality(node, left, right)
        else:
            self._order(node, left, right)
        return BOOL

    def _arithmetic(self, node: Operation, types: list[Type]) -> Type | None:
        if len(types) == 1:
            kind = plain(types[0])
            if kind in {INT, DOUBLE, DYN}:
                return kind
            self.fail(ExpressionTypeError, node.operands[0], asked_for(say("a number", "数"), types[0]))
            return None
        found = arithmetic(node.operator, plain(types[0]), plain(types[1]))
        if found is None:
            self._no_arithmetic(node, types)
        elif self.in_pack and node.operator == "/" and found in {INT, UINT}:
            self.fail(IntegerDivisionError, node, CUTS_OFF, DIVISION_HINT)
        return found

    def _no_arithmetic(self, node: Operation, types: list[Type]) -> None:
        kinds = [plain(found) for found in types]
        for operand, kind, other in zip(node.operands, kinds, reversed(kinds), strict=True):
            if not is_number(kind) and other == INT:
                self.fail(ExpressionTypeError, operand, asked_for(type_words(INT), kind))
                return
        message = say(
            "no `{operator}` between {left} and {right}",
            "{left}与{right}之间没有 `{operator}` 运算",
            operator=node.operator,
            left=type_words(types[0]),
            right=type_words(types[1]),
        )
        self.fail(ExpressionTypeError, node, message)

    def _membership(self, node: Operation, left: Type, right: Type) -> None:
        kind = plain(right)
        if isinstance(kind, MapOf) and not kind.recorded:
            self._same(node, left, kind.key)
        elif isinstance(kind, ListOf):
            self._same(node, left, kind.item)
        elif kind != DYN:
            message = say(
                "`in` asks for a list, and this is {type}", "`in` 需要列表，而此为{type}", type=type_words(right)
            )
            self.fail(ExpressionTypeError, node.operands[1], message)

    def _equality(self, node: Operation, left: Type, right: Type) -> None:
        if NOTHING in (left, right):
            other = right if left == NOTHING else left
            if self.in_pack and not isinstance(other, Nullable) and other != DYN:
                message = say("{type} is never recorded as none", "{type}从不记录为无", type=type_words(other))
                self.fail(ExpressionTypeError, node, message, NEVER_FOUND)
            return
        if node.operator == "!=" and (isinstance(plain(left), CodeOf) or isinstance(plain(right), CodeOf)):
            self.fail(CodeInequalityError, node, say("`!=` on a code", "对代码使用 `!=`"), GOOD_HINT)
        self._same(node, left, right)

    def _order(self, node: Operation, left: Type, right: Type) -> None:
        if self._apart(node, left, right):
            return
        left, right = plain(left), plain(right)
        if are_ordered(left, right) or (not self.in_pack and left == right and left in {BOOL, TEXT, BYTES}):
            return
        hint = DAY_HINT if {left, right} in ({DATE, INSTANT}, {DATE, TIMESTAMP}) else None
        kinds = {"left": type_words(left), "right": type_words(right)}
        message = say("{left} and {right} have no order between them", "{left}与{right}之间没有先后大小", **kinds)
        self.fail(ExpressionTypeError, node, message, hint)

    def _same(self, node: Operation, left: Type, right: Type) -> None:
        if self._apart(node, left, right):
            return
        left, right = plain(left), plain(right)
        for codes, other, text in ((left, right, node.operands[1]), (right, left, node.operands[0])):
            if isinstance(codes, CodeOf) and other == TEXT:
                self._codes(codes, text)
                return
        if not are_compared(left, right) and (self.in_pack or shared([left, right], in_pack=False) is None):
            hint = DAY_HINT if {left, right} in ({DATE, INSTANT}, {DATE, TIMESTAMP}) else None
            kinds = {"left": type_words(left), "right": type_words(right)}
            message = say("{left} and {right} are not compared", "{left}与{right}不能比较", **kinds)
            self.fail(ExpressionTypeError, node, message, hint)

    def _apart(self, node: Operation, left: Type, right: Type) -> bool:
        """Refuse two quantities that are known to measure different things, and lists of them."""
        left, right = plain(left), plain(right)
        if isinstance(left, ListOf) and isinstance(right, ListOf):
            return self._apart(node, left.item, right.item)
        if not apart(left, right):
            return False
        (one, other), written = (str(getattr(kind, "unit", "")) for kind in (left, right)), node.operands[0]
        wanted = other if isinstance(written, Call) and written.function == "quantity" else one
        message = say(
            "`{left}` and `{right}` do not measure the same", "`{left}` 与 `{right}` 的量纲不同", left=one, right=other
        )
        hint = say(
            "compare with a quantity in `{unit}`, or in another unit of the same dimension",
            "请与以 `{unit}`（或同一量纲的其他单位）计的量比较",
            unit=wanted,
        )
        self.fail(OtherDimensionError, node, message, hint)
        return True

    def _codes(self, codes: CodeOf, node: Expr) -> None:
        literals = node.items if isinstance(node, Items) else (node,)
        known = [str(code) for code in codes.codes]
        for literal in literals:
            if not isinstance(literal, Literal):
                message = say(
                    "{codes} is compared with text that is written out",
                    "{codes}只与写出的文本比较",
                    codes=type_words(codes),
                )
                self.fail(ExpressionTypeError, literal, message)
            elif literal.value not in known:
                value = str(literal.value)
                message = say(
                    "{codes} has no `{value}`", "{codes}中没有 `{value}`", codes=type_words(codes), value=value
                )
                self.fail(UnknownCodeError, literal, message, did_you_mean(value, known))
