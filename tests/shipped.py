"""The shipped provisions, each satisfied, violated and indeterminate: read from the suites of the shipped packs."""

import datetime as dt
import functools
import json
import os
from collections.abc import Iterator

import msgspec

from core.canonical import canonical_bytes
from engine.model.calendar import local_day
from engine.model.codes import Act
from engine.model.decision import MarketDecision
from engine.model.dossier import Dossier
from engine.packs.pack import Requirement
from engine.packs.packset import PackSet, load_packset
from engine.release.decide import Question, judge_markets
from engine.verification.deciding import Packs, packs_of, requirements_of
from engine.verification.forms import OutcomeForm
from engine.verification.patches import Change, moved, patched
from engine.verification.read import Ready, read_suite
from engine.verification.suite import Asked, Case
from tests.strategies import ROOT, Data, dossier_of

TODAY = dt.date(2026, 11, 22)
EXAMPLE = load_packset(ROOT / "examples" / "packset.yaml", (ROOT / "rulepacks",))
KINDS = ("satisfied", "violated", "indeterminate")


class Shipped(msgspec.Struct, frozen=True, kw_only=True):
    """
    A shipped provision with the dossiers in which it is satisfied, violated and indeterminate.

    The base pack's are judged by the pack set of its suites, in a market that adds next to nothing.
    """

    provision: str
    market: str
    packset: PackSet
    act: Act
    as_of: dt.datetime
    satisfied: Data
    violated: Data
    indeterminate: Data


class Found(msgspec.Struct, frozen=True):
    """A dossier in which a provision comes out in one way, and nothing else of its suite's market is worse."""

    market: str
    act: Act
    as_of: dt.datetime
    fixture: str
    base: Dossier
    changes: tuple[Change, ...] = ()

    def data(self) -> Data:
        """Write the dossier as plain data: a tenth of what is found is picked."""
        return json.loads(canonical_bytes(patched(self.base, self.changes)))  # type: ignore[no-any-return]  # JSON

    def is_beside(self, other: "Found") -> bool:
        """Tell whether both begin with one fixture and are asked about one act at one instant."""
        return (self.act, self.as_of, self.fixture) == (other.act, other.as_of, other.fixture)


@functools.cache
def shipped_cases() -> tuple[Shipped, ...]:
    """
    Read the suites of the shipped packs, and pick for each provision the first case of each kind.

    Violated and indeterminate are cases of one instant that name the provision, and whose verdict it alone explains;
    satisfied is the dossier that they begin with, or a case that names it so. All three are asked about one act at
    one instant.
    """
    cases: dict[str, Shipped] = {}
    packs = Packs()
    for path in sorted((ROOT / "rulepacks").glob("*/tests/*.yaml")):
        ready = read_suite(path, packs, TODAY)
        found: dict[tuple[str, str], list[Found]] = {}
        for name, kind, one in _named(ready):
            found.setdefault((name, kind), []).append(one)
        for name in {name for name, _ in found} - set(cases):
            picked = _picked([found.get((name, kind), []) for kind in KINDS])
            if picked is not None:
                satisfied, violated, indeterminate = picked
                cases[name] = Shipped(
                    provision=name,
                    market=violated.market,
                    packset=EXAMPLE if violated.market in EXAMPLE.markets else ready.packset,
                    act=violated.act,
                    as_of=violated.as_of,
                    satisfied=satisfied.data(),
                    violated=violated.data(),
                    indeterminate=indeterminate.data(),
                )
    return tuple(cases[name] for name in sorted(cases))


def part_of_cases(step: int) -> list[Shipped]:
    """
    Give one provision in some.

    Which ones turns with the content of the packs, so that in time every provision is among them; all are with
    `LOTGATE_TESTS=all`, which `make endurance` sets.
    """
    return [one for number, one in enumerate(shipped_cases()) if is_of_the_part(number, step)]


