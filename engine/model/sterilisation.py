"""Sterilisation loads: the lots in them, their cycles, what they were released on, residues, requalification."""

from typing import Annotated, ClassVar, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.parameters import ControlledParameter
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.sterilisation_codes import LoadRelease, LoadStatus, SterilisationMethod
from engine.model.sterilisation_dose import Dose, DoseAudit
from engine.model.sterilisation_indicators import BiologicalIndicator, ChemicalIndicator, GasAnalysis
from engine.model.sterilisation_results import LoadedLot, Requalification, ResidueResult
from engine.model.values import Identifier, Instant, Text

# A probability is ten to the power of this.
SterilityExponent: TypeAlias = Annotated[int, msgspec.Meta(ge=-12, le=-1)]


class SterilisationLoad(Entity, frozen=True, kw_only=True):
    """One load that was sterilised together, with everything that it was released on."""

    id: Annotated[
        Identifier,
        said("Sterilisation load", "灭菌批", "Lot number of the sterilisation load", "灭菌批号", example="EO-26-3107"),
    ]
    step: Annotated[
        str | UnsetType,
        said(
            "Step",
            "所属工序",
            "The step of the lot that the load belongs to",
            "灭菌批所属的本批工序",
            example="eo",
            refers_to="lot.steps",
        ),
    ] = UNSET
    method: Annotated[
        SterilisationMethod | UnsetType,
        said(
            "Method", "灭菌方法", "How the load was sterilised", "灭菌方法", example="ethylene_oxide", classifies=True
        ),
    ] = UNSET
    standard: Annotated[
        Text | UnsetType,
        said("Standard", "依据标准", "The standard of the process", "灭菌过程所依据的标准", example="ISO 11135"),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType,
        said(
            "Edition",
            "标准版本",
            "Edition of the standard, amendments included",
            "标准版本，含修改单",
            example="2014, Amd 1:2018",
        ),
    ] = UNSET
    release_mode: Annotated[
        LoadRelease | UnsetType,
        said(
            "Released on",
            "放行方式",
            "What the load is released on",
            "灭菌批的放行方式",
            example="biological_indicators",
            classifies=True,
        ),
    ] = UNSET
    sterility_assurance_exponent: Annotated[
        SterilityExponent | UnsetType,
        said(
            "Sterility assurance level",
            "无菌保证水平(SAL)",
            "The exponent of ten of the sterility assurance level",
            "无菌保证水平以10为底的指数",
            example=-6,
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Sterilised by",
            "灭菌方",
            "The outside steriliser; null when sterilised inside",
            "外部灭菌方；自行灭菌为null",
            example="SUP-0233",
            refers_to="suppliers",
        ),
    ] = UNSET
    equipment: Annotated[
        str | UnsetType,
        said(
            "Steriliser",
            "灭菌设备",
            "The chamber or irradiator",
            "灭菌柜或辐照装置",
            example="EQ-EO-03",
            refers_to="equipment",
        ),
    ] = UNSET
    cycle: Annotated[
        Text | UnsetType,
        said("Cycle", "灭菌程序", "Name and revision of the cycle", "灭菌程序名称与版次", example="CVC-EO-03 rev. 2"),
    ] = UNSET
    load_configuration: Annotated[
        Text | UnsetType,
        said(
            "Load configuration",
            "装载模式",
            "How the load was packed and placed, as it was validated",
            "经确认的装载模式",
            example="LC-CVC-6P",
        ),
    ] = UNSET
    family: Annotated[
        Text | UnsetType,
        said(
            "Processing category",
            "产品族",
            "The product family or processing category",
            "产品族或处理类别",
            example="Catheters, family C2",
        ),
    ] = UNSET
    lots: Annotated[
        list[LoadedLot] | UnsetType,
        said(
            "Lots in the load",
            "装载批次",
            "Every production lot in the load, with its quantity",
            "装载中的全部生产批及数量",
        ),
    ] = UNSET
    started_at: Annotated[
        Instant | UnsetType,
        said(
            "Started",
            "开始时间",
            "When the cycle began, preconditioning included",
            "灭菌循环开始时间，含预处理",
            example="2026-11-06T07:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    exposed_at: Annotated[
        Instant | UnsetType,
        said(
            "Exposure began",
            "作用开始时间",
            "When exposure to the agent began",
            "灭菌剂作用开始时间",
            example="2026-11-06T16:20:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    ended_at: Annotated[
        Instant | UnsetType,
        said(
            "Ended",
            "结束时间",
            "When the cycle ended",
            "灭菌循环结束时间",
            example="2026-11-07T01:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    aerated_until_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Aeration ended",
            "解析结束时间",
            "When aeration ended; null when there is none",
            "解析结束时间；无解析为null",
            example="2026-11-08T13:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    parameters: Annotated[
        list[ControlledParameter] | UnsetType,
        said(
            "Cycle parameters",
            "灭菌参数",
            "Parameters of the cycle with their validated limits",
            "灭菌循环参数及其确认限值",
            register=True,
        ),
    ] = UNSET
    biological_indicators: Annotated[
        list[BiologicalIndicator] | UnsetType | None,
        said(
            "Biological indicators",
            "生物指示物",
            "What they showed; null when none were placed",
            "生物指示物结果；未放置为null",
            register=True,
        ),
    ] = UNSET
    chemical_indicators: Annotated[
        list[ChemicalIndicator] | UnsetType | None,
        said(
            "Chemical indicators",
            "化学指示物",
            "What they showed; null when none were placed",
            "化学指示物结果；未放置为null",
            register=True,
        ),
    ] = UNSET
    gas_analyses: Annotated[
        list[GasAnalysis] | UnsetType | None,
        said(
            "Gas analyses",
            "气体分析",
            "Concentration of the agent; null when no gas is used",
            "灭菌剂浓度分析；不使用气体为null",
            register=True,
        ),
    ] = UNSET
    dose: Annotated[
        Dose | UnsetType | None,
        said(
            "Dose",
            "辐照剂量",
            "Dose and its limits; null when not sterilised by radiation",
            "辐照剂量及限值；非辐照灭菌为null",
        ),
    ] = UNSET
    dose_audits: Annotated[
        list[DoseAudit] | UnsetType,
        said(
            "Dose audits",
            "剂量审核",
            "Dose audits of the product family, latest ones included",
            "产品族的剂量审核，含最近各次",
            older=True,
            register=True,
        ),
    ] = UNSET
    residues: Annotated[
        list[ResidueResult] | UnsetType | None,
        said(
            "Residues",
            "灭菌残留",
            "Residues of the agent; null when it leaves none",
            "灭菌剂残留；无残留为null",
            register=True,
        ),
    ] = UNSET
    requalifications: Annotated[
        list[Requalification] | UnsetType,
        said(
            "Requalifications",
            "再确认",
            "Reviews and requalifications of the process",
            "灭菌过程的评审与再确认",
            older=True,
            register=True,
        ),
    ] = UNSET
    status: Annotated[
        LoadStatus | UnsetType,
        said("Status", "状态", "Where the load stands", "灭菌批的状态", example="released"),
    ] = UNSET
    released_by: Annotated[
        Text | UnsetType | None,
        said(
            "Released by",
            "放行人",
            "Who released the load; null while nobody has",
            "灭菌批放行人；未放行为null",
            example="Qian Bo",
        ),
    ] = UNSET
    released_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Released",
            "放行时间",
            "When the load was released; null while it is not",
            "灭菌批放行时间；未放行为null",
            example="2026-11-15T09:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("started_at", "exposed_at", "ended_at", "aerated_until_at")),
        Ordered(("ended_at", "released_at")),
        Excluded(("dose",), when="method", equals="ethylene_oxide"),
        Excluded(("dose",), when="method", equals="moist_heat"),
        Excluded(("dose",), when="method", equals="dry_heat"),
        Excluded(("aerated_until_at",), when="method", equals="gamma"),
        Excluded(("aerated_until_at",), when="method", equals="electron_beam"),
        Excluded(("aerated_until_at",), when="method", equals="x_ray"),
        Excluded(("released_by", "released_at"), when="status", equals="in_process"),
        Excluded(("released_by", "released_at"), when="status", equals="awaiting_results"),
    )
