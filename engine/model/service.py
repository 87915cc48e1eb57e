"""Service of devices of the lot."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.values import Identifier, Text


class ServiceRecord(Entity, frozen=True, kw_only=True):
    """One service of a device of the lot."""

    id: Annotated[
        Identifier,
        said("Service record", "服务记录", "Number of the service record", "服务记录编号", example="SRV-2026-044"),
    ]
    device: Annotated[
        Text | UnsetType,
        said("Device", "器械名称", "Name of the device serviced", "所服务器械的名称", example="Infusion pump P2"),
    ] = UNSET
    udi: Annotated[
        Text | UnsetType | None,
        said(
            "UDI or other identification",
            "UDI或其他标识",
            "How the device is identified; null when it is not known",
            "器械的唯一标识或其他标识；未知时为null",
            example="(01)06901234567892(21)SN-000141",
        ),
    ] = UNSET
    serial: Annotated[
        Text | UnsetType | None,
        said(
            "Serial number",
            "序列号",
            "Serial number of the device; null when it has none",
            "器械的序列号；无则为null",
            example="SN-000141",
        ),
    ] = UNSET
    serviced_on: Annotated[
        dt.date | UnsetType,
        said("Serviced", "服务日期", "Day it was serviced", "服务的日期", example="2026-11-19", occurred=True),
    ] = UNSET
    serviced_by: Annotated[
        Text | UnsetType, said("Serviced by", "服务人员", "Who serviced it", "服务人员姓名", example="Li Wei")
    ] = UNSET
    work: Annotated[
        Text | UnsetType, said("Work done", "服务内容", "What was done", "所做的服务", example="Battery replaced")
    ] = UNSET
    tests: Annotated[
        Text | UnsetType | None,
        said(
            "Tests and inspections",
            "检验与试验数据",
            "What was tested and found; null when nothing was",
            "检验与试验的数据；未作时为null",
            example="Flow 100.2 mL/h at 100 mL/h",
        ),
    ] = UNSET
    passed: Annotated[
        bool | UnsetType | None,
        said(
            "Passed",
            "检验合格",
            "Whether the tests were passed; null when none were made",
            "检验是否合格；未作时为null",
            example=True,
        ),
    ] = UNSET
    complaint: Annotated[
        str | UnsetType | None,
        said(
            "Complaint",
            "投诉",
            "The complaint it tells of; null when it tells of none",
            "所反映的投诉；无则为null",
            example="CMP-2026-118",
            refers_to="lot.complaints",
        ),
    ] = UNSET
