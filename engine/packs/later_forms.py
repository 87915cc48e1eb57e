"""The form of the kind that a later version judges: read and checked now, and what needs it holds."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from engine.model.values import Positive
from engine.packs.header_form import Duration, HeaderForm, Variable


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
