"""What a provision of `processes` asks of a series, checked."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from engine.expressions.expression import Expression
from engine.packs.process_form import ChartKind, IndexName

# The run rules that a set has, by its name; the rules themselves are in `spc_kernels.rules`.
SIGNAL_SETS = {"nelson": 8, "western_electric": 4, "aiag": 8, "montgomery": 8, "juran": 6}
# What counts where a chart of single points or means names no rules: one point beyond its limits.
BEYOND_LIMITS = "nelson_1"
SHEWHART = frozenset({"individuals", "xbar_r", "xbar_s"})
MEANS = frozenset({"xbar_r", "xbar_s"})
# Charts of counts, and those of them that are out of a number inspected.
COUNTED = frozenset({"p", "np", "c", "u"})
SIZED = frozenset({"p", "np", "u"})


def known_signals() -> Iterator[str]:
    """Give the names of all sets and of each of their rules."""
    for name, count in SIGNAL_SETS.items():
        yield name
        yield from (f"{name}_{number}" for number in range(1, count + 1))


def listed_signals(said: "list[str] | str") -> tuple[str, ...]:
    """Give the rules one by one, each once; a set is all of its rules."""
    names = [said] if isinstance(said, str) else said
    listed = [rule for name in names for rule in _rules_of(name)]
    return tuple(dict.fromkeys(listed)) or (BEYOND_LIMITS,)


def _rules_of(name: str) -> tuple[str, ...]:
    if name not in SIGNAL_SETS:
        return (name,)
    return tuple(f"{name}_{number}" for number in range(1, SIGNAL_SETS[name] + 1))


class ChartRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    Which control chart a series is held against.

    Attributes:
        kind: The chart; ``specified`` is the one that the product's characteristic names.
        subgroup: Readings in a subgroup; the series' own number when ``None``.
        signals: Run rules, by set and number.
        weight: Of the newest point, of an EWMA.
        limit: Distance of the limits of an EWMA in standard errors.
        reference: Reference value k of a CUSUM, in standard errors.
        interval: Decision interval h of a CUSUM, in standard errors.
    """

    kind: ChartKind
    subgroup: int | None
    signals: tuple[str, ...]
    weight: Decimal | None = None
    limit: Decimal | None = None
    reference: Decimal | None = None
    interval: Decimal | None = None


class FixedBaseline(msgspec.Struct, frozen=True, kw_only=True):
    """
    Centre and standard deviation of single readings that somebody approved.

    Attributes:
        center: Centre line, in `unit`.
        sigma: Standard deviation of single readings, above 0, in `unit`.
        unit: Their unit.
        approved_by: The identifier of the person who approved them.
    """

    center: Decimal
    sigma: Decimal
    unit: str
    approved_by: str


class StatedBaseline(msgspec.Struct, frozen=True):
    """The series' own prior period, with at least so many subgroups in it."""

    subgroups: int


class CapabilityRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    How capable a process must be.

    Attributes:
        index: The index.
        least: Its smallest value, inclusive.
        confidence: Of the one-sided lower bound that is compared; the estimate is compared when ``None``.
        lower: Lower specification limit; that of the product's characteristic when neither is given.
        upper: Upper specification limit, likewise.
    """

    index: IndexName
    least: Decimal
    confidence: Decimal | None
    lower: Expression | None = None
    upper: Expression | None = None


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """
    One monitored limit.

    Attributes:
        key: ``min`` or ``max`` inclusive, ``above`` or ``below`` strict.
        value: A quantity, or null where there is no limit.
    """

    key: str
    value: Expression

    @property
    def is_lower(self) -> bool:
        """Whether readings must not lie below it."""
        return self.key in {"min", "above"}

    @property
    def operator(self) -> str:
        """How a reading is compared with it."""
        return {"min": ">=", "above": ">", "max": "<=", "below": "<"}[self.key]


class KineticMean(msgspec.Struct, frozen=True, kw_only=True):
    """
    The mean kinetic temperature that may not be exceeded.

    Attributes:
        activation_energy: Of the degradation, in kJ/mol.
        most: Highest mean kinetic temperature, inclusive.
    """

    activation_energy: Decimal
    most: Expression


class MonitorRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    What every reading is held against.

    Attributes:
        bounds: The limits.
        longest: How long readings may lie beyond them at a time; not at all when ``None``.
        interval: Time from one reading of a subgroup to the next, where it is known.
        kinetic_mean: The mean kinetic temperature.
    """

    bounds: tuple[Bound, ...]
    longest: dt.timedelta | None = None
    interval: dt.timedelta | None = None
    kinetic_mean: KineticMean | None = None
