"""What a change means to those it concerns, and how they were told."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import PersonFunction
from engine.model.fields import Entity, said
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.values import Count, Text


class ImpactAssessment(Entity, frozen=True, kw_only=True):
    """What one function found a change to mean."""

    function: Annotated[
        PersonFunction | UnsetType,
        said("Function", "职能", "Which function assessed it", "作出评估的职能", example="quality"),
    ] = UNSET
    affects: Annotated[
        bool | UnsetType,
        said(
            "Affects",
            "有影响",
            "Whether the change matters to what the function answers for",
            "变更是否影响该职能负责的事项",
            example=True,
        ),
    ] = UNSET
    finding: Annotated[
        Text | UnsetType,
        said("Finding", "评估结论", "What it means", "评估的结论", example="Dimensions to be qualified again"),
    ] = UNSET
    assessed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Assessed",
            "评估日期",
            "Day of the assessment",
            "评估的日期",
            example="2026-06-15",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    assessed_by: Annotated[
        str | UnsetType | None,
        said("Assessed by", "评估人", "Who assessed it", "评估人员", example="P-022", refers_to="people"),
    ] = UNSET


class ChangeNotification(Entity, frozen=True, kw_only=True):
    """How another party was told of a change, and what it answered."""

    recipient: Annotated[
        Text | UnsetType, said("Recipient", "被通知方", "Who was told", "被通知的一方", example="Acme Cardio GmbH")
    ] = UNSET
    notified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Notified",
            "通知日期",
            "Day the party was told; null while it was not",
            "通知的日期；未通知时为null",
            example="2026-06-12",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    reference: Annotated[
        Text | UnsetType | None,
        said("Reference", "通知编号", "Number of the notice", "变更通知的编号", example="PCN-2026-008"),
    ] = UNSET
    notice_days: Annotated[
        Count | UnsetType,
        said(
            "Notice agreed",
            "约定提前天数",
            "Days before the change that notice was agreed for",
            "约定的提前通知天数",
            example=90,
            unit="d",
        ),
    ] = UNSET
    answered_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Answered",
            "答复日期",
            "Day of the answer; null while there is none",
            "答复的日期；未答复时为null",
            example="2026-07-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    agreed: Annotated[
        bool | UnsetType | None,
        said(
            "Agreed",
            "同意",
            "Whether the party agreed; null while it has not answered",
            "对方是否同意；未答复时为null",
            example=True,
        ),
    ] = UNSET
    agreed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Agreed on",
            "同意日期",
            "Day it agreed; null while it did not",
            "同意的日期；未同意时为null",
            example="2026-07-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    conditions: Annotated[
        Text | UnsetType | None,
        said(
            "Conditions",
            "附加条件",
            "Conditions of the agreement; null when there are none",
            "同意所附的条件；无则为null",
            example="Report on the first three lots",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("notified_on", "answered_on")),
        Excluded(("agreed_on",), when="agreed", equals=False),
    )
