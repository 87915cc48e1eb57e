"""The dossier: everything that one decision is made from."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.company import Company
from engine.model.equipment import Equipment
from engine.model.fields import Entity, said
from engine.model.lot import Lot
from engine.model.people import Person
from engine.model.product import Product
from engine.model.supplier import Supplier
from engine.model.values import Text

FORMAT = "lotgate-dossier/v1"


class Coverage(Entity, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Who stated that a register is complete, and for which days."""

    register: Annotated[
        str,
        said(
            "Register",
            "台账",
            "The list that is complete, by its path: `lot.steps`, `lot.steps[*].equipment`; all below: `product.*`",
            "所指台账的路径，如`lot.steps`、`lot.steps[*].equipment`，或`product.*`（其中全部台账）",
            example="lot.steps",
        ),
    ]
    stated_by: Annotated[
        Text, said("Stated by", "声明人", "Who answers for the statement", "对该声明负责的人", example="Zhao Min")
    ]
    from_: Annotated[
        dt.date,
        said(
            "From",
            "自",
            "First day that the statement speaks for",
            "声明所涵盖的首日",
            example="2026-10-09",
            older=True,
        ),
    ]
    through: Annotated[
        dt.date,
        said(
            "Through",
            "至",
            "Last day that the statement speaks for",
            "声明所涵盖的末日",
            example="2026-11-22",
            occurred=True,
        ),
    ]


class Dossier(Entity, frozen=True, kw_only=True):
    """A lot with its product, the company, its people, equipment and suppliers, and the statements of completeness."""

    format: Annotated[
        Literal["lotgate-dossier/v1"],
        said("Format", "格式", "Version of the dossier's format", "卷宗格式的版本", example="lotgate-dossier/v1"),
    ]
    product: Annotated[
        Product, said("Product", "产品", "The device, from its approved record", "产品，取自已批准的产品档案")
    ]
    company: Annotated[
        Company | UnsetType, said("Company", "本企业", "The company that decides about the lot", "对本批作出判定的企业")
    ] = UNSET
    people: Annotated[
        list[Person] | UnsetType,
        said("People", "人员", "Those whom the dossier names by their number", "卷宗中以编号引用的人员", older=True),
    ] = UNSET
    equipment: Annotated[
        list[Equipment] | UnsetType,
        said(
            "Equipment",
            "设备",
            "Machines and measuring instruments that the lot was made and inspected with",
            "生产和检验本批所用的设备与计量器具",
            older=True,
        ),
    ] = UNSET
    suppliers: Annotated[
        list[Supplier],
        said("Suppliers", "供方", "Suppliers and outside processors", "供方与外协加工方", older=True, register=True),
    ] = msgspec.field(default_factory=list)
    lot: Annotated[Lot, said("Lot", "批", "The lot that is decided about", "判定所针对的批")]
    coverage: Annotated[
        list[Coverage],
        said(
            "Coverage of the registers",
            "台账完整性声明",
            "Which registers are complete, for which days, and who says so",
            "哪些台账在哪些日期内完整，由谁声明",
        ),
    ] = msgspec.field(default_factory=list)
