"""Corrective and preventive action: source, cause, actions, effectiveness."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.action import Action, Extension
from engine.model.capa_codes import CapaKind, CapaSourceKind, CapaStatus, EffectivenessOutcome, RootCauseMethod
from engine.model.effectiveness import EffectivenessCheck
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import Severity
from engine.model.rules import Checked, Ordered, Rule
from engine.model.values import Identifier, Text

CLOSED = frozenset({CapaStatus.closed_effective, CapaStatus.closed_ineffective, CapaStatus.cancelled})


def _closed_when_closed(status: CapaStatus, closed_on: dt.date) -> Localized | None:
    if status in CLOSED:
        return None
    return say("closed on {day}, and `{status}`", "已于{day}关闭，状态却为`{status}`", day=closed_on, status=status)


def _effective_when_closed(status: CapaStatus, check: EffectivenessCheck) -> Localized | None:
    known = EffectivenessOutcome.effective if status is CapaStatus.closed_effective else check.outcome
    if check.outcome in {known, None, UNSET}:
        return None
    return say(
        "`{status}`, and found `{outcome}`",
        "状态为`{status}`，验证结论却为`{outcome}`",
        status=status,
        outcome=check.outcome,
    )


class CapaSource(Entity, frozen=True, kw_only=True):
    """What a corrective or preventive action came from."""

    kind: Annotated[
        CapaSourceKind | UnsetType,
        said("Kind", "来源类别", "What it came from", "来源的类别", example="nonconformance"),
    ] = UNSET
    reference: Annotated[
        Text | UnsetType,
        said(
            "Reference",
            "来源编号",
            "Number of the record it came from, which may belong to another lot",
            "来源记录的编号，可属于其他批次",
            example="NC-2610-033",
        ),
    ] = UNSET


class Capa(Entity, frozen=True, kw_only=True):
    """A corrective or preventive action, our own or a supplier's, from its source to its effect."""

    id: Annotated[
        Identifier,
        said(
            "CAPA",
            "纠正和预防措施",
            "Number of the corrective or preventive action",
            "纠正和预防措施编号",
            example="CAPA-2026-019",
        ),
    ]
    kind: Annotated[
        CapaKind | UnsetType,
        said("Kind", "类别", "Whether it is corrective or preventive", "纠正措施或预防措施", example="corrective"),
    ] = UNSET
    status: Annotated[
        CapaStatus | UnsetType, said("Status", "状态", "Where it stands", "所处的阶段", example="effectiveness_pending")
    ] = UNSET
    sources: Annotated[list[CapaSource] | UnsetType, said("Sources", "来源", "What it came from", "启动的来源")] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The supplier it is asked of; null when it is our own",
            "被要求采取措施的供方；本企业自身的措施为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    problem: Annotated[
        Text | UnsetType,
        said(
            "Problem",
            "问题描述",
            "What went wrong: what, where, when, how much",
            "问题的内容、地点、时间与程度",
            example="Channels in pouch seals of sealer 2 since 20 October",
        ),
    ] = UNSET
    severity: Annotated[
        Severity | UnsetType,
        said("Severity", "严重程度", "How much the problem weighs", "问题的严重程度", example="major"),
    ] = UNSET
    risk_before: Annotated[
        Text | UnsetType | None,
        said(
            "Risk before",
            "措施前风险",
            "The risk before the action; null when it was not assessed",
            "采取措施前的风险；未评估时为null",
            example="RA-2610-012: medium",
        ),
    ] = UNSET
    risk_after: Annotated[
        Text | UnsetType | None,
        said(
            "Risk after",
            "措施后风险",
            "The risk after the action; null when it was not assessed",
            "采取措施后的风险；未评估时为null",
            example="RA-2610-012: low",
        ),
    ] = UNSET
    systemic: Annotated[
        bool | UnsetType,
        said("Systemic", "系统性问题", "Whether it is more than a single case", "是否为系统性问题", example=True),
    ] = UNSET
    blocks_release: Annotated[
        bool | UnsetType,
        said(
            "Blocks release",
            "阻碍放行",
            "Whether product it is about may not be released before it is closed",
            "关闭前相关产品是否不得放行",
            example=False,
        ),
    ] = UNSET
    opened_on: Annotated[
        dt.date | UnsetType,
        said("Opened", "启动日期", "Day it was opened", "启动的日期", example="2026-10-30", occurred=True),
    ] = UNSET
    owner: Annotated[
        str | UnsetType | None,
        said("Owner", "责任人", "Who sees it through", "负责实施的人员", example="P-022", refers_to="people"),
    ] = UNSET
    quality_approver: Annotated[
        str | UnsetType | None,
        said(
            "Quality approver",
            "质量批准人",
            "Who of the quality function approves it",
            "质量部门的批准人员",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Due",
            "到期日",
            "Day it has to be closed by, extensions included",
            "应关闭的日期，含延期",
            example="2027-03-01",
        ),
    ] = UNSET
    extensions: Annotated[
        list[Extension] | UnsetType, said("Extensions", "延期", "Due dates moved", "到期日的延期")
    ] = UNSET
    root_cause_method: Annotated[
        RootCauseMethod | UnsetType | None,
        said(
            "Root cause method",
            "原因分析方法",
            "How the cause was looked for; null while it was not",
            "原因分析所用方法；未分析时为null",
            example="five_whys",
        ),
    ] = UNSET
    root_cause: Annotated[
        Text | UnsetType | None,
        said(
            "Root cause",
            "根本原因",
            "Why it happened; null while it is not known",
            "根本原因；未查明时为null",
            example="No torque stated for the jaw screw",
        ),
    ] = UNSET
    root_cause_code: Annotated[
        Text | UnsetType | None,
        said(
            "Root cause code",
            "原因代码",
            "Code of the site's catalogue of causes",
            "企业原因代码表中的代码",
            example="M-MACHINE-07",
        ),
    ] = UNSET
    escape_cause: Annotated[
        Text | UnsetType | None,
        said(
            "Cause of escape",
            "流出原因",
            "Why it was not found sooner",
            "未能及早发现的原因",
            example="Seal width checked once a shift only",
        ),
    ] = UNSET
    actions: Annotated[
        list[Action] | UnsetType, said("Actions", "措施", "What is to be done", "要采取的措施", register=True)
    ] = UNSET
    plan_approved_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Plan approved",
            "计划批准日期",
            "Day the plan was approved; null while it was not",
            "措施计划批准日期；未批准时为null",
            example="2026-11-05",
            occurred=True,
        ),
    ] = UNSET
    plan_signature: Annotated[
        str | UnsetType | None,
        said(
            "Signature of the plan",
            "计划批准签名",
            "The signature under the plan",
            "措施计划的签名",
            example="SIG-0131",
            refers_to="lot.signatures",
        ),
    ] = UNSET
    implementation_verified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Implementation verified",
            "实施验证日期",
            "Day the implementation was verified; null while it was not",
            "实施验证日期；未验证时为null",
            example="2026-11-20",
            occurred=True,
        ),
    ] = UNSET
    implementation_verified_by: Annotated[
        str | UnsetType | None,
        said(
            "Implementation verified by",
            "实施验证人",
            "Who verified the implementation",
            "实施验证人员",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    effectiveness: Annotated[
        EffectivenessCheck | UnsetType | None,
        said(
            "Effectiveness",
            "有效性验证",
            "How it is known whether it worked; null while nothing was laid down",
            "有效性的验证；尚未规定时为null",
        ),
    ] = UNSET
    reporting_assessed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Reporting assessed",
            "报告判断日期",
            "Day it was decided whether an authority has to be told; null while it was not",
            "判断是否须向监管部门报告的日期；未判断时为null",
            example="2026-10-31",
            occurred=True,
        ),
    ] = UNSET
    reporting_needed: Annotated[
        bool | UnsetType,
        said(
            "Reporting needed", "需要报告", "Whether an authority has to be told", "是否须向监管部门报告", example=False
        ),
    ] = UNSET
    horizontal_deployment: Annotated[
        Text | UnsetType | None,
        said(
            "Horizontal deployment",
            "横向展开",
            "Where else the action was applied; null when nowhere else",
            "措施推广的其他产品或过程；无则为null",
            example="Sealers 1 and 3",
        ),
    ] = UNSET
    lessons_learned: Annotated[
        Text | UnsetType | None,
        said(
            "Lessons learned",
            "经验教训",
            "What others are to know of it",
            "供他人借鉴的经验",
            example="State a torque for every locked screw",
        ),
    ] = UNSET
    disseminated_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Disseminated",
            "传达日期",
            "Day those responsible for quality were told; null while they were not",
            "向相关质量责任人员传达的日期；未传达时为null",
            example="2026-11-21",
            occurred=True,
        ),
    ] = UNSET
    management_review_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Management review",
            "管理评审日期",
            "Day it was put to management review; null while it was not",
            "提交管理评审的日期；未提交时为null",
            example="2026-12-15",
            occurred=True,
        ),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2027-02-20",
            occurred=True,
        ),
    ] = UNSET
    closure_signature: Annotated[
        str | UnsetType | None,
        said(
            "Signature of the closure",
            "关闭签名",
            "The signature under the closure",
            "关闭的签名",
            example="SIG-0164",
            refers_to="lot.signatures",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("opened_on", "implementation_verified_on")),
        Ordered(("opened_on", "closed_on")),
        Checked(("status", "closed_on"), _closed_when_closed),
        Checked(("status", "effectiveness"), _effective_when_closed),
    )
