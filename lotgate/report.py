"""A decision as text for a terminal, in one language."""

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.model.codes import Act, RecordType
from engine.model.decision import (
    ClauseReport,
    Decision,
    ExcuseReport,
    MarketDecision,
    Observed,
    ProvisionOutcome,
    RetentionEntry,
    SignatureRequired,
)
from lotgate.words import AUTHORITIES, INSTRUMENTS, OPERATORS, OUTCOMES, TEXTS, VERDICTS

SHOWN_DIGEST = 12
SHOWN_ITEMS = 3
SHOWN_SATISFIED = 5
TOLD = frozenset({"violated", "indeterminate"})


def report(
    decision: Decision, language: str, places: Mapping[str, str] | None = None, *, is_whole: bool = False
) -> str:
    """
    Write a decision for a person.

    Args:
        decision: The decision.
        language: ``en`` or ``zh``.
        places: Where each provision is written, by its identifier; the decision itself does not depend on files.
        is_whole: Whether everything that is satisfied is listed, rather than a few and the number of the rest, and the
            evidence of what is only reported.

    Returns:
        Lines: per market the verdict, and for every provision that it comes from the rule, the place in the law,
        what was observed, against which limit, or what is missing.
    """
    return "\n".join(_Writer(language, places or {}, is_whole=is_whole).decision(decision)) + "\n"


