"""What a supplier is approved for and what it can show: approvals, certificates, sites."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.cleanroom import RoomClassification
from engine.model.codes import ApprovalStatus, ProcessKind
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.supplier_codes import ApprovalCriterion, ApprovalKind, EvaluationMethod, SupplierCertificateKind
from engine.model.values import Identifier, Period, Text


class Approval(Entity, frozen=True, kw_only=True):
    """One qualification decision about a supplier."""

    id: Annotated[Identifier, said("Approval", "准入批准", "Identifies the decision", "批准决定的标识", example="a1")]
    status: Annotated[
        ApprovalStatus | UnsetType,
        said(
            "Status", "状态", "What was decided for this scope and period", "针对该范围与期间的结论", example="approved"
        ),
    ] = UNSET
    kind: Annotated[
        ApprovalKind | UnsetType,
        said("Kind", "类别", "On what occasion the supplier was evaluated", "评价的类别", example="periodic"),
    ] = UNSET
    scope: Annotated[
        list[ProcessKind] | UnsetType,
        said("Approved for", "批准范围", "The processes that it is about", "批准所涉及的过程", example=["extrusion"]),
    ] = UNSET
    items: Annotated[
        list[Text] | UnsetType,
        said(
            "Items",
            "批准物料",
            "The items or services that it is about",
            "批准所涉及的物料或服务",
            example=["TUBE-16G"],
        ),
    ] = UNSET
    sites: Annotated[
        list[Text] | UnsetType,
        said("Sites", "批准场所", "The supplier's sites that it is about", "批准所涉及的供方场所", example=["CZ-1"]),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which the decision counts", "批准有效的日期区间"),
    ] = UNSET
    conditions: Annotated[
        list[Text] | UnsetType,
        said(
            "Conditions",
            "附加条件",
            "Conditions that go with it",
            "批准所附的条件",
            example=["tightened inspection of the first three lots"],
        ),
    ] = UNSET
    criteria: Annotated[
        list[ApprovalCriterion] | UnsetType,
        said(
            "Criteria",
            "评价准则",
            "The criteria that were looked at",
            "所评价的准则",
            example=["ability", "performance"],
        ),
    ] = UNSET
    methods: Annotated[
        list[EvaluationMethod] | UnsetType,
        said(
            "Methods", "评价方式", "How the supplier was evaluated", "评价的方式", example=["site_audit", "sample_test"]
        ),
    ] = UNSET
    no_site_audit_because: Annotated[
        Text | UnsetType | None,
        said(
            "No site audit because",
            "未现场审核的理由",
            "Why there was no site audit; null when there was one",
            "未进行现场审核的理由；已审核为null",
            example=None,
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType, said("Approved by", "批准人", "Who took the decision", "作出决定的人员", example="Sun Yue")
    ] = UNSET
    approved_on: Annotated[
        dt.date | UnsetType,
        said(
            "Decided",
            "批准日期",
            "Day of the decision",
            "作出决定的日期",
            example="2025-03-27",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    next_evaluation_on: Annotated[
        dt.date | UnsetType,
        said(
            "Next evaluation",
            "再评价到期日",
            "Last day for the next evaluation",
            "下一次再评价的截止日期",
            example="2027-03-31",
        ),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "评价报告", "Number of the report", "评价报告编号", example="SE-0107-2025")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("approved_on", "next_evaluation_on")),)


class SupplierCertificate(Entity, frozen=True, kw_only=True):
    """A certificate or licence that a supplier holds."""

    id: Annotated[Identifier, said("Certificate", "资质证书", "Identifies the certificate", "证书的标识", example="c1")]
    kind: Annotated[
        SupplierCertificateKind | UnsetType,
        said("Kind", "类别", "What it is about", "证书的类别", example="device_quality_management"),
    ] = UNSET
    number: Annotated[
        Text | UnsetType, said("Number", "证书编号", "Number of the certificate", "证书的编号", example="MD 714402")
    ] = UNSET
    standard: Annotated[
        Text | UnsetType | None,
        said(
            "Standard",
            "依据标准",
            "Standard and edition; null for a licence",
            "标准及版本；许可证为null",
            example="ISO 13485:2016",
        ),
    ] = UNSET
    scope: Annotated[
        Text | UnsetType,
        said(
            "Scope",
            "认证范围",
            "What it covers, in its own words",
            "证书载明的范围",
            example="Manufacture of extruded medical tubing",
        ),
    ] = UNSET
    site: Annotated[
        Text | UnsetType, said("Site", "场所", "The site that it is for", "证书所涉及的场所", example="CZ-1")
    ] = UNSET
    issuer: Annotated[
        Text | UnsetType, said("Issuer", "发证机构", "Who issued it", "证书的发证机构", example="BSI Group")
    ] = UNSET
    issued_on: Annotated[
        dt.date | UnsetType,
        said("Issued", "发证日期", "Day of issue", "证书的签发日期", example="2024-09-02", occurred=True, older=True),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "有效期", "Days for which it is valid", "证书有效的日期区间"),
    ] = UNSET
    suspended: Annotated[
        bool | UnsetType,
        said(
            "Suspended", "已暂停或撤销", "Whether it is suspended or withdrawn", "证书是否被暂停或撤销", example=False
        ),
    ] = UNSET
    verified_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Verified",
            "核实日期",
            "Day on which the company verified it with the issuer; null when never",
            "本企业向发证机构核实的日期；未核实为null",
            example="2026-03-10",
            occurred=True,
            older=True,
        ),
    ] = UNSET


class SupplierSite(Entity, frozen=True, kw_only=True):
    """A site at which a supplier works for the company."""

    id: Annotated[Identifier, said("Site", "场所", "Identifies the site", "场所的标识", example="CZ-1")]
    name: Annotated[
        Text | UnsetType, said("Name", "名称", "What the site is called", "场所名称", example="Xinbei plant")
    ] = UNSET
    address: Annotated[
        Text | UnsetType,
        said("Address", "地址", "Postal address", "场所地址", example="12 Huashan Road, Xinbei, Changzhou"),
    ] = UNSET
    processes: Annotated[
        list[ProcessKind] | UnsetType,
        said("Processes", "过程", "What is done there for the company", "在该场所实施的过程", example=["extrusion"]),
    ] = UNSET
    classifications: Annotated[
        list[RoomClassification] | UnsetType,
        said(
            "Clean areas",
            "洁净区级别",
            "Grades of the clean areas that are used",
            "所用洁净区的级别",
            older=True,
            register=True,
        ),
    ] = UNSET
    in_technical_documentation: Annotated[
        bool | UnsetType,
        said(
            "In the technical documentation",
            "已列入技术文档",
            "Whether the technical documentation names the site",
            "技术文档是否列明该场所",
            example=True,
        ),
    ] = UNSET
