"""Types of an expression against the dictionary; every fault of it at once."""

from collections.abc import Mapping

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.suggestions import did_you_mean
from engine.expressions.errors import (
    CodeInequalityError,
    ExpressionError,
    ExpressionTypeError,
    IntegerDivisionError,
    PatternError,
    UnknownCodeError,
    UnknownFunctionError,
    UnknownMemberError,
    UnknownNameError,
)
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.missing import EvaluationError
from engine.expressions.patterns import pattern_fault
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
from engine.expressions.compatibility import NUMBERS, ORDERED, arithmetic, fits, is_list, plain, shared
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
    TIMESTAMP,
    TYPE,
    UINT,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    RecordOf,
    Type,
)

Environment = Mapping[str, Type]
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
            case Operation():
                return self._operation(node, scope)
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
            if key is not None and plain(key) not in {BOOL, INT, UINT, TEXT, DYN} and not isinstance(plain(key), CodeOf):
                self.fail(ExpressionTypeError, entry.key, f"{key} cannot be a key of a map")
        if None in keys or None in values:
            return None
        return MapOf(
            shared([value for value in values if value is not None]) or DYN,
            shared([key for key in keys if key is not None]) or DYN,
        )

    def _call(self, node: Call, scope: Environment) -> Type | None:
        function = FUNCTIONS.get(node.function)
        if function is None:
            hint = did_you_mean(node.function, FUNCTIONS)
            self.fail(UnknownFunctionError, node, f"unknown function `{node.function}`", hint)
            return None
        found = [self._argument(argument, function, scope) for argument in node.arguments]
        if function.literal:
            self._literal(node, function)
        if node.function == "matches":
            self._pattern(node)
        return self._overload(node, function, found)

    def _argument(self, node: Expr, function: Function, scope: Environment) -> Type | None:
        """Find the type of an argument; where any list is taken, its items need not be of one type."""
        takes_any = any(wanted == ListOf(DYN) for overload in function.overloads for wanted in overload.takes)
        if takes_any and isinstance(node, Items) and node.items:
            known = [self.check(item, scope) for item in node.items]
            return None if None in known else ListOf(shared([one for one in known if one is not None]) or DYN)
        return self.check(node, scope)

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
                one is None or fits(one, wanted)
                for one, wanted in zip(found, overload.wanted(len(found)), strict=True)
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
        elif not (pattern.value.startswith("^") and pattern.value.endswith("$") and "|" not in pattern.value):
            self._anchored(pattern, pattern.value)

    def _anchored(self, node: Literal, pattern: str) -> None:
        inner = pattern[2:-2] if pattern.startswith("^(") and pattern.endswith(")$") else None
        if inner is not None and _is_one_group(inner):
            return
        hint = "write `^…$`, and `^(…|…)$` around alternatives; `contains` finds a part"
        self.fail(PatternError, node, "a pattern that is not anchored matches any part of the text", hint)

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
        for variable, found in zip((node.variable, node.second), variables(kind, node), strict=True):
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
            return MapOf(item, kind.key if isinstance(kind, MapOf) else INT if isinstance(kind, ListOf) else DYN)
        if isinstance(item, MapOf) or item == DYN:
            return item if isinstance(item, MapOf) else MapOf(DYN, DYN)
        self.fail(ExpressionTypeError, node.body, f"a map is asked for, and this is {item}")
        return None

    def _operation(self, node: Operation, scope: Environment) -> Type | None:
        types = [self.check(operand, scope) for operand in node.operands]
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
            if kind not in NUMBERS and other == INT:
                self.fail(ExpressionTypeError, operand, f"int is asked for, and this is {kind}")
                return
        self.fail(ExpressionTypeError, node, f"no `{node.operator}` between {types[0]} and {types[1]}")

    def _membership(self, node: Operation, left: Type, right: Type) -> None:
        kind = plain(right)
        if isinstance(kind, MapOf) and not _is_recorded(kind):
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
        if DYN in (left, right) or (left in NUMBERS and right in NUMBERS):
            return
        if {left, right} <= {INSTANT, TIMESTAMP} or (left == right and left in ORDERED):
            return
        hint = DAY_HINT if {left, right} in ({DATE, INSTANT}, {DATE, TIMESTAMP}) else None
        self.fail(ExpressionTypeError, node, f"{left} and {right} have no order between them", hint)

    def _same(self, node: Operation, left: Type, right: Type) -> None:
        left, right = plain(left), plain(right)
        for codes, other, text in ((left, right, node.operands[1]), (right, left, node.operands[0])):
            if isinstance(codes, CodeOf) and other == TEXT:
                self._codes(codes, text)
                return
        if not _compared(left, right):
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


COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})


def variables(kind: Type, node: Macro) -> tuple[Type, Type]:
    """Give the types of a comprehension's variables over a list, a map, or what is not known."""
    if isinstance(kind, ListOf):
        return (kind.item, DYN) if node.second is None else (INT, kind.item)
    return (kind.key, kind.item) if isinstance(kind, MapOf) else (DYN, DYN)


def _compared(left: Type, right: Type) -> bool:
    if DYN in (left, right) or (left in NUMBERS and right in NUMBERS):
        return True
    if {left, right} <= {INSTANT, TIMESTAMP}:
        return True
    if isinstance(left, ListOf) and isinstance(right, ListOf) and not (left.register or right.register):
        return _compared(plain(left.item), plain(right.item)) and not isinstance(plain(left.item), RecordOf | CodeOf)
    return left == right and not isinstance(left, RecordOf | ListOf | MapOf)


def _is_recorded(kind: MapOf) -> bool:
    """Tell a map of the dossier, in which what is not an entry was perhaps not recorded."""
    return kind.key == TEXT and isinstance(kind.item, Nullable | CodeOf | RecordOf)


def _is_one_group(inner: str) -> bool:
    depth = 0
    for char in inner:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return False
    return True