class _Writer:
    def __init__(self, language: str, places: Mapping[str, str], *, is_whole: bool) -> None:
        self.is_whole = is_whole
        self.language = language
        self.written = places
        self.texts = TEXTS[language]

    def decision(self, decision: Decision) -> Iterator[str]:
        act = Act(decision.act).label.text(self.language)  # type: ignore[call-arg]  # an enum looks its member up by value
        as_of = decision.as_of.isoformat()
        yield self.texts["lot"].format(lot=decision.lot, product=decision.product, act=act, as_of=as_of)
        digest = decision.dossier[: len("sha256:") + SHOWN_DIGEST]
        yield self.texts["packset"].format(version=decision.packset, dossier=digest)
        for fault in decision.faults:
            place = f"{fault.location}: " if fault.location else ""
            yield f"{self.texts['fault']}{self.texts['colon']}{place}{fault.words().text(self.language)}"
        for market in decision.markets:
            yield ""
            yield from self.market(market)
        yield ""
        yield self.texts["retention"]
        for entry in decision.retention:
            yield f"  {self.record_type(entry)}{self.texts['colon']}{self.keeping(entry)}"

    def market(self, market: MarketDecision) -> Iterator[str]:
        verdict = VERDICTS[self.language][market.verdict]
        head = self.texts["market"].format(market=market.market, verdict=verdict)
        until = self.texts["until"].format(until=market.good_until.isoformat()) if market.good_until else ""
        yield f"{head}   {until}".rstrip()
        # Two packs of a market may share a provision and judge it apart: the code says which outcome is meant.
        by_code = {(f"provision.{outcome.outcome}", outcome.provision): outcome for outcome in market.outcomes}
        for reason in market.reasons:
            outcome = by_code.get((reason.code, reason.subject))
            if outcome is None:
                yield f"  · {reason.subject}{self.texts['colon']}{reason.message.text(self.language)}"
            else:
                yield from self.outcome(outcome)
        for pack in market.packs:
            for problem in pack.problems[:SHOWN_ITEMS]:
                place = f"{problem.location}: " if problem.location else ""
                yield f"    {self.texts['problem']}{self.texts['colon']}{place}{problem.words().text(self.language)}"
        warned = [
            one for one in market.outcomes if one.otherwise == "warn" and one.outcome in {"violated", "indeterminate"}
        ]
        if warned:
            yield f"  {self.texts['warn']}"
        for outcome in warned:
            head, *evidence = self.outcome(outcome)
            yield head
            yield from evidence if self.is_whole else ()
        yield from self.all_satisfied(market)
        for required in market.signatures_required:
            yield from self.signatures(required)
        counts = Counter(str(outcome.outcome) for outcome in market.outcomes)
        excused = self.texts["excused"].format(count=counts["excused"]) if counts["excused"] else ""
        yield "  " + self.texts["counts"].format(**{kind: counts[kind] for kind in OUTCOMES["en"]}) + excused

    def outcome(self, outcome: ProvisionOutcome) -> Iterator[str]:
        kind = OUTCOMES[self.language][outcome.outcome]
        yield f"  · {outcome.provision} {kind}{self.texts['colon']}{outcome.title.text(self.language)}"
        authority = AUTHORITIES[self.language][outcome.authority]
        # What a policy cites is what it was modelled on; only the company's own rule is not kept.
        shown = self.texts["refers"] if outcome.authority == "policy" else "{authority}{colon}{places}"
        yield "      " + shown.format(authority=authority, colon=self.texts["colon"], places=self.places(outcome))
        if outcome.provision in self.written:
            yield self.line("where", self.written[outcome.provision])
        if outcome.message is not None:
            yield f"      → {outcome.message.text(self.language)}"
        if outcome.item is not None:
            yield self.line("item", outcome.item)
        for clause in outcome.clauses[:SHOWN_ITEMS]:
            yield from self.clause(clause)
        for missing in outcome.missing[:SHOWN_ITEMS]:
            yield self.line("missing", missing.message.text(self.language))
        for excuse in outcome.excuses[:SHOWN_ITEMS]:
            yield from self.excuse(excuse)

    def excuse(self, excuse: ExcuseReport) -> Iterator[str]:
        """Write an instrument that excuses a violation, or what it lacks for that."""
        named = {"instrument": INSTRUMENTS[self.language][excuse.instrument], "id": excuse.id}
        said = self.texts["excused_by" if excuse.excuses else "not_excused_by"].format(**named)
        yield f"      {said}" + (f"   ({excuse.item})" if excuse.item is not None else "")
        for lack in excuse.lacks[:SHOWN_ITEMS]:
            yield self.line("missing", lack.message.text(self.language))

    def signatures(self, required: SignatureRequired) -> Iterator[str]:
        """Write who signs the act, and how many have."""
        counted = self.texts["signed"].format(present=len(required.present), count=required.count)
        title = required.title.text(self.language)
        yield f"  {self.texts['signatures']}{self.texts['colon']}{required.provision} {title}   ({counted})"
        for missing in required.missing[:SHOWN_ITEMS]:
            yield self.line("missing", missing.message.text(self.language))

    def all_satisfied(self, market: MarketDecision) -> Iterator[str]:
        """List what is satisfied, or the first that are law: of what is in order, the number is enough."""
        satisfied = [one for one in market.outcomes if one.outcome == "satisfied"]
        # What says most in a line comes first: law, with a value that was held against a limit.
        best = sorted(satisfied, key=lambda one: (one.authority != "law", not any(each.limit for each in one.clauses)))
        shown = satisfied if self.is_whole else [one for one in satisfied if one in best[:SHOWN_SATISFIED]]
        for outcome in shown:
            yield self.satisfied(outcome)
        if len(shown) < len(satisfied):
            yield "  " + self.texts["more"].format(count=len(satisfied) - len(shown))

    def satisfied(self, outcome: ProvisionOutcome) -> str:
        """Write a satisfied provision on one line: what was observed, against which limit, from where."""
        shown = next((clause for clause in outcome.clauses if clause.limit is not None and clause.observed), None)
        shown = shown or next(iter(outcome.clauses), None)
        facts = shown.observed[:1] if shown is not None else ()
        observed = "; ".join(f"{fact.title.text(self.language)} {self.value(fact)}" for fact in facts)
        limit = f" {self.limit(shown)}" if shown is not None and shown.limit is not None else ""
        seen = f"{self.texts['colon']}{observed}{limit}" if observed else ""
        cite = outcome.cites[0]
        place = f"{cite.source} {cite.at.text(self.language)}"
        return f"  ✓ {outcome.provision} {outcome.title.text(self.language)}{seen}   ({place})"

    def limit(self, clause: ClauseReport) -> str:
        operator = OPERATORS[self.language].get(clause.operator or "", clause.operator or "")
        label = clause.limit_label
        return f"{operator} {clause.limit if label is None else label.text(self.language)}"

    def value(self, fact: Observed) -> str:
        return fact.value if fact.label is None else fact.label.text(self.language)

    def places(self, outcome: ProvisionOutcome) -> str:
        """Name each work once, with its places."""
        works: dict[str, list[str]] = {}
        for cite in outcome.cites:
            works.setdefault(cite.title.text(self.language), []).append(cite.at.text(self.language))
        comma = self.texts["comma"]
        return self.texts["semicolon"].join(f"{title}{comma}{comma.join(places)}" for title, places in works.items())

    def clause(self, clause: ClauseReport) -> Iterator[str]:
        yield self.line("clause", f"{clause.text}")
        for fact in clause.observed[:SHOWN_ITEMS]:
            yield self.line("observed", f"{fact.title.text(self.language)} = {self.value(fact)}   ({fact.path})")
        if clause.limit is not None:
            yield self.line("limit", self.limit(clause))

    def line(self, label: str, text: str) -> str:
        return f"      {self.texts[label]}{self.texts['colon']}{text}"

    def record_type(self, entry: RetentionEntry) -> str:
        return RecordType(entry.record_type).label.text(self.language)  # type: ignore[call-arg]  # by value

    def keeping(self, entry: RetentionEntry) -> str:
        places = ", ".join(dict.fromkeys(rule.provision for rule in entry.rules))
        if entry.keep_until is not None:
            said = self.texts["until_day"].format(day=entry.keep_until)
        elif entry.keep_at_least is not None:
            said = self.texts["keep"].format(floor=entry.keep_at_least)
        else:
            said = self.texts["keep_unknown"]
        return f"{said}   ({places})"
