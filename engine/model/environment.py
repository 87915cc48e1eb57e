"""The environment in which a step was done: room, grades, pressures, climate, particles and microbes."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.cleanroom import MicrobialCount, ParticleCount, PressureDifference, RoomClassification
from engine.model.fields import Entity, said
from engine.model.parameters import ControlledParameter
from engine.model.rules import AtMost, Rule
from engine.model.values import Count, Quantity, Text


class Environment(Entity, frozen=True, kw_only=True):
    """The working environment of a step, as it was while the step ran."""

    room: Annotated[
        Text | UnsetType, said("Room", "房间", "The room or zone", "房间或区域", example="Cleanroom B, assembly")
    ] = UNSET
    controlled: Annotated[
        bool | UnsetType,
        said(
            "Controlled",
            "受控环境",
            "Whether the environment is controlled for this step",
            "本工序是否要求受控环境",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    classifications: Annotated[
        list[RoomClassification] | UnsetType,
        said(
            "Classifications",
            "洁净度级别",
            "The grades that the room was tested for",
            "房间经检测确认的洁净度级别",
            older=True,
            register=True,
        ),
    ] = UNSET
    pressures: Annotated[
        list[PressureDifference] | UnsetType,
        said("Pressures", "压差", "Pressure across the boundaries of the room", "房间各边界的压差", register=True),
    ] = UNSET
    pressures_planned: Annotated[
        Count | UnsetType,
        said(
            "Pressures planned",
            "策划的压差点数",
            "How many differences of pressure the monitoring plan of the room asks for",
            "房间监测计划规定的压差点数",
            example=2,
        ),
    ] = UNSET
    temperature_lowest: Annotated[
        Quantity | UnsetType,
        said(
            "Lowest temperature",
            "最低温度",
            "Lowest temperature during the step",
            "工序期间的最低温度",
            example={"value": "20.4", "unit": "Cel"},
            unit="Cel",
        ),
    ] = UNSET
    temperature_highest: Annotated[
        Quantity | UnsetType,
        said(
            "Highest temperature",
            "最高温度",
            "Highest temperature during the step",
            "工序期间的最高温度",
            example={"value": "23.1", "unit": "Cel"},
            unit="Cel",
        ),
    ] = UNSET
    relative_humidity_lowest: Annotated[
        Quantity | UnsetType,
        said(
            "Lowest relative humidity",
            "最低相对湿度",
            "Lowest relative humidity during the step",
            "工序期间的最低相对湿度",
            example={"value": "47", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    relative_humidity_highest: Annotated[
        Quantity | UnsetType,
        said(
            "Highest relative humidity",
            "最高相对湿度",
            "Highest relative humidity during the step",
            "工序期间的最高相对湿度",
            example={"value": "58", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    air_changes: Annotated[
        Quantity | UnsetType | None,
        said(
            "Air changes",
            "换气次数",
            "Air changes per hour; null where velocity is monitored",
            "每小时换气次数；监测风速时为null",
            example={"value": "24", "unit": "/h"},
            unit="/h",
        ),
    ] = UNSET
    air_velocity: Annotated[
        Quantity | UnsetType | None,
        said(
            "Air velocity",
            "风速",
            "Velocity of a unidirectional flow; null where there is none",
            "单向流截面风速；非单向流为null",
            example=None,
            unit="m/s",
        ),
    ] = UNSET
    particles: Annotated[
        list[ParticleCount] | UnsetType,
        said(
            "Particle counts", "悬浮粒子", "Counts of airborne particles", "悬浮粒子监测结果", older=True, register=True
        ),
    ] = UNSET
    particles_planned: Annotated[
        Count | UnsetType,
        said(
            "Particle counts planned",
            "策划的悬浮粒子项数",
            "How many particle counts, by size and state, the monitoring plan of the room asks for",
            "房间监测计划规定的悬浮粒子监测项数（按粒径与占用状态）",
            example=2,
        ),
    ] = UNSET
    microbes: Annotated[
        list[MicrobialCount] | UnsetType,
        said(
            "Microbial counts",
            "微生物",
            "Counts of microbes in the air and on surfaces",
            "空气与表面微生物监测结果",
            older=True,
            register=True,
        ),
    ] = UNSET
    monitored: Annotated[
        list[ControlledParameter] | UnsetType,
        said(
            "Monitored limits",
            "监测限值",
            "What is monitored throughout, with its limits and readings",
            "连续监测的参数及其限值与读数",
            register=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("temperature_lowest", "temperature_highest"),
        AtMost("relative_humidity_lowest", "relative_humidity_highest"),
    )
