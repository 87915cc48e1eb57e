"""Suppliers and outside processors: what they are approved for, what was agreed with them, what came from them."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.supplier_actions import SupplierAction
from engine.model.supplier_agreement import QualityAgreement
from engine.model.supplier_approval import Approval, SupplierCertificate, SupplierSite
from engine.model.supplier_codes import RiskLevel, SupplierKind
from engine.model.supplier_lots import Delivery, SupplierLot
from engine.model.supplier_oversight import SupplierAudit, SupplierChange
from engine.model.values import AttributeName, Identifier, Text


class Supplier(Entity, frozen=True, kw_only=True):
    """A supplier of goods, processing or testing."""

    id: Annotated[
        Identifier, said("Supplier number", "供方编号", "Identifies the supplier", "供方的唯一编号", example="SUP-0107")
    ]
    name: Annotated[
        Text | UnsetType,
        said("Name", "名称", "Its registered name", "供方的注册名称", example="Changzhou Precision Tubing Co., Ltd."),
    ] = UNSET
    registration_number: Annotated[
        Text | UnsetType,
        said(
            "Registration number",
            "统一社会信用代码",
            "Its number in the register of companies",
            "企业登记编号",
            example="91320411MA1X2Y3Z4Q",
        ),
    ] = UNSET
    kinds: Annotated[
        list[SupplierKind] | UnsetType,
        said(
            "Kinds",
            "供方类别",
            "What it does for the company",
            "供方提供的产品或服务",
            example=["outsourced_processing"],
            classifies=True,
        ),
    ] = UNSET
    risk_class: Annotated[
        RiskLevel | UnsetType,
        said(
            "Risk class",
            "供方风险等级",
            "How much the quality of the product depends on it",
            "产品质量对其依赖的程度",
            example="high",
            classifies=True,
        ),
    ] = UNSET
    key: Annotated[
        bool | UnsetType,
        said(
            "Key supplier",
            "关键供方",
            "Whether it supplies what decides the quality of the product",
            "所供是否对产品质量起决定性作用",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    custom_parts: Annotated[
        bool | UnsetType,
        said(
            "Custom parts",
            "提供定制件",
            "Whether it makes parts to the company's own design",
            "是否按本企业设计提供定制件",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    clean_area_dependent: Annotated[
        bool | UnsetType,
        said(
            "Depends on clean areas",
            "依赖洁净区",
            "Whether what it does has to be done in a clean area",
            "其提供的产品或服务是否须在洁净区完成",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    since: Annotated[
        dt.date | UnsetType,
        said(
            "Supplier since",
            "合作起始日",
            "Day on which the relation began",
            "合作关系开始的日期",
            example="2019-06-03",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    sites: Annotated[
        list[SupplierSite] | UnsetType,
        said("Sites", "场所", "Sites at which it works for the company", "为本企业提供服务的场所", older=True),
    ] = UNSET
    approvals: Annotated[
        list[Approval] | UnsetType,
        said(
            "Approvals",
            "准入批准",
            "Decisions about it, earlier ones included",
            "对其作出的历次批准决定",
            older=True,
            register=True,
        ),
    ] = UNSET
    certificates: Annotated[
        list[SupplierCertificate] | UnsetType,
        said("Certificates", "资质证书", "Certificates and licences that it holds", "供方持有的证书与许可", older=True),
    ] = UNSET
    quality_agreement: Annotated[
        QualityAgreement | UnsetType | None,
        said(
            "Quality agreement",
            "质量协议",
            "The agreement in force; null when there is none",
            "现行质量协议；无则为null",
            older=True,
        ),
    ] = UNSET
    earlier_quality_agreements: Annotated[
        list[QualityAgreement] | UnsetType,
        said(
            "Earlier quality agreements",
            "既往质量协议",
            "Agreements that it replaced",
            "被现行协议替代的质量协议",
            older=True,
        ),
    ] = UNSET
    lots: Annotated[
        list[SupplierLot] | UnsetType,
        said("Lots", "批次", "Lots that it delivered or processed", "其交付或加工的批次", register=True, older=True),
    ] = UNSET
    deliveries: Annotated[
        list[Delivery] | UnsetType,
        said("Deliveries", "交付", "Order lines as they were delivered", "订单行的交付情况", register=True, older=True),
    ] = UNSET
    audits: Annotated[
        list[SupplierAudit] | UnsetType,
        said("Audits", "供应商审核", "Audits of its sites", "对其场所的审核", register=True, older=True),
    ] = UNSET
    changes: Annotated[
        list[SupplierChange] | UnsetType,
        said(
            "Change notifications",
            "供方变更通知",
            "Changes that it announced, or that were found",
            "其通知的或被发现的变更",
            register=True,
            older=True,
        ),
    ] = UNSET
    capas: Annotated[
        list[SupplierAction] | UnsetType,
        said(
            "Corrective action requests",
            "供应商纠正措施要求",
            "Corrective actions that were asked of it",
            "向其提出的纠正措施要求",
            register=True,
            older=True,
        ),
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
