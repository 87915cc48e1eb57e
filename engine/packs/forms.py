"""The forms of the files of a pack, as `rulepack.md` says them; expressions are still text here."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from core.documents.written import Written
from engine.model.codes import Act, RecordType
from engine.model.fields import Localized
from engine.model.values import Market, Positive, Text
from engine.packs.header_form import (
    CiteForm,
    Format,
    HeaderForm,
    MessageForm,
    Otherwise,
    PackName,
    Version,
)
from engine.packs.inspection_form import InspectionForm
from engine.packs.later_forms import ReactionForm
from engine.packs.overlay_forms import DisableForm, OverrideForm
from engine.packs.process_form import ProcessForm
from engine.packs.scorecard_form import ScorecardForm
from engine.packs.value_forms import FieldForm, ParameterForm

PackReference: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]* [0-9]+(\.[0-9]+)*$")]
PackStatus: TypeAlias = Literal["draft", "approved", "withdrawn"]
Instrument: TypeAlias = Literal["concession", "justification"]
# BCP 47, as far as records of a lot need it: a language, and perhaps a script or a region.
Language: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]


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
    status: PackStatus = "approved"
    market: Market | UnsetType = UNSET
    timezone: Text | UnsetType = UNSET
    extends: PackName | UnsetType = UNSET
    applies: SourceText | UnsetType = UNSET
    sources: dict[PackName, SourceForm] = {}


class ExcuseForm(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument that may excuse a violation, with the clause that permits it."""

    instrument: Instrument
    cites: Annotated[list[CiteForm], msgspec.Meta(min_length=1)]


class RequirementForm(HeaderForm, frozen=True, kw_only=True):
    """What must hold before an act."""

    require: SourceText
    otherwise: Otherwise = "hold"
    excused_by: list[Instrument | ExcuseForm] = msgspec.field(default_factory=list)
    message: MessageForm


class RecordForm(HeaderForm, frozen=True, kw_only=True):
    """The format that records of one type have."""

    record_type: RecordType
    schema: Written
    languages: list[Language] = msgspec.field(default_factory=list)
    otherwise: Otherwise = "hold"


class RetentionForm(HeaderForm, frozen=True, kw_only=True):
    """How long records are kept."""

    of: Literal["lot", "product"]
    record_types: Annotated[list[RecordType], msgspec.Meta(min_length=1)]
    keep_until: SourceText
    keep_at_least: SourceText | UnsetType = UNSET


class SignatureForm(HeaderForm, frozen=True, kw_only=True):
    """Who signs an act."""

    who: SourceText
    count: Positive = 1
    distinct_from: SourceText | UnsetType = UNSET
    meaning: Localized
    otherwise: Otherwise = "hold"


class ProvisionsForm(msgspec.Struct, frozen=True, kw_only=True):
    """Any other file of a pack: lists of provisions, and what it changes in those of its parents."""

    requirements: list[RequirementForm] = []
    inspections: list[InspectionForm] = []
    processes: list[ProcessForm] = []
    scorecards: list[ScorecardForm] = []
    records: list[RecordForm] = []
    retention: list[RetentionForm] = []
    signatures: list[SignatureForm] = []
    reactions: list[ReactionForm] = []
    parameters: list[ParameterForm] = []
    fields: list[FieldForm] = []
    override: list[OverrideForm] = []
    disable: list[DisableForm] = []


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
