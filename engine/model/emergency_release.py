"""Emergency release: something was used before its verification was complete, so that it can be called back."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Text


class EmergencyRelease(Entity, frozen=True, kw_only=True):
    """One release for use before verification was complete."""

    id: Annotated[
        Identifier,
        said("Emergency release", "紧急放行单", "Number of the release", "紧急放行单编号", example="ER-2610-002"),
    ]
    input: Annotated[
        str | UnsetType | None,
        said(
            "Input",
            "投入物料",
            "Input that was released; null when it was product in process",
            "放行的物料；为在制品时为null",
            example="in-tube",
            refers_to="lot.inputs",
        ),
    ] = UNSET
    before_step: Annotated[
        str | UnsetType | None,
        said(
            "Before step",
            "转入工序",
            "Step that product in process was released to; null when it was an input",
            "在制品转入的工序；为物料时为null",
            example="seal",
            refers_to="lot.steps",
        ),
    ] = UNSET
    reason: Annotated[
        Text | UnsetType,
        said(
            "Reason", "理由", "Why it could not wait", "不能等待检验完成的理由", example="bioburden test takes 7 days"
        ),
    ] = UNSET
    authoriser: Annotated[
        str | UnsetType,
        said("Authorised by", "批准人员", "Who authorised it", "批准的人员", example="P-012", refers_to="people"),
    ] = UNSET
    authorised_at: Annotated[
        Instant | UnsetType,
        said(
            "Authorised",
            "批准时间",
            "When it was authorised",
            "批准的时间",
            example="2026-10-20T08:05:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    identified: Annotated[
        bool | UnsetType,
        said(
            "Identified",
            "可追回标识",
            "Whether what it went into is identified, so that it can be called back",
            "是否作出可追溯和追回的标识",
            example=True,
        ),
    ] = UNSET
    followed_up_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Followed up",
            "追溯处理日期",
            "Day on which the verification was complete and its result acted on; null while it is open",
            "补完检验并处理的日期；未完成时为null",
            example="2026-10-29",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    conforming: Annotated[
        bool | UnsetType | None,
        said(
            "Conforming",
            "补检合格",
            "Whether the verification found it conforming; null while it is open",
            "补检结果是否合格；未完成时为null",
            example=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("authorised_at", "followed_up_on")),)
