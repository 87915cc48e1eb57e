"""Records as documents: what was written down, whole, beside the fields that the dictionary knows."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

from msgspec import UNSET, UnsetType

from engine.model.codes import RecordType
from engine.model.document_codes import RecordForm
from engine.model.fields import Entity, said
from engine.model.record_keeping import Correction, LegalHold
from engine.model.rules import Ordered, Rule
from engine.model.values import Count, Identifier, Instant, Language, Market, Text

DIGEST_PATTERN = r"^sha256:[0-9a-f]{64}$"

Digest: TypeAlias = Annotated[str, said("Digest", "摘要", pattern=DIGEST_PATTERN)]


class RecordDocument(Entity, frozen=True, kw_only=True):
    """A record of the lot, with its content as it was written: exact numbers, no floats."""

    id: Annotated[Identifier, said("Record", "记录编号", "Number of the record", "记录的编号", example="BR-2610-014")]
    record_type: Annotated[
        RecordType, said("Record type", "记录类别", "What it is a record of", "记录的类别", example="batch_record")
    ]
    content: Annotated[
        Text | UnsetType,
        said(
            "Content as JSON",
            "内容（JSON）",
            "What it says, as its record format lays down; text, so that not a digit of it changes",
            "按记录格式规定的内容；以文本保存，一位数字也不改变",
            example='{"quantity_made": 4742}',
        ),
    ] = UNSET
    markets: Annotated[
        list[Market] | UnsetType | None,
        said(
            "Markets",
            "适用市场",
            "Markets whose format it follows; null when it follows that of every market of the lot",
            "记录按其格式编制的市场；适用于本批全部目标市场时为null",
            example=["XA"],
        ),
    ] = UNSET
    title: Annotated[
        Text | UnsetType,
        said("Title", "名称", "What the record is called", "记录的名称", example="Batch record of lot L-2610-014"),
    ] = UNSET
    dated: Annotated[
        dt.date | UnsetType,
        said(
            "Dated",
            "记录日期",
            "Day the record bears",
            "记录所载的日期",
            example="2026-10-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    completed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Completed",
            "完成日期",
            "Day its last entry was made; null while it is open",
            "最后一项填写的日期；未完成时为null",
            example="2026-10-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    languages: Annotated[
        list[Language] | UnsetType,
        said(
            "Languages",
            "语言",
            "Languages it is written in, as IETF tags",
            "记录所用语言（IETF语言标签）",
            example=["en", "zh"],
        ),
    ] = UNSET
    form: Annotated[
        RecordForm | UnsetType, said("Form", "载体", "How it is kept", "记录的保存形式", example="electronic")
    ] = UNSET
    template: Annotated[
        Text | UnsetType | None,
        said(
            "Form used",
            "所用表单",
            "Controlled form with revision that it was written on; null when it is on none",
            "所用受控表单及版次；无则为null",
            example="FM-BR-001 rev 12",
        ),
    ] = UNSET
    digest: Annotated[
        Digest | UnsetType,
        said(
            "Digest",
            "摘要",
            "SHA-256 of its bytes",
            "记录内容的SHA-256摘要",
            example="sha256:000000000000000000000000000000000000000000000000000000000000beef",
        ),
    ] = UNSET
    size_bytes: Annotated[
        Count | UnsetType, said("Size", "大小", "Length of its bytes", "记录内容的字节数", example=482113, unit="By")
    ] = UNSET
    location: Annotated[
        Text | UnsetType, said("Location", "存放位置", "Where it is kept", "记录的存放位置", example="DMS/BR/2026/014")
    ] = UNSET
    subject: Annotated[
        Text | UnsetType | None,
        said(
            "Subject",
            "记录对象",
            "Identifier of what it is about, where that is not the lot",
            "记录对象的编号；为本批时可省略",
            example="STER-2610-007",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The supplier it comes from or is about; null when it concerns none",
            "记录来自或涉及的供方；不涉及时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    prepared_by: Annotated[
        str | UnsetType | None,
        said("Prepared by", "编制人", "Who wrote it", "编制人员", example="P-0188", refers_to="people"),
    ] = UNSET
    reviewed_by: Annotated[
        str | UnsetType | None,
        said(
            "Reviewed by",
            "复核人",
            "Who reviewed it; null while nobody did",
            "复核人员；未复核时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    approved_by: Annotated[
        str | UnsetType | None,
        said(
            "Approved by",
            "批准人",
            "Who approved it; null while nobody did",
            "批准人员；未批准时为null",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    approved_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Approved",
            "批准时间",
            "When it was approved; null while it was not",
            "批准的时间；未批准时为null",
            example="2026-10-31T10:12:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    corrections: Annotated[
        list[Correction] | UnsetType,
        said("Corrections", "更正", "What was changed after it was written", "书写后所作的更改", register=True),
    ] = UNSET
    audit_trail_reviewed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Audit trail reviewed",
            "审计追踪审核日期",
            "Day its audit trail was reviewed; null while it was not",
            "审计追踪的审核日期；未审核时为null",
            example="2026-10-31",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    holds: Annotated[
        list[LegalHold] | UnsetType,
        said(
            "Legal holds",
            "保留令",
            "Orders to keep it, whatever its retention period",
            "不论保存期限均须保留的指令",
            register=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("completed_on", "approved_at")),)
