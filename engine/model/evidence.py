"""Nonconformances."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import Disposition, NonconformanceStatus
from engine.model.fields import Entity, said
from engine.model.values import Identifier


class Nonconformance(Entity, frozen=True, kw_only=True):
    """A nonconformance found on the lot and what was decided about it."""

    id: Annotated[Identifier, said("Nonconformance report", "不合格报告")]
    detected_on: Annotated[dt.date | UnsetType, said("Detected", "发现日期", occurred=True)] = UNSET
    status: Annotated[NonconformanceStatus | UnsetType, said("Status", "状态")] = UNSET
    disposition: Annotated[Disposition | UnsetType, said("Disposition", "处置")] = UNSET
    closed_on: Annotated[dt.date | UnsetType, said("Closed", "关闭日期", occurred=True)] = UNSET
