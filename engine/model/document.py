"""Controlled documents by which the lot was made and inspected."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.document_codes import DocumentKind, DocumentStatus
from engine.model.fields import Entity, said
from engine.model.record_documents import Digest
from engine.model.rules import Excluded, Rule
from engine.model.values import Identifier, Language, Period, Text


class ControlledDocument(Entity, frozen=True, kw_only=True):
    """A controlled document in the revision that was used for the lot."""

    id: Annotated[
        Identifier, said("Document", "受控文件", "Number of the document", "受控文件编号", example="WI-SEAL-004")
    ]
    title: Annotated[
        Text | UnsetType, said("Title", "文件名称", "What it is called", "文件的名称", example="Sealing of pouches")
    ] = UNSET
    kind: Annotated[
        DocumentKind | UnsetType,
        said("Kind", "文件类别", "What kind of document it is", "文件的类别", example="work_instruction"),
    ] = UNSET
    revision: Annotated[
        Text | UnsetType,
        said("Revision", "版次", "Revision that was used for the lot", "本批所使用的版次", example="6"),
    ] = UNSET
    revision_in_force: Annotated[
        Text | UnsetType,
        said("Revision in force", "现行版次", "Revision in force when it was used", "使用时的现行版次", example="6"),
    ] = UNSET
    status: Annotated[
        DocumentStatus | UnsetType,
        said("Status", "状态", "Where that revision stands", "该版次的状态", example="effective"),
    ] = UNSET
    languages: Annotated[
        list[Language] | UnsetType,
        said(
            "Languages",
            "语言",
            "Languages it is written in, as IETF tags",
            "文件所用语言（IETF语言标签）",
            example=["zh"],
        ),
    ] = UNSET
    author: Annotated[
        str | UnsetType | None, said("Author", "编制", "Who wrote it", "编制人员", example="P-022", refers_to="people")
    ] = UNSET
    reviewer: Annotated[
        str | UnsetType | None,
        said("Reviewer", "审核", "Who reviewed it", "审核人员", example="P-040", refers_to="people"),
    ] = UNSET
    approver: Annotated[
        str | UnsetType | None,
        said(
            "Approver",
            "批准",
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
            example="2026-03-02",
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
            example="SIG-0051",
            refers_to="lot.signatures",
        ),
    ] = UNSET
    effective: Annotated[
        Period | UnsetType,
        said("Effective", "有效期间", "Days on which that revision is in force", "该版次有效的日期区间"),
    ] = UNSET
    next_review_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Next review",
            "下次评审日期",
            "Day it has to be reviewed by; null when none is set",
            "应评审的日期；未规定时为null",
            example="2028-03-02",
        ),
    ] = UNSET
    change: Annotated[
        str | UnsetType | None,
        said(
            "Change",
            "变更",
            "The change that made this revision; null when none did",
            "产生该版次的变更；无则为null",
            example="CHG-2026-041",
            refers_to="lot.changes",
        ),
    ] = UNSET
    training_needed: Annotated[
        bool | UnsetType,
        said(
            "Training needed",
            "需要培训",
            "Whether people are trained before they work by it",
            "按其作业前是否须培训",
            example=True,
        ),
    ] = UNSET
    external: Annotated[
        bool | UnsetType,
        said(
            "External",
            "外来文件",
            "Whether it was written outside, as a standard or a customer's drawing",
            "是否为外来文件，如标准或顾客图纸",
            example=False,
        ),
    ] = UNSET
    digest: Annotated[
        Digest | UnsetType,
        said(
            "Digest",
            "摘要",
            "SHA-256 of its bytes",
            "文件内容的SHA-256摘要",
            example="sha256:000000000000000000000000000000000000000000000000000000000000beef",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Excluded(("approved_on",), when="status", equals="draft"),
        Excluded(("approved_on",), when="status", equals="in_review"),
        Excluded(("approved_on",), when="status", equals="pending_approval"),
    )
