"""Departures from what was laid down that were permitted before the work."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.values import Identifier, Period, Positive, Text


class DeviationPermit(Entity, frozen=True, kw_only=True):
    """A permission, given before the work, to depart from a requirement: for a quantity or for days."""

    id: Annotated[
        Identifier, said("Deviation permit", "偏离许可", "Number of the permit", "偏离许可编号", example="DP-2610-002")
    ]
    requirement: Annotated[
        Text | UnsetType,
        said("Requirement", "原规定要求", "What is departed from", "被偏离的要求", example="Cure 24 h before assembly"),
    ] = UNSET
    permitted: Annotated[
        Text | UnsetType,
        said(
            "Permitted instead",
            "许可的做法",
            "What may be done instead",
            "许可采用的做法",
            example="Cure 20 h at 30 Cel",
        ),
    ] = UNSET
    reason: Annotated[
        Text | UnsetType,
        said("Reason", "理由", "Why it is asked for", "申请偏离的理由", example="Oven capacity during maintenance"),
    ] = UNSET
    justification: Annotated[
        Text | UnsetType | None,
        said(
            "Justification",
            "论证",
            "Why product and law are still satisfied",
            "仍满足产品与法规要求的论证",
            example="Bond strength study VR-118",
        ),
    ] = UNSET
    regulations_met: Annotated[
        bool | UnsetType,
        said(
            "Regulatory requirements met",
            "满足法规要求",
            "Whether the regulatory requirements are still met",
            "是否仍满足法规要求",
            example=True,
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType | None,
        said(
            "Step",
            "工序",
            "The step it is for; null when it is for none",
            "适用的工序；与工序无关时为null",
            example="bonding",
            refers_to="lot.steps",
        ),
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType | None,
        said(
            "Quantity limit",
            "数量限制",
            "Units that it covers; null when it is limited by time only",
            "许可涵盖的件数；仅按时间限制时为null",
            example=500,
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days on which work may depart from the requirement", "允许偏离的日期区间"),
    ] = UNSET
    approved_by: Annotated[
        str | UnsetType | None,
        said(
            "Approved by",
            "批准人",
            "Who approved it; null while nobody did",
            "批准人员；未批准时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Approved",
            "批准日期",
            "Day it was approved; null while it was not",
            "批准日期；未批准时为null",
            example="2026-10-08",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    signature: Annotated[
        str | UnsetType | None,
        said(
            "Signature",
            "签名",
            "The signature under the approval",
            "批准的签名",
            example="SIG-0102",
            refers_to="lot.signatures",
        ),
    ] = UNSET
    registrant_consent: Annotated[
        Text | UnsetType | None,
        said(
            "Registrant's consent",
            "注册人同意",
            "Number of the registrant's or customer's consent; null when there is none",
            "注册人或委托方同意文件编号；无则为null",
            example="REG-MAIL-2026-077",
        ),
    ] = UNSET
    registrant_consented_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Registrant consented",
            "注册人同意日期",
            "Day of that consent",
            "同意的日期",
            example="2026-10-07",
            occurred=True,
            older=True,
        ),
    ] = UNSET
