"""The leaves of a form: every single value and every list, by its path; reading and changing one."""

from collections.abc import Iterator
from enum import Enum

import msgspec
from msgspec import UNSET
from msgspec import inspect as form

from core.canonical import recorded_fields
from core.documents.described import type_of
from core.documents.source_text import SourceText
from core.documents.written import Written

LeafPath = tuple[str, ...]
# Who a provision is and who speaks in it, rather than what it says.
IDENTITY = frozenset({("id",), ("name",), ("on",), ("type",), ("authority",)})


class Leaf(msgspec.Struct, frozen=True):
    """
    A leaf of a form.

    Attributes:
        path: Its keys from the form down.
        type: What may stand there.
        value: What stands there.
    """

    path: LeafPath
    type: form.Type
    value: object


def leaves(part: object, path: LeafPath = ()) -> Iterator[tuple[LeafPath, object]]:
    """Give the path and value of every leaf; a list is one, and so is whatever has a form of its own."""
    if isinstance(part, msgspec.Struct):
        for name, item in recorded_fields(part):
            yield from leaves(item, (*path, name))
    elif isinstance(part, dict) and part:
        for key, item in part.items():
            yield from leaves(item, (*path, key))
    else:
        yield path, part


def leaf_at(root: msgspec.Struct, path: LeafPath) -> Leaf | None:
    """Find the leaf at a path; none where the form has no such field, or nothing stands there, or it is no leaf."""
    part: object = root
    wanted = type_of(type(root))
    for key in path:
        wanted = _bare(wanted)
        if isinstance(part, msgspec.Struct):
            described = type_of(type(part))
            field = _field(described, key)
            if field is None:
                return None
            part, wanted = getattr(part, field.name), field.type
        elif isinstance(part, dict) and key in part and isinstance(wanted, form.DictType):
            part, wanted = part[key], wanted.value_type
        else:
            return None
    if part is UNSET or isinstance(part, msgspec.Struct | dict | Written) or path in IDENTITY:
        return None
    return Leaf(path, wanted, part)


def value_at(root: object, path: LeafPath) -> object:
    """Give what stands at a leaf that is there."""
    for key in path:
        if isinstance(root, dict):
            root = root[key]
        elif isinstance(root, msgspec.Struct):
            field = _field(type_of(type(root)), key)
            root = getattr(root, key if field is None else field.name)
    return root


def with_leaf(part: object, path: LeafPath, value: object) -> object:
    """Give a form with another value at a leaf that is there."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(part, dict):
        return {**part, key: with_leaf(part[key], rest, value)}
    if isinstance(part, msgspec.Struct):
        field = _field(type_of(type(part)), key)
        name = key if field is None else field.name
        return msgspec.structs.replace(part, **{name: with_leaf(getattr(part, name), rest, value)})
    raise TypeError(path)  # pragma: no cover  # asked only for a leaf that was found


def content(value: object) -> object:
    """Give the canonical content of a form: text for expressions, nothing of their places."""
    if isinstance(value, SourceText):
        return value.text
    if isinstance(value, Written):
        return value.plain()
    if isinstance(value, msgspec.Struct):
        return {name: content(item) for name, item in recorded_fields(value)}
    if isinstance(value, list | tuple):
        return [content(item) for item in value]
    if isinstance(value, dict):
        return {key: content(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def _field(described: form.Type, key: str) -> form.Field | None:
    if not isinstance(described, form.StructType):  # pragma: no cover  # every form is a struct
        return None
    return next((field for field in described.fields if field.encode_name == key), None)


def _bare(wanted: form.Type) -> form.Type:
    while isinstance(wanted, form.Metadata):
        wanted = wanted.type
    if isinstance(wanted, form.UnionType):
        return next((one for one in map(_bare, wanted.types) if isinstance(one, form.DictType)), wanted)
    return wanted
