"""Characteristics of a product: what they are, their limits, how they are measured."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import CharacteristicClass, CharacteristicKind
from engine.model.characteristic_control import CharacteristicSampling, CharacteristicSpc
from engine.model.codes import InspectionStage
from engine.model.fields import Entity, Localized, said
from engine.model.rules import AtMost, Rule
from engine.model.values import Identifier, Quantity, Text, Unit


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
        said(
            "Nominal value",
            "标称值",
            "Target value; null when there is none",
            "目标值；无时为null",
            example={"value": "1.65", "unit": "mm"},
        ),
    ] = UNSET
    lower: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit",
            "下规格限",
            "Lower specification limit; null when there is none",
            "下规格限；无下限时为null",
            example={"value": "1.60", "unit": "mm"},
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
            example={"value": "1.70", "unit": "mm"},
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
            example={"value": "1.61", "unit": "mm"},
        ),
    ] = UNSET
    upper_alert: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper alert limit",
            "上警戒限",
            "Above it one acts, before anything is rejected; null when there is none",
            "高于此值即采取措施；无时为null",
            example={"value": "1.69", "unit": "mm"},
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
            example={"value": "0.001", "unit": "mm"},
        ),
    ] = UNSET
    uncertainty: Annotated[
        Quantity | UnsetType | None,
        said(
            "Expanded uncertainty",
            "扩展不确定度",
            "Expanded uncertainty of a reading, coverage factor 2; null when none was evaluated",
            "读数的扩展不确定度（k=2）；未评定时为null",
            example={"value": "0.004", "unit": "mm"},
        ),
    ] = UNSET
    guard_band: Annotated[
        Quantity | UnsetType | None,
        said(
            "Guard band",
            "保护带",
            "How far inside a limit a value must lie; null when there is none",
            "读数须离规格限内侧的距离；无时为null",
            example={"value": "0.004", "unit": "mm"},
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
            example="(tube_od - tube_id) / 2",
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
