"""Where a product is registered, and how catalogues classify it."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import RiskClass
from engine.model.fields import Entity, said
from engine.model.product_codes import RegistrationKind, RegistrationStatus
from engine.model.values import Identifier, Market, Period, Text


class Registration(Entity, frozen=True, kw_only=True):
    """A registration, licence, certificate or listing of the product in one market."""

    id: Annotated[
        Identifier,
        said("Registration", "注册/备案", "Identifies it in the dossier", "在档案中的标识", example="reg-1"),
    ]
    market: Annotated[
        Market | UnsetType, said("Market", "市场", "In which market it is valid", "有效的市场", example="XA")
    ] = UNSET
    kind: Annotated[
        RegistrationKind | UnsetType, said("Kind", "类别", "What it is", "证照的类别", example="registration")
    ] = UNSET
    number: Annotated[
        Text | UnsetType, said("Number", "编号", "Number that it bears", "证照编号", example="20193030412")
    ] = UNSET
    holder: Annotated[
        Text | UnsetType,
        said(
            "Holder",
            "持有人",
            "Whose it is, as it says",
            "证照所载的持有人",
            example="Hanlin Medical Technology Co., Ltd.",
        ),
    ] = UNSET
    issued_by: Annotated[
        Text | UnsetType | None,
        said(
            "Issued by",
            "签发机构",
            "Authority or body that gave it; null when nobody has to",
            "签发的机构；无需签发时为null",
            example="0042",
        ),
    ] = UNSET
    issued_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Issued",
            "签发日期",
            "Day on which it was first given; null when it was not yet",
            "首次签发的日期；未签发时为null",
            example="2019-03-19",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期", "Days on which it is valid", "有效的日期")] = UNSET
    status: Annotated[
        RegistrationStatus | UnsetType, said("Status", "状态", "Where it stands", "目前的状态", example="active")
    ] = UNSET
    risk_class: Annotated[
        RiskClass | UnsetType,
        said("Risk class", "风险类别", "Risk class that it states", "证照所载的风险类别", example="III"),
    ] = UNSET
    models: Annotated[
        list[Text] | UnsetType,
        said("Models", "型号规格", "Models and sizes that it covers", "所涵盖的型号规格", example=["CVC-1L-16G"]),
    ] = UNSET
    makers: Annotated[
        list[Text] | UnsetType,
        said(
            "Makers",
            "生产企业",
            "Companies and sites of manufacture that it names, as it names them",
            "所载的生产企业和地址",
            example=["Suzhou Meditech Co., Ltd."],
        ),
    ] = UNSET
    technical_requirement: Annotated[
        Text | UnsetType | None,
        said(
            "Technical requirement",
            "产品技术要求",
            "Number and revision of the requirement filed with it; null when there is none",
            "随证的产品技术要求编号及版次；无时为null",
            example="PTR-CVC-016/C",
        ),
    ] = UNSET
    basic_di: Annotated[
        Text | UnsetType | None,
        said(
            "Basic UDI-DI",
            "基本UDI-DI",
            "Identifier of the group of devices it belongs to; null when the market has none",
            "所属器械组的标识；该市场无此要求时为null",
            example="69712345CVC01XK",
        ),
    ] = UNSET
    dis: Annotated[
        list[Text] | UnsetType,
        said(
            "Device identifiers",
            "产品标识",
            "UDI-DIs that were given to the device database with it",
            "已随之提交数据库的UDI-DI",
            example=["06971234500014"],
        ),
    ] = UNSET
    device_data_submitted_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Device data given to the database",
            "产品标识数据提交日期",
            "Day on which the data of the smallest sales unit was given; null when it was not",
            "最小销售单元数据的提交日期；未提交时为null",
            example="2022-05-16",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    package_data_submitted_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Package data given to the database",
            "包装标识数据提交日期",
            "Day on which the data of higher packages was given; null when it was not",
            "更高包装级别数据的提交日期；未提交时为null",
            example="2022-05-16",
            occurred=True,
            older=True,
        ),
    ] = UNSET


class ClassificationCode(Entity, frozen=True, kw_only=True):
    """A code of the product in a catalogue or nomenclature."""

    id: Annotated[
        Identifier,
        said("Classification", "分类", "Identifies it in the dossier", "在档案中的标识", example="cat-1"),
    ]
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "Whose catalogue it is; null for a nomenclature of no market",
            "所属市场；非市场专属的命名体系为null",
            example="XA",
        ),
    ] = UNSET
    system: Annotated[
        Text | UnsetType,
        said("Catalogue", "分类目录", "Name of the catalogue or nomenclature", "目录或命名体系的名称", example="GMDN"),
    ] = UNSET
    edition: Annotated[
        Text | UnsetType | None,
        said(
            "Edition",
            "版本",
            "Edition of the catalogue; null when it has none",
            "目录的版本；无版本时为null",
            example="2022",
        ),
    ] = UNSET
    code: Annotated[
        Text | UnsetType,
        said("Code", "分类编码", "Code as the catalogue writes it", "目录中的编码", example="12-01-01"),
    ] = UNSET
