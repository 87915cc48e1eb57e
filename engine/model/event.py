"""Events: what happened to the lot, at a supplier or in the market, and who was told."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.event_codes import EventKind, RecallClass, ReportKind
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import Severity
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Market, Text


class EventReport(Entity, frozen=True, kw_only=True):
    """A report of an event to an authority, a registrant or another party."""

    id: Annotated[Identifier, said("Report", "报告", "Number of the report", "报告编号", example="RPT-2026-021")]
    kind: Annotated[
        ReportKind | UnsetType, said("Kind", "报告类别", "Which report it is", "报告的类别", example="initial")
    ] = UNSET
    market: Annotated[
        Market | UnsetType, said("Market", "市场", "To whose authority it went", "报送的市场", example="XA")
    ] = UNSET
    recipient: Annotated[
        Text | UnsetType, said("Recipient", "接收方", "To whom it went", "报告的接收方", example="Competent authority")
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Due",
            "到期日",
            "Day it had to be made by; null when none is set",
            "应报送的日期；未规定时为null",
            example="2026-11-27",
        ),
    ] = UNSET
    submitted_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Submitted",
            "报送时间",
            "When it was made; null while it was not",
            "报送的时间；未报送时为null",
            example="2026-11-20T11:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    reference: Annotated[
        Text | UnsetType | None,
        said(
            "Reference",
            "受理编号",
            "Number that the recipient gave it; null while there is none",
            "接收方给出的编号；尚无时为null",
            example="2026-1187",
        ),
    ] = UNSET


class Event(Entity, frozen=True, kw_only=True, rename={"class_": "class"}):
    """Something that happened, when it did, and when it was known."""

    id: Annotated[Identifier, said("Event", "事件", "Number of the event", "事件编号", example="EV-2611-014")]
    kind: Annotated[
        EventKind | UnsetType, said("Kind", "事件类别", "What happened", "发生的事项", example="lot_rejected")
    ] = UNSET
    class_: Annotated[
        Severity | UnsetType, said("Class", "事件级别", "How much it weighs", "事件的严重程度", example="major")
    ] = UNSET
    recall_class: Annotated[
        RecallClass | UnsetType | None,
        said(
            "Recall class",
            "召回级别",
            "How grave a recall is; null when it is none",
            "召回的级别；非召回时为null",
            example="second",
        ),
    ] = UNSET
    lot: Annotated[
        Text | UnsetType | None,
        said(
            "Lot",
            "批号",
            "The lot it is about, which may be another; null when it is about none",
            "所涉及的批，可为其他批；不涉及时为null",
            example="L-2610-014",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The supplier it is about; null when it is about none",
            "所涉及的供方；不涉及时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType | None,
        said(
            "Step",
            "工序",
            "The step it happened in; null when it happened in none",
            "发生事件的工序；不涉及时为null",
            example="seal",
            refers_to="lot.steps",
        ),
    ] = UNSET
    equipment: Annotated[
        str | UnsetType | None,
        said(
            "Equipment",
            "设备",
            "The equipment it is about; null when it is about none",
            "所涉及的设备；不涉及时为null",
            example="EQ-SEAL-02",
            refers_to="equipment",
        ),
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "Where it happened; null when it happened in no market",
            "发生的市场；未涉及市场时为null",
            example="XA",
        ),
    ] = UNSET
    serials: Annotated[
        list[Text] | UnsetType,
        said(
            "Serial numbers", "序列号", "Units it is about by serial number", "涉及产品的序列号", example=["SN-000141"]
        ),
    ] = UNSET
    description: Annotated[
        Text | UnsetType,
        said(
            "Description",
            "事件描述",
            "What happened, in words",
            "事件经过",
            example="Lot rejected at incoming inspection, wall thickness",
        ),
    ] = UNSET
    occurred_at: Annotated[
        Instant | UnsetType,
        said(
            "Occurred",
            "发生时间",
            "When it happened",
            "事件发生的时间",
            example="2026-11-12T08:20:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    became_aware_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Became aware",
            "知悉时间",
            "When the company learned of it; null while it has not",
            "本企业知悉的时间；未知悉时为null",
            example="2026-11-12T08:20:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    initiated_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Initiated",
            "启动时间",
            "When the action that it is was initiated; null when it is no action",
            "所述行动的启动时间；非行动时为null",
            example="2026-11-12T10:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    new_information_at: Annotated[
        Instant | UnsetType | None,
        said(
            "New information",
            "新信息时间",
            "When what was known of it last grew; null when it did not",
            "最近获知新信息的时间；无则为null",
            example="2026-11-15T09:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    risk_to_health: Annotated[
        bool | UnsetType,
        said(
            "Risk to health",
            "危害健康风险",
            "Whether it is or may be a risk to health",
            "是否存在或可能存在健康风险",
            example=False,
        ),
    ] = UNSET
    unanticipated: Annotated[
        bool | UnsetType,
        said(
            "Unanticipated",
            "未预期",
            "Whether the harm was not anticipated in the risk analysis or the instructions for use",
            "该伤害是否未在风险分析或使用说明书中预期",
            example=True,
        ),
    ] = UNSET
    reportable: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Reportable",
            "须报告",
            "Whether it has to be reported, market by market",
            "各市场是否须报告",
            example={"XA": False},
        ),
    ] = UNSET
    not_reported_because: Annotated[
        Text | UnsetType | None,
        said(
            "Reason for not reporting",
            "不报告理由",
            "Why it is not reported; null when it is",
            "不报告的理由；须报告时为null",
            example="Quality improvement without risk",
        ),
    ] = UNSET
    not_reported_reviewed_by: Annotated[
        str | UnsetType | None,
        said(
            "Reviewed by",
            "不报告理由审核人",
            "Who reviewed that reason; null while nobody did",
            "审核该理由的人员；未审核时为null",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    reports: Annotated[
        list[EventReport] | UnsetType, said("Reports", "报告", "Reports made of it", "就该事件所作的报告")
    ] = UNSET
    complaint: Annotated[
        Text | UnsetType | None,
        said(
            "Complaint",
            "投诉",
            "Number of the complaint it came from; null when it came from none",
            "来源投诉的编号；无则为null",
            example="CMP-2026-118",
        ),
    ] = UNSET
    capa: Annotated[
        str | UnsetType | None,
        said(
            "CAPA",
            "纠正和预防措施",
            "The corrective action it led to; null when it led to none",
            "由此启动的纠正措施；无则为null",
            example="CAPA-2026-019",
            refers_to="lot.capas",
        ),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2026-11-20",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("occurred_at", "became_aware_at")),
        Ordered(("occurred_at", "new_information_at")),
        Ordered(("became_aware_at", "closed_on")),
    )
