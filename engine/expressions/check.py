"""Types of an expression against the dictionary; every fault of it at once."""

from collections.abc import Mapping

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.expressions.check_calls import Calls
from engine.expressions.check_operators import Operators
from engine.expressions.compatibility import (
    fits,
    is_list,
    plain,
    read,
    settled,
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
from engine.expressions.wording import DAY_HINT, POSITION_HINT, asked_for, no_field
from engine.model.dictionary import fields_of
from engine.model.types import (
    BOOL,
    BYTES,
    DATE,
    DOUBLE,
    DYN,
    FREE,
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
    type_words,
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


class Checker:
    """
    Finds the type of every node and gathers the faults.

    Args:
        source: The text, for places.
        environment: Types of the names that can be read.
        in_pack: Whether what CEL allows and packs do not is refused.

    Attributes:
        faults: What is wrong.
        types: The type of each node by its ``id``, where there is one.
    """

    def __init__(self, source: SourceText, environment: Environment, *, in_pack: bool = True) -> None:
        self.source = source
        self.in_pack = in_pack
        self.environment = environment
        self.faults: list[LotgateError] = []
        self.types: dict[int, Type] = {}
        self.operators, self.calls = Operators(self.fail, in_pack=in_pack), Calls(self.fail, in_pack=in_pack)

    def fail(self, error: type[ExpressionError], node: Expr, message: Localized, hint: Localized | None = None) -> None:
        """Record a fault at a node."""
        self.faults.append(error(message, location=self.source.location(node.span[0]), hint=hint))

    def check(self, node: Expr, scope: Environment | None = None) -> Type | None:
        """Give the type of a node, or ``None`` when a fault below it was recorded."""
        found = self._found(node, self.environment if scope is None else scope)
        if found is not None:
            self.types[id(node)] = settled(found)
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
        return self._joined(node, scope)

    def _joined(self, node: Expr, scope: Environment) -> Type | None:
        match node:
            case And(terms=terms) | Or(terms=terms):
                for term in terms:
                    self.expect(term, BOOL, scope)
                return BOOL
            case Conditional():
                return self._conditional(node, scope)
            case Bind():
                return self._bind(node, scope)
            case Macro():
                return self._macro(node, scope)
        raise TypeError(node)  # pragma: no cover  # every node is named above

    def expect(self, node: Expr, wanted: Type, scope: Environment) -> None:
        """Record a fault unless the node has a type."""
        found = self.check(node, scope)
        if found is not None and not fits(found, wanted):
            hint = DAY_HINT if (found, wanted) == (INSTANT, DATE) else None
            self.fail(ExpressionTypeError, node, asked_for(type_words(wanted), found), hint)

    def _name(self, node: Name, scope: Environment) -> Type | None:
        known = self.environment if node.rooted else scope
        if node.name in known:
            return known[node.name]
        if node.name in DENOTED:
            return TYPE
        message = say("unknown name `{name}`", "未知名称 `{name}`", name=node.name)
        self.fail(UnknownNameError, node, message, did_you_mean(node.name, scope))
        return None

    def _member(self, node: Select | Has, scope: Environment) -> Type | None:
        of = self.check(node.of, scope)
        if of is None:
            return None
        record = plain(of)
        if record == DYN or isinstance(record, MapOf):
            found = record.item if isinstance(record, MapOf) else DYN
            return BOOL if isinstance(node, Has) else read(found)
        if not isinstance(record, RecordOf):
            self.fail(ExpressionTypeError, node, no_field(of, node.field))
            return None
        fields = fields_of(record.entity)
        if node.field not in fields:
            self.fail(UnknownMemberError, node, no_field(record, node.field), did_you_mean(node.field, fields))
            return None
        # Extra fields have the types that the pack declares.
        declared = scope.get(f"{node.field} of {record.entity.__name__.lower()}")
        return BOOL if isinstance(node, Has) else declared or fields[node.field].type

    def _index(self, node: Index, scope: Environment) -> Type | None:
        of = self.check(node.of, scope)
        if of is None:
            return None
        kind = plain(of)
        if kind == DYN:
            self.check(node.key, scope)
            return DYN
        if isinstance(kind, ListOf) and not (self.in_pack and self._holds_records(kind)):
            self.expect(node.key, INT, scope)
            return read(kind.item)
        if not isinstance(kind, MapOf):
            message = say("{type} has no entries", "{type}没有条目", type=type_words(of))
            self.fail(ExpressionTypeError, node, message, POSITION_HINT if is_list(of) else None)
            return None
        self.expect(node.key, kind.key, scope)
        return read(kind.item)

    @staticmethod
    def _holds_records(kind: ListOf) -> bool:
        return kind.register or isinstance(plain(kind.item), RecordOf | CodeOf)

    def _items(self, node: Items, scope: Environment) -> Type | None:
        types = [self.check(item, scope) for item in node.items]
        known = [found for found in types if found is not None]
        if not known or len(known) < len(types):
            if not types and not self.in_pack:
                return ListOf(FREE)
            if not types:
                message = say("a list that is written out is not empty", "写出的列表不得为空")
                self.fail(ExpressionTypeError, node, message)
            return None
        item = shared(known, in_pack=self.in_pack)
        if item is None and not self.in_pack:
            return ListOf(DYN)
        if item is None:
            message = say("the items of a list are of one type", "列表各项的类型须一致")
            self.fail(ExpressionTypeError, node, message)
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
                message = say("{type} cannot be a key of a map", "{type}不能作映射的键", type=type_words(key))
                self.fail(ExpressionTypeError, entry.key, message)
        if None in keys or None in values:
            return None
        return MapOf(
            shared([value for value in values if value is not None], in_pack=self.in_pack) or DYN,
            shared([key for key in keys if key is not None], in_pack=self.in_pack) or DYN,
            recorded=False,
        )

    def _call(self, node: Call, scope: Environment) -> Type | None:
        function = FUNCTIONS.get(node.function)
        if function is None:
            message = say("unknown function `{name}`", "未知函数 `{name}`", name=node.function)
            self.fail(UnknownFunctionError, node, message, did_you_mean(node.function, FUNCTIONS))
            return None
        return self.calls.check(node, function, [self._argument(one, function, scope) for one in node.arguments])

    def _argument(self, node: Expr, function: Function, scope: Environment) -> Type | None:
        """Find the type of an argument; where any list is taken, its items need not be of one type."""
        takes_any = any(wanted == ListOf(DYN) for overload in function.overloads for wanted in overload.takes)
        if takes_any and isinstance(node, Items) and node.items:
            types = [self.check(item, scope) for item in node.items]
            known = [found for found in types if found is not None]
            return ListOf(shared(known, in_pack=self.in_pack) or DYN) if len(known) == len(types) else None
        return self.check(node, scope)

    def _conditional(self, node: Conditional, scope: Environment) -> Type | None:
        self.expect(node.test, BOOL, scope)
        then, otherwise = self.check(node.then, scope), self.check(node.otherwise, scope)
        if then is None or otherwise is None:
            return None
        found = shared([then, otherwise], in_pack=self.in_pack)
        if found is None:
            kinds = {"then": type_words(then), "otherwise": type_words(otherwise)}
            message = say("the two values are {then} and {otherwise}", "两个取值分别为{then}和{otherwise}", **kinds)
            self.fail(ExpressionTypeError, node, message)
        return found

    def _bind(self, node: Bind, scope: Environment) -> Type | None:
        found = self.check(node.value, scope)
        self._unbound(node, node.variable, scope)
        return None if found is None else self.check(node.body, {**scope, node.variable: found})

    def _unbound(self, node: Expr, variable: str, scope: Environment) -> None:
        if variable in scope and self.in_pack:
            message = say("`{name}` already has a meaning here", "`{name}` 在此已有含义", name=variable)
            self.fail(ExpressionTypeError, node, message)

    def _macro(self, node: Macro, scope: Environment) -> Type | None:
        over = self.check(node.over, scope)
        if over is None:
            return None
        kind = plain(over)
        if not isinstance(kind, ListOf | MapOf) and kind != DYN:
            message = say(
                "`{kind}` runs over a list, and this is {type}",
                "`{kind}` 应遍历列表，而此为{type}",
                kind=node.kind,
                type=type_words(over),
            )
            self.fail(ExpressionTypeError, node.over, message)
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
        self.fail(ExpressionTypeError, node.body, asked_for(say("a map", "映射"), item))
        return None
