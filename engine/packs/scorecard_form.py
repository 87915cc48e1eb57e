"""The form of `scorecards`: how suppliers are scored."""

from decimal import Decimal
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.codes import ProcessKind
from engine.model.fields import Localized
from engine.model.supplier_codes import RiskLevel
from engine.model.values import Positive, Unit
from engine.packs.header_form import Duration, HeaderForm, Variable

Grade: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_+-]{0,15}$")]
# A value of the metric, and the score that it gets.
Point: TypeAlias = Annotated[list[Decimal], msgspec.Meta(min_length=2, max_length=2)]
Points: TypeAlias = Annotated[list[Point], msgspec.Meta(min_length=1)]


class ScoreForm(msgspec.Struct, frozen=True, kw_only=True):
    """Which score a value gets: on a line through points, or by steps; beyond the ends that of the end."""

    points: Points | UnsetType = UNSET
    steps: Points | UnsetType = UNSET


class MetricForm(msgspec.Struct, frozen=True, kw_only=True):
    """One metric: which rows of which register, what they amount to, and which score that gets."""

    title: Localized
    rows: dict[Variable, SourceText]
    dated: SourceText
    where: SourceText | UnsetType = UNSET
    by: SourceText | UnsetType = UNSET
    minimum: Positive | UnsetType = UNSET
    value: SourceText | UnsetType = UNSET
    good: SourceText | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    score: ScoreForm


class GradeForm(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A band of totals: from its lower end on, and below its upper one, which only 100 itself belongs to."""

    from_: Decimal
    to: Decimal
    title: Localized | UnsetType = UNSET


class TrendForm(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as a change against the period before."""

    steady_within: Decimal


class ConditionForm(msgspec.Struct, frozen=True, kw_only=True):
    """When something follows, and the reason that a person reads."""

    when: SourceText
    because: Localized


class RiskForm(ConditionForm, frozen=True, kw_only=True):
    """When the risk of a supplier has at least this level."""

    level: RiskLevel


class ConsequencesForm(msgspec.Struct, frozen=True, kw_only=True):
    """What follows for a supplier, and when."""

    tighten: ConditionForm | UnsetType = UNSET
    source_inspection: ConditionForm | UnsetType = UNSET
    requalify: ConditionForm | UnsetType = UNSET
    suspend: ConditionForm | UnsetType = UNSET


class ScorecardForm(HeaderForm, frozen=True, kw_only=True):
    """How suppliers are scored."""

    processes: list[ProcessKind] = msgspec.field(default_factory=list)
    metrics: Annotated[dict[Variable, MetricForm], msgspec.Meta(min_length=1)]
    weights: dict[Variable, Decimal]
    period: Duration
    minimum: Positive
    grades: Annotated[dict[Grade, GradeForm], msgspec.Meta(min_length=1)]
    trend: TrendForm | UnsetType = UNSET
    risk: list[RiskForm] = msgspec.field(default_factory=list)
    consequences: ConsequencesForm = ConsequencesForm()
