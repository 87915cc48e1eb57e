"""Validation of processes, and the qualification of what they run on."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import ValidationStatus
from engine.model.equipment_codes import QualificationPhase, QualificationStatus
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Period, Text


class Qualification(Entity, frozen=True, kw_only=True):
    """One part of the qualification of equipment or of the validation of a process."""

    id: Annotated[
        Identifier,
        said("Qualification", "确认", "Identifies the qualification", "确认的标识", example="OQ-SEAL-02-2025"),
    ]
    phase: Annotated[
        QualificationPhase | UnsetType,
        said("Phase", "确认阶段", "Which part of the qualification it is", "属于确认的哪一阶段", example="operational"),
    ] = UNSET
    status: Annotated[
        QualificationStatus | UnsetType,
        said("Status", "状态", "Where it stands", "确认的进展与结论", example="passed"),
    ] = UNSET
    protocol: Annotated[
        Text | UnsetType,
        said(
            "Protocol", "确认方案", "Number and revision of the protocol", "方案编号与版次", example="VP-SEAL-02 rev. 3"
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType,
        said("Report", "确认报告", "Number and revision of the report", "报告编号与版次", example="VR-SEAL-02 rev. 1"),
    ] = UNSET
    performed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Performed",
            "完成日期",
            "Last day of the tests",
            "试验完成日期",
            example="2025-05-21",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType,
        said("Approved by", "批准人", "Who approved the report", "报告批准人", example="Sun Yue"),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Approved",
            "批准日期",
            "Day on which the report was approved",
            "报告批准日期",
            example="2025-05-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the qualification counts", "确认有效的日期区间"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("performed_on", "approved_on")),)


class Validation(Entity, frozen=True, kw_only=True):
    """The validation of a process whose output is not fully verified afterwards."""

    status: Annotated[
        ValidationStatus | UnsetType,
        said(
            "Status", "状态", "Whether the process counts as validated", "过程是否处于已确认状态", example="validated"
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType,
        said("Report", "确认报告", "Number of the validation report", "过程确认报告编号", example="PV-SEA-009"),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the validation counts", "过程确认有效的日期区间"),
    ] = UNSET
    protocol: Annotated[
        Text | UnsetType,
        said(
            "Protocol",
            "确认方案",
            "Number and revision of the protocol",
            "方案编号与版次",
            example="PVP-SEA-009 rev. 2",
        ),
    ] = UNSET
    standard: Annotated[
        Text | UnsetType | None,
        said(
            "Standard",
            "依据标准",
            "The standard it was done to; null when to none",
            "确认所依据的标准；无则为null",
            example="ISO 11607-2",
        ),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType | None,
        said("Edition", "标准版本", "Edition of that standard", "该标准的版本", example="2019"),
    ] = UNSET
    qualifications: Annotated[
        list[Qualification] | UnsetType,
        said(
            "Qualifications",
            "安装、运行与性能确认",
            "Its installation, operational and performance qualifications",
            "过程确认所含的安装、运行与性能确认",
            register=True,
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType,
        said("Approved by", "批准人", "Who approved the report", "确认报告的批准人", example="Sun Yue"),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Approved",
            "批准日期",
            "Day on which the report was approved",
            "确认报告的批准日期",
            example="2025-05-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    reviewed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last reviewed",
            "最近评审日期",
            "Day on which the need to revalidate was last reviewed; null when it never was",
            "最近一次评审是否需要再确认的日期；尚未评审为null",
            example="2026-05-22",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    revalidation_triggers: Annotated[
        list[Text] | UnsetType,
        said(
            "Revalidation triggers",
            "再确认条件",
            "What calls for a revalidation, as the report says",
            "报告规定的再确认条件",
            example=["change of film", "change of sealing tool"],
        ),
    ] = UNSET
    changed_since: Annotated[
        bool | UnsetType,
        said(
            "Changed since",
            "确认后有未评估的变更",
            "Whether something has changed since whose effect was not assessed",
            "确认后是否存在未经评估的变更",
            example=False,
        ),
    ] = UNSET
