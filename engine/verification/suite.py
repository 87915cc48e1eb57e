"""A suite that was read and checked: fixtures, and cases in which nothing is left to look up. Immutable."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from core.documents.tree import Document
from core.documents.tree import Path as TreePath
from core.locations import Location
from engine.model.codes import Act
from engine.model.decision import VerdictKind
from engine.model.dossier import Dossier
from engine.verification.forms import ExpectForm, SkipForm
from engine.verification.patches import Change

CaseKind: TypeAlias = Literal["base", "case", "boundary"]


class Fixture(msgspec.Struct, frozen=True, kw_only=True):
    """
    A known dossier.

    Attributes:
        name: As cases call it.
        dossier: What it says.
        verdicts: What is known of it in each of the suite's markets.
    """

    name: str
    dossier: Dossier
    verdicts: dict[str, VerdictKind]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    One instant of a case.

    Attributes:
        as_of: The instant.
        expect: What must come out.
        path: Where that stands in the suite's file.
    """

    as_of: dt.datetime
    expect: ExpectForm
    path: TreePath


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One case.

    Attributes:
        name: Unique in its suite.
        kind: Written as a case, made for a fixture's own verdict, or made from a boundary.
        path: Where it stands in the suite's file.
        fixture: The fixture that it begins with.
        moved: Whether the fixture's days are moved along with the instant.
        changes: What is changed in it.
        act: What is asked about.
        asked: The instants, at least one.
        skip: Why it is not run.
    """

    name: str
    kind: CaseKind
    path: TreePath
    fixture: Fixture
    moved: bool = False
    changes: tuple[Change, ...] = ()
    act: Act
    asked: tuple[Asked, ...]
    skip: SkipForm | None = None


class Suite(msgspec.Struct, frozen=True, kw_only=True):
    """
    A suite.

    Attributes:
        name: As its file says.
        document: The file.
        owner: The pack in whose folder it stands; ``None`` for a suite of a pack set.
        markets: The markets that are judged, each on its own.
        act: What its fixtures are known for.
        as_of: The instant its fixtures are known at.
        cases: Bases first, then cases and boundaries in the order of the file.
    """

    name: str
    document: Document
    owner: str | None
    markets: tuple[str, ...]
    act: Act
    as_of: dt.datetime
    cases: tuple[Case, ...]

    @property
    def file(self) -> str:
        """The name of its file, as faults show it."""
        return self.document.origin.file or self.name

    def locate(self, path: TreePath) -> Location:
        """Find a place in its file."""
        return self.document.locate(path)
