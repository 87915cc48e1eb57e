"""How a characteristic is sampled, and how the process that makes it is watched."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import ControlChart, InspectionLevel, SamplingScheme
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Rule
from engine.model.values import Count, Positive, Quantity, Text


class CharacteristicSampling(Entity, frozen=True, kw_only=True):
    """How units are drawn for a characteristic."""

    scheme: Annotated[
        SamplingScheme | UnsetType,
        said("Scheme", "抽样方案", "By what scheme", "所用的抽样方案", example="iso_2859_1"),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType | None,
        said(
            "Edition",
            "标准版本",
            "Edition of the standard; null when the scheme is no standard's",
            "标准的版本；非标准方案时为null",
            example="1999",
        ),
    ] = UNSET
    level: Annotated[
        InspectionLevel | UnsetType | None,
        said(
            "Inspection level",
            "检验水平",
            "Inspection level; null when the scheme has none",
            "检验水平；方案无此项时为null",
            example="II",
        ),
    ] = UNSET
    aql: Annotated[
        Quantity | UnsetType | None,
        said(
            "Acceptance quality limit",
            "接收质量限（AQL）",
            "AQL in percent nonconforming; null when the scheme has none",
            "以不合格品百分数表示的AQL；方案无此项时为null",
            unit="%",
            example={"value": "0.65", "unit": "%"},
        ),
    ] = UNSET
    sample_size: Annotated[
        Positive | UnsetType | None,
        said(
            "Sample size",
            "样本量",
            "Fixed number of units; null when the scheme computes it",
            "固定的样本量；由方案计算时为null",
            example=13,
        ),
    ] = UNSET
    acceptance_number: Annotated[
        Count | UnsetType | None,
        said(
            "Acceptance number",
            "接收数",
            "Fixed acceptance number; null when the scheme computes it",
            "固定的接收数；由方案计算时为null",
            example=0,
        ),
    ] = UNSET
    switching: Annotated[
        bool | UnsetType,
        said(
            "Switching rules",
            "转移规则",
            "Whether severity switches with the results of earlier lots",
            "检验严格度是否随以往批结果转移",
            example=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("acceptance_number", "sample_size", strict=True),)


class CharacteristicSpc(Entity, frozen=True, kw_only=True):
    """How the process that makes a characteristic is watched."""

    chart: Annotated[
        ControlChart | UnsetType, said("Chart", "控制图", "Kind of chart", "控制图的种类", example="xbar_s")
    ] = UNSET
    subgroup_size: Annotated[
        Positive | UnsetType,
        said("Subgroup size", "子组大小", "Consecutive readings in a subgroup", "每个子组的读数个数", example=5),
    ] = UNSET
    center: Annotated[
        Quantity | UnsetType | None,
        said(
            "Fixed centre line",
            "规定中心线",
            "Approved centre line; null when it is estimated from the series",
            "已批准的中心线；由数据估计时为null",
            example={"value": "24.2", "unit": "N"},
        ),
    ] = UNSET
    sigma: Annotated[
        Quantity | UnsetType | None,
        said(
            "Fixed standard deviation",
            "规定标准差",
            "Approved standard deviation; null when it is estimated from the series",
            "已批准的标准差；由数据估计时为null",
            example={"value": "0.8", "unit": "N"},
        ),
    ] = UNSET
    approver: Annotated[
        str | UnsetType | None,
        said(
            "Limits approved by",
            "控制限批准人",
            "Who approved fixed values; null when there are none",
            "规定值的批准人；无规定值时为null",
            example="P-014",
            refers_to="people",
        ),
    ] = UNSET
