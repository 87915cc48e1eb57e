"""The forms of the files of a pack, as `rulepack.md` says them; expressions are still text here."""

import datetime as dt
from typing import Annotated, ClassVar, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.codes import Act, Actor, RecordType
from engine.model.fields import Localized
from engine.model.values import Market, Text

Format: TypeAlias = Literal["lotgate/v1"]
PackName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Version: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)*$")]
PackReference: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]* [0-9]+(\.[0-9]+)*$")]
ProvisionId: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
Variable: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Authority: TypeAlias = Literal["law", "guidance", "standard", "policy"]
Otherwise: TypeAlias = Literal["reject", "hold", "warn"]
NonePicked: TypeAlias = Literal["not_applicable", "violated"]

LATER = "this version would not judge it, so the pack is not loaded; leave it out or wait for a later version"


class SourceForm(msgspec.Struct, frozen=True, kw_only=True):
    """A work that provisions cite."""

    title: Localized
    edition: Text | UnsetType = UNSET


class PackForm(msgspec.Struct, frozen=True, kw_only=True):
    """`pack.yaml`: identity, market, parent, sources."""

    format: Format
    pack: PackName
    version: Version
    title: Localized
    market: Market | UnsetType = UNSET
    timezone: Text | UnsetType = UNSET
    extends: PackName | UnsetType = UNSET
    applies: SourceText | UnsetType = UNSET
    sources: dict[PackName, SourceForm] = {}


class CiteForm(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a source; said once where it reads the same in both languages."""

    source: PackName
    at: Text | Localized


class EffectiveForm(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When a provision is in force, both days inclusive."""

    from_: dt.date
    until: dt.date | UnsetType = UNSET
    by: SourceText | UnsetType = UNSET
    replaced_by: ProvisionId | UnsetType = UNSET
    because: Text | UnsetType = UNSET


class MessageForm(msgspec.Struct, frozen=True, kw_only=True):
    """A message in both languages, with expressions in braces."""

    en: SourceText
    zh: SourceText


class HeaderForm(msgspec.Struct, frozen=True, kw_only=True):
    """What every provision says first."""

    id: ProvisionId
    title: Localized
    cites: Annotated[list[CiteForm], msgspec.Meta(min_length=1)]
    authority: Authority
    effective: EffectiveForm
    binds: list[Actor] = []
    before: Act = Act.market_release
    applies: SourceText | UnsetType = UNSET
    each: dict[Variable, SourceText] | UnsetType = UNSET
    where: SourceText | UnsetType = UNSET
    none: NonePicked | UnsetType = UNSET


class RequirementForm(HeaderForm, frozen=True, kw_only=True):
    """What must hold before an act."""

    require: SourceText
    message: MessageForm
    otherwise: Otherwise = "hold"

    __later__: ClassVar[dict[str, str]] = {"excused_by": LATER}


class RetentionForm(HeaderForm, frozen=True, kw_only=True):
    """How long records are kept."""

    of: Literal["lot", "product"]
    record_types: Annotated[list[RecordType], msgspec.Meta(min_length=1)]
    keep_until: SourceText
    keep_at_least: SourceText | UnsetType = UNSET


class ProvisionsForm(msgspec.Struct, frozen=True, kw_only=True):
    """Any other file of a pack: lists of provisions."""

    requirements: list[RequirementForm] = []
    retention: list[RetentionForm] = []

    __later__: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "inspections",
            "processes",
            "scorecards",
            "records",
            "signatures",
            "reactions",
            "parameters",
            "fields",
            "override",
            "disable",
        ),
        LATER,
    )


class ListedPackForm(msgspec.Struct, frozen=True, kw_only=True):
    """A pack of a market that counts only for some lots."""

    pack: PackReference
    applies: SourceText | UnsetType = UNSET


class PackSetForm(msgspec.Struct, frozen=True, kw_only=True):
    """A pack set: per market the packs that must all agree."""

    format: Format
    version: Version
    acts: Annotated[list[Act], msgspec.Meta(min_length=1)]
    markets: Annotated[
        dict[Market, Annotated[list[PackReference | ListedPackForm], msgspec.Meta(min_length=1)]],
        msgspec.Meta(min_length=1),
    ]
