"""What belongs to a sterilisation load: its lots, residues left on the product, requalifications of the process."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.equipment_codes import QualificationStatus
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.sterilisation_codes import RequalificationKind, Residue, ResidueBasis
from engine.model.values import Identifier, Instant, Positive, Quantity, Text


class LoadedLot(Entity, frozen=True, kw_only=True):
    """A production lot in a sterilisation load."""

    id: Annotated[
        Identifier,
        said("Production lot", "生产批号", "Lot number of the production lot", "生产批的批号", example="CVC-2610-014"),
    ]
    product: Annotated[
        Text | UnsetType, said("Product", "产品", "Product number of the lot", "该批的产品编号", example="CVC-1L-16G")
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType,
        said("Quantity", "数量", "Units of the lot in this load", "该批在本装载中的数量", example=4790),
    ] = UNSET
    pallets: Annotated[
        Positive | UnsetType,
        said("Pallets", "托盘数", "Pallets or containers of the lot", "该批的托盘或容器数", example=6),
    ] = UNSET


class ResidueResult(Entity, frozen=True, kw_only=True):
    """The amount of one residue that was found on the product, and its limit."""

    id: Annotated[Identifier, said("Result", "残留检测", "Identifies the result", "检测结果的标识", example="EO-24h")]
    substance: Annotated[
        Residue | UnsetType,
        said("Substance", "残留物", "What was looked for", "被测残留物", example="ethylene_oxide"),
    ] = UNSET
    basis: Annotated[
        ResidueBasis | UnsetType,
        said("Counted over", "计量基准", "What the amount is counted over", "残留量的计量基准", example="first_day"),
    ] = UNSET
    amount: Annotated[
        Quantity | UnsetType,
        said("Amount", "残留量", "The amount that was found", "检出的残留量", example={"value": "1.8", "unit": "mg"}),
    ] = UNSET
    limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Limit",
            "限量",
            "Largest amount that the specification allows; null when it has none",
            "技术要求允许的最大残留量；未规定为null",
            example={"value": "4.0", "unit": "mg"},
        ),
    ] = UNSET
    standard: Annotated[
        Text | UnsetType,
        said(
            "Standard",
            "依据标准",
            "Standard and edition of the limit",
            "限量所依据的标准及版本",
            example="ISO 10993-7:2008, Amd 1:2019",
        ),
    ] = UNSET
    aeration: Annotated[
        Quantity | UnsetType,
        said(
            "Aeration before",
            "检测前解析时间",
            "Time of aeration before the sample was extracted",
            "取样浸提前的解析时间",
            example={"value": "36", "unit": "h"},
            unit="h",
        ),
    ] = UNSET
    sampled_at: Annotated[
        Instant | UnsetType,
        said(
            "Sampled",
            "取样时间",
            "When the sample was drawn",
            "取样的时间",
            example="2026-11-08T14:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    tested_at: Annotated[
        Instant | UnsetType,
        said(
            "Tested",
            "检测时间",
            "When the result was recorded",
            "结果记录的时间",
            example="2026-11-12T16:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    laboratory: Annotated[
        str | UnsetType | None,
        said(
            "Laboratory",
            "检验机构",
            "The outside laboratory; null when tested in-house",
            "外部检验机构；自行检测为null",
            example=None,
            refers_to="suppliers",
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "检测报告", "Number of the report", "检测报告编号", example="RR-2611-09")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("sampled_at", "tested_at")),)


class Requalification(Entity, frozen=True, kw_only=True):
    """A review or requalification of a sterilisation process."""

    id: Annotated[
        Identifier,
        said("Requalification", "再确认", "Identifies the requalification", "再确认的标识", example="RQ-EO-2026"),
    ]
    kind: Annotated[
        RequalificationKind | UnsetType,
        said("Kind", "类别", "What it covered", "再确认的内容", example="microbiological"),
    ] = UNSET
    performed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Performed",
            "完成日期",
            "Day on which it was finished",
            "完成的日期",
            example="2026-07-03",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    result: Annotated[
        QualificationStatus | UnsetType,
        said("Result", "结论", "How it came out", "再确认的结论", example="passed"),
    ] = UNSET
    next_due_on: Annotated[
        dt.date | UnsetType,
        said("Next due", "下次到期日", "Last day for the next one", "下一次再确认的截止日期", example="2027-07-02"),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "报告", "Number of the report", "报告编号", example="RQ-EO-2026-R")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("performed_on", "next_due_on")),)
