"""Rules, run lengths, constants and multivariate charts against the verification data."""

import math
from typing import Any

import numpy as np
import pytest
from mpmath import mpf, sqrt, workdps

from spc_kernels import charts, constants
from spc_kernels.charts import Multinormal
from spc_kernels.rules import detect, named, run_length
from tests.spc_kernels.reference import FOLDER, MISSING, cases, close, files

if not FOLDER.is_dir():
    pytest.skip(MISSING, allow_module_level=True)


def parameters(kind: str, *starts: str) -> list[Any]:
    chosen = [
        entry for entry in cases(kind) if not starts or any(entry[2].get("chart", "").startswith(s) for s in starts)
    ]
    return [pytest.param(data, case, id=name) for name, data, case in chosen]


@pytest.mark.parametrize(("data", "case"), parameters("run_rules"))
def test_flags_equal_qcc_and_brute_force(data: dict[str, Any], case: dict[str, Any]) -> None:
    assert data["tolerance"] == {"exact": True}
    x = [math.nan if value is None else value for value in case["x"]]
    params = case["params"]
    center = params.get("center_value", params["center"])
    sigma = params.get("sigma_value", params["sigma"])
    if "rule" in case:
        signals = detect(x, center, sigma, rules="nelson")
        expected = case["expected"]
        assert signals.points(case["rule"]).tolist() == expected["completing_points_0based"]
        if case["rule"] < 5:  # its runs of rules 5 and 6 overlap; ours are joined where flags are neighbours
            first_and_length = [[first + 1, last - first + 1] for first, last in signals.runs(case["rule"]).tolist()]
            assert first_and_length == expected["runs_1based_start_and_count"]
        return
    for name, rules in case["expected"]["violations"].items():
        signals = detect(x, center, sigma, rules=name)
        for number, points in rules.items():
            assert signals.points(int(number)).tolist() == points, f"{name} {number}"


def test_run_lengths_of_sets_lie_within_four_standard_errors_of_the_simulation() -> None:
    for data in files("arl"):
        for row in data.get("rows", []):
            rules = named("nelson").pick(*row["rules"]).with_options(partial_window=True)
            found = run_length(rules, runs=20_000)
            if "exact" in row and found.method == "markov":
                assert math.isclose(found.arl, row["exact"], rel_tol=1e-6), row["set"]
            error = math.hypot(row["standard_error"], found.standard_error)
            assert abs(found.arl - row["arl"]) <= data["tolerance"]["standard_errors"] * error, row["set"]


def test_run_lengths_of_zone_rules_equal_champ_and_woodall() -> None:
    rules = named("western_electric").with_options(partial_window=True)
    picked = {"1": rules.pick(1), "12": rules.pick(1, 2), "13": rules.pick(1, 3), "14": rules.pick(1, 4)}
    for data in files("arl"):
        for row in data.get("shewhart_run_rules_arl", []):
            chosen = picked[row["type"]]
            factor = row.get("c", 1.0)
            found = run_length(chosen.scaled(factor) if factor != 1.0 else chosen, shift=row["mu"])
            assert math.isclose(found.arl, row["arl"], rel_tol=data["tolerance"]["rel"])


def test_limits_and_run_lengths_of_mewma_equal_spc() -> None:
    for data in files("arl"):
        for row in data.get("mewma_arl", []):
            if row["delta"] == 0:
                assert math.isclose(charts.mewma_arl0(row["lambda"], row["p"], row["h4"]), row["arl"], rel_tol=1e-9)
                found = charts.mewma_limit(row["lambda"], row["p"], float(row["arl0"]))
                assert math.isclose(found, row["h4"], rel_tol=1e-9)


def test_constants_equal_quadrature_at_25_digits() -> None:
    for data in files("constants"):
        for row in data["rows"]:
            found = constants.control_constants(row["n"])
            for name, expected in row.items():
                tolerance = {"d2": data["tolerance"]["d2_rel"], "c4": data["tolerance"]["c4_rel"]}.get(name, 1e-9)
                assert math.isclose(getattr(found, name), expected, rel_tol=tolerance, abs_tol=1e-12), name
        for n, expected in data.get("median_range_d4", {}).items():
            assert math.isclose(constants.range_median(int(n)), expected, rel_tol=1e-9)
        for row in data.get("d2_star", {}).get("rows", []):
            assert math.isclose(constants.d2_star(row["m"], row["g"]), row["d2_star"], rel_tol=1e-9)


