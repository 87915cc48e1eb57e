"""Departures from what was laid down, in production or inspection."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.evaluation import Evaluation
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import DeviationArea, DeviationStatus, Severity
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.values import Count, Identifier, Instant, Text


class Deviation(Entity, frozen=True, kw_only=True):
    """A departure from a procedure, a parameter or an environment, in production or inspection."""

    id: Annotated[Identifier, said("Deviation", "偏差", "Number of the deviation", "偏差编号", example="DEV-2610-006")]
    description: Annotated[
        Text | UnsetType,
        said(
            "Description",
            "偏差描述",
            "What departed from what was laid down",
            "偏离规定的内容",
            example="Room temperature above its limit for 25 minutes",
        ),
    ] = UNSET
    area: Annotated[
        DeviationArea | UnsetType,
        said("Area", "偏差类别", "What it is about", "偏差所涉及的方面", example="environment"),
    ] = UNSET
    severity: Annotated[
        Severity | UnsetType, said("Severity", "严重程度", "How much it weighs", "偏差的严重程度", example="minor")
    ] = UNSET
    began_at: Annotated[
        Instant | UnsetType,
        said(
            "Began",
            "开始时间",
            "When it began, as far as is known",
            "偏差开始的时间，据已知信息",
            example="2026-10-20T14:05:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    ended_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Ended",
            "结束时间",
            "When it ended; null while it lasts",
            "偏差结束的时间；仍持续时为null",
            example="2026-10-20T14:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    detected_on: Annotated[
        dt.date | UnsetType,
        said("Detected", "发现日期", "Day it was noticed", "发现偏差的日期", example="2026-10-20", occurred=True),
    ] = UNSET
    detected_by: Annotated[
        str | UnsetType | None,
        said("Detected by", "发现人", "Who noticed it", "发现偏差的人员", example="P-0212", refers_to="people"),
    ] = UNSET
    reported_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Reported to quality",
            "报告质量部门日期",
            "Day the quality function was told",
            "向质量部门报告的日期",
            example="2026-10-20",
            occurred=True,
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType | None,
        said(
            "Step",
            "工序",
            "The step it happened in; null when it happened in none",
            "发生偏差的工序；与工序无关时为null",
            example="assembly",
            refers_to="lot.steps",
        ),
    ] = UNSET
    inspection: Annotated[
        str | UnsetType | None,
        said(
            "Inspection",
            "检验",
            "The inspection it happened in; null when it happened in none",
            "发生偏差的检验；与检验无关时为null",
            example="INS-2610-041",
            refers_to="lot.inspections",
        ),
    ] = UNSET
    equipment: Annotated[
        str | UnsetType | None,
        said(
            "Equipment",
            "设备",
            "The equipment it is about; null when it is about none",
            "所涉及的设备；不涉及时为null",
            example="EQ-HVAC-01",
            refers_to="equipment",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "The party outside where it happened; null when it happened inside",
            "发生偏差的外部单位；发生在本企业时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    requirement: Annotated[
        Text | UnsetType, said("Requirement", "应达要求", "What was laid down", "规定的要求", example="18 to 28 Cel")
    ] = UNSET
    actual: Annotated[
        Text | UnsetType,
        said("Actual condition", "实际情况", "What happened instead", "实际发生的情况", example="28.9 Cel at most"),
    ] = UNSET
    immediate_action: Annotated[
        Text | UnsetType | None,
        said(
            "Immediate action",
            "应急措施",
            "What was done at once",
            "立即采取的措施",
            example="Work stopped, product covered",
        ),
    ] = UNSET
    quantity_affected: Annotated[
        Count | UnsetType,
        said(
            "Quantity affected",
            "受影响数量",
            "Units of the lot that can be affected",
            "本批可能受影响的件数",
            example=120,
        ),
    ] = UNSET
    serials_affected: Annotated[
        list[Text] | UnsetType,
        said(
            "Serial numbers affected",
            "受影响的序列号",
            "Those of them that have serial numbers",
            "受影响产品的序列号",
            example=["SN-000141"],
        ),
    ] = UNSET
    evaluation: Annotated[
        Evaluation | UnsetType,
        said("Evaluation", "评价", "What it means for the product and what it asks for", "对产品的影响及所要求的措施"),
    ] = UNSET
    nonconformance: Annotated[
        str | UnsetType | None,
        said(
            "Nonconformance",
            "不合格",
            "The nonconformance it led to; null when it led to none",
            "由此产生的不合格；无则为null",
            example="NC-2610-033",
            refers_to="lot.nonconformances",
        ),
    ] = UNSET
    capa: Annotated[
        str | UnsetType | None,
        said(
            "CAPA",
            "纠正和预防措施",
            "The corrective action it led to; null when it led to none",
            "由此启动的纠正措施；无则为null",
            example="CAPA-2026-019",
            refers_to="lot.capas",
        ),
    ] = UNSET
    owner: Annotated[
        str | UnsetType | None,
        said("Owner", "责任人", "Who sees it through", "负责跟进的人员", example="P-031", refers_to="people"),
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said("Due", "到期日", "Day it has to be closed by", "应关闭的日期", example="2026-11-20"),
    ] = UNSET
    status: Annotated[
        DeviationStatus | UnsetType,
        said("Status", "状态", "Where the deviation stands", "偏差的状态", example="closed"),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2026-10-27",
            occurred=True,
        ),
    ] = UNSET
    closed_by: Annotated[
        str | UnsetType | None,
        said(
            "Closed by",
            "关闭批准人",
            "Who of the quality function closed it",
            "批准关闭的质量部门人员",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("began_at", "ended_at")),
        Ordered(("began_at", "detected_on")),
        Ordered(("detected_on", "reported_on")),
        Ordered(("detected_on", "closed_on")),
        Excluded(("closed_on", "closed_by"), when="status", equals="reported"),
        Excluded(("closed_on", "closed_by"), when="status", equals="under_investigation"),
        Excluded(("closed_on", "closed_by"), when="status", equals="assessed"),
    )
