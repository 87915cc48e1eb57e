"""Suppliers and outside processors: what they are approved for and what was agreed with them."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import AgreementTopic, ApprovalStatus, ProcessKind
from engine.model.fields import Entity, said
from engine.model.values import Identifier, Period, Text


class Approval(Entity, frozen=True, kw_only=True):
    """One qualification decision about a supplier."""

    id: Annotated[Identifier, said("Approval", "准入批准")]
    status: Annotated[ApprovalStatus | UnsetType, said("Status", "状态")] = UNSET
    scope: Annotated[list[ProcessKind] | UnsetType, said("Approved for", "批准范围")] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期")] = UNSET


class QualityAgreement(Entity, frozen=True, kw_only=True):
    """The written quality agreement with a supplier."""

    id: Annotated[Identifier, said("Quality agreement", "质量协议")]
    valid: Annotated[Period | UnsetType, said("Validity", "有效期")] = UNSET
    topics: Annotated[list[AgreementTopic] | UnsetType, said("What it says in writing", "协议内容")] = UNSET
    reviewed_on: Annotated[dt.date | UnsetType, said("Last reviewed", "最近评审日期", occurred=True)] = UNSET


class Supplier(Entity, frozen=True, kw_only=True):
    """A supplier of goods, processing or testing."""

    id: Annotated[Identifier, said("Supplier number", "供方编号")]
    name: Annotated[Text | UnsetType, said("Name", "名称")] = UNSET
    approvals: Annotated[list[Approval] | UnsetType, said("Approvals", "准入批准")] = UNSET
    quality_agreement: Annotated[QualityAgreement | UnsetType | None, said("Quality agreement", "质量协议")] = UNSET
    attributes: Annotated[dict[str, Text] | UnsetType, said("Extra fields", "扩展字段")] = UNSET