def is_of_the_part(number: int, step: int) -> bool:
    """Tell whether a case, by its number, is one in some; see `part_of_cases`."""
    return os.environ.get("LOTGATE_TESTS") == "all" or (number - int(EXAMPLE.digest[-8:], 16)) % step == 0


@functools.cache
def told(name: str, kind: str) -> MarketDecision:
    """Judge the dossier in which a provision comes out so, in its market, with the evidence of that provision."""
    (case,) = (one for one in shipped_cases() if one.provision == name)
    return judged(case, getattr(case, kind), frozenset({name}))


def judged(case: Shipped, data: Data, evidence_for: frozenset[str] = frozenset()) -> MarketDecision:
    """Judge a dossier in the market of a case, with the evidence of some provisions."""
    question = Question(act=case.act, as_of=case.as_of, markets=(case.market,))
    _, (found,) = judge_markets(dossier_of(data), case.packset, question, evidence_for=evidence_for)
    return found.decision


def _picked(kinds: list[list[Found]]) -> tuple[Found, Found, Found] | None:
    """Pick the first of each kind that begin with one fixture and are asked about one act at one instant."""
    for violated in kinds[1]:
        same = [[one for one in kind if one.is_beside(violated)] for kind in (kinds[0], kinds[2])]
        if all(same):
            return same[0][0], violated, same[1][0]
    return None


def _named(ready: Ready) -> Iterator[tuple[str, str, Found]]:
    """Give every provision that a case names, with how it comes out there and in the dossier it begins with."""
    suite, packset = ready.suite, ready.packset
    market = suite.markets[0] if len(suite.markets) == 1 else "EU"
    requirements = requirements_of(packset, market)
    # What the dossiers satisfy that cases begin with, judged once for all cases of one fixture, act and instant.
    bases: dict[tuple[object, ...], frozenset[str]] = {}
    zone = next(pack.timezone for pack in packs_of(packset, market) if pack.timezone is not None)
    for case in suite.cases:
        if case.kind != "case" or len(case.asked) != 1 or case.asked[0].expect.faults:
            continue
        (asked,) = case.asked
        days = (local_day(asked.as_of, zone) - local_day(suite.as_of, zone)).days if case.moved else 0
        base, fixture = moved(case.fixture.dossier, days), case.fixture.name
        for name, said in asked.expect.provisions.items():
            kind = said.outcome if isinstance(said, OutcomeForm) else said
            if name in requirements and _explains(requirements[name], kind, _verdict(case, asked, market)):
                yield name, kind, Found(market, case.act, asked.as_of, fixture, base, case.changes)
                key = (fixture, days, case.act, asked.as_of)
                if key not in bases:
                    question = Question(act=case.act, as_of=asked.as_of, markets=(market,))
                    bases[key] = _satisfied(base, packset, market, question)
                if kind != "satisfied" and name in bases[key]:
                    yield name, "satisfied", Found(market, case.act, asked.as_of, fixture, base)


def _verdict(case: Case, asked: Asked, market: str) -> str:
    said = asked.expect.verdict
    said = said.get(market, msgspec.UNSET) if isinstance(said, dict) else said
    return said if isinstance(said, str) else case.fixture.verdicts[market]


def _explains(requirement: Requirement, kind: str, verdict: str) -> bool:
    return verdict == verdict_of(requirement.otherwise, kind)


def verdict_of(otherwise: str, kind: str) -> str:
    """Give the verdict where a provision comes out so and everything else is in order; a warning holds nothing."""
    if kind == "satisfied" or otherwise == "warn":
        return "release"
    return otherwise if kind == "violated" else "hold"


def _satisfied(dossier: Dossier, packset: PackSet, market: str, question: Question) -> frozenset[str]:
    """Give the provisions that a dossier satisfies where it is released, nothing where it is not."""
    _, judged = judge_markets(dossier, packset, question, evidence_for=frozenset())
    decision = next(one.decision for one in judged if one.decision.market == market)
    if decision.verdict != "release":
        return frozenset()
    return frozenset(one.provision for one in decision.outcomes if one.outcome == "satisfied")
