"""How often a chart in control gives an alarm: the mean number of points from one to the next."""

import functools
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spc_kernels.rules import Rule, RuleSet

# Trends and alternation depend on the readings themselves and have no exact chain. Their own run lengths, simulated by
# `spc_kernels.rules.run_length` (422.1 and 599.1, rounded down), are joined with the exact one of the other rules as
# if alarms excluded each other: that names too many alarms, not too few.
ALONE = {"trend": (6, 421.0), "alternating": (14, 594.0)}


class FalseAlarms(msgspec.Struct, frozen=True):
    """
    The in-control run length of a chart, for independent normal points and known limits.

    Attributes:
        run_length: Mean number of points up to and with the first false alarm.
        exact: Whether it is exact; otherwise alarms are somewhat rarer than it says.
    """

    run_length: float
    exact: bool


@functools.lru_cache(maxsize=64)
def rule_set(signals: tuple[str, ...]) -> "RuleSet":
    """Give run rules, named as ``nelson_2``, as a set; they are numbered in the order of their names."""
    from spc_kernels.rules import SETS, RuleSet

    chosen: list[Rule] = []
    for position, name in enumerate(signals, start=1):
        group, _, number = name.rpartition("_")
        rule = next(one for one in SETS[group].rules if one.number == int(number))
        chosen.append(msgspec.structs.replace(rule, number=position))
    return RuleSet("of the provision", tuple(chosen))


@functools.lru_cache(maxsize=64)
def of_rules(signals: tuple[str, ...]) -> FalseAlarms:
    """Give that of run rules on single readings or means; the chart of their spread has alarms of its own."""
    from spc_kernels.rules import run_length

    rules = rule_set(signals).rules
    alone = [rule for rule in rules if rule.pattern in ALONE]
    others = tuple(rule for rule in rules if rule.pattern not in ALONE)
    rate = 1.0 / run_length(others).arl if others else 0.0
    rate += sum(1.0 / ALONE[pattern][1] for pattern in {rule.pattern for rule in alone})
    return FalseAlarms(1.0 / rate, exact=not alone)


@functools.lru_cache(maxsize=64)
def of_ewma(weight: Decimal, limit: Decimal) -> FalseAlarms:
    """Give that of an EWMA whose limits grow from the first point on."""
    from spc_kernels import arl

    return FalseAlarms(arl.ewma(float(weight), float(limit), limits="exact"), exact=True)


@functools.lru_cache(maxsize=64)
def of_cusum(reference: Decimal, interval: Decimal) -> FalseAlarms:
    """Give that of a two-sided CUSUM."""
    from spc_kernels import arl

    return FalseAlarms(arl.cusum(float(reference), float(interval)), exact=True)


def of_counts(center: float, lower: float, upper: float) -> FalseAlarms | None:
    """Give that of counts between two limits, Poisson; ``None`` where hardly any lies beyond."""
    from scipy.special import pdtr, pdtrc

    below = float(pdtr(_last_below(lower), center)) if lower > 0.0 else 0.0
    rate = float(pdtrc(int(upper), center)) + below
    return FalseAlarms(1.0 / rate, exact=True) if rate > 0.0 else None


def _last_below(limit: float) -> int:
    """Give the largest whole number that lies below a limit."""
    return int(limit) - 1 if limit == int(limit) else int(limit)
