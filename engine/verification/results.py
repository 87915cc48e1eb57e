"""What came out of a suite: plain data, for a terminal, JUnit, JSON and pytest alike."""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from engine.verification.suite import CaseKind

Status: TypeAlias = Literal["passed", "failed", "skipped"]
Subject: TypeAlias = Literal[
    "verdict", "reasons", "outcome", "because", "item", "missing", "clause", "text", "retention", "faults"
]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """
    One thing that came out otherwise.

    Attributes:
        about: What it is about.
        market: The market that was judged; ``None`` where the dossier was refused before any was.
        as_of: The instant.
        provision: The provision, or the type of record; ``None`` for the market as a whole.
        expected: What was to come out.
        actual: What did.
        why: What the decision gives as its evidence, in words.
        place: Where the expectation stands.
    """

    about: Subject
    market: str | None
    as_of: dt.datetime
    provision: str | None
    expected: str
    actual: str
    why: tuple[str, ...] = ()
    place: str


class Reached(msgspec.Struct, frozen=True, order=True):
    """A provision and an outcome that some case came to."""

    provision: str
    outcome: str


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came out of one case.

    Attributes:
        suite: The suite.
        file: Its file.
        name: The case.
        kind: Written, made for a fixture, or made from a boundary.
        place: Where it stands.
        status: Passed, failed, or skipped.
        differences: What came out otherwise.
        reached: What its decisions came to, in order.
        because: Why it was skipped.
    """

    suite: str
    file: str
    name: str
    kind: CaseKind
    place: str
    status: Status
    differences: tuple[Difference, ...] = ()
    reached: tuple[Reached, ...] = ()
    because: str | None = None


class DecidedBy(msgspec.Struct, frozen=True, kw_only=True):
    """A pack that decided."""

    market: str
    pack: str
    version: str
    digest: str


class SuiteResult(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came out of a suite.

    Attributes:
        suite: Its name.
        file: Its file.
        packs: What decided.
        engine: Digest of the engine.
        cases: Its cases in order.
    """

    suite: str
    file: str
    packs: tuple[DecidedBy, ...]
    engine: str
    cases: tuple[CaseResult, ...]
