"""Charts and rules against the memory limit and against peers; the answers are compared before anything is timed."""

import gc
import importlib.metadata
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.spc_table import COMPARISONS, Comparison, Floats, Peer, load, same, series_of_200
from spc_kernels import charts

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
    names = ("numpy", "numba", "scipy", "pccpy", "pycontrolcharts", "shewhart", "capstat-core", "mfgqc")
    versions = []
    for name in names:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{name} not installed")
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    load_average = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"{cpu}, {os.cpu_count()} cores, load {load_average}; Python {platform.python_version()}; "
        + ", ".join(versions)
    )
    print(f"medians of {REPEATS} interleaved rounds; one thread unless said otherwise\n")


def check(comparison: Comparison) -> None:
    """Stop when ours and the twin differ."""
    x = comparison.make(SMALL)
    found = comparison.answer(comparison.ours(x))
    assert same(found, comparison.twin(x)), f"{comparison.name}: the twin answers otherwise"


def against_peer(comparison: Comparison, peer: Peer, ours_per_point: float) -> None:
    """Compare answers, then rates: a slow peer gets fewer points than we do, and its rate grows with none of them."""
    package = load(peer)
    if package is None:
        print(f"  {peer.package}: not installed")
        return
    small = comparison.make(SMALL)
    theirs, ours = peer.answer(peer.call(package, small)), comparison.answer(comparison.ours(small))
    agreed = "same answer" if same(ours, theirs) else "same to 3 digits" if same(ours, theirs, 2e-3) else "OTHER ANSWER"
    x = comparison.make(peer.points)
    took = statistics.median(seconds(lambda: peer.call(package, x)) for _ in range(3))
    rate = took / x.size
    print(
        f"  {peer.package:16s} {x.size:>10,} points {1e3 * took:9.1f} ms {1e-6 / rate:9.3f} Mpoint/s"
        f" {rate / ours_per_point:9.1f} x slower   {agreed}; {peer.note}"
    )


def run(comparison: Comparison) -> None:
    """Measure one row of the table."""
    check(comparison)
    points = next(value for key, value in POINTS.items() if comparison.name.startswith(key))
    x = comparison.make(points)
    comparison.ours(x[:100])
    ours, limit = interleaved([lambda: comparison.ours(x), lambda: np.sum(x)])
    print(f"{comparison.name}: {x.size:,} points")
    share = 100 * median_ratio(limit, ours)
    print(
        f"  ours {1e3 * statistics.median(ours):8.1f} ms {x.size / statistics.median(ours) / 1e6:8.1f} Mpoint/s; "
        f"numpy.sum {1e3 * statistics.median(limit):6.1f} ms; {share:.1f} % of its speed"
    )
    for peer in comparison.peers:
        against_peer(comparison, peer, statistics.median(ours) / x.size)
    print(flush=True)


def scaling() -> None:
    """Show that many series cost in proportion to their number, and what a second thread gives."""
    x = series_of_200(POINTS["many"])

    def charted(rows: Floats, threads: int) -> Callable[[], object]:
        return lambda: charts.many_individuals(rows, rules="nelson", threads=threads)

    charted(x[:100], 2)()
    quarter, half, whole = interleaved([charted(x[:25_000], 1), charted(x[:50_000], 1), charted(x, 1)])
    print("many series of 200: cost by number of series, against proportion")
    twice, four_times = median_ratio(half, quarter) / 2, median_ratio(whole, quarter) / 4
    print(f"  50,000 / 25,000: {twice:.2f}; 100,000 / 25,000: {four_times:.2f}")
    one, two = interleaved([charted(x, 1), charted(x, 2)])
    clock, processor = median_ratio(one, two), by_processor_time(x)
    print(f"  two threads: {clock:.2f} x one by the clock, {processor:.2f} x by processor time\n")


def by_processor_time(x: Floats) -> float:
    """Say what two threads gain on two idle cores: processor time of one thread over half of that of two."""
    spent: list[list[float]] = [[], []]
    for _ in range(REPEATS):
        for threads in (1, 2):
            begin = time.process_time()
            charts.many_individuals(x, rules="nelson", threads=threads)
            spent[threads - 1].append(time.process_time() - begin)
    return 2.0 * median_ratio(spent[0], spent[1])


def main() -> None:
    """Measure every row."""
    machine()
    for comparison in COMPARISONS:
        run(comparison)
    scaling()


if __name__ == "__main__":
    main()
