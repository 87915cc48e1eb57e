"""Running a suite: a pure function of the suite and what decides. No clock, disk, network or random number."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from core.errors import LotgateError
from engine.model.calendar import local_day
from engine.model.codes import Act
from engine.model.decision import OutcomeKind
from engine.model.dossier import Dossier
from engine.model.faults import Fault
from engine.packs.packset import ACTS, PackSet
from engine.provisions.kept import Kept
from engine.release.decide import Judgement, Question, judge_markets
from engine.verification.compare import Comparison, by_provision, explained
from engine.verification.deciding import guards_of, packs_of, retention_of
from engine.verification.patches import moved, patched
from engine.verification.results import CaseResult, DecidedBy, Difference, Reached, SuiteResult
from engine.verification.suite import Asked, Case, Fixture, Suite


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
    runner = Runner(suite, packset)
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


class Runner:
    """
    Runs cases of one suite, and remembers what its fixtures come to.

    Args:
        suite: The suite.
        packset: What decides in it.
        found: What was found of records that its dossiers share with each other, and with those of other suites.
    """

    def __init__(self, suite: Suite, packset: PackSet, found: Kept | None = None) -> None:
        self.suite = suite
        self.packset = packset
        self.zones = {
            market: next((pack.timezone for pack in packs_of(packset, market) if pack.timezone is not None), "UTC")
            for market in suite.markets
        }
        self.kept = {market: tuple(retention_of(packset, market)) for market in suite.markets}
        self.guards = {market: guards_of(packset, market) for market in suite.markets}
        self.before: dict[tuple[str, Act], AbstractSet[str]] = {}
        self.found = Kept() if found is None else found
        self.names: dict[tuple[str, str], Reached] = {}
        self.moved: dict[tuple[str, int], Dossier] = {}
        self.bases: dict[tuple[str, int, str, dt.datetime, Act], Mapping[str, OutcomeKind] | None] = {}

    def case(self, case: Case) -> CaseResult:
        """Run a case."""
        differences: list[Difference] = []
        reached: set[tuple[str, str]] = set()
        for asked in case.asked if case.skip is None else ():
            for days, markets in self._markets(case, asked).items():
                found, reaches = self._judge(case, asked, days, markets)
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
            reached=tuple([self._named(*one) for one in sorted(reached)]),
            because=None if case.skip is None else case.skip.because,
        )

    def _markets(self, case: Case, asked: Asked) -> dict[int, tuple[str, ...]]:
        """Give the markets by the civil days by which a moved fixture is moved, counted in each market's zone."""
        found: dict[int, tuple[str, ...]] = {}
        for market, zone in self.zones.items():
            days = (local_day(asked.as_of, zone) - local_day(self.suite.as_of, zone)).days if case.moved else 0
            found[days] = (*found.get(days, ()), market)
        return found

    def _judge(
        self, case: Case, asked: Asked, days: int, markets: tuple[str, ...]
    ) -> tuple[list[Difference], list[tuple[str, str]]]:
        """Judge markets at one instant; again with all evidence where something is not as expected."""
        question = Question(act=case.act, as_of=asked.as_of, markets=markets)
        evidence: AbstractSet[str] | None = explained(asked.expect)
        try:
            dossier = patched(self._fixture(case.fixture, days), case.changes)
            faults, judged = judge_markets(dossier, self.packset, question, evidence_for=evidence, kept=self.found)
            comparisons = [self._comparison(case, asked, one.decision.market, days) for one in judged]
            differences = list(_differences(comparisons, judged))
            if differences:
                _, told = judge_markets(dossier, self.packset, question)
                differences = list(_differences(comparisons, told))
        except LotgateError as error:
            return [self._undecided(asked, error)], []
        faulty = self._faults(asked, faults)
        return [*faulty, *differences], [reached for one in judged for reached in self._reached(one)]

    def _comparison(self, case: Case, asked: Asked, market: str, days: int) -> Comparison:
        verdict, others = self._verdict(case, asked, market), self._others(case, asked, market, days)
        return Comparison(self.suite, asked, market, verdict, others, self._before(market, case.act))

    def _fixture(self, fixture: Fixture, days: int) -> Dossier:
        key = (fixture.name, days)
        if key not in self.moved:
            self.moved[key] = moved(fixture.dossier, days)
        return self.moved[key]

    def _verdict(self, case: Case, asked: Asked, market: str) -> str:
        said = asked.expect.verdict
        known = case.fixture.verdicts[market]
        if isinstance(said, dict):
            return said.get(market, known)
        return said if isinstance(said, str) else known

    def _others(
        self, case: Case, asked: Asked, market: str, days: int
    ) -> Mapping[str, OutcomeKind] | OutcomeKind | None:
        match asked.expect.others:
            case "any":
                return None
            case "as_base":
                # What is known of the fixture is known for the suite's act; a later one judges more.
                return None if case.kind == "base" else self._base(case.fixture, 0, market, self.suite.as_of, case.act)
            case "as_base_then":
                return self._base(case.fixture, days, market, asked.as_of, case.act)
        return asked.expect.others

    def _base(
        self, fixture: Fixture, days: int, market: str, as_of: dt.datetime, act: Act
    ) -> Mapping[str, OutcomeKind] | None:
        key = (fixture.name, days, market, as_of, act)
        if key not in self.bases:
            question = Question(act=act, as_of=as_of, markets=(market,))
            base = self._fixture(fixture, days)
            _, (judged,) = judge_markets(base, self.packset, question, evidence_for=frozenset(), kept=self.found)
            found = by_provision(judged.decision.outcomes)
            self.bases[key] = {name: one.outcome for name, one in found.items()}
        return self.bases[key]

    def _before(self, market: str, act: Act) -> AbstractSet[str]:
        """Give the provisions that guard an act or an earlier one."""
        if (market, act) not in self.before:
            guards, last = self.guards[market], ACTS.index(act)
            self.before[market, act] = {name for name, before in guards.items() if ACTS.index(before) <= last}
        return self.before[market, act]

    def _faults(self, asked: Asked, faults: Sequence[Fault]) -> Iterator[Difference]:
        """Hold the faults of the dossier's data against those that are expected: none that is not said."""
        expected, codes = sorted(set(asked.expect.faults)), sorted({fault.error.code for fault in faults})
        if expected != codes:
            yield self._dossier(asked, expected, codes, tuple(str(fault.as_error()) for fault in faults))

    def _undecided(self, asked: Asked, error: LotgateError) -> Difference:
        return self._dossier(asked, sorted(set(asked.expect.faults)), [error.code], (str(error),))

    def _dossier(self, asked: Asked, expected: list[str], codes: list[str], why: tuple[str, ...]) -> Difference:
        return Difference(
            about="faults",
            market=None,
            as_of=asked.as_of,
            provision=None,
            expected=", ".join(expected) or "none",
            actual=", ".join(codes) or "none",
            why=why,
            place=str(self.suite.locate((*asked.path, "faults"))),
        )

    def _named(self, provision: str, outcome: str) -> Reached:
        """Name a provision and an outcome, by the one object that says so: most cases reach the same."""
        key = (provision, outcome)
        if key not in self.names:
            self.names[key] = Reached(provision, outcome)
        return self.names[key]

    def _reached(self, judged: Judgement) -> Iterator[tuple[str, str]]:
        yield from [(one.provision, one.outcome) for one in judged.decision.outcomes]
        rules = {rule.provision: rule for entry in judged.retention for rule in entry.rules}
        for name in self.kept[judged.decision.market]:
            rule = rules.get(name)
            yield name, "not_applicable" if rule is None else "no_end" if rule.keep_until is None else "dated"


def _differences(comparisons: Iterable[Comparison], judged: Iterable[Judgement]) -> Iterator[Difference]:
    for comparison, one in zip(comparisons, judged, strict=True):
        yield from comparison.differences(one.decision, one.retention)
