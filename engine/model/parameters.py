"""Parameters that are held between limits: of a process, a cycle, an environment."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Rule
from engine.model.series import Series
from engine.model.values import Identifier, Quantity, Text


class ControlledParameter(Entity, frozen=True, kw_only=True):
    """One parameter with its limits, and what was found."""

    id: Annotated[
        Identifier,
        said(
            "Parameter",
            "参数",
            "Identifies the parameter in its list",
            "参数在列表中的标识",
            example="chamber-temperature",
        ),
    ]
    name: Annotated[
        Text | UnsetType,
        said("Name", "名称", "What the parameter is called", "参数名称", example="chamber temperature"),
    ] = UNSET
    phase: Annotated[
        Text | UnsetType | None,
        said(
            "Phase",
            "阶段",
            "The phase of the cycle that it is about; null when for the whole",
            "所属的循环阶段；针对全程时为null",
            example="gas dwell",
        ),
    ] = UNSET
    critical: Annotated[
        bool | UnsetType,
        said(
            "Critical",
            "关键参数",
            "Whether the result of the process depends on it",
            "是否直接影响过程结果",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    setpoint: Annotated[
        Quantity | UnsetType | None,
        said(
            "Set point",
            "设定值",
            "What it was set to; null when it is not set",
            "设定值；不作设定时为null",
            example={"value": "52", "unit": "Cel"},
        ),
    ] = UNSET
    lower_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit",
            "下限",
            "Lowest value allowed; null when there is none",
            "允许的最小值；无下限为null",
            example={"value": "49", "unit": "Cel"},
        ),
    ] = UNSET
    upper_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper limit",
            "上限",
            "Highest value allowed; null when there is none",
            "允许的最大值；无上限为null",
            example={"value": "55", "unit": "Cel"},
        ),
    ] = UNSET
    alert_lower: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower alert limit",
            "警戒下限",
            "Below it somebody has to act; null when there is none",
            "低于该值须采取措施；无则为null",
            example={"value": "50", "unit": "Cel"},
        ),
    ] = UNSET
    alert_upper: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper alert limit",
            "警戒上限",
            "Above it somebody has to act; null when there is none",
            "高于该值须采取措施；无则为null",
            example={"value": "54", "unit": "Cel"},
        ),
    ] = UNSET
    limits_from: Annotated[
        Text | UnsetType,
        said(
            "Limits from", "限值依据", "The document that the limits come from", "限值所依据的文件", example="PV-EO-021"
        ),
    ] = UNSET
    lowest: Annotated[
        Quantity | UnsetType,
        said(
            "Lowest found",
            "最小实测值",
            "Lowest value that was found",
            "实测最小值",
            example={"value": "51.2", "unit": "Cel"},
        ),
    ] = UNSET
    highest: Annotated[
        Quantity | UnsetType,
        said(
            "Highest found",
            "最大实测值",
            "Highest value that was found",
            "实测最大值",
            example={"value": "53.0", "unit": "Cel"},
        ),
    ] = UNSET
    series: Annotated[
        Series | UnsetType,
        said("Readings", "监测数据", "The readings, where they were recorded one by one", "逐点记录的监测数据"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("lower_limit", "upper_limit"),
        AtMost("alert_lower", "alert_upper"),
        AtMost("lowest", "highest"),
    )
