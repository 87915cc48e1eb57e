"""Equipment: what made, sterilised, monitored or measured the lot, and what says that it was fit for that."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.calibration import Calibration
from engine.model.equipment_codes import EquipmentKind, EquipmentStatus
from engine.model.fields import Entity, said
from engine.model.gauge import Gauge
from engine.model.validation import Qualification
from engine.model.values import Identifier, Months, Text


class Equipment(Entity, frozen=True, kw_only=True):
    """A piece of equipment, instrument, tool or software that the lot depends on."""

    id: Annotated[
        Identifier,
        said("Equipment number", "设备编号", "Identifies the equipment", "设备的唯一编号", example="EQ-SEAL-02"),
    ]
    name: Annotated[
        Text | UnsetType, said("Name", "名称", "What it is called", "设备名称", example="Rotary heat sealer 2")
    ] = UNSET
    kind: Annotated[
        EquipmentKind | UnsetType,
        said("Kind", "设备类别", "What it is for", "设备的用途类别", example="production", classifies=True),
    ] = UNSET
    manufacturer: Annotated[
        Text | UnsetType,
        said("Manufacturer", "制造商", "Who made the equipment", "设备制造商", example="Hawo GmbH"),
    ] = UNSET
    model: Annotated[Text | UnsetType, said("Model", "型号", "Type or model", "设备型号", example="HM 850 DC-V")] = (
        UNSET
    )
    serial_number: Annotated[
        Text | UnsetType,
        said("Serial number", "出厂编号", "The maker's serial number", "制造商的出厂编号", example="85-204417"),
    ] = UNSET
    location: Annotated[
        Text | UnsetType, said("Location", "位置", "Where it stands", "设备所在位置", example="Cleanroom B, line 2")
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Stands at",
            "所在供方",
            "The supplier at whose site it stands; null at the company's own",
            "设备所在的供方；在本企业时为null",
            example=None,
            refers_to="suppliers",
        ),
    ] = UNSET
    status: Annotated[
        EquipmentStatus | UnsetType,
        said("Status", "设备状态", "Whether it may be used", "是否允许使用", example="in_service"),
    ] = UNSET
    status_since: Annotated[
        dt.date | UnsetType,
        said(
            "Status since",
            "状态起始日",
            "Day on which the status was set",
            "该状态的起始日期",
            example="2025-06-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    calibration_required: Annotated[
        bool | UnsetType,
        said(
            "Calibration required",
            "需校准",
            "Whether its readings have to be traceable",
            "其示值是否需要溯源",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    calibration_interval_months: Annotated[
        Months | UnsetType,
        said(
            "Calibration interval",
            "校准周期",
            "Months from one calibration to the next",
            "两次校准之间的月数",
            example=12,
            unit="mo",
        ),
    ] = UNSET
    calibrations: Annotated[
        list[Calibration] | UnsetType,
        said(
            "Calibrations",
            "校准记录",
            "Calibrations and verifications, earlier ones included",
            "校准与核查记录，含既往记录",
            register=True,
            older=True,
        ),
    ] = UNSET
    qualifications: Annotated[
        list[Qualification] | UnsetType,
        said(
            "Qualifications",
            "确认记录",
            "Installation, operational and performance qualifications",
            "安装、运行与性能确认",
            older=True,
            register=True,
        ),
    ] = UNSET
    maintained_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last maintained",
            "最近维护日期",
            "Day of the last planned maintenance; null when none is planned",
            "最近一次计划维护日期；无计划维护为null",
            example="2026-09-28",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    maintenance_due_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Maintenance due",
            "维护到期日",
            "Last day for the next planned maintenance",
            "下一次计划维护的截止日期",
            example="2027-03-31",
        ),
    ] = UNSET
    software_version: Annotated[
        Text | UnsetType | None,
        said(
            "Software version",
            "软件版本",
            "Version of the software that runs it; null when there is none",
            "控制软件版本；无软件为null",
            example="4.2.1",
        ),
    ] = UNSET
    software_validated_version: Annotated[
        Text | UnsetType | None,
        said(
            "Validated software version",
            "已确认的软件版本",
            "Version that was validated for its use",
            "经确认可用于预期用途的软件版本",
            example="4.2.1",
        ),
    ] = UNSET
    gauge: Annotated[
        Gauge | UnsetType | None,
        said(
            "As a gauge",
            "测量特性",
            "What is known of it as a measuring instrument; null when it measures nothing",
            "作为测量设备的特性；不用于测量时为null",
        ),
    ] = UNSET
