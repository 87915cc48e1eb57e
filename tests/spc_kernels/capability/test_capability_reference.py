"""Capability against R's qcc, nortest, MASS and EnvStats; where one is wrong, the test says so."""

import importlib
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import chi2

from spc_kernels import capability
from spc_kernels.capability import SigmaEstimate, Specification
from spc_kernels.capability.box_cox import log_likelihood
from spc_kernels.capability.deviations import mean_of, overall, sample_of, within

mpmath = importlib.import_module("mpmath")  # it ships no types
FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference" / "spc"
if not FOLDER.is_dir():
    pytest.skip("the reference data in ../shared are not here", allow_module_level=True)

FILES = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
CHARTS = [file for file in FILES if file.get("kind") == "control_chart"]
STUDIES = [(file, case) for file in CHARTS for case in file["cases"] if case["chart"] == "capability"]
NONNORMAL = [file for file in FILES if file.get("kind") == "capability_nonnormal"]
NAMES = {
    "Cp": "cp",
    "Cp_l": "cpl",
    "Cp_u": "cpu",
    "Cp_k": "cpk",
    "Cpm": "cpm",
    "Pp": "pp",
    "Pp_l": "ppl",
    "Pp_u": "ppu",
    "Pp_k": "ppk",
    "Ppm": "cpm_overall",
}
SMALLEST_QCC_PRINTS = 0.01


def readings_of(file: dict[str, Any], n: int) -> npt.NDArray[np.float64]:
    data = file["data"]
    first = data.get("x") or data["phase1"]
    return np.array(first if np.size(first) == n else first + data["phase2"], dtype=np.float64)


def study_of(file: dict[str, Any], case: dict[str, Any]) -> capability.Capability:
    """Study with the deviation the reference used; it takes N - 1 degrees of freedom for every estimator."""
    given, n = case["params"], case["expected"]["n"]
    return capability.normal(
        readings_of(file, n),
        Specification(given.get("lsl"), given.get("usl"), given.get("target")),
        sigma=SigmaEstimate(given["sigma_within"], "given", n - 1.0),
        confidence=given["confidence_level"],
    )


@pytest.mark.parametrize(("file", "case"), STUDIES, ids=[f"{file['id']}-{case['id']}" for file, case in STUDIES])
def test_indices_and_intervals_are_the_references(file: dict[str, Any], case: dict[str, Any]) -> None:
    study, expected, rel = study_of(file, case), case["expected"], file["tolerance"]["rel"]
    assert study.n == expected["n"]
    assert study.mean == pytest.approx(expected["center"], rel=rel)
    assert study.sigma_overall.value == pytest.approx(expected["sigma_overall"], rel=rel)
    for name, ours in NAMES.items():
        index, wanted = getattr(study, ours), expected["indices"][name]
        assert index.value == (None if wanted["value"] is None else pytest.approx(wanted["value"], rel=rel)), name
        if wanted["value"] is None or name in {"Cpm", "Ppm"}:
            continue
        # qcc surrounds CPL and CPU by two one-sided bounds, the others by a two-sided interval.
        one_sided = name[-2:] in {"_l", "_u"}
        found = (index.lower_bound, index.upper_bound) if one_sided else (index.lower, index.upper)
        assert found == pytest.approx(wanted["ci"], rel=rel), name


@pytest.mark.parametrize(("file", "case"), STUDIES, ids=[f"{file['id']}-{case['id']}" for file, case in STUDIES])
def test_the_references_interval_of_cpm_lacks_a_square_in_its_degrees_of_freedom(
    file: dict[str, Any], case: dict[str, Any]
) -> None:
    """Boyles (1991): n (1 + d²)² / (1 + 2d²); qcc has n (1 + d²) / (1 + 2d²), which falls where it should rise."""
    study = study_of(file, case)
    wanted = case["expected"]["indices"]["Ppm"]
    if wanted["value"] is None:
        assert study.cpm.value is None
        return
    aim = study.specification.aim()
    assert aim is not None
    square = ((study.mean - aim) / study.sigma_overall.value) ** 2
    degrees = study.n * (1.0 + square) / (1.0 + 2.0 * square)
    doubt = 1.0 - study.confidence
    wrong = [
        wanted["value"] * math.sqrt(float(chi2.ppf(chance, degrees)) / degrees) for chance in (doubt / 2, 1 - doubt / 2)
    ]
    assert wanted["ci"] == pytest.approx(wrong, rel=1e-9)
    assert study.cpm_overall.lower is not None
    if square > 0.05:
        assert study.cpm_overall.lower > wanted["ci"][0]


@pytest.mark.parametrize(("file", "case"), STUDIES, ids=[f"{file['id']}-{case['id']}" for file, case in STUDIES])
def test_shares_beyond_the_limits_are_the_references_which_prints_none_below_a_hundredth_percent(
    file: dict[str, Any], case: dict[str, Any]
) -> None:
    study, expected = study_of(file, case), case["expected"]
    found = (study.expected_within.below, study.expected_within.above)
    for ours, percent in zip(found, expected["pct_expected_out_within"], strict=True):
        if percent is None:
            assert ours is None
            continue
        assert ours is not None
        if percent == 0:
            assert 0.0 <= ours < 1e4 * SMALLEST_QCC_PRINTS
        else:
            assert ours == pytest.approx(1e4 * percent, rel=1e-9)
    seen = (study.observed.below, study.observed.above)
    wanted = [None if percent is None else pytest.approx(1e4 * percent) for percent in expected["pct_observed_out"]]
    assert list(seen) == wanted


