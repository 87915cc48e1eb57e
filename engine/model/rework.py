"""Rework and repair of nonconforming product."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.values import Text


class Rework(Entity, frozen=True, kw_only=True):
    """How nonconforming product is reworked or repaired, what that does to it, and how it was inspected again."""

    instruction: Annotated[
        Text | UnsetType | None,
        said(
            "Rework instruction",
            "返工文件",
            "Approved instruction, with revision, for rework or repair",
            "经批准的返工或返修作业文件及版次",
            example="WI-SEAL-009 rev 2",
        ),
    ] = UNSET
    instruction_approved_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Instruction approved",
            "返工文件批准日期",
            "Day the instruction was approved",
            "作业文件的批准日期",
            example="2026-03-02",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    adverse_effect_assessed: Annotated[
        bool | UnsetType,
        said(
            "Adverse effect assessed",
            "不利影响已评估",
            "Whether the adverse effect of the rework was determined",
            "是否已评估返工的不利影响",
            example=True,
        ),
    ] = UNSET
    adverse_effect: Annotated[
        bool | UnsetType,
        said(
            "Adverse effect found",
            "存在不利影响",
            "Whether the rework harms the product",
            "返工是否对产品产生不利影响",
            example=False,
        ),
    ] = UNSET
    risk_assessed: Annotated[
        bool | UnsetType,
        said(
            "Risk assessed",
            "已作风险评估",
            "Whether the risk of the rework or downgrade was assessed",
            "是否已评估返工或降级的风险",
            example=True,
        ),
    ] = UNSET
    revalidated: Annotated[
        bool | UnsetType | None,
        said(
            "Process revalidated",
            "已再确认",
            "Whether a process touched by the rework was validated again; null when none was",
            "返工涉及的过程是否已再确认；不涉及时为null",
            example=True,
        ),
    ] = UNSET
    reinspection: Annotated[
        str | UnsetType | None,
        said(
            "Reinspection",
            "重新检验",
            "The inspection after the rework",
            "返工后的检验",
            example="INS-2610-044",
            refers_to="lot.inspections",
        ),
    ] = UNSET