@pytest.mark.parametrize(("data", "case"), parameters("multivariate", "hotelling"))
def test_t_squared_equals_qcc(data: dict[str, Any], case: dict[str, Any]) -> None:
    level, expected, tolerance = case["params"]["confidence_level"], case["expected"], data["tolerance"]

    def arranged(values: Any) -> Any:  # noqa: ANN401 - nested lists to an array
        array = np.asarray(values, dtype=float)
        return array.transpose(1, 2, 0) if array.ndim == 3 else array

    chart = charts.hotelling_t2(arranged(data["data"]["x"]), confidence=level)
    assert close(chart.fitted.means, expected["center"], tolerance)
    assert close(chart.fitted.covariance, expected["cov"], tolerance)
    assert close(chart.statistics, expected["t2"], tolerance)
    assert close(chart.ucl, expected["ucl_phase1"], tolerance)
    assert chart.out_of_control.tolist() == expected["above_ucl_phase1"]
    new = data["data"].get("new", data["data"]["x"])
    later = charts.hotelling_t2(arranged(new), fitted=chart.fitted, confidence=level)
    assert close(later.ucl, expected["ucl_phase2"], tolerance)
    if "t2_new" in expected:
        assert close(later.statistics, expected["t2_new"], tolerance)


@pytest.mark.parametrize(("data", "case"), parameters("multivariate", "mewma"))
def test_mewma_equals_its_published_example(data: dict[str, Any], case: dict[str, Any]) -> None:
    values = data["data"]
    known = Multinormal(np.asarray(values["mu"], dtype=float), np.asarray(values["sigma"], dtype=float))
    for steady, name in ((False, "t2_exact_cov"), (True, "t2_asymptotic_cov")):
        chart = charts.mewma(values["x"], case["params"]["lambda"], fitted=known, steady=steady)
        assert close(chart.statistics, case["expected"][name], data["tolerance"])
        assert math.isclose(chart.ucl, case["params"].get("h4_arl0_200", chart.ucl), abs_tol=5e-5)


def certified_readings(case: dict[str, Any]) -> list[float]:
    """Readings as a list, as digits, or as NIST's own rule."""
    if "x" in case:
        return [float(value) for value in case["x"]]
    if "x_digits" in case:
        return [float(digit) for digit in case["x_digits"]]
    rule = case["x_rule"]
    return [float(rule["first"]), *(float(value) for value in rule["then_repeat"] * rule["repeat_count"])]


@pytest.mark.parametrize(("data", "case"), parameters("multivariate", "mcusum", "mc1"))
def test_multivariate_cusums_equal_msqc(data: dict[str, Any], case: dict[str, Any]) -> None:
    values, params, expected = data["data"], case["params"], case["expected"]
    known = Multinormal(np.asarray(values["mu"], dtype=float), np.asarray(values["sigma"], dtype=float))
    form: Any = "crosier" if case["chart"] == "mcusum" else "pignatiello_runger"
    chart = charts.mcusum(values["x"], params["k"], params.get("h", 5.5), fitted=known, form=form)
    assert close(chart.statistics, expected.get("y", expected.get("mc1")), data["tolerance"])


def test_centre_and_deviation_of_the_certified_cases_equal_50_digit_arithmetic() -> None:
    with workdps(50):
        for case in [case for data in files("numerics") for case in data["datasets"]]:
            x = certified_readings(case)
            assert len(x) == case["n"]
            exact = [mpf(value) for value in x]
            center = sum(exact) / len(exact)
            deviation = sqrt(sum((value - center) ** 2 for value in exact) / (len(exact) - 1))
            assert math.isclose(charts.sigma_over_time(x, "STDEV").value, float(deviation), rel_tol=1e-12), case["name"]
            assert math.isclose(charts.individuals(x).center, float(center), rel_tol=1e-12), case["name"]
            digits = {"NUMACC3": 1e-9, "NUMACC4": 1e-8}.get(case["name"], 1e-13)
            certified = case["certified"]["sd_n_minus_1"]
            assert math.isclose(charts.sigma_over_time(x, "STDEV").value, certified, rel_tol=digits), case["name"]
