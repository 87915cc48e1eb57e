"""Change control: our own changes, suppliers', registrants' and those of law."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.action import Action
from engine.model.change_assessment import ChangeNotification, ImpactAssessment
from engine.model.change_codes import (
    ChangeCategory,
    ChangeClass,
    ChangeParty,
    ChangeSignificance,
    ChangeStatus,
    RegistrationImpact,
)
from engine.model.effectiveness import EffectivenessCheck
from engine.model.fields import Entity, said
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.values import Identifier, Market, Period, Text


class Change(Entity, frozen=True, kw_only=True):
    """A change to what is made, how, where, with what or by whom."""

    id: Annotated[Identifier, said("Change", "变更", "Number of the change", "变更编号", example="CHG-2026-041")]
    title: Annotated[
        Text | UnsetType,
        said(
            "Title",
            "变更名称",
            "What is changed, in a few words",
            "变更的简要名称",
            example="New tool for the catheter tip",
        ),
    ] = UNSET
    party: Annotated[
        ChangeParty | UnsetType,
        said("Changed by", "变更方", "Who makes the change", "作出变更的一方", example="supplier"),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The supplier whose change it is, or whom it is about; null when it concerns none",
            "作出变更或所涉及的供方；不涉及时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    category: Annotated[
        ChangeCategory | UnsetType,
        said("Category", "变更类别", "What it is about", "变更所涉及的方面", example="process"),
    ] = UNSET
    classification: Annotated[
        ChangeClass | UnsetType, said("Handling", "处理方式", "How it is handled", "变更的处理方式", example="routine")
    ] = UNSET
    significance: Annotated[
        ChangeSignificance | UnsetType,
        said("Significance", "变更程度", "How much it weighs", "变更的程度", example="moderate"),
    ] = UNSET
    temporary: Annotated[
        bool | UnsetType, said("Temporary", "临时变更", "Whether it ends again", "是否为临时变更", example=False)
    ] = UNSET
    valid: Annotated[
        Period | UnsetType, said("In effect", "有效期间", "Days on which it is in effect", "变更生效的日期区间")
    ] = UNSET
    current_state: Annotated[
        Text | UnsetType, said("State before", "变更前", "What it was before", "变更前的状态", example="Tool T-118")
    ] = UNSET
    intended_state: Annotated[
        Text | UnsetType,
        said("State after", "变更后", "What it is to be after", "变更后的状态", example="Tool T-131, same drawing"),
    ] = UNSET
    justification: Annotated[
        Text | UnsetType,
        said("Justification", "变更理由", "Why it is made", "变更的理由", example="Tool at end of life"),
    ] = UNSET
    key_material: Annotated[
        bool | UnsetType,
        said(
            "Key material",
            "关键原材料",
            "Whether it is about a key material or a key or special process",
            "是否涉及关键原材料或关键、特殊工序",
            example=True,
        ),
    ] = UNSET
    affected: Annotated[
        list[Text] | UnsetType,
        said(
            "Affected",
            "影响对象",
            "Items, plans, documents, lots and stock that it touches",
            "受影响的物料、规程、文件、批次与库存",
            example=["TIP-04", "SIP-014"],
        ),
    ] = UNSET
    assessments: Annotated[
        list[ImpactAssessment] | UnsetType,
        said("Impact assessments", "影响评估", "What each function found", "各职能的影响评估", register=True),
    ] = UNSET
    risk_analysis: Annotated[
        Text | UnsetType | None,
        said(
            "Risk analysis",
            "风险分析",
            "Number of the analysis, or what it says; null when none was made",
            "风险分析编号或结论；未作时为null",
            example="RA-2026-033",
        ),
    ] = UNSET
    risk_acceptable: Annotated[
        bool | UnsetType,
        said(
            "Risk acceptable",
            "风险可接受",
            "Whether the remaining risk is acceptable",
            "剩余风险是否可接受",
            example=True,
        ),
    ] = UNSET
    registration_impact: Annotated[
        dict[Market, RegistrationImpact] | UnsetType,
        said(
            "Effect on registrations",
            "对注册的影响",
            "What it means for the registration or certificate in each market",
            "对各市场注册或证书的影响",
            example={"XA": "none"},
        ),
    ] = UNSET
    registration_cleared: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Registration settled",
            "注册事项已办结",
            "Whether what the market asks for was obtained",
            "各市场所要求的事项是否已办结",
            example={"XA": True},
        ),
    ] = UNSET
    notification: Annotated[
        ChangeNotification | UnsetType | None,
        said(
            "Notification",
            "变更通知",
            "How the other party was told and what it answered; null when there was nobody to tell",
            "通知对方及其答复；无需通知时为null",
        ),
    ] = UNSET
    assessed_jointly_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Assessed jointly",
            "共同评估日期",
            "Day both parties assessed it together; null while they did not",
            "双方共同评估的日期；未评估时为null",
            example="2026-06-20",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    biological_evaluation_needed: Annotated[
        bool | UnsetType,
        said(
            "Biological evaluation needed",
            "需要生物学评价",
            "Whether the biological evaluation is opened again",
            "是否需重新进行生物学评价",
            example=False,
        ),
    ] = UNSET
    biological_evaluation_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Biological evaluation",
            "生物学评价日期",
            "Day it was completed; null while it was not",
            "生物学评价完成日期；未完成时为null",
            example="2026-07-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    validation_needed: Annotated[
        bool | UnsetType,
        said(
            "Validation needed",
            "需要验证或确认",
            "Whether something has to be verified or validated again",
            "是否需重新验证或确认",
            example=True,
        ),
    ] = UNSET
    validation: Annotated[
        Text | UnsetType | None,
        said(
            "Validation",
            "验证或确认报告",
            "Number of the report; null while there is none",
            "报告编号；未完成时为null",
            example="VR-2026-052",
        ),
    ] = UNSET
    validated_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Validated",
            "验证或确认日期",
            "Day the validation was completed; null while it was not",
            "验证或确认完成日期；未完成时为null",
            example="2026-07-10",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    audit_needed: Annotated[
        bool | UnsetType,
        said(
            "On-site audit needed",
            "需要现场审核",
            "Whether the supplier has to be audited on site",
            "是否需对供方现场审核",
            example=False,
        ),
    ] = UNSET
    audited_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Audited",
            "现场审核日期",
            "Day of that audit; null while there was none",
            "现场审核日期；未审核时为null",
            example="2026-07-05",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    actions: Annotated[
        list[Action] | UnsetType,
        said("Actions", "措施", "What is to be done for it", "为变更所采取的措施", register=True),
    ] = UNSET
    status: Annotated[
        ChangeStatus | UnsetType,
        said("Status", "状态", "Where the change stands", "变更所处的阶段", example="effective"),
    ] = UNSET
    submitted_on: Annotated[
        dt.date | UnsetType,
        said(
            "Submitted",
            "提交日期",
            "Day it was submitted",
            "提交变更的日期",
            example="2026-06-10",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Approved",
            "批准日期",
            "Day it was approved; null while it was not",
            "批准日期；未批准时为null",
            example="2026-07-12",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        str | UnsetType | None,
        said("Approved by", "批准人", "Who approved it", "批准人员", example="P-031", refers_to="people"),
    ] = UNSET
    signature: Annotated[
        str | UnsetType | None,
        said(
            "Signature",
            "签名",
            "The signature under the approval",
            "批准的签名",
            example="SIG-0088",
            refers_to="lot.signatures",
        ),
    ] = UNSET
    effective_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Effective",
            "生效日期",
            "First day on which work is done in the new way; null while none is set",
            "按变更后状态作业的首日；未定时为null",
            example="2026-07-20",
        ),
    ] = UNSET
    first_lot: Annotated[
        Text | UnsetType | None,
        said(
            "First lot",
            "首批",
            "First lot made in the new way; null while there is none",
            "变更后的首批；尚无时为null",
            example="L-2607-003",
        ),
    ] = UNSET
    effectiveness: Annotated[
        EffectivenessCheck | UnsetType | None,
        said(
            "Effectiveness",
            "有效性验证",
            "How it is known whether it did what was meant; null when none is asked for",
            "变更效果的验证；不要求时为null",
        ),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2026-09-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("submitted_on", "approved_on")),
        Ordered(("submitted_on", "closed_on")),
        Excluded(("approved_on",), when="status", equals="draft"),
        Excluded(("approved_on",), when="status", equals="rejected"),
    )
