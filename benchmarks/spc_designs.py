"""Run lengths, tolerance factors, gage studies and trends beside straight NumPy and SciPy forms of the same numbers."""

import functools
import math
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec
import numba
import numpy as np
import numpy.typing as npt
import scipy
import scipy.stats
from scipy.optimize import brentq
from scipy.special import chdtrc, fdtrc, ndtr, ndtri

from spc_kernels import arl, capability, msa, tolerance, trends

Floats: TypeAlias = npt.NDArray[np.float64]
Work: TypeAlias = Callable[[], float]

POOL_LEVEL = 0.25
REPEATS = 7
SHORTEST_S = 0.02


@functools.cache
def nodes_of(count: int) -> tuple[Floats, Floats]:
    """Keep the nodes: a straight form that computes them anew would lose to itself."""
    return np.polynomial.legendre.leggauss(count)


def ewma_nystroem(smoothing: float, limit: float, shift: float, nodes: int = 50) -> float:
    """Crowder's integral equation with Gauss-Legendre nodes and LU, as a textbook would write it."""
    bound = limit * math.sqrt(smoothing / (2.0 - smoothing))
    x, w = nodes_of(nodes)
    x, w = bound * x, bound * w
    z = (x - (1.0 - smoothing) * x[:, None]) / smoothing - shift
    move = w / smoothing * np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    lengths = np.linalg.solve(np.eye(nodes) - move, np.ones(nodes))
    onward = w / smoothing * np.exp(-0.5 * (x / smoothing - shift) ** 2) / math.sqrt(2.0 * math.pi)
    return 1.0 + float(onward @ lengths)


