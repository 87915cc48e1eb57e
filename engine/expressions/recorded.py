"""How nodes that read a dossier are written: attributes of its structs, and nothing that was not recorded passes."""

import ast
import datetime as dt
from collections.abc import Mapping

from engine.expressions.emission import EMISSIONS, function, select
from engine.expressions.numbering import Node, Numbering
from engine.expressions.writer import LOAD, STORE, Emission, NotWrittenError, Writer, call, constant, name
from engine.model.dictionary import Field, fields_of
from engine.model.fields import Localized
from engine.model.types import ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.values import Period

DICTIONARY = "engine.model."
"""Where the structs stand whose attributes may be read, apart from texts in both languages."""
ATTRIBUTES = "attributes"
ROOTS = frozenset({"lot", "product"})


def recorded_select(writer: Writer, node: Node) -> ast.expr:
    """Read a field; one that was not recorded raises, an identifier reads as its record, a register may be open."""
    field = _field(writer.graph, node)
    if field is None:
        return select(writer, node)
    if _is_of_params(writer.graph, node):
        # A pack names its parameters: their names are constants, never attributes.
        return call("parameter", name("x"), constant(field.attribute))
    held = field.type.of if isinstance(field.type, Nullable) else field.type
    if isinstance(held, ListOf) and held.register:
        return _register(writer, node, field)
    value = _read(writer, writer.value(node.below[0]), field)
    if field.refers_to:
        if not isinstance(held, RecordOf):
            raise NotWrittenError("a list of identifiers")
        return call("refer", name("x"), ast.Constant(field.refers_to), value)
    return value


def _read(writer: Writer, owner: ast.expr, field: Field) -> ast.expr:
    """Read an attribute of a struct; one that was not recorded raises."""
    value: ast.expr = ast.Attribute(owner, field.attribute, LOAD)
    return value if field.required else _unless(writer, value, ast.IsNot(), name("unset"))


def _register(writer: Writer, node: Node, field: Field) -> ast.expr:
    """Read a register: of the lot or the product, of a record that an identifier refers to, or of an item."""
    path = constant_path(writer.graph, node)
    owner = writer.value(node.below[0])
    if path is not None:
        return call("register", name("x"), constant(path), _read(writer, owner, field))
    of = writer.graph.nodes[node.below[0]]
    followed = _field(writer.graph, of) if of.kind == "select" else None
    if followed is None or not followed.refers_to:
        held = _plain(of.typed)
        if not isinstance(held, RecordOf):  # pragma: no cover  # fields are read of records
            raise NotWrittenError("a register of what is no record")
        entity = constant(held.entity.__name__)
        return call("register_in", name("x"), entity, constant(field.name), _read(writer, owner, field))
    called = writer.fresh("t")
    kept = ast.NamedExpr(ast.Name(called, STORE), owner)
    refers_to, named = constant(followed.refers_to), constant(field.name)
    return call("register_of", name("x"), refers_to, kept, named, _read(writer, name(called), field))


def recorded_has(writer: Writer, node: Node) -> ast.expr:
    """Ask whether a field was recorded."""
    field = _field(writer.graph, node)
    if field is None:
        return EMISSIONS["has"](writer, node)
    if _is_of_params(writer.graph, node):
        raise NotWrittenError("whether a parameter has a value")
    held = ast.Attribute(writer.value(node.below[0]), field.attribute, LOAD)
    return ast.Compare(held, [ast.IsNot()], [name("unset")])


def needed(writer: Writer, node: Node) -> ast.expr:
    """Look at a value that may be recorded as none."""
    return _unless(writer, writer.value(node.below[0]), ast.IsNot(), ast.Constant(None))


def recorded_call(writer: Writer, node: Node) -> ast.expr:
    """Call a function of the function table with values of a dossier."""
    called, receiver = node.facts
    arguments = [writer.graph.nodes[one] for one in node.below]
    if called == "covers" and [one.typed for one in arguments[:1]] == [RecordOf(Period)]:
        return call("covers", *(writer.value(one) for one in node.below))
    if called == "day" and [one.gives for one in arguments] == [dt.datetime]:
        return call("civil_day", writer.value(node.below[0]))
    if any(isinstance(one.typed, RecordOf | MapOf) for one in arguments):
        raise NotWrittenError("a function of a record")
    if called == "size":
        is_list = isinstance(_plain(arguments[0].typed), ListOf)
        return call("count", writer.value(node.below[0])) if is_list else function(writer, node)
    return call("run_recorded", constant(called), constant(receiver), *(writer.value(one) for one in node.below))


def constant_path(graph: Numbering, node: Node) -> str | None:
    """Give the path of a field where no data decide it, and not whose field it is; ``None`` elsewhere."""
    if node.kind == "variable":
        return str(node.facts[0]) if node.facts[0] in ROOTS else None
    if node.kind != "select":
        return None
    field = _field(graph, node)
    of = constant_path(graph, graph.nodes[node.below[0]])
    if field is None or of is None or field.refers_to:
        return None
    return f"{of}.{field.name}"


def _field(graph: Numbering, node: Node) -> Field | None:
    """Give the dictionary's field that a node reads; ``None`` when it reads an entry of a map."""
    typed = _plain(graph.nodes[node.below[0]].typed)
    if isinstance(typed, MapOf):
        return None
    field = fields_of(typed.entity).get(str(node.facts[0])) if isinstance(typed, RecordOf) else None
    if field is None or not isinstance(typed, RecordOf):
        raise NotWrittenError("neither a record nor a map")
    is_known = typed.entity is Localized or typed.entity.__module__.startswith(DICTIONARY)
    if field.name == ATTRIBUTES or not (is_known or _is_of_params(graph, node)):
        raise NotWrittenError("a field that a pack declares")
    return field


def _is_of_params(graph: Numbering, node: Node) -> bool:
    of = graph.nodes[node.below[0]]
    return of.kind == "variable" and of.facts[0] == "params"


def _plain(typed: Type | None) -> Type | None:
    return typed.of if isinstance(typed, Nullable) else typed


def _unless(writer: Writer, value: ast.expr, operator: ast.cmpop, refused: ast.expr) -> ast.expr:
    """Write ``value if value is not refused else missing()``, the value computed once."""
    if isinstance(value, ast.Name):
        return ast.IfExp(ast.Compare(value, [operator], [refused]), value, call("missing"))
    called = writer.fresh("t")
    kept = ast.NamedExpr(ast.Name(called, STORE), value)
    return ast.IfExp(ast.Compare(kept, [operator], [refused]), name(called), call("missing"))


RECORDED: Mapping[str, Emission] = {
    **EMISSIONS,
    "select": recorded_select,
    "has": recorded_has,
    "call": recorded_call,
    "needed": needed,
}
