"""Instruments that may excuse a violation, and the signatures under them and under the acts of a lot."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import Act, InstrumentStatus, PersonFunction
from engine.model.fields import Entity, said
from engine.model.values import Identifier, Instant, Market, Period, Positive, Text


class Signature(Entity, frozen=True, kw_only=True):
    """One person's signature: under an act of a lot in one market, or under an instrument."""

    id: Annotated[Identifier, said("Signature", "签名")]
    act: Annotated[Act | UnsetType, said("Act signed for", "签署的放行类别")] = UNSET
    market: Annotated[Market | UnsetType, said("Market", "市场")] = UNSET
    signer: Annotated[Text | UnsetType, said("Signer", "签名人")] = UNSET
    function: Annotated[PersonFunction | UnsetType, said("Signer's function", "签名人职能")] = UNSET
    employer: Annotated[Text | UnsetType, said("Signer's employer", "签名人所属企业")] = UNSET
    meaning: Annotated[Text | UnsetType, said("What signing means", "签名含义")] = UNSET
    signed_at: Annotated[Instant | UnsetType, said("Signed", "签名时间", occurred=True)] = UNSET


class Instrument(Entity, frozen=True, kw_only=True):
    """A written permission to accept what a provision would not: for stated provisions, markets, items, a quantity."""

    id: Annotated[Identifier, said("Instrument", "文书编号")]
    status: Annotated[InstrumentStatus | UnsetType, said("Status", "状态")] = UNSET
    provisions: Annotated[list[Text] | UnsetType, said("Provisions it names", "涉及条款")] = UNSET
    markets: Annotated[list[Market] | UnsetType, said("Markets it names", "涉及市场")] = UNSET
    items: Annotated[list[Text] | UnsetType | None, said("Items it names", "涉及对象")] = UNSET
    quantity: Annotated[Positive | UnsetType, said("Quantity it covers", "涉及数量")] = UNSET
    valid: Annotated[Period | UnsetType, said("Validity", "有效期")] = UNSET
    reason: Annotated[Text | UnsetType, said("Reason", "理由")] = UNSET
    approved_by: Annotated[Text | UnsetType, said("Approved by", "批准人")] = UNSET
    approver_function: Annotated[PersonFunction | UnsetType, said("Approver's function", "批准人职能")] = UNSET
    approved_at: Annotated[Instant | UnsetType, said("Approved", "批准时间", occurred=True)] = UNSET
    signatures: Annotated[list[Signature] | UnsetType, said("Signatures", "签名")] = UNSET


class Concession(Instrument, frozen=True, kw_only=True):
    """A permission to use or release product that does not conform."""

    customer_consent: Annotated[Text | UnsetType | None, said("Customer's consent", "顾客同意凭证")] = UNSET


class Justification(Instrument, frozen=True, kw_only=True):
    """A written reason why a requirement is met otherwise, or does not matter for this lot."""
