"""The forms of the kinds that a later version judges: read and checked now, and what needs one of them holds."""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.codes import InspectionStage
from engine.model.values import Positive, Text
from engine.packs.header_form import HeaderForm, MessageForm, Otherwise, Variable

# ISO 8601, in whole days, weeks, months or years.
Duration: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^P[1-9][0-9]{0,3}[DWMY]$")]


class LimitsForm(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading is held against: `min` and `max` inclusive, `above` and `below` strict; absent is no limit."""

    min: SourceText | UnsetType = UNSET
    max: SourceText | UnsetType = UNSET
    above: SourceText | UnsetType = UNSET
    below: SourceText | UnsetType = UNSET


class RoundingForm(msgspec.Struct, frozen=True, kw_only=True):
    """How a reading is rounded before it is compared."""

    method: Literal["full_value", "rounded"]
    standard: Text | UnsetType = UNSET
    interval: Decimal | UnsetType = UNSET


class GuardBandForm(msgspec.Struct, frozen=True, kw_only=True):
    """How far inside a limit a reading must lie for the uncertainty of its measurement."""

    rule: Literal["none", "uncertainty"]
    factor: Decimal | UnsetType = UNSET


class SamplingForm(msgspec.Struct, frozen=True, kw_only=True):
    """A sampling plan, by its scheme."""

    scheme: Variable
    edition: Text | UnsetType = UNSET
    level: Text | UnsetType = UNSET
    aql: Decimal | UnsetType = UNSET
    switching: bool | UnsetType = UNSET


class InspectionForm(HeaderForm, frozen=True, kw_only=True):
    """Which characteristics are inspected, after which plan, compared how."""

    stage: InspectionStage
    method: Text | UnsetType = UNSET
    limits: LimitsForm | UnsetType = UNSET
    rounding: RoundingForm | UnsetType = UNSET
    guard_band: GuardBandForm | UnsetType = UNSET
    sampling: SamplingForm | UnsetType = UNSET
    otherwise: Otherwise = "hold"
    message: MessageForm | UnsetType = UNSET


class ChartForm(msgspec.Struct, frozen=True, kw_only=True):
    """A control chart."""

    kind: Variable
    subgroup: Positive | UnsetType = UNSET


class BaselineForm(msgspec.Struct, frozen=True, kw_only=True):
    """Where the limits of a chart come from: a stated prior period of the series, or fixed and approved."""

    subgroups: Positive | UnsetType = UNSET
    center: Decimal | UnsetType = UNSET
    sigma: Decimal | UnsetType = UNSET
    approved_by: Text | UnsetType = UNSET


class CapabilityForm(msgspec.Struct, frozen=True, kw_only=True):
    """How capable a process must be, perhaps at the lower bound of a confidence interval."""

    index: Variable
    min: Decimal
    lower_bound: Decimal | UnsetType = UNSET


class ProcessForm(HeaderForm, frozen=True, kw_only=True):
    """What a series of process data must show."""

    characteristic: Variable
    chart: ChartForm | UnsetType = UNSET
    baseline: BaselineForm | UnsetType = UNSET
    signals: list[Variable] | Variable = msgspec.field(default_factory=list)
    capability: CapabilityForm | UnsetType = UNSET
    monitor: LimitsForm | UnsetType = UNSET
    otherwise: Otherwise = "hold"
    message: MessageForm | UnsetType = UNSET


class ScorecardForm(HeaderForm, frozen=True, kw_only=True):
    """How suppliers are scored."""

    metrics: Annotated[dict[Variable, SourceText], msgspec.Meta(min_length=1)]
    weights: dict[Variable, Decimal]
    period: Duration
    minimum: Decimal | UnsetType = UNSET
    grades: dict[Variable, Decimal] = msgspec.field(default_factory=dict)
    risk: SourceText | UnsetType = UNSET


class EventForm(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a pattern waits for."""

    event: Variable
    where: SourceText | UnsetType = UNSET
    count: Positive = 1
    distinct: Variable | UnsetType = UNSET


class ObligationForm(msgspec.Struct, frozen=True, kw_only=True):
    """What must be opened then."""

    open: Variable
    severity: Variable | UnsetType = UNSET
    due: SourceText | UnsetType = UNSET


class ReactionForm(HeaderForm, frozen=True, kw_only=True):
    """What a pattern of events obliges to."""

    within: Duration
    when: Annotated[list[EventForm], msgspec.Meta(min_length=1)]
    then: Annotated[list[ObligationForm], msgspec.Meta(min_length=1)]
