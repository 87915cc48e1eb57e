"""Running a suite: a pure function of the suite and what decides. No clock, disk, network or random number."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

import msgspec

from core.errors import FaultsError, LotgateError
from engine.model.calendar import local_day
from engine.model.codes import Act
from engine.model.decision import MarketDecision, OutcomeKind, RetentionEntry
from engine.model.dossier import Dossier
from engine.packs.packset import ACTS, PackSet
from engine.release.decide import Question, judge_market
from engine.verification.compare import Comparison, by_provision, needs_evidence
from engine.verification.deciding import packs_of, requirements_of, retention_of
from engine.verification.patches import moved, patched
from engine.verification.results import CaseResult, DecidedBy, Difference, Reached, SuiteResult
from engine.verification.suite import Asked, Case, Fixture, Suite

Judged: TypeAlias = tuple[MarketDecision, tuple[RetentionEntry, ...]]
UNREFUSED = "decided"


def run_suite(suite: Suite, packset: PackSet) -> SuiteResult:
    """
    Run every case of a suite. Pure.

    Args:
        suite: As `engine.verification.read.read_suite` gives it.
        packset: What decides in it, from the same place.

    Returns:
        What came out of each case.
    """
    return result_of(suite, packset, tuple(run_cases(suite, packset, suite.cases)))


def run_cases(suite: Suite, packset: PackSet, cases: Iterable[Case]) -> Iterator[CaseResult]:
    """Run some cases of a suite, one after the other."""
    runner = _Runner(suite, packset)
    for case in cases:
        yield runner.case(case)


def result_of(suite: Suite, packset: PackSet, cases: tuple[CaseResult, ...]) -> SuiteResult:
    """Put the results of cases together, with what decided."""
    packs = tuple(
        DecidedBy(market=market, pack=pack.name, version=pack.version, digest=pack.digest)
        for market in suite.markets
        for pack in packs_of(packset, market)
    )
    return SuiteResult(suite=suite.name, file=suite.file, packs=packs, engine=packset.engine, cases=cases)


class _Runner:
    def __init__(self, suite: Suite, packset: PackSet) -> None:
        self.suite = suite
        self.packset = packset
        self.zones = {
            market: next((pack.timezone for pack in packs_of(packset, market) if pack.timezone is not None), "UTC")
            for market in suite.markets
        }
        self.kept = {market: tuple(retention_of(packset, market)) for market in suite.markets}
        self.guards = {
            market: {name: one.header.before for name, one in requirements_of(packset, market).items()}
            for market in suite.markets
        }
        self.moved: dict[tuple[str, int], Dossier] = {}
        self.bases: dict[tuple[str, int, str, dt.datetime, Act], Mapping[str, OutcomeKind] | None] = {}

    def case(self, case: Case) -> CaseResult:
        differences: list[Difference] = []
        reached: set[Reached] = set()
        for asked in case.asked if case.skip is None else ():
            for market in self.suite.markets:
                found, reaches = self.judge(case, asked, market)
                differences += found
                reached.update(reaches)
        return CaseResult(
            suite=self.suite.name,
            file=self.suite.file,
            name=case.name,
            kind=case.kind,
            place=str(self.suite.locate(case.path)),
            status="skipped" if case.skip is not None else "failed" if differences else "passed",
            differences=tuple(dict.fromkeys(differences)),
            reached=tuple(sorted(reached)),
            because=None if case.skip is None else case.skip.because,
        )

    def judge(self, case: Case, asked: Asked, market: str) -> tuple[list[Difference], Iterable[Reached]]:
        """Judge one market at one instant; again with its evidence where something is not as expected."""
        expect = asked.expect
        days = self.days(case, asked, market)
        question = Question(act=case.act, as_of=asked.as_of)
        try:
            dossier = patched(self.fixture(case.fixture, days), case.changes)
            judge = self.judging(dossier, market, question)
            judged = judge(needs_evidence(expect))
            others = self.others(case, asked, market, days)
        except LotgateError as error:
            return self.refused(asked, error), ()
        if expect.refused is not msgspec.UNSET:
            return [self.refusal(asked, str(expect.refused), UNREFUSED, ())], ()
        comparison = Comparison(
            self.suite, asked, market, self.verdict(case, asked, market), others, self.before(market, case.act)
        )
        differences = list(comparison.differences(*judged))
        if differences and not needs_evidence(expect):
            differences = list(comparison.differences(*judge(True)))  # noqa: FBT003  # with its evidence
        return differences, self.reached(market, judged)

    def judging(self, dossier: Dossier, market: str, question: Question) -> Callable[[bool], Judged]:
        def judge(with_evidence: bool) -> Judged:  # noqa: FBT001  # says itself
            return judge_market(dossier, self.packset, market, question, with_evidence=with_evidence)

        return judge

    def days(self, case: Case, asked: Asked, market: str) -> int:
        """Count the civil days by which a moved fixture is moved, in the market's zone."""
        zone = self.zones[market]
        return (local_day(asked.as_of, zone) - local_day(self.suite.as_of, zone)).days if case.moved else 0

    def fixture(self, fixture: Fixture, days: int) -> Dossier:
        key = (fixture.name, days)
        if key not in self.moved:
            self.moved[key] = moved(fixture.dossier, days)
        return self.moved[key]

    def verdict(self, case: Case, asked: Asked, market: str) -> str:
        said = asked.expect.verdict
        known = case.fixture.verdicts[market]
        if isinstance(said, dict):
            return said.get(market, known)
        return said if isinstance(said, str) else known

    def others(
        self, case: Case, asked: Asked, market: str, days: int
    ) -> Mapping[str, OutcomeKind] | OutcomeKind | None:
        match asked.expect.others:
            case "any":
                return None
            case "as_base":
                # What is known of the fixture is known for the suite's act; a later one judges more.
                return None if case.kind == "base" else self.base(case.fixture, 0, market, self.suite.as_of, case.act)
            case "as_base_then":
                return self.base(case.fixture, days, market, asked.as_of, case.act)
        return asked.expect.others

    def base(
        self, fixture: Fixture, days: int, market: str, as_of: dt.datetime, act: Act
    ) -> Mapping[str, OutcomeKind] | None:
        key = (fixture.name, days, market, as_of, act)
        if key not in self.bases:
            question = Question(act=act, as_of=as_of)
            decided, _ = judge_market(self.fixture(fixture, days), self.packset, market, question, with_evidence=False)
            found = by_provision(decided.outcomes)
            self.bases[key] = {name: one.outcome for name, one in found.items()}
        return self.bases[key]

    def before(self, market: str, act: Act) -> AbstractSet[str]:
        """Give the provisions that guard an act or an earlier one."""
        guards = self.guards[market]
        return {name for name, before in guards.items() if ACTS.index(before) <= ACTS.index(act)}

    def refused(self, asked: Asked, error: LotgateError) -> list[Difference]:
        faults: Sequence[LotgateError] = error.faults if isinstance(error, FaultsError) else (error,)
        codes = [fault.code for fault in faults]
        if asked.expect.refused in codes:
            return []
        expected = UNREFUSED if asked.expect.refused is msgspec.UNSET else str(asked.expect.refused)
        return [self.refusal(asked, expected, ", ".join(dict.fromkeys(codes)), tuple(map(str, faults)))]

    def refusal(self, asked: Asked, expected: str, actual: str, why: tuple[str, ...]) -> Difference:
        return Difference(
            about="refused",
            market=None,
            as_of=asked.as_of,
            provision=None,
            expected=expected,
            actual=actual,
            why=why,
            place=str(self.suite.locate((*asked.path, "refused"))),
        )

    def reached(self, market: str, judged: Judged) -> Iterator[Reached]:
        decided, retention = judged
        for one in decided.outcomes:
            yield Reached(one.provision, one.outcome)
        rules = {rule.provision: rule for entry in retention for rule in entry.rules}
        for name in self.kept[market]:
            rule = rules.get(name)
            yield Reached(name, "not_applicable" if rule is None else "no_end" if rule.keep_until is None else "dated")
