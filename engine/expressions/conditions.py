"""What a condition of a pack may not do: pass because something was not recorded, or never change."""

from collections.abc import Iterator, Mapping
from typing import Literal as Only
from typing import TypeAlias

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.words import Localized, say
from engine.expressions.compatibility import plain
from engine.expressions.constants import constant
from engine.expressions.errors import AbsenceError, CodeInequalityError, ConstantConditionError
from engine.expressions.tree import (
    And,
    Bind,
    Call,
    Conditional,
    Expr,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Select,
    children,
    walk,
)
from engine.expressions.wording import GOOD_HINT
from engine.model.types import BOOL, CodeOf, ListOf, MapOf, RecordOf, Type

Purpose: TypeAlias = Only["applies", "where", "by", "require", "value", "message"]
Types: TypeAlias = Mapping[int, Type]
# In these, and in the lists and days that `value` gives, something unrecorded would be passed over.
GATES = frozenset({"applies", "where", "by", "value"})
CONDITIONS = frozenset({"applies", "where", "by", "require"})
# Comparisons of a count that more elements can make true, by the side that the count stands on.
RISING = ({">", ">="}, {"<", "<="})
# Registers of these are histories, which `each` lists; those of the product, or of one item, are judged whole.
HISTORIES = frozenset({"lot", "suppliers"})
EACH_HINT = say("judge each item on its own, with `each` and `where`", "请用 `each` 和 `where` 逐项判定")
KEY_HINT = say(
    "ask for each by its key, with `each` over what must have one", "请用 `each` 逐项判定，并按键读取各自的判定结果"
)


def purpose_faults(node: Expr, purpose: Purpose, source: SourceText, types: Types) -> Iterator[LotgateError]:
    """
    Find what this purpose refuses.

    Args:
        node: An expression whose types are right.
        purpose: What it is for.
        source: The text, for places.
        types: The type of each node by its ``id``.

    Yields:
        ``expression.condition.constant``, ``expression.absence.concluded``, ``expression.code.not-equal``.
    """
    nodes = tuple(walk(node))
    reads_absence = any(isinstance(found, Has) for found in nodes)
    if purpose in CONDITIONS:
        for found, why in constant(node):
            yield ConstantConditionError(why, location=source.location(found.span[0]))
        yield from _over_findings(nodes, source, types)
    if purpose in GATES and reads_absence:
        for found in nodes:
            if isinstance(found, Has):
                place = say("a list or a value", "列表或取值") if purpose == "value" else _quoted(purpose)
                message = say(
                    "`has` in {place} would take what was not recorded for a no",
                    "{place}中的 `has` 会把未记录当作“否”",
                    place=place,
                )
                yield _absence(found, source, message)
    if purpose == "require":
        for found in _absent_satisfies(node, positive=True) if reads_absence else ():
            message = say("this would be satisfied by what was not recorded", "此条件会因未记录而成立")
            yield _absence(found, source, message)
        for found in _Codes(types).passing_others(node, positive=True):
            yield CodeInequalityError(
                say("a negated comparison with a code", "对代码比较取反"),
                location=source.location(found.span[0]),
                hint=GOOD_HINT,
            )
        yield from _over_registers(nodes, source, types)


class _Codes:
    """Finds each comparison with codes whose being false could make the whole true: it passes codes yet to come."""

    def __init__(self, types: Types) -> None:
        self.types = types

    def passing_others(self, node: Expr, *, positive: bool) -> Iterator[Expr]:
        match node:
            case Operation(operator="==" | "!=", operands=operands) if self.is_condition(operands[0]):
                # A condition held against a condition counts either way.
                for part in operands:
                    yield from self.passing_others(part, positive=False)
            case Operation(operator="==" | "in", operands=operands) if any(map(self.is_code, operands)):
                if not positive:
                    yield node
                yield from self.picked(node, positive=positive)
            case Operation(operator="!", operands=(inner,)):
                yield from self.passing_others(inner, positive=not positive)
            case And(terms=parts) | Or(terms=parts):
                for part in parts:
                    yield from self.passing_others(part, positive=positive)
            case Conditional(test=test, then=then, otherwise=otherwise):
                # The test chooses the second value where it is false.
                yield from self.passing_others(test, positive=False)
                for part in (then, otherwise):
                    yield from self.passing_others(part, positive=positive)
            case _:
                yield from self.in_lists(node, positive=positive)

    def in_lists(self, node: Expr, *, positive: bool) -> Iterator[Expr]:
        """Look at comprehensions, and at counts and other values of lists."""
        match node:
            case Macro(kind="all" | "exists" as kind, over=over, body=body):
                yield from self.passing_others(body, positive=positive)
                # What `all` does not see passes it; `exists` needs to see something.
                yield from self.filtered(over, positive=positive is (kind == "exists"))
            case Bind(value=value, body=body):
                yield from self.passing_others(value, positive=positive)
                yield from self.passing_others(body, positive=positive)
            case Operation(operator=operator, operands=(left, right)):
                for part, rising in zip((left, right), RISING, strict=True):
                    yield from self.picked(part, positive=positive is (operator in rising))
            case _:
                yield from self.picked(node, positive=positive)

    def filtered(self, node: Expr, *, positive: bool) -> Iterator[Expr]:
        """Look at the filters and maps that a list went through: what they leave out is not seen."""
        match node:
            case Macro(kind="filter", over=over, body=body):
                yield from filter(self.is_written_out, self.passing_others(body, positive=positive))
                yield from self.filtered(over, positive=positive)
            case Macro(kind="map" | "transform_list", over=over, body=body, where=where):
                for part in (body,) if where is None else (where, body):
                    yield from filter(self.is_written_out, self.passing_others(part, positive=positive))
                yield from self.filtered(over, positive=positive)

    def picked(self, node: Expr, *, positive: bool) -> Iterator[Expr]:
        """Look at the lists that a value was taken from."""
        yield from self.filtered(node, positive=positive)
        if not isinstance(node, Macro):
            for child in children(node):
                yield from self.picked(child, positive=positive)

    @staticmethod
    def is_written_out(node: Expr) -> bool:
        """Tell whether codes are listed here, rather than one record's held against another's."""
        return any(isinstance(part, Literal | Items) for part in children(node))

    def is_condition(self, node: Expr) -> bool:
        return self.types.get(id(node)) == BOOL

    def is_code(self, node: Expr) -> bool:
        found = self.types.get(id(node))
        found = None if found is None else plain(found)
        return isinstance(plain(found.item) if isinstance(found, ListOf) else found, CodeOf)


