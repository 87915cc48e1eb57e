"""The forms of what a pack changes in the provisions of its parents."""

import datetime as dt
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.written import Written
from engine.model.values import Text
from engine.packs.header_form import Authority, CiteForm

# A provision by its identifier; a parameter and a field as expressions read them.
Target: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([A-Z][A-Z0-9]*(-[A-Z0-9]+)+|params\.[a-z][a-z0-9_]*|[a-z]+\.attributes\.[a-z][a-z0-9_]*)$"
    ),
]
LeafPath: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*(\.[A-Za-z][A-Za-z0-9_+-]*)*$")]
Cites: TypeAlias = Annotated[list[CiteForm], msgspec.Meta(min_length=1)]


class DaysForm(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The local days on which an override holds, both inclusive."""

    from_: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET


class OverrideForm(msgspec.Struct, frozen=True, kw_only=True):
    """Leaves of a parent's provision that have another value here."""

    id: Target
    set: Annotated[dict[LeafPath, Written], msgspec.Meta(min_length=1)]
    authority: Authority
    effective: DaysForm = DaysForm()
    because: Text
    cites: Cites
    loosens: bool = False


class DisableForm(msgspec.Struct, frozen=True, kw_only=True):
    """A parent's provision that does not count here."""

    id: Target
    because: Text
    cites: Cites
    authority: Authority = "policy"
