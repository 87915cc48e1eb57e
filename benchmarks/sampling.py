"""
Operating characteristics of 1,000 plans at 200 qualities, beside vectorised SciPy.

Run ``python -m benchmarks.sampling``. Both must give the same answers before anything is timed.
"""

import platform
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import stats

from spc_kernels.sampling.attributes_tables import LETTERS, attributes_tables
from spc_kernels.sampling.master_tables import PREFERRED_AQLS, resolve
from spc_kernels.sampling.operating_characteristic import acceptance_probability, operating_characteristics
from spc_kernels.sampling.plans import single_plan
from spc_kernels.sampling.schemes import Z1_4_2003

PLANS, POINTS, ROUNDS = 1000, 200, 15
SAME = 1e-12
Floats = NDArray[np.float64]


def main() -> None:
    """Check, measure and print the table."""
    sizes, accept, fraction = _input()
    ours, theirs = operating_characteristics(sizes, accept, fraction), _scipy(sizes, accept, fraction)
    worst = float(np.abs(ours - theirs).max())
    assert worst < SAME, worst
    lot = 5000
    quality = np.arange(POINTS) / lot
    single = single_plan(125, 3)
    same_lot = np.abs(
        acceptance_probability(single, quality, "hypergeometric", lot)
        - stats.hypergeom.cdf(3, lot, np.arange(POINTS), 125)
    )
    assert same_lot.max() < SAME, same_lot.max()
    print("## Acceptance sampling\n")
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}; {_processor()}.")
    print(
        f"Medians of {ROUNDS} rounds, one thread. The answers differ by {max(worst, float(same_lot.max())):.1e}", end=""
    )
    print(" at most.\n")
    print("| work | beside it | wanted | measured |")
    print("| --- | --- | --- | --- |")
    _row(
        f"binomial, {PLANS} plans x {POINTS} points",
        lambda: operating_characteristics(sizes, accept, fraction),
        lambda: _scipy(sizes, accept, fraction),
        "≤ 2 × as long",
    )
    _row(
        f"hypergeometric, 1 plan x {POINTS} points, lot {lot}",
        lambda: acceptance_probability(single, quality, "hypergeometric", lot),
        lambda: stats.hypergeom.cdf(3, lot, np.arange(POINTS), 125),
    )
    double = resolve(attributes_tables(Z1_4_2003, "normal"), "multiple", "L", 1.0).plan
    _row(f"multiple, 7 samples x {POINTS} points", lambda: acceptance_probability(double, fraction), None)
    print()


def _input() -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Take every single plan of Z1.4, then fill up to 1,000 with plans between them."""
    table = [
        resolve(attributes_tables(Z1_4_2003, severity), "single", letter, aql).plan
        for severity in ("normal", "tightened")
        for letter in LETTERS
        for aql in PREFERRED_AQLS
    ]
    rng = np.random.default_rng(1)
    missing = PLANS - len(table)
    sizes = [plan.sample_sizes[0] for plan in table] + rng.integers(2, 2000, missing).tolist()
    accept = [plan.acceptance_numbers[0] for plan in table] + rng.integers(0, 45, missing).tolist()
    return np.array(sizes), np.array(accept), np.linspace(0, 0.2, POINTS)


def _scipy(sizes: NDArray[np.int64], accept: NDArray[np.int64], fraction: Floats) -> Floats:
    return np.asarray(stats.binom.cdf(accept[:, None], sizes[:, None], fraction[None, :]))


def _row(name: str, ours: Callable[[], Any], theirs: Callable[[], Any] | None, wanted: str = "–") -> None:
    print(f"sampling: {name}", file=sys.stderr, flush=True)
    mine = _median_ms(ours)
    if theirs is None:
        print(f"| {name} | no peer | {wanted} | {mine:.2f} ms |", flush=True)
        return
    other = _median_ms(theirs)
    print(f"| {name} | vectorised SciPy | {wanted} | {mine / other:.2f} × as long ({mine:.2f} ms) |", flush=True)


def _median_ms(call: Callable[[], Any]) -> float:
    call()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a line of a device file
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "unknown processor"


if __name__ == "__main__":
    main()
