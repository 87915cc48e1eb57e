"""Textbook forms of the charts and rules, written slowly in plain Python; imports nothing of ours."""

import itertools
import math
import statistics
from collections.abc import Callable, Sequence

Series = Sequence[float]
D2 = 2.0 / math.sqrt(math.pi)


def mean(values: Series) -> float:
    return math.fsum(values) / len(values)


def ranges(x: Series) -> list[float]:
    return [abs(b - a) for a, b in itertools.pairwise(x)]


def individuals(x: Series) -> tuple[float, float]:
    """Centre, and sigma from the mean moving range."""
    return mean(x), mean(ranges(x)) / D2


def xbar_s(rows: Sequence[Series], c4: float) -> tuple[float, float, list[float]]:
    """Centre, sigma from the mean standard deviation, and the means."""
    deviations = [statistics.stdev(row) for row in rows]
    means = [mean(row) for row in rows]
    return mean(means), mean(deviations) / c4, means


def xbar_r(rows: Sequence[Series], d2: float) -> tuple[float, float, list[float]]:
    """Centre, sigma from the mean range, and the means."""
    means = [mean(row) for row in rows]
    return mean(means), mean([max(row) - min(row) for row in rows]) / d2, means


def capability(x: Series, lower: float, upper: float) -> tuple[float, float, float, float]:
    """Cp, Cpk, Pp, Ppk."""
    center, within = individuals(x)
    nearest = min(center - lower, upper - center) / 3.0
    overall = statistics.stdev(x)
    tolerance = (upper - lower) / 6.0
    return tolerance / within, nearest / within, tolerance / overall, nearest / overall


def ewma(x: Series, target: float, lam: float) -> list[float]:
    z, found = target, []
    for value in x:
        z = lam * value + (1.0 - lam) * z
        found.append(z)
    return found


def cusum(x: Series, target: float, sigma: float, k: float) -> tuple[list[float], list[float]]:
    high = low = 0.0
    above, below = [], []
    for value in x:
        z = (value - target) / sigma
        high = max(0.0, high + z - k)
        low = max(0.0, low - z - k)
        above.append(high)
        below.append(low)
    return above, below


def moving_average(x: Series, span: int) -> list[float]:
    return [mean(x[max(0, i - span + 1) : i + 1]) for i in range(len(x))]


Flag = Callable[[Series, int], bool]


def _last(x: Series, i: int, n: int) -> list[float] | None:
    """The last n points up to i, unless there are fewer or one of them is missing."""
    window = list(x[max(0, i - n + 1) : i + 1])
    return window if len(window) == n and not any(math.isnan(v) for v in window) else None


def same_side(m: int, n: int, sigmas: float) -> Flag:
    """The point itself is beyond, and m of the last n points are, on the same side."""

    def flag(z: Series, i: int) -> bool:
        window = _last(z, i, n)
        if window is None:
            return False
        above = window[-1] > sigmas and sum(v > sigmas for v in window) >= m
        below = window[-1] < -sigmas and sum(v < -sigmas for v in window) >= m
        return above or below

    return flag


def trend(n: int) -> Flag:
    def flag(z: Series, i: int) -> bool:
        window = _last(z, i, n)
        if window is None:
            return False
        steps = [b - a for a, b in itertools.pairwise(window)]
        return all(s > 0 for s in steps) or all(s < 0 for s in steps)

    return flag


def alternating(n: int) -> Flag:
    def flag(z: Series, i: int) -> bool:
        window = _last(z, i, n)
        if window is None:
            return False
        up = [(b > a) - (b < a) for a, b in itertools.pairwise(window)]
        return all(a * b == -1 for a, b in itertools.pairwise(up))

    return flag


def inside(n: int, sigmas: float) -> Flag:
    def flag(z: Series, i: int) -> bool:
        window = _last(z, i, n)
        return window is not None and all(abs(v) <= sigmas for v in window)

    return flag


def outside(n: int, sigmas: float) -> Flag:
    def flag(z: Series, i: int) -> bool:
        window = _last(z, i, n)
        if window is None or any(abs(v) <= sigmas for v in window):
            return False
        return any(v > 0 for v in window) and any(v < 0 for v in window)

    return flag


NELSON: dict[int, Flag] = {
    1: same_side(1, 1, 3.0),
    2: same_side(9, 9, 0.0),
    3: trend(6),
    4: alternating(14),
    5: same_side(2, 3, 2.0),
    6: same_side(4, 5, 1.0),
    7: inside(15, 1.0),
    8: outside(8, 1.0),
}


def flagged(z: Series, flag: Flag) -> list[int]:
    return [i for i in range(len(z)) if flag(z, i)]
