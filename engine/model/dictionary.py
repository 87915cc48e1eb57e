"""The dictionary read off the structs: what fields an entity has, of which type, and what the house needs to know."""

import functools
from collections.abc import Mapping

import msgspec
from msgspec import inspect as form

from core.documents.described import type_of
from engine.model.dossier import Dossier
from engine.model.fields import Code, Localized, Said
from engine.model.figures import Figures
from engine.model.series import Readings
from engine.model.types import (
    BOOL,
    DATE,
    FIGURES,
    INSTANT,
    INT,
    SERIES,
    TEXT,
    Basic,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    RecordOf,
    Type,
)
from engine.model.values import Exact, Quantity

BASIC: dict[type[form.Type], Type] = {
    form.BoolType: BOOL,
    form.IntType: INT,
    form.StrType: TEXT,
    form.DateType: DATE,
    form.DateTimeType: INSTANT,
}


OWN: dict[type, Type] = {Exact: TEXT, Readings: SERIES, Figures: FIGURES}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """
    A field of an entity.

    Attributes:
        name: As dossiers and expressions write it.
        attribute: As the struct calls it.
        type: What an expression reads.
        required: Whether a dossier must have it.
        said: What the dictionary says of it.
    """

    name: str
    attribute: str
    type: Type
    required: bool
    said: Said

    @property
    def title(self) -> Localized:
        """What a person reads."""
        return self.said.title

    @property
    def occurred(self) -> bool:
        """Whether it is a time that cannot lie after the decision's instant."""
        return self.said.occurred

    @property
    def refers_to(self) -> str | None:
        """The list or record of the dossier that an id refers to."""
        return self.said.refers_to


@functools.cache
def fields_of(entity: type[msgspec.Struct]) -> Mapping[str, Field]:
    """Give the fields of an entity by the names that dossiers use."""
    return {field.encode_name: _field(field) for field in form_of(entity).fields}


def form_of(entity: type[msgspec.Struct]) -> form.StructType:
    """Describe an entity; those of a dossier all at once, which costs no more than one of them."""
    type_of(Dossier)
    found = type_of(entity)
    if not isinstance(found, form.StructType):  # pragma: no cover  # every entity is a struct
        raise TypeError(entity)
    return found


def fields_of_type(entity: type[msgspec.Struct], name: str) -> type[msgspec.Struct]:
    """Give the entity that a field of an entity holds."""
    held = fields_of(entity)[name].type
    if not isinstance(held, RecordOf):  # pragma: no cover  # asked only of fields that hold records
        raise TypeError(name)
    return held.entity


@functools.cache
def referred(refers_to: str) -> type[msgspec.Struct]:
    """Give the entity that ids refer to, by the path of its list or record from the dossier down: ``lot.steps``."""
    entity: type[msgspec.Struct] = Dossier
    for name in refers_to.split("."):
        held = next(_held(field.type) for field in form_of(entity).fields if field.encode_name == name)
        entity = held.cls
    return entity


def _held(described: form.Type) -> form.StructType:
    """Give the entity that a field holds, or holds a list of."""
    _, bare = _unwrap(described)
    if isinstance(bare, form.UnionType):
        bare = next(one for one in bare.types if not isinstance(one, form.NoneType))
    if isinstance(bare, form.ListType):
        return _held(bare.item_type)
    if not isinstance(bare, form.StructType):  # pragma: no cover  # ids refer to entities
        raise TypeError(described)
    return bare


def _field(field: form.Field) -> Field:
    row, bare = _unwrap(field.type)
    described = _type(bare, row)
    return Field(name=field.encode_name, attribute=field.name, type=described, required=field.required, said=row)


def said_of(described: form.Type) -> Said:
    """Give what the dictionary says of a field with a described type."""
    return _unwrap(described)[0]


UNSAID = Said(title=Localized(en="", zh=""), about=Localized(en="", zh=""))


def _unwrap(described: form.Type) -> tuple[Said, form.Type]:
    """Take off the metadata; the outermost that says something is the field's own."""
    row: Said | None = None
    while isinstance(described, form.Metadata):
        row = row or (described.extra or {}).get("said")
        described = described.type
    return row or UNSAID, described


def _type(described: form.Type, row: Said = UNSAID) -> Type:
    _, bare = _unwrap(described)
    if isinstance(bare, form.UnionType):
        inner = next(member for member in bare.types if not isinstance(member, form.NoneType))
        return Nullable(_type(inner, row))
    if isinstance(bare, form.ListType):
        return ListOf(_type(bare.item_type, row), register=row.register)
    if isinstance(bare, form.DictType):
        return MapOf(_type(bare.value_type, row))
    if isinstance(bare, form.StrType) and row.refers_to:
        return RecordOf(referred(row.refers_to))
    if isinstance(bare, form.EnumType) and issubclass(bare.cls, Code):
        return CodeOf(bare.cls)
    if isinstance(bare, form.StructType):
        return Basic("quantity", row.unit) if bare.cls is Quantity else RecordOf(bare.cls)
    if isinstance(bare, form.CustomType):
        return OWN[bare.cls]
    return BASIC.get(type(bare), TEXT)
