"""The quality agreement with a supplier: its clauses, its validity, its reviews."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import AgreementTopic, ProcessKind
from engine.model.fields import Entity, said
from engine.model.values import Identifier, Period, Text


class AgreementClause(Entity, frozen=True, kw_only=True):
    """One clause of a quality agreement."""

    id: Annotated[Identifier, said("Clause", "条款", "Number of the clause", "条款编号", example="5.2")]
    topic: Annotated[
        AgreementTopic | UnsetType,
        said("Topic", "主题", "What the clause is about", "条款的主题", example="change_notification"),
    ] = UNSET
    summary: Annotated[
        Text | UnsetType,
        said(
            "Summary",
            "摘要",
            "What was agreed, in short",
            "约定内容摘要",
            example="90 days' notice before any change of resin",
        ),
    ] = UNSET


class AgreementReview(Entity, frozen=True, kw_only=True):
    """One review of whether a quality agreement is still suitable, adequate and effective."""

    id: Annotated[Identifier, said("Review", "评审", "Identifies the review", "评审的标识", example="QAR-2026")]
    reviewed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Reviewed", "评审日期", "Day of the review", "评审的日期", example="2026-03-12", occurred=True, older=True
        ),
    ] = UNSET
    reviewed_by: Annotated[
        Text | UnsetType, said("Reviewed by", "评审人", "Who reviewed it", "实施评审的人员", example="Xu Lan")
    ] = UNSET
    suitable: Annotated[
        bool | UnsetType,
        said("Suitable", "适宜", "Whether it is suitable", "协议是否适宜", example=True),
    ] = UNSET
    adequate: Annotated[
        bool | UnsetType,
        said("Adequate", "充分", "Whether it is adequate", "协议是否充分", example=True),
    ] = UNSET
    effective: Annotated[
        bool | UnsetType,
        said("Effective", "有效", "Whether it is effective", "协议是否有效", example=True),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "评审记录", "Number of the record", "评审记录编号", example="QAR-0107-2026")
    ] = UNSET


class QualityAgreement(Entity, frozen=True, kw_only=True):
    """The written quality agreement with a supplier."""

    id: Annotated[
        Identifier,
        said("Quality agreement", "质量协议", "Number of the agreement", "质量协议编号", example="QA-0107-C"),
    ]
    revision: Annotated[
        Text | UnsetType, said("Revision", "版次", "Revision of the agreement", "协议的版次", example="C")
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days on which the agreement is in force", "协议有效的日期区间"),
    ] = UNSET
    signed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Signed",
            "签署日期",
            "Day on which the last party signed; null while one has not",
            "最后一方签署的日期；未签署为null",
            example="2025-03-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    signed_by: Annotated[
        Text | UnsetType | None,
        said(
            "Signed by",
            "本企业签署人",
            "Who signed for the company; null while nobody has",
            "代表本企业签署的人员；未签署为null",
            example="Sun Yue",
        ),
    ] = UNSET
    signed_by_supplier: Annotated[
        Text | UnsetType | None,
        said(
            "Signed by the supplier",
            "供方签署人",
            "Who signed for the supplier; null while nobody has",
            "代表供方签署的人员；未签署为null",
            example="Tang Wei",
        ),
    ] = UNSET
    parties: Annotated[
        list[Text] | UnsetType,
        said(
            "Parties",
            "签约方",
            "Everyone who is a party to it",
            "协议的全部签约方",
            example=["Suzhou Meditech Co., Ltd.", "Changzhou Precision Tubing Co., Ltd."],
        ),
    ] = UNSET
    scope: Annotated[
        list[ProcessKind] | UnsetType,
        said(
            "Scope",
            "适用过程",
            "The processes that it covers",
            "协议覆盖的过程",
            example=["extrusion"],
            classifies=True,
        ),
    ] = UNSET
    items: Annotated[
        list[Text] | UnsetType,
        said("Items", "适用物料", "The items or services that it covers", "协议覆盖的物料或服务", example=["TUBE-16G"]),
    ] = UNSET
    topics: Annotated[
        list[AgreementTopic] | UnsetType,
        said(
            "What it says in writing",
            "协议内容",
            "The topics that it settles in writing",
            "协议书面约定的主题",
            example=["quality_standard", "responsibilities"],
        ),
    ] = UNSET
    clauses: Annotated[
        list[AgreementClause] | UnsetType,
        said("Clauses", "条款", "Its clauses, by topic", "按主题列出的条款"),
    ] = UNSET
    change_subjects: Annotated[
        list[Text] | UnsetType,
        said(
            "Changes to be notified",
            "须通知的变更",
            "The changes that it wants notified in advance",
            "协议要求事先通知的变更",
            example=["resin", "extruder", "site"],
        ),
    ] = UNSET
    subcontracting_allowed: Annotated[
        bool | UnsetType,
        said(
            "Subcontracting allowed",
            "允许转包",
            "Whether the supplier may pass the work on",
            "供方是否可将工作转包",
            example=False,
        ),
    ] = UNSET
    reviewed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Last reviewed",
            "最近评审日期",
            "Day of its last review",
            "最近一次评审的日期",
            example="2026-03-12",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    reviews: Annotated[
        list[AgreementReview] | UnsetType,
        said("Reviews", "评审记录", "Its reviews, earlier ones included", "历次评审记录", older=True),
    ] = UNSET
