"""Our own company: its sites, its licences, who heads it and who answers for what."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import PersonFunction, ProcessKind, RiskClass
from engine.model.fields import Code, Entity, Localized, said
from engine.model.product_codes import RegistrationStatus
from engine.model.values import Identifier, Market, Period, Text


class LicenceKind(Code):
    """What a company is licensed, registered or certified for."""

    production_licence = "production_licence", "production licence", "生产许可证"
    production_filing = "production_filing", "production filing", "生产备案凭证"
    trading_licence = "trading_licence", "trading licence", "经营许可证"
    establishment_registration = "establishment_registration", "establishment registration", "企业登记"
    actor_registration = "actor_registration", "registration as an economic operator", "经济运营商登记"
    quality_certificate = "quality_certificate", "certificate of the quality management system", "质量管理体系认证"
    sterilisation_licence = "sterilisation_licence", "licence to sterilise", "灭菌资质"
    radiation_licence = "radiation_licence", "radiation safety licence", "辐射安全许可证"


class CompanySite(Entity, frozen=True, kw_only=True):
    """A place where the company works."""

    id: Annotated[Identifier, said("Site", "生产场地", "Identifies the site", "场地的标识", example="SZ-1")]
    name: Annotated[Localized | UnsetType, said("Name", "名称", "What it is called", "场地的名称")] = UNSET
    address: Annotated[
        Localized | UnsetType, said("Address", "地址", "Address as licences state it", "与证照一致的地址")
    ] = UNSET
    country: Annotated[
        Market | UnsetType,
        said("Country", "国家/地区", "Country or territory, ISO 3166-1", "ISO 3166-1国家或地区代码", example="XA"),
    ] = UNSET
    processes: Annotated[
        list[ProcessKind] | UnsetType,
        said("Processes", "工序", "What is done there", "在该场地进行的工序", example=["assembly", "sealing"]),
    ] = UNSET


class CompanyLicence(Entity, frozen=True, kw_only=True):
    """A licence, registration or certificate of the company."""

    id: Annotated[
        Identifier, said("Licence", "证照", "Identifies it in the dossier", "在档案中的标识", example="lic-1")
    ]
    kind: Annotated[
        LicenceKind | UnsetType, said("Kind", "类别", "What it is", "证照的类别", example="production_licence")
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "For which market it is; null when it is for none in particular",
            "适用的市场；不限市场时为null",
            example="XA",
        ),
    ] = UNSET
    number: Annotated[
        Text | UnsetType, said("Number", "编号", "Number that it bears", "证照编号", example="20160187")
    ] = UNSET
    issued_by: Annotated[
        Text | UnsetType,
        said(
            "Issued by", "发证机构", "Authority or body that gave it", "签发的机构", example="Certification body 0042"
        ),
    ] = UNSET
    issued_on: Annotated[
        dt.date | UnsetType,
        said("Issued", "发证日期", "Day of issue", "签发的日期", example="2021-08-12", occurred=True, older=True),
    ] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期", "Days on which it is valid", "有效的日期")] = UNSET
    status: Annotated[
        RegistrationStatus | UnsetType, said("Status", "状态", "Where it stands", "目前的状态", example="active")
    ] = UNSET
    scope: Annotated[Localized | UnsetType, said("Scope", "范围", "What it covers, as it says", "证照所载的范围")] = (
        UNSET
    )
    risk_classes: Annotated[
        list[RiskClass] | UnsetType,
        said("Risk classes", "风险类别", "Risk classes that it covers", "所涵盖的风险类别", example=["II", "III"]),
    ] = UNSET
    site: Annotated[
        str | UnsetType | None,
        said(
            "Site",
            "场地",
            "Site that it is for; null when it is for all of them",
            "适用的场地；适用于全部场地时为null",
            example="SZ-1",
            refers_to="company.sites",
        ),
    ] = UNSET


class Appointment(Entity, frozen=True, kw_only=True):
    """A person appointed to answer for something."""

    id: Annotated[
        Identifier, said("Appointment", "任命", "Number of the appointment", "任命文件编号", example="AP-2025-03")
    ]
    person: Annotated[
        str | UnsetType,
        said("Person", "人员", "Who was appointed", "被任命的人员", example="P-012", refers_to="people"),
    ] = UNSET
    function: Annotated[
        PersonFunction | UnsetType,
        said("Function", "职能", "For what", "任命的职能", example="authorised_releaser"),
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "For which market; null when for all of them",
            "适用的市场；适用于全部市场时为null",
            example="XA",
        ),
    ] = UNSET
    site: Annotated[
        str | UnsetType | None,
        said(
            "Site",
            "场地",
            "For which site; null when for all of them",
            "适用的场地；适用于全部场地时为null",
            example="SZ-1",
            refers_to="company.sites",
        ),
    ] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "任期", "Days of the appointment", "任命的有效日期")] = UNSET
    appointed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Appointed",
            "任命日期",
            "Day of the appointment",
            "任命的日期",
            example="2025-01-06",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    external: Annotated[
        bool | UnsetType,
        said(
            "From outside",
            "外部人员",
            "Whether the person is not employed by the company",
            "是否为非本企业雇用的人员",
            example=False,
        ),
    ] = UNSET
    deputy: Annotated[
        bool | UnsetType,
        said("Deputy", "代理", "Whether only in another's absence", "是否仅在他人缺位时代理", example=False),
    ] = UNSET


class Company(Entity, frozen=True, kw_only=True):
    """The company whose lot this is."""

    id: Annotated[Identifier, said("Company", "企业", "Identifies the company", "企业的标识", example="MEDITECH")]
    name: Annotated[Localized | UnsetType, said("Name", "名称", "Name as licences state it", "与证照一致的名称")] = (
        UNSET
    )
    micro_or_small: Annotated[
        bool | UnsetType,
        said(
            "Micro or small enterprise",
            "小微企业",
            "Whether it counts as a micro or small enterprise",
            "是否属于小型或微型企业",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    sites: Annotated[list[CompanySite] | UnsetType, said("Sites", "生产场地", "Where it works", "企业的各场地")] = UNSET
    licences: Annotated[
        list[CompanyLicence] | UnsetType,
        said("Licences", "证照", "Licences, registrations and certificates", "许可、登记和认证证书"),
    ] = UNSET
    head: Annotated[
        str | UnsetType,
        said("Head of the company", "企业负责人", "Who heads it", "企业负责人", example="P-001", refers_to="people"),
    ] = UNSET
    management_representative: Annotated[
        str | UnsetType,
        said(
            "Management representative",
            "管理者代表",
            "Who answers for the quality management system",
            "对质量管理体系负责的管理者代表",
            example="P-003",
            refers_to="people",
        ),
    ] = UNSET
    production_head: Annotated[
        str | UnsetType,
        said(
            "Head of production",
            "生产负责人",
            "Who heads production",
            "生产管理部门负责人",
            example="P-005",
            refers_to="people",
        ),
    ] = UNSET
    quality_head: Annotated[
        str | UnsetType,
        said(
            "Head of quality",
            "质量负责人",
            "Who heads quality",
            "质量管理部门负责人",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    technical_head: Annotated[
        str | UnsetType | None,
        said(
            "Head of technology",
            "技术负责人",
            "Who heads technology; null when nobody does",
            "技术管理部门负责人；未设时为null",
            example="P-007",
            refers_to="people",
        ),
    ] = UNSET
    appointments: Annotated[
        list[Appointment] | UnsetType,
        said(
            "Appointments",
            "任命",
            "Who was appointed as responsible person, releaser and the like",
            "法规符合性负责人、放行审核人等的任命",
        ),
    ] = UNSET
