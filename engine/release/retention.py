"""How long which records are kept: the latest over all target markets. Unknown means keep. Pure."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from engine.expressions.evaluate import evaluate
from engine.expressions.expression import Expression
from engine.expressions.values import Missing, Unknown
from engine.model.decision import RetentionEntry, RetentionRule
from engine.packs.pack import Retention, RulePack
from engine.provisions.judge import Situation, gate_reason
from engine.release.outcomes import cited
from engine.release.words import missing_evidence


class MarketPack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack of a target market.

    Attributes:
        pack: The pack; ``None`` when it did not load or it is unknown whether it applies.
        situation: What it is judged in.
        excluded: Whether it is known not to apply.
    """

    pack: RulePack | None
    situation: Situation | None
    excluded: bool


def retention_of(packs: Sequence[MarketPack]) -> tuple[RetentionEntry, ...]:
    """
    Give the retention schedule.

    Args:
        packs: Every pack of every market that the lot is meant for.

    Returns:
        An entry for each record type that any pack names. Its end is unknown, which means keep, when any rule's is,
        or when any pack could not speak: it may have kept longer.
    """
    rules: dict[str, list[RetentionRule]] = {}
    is_silent = False
    for one in packs:
        if one.pack is None or one.situation is None:
            is_silent = is_silent or not one.excluded
            continue
        for retention in one.pack.retention:
            rule = _rule(retention, one.situation)
            for record_type in retention.record_types if rule is not None else ():
                rules.setdefault(record_type, []).append(rule)  # type: ignore[arg-type]  # not none in this loop
    return tuple(_entry(record_type, found, is_silent=is_silent) for record_type, found in sorted(rules.items()))


def _entry(record_type: str, rules: list[RetentionRule], *, is_silent: bool) -> RetentionEntry:
    ends = [rule.keep_until for rule in rules]
    floors = [day for rule in rules for day in (rule.keep_until, rule.keep_at_least) if day is not None]
    is_open = is_silent or None in ends
    return RetentionEntry(
        record_type=record_type,
        keep_until=None if is_open else max(floors),
        keep_at_least=max(floors, default=None),
        rules=tuple(sorted(rules, key=lambda rule: (rule.market, rule.provision))),
    )


def _rule(retention: Retention, situation: Situation) -> RetentionRule | None:
    """Evaluate one rule; ``None`` when it is known not to apply."""
    missing: list[Missing] = []
    try:
        if gate_reason(retention.header, situation, situation.names()) is not None:
            return None
    except Unknown as unknown:
        missing.extend(unknown.missing)
    until, lacking = _day(retention.keep_until, situation)
    return RetentionRule(
        market=situation.market,
        provision=retention.header.id,
        cites=cited(retention.header),
        keep_until=None if missing else until,
        keep_at_least=_day(retention.keep_at_least, situation)[0],
        missing=tuple(missing_evidence(one) for one in sorted({*missing, *lacking})),
    )


def _day(expression: Expression | None, situation: Situation) -> tuple[dt.date | None, tuple[Missing, ...]]:
    if expression is None:
        return None, ()
    try:
        value = evaluate(expression.tree, situation.names())
    except Unknown as unknown:
        return None, unknown.missing
    return (value, ()) if isinstance(value, dt.date) else (None, (Missing(expression.source.text, "recorded-as-none"),))
