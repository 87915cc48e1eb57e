"""How the labels of a lot were examined: item by item, by a reader, by a person; and where the printed ones went."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import CheckResult
from engine.model.fields import Entity, said
from engine.model.rules import AtMost, Balanced, Rule
from engine.model.values import Count, Identifier, Instant


class LabelChecks(Entity, frozen=True, kw_only=True):
    """The items of a label that are examined for accuracy before release."""

    udi: Annotated[
        CheckResult | UnsetType,
        said(
            "UDI",
            "医疗器械唯一标识",
            "Unique device identifier or universal product code",
            "医疗器械唯一标识或通用产品代码",
            example="correct",
        ),
    ] = UNSET
    expiry: Annotated[
        CheckResult | UnsetType,
        said("Expiration date", "失效日期", "Expiration date on the label", "标签上的失效日期", example="correct"),
    ] = UNSET
    storage: Annotated[
        CheckResult | UnsetType,
        said("Storage instructions", "储存要求", "How it is to be stored", "标签上的储存要求", example="correct"),
    ] = UNSET
    handling: Annotated[
        CheckResult | UnsetType,
        said("Handling instructions", "搬运要求", "How it is to be handled", "标签上的搬运要求", example="not_used"),
    ] = UNSET
    processing: Annotated[
        CheckResult | UnsetType,
        said(
            "Additional processing instructions",
            "其他处理要求",
            "What is to be done with it before use, such as sterilisation by the user",
            "使用前的处理要求，如由使用者灭菌",
            example="not_used",
        ),
    ] = UNSET


class LabelReading(Entity, frozen=True, kw_only=True):
    """What an automatic reader found on the labels of the lot."""

    id: Annotated[
        Identifier, said("Reading", "读码记录", "Identifies the run of the reader", "读码运行的标识", example="rd-1")
    ]
    equipment: Annotated[
        str | UnsetType,
        said("Reader", "读码设备", "The automatic reader", "所用读码设备", example="EQ-VIS-03", refers_to="equipment"),
    ] = UNSET
    labels_read: Annotated[
        Count | UnsetType,
        said("Labels read", "读取标签数", "Labels that passed the reader", "经读码设备的标签数", example=4861),
    ] = UNSET
    labels_rejected: Annotated[
        Count | UnsetType,
        said("Labels rejected", "剔除标签数", "Labels that the reader rejected", "读码设备剔除的标签数", example=12),
    ] = UNSET
    challenged: Annotated[
        bool | UnsetType,
        said(
            "Reader challenged",
            "读码设备已挑战测试",
            "Whether the reader rejected wrong labels put before it, at start and end",
            "是否在开始和结束时用错误标签验证其剔除功能",
            example=True,
        ),
    ] = UNSET
    completed_at: Annotated[
        Instant | UnsetType,
        said(
            "Completed",
            "完成时间",
            "End of the run",
            "读码结束的时间",
            example="2026-11-18T14:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("labels_rejected", "labels_read"),)


class LabelSample(Entity, frozen=True, kw_only=True):
    """The sample of labels that a person examined beside the automatic reader."""

    id: Annotated[Identifier, said("Sample", "人工核对样本", "Identifies the sample", "样本的标识", example="hs-1")]
    examined: Annotated[
        Count | UnsetType,
        said("Labels examined", "人工核对数", "Labels that the person examined", "人工核对的标签数", example=50),
    ] = UNSET
    incorrect: Annotated[
        Count | UnsetType,
        said("Labels incorrect", "人工核对不正确数", "Labels found incorrect", "核对为不正确的标签数", example=0),
    ] = UNSET
    examiner: Annotated[
        str | UnsetType,
        said("Examiner", "核对人员", "The designated person", "指定的核对人员", example="P-031", refers_to="people"),
    ] = UNSET
    examined_at: Annotated[
        Instant | UnsetType,
        said(
            "Examined",
            "核对时间",
            "When the sample was examined",
            "样本核对的时间",
            example="2026-11-18T15:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("incorrect", "examined"),)


class LabelReconciliation(Entity, frozen=True, kw_only=True):
    """Where the labels went that were issued for the lot."""

    issued: Annotated[
        Count | UnsetType, said("Issued", "领用数", "Labels issued for the lot", "为本批领用的标签数", example=4900)
    ] = UNSET
    applied: Annotated[
        Count | UnsetType, said("Applied", "使用数", "Labels on product", "已贴于产品的标签数", example=4849)
    ] = UNSET
    attached: Annotated[
        Count | UnsetType,
        said("Attached to records", "附于记录数", "Labels kept in the batch record", "附于批记录的标签数", example=3),
    ] = UNSET
    destroyed: Annotated[
        Count | UnsetType, said("Destroyed", "销毁数", "Labels destroyed", "已销毁的标签数", example=28)
    ] = UNSET
    returned: Annotated[
        Count | UnsetType, said("Returned", "退回数", "Labels put back into stock", "退回库存的标签数", example=20)
    ] = UNSET
    unaccounted: Annotated[
        Count | UnsetType,
        said("Unaccounted for", "去向不明数", "Labels that were not found again", "去向不明的标签数", example=0),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Balanced("issued", ("applied", "attached", "destroyed", "returned", "unaccounted")),
    )