def ewma_chain(smoothing: float, limit: float, shift: float, states: int = 101) -> float:
    """Lucas & Saccucci's Markov chain on equal cells: three digits or so with 101 of them."""
    bound = limit * math.sqrt(smoothing / (2.0 - smoothing))
    half = bound / states
    centre = -bound + half * (2.0 * np.arange(states) + 1.0)
    middle = centre - (1.0 - smoothing) * centre[:, None]
    move = ndtr((middle + half) / smoothing - shift) - ndtr((middle - half) / smoothing - shift)
    return float(np.linalg.solve(np.eye(states) - move, np.ones(states))[states // 2])


def cusum_chain(reference: float, interval: float, shift: float, states: int = 101) -> float:
    """Brook & Evans' Markov chain, one side."""
    width = 2.0 * interval / (2 * states - 1)
    away = (np.arange(states) - np.arange(states)[:, None]) * width + reference - shift
    move = ndtr(away + 0.5 * width) - ndtr(away - 0.5 * width)
    move[:, 0] = ndtr(away[:, 0] + 0.5 * width)
    return float(np.linalg.solve(np.eye(states) - move, np.ones(states))[0])


def cusum_nystroem(reference: float, interval: float, shift: float, nodes: int = 31) -> float:
    """Page's integral equation with Gauss-Legendre nodes and LU, one side."""
    x, w = nodes_of(nodes)
    x, w = 0.5 * interval * (x + 1.0), 0.5 * interval * w
    states = np.concatenate(([0.0], x))
    move = np.empty((nodes + 1, nodes + 1))
    move[:, 0] = ndtr(reference - shift - states)
    z = x - states[:, None] + reference - shift
    move[:, 1:] = w * np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return float(np.linalg.solve(np.eye(nodes + 1) - move, np.ones(nodes + 1))[0])


def one_sided_nct(n: int, coverage: float, confidence: float) -> float:
    """SciPy's non-central t quantile."""
    return float(scipy.stats.nct.ppf(confidence, n - 1, math.sqrt(n) * ndtri(coverage))) / math.sqrt(n)


def two_sided_quadrature(n: int, coverage: float, confidence: float) -> float:
    """The defining equations straight down: nodes over the mean, Newton for r, Brent for k."""
    x, w = nodes_of(64)
    z, w = 4.5 * (x + 1.0), 4.5 * w
    density = w * np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    centre = z / math.sqrt(n)
    r = centre + ndtri(0.5 + 0.5 * coverage)
    for _ in range(30):
        slope = (np.exp(-0.5 * (centre + r) ** 2) + np.exp(-0.5 * (centre - r) ** 2)) / math.sqrt(2.0 * math.pi)
        r = r - (ndtr(centre + r) - ndtr(centre - r) - coverage) / slope

    def excess(k: float) -> float:
        return 2.0 * float(density @ chdtrc(n - 1, (n - 1) * (r / k) ** 2)) - confidence

    return float(brentq(excess, 0.1, 1000.0, xtol=1e-14))


def gage_numpy(y: Floats, parts: npt.NDArray[np.int64], operators: npt.NDArray[np.int64]) -> float:
    """Labels to a block, means, sums of squares, one F test, variances: no checks, no table, one number out."""
    part, operator = (np.unique(labels, return_inverse=True)[1] for labels in (parts, operators))
    p, o = int(part.max()) + 1, int(operator.max()) + 1
    block = y[np.argsort(part * o + operator, kind="stable")].reshape(p, o, -1)
    r = block.shape[2]
    cells, grand = block.mean(axis=2), block.mean()
    ms_part = o * r * ((cells.mean(axis=1) - grand) ** 2).sum() / (p - 1)
    ms_operator = p * r * ((cells.mean(axis=0) - grand) ** 2).sum() / (o - 1)
    inner = cells - cells.mean(axis=1)[:, None] - cells.mean(axis=0) + grand
    ss_inner, ss_error = r * (inner**2).sum(), ((block - cells[:, :, None]) ** 2).sum()
    df_inner, df_error = (p - 1) * (o - 1), p * o * (r - 1)
    f = [
        ms_part / (ss_inner / df_inner),
        ms_operator / (ss_inner / df_inner),
        ss_inner / df_inner / (ss_error / df_error),
    ]
    chances = fdtrc([p - 1, o - 1, df_inner], [df_inner, df_inner, df_error], f)
    ms_error, ms_inner = ss_error / df_error, ss_inner / df_inner
    if chances[2] > POOL_LEVEL:
        ms_error = ms_inner = (ss_error + ss_inner) / (df_error + df_inner)
    gage = ms_error + max(ms_operator - ms_inner, 0.0) / (p * r) + max(ms_inner - ms_error, 0.0) / r
    return float(gage)


def study(p: int, o: int, r: int) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Simulate a gage study."""
    rng = np.random.default_rng(1)
    part, operator, _ = (axis.ravel() for axis in np.meshgrid(range(p), range(o), range(r), indexing="ij"))
    y = 3.0 * rng.normal(size=p)[part] + rng.normal(size=o)[operator] + 0.3 * rng.normal(size=part.size)
    return y, part, operator


def seconds(work: Work) -> float:
    """Give the time of one call, from as many as fill a moment."""
    count, taken = 1, 0.0
    while taken < SHORTEST_S:
        begin = time.perf_counter()
        for _ in range(count):
            work()
        taken = time.perf_counter() - begin
        count = count if taken >= SHORTEST_S else max(2 * count, int(1.2 * count * SHORTEST_S / max(taken, 1e-9)))
    return taken / count


class Timed(msgspec.Struct, frozen=True):
    """One of ours beside a straight form of the same numbers: times of a call in seconds, and how far they agree."""

    name: str
    beside: str
    ours: float
    theirs: float
    agreement: str

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs


def compare(name: str, ours: Work, beside: dict[str, Work], digits: float) -> Iterator[Timed]:
    """Check the answers, then time both sides in turn and give the medians."""
    answer = ours()
    for straight in beside.values():
        other = straight()
        assert abs(answer - other) <= digits * abs(other), (name, answer, other)
    mine: list[float] = []
    theirs: dict[str, list[float]] = {peer: [] for peer in beside}
    for _ in range(REPEATS):
        mine.append(seconds(ours))
        for peer, work in beside.items():
            theirs[peer].append(seconds(work))
    for peer, times in theirs.items():
        yield Timed(name, peer, statistics.median(mine), statistics.median(times), f"within {digits:g}")


def gage(p: int, o: int, r: int) -> Iterator[Timed]:
    """Compare a gage study."""
    y, part, operator = study(p, o, r)
    yield from compare(
        f"gage R&R, {p} × {o} × {r}",
        lambda: msa.crossed(y, part, operator).gage_rr.variance,
        {"NumPy, one number out": lambda: gage_numpy(y, part, operator)},
        1e-10,
    )


def factors(n: int) -> Iterator[Timed]:
    """Compare exact factors."""
    yield from compare(
        f"one-sided factor, n = {n}",
        lambda: tolerance.one_sided_factor(n, 0.95, 0.95),
        {"scipy.stats.nct.ppf": lambda: one_sided_nct(n, 0.95, 0.95)},
        1e-9,
    )
    yield from compare(
        f"two-sided factor, n = {n}",
        lambda: tolerance.two_sided_factor(n, 0.95, 0.95),
        {"quadrature, Newton, Brent": lambda: two_sided_quadrature(n, 0.95, 0.95)},
        1e-9,
    )


def more() -> Iterator[Timed]:
    """Compare what the speed table does not name."""
    x = np.random.default_rng(2).normal(size=2000)
    yield from compare(
        "Mann-Kendall, 2,000 points",
        lambda: trends.mann_kendall(x).p_value,
        {"scipy.stats.kendalltau": lambda: float(scipy.stats.kendalltau(np.arange(x.size), x).pvalue)},
        1e-2,
    )
    yield from compare(
        "Sen slope, 2,000 points",
        lambda: trends.sen_slope(x).slope,
        {"scipy.stats.theilslopes": lambda: float(scipy.stats.theilslopes(x).slope)},
        1e-9,
    )
    rows = np.random.default_rng(3).normal(size=(2000, 200))
    limits = capability.Specification(-3.0, 3.0)
    yield from compare(
        "capability, 2,000 × 200",
        lambda: float(capability.many(rows, -3.0, 3.0).ppk.sum()),
        {
            "our own study, row by row": lambda: math.fsum(
                capability.normal(row, limits).ppk.value or 0.0 for row in rows
            )
        },
        1e-10,
    )


def issue() -> Iterator[Timed]:
    """Measure what the speed table names: run lengths, exact factors, gage studies."""
    charts = {
        "ARL of EWMA 0.2, 3.0": (lambda: arl.ewma(0.2, 3.0), lambda: ewma_nystroem(0.2, 3.0, 0.0), "50"),
        "ARL of CUSUM 0.5, 5": (
            lambda: arl.cusum(0.5, 5.0, sides="one"),
            lambda: cusum_nystroem(0.5, 5.0, 0.0),
            "31",
        ),
    }
    chains: tuple[Work, Work] = (lambda: ewma_chain(0.2, 3.0, 0.0), lambda: cusum_chain(0.5, 5.0, 0.0))
    for (name, (ours, straight, nodes)), chain in zip(charts.items(), chains, strict=True):
        yield from compare(name, ours, {f"Nyström, {nodes} nodes, LU": straight}, 1e-9)
        yield from compare(name, ours, {"Markov chain, 101 states": chain}, 2e-3)
    for n in (5, 20, 1000):
        yield from factors(n)
    yield from gage(10, 3, 3)
    yield from gage(100, 10, 10)


def main() -> None:
    """Print what stands in no other table; `benchmarks.spc` prints the rest."""
    print("## Trends, and capability of many series\n")
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}, ", end="")
    print(f"numba {numba.__version__}; {platform.machine()}. Medians of {REPEATS} rounds.\n")
    print("| work | beside it | ours, µs | beside, µs | times as long | answers |")
    print("| --- | --- | --- | --- | --- | --- |")
    for timed in more():
        print(f"spc_designs: {timed.name}", file=sys.stderr, flush=True)
        times = f"{timed.ours * 1e6:,.1f} | {timed.theirs * 1e6:,.1f} | {timed.ratio:.4f}"
        print(f"| {timed.name} | {timed.beside} | {times} | {timed.agreement} |", flush=True)
    print()


if __name__ == "__main__":
    main()
