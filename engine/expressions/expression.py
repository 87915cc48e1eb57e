"""The face of this room: text to a checked expression."""

import functools
from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from core.documents.source_text import SourceText
from core.documents.tree import Origin, Scalar
from core.errors import FaultsError, LotgateError
from core.words import say
from engine.expressions.check import Checker, Environment
from engine.expressions.compatibility import settled
from engine.expressions.conditions import Purpose, purpose_faults
from engine.expressions.cost import MOST, cost
from engine.expressions.errors import ExpressionCostError, ExpressionTypeError
from engine.expressions.evaluate import Evaluation, Names
from engine.expressions.face import Given, Result, entered, left
from engine.expressions.missing import Unknown
from engine.expressions.parse import parse
from engine.expressions.prepared import Program, outcome_of, prepared, value_of
from engine.expressions.tree import Expr, Name, Select, bound, children, names, path_of, walk
from engine.expressions.values import Value
from engine.model.types import DYN, Type

# A parent's expressions are checked again with every pack that extends it, and most read the same types there.
MOST_KEPT = 8192
_Types: TypeAlias = tuple[Type | tuple[str, Type] | None, ...]
_READS: dict[str, tuple[str, ...]] = {}
_CHECKED: "dict[tuple[str, Purpose, Type | None, _Types], Expression]" = {}
# How the environment names the type that a pack declares for a field of a record.
DECLARED = " of "


class Expression(msgspec.Struct, frozen=True, dict=True):
    """
    A checked expression.

    Attributes:
        source: Its text and place.
        tree: Its syntax tree.
        type: The type of its value; ``dyn`` where it is known only at evaluation.
        types: The type of each node of the tree by ``id(node)``, where the checker found one; empty without an
            environment.
    """

    source: SourceText
    tree: Expr
    type: Type
    types: Mapping[int, Type] = {}

    @functools.cached_property
    def reads(self) -> frozenset[str]:
        """The names that it reads from outside itself."""
        return names(self.tree)

    @functools.cached_property
    def program(self) -> Program:
        """Its tree, taken apart once."""
        return prepared(self.tree)

    def value(self, bound: Names) -> Value:
        """
        Evaluate over a dossier, as `engine.expressions.evaluate.evaluate` does.

        Args:
            bound: What its names are bound to.

        Returns:
            Its value; ``None`` for what is recorded as none.

        Raises:
            Unknown: It cannot be known from what was recorded.
        """
        return value_of(self.program, bound)

    def outcome(self, bound: Names) -> bool | Unknown:
        """Evaluate a condition over a dossier to one of three values, as `engine.expressions.evaluate.attempt` does."""
        return outcome_of(self.program, bound)

    def evaluate(self, variables: Mapping[str, Given] | None = None) -> Result:
        """
        Evaluate without a dossier.

        Args:
            variables: Values of its names; a name with points (``a.b``) is read before the field of a shorter one.

        Returns:
            int, `UInt`, float, str, bytes, bool, None, list, dict, `Timestamp`, `Duration` or `CelType`.

        Raises:
            EvaluationError: ``evaluation.failed``, ``evaluation.failed.unknown``; there is no value.
        """
        given = variables or {}
        tree = with_dotted(self.tree, given) if any("." in name for name in given) else self.tree
        read = names(tree)
        return left(Evaluation({name: entered(value) for name, value in given.items() if name in read}).value(tree))


def compile_expression(source: str | SourceText, environment: Environment | None = None) -> Expression:
    """
    Parse and check an expression.

    Args:
        source: The text, or the text and its place.
        environment: Types of the names that can be read; without it every name and type is dynamic. What is typed
            right but refused in packs (a division of integers, an empty list) is refused of a `SourceText` only.

    Raises:
        FaultsError: ``expression.*``; every fault, sorted by place.
    """
    placed = source_text(source) if isinstance(source, str) else source
    try:
        tree = parse(placed, in_pack=isinstance(source, SourceText))
    except LotgateError as fault:
        raise FaultsError([fault]) from fault
    dear = _cost_faults(tree, placed)
    if dear:
        raise FaultsError(dear)
    if environment is None:
        return Expression(placed, tree, _deduced(placed, tree))
    if any("." in name for name in environment):
        tree = with_dotted(tree, environment)
    checker = Checker(placed, environment, in_pack=isinstance(source, SourceText))
    found = checker.check(tree)
    if checker.faults or found is None:
        raise FaultsError(checker.faults)
    return Expression(placed, tree, settled(found), checker.types)


