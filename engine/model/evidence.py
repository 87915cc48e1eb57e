"""Evidence about a lot: inspections and nonconformances."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import Disposition, InspectionStage, NonconformanceStatus
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Rule
from engine.model.values import Count, Identifier, Instant, Positive, Quantity, Text


class Inspection(Entity, frozen=True, kw_only=True):
    """One inspection of one characteristic, with its plan and what was found."""

    id: Annotated[Identifier, said("Inspection lot", "检验批")]
    stage: Annotated[InspectionStage | UnsetType, said("Stage", "检验阶段")] = UNSET
    characteristic: Annotated[Text | UnsetType, said("Characteristic", "检验项目")] = UNSET
    planned_sample_size: Annotated[Positive | UnsetType, said("Sample size of the plan", "方案样本量")] = UNSET
    sample_size: Annotated[Count | UnsetType, said("Units inspected", "检验样本量")] = UNSET
    nonconforming: Annotated[Count | UnsetType, said("Units nonconforming", "不合格品数")] = UNSET
    acceptance_number: Annotated[Count | UnsetType, said("Acceptance number", "接收数")] = UNSET
    measured: Annotated[Quantity | UnsetType, said("Measured value", "测量值")] = UNSET
    upper_limit: Annotated[Quantity | UnsetType | None, said("Upper limit", "规格上限")] = UNSET
    inspector: Annotated[Text | UnsetType, said("Inspector", "检验员")] = UNSET
    reviewer: Annotated[Text | UnsetType, said("Reviewer", "复核人")] = UNSET
    completed_at: Annotated[Instant | UnsetType, said("Completed", "完成时间", occurred=True)] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("acceptance_number", "planned_sample_size", strict=True),
        AtMost("nonconforming", "sample_size"),
    )


class Nonconformance(Entity, frozen=True, kw_only=True):
    """A nonconformance found on the lot and what was decided about it."""

    id: Annotated[Identifier, said("Nonconformance report", "不合格报告")]
    detected_on: Annotated[dt.date | UnsetType, said("Detected", "发现日期", occurred=True)] = UNSET
    status: Annotated[NonconformanceStatus | UnsetType, said("Status", "状态")] = UNSET
    disposition: Annotated[Disposition | UnsetType, said("Disposition", "处置")] = UNSET
    closed_on: Annotated[dt.date | UnsetType, said("Closed", "关闭日期", occurred=True)] = UNSET
