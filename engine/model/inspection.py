"""Inspections: what was examined to which plan, reading by reading, with which gauge and by whom."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import CharacteristicClass
from engine.model.codes import InspectionStage
from engine.model.equipment_codes import CalibrationState
from engine.model.fields import Entity, said
from engine.model.figures import Figures
from engine.model.inspection_checks import count_fits, sample_fits
from engine.model.inspection_codes import (
    RecordingSource,
    UsageDecision,
)
from engine.model.inspection_records import FailureInvestigation, InspectionPlanUsed, SamplingPlan
from engine.model.rules import AtMost, Checked, Ordered, Rule, Together
from engine.model.values import Count, Identifier, Instant, Positive, Quantity, Text, Unit


class Inspection(Entity, frozen=True, kw_only=True):
    """One inspection of one characteristic, with its plan and what was found."""

    id: Annotated[
        Identifier, said("Inspection lot", "检验批", "Identifies the inspection", "检验的标识", example="IL-2610-240")
    ]
    stage: Annotated[
        InspectionStage | UnsetType,
        said(
            "Stage", "检验阶段", "When the inspection is done", "检验所处的阶段", example="in_process", classifies=True
        ),
    ] = UNSET
    characteristic: Annotated[
        Text | UnsetType,
        said("Characteristic", "检验项目", "What is inspected", "被检验的特性", example="seal strength"),
    ] = UNSET
    nonconformity_class: Annotated[
        CharacteristicClass | UnsetType,
        said(
            "Class of nonconformity",
            "不合格分类",
            "How grave a nonconformity of this characteristic is",
            "该特性不合格的严重程度",
            example="major",
            classifies=True,
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType | None,
        said(
            "Step",
            "所属工序",
            "The step whose output is inspected; null when of none",
            "被检产出所属的工序；无则为null",
            example="seal",
            refers_to="lot.steps",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier of the goods",
            "供方",
            "Who supplied or processed what is inspected; null when the company itself",
            "被检物的供方或外协加工方；自制为null",
            example=None,
            refers_to="suppliers",
        ),
    ] = UNSET
    input: Annotated[
        str | UnsetType | None,
        said(
            "Input",
            "被检投入物",
            "The input lot that is inspected; null when it is the product itself",
            "被检的投入物批；检验产品本身为null",
            example=None,
            refers_to="lot.inputs",
        ),
    ] = UNSET
    plan: Annotated[
        InspectionPlanUsed | UnsetType,
        said("Inspection plan", "检验规程", "The plan as it stood when it was used", "检验时所用的规程及其状态"),
    ] = UNSET
    sampling: Annotated[
        SamplingPlan | UnsetType | None,
        said(
            "Sampling plan",
            "抽样方案",
            "The sampling plan as it was used; null when every unit was inspected",
            "实际采用的抽样方案；全检为null",
        ),
    ] = UNSET
    lot_size: Annotated[
        Positive | UnsetType,
        said("Lot size", "批量", "Units in the lot that was presented", "提交检验批的单位数", example=4800),
    ] = UNSET
    planned_sample_size: Annotated[
        Positive | UnsetType,
        said(
            "Sample size of the plan", "方案样本量", "Units that the plan asks for", "方案要求的样本单位数", example=32
        ),
    ] = UNSET
    sample_size: Annotated[
        Count | UnsetType,
        said("Units inspected", "检验样本量", "Units that were inspected", "实际检验的单位数", example=32),
    ] = UNSET
    nonconforming: Annotated[
        Count | UnsetType,
        said("Units nonconforming", "不合格品数", "Units inspected that do not conform", "检出的不合格品数", example=0),
    ] = UNSET
    nonconformities: Annotated[
        Count | UnsetType,
        said(
            "Nonconformities",
            "不合格数",
            "Nonconformities found, of which one unit can have several",
            "检出的不合格数，一件产品可有多个",
            example=0,
        ),
    ] = UNSET
    acceptance_number: Annotated[
        Count | UnsetType,
        said(
            "Acceptance number",
            "接收数",
            "Most nonconforming units at which the plan accepts the lot",
            "方案可接收的最大不合格品数",
            example=0,
        ),
    ] = UNSET
    rejection_number: Annotated[
        Positive | UnsetType,
        said(
            "Rejection number",
            "拒收数",
            "Fewest nonconforming units at which the plan rejects the lot",
            "方案拒收批的最小不合格品数",
            example=1,
        ),
    ] = UNSET
    lower_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit",
            "规格下限",
            "Smallest value that conforms; null when there is none",
            "合格的最小值；无下限为null",
            example={"value": "1.20", "unit": "N"},
        ),
    ] = UNSET
    upper_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper limit",
            "规格上限",
            "Largest value that conforms; null when there is none",
            "合格的最大值；无上限为null",
            example={"value": "4.0", "unit": "mg"},
        ),
    ] = UNSET
    measured: Annotated[
        Quantity | UnsetType,
        said(
            "Measured value",
            "测量值",
            "The one value measured, or the one reported for the sample",
            "唯一的测量值，或样本的报告值",
            example={"value": "1.8", "unit": "mg"},
        ),
    ] = UNSET
    readings: Annotated[
        Figures | UnsetType,
        said(
            "Readings",
            "读数",
            "Readings in the order taken, digits as recorded; null where one is missing",
            "按测量先后的读数，保留记录位数；缺失处为null",
            example=["1.84", "1.79", "1.91", None],
        ),
    ] = UNSET
    unit: Annotated[
        Unit | UnsetType, said("Unit", "单位", "One unit for all readings", "全部读数的同一单位", example="N")
    ] = UNSET
    readings_per_unit: Annotated[
        Positive | UnsetType,
        said(
            "Readings per unit",
            "每件读数个数",
            "How many consecutive readings are of one inspected unit",
            "每件样品的连续读数个数",
            example=1,
        ),
    ] = UNSET
    reading_times: Annotated[
        list[Instant] | UnsetType,
        said(
            "Reading times",
            "读数时间",
            "When each reading was taken",
            "各读数的测量时间",
            example=["2026-10-29T09:10:00+08:00"],
            occurred=True,
        ),
    ] = UNSET
    sampled_units: Annotated[
        list[Text] | UnsetType,
        said(
            "Units of the sample",
            "样品编号",
            "Serial or sample number of each unit, in the order inspected",
            "按检验先后的序列号或样品编号",
            example=["001", "002"],
        ),
    ] = UNSET
    nonconformities_per_unit: Annotated[
        list[Count] | UnsetType,
        said(
            "Nonconformities per unit",
            "逐件不合格数",
            "Nonconformities found on each unit, in the order inspected; 0 where it conforms",
            "按检验先后每件检出的不合格数；合格为0",
            example=[0, 0, 1],
        ),
    ] = UNSET
    recorded_by: Annotated[
        RecordingSource | UnsetType,
        said("Recorded", "数据来源", "How the readings came into the record", "读数进入记录的方式", example="device"),
    ] = UNSET
    gauge: Annotated[
        str | UnsetType | None,
        said(
            "Gauge",
            "量具",
            "What was measured with; null when nothing was",
            "测量所用量具；未使用量具为null",
            example="EQ-TEN-01",
            refers_to="equipment",
        ),
    ] = UNSET
    gauge_state: Annotated[
        CalibrationState | UnsetType,
        said(
            "Gauge at the reading",
            "测量时校准状态",
            "Calibration of the gauge as recorded at the reading",
            "测量时记录的量具校准状态",
            example="valid",
        ),
    ] = UNSET
    laboratory: Annotated[
        str | UnsetType | None,
        said(
            "Laboratory",
            "检验机构",
            "The outside laboratory; null when inspected in-house",
            "外部检验机构；自行检验为null",
            example=None,
            refers_to="suppliers",
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "检验报告", "Number of the record", "检验记录编号", example="IR-2610-240")
    ] = UNSET
    inspector: Annotated[
        Text | UnsetType, said("Inspector", "检验员", "Name of who inspected", "检验人员姓名", example="Ma Rui")
    ] = UNSET
    inspector_person: Annotated[
        str | UnsetType,
        said(
            "Inspector among the people",
            "检验员（人员）",
            "The person who inspected",
            "实施检验的人员",
            example="P-0148",
            refers_to="people",
        ),
    ] = UNSET
    reviewer: Annotated[
        Text | UnsetType,
        said("Reviewer", "复核人", "Name of who reviewed the record", "复核人员姓名", example="Xu Lan"),
    ] = UNSET
    reviewer_person: Annotated[
        str | UnsetType,
        said(
            "Reviewer among the people",
            "复核人（人员）",
            "The person who reviewed the record",
            "复核记录的人员",
            example="P-0031",
            refers_to="people",
        ),
    ] = UNSET
    approver_person: Annotated[
        str | UnsetType,
        said(
            "Approver",
            "批准人",
            "The person who approved the report",
            "批准报告的人员",
            example="P-0007",
            refers_to="people",
        ),
    ] = UNSET
    retest_of: Annotated[
        str | UnsetType | None,
        said(
            "Retest of",
            "复检来源",
            "The inspection that it repeats; null when it is the first",
            "被复检的检验；首次检验为null",
            example=None,
            refers_to="lot.inspections",
        ),
    ] = UNSET
    investigation: Annotated[
        FailureInvestigation | UnsetType | None,
        said(
            "Investigation",
            "不合格结果调查",
            "Why the earlier result did not stand; null when nothing failed",
            "原结果不成立的调查；无不合格结果为null",
        ),
    ] = UNSET
    decision: Annotated[
        UsageDecision | UnsetType,
        said(
            "Usage decision",
            "使用决策",
            "What was decided about the inspected lot; no evidence that it conforms",
            "对检验批的判定；不作为符合性证据",
            example="accepted",
        ),
    ] = UNSET
    sampled_at: Annotated[
        Instant | UnsetType,
        said(
            "Sampled",
            "取样时间",
            "When the sample was drawn",
            "取样的时间",
            example="2026-10-29T08:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    started_at: Annotated[
        Instant | UnsetType,
        said(
            "Started",
            "开始时间",
            "When the inspection began",
            "检验开始的时间",
            example="2026-10-29T09:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    completed_at: Annotated[
        Instant | UnsetType,
        said(
            "Completed",
            "完成时间",
            "When the last result was recorded",
            "最后一个结果记录的时间",
            example="2026-10-29T16:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    reviewed_at: Annotated[
        Instant | UnsetType,
        said(
            "Reviewed",
            "复核时间",
            "When the record was reviewed",
            "记录复核的时间",
            example="2026-10-30T09:15:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("started_at", "completed_at")),
        Ordered(("sampled_at", "completed_at")),
        AtMost("nonconforming", "sample_size"),
        AtMost("nonconforming", "nonconformities"),
        AtMost("sample_size", "lot_size"),
        AtMost("acceptance_number", "planned_sample_size", strict=True),
        AtMost("acceptance_number", "rejection_number", strict=True),
        AtMost("lower_limit", "upper_limit"),
        Together(("readings", "reading_times")),
        Together(("sampled_units", "nonconformities_per_unit")),
        Checked(("nonconformities_per_unit", "nonconforming"), count_fits),
        Checked(("nonconformities_per_unit", "sample_size"), sample_fits),
    )
