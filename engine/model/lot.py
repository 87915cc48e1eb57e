"""The lot: where it is meant to go, what was done to it, by whom, and its label."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import Actor, CheckResult
from engine.model.evidence import BatchRecord, Nonconformance, Permission, ReleaseProcedure
from engine.model.fields import Entity, said
from engine.model.inspection import Inspection
from engine.model.steps import Step
from engine.model.values import Identifier, Instant, Market, Positive, Text


class Udi(Entity, frozen=True, kw_only=True):
    """A unique device identifier as it stands on the label."""

    di: Annotated[Text, said("UDI-DI", "产品标识")]
    pi: Annotated[Text | UnsetType, said("UDI-PI", "生产标识")] = UNSET


class LabelChecks(Entity, frozen=True, kw_only=True):
    """The items of a label that are examined for accuracy before release."""

    udi: Annotated[CheckResult | UnsetType, said("UDI", "医疗器械唯一标识")] = UNSET
    expiry: Annotated[CheckResult | UnsetType, said("Expiration date", "失效日期")] = UNSET
    storage: Annotated[CheckResult | UnsetType, said("Storage instructions", "储存要求")] = UNSET
    handling: Annotated[CheckResult | UnsetType, said("Handling instructions", "搬运要求")] = UNSET
    processing: Annotated[CheckResult | UnsetType, said("Additional processing instructions", "其他处理要求")] = UNSET


class Label(Entity, frozen=True, kw_only=True):
    """The label of the lot."""

    id: Annotated[Identifier, said("Label", "标签")]
    revision: Annotated[Text | UnsetType, said("Revision", "版次")] = UNSET
    approved_revision: Annotated[Text | UnsetType, said("Approved revision", "批准版次")] = UNSET
    manufactured_on: Annotated[dt.date | UnsetType, said("Date of manufacture", "生产日期", occurred=True)] = UNSET
    expires_on: Annotated[dt.date | UnsetType | None, said("Expiration date", "失效日期")] = UNSET
    udi: Annotated[Udi | UnsetType | None, said("Unique device identifier", "医疗器械唯一标识")] = UNSET
    checks: Annotated[LabelChecks | UnsetType, said("Examination of the label", "标签核对")] = UNSET
    examined_by: Annotated[Text | UnsetType | None, said("Examined by", "核对人")] = UNSET
    examined_at: Annotated[Instant | UnsetType | None, said("Examined", "核对时间", occurred=True)] = UNSET


class Lot(Entity, frozen=True, kw_only=True):
    """A production lot about which a decision is asked."""

    id: Annotated[Identifier, said("Lot number", "生产批号")]
    product: Annotated[str, said("Product", "产品", refers_to="product")]
    target_markets: Annotated[list[Market], said("Markets it is meant for", "目标市场")]
    registrant: Annotated[Text | UnsetType, said("Registrant", "注册人")] = UNSET
    roles: Annotated[dict[Market, list[Actor]] | UnsetType, said("Our roles per market", "本企业在各市场的角色")] = (
        UNSET
    )
    quantity: Annotated[Positive | UnsetType, said("Quantity in units", "批量（件）")] = UNSET
    contract_manufactured: Annotated[bool | UnsetType, said("Made under contract", "委托生产")] = UNSET
    emergency_release_open: Annotated[
        bool | UnsetType, said("Emergency release not yet followed up", "紧急放行尚未追溯处理")
    ] = UNSET
    started_on: Annotated[dt.date | UnsetType, said("First day of the lot", "本批首日", occurred=True)] = UNSET
    released_on: Annotated[dt.date | UnsetType, said("Released", "放行日期", occurred=True)] = UNSET
    label: Annotated[Label | UnsetType, said("Label", "标签")] = UNSET
    batch_record: Annotated[BatchRecord | UnsetType, said("Batch record", "批生产记录")] = UNSET
    release_procedure: Annotated[ReleaseProcedure | UnsetType, said("Release procedure", "放行程序", older=True)] = (
        UNSET
    )
    permissions: Annotated[list[Permission] | UnsetType, said("Permissions given", "已签发的放行")] = UNSET
    steps: Annotated[list[Step] | UnsetType, said("Processing steps", "工序", register=True)] = UNSET
    inspections: Annotated[list[Inspection] | UnsetType, said("Inspections", "检验", register=True)] = UNSET
    nonconformances: Annotated[list[Nonconformance] | UnsetType, said("Nonconformances", "不合格", register=True)] = (
        UNSET
    )
