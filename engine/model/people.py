"""People: for whom and in which functions they act, what they were trained for, which acts they may do."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import Act, PersonFunction, ProcessKind
from engine.model.fields import Entity, said
from engine.model.people_codes import PersonStatus, TrainingKind, TrainingResult
from engine.model.rules import Ordered, Rule
from engine.model.values import Count, Identifier, Market, Period, Text


class Training(Entity, frozen=True, kw_only=True):
    """One training of a person."""

    id: Annotated[
        Identifier, said("Training", "培训记录", "Identifies the training", "培训的标识", example="TR-2026-0331")
    ]
    kind: Annotated[
        TrainingKind | UnsetType,
        said("Kind", "培训类别", "What the training was about", "培训的类别", example="process"),
    ] = UNSET
    topic: Annotated[
        Text | UnsetType,
        said("Topic", "培训内容", "What was taught", "培训的内容", example="Heat sealing of pouches"),
    ] = UNSET
    document: Annotated[
        Text | UnsetType | None,
        said(
            "Document",
            "培训文件",
            "The document that was trained; null when none",
            "所培训的文件编号；无则为null",
            example="WI-SEAL-004",
        ),
    ] = UNSET
    document_revision: Annotated[
        Text | UnsetType | None,
        said("Document revision", "文件版次", "Revision of the document", "所培训文件的版次", example="6"),
    ] = UNSET
    processes: Annotated[
        list[ProcessKind] | UnsetType,
        said(
            "Processes",
            "适用过程",
            "The processes that it qualifies for",
            "培训使其具备资格的过程",
            example=["sealing"],
        ),
    ] = UNSET
    completed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Completed",
            "完成日期",
            "Last day of the training",
            "培训完成的日期",
            example="2026-03-31",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    trainer: Annotated[
        Text | UnsetType, said("Trainer", "培训人", "Who gave it", "实施培训的人员", example="He Jun")
    ] = UNSET
    result: Annotated[
        TrainingResult | UnsetType,
        said("Result", "考核结果", "How it came out", "培训考核的结果", example="passed"),
    ] = UNSET
    assessed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Effect assessed",
            "有效性评价日期",
            "Day on which its effect was assessed; null while it is not",
            "培训有效性评价的日期；未评价为null",
            example="2026-04-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the training counts", "培训有效的日期区间"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("completed_on", "assessed_on")),)


class Authorisation(Entity, frozen=True, kw_only=True):
    """An act that a person may do, and since when."""

    id: Annotated[
        Identifier, said("Authorisation", "授权", "Identifies the authorisation", "授权的标识", example="AU-REL-03")
    ]
    act: Annotated[
        Act | UnsetType,
        said("Act", "授权行为", "What the person may do", "被授权实施的行为", example="production_release"),
    ] = UNSET
    markets: Annotated[
        list[Market] | UnsetType | None,
        said(
            "Markets",
            "适用市场",
            "For which markets; null when for all",
            "适用的市场；适用全部市场为null",
            example=["JP"],
        ),
    ] = UNSET
    granted_by: Annotated[
        Text | UnsetType,
        said("Granted by", "授权人", "Who gave the authority", "授予权限的人员", example="Dr. Anna Weber"),
    ] = UNSET
    granted_on: Annotated[
        dt.date | UnsetType,
        said(
            "Granted",
            "授权日期",
            "Day on which it was given",
            "授权的日期",
            example="2025-12-15",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which it holds", "授权有效的日期区间"),
    ] = UNSET
    document: Annotated[
        Text | UnsetType,
        said("Document", "授权文件", "Number of the appointment", "授权书编号", example="APP-2025-044"),
    ] = UNSET


class Person(Entity, frozen=True, kw_only=True):
    """A person who worked on the lot, inspected it, or answers for it."""

    id: Annotated[
        Identifier, said("Personnel number", "人员编号", "Identifies the person", "人员的唯一编号", example="P-0031")
    ]
    name: Annotated[Text | UnsetType, said("Name", "姓名", "Full name", "人员姓名", example="Xu Lan")] = UNSET
    functions: Annotated[
        list[PersonFunction] | UnsetType,
        said(
            "Functions",
            "职能",
            "In which functions the person acts",
            "人员承担的职能",
            example=["quality", "authorised_releaser"],
            classifies=True,
        ),
    ] = UNSET
    position: Annotated[
        Text | UnsetType,
        said("Position", "职务", "The person's position", "人员的职务", example="Quality engineer"),
    ] = UNSET
    department: Annotated[
        Text | UnsetType,
        said("Department", "部门", "The department that the person belongs to", "所属的部门", example="Quality"),
    ] = UNSET
    employer: Annotated[
        Text | UnsetType,
        said(
            "Employer",
            "所属企业",
            "The company that employs the person",
            "雇用该人员的企业",
            example="Suzhou Meditech Co., Ltd.",
            classifies=True,
        ),
    ] = UNSET
    full_time: Annotated[
        bool | UnsetType,
        said(
            "Full-time",
            "全职",
            "Whether the person works for the employer full-time",
            "是否为所属企业的全职人员",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    employed: Annotated[
        Period | UnsetType,
        said("Employment", "任职期间", "Days of employment", "任职的日期区间"),
    ] = UNSET
    status: Annotated[
        PersonStatus | UnsetType,
        said(
            "Qualification status",
            "上岗资格状态",
            "Where the person's qualification stands",
            "上岗资格的状态",
            example="qualified",
        ),
    ] = UNSET
    degree: Annotated[
        Text | UnsetType | None,
        said(
            "Degree",
            "学历专业",
            "Degree or formal qualification; null when there is none",
            "学历或正式资格；无则为null",
            example="MSc Biomedical Engineering",
        ),
    ] = UNSET
    experience_months: Annotated[
        Count | UnsetType,
        said(
            "Experience",
            "相关工作经验",
            "Months of professional experience in the field",
            "相关专业工作经验的月数",
            example=84,
            unit="mo",
        ),
    ] = UNSET
    independent_of_production: Annotated[
        bool | UnsetType,
        said(
            "Independent of production",
            "独立于生产",
            "Whether the person takes no orders from production",
            "是否不受生产部门指挥",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    signature_accountability_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Accountable for signatures",
            "电子签名责任确认日期",
            "Day on which the person accepted to answer for what they sign electronically; null when never",
            "书面确认对其电子签名负责的日期；未确认为null",
            example="2025-01-06",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    trainings: Annotated[
        list[Training] | UnsetType,
        said("Trainings", "培训记录", "Trainings, earlier ones included", "历次培训记录", older=True),
    ] = UNSET
    authorisations: Annotated[
        list[Authorisation] | UnsetType,
        said("Authorised acts", "授权行为", "Acts that the person may do", "被授权实施的行为", older=True),
    ] = UNSET
