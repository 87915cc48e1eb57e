"""Permissions already given for a lot: one act, one market, one signatory each."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import Act, PersonFunction
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Market, Positive, Text


class Permission(Entity, frozen=True, kw_only=True):
    """A permission already given for the lot, for one act in one market."""

    id: Annotated[
        Identifier,
        said("Permission", "放行单", "Number of the release sheet", "放行单编号", example="PR-2610-014"),
    ]
    act: Annotated[
        Act | UnsetType,
        said("Act", "放行类别", "What was permitted", "所许可的行为", example="production_release"),
    ] = UNSET
    market: Annotated[Market | UnsetType, said("Market", "市场", "For which market", "适用的市场", example="XA")] = (
        UNSET
    )
    quantity: Annotated[
        Positive | UnsetType,
        said("Quantity", "放行数量", "Units that it covers", "许可所涵盖的件数", example=4742),
    ] = UNSET
    given_by: Annotated[
        Text | UnsetType,
        said("Given by", "签发人", "Printed name of who gave it", "签发人姓名", example="Sun Yue"),
    ] = UNSET
    given_by_person: Annotated[
        str | UnsetType,
        said(
            "Signatory", "签发人员", "The record of who gave it", "签发人员的记录", example="P-012", refers_to="people"
        ),
    ] = UNSET
    function: Annotated[
        PersonFunction | UnsetType,
        said("Function", "职能", "In which function it was given", "签发时的职能", example="authorised_releaser"),
    ] = UNSET
    employer: Annotated[
        Text | UnsetType,
        said(
            "Employer",
            "所属企业",
            "For which company the person works",
            "签发人所属企业",
            example="Suzhou Meditech Co., Ltd.",
        ),
    ] = UNSET
    full_time: Annotated[
        bool | UnsetType,
        said(
            "Full-time",
            "专职",
            "Whether the person is a full-time employee of that company",
            "签发人是否为该企业的专职人员",
            example=True,
        ),
    ] = UNSET
    given_at: Annotated[
        Instant | UnsetType,
        said(
            "Given",
            "签发时间",
            "When it was given",
            "签发的时间",
            example="2026-11-20T17:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    withdrawn_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Withdrawn",
            "撤销时间",
            "When it was withdrawn; null when it was not",
            "撤销的时间；未撤销时为null",
            example="2026-11-21T09:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    decision: Annotated[
        Text | UnsetType | None,
        said(
            "Decision",
            "所依据的判定",
            "Identifier of the recorded decision it stands on; null when there is none",
            "所依据判定记录的标识；无时为null",
            example="sha256:3f0c…",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("given_at", "withdrawn_at")),)
