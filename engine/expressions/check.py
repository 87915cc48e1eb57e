"""Types of an expression against the dictionary; every fault of it at once."""

from collections.abc import Mapping

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.suggestions import did_you_mean
from engine.expressions.check_calls import Calls
from engine.expressions.check_operators import Operators
from engine.expressions.compatibility import (
    fits,
    is_list,
    plain,
    shared,
    variables,
)
from engine.expressions.errors import (
    ExpressionError,
    ExpressionTypeError,
    UnknownFunctionError,
    UnknownMemberError,
    UnknownNameError,
)
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.scalars import DENOTED, UInt
from engine.expressions.tree import (
    And,
    Bind,
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
    Pairs,
    Select,
)
from engine.model.dictionary import fields_of
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
    TYPE,
    UINT,
    CodeOf,
    ListOf,
    MapOf,
    RecordOf,
    Type,
)

Environment = Mapping[str, Type]
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
LITERALS: dict[type, Type] = {
    bool: BOOL,
    int: INT,
    UInt: UINT,
    float: DOUBLE,
    str: TEXT,
    bytes: BYTES,
    type(None): NOTHING,
}
DAY_HINT = "`day(…)` gives the civil day of an instant"


class Checker:
    """
    Finds the type of every node and gathers the faults.

    Args:
        source: The text, for places.
        environment: Types of the names that can be read.

    Attributes:
        faults: What is wrong.
        types: The type of each node by its ``id``, where there is one.
    """

    def __init__(self, source: SourceText, environment: Environment) -> None:
        self.source = source
        self.environment = environment
        self.faults: list[LotgateError] = []
        self.types: dict[int, Type] = {}
        self.operators, self.calls = Operators(self.fail), Calls(self.fail)

    def fail(self, error: type[ExpressionError], node: Expr, message: str, hint: str | None = None) -> None:
        """Record a fault at a node."""
        self.faults.append(error(message, location=self.source.location(node.span[0]), hint=hint))

    def check(self, node: Expr, scope: Environment | None = None) -> Type | None:
        """Give the type of a node, or ``None`` when a fault below it was recorded."""
        found = self._found(node, self.environment if scope is None else scope)
        if found is not None:
            self.types[id(node)] = found
        return found

    def _found(self, node: Expr, scope: Environment) -> Type | None:
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
            case Pairs():
                return self._pairs(node, scope)
            case Call():
                return self._call(node, scope)
            case Operation(operands=operands):
                return self.operators.check(node, [self.check(operand, scope) for operand in operands])
            case And(terms=terms) | Or(terms=terms):
                for term in terms:
                    self.expect(term, BOOL, scope)
                return BOOL
            case Conditional():
                return self._conditional(node, scope)
            case Bind():
                return self._bind(node, scope)
        return self._macro(node, scope)

    def expect(self, node: Expr, wanted: Type, scope: Environment) -> None:
        """Record a fault unless the node has a type."""
        found = self.check(node, scope)
        if found is not None and not fits(found, wanted):
            hint = DAY_HINT if (found, wanted) == (INSTANT, DATE) else None
            self.fail(ExpressionTypeError, node, f"{wanted} is asked for, and this is {found}", hint)

    def _name(self, node: Name, scope: Environment) -> Type | None:
        known = self.environment if node.rooted else scope
        if node.name in known:
            return known[node.name]
        if node.name in DENOTED:
            return TYPE
        self.fail(UnknownNameError, node, f"unknown name `{node.name}`", did_you_mean(node.name, scope))
        return None

    def _member(self, node: Select | Has, scope: Environment) -> Type | None:
        of = self.check(node.of, scope)
        if of is None:
            return None
        record = plain(of)
        if record == DYN or isinstance(record, MapOf):
            found = record.item if isinstance(record, MapOf) else DYN
            return BOOL if isinstance(node, Has) else found
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
        kind = plain(of)
        if kind == DYN:
            self.check(node.key, scope)
            return DYN
        if isinstance(kind, ListOf) and not self._holds_records(kind):
            self.expect(node.key, INT, scope)
            return kind.item
        if not isinstance(kind, MapOf):
            hint = "name items by a condition, with `exists` or `each`: positions change" if is_list(of) else None
            self.fail(ExpressionTypeError, node, f"{of} has no entries", hint)
            return None
        self.expect(node.key, kind.key, scope)
        return kind.item

    @staticmethod
    def _holds_records(kind: ListOf) -> bool:
        return kind.register or isinstance(plain(kind.item), RecordOf | CodeOf)

    def _items(self, node: Items, scope: Environment) -> Type | None:
        types = [self.check(item, scope) for item in node.items]
        known = [found for found in types if found is not None]
        if not known or len(known) < len(types):
            if not types:
                self.fail(ExpressionTypeError, node, "a list that is written out is not empty")
            return None
        item = shared(known)
        if item is None:
            self.fail(ExpressionTypeError, node, "the items of a list are of one type")
            return None
        return ListOf(item)

    def _pairs(self, node: Pairs, scope: Environment) -> Type | None:
        keys = [self.check(entry.key, scope) for entry in node.entries]
        values = [self.check(entry.value, scope) for entry in node.entries]
        for entry, key in zip(node.entries, keys, strict=True):
            if (
                key is not None
                and plain(key) not in {BOOL, INT, UINT, TEXT, DYN}
                and not isinstance(plain(key), CodeOf)
            ):
                self.fail(ExpressionTypeError, entry.key, f"{key} cannot be a key of a map")
        if None in keys or None in values:
            return None
        return MapOf(
            shared([value for value in values if value is not None]) or DYN,
            shared([key for key in keys if key is not None]) or DYN,
            recorded=False,
        )

    def _call(self, node: Call, scope: Environment) -> Type | None:
        function = FUNCTIONS.get(node.function)
        if function is None:
            hint = did_you_mean(node.function, FUNCTIONS)
            self.fail(UnknownFunctionError, node, f"unknown function `{node.function}`", hint)
            return None
        return self.calls.check(node, function, [self._argument(one, function, scope) for one in node.arguments])

    def _argument(self, node: Expr, function: Function, scope: Environment) -> Type | None:
        """Find the type of an argument; where any list is taken, its items need not be of one type."""
        takes_any = any(wanted == ListOf(DYN) for overload in function.overloads for wanted in overload.takes)
        if takes_any and isinstance(node, Items) and node.items:
            known = [self.check(item, scope) for item in node.items]
            return None if None in known else ListOf(shared([one for one in known if one is not None]) or DYN)
        return self.check(node, scope)

    def _conditional(self, node: Conditional, scope: Environment) -> Type | None:
        self.expect(node.test, BOOL, scope)
        then, otherwise = self.check(node.then, scope), self.check(node.otherwise, scope)
        if then is None or otherwise is None:
            return None
        found = shared([then, otherwise])
        if found is None:
            self.fail(ExpressionTypeError, node, f"the two values are {then} and {otherwise}")
        return found

    def _bind(self, node: Bind, scope: Environment) -> Type | None:
        found = self.check(node.value, scope)
        self._unbound(node, node.variable, scope)
        return None if found is None else self.check(node.body, {**scope, node.variable: found})

    def _unbound(self, node: Expr, variable: str, scope: Environment) -> None:
        if variable in scope:
            self.fail(ExpressionTypeError, node, f"`{variable}` already has a meaning here")

    def _macro(self, node: Macro, scope: Environment) -> Type | None:
        over = self.check(node.over, scope)
        if over is None:
            return None
        kind = plain(over)
        if not isinstance(kind, ListOf | MapOf) and kind != DYN:
            self.fail(ExpressionTypeError, node.over, f"`{node.kind}` runs over a list, and this is {over}")
            return None
        inner = dict(scope)
        for variable, found in zip(
            (node.variable, node.second), variables(kind, two=node.second is not None), strict=True
        ):
            if variable is not None:
                self._unbound(node, variable, scope)
                inner[variable] = found
        if node.where is not None:
            self.expect(node.where, BOOL, inner)
        return self._given(node, kind, inner)

    def _given(self, node: Macro, kind: Type, inner: Environment) -> Type | None:
        if node.kind in {"all", "exists", "exists_one", "filter"}:
            self.expect(node.body, BOOL, inner)
            if node.kind != "filter":
                return BOOL
            return kind if isinstance(kind, ListOf) else ListOf(kind.key if isinstance(kind, MapOf) else DYN)
        item = self.check(node.body, inner)
        if item is None:
            return None
        if node.kind in {"map", "transform_list"}:
            return ListOf(item, register=isinstance(kind, ListOf) and kind.register)
        if node.kind == "transform_map":
            key = kind.key if isinstance(kind, MapOf) else INT if isinstance(kind, ListOf) else DYN
            return MapOf(item, key, recorded=False)
        if isinstance(item, MapOf) or item == DYN:
            return item if isinstance(item, MapOf) else MapOf(DYN, DYN, recorded=False)
        self.fail(ExpressionTypeError, node.body, f"a map is asked for, and this is {item}")
        return None
