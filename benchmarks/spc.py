"""
The speed table of the kernels: wanted and measured, beside the memory limit, NumPy, SciPy and the packages there are.

Answers are compared before anything is timed; both sides are public calls of one run. Markdown goes to standard output,
progress to standard error.
"""

import functools
import gc
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from benchmarks import spc_designs
from benchmarks.spc_table import COMPARISONS, KNOWN, LSL, USL, Comparison, Floats, Peer, load, same, series_of_200
from spc_kernels import capability, charts

Work: TypeAlias = Callable[[Floats, int], object]
PACKAGES = ("pccpy", "pycontrolcharts", "shewhart", "capstat-core", "mfgqc")

POINTS = {
    "individuals": 20_000_000,
    "X-bar": 25_000_000,
    "many": 20_000_000,
    "EWMA": 20_000_000,
    "two-sided": 20_000_000,
}
REPEATS = 9
SMALL = 2_000
"""Points on which answers are compared with the twin and with every peer."""


def seconds(work: Callable[[], object]) -> float:
    """Time one call; what it answers is dropped before the next."""
    gc.collect()
    begin = time.perf_counter()
    answer = work()
    took = time.perf_counter() - begin
    del answer
    return took


def interleaved(works: Sequence[Callable[[], object]], repeats: int = REPEATS) -> list[list[float]]:
    """Time several works in turn, so that what else the machine does falls on all of them."""
    rounds = [[seconds(work) for work in works] for _ in range(repeats)]
    return [list(times) for times in zip(*rounds, strict=True)]


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Middle one of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def machine() -> None:
    """Print what the numbers belong to."""
    names = ("numpy", "numba", "scipy", *PACKAGES)
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    load_average = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{cpu}, {os.cpu_count()} cores, load {load_average}; Python {platform.python_version()}; ", end="")
    print(", ".join(f"{name} {installed(name) or 'not installed'}" for name in names) + ".")
    print(f"Medians of {REPEATS} interleaved rounds, one thread unless said otherwise. A package that is slow is given")
    print("fewer points; its rate is compared.\n")


def installed(name: str) -> str | None:
    """Give the version of a package; None when it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def progress(what: str) -> None:
    """Tell on standard error what is under way."""
    print(f"{time.strftime('%H:%M:%S')} spc: {what}", file=sys.stderr, flush=True)


def row(*cells: str) -> None:
    """Print a row of the table."""
    print("| " + " | ".join(cells) + " |", flush=True)


def check(comparison: Comparison) -> None:
    """Stop when ours and the twin differ."""
    x = comparison.make(SMALL)
    found = comparison.answer(comparison.ours(x))
    assert same(found, comparison.twin(x)), f"{comparison.name}: the twin answers otherwise"


def against_peer(comparison: Comparison, peer: Peer, ours_per_point: float) -> None:
    """Compare answers, then rates: a slow peer gets fewer points than we do, and its rate grows with none of them."""
    name = f"{peer.package}, {peer.note}"
    wanted = "faster" if comparison.times == 1.0 else f"≥ {comparison.times:g} × the fastest package"
    if peer.package == "numpy" and comparison.times > 1.0:
        wanted = "–"
    package = load(peer)
    if package is None:
        row(comparison.name, name, wanted, "not installed", "–")
        return
    progress(f"{comparison.name}: {peer.package}")
    small = comparison.make(SMALL)
    theirs, ours = peer.answer(peer.call(package, small)), comparison.answer(comparison.ours(small))
    agreed = "same" if same(ours, theirs) else "same to 3 digits" if same(ours, theirs, 2e-3) else "OTHER"
    x = comparison.make(peer.points)
    took = statistics.median(seconds(lambda: peer.call(package, x)) for _ in range(3))
    rate = took / x.size
    measured = f"{rate / ours_per_point:,.3g} × ({1e-6 / rate:,.3g} Mpoint/s on {x.size:,} points)"
    row(comparison.name, name, wanted, measured, agreed)


def run(comparison: Comparison) -> None:
    """Measure one function of the table."""
    progress(comparison.name)
    check(comparison)
    points = next(value for key, value in POINTS.items() if comparison.name.startswith(key))
    x = comparison.make(points)
    comparison.ours(x[:100])
    ours, limit = interleaved([lambda: comparison.ours(x), lambda: np.sum(x)])
    took = statistics.median(ours)
    row(
        f"{comparison.name}, {x.size:,} points",
        "`numpy.sum` of the array",
        "–" if comparison.share is None else f"≥ {comparison.share:g} % of its speed",
        f"{100 * median_ratio(limit, ours):.1f} % ({1e3 * took:.1f} ms, {x.size / took / 1e6:,.0f} Mpoint/s)",
        "twin: same",
    )
    for peer in comparison.peers:
        against_peer(comparison, peer, took / x.size)


def scaling() -> None:
    """Show that many series cost in proportion to their number, and what a second thread gives."""
    x = series_of_200(POINTS["many"])
    works: dict[str, Work] = {
        "charts": lambda rows, threads: charts.many_individuals(rows, rules="nelson:1", threads=threads),
        "rules": lambda rows, threads: charts.many_individuals(rows, rules="nelson", given=KNOWN, threads=threads),
        "capability": lambda rows, threads: capability.many(rows, LSL, USL, plan=capability.Plan(threads=threads)),
    }
    for name, work in works.items():
        progress(f"many series of 200, {name}: number of series, threads")
        work(x[:100], 2)
        quarter, whole, two = interleaved(
            [functools.partial(work, x[:25_000], 1), functools.partial(work, x, 1), functools.partial(work, x, 2)]
        )
        work_name = f"many series of 200, {name}"
        four = median_ratio(whole, quarter)
        row(work_name, "a quarter of the series", "4 ×: linear", f"{four:.2f} × as long", "–")
        clock, processor = median_ratio(whole, two), by_processor_time(functools.partial(work, x))
        row(
            work_name, "two threads", "≥ 1.8 ×", f"{clock:.2f} × by the clock, {processor:.2f} × by processor time", "–"
        )


def by_processor_time(work: Callable[[int], object]) -> float:
    """Say what two threads gain on two idle cores: processor time of one thread over half of that of two."""
    spent: list[list[float]] = [[], []]
    for _ in range(REPEATS):
        for threads in (1, 2):
            begin = time.process_time()
            work(threads)
            spent[threads - 1].append(time.process_time() - begin)
    return 2.0 * median_ratio(spent[0], spent[1])


def main() -> None:
    """Measure every row."""
    print("## Charts, rules, capability and designs\n")
    machine()
    row("work", "beside it", "wanted", "measured", "answers")
    row(*["---"] * 5)
    for comparison in COMPARISONS:
        run(comparison)
    scaling()
    for timed in spc_designs.issue():
        progress(timed.name)
        measured = f"{timed.ratio:.2f} × as long ({1e6 * timed.ours:,.1f} µs)"
        row(timed.name, timed.beside, "≤ 2 × as long", measured, timed.agreement)
    print()


if __name__ == "__main__":
    main()
