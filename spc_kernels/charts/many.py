"""Individuals charts of many series at once: one call instead of a loop in Python."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts.results import Given, checked_given
from spc_kernels.errors import MagnitudeError, UnknownNameError
from spc_kernels.rules.definitions import DEFAULT, Rule, Rules, RuleSet, named
from spc_kernels.rules.detection import program
from spc_kernels.rules.signals import Signals

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

NINE = 9


class ManyCharts(msgspec.Struct, frozen=True, eq=False):
    """
    Individuals charts of many series.

    Attributes:
        statistics: The readings. Shape ``(series, n)``.
        center: Centre of each series. Shape ``(series,)``.
        sigma: Standard deviation of each series.
        method: Name of the estimator of all of them.
        nsigmas: Distance of the limits.
        rules: The rules evaluated.
        planes: Flags: bit ``i % 64`` of word ``[s, r, i // 64]``. Shape ``(series, rules, words)``.
    """

    statistics: "Floats"
    center: "Floats"
    sigma: "Floats"
    method: str
    nsigmas: float
    rules: tuple[Rule, ...]
    planes: npt.NDArray[np.uint64]

    @property
    def lcl(self) -> "Floats":
        """Lower control limit of each series."""
        return self.center - self.nsigmas * self.sigma

    @property
    def ucl(self) -> "Floats":
        """Upper control limit of each series."""
        return self.center + self.nsigmas * self.sigma

    def signals(self, series: int) -> Signals:
        """Give the flagged points of one series."""
        return Signals(self.rules, self.planes[series], self.statistics.shape[1])

    def flagged_series(self) -> npt.NDArray[np.int64]:
        """List the series with a flagged point."""
        return np.flatnonzero(self.planes.any(axis=(1, 2)))


def many_individuals(
    x: npt.ArrayLike,
    *,
    given: Given | None = None,
    nsigmas: float = 3.0,
    rules: Rules = DEFAULT,
    threads: int = 1,
) -> ManyCharts:
    """
    Chart single readings of many series, each with its own centre, sigma and rules.

    Args:
        x: One series a row, unit *u*. Shape ``(series, n)``, ``n >= 2``.
        given: Known centre or sigma of all series (phase II).
        nsigmas: Distance of the limits in sigmas, above 0.
        rules: Run rules; see `named`. Sets that restart after a signal, or pass over points on the centre line, are
            evaluated series by series with `detect`.
        threads: Threads among which whole series are divided, 1 to 64. The result does not depend on it.

    Returns:
        The same numbers and flags, bit for bit, as `individuals` gives for each row.

    Raises:
        NonFiniteReadingError: ``spc.sample.non-finite``; location is ``$.x[i][j]``.
        UnknownNameError: ``spc.parameter.unknown-name``, a rule set that restarts after a signal or passes over points.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``, other unusable input.

    Numerics:
        As `individuals`. Linear in the number of series.

    Source:
        As `individuals`.
    """
    known = checked_given(given)
    sigma = known.estimate()
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    workers = samples.whole(threads, "threads", at_least=1, at_most=64)
    asked = named(rules)
    if asked.after_signal != "continue" or any(rule.passes_over for rule in asked.rules):
        raise UnknownNameError(
            "sets that restart after a signal or pass over points are not evaluated for many series at once",
            location=samples.place("rules"),
            hint="chart the series one by one",
        )
    rows = samples.as_floats(x, ndim=2)
    samples.refuse_too_few(rows, 1)
    samples.refuse_too_few(rows[0], 2)
    if known.center is not None and sigma is not None:
        samples.refuse_unusable(rows)
    count = rows.shape[0]
    centers, sigmas = np.empty(count), np.empty(count)
    planes = np.empty((count, len(asked.rules), (rows.shape[1] + 63) // 64), dtype=np.uint64)
    found = _Found(rows, centers, sigmas, planes, rows)
    if known.center is not None:
        centers[:] = known.center
    if sigma is not None:
        sigmas[:] = sigma.value
    _divide(found, known, asked, workers)
    if not (np.isfinite(centers).all() and np.isfinite(centers + wide * sigmas).all()):
        raise MagnitudeError(
            "the control limits overflow", location=samples.place("x"), hint="give the readings in another unit"
        )
    method = "MR" if sigma is None else sigma.method
    return ManyCharts(rows, samples.frozen(centers), samples.frozen(sigmas), method, wide, asked.rules, planes)


class _Found(msgspec.Struct, frozen=True, eq=False):
    """Readings and the arrays that their results go to."""

    rows: "Floats"
    centers: "Floats"
    sigmas: "Floats"
    planes: npt.NDArray[np.uint64]
    whole: "Floats"

    def part(self, begin: int, end: int) -> "_Found":
        """Give the same for some of the series."""
        cut = slice(begin, end)
        return _Found(self.rows[cut], self.centers[cut], self.sigmas[cut], self.planes[cut], self.whole)


def _divide(found: _Found, known: Given, asked: RuleSet, workers: int) -> None:
    """Give each thread a block of whole series: no sum is divided, so the number of threads changes nothing."""
    edges = np.linspace(0, found.rows.shape[0], workers + 1).astype(np.int64)
    parts = [found.part(int(a), int(b)) for a, b in itertools.pairwise(edges) if a < b]
    if len(parts) == 1:
        _evaluate(parts[0], known, asked)
        return
    with ThreadPoolExecutor(len(parts)) as pool:
        for done in [pool.submit(_evaluate, part, known, asked) for part in parts]:
            done.result()


def _evaluate(part: _Found, known: Given, asked: RuleSet) -> None:
    from spc_kernels.charts import sums
    from spc_kernels.rules import kernel

    n = part.rows.shape[1]
    if known.center is None or known.sigma is None:
        at = np.linspace(0, n - 1, NINE).astype(np.int64)
        means, ranges = np.empty(part.rows.shape[0]), np.empty(part.rows.shape[0])
        with samples.quiet():
            sums.rows_center_and_range(part.rows, at, means, ranges)
        if not (np.isfinite(means).all() and ranges.max() < samples.LARGEST):  # NaN is below nothing
            samples.readings(part.whole, ndim=2)
        if known.center is None:
            part.centers[:] = means
        if known.sigma is None:
            part.sigmas[:] = ranges / (n - 1) / constants.d2(2)
    if not asked.rules:
        return
    levels, rows = program(asked.rules)
    centers, sigmas = samples.frozen(part.centers), samples.frozen(part.sigmas)
    kernel.scan_new_rows(part.rows, centers, sigmas, levels, rows, part.planes)
