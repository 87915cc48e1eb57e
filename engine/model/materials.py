"""What goes into a lot: inputs, how they were bought, what was decided about them, and when they were used."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.balances import MaterialBalance
from engine.model.fields import Code, Entity, Localized, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Instant, Quantity, Text


class InputKind(Code):
    """What an input is to the product."""

    raw_material = "raw_material", "raw material", "原材料"
    component = "component", "component", "零部件"
    intermediate = "intermediate", "intermediate product", "中间品"
    primary_packaging = "primary_packaging", "primary packaging", "初包装材料"
    packaging = "packaging", "secondary packaging", "外包装材料"
    labelling = "labelling", "labels and instructions", "标签和说明书"
    process_agent = "process_agent", "process agent", "工艺用剂"
    reference_material = "reference_material", "reference material", "参考物质"


class IncomingStatus(Code):
    """What was decided about an input before it was used."""

    pending = "pending", "pending", "待检"
    accepted = "accepted", "accepted", "合格", "合格接收"
    concession = "concession", "accepted by concession", "让步接收", "特采"
    urgent_release = "urgent_release", "urgently released", "紧急放行", "例外放行"
    exempt = "exempt", "accepted without inspection", "免检"
    rejected = "rejected", "rejected", "不合格", "拒收"


class Purchase(Entity, frozen=True, kw_only=True):
    """How an input was bought: the order and what it asked for."""

    order: Annotated[
        Text | UnsetType, said("Purchase order", "采购单", "Number of the order", "采购单编号", example="PO-26-3310")
    ] = UNSET
    ordered_on: Annotated[
        dt.date | UnsetType,
        said("Ordered", "采购日期", "Day of the order", "下单日期", example="2026-08-19", occurred=True, older=True),
    ] = UNSET
    specification: Annotated[
        Text | UnsetType,
        said(
            "Specification",
            "采购技术要求",
            "Specification that the order names",
            "采购单所列的技术要求",
            example="SPEC-PUR-112",
        ),
    ] = UNSET
    specification_revision: Annotated[
        Text | UnsetType,
        said(
            "Specification revision", "技术要求版次", "Revision that the order names", "采购单所列的版次", example="C"
        ),
    ] = UNSET
    approved_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Approved",
            "采购信息批准时间",
            "When what was asked for was found adequate, before it was sent; null when nobody checked",
            "采购信息发出前确认其充分适宜的时间；未确认时为null",
            example="2026-08-18T16:05:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET


class Input(Entity, frozen=True, kw_only=True):
    """A lot of material, components or packaging that went into this lot."""

    id: Annotated[Identifier, said("Input", "投入物料", "Identifies the input", "投入物料的标识", example="in-tube")]
    item: Annotated[
        Text | UnsetType,
        said("Item", "物料编码", "Item number of what was put in", "物料编码", example="RM-PU-0416"),
    ] = UNSET
    name: Annotated[Localized | UnsetType, said("Name", "物料名称", "What it is called", "物料的名称")] = UNSET
    kind: Annotated[
        InputKind | UnsetType,
        said(
            "Kind",
            "物料类别",
            "What it is to the product",
            "物料的类别",
            example="raw_material",
            classifies=True,
        ),
    ] = UNSET
    key: Annotated[
        bool | UnsetType,
        said(
            "Key material",
            "关键物料",
            "Whether the product's quality depends on it decisively",
            "是否为对产品质量起关键作用的物料",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    product_contact: Annotated[
        bool | UnsetType,
        said(
            "In contact with the product or the body",
            "与产品或人体接触",
            "Whether it stays in, or touches, the product or the body",
            "是否留存于或接触产品或人体",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "Who supplied it; null when it was made here",
            "供货单位；自制时为null",
            example="SUP-0107",
            refers_to="suppliers",
        ),
    ] = UNSET
    supplier_lot: Annotated[
        Text | UnsetType | None,
        said(
            "Supplier's lot number",
            "供方批号",
            "Lot number that the supplier gave; null when it gave none",
            "供方给出的批号；无批号时为null",
            example="T260911-2",
        ),
    ] = UNSET
    internal_lot: Annotated[
        Text | UnsetType,
        said("Own lot number", "本厂批号", "Lot number that we gave it", "本企业给出的批号", example="RM-2609-088"),
    ] = UNSET
    serials: Annotated[
        list[Text] | UnsetType,
        said("Serial numbers", "序列号", "Serial numbers of the units put in", "投入各件的序列号", example=["A-001"]),
    ] = UNSET
    batch_record: Annotated[
        str | UnsetType | None,
        said(
            "Its batch record",
            "自制批生产记录",
            "The batch record of the lot made here that was put in; null when it was bought",
            "所投入自制批的批生产记录；采购物料为null",
            example="BR-2609-088",
            refers_to="lot.documents",
        ),
    ] = UNSET
    purchase: Annotated[
        Purchase | UnsetType | None,
        said(
            "Purchase",
            "采购信息",
            "How it was bought; null when it was made here",
            "采购的信息；自制时为null",
        ),
    ] = UNSET
    manufactured_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Date of manufacture",
            "生产日期",
            "Day on which it was made; null when its maker states none",
            "物料的生产日期；制造商未给出时为null",
            example="2026-09-11",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    received_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Received",
            "接收日期",
            "Day on which it came in; null when it was made here",
            "到货接收的日期；自制时为null",
            example="2026-09-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    incoming_status: Annotated[
        IncomingStatus | UnsetType,
        said(
            "Incoming status",
            "进货检验状态",
            "What was decided about it before it was used",
            "使用前的检验判定",
            example="accepted",
        ),
    ] = UNSET
    accepted_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Accepted",
            "判定时间",
            "When that was decided; null when it is not decided",
            "判定的时间；未判定时为null",
            example="2026-09-21T14:30:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    inspection: Annotated[
        str | UnsetType | None,
        said(
            "Incoming inspection",
            "进货检验",
            "The inspection it was accepted on; null when there was none",
            "判定所依据的检验；未检验时为null",
            example="IL-2609-115",
            refers_to="lot.inspections",
        ),
    ] = UNSET
    certificate: Annotated[
        Text | UnsetType | None,
        said(
            "Certificate",
            "随货证明",
            "Certificate of conformity or analysis that came with it; null when none came",
            "随货的合格证明或检验报告编号；无时为null",
            example="COA-T260911-2",
        ),
    ] = UNSET
    storage_until: Annotated[
        dt.date | UnsetType | None,
        said(
            "To be retested from",
            "贮存期至",
            "Last day on which it may be used without a new test; null when there is no limit",
            "无需复验即可使用的最后日期；无规定时为null",
            example="2027-09-10",
        ),
    ] = UNSET
    retested_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Retested",
            "复验日期",
            "Day of the last new test that it passed; null when there was none",
            "最近一次复验合格的日期；未复验时为null",
            example="2026-10-08",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    expires_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Expires",
            "失效日期",
            "Last day on which it may be used; null when it has none",
            "可使用的最后日期；无失效日期时为null",
            example="2028-09-10",
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType,
        said(
            "Put in at",
            "投入工序",
            "The step in which it was put in",
            "投入该物料的工序",
            example="asm",
            refers_to="lot.steps",
        ),
    ] = UNSET
    used_at: Annotated[
        Instant | UnsetType,
        said(
            "First used",
            "首次使用时间",
            "When it was first put in",
            "首次投入的时间",
            example="2026-10-20T08:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    required: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity asked for",
            "需用量",
            "Quantity that the parts list asks for",
            "物料清单要求的数量",
            example={"value": "12.00", "unit": "kg"},
        ),
    ] = UNSET
    balance: Annotated[
        MaterialBalance | UnsetType,
        said("Material balance", "物料平衡", "Where the issued quantity went", "领用数量的去向"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("manufactured_on", "received_on", "used_at")),
        Ordered(("manufactured_on", "expires_on")),
        Ordered(("manufactured_on", "storage_until")),
    )