def _absence(node: Expr, source: SourceText, message: Localized) -> AbsenceError:
    hint = say("leave it out: reading is unknown then", "请删去：未记录时读取即为未知")
    return AbsenceError(message, location=source.location(node.span[0]), hint=hint)


def _quoted(text: str) -> Localized:
    return say("`{text}`", "`{text}` ", text=text)


def _absent_satisfies(node: Expr, *, positive: bool) -> Iterator[Expr]:
    """Find each `has` whose being false could make the whole true."""
    match node:
        case Has():
            if not positive:
                yield node
            yield from _absent_satisfies(node.of, positive=positive)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from _absent_satisfies(term, positive=positive)
        case Operation(operator="!", operands=(inner,)):
            yield from _absent_satisfies(inner, positive=not positive)
        case Macro(kind="all" | "exists"):
            yield from (found for found in walk(node.over) if isinstance(found, Has))
            yield from _absent_satisfies(node.body, positive=positive)
        case _:
            # Anywhere else a `has` may count either way.
            yield from (found for found in walk(node) if isinstance(found, Has))


def _over_registers(nodes: tuple[Expr, ...], source: SourceText, types: Types) -> Iterator[LotgateError]:
    """
    Refuse forms that an open register makes unknown for ever, where `each` would judge every item.

    A register of the product, or of an item that `each` lists already, is judged whole.
    """
    bound = {node.variable: node.value for node in nodes if isinstance(node, Bind)}
    for term in _outermost(nodes[0]):
        inner = term.operands[0] if isinstance(term, Operation) and term.operator == "!" else None
        over = term if isinstance(term, Macro) and term.kind == "all" else None
        if isinstance(inner, Macro) and inner.kind == "exists":
            over = inner
        if over is not None and _is_register(over.over, types) and _is_history(over.over, bound):
            form = f"{'!' if over is inner else ''}{over.kind}"
            message = say("`{form}` over a register", "对台账使用 `{form}`", form=form)
            yield AbsenceError(message, location=source.location(term.span[0]), hint=EACH_HINT)
    for found in nodes:
        counted = found.arguments[0] if isinstance(found, Call) and found.function == "size" else None
        if counted is not None and _is_register(counted, types) and _is_history(counted, bound):
            message = say("`size` of a register", "对台账使用 `size`")
            yield AbsenceError(message, location=source.location(found.span[0]), hint=EACH_HINT)


def _over_findings(nodes: tuple[Expr, ...], source: SourceText, types: Types) -> Iterator[LotgateError]:
    """Refuse to go through a map of findings or to count it: what nobody judged is no entry there."""
    for found in nodes:
        over = found.over if isinstance(found, Macro) else None
        if isinstance(found, Call) and found.function == "size":
            over = found.arguments[0]
        if over is not None and _is_map_of_records(over, types):
            form = found.kind if isinstance(found, Macro) else "size"
            message = say("`{form}` over a map of findings", "对判定结果的映射使用 `{form}`", form=form)
            yield AbsenceError(message, location=source.location(found.span[0]), hint=KEY_HINT)


def _outermost(node: Expr) -> Iterator[Expr]:
    while isinstance(node, Bind):
        node = node.body
    if isinstance(node, And):
        for term in node.terms:
            yield from _outermost(term)
    else:
        yield node


def _is_map_of_records(node: Expr, types: Types) -> bool:
    found = types.get(id(node))
    return found is not None and isinstance(kind := plain(found), MapOf) and isinstance(plain(kind.item), RecordOf)


def _is_register(node: Expr, types: Types) -> bool:
    found = types.get(id(node))
    return found is not None and isinstance(kind := plain(found), ListOf) and kind.register


def _is_history(node: Expr, bound: Mapping[str, Expr]) -> bool:
    """Tell whether a list, or the one that it was picked from, is of the lot or is that of suppliers."""
    seen: set[str] = set()
    while True:
        match node:
            case Select(of=within) | Macro(over=within):
                node = within
            case Name(name=name) if name in bound and name not in seen:
                seen.add(name)
                node = bound[name]
            case _:
                return isinstance(node, Name) and node.name in HISTORIES
