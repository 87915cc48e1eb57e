"""Cleanrooms: the grades that a room was tested for, and what is monitored in it."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.environment_codes import (
    BoundaryKind,
    CleanroomGrade,
    CleanroomSystem,
    MicrobialMethod,
    Occupancy,
    PressureRegime,
    grade_fits,
)
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Checked, Ordered, Rule
from engine.model.values import Count, Identifier, Instant, Period, Positive, Quantity, Text


class RoomClassification(Entity, frozen=True, kw_only=True):
    """A grade of cleanliness that a room was tested for, in one state."""

    id: Annotated[
        Identifier,
        said("Classification", "级别检测", "Identifies the classification", "级别检测的标识", example="CLS-B-2026"),
    ]
    system: Annotated[
        CleanroomSystem | UnsetType,
        said(
            "System of classes",
            "分级体系",
            "The system that the grade belongs to",
            "级别所属的分级体系",
            example="iso_14644_1",
        ),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType,
        said("Edition", "标准版本", "Edition of the standard of that system", "该分级体系标准的版本", example="2015"),
    ] = UNSET
    grade: Annotated[
        CleanroomGrade | UnsetType,
        said("Grade", "洁净度级别", "The grade that was met", "达到的洁净度级别", example="iso_7"),
    ] = UNSET
    state: Annotated[
        Occupancy | UnsetType,
        said("State", "检测状态", "The state in which the room was tested", "检测时的占用状态", example="at_rest"),
    ] = UNSET
    tested_on: Annotated[
        dt.date | UnsetType,
        said(
            "Tested",
            "检测日期",
            "Last day of the tests",
            "检测完成日期",
            example="2026-06-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "检测报告", "Number of the report", "检测报告编号", example="CR-B-2026-06")
    ] = UNSET
    tested_by: Annotated[
        Text | UnsetType,
        said(
            "Tested by", "检测机构", "Who tested the room", "实施检测的机构", example="Jiangsu Cleanroom Testing Centre"
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the classification counts", "级别检测有效的日期区间"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Checked(("system", "grade"), grade_fits),)


class PressureDifference(Entity, frozen=True, kw_only=True):
    """Pressure across one boundary of a room while the step ran."""

    id: Annotated[Identifier, said("Boundary", "边界", "Identifies the boundary", "边界的标识", example="B-corridor")]
    towards: Annotated[
        Text | UnsetType,
        said(
            "Towards", "相邻区域", "What lies on the other side", "边界另一侧的区域", example="Corridor, not classified"
        ),
    ] = UNSET
    boundary: Annotated[
        BoundaryKind | UnsetType,
        said(
            "Kind of boundary",
            "边界类别",
            "What the boundary parts",
            "边界两侧区域的关系",
            example="clean_to_unclassified",
            classifies=True,
        ),
    ] = UNSET
    regime: Annotated[
        PressureRegime | UnsetType,
        said("Regime", "压差方向", "Which way air is meant to flow", "要求的气流方向", example="positive"),
    ] = UNSET
    lowest: Annotated[
        Quantity | UnsetType,
        said(
            "Smallest difference",
            "最小压差",
            "Smallest difference in the intended direction; below zero when it turned round",
            "规定方向上的最小压差；反向时为负值",
            example={"value": "12.5", "unit": "Pa"},
            unit="Pa",
        ),
    ] = UNSET
    highest: Annotated[
        Quantity | UnsetType,
        said(
            "Largest difference",
            "最大压差",
            "Largest difference in the intended direction",
            "规定方向上的最大压差",
            example={"value": "17.0", "unit": "Pa"},
            unit="Pa",
        ),
    ] = UNSET
    required: Annotated[
        Quantity | UnsetType | None,
        said(
            "Own limit",
            "内控限值",
            "The difference that the company itself asks for",
            "企业内控要求的压差",
            example={"value": "12", "unit": "Pa"},
            unit="Pa",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("lowest", "highest"),)


class ParticleCount(Entity, frozen=True, kw_only=True):
    """Airborne particles of one size and larger, over the locations of a room."""

    id: Annotated[
        Identifier, said("Particle count", "粒子计数", "Identifies the count", "计数的标识", example="PC-2610-05")
    ]
    size: Annotated[
        Quantity | UnsetType,
        said(
            "Size",
            "粒径",
            "Particles of this size and larger are counted",
            "计数不小于该粒径的粒子",
            example={"value": "0.5", "unit": "um"},
            unit="um",
        ),
    ] = UNSET
    state: Annotated[
        Occupancy | UnsetType,
        said("State", "监测状态", "The state of the room", "监测时的占用状态", example="in_operation"),
    ] = UNSET
    locations: Annotated[
        Positive | UnsetType, said("Locations", "采样点数", "How many locations were sampled", "采样点数量", example=9)
    ] = UNSET
    sample_volume: Annotated[
        Quantity | UnsetType,
        said(
            "Sample volume",
            "采样量",
            "Volume of air of one sample",
            "单次采样空气量",
            example={"value": "28.3", "unit": "L"},
            unit="L",
        ),
    ] = UNSET
    highest_mean: Annotated[
        Quantity | UnsetType,
        said(
            "Highest mean",
            "最大平均浓度",
            "Highest mean concentration of any location",
            "各采样点平均浓度中的最大值",
            example={"value": "98400", "unit": "/m3"},
            unit="/m3",
        ),
    ] = UNSET
    alert_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Alert limit",
            "警戒限",
            "The company's alert limit; null when it has none",
            "企业警戒限；未设为null",
            example={"value": "200000", "unit": "/m3"},
            unit="/m3",
        ),
    ] = UNSET
    action_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Action limit",
            "行动限",
            "The company's action limit; null when it has none",
            "企业行动限；未设为null",
            example={"value": "300000", "unit": "/m3"},
            unit="/m3",
        ),
    ] = UNSET
    taken_at: Annotated[
        Instant | UnsetType,
        said(
            "Taken",
            "监测时间",
            "When the last sample was taken",
            "最后一次采样的时间",
            example="2026-10-21T10:20:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("alert_limit", "action_limit"),)


class MicrobialCount(Entity, frozen=True, kw_only=True):
    """Microbes gathered in one way, over the locations of a room."""

    id: Annotated[
        Identifier, said("Microbial count", "微生物计数", "Identifies the count", "计数的标识", example="MC-2610-05")
    ]
    method: Annotated[
        MicrobialMethod | UnsetType,
        said("Method", "采样方法", "How the microbes were gathered", "微生物采样方法", example="settling"),
    ] = UNSET
    state: Annotated[
        Occupancy | UnsetType,
        said("State", "监测状态", "The state of the room", "监测时的占用状态", example="in_operation"),
    ] = UNSET
    locations: Annotated[
        Positive | UnsetType, said("Locations", "采样点数", "How many locations were sampled", "采样点数量", example=9)
    ] = UNSET
    mean: Annotated[
        Quantity | UnsetType,
        said(
            "Mean",
            "平均菌落数",
            "Mean of the locations, per plate or per cubic metre of air",
            "各采样点平均值，按每皿或每立方米空气计",
            example={"value": "1.2", "unit": "1"},
        ),
    ] = UNSET
    highest: Annotated[
        Quantity | UnsetType,
        said(
            "Highest",
            "最大菌落数",
            "Highest of the locations, in the unit of the mean",
            "各采样点最大值，单位同平均值",
            example={"value": "3", "unit": "1"},
        ),
    ] = UNSET
    alert_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Alert limit",
            "警戒限",
            "The company's alert limit; null when it has none",
            "企业警戒限；未设为null",
            example={"value": "5", "unit": "1"},
        ),
    ] = UNSET
    action_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Action limit",
            "行动限",
            "The company's action limit; null when it has none",
            "企业行动限；未设为null",
            example={"value": "8", "unit": "1"},
        ),
    ] = UNSET
    colonies: Annotated[
        Count | UnsetType,
        said("Colonies", "菌落总数", "Colonies over all locations", "全部采样点的菌落总数", example=11),
    ] = UNSET
    taken_at: Annotated[
        Instant | UnsetType,
        said(
            "Taken",
            "采样时间",
            "When the last sample was taken",
            "最后一次采样的时间",
            example="2026-10-21T10:50:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    read_at: Annotated[
        Instant | UnsetType,
        said(
            "Read",
            "读数时间",
            "When the colonies were counted",
            "菌落计数时间",
            example="2026-10-24T09:30:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("taken_at", "read_at")),
        AtMost("mean", "highest"),
        AtMost("alert_limit", "action_limit"),
    )
