"""One table for tests and benchmarks: each function of the charts, its slow twin, and the peers that do the same."""

import importlib
import math
from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks import spc_numpy
from spc_kernels import capability, charts
from spc_kernels.charts import Given
from tests.spc_kernels import twins

Floats: TypeAlias = npt.NDArray[np.float64]
Answer: TypeAlias = dict[str, Any]
"""Centre, upper limit and points beyond the limits, or whatever all rows of a comparison have in common."""


class Peer(msgspec.Struct, frozen=True):
    """A package that does the same, imported only when it is measured."""

    package: str
    call: Callable[[Any, Floats], Any]
    answer: Callable[[Any], Answer]
    points: int = 20_000
    note: str = "all eight rules"


class Comparison(msgspec.Struct, frozen=True):
    """
    A function of ours, its twin, and peers; all take the same array.

    Attributes:
        name: What is done; its first words choose the number of points.
        share: Share of the speed of `numpy.sum` wanted, in per cent; None where none is asked for.
        times: How many times as fast as the fastest package is wanted; 1 is faster.
    """

    name: str
    make: Callable[[int], Floats]
    ours: Callable[[Floats], Any]
    answer: Callable[[Any], Answer]
    twin: Callable[[Floats], Answer]
    peers: tuple[Peer, ...] = ()
    share: float | None = None
    times: float = 1.0


def load(peer: Peer) -> Any:  # noqa: ANN401 - a module of another package
    """Import a peer; None when it is not installed."""
    try:
        return importlib.import_module(peer.package)
    except ImportError:
        return None


def same(found: Answer, expected: Answer, rtol: float = 1e-9) -> bool:
    """Compare what both answers have."""
    shared = found.keys() & expected.keys()
    return bool(shared) and all(np.allclose(found[key], expected[key], rtol=rtol, atol=1e-12) for key in shared)


def normals(points: int) -> Floats:
    """Readings around 10 with sigma 2, seeded."""
    return np.random.default_rng(20).normal(10.0, 2.0, points)


