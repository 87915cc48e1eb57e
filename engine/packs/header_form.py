"""The header that every provision opens with, as `rulepack.md` says it."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.codes import Act, Actor
from engine.model.fields import Localized
from engine.model.values import Text

Format: TypeAlias = Literal["lotgate/v1"]
PackName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Version: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)*$")]
ProvisionId: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
Variable: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Authority: TypeAlias = Literal["law", "guidance", "standard", "policy"]
Otherwise: TypeAlias = Literal["reject", "hold", "warn"]
# Whether who wrote the provision read the place itself, read a report of it, or wrote from memory.
Reading: TypeAlias = Literal["text", "report", "memory"]
# ISO 8601, in whole days, weeks, months or years.
Duration: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^P[1-9][0-9]{0,3}[DWMY]$")]
NonePicked: TypeAlias = Literal["not_applicable", "violated"]


class CiteForm(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a source; said once where it reads the same in both languages."""

    source: PackName
    at: Text | Localized
    read: Reading | UnsetType = UNSET


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
    binds: list[Actor] = []
    before: Act = Act.market_release
    effective: EffectiveForm
    applies: SourceText | UnsetType = UNSET
    each: dict[Variable, SourceText] | UnsetType = UNSET
    where: SourceText | UnsetType = UNSET
    none: NonePicked | UnsetType = UNSET
