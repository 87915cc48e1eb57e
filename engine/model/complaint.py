"""Complaints about product of the lot."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Market, Text


class Complaint(Entity, frozen=True, kw_only=True):
    """What somebody outside said is wrong with a device of the lot, and what was done about it."""

    id: Annotated[Identifier, said("Complaint", "投诉", "Number of the complaint", "投诉编号", example="CMP-2026-118")]
    received_on: Annotated[
        dt.date | UnsetType,
        said("Received", "接收日期", "Day it was received", "接到投诉的日期", example="2026-11-14", occurred=True),
    ] = UNSET
    device: Annotated[
        Text | UnsetType,
        said("Device", "器械名称", "Name of the device it is about", "所投诉器械的名称", example="Guiding catheter 6F"),
    ] = UNSET
    udi: Annotated[
        Text | UnsetType | None,
        said(
            "UDI or other identification",
            "UDI或其他标识",
            "How the device is identified; null when it is not known",
            "器械的唯一标识或其他标识；未知时为null",
            example="(01)06901234567892(10)L2610014",
        ),
    ] = UNSET
    serial: Annotated[
        Text | UnsetType | None,
        said(
            "Serial number",
            "序列号",
            "Serial number of the device; null when it has none",
            "器械的序列号；无则为null",
            example="SN-000141",
        ),
    ] = UNSET
    complainant: Annotated[
        Text | UnsetType | None,
        said(
            "Complainant",
            "投诉人",
            "Name of who complained; null when it is not known",
            "投诉人姓名或名称；未知时为null",
            example="City Hospital",
        ),
    ] = UNSET
    complainant_address: Annotated[
        Text | UnsetType | None,
        said(
            "Complainant's address",
            "投诉人地址",
            "Address of who complained; null when it is not known",
            "投诉人地址；未知时为null",
            example="12 Renmin Road",
        ),
    ] = UNSET
    complainant_phone: Annotated[
        Text | UnsetType | None,
        said(
            "Complainant's phone",
            "投诉人电话",
            "Telephone number of who complained; null when it is not known",
            "投诉人电话；未知时为null",
            example="+86 512 5550100",
        ),
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "Where the device was used; null when it is not known",
            "器械使用的市场；未知时为null",
            example="XA",
        ),
    ] = UNSET
    nature: Annotated[
        Text | UnsetType,
        said(
            "Nature",
            "投诉内容",
            "What the complaint is about, with details",
            "投诉的性质与细节",
            example="Pouch open on arrival",
        ),
    ] = UNSET
    is_complaint: Annotated[
        bool | UnsetType,
        said(
            "Is a complaint",
            "构成投诉",
            "Whether the evaluation takes it for a complaint",
            "评价结论是否构成投诉",
            example=True,
        ),
    ] = UNSET
    investigation_needed: Annotated[
        bool | UnsetType,
        said("Investigation needed", "需要调查", "Whether it is investigated", "是否需要调查", example=True),
    ] = UNSET
    not_investigated_because: Annotated[
        Text | UnsetType | None,
        said(
            "Reason for not investigating",
            "不调查理由",
            "Why it is not investigated; null when it is",
            "不调查的理由；调查时为null",
            example="Same cause as CMP-2026-101",
        ),
    ] = UNSET
    investigated_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Investigated",
            "调查日期",
            "Day the investigation was completed; null while it was not",
            "调查完成日期；未完成时为null",
            example="2026-11-18",
            occurred=True,
        ),
    ] = UNSET
    investigated_by: Annotated[
        str | UnsetType | None,
        said("Investigated by", "调查人", "Who investigated it", "调查人员", example="P-031", refers_to="people"),
    ] = UNSET
    investigation: Annotated[
        Text | UnsetType | None,
        said(
            "Investigation",
            "调查结论",
            "What the investigation found; null while it was not made",
            "调查的结论；未调查时为null",
            example="Seal damaged in transport",
        ),
    ] = UNSET
    event: Annotated[
        str | UnsetType | None,
        said(
            "Event",
            "事件",
            "The event that it tells of; null when it tells of none",
            "所反映的事件；无则为null",
            example="EV-2611-014",
            refers_to="lot.events",
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
    correction: Annotated[
        Text | UnsetType | None,
        said(
            "Correction",
            "纠正或纠正措施",
            "What was done about it; null when nothing was",
            "所采取的纠正或纠正措施；无则为null",
            example="Pouches replaced",
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
    replied_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Replied",
            "答复日期",
            "Day the complainant was answered; null while it was not",
            "答复投诉人的日期；未答复时为null",
            example="2026-11-20",
            occurred=True,
        ),
    ] = UNSET
    reply: Annotated[
        Text | UnsetType | None,
        said(
            "Reply",
            "答复内容",
            "What the complainant was told; null while nothing was",
            "答复的内容；未答复时为null",
            example="Product replaced, cause explained",
        ),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2026-11-21",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("received_on", "investigated_on")),
        Ordered(("received_on", "replied_on")),
        Ordered(("received_on", "closed_on")),
    )
