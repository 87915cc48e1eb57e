"""Types of an expression against the dictionary; every fault of it at once."""

from collections.abc import Mapping

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.suggestions import did_you_mean
from engine.expressions.errors import (
    CodeInequalityError,
    ExpressionError,
    ExpressionTypeError,
    UnknownCodeError,
    UnknownFunctionError,
    UnknownMemberError,
    UnknownNameError,
)
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.tree import (
    And,
    Call,
    Conditional,
    Expr,
    Has,
    Index,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Select,
)
from engine.model.dictionary import fields_of
from engine.model.types import (
    BOOL,
    DATE,
    INSTANT,
    INT,
    NOTHING,
    QUANTITY,
    TEXT,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    RecordOf,
    Type,
)

Environment = Mapping[str, Type]
LITERALS: dict[type, Type] = {bool: BOOL, int: INT, str: TEXT, type(None): NOTHING}
ORDERED = frozenset({INT, DATE, INSTANT, QUANTITY})
DAY_HINT = "`day(…)` gives the civil day of an instant"


class Checker:
    """
    Finds the type of every node and gathers the faults.

    Args:
        source: The text, for places.
        environment: Types of the names that can be read.
    """

    def __init__(self, source: SourceText, environment: Environment) -> None:
        self.source = source
        self.environment = environment
        self.faults: list[LotgateError] = []

    def fail(self, error: type[ExpressionError], node: Expr, message: str, hint: str | None = None) -> None:
        """Record a fault at a node."""
        self.faults.append(error(message, location=self.source.location(node.span[0]), hint=hint))

    def check(self, node: Expr, scope: Environment | None = None) -> Type | None:
        """Give the type of a node, or ``None`` when a fault below it was recorded."""
        scope = self.environment if scope is None else scope
        match node:
            case Literal(value=value):
                return LITERALS[type(value)]
            case Name():
                return self._name(node, scope)
            case Select() | Has():
                return self._member(node, scope)
            case Index():
                return self._index(node, scope)
            case Items():
                return self._items(node, scope)
            case Call():
                return self._call(node, scope)
            case Operation():
                return self._operation(node, scope)
            case And(terms=terms) | Or(terms=terms):
                for term in terms:
                    self.expect(term, BOOL, scope)
                return BOOL
            case Conditional():
                return self._conditional(node, scope)
            case Macro():
                return self._macro(node, scope)

    def expect(self, node: Expr, wanted: Type, scope: Environment) -> None:
        """Record a fault unless the node has a type."""
        found = self.check(node, scope)
        if found is not None and not fits(found, wanted):
            hint = DAY_HINT if (found, wanted) == (INSTANT, DATE) else None
            self.fail(ExpressionTypeError, node, f"{wanted} is asked for, and this is {found}", hint)

    def _name(self, node: Name, scope: Environment) -> Type | None:
        if node.name in scope:
            return scope[node.name]
        self.fail(UnknownNameError, node, f"unknown name `{node.name}`", did_you_mean(node.name, scope))
        return None

    def _member(self, node: Select | Has, scope: Environment) -> Type | None:
        of = self.check(node.of, scope)
        if of is None:
            return None
        record = of.of if isinstance(of, Nullable) else of
        if not isinstance(record, RecordOf):
            self.fail(ExpressionTypeError, node, f"{of} has no field `{node.field}`")
            return None
        fields = fields_of(record.entity)
        if node.field not in fields:
            message = f"{record} has no field `{node.field}`"
            self.fail(UnknownMemberError, node, message, did_you_mean(node.field, fields))
            return None
        return BOOL if isinstance(node, Has) else fields[node.field].type

    def _index(self, node: Index, scope: Environment) -> Type | None:
        of = self.check(node.of, scope)
        if of is None:
            return None
        if not isinstance(of, MapOf):
            hint = "name items by a condition, with `exists` or `each`: positions change" if is_list(of) else None
            self.fail(ExpressionTypeError, node, f"{of} has no entries", hint)
            return None
        self.expect(node.key, TEXT, scope)
        return of.item

    def _items(self, node: Items, scope: Environment) -> Type | None:
        types = [self.check(item, scope) for item in node.items]
        known = [found for found in types if found is not None]
        if not known or len(known) < len(types):
            if not types:
                self.fail(ExpressionTypeError, node, "a list that is written out is not empty")
            return None
        if any(found != known[0] for found in known):
            self.fail(ExpressionTypeError, node, "the items of a list are of one type")
            return None
        return ListOf(known[0])

    def _call(self, node: Call, scope: Environment) -> Type | None:
        function = FUNCTIONS.get(node.function)
        if function is None:
            hint = did_you_mean(node.function, FUNCTIONS)
            self.fail(UnknownFunctionError, node, f"unknown function `{node.function}`", hint)
            return None
        if len(node.arguments) != len(function.takes):
            message = f"`{node.function}` takes {len(function.takes)}, not {len(node.arguments)}"
            self.fail(ExpressionTypeError, node, message)
            return None
        if function.name == "size":
            self._size(node, scope)
        else:
            for argument, wanted in zip(node.arguments, function.takes, strict=True):
                self.expect(argument, wanted, scope)
        if function.literal:
            self._literal(node, function)
        return function.gives

    def _size(self, node: Call, scope: Environment) -> None:
        found = self.check(node.arguments[0], scope)
        if found is not None and not is_list(found):
            self.fail(ExpressionTypeError, node.arguments[0], f"a list is asked for, and this is {found}")

    def _literal(self, node: Call, function: Function) -> None:
        values = [argument.value for argument in node.arguments if isinstance(argument, Literal)]
        if len(values) != len(node.arguments):
            self.fail(ExpressionTypeError, node, f"`{node.function}` takes text that is written out")
        elif all(isinstance(value, str) for value in values):  # another literal is already a fault
            try:
                function.run(*values)
            except ValueError:
                written = ", ".join(f"`{value}`" for value in values)
                self.fail(ExpressionTypeError, node, f"{written} is no {function.gives}")

    def _conditional(self, node: Conditional, scope: Environment) -> Type | None:
        self.expect(node.test, BOOL, scope)
        then, otherwise = self.check(node.then, scope), self.check(node.otherwise, scope)
        if then is None or otherwise is None:
            return None
        if then != otherwise:
            self.fail(ExpressionTypeError, node, f"the two values are {then} and {otherwise}")
            return None
        return then

    def _macro(self, node: Macro, scope: Environment) -> Type | None:
        over = self.check(node.over, scope)
        if over is None:
            return None
        if not isinstance(over, ListOf):
            self.fail(ExpressionTypeError, node.over, f"`{node.kind}` runs over a list, and this is {over}")
            return None
        if node.variable in scope:
            self.fail(ExpressionTypeError, node, f"`{node.variable}` already has a meaning here")
        inner = {**scope, node.variable: over.item}
        if node.kind == "map":
            item = self.check(node.body, inner)
            return None if item is None else ListOf(item, register=over.register)
        self.expect(node.body, BOOL, inner)
        return over if node.kind == "filter" else BOOL

    def _operation(self, node: Operation, scope: Environment) -> Type | None:
        match node.operator:
            case "!":
                self.expect(node.operands[0], BOOL, scope)
                return BOOL
            case "-" | "+" | "*":
                for operand in node.operands:
                    self.expect(operand, INT, scope)
                return INT
        left, right = (self.check(operand, scope) for operand in node.operands)
        if left is not None and right is not None:
            if node.operator == "in":
                self._membership(node, left, right)
            elif node.operator in {"==", "!="}:
                self._equality(node, left, right)
            else:
                self._order(node, left, right)
        return BOOL

    def _membership(self, node: Operation, left: Type, right: Type) -> None:
        if not isinstance(right, ListOf):
            self.fail(ExpressionTypeError, node.operands[1], f"`in` asks for a list, and this is {right}")
            return
        self._same(node, left, right.item)

    def _equality(self, node: Operation, left: Type, right: Type) -> None:
        if NOTHING in (left, right):
            other = right if left == NOTHING else left
            if not isinstance(other, Nullable):
                hint = "what was not recorded is unknown, and no comparison finds it"
                self.fail(ExpressionTypeError, node, f"{other} is never recorded as none", hint)
            return
        if node.operator == "!=" and isinstance(_plain(left), CodeOf) | isinstance(_plain(right), CodeOf):
            self.fail(CodeInequalityError, node, "`!=` on a code", "list the values that are good, with `==` or `in`")
        self._same(node, left, right)

    def _order(self, node: Operation, left: Type, right: Type) -> None:
        left, right = _plain(left), _plain(right)
        if left != right or left not in ORDERED:
            hint = DAY_HINT if {left, right} == {DATE, INSTANT} else None
            self.fail(ExpressionTypeError, node, f"{left} and {right} have no order between them", hint)

    def _same(self, node: Operation, left: Type, right: Type) -> None:
        left, right = _plain(left), _plain(right)
        for codes, other, text in ((left, right, node.operands[1]), (right, left, node.operands[0])):
            if isinstance(codes, CodeOf) and other == TEXT:
                self._codes(codes, text)
                return
        if left != right or isinstance(left, RecordOf | ListOf | MapOf):
            hint = DAY_HINT if {left, right} == {DATE, INSTANT} else None
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


def fits(found: Type, wanted: Type) -> bool:
    """Tell whether a value of one type may stand where another is asked for; null is unknown there when it comes."""
    if isinstance(found, Nullable):
        found = found.of
    if isinstance(found, ListOf) and isinstance(wanted, ListOf):
        return fits(found.item, wanted.item)
    return found == wanted


def is_list(found: Type) -> bool:
    """Tell whether a type is a list."""
    return isinstance(_plain(found), ListOf)


def _plain(found: Type) -> Type:
    return found.of if isinstance(found, Nullable) else found
