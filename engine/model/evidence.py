"""Evidence about a lot: nonconformances, the batch record, permissions already given."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import Act, Disposition, NonconformanceStatus, PersonFunction
from engine.model.fields import Entity, said
from engine.model.values import Count, Identifier, Instant, Market, Text


class Nonconformance(Entity, frozen=True, kw_only=True):
    """A nonconformance found on the lot and what was decided about it."""

    id: Annotated[Identifier, said("Nonconformance report", "不合格报告")]
    detected_on: Annotated[dt.date | UnsetType, said("Detected", "发现日期", occurred=True)] = UNSET
    status: Annotated[NonconformanceStatus | UnsetType, said("Status", "状态")] = UNSET
    disposition: Annotated[Disposition | UnsetType, said("Disposition", "处置")] = UNSET
    closed_on: Annotated[dt.date | UnsetType, said("Closed", "关闭日期", occurred=True)] = UNSET


class BatchRecord(Entity, frozen=True, kw_only=True):
    """The batch production record and who verified and approved it."""

    id: Annotated[Identifier, said("Batch record", "批生产记录")]
    complete: Annotated[bool | UnsetType, said("Complete", "完整")] = UNSET
    udi_recorded: Annotated[bool | UnsetType, said("UDI is in the record", "已记录UDI")] = UNSET
    quantity_made: Annotated[Count | UnsetType, said("Quantity made", "生产数量")] = UNSET
    quantity_approved: Annotated[Count | UnsetType, said("Quantity approved for distribution", "放行数量")] = UNSET
    verified_by: Annotated[Text | UnsetType | None, said("Verified by", "审核人")] = UNSET
    approved_by: Annotated[Text | UnsetType | None, said("Approved by", "批准人")] = UNSET
    approved_at: Annotated[Instant | UnsetType | None, said("Approved", "批准时间", occurred=True)] = UNSET


class Permission(Entity, frozen=True, kw_only=True):
    """A permission already given for the lot, for one act in one market."""

    id: Annotated[Identifier, said("Permission", "放行单")]
    act: Annotated[Act | UnsetType, said("Act", "放行类别")] = UNSET
    market: Annotated[Market | UnsetType, said("Market", "市场")] = UNSET
    given_by: Annotated[Text | UnsetType, said("Given by", "签发人")] = UNSET
    function: Annotated[PersonFunction | UnsetType, said("Function", "职能")] = UNSET
    employer: Annotated[Text | UnsetType, said("Employer", "所属企业")] = UNSET
    given_at: Annotated[Instant | UnsetType, said("Given", "签发时间", occurred=True)] = UNSET


class ReleaseProcedure(Entity, frozen=True, kw_only=True):
    """The procedure under which conformity is checked before a lot leaves."""

    id: Annotated[Identifier, said("Release procedure", "放行程序")]
    revision: Annotated[Text | UnsetType, said("Revision", "版次")] = UNSET
    approved_by: Annotated[Text | UnsetType, said("Approved by", "批准人")] = UNSET
    approver_function: Annotated[PersonFunction | UnsetType, said("Approver's function", "批准人职能")] = UNSET
    approved_on: Annotated[dt.date | UnsetType, said("Approved", "批准日期", occurred=True)] = UNSET
