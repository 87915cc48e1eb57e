"""The form of `processes`: SPC thresholds and monitored limits at control points."""

from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.values import Positive, Text
from engine.packs.header_form import HeaderForm, MessageForm, Otherwise, Variable
from engine.packs.inspection_form import LimitsForm


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
