"""Signatures: who signed what, in which function, meaning what, and how it is known."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.codes import Act, PersonFunction
from engine.model.fields import Entity, said
from engine.model.record_documents import Digest
from engine.model.rules import Checked, Ordered, Rule
from engine.model.signature_codes import SignatureMeaning, SignatureMethod, SignatureStatus, SignedRecord
from engine.model.values import Count, Identifier, Instant, Market, Positive, Text


def _for_another(person: str, other: str) -> Localized | None:
    if person != other:
        return None
    return say("`{person}` signed on behalf of itself", "`{person}` 代理的是本人", person=person)


class Signature(Entity, frozen=True, kw_only=True):
    """One person's signature under an act of the lot or under a record."""

    id: Annotated[Identifier, said("Signature", "签名", "Identifies the signature", "签名的标识", example="SIG-0117")]
    person: Annotated[
        str | UnsetType,
        said("Person", "签名人员", "The record of who signed", "签名人员的记录", example="P-031", refers_to="people"),
    ] = UNSET
    signer: Annotated[
        Text | UnsetType,
        said("Signer", "签名人", "Printed name, as it was at signing", "签署时的签名人姓名", example="Xu Lan"),
    ] = UNSET
    user: Annotated[
        Text | UnsetType | None,
        said(
            "User account",
            "用户账号",
            "Account it was given with, which is no person; null for one by hand",
            "签署所用账号，账号不等于人员；手写时为null",
            example="xulan",
        ),
    ] = UNSET
    function: Annotated[
        PersonFunction | UnsetType,
        said("Function", "签名人职能", "In which function it was given", "签署时的职能", example="quality"),
    ] = UNSET
    employer: Annotated[
        Text | UnsetType,
        said(
            "Employer",
            "签名人所属企业",
            "For which company the person works",
            "签名人所属的企业",
            example="Suzhou Meditech Co., Ltd.",
        ),
    ] = UNSET
    full_time: Annotated[
        bool | UnsetType,
        said(
            "Full-time", "专职", "Whether the person works there full-time", "签名人是否为该企业专职人员", example=True
        ),
    ] = UNSET
    on_behalf_of: Annotated[
        str | UnsetType | None,
        said(
            "On behalf of",
            "被代理人",
            "For whom it was given; null when for the person itself",
            "被代理的人员；本人签署时为null",
            example="P-012",
            refers_to="people",
        ),
    ] = UNSET
    delegation: Annotated[
        Text | UnsetType | None,
        said(
            "Delegation",
            "代签授权",
            "Number of the delegation; null when there is none",
            "代签授权文件编号；无则为null",
            example="AUTH-2026-004",
        ),
    ] = UNSET
    meaning_code: Annotated[
        SignatureMeaning | UnsetType,
        said("Meaning", "签署含义", "What the signature says", "签名所表示的含义", example="released"),
    ] = UNSET
    meaning: Annotated[
        Text | UnsetType,
        said(
            "Meaning in words",
            "签署含义文本",
            "What signing meant, as the signer saw it",
            "签署时所示的含义",
            example="released to the market",
        ),
    ] = UNSET
    act: Annotated[
        Act | UnsetType | None,
        said(
            "Act",
            "放行类别",
            "The act of the lot that is signed for; null when it is another record",
            "签署的放行类别；签署其他记录时为null",
            example="market_release",
        ),
    ] = UNSET
    market: Annotated[
        Market | UnsetType | None,
        said(
            "Market",
            "市场",
            "The market it is for; null when it is for none in particular",
            "适用的市场；不限市场时为null",
            example="XA",
        ),
    ] = UNSET
    record_kind: Annotated[
        SignedRecord | UnsetType,
        said("Record signed", "被签记录类别", "What was signed", "被签署记录的类别", example="act"),
    ] = UNSET
    record: Annotated[
        Text | UnsetType,
        said("Record", "被签记录", "Identifier of what was signed", "被签署记录的编号", example="L-2610-014"),
    ] = UNSET
    record_version: Annotated[
        Text | UnsetType | None,
        said(
            "Version",
            "记录版本",
            "Version of what was signed; null when it has none",
            "被签署记录的版本；无版本时为null",
            example="3",
        ),
    ] = UNSET
    record_digest: Annotated[
        Digest | UnsetType,
        said(
            "Digest of the record",
            "记录摘要",
            "SHA-256 of what was signed",
            "被签署记录的SHA-256摘要",
            example="sha256:000000000000000000000000000000000000000000000000000000000000beef",
        ),
    ] = UNSET
    displayed_digest: Annotated[
        Digest | UnsetType | None,
        said(
            "Digest of what was shown",
            "所示内容摘要",
            "SHA-256 of what the signer saw; null when nothing was shown",
            "签署时所示内容的SHA-256摘要；未显示时为null",
            example="sha256:000000000000000000000000000000000000000000000000000000000000beef",
        ),
    ] = UNSET
    signed_at: Annotated[
        Instant | UnsetType,
        said(
            "Signed",
            "签署时间",
            "When it was given",
            "签署的时间",
            example="2026-11-20T16:41:08+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    method: Annotated[
        SignatureMethod | UnsetType, said("Method", "签署方式", "How it was given", "签署的方式", example="password")
    ] = UNSET
    authenticated_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Authenticated",
            "身份认证时间",
            "When the person proved its identity for it; null for one by hand",
            "为签署进行身份认证的时间；手写时为null",
            example="2026-11-20T16:41:02+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    factors: Annotated[
        Count | UnsetType,
        said(
            "Components",
            "认证要素数",
            "How many identification components were used",
            "身份认证所用要素的个数",
            example=2,
        ),
    ] = UNSET
    reason: Annotated[
        Text | UnsetType | None,
        said(
            "Reason",
            "理由",
            "Why it was given; null when none was asked for",
            "签署的理由；未要求时为null",
            example="All requirements met",
        ),
    ] = UNSET
    comment: Annotated[
        Text | UnsetType | None,
        said("Comment", "意见", "What the signer added; null when nothing", "签名人的意见；无则为null", example="None"),
    ] = UNSET
    order: Annotated[
        Positive | UnsetType,
        said(
            "Order", "签署顺序", "Which signature of the record it is, from 1", "在该记录签名中的顺序，从1起", example=2
        ),
    ] = UNSET
    status: Annotated[
        SignatureStatus | UnsetType,
        said("Status", "状态", "Whether the signature still stands", "签名是否仍然有效", example="valid"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("authenticated_at", "signed_at")),
        Checked(("person", "on_behalf_of"), _for_another),
    )
