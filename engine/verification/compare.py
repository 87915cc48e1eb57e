"""What was expected against what came out: every difference as data."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import UNSET, UnsetType

from core.documents.tree import Path as TreePath
from engine.model.decision import ClauseReport, MarketDecision, OutcomeKind, ProvisionOutcome, RetentionEntry
from engine.provisions.judge import RANKS
from engine.verification.forms import ClauseForm, ExpectForm, OutcomeForm
from engine.verification.results import Difference, Subject
from engine.verification.suite import Asked, Suite

# What a provision is said to be whose pack did not apply.
NOT_JUDGED = "not judged"


class Comparison:
    """
    Holds one market's decision against what a case expects.

    Args:
        suite: The suite, for places.
        asked: What the case expects at this instant.
        market: The market.
        verdict: What the verdict is expected to be.
        others: What the provisions are expected to be that the case does not name; `None` where any will do.
        known: The provisions that the market has before the act.
    """

    def __init__(
        self,
        suite: Suite,
        asked: Asked,
        market: str,
        verdict: str,
        others: Mapping[str, OutcomeKind] | OutcomeKind | None,
        known: AbstractSet[str],
    ) -> None:
        self.suite = suite
        self.asked = asked
        self.market = market
        self.verdict = verdict
        self.others = others
        self.known = known

    def differences(self, decided: MarketDecision, retention: Sequence[RetentionEntry]) -> Iterator[Difference]:
        """Give everything that is not as expected, the verdict first, then by provision."""
        expect = self.asked.expect
        if decided.verdict != self.verdict:
            why = tuple(f"{one.subject}: {one.message.en}" for one in decided.reasons)
            yield self._difference("verdict", ("verdict",), None, (self.verdict, decided.verdict), why)
        if isinstance(expect.reasons, list):
            codes = sorted({one.code for one in decided.reasons})
            if codes != sorted(set(expect.reasons)):
                pair = (_listed(sorted(set(expect.reasons))), _listed(codes))
                yield self._difference("reasons", ("reasons",), None, pair)
        found = by_provision(decided.outcomes)
        for name, outcome in found.items():
            # Nearly every provision is not named, and comes out as it must.
            if name in expect.provisions or self._other(name) not in {None, outcome.outcome}:
                yield from self._outcome(name, outcome)
        yield from self._not_judged(found)
        yield from self._retention(retention)

    def _outcome(self, name: str, actual: ProvisionOutcome) -> Iterator[Difference]:
        said = self.asked.expect.provisions.get(name)
        path: TreePath = ("provisions", name) if said is not None else ("others",)
        expected: str | None = said.outcome if isinstance(said, OutcomeForm) else said
        if said is None:
            expected = self._other(name)
        if expected is not None and actual.outcome != expected:
            yield self._difference("outcome", path, name, (expected, actual.outcome), evidence_of(actual))
        elif isinstance(said, OutcomeForm):
            yield from self._reasons(name, said, actual)

    def _other(self, name: str) -> str | None:
        """Give what a provision that the case does not name must come out as; none where anything will do."""
        if isinstance(self.others, Mapping):
            known: Mapping[str, str] = self.others
            return known.get(name, NOT_JUDGED)
        return self.others

    def _not_judged(self, found: Mapping[str, ProvisionOutcome]) -> Iterator[Difference]:
        """A provision that the pack did not come to judge, because it does not apply, is no outcome."""
        names: dict[str, OutcomeKind] = dict(self.others) if isinstance(self.others, Mapping) else {}
        for name, said in self.asked.expect.provisions.items():
            names[name] = said.outcome if isinstance(said, OutcomeForm) else said
        for name, expected in names.items():
            if name in self.known and name not in found:
                path: TreePath = ("provisions", name) if name in self.asked.expect.provisions else ("others",)
                yield self._difference("outcome", path, name, (expected, NOT_JUDGED))

    def _reasons(self, name: str, said: OutcomeForm, actual: ProvisionOutcome) -> Iterator[Difference]:
        pairs: list[tuple[Subject, object, str | None]] = [
            ("because", said.because, actual.because),
            ("item", said.item, actual.item),
        ]
        for about, expected, found in pairs:
            if expected is not UNSET and expected != found:
                pair = (str(expected), found or "nothing")
                yield self._difference(about, ("provisions", name, about), name, pair, evidence_of(actual))
        if isinstance(said.missing, list):
            paths = sorted({one.path for one in actual.missing})
            if paths != sorted(set(said.missing)):
                pair = (_listed(sorted(set(said.missing))), _listed(paths))
                yield self._difference("missing", ("provisions", name, "missing"), name, pair)
        if isinstance(said.clause, ClauseForm):
            yield from self._clause(name, said.clause, actual)
        yield from self._words(name, said, actual)

    def _clause(self, name: str, said: ClauseForm, actual: ProvisionOutcome) -> Iterator[Difference]:
        wanted = {field: getattr(said, field) for field in said.__struct_fields__ if getattr(said, field) is not UNSET}
        if not any(_fits(wanted, clause) for clause in actual.clauses):
            pair = (_written(wanted), "; ".join(_said(clause) for clause in actual.clauses) or "no clause")
            yield self._difference("clause", ("provisions", name, "clause"), name, pair)

    def _words(self, name: str, said: OutcomeForm, actual: ProvisionOutcome) -> Iterator[Difference]:
        if isinstance(said.text, UnsetType):
            return
        for language in ("en", "zh"):
            piece = getattr(said.text, language)
            text = text_of(actual, language)
            if isinstance(piece, str) and piece not in text:
                pair = (f"… {piece} …", text or "no text")
                yield self._difference("text", ("provisions", name, "text", language), name, pair)

    def _retention(self, entries: Sequence[RetentionEntry]) -> Iterator[Difference]:
        kept = {entry.record_type: entry for entry in entries}
        for record_type, said in self.asked.expect.retention.items():
            entry = kept.get(str(record_type))
            until, floor = (entry.keep_until, entry.keep_at_least) if entry is not None else (None, None)
            at_least = floor if isinstance(said.at_least, UnsetType) else said.at_least
            if (said.until, at_least) != (until, floor):
                pair = (_kept(said.until, at_least), _kept(until, floor))
                yield self._difference("retention", ("retention", str(record_type)), str(record_type), pair)

    def _difference(
        self,
        about: Subject,
        path: TreePath,
        provision: str | None,
        pair: tuple[str, str],
        why: tuple[str, ...] = (),
    ) -> Difference:
        expected, actual = pair
        return Difference(
            about=about,
            market=self.market,
            as_of=self.asked.as_of,
            provision=provision,
            expected=expected,
            actual=actual,
            why=why,
            place=str(self.suite.locate((*self.asked.path, *path))),
        )


def by_provision(outcomes: Sequence[ProvisionOutcome]) -> dict[str, ProvisionOutcome]:
    """Give the outcome of each provision; of one that several packs of a market judge apart, the worst."""
    found: dict[str, ProvisionOutcome] = {}
    for one in outcomes:
        known = found.get(one.provision)
        if known is None or RANKS[one.outcome] <= RANKS[known.outcome]:
            found[one.provision] = one
    return {name: found[name] for name in sorted(found)}


def explained(expect: ExpectForm) -> AbstractSet[str]:
    """Give the provisions of which an expectation asks for more than the outcome."""
    return {name for name, one in expect.provisions.items() if isinstance(one, OutcomeForm)}


def text_of(outcome: ProvisionOutcome, language: str) -> str:
    """Give everything that a decision tells a person about an outcome, in a language."""
    messages = [outcome.message] if outcome.message is not None else [one.message for one in outcome.missing]
    return "; ".join(message.text(language) for message in messages)


def evidence_of(outcome: ProvisionOutcome) -> tuple[str, ...]:
    """Say what an outcome came from: item, message, clauses, what is missing."""
    said = [f"because {outcome.because}"] if outcome.because is not None else []
    said += [f"item {outcome.item}"] if outcome.item is not None else []
    said += [outcome.message.en] if outcome.message is not None else []
    said += [_said(clause) for clause in outcome.clauses]
    return tuple(said + [one.message.en for one in outcome.missing])


def _fits(wanted: Mapping[str, str], clause: ClauseReport) -> bool:
    single = {"text": clause.text, "operator": clause.operator, "limit": clause.limit}
    if any(single[name] != value for name, value in wanted.items() if name in single):
        return False
    path, value = wanted.get("path"), wanted.get("observed")
    if path is None and value is None:
        return True
    return any(path in {None, fact.path} and value in {None, fact.value} for fact in clause.observed)


def _said(clause: ClauseReport) -> str:
    observed = ", ".join(f"{fact.path} = {fact.value}" for fact in clause.observed)
    limit = f" {clause.operator} {clause.limit}" if clause.limit is not None else ""
    seen = f": {observed}{limit}" if observed else ""
    return f"`{clause.text}`{seen}"


def _written(wanted: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in wanted.items())


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"


def _kept(until: dt.date | None, at_least: dt.date | None) -> str:
    return f"{f'until {until}' if until else 'no end'}, at least {f'until {at_least}' if at_least else 'unknown'}"
