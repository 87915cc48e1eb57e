"""The dossier: everything that one decision is made from."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from engine.model.fields import Entity, said
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.supplier import Supplier
from engine.model.values import Text


class Coverage(Entity, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Who stated that a register is complete, and for which days."""

    register: Annotated[str, said("Register", "台账")]
    stated_by: Annotated[Text, said("Stated by", "声明人")]
    from_: Annotated[dt.date, said("From", "自")]
    through: Annotated[dt.date, said("Through", "至", occurred=True)]


class Dossier(Entity, frozen=True, kw_only=True):
    """A lot with its product, its suppliers, and the statements of completeness."""

    format: Annotated[Literal["lotgate-dossier/v1"], said("Format", "格式")]
    product: Annotated[Product, said("Product", "产品")]
    suppliers: Annotated[list[Supplier], said("Suppliers", "供方", register=True)] = msgspec.field(default_factory=list)
    lot: Annotated[Lot, said("Lot", "批")]
    coverage: Annotated[list[Coverage], said("Coverage of the registers", "台账完整性声明")] = msgspec.field(
        default_factory=list
    )
