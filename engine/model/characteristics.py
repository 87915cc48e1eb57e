"""Characteristics of a product: their limits, how they are measured and sampled, how their process is watched."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import (
    CharacteristicClass,
    CharacteristicKind,
    ControlChart,
    InspectionLevel,
    SamplingScheme,
)
from engine.model.codes import InspectionStage
from engine.model.fields import Entity, Localized, said
from engine.model.rules import AtMost, Rule
from engine.model.values import Count, Identifier, Positive, Quantity, Text, Unit


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
        ),
    ] = UNSET
    sigma: Annotated[
        Quantity | UnsetType | None,
        said(
            "Fixed standard deviation",
            "规定标准差",
            "Approved standard deviation; null when it is estimated from the series",
            "已批准的标准差；由数据估计时为null",
        ),
    ] = UNSET
    approved_by: Annotated[
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


class Characteristic(Entity, frozen=True, kw_only=True, rename={"class_": "class"}):
    """A property of the product that is inspected."""

    id: Annotated[
        Identifier,
        said("Characteristic", "检验特性", "Number of the characteristic", "特性编号", example="tube-od"),
    ]
    name: Annotated[
        Localized | UnsetType, said("Name", "名称", "What it is called on plans and reports", "检验文件中的名称")
    ] = UNSET
    kind: Annotated[
        CharacteristicKind | UnsetType,
        said("Kind", "特性类型", "Whether it is measured or judged", "定量测量或定性判定", example="variable"),
    ] = UNSET
    class_: Annotated[
        CharacteristicClass | UnsetType,
        said(
            "Class",
            "特性分级",
            "How grave a nonconformity of it is",
            "不符合时的严重程度",
            example="major",
            classifies=True,
        ),
    ] = UNSET
    safety: Annotated[
        bool | UnsetType,
        said(
            "Safety characteristic",
            "安全特性",
            "Whether safety depends on it",
            "是否关系到安全",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    stages: Annotated[
        list[InspectionStage] | UnsetType,
        said(
            "Stages",
            "检验阶段",
            "At which stages it is inspected",
            "在哪些阶段检验",
            example=["outsourced_return", "final"],
            classifies=True,
        ),
    ] = UNSET
    requirement: Annotated[
        Text | UnsetType | None,
        said(
            "Requirement",
            "技术要求条款",
            "Item of the registered technical requirement; null when it has none there",
            "注册产品技术要求的条款；无对应条款时为null",
            example="2.3.1",
        ),
    ] = UNSET
    drawing: Annotated[
        Text | UnsetType | None,
        said(
            "Drawing or specification",
            "图纸或技术文件",
            "Document and balloon number it stands in; null when there is none",
            "所在文件及气泡号；无时为null",
            example="DWG-CVC-016 #4",
        ),
    ] = UNSET
    revision: Annotated[
        Text | UnsetType,
        said("Revision", "版次", "Revision of the drawing or specification", "图纸或技术文件的版次", example="C"),
    ] = UNSET
    unit: Annotated[
        Unit | UnsetType | None,
        said(
            "Unit",
            "计量单位",
            "Unit of its readings, UCUM; null when it is judged and not measured",
            "读数的UCUM单位；定性特性为null",
            example="mm",
        ),
    ] = UNSET
    nominal: Annotated[
        Quantity | UnsetType | None,
        said("Nominal value", "标称值", "Target value; null when there is none", "目标值；无时为null"),
    ] = UNSET
    lower: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit",
            "下规格限",
            "Lower specification limit; null when there is none",
            "下规格限；无下限时为null",
        ),
    ] = UNSET
    lower_inclusive: Annotated[
        bool | UnsetType,
        said(
            "Lower limit conforms",
            "下限含等于",
            "Whether a value at the lower limit conforms",
            "等于下限是否合格",
            example=True,
        ),
    ] = UNSET
    upper: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper limit",
            "上规格限",
            "Upper specification limit; null when there is none",
            "上规格限；无上限时为null",
        ),
    ] = UNSET
    upper_inclusive: Annotated[
        bool | UnsetType,
        said(
            "Upper limit conforms",
            "上限含等于",
            "Whether a value at the upper limit conforms",
            "等于上限是否合格",
            example=True,
        ),
    ] = UNSET
    lower_alert: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower alert limit",
            "下警戒限",
            "Below it one acts, before anything is rejected; null when there is none",
            "低于此值即采取措施；无时为null",
        ),
    ] = UNSET
    upper_alert: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper alert limit",
            "上警戒限",
            "Above it one acts, before anything is rejected; null when there is none",
            "高于此值即采取措施；无时为null",
        ),
    ] = UNSET
    method: Annotated[
        Text | UnsetType,
        said(
            "Method",
            "检验方法",
            "Document that says how it is inspected",
            "规定检验方法的文件",
            example="TM-014",
        ),
    ] = UNSET
    method_revision: Annotated[
        Text | UnsetType,
        said("Method's revision", "检验方法版次", "Approved revision of the method", "检验方法的批准版次", example="B"),
    ] = UNSET
    gauge: Annotated[
        Text | UnsetType | None,
        said(
            "Kind of gauge",
            "量具类别",
            "What it is measured with; null when no gauge is needed",
            "所用量具的类别；无需量具时为null",
            example="laser micrometer",
        ),
    ] = UNSET
    resolution: Annotated[
        Quantity | UnsetType | None,
        said(
            "Resolution",
            "分辨力",
            "Smallest difference that the method tells apart; null when it is not measured",
            "方法可分辨的最小差值；定性特性为null",
        ),
    ] = UNSET
    uncertainty: Annotated[
        Quantity | UnsetType | None,
        said(
            "Expanded uncertainty",
            "扩展不确定度",
            "Expanded uncertainty of a reading, coverage factor 2; null when none was evaluated",
            "读数的扩展不确定度（k=2）；未评定时为null",
        ),
    ] = UNSET
    guard_band: Annotated[
        Quantity | UnsetType | None,
        said(
            "Guard band",
            "保护带",
            "How far inside a limit a value must lie; null when there is none",
            "读数须离规格限内侧的距离；无时为null",
        ),
    ] = UNSET
    sampling: Annotated[
        CharacteristicSampling | UnsetType,
        said("Sampling", "抽样规则", "How units are drawn for it", "该特性的抽样规则"),
    ] = UNSET
    formula: Annotated[
        Text | UnsetType | None,
        said(
            "Formula",
            "计算公式",
            "How it is computed from other characteristics; null when it is read directly",
            "由其他特性计算的公式；直接读取时为null",
            example="(outer - inner) / 2",
        ),
    ] = UNSET
    inputs: Annotated[
        list[Text] | UnsetType,
        said(
            "Inputs of the formula",
            "公式的输入",
            "Characteristics that the formula is computed from",
            "公式所用的特性",
            example=["tube-od", "tube-id"],
        ),
    ] = UNSET
    spc: Annotated[
        CharacteristicSpc | UnsetType | None,
        said(
            "Statistical process control",
            "统计过程控制",
            "How its process is watched; null when it is not",
            "其过程的监控方式；不监控时为null",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("lower", "upper"),
        AtMost("lower", "lower_alert"),
        AtMost("lower_alert", "upper_alert"),
        AtMost("upper_alert", "upper"),
    )
