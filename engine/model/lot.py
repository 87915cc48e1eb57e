"""The lot: where it is meant to go, what was done to it, by whom, and its label."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import Actor, CheckResult, ProcessKind, ValidationStatus
from engine.model.evidence import BatchRecord, Inspection, Nonconformance, Permission, ReleaseProcedure
from engine.model.fields import Entity, said
from engine.model.instruments import Concession, Justification, Signature
from engine.model.record_documents import RecordDocument
from engine.model.rules import Excluded, Ordered, Rule
from engine.model.values import Identifier, Instant, Market, Period, Positive, Text


class Validation(Entity, frozen=True, kw_only=True):
    """The validation of a process whose output is not fully verified afterwards."""

    status: Annotated[ValidationStatus | UnsetType, said("Status", "状态")] = UNSET
    report: Annotated[Text | UnsetType, said("Report", "确认报告")] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期")] = UNSET


class Step(Entity, frozen=True, kw_only=True):
    """One processing step of the lot, done inside or outside."""

    id: Annotated[Identifier, said("Step", "工序")]
    kind: Annotated[ProcessKind | UnsetType, said("Process", "工序类别")] = UNSET
    outsourced: Annotated[bool | UnsetType, said("Outsourced", "外协")] = UNSET
    critical: Annotated[bool | UnsetType, said("Key process", "关键工序")] = UNSET
    special: Annotated[bool | UnsetType, said("Special process", "特殊过程")] = UNSET
    supplier: Annotated[str | UnsetType | None, said("Done by", "加工方", refers_to="suppliers")] = UNSET
    dispatched_at: Annotated[Instant | UnsetType, said("Dispatched", "外协发出时间", occurred=True)] = UNSET
    started_at: Annotated[Instant | UnsetType, said("Started", "开始时间", occurred=True)] = UNSET
    ended_at: Annotated[Instant | UnsetType, said("Ended", "结束时间", occurred=True)] = UNSET
    validation: Annotated[Validation | UnsetType, said("Process validation", "过程确认", older=True)] = UNSET
    attributes: Annotated[dict[str, Text] | UnsetType, said("Extra fields", "扩展字段")] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("dispatched_at", "started_at", "ended_at")),
        Excluded(("supplier", "dispatched_at"), "outsourced", equals=False),
    )


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
    concessions: Annotated[list[Concession] | UnsetType, said("Concessions", "让步接收", register=True)] = UNSET
    justifications: Annotated[list[Justification] | UnsetType, said("Justifications", "理由说明", register=True)] = (
        UNSET
    )
    signatures: Annotated[list[Signature] | UnsetType, said("Signatures", "签名", register=True)] = UNSET
    documents: Annotated[list[RecordDocument] | UnsetType, said("Records", "记录", register=True)] = UNSET
    attributes: Annotated[dict[str, Text] | UnsetType, said("Extra fields", "扩展字段")] = UNSET
