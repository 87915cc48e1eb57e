"""How a supplier is watched: audits of its sites, and changes that it announced."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.change_codes import ChangeSignificance
from engine.model.codes import ProcessKind
from engine.model.fields import Entity, said
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.supplier_codes import (
    AuditKind,
    Auditor,
    AuditPlace,
    ChangeSubject,
    SupplierAuditResult,
    SupplierChangeStatus,
)
from engine.model.values import Count, Identifier, Text

Score: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=100)]


class SupplierAudit(Entity, frozen=True, kw_only=True):
    """One audit of a supplier's site."""

    id: Annotated[Identifier, said("Audit", "供应商审核", "Identifies the audit", "审核的标识", example="SA-2026-07")]
    site: Annotated[
        Text | UnsetType, said("Site", "场所", "The site that was audited", "被审核的场所", example="CZ-1")
    ] = UNSET
    kind: Annotated[
        AuditKind | UnsetType,
        said("Kind", "审核类别", "On what occasion it was done", "审核的类别", example="periodic"),
    ] = UNSET
    place: Annotated[
        AuditPlace | UnsetType,
        said("Place", "审核方式", "Whether the auditors were on the site", "审核员是否到达现场", example="on_site"),
    ] = UNSET
    auditor: Annotated[
        Auditor | UnsetType,
        said("Audited by", "审核方", "Whose auditors they were", "实施审核的一方", example="own"),
    ] = UNSET
    lead_auditor: Annotated[
        Text | UnsetType, said("Lead auditor", "审核组长", "Who led the audit", "审核组长姓名", example="Xu Lan")
    ] = UNSET
    scope: Annotated[
        list[ProcessKind] | UnsetType,
        said("Scope", "审核范围", "The processes that were audited", "被审核的过程", example=["extrusion"]),
    ] = UNSET
    started_on: Annotated[
        dt.date | UnsetType,
        said(
            "First day",
            "开始日期",
            "First day of the audit",
            "审核首日",
            example="2026-05-12",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    ended_on: Annotated[
        dt.date | UnsetType,
        said(
            "Last day", "结束日期", "Last day of the audit", "审核末日", example="2026-05-13", occurred=True, older=True
        ),
    ] = UNSET
    result: Annotated[
        SupplierAuditResult | UnsetType,
        said("Result", "审核结论", "How the audit came out", "审核的结论", example="passed"),
    ] = UNSET
    score: Annotated[
        Score | UnsetType | None,
        said(
            "Score",
            "审核得分",
            "Points out of a hundred; null when none are given",
            "百分制得分；不评分为null",
            example=88,
        ),
    ] = UNSET
    critical_findings: Annotated[
        Count | UnsetType, said("Critical findings", "致命缺陷项", "How many", "致命缺陷的项数", example=0)
    ] = UNSET
    major_findings: Annotated[
        Count | UnsetType, said("Major findings", "严重缺陷项", "How many", "严重缺陷的项数", example=1)
    ] = UNSET
    minor_findings: Annotated[
        Count | UnsetType, said("Minor findings", "一般缺陷项", "How many", "一般缺陷的项数", example=4)
    ] = UNSET
    open_findings: Annotated[
        Count | UnsetType,
        said("Open findings", "未关闭项", "Findings that are not closed yet", "尚未关闭的缺陷项数", example=0),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day on which the last finding was closed; null while one is open",
            "最后一项关闭的日期；未关闭为null",
            example="2026-07-02",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    next_due_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Next due",
            "下次到期日",
            "Last day for the next audit; null when none is planned",
            "下一次审核的截止日期；未计划为null",
            example="2027-05-31",
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "审核报告", "Number of the report", "审核报告编号", example="SA-2026-07-R")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("started_on", "ended_on", "closed_on")),
        Ordered(("ended_on", "next_due_on")),
    )


class SupplierChange(Entity, frozen=True, kw_only=True):
    """A change that a supplier announced, or that was found at it."""

    id: Annotated[
        Identifier,
        said(
            "Change notification",
            "供方变更通知",
            "Identifies the notification",
            "变更通知的标识",
            example="PCN-0107-03",
        ),
    ]
    subject: Annotated[
        ChangeSubject | UnsetType,
        said("Subject", "变更内容", "What is changed", "变更的对象", example="material"),
    ] = UNSET
    description: Annotated[
        Text | UnsetType,
        said(
            "Description",
            "变更说明",
            "What changes, in words",
            "变更的文字说明",
            example="Resin grade 2363-80AE replaced by 2363-80AE R2",
        ),
    ] = UNSET
    significance: Annotated[
        ChangeSignificance | UnsetType,
        said(
            "Significance", "变更重要性", "How much it can affect the product", "对产品可能影响的程度", example="major"
        ),
    ] = UNSET
    processes: Annotated[
        list[ProcessKind] | UnsetType,
        said("Processes", "涉及过程", "The processes that it touches", "变更涉及的过程", example=["extrusion"]),
    ] = UNSET
    items: Annotated[
        list[Text] | UnsetType,
        said("Items", "涉及物料", "The items that it touches", "变更涉及的物料", example=["TUBE-16G"]),
    ] = UNSET
    status: Annotated[
        SupplierChangeStatus | UnsetType,
        said("Status", "状态", "Where it stands", "变更通知的状态", example="agreed"),
    ] = UNSET
    notified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Notified",
            "通知日期",
            "Day on which the supplier announced it; null when it never did",
            "供方通知的日期；未通知为null",
            example="2026-04-07",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    assessed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Assessed",
            "评估日期",
            "Day on which its effect was assessed; null while it is not",
            "完成影响评估的日期；未评估为null",
            example="2026-05-20",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    agreed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Agreed",
            "同意日期",
            "Day on which the company agreed; null while it has not",
            "本企业同意的日期；未同意为null",
            example="2026-06-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    effective_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Effective",
            "实施日期",
            "Day from which it is or was in effect; null when it never will be",
            "变更实施的日期；不实施为null",
            example="2026-08-01",
        ),
    ] = UNSET
    first_lot: Annotated[
        Text | UnsetType | None,
        said(
            "First lot",
            "首批",
            "The supplier's first lot after the change; null before there is one",
            "变更后的首个供方批号；尚无为null",
            example="T16-2608-01",
        ),
    ] = UNSET
    registrant_informed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Registrant informed",
            "通知注册人日期",
            "Day on which the registrant was informed; null when it was not",
            "通知注册人的日期；未通知为null",
            example="2026-04-10",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    revalidation_required: Annotated[
        bool | UnsetType,
        said(
            "Revalidation required",
            "需再确认",
            "Whether the assessment asks for a revalidation",
            "评估是否要求再确认",
            example=True,
        ),
    ] = UNSET
    site_audit_required: Annotated[
        bool | UnsetType,
        said(
            "Site audit required",
            "需现场审核",
            "Whether the assessment asks for a site audit",
            "评估是否要求现场审核",
            example=False,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Excluded(("agreed_on",), when="status", equals="notified"),
        Excluded(("agreed_on",), when="status", equals="assessing"),
    )