def rows_of_five(points: int) -> Floats:
    """The same in subgroups of five."""
    return normals(points // 5 * 5).reshape(-1, 5)


def series_of_200(points: int) -> Floats:
    """The same as series of 200."""
    return normals(points // 200 * 200).reshape(-1, 200)


def _twin_of_individuals(x: Floats) -> Answer:
    center, sigma = twins.individuals(x.tolist())
    z = [(value - center) / sigma for value in x.tolist()]
    found: Answer = {f"rule {number}": twins.flagged(z, flag) for number, flag in twins.NELSON.items()}
    return {**found, "center": center, "ucl": center + 3 * sigma, "beyond": found["rule 1"]}


def _c4(n: int) -> float:
    """Give the constant of the twins by the closed form, not by the code they are compared with."""
    return math.sqrt(2.0 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


def _twin_of_means(x: Floats) -> Answer:
    center, sigma, means = twins.xbar_s(x.tolist(), _c4(x.shape[1]))
    error = sigma / x.shape[1] ** 0.5
    z = [(mean - center) / error for mean in means]
    found: Answer = {f"rule {number}": twins.flagged(z, flag) for number, flag in twins.NELSON.items()}
    return {**found, "center": center, "ucl": center + 3 * error, "beyond": found["rule 1"]}


def _chart(chart: Any) -> Answer:  # noqa: ANN401 - charts of several classes
    found = {"center": chart.center, "ucl": chart.ucl, "beyond": chart.out_of_control}
    return found | {f"rule {rule.number}": chart.signals.points(rule.number) for rule in chart.signals.rules}


def _many(found: Any) -> Answer:  # noqa: ANN401 - ManyCharts
    return {
        "center": found.center,
        "ucl": found.ucl,
        "flags": _counts(found),
    }


def _counts(found: Any) -> list[int]:  # noqa: ANN401 - ManyCharts
    return [found.signals(i).count() for i in range(len(found.center))]


def _twin_of_many(x: Floats) -> Answer:
    answers = [_twin_of_individuals(row) for row in x]
    flags = [len({p for key, points in one.items() if key.startswith("rule") for p in points}) for one in answers]
    found: Answer = {name: [one[name] for one in answers] for name in ("center", "ucl")}
    return found | {"flags": flags, "beyond": [len(one["beyond"]) for one in answers]}


def _mfgqc(package: Any, x: Floats) -> Any:  # noqa: ANN401 - another package's classes
    import pandas as pd

    if x.ndim == 1:
        return package.load(pd.DataFrame({"y": x}), measure="y").control_chart(kind="i_mr", rules="nelson")
    return package.load(_tidy(x), measure="y", subgroup="g").control_chart(kind="xbar_s", rules="nelson")


def _tidy(x: Floats) -> Any:  # noqa: ANN401 - a frame of pandas, which comes with the peers
    import pandas as pd

    return pd.DataFrame({"y": x.reshape(-1), "g": np.repeat(np.arange(x.shape[0]), x.shape[1])})


def _capstat(package: Any, x: Floats) -> Any:  # noqa: ANN401 - another package's classes
    pair = package.i_mr_chart(x) if x.ndim == 1 else package.xbar_s_chart(x)
    return pair.location, package.nelson_rules(pair.location)


PCCPY = Peer(
    "pccpy",
    lambda package, x: package.imr_chart(x, tests="all"),
    lambda chart: {"center": chart.to_frame(0).iloc[0, 3], "ucl": chart.to_frame(0).iloc[0, 4]},
    points=100_000,
)
SHEWHART = Peer(
    "shewhart",
    lambda package, x: package.imr(x, rules="nelson"),
    lambda found: {"center": found.stats["i_center"], "ucl": found.stats["i_ucl"]},
)
PYCONTROLCHARTS = Peer(
    "pycontrolcharts",
    lambda package, x: package.calc_xmr(x.tolist(), run_tests=True),
    lambda frame: {"center": frame["center_line"].iloc[0]},
    note="rules 1, 2, 3, 5, 6; constants of three digits",
)
CAPSTAT = Peer(
    "capstat_core", _capstat, lambda found: {"center": found[0].limits.center, "ucl": found[0].limits.upper}, 5_000
)
MFGQC = Peer("mfgqc", _mfgqc, lambda found: {"center": found.location_cl, "ucl": found.location_ucl[0]}, points=5_000)


def _of_means(peer: Peer, call: Callable[[Any, Floats], Any] | None = None, note: str = "all eight rules") -> Peer:
    return msgspec.structs.replace(peer, call=call or peer.call, note=note)


LSL, USL = 4.0, 16.0
KNOWN = Given(10.0, 2.0)
INDICES = ("cp", "cpk", "pp", "ppk")


def _numpy_chart(x: Floats) -> Answer:
    center, sigma = spc_numpy.individuals(x)
    return _numbered(center, center + 3.0 * sigma, spc_numpy.nelson(x, center, sigma))


def _numpy_means(rows: Floats) -> Answer:
    means, center, error = spc_numpy.means(rows, _c4(rows.shape[1]))
    return _numbered(center, center + 3.0 * error, spc_numpy.nelson(means, center, error))


def _numbered(center: Any, ucl: Any, flags: list[Any]) -> Answer:  # noqa: ANN401 - numbers or arrays
    rules = {f"rule {number}": np.flatnonzero(found) for number, found in enumerate(flags, 1)}
    return {"center": center, "ucl": ucl, "beyond": rules["rule 1"]} | rules


def _numpy_many(x: Floats) -> Answer:
    center, sigma = spc_numpy.individuals(x)
    return _numpy_lines(x) | {"flags": _flagged(spc_numpy.nelson(x, center, sigma))}


def _numpy_rules(x: Floats) -> Answer:
    return {"flags": _flagged(spc_numpy.nelson(x, 10.0, 2.0))}


def _flagged(flags: list[Any]) -> Any:  # noqa: ANN401 - counts by series
    return np.logical_or.reduce(flags).sum(axis=1)


def _numpy_lines(x: Floats) -> Answer:
    center, sigma = spc_numpy.individuals(x)
    beyond = (x > center + 3.0 * sigma) | (x < center - 3.0 * sigma)
    return {"center": center[:, 0], "ucl": (center + 3.0 * sigma)[:, 0], "beyond": beyond.sum(axis=1)}


def _numpy(call: Callable[[Floats], Answer], points: int = 2_000_000) -> Peer:
    return Peer("numpy", lambda _, x: call(x), lambda found: found, points, "vectorised")


def _twin_of_rules(x: Floats) -> Answer:
    flags = []
    for row in x.tolist():
        z = [(value - 10.0) / 2.0 for value in row]
        flags.append(len({point for flag in twins.NELSON.values() for point in twins.flagged(z, flag)}))
    return {"flags": flags}


def _twin_of_capabilities(x: Floats) -> Answer:
    rows = [twins.capability(row.tolist(), LSL, USL) for row in x]
    return {name: [row[at] for row in rows] for at, name in enumerate(INDICES)}


def _per_row(package: str, call: Callable[[Any, Any], Any], answer: Callable[[Any], Answer]) -> Peer:
    return Peer(package, lambda loaded, x: [call(loaded, row) for row in x], answer, 40_000, "a loop over the series")


def _indices(found: Any) -> Answer:  # noqa: ANN401 - results of several packages
    return {name: [getattr(row, name) for row in found] for name in INDICES}


COMPARISONS = (
    Comparison(
        "individuals and all eight Nelson rules",
        normals,
        lambda x: charts.individuals(x, rules="nelson"),
        _chart,
        _twin_of_individuals,
        (PCCPY, SHEWHART, PYCONTROLCHARTS, CAPSTAT, MFGQC, _numpy(_numpy_chart)),
        share=15.0,
        times=300.0,
    ),
    Comparison(
        "X-bar and S of subgroups of five, all eight rules on the means",
        rows_of_five,
        lambda x: charts.xbar_s(x, rules="nelson"),
        lambda found: _chart(found.xbar),
        _twin_of_means,
        (
            _of_means(PCCPY, lambda package, x: package.charts.xbar_s_chart(x, tests="all")),
            msgspec.structs.replace(
                SHEWHART,
                call=lambda package, x: package.xbar_s(_tidy(x), value="y", subgroup="g", rules="nelson"),
                answer=lambda found: {"center": found.stats["xbar_center"], "ucl": found.stats["xbar_ucl"]},
            ),
            _of_means(CAPSTAT),
            _of_means(MFGQC),
            _numpy(_numpy_means, 5_000_000),
        ),
        share=30.0,
        times=100.0,
    ),
    Comparison(
        "many series of 200, their charts and points beyond the limits",
        series_of_200,
        lambda x: charts.many_individuals(x, rules="nelson:1"),
        lambda found: {"center": found.center, "ucl": found.ucl, "beyond": _counts(found)},
        _twin_of_many,
        (
            _per_row(
                "pccpy",
                lambda package, row: package.imr_chart(row),
                lambda found: {"center": [chart.to_frame(0).iloc[0, 3] for chart in found]},
            ),
            _numpy(_numpy_lines),
        ),
        times=300.0,
    ),
    Comparison(
        "many series of 200, all eight rules, centre and sigma given",
        series_of_200,
        lambda x: charts.many_individuals(x, rules="nelson", given=KNOWN),
        lambda found: {"flags": _counts(found)},
        _twin_of_rules,
        (_numpy(_numpy_rules),),
        times=300.0,
    ),
    Comparison(
        "many series of 200, their capability",
        series_of_200,
        lambda x: capability.many(x, LSL, USL),
        lambda found: {name: getattr(found, name) for name in INDICES},
        _twin_of_capabilities,
        (
            _per_row("capstat_core", lambda package, row: package.capability(row, lsl=LSL, usl=USL), _indices),
            _per_row("pccpy", lambda package, row: package.capability_analysis(row, lsl=LSL, usl=USL), _indices),
            _numpy(lambda x: spc_numpy.capability(x, LSL, USL)),
        ),
        times=300.0,
    ),
    Comparison(
        "many series of 200, each its chart and all eight rules",
        series_of_200,
        lambda x: charts.many_individuals(x, rules="nelson"),
        _many,
        _twin_of_many,
        (
            _per_row(
                "pccpy",
                lambda package, row: package.imr_chart(row, tests="all"),
                lambda found: {"center": [chart.to_frame(0).iloc[0, 3] for chart in found]},
            ),
            _numpy(_numpy_many),
        ),
        times=300.0,
    ),
    Comparison(
        "EWMA, target and sigma given",
        normals,
        lambda x: charts.ewma(x, 0.2, given=Given(10.0, 2.0)),
        lambda chart: {"statistics": chart.statistics},
        lambda x: {"statistics": twins.ewma(x.tolist(), 10.0, 0.2)},
        (
            Peer(
                "scipy.signal",
                lambda package, x: package.lfilter([0.2], [1.0, -0.8], x, zi=[8.0])[0],
                lambda found: {"statistics": found},
                points=20_000_000,
                note="lfilter: the averages alone",
            ),
        ),
    ),
    Comparison(
        "two-sided CUSUM, target and sigma given",
        normals,
        lambda x: charts.cusum(x, given=Given(10.0, 2.0)),
        lambda chart: {"upper": chart.upper, "lower": chart.lower},
        lambda x: dict(zip(("upper", "lower"), twins.cusum(x.tolist(), 10.0, 2.0, 0.5), strict=True)),
        (
            Peer(
                "numpy",
                lambda package, x: [
                    _cumulated(package, (x - 10.0) / 2.0 - 0.5),
                    _cumulated(package, (10.0 - x) / 2.0 - 0.5),
                ],
                lambda found: {"upper": found[0], "lower": found[1]},
                points=20_000_000,
                note="cumsum less its running minimum",
            ),
        ),
    ),
)


def _cumulated(package: Any, steps: Floats) -> Floats:  # noqa: ANN401 - numpy
    total = package.cumsum(steps)
    found: Floats = total - package.minimum(package.minimum.accumulate(total), 0.0)
    return found
