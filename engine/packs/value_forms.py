"""The forms of dated values and of extra fields of a dossier: what expressions read as `params` and `attributes`."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.written import Written
from engine.model.fields import Localized
from engine.model.values import Text
from engine.packs.header_form import Authority, CiteForm, Variable

ValueType: TypeAlias = Literal["bool", "int", "text", "date", "instant", "quantity"]
Entity: TypeAlias = Literal["lot", "product", "supplier", "step"]
Cites: TypeAlias = Annotated[list[CiteForm], msgspec.Meta(min_length=1)]


class DatedValueForm(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A value, or a table of values by key, from a day on; until a day only with the reason why none follows."""

    value: Written
    from_: dt.date
    until: dt.date | UnsetType = UNSET
    because: Text | UnsetType = UNSET
    cites: list[CiteForm] = []


class ParameterForm(msgspec.Struct, frozen=True, kw_only=True):
    """A dated value, read as `params.name`."""

    name: Variable
    type: ValueType
    unit: Text | UnsetType = UNSET
    title: Localized | UnsetType = UNSET
    cites: Cites
    # What says nothing of its authority is protected like law.
    authority: Authority = "law"
    values: Annotated[list[DatedValueForm], msgspec.Meta(min_length=1)]


class FieldForm(msgspec.Struct, frozen=True, kw_only=True):
    """An extra field of a dossier, read as `lot.attributes.name`; a value beyond its constraints is unknown."""

    on: Entity
    name: Variable
    type: ValueType
    unit: Text | UnsetType = UNSET
    title: Localized
    cites: list[CiteForm] = []
    choices: Annotated[list[Text], msgspec.Meta(min_length=1)] | UnsetType = UNSET
    min: Decimal | UnsetType = UNSET
    max: Decimal | UnsetType = UNSET
