"""Charts against the verification data: every case of every control-chart file, with the file's tolerance."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import norm

from spc_kernels import charts, constants
from spc_kernels.charts import Chart, Given
from spc_kernels.rules import named
from tests.spc_kernels.reference import FOLDER, MISSING, cases, close

if not FOLDER.is_dir():
    pytest.skip(MISSING, allow_module_level=True)

SHEWHART = {"xbar", "R", "S", "xbar.one", "p", "np", "c", "u"}
RECURSIVE = {"ewma", "cusum", "moving_average"}
QIC_VARIABLES = {"i", "mr", "g", "t", "pp", "up", "ip"}
RUNS = {"run"}
ELSEWHERE = {"capability"}

NELSON_TO_ARRAYS = {"statistics": "statistics", "lcl": "lcl", "ucl": "ucl", "center": "center"}


def matching(*kinds: set[str], package: str | None = None) -> list[Any]:
    chosen = set().union(*kinds)
    return [
        pytest.param(data, case, id=name)
        for name, data, case in cases("control_chart")
        if case["chart"] in chosen and (package is None or case.get("params") is not None) == (package != "qic")
    ]


def readings(data: dict[str, Any]) -> list[Any]:
    values = data["data"]
    return list(values["x"]) if "x" in values else values["phase1"] + values.get("phase2", [])


def without_revised(data: dict[str, Any], case: dict[str, Any]) -> tuple[list[Any], list[Any] | None]:
    """Counts and sizes; the revised case of the book leaves samples 14 and 22 out altogether."""
    x, n = readings(data), data["data"].get("n")
    if case["id"] == "p_revised_without_14_22":
        keep = [i for i in range(len(x)) if i not in {14, 22}]
        x, n = [x[i] for i in keep], [n[i] for i in keep] if n else None
    length = len(case["expected"]["statistics"])
    return x[:length], n[:length] if n else None


def chart_of(data: dict[str, Any], case: dict[str, Any], nsigmas: float) -> Chart:
    """Draw the chart of a case: phase II points are excluded from the estimates and tested all the same."""
    kind, params = case["chart"], case["params"]
    rules = named("nelson").scaled(nsigmas / 3.0)
    if kind in {"xbar", "R", "S"}:
        length = len(case["expected"]["statistics"])
        groups = charts.subgroups(readings(data)[:length], missing="drop")
        points = len(groups.sizes)
        phase2 = range(params["n_phase1"], points)
        method = params["sigma_method"]
        draw = charts.xbar_r if kind == "R" or (kind == "xbar" and method.endswith("R")) else charts.xbar_s
        both = draw(groups, exclude=phase2, method=method, nsigmas=nsigmas, rules=rules)
        return both.xbar if kind == "xbar" else charts.with_one_center(both, exclude=phase2).spread
    x, n = without_revised(data, case)
    phase2 = range(params["n_phase1"], len(x))
    if kind == "xbar.one":
        return charts.individuals(x, method=params["sigma_method"], exclude=phase2, nsigmas=nsigmas, rules=rules)
    if kind == "c":
        return charts.c(x, exclude=phase2, nsigmas=nsigmas, rules=rules)
    counted = {"p": charts.p, "np": charts.np, "u": charts.u}[kind]
    assert n is not None
    return counted(x, n, exclude=phase2, nsigmas=nsigmas, rules=rules)


@pytest.mark.parametrize(("data", "case"), matching(SHEWHART, package="qcc"))
def test_a_shewhart_chart_equals_qcc_with_exact_constants(data: dict[str, Any], case: dict[str, Any]) -> None:
    params, expected = case["params"], case["expected"]
    level = params.get("confidence_level")
    nsigmas = float(params["nsigmas"]) if "nsigmas" in params else float(norm.isf((1.0 - level) / 2.0))
    chart = chart_of(data, case, nsigmas)
    exact_limits = level is not None and case["chart"] in {"np", "c"}
    if exact_limits:
        chart = charts.with_probability_limits(chart, data["data"]["n"][0], confidence=level)
    for name in ("center", "statistics", "lcl", "ucl"):
        assert close(getattr(chart, name), expected[name], data["tolerance"]), name
    if case["chart"] in {"xbar", "R", "S", "xbar.one"}:
        assert close(chart.sigma.value, expected["sigma"], data["tolerance"])
        assert chart.sigma.method == params["sigma_method"]
    beyond = expected.get("violations", {}).get("nelson", {}).get("1")
    if beyond is not None:
        assert chart.out_of_control.tolist() == beyond
    if case["chart"] in {"R", "S"} or chart.signals is None or exact_limits:
        return
    for number, points in expected.get("violations", {}).get("nelson", {}).items():
        if np.ndim(chart.lcl) == 0 or number == "1":  # qcc compares a window with the limits of its last point
            assert chart.signals.points(int(number)).tolist() == points, f"rule {number}"


@pytest.mark.parametrize(("data", "case"), matching(RECURSIVE))
def test_a_chart_with_memory_equals_qcc(data: dict[str, Any], case: dict[str, Any]) -> None:
    kind, params, expected = case["chart"], case["params"], case["expected"]
    given = Given(params["target"], params["sigma"]) if "target" in params else None
    length = len(next(expected[key] for key in ("ewma", "pos", "ma", "ewma_2dp") if key in expected))
    x = readings(data)[:length]
    phase2 = range(len(data["data"].get("phase1", x)), length)
    drawn: dict[str, Any]
    if kind == "ewma":
        asymptotic = params["limits"] == "asymptotic"
        ewma = charts.ewma(
            x, params["lambda"], params["nsigmas"], given=given, exclude=phase2, steady_limits=asymptotic
        )
        drawn = {"ewma": ewma.statistics, "ewma_se": ewma.standard_error, "lcl": ewma.lcl, "ucl": ewma.ucl}
        drawn |= {"out_of_limits": ewma.out_of_control, "center": ewma.center, "sigma": ewma.sigma.value}
        if "ewma_2dp" in expected:  # printed digits; the page truncates its lower limit
            assert np.round(ewma.statistics, 2).tolist() == expected["ewma_2dp"]
            assert math.isclose(ewma.ucl[0], expected["ucl"], abs_tol=5e-5)
            assert math.isclose(ewma.lcl[0], expected["lcl"], abs_tol=1e-4)
            return
    elif kind == "cusum":
        k, h = params.get("k", params.get("k_se")), params.get("h", params.get("decision_interval_h_se"))
        start = params.get("head_start", params.get("head_start_se", 0))
        cusum = charts.cusum(x, k, h, given=given, exclude=phase2, head_start=start)
        drawn = {"pos": cusum.upper, "neg": -cusum.lower}
        drawn |= {"signal_upper": cusum.signals_upper, "signal_lower": cusum.signals_lower}
    else:
        average = charts.moving_average(x, params["window"], params["nsigmas"], given=given)
        drawn = {"ma": average.statistics, "lcl": average.lcl, "ucl": average.ucl}
        drawn["out_of_limits"] = average.out_of_control
    for name, found in drawn.items():
        if name in expected:
            assert close(found, expected[name], data["tolerance"]), name


@pytest.mark.parametrize(("data", "case"), matching({"p", "u", "c", *QIC_VARIABLES}, package="qic"))
def test_a_chart_equals_qicharts2_apart_from_its_rounded_constants(data: dict[str, Any], case: dict[str, Any]) -> None:
    """spc.md 2.9: qicharts2 has 1.128 for d2, 3.267 for D4, screens moving ranges, draws the median of a g chart."""
    expected, tolerance = case["expected"], data["tolerance"]
    chart, center = screened_chart(data, case["chart"], len(expected["statistics"]))
    assert close(center, expected["center"], tolerance)
    statistics = np.asarray(expected["statistics"], dtype=float)
    assert close(chart.statistics[~np.isnan(statistics)], statistics[~np.isnan(statistics)], tolerance)
    for name, side in (("lcl", -1.0), ("ucl", 1.0)):
        assert close(as_if_rounded(case["chart"], chart, side), expected[name], {"rel": 1e-9}), name
    assert chart.out_of_control.tolist() == expected["sigma_signal"]


@pytest.mark.parametrize(("data", "case"), matching({"p", "u", "c", *QIC_VARIABLES, *RUNS}, package="qic"))
def test_runs_and_crossings_equal_qicharts2(data: dict[str, Any], case: dict[str, Any]) -> None:
    expected = case["expected"]
    points = [point for point in expected["statistics"] if point is not None]
    chart = charts.run_chart(points, float(np.ravel(expected["center"])[0]))
    assert (chart.longest_run, chart.longest_run_max) == (expected["longest_run"], expected["longest_run_max"])
    assert (chart.crossings, chart.crossings_min) == (expected["n_crossings"], expected["n_crossings_min"])
    assert (chart.useful, chart.signal) == (expected["n_useful"], expected["runs_signal"])
    if case["chart"] in RUNS:
        assert close(charts.run_chart(points).center, expected["center"], data["tolerance"])


def screened_chart(data: dict[str, Any], kind: str, length: int) -> tuple[Chart, Any]:
    """The chart with moving ranges screened as qicharts2 does (Nelson 1982), and the centre it draws."""
    values = data["data"]
    x, n = values.get("x", values.get("value")), values.get("n")
    if kind == "g":
        return charts.g(values["between"]), np.median(values["between"])
    if kind == "t":
        days = np.asarray(values["days"], dtype=float)
        chart = charts.t(days, given=Given(sigma=charts.sigma_over_time(days ** (1 / 3.6), "NMR")))
    elif kind == "ip":
        chart = charts.i_prime(values["value"], n)
    elif kind == "mr":
        chart = charts.moving_range(x)
    elif kind == "i":
        chart = charts.individuals(x, method="NMR")
    elif kind == "c":
        chart = charts.c(x)
    elif kind in {"p", "u"}:
        chart = {"p": charts.p, "u": charts.u}[kind](x[:length], n)
    else:
        draw, model = (charts.laney_p, charts.p) if kind == "pp" else (charts.laney_u, charts.u)
        plain = model(x, n)
        z = (plain.statistics - plain.center) / plain.standard_error
        chart = draw(x, n, given=Given(sigma=charts.sigma_over_time(z, "NMR")))
    return chart, chart.center


def as_if_rounded(kind: str, chart: Chart, side: float) -> npt.NDArray[np.float64]:
    """A limit as it would be with 1.128 for d2, or 3.267 for D4."""
    half = side * 3.0 * np.asarray(chart.standard_error) * constants.d2(2) / 1.128
    if kind == "i":
        return np.asarray(chart.center + half)
    if kind in {"pp", "up"}:
        return np.asarray(np.clip(chart.center + half, 0.0, 1.0 if kind == "pp" else None))
    if kind == "mr":
        return np.asarray(chart.center * 3.267 if side > 0 else 0.0)
    if kind == "t":
        return np.asarray(np.maximum(np.asarray(chart.center) ** (1 / 3.6) + half, 0.0) ** 3.6)
    return np.asarray(chart.ucl if side > 0 else chart.lcl)


def test_no_kind_of_chart_in_the_data_is_passed_over() -> None:
    kinds = {case["chart"] for _, _, case in cases("control_chart")}
    assert kinds <= SHEWHART | RECURSIVE | QIC_VARIABLES | RUNS | ELSEWHERE
