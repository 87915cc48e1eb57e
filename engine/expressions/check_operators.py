"""Types of operators: what may be compared, ordered, held in, calculated."""

from typing import Protocol

from core.suggestions import did_you_mean
from engine.expressions.compatibility import are_compared, are_ordered, arithmetic, fits, is_number, plain
from engine.expressions.errors import (
    CodeInequalityError,
    ExpressionError,
    ExpressionTypeError,
    IntegerDivisionError,
    UnknownCodeError,
)
from engine.expressions.tree import Expr, Items, Literal, Operation
from engine.model.types import (
    BOOL,
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
)

COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
DAY_HINT = "`day(…)` gives the civil day of an instant"


class Fail(Protocol):
    """Records a fault at a node."""

    def __call__(self, error: type[ExpressionError], node: Expr, message: str, hint: str | None = None) -> None: ...


class Operators:
    """
    Finds the types of operations.

    Args:
        fail: Records a fault at a node.
    """

    def __init__(self, fail: Fail) -> None:
        self.fail = fail

    def check(self, node: Operation, types: list[Type | None]) -> Type | None:
        """Give the type of an operation on operands of these types, of which a fault has none."""
        known = [found for found in types if found is not None]
        if node.operator == "!":
            if known and not fits(known[0], BOOL):
                self.fail(ExpressionTypeError, node.operands[0], f"bool is asked for, and this is {known[0]}")
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
            self.fail(ExpressionTypeError, node.operands[0], f"a number is asked for, and this is {types[0]}")
            return None
        found = arithmetic(node.operator, plain(types[0]), plain(types[1]))
        if found is None:
            self._no_arithmetic(node, types)
        elif node.operator == "/" and found in {INT, UINT}:
            hint = "compare products, or divide doubles: `double(a) / double(b)`"
            self.fail(IntegerDivisionError, node, "a division of integers cuts off what is behind the point", hint)
        return found

    def _no_arithmetic(self, node: Operation, types: list[Type]) -> None:
        kinds = [plain(found) for found in types]
        for operand, kind, other in zip(node.operands, kinds, reversed(kinds), strict=True):
            if not is_number(kind) and other == INT:
                self.fail(ExpressionTypeError, operand, f"int is asked for, and this is {kind}")
                return
        self.fail(ExpressionTypeError, node, f"no `{node.operator}` between {types[0]} and {types[1]}")

    def _membership(self, node: Operation, left: Type, right: Type) -> None:
        kind = plain(right)
        if isinstance(kind, MapOf) and not kind.recorded:
            self._same(node, left, kind.key)
        elif isinstance(kind, ListOf):
            self._same(node, left, kind.item)
        elif kind != DYN:
            self.fail(ExpressionTypeError, node.operands[1], f"`in` asks for a list, and this is {right}")

    def _equality(self, node: Operation, left: Type, right: Type) -> None:
        if NOTHING in (left, right):
            other = right if left == NOTHING else left
            if not isinstance(other, Nullable) and other != DYN:
                hint = "what was not recorded is unknown, and no comparison finds it"
                self.fail(ExpressionTypeError, node, f"{other} is never recorded as none", hint)
            return
        if node.operator == "!=" and (isinstance(plain(left), CodeOf) or isinstance(plain(right), CodeOf)):
            self.fail(CodeInequalityError, node, "`!=` on a code", "list the values that are good, with `==` or `in`")
        self._same(node, left, right)

    def _order(self, node: Operation, left: Type, right: Type) -> None:
        left, right = plain(left), plain(right)
        if are_ordered(left, right):
            return
        hint = DAY_HINT if {left, right} in ({DATE, INSTANT}, {DATE, TIMESTAMP}) else None
        self.fail(ExpressionTypeError, node, f"{left} and {right} have no order between them", hint)

    def _same(self, node: Operation, left: Type, right: Type) -> None:
        left, right = plain(left), plain(right)
        for codes, other, text in ((left, right, node.operands[1]), (right, left, node.operands[0])):
            if isinstance(codes, CodeOf) and other == TEXT:
                self._codes(codes, text)
                return
        if not are_compared(left, right):
            hint = DAY_HINT if {left, right} in ({DATE, INSTANT}, {DATE, TIMESTAMP}) else None
            self.fail(ExpressionTypeError, node, f"{left} and {right} are not compared", hint)

    def _codes(self, codes: CodeOf, node: Expr) -> None:
        literals = node.items if isinstance(node, Items) else (node,)
        known = [str(code) for code in codes.codes]
        for literal in literals:
            if not isinstance(literal, Literal):
                self.fail(ExpressionTypeError, literal, f"{codes} is compared with text that is written out")
            elif literal.value not in known:
                message = f"{codes} has no `{literal.value}`"
                self.fail(UnknownCodeError, literal, message, did_you_mean(str(literal.value), known))
