"""The form of `processes`: SPC thresholds and monitored limits at control points."""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.values import Positive, Text, Unit
from engine.packs.header_form import HeaderForm, MessageForm, Otherwise, Variable

ChartKind: TypeAlias = Literal["individuals", "xbar_r", "xbar_s", "ewma", "cusum", "p", "np", "c", "u", "specified"]
IndexName: TypeAlias = Literal["cp", "cpk", "cpm", "pp", "ppk"]
SeriesOf: TypeAlias = Literal["parameters", "settings", "environment"]
# ISO 8601, of one unit: ten minutes are `PT10M`.
Span: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(PT[1-9][0-9]{0,5}[SMH]|P[1-9][0-9]{0,3}D)$")]


class ChartForm(msgspec.Struct, frozen=True, kw_only=True):
    """A control chart."""

    kind: ChartKind
    subgroup: Positive | UnsetType = UNSET
    weight: Decimal | UnsetType = UNSET
    limit: Decimal | UnsetType = UNSET
    reference: Decimal | UnsetType = UNSET
    interval: Decimal | UnsetType = UNSET


class BaselineForm(msgspec.Struct, frozen=True, kw_only=True):
    """Where the limits of a chart come from: a stated prior period of the series, or fixed and approved."""

    subgroups: Positive | UnsetType = UNSET
    center: Decimal | UnsetType = UNSET
    sigma: Decimal | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    approved_by: Text | UnsetType = UNSET


class CapabilityForm(msgspec.Struct, frozen=True, kw_only=True):
    """How capable a process must be, perhaps at the lower bound of a confidence interval."""

    index: IndexName
    min: Decimal
    lower_bound: Decimal | UnsetType = UNSET
    lower: SourceText | UnsetType = UNSET
    upper: SourceText | UnsetType = UNSET


class ExcursionForm(msgspec.Struct, frozen=True, kw_only=True):
    """How long readings may lie beyond the monitored limits at a time."""

    longest: Span
    interval: Span | UnsetType = UNSET


class KineticMeanForm(msgspec.Struct, frozen=True, kw_only=True):
    """The mean kinetic temperature that storage or transport must keep."""

    activation_energy: Decimal
    max: SourceText


class MonitorForm(msgspec.Struct, frozen=True, kw_only=True):
    """What every reading is held against: `min` and `max` inclusive, `above` and `below` strict; absent is no limit."""

    min: SourceText | UnsetType = UNSET
    max: SourceText | UnsetType = UNSET
    above: SourceText | UnsetType = UNSET
    below: SourceText | UnsetType = UNSET
    excursion: ExcursionForm | UnsetType = UNSET
    kinetic_mean: KineticMeanForm | UnsetType = UNSET


class ProcessForm(HeaderForm, frozen=True, kw_only=True):
    """What a series of process data must show."""

    characteristic: Text | UnsetType = UNSET
    data: SeriesOf = "parameters"
    series: Positive = 1
    every: Span | UnsetType = UNSET
    chart: ChartForm | UnsetType = UNSET
    baseline: BaselineForm | UnsetType = UNSET
    signals: list[Variable] | Variable = msgspec.field(default_factory=list)
    capability: CapabilityForm | UnsetType = UNSET
    monitor: MonitorForm | UnsetType = UNSET
    validation: Literal["required"] | UnsetType = UNSET
    otherwise: Otherwise = "hold"
    message: MessageForm | UnsetType = UNSET
