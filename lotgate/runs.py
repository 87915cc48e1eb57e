"""Run lists: which dossiers to decide, as of when, and what is expected."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from core.documents.decode import decode
from core.documents.files import read_document
from engine.model.codes import Act
from engine.model.values import Market, Text


class RunForm(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier to decide; paths are relative to the run list."""

    dossier: Text
    as_of: dt.datetime
    act: Act = Act.market_release
    expect: Annotated[dict[Market, Literal["release", "hold", "reject"]], msgspec.Meta(min_length=1)]


class RunListForm(msgspec.Struct, frozen=True, kw_only=True):
    """A run list."""

    format: Literal["lotgate-run/v1"]
    packset: Text
    runs: Annotated[list[RunForm], msgspec.Meta(min_length=1)]


def read_run(path: Path) -> RunListForm:
    """
    Read a run list.

    Raises:
        DocumentError: ``document.*``.
        FaultsError: Every fault of the file.
    """
    return decode(read_document(path), RunListForm)
