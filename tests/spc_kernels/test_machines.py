"""The same bits with the compiler, without it, and with bounds checked: each in a process of its own."""

import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import hashlib
import numpy as np
from spc_kernels import charts, rules
from spc_kernels.charts import Given

digest = hashlib.sha256()

def take(*values):
    for value in values:
        digest.update(np.ascontiguousarray(value).tobytes())

random = np.random.default_rng(20)
x = random.normal(10.0, 2.0, 333)
x[100:115] = 11.0
sized = [random.normal(size=2 + i % 4).tolist() for i in range(20)]
rows = random.normal(5.0, 1.0, (70, 5))
for method in ("MR", "MMR", "NMR", "SSD", "SD", "STDEV"):
    chart = charts.individuals(x, method=method, rules="nelson", exclude=[3, 50])
    take(chart.center, chart.sigma.value, chart.lcl, chart.ucl, chart.beyond, chart.signals.planes)
    take(charts.sigma_over_time(x, method).value)
take(charts.moving_range(x, width=3).statistics)
for draw in (charts.xbar_r, charts.xbar_s):
    for groups in (rows, sized):
        both = draw(groups, rules="montgomery")
        take(both.xbar.statistics, both.xbar.ucl, both.spread.statistics, both.spread.ucl, both.xbar.signals.planes)
smooth = charts.ewma(x, 0.2)
take(smooth.statistics, smooth.lcl, smooth.beyond)
take(charts.ewma(sized, 0.2).statistics, charts.ewma(sized, 0.2).ucl)
sums = charts.cusum(x, head_start=2.5)
take(sums.upper, sums.lower, sums.beyond_upper, sums.beyond_lower)
take(charts.cusum(sized).upper, charts.moving_average(x, 5).statistics)
take(charts.hotelling_t2(rows).statistics, charts.mewma(rows[:, :2], 0.2, limit=9.0).statistics)
take(charts.mcusum(rows).statistics, charts.mcusum(rows, form="pignatiello_runger").statistics)
take(charts.many_individuals(rows, rules="nelson").planes)
take(charts.laney_p([3, 5, 9, 2], [50, 60, 70, 80], rules="nelson").signals.planes)
holes = np.where(random.random(333) < 0.05, np.nan, np.round(random.normal(size=333) * 4) / 4)
import msgspec
both = [rule for name in ("nelson", "western_electric") for rule in rules.SETS[name].rules]
every = tuple(msgspec.structs.replace(rule, number=1 + k) for k, rule in enumerate(both))
for options in ({}, {"partial_window": True}, {"flag_any": True}, {"one_side_enough": True}, {"line_outside": True}):
    chosen = rules.RuleSet("all", every).with_options(**options)
    take(rules.detect(holes, 0.0, 1.0, rules=chosen).planes, rules.detect(x, x * 0 + 10.0, 2.0, rules=chosen).planes)
take(rules.detect(holes, 0.0, 1.0, rules=(rules.Rule(1, "same_side", 40, 11, 0.5),)).planes)
take(rules.run_length("nelson:3", runs=100).arl)
print(digest.hexdigest())
"""


@functools.cache
def bits(**settings: str) -> str:
    """Run the program in a mode."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **settings},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# Each mode has its own compilation cache, so that it never reads what another wrote; that of the whole run is for code
# as every other test runs it.
MODES = {
    "compiled anew": {},
    "with bounds checked": {"NUMBA_BOUNDSCHECK": "1"},
    "interpreted": {"NUMBA_DISABLE_JIT": "1"},
}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_gives_the_same_bits(tmp_path: Path, mode: str) -> None:
    assert bits(NUMBA_CACHE_DIR=str(tmp_path), **MODES[mode]) == bits()
