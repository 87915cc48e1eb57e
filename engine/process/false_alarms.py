"""How often a chart in control gives an alarm: the mean number of points from one to the next."""

import functools
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spc_kernels.rules import Rule, RuleSet
    from spc_kernels.samples import Floats

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


def of_counts(kind: str, rate: float, sizes: "Floats | None", lower: "Floats", upper: "Floats") -> FalseAlarms | None:
    """
    Give that of counts between their limits: binomial for shares, Poisson for nonconformities.

    Args:
        kind: ``p``, ``np``, ``c`` or ``u``.
        rate: The rate of a process in control.
        sizes: What each count is out of; ``None`` for one.
        lower: Lower limit of each point, of what is plotted.
        upper: Upper limit of each point.

    Returns:
        Exact where all sizes are equal, else by the mean chance of an alarm; ``None`` where hardly any point lies
        beyond.
    """
    import numpy as np
    from scipy.special import bdtr, bdtrc, pdtr, pdtrc

    size = np.ones_like(upper) if sizes is None else sizes
    scale = size if kind in {"p", "u"} else np.ones_like(upper)
    most, least = np.floor(upper * scale), np.ceil(lower * scale) - 1.0
    if kind in {"p", "np"}:
        above = np.where(most >= size, 0.0, bdtrc(np.minimum(most, size - 1), size.astype(np.int64), rate))
        below = np.where(least < 0.0, 0.0, bdtr(np.maximum(least, 0.0), size.astype(np.int64), rate))
    else:
        mean = rate * size
        above, below = pdtrc(most, mean), np.where(least < 0.0, 0.0, pdtr(np.maximum(least, 0.0), mean))
    chance = float(np.mean(above + below))
    return FalseAlarms(1.0 / chance, exact=bool((size == size[0]).all())) if chance > 0.0 else None
