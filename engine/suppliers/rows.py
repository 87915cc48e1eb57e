"""The rows of a metric: which of a register count in a period, and why the others do not."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Fact, Many, Record, RecordedNone, Value
from engine.model.rating_codes import LeftOut
from engine.model.supplier_finding import RowInput, ScoredRow
from engine.packs.scoring import Metric
from engine.suppliers.window import Window


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """
    The rows of a register, as a metric takes them.

    Attributes:
        counted: Those that count.
        left_out: The paths of those that do not, and why.
        unknown: What is missing to know of the others.
        open_end: Why there may be more of the period than are recorded; ``None`` where there are not.
    """

    counted: tuple[Record, ...]
    left_out: dict[str, LeftOut]
    unknown: tuple[Missing, ...]
    open_end: Missing | None


def rows_of(metric: Metric, processes: Sequence[str], names: Names, window: Window) -> Rows:
    """
    Take the rows of a metric.

    Args:
        metric: The metric.
        processes: The processes that are scored; all when empty.
        names: What its expressions read, the supplier among them.
        window: The days that count.

    Raises:
        Unknown: The register was not recorded, or cannot be believed.
    """
    register = metric.rows.value(names)
    if not isinstance(register, Many):
        raise Unknown([Missing(metric.rows.source.text, "recorded-as-none")])
    counted: list[Record] = []
    left_out: dict[str, LeftOut] = {}
    unknown: list[Missing] = []
    own = dict(names)
    for row in register.items:
        if not isinstance(row, Record):  # pragma: no cover  # registers of suppliers hold records
            continue
        own[metric.variable] = row
        try:
            why = _left_out(metric, processes, own, row, window)
        except Unknown as error:
            unknown.extend(error.missing)
            continue
        if why is None:
            counted.append(row)
        else:
            left_out[row.path] = why
    return Rows(counted=tuple(counted), left_out=left_out, unknown=tuple(unknown), open_end=register.open_end)


def _left_out(metric: Metric, processes: Sequence[str], names: Names, row: Record, window: Window) -> LeftOut | None:
    """
    Say why a row does not count.

    Raises:
        Unknown: Nothing excludes it, and something that could is not known.
    """
    missing: list[Missing] = []
    for why, counts in _conditions(metric, processes, names, row, window):
        if counts is False:
            return why
        if isinstance(counts, Unknown):
            missing.extend(counts.missing)
    if missing:
        raise Unknown(missing)
    return None


def _conditions(
    metric: Metric, processes: Sequence[str], names: Names, row: Record, window: Window
) -> Iterator[tuple[LeftOut, bool | Unknown]]:
    yield LeftOut.outside_period, _in_window(metric, names, window)
    if metric.process is not None:
        yield LeftOut.other_process, _of_process(row, metric.process, processes)
    if metric.where is not None:
        yield LeftOut.not_picked, metric.where.outcome(names)


def _in_window(metric: Metric, names: Names, window: Window) -> bool | Unknown:
    try:
        day = metric.dated.value(names)
    except Unknown as unknown:
        return unknown
    if not isinstance(day, dt.date):
        return Unknown([Missing(f"{_path(names, metric)}: {metric.dated.source.text}", "recorded-as-none")])
    return window.holds(day)


def _path(names: Names, metric: Metric) -> str:
    row = names[metric.variable]
    return row.path if isinstance(row, Record) else metric.variable


def _of_process(row: Record, field: str, processes: Sequence[str]) -> bool | Unknown:
    """Tell whether a row is of one of the processes; of purchased goods there is none."""
    try:
        found = row.read(field)
        named = found.complete() if isinstance(found, Many) else [found]
    except Unknown as unknown:
        return unknown
    return any(one in processes for one in named if not isinstance(one, RecordedNone))


def keys_of(metric: Metric, rows: Sequence[Record], names: Names) -> list[Value]:
    """
    Tell for each row what it counts as a part of: itself, or what `by` names.

    Raises:
        Unknown: What names it was not recorded.
    """
    if metric.by is None:
        return [row.path for row in rows]
    keys: list[Value] = []
    own = dict(names)
    for row in rows:
        own[metric.variable] = row
        one = metric.by.value(own)
        if one is None:
            raise Unknown([Missing(f"{row.path}: {metric.by.source.text}", "recorded-as-none")])
        keys.append(one)
    return keys


def good_of(good: Expression, variable: str, rows: Sequence[Record], names: Names) -> list[bool | Unknown]:
    """Tell of each row whether it is good."""
    own = dict(names)
    found: list[bool | Unknown] = []
    for row in rows:
        own[variable] = row
        found.append(good.outcome(own))
    return found


def share(keys: Sequence[Value], good: Sequence[bool | Unknown]) -> Fraction:
    """
    Give the part, of what counts as one, of which every row is good.

    Raises:
        Unknown: Of one of them no row is bad, and a row is not known; or nothing counts.
    """
    held: dict[Value, bool] = {}
    unknown: dict[Value, list[Missing]] = {}
    for key, one in zip(keys, good, strict=True):
        if isinstance(one, Unknown):
            unknown.setdefault(key, []).extend(one.missing)
        held[key] = held.get(key, True) and one is not False
    missing = [one for key, several in unknown.items() if held[key] for one in several]
    if missing or not held:
        raise Unknown(missing or [Missing("rows", "no-result")])
    return Fraction(sum(held.values()), len(held))


def listed(
    register: str, rows: Rows, facts: Iterable[Fact], good: Mapping[str, bool]
) -> tuple[list[ScoredRow], list[ScoredRow]]:
    """
    List the rows that count and those that do not, each with what was read of it.

    Args:
        register: Path of the register.
        rows: The rows.
        facts: What was read.
        good: Whether a row is good, by its path, where that is known.
    """
    inputs: dict[str, list[RowInput]] = {}
    begin = f"{register}["
    for fact in facts:
        if fact.followed or not fact.path.startswith(begin):
            continue
        # Identifiers have no brackets.
        identifier, _, name = fact.path[len(begin) :].partition("].")
        if name:
            read = RowInput(name=name, title=fact.title, value=fact.value)
            inputs.setdefault(f"{begin}{identifier}]", []).append(read)

    def one(path: str, why: LeftOut | msgspec.UnsetType = msgspec.UNSET) -> ScoredRow:
        read = sorted(inputs.get(path, []), key=lambda held: held.name)
        return ScoredRow(path=path, left_out=why, good=good.get(path, msgspec.UNSET), inputs=read)

    return [one(row.path) for row in rows.counted], [one(path, why) for path, why in rows.left_out.items()]
