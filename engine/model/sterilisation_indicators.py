"""What showed that a load was sterilised: biological and chemical indicators, gas analysis, tests of sterility."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Ordered, Rule
from engine.model.sterilisation_codes import GasAnalysisMethod, Growth, IndicatorOutcome
from engine.model.values import Count, Identifier, Instant, Positive, Quantity, Text

IndicatorType: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]


class BiologicalIndicator(Entity, frozen=True, kw_only=True):
    """Biological indicators of one lot that went with a load, and what they showed."""

    id: Annotated[
        Identifier, said("Indicators", "生物指示物", "Identifies the set", "该组指示物的标识", example="BI-1")
    ]
    organism: Annotated[
        Text | UnsetType,
        said("Organism", "菌种", "Organism and strain", "指示微生物及菌株", example="Bacillus atrophaeus ATCC 9372"),
    ] = UNSET
    lot_number: Annotated[
        Text | UnsetType, said("Lot number", "指示物批号", "The maker's lot number", "制造商批号", example="BA-2607-11")
    ] = UNSET
    population: Annotated[
        Positive | UnsetType,
        said("Population", "标称含菌量", "Organisms on each indicator", "每个指示物的含菌量", example=2100000),
    ] = UNSET
    d_value: Annotated[
        Quantity | UnsetType,
        said(
            "D-value",
            "D值",
            "Exposure that reduces the organism tenfold",
            "使微生物减少90%所需的作用量",
            example={"value": "2.8", "unit": "min"},
        ),
    ] = UNSET
    expires_on: Annotated[
        dt.date | UnsetType,
        said(
            "Expires",
            "失效日期",
            "Last day on which the indicators may be used",
            "指示物可使用的最后日期",
            example="2027-07-31",
        ),
    ] = UNSET
    challenge_device: Annotated[
        Text | UnsetType | None,
        said(
            "Process challenge device",
            "灭菌过程验证装置(PCD)",
            "What the indicators were placed in; null when in the product itself",
            "放置指示物的装置；置于产品内为null",
            example="EPCD-CVC-02",
        ),
    ] = UNSET
    placed: Annotated[
        Count | UnsetType,
        said("Placed", "放置数", "Indicators placed in the load", "放入装载的指示物数量", example=20),
    ] = UNSET
    required: Annotated[
        Count | UnsetType,
        said("Required", "要求数", "Indicators that the validation asks for", "过程确认要求的指示物数量", example=20),
    ] = UNSET
    recovered: Annotated[
        Count | UnsetType,
        said(
            "Recovered", "回收数", "Indicators that were recovered and incubated", "回收并培养的指示物数量", example=20
        ),
    ] = UNSET
    grown: Annotated[
        Count | UnsetType,
        said("Grown", "阳性数", "Indicators that showed growth", "有菌生长的指示物数量", example=0),
    ] = UNSET
    control: Annotated[
        Growth | UnsetType,
        said(
            "Positive control",
            "阳性对照",
            "What the control that was not exposed showed",
            "未暴露对照的结果",
            example="growth",
        ),
    ] = UNSET
    result: Annotated[
        Growth | UnsetType,
        said(
            "Result", "结果", "What the exposed indicators showed together", "暴露指示物的总体结果", example="no_growth"
        ),
    ] = UNSET
    incubated_at: Annotated[
        Instant | UnsetType,
        said(
            "Incubated",
            "培养开始时间",
            "When incubation began",
            "开始培养的时间",
            example="2026-11-07T14:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    read_at: Annotated[
        Instant | UnsetType,
        said(
            "Read",
            "判读时间",
            "When the indicators were read for the last time",
            "最后一次判读的时间",
            example="2026-11-14T14:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    incubation: Annotated[
        Quantity | UnsetType,
        said(
            "Incubation",
            "要求培养时间",
            "Time of incubation that is asked for",
            "要求的培养时间",
            example={"value": "168", "unit": "h"},
            unit="h",
        ),
    ] = UNSET
    laboratory: Annotated[
        str | UnsetType | None,
        said(
            "Laboratory",
            "检验机构",
            "The outside laboratory; null when read in-house",
            "外部检验机构；自行判读为null",
            example=None,
            refers_to="suppliers",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("recovered", "placed"),
        AtMost("grown", "recovered"),
        Ordered(("incubated_at", "read_at")),
    )


class ChemicalIndicator(Entity, frozen=True, kw_only=True):
    """Chemical indicators of one type that went with a load."""

    id: Annotated[
        Identifier, said("Indicators", "化学指示物", "Identifies the set", "该组指示物的标识", example="CI-1")
    ]
    name: Annotated[
        Text | UnsetType,
        said("Name", "名称", "What the indicator is", "指示物名称", example="EO process indicator, label"),
    ] = UNSET
    type: Annotated[
        IndicatorType | UnsetType,
        said("Type", "类型", "Type 1 to 6 of ISO 11140-1", "ISO 11140-1规定的类型1至6", example=1),
    ] = UNSET
    placed: Annotated[
        Count | UnsetType, said("Placed", "放置数", "Indicators placed in the load", "放入装载的数量", example=40)
    ] = UNSET
    reached: Annotated[
        Count | UnsetType,
        said(
            "End point reached", "达到终点数", "Indicators that reached their end point", "达到终点的数量", example=40
        ),
    ] = UNSET
    outcome: Annotated[
        IndicatorOutcome | UnsetType,
        said("Outcome", "结果", "What the indicators showed together", "指示物的总体结果", example="passed"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("reached", "placed"),)


class GasAnalysis(Entity, frozen=True, kw_only=True):
    """The concentration of the sterilising agent as it was measured in the chamber."""

    id: Annotated[Identifier, said("Analysis", "气体分析", "Identifies the analysis", "分析的标识", example="GA-1")]
    method: Annotated[
        GasAnalysisMethod | UnsetType,
        said("Method", "分析方法", "How the concentration was found", "浓度的测定方法", example="infrared"),
    ] = UNSET
    direct: Annotated[
        bool | UnsetType,
        said(
            "Direct",
            "直接分析",
            "Whether the gas in the chamber was analysed itself",
            "是否对灭菌柜内气体直接分析",
            example=True,
        ),
    ] = UNSET
    lowest: Annotated[
        Quantity | UnsetType,
        said(
            "Lowest concentration",
            "最低浓度",
            "Lowest concentration during exposure",
            "作用期间的最低浓度",
            example={"value": "512", "unit": "mg/L"},
            unit="mg/L",
        ),
    ] = UNSET
    highest: Annotated[
        Quantity | UnsetType,
        said(
            "Highest concentration",
            "最高浓度",
            "Highest concentration during exposure",
            "作用期间的最高浓度",
            example={"value": "588", "unit": "mg/L"},
            unit="mg/L",
        ),
    ] = UNSET
    lower_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit",
            "浓度下限",
            "Lowest concentration that is validated; null when none is stated",
            "经确认的最低浓度；未规定为null",
            example={"value": "450", "unit": "mg/L"},
            unit="mg/L",
        ),
    ] = UNSET
    upper_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper limit",
            "浓度上限",
            "Highest concentration that is validated; null when none is stated",
            "经确认的最高浓度；未规定为null",
            example={"value": "650", "unit": "mg/L"},
            unit="mg/L",
        ),
    ] = UNSET
    analyser: Annotated[
        str | UnsetType | None,
        said(
            "Analyser",
            "分析仪",
            "The instrument; null when the value was calculated",
            "分析仪器；计算值为null",
            example="EQ-EO-IR-01",
            refers_to="equipment",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("lowest", "highest"), AtMost("lower_limit", "upper_limit"))
