"""What happens to a record after it was written: corrections, and orders to keep it."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Text


class Correction(Entity, frozen=True, kw_only=True):
    """A change to a record after it was written; what stood there before stays legible."""

    id: Annotated[
        Identifier,
        said("Correction", "更正", "Identifies the correction within its record", "记录内更正的编号", example="1"),
    ]
    entry: Annotated[
        Text | UnsetType,
        said("Entry", "更正项", "Which entry was changed", "所更改的项目", example="Seal temperature 14:00"),
    ] = UNSET
    before: Annotated[
        Text | UnsetType, said("Before", "更正前", "What stood there", "更改前的内容", example="12.5")
    ] = UNSET
    after: Annotated[
        Text | UnsetType, said("After", "更正后", "What stands there now", "更改后的内容", example="125")
    ] = UNSET
    reason: Annotated[
        Text | UnsetType | None,
        said(
            "Reason",
            "更改理由",
            "Why it was changed; null when none was given",
            "更改的理由；未注明时为null",
            example="Decimal point misplaced",
        ),
    ] = UNSET
    corrected_by: Annotated[
        str | UnsetType | None,
        said("Corrected by", "更改人", "Who changed it", "更改人员", example="P-0212", refers_to="people"),
    ] = UNSET
    corrected_at: Annotated[
        Instant | UnsetType,
        said(
            "Corrected",
            "更改时间",
            "When it was changed",
            "更改的时间",
            example="2026-10-20T15:02:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    original_legible: Annotated[
        bool | UnsetType,
        said(
            "Original legible",
            "原记录可辨",
            "Whether what stood there can still be read",
            "更改前的内容是否仍可辨认",
            example=True,
        ),
    ] = UNSET


class LegalHold(Entity, frozen=True, kw_only=True):
    """An order to keep a record beyond its retention period."""

    id: Annotated[Identifier, said("Legal hold", "保留令", "Number of the order", "保留令编号", example="LH-2026-003")]
    matter: Annotated[
        Text | UnsetType, said("Matter", "事由", "What it is kept for", "保留的事由", example="Complaint CMP-2026-118")
    ] = UNSET
    placed_on: Annotated[
        dt.date | UnsetType,
        said("Placed", "下达日期", "Day it was placed", "下达的日期", example="2026-11-02", occurred=True, older=True),
    ] = UNSET
    placed_by: Annotated[
        str | UnsetType | None,
        said("Placed by", "下达人", "Who placed it", "下达人员", example="P-005", refers_to="people"),
    ] = UNSET
    lifted_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Lifted",
            "解除日期",
            "Day it was lifted; null while it stands",
            "解除日期；仍有效时为null",
            example="2026-11-20",
            occurred=True,
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("placed_on", "lifted_on")),)
