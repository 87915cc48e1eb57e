"""What came from a supplier: lots and how they were judged, deliveries and whether they came as ordered."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.codes import ProcessKind
from engine.model.fields import Entity, said
from engine.model.inspection_codes import UsageDecision
from engine.model.nonconformance_codes import Severity
from engine.model.rules import AtMost, Balanced, Checked, Ordered, Rule
from engine.model.supplier_codes import DeliveryDocument
from engine.model.values import Identifier, Instant, Quantity, Text


def _another_day(decided_on: dt.date, decided_at: dt.datetime) -> Localized | None:
    """Hold a time against its day, at the offset at which it was recorded."""
    if decided_at.date() == decided_on:
        return None
    return say("`{time}` does not lie on {day}", "`{time}` 不在{day}当日", time=decided_at.isoformat(), day=decided_on)


class SupplierLot(Entity, frozen=True, kw_only=True):
    """A lot that a supplier delivered or processed, as it was received, inspected and judged."""

    id: Annotated[
        Identifier,
        said("Receipt", "收货批", "Identifies the lot as it was received", "收货批的标识", example="RC-2609-118"),
    ]
    lot_number: Annotated[
        Text | UnsetType,
        said("Supplier lot number", "供方批号", "The supplier's own lot number", "供方的批号", example="T16-2609-02"),
    ] = UNSET
    item: Annotated[Text | UnsetType, said("Item", "物料", "Number of the item", "物料编号", example="TUBE-16G")] = (
        UNSET
    )
    process: Annotated[
        ProcessKind | UnsetType | None,
        said(
            "Process",
            "加工过程",
            "What the supplier did to it; null for purchased goods",
            "供方实施的过程；采购物料为null",
            example="extrusion",
        ),
    ] = UNSET
    site: Annotated[
        Text | UnsetType,
        said("Site", "场所", "The supplier's site that it came from", "来自供方的哪一场所", example="CZ-1"),
    ] = UNSET
    delivery: Annotated[
        Text | UnsetType,
        said("Delivery", "交付", "The delivery that it came with", "所属的交付", example="DL-2609-031"),
    ] = UNSET
    received_on: Annotated[
        dt.date | UnsetType,
        said("Received", "收货日期", "Day of receipt", "收货的日期", example="2026-09-14", occurred=True, older=True),
    ] = UNSET
    inspected_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Inspected",
            "检验日期",
            "Last day of the inspection; null when it was not inspected",
            "检验完成的日期；未检验为null",
            example="2026-09-15",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    decided_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Decided",
            "判定日期",
            "Day on which the lot was judged; null while it is not",
            "判定的日期；未判定为null",
            example="2026-09-16",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    decided_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Decided at",
            "判定时间",
            "When the lot was judged, which tells the order of lots of one day; null where only the day is recorded",
            "判定的时间，用于区分同日各批的先后；仅记录日期时为null",
            example="2026-09-16T14:20:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    decision: Annotated[
        UsageDecision | UnsetType,
        said("Decision", "判定", "How the lot was judged", "对该批的判定", example="accepted"),
    ] = UNSET
    resubmitted: Annotated[
        bool | UnsetType,
        said(
            "Resubmitted",
            "再次提交批",
            "Whether it had been rejected and was presented again",
            "是否为拒收后再次提交的批",
            example=False,
        ),
    ] = UNSET
    quantity_received: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity received",
            "收货数量",
            "How much was received",
            "收到的数量",
            example={"value": "5000", "unit": "1"},
        ),
    ] = UNSET
    quantity_inspected: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity inspected",
            "检验数量",
            "How much of it was inspected",
            "检验的数量",
            example={"value": "125", "unit": "1"},
        ),
    ] = UNSET
    quantity_nonconforming: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity nonconforming",
            "检出不合格数量",
            "How much of what was inspected does not conform",
            "检验中检出的不合格数量",
            example={"value": "1", "unit": "1"},
        ),
    ] = UNSET
    quantity_accepted: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity accepted",
            "合格接收数量",
            "How much was accepted, concessions not counted",
            "合格接收的数量，不含让步接收",
            example={"value": "4999", "unit": "1"},
        ),
    ] = UNSET
    quantity_concession: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity under concession",
            "让步接收数量",
            "How much was accepted under a concession",
            "让步接收的数量",
            example={"value": "0", "unit": "1"},
        ),
    ] = UNSET
    quantity_rejected: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity rejected", "拒收数量", "How much was rejected", "拒收的数量", example={"value": "1", "unit": "1"}
        ),
    ] = UNSET
    quantity_consumed: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity consumed in testing",
            "检验消耗数量",
            "How much was used up by the inspection",
            "检验消耗的数量",
            example={"value": "0", "unit": "1"},
        ),
    ] = UNSET
    quantity_pending: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity pending",
            "待处置数量",
            "How much is not judged yet",
            "尚未判定的数量",
            example={"value": "0", "unit": "1"},
        ),
    ] = UNSET
    grade: Annotated[
        Severity | UnsetType | None,
        said(
            "Gravest defect",
            "最严重缺陷",
            "Grade of the gravest defect found; null when none was found",
            "检出的最严重缺陷等级；无缺陷为null",
            example="minor",
        ),
    ] = UNSET
    defect_codes: Annotated[
        list[Text] | UnsetType,
        said("Defect codes", "缺陷代码", "Codes of the defects found", "检出缺陷的代码", example=["DIM-OD"]),
    ] = UNSET
    found_later_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Found nonconforming later",
            "后续发现不合格日期",
            "Day on which a defect showed after acceptance; null when none did",
            "接收后发现不合格的日期；未发现为null",
            example=None,
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Checked(
            ("decided_on", "decided_at"),
            _another_day,
            say("the time of the decision lies on its day", "判定时间在判定日期当日"),
        ),
        Ordered(("decided_on", "found_later_on")),
        AtMost("quantity_inspected", "quantity_received"),
        AtMost("quantity_nonconforming", "quantity_inspected"),
        Balanced(
            "quantity_received",
            ("quantity_accepted", "quantity_concession", "quantity_rejected", "quantity_consumed", "quantity_pending"),
        ),
    )


class Delivery(Entity, frozen=True, kw_only=True):
    """One line of an order as it was delivered."""

    id: Annotated[Identifier, said("Delivery", "交付", "Identifies the delivery", "交付的标识", example="DL-2609-031")]
    order_number: Annotated[
        Text | UnsetType, said("Order number", "订单号", "Order and line", "订单号与行号", example="PO-26-0871/10")
    ] = UNSET
    item: Annotated[Text | UnsetType, said("Item", "物料", "Number of the item", "物料编号", example="TUBE-16G")] = (
        UNSET
    )
    item_revision: Annotated[
        Text | UnsetType,
        said("Item revision", "物料版次", "Revision that was ordered", "订购的版次", example="D"),
    ] = UNSET
    ordered_on: Annotated[
        dt.date | UnsetType,
        said("Ordered", "订购日期", "Day of the order", "下单的日期", example="2026-08-17", occurred=True, older=True),
    ] = UNSET
    requested_on: Annotated[
        dt.date | UnsetType,
        said(
            "Requested for",
            "要求到货日",
            "Day on which the company wanted it",
            "本企业要求的到货日期",
            example="2026-09-14",
        ),
    ] = UNSET
    confirmed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Confirmed for",
            "确认到货日",
            "Day that the supplier confirmed; null when it confirmed none",
            "供方确认的到货日期；未确认为null",
            example="2026-09-15",
        ),
    ] = UNSET
    received_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Received",
            "收货日期",
            "Day of receipt; null while nothing has come",
            "收货的日期；未到货为null",
            example="2026-09-14",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    quantity_ordered: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity ordered", "订购数量", "How much was ordered", "订购的数量", example={"value": "5000", "unit": "1"}
        ),
    ] = UNSET
    quantity_received: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity received", "收货数量", "How much has come", "已收到的数量", example={"value": "5000", "unit": "1"}
        ),
    ] = UNSET
    documents_required: Annotated[
        list[DeliveryDocument] | UnsetType,
        said(
            "Documents required",
            "要求的随货文件",
            "What was asked to come with it",
            "要求随货提供的文件",
            example=["conformity_certificate", "analysis_certificate"],
        ),
    ] = UNSET
    documents_received: Annotated[
        list[DeliveryDocument] | UnsetType,
        said(
            "Documents received",
            "收到的随货文件",
            "What came with it",
            "随货收到的文件",
            example=["conformity_certificate", "analysis_certificate"],
        ),
    ] = UNSET
    documents_complete: Annotated[
        bool | UnsetType,
        said(
            "Documents complete",
            "随货文件齐全",
            "Whether all that was asked for came and was right",
            "要求的文件是否齐全且正确",
            example=True,
        ),
    ] = UNSET
