"""How a product stands in a market, and on what an old device stands there under the law before."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said
from engine.model.product_codes import MarketingStatus
from engine.model.values import Period, Text


class Marketing(Entity, frozen=True, kw_only=True):
    """How the product stands in one market."""

    status: Annotated[
        MarketingStatus | UnsetType,
        said("Status", "上市状态", "Where its marketing stands", "目前的上市状态", example="marketed"),
    ] = UNSET
    last_placed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last placed on the market",
            "末台投放日期",
            "Day on which the last one of the model was placed there; null while it is still sold",
            "该型号末台在该市场投放的日期；仍在销售时为null",
            example="2024-12-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    stop_planned_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Supply planned to stop",
            "计划停止供应日期",
            "Day from which supply is planned to stop; null when none is",
            "计划停止供应的日期；无计划时为null",
            example="2027-06-30",
        ),
    ] = UNSET
    stop_told_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Stop announced",
            "停供通知日期",
            "Day on which authority and customers were told of the stop; null when they were not",
            "将停止供应告知主管部门和客户的日期；未告知时为null",
            example="2026-11-02",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    ended_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Marketing ended",
            "退市日期",
            "Day on which marketing ended there; null while it goes on",
            "在该市场停止销售的日期；仍在销售时为null",
            example="2024-12-31",
            occurred=True,
            older=True,
        ),
    ] = UNSET


class LegacyConditions(Entity, frozen=True, kw_only=True):
    """On what an old device stands that may still be placed on a market under the law before."""

    former_certificate: Annotated[
        Text | UnsetType | None,
        said(
            "Certificate under former law",
            "原法规证书",
            "Number of the certificate or declaration; null when there was none",
            "原法规下的证书或声明编号；无时为null",
            example="G1 17 04 5678",
        ),
    ] = UNSET
    former_valid: Annotated[
        Period | UnsetType,
        said("Its validity", "原证书有效期", "Days on which it was valid", "原证书的有效日期"),
    ] = UNSET
    compliant: Annotated[
        bool | UnsetType,
        said(
            "Still compliant",
            "持续符合原法规",
            "Whether it still complies with the law before",
            "是否持续符合原法规",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    significant_change: Annotated[
        bool | UnsetType,
        said(
            "Significantly changed",
            "重大变更",
            "Whether design or intended purpose changed significantly",
            "设计或预期用途是否有重大变更",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    unacceptable_risk: Annotated[
        bool | UnsetType,
        said(
            "Unacceptable risk",
            "不可接受风险",
            "Whether it presents an unacceptable risk",
            "是否存在不可接受的风险",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    quality_system_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Quality management system in place",
            "体系建立日期",
            "Day from which the system that present law asks for was in place; null when it is not",
            "按现行法规建立质量管理体系的日期；未建立时为null",
            example="2024-03-01",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    applied_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Application lodged",
            "申请提交日期",
            "Day of the application under present law; null when there is none",
            "按现行法规提交申请的日期；未提交时为null",
            example="2024-04-22",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    agreed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Agreement signed",
            "协议签署日期",
            "Day of the written agreement with the assessing body; null when there is none",
            "与评定机构签署书面协议的日期；未签署时为null",
            example="2024-08-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
