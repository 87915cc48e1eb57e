"""Corrective actions that were asked of a supplier."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import Severity
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.supplier_codes import SupplierActionStatus
from engine.model.values import Count, Identifier, Text


class SupplierAction(Entity, frozen=True, kw_only=True):
    """A corrective action that was asked of a supplier."""

    id: Annotated[
        Identifier,
        said(
            "Corrective action request",
            "供应商纠正措施要求",
            "Identifies the request",
            "要求的标识",
            example="SCAR-2026-012",
        ),
    ]
    cause: Annotated[
        Text | UnsetType,
        said(
            "Cause",
            "发起原因",
            "What gave rise to it",
            "发起的原因",
            example="Outer diameter above the limit in lot T16-2603-02",
        ),
    ] = UNSET
    grade: Annotated[
        Severity | UnsetType,
        said("Grade", "缺陷分级", "How grave the defect is", "缺陷的严重程度", example="major"),
    ] = UNSET
    defect_codes: Annotated[
        list[Text] | UnsetType,
        said("Defect codes", "缺陷代码", "Codes of the defects", "缺陷的代码", example=["DIM-OD"]),
    ] = UNSET
    status: Annotated[
        SupplierActionStatus | UnsetType,
        said("Status", "状态", "Where the request stands", "要求的状态", example="closed_effective"),
    ] = UNSET
    opened_on: Annotated[
        dt.date | UnsetType,
        said(
            "Opened",
            "发起日期",
            "Day on which it was sent",
            "发出的日期",
            example="2026-03-16",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    answer_due_on: Annotated[
        dt.date | UnsetType,
        said(
            "Answer due",
            "回复期限",
            "Last day for the answer, extensions included",
            "回复的截止日期，含延期",
            example="2026-03-30",
        ),
    ] = UNSET
    extensions: Annotated[
        Count | UnsetType,
        said("Extensions", "延期次数", "How often the date was put off", "延期的次数", example=0),
    ] = UNSET
    contained_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Contained",
            "遏制日期",
            "Day on which containment was in place; null while it is not",
            "遏制措施到位的日期；未到位为null",
            example="2026-03-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    answered_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Answered",
            "回复日期",
            "Day of the answer; null while there is none",
            "供方回复的日期；未回复为null",
            example="2026-03-27",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    implemented_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Implemented",
            "实施日期",
            "Day on which the actions were done; null while they are not",
            "措施完成的日期；未完成为null",
            example="2026-04-24",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    verified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Effectiveness verified",
            "有效性验证日期",
            "Day on which the effect was verified; null while it is not",
            "有效性验证的日期；未验证为null",
            example="2026-07-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day on which it was closed; null while it is open",
            "关闭的日期；未关闭为null",
            example="2026-08-03",
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("opened_on", "answered_on", "closed_on")),
        Ordered(("opened_on", "verified_on", "closed_on")),
        Ordered(("opened_on", "answer_due_on")),
        Excluded(("closed_on",), when="status", equals="open"),
        Excluded(("closed_on",), when="status", equals="answered"),
        Excluded(("closed_on",), when="status", equals="implementing"),
        Excluded(("closed_on",), when="status", equals="verifying"),
    )
