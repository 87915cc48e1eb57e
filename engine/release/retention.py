"""How long which records are kept: the latest over all target markets. Unknown means keep. Pure."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.missing import Missing
from engine.expressions.values import Many, Record, Unknown
from engine.model.calendar import next_midnight, zone
from engine.model.decision import RetentionEntry, RetentionRule
from engine.packs.compile import records_of
from engine.packs.pack import Retention, RulePack, on
from engine.provisions.judge import gate_reason
from engine.provisions.situation import Situation
from engine.release.words import missing_evidence

Found: TypeAlias = tuple[dt.date | None, tuple[Missing, ...]]
NOON = dt.time(12)
MOST_DAYS = 1024
RECORD = "record"


class MarketPack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack of a target market.

    Attributes:
        market: The market.
        pack: The pack; ``None`` when it did not load or it is unknown whether it applies.
        situation: What it is judged in.
        excluded: Whether it is known not to apply.
    """

    market: str
    pack: RulePack | None
    situation: Situation | None
    excluded: bool


class _Rule(msgspec.Struct, frozen=True):
    """A rule as evidence, and the zone in which its days end."""

    rule: RetentionRule
    timezone: str

    def floors(self) -> Iterator[dt.date]:
        """Give the days before which nothing is disposed of."""
        yield from (day for day in (self.rule.keep_until, self.rule.keep_at_least) if day is not None)


def other_markets(situation: Situation) -> tuple[frozenset[str], bool]:
    """
    Give the markets that a lot was once meant for or was shipped to.

    Returns:
        Those that are recorded, and whether these are all.
    """
    lot = situation.names()["lot"]
    markets: set[str] = set()
    is_known = True
    for name in ("former_target_markets", "shipments"):
        try:
            listed = lot.read(name) if isinstance(lot, Record) else None
        except Unknown:
            listed = None
        if not isinstance(listed, Many):
            is_known = False
            continue
        is_known = is_known and listed.open_end is None
        for item in listed.items:
            try:
                markets.add(str(item.read("market") if isinstance(item, Record) else item))
            except Unknown:
                is_known = False
    return frozenset(markets), is_known


def retention_of(packs: Sequence[MarketPack], *, knows_markets: bool = True) -> tuple[RetentionEntry, ...]:
    """
    Give the retention schedule.

    Args:
        packs: Every pack of every market that the lot is, or ever was, meant for or shipped to.
        knows_markets: Whether these are all such markets.

    Returns:
        An entry for each record type that any pack names. Its end is unknown, which means keep, when any rule's is,
        when a market has no rule for it or is not known, or when any pack could not speak: it may have kept longer.
    """
    found: dict[str, list[_Rule]] = {}
    is_silent = not knows_markets
    for one in packs:
        if one.pack is None or one.situation is None:
            is_silent = is_silent or not one.excluded
            continue
        for retention in on(one.pack.retention, one.situation.today):
            for record_type, rule in _rules(retention, one.situation):
                found.setdefault(record_type, []).append(_Rule(rule, one.situation.timezone))
    markets = {one.market for one in packs}
    return tuple(
        _entry(record_type, rules, is_open=is_silent or {one.rule.market for one in rules} != markets)
        for record_type, rules in sorted(found.items())
    )


def _entry(record_type: str, rules: list[_Rule], *, is_open: bool) -> RetentionEntry:
    is_open = is_open or any(one.rule.keep_until is None for one in rules)
    floors = [day for one in rules for day in one.floors()]
    ends = [day_end(day, one.timezone) for one in rules for day in one.floors()]
    return RetentionEntry(
        record_type=record_type,
        keep_until=None if is_open else max(floors),
        keep_at_least=max(floors, default=None),
        kept_through=None if is_open else max(ends),
        rules=tuple(sorted((one.rule for one in rules), key=lambda rule: (rule.market, rule.provision))),
    )


@functools.lru_cache(maxsize=MOST_DAYS)
def day_end(day: dt.date, timezone: str) -> dt.datetime:
    """Give the first instant after a local day, with the zone's offset then."""
    return next_midnight(dt.datetime.combine(day, NOON, tzinfo=zone(timezone)), timezone)


def _rules(retention: Retention, situation: Situation) -> Iterator[tuple[str, RetentionRule]]:
    """Evaluate one rule for each record type that it names; nothing when it is known not to apply."""
    missing: list[Missing] = []
    try:
        if gate_reason(retention.header, situation, situation.names()) is not None:
            return
    except Unknown as unknown:
        missing.extend(unknown.missing)
    until_of, least_of = _Days(retention.keep_until, situation), _Days(retention.keep_at_least, situation)
    rule: RetentionRule | None = None
    for record_type in retention.record_types:
        if rule is None or until_of.reads_records or least_of.reads_records:
            until, lacking = until_of.latest(record_type)
            at_least, _ = least_of.latest(record_type)
            # A latest day of which something is unknown is still a day before which nothing is disposed of.
            floors = [day for day in (at_least, until if lacking else None) if day is not None]
            rule = RetentionRule(
                market=situation.market,
                provision=retention.header.id,
                cites=retention.header.cited,
                keep_until=None if missing or lacking else until,
                keep_at_least=max(floors, default=None),
                missing=tuple(missing_evidence(one) for one in sorted({*missing, *lacking})),
            )
        yield record_type, rule


class _Days:
    """
    What an expression of a rule gives for each type of record.

    Args:
        expression: The expression; without one there is no day.
        situation: What it is judged in.
    """

    def __init__(self, expression: Expression | None, situation: Situation) -> None:
        self.expression = expression
        self.situation = situation
        self.reads_records = expression is not None and RECORD in expression.reads
        # What reads no record is one day for all types.
        self.one = None if expression is None or self.reads_records else _day(expression, situation.names())

    def latest(self, record_type: str) -> Found:
        """Give the last day over the records of a type where the expression reads ``record``; else its one day."""
        if self.one is not None or self.expression is None:
            return self.one or (None, ())
        scope = self.situation.names()
        try:
            records = records_of(record_type).value(scope)
        except Unknown as unknown:
            return None, unknown.missing
        if not isinstance(records, Many):  # pragma: no cover  # it is a list
            return None, (Missing(record_type, "wrong-type"),)
        missing = [records.open_end] if records.open_end is not None else []
        missing += [Missing(f"lot.documents ({record_type})", "not-recorded")] if not records.items else []
        days: list[dt.date] = []
        for record in records.items:
            day, lacking = _day(self.expression, {**scope, RECORD: record})
            missing += lacking
            days += [day] if day is not None else []
        return max(days, default=None), tuple(missing)


def _day(expression: Expression, scope: Names) -> Found:
    try:
        value = expression.value(scope)
    except Unknown as unknown:
        return None, unknown.missing
    return (value, ()) if isinstance(value, dt.date) else (None, (Missing(expression.source.text, "recorded-as-none"),))
