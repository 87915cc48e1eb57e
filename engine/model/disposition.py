"""What was decided about nonconforming product, quantity by quantity."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.codes import Disposition
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import DispositionAuthority
from engine.model.rework import Rework
from engine.model.rules import Checked, Excluded, Ordered, Rule
from engine.model.values import Count, Identifier, Quantity, Text


def _serials_counted(serials: list[str], quantity: int) -> Localized | None:
    if len(serials) == quantity:
        return None
    return say(
        "{count} serial numbers for a quantity of {quantity}",
        "数量为{quantity}，却有{count}个序列号",
        count=len(serials),
        quantity=quantity,
    )


class DispositionLine(Entity, frozen=True, kw_only=True):
    """One quantity of nonconforming product, what was decided about it, and whether that was done."""

    id: Annotated[
        Identifier,
        said("Line", "处置行", "Identifies the line within its nonconformance", "在不合格报告中的行号", example="1"),
    ]
    input: Annotated[
        str | UnsetType | None,
        said(
            "Input lot",
            "投入批",
            "The input that does not conform; null when it is the lot itself",
            "不合格的投入批；为本批自身时为null",
            example="IN-TUBE-01",
            refers_to="lot.inputs",
        ),
    ] = UNSET
    part: Annotated[
        Text | UnsetType | None,
        said(
            "Part of the lot",
            "批内部分",
            "Sub-lot, load, box or pallet; null when the line is about no such part",
            "分批、灭菌批、箱或托盘；不涉及时为null",
            example="BOX-014",
        ),
    ] = UNSET
    serials: Annotated[
        list[Text] | UnsetType,
        said(
            "Serial numbers",
            "序列号",
            "Every unit of the line by its serial number",
            "本行每一件的序列号",
            example=["SN-000141", "SN-000142"],
        ),
    ] = UNSET
    quantity_inspected: Annotated[
        Count | UnsetType,
        said("Quantity inspected", "检验数量", "Units looked at to find them", "为发现不合格所检的件数", example=50),
    ] = UNSET
    quantity: Annotated[
        Count | UnsetType,
        said("Quantity nonconforming", "不合格数", "Units that this line decides about", "本行处置的件数", example=2),
    ] = UNSET
    amount: Annotated[
        Quantity | UnsetType,
        said(
            "Amount nonconforming",
            "不合格量",
            "The same for material that is not counted",
            "不以件计的物料的不合格量",
            example={"value": "12.5", "unit": "kg"},
        ),
    ] = UNSET
    defect_code: Annotated[
        Text | UnsetType,
        said(
            "Defect code",
            "缺陷代码",
            "Code of the site's defect catalogue",
            "企业缺陷代码表中的代码",
            example="SEAL-03",
        ),
    ] = UNSET
    location: Annotated[
        Text | UnsetType,
        said("Quarantine location", "隔离位置", "Where it is kept apart", "隔离存放的位置", example="QUAR-A-07"),
    ] = UNSET
    quarantined_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Quarantined",
            "隔离日期",
            "Day it was marked and set apart; null when it was not",
            "标识并隔离的日期；未隔离时为null",
            example="2026-10-28",
            occurred=True,
        ),
    ] = UNSET
    disposition: Annotated[
        Disposition | UnsetType,
        said("Disposition", "处置", "What was decided about this quantity", "对该数量的处置决定", example="rework"),
    ] = UNSET
    justification: Annotated[
        Text | UnsetType | None,
        said(
            "Justification",
            "处置理由",
            "Why the disposition is acceptable",
            "接受该处置的理由",
            example="Rework WI-SEAL-009 restores the seal and is validated",
        ),
    ] = UNSET
    authority: Annotated[
        DispositionAuthority | UnsetType,
        said("Authority", "处置权限", "In which authority it was decided", "作出处置的权限", example="review_board"),
    ] = UNSET
    decided_by: Annotated[
        str | UnsetType | None,
        said(
            "Decided by",
            "处置批准人",
            "Who answers for the decision",
            "对处置负责的人员",
            example="P-031",
            refers_to="people",
        ),
    ] = UNSET
    decided_on: Annotated[
        dt.date | UnsetType | None,
        said("Decided", "处置日期", "Day of the decision", "作出处置的日期", example="2026-10-29", occurred=True),
    ] = UNSET
    signature: Annotated[
        str | UnsetType | None,
        said(
            "Signature",
            "签名",
            "The signature under the decision",
            "处置的签名",
            example="SIG-0117",
            refers_to="lot.signatures",
        ),
    ] = UNSET
    concession: Annotated[
        str | UnsetType | None,
        said(
            "Concession",
            "让步",
            "The concession under which it is accepted",
            "据以接收的让步",
            example="CON-2610-004",
            refers_to="lot.concessions",
        ),
    ] = UNSET
    rework: Annotated[
        Rework | UnsetType | None,
        said(
            "Rework", "返工", "How it is reworked or repaired; null when it is not", "返工或返修的方式；不返工时为null"
        ),
    ] = UNSET
    executed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Executed",
            "执行日期",
            "Day the disposition was carried out; null while it was not",
            "处置执行日期；未执行时为null",
            example="2026-10-30",
            occurred=True,
        ),
    ] = UNSET
    executed_by: Annotated[
        str | UnsetType | None,
        said("Executed by", "执行人", "Who carried it out", "处置执行人员", example="P-0212", refers_to="people"),
    ] = UNSET
    execution_reference: Annotated[
        Text | UnsetType | None,
        said(
            "Execution document",
            "执行单据",
            "Document that moved or destroyed the product",
            "移动或销毁产品的单据",
            example="MV-884120",
        ),
    ] = UNSET
    destruction_witness: Annotated[
        str | UnsetType | None,
        said(
            "Witness of destruction",
            "销毁见证人",
            "Who saw scrapped product made unusable",
            "见证报废品失去使用功能的人员",
            example="P-040",
            refers_to="people",
        ),
    ] = UNSET
    verified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Verified",
            "验证日期",
            "Day the execution was verified; null while it was not",
            "处置验证日期；未验证时为null",
            example="2026-10-30",
            occurred=True,
        ),
    ] = UNSET
    verified_by: Annotated[
        str | UnsetType | None,
        said(
            "Verified by", "验证人", "Who verified the execution", "处置验证人员", example="P-031", refers_to="people"
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("executed_on", "verified_on")),
        Excluded(("decided_on", "executed_on", "verified_on"), when="disposition", equals="pending"),
        Checked(("serials", "quantity"), _serials_counted),
    )
