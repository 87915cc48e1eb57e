"""What release stands on: the batch record, and the procedure that is followed."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import PersonFunction
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Count, Identifier, Instant, Text


class BatchRecord(Entity, frozen=True, kw_only=True):
    """The batch production record and who verified and approved it."""

    id: Annotated[
        Identifier, said("Batch record", "批生产记录", "Number of the record", "批生产记录编号", example="BR-2610-014")
    ]
    complete: Annotated[
        bool | UnsetType,
        said(
            "Complete",
            "完整",
            "Whether nothing that it asks for is missing",
            "记录要求的内容是否齐全",
            example=True,
        ),
    ] = UNSET
    udi_recorded: Annotated[
        bool | UnsetType,
        said("UDI is in the record", "已记录UDI", "Whether it holds the UDI", "记录中是否载有UDI", example=True),
    ] = UNSET
    device_file: Annotated[
        Text | UnsetType,
        said(
            "Medical device file",
            "医疗器械文档",
            "The file or manufacturing instruction that the lot was made to",
            "本批生产所依据的文档或工艺规程",
            example="MDF-CVC-16G",
        ),
    ] = UNSET
    device_file_revision: Annotated[
        Text | UnsetType,
        said("File revision", "文档版次", "Revision that the lot was made to", "本批所依据的版次", example="9"),
    ] = UNSET
    approved_device_file_revision: Annotated[
        Text | UnsetType,
        said(
            "Approved file revision",
            "文档批准版次",
            "Revision that was approved when the lot began",
            "本批开始时的批准版次",
            example="9",
        ),
    ] = UNSET
    quantity_made: Annotated[
        Count | UnsetType,
        said("Quantity made", "生产数量", "Units made", "生产的件数", example=4800),
    ] = UNSET
    quantity_approved: Annotated[
        Count | UnsetType,
        said(
            "Quantity approved for distribution",
            "放行数量",
            "Units approved for distribution",
            "批准放行销售的件数",
            example=4742,
        ),
    ] = UNSET
    verified_by: Annotated[
        Text | UnsetType | None,
        said(
            "Verified by",
            "审核人",
            "Printed name of who verified the record; null when nobody did",
            "审核人姓名；未审核时为null",
            example="Zhao Min",
        ),
    ] = UNSET
    verified_by_person: Annotated[
        str | UnsetType | None,
        said(
            "Verifier",
            "审核人员",
            "The record of who verified it; null when nobody did",
            "审核人员的记录；未审核时为null",
            example="P-014",
            refers_to="people",
        ),
    ] = UNSET
    verified_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Verified",
            "审核时间",
            "When it was verified; null when it was not",
            "审核的时间；未审核时为null",
            example="2026-11-19T10:20:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType | None,
        said(
            "Approved by",
            "批准人",
            "Printed name of who approved the record; null when nobody did",
            "批准人姓名；未批准时为null",
            example="Sun Yue",
        ),
    ] = UNSET
    approved_by_person: Annotated[
        str | UnsetType | None,
        said(
            "Approver",
            "批准人员",
            "The record of who approved it; null when nobody did",
            "批准人员的记录；未批准时为null",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    approved_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Approved",
            "批准时间",
            "When it was approved; null when it was not",
            "批准的时间；未批准时为null",
            example="2026-11-20T16:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("verified_at", "approved_at")),)


class ReleaseProcedure(Entity, frozen=True, kw_only=True):
    """The procedure under which conformity is checked before a lot leaves."""

    id: Annotated[
        Identifier,
        said("Release procedure", "放行程序", "Number of the procedure", "放行程序文件编号", example="SOP-QA-031"),
    ]
    revision: Annotated[
        Text | UnsetType,
        said("Revision", "版次", "Revision that was followed", "所遵循的版次", example="7"),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType,
        said("Approved by", "批准人", "Printed name of who approved it", "批准人姓名", example="Dr. Anna Weber"),
    ] = UNSET
    approved_by_person: Annotated[
        str | UnsetType,
        said(
            "Approver",
            "批准人员",
            "The record of who approved it",
            "批准人员的记录",
            example="P-002",
            refers_to="people",
        ),
    ] = UNSET
    approver_function: Annotated[
        PersonFunction | UnsetType,
        said(
            "Approver's function",
            "批准人职能",
            "In which function it was approved",
            "以何职能批准",
            example="regulatory_responsible",
        ),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Approved",
            "批准日期",
            "Day on which this revision was approved",
            "该版次的批准日期",
            example="2026-02-11",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    effective_on: Annotated[
        dt.date | UnsetType,
        said(
            "In effect from",
            "生效日期",
            "First day on which this revision is followed",
            "该版次开始执行的日期",
            example="2026-03-01",
        ),
    ] = UNSET
