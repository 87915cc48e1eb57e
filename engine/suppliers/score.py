"""One supplier against one scorecard: metrics, total, grade, trend, risk, consequences. Pure."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec
from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Record
from engine.model.codes import ProcessKind
from engine.model.dictionary import fields_of
from engine.model.finding_codes import Rating
from engine.model.rating_codes import RatingReason, Trend
from engine.model.supplier import Supplier
from engine.model.supplier_codes import RiskLevel
from engine.model.supplier_finding import SupplierFinding, SupplierReason
from engine.packs.compile_metrics import FINDING, PERIOD
from engine.packs.pack import Scorecard
from engine.packs.scoring import Condition, RiskRule
from engine.provisions.found import Seen
from engine.provisions.situation import Situation
from engine.suppliers.metrics import Look, Measured, measure, period_of, reading
from engine.suppliers.scores import figure, grade_of
from engine.suppliers.window import Window, window, window_before

NOT_KNOWN_BEFORE = say("the period before has no total", "上一周期没有总分")


def score(scorecard: Scorecard, scope: Names, situation: Situation) -> Seen[SupplierFinding]:
    """
    Score one supplier.

    Args:
        scorecard: The scorecard.
        scope: What expressions read, with the supplier bound to the name that the header says.
        situation: What it is judged in.

    Returns:
        One finding. It holds where the supplier is rated: every metric has its rows, its history and its value. It is
        unknown otherwise, and no weight is given to what is left.
    """
    header = scorecard.header
    supplier = scope[header.each.variable] if header.each is not None else None
    if not isinstance(supplier, Record) or not isinstance(supplier.data, Supplier):
        return Seen(holds=Unknown([Missing(header.id, "wrong-type")]), findings=())
    scored = _Score(scorecard, scope, situation)
    look = Look(supplier=supplier, names=scope, reader=situation.reader, processes=scorecard.scoring.processes)
    name = supplier.data.id
    if situation.kept is None:
        return scored.seen(name, look)
    return situation.kept.piece(supplier, (scorecard,), ("score",), lambda: scored.seen(name, look))


class _Score:
    def __init__(self, scorecard: Scorecard, scope: Names, situation: Situation) -> None:
        self.scorecard = scorecard
        self.scoring = scorecard.scoring
        self.scope = scope
        self.reader = situation.reader
        self.window = window(self.scoring.period, situation.today)

    def seen(self, supplier: str, look: Look) -> Seen[SupplierFinding]:
        measured = self.measured(look, self.window)
        finding = self.judged(self.rated(supplier, measured, look))
        missing = [one for held in measured.values() for one in held.missing]
        return Seen(holds=Unknown(missing) if missing else True, findings=(finding,))

    def measured(self, look: Look, over: Window, *, is_listed: bool = True) -> dict[str, Measured]:
        return {one.name: measure(one, look, over, is_listed=is_listed) for one in self.scoring.metrics}

    def rated(self, supplier: str, measured: dict[str, Measured], look: Look) -> SupplierFinding:
        """Give the finding, as far as rows and score functions make it."""
        header, scoring = self.scorecard.header, self.scoring
        total = total_of(measured.values())
        grade = None if total is None else grade_of(total, scoring.grades)
        trend, before, why = self.trend(total, look)
        return SupplierFinding(
            provision=header.id,
            pack=header.pack,
            version=scoring.version,
            digest=scoring.digest,
            supplier=supplier,
            processes=[ProcessKind(one) for one in scoring.processes],  # type: ignore[call-arg]  # by value
            period=period_of(self.window, self.reader).data,  # type: ignore[arg-type]  # as it is made
            outcome=Rating.not_rated if total is None else Rating.rated,
            rated=UNSET if total is None else True,
            total=UNSET if total is None else figure(total),
            grade=UNSET if grade is None else grade.name,
            grade_title=UNSET if grade is None or grade.title is None else grade.title,
            previous_total=UNSET if before is None else figure(before),
            trend=trend,
            metrics={name: one.finding for name, one in measured.items()},
            reasons=[*(reason for one in measured.values() for reason in one.reasons), *why],
        )

    def trend(
        self, total: Fraction | None, look: Look
    ) -> tuple[Trend | UnsetType, Fraction | None, Sequence[SupplierReason]]:
        """Compare the total with that of the period before; without one of the two there is no trend."""
        steady = self.scoring.steady_within
        if steady is None or total is None:
            return UNSET, None, ()
        earlier = self.measured(look, window_before(self.scoring.period, self.window), is_listed=False)
        before = total_of(earlier.values())
        if before is None:
            first = next(reason for one in earlier.values() for reason in one.reasons)
            words = say("{what}: {why}", "{what}：{why}", what=NOT_KNOWN_BEFORE, why=first.words)
            return UNSET, None, (SupplierReason(code=RatingReason.trend, path="trend", words=words),)
        moved = total - before
        if abs(moved) <= steady:
            return Trend.steady, before, ()
        return (Trend.improving if moved > 0 else Trend.worsening), before, ()

    def judged(self, finding: SupplierFinding) -> SupplierFinding:
        """Add the risk and the consequences, which read what was found so far."""
        names = {
            **self.scope,
            PERIOD: period_of(self.window, self.reader),
            FINDING: Record(finding, FINDING, self.reader),
        }
        with reading(self.reader):
            level, why = risk_of(self.scoring.risk, names)
            reasons = [*finding.reasons, *why]
            flags: dict[str, bool | UnsetType] = {}
            for flag, condition in self.scoring.consequences.items():
                flags[flag], raised = held(condition, names, RatingReason.consequence, flag)
                reasons += raised
        return msgspec.structs.replace(finding, risk=level, reasons=reasons, **flags)


def total_of(measured: Iterable[Measured]) -> Fraction | None:
    """Add the weighted scores; one that is not there leaves no total, and its weight goes to no other."""
    total = Fraction(0)
    for one in measured:
        found = one.finding.weighted_score
        if one.reasons or isinstance(found, UnsetType):
            return None
        total += Fraction(found.value)
    return total


def risk_of(rules: Sequence[RiskRule], names: Names) -> tuple[RiskLevel | UnsetType, list[SupplierReason]]:
    """
    Give the gravest level of which a rule holds, with the reasons of that level; low where none does.

    A rule that is not known leaves the level open, unless a graver one holds. Without rules nobody said anything.
    """
    if not rules:
        return UNSET, []
    for level in RiskLevel:
        found = [held(one.condition, names, RatingReason.risk, str(level)) for one in rules if one.level == level]
        if any(holds is True for holds, _ in found):
            return level, [reason for holds, why in found if holds is True for reason in why]
        if any(holds is UNSET for holds, _ in found):
            return UNSET, [reason for _, why in found for reason in why]
    return RiskLevel.low, []


def held(
    condition: Condition, names: Names, code: RatingReason, about: str
) -> tuple[bool | UnsetType, list[SupplierReason]]:
    """Tell whether a condition holds, with its reason where it does, and what is missing where that is not known."""
    found = condition.when.outcome(names)
    if isinstance(found, Unknown):
        paths = ", ".join(dict.fromkeys(one.path for one in found.missing))
        words = say("{title}: not known: {paths}", "{title}：未知：{paths}", title=_title(code, about), paths=paths)
        return UNSET, [SupplierReason(code=RatingReason.unknown, path=about, words=words)]
    if not found:
        return found, []
    words = say("{title}: {because}", "{title}：{because}", title=_title(code, about), because=condition.because)
    return found, [SupplierReason(code=code, path=about, words=words)]


def _title(code: RatingReason, about: str) -> Localized:
    """Name what a condition is about: a flag, or a level of risk."""
    fields = fields_of(SupplierFinding)
    if code is RatingReason.consequence:
        return fields[about].title
    level = RiskLevel(about).label  # type: ignore[call-arg]  # an enum looks its member up by value
    return say("{title} {level}", "{title}{level}", title=fields["risk"].title, level=level)
