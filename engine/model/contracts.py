"""Who makes for whom: the chain of contracts from the registrant down to the company that makes the lot."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.fields import Code, Entity, said
from engine.model.values import Identifier, Market, Period, Text


class ContractScope(Code):
    """What is given to another company to make."""

    finished_device = "finished_device", "finished device", "成品委托生产"
    operations = "operations", "single operations", "部分工序外协"
    development = "development", "development", "委托研发"
    testing = "testing", "testing", "委托检验"


class ContractLink(Entity, frozen=True, kw_only=True):
    """One link of the chain: one company makes for another, under agreements."""

    id: Annotated[
        Identifier, said("Link", "委托关系", "Identifies the link of the chain", "委托链环节的标识", example="c1")
    ]
    principal: Annotated[
        Text | UnsetType,
        said(
            "Made for",
            "委托方",
            "Company for which it is made, as its licence names it",
            "委托方名称，与其证照一致",
            example="Hanlin Medical Technology Co., Ltd.",
        ),
    ] = UNSET
    maker: Annotated[
        Text | UnsetType,
        said(
            "Made by",
            "受托方",
            "Company that makes it, as its licence names it",
            "受托方名称，与其证照一致",
            example="Suzhou Meditech Co., Ltd.",
        ),
    ] = UNSET
    scope: Annotated[
        ContractScope | UnsetType,
        said("Scope", "委托内容", "What is made under the contract", "委托的内容", example="finished_device"),
    ] = UNSET
    markets: Annotated[
        list[Market] | UnsetType,
        said("Markets", "适用市场", "Markets that the contract is about", "合同所涉及的市场", example=["XA"]),
    ] = UNSET
    agreement: Annotated[
        Text | UnsetType | None,
        said(
            "Contract",
            "委托协议",
            "Number of the contract; null when there is none in writing",
            "委托协议编号；无书面协议时为null",
            example="CM-2024-018",
        ),
    ] = UNSET
    agreement_valid: Annotated[
        Period | UnsetType,
        said("Contract's validity", "委托协议有效期", "Days on which the contract is valid", "委托协议的有效日期"),
    ] = UNSET
    quality_agreement: Annotated[
        Text | UnsetType | None,
        said(
            "Quality agreement",
            "质量协议",
            "Number of the quality agreement; null when there is none in writing",
            "质量协议编号；无书面协议时为null",
            example="QA-HL-007",
        ),
    ] = UNSET
    quality_agreement_valid: Annotated[
        Period | UnsetType,
        said(
            "Quality agreement's validity",
            "质量协议有效期",
            "Days on which the quality agreement is valid",
            "质量协议的有效日期",
        ),
    ] = UNSET
    reviewed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Agreement last reviewed",
            "协议评审日期",
            "Day of the last review of its suitability; null when it was never reviewed",
            "最近一次适宜性评审的日期；从未评审时为null",
            example="2026-02-20",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    assessed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Assessed before the contract",
            "委托前评估日期",
            "Day of the assessment on site before making began; null when there was none",
            "委托前现场评估的日期；未评估时为null",
            example="2024-01-16",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    audited_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last audited",
            "最近现场审核日期",
            "Day of the principal's last audit on site; null when there was none",
            "委托方最近一次现场审核的日期；未审核时为null",
            example="2026-05-13",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    transfer_completed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Transfer completed",
            "技术转移完成日期",
            "Day on which trial production of every transferred process was accepted; null when it was not",
            "全部转移工序试生产通过的日期；未完成时为null",
            example="2024-04-30",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    staff_on_site: Annotated[
        bool | UnsetType,
        said(
            "Principal's staff on site",
            "委托方派驻人员",
            "Whether the principal has its own people stationed at the maker",
            "委托方是否在受托方派驻人员",
            example=False,
        ),
    ] = UNSET
