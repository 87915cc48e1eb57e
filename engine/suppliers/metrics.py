"""One metric of one supplier over one period: its rows, what they amount to, and the score of that."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

import msgspec
from msgspec import UNSET

from core.words import Localized, say
from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.missing import Missing, Unknown
from engine.expressions.reader import Reader
from engine.expressions.tree import Select
from engine.expressions.values import Fact, Many, Record, Value
from engine.model.decimals import rounded
from engine.model.errors import UnitError
from engine.model.rating_codes import RatingReason
from engine.model.supplier_finding import ScoredMetric, ScoredRow, SupplierReason
from engine.model.units import conversion
from engine.model.values import Period, Quantity
from engine.packs.compile_metrics import FINDING, PERCENT, PERIOD, ROWS
from engine.packs.scoring import Metric
from engine.suppliers.rows import Rows, good_of, keys_of, listed, rows_of, share
from engine.suppliers.scores import figure, score_of, weighted
from engine.suppliers.window import Window

# Below what only an evaluation is told, and no dossier holds.
OWN = (f"{FINDING}.", f"{PERIOD}.")


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """
    A metric of a supplier.

    Attributes:
        finding: What was found.
        reasons: Why it has no score; empty where it has one.
        missing: What stands in the way.
    """

    finding: ScoredMetric
    reasons: tuple[SupplierReason, ...]
    missing: tuple[Missing, ...]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """
    A supplier in a situation.

    Attributes:
        supplier: The supplier.
        names: What expressions read.
        reader: Reads the dossier.
        processes: The processes that are scored; all when empty.
    """

    supplier: Record
    names: Names
    reader: Reader
    processes: tuple[str, ...]


def measure(metric: Metric, look: Look, window: Window, *, is_listed: bool = True) -> Measured:
    """
    Look at one metric over the days of a window.

    Args:
        metric: The metric.
        look: The supplier.
        window: The days.
        is_listed: Whether the finding lists the rows; a score needs them not.
    """
    names = {**look.names, PERIOD: period_of(window, look.reader)}
    with reading(look.reader) as facts:
        return _Measure(metric, look, names, window).measured(facts if is_listed else None)


def period_of(window: Window, reader: Reader) -> Record:
    """Give a window as expressions read it."""
    return Record(Period(from_=window.first, until=window.last), PERIOD, reader)


@contextmanager
def reading(reader: Reader) -> Iterator[Mapping[str, Fact]]:
    """Note what is read inside on its own, and add it to what was read before but for names of the evaluation."""
    before = reader.facts
    reader.facts = {}
    try:
        yield reader.facts
    finally:
        before.update((path, fact) for path, fact in reader.facts.items() if not path.startswith(OWN))
        reader.facts = before


class _Measure:
    def __init__(self, metric: Metric, look: Look, names: Names, window: Window) -> None:
        self.metric = metric
        self.look = look
        self.names = names
        self.window = window
        self.reasons: list[SupplierReason] = []
        self.missing: list[Missing] = []
        field = metric.rows.tree.field if isinstance(metric.rows.tree, Select) else ""
        self.register = f"{look.supplier.path}.{field}"

    def measured(self, facts: Mapping[str, Fact] | None) -> Measured:
        rows = self.rows()
        keys = self.keys(rows)
        counted = self.counted(keys)
        good = self.good(rows)
        value = self.value(rows, keys, good) if not self.missing else None
        metric = self.metric
        score = None if value is None else score_of(metric.score, Fraction(value.value))
        held, left_out = ([], []) if facts is None else self.listed(rows, good, facts)
        finding = ScoredMetric(
            title=metric.title,
            value=UNSET if value is None else value,
            score=UNSET if score is None else figure(score),
            weight=figure(Fraction(metric.weight)),
            weighted_score=UNSET if score is None else figure(weighted(score, Fraction(metric.weight))),
            minimum=metric.minimum,
            counted=counted,
            rows=held,
            left_out=left_out,
        )
        return Measured(finding=finding, reasons=tuple(self.reasons), missing=tuple(self.missing))

    def listed(
        self, rows: Rows, good: list[bool | Unknown], facts: Mapping[str, Fact]
    ) -> tuple[list[ScoredRow], list[ScoredRow]]:
        known = {row.path: one for row, one in zip(rows.counted, good, strict=False) if isinstance(one, bool)}
        return listed(self.register, rows, facts.values(), known)

    def rows(self) -> Rows:
        try:
            rows = rows_of(self.metric, self.look.processes, self.names, self.window)
        except Unknown as unknown:
            self.unknown(unknown.missing)
            return Rows(counted=(), left_out={}, unknown=(), open_end=None)
        self.unknown(rows.unknown)
        reader = self.look.reader
        if rows.open_end is not None and not reader.reaches(self.register, self.window.first):
            self.not_covered(rows.open_end)
        return rows

    def keys(self, rows: Rows) -> list[Value]:
        try:
            return keys_of(self.metric, rows.counted, self.names)
        except Unknown as unknown:
            self.unknown(unknown.missing)
            return []

    def good(self, rows: Rows) -> list[bool | Unknown]:
        good = self.metric.good
        return [] if good is None else good_of(good, self.metric.variable, rows.counted, self.names)

    def counted(self, keys: list[Value]) -> int:
        """Count what counts; where something else is in the way, too few are no reason of their own."""
        counted = len(set(keys))
        if counted < self.metric.minimum and not self.missing:
            parts = {"metric": self.metric.title, "counted": counted, "minimum": self.metric.minimum}
            words = say(
                "{metric}: {counted} counted in the period, {minimum} are needed",
                "{metric}：周期内计入{counted}项，至少需要{minimum}项",
                **parts,
            )
            self.because(RatingReason.too_few_rows, self.metric.name, words, self.register)
        return counted

    def value(self, rows: Rows, keys: list[Value], good: list[bool | Unknown]) -> Quantity | None:
        """Compute the value in the metric's unit, rounded to six decimals, halves to even."""
        try:
            exact = self.amount(self.metric.value, rows) if self.metric.value is not None else self.share(keys, good)
        except Unknown as unknown:
            self.unknown(unknown.missing)
            return None
        return Quantity(value=rounded(exact), unit=self.metric.unit)

    def share(self, keys: list[Value], good: list[bool | Unknown]) -> Fraction:
        return share(keys, good) * 100 * conversion(PERCENT, self.metric.unit).factor

    def amount(self, expression: Expression, rows: Rows) -> Fraction:
        """
        Give what rows amount to in the metric's unit.

        Raises:
            Unknown: Something is not known, its unit does not measure the same, or there is no number.
        """
        value = expression.value({**self.names, ROWS: Many(list(rows.counted))})
        text = expression.source.text
        if isinstance(value, Quantity):
            try:
                return conversion(value.unit, self.metric.unit).exact(value.value)
            except UnitError as exc:
                raise Unknown([Missing(text, "other-unit")]) from exc
        if isinstance(value, int) and not isinstance(value, bool):
            return Fraction(value)
        raise Unknown([Missing(text, "recorded-as-none" if value is None else "wrong-type")])

    def unknown(self, missing: tuple[Missing, ...]) -> None:
        for one in missing:
            words = say(
                "{metric}: not known: {title} ({path})",
                "{metric}：未知：{title}（{path}）",
                metric=self.metric.title,
                title=Localized(en=one.title_en or "value", zh=one.title_zh or "数值"),
                path=one.path,
            )
            self.reasons.append(SupplierReason(code=RatingReason.unknown, path=one.path, words=words))
        self.missing.extend(missing)

    def not_covered(self, open_end: Missing) -> None:
        words = say(
            "{metric}: nobody stated that the history is complete from {first} through {today}: {title}",
            "{metric}：无人声明自{first}至{today}的历史记录完整：{title}",
            metric=self.metric.title,
            first=self.window.first,
            today=self.look.reader.today,
            title=Localized(en=open_end.title_en, zh=open_end.title_zh),
        )
        self.because(RatingReason.not_covered, self.register, words, self.register)

    def because(self, code: RatingReason, about: str, words: Localized, path: str) -> None:
        self.reasons.append(SupplierReason(code=code, path=about, words=words))
        self.missing.append(Missing(path, "not-conclusive", words.en, words.zh))
