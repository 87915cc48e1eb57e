"""Where things went: an input's quantity, and the units of a lot. What was not found again has a place of its own."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import Balanced, Rule
from engine.model.values import Count, Quantity


class MaterialBalance(Entity, frozen=True, kw_only=True):
    """Where an input went: what was issued is used, sampled, scrapped, returned or unaccounted for; one unit."""

    issued: Annotated[
        Quantity | UnsetType,
        said(
            "Issued",
            "领用量",
            "Quantity issued for the lot",
            "为本批领用的数量",
            example={"value": "12.50", "unit": "kg"},
        ),
    ] = UNSET
    used: Annotated[
        Quantity | UnsetType,
        said(
            "Used",
            "使用量",
            "Quantity in product",
            "进入产品的数量",
            example={"value": "12.10", "unit": "kg"},
        ),
    ] = UNSET
    sampled: Annotated[
        Quantity | UnsetType,
        said(
            "Sampled", "取样量", "Quantity taken as samples", "取样消耗的数量", example={"value": "0.20", "unit": "kg"}
        ),
    ] = UNSET
    scrapped: Annotated[
        Quantity | UnsetType,
        said(
            "Scrapped",
            "报废量",
            "Quantity scrapped",
            "报废的数量",
            example={"value": "0.10", "unit": "kg"},
        ),
    ] = UNSET
    returned: Annotated[
        Quantity | UnsetType,
        said(
            "Returned",
            "退库量",
            "Quantity put back into stock",
            "退回库存的数量",
            example={"value": "0.15", "unit": "kg"},
        ),
    ] = UNSET
    unaccounted: Annotated[
        Quantity | UnsetType,
        said(
            "Unaccounted for",
            "差异量",
            "What is left of the sum; negative when more was found than issued",
            "平衡后的差额；多于领用量时为负",
            example={"value": "-0.05", "unit": "kg"},
        ),
    ] = UNSET
    tolerance: Annotated[
        Quantity | UnsetType | None,
        said(
            "Tolerance",
            "允许差异",
            "Largest difference that needs no investigation; null when none is set",
            "无需调查的最大差额；未规定时为null",
            example={"value": "0.10", "unit": "kg"},
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Balanced("issued", ("used", "sampled", "scrapped", "returned", "unaccounted")),
    )


class UnitBalance(Entity, frozen=True, kw_only=True):
    """Where the units of the lot went, from those begun to those that are conforming."""

    begun: Annotated[
        Count | UnsetType, said("Begun", "投入数", "Units that were begun", "投入生产的件数", example=4850)
    ] = UNSET
    conforming: Annotated[
        Count | UnsetType,
        said("Conforming", "合格数", "Units that are conforming", "合格的件数", example=4742),
    ] = UNSET
    scrapped: Annotated[Count | UnsetType, said("Scrapped", "报废数", "Units scrapped", "报废的件数", example=50)] = (
        UNSET
    )
    tested: Annotated[
        Count | UnsetType,
        said("Consumed by tests", "检验消耗数", "Units consumed by tests", "检验消耗的件数", example=38),
    ] = UNSET
    retained: Annotated[
        Count | UnsetType,
        said("Retained", "留样数", "Units kept as retained samples", "作为留样的件数", example=20),
    ] = UNSET
    pending: Annotated[
        Count | UnsetType,
        said("Pending", "待处理数", "Units that nothing is decided about yet", "尚未处置的件数", example=0),
    ] = UNSET
    unaccounted: Annotated[
        Count | UnsetType,
        said("Unaccounted for", "去向不明数", "Units that were not found again", "去向不明的件数", example=0),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Balanced("begun", ("conforming", "scrapped", "tested", "retained", "pending", "unaccounted")),
    )
