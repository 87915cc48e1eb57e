"""Which types hold nothing that canonical form refuses, found once for each type instead of once for each value."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import inspect as form

LARGEST_INTEGER = 2**53
LEAVES = (form.NoneType, form.BoolType, form.DateType, form.BytesType, form.LiteralType, form.EnumType)


@functools.cache
def is_exact(target: Any) -> bool:  # noqa: ANN401  # a type or a type alias
    """
    Tell whether every value of a type can be written in canonical form by msgspec itself.

    That needs: no floats, integers bounded by 2^53, instants with an offset, keys of maps bounded by a pattern or a
    code, no defaults left out, and types of our own that write their own canonical form (`core.canonical.Canonical`).
    A plain `Decimal` is not exact: msgspec may write it with an exponent.
    """
    return _is_exact(form.type_info(target), set())


def _is_exact(described: form.Type, seen: set[type]) -> bool:
    described = bare(described)
    match described:
        case form.StructType():
            return _struct(described, seen)
        case form.ListType(item_type=item) | form.VarTupleType(item_type=item):
            return _is_exact(item, seen)
        case form.TupleType(item_types=items) | form.UnionType(types=items):
            return all(_is_exact(item, seen) for item in items)
        case form.DictType(key_type=key, value_type=item):
            return _is_ascii(bare(key)) and _is_exact(item, seen)
        case form.IntType(ge=low, le=high):
            return low is not None and high is not None and -LARGEST_INTEGER <= low <= high <= LARGEST_INTEGER
        case form.DateTimeType(tz=tz):
            return tz is True
        case form.CustomType(cls=cls):
            return hasattr(cls, "canonical_form")
        case form.StrType():
            return True
    return isinstance(described, LEAVES)


def _struct(described: form.StructType, seen: set[type]) -> bool:
    if described.cls in seen:
        return True
    seen.add(described.cls)
    config = described.cls.__struct_config__
    plain = not (config.omit_defaults or config.array_like or config.tag)
    return plain and all(_is_exact(field.type, seen) for field in described.fields)


def _is_ascii(key: form.Type) -> bool:
    return isinstance(key, form.EnumType) or (isinstance(key, form.StrType) and key.pattern is not None)


def structs_of(target: Any) -> Iterator[form.StructType]:  # noqa: ANN401  # a type or a type alias
    """Give the structs that values of a type are made of, each once, the outermost first."""
    seen: set[type] = set()
    waiting = [form.type_info(target)]
    while waiting:
        match bare(waiting.pop()):
            case form.StructType(cls=cls, fields=fields) as described if cls not in seen:
                seen.add(cls)
                waiting += [field.type for field in fields]
                yield described
            case form.ListType(item_type=item) | form.VarTupleType(item_type=item):
                waiting.append(item)
            case form.DictType(key_type=key, value_type=item):
                waiting += [key, item]
            case form.TupleType(item_types=items) | form.UnionType(types=items):
                waiting += items


def bare(described: form.Type) -> form.Type:
    """Take off the metadata of a type."""
    while isinstance(described, form.Metadata):
        described = described.type
    return described


Hook = Callable[[Any], Any]


def encoder(hook: Hook) -> msgspec.json.Encoder:
    """Make an encoder whose keys are in order."""
    return msgspec.json.Encoder(order="sorted", enc_hook=hook)
