"""The form of a suite's file, as `rulepack.md` says it; values of patches are nodes until their field types them."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.codes import Act, RecordType
from engine.model.decision import OutcomeKind, VerdictKind
from engine.model.values import Market, Text
from engine.packs.header_form import PackName, ProvisionId

CaseName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Others: TypeAlias = Literal[
    "as_base", "as_base_then", "not_applicable", "satisfied", "violated", "indeterminate", "any"
]
Side: TypeAlias = Literal["below", "above"]
AtLimit: TypeAlias = Literal["satisfied", "violated"]


class FixtureForm(msgspec.Struct, frozen=True, kw_only=True):
    """A known dossier and the verdict that it is known by, which is itself a case."""

    file: Text
    verdict: VerdictKind | dict[Market, VerdictKind]


class StatementForm(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Who states that a register is complete; what is left out stays as the fixture says it."""

    stated_by: Text | UnsetType = UNSET
    from_: dt.date | UnsetType = UNSET
    through: dt.date | UnsetType = UNSET


class GivenForm(msgspec.Struct, frozen=True, kw_only=True):
    """A fixture and what is changed in it. The order of changes never matters."""

    base: CaseName | UnsetType = UNSET
    moved: bool = False
    set: dict[str, Any] = {}
    unset: list[str] = []
    add: dict[str, list[Any]] = {}
    remove: list[str] = []
    coverage: dict[str, Literal["none"] | list[StatementForm] | StatementForm] = {}


class ClauseForm(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that decided; what is left out is not looked at."""

    text: Text | UnsetType = UNSET
    path: Text | UnsetType = UNSET
    observed: Text | UnsetType = UNSET
    operator: Text | UnsetType = UNSET
    limit: Text | UnsetType = UNSET


class WordsForm(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces that the text in each language contains."""

    en: Text | UnsetType = UNSET
    zh: Text | UnsetType = UNSET


class OutcomeForm(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome with its reasons; what is left out is not looked at."""

    outcome: OutcomeKind
    because: Text | UnsetType = UNSET
    item: Text | UnsetType = UNSET
    missing: list[Text] | UnsetType = UNSET
    clause: ClauseForm | UnsetType = UNSET
    text: WordsForm | UnsetType = UNSET


class KeepForm(msgspec.Struct, frozen=True, kw_only=True):
    """How long records of a type are kept; `null` is no end that anybody knows."""

    until: dt.date | None
    at_least: dt.date | UnsetType | None = UNSET


class ExpectForm(msgspec.Struct, frozen=True, kw_only=True):
    """What must come out; a verdict that is not said is the base's, and the dossier has no fault that is not said."""

    verdict: VerdictKind | dict[Market, VerdictKind] | UnsetType = UNSET
    reasons: list[Text] | UnsetType = UNSET
    provisions: dict[ProvisionId, OutcomeKind | OutcomeForm] = {}
    others: Others = "as_base"
    retention: dict[RecordType, KeepForm] = {}
    faults: list[Text] = []


class DatedForm(msgspec.Struct, frozen=True, kw_only=True):
    """The same lot asked about at one of several instants."""

    as_of: dt.datetime
    expect: ExpectForm


class SkipForm(msgspec.Struct, frozen=True, kw_only=True):
    """Why a case is not run, and the last day on which that is allowed."""

    because: Text
    until: dt.date


class CaseForm(msgspec.Struct, frozen=True, kw_only=True):
    """One case: a dossier, one or several instants, and what comes out."""

    name: CaseName
    given: GivenForm = GivenForm()
    act: Act | UnsetType = UNSET
    as_of: dt.datetime | UnsetType = UNSET
    expect: ExpectForm | UnsetType = UNSET
    dates: list[DatedForm] = []
    skip: SkipForm | UnsetType = UNSET


class BoundaryForm(msgspec.Struct, frozen=True, kw_only=True):
    """A limit: cases just below, at, just above and without the value are generated from it."""

    provision: ProvisionId
    name: CaseName | UnsetType = UNSET
    base: CaseName | UnsetType = UNSET
    value: Text | UnsetType = UNSET
    limit: Decimal | UnsetType = UNSET
    resolution: Decimal
    at_limit: AtLimit
    inside: Side | UnsetType = UNSET
    others: Others = "as_base"


class SuiteForm(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a pack's `tests` folder."""

    suite: PackName
    packset: Text | UnsetType = UNSET
    markets: Annotated[list[Market], msgspec.Meta(min_length=1)]
    act: Act = Act.market_release
    as_of: dt.datetime
    series: dict[CaseName, str] = {}
    fixtures: Annotated[dict[CaseName, FixtureForm], msgspec.Meta(min_length=1)]
    cases: list[CaseForm] = []
    boundaries: list[BoundaryForm] = []
