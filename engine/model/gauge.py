"""What is known of a piece of equipment as a measuring instrument: range, resolution, uncertainty, studies."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.equipment_codes import StudyKind, StudyResult
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Rule
from engine.model.values import Count, Identifier, Period, Positive, Quantity, Text


class MeasurementSystemStudy(Entity, frozen=True, kw_only=True):
    """One study of a measurement system: the gauge, its method and the people who read it."""

    id: Annotated[
        Identifier, said("Study", "测量系统分析", "Identifies the study", "分析的标识", example="MSA-2026-011")
    ]
    kind: Annotated[
        StudyKind | UnsetType,
        said("Kind", "分析类别", "What was looked at", "分析的内容", example="repeatability_reproducibility"),
    ] = UNSET
    characteristic: Annotated[
        Text | UnsetType,
        said(
            "Characteristic",
            "特性",
            "The characteristic that was measured",
            "被测量的特性",
            example="tube outer diameter",
        ),
    ] = UNSET
    performed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Performed",
            "分析日期",
            "Day on which the study was finished",
            "分析完成日期",
            example="2026-02-12",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    operators: Annotated[
        Count | UnsetType,
        said(
            "Operators",
            "测量人数",
            "How many people measured; none for an automatic gauge",
            "参与测量的人数；自动测量为0",
            example=3,
        ),
    ] = UNSET
    parts: Annotated[
        Positive | UnsetType, said("Parts", "样件数", "How many parts were measured", "被测样件的数量", example=10)
    ] = UNSET
    trials: Annotated[
        Positive | UnsetType,
        said("Trials", "测量次数", "How often each part was measured", "每件的重复测量次数", example=3),
    ] = UNSET
    variation_to_tolerance: Annotated[
        Quantity | UnsetType,
        said(
            "Variation to tolerance",
            "测量变差占公差比",
            "Gauge variation in percent of the tolerance",
            "测量系统变差占公差的百分比",
            example={"value": "8.4", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    distinct_categories: Annotated[
        Count | UnsetType,
        said(
            "Distinct categories",
            "可区分类别数",
            "How many categories the system can tell apart",
            "测量系统可区分的类别数",
            example=14,
        ),
    ] = UNSET
    agreement: Annotated[
        Quantity | UnsetType,
        said(
            "Agreement",
            "一致率",
            "Share of the judgements that agree with the reference, in percent",
            "与基准判定一致的百分比",
            example={"value": "97.5", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    result: Annotated[
        StudyResult | UnsetType,
        said(
            "Result", "分析结论", "What was concluded for the intended use", "针对预期用途的结论", example="acceptable"
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "分析报告", "Number of the report", "报告编号", example="MSA-2026-011-R")
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the study counts", "分析结论有效的日期区间"),
    ] = UNSET


class Gauge(Entity, frozen=True, kw_only=True):
    """A measuring instrument's own characteristics."""

    kind: Annotated[
        Text | UnsetType,
        said(
            "Kind of gauge",
            "量具类别",
            "What kind of gauge it is, in the words in which specifications ask for it",
            "量具的类别，用词与技术要求一致",
            example="laser micrometer",
        ),
    ] = UNSET
    range_from: Annotated[
        Quantity | UnsetType | None,
        said(
            "Range from",
            "量程下限",
            "Smallest value that it measures; null when nothing limits it",
            "可测量的最小值；无下限时为null",
            example={"value": "0", "unit": "mm"},
        ),
    ] = UNSET
    range_to: Annotated[
        Quantity | UnsetType | None,
        said(
            "Range to",
            "量程上限",
            "Largest value that it measures; null when nothing limits it",
            "可测量的最大值；无上限时为null",
            example={"value": "25", "unit": "mm"},
        ),
    ] = UNSET
    resolution: Annotated[
        Quantity | UnsetType,
        said(
            "Resolution",
            "分辨力",
            "Smallest difference that it shows",
            "可显示的最小差值",
            example={"value": "0.001", "unit": "mm"},
        ),
    ] = UNSET
    expanded_uncertainty: Annotated[
        Quantity | UnsetType,
        said(
            "Expanded uncertainty",
            "扩展不确定度",
            "Expanded uncertainty of one measurement as it is done in use",
            "按实际使用方式一次测量的扩展不确定度",
            example={"value": "0.003", "unit": "mm"},
        ),
    ] = UNSET
    coverage_factor: Annotated[
        Quantity | UnsetType,
        said(
            "Coverage factor",
            "包含因子",
            "The factor k by which the standard uncertainty was multiplied",
            "标准不确定度所乘的包含因子k",
            example={"value": "2", "unit": "1"},
            unit="1",
        ),
    ] = UNSET
    studies: Annotated[
        list[MeasurementSystemStudy] | UnsetType,
        said(
            "Measurement system studies",
            "测量系统分析",
            "Studies of the gauge in use",
            "对该量具的测量系统分析",
            older=True,
            register=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("range_from", "range_to"),)
