"""What is owed because of an event, a person's order or an agreement."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import Act
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import Severity
from engine.model.obligation_codes import ObligationKind, ObligationOutcome, ObligationSource
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Market, Positive, Text


class Obligation(Entity, frozen=True, kw_only=True):
    """Something that is owed about the lot or a supplier, from when until when."""

    id: Annotated[
        Identifier, said("Obligation", "义务", "Number of the obligation", "义务编号", example="OBL-2611-008")
    ]
    kind: Annotated[
        ObligationKind | UnsetType, said("Kind", "义务类别", "What is owed", "应履行的事项", example="hold")
    ] = UNSET
    severity: Annotated[
        Severity | UnsetType, said("Severity", "严重程度", "How much it weighs", "义务的严重程度", example="major")
    ] = UNSET
    acts: Annotated[
        list[Act] | UnsetType,
        said(
            "Acts held",
            "所限制的行为",
            "Acts it stands against; all when left out",
            "所限制的行为；不填即全部",
            example=["market_release", "ship"],
        ),
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "The market it is for; null when it is for all",
            "适用的市场；全部市场时为null",
            example="XA",
        ),
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType | None,
        said(
            "Quantity",
            "数量",
            "Units it is about; null when it is about the whole lot",
            "涉及的件数；涉及全批时为null",
            example=500,
        ),
    ] = UNSET
    serials: Annotated[
        list[Text] | UnsetType,
        said(
            "Serial numbers", "序列号", "Units it is about by serial number", "涉及产品的序列号", example=["SN-000141"]
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The supplier it is about; null when it is about none",
            "涉及的供方；不涉及时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    source: Annotated[
        ObligationSource | UnsetType, said("Source", "来源", "What it comes from", "义务的来源", example="reaction")
    ] = UNSET
    source_reference: Annotated[
        Text | UnsetType | None,
        said(
            "Reference of the source",
            "来源编号",
            "Provision, order or agreement it comes from",
            "来源的条款、指令或协议编号",
            example="ISO-REA-010",
        ),
    ] = UNSET
    event: Annotated[
        str | UnsetType | None,
        said(
            "Event",
            "事件",
            "The event it came from; null when it came from none",
            "引发义务的事件；无则为null",
            example="EV-2611-014",
            refers_to="lot.events",
        ),
    ] = UNSET
    because: Annotated[
        Text | UnsetType,
        said("Reason", "事由", "Why it was opened", "产生义务的事由", example="Three rejected lots within 90 days"),
    ] = UNSET
    owner: Annotated[
        str | UnsetType | None,
        said("Owner", "责任人", "Who sees it through", "负责履行的人员", example="P-031", refers_to="people"),
    ] = UNSET
    opened_at: Annotated[
        Instant | UnsetType,
        said(
            "Opened",
            "产生时间",
            "When it was opened",
            "义务产生的时间",
            example="2026-11-12T09:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    opened_by: Annotated[
        str | UnsetType | None,
        said(
            "Opened by",
            "提出人",
            "Who opened it; null when a rule did",
            "提出人员；由规则产生时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Due",
            "到期日",
            "Day it has to be fulfilled by; null when none is set",
            "应履行的日期；未规定时为null",
            example="2026-11-26",
        ),
    ] = UNSET
    capa: Annotated[
        str | UnsetType | None,
        said(
            "CAPA",
            "纠正和预防措施",
            "The corrective action that answers it; null when none does",
            "履行义务的纠正措施；无则为null",
            example="CAPA-2026-019",
            refers_to="lot.capas",
        ),
    ] = UNSET
    closed_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Closed",
            "关闭时间",
            "When it was closed; null while it is open",
            "关闭的时间；未关闭时为null",
            example="2026-11-20T15:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    closed_by: Annotated[
        str | UnsetType | None,
        said(
            "Closed by",
            "关闭人",
            "Who closed it; null while it is open",
            "关闭人员；未关闭时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    outcome: Annotated[
        ObligationOutcome | UnsetType | None,
        said(
            "Outcome", "结果", "How it ended; null while it is open", "义务的结果；未关闭时为null", example="fulfilled"
        ),
    ] = UNSET
    evidence: Annotated[
        str | UnsetType | None,
        said(
            "Evidence",
            "证据",
            "The record that shows it was fulfilled",
            "证明已履行的记录",
            example="DOC-0352",
            refers_to="lot.documents",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("opened_at", "closed_at")),)
