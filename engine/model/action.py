"""Actions that follow from a decision, and the dates they are due."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.capa_codes import ActionKind, ActionStatus
from engine.model.fields import Entity, said
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.values import Identifier, Text


class Action(Entity, frozen=True, kw_only=True):
    """One thing to be done, by whom and by when."""

    id: Annotated[Identifier, said("Action", "措施", "Identifies the action", "措施的编号", example="A-1")]
    kind: Annotated[
        ActionKind | UnsetType, said("Kind", "措施类别", "What the action is for", "措施的目的", example="corrective")
    ] = UNSET
    description: Annotated[
        Text | UnsetType,
        said(
            "Description",
            "措施内容",
            "What is to be done",
            "要做的事项",
            example="Add a lock washer to the jaw screw of all sealers",
        ),
    ] = UNSET
    owner: Annotated[
        str | UnsetType | None,
        said("Owner", "责任人", "Who sees it done", "负责落实的人员", example="P-022", refers_to="people"),
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said("Due", "到期日", "Day it has to be done by", "应完成的日期", example="2026-11-10"),
    ] = UNSET
    status: Annotated[
        ActionStatus | UnsetType, said("Status", "状态", "Where the action stands", "措施的状态", example="completed")
    ] = UNSET
    completed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Completed",
            "完成日期",
            "Day it was done; null while it was not",
            "完成日期；未完成时为null",
            example="2026-11-06",
            occurred=True,
        ),
    ] = UNSET
    evidence: Annotated[
        str | UnsetType | None,
        said(
            "Evidence",
            "证据",
            "The record that shows it was done",
            "证明已完成的记录",
            example="DOC-0311",
            refers_to="lot.documents",
        ),
    ] = UNSET
    cancelled_because: Annotated[
        Text | UnsetType | None,
        said(
            "Reason for cancelling",
            "取消理由",
            "Why it was cancelled; null when it was not",
            "取消的理由；未取消时为null",
            example="Replaced by action A-3",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Excluded(("completed_on",), when="status", equals="planned"),
        Excluded(("completed_on",), when="status", equals="in_progress"),
        Excluded(("cancelled_because",), when="status", equals="completed"),
    )


class Extension(Entity, frozen=True, kw_only=True):
    """A due date moved to a later day, on request."""

    id: Annotated[
        Identifier, said("Extension request", "延期申请", "Number of the request", "延期申请编号", example="EXT-1")
    ]
    reason: Annotated[
        Text | UnsetType,
        said("Reason", "理由", "Why more time is asked for", "申请延期的理由", example="Validation lots not yet made"),
    ] = UNSET
    requested_on: Annotated[
        dt.date | UnsetType,
        said("Requested", "申请日期", "Day it was asked for", "申请的日期", example="2026-11-01", occurred=True),
    ] = UNSET
    from_on: Annotated[
        dt.date | UnsetType,
        said("Due before", "原到期日", "The due date until then", "原定的到期日", example="2026-11-10"),
    ] = UNSET
    to_on: Annotated[
        dt.date | UnsetType,
        said("Due after", "新到期日", "The due date it was moved to", "延至的日期", example="2026-11-24"),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Approved",
            "批准日期",
            "Day it was approved; null while it was not",
            "批准日期；未批准时为null",
            example="2026-11-02",
            occurred=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        str | UnsetType | None,
        said("Approved by", "批准人", "Who approved it", "批准人员", example="P-031", refers_to="people"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("from_on", "to_on")),
        Ordered(("requested_on", "approved_on")),
    )