def check_expression(
    source: SourceText, environment: Environment, purpose: Purpose, wanted: Type | None = None
) -> Expression | list[LotgateError]:
    """
    Parse and check an expression of a pack.

    Args:
        source: The text and its place.
        environment: Types of the names that can be read.
        purpose: What it is for; conditions are refused that could pass by absence.
        wanted: The type it must have; any when left out.

    Returns:
        The expression, or every fault of it.
    """
    try:
        tree = parse(source)
    except LotgateError as fault:
        return [fault]
    key = (source.text, purpose, wanted, _types_read(source.text, tree, environment))
    known = _CHECKED.get(key)
    if known is None:
        checked = _checked(source, tree, environment, purpose, wanted)
        if not isinstance(checked, Expression):
            return checked
        if len(_CHECKED) >= MOST_KEPT:
            _CHECKED.clear()
        known = _CHECKED[key] = checked
    # Types are found by their nodes, so the tree is the one that was checked.
    return known if known.source is source else Expression(source, known.tree, known.type, known.types)


def _types_read(text: str, tree: Expr, environment: Environment) -> _Types:
    """Give what checking an expression takes from the environment, in an order of its own."""
    asked = _READS.get(text)
    if asked is None:
        if len(_READS) >= MOST_KEPT:
            _READS.clear()
        # Of what a comprehension binds it is asked that it has no meaning yet.
        read = names(tree).union(*map(bound, walk(tree)))
        asked = _READS[text] = tuple(sorted(read))
    types = tuple(map(environment.get, asked))
    declared = [name for name in environment if DECLARED in name and name.partition(DECLARED)[0] in text]
    return (*types, *((name, environment[name]) for name in sorted(declared))) if declared else types


def _checked(
    source: SourceText, tree: Expr, environment: Environment, purpose: Purpose, wanted: Type | None
) -> Expression | list[LotgateError]:
    checker = Checker(source, environment)
    if wanted is None:
        found = checker.check(tree)
    else:
        checker.expect(tree, wanted, environment)
        found = wanted
    faults = checker.faults or [
        *_cost_faults(tree, source),
        *purpose_faults(tree, purpose, source, checker.types),
    ]
    if faults:
        return faults
    if found is None:  # pragma: no cover  # a fault is recorded whenever this is so
        return [ExpressionTypeError(say("no type", "没有类型"), location=source.location())]
    return Expression(source, tree, found, checker.types)


def _deduced(source: SourceText, tree: Expr) -> Type:
    """Give the type that the value has, if there is one, whatever the names stand for."""
    checker = Checker(source, dict.fromkeys(names(tree), DYN), in_pack=False)
    return settled(checker.check(tree) or DYN)


def _cost_faults(tree: Expr, source: SourceText) -> list[LotgateError]:
    if cost(tree) <= MOST:
        return []
    message = say(
        "comprehensions stand inside each other so deep that an evaluation could take too long",
        "遍历层层嵌套过深，求值可能耗时过长",
    )
    return [ExpressionCostError(message, location=source.location())]


def source_text(text: str) -> SourceText:
    """Let a text stand on its own, from its first line and column."""
    lines = text.split("\n")
    scalar = Scalar(text, "quoted", 0, -1, len(lines), len(lines[-1]))
    return SourceText(text, scalar, Origin("expression", text, has_lines=True), "$")


def with_dotted(node: Expr, given: Mapping[str, object], hidden: frozenset[str] = frozenset()) -> Expr:
    """Let chains of fields that are the name of a variable be that name, the longest first."""
    path = path_of(node) if isinstance(node, Select) else None
    if path is not None and path in given and path.partition(".")[0] not in hidden:
        return Name(path, node.span)
    inner = hidden | bound(node)
    replaced = {id(child): with_dotted(child, given, inner) for child in children(node)}
    return _rebuilt(node, replaced)


def _rebuilt(node: Expr, replaced: Mapping[int, Expr]) -> Expr:
    """Copy a node with other nodes below it."""

    def changed(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(changed(item) for item in value)
        if id(value) in replaced:
            return replaced[id(value)]
        if isinstance(value, msgspec.Struct):
            return msgspec.structs.replace(
                value, **{name: changed(getattr(value, name)) for name in value.__struct_fields__}
            )
        return value

    fields = {name: changed(getattr(node, name)) for name in node.__struct_fields__}
    return msgspec.structs.replace(node, **fields)
