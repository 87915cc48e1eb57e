"""What stands beside an inspection's results: the sampling plan it was done to, and why it was repeated."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.model.document_codes import DocumentStatus
from engine.model.fields import Entity, said
from engine.model.inspection_codes import (
    CodeLetter,
    FailureCause,
    PlanKind,
    SwitchingState,
)
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Quantity, Text


class InspectionPlanUsed(Entity, frozen=True, kw_only=True):
    """The controlled inspection plan that an inspection was done to."""

    number: Annotated[
        Text | UnsetType,
        said("Number", "规程编号", "Number of the plan that was used", "所用检验规程的编号", example="IP-CVC-012"),
    ] = UNSET
    revision: Annotated[
        Text | UnsetType, said("Revision", "版次", "Revision of the plan that was used", "所用规程的版次", example="4")
    ] = UNSET
    status: Annotated[
        DocumentStatus | UnsetType,
        said(
            "Status",
            "状态",
            "Where that revision stood when the inspection was done",
            "检验时该版次的状态",
            example="effective",
        ),
    ] = UNSET
    kind: Annotated[
        PlanKind | UnsetType,
        said(
            "Kind",
            "方案类别",
            "How the inspection decides about the lot",
            "检验对批作出判定的方式",
            example="single_attributes",
        ),
    ] = UNSET
    method: Annotated[
        Text | UnsetType,
        said(
            "Method",
            "检验方法",
            "The inspection method with its revision",
            "检验方法及其版次",
            example="ASTM F88/F88M-23, technique B",
        ),
    ] = UNSET
    specification: Annotated[
        Text | UnsetType,
        said(
            "Specification",
            "技术要求",
            "The drawing or specification that the limits come from",
            "限值所依据的图样或技术要求",
            example="DRW-CVC-16G",
        ),
    ] = UNSET
    specification_revision: Annotated[
        Text | UnsetType,
        said(
            "Specification revision",
            "技术要求版次",
            "Revision of the drawing or specification",
            "图样或技术要求的版次",
            example="C",
        ),
    ] = UNSET


class SamplingPlan(Entity, frozen=True, kw_only=True):
    """The sampling plan as it was drawn from its scheme, kept as it was used."""

    scheme: Annotated[
        SamplingScheme | UnsetType,
        said("Scheme", "抽样标准", "The scheme that the plan comes from", "方案所依据的抽样标准", example="iso_2859_1"),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType,
        said("Edition", "标准版本", "Edition of the scheme", "抽样标准的版本", example="1999"),
    ] = UNSET
    switching_state: Annotated[
        SwitchingState | UnsetType,
        said(
            "Switching state",
            "检验严格度",
            "How strict inspection was when the lot came",
            "本批检验时的严格度",
            example="normal",
        ),
    ] = UNSET
    resubmitted: Annotated[
        bool | UnsetType,
        said(
            "Resubmitted",
            "再次提交批",
            "Whether the lot had been rejected and was presented again",
            "是否为拒收后再次提交的批",
            example=False,
        ),
    ] = UNSET
    level: Annotated[
        InspectionLevel | UnsetType,
        said(
            "Inspection level",
            "检验水平",
            "Relates the size of the lot to that of the sample",
            "批量与样本量的关系",
            example="II",
        ),
    ] = UNSET
    code_letter: Annotated[
        CodeLetter | UnsetType,
        said(
            "Code letter",
            "样本量字码",
            "The letter that lot size and level led to",
            "由批量与检验水平得出的字码",
            example="K",
        ),
    ] = UNSET
    aql: Annotated[
        Quantity | UnsetType | None,
        said(
            "Acceptance quality limit",
            "接收质量限(AQL)",
            "Percent nonconforming, or nonconformities per hundred units; null where the scheme has none",
            "不合格品百分数或每百单位产品不合格数；无AQL的方案为null",
            example={"value": "0.65", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    acceptability_constant: Annotated[
        Quantity | UnsetType | None,
        said(
            "Acceptability constant",
            "接收常数k",
            "The constant k of a plan by variables; null for attributes",
            "计量抽样的接收常数k；计数抽样为null",
            example={"value": "1.98", "unit": "1"},
            unit="1",
        ),
    ] = UNSET
    known_sigma: Annotated[
        Quantity | UnsetType | None,
        said(
            "Known sigma",
            "已知标准差",
            "Process standard deviation of the sigma method; null for other plans",
            "σ法采用的过程标准差；其他方案为null",
            example={"value": "0.012", "unit": "mm"},
        ),
    ] = UNSET
    rationale: Annotated[
        Text | UnsetType | None,
        said(
            "Rationale",
            "统计依据",
            "The document that justifies the plan statistically; null when there is none",
            "说明方案统计依据的文件；无则为null",
            example="SR-CVC-006",
        ),
    ] = UNSET


class FailureInvestigation(Entity, frozen=True, kw_only=True):
    """The investigation of a failing result that came before a retest."""

    id: Annotated[
        Identifier,
        said("Investigation", "不合格结果调查", "Identifies the investigation", "调查的标识", example="OOS-2610-02"),
    ]
    cause: Annotated[
        FailureCause | UnsetType,
        said("Cause", "原因", "What the investigation found", "调查结论", example="inspection_process"),
    ] = UNSET
    explanation: Annotated[
        Text | UnsetType,
        said(
            "Explanation",
            "原因说明",
            "The cause in words",
            "原因的文字说明",
            example="Specimen clamped at an angle; grips replaced",
        ),
    ] = UNSET
    retest_allowed: Annotated[
        bool | UnsetType,
        said(
            "Retest allowed", "准予复检", "Whether the investigation allows a retest", "调查是否准予复检", example=True
        ),
    ] = UNSET
    opened_at: Annotated[
        Instant | UnsetType,
        said(
            "Opened",
            "启动时间",
            "When the investigation began",
            "调查启动时间",
            example="2026-10-29T10:05:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    concluded_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Concluded",
            "结论时间",
            "When it was concluded; null while it is open",
            "得出结论的时间；未完成为null",
            example="2026-10-29T14:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType | None,
        said("Approved by", "批准人", "Who approved the conclusion", "调查结论的批准人", example="Xu Lan"),
    ] = UNSET
    approver: Annotated[
        str | UnsetType | None,
        said(
            "Approver among the people",
            "批准人（人员）",
            "The person who approved it",
            "批准结论的人员",
            example="P-0031",
            refers_to="people",
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "调查报告", "Number of the report", "调查报告编号", example="OOS-2610-02-R")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("opened_at", "concluded_at")),)
