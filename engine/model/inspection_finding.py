"""What was found of a characteristic: by which standard, at which stage, by which plan, from which readings."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.model.codes import InspectionStage
from engine.model.fields import Entity, Localized, said
from engine.model.finding_codes import Conformity
from engine.model.inspection_codes import SwitchingState
from engine.model.inspection_reason import InspectionReason
from engine.model.values import Count, Positive, Quantity, Text


class AppliedPlan(Entity, frozen=True, kw_only=True):
    """The sampling plan that applied to the lot of an inspection, found anew and not as it was recorded."""

    scheme: Annotated[
        SamplingScheme,
        said("Scheme", "抽样方案", "By what scheme", "所用的抽样方案", example="iso_2859_1"),
    ]
    edition: Annotated[
        Text | UnsetType, said("Edition", "标准版本", "Edition of the standard", "标准的版本", example="1999")
    ] = UNSET
    level: Annotated[
        InspectionLevel | UnsetType, said("Inspection level", "检验水平", "Inspection level", "检验水平", example="II")
    ] = UNSET
    aql: Annotated[
        Quantity | UnsetType,
        said(
            "Acceptance quality limit",
            "接收质量限（AQL）",
            "AQL in percent",
            "以百分数表示的AQL",
            unit="%",
            example={"value": "0.65", "unit": "%"},
        ),
    ] = UNSET
    severity: Annotated[
        SwitchingState | UnsetType,
        said("Severity", "检验严格度", "How strictly it was inspected", "所适用的检验严格度", example="normal"),
    ] = UNSET
    code_letter: Annotated[
        Text | UnsetType,
        said("Code letter", "字码", "Letter of lot size and level", "批量与检验水平对应的字码", example="L"),
    ] = UNSET
    plan_letter: Annotated[
        Text | UnsetType,
        said(
            "Letter of the plan",
            "方案字码",
            "Letter whose plan is used, after the table's arrows",
            "按表中箭头最终采用的字码",
            example="L",
        ),
    ] = UNSET
    lot_size: Annotated[
        Positive, said("Lot size", "批量", "Units in the lot that was presented", "提交检验批的单位数", example=4850)
    ]
    sample_size: Annotated[
        Positive, said("Sample size", "样本量", "Units that have to be inspected", "应检验的单位数", example=200)
    ]
    acceptance_number: Annotated[
        Count | UnsetType,
        said("Acceptance number", "接收数", "Most that may not conform", "可接收的最大不合格数", example=3),
    ] = UNSET
    rejection_number: Annotated[
        Positive | UnsetType,
        said("Rejection number", "拒收数", "Fewest at which it is not accepted", "不接收的最小不合格数", example=4),
    ] = UNSET
    acceptability_constant: Annotated[
        Quantity | UnsetType,
        said(
            "Acceptability constant",
            "接收常数k",
            "The constant k of a plan by variables",
            "计量抽样的接收常数k",
            example={"value": "1.98", "unit": "1"},
            unit="1",
        ),
    ] = UNSET
    words: Annotated[Localized, said("In words", "说明", "Why the numbers are what they are", "各数值的由来")]


class DecidingReading(Entity, frozen=True, kw_only=True):
    """The reading that lies least far inside its limit, or furthest beyond it."""

    inspection: Annotated[
        Text, said("Inspection", "检验", "Which inspection it is of", "所属的检验", example="IL-2610-240")
    ]
    position: Annotated[
        Positive, said("Position", "序号", "Its place among the readings", "在读数中的序号", example=17)
    ]
    value: Annotated[Quantity, said("Value", "读数", "The reading", "读数", example={"value": "1.651", "unit": "mm"})]
    operator: Annotated[Text, said("Comparison", "比较", "How it is compared", "比较的方式", example=">=")]
    limit: Annotated[
        Quantity,
        said("Limit", "限值", "What it is compared with", "所比较的限值", example={"value": "1.65", "unit": "mm"}),
    ]
    guard_band: Annotated[
        Quantity | UnsetType,
        said(
            "Guard band",
            "保护带",
            "How far from the limit nothing is settled",
            "距限值多远之内无法判定",
            example={"value": "0.002", "unit": "mm"},
        ),
    ] = UNSET
    gauge: Annotated[
        Text | UnsetType, said("Gauge", "量具", "What it was measured with", "测量所用的量具", example="EQ-MIC-05")
    ] = UNSET
    outcome: Annotated[Conformity, said("Outcome", "判定结果", "What it is", "该读数的判定", example="conforming")]


class InspectionResult(Entity, frozen=True, kw_only=True):
    """What one inspection says about the lot."""

    inspection: Annotated[Text, said("Inspection", "检验", "Which inspection", "哪一次检验", example="IL-2610-240")]
    outcome: Annotated[Conformity, said("Outcome", "判定结果", "What it says", "该次检验的判定", example="conforming")]
    plan: Annotated[
        AppliedPlan | UnsetType, said("Plan", "抽样方案", "The sampling plan that applied", "所适用的抽样方案")
    ] = UNSET
    inspected: Annotated[
        Count | UnsetType, said("Units inspected", "检验件数", "Units with results", "有结果的件数", example=200)
    ] = UNSET
    nonconforming: Annotated[
        Count | UnsetType,
        said("Nonconforming", "不合格件数", "Units that do not conform", "不合格的件数", example=0),
    ] = UNSET
    doubtful: Annotated[
        Count | UnsetType,
        said("In doubt", "存疑件数", "Units within the guard band", "处于保护带内的件数", example=0),
    ] = UNSET
    missing: Annotated[
        Count | UnsetType,
        said("Without a reading", "缺读数件数", "Units that lack a reading", "缺少读数的件数", example=0),
    ] = UNSET
    deciding: Annotated[
        DecidingReading | UnsetType, said("Deciding reading", "关键读数", "The reading that lies worst", "最不利的读数")
    ] = UNSET


class InspectionFinding(Entity, frozen=True, kw_only=True):
    """A characteristic at a stage, judged by one inspection standard."""

    provision: Annotated[
        Text,
        said("Inspection standard", "检验标准", "What judged", "作出判定的条款", example="ISO-INS-010"),
    ]
    characteristic: Annotated[
        Text, said("Characteristic", "检验特性", "Number of the characteristic", "特性编号", example="tube-od")
    ]
    stage: Annotated[InspectionStage, said("Stage", "检验阶段", "At which stage", "所处的检验阶段", example="final")]
    outcome: Annotated[Conformity, said("Outcome", "判定结果", "What was found", "判定的结果", example="conforming")]
    results: Annotated[
        list[InspectionResult], said("Results", "各次检验", "Every inspection that counts", "计入的每次检验")
    ]
    superseded: Annotated[
        list[Text],
        said(
            "Superseded",
            "被取代的检验",
            "Inspections that a retest replaces, after an investigation that allows it",
            "经调查准予、由复检取代的检验",
            example=["IL-2610-239"],
        ),
    ]
    reasons: Annotated[
        list[InspectionReason], said("Reasons", "原因", "What stands in the way of a result", "妨碍判定的原因")
    ]


class InspectedCharacteristic(Entity, frozen=True, kw_only=True):
    """A characteristic over all stages and all standards that judge it: the worst counts."""

    outcome: Annotated[
        Conformity,
        said("Outcome", "判定结果", "The worst of its findings", "各项判定中最差的结果", example="conforming"),
    ]
    conforms: Annotated[
        bool | UnsetType,
        said(
            "Conforms",
            "合格",
            "Whether it conforms; not there while that is not settled",
            "是否合格；未能判定时没有此项",
            example=True,
        ),
    ] = UNSET
    findings: Annotated[
        list[InspectionFinding],
        said("Findings", "判定明细", "One for each standard and stage", "每项标准和每个阶段各一项"),
    ]
