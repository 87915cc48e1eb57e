"""The device identifiers of a product, level by level."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.carriers.comparison import wrong_gtin
from engine.model.fields import Entity, said
from engine.model.rules import Checked, Rule
from engine.model.udi_codes import IssuingEntity, PackageLevel
from engine.model.values import Identifier, Positive, Text


class DeviceIdentifier(Entity, frozen=True, kw_only=True):
    """A UDI-DI of the product or of a package of it."""

    id: Annotated[
        Identifier, said("Identifier", "标识", "Identifies it in the dossier", "在档案中的标识", example="di-base")
    ]
    di: Annotated[
        Text,
        said("UDI-DI", "产品标识", "Device identifier", "产品标识（UDI-DI）", example="06971234500014"),
    ]
    issuing_entity: Annotated[
        IssuingEntity | UnsetType,
        said("Issuing entity", "发码机构", "By whose rules it is made", "所遵循规则的发码机构", example="gs1"),
    ] = UNSET
    level: Annotated[
        PackageLevel | UnsetType,
        said("Level", "包装级别", "What it stands for", "所标识的级别", example="base_package"),
    ] = UNSET
    units: Annotated[
        Positive | UnsetType,
        said("Units", "所含数量", "Devices in one package of this level", "该级别一个包装所含的产品数量", example=1),
    ] = UNSET
    basic_di: Annotated[
        Text | UnsetType | None,
        said(
            "Basic UDI-DI",
            "基本UDI-DI",
            "Identifier of the group of devices it belongs to; null when it has none",
            "所属器械组的标识；无时为null",
            example="69712345CVC01XK",
        ),
    ] = UNSET
    direct_mark_di: Annotated[
        Text | UnsetType | None,
        said(
            "Identifier of the direct mark",
            "本体标识",
            "UDI-DI on the device itself; null when it bears none",
            "产品本体上的UDI-DI；无时为null",
            example="06971234500014",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Checked(("issuing_entity", "di"), wrong_gtin),)
