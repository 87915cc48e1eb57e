"""Line clearance: nothing of the lot before was left where this one is made."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.values import Identifier, Instant, Text


class LineClearance(Entity, frozen=True, kw_only=True):
    """One clearance of a line or workplace before the lot, or after it."""

    id: Annotated[
        Identifier, said("Line clearance", "清场记录", "Number of the record", "清场记录编号", example="LC-2610-014-1")
    ]
    step: Annotated[
        str | UnsetType,
        said("Step", "工序", "Step that it was done for", "清场所针对的工序", example="asm", refers_to="lot.steps"),
    ] = UNSET
    equipment: Annotated[
        str | UnsetType | None,
        said(
            "Line or equipment",
            "生产线或设备",
            "What was cleared; null when it was a workplace without equipment",
            "清场的生产线或设备；无设备的工位为null",
            example="EQ-SEAL-02",
            refers_to="equipment",
        ),
    ] = UNSET
    previous_lot: Annotated[
        Text | UnsetType | None,
        said(
            "Lot before",
            "前一批",
            "Lot that was made there before; null when there was none",
            "此前在该处生产的批；无时为null",
            example="CVC-2610-013",
        ),
    ] = UNSET
    cleared: Annotated[
        bool | UnsetType,
        said(
            "Cleared",
            "清场合格",
            "Whether nothing was left of product, labels and documents",
            "是否无遗留的产品、标签和文件",
            example=True,
        ),
    ] = UNSET
    cleared_at: Annotated[
        Instant | UnsetType,
        said("Done", "清场时间", "When it was done", "清场的时间", example="2026-10-20T07:40:00+08:00", occurred=True),
    ] = UNSET
    performer: Annotated[
        str | UnsetType,
        said("Done by", "清场人员", "Who cleared it", "清场的人员", example="P-041", refers_to="people"),
    ] = UNSET
    verifier: Annotated[
        str | UnsetType | None,
        said(
            "Verified by",
            "复核人员",
            "Who verified it; null when nobody did",
            "复核清场的人员；未复核时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
