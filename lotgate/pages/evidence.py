"""What a provision asks for as evidence: the recorded fields that its expressions read, in words."""

from collections.abc import Iterator, Mapping

import msgspec

from engine.expressions.expression import Expression
from engine.expressions.tree import Bind, Expr, Has, Index, Macro, Name, Select, children
from engine.model.dictionary import fields_of
from engine.model.types import ListOf, Nullable, RecordOf, Type
from engine.packs.pack import AnyProvision
from lotgate.phrases import NAMES, STEP

# What is computed, or said by the pack itself, and is no evidence.
NOT_RECORDED = frozenset({"today", "as_of", "params"})
Path = tuple[str, ...]


def evidence_of(provision: AnyProvision, language: str) -> list[str]:
    """
    List the recorded fields that a provision reads.

    Args:
        provision: The provision.
        language: ``en`` or ``zh``.

    Returns:
        Titles from the lot or product down, each once, in the order in which they are first read; of a field and
        one below it, the one below.
    """
    each = provision.header.each
    over = {each.variable: _path(each.over.tree, {}, each.over.types, language)} if each is not None else {}
    found: dict[Path, None] = {}
    for expression in expressions_of(provision):
        for path in _read(expression.tree, over, expression.types, language):
            found.setdefault(path)
    paths = list(found)
    return [STEP.join(one) for one in paths if not any(other[: len(one)] == one for other in paths if other != one)]


def expressions_of(part: object) -> Iterator[Expression]:
    """Give every expression of a provision, in the order in which it is written."""
    if isinstance(part, Expression):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            # What a message shows was read before it is shown.
            if not name.startswith("message"):
                yield from expressions_of(getattr(part, name))
    elif isinstance(part, tuple | list):
        for one in part:
            yield from expressions_of(one)
    elif isinstance(part, dict):
        for one in part.values():
            yield from expressions_of(one)


def _read(node: Expr, names: Mapping[str, Path], types: Mapping[int, Type], language: str) -> Iterator[Path]:
    """Give the paths that a tree reads, each as far down as it is read."""
    match node:
        case Select() | Has() | Index():
            path = _path(node, names, types, language)
            if path:
                yield path
            if isinstance(node, Index):
                yield from _read(node.key, names, types, language)
            yield from _beside(node, names, types, language)
            return
        case Macro(over=over, variable=variable, second=second):
            yield from _read(over, names, types, language)
            inner = {**names, (second or variable): _path(over, names, types, language)}
            for below in children(node)[1:]:
                yield from _read(below, inner, types, language)
            return
        case Bind(variable=variable, value=value, body=body):
            yield from _read(value, names, types, language)
            yield from _read(body, {**names, variable: _path(value, names, types, language)}, types, language)
            return
    for below in children(node):
        yield from _read(below, names, types, language)


def _beside(node: Expr, names: Mapping[str, Path], types: Mapping[int, Type], language: str) -> Iterator[Path]:
    """Give what is read on the way to a field that does not start at a name: ``a.filter(...)[0].b``."""
    while isinstance(node, Select | Has | Index):
        node = node.of
    if not isinstance(node, Name):
        yield from _read(node, names, types, language)


def _path(node: Expr, names: Mapping[str, Path], types: Mapping[int, Type], language: str) -> Path:
    """Give the titles of the way to a value; none where it is not recorded."""
    match node:
        case Name(name=name) if name in names:
            return names[name]
        case Name(name=name) if name not in NOT_RECORDED:
            return (NAMES[name][language] if name in NAMES else name,)
        case Select(of=of, field=field) | Has(of=of, field=field):
            before = _path(of, names, types, language)
            return (*before, _title(types.get(id(of)), field, language)) if before else ()
        case Index(of=of) | Macro(kind="filter", over=of):
            return _path(of, names, types, language)
    return ()


def _title(of: Type | None, field: str, language: str) -> str:
    bare = of.of if isinstance(of, Nullable) else of
    bare = bare.item if isinstance(bare, ListOf) else bare
    if isinstance(bare, RecordOf) and field in fields_of(bare.entity):
        return fields_of(bare.entity)[field].title.text(language) or field
    return field
