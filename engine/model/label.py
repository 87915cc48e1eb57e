"""The label of a lot: what it says, its UDI, who examined and released it; and the instructions that go with it."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.fields import Entity, said
from engine.model.label_examination import LabelChecks, LabelReading, LabelReconciliation, LabelSample
from engine.model.rules import Checked, Ordered, Rule
from engine.model.udi import Udi
from engine.model.values import Identifier, Instant, Language, Market, Text


def differs_from_udi(part: str) -> Callable[[Udi, dt.date], Localized | None]:
    """Make the check that label and production identifier state the same day."""

    def check(udi: Udi, recorded: dt.date) -> Localized | None:
        said = getattr(udi, part)
        if not isinstance(said, dt.date) or said == recorded:
            return None
        return say(
            "the production identifier says `{said}`, and the label `{recorded}`",
            "生产标识为 `{said}`，标签为 `{recorded}`",
            said=said,
            recorded=recorded,
        )

    return check


class Instructions(Entity, frozen=True, kw_only=True):
    """The instructions for use that go with the lot."""

    id: Annotated[
        Identifier,
        said("Instructions for use", "使用说明书", "Number of the document", "文件编号", example="IFU-CVC-016"),
    ]
    revision: Annotated[
        Text | UnsetType,
        said("Revision", "版次", "Revision that goes with the product", "随产品的版次", example="D"),
    ] = UNSET
    approved_revision: Annotated[
        Text | UnsetType,
        said("Approved revision", "批准版次", "Revision that is approved for use", "批准使用的版次", example="D"),
    ] = UNSET
    languages: Annotated[
        list[Language] | UnsetType,
        said(
            "Languages", "语言", "Languages they are written in, BCP 47", "所用语言，BCP 47代码", example=["zh", "en"]
        ),
    ] = UNSET


class Label(Entity, frozen=True, kw_only=True):
    """The label of the lot."""

    id: Annotated[
        Identifier, said("Label", "标签", "Number of the label's artwork", "标签文件编号", example="LBL-CVC-16G")
    ]
    revision: Annotated[
        Text | UnsetType, said("Revision", "版次", "Revision that was printed", "所印标签的版次", example="F")
    ] = UNSET
    approved_revision: Annotated[
        Text | UnsetType,
        said("Approved revision", "批准版次", "Revision that is approved for use", "批准使用的版次", example="F"),
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Revision approved",
            "版次批准日期",
            "Day on which the approved revision was approved",
            "批准版次的批准日期",
            example="2026-03-02",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    languages: Annotated[
        list[Language] | UnsetType,
        said("Languages", "语言", "Languages on the label, BCP 47", "标签所用语言，BCP 47代码", example=["zh", "en"]),
    ] = UNSET
    markets: Annotated[
        list[Market] | UnsetType,
        said("Markets", "适用市场", "Markets that the label is made for", "标签适用的市场", example=["XA", "XB"]),
    ] = UNSET
    manufactured_on: Annotated[
        dt.date | UnsetType,
        said(
            "Date of manufacture",
            "生产日期",
            "Date of manufacture that the label states",
            "标签所载生产日期",
            example="2026-10-26",
            occurred=True,
        ),
    ] = UNSET
    manufactured_text: Annotated[
        Text | UnsetType | None,
        said(
            "Date of manufacture as printed",
            "生产日期印制文字",
            "The characters as they stand on the label; null when it states none",
            "标签上印制的原文；未印时为null",
            example="2026-10-26",
        ),
    ] = UNSET
    expires_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Expiration date",
            "失效日期",
            "Last day of use that the label states; null when it states none",
            "标签所载的最后使用日期；无失效日期时为null",
            example="2029-10-25",
        ),
    ] = UNSET
    expires_text: Annotated[
        Text | UnsetType | None,
        said(
            "Expiration date as printed",
            "失效日期印制文字",
            "The characters as they stand on the label; null when it states none",
            "标签上印制的原文；未印时为null",
            example="2029-10-25",
        ),
    ] = UNSET
    udi: Annotated[
        Udi | UnsetType | None,
        said(
            "Unique device identifier",
            "医疗器械唯一标识",
            "UDI of the device; null when the label bears none",
            "产品的UDI；标签无UDI时为null",
        ),
    ] = UNSET
    package_udis: Annotated[
        list[Udi] | UnsetType,
        said(
            "UDI of packages", "包装UDI", "UDIs of the higher levels of packaging", "更高包装级别的UDI", register=True
        ),
    ] = UNSET
    checks: Annotated[
        LabelChecks | UnsetType,
        said(
            "Examination of the label",
            "标签核对",
            "The items examined for accuracy, and how each came out",
            "逐项核对的内容及结果",
        ),
    ] = UNSET
    examined_by: Annotated[
        Text | UnsetType | None,
        said(
            "Examined by",
            "核对人",
            "Printed name of who examined it; null when nobody did",
            "核对人姓名；未核对时为null",
            example="Chen Li",
        ),
    ] = UNSET
    examined_by_person: Annotated[
        str | UnsetType | None,
        said(
            "Examiner",
            "核对人员",
            "The record of who examined it; null when nobody did",
            "核对人员的记录；未核对时为null",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    examined_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Examined",
            "核对时间",
            "When it was examined; null when nobody did",
            "核对的时间；未核对时为null",
            example="2026-11-18T15:05:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    releaser: Annotated[
        str | UnsetType | None,
        said(
            "Labelling released by",
            "标签放行人",
            "Who released the labels for use; null when nobody did",
            "批准标签投入使用的人员；未放行时为null",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    released_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Labelling released",
            "标签放行时间",
            "When the labels were released for use; null when they were not",
            "标签投入使用的批准时间；未放行时为null",
            example="2026-11-16T09:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    reading: Annotated[
        LabelReading | UnsetType | None,
        said(
            "Automatic reading",
            "自动读码",
            "What an automatic reader found; null when none checked the labels",
            "自动读码的结果；未使用自动读码时为null",
        ),
    ] = UNSET
    sample: Annotated[
        LabelSample | UnsetType | None,
        said(
            "Human sample",
            "人工核对样本",
            "What a person examined beside the reader; null when nobody did",
            "人工在读码之外核对的样本；未核对时为null",
        ),
    ] = UNSET
    reconciliation: Annotated[
        LabelReconciliation | UnsetType,
        said("Label reconciliation", "标签数量平衡", "Where the issued labels went", "领用标签的去向"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("manufactured_on", "expires_on")),
        Checked(("udi", "manufactured_on"), differs_from_udi("manufactured_on")),
        Checked(("udi", "expires_on"), differs_from_udi("expires_on")),
    )
