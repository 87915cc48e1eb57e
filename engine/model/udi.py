"""The unique device identifier: the device's part, the production part, and the carriers that bear them."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.carriers.comparison import difference, different_di, unreadable, unreadable_pi, wrong_gtin
from engine.model.fields import Entity, said
from engine.model.rules import Checked, Ordered, Rule
from engine.model.udi_codes import CarrierKind, IssuingEntity, PackageLevel
from engine.model.values import Identifier, Instant, Positive, Text

# Fields of a UDI, and what the content of a carrier calls them.
PARTS = (("lot", "lot"), ("serial", "serial"), ("manufactured_on", "manufactured"), ("expires_on", "expires"))


class UdiCarrier(Entity, frozen=True, kw_only=True):
    """One barcode or tag that bears the UDI, with what a verifier read from it."""

    id: Annotated[
        Identifier,
        said("Carrier", "UDI数据载体", "Identifies the carrier on the label or device", "数据载体的标识", example="dm"),
    ]
    kind: Annotated[
        CarrierKind | UnsetType,
        said(
            "Kind", "载体类型", "Symbology or technology of the carrier", "载体的码制或技术", example="gs1_datamatrix"
        ),
    ] = UNSET
    text: Annotated[
        Text | UnsetType,
        said(
            "Text read",
            "读取内容",
            "Everything that was read, FNC1 as the control character U+001D",
            "读取到的全部内容，FNC1写作控制字符U+001D",
            example="(01)06971234500014(11)261026(17)291025(10)CVC-2610-014",
        ),
    ] = UNSET
    direct_mark: Annotated[
        bool | UnsetType,
        said(
            "Direct mark",
            "本体直接标识",
            "Whether it is on the device itself and not on a label",
            "是否标在产品本体上而非标签上",
            example=False,
        ),
    ] = UNSET
    grade: Annotated[
        Text | UnsetType | None,
        said(
            "Print quality",
            "印制质量等级",
            "Grade as a verifier gives it, ISO/IEC 15415 or 15416; null when it was not graded",
            "检测仪给出的ISO/IEC 15415或15416等级；未评级时为null",
            example="3.5/10/660",
        ),
    ] = UNSET
    grade_accepted: Annotated[
        bool | UnsetType | None,
        said(
            "Print quality accepted",
            "印制质量合格",
            "Whether the grade reaches the company's limit; null when it was not graded",
            "等级是否达到企业规定；未评级时为null",
            example=True,
        ),
    ] = UNSET
    read_at: Annotated[
        Instant | UnsetType,
        said(
            "Read",
            "读取时间",
            "When the text was read",
            "读取内容的时间",
            example="2026-11-18T14:40:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Checked(("kind", "text"), unreadable),)


class Udi(Entity, frozen=True, kw_only=True):
    """A unique device identifier as it stands on the label."""

    di: Annotated[
        Text,
        said(
            "UDI-DI",
            "产品标识",
            "Device identifier, without application identifier or check of the carrier",
            "产品标识，不含应用标识符和载体校验位",
            example="06971234500014",
        ),
    ]
    pi: Annotated[
        Text | UnsetType,
        said(
            "UDI-PI",
            "生产标识",
            "Production identifier as people read it on the label",
            "标签上供人识读的生产标识",
            example="(11)261026(17)291025(10)CVC-2610-014",
        ),
    ] = UNSET
    issuing_entity: Annotated[
        IssuingEntity | UnsetType,
        said("Issuing entity", "发码机构", "By whose rules the UDI is made", "UDI所遵循规则的发码机构", example="gs1"),
    ] = UNSET
    level: Annotated[
        PackageLevel | UnsetType,
        said("Level", "包装级别", "What the UDI stands for", "该UDI所标识的级别", example="base_package"),
    ] = UNSET
    units: Annotated[
        Positive | UnsetType,
        said("Units", "所含数量", "Devices in one package of this level", "该级别一个包装所含的产品数量", example=1),
    ] = UNSET
    lot: Annotated[
        Text | UnsetType | None,
        said(
            "Lot number in the PI",
            "生产标识中的批号",
            "Lot number that the production identifier states; null when it states none",
            "生产标识所载批号；不含批号时为null",
            example="CVC-2610-014",
        ),
    ] = UNSET
    serial: Annotated[
        Text | UnsetType | None,
        said(
            "Serial number in the PI",
            "生产标识中的序列号",
            "Serial number that the production identifier states; null when it states none or differs by unit",
            "生产标识所载序列号；不含或逐件不同时为null",
            example="000417",
        ),
    ] = UNSET
    manufactured_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Date of manufacture in the PI",
            "生产标识中的生产日期",
            "Date of manufacture that the production identifier states; null when it states none",
            "生产标识所载生产日期；不含时为null",
            example="2026-10-26",
            occurred=True,
        ),
    ] = UNSET
    expires_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Expiration date in the PI",
            "生产标识中的失效日期",
            "Expiration date that the production identifier states; null when it states none",
            "生产标识所载失效日期；不含时为null",
            example="2029-10-25",
        ),
    ] = UNSET
    carriers: Annotated[
        list[UdiCarrier] | UnsetType,
        said("Carriers", "数据载体", "Barcodes and tags that bear this UDI", "承载该UDI的条码和标签"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("manufactured_on", "expires_on")),
        Checked(("issuing_entity", "di"), wrong_gtin),
        Checked(("pi",), unreadable_pi),
        Checked(("carriers", "di"), different_di),
        *(Checked((held, part), difference(said)) for held in ("pi", "carriers") for part, said in PARTS),
    )
