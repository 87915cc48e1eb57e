"""What msgspec says of types, found once for each type instead of once for each value."""

import enum
import functools
from typing import Any

from msgspec import inspect as form

from core.documents.tree import Mapping, Node, Scalar, Sequence

_KNOWN: dict[Any, form.Type] = {}


def type_of(target: Any) -> form.Type:  # noqa: ANN401  # a type or a type alias
    """Describe a type once; a struct that stands in another one is described with it."""
    known = _KNOWN.get(target)
    if known is None:
        known = _KNOWN[target] = form.type_info(target)
        _keep(known)
    return known


def _keep(described: form.Type) -> None:
    waiting: list[form.Type] = [described]
    seen: set[type] = set()
    while waiting:
        match waiting.pop():
            case form.StructType(cls=record, fields=fields) as struct if record not in seen:
                seen.add(record)
                _KNOWN.setdefault(record, struct)
                waiting += (field.type for field in fields)
            case form.Metadata(type=inner):
                waiting.append(inner)
            case form.UnionType(types=members):
                waiting += members
            case form.ListType(item_type=item) | form.VarTupleType(item_type=item):
                waiting.append(item)
            case form.DictType(value_type=item):
                waiting.append(item)


def bare(described: form.Type) -> form.Type:
    """Give what a type is, without titles and meanings."""
    while isinstance(described, form.Metadata):
        described = described.type
    return described


@functools.cache
def synonyms_of(codes: type[enum.Enum]) -> dict[str, Any]:
    """Give what is read as a member beside its value."""
    return {synonym: member for member in codes for synonym in getattr(member, "synonyms", ())}


@functools.cache
def members_of(codes: type[enum.Enum]) -> dict[Any, Any]:
    """Give the members of an enum by their values."""
    return {member.value: member for member in codes}


@functools.cache
def literals_of(values: tuple[Any, ...]) -> dict[Any, Any]:
    """Give literals by themselves."""
    return {value: value for value in values}


@functools.cache
def fields_of(record: type) -> dict[str, form.Field]:
    """Give the fields of a struct by the names under which they are written."""
    described: Any = type_of(record)
    return {field.encode_name: field for field in described.fields}


@functools.cache
def required_of(record: type) -> tuple[tuple[str, str], ...]:
    """Give the fields of a struct that may not be left out: as they are written, and as they are called."""
    return tuple((written, field.name) for written, field in fields_of(record).items() if field.required)


class Union:
    """What a union is read as, by what is written: a mapping, a list or a single value."""

    __slots__ = ("fitting", "includes_none", "of")

    def __init__(self, of: form.UnionType) -> None:
        self.of = of  # while it is held here, its identity is no other's
        self.includes_none = of.includes_none
        members = [bare for bare in map(bare, of.types) if type(bare) is not form.NoneType]
        mappings: list[form.Type] = [one for one in members if isinstance(one, form.StructType | form.DictType)]
        lists: list[form.Type] = [one for one in members if isinstance(one, form.ListType | form.VarTupleType)]
        others = [one for one in members if one not in mappings and one not in lists]
        fitting: dict[type[Node], list[form.Type]] = {Mapping: mappings, Sequence: lists, Scalar: others}
        self.fitting = {shape: (fit or members)[0] for shape, fit in fitting.items()}


_UNIONS: dict[int, Union] = {}


def union_of(described: form.UnionType) -> Union:
    """Give the members of a union."""
    known = _UNIONS.get(id(described))
    if known is None:
        known = _UNIONS[id(described)] = Union(described)
    return known
