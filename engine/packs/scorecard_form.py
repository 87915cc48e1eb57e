"""The form of `scorecards`: how suppliers are scored."""

from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.packs.header_form import Duration, HeaderForm, Variable


class ScorecardForm(HeaderForm, frozen=True, kw_only=True):
    """How suppliers are scored."""

    metrics: Annotated[dict[Variable, SourceText], msgspec.Meta(min_length=1)]
    weights: dict[Variable, Decimal]
    period: Duration
    minimum: Decimal | UnsetType = UNSET
    grades: dict[Variable, Decimal] = msgspec.field(default_factory=dict)
    risk: SourceText | UnsetType = UNSET
