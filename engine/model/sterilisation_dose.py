"""Radiation: the dose that was established, mapped, delivered and audited."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.figures import Figures
from engine.model.rules import AtMost, Ordered, Rule
from engine.model.sterilisation_codes import AuditOutcome, DoseMethod
from engine.model.values import Count, Identifier, Period, Quantity, Text, Unit


class Dose(Entity, frozen=True, kw_only=True):
    """The dose that a load got, and the limits that its mapping gives for it."""

    sterilisation_dose: Annotated[
        Quantity | UnsetType,
        said(
            "Sterilisation dose",
            "灭菌剂量",
            "Smallest dose that any part of the product must get",
            "产品任何部位须达到的最小剂量",
            example={"value": "25.0", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    maximum_acceptable_dose: Annotated[
        Quantity | UnsetType,
        said(
            "Maximum acceptable dose",
            "最大可接受剂量",
            "Largest dose that the product may get",
            "产品允许接受的最大剂量",
            example={"value": "40.0", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    method: Annotated[
        DoseMethod | UnsetType,
        said(
            "Established by",
            "剂量设定方法",
            "How the sterilisation dose was established",
            "灭菌剂量的建立方法",
            example="vdmax_25",
        ),
    ] = UNSET
    minimum: Annotated[
        Quantity | UnsetType,
        said(
            "Minimum delivered",
            "最小吸收剂量",
            "Smallest dose in the load, from the monitored dose and the mapping",
            "由监测剂量与剂量分布得出的装载最小剂量",
            example={"value": "26.8", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    maximum: Annotated[
        Quantity | UnsetType,
        said(
            "Maximum delivered",
            "最大吸收剂量",
            "Largest dose in the load, from the monitored dose and the mapping",
            "由监测剂量与剂量分布得出的装载最大剂量",
            example={"value": "35.1", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    monitored_lower_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Lower limit at the monitor",
            "监测点剂量下限",
            "Smallest dose allowed at the monitoring position; null when none is stated",
            "监测点允许的最小剂量；未规定为null",
            example={"value": "27.4", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    monitored_upper_limit: Annotated[
        Quantity | UnsetType | None,
        said(
            "Upper limit at the monitor",
            "监测点剂量上限",
            "Largest dose allowed at the monitoring position; null when none is stated",
            "监测点允许的最大剂量；未规定为null",
            example={"value": "38.2", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    monitored: Annotated[
        Figures | UnsetType,
        said(
            "Dosimeter readings",
            "剂量计读数",
            "Doses read at the monitoring position, container by container",
            "监测点剂量计读数，按辐照容器先后",
            example=["29.3", "29.8", "29.1"],
        ),
    ] = UNSET
    unit: Annotated[
        Unit | UnsetType,
        said("Unit", "单位", "One unit for all dosimeter readings", "全部剂量计读数的同一单位", example="kGy"),
    ] = UNSET
    uncertainty: Annotated[
        Quantity | UnsetType,
        said(
            "Expanded uncertainty",
            "扩展不确定度",
            "Expanded uncertainty of a dosimeter reading, in percent of it",
            "剂量计读数的相对扩展不确定度",
            example={"value": "4.6", "unit": "%"},
            unit="%",
        ),
    ] = UNSET
    mapping_report: Annotated[
        Text | UnsetType,
        said(
            "Dose mapping",
            "剂量分布报告",
            "Report of the dose mapping for this load configuration",
            "该装载模式的剂量分布报告",
            example="DM-CVC-2025-02",
        ),
    ] = UNSET
    mapping_valid: Annotated[
        Period | UnsetType,
        said(
            "Validity of the mapping", "剂量分布有效期", "Days for which the mapping counts", "剂量分布有效的日期区间"
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("sterilisation_dose", "maximum_acceptable_dose"),
        AtMost("minimum", "maximum"),
        AtMost("monitored_lower_limit", "monitored_upper_limit"),
    )


class DoseAudit(Entity, frozen=True, kw_only=True):
    """An audit of the sterilisation dose of a product family."""

    id: Annotated[
        Identifier, said("Dose audit", "剂量审核", "Identifies the audit", "剂量审核的标识", example="DA-2026-Q3")
    ]
    family: Annotated[
        Text | UnsetType,
        said(
            "Product family",
            "产品族",
            "The family of products that it speaks for",
            "剂量审核所代表的产品族",
            example="Catheters, family C2",
        ),
    ] = UNSET
    method: Annotated[
        DoseMethod | UnsetType,
        said("Method", "方法", "The method that was used", "所用方法", example="vdmax_25"),
    ] = UNSET
    standard: Annotated[
        Text | UnsetType,
        said("Standard", "依据标准", "The standard and its edition", "标准及版本", example="ISO 11137-2:2013"),
    ] = UNSET
    performed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Performed",
            "审核日期",
            "Day on which the verification dose was given",
            "施加验证剂量的日期",
            example="2026-08-19",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    bioburden: Annotated[
        Quantity | UnsetType,
        said(
            "Bioburden",
            "平均生物负载",
            "Average bioburden of one item",
            "单件平均生物负载",
            example={"value": "38", "unit": "1"},
            unit="1",
        ),
    ] = UNSET
    verification_dose: Annotated[
        Quantity | UnsetType,
        said(
            "Verification dose",
            "验证剂量",
            "The dose that the method asks for",
            "方法规定的验证剂量",
            example={"value": "8.1", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    delivered_dose: Annotated[
        Quantity | UnsetType,
        said(
            "Dose delivered",
            "实际剂量",
            "Highest dose that was given to an item",
            "单件接受的最高实际剂量",
            example={"value": "8.4", "unit": "kGy"},
            unit="kGy",
        ),
    ] = UNSET
    tested: Annotated[
        Count | UnsetType,
        said("Items tested", "试验件数", "Items tested for sterility", "进行无菌试验的件数", example=10),
    ] = UNSET
    positive: Annotated[
        Count | UnsetType,
        said("Items with growth", "阳性件数", "Items that showed growth", "有菌生长的件数", example=0),
    ] = UNSET
    outcome: Annotated[
        AuditOutcome | UnsetType,
        said("Outcome", "结论", "How the audit came out", "剂量审核的结论", example="passed"),
    ] = UNSET
    concluded_on: Annotated[
        dt.date | UnsetType,
        said(
            "Concluded",
            "结论日期",
            "Day on which the outcome was approved",
            "结论批准的日期",
            example="2026-09-11",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    next_due_on: Annotated[
        dt.date | UnsetType,
        said("Next due", "下次到期日", "Last day for the next audit", "下一次剂量审核的截止日期", example="2026-11-19"),
    ] = UNSET
    report: Annotated[
        Text | UnsetType, said("Report", "报告", "Number of the report", "报告编号", example="DA-2026-Q3-R")
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        AtMost("positive", "tested"),
        Ordered(("performed_on", "concluded_on")),
        Ordered(("performed_on", "next_due_on")),
    )
