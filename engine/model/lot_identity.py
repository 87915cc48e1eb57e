"""What a lot is: who makes it for whom, where it is meant to go, its dates, its label, what was released."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.balances import UnitBalance
from engine.model.codes import Actor
from engine.model.contracts import ContractLink, ContractScope
from engine.model.emergency_release import EmergencyRelease
from engine.model.fields import Entity, said
from engine.model.label import Instructions, Label
from engine.model.line_clearance import LineClearance
from engine.model.permissions import Permission
from engine.model.release_records import BatchRecord, ReleaseProcedure
from engine.model.retained_samples import RetainedSample
from engine.model.rules import AtMost, Checked, Ordered, Rule
from engine.model.values import Identifier, Market, Positive, Text


def chain_without_contract(made_for_others: bool, chain: list[ContractLink]) -> Localized | None:  # noqa: FBT001  # told by a rule
    """Say why a lot with a contract for finished devices was made under contract."""
    links = [link.id for link in chain if link.scope is ContractScope.finished_device]
    if made_for_others or not links:
        return None
    return say(
        "the lot was not made under contract, and `{link}` is a contract for it",
        "本批并非委托生产，而 `{link}` 为其委托关系",
        link=links[0],
    )


def customer_elsewhere(chain: list[ContractLink], customer: str) -> Localized | None:
    """Say that a lot is made for a company which none of its contracts for the finished device names."""
    links = [link for link in chain if link.scope is ContractScope.finished_device]
    named = {name for link in links for name in (link.principal, link.maker)}
    if not links or customer in named or UNSET in named:
        return None
    return say(
        "the lot is made for `{customer}`, and no contract of its chain names it",
        "本批为 `{customer}` 生产，而委托链中无该企业",
        customer=customer,
    )


def open_emergency(still_open: bool, releases: list[EmergencyRelease]) -> Localized | None:  # noqa: FBT001  # told by a rule
    """Say which emergency release is open when none is said to be."""
    waiting = [release.id for release in releases if release.followed_up_on is None]
    if still_open or not waiting:
        return None
    return say(
        "no emergency release is said to be open, and `{release}` is",
        "记录为无未处理的紧急放行，而 `{release}` 尚未处理",
        release=waiting[0],
    )


def more_permitted(permissions: list[Permission], quantity: int) -> Localized | None:
    """Say which permission covers more units than the lot has."""
    larger = (one for one in permissions if isinstance(one.quantity, int) and one.quantity > quantity)
    permission = next(larger, None)
    if permission is None:
        return None
    return say(
        "`{permission}` permits {permitted} units, and the lot has {quantity}",
        "`{permission}` 许可 {permitted} 件，而本批仅有 {quantity} 件",
        permission=permission.id,
        permitted=permission.quantity,
        quantity=quantity,
    )


class LotIdentity(Entity, frozen=True, kw_only=True):
    """What a lot is, apart from what went into it, was done to it and was found."""

    id: Annotated[
        Identifier, said("Lot number", "生产批号", "Number of the lot", "生产批的编号", example="CVC-2610-014")
    ]
    product: Annotated[
        str,
        said("Product", "产品", "What it is a lot of", "本批的产品", example="CVC-1L-16G", refers_to="product"),
    ]
    order: Annotated[
        Text | UnsetType,
        said("Production order", "生产指令", "Order that it was made by", "本批的生产指令编号", example="MO-26-1187"),
    ] = UNSET
    customer: Annotated[
        Text | UnsetType | None,
        said(
            "Customer",
            "客户",
            "Company that it is made for; null when it is made for nobody else",
            "委托本企业生产的客户；非为他人生产时为null",
            example="Hanlin Medical Technology Co., Ltd.",
        ),
    ] = UNSET
    registrant: Annotated[
        Text | UnsetType,
        said(
            "Registrant",
            "注册人",
            "Legal manufacturer, as its registration names it",
            "注册人或备案人名称，与注册证一致",
            example="Hanlin Medical Technology Co., Ltd.",
        ),
    ] = UNSET
    contract_manufactured: Annotated[
        bool | UnsetType,
        said(
            "Made under contract",
            "委托生产",
            "Whether the registrant has it made by another company",
            "是否由注册人委托其他企业生产",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    contract_chain: Annotated[
        list[ContractLink] | UnsetType,
        said(
            "Contract chain",
            "委托链",
            "Who makes for whom, from the registrant down",
            "自注册人起的逐级委托关系",
            older=True,
            register=True,
        ),
    ] = UNSET
    site: Annotated[
        str | UnsetType,
        said(
            "Site",
            "生产场地",
            "Where it was made",
            "本批的生产场地",
            example="SZ-1",
            refers_to="company.sites",
        ),
    ] = UNSET
    target_markets: Annotated[
        list[Market],
        said("Markets it is meant for", "目标市场", "Where it is meant to go", "本批拟投放的市场", example=["XA"]),
    ]
    former_target_markets: Annotated[
        list[Market] | UnsetType,
        said(
            "Markets it was meant for",
            "曾定目标市场",
            "Markets it was once meant for and is no more",
            "曾拟投放而已取消的市场",
            example=["XB"],
        ),
    ] = UNSET
    target_countries: Annotated[
        dict[Market, list[Market]] | UnsetType,
        said(
            "Countries it is meant for",
            "各市场目标国家",
            "Countries of the market in which users or patients are to have it",
            "拟向使用者或患者提供的该市场内国家",
            example={"XA": ["XB"]},
        ),
    ] = UNSET
    roles: Annotated[
        dict[Market, list[Actor]] | UnsetType,
        said(
            "Our roles per market",
            "本企业在各市场的角色",
            "What the company is for the market",
            "本企业在该市场的法律角色",
            example={"XA": ["contract_manufacturer"]},
            classifies=True,
        ),
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType,
        said("Quantity in units", "批量（件）", "Units of the lot", "本批的件数", example=4800),
    ] = UNSET
    serials: Annotated[
        list[Text] | UnsetType | None,
        said(
            "Serial numbers",
            "序列号",
            "Serial numbers of its units, each once; null when units bear none",
            "各件的序列号，不得重复；无序列号时为null",
            example=["000416", "000417"],
        ),
    ] = UNSET
    split_of: Annotated[
        Text | UnsetType | None,
        said(
            "Split of",
            "拆自批号",
            "Lot that it was split from; null when it was not",
            "拆分来源的批号；未拆分时为null",
            example="CVC-2610-014",
        ),
    ] = UNSET
    split_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Split",
            "拆批日期",
            "Day on which it was split off; null when it was not",
            "拆分的日期；未拆分时为null",
            example="2026-11-12",
            occurred=True,
        ),
    ] = UNSET
    merged_from: Annotated[
        list[Text] | UnsetType | None,
        said(
            "Merged from",
            "合并来源批号",
            "Lots that were merged to it; null when none were",
            "合并为本批的各批号；未合并时为null",
            example=["CVC-2610-014A", "CVC-2610-014B"],
        ),
    ] = UNSET
    started_on: Annotated[
        dt.date | UnsetType,
        said(
            "First day of the lot",
            "本批首日",
            "First day on which anything of the lot was done",
            "本批任何活动的首日",
            example="2026-10-09",
            occurred=True,
        ),
    ] = UNSET
    finished_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Last day of processing",
            "生产完成日期",
            "Day on which its last step before release was done; null while one is to be done",
            "放行前最后一道工序完成的日期；未完成时为null",
            example="2026-11-09",
            occurred=True,
        ),
    ] = UNSET
    released_on: Annotated[
        dt.date | UnsetType,
        said(
            "Released",
            "放行日期",
            "Day on which the organisation released it",
            "本组织放行的日期",
            example="2026-11-23",
            occurred=True,
        ),
    ] = UNSET
    emergency_release_open: Annotated[
        bool | UnsetType,
        said(
            "Emergency release not yet followed up",
            "紧急放行尚未追溯处理",
            "Whether something was released for use and its verification is not complete",
            "是否有紧急放行尚未补检处理",
            example=False,
        ),
    ] = UNSET
    emergency_releases: Annotated[
        list[EmergencyRelease] | UnsetType,
        said(
            "Emergency releases",
            "紧急放行",
            "What was used before its verification was complete",
            "检验完成前即使用的放行记录",
            register=True,
        ),
    ] = UNSET
    label: Annotated[Label | UnsetType, said("Label", "标签", "Label of the product", "产品的标签")] = UNSET
    instructions: Annotated[
        Instructions | UnsetType | None,
        said(
            "Instructions for use",
            "使用说明书",
            "Instructions that go with it; null when it needs none",
            "随产品的使用说明书；无需时为null",
        ),
    ] = UNSET
    line_clearances: Annotated[
        list[LineClearance] | UnsetType,
        said("Line clearances", "清场", "Clearances before its steps", "各工序前的清场", register=True),
    ] = UNSET
    unit_balance: Annotated[
        UnitBalance | UnsetType,
        said("Balance of units", "数量平衡", "Where the units went that were begun", "投入生产各件的去向"),
    ] = UNSET
    retained_samples: Annotated[
        list[RetainedSample] | UnsetType,
        said("Retained samples", "留样", "Units that are kept", "本批的留样", register=True),
    ] = UNSET
    batch_record: Annotated[
        BatchRecord | UnsetType,
        said("Batch record", "批生产记录", "The record of how it was made", "本批的生产记录"),
    ] = UNSET
    release_procedure: Annotated[
        ReleaseProcedure | UnsetType,
        said(
            "Release procedure",
            "放行程序",
            "Procedure under which conformity was checked",
            "本批放行所遵循的程序",
            older=True,
        ),
    ] = UNSET
    permissions: Annotated[
        list[Permission] | UnsetType,
        said("Permissions given", "已签发的放行", "What was permitted already", "已签发的各项放行许可", register=True),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("finished_on", "released_on")),
        Checked(("contract_manufactured", "contract_chain"), chain_without_contract),
        Checked(("contract_chain", "customer"), customer_elsewhere),
        Checked(("emergency_release_open", "emergency_releases"), open_emergency),
        # Where a lot was split, its record may be of the whole: it is of no fewer units than the lot has.
        AtMost("quantity", "batch_record.quantity_made"),
        AtMost("quantity", "unit_balance.begun"),
        AtMost("batch_record.quantity_approved", "unit_balance.conforming"),
        Checked(
            ("permissions", "quantity"),
            more_permitted,
            say("no permission covers more units than the lot has", "放行许可的件数不超过批量"),
        ),
    )
