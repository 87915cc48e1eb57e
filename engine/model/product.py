"""The product: what it is, how long it lives, how it is identified, where it is registered, what is inspected on it."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.characteristics import Characteristic
from engine.model.codes import RiskClass
from engine.model.device_identifiers import DeviceIdentifier
from engine.model.device_nature import DeviceNature
from engine.model.fields import said
from engine.model.marketing import LegacyConditions, Marketing
from engine.model.product_codes import ConformityRoute
from engine.model.registrations import ClassificationCode, Registration
from engine.model.rules import AtMost, Rule
from engine.model.udi_codes import PackageLevel
from engine.model.values import AttributeName, Market, Months, Quantity, Text


class Product(DeviceNature, frozen=True, kw_only=True):
    """A medical device as its approved record describes it."""

    record_revision: Annotated[
        Text | UnsetType,
        said(
            "Revision of the record",
            "产品档案版次",
            "Approved revision of the record that says this",
            "记载本内容的产品档案的批准版次",
            example="14",
        ),
    ] = UNSET
    record_approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Record approved",
            "产品档案批准日期",
            "Day on which that revision was approved",
            "该版次的批准日期",
            example="2026-05-06",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    risk_class: Annotated[
        dict[Market, RiskClass] | UnsetType,
        said(
            "Risk class per market",
            "各市场风险类别",
            "Risk class by the market's rules",
            "按各市场规则确定的风险类别",
            example={"XA": "IIb"},
            classifies=True,
        ),
    ] = UNSET
    classification_codes: Annotated[
        list[ClassificationCode] | UnsetType,
        said(
            "Classification codes",
            "分类编码",
            "Codes in catalogues and nomenclatures",
            "在各分类目录和命名体系中的编码",
            classifies=True,
            register=True,
        ),
    ] = UNSET
    conformity_route: Annotated[
        dict[Market, ConformityRoute] | UnsetType,
        said(
            "Route per market",
            "各市场上市途径",
            "How the product comes to the market",
            "产品进入各市场的途径",
            example={"XA": "registration"},
            classifies=True,
        ),
    ] = UNSET
    legacy: Annotated[
        dict[Market, LegacyConditions | None] | UnsetType,
        said(
            "Old device per market",
            "各市场过渡期产品",
            "On what it stands under the law before; null where it stands on present law",
            "依据原法规继续上市的条件；依据现行法规时为null",
            classifies=True,
        ),
    ] = UNSET
    lifetime_months: Annotated[
        Months | UnsetType,
        said(
            "Lifetime in months",
            "产品寿命期（月）",
            "Lifetime as the manufacturer defines it",
            "注册人规定的产品寿命期",
            example=36,
            unit="mo",
        ),
    ] = UNSET
    shelf_life_months: Annotated[
        Months | UnsetType | None,
        said(
            "Shelf life in months",
            "货架有效期（月）",
            "Time from manufacture to expiration; null when it does not expire",
            "自生产至失效的时间；无失效期时为null",
            example=36,
            unit="mo",
        ),
    ] = UNSET
    storage_lower: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lowest storage temperature",
            "贮存温度下限",
            "Lowest temperature it may be stored at; null when there is none",
            "允许的最低贮存温度；无规定时为null",
            unit="Cel",
            example={"value": "2", "unit": "Cel"},
        ),
    ] = UNSET
    storage_upper: Annotated[
        Quantity | UnsetType | None,
        said(
            "Highest storage temperature",
            "贮存温度上限",
            "Highest temperature it may be stored at; null when there is none",
            "允许的最高贮存温度；无规定时为null",
            unit="Cel",
            example={"value": "30", "unit": "Cel"},
        ),
    ] = UNSET
    identifiers: Annotated[
        list[DeviceIdentifier] | UnsetType,
        said(
            "Device identifiers",
            "产品标识",
            "UDI-DIs of the device and its packages",
            "产品及各级包装的UDI-DI",
            register=True,
        ),
    ] = UNSET
    udi_group: Annotated[
        dict[Market, Text] | UnsetType,
        said(
            "UDI group per market",
            "各市场UDI实施批次",
            "Group of products by which the market brings UDI into force",
            "该市场分批实施UDI时产品所属的批次",
            example={"XA": "3"},
            classifies=True,
        ),
    ] = UNSET
    package_levels: Annotated[
        list[PackageLevel] | UnsetType,
        said(
            "Levels of packaging",
            "包装级别",
            "Every level of packaging that it leaves in, by its packaging specification",
            "按包装规范出厂的各级包装",
            example=["base_package", "case"],
            classifies=True,
            register=True,
        ),
    ] = UNSET
    udi_exempt: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Exempt from UDI per market",
            "各市场UDI豁免",
            "Whether its label needs no UDI",
            "标签是否无需UDI",
            example={"XA": False},
            classifies=True,
        ),
    ] = UNSET
    udi_exemption: Annotated[
        dict[Market, Text | None] | UnsetType,
        said(
            "Reason for the exemption",
            "UDI豁免依据",
            "By which exception it is exempt; null when it is not",
            "豁免所依据的条款；不豁免时为null",
            example={"XA": None},
        ),
    ] = UNSET
    direct_mark_exempt: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Exempt from direct marking per market",
            "各市场本体标识豁免",
            "Whether the device itself needs no mark, with the reason in its file",
            "本体是否无需标识，理由记于技术文档",
            example={"XA": False},
            classifies=True,
        ),
    ] = UNSET
    implant_exempt: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Implant exempt per market",
            "各市场植入物豁免",
            "Whether it is one of the implants, such as sutures or screws, that the market's law exempts by name",
            "是否属于该市场法规点名豁免的植入物，如缝线、螺钉",
            example={"XA": False},
            classifies=True,
        ),
    ] = UNSET
    tracked: Annotated[
        dict[Market, bool] | UnsetType,
        said(
            "Tracked per market",
            "各市场跟踪要求",
            "Whether each device must be tracked to the patient",
            "是否须逐件跟踪至患者",
            example={"XA": False},
            classifies=True,
        ),
    ] = UNSET
    marketing: Annotated[
        dict[Market, Marketing] | UnsetType,
        said("Marketing per market", "各市场上市情况", "How it stands in the market", "在各市场的上市情况"),
    ] = UNSET
    first_placed_on_market: Annotated[
        dict[Market, dt.date | None] | UnsetType,
        said(
            "First placed on the market, per market",
            "各市场首次投放日期",
            "Day on which the first one was placed there; null when none was yet",
            "首台在该市场投放的日期；尚未投放时为null",
            example={"XA": "2019-04-11"},
            occurred=True,
            older=True,
        ),
    ] = UNSET
    last_placed_on_market_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last device of the model placed on the market",
            "末台投放市场日期",
            "Day on which the last one of the model was placed on any market; null while it is still sold",
            "该型号末台投放任一市场的日期；仍在销售时为null",
            example="2024-12-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    marketing_ended_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Marketing ended",
            "全面退市日期",
            "Day on which the last market was left; null while it is marketed anywhere",
            "退出最后一个市场的日期；仍在任一市场销售时为null",
            example="2024-12-31",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    last_produced_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last produced before this lot",
            "本批前最近生产日期",
            "Last day on which it was made before this lot; null when this is its first lot",
            "本批之前最近一次生产的日期；首批时为null",
            example="2026-09-29",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    restart_validated_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Restart validated",
            "恢复生产验证日期",
            "Day on which it was validated after a long stop; null when there was no such stop",
            "长期停产后恢复生产前验证的日期；无停产时为null",
            example="2026-01-15",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    registrations: Annotated[
        list[Registration] | UnsetType,
        said(
            "Registrations",
            "注册与备案",
            "Registrations, licences, certificates and entries in device databases",
            "注册、备案、许可、证书及器械数据库登记",
            register=True,
        ),
    ] = UNSET
    key_items: Annotated[
        list[Text] | UnsetType,
        said(
            "Key materials",
            "关键物料清单",
            "Item numbers of the materials that every lot must account for",
            "每批均须记录的关键物料编码",
            example=["RM-PU-0416"],
            classifies=True,
            register=True,
        ),
    ] = UNSET
    characteristics: Annotated[
        list[Characteristic] | UnsetType,
        said("Characteristics", "检验特性", "What is inspected on it", "需检验的特性", register=True),
    ] = UNSET
    attributes: Annotated[
        dict[AttributeName, Text] | UnsetType,
        said(
            "Extra fields",
            "扩展字段",
            "Fields that rule packs declare, as text in the form of their type",
            "规则包声明的字段，按其类型的格式写成文本",
            example={"batch_shift": "2"},
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (AtMost("storage_lower", "storage_upper"),)
