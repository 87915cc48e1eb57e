"""Shipments: what left for which market and to whom."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Checked, Ordered, Rule
from engine.model.values import Count, Identifier, Instant, Market, Positive, Text


def _serials_counted(serials: list[str], quantity: int) -> Localized | None:
    if len(serials) == quantity:
        return None
    return say(
        "{count} serial numbers for a quantity of {quantity}",
        "数量为{quantity}，却有{count}个序列号",
        count=len(serials),
        quantity=quantity,
    )


class Shipment(Entity, frozen=True, kw_only=True):
    """Units of the lot that left, or are to leave, for one consignee in one market."""

    id: Annotated[Identifier, said("Shipment", "发运", "Number of the shipment", "发运单号", example="SHP-2611-031")]
    market: Annotated[Market | UnsetType, said("Market", "市场", "Market it goes to", "发往的市场", example="XA")] = (
        UNSET
    )
    consignee: Annotated[
        Text | UnsetType,
        said("Consignee", "收货人", "Name of who receives it", "收货人名称", example="Acme Cardio GmbH"),
    ] = UNSET
    consignee_address: Annotated[
        Text | UnsetType,
        said(
            "Consignee's address",
            "收货人地址",
            "Where it is received",
            "收货人地址",
            example="Hafenstrasse 4, 20457 Hamburg",
        ),
    ] = UNSET
    consignee_contact: Annotated[
        Text | UnsetType | None,
        said(
            "Consignee's contact",
            "收货人联系方式",
            "How to reach the consignee; null when it is not known",
            "收货人的联系方式；未知时为null",
            example="+49 40 1234567",
        ),
    ] = UNSET
    consignee_licence: Annotated[
        Text | UnsetType | None,
        said(
            "Consignee's licence",
            "收货人资质编号",
            "Number of its licence to trade or use; null when it needs none",
            "收货人经营或使用资质编号；不需要时为null",
            example="JY-2024-0188",
        ),
    ] = UNSET
    purchaser: Annotated[
        Text | UnsetType,
        said(
            "Purchaser",
            "购货单位",
            "Who bought it, where that is another",
            "购货单位名称，与收货人不同时",
            example="Acme Cardio GmbH",
        ),
    ] = UNSET
    order: Annotated[
        Text | UnsetType | None,
        said(
            "Order",
            "销售订单",
            "Number of the sales order; null when there is none",
            "销售订单编号；无则为null",
            example="SO-2611-118",
        ),
    ] = UNSET
    quantity: Annotated[Positive | UnsetType, said("Quantity", "数量", "Units shipped", "发运的件数", example=1200)] = (
        UNSET
    )
    serials: Annotated[
        list[Text] | UnsetType,
        said(
            "Serial numbers",
            "序列号",
            "Every unit shipped by its serial number",
            "发运的每一件的序列号",
            example=["SN-000001", "SN-000002"],
        ),
    ] = UNSET
    udi: Annotated[
        list[Text] | UnsetType,
        said(
            "UDI carriers",
            "医疗器械唯一标识",
            "What the carriers on the outer packages say",
            "外包装上所载的UDI",
            example=["(01)06901234567892(17)291030(10)L2610014"],
        ),
    ] = UNSET
    expires_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Expiration date",
            "失效日期",
            "Expiration date of what is shipped; null when it has none",
            "所发产品的失效日期；无则为null",
            example="2029-10-30",
        ),
    ] = UNSET
    certificates: Annotated[
        list[Text] | UnsetType,
        said(
            "Certificates enclosed",
            "随货证明",
            "Certificates that go with it",
            "随货的合格证明等文件编号",
            example=["COC-2610-014"],
        ),
    ] = UNSET
    carrier: Annotated[
        Text | UnsetType | None,
        said(
            "Carrier", "承运人", "Who carries it; null when it is fetched", "承运人；自提时为null", example="Sinotrans"
        ),
    ] = UNSET
    shipped_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Shipped",
            "发运时间",
            "When it left; null while it has not",
            "发运的时间；未发运时为null",
            example="2026-11-21T10:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    delivered_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Delivered",
            "送达时间",
            "When it was received; null while it was not",
            "送达的时间；未送达时为null",
            example="2026-11-28T09:10:00+01:00",
            occurred=True,
        ),
    ] = UNSET
    storage_kept: Annotated[
        bool | UnsetType | None,
        said(
            "Storage conditions kept",
            "运输条件符合",
            "Whether the storage conditions were kept on the way; null when none are stated",
            "运输途中贮存条件是否符合；未规定时为null",
            example=True,
        ),
    ] = UNSET
    released_by: Annotated[
        str | UnsetType | None,
        said(
            "Permission",
            "放行单",
            "The permission under which it was shipped",
            "据以发运的放行单",
            example="PR-2611-009",
            refers_to="lot.permissions",
        ),
    ] = UNSET
    quantity_returned: Annotated[
        Count | UnsetType, said("Quantity returned", "退回数量", "Units that came back", "退回的件数", example=0)
    ] = UNSET
    recorded_by: Annotated[
        str | UnsetType | None,
        said("Recorded by", "登记人", "Who recorded it", "登记人员", example="P-0301", refers_to="people"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("shipped_at", "delivered_at")),
        AtMost("quantity_returned", "quantity"),
        Checked(("serials", "quantity"), _serials_counted),
    )
