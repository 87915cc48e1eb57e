"""Values that packs declare the type of: how a value is read as it, and a record of them that expressions read."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from core.documents import scalars
from core.documents.tree import Scalar
from core.documents.written import Plain
from core.words import say
from engine.model.fields import Entity, Localized, said
from engine.model.values import Exact, Quantity

TYPES: Mapping[str, type] = {
    "bool": bool,
    "int": int,
    "text": str,
    "date": dt.date,
    "instant": dt.datetime,
    "quantity": Quantity,
}


class TypedField(msgspec.Struct, frozen=True, kw_only=True):
    """
    A field whose type a pack declares.

    Attributes:
        name: As expressions read it.
        type: One of `TYPES`.
        unit: The unit of a quantity.
        title: What a person reads.
        is_table: Whether it holds values by key.
    """

    name: str
    type: str
    unit: str | None
    title: Localized
    is_table: bool = False


def record_of(name: str, fields: Mapping[str, TypedField]) -> type[msgspec.Struct]:
    """Make the entity that expressions read these fields of; each may be not recorded."""
    attributes = {f"of_{field.name}": field for field in fields.values()}
    described = [(attribute, _annotated(field), UNSET) for attribute, field in attributes.items()]
    rename = {attribute: field.name for attribute, field in attributes.items()}
    return msgspec.defstruct(name, described, bases=(Entity,), frozen=True, kw_only=True, rename=rename)


def _annotated(field: TypedField) -> Any:  # noqa: ANN401  # a type made at run time
    held: Any = TYPES[field.type]
    row = said(field.title.en, field.title.zh, unit=field.unit)
    return Annotated[(dict[str, held] if field.is_table else held) | UnsetType, row]


def instance_of(entity: type[msgspec.Struct], values: Mapping[str, object]) -> msgspec.Struct:
    """Make a record of an entity from values by name; what is not among them was not recorded."""
    named: dict[str, Any] = {f"of_{name}": value for name, value in values.items()}
    return entity(**named)


def typed(value: Plain, field: TypedField) -> object:
    """
    Read a value as the type that is declared.

    Args:
        value: A value as it was written.
        field: The type; tables are read entry by entry elsewhere.

    Returns:
        The value.

    Raises:
        Refusal: It is not of that type, or has another unit.
    """
    if field.type == "quantity":
        return _quantity(value, field)
    if field.type in {"bool", "int"}:
        if type(value) is not TYPES[field.type]:
            raise _other_kind(NAMES[field.type], value)
        return value
    if not isinstance(value, str):
        raise _other_kind(NAMES[field.type], value)
    scalar = Scalar(value, "quoted")
    if field.type == "date":
        return scalars.date_of(scalar)
    return scalars.instant_of(scalar) if field.type == "instant" else value


NAMES = {
    "bool": say("`true` or `false`", "`true` 或 `false`"),
    "int": say("a whole number", "整数"),
    "text": say("text", "文本"),
    "date": say("a day", "日期"),
    "instant": say("an instant", "时刻"),
}


def _other_kind(wanted: Localized, value: Plain) -> scalars.Refusal:
    return scalars.Refusal(
        say("{wanted} is asked for, not `{value}`", "此处应为{wanted}，而非 `{value}`", wanted=wanted, value=value)
    )


def _quantity(value: Plain, field: TypedField) -> Quantity:
    """Read digits in the declared unit, or a quantity that says that unit itself."""
    if isinstance(value, dict) and set(value) == {"value", "unit"}:
        if value["unit"] != field.unit:
            message = say(
                "the unit is `{unit}`, not `{other}`",
                "单位应为 `{unit}`，而非 `{other}`",
                unit=field.unit,
                other=value["unit"],
            )
            raise scalars.Refusal(message, is_kind=False)
        value = value["value"]
    if isinstance(value, str) and scalars.DECIMAL.fullmatch(value):
        value = Decimal(value)
    if type(value) is int or isinstance(value, Decimal):
        return Quantity(value=Exact(value), unit=str(field.unit))
    raise _other_kind(say("a quantity in `{unit}`", "以 `{unit}` 为单位的量", unit=field.unit), value)
