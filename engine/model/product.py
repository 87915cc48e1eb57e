"""The product: what it is per market, how long it lives, where it is registered."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import RiskClass
from engine.model.fields import Entity, Localized, said
from engine.model.values import Identifier, Market, Months, Period, Text


class Registration(Entity, frozen=True, kw_only=True):
    """A registration, licence, certificate or listing of the product in one market."""

    id: Annotated[Identifier, said("Registration", "注册/备案")]
    market: Annotated[Market | UnsetType, said("Market", "市场")] = UNSET
    number: Annotated[Text | UnsetType, said("Number", "编号")] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期")] = UNSET
    device_data_submitted_on: Annotated[
        dt.date | UnsetType | None, said("Device data given to the database", "产品标识数据提交日期", occurred=True)
    ] = UNSET


class Product(Entity, frozen=True, kw_only=True):
    """A medical device as its approved record describes it."""

    id: Annotated[Identifier, said("Product number", "产品编号")]
    name: Annotated[Localized | UnsetType, said("Name", "名称")] = UNSET
    risk_class: Annotated[dict[Market, RiskClass] | UnsetType, said("Risk class per market", "各市场风险类别")] = UNSET
    sterile: Annotated[bool | UnsetType, said("Sterile", "无菌")] = UNSET
    implantable: Annotated[bool | UnsetType, said("Implantable", "植入")] = UNSET
    life_supporting: Annotated[bool | UnsetType, said("Life-supporting or life-sustaining", "生命支持或维持")] = UNSET
    ivd: Annotated[bool | UnsetType, said("In-vitro diagnostic", "体外诊断试剂")] = UNSET
    udi_exempt: Annotated[dict[Market, bool] | UnsetType, said("Exempt from UDI per market", "各市场UDI豁免")] = UNSET
    lifetime_months: Annotated[Months | UnsetType, said("Lifetime in months", "产品寿命期（月）")] = UNSET
    first_placed_on_market: Annotated[
        dict[Market, dt.date | None] | UnsetType,
        said("First placed on the market, per market", "各市场首次投放日期", occurred=True),
    ] = UNSET
    last_placed_on_market_on: Annotated[
        dt.date | UnsetType | None,
        said("Last device of the model placed on the market", "末台投放市场日期", occurred=True),
    ] = UNSET
    registrations: Annotated[list[Registration] | UnsetType, said("Registrations", "注册与备案")] = UNSET
    attributes: Annotated[dict[str, Text] | UnsetType, said("Extra fields", "扩展字段")] = UNSET
