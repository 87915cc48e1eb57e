"""The JSON Schema of a struct, as `core.documents.decode` reads it: what an editor can check while someone writes."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import inspect as form

from core.documents.described import type_of
from core.words import Localized

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]
Told = Callable[[type, str, Mapping[str, Any]], tuple[Localized, Localized] | None]
# Text that stands unquoted may look like a number to an editor; our reader takes it for the text that it is.
TEXT = ["string", "number"]
SIMPLE: dict[type[form.Type], Schema] = {
    form.BoolType: {"type": "boolean"},
    form.DecimalType: {"type": TEXT},
    form.DateType: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    form.DateTimeType: {"type": "string", "format": "date-time"},
    form.NoneType: {"type": "null"},
    form.AnyType: {},
}


def schema_of(
    target: type,
    identifier: str,
    told: Told,
    own: Mapping[type, Schema] | None = None,
    facts: Callable[[Mapping[str, Any]], Schema] | None = None,
) -> Schema:
    """
    Write the JSON Schema (2020-12) of a struct.

    Args:
        target: A msgspec struct, as `core.documents.decode.decode` takes it.
        identifier: The schema's own `$id`.
        told: Gives title and meaning of a field, from its struct, its name and the `extra` of its `msgspec.Meta`.
        own: The schemas of types that read themselves.
        facts: Gives further keywords of a field, such as examples, from the `extra` of its `msgspec.Meta`.

    Returns:
        The schema; unknown keys are refused, and every struct stands in `$defs` under its own name.

    Source:
        JSON Schema, draft 2020-12, core and validation.
    """
    writer = _Writer(told, own or {}, facts or (lambda _extra: {}))
    root = writer.schema(type_of(target))
    definitions = {name: writer.definitions[name] for name in sorted(writer.definitions)}
    return {"$schema": DIALECT, "$id": identifier, **root, "$defs": definitions}


class _Writer:
    def __init__(self, told: Told, own: Mapping[type, Schema], facts: Callable[[Mapping[str, Any]], Schema]) -> None:
        self.told = told
        self.facts = facts
        self.own = own
        self.definitions: dict[str, Schema] = {}

    def schema(self, wanted: form.Type) -> Schema:
        """Write the schema of one type."""
        if isinstance(wanted, form.Metadata):
            return self.schema(wanted.type)
        if isinstance(wanted, form.StructType):
            return self._reference(wanted)
        if isinstance(wanted, form.UnionType):
            return self._union(wanted)
        if isinstance(wanted, form.ListType | form.VarTupleType):
            sizes = _sizes(wanted, "minItems", "maxItems")
            return {"type": "array", "items": self.schema(wanted.item_type), **sizes}
        if isinstance(wanted, form.DictType):
            sizes = _sizes(wanted, "minProperties", "maxProperties")
            names = _keys(wanted.key_type)
            return {"type": "object", **names, "additionalProperties": self.schema(wanted.value_type), **sizes}
        return self._scalar(wanted)

    def _reference(self, wanted: form.StructType) -> Schema:
        name = wanted.cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # what refers to itself finds itself here
            self.definitions[name] = self._struct(wanted)
        return {"$ref": f"#/$defs/{name}"}

    def _struct(self, wanted: form.StructType) -> Schema:
        properties: dict[str, Schema] = {}
        for field in wanted.fields:
            extra = (field.type.extra if isinstance(field.type, form.Metadata) else None) or {}
            told = self.told(wanted.cls, field.encode_name, extra)
            schema = {**self.schema(field.type), **({} if told is None else words(*told)), **self.facts(extra)}
            default = _default(field)
            properties[field.encode_name] = schema if default is None else {**schema, "default": default}
        required = [field.encode_name for field in wanted.fields if field.required]
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema

    def _union(self, wanted: form.UnionType) -> Schema:
        members = [one for one in map(self.schema, wanted.types) if one]
        return members[0] if len(members) == 1 else {"anyOf": members}

    def _scalar(self, wanted: form.Type) -> Schema:
        if isinstance(wanted, form.EnumType):
            return {"enum": [str(member.value) for member in wanted.cls]}
        if isinstance(wanted, form.LiteralType):
            return {"enum": list(wanted.values)}
        if isinstance(wanted, form.CustomType):
            return dict(self.own[wanted.cls])
        if isinstance(wanted, form.StrType):
            return {"type": _text(wanted), **_pattern(wanted), **_sizes(wanted, "minLength", "maxLength")}
        if isinstance(wanted, form.IntType):
            bounds = {"minimum": wanted.ge, "maximum": wanted.le}
            return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
        return dict(SIMPLE[type(wanted)])


def words(title: Localized, about: Localized) -> Schema:
    """Write title and meaning where an editor shows them, English before Chinese."""
    told = {"title": " · ".join(dict.fromkeys(filter(None, (title.en, title.zh))))}
    meaning = [text for text in (about.en and f"{about.en}.", about.zh and f"{about.zh}。") if text]
    return {**told, "description": "\n\n".join(meaning)} if meaning else told


def _default(field: form.Field) -> object:
    """Give a default that says something: not that a list is empty or that nothing was written."""
    default = field.default
    return default if isinstance(default, bool | int | str) else None


def _sizes(wanted: Any, least: str, most: str) -> Schema:  # noqa: ANN401  # any of the types that have a length
    sizes = {least: wanted.min_length, most: wanted.max_length}
    return {name: size for name, size in sizes.items() if size is not None}


def _keys(wanted: form.Type) -> Schema:
    while isinstance(wanted, form.Metadata):
        wanted = wanted.type
    if isinstance(wanted, form.EnumType):
        return {"propertyNames": {"enum": [str(member.value) for member in wanted.cls]}}
    pattern = _pattern(wanted)
    return {"propertyNames": pattern} if pattern else {}


def _text(wanted: form.StrType) -> str | list[str]:
    """Allow what looks like a number only where text of that form is allowed."""
    allows = wanted.pattern is None or any(re.search(wanted.pattern, one) for one in ("1", "1.5"))
    return TEXT if allows else "string"


def _pattern(wanted: form.Type) -> Schema:
    return {"pattern": wanted.pattern} if isinstance(wanted, form.StrType) and wanted.pattern is not None else {}
