"""Instruments that may excuse a violation: concessions and justifications."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.codes import InstrumentStatus, PersonFunction
from engine.model.fields import Entity, said
from engine.model.rules import Excluded, Rule
from engine.model.signature import Signature
from engine.model.values import Identifier, Instant, Market, Period, Positive, Text


class Instrument(Entity, frozen=True, kw_only=True):
    """A written permission to accept what a provision would not: for stated provisions, markets, items, a quantity."""

    id: Annotated[
        Identifier, said("Instrument", "文书编号", "Number of the document", "文书的编号", example="CON-2610-002")
    ]
    status: Annotated[
        InstrumentStatus | UnsetType,
        said("Status", "状态", "How far it has come", "文书所处的状态", example="approved"),
    ] = UNSET
    provisions: Annotated[
        list[Text] | UnsetType,
        said(
            "Provisions it names",
            "涉及条款",
            "Identifiers of the provisions it excuses from",
            "所豁免条款的编号",
            example=["ISO-REL-032"],
        ),
    ] = UNSET
    markets: Annotated[
        list[Market] | UnsetType,
        said("Markets it names", "涉及市场", "Markets it is given for", "适用的市场", example=["XA"]),
    ] = UNSET
    items: Annotated[
        list[Text] | UnsetType | None,
        said(
            "Items it names",
            "涉及对象",
            "Identifiers of the items of the lot it is about; null when it is about the whole lot",
            "所涉对象的编号；针对整批时为null",
            example=["IL-2611-018"],
        ),
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType,
        said("Quantity it covers", "涉及数量", "Units it is given for", "适用的件数", example=4800),
    ] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期", "Days on which it may be used", "可使用的期间")] = (
        UNSET
    )
    reason: Annotated[
        Text | UnsetType,
        said(
            "Reason",
            "理由",
            "Why the product may be used all the same",
            "产品仍可使用的理由",
            example="Scratch outside the functional surface, see RA-118",
        ),
    ] = UNSET
    approved_by: Annotated[
        Text | UnsetType,
        said("Approved by", "批准人", "Who approved it", "批准人员", example="Sun Yue"),
    ] = UNSET
    approver_function: Annotated[
        PersonFunction | UnsetType,
        said("Approver's function", "批准人职能", "In which function", "批准人的职能", example="quality"),
    ] = UNSET
    approved_at: Annotated[
        Instant | UnsetType,
        said(
            "Approved",
            "批准时间",
            "When it was approved",
            "批准的时间",
            example="2026-11-12T10:20:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    signatures: Annotated[
        list[Signature] | UnsetType,
        said("Signatures", "签名", "Signatures under it", "文书上的签名", older=True),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Excluded(("approved_at",), "status", equals="draft"),)


class Concession(Instrument, frozen=True, kw_only=True):
    """A permission to use or release product that does not conform."""

    customer_consent: Annotated[
        Text | UnsetType | None,
        said(
            "Customer's consent",
            "顾客同意凭证",
            "Document by which the customer or registrant agreed; null when nobody had to",
            "顾客或注册人同意的凭证；无需同意时为null",
            example="HL-2026-0113",
        ),
    ] = UNSET


class Justification(Instrument, frozen=True, kw_only=True):
    """A written reason why a requirement is met otherwise, or does not matter for this lot."""
