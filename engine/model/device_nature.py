"""What a device is by its nature: what its risks depend on, and the rules that ask for it."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, Localized, said
from engine.model.product_codes import BodyContact, ContactDuration, MaterialOrigin
from engine.model.values import Identifier, Quantity, Text

PowerOfTen: TypeAlias = Annotated[int, msgspec.Meta(ge=-12, le=-1)]


class DeviceNature(Entity, frozen=True, kw_only=True):
    """The facts about a device that hold in every market."""

    id: Annotated[
        Identifier, said("Product number", "产品编号", "Number of the product", "产品的编号", example="CVC-1L-16G")
    ]
    name: Annotated[Localized | UnsetType, said("Name", "名称", "Name as registered", "注册的产品名称")] = UNSET
    model: Annotated[Text | UnsetType, said("Model", "型号规格", "Model and size", "型号和规格", example="1L 16G")] = (
        UNSET
    )
    sterile: Annotated[
        bool | UnsetType,
        said("Sterile", "无菌", "Whether it is supplied sterile", "是否以无菌状态提供", example=True, classifies=True),
    ] = UNSET
    sterility_exponent: Annotated[
        PowerOfTen | UnsetType | None,
        said(
            "Sterility assurance level, power of ten",
            "无菌保证水平（10的幂）",
            "Power of ten of the probability of a nonsterile unit; null when it is not sterile",
            "单件产品带菌概率的10的幂；非无菌产品为null",
            example=-6,
            classifies=True,
        ),
    ] = UNSET
    aseptic: Annotated[
        bool | UnsetType,
        said(
            "Made aseptically",
            "无菌加工",
            "Whether it is made aseptically and not sterilised at the end",
            "是否为无菌加工而非最终灭菌",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    implantable: Annotated[
        bool | UnsetType,
        said(
            "Implantable",
            "植入",
            "Whether it is implanted",
            "是否为植入器械",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    active: Annotated[
        bool | UnsetType,
        said(
            "Active", "有源", "Whether it needs a source of energy", "是否依靠能源工作", example=False, classifies=True
        ),
    ] = UNSET
    life_supporting: Annotated[
        bool | UnsetType,
        said(
            "Life-supporting or life-sustaining",
            "生命支持或维持",
            "Whether it supports or sustains life",
            "是否用于支持或维持生命",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    reusable: Annotated[
        bool | UnsetType,
        said(
            "Reusable",
            "可重复使用",
            "Whether it is meant for more than one use",
            "是否预期多次使用",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    reprocessed: Annotated[
        bool | UnsetType,
        said(
            "Reprocessed",
            "使用前再处理",
            "Whether it is cleaned, disinfected or sterilised before each use",
            "是否在每次使用前清洗、消毒或灭菌",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    measuring: Annotated[
        bool | UnsetType,
        said(
            "Measuring function",
            "测量功能",
            "Whether it measures",
            "是否具有测量功能",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    surgical: Annotated[
        bool | UnsetType,
        said(
            "Surgical instrument",
            "手术器械",
            "Whether it is an instrument for surgery",
            "是否为手术器械",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    ivd: Annotated[
        bool | UnsetType,
        said(
            "In-vitro diagnostic",
            "体外诊断试剂",
            "Whether it is an in-vitro diagnostic",
            "是否为体外诊断产品",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    custom_made: Annotated[
        bool | UnsetType,
        said(
            "Custom-made",
            "定制",
            "Whether it is made for one patient by prescription",
            "是否按处方为特定患者定制",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    investigational: Annotated[
        bool | UnsetType,
        said(
            "For clinical investigation",
            "临床试验用",
            "Whether it is made for a clinical investigation only",
            "是否仅用于临床试验",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    serialised: Annotated[
        bool | UnsetType,
        said(
            "Serial number on each unit",
            "逐件序列号",
            "Whether each unit bears a serial number of its own",
            "是否每件有唯一序列号",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    medicinal_substance: Annotated[
        bool | UnsetType,
        said(
            "With a medicinal substance",
            "含药",
            "Whether a medicinal substance is an integral part of it",
            "是否含有药物成分",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    origins: Annotated[
        list[MaterialOrigin] | UnsetType,
        said(
            "Origin of its materials",
            "材料来源",
            "Where the materials come from that stay in it",
            "产品所含材料的来源",
            example=["synthetic"],
            classifies=True,
            register=True,
        ),
    ] = UNSET
    contacts: Annotated[
        list[BodyContact] | UnsetType,
        said(
            "Contact with the body",
            "人体接触类型",
            "What it touches, ISO 10993-1; every kind of contact it has",
            "按ISO 10993-1的接触类型；列出全部接触",
            example=["circulating_blood"],
            classifies=True,
            register=True,
        ),
    ] = UNSET
    contact_duration: Annotated[
        ContactDuration | UnsetType,
        said(
            "Duration of contact",
            "接触时间",
            "Longest cumulative contact, ISO 10993-1",
            "按ISO 10993-1的最长累计接触时间",
            example="prolonged",
            classifies=True,
        ),
    ] = UNSET
    contact_area: Annotated[
        Quantity | UnsetType | None,
        said(
            "Area of contact",
            "接触面积",
            "Area of one device that touches the body; null when none does",
            "单件产品接触人体的面积；不接触时为null",
            unit="cm2",
            example={"value": "38", "unit": "cm2"},
        ),
    ] = UNSET
