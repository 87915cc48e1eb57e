"""What a nonconformance or a deviation was found to mean, and what it asks for."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.values import Text


class Evaluation(Entity, frozen=True, kw_only=True):
    """The evaluation of a nonconformance or a deviation: risk, investigation, and who has to be told."""

    risk_assessment: Annotated[
        Text | UnsetType | None,
        said(
            "Risk assessment",
            "风险评估",
            "Number of the assessment, or what it says; null when none was made",
            "风险评估编号或结论；未作时为null",
            example="RA-2610-012",
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
    product_affected: Annotated[
        bool | UnsetType,
        said(
            "Product affected", "影响产品", "Whether product quality is affected", "产品质量是否受影响", example=False
        ),
    ] = UNSET
    other_lots_affected: Annotated[
        bool | UnsetType,
        said(
            "Other lots affected",
            "影响其他批次",
            "Whether other lots or delivered product are affected",
            "其他批次或已交付产品是否受影响",
            example=False,
        ),
    ] = UNSET
    impact: Annotated[
        Text | UnsetType | None,
        said(
            "Impact",
            "影响",
            "What it means for product, validation and other lots",
            "对产品、确认状态及其他批次的影响",
            example="Particle counts stayed within limits",
        ),
    ] = UNSET
    investigation_needed: Annotated[
        bool | UnsetType,
        said("Investigation needed", "需要调查", "Whether an investigation is asked for", "是否要求调查", example=True),
    ] = UNSET
    investigation: Annotated[
        Text | UnsetType | None,
        said(
            "Investigation",
            "调查",
            "Number of the investigation, or what it found; null when there was none",
            "调查编号或结论；未调查时为null",
            example="Jaw pressure low after a change of tool",
        ),
    ] = UNSET
    investigated_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Investigation completed",
            "调查完成日期",
            "Day the investigation was completed; null while it was not",
            "调查完成日期；未完成时为null",
            example="2026-10-29",
            occurred=True,
        ),
    ] = UNSET
    root_cause: Annotated[
        Text | UnsetType | None,
        said(
            "Root cause",
            "根本原因",
            "Why it happened; null when it was not found",
            "发生的原因；未查明时为null",
            example="Jaw screw not locked",
        ),
    ] = UNSET
    rationale: Annotated[
        Text | UnsetType | None,
        said(
            "Rationale",
            "评价理由",
            "Why it was decided so",
            "作出评价决定的理由",
            example="Only pouches of the last hour can be affected",
        ),
    ] = UNSET
    capa_needed: Annotated[
        bool | UnsetType,
        said(
            "CAPA needed", "需要纠正措施", "Whether corrective action is asked for", "是否要求纠正措施", example=False
        ),
    ] = UNSET
    notification_needed: Annotated[
        bool | UnsetType,
        said(
            "Notification needed",
            "需要通知外部责任方",
            "Whether whoever outside is responsible has to be told",
            "是否需要通知外部责任方",
            example=False,
        ),
    ] = UNSET
    responsible_notified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Responsible party notified",
            "外部责任方通知日期",
            "Day the party outside that is responsible was told; null while it was not",
            "通知外部责任方的日期；未通知时为null",
            example="2026-10-29",
            occurred=True,
        ),
    ] = UNSET
    registrant_notified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Registrant notified",
            "通知注册人日期",
            "Day the registrant or customer was told; null while it was not",
            "通知注册人或委托方的日期；未通知时为null",
            example="2026-10-29",
            occurred=True,
        ),
    ] = UNSET
    completed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Evaluation completed",
            "评价完成日期",
            "Day the evaluation was completed; null while it was not",
            "评价完成日期；未完成时为null",
            example="2026-10-29",
            occurred=True,
        ),
    ] = UNSET
    completed_by: Annotated[
        str | UnsetType | None,
        said(
            "Evaluated by",
            "评价人",
            "Who answers for the evaluation",
            "对评价负责的人员",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
