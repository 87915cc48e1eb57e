"""Readings to counts: which units of a sample conform, which do not, and which reading decided."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from engine.inspection.criteria import Criteria, judged
from engine.inspection.rounding import EXACT
from engine.model.finding_codes import Conformity


class Deciding(msgspec.Struct, frozen=True, kw_only=True):
    """
    The reading that lies worst.

    Attributes:
        position: Its place among the readings, from 1.
        value: The reading.
        limit: The limit that it is nearest to or furthest beyond; ``None`` without limits.
        operator: How it is compared with that limit.
        outcome: What it is.
    """

    position: int
    value: Decimal
    limit: Decimal | None
    operator: str
    outcome: Conformity


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """
    The units of a sample.

    Attributes:
        inspected: How many were inspected.
        nonconforming: How many do not conform.
        doubtful: How many may not: a reading within the guard band.
        missing: How many lack a reading, and do not fail by another one.
        found: Nonconformities, of which a unit can have several.
        deciding: The reading that lies worst; ``None`` where nothing was measured.
    """

    inspected: int
    nonconforming: int
    doubtful: int = 0
    missing: int = 0
    found: int = 0
    deciding: Deciding | None = None


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """
    The units of an inspection.

    Attributes:
        tally: Counted.
        criteria: What readings were held against; ``None`` for what is judged.
        unit: Of the readings.
        values: The readings.
    """

    tally: Tally
    criteria: Criteria | None = None
    unit: str | None = None
    values: tuple[Decimal | None, ...] = ()


def tally_of_readings(values: Sequence[Decimal | None], per_unit: int, criteria: Criteria) -> Tally:
    """
    Judge every unit of a sample by its readings. Pure.

    Args:
        values: The readings in the order taken, unit after unit; ``None`` where one is missing.
        per_unit: Readings of each unit; divides their number.
        criteria: What they are held against, with at least one limit.
    """
    known = [value for value in values if value is not None]
    units = len(values) // per_unit
    deciding = _deciding(values, known, criteria) if known else None
    # What conforms lies between two values, and so do all readings between the smallest and the largest.
    if known and all(judged(end, criteria) == Conformity.conforming for end in (min(known), max(known))):
        missing = 0 if len(known) == len(values) else sum(None in unit for unit in _units(values, per_unit))
        return Tally(inspected=units, nonconforming=0, missing=missing, deciding=deciding)
    outcomes = [_unit(unit, criteria) for unit in _units(values, per_unit)]
    failed = outcomes.count(Conformity.nonconforming)
    return Tally(
        inspected=units,
        nonconforming=failed,
        doubtful=outcomes.count(Conformity.indeterminate),
        missing=outcomes.count(None),
        found=failed,
        deciding=deciding,
    )


def tally_of_counts(per_unit: Sequence[int]) -> Tally:
    """Count the units that do not conform by the nonconformities found on each. Pure."""
    return Tally(inspected=len(per_unit), nonconforming=sum(count > 0 for count in per_unit), found=sum(per_unit))


def _units(values: Sequence[Decimal | None], per_unit: int) -> list[Sequence[Decimal | None]]:
    return [values[start : start + per_unit] for start in range(0, len(values), per_unit)]


def _unit(readings: Sequence[Decimal | None], criteria: Criteria) -> Conformity | None:
    """Judge one unit: the worst of its readings; ``None`` where one is missing and none of the others fails."""
    outcomes = {judged(value, criteria) for value in readings if value is not None}
    if Conformity.nonconforming in outcomes:
        return Conformity.nonconforming
    if None in readings:
        return None
    return Conformity.indeterminate if Conformity.indeterminate in outcomes else Conformity.conforming


def _deciding(values: Sequence[Decimal | None], known: Sequence[Decimal], criteria: Criteria) -> Deciding:
    """Find the reading that lies least far inside its limit."""
    ends: list[tuple[Decimal, Decimal, Decimal, str]] = []
    if criteria.lower is not None:
        low = min(known)
        ends.append((EXACT.subtract(low, criteria.lower), low, criteria.lower, ">" if criteria.lower_strict else ">="))
    if criteria.upper is not None:
        high = max(known)
        ends.append(
            (EXACT.subtract(criteria.upper, high), high, criteria.upper, "<" if criteria.upper_strict else "<=")
        )
    _, value, limit, operator = min(ends, key=lambda end: end[0])
    return Deciding(
        position=values.index(value) + 1,
        value=value,
        limit=limit,
        operator=operator,
        outcome=judged(value, criteria),
    )
