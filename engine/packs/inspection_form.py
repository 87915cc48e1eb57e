"""The form of `inspections`: inspection standards."""

from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.model.codes import InspectionStage
from engine.model.values import Count, Positive, Text
from engine.packs.header_form import HeaderForm, MessageForm, Otherwise


class LimitsForm(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a reading is held against, beside the limits of the specification itself, which always count.

    `min` and `max` are inclusive, `above` and `below` strict; absent is no limit.
    """

    min: SourceText | UnsetType = UNSET
    max: SourceText | UnsetType = UNSET
    above: SourceText | UnsetType = UNSET
    below: SourceText | UnsetType = UNSET
    nominal: SourceText | UnsetType = UNSET
    tolerance: SourceText | UnsetType = UNSET
    plus: SourceText | UnsetType = UNSET
    minus: SourceText | UnsetType = UNSET


class RoundingForm(msgspec.Struct, frozen=True, kw_only=True):
    """How a reading is rounded before it is compared."""

    method: Literal["full_value", "rounded"]
    standard: Literal["GB/T 8170", "ASTM E29", "USP"] | UnsetType = UNSET
    interval: Decimal | UnsetType = UNSET


class GuardBandForm(msgspec.Struct, frozen=True, kw_only=True):
    """How far inside a limit a reading must lie for the uncertainty of its measurement."""

    rule: Literal["none", "uncertainty"]
    factor: Decimal | UnsetType = UNSET


class SamplingForm(msgspec.Struct, frozen=True, kw_only=True):
    """A sampling plan, by its scheme; without it the characteristic's own."""

    scheme: SamplingScheme
    edition: Text | UnsetType = UNSET
    level: InspectionLevel | UnsetType = UNSET
    aql: Decimal | UnsetType = UNSET
    switching: bool | UnsetType = UNSET
    sample_size: Positive | UnsetType = UNSET
    acceptance_number: Count | UnsetType = UNSET
    limiting_quality: Decimal | UnsetType = UNSET
    risk: Decimal | UnsetType = UNSET
    sigma: Literal["unknown", "known"] | UnsetType = UNSET


class InspectionForm(HeaderForm, frozen=True, kw_only=True):
    """Which characteristics are inspected, after which plan, compared how."""

    stage: InspectionStage
    method: Text | UnsetType = UNSET
    limits: LimitsForm | UnsetType = UNSET
    rounding: RoundingForm | UnsetType = UNSET
    guard_band: GuardBandForm | UnsetType = UNSET
    sampling: SamplingForm | UnsetType = UNSET
    results: Literal["readings", "counts"] = "readings"
    otherwise: Otherwise = "hold"
    message: MessageForm | UnsetType = UNSET