HARD = [data for file in FILES if file.get("kind") == "numerics" for data in file["datasets"]]


def hard_numbers(hard: dict[str, Any]) -> list[float]:
    """Read a data set that is given as numbers, as digits, or by a rule."""
    if "x_digits" in hard:
        return [float(digit) for digit in hard["x_digits"]]
    if "x_rule" in hard:
        rule = hard["x_rule"]
        return [rule["first"], *(rule["then_repeat"] * rule["repeat_count"])]
    return list(hard["x"])


@pytest.mark.parametrize("hard", HARD, ids=[data["name"] for data in HARD])
def test_moments_agree_with_fifty_digits_of_the_same_numbers(hard: dict[str, Any]) -> None:
    values = np.array(hard_numbers(hard), dtype=np.float64)
    with mpmath.workdps(50):
        exact = [mpmath.mpf(value) for value in values.tolist()]
        mean = mpmath.fsum(exact) / len(exact)
        deviation = mpmath.sqrt(mpmath.fsum((value - mean) ** 2 for value in exact) / (len(exact) - 1))
    assert mean_of(values) == pytest.approx(float(mean), rel=1e-14)
    assert overall(values).value == pytest.approx(float(deviation), rel=1e-12)


METHODS = ("UWAVE-R", "MVLUE-R", "UWAVE-SD", "MVLUE-SD", "RMSDF", "MR")
ESTIMATES = [
    (file, case)
    for file in CHARTS
    for case in file["cases"]
    if case.get("params", {}).get("sigma_method") in METHODS
    and case["chart"] in {"xbar", "xbar.one"}
    and "phase1" in file["data"]
    and not isinstance(case["expected"]["sigma"], list)
    and case["params"].get("n_phase1") == len(file["data"]["phase1"])
]


@pytest.mark.parametrize(("file", "case"), ESTIMATES, ids=[f"{file['id']}-{case['id']}" for file, case in ESTIMATES])
def test_short_term_deviations_are_the_references(file: dict[str, Any], case: dict[str, Any]) -> None:
    """Its d2 for these files is good to 4e-13; `null` readings are left out of their subgroup."""
    rows = file["data"]["phase1"]
    if isinstance(rows[0], list):
        rows = [[value for value in row if value is not None] for row in rows]
    found = within(sample_of(rows), case["params"]["sigma_method"])
    assert found.value == pytest.approx(case["expected"]["sigma"], rel=file["tolerance"]["rel"])


@pytest.mark.parametrize("file", NONNORMAL, ids=[file["id"] for file in NONNORMAL])
def test_normality_tests_are_the_references(file: dict[str, Any]) -> None:
    x, wanted = file["data"]["x"], file["normality"]
    tests = {
        "anderson_darling": (capability.anderson_darling, "A"),
        "shapiro_wilk": (capability.shapiro_wilk, "W"),
        "cramer_von_mises": (capability.cramer_von_mises, "W"),
        "lilliefors": (capability.lilliefors, "D"),
    }
    for name, (test, letter) in tests.items():
        found = test(x)
        assert found.statistic == pytest.approx(wanted[name][letter], rel=file["tolerance"]["rel"])
        assert found.p_value == pytest.approx(wanted[name]["p"], rel=1e-4)


@pytest.mark.parametrize("file", NONNORMAL, ids=[file["id"] for file in NONNORMAL])
def test_fits_and_percentile_indices_are_the_references(file: dict[str, Any]) -> None:
    wanted, rel = file["nonnormal_capability"], file["tolerance"]["rel"]
    specification = Specification(wanted["lsl"], wanted["usl"])
    ours = {"x_00135": "x_lower", "x_50": "x_middle", "x_99865": "x_upper", "pp": "pp", "ppl": "ppl", "ppu": "ppu"}
    for name, case in wanted["fits"].items():
        study = capability.nonnormal(file["data"]["x"], specification, name)
        assert study.fit is not None
        assert list(study.fit.parameters.values()) == pytest.approx(list(case["mle"].values()), rel=rel)
        assert study.fit.log_likelihood == pytest.approx(case["loglik"], rel=rel)
        for key in ours.keys() & case.keys():
            assert getattr(study, ours[key]) == pytest.approx(case[key], rel=rel), (name, key)


@pytest.mark.parametrize("file", NONNORMAL, ids=[file["id"] for file in NONNORMAL])
def test_box_cox_is_the_references(file: dict[str, Any]) -> None:
    x, wanted, rel = file["data"]["x"], file["box_cox"], file["tolerance"]["rel"]
    found = capability.box_cox(x)
    assert found.power == pytest.approx(wanted["lambda"], rel=rel)
    assert found.log_likelihood == pytest.approx(wanted["loglik_at_max"], rel=rel)
    at = wanted["loglik_at"]
    likelihoods = [log_likelihood(x, power) for power in at["lambda"]]
    assert likelihoods == pytest.approx(at["value"], rel=rel)


def test_the_references_power_for_the_bolts_is_the_end_of_its_search() -> None:
    """The likelihood goes on rising to a power near 4; the interval says that the data do not determine it."""
    (file,) = (file for file in NONNORMAL if file["id"] == "normality_bolts")
    found = capability.box_cox(file["data"]["x"])
    assert found.at_bound
    assert (found.power, found.lower, found.upper) == (3.0, -3.0, 3.0)
    wider = capability.box_cox(file["data"]["x"], bounds=(-20.0, 20.0))
    assert not wider.at_bound
    assert wider.power == pytest.approx(3.99, abs=0.01)
    assert wider.log_likelihood > file["box_cox"]["loglik_at_max"] + 0.009
