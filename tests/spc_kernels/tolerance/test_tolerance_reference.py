"""Tolerance factors and intervals against R and quadrature; where a package is wrong, the test says so."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spc_kernels import tolerance
from spc_kernels.tolerance import ToleranceInterval

FILE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "spc" / "tolerance_a.json"
if not FILE.is_file():
    pytest.skip("the reference data in ../shared are not here", allow_module_level=True)

TABLES: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
TOLERANCE: float = TABLES["tolerance"]["rel"]


def test_one_sided_factors_are_the_references() -> None:
    for case in TABLES["one_sided_normal_k"]:
        found = tolerance.one_sided_factor(case["n"], case["coverage"], case["confidence"])
        assert found == pytest.approx(case["k"], rel=1e-11), case


def test_two_sided_factors_are_the_references() -> None:
    for case in TABLES["two_sided_normal_k"]:
        found = tolerance.two_sided_factor(case["n"], case["coverage"], case["confidence"])
        assert found == pytest.approx(case["k"], rel=1e-11), case


def test_the_one_sided_factor_of_r_is_wrong_for_many_readings() -> None:
    """R's `qt` loses digits at large non-centrality: 2.61090 at n = 300 where 2.60805 is right."""
    (case,) = (
        case
        for case in TABLES["one_sided_normal_k"]
        if (case["n"], case["coverage"], case["confidence"]) == (300, 0.99, 0.99)
    )
    found = tolerance.one_sided_factor(300, 0.99, 0.99)
    assert found == pytest.approx(2.60805, abs=5e-6)
    assert abs(case["k_r_tolerance"] / found - 1.0) > 1e-3


@pytest.mark.parametrize("case", TABLES["nonparametric_min_n"])
def test_smallest_samples_are_the_references_but_for_its_ties(case: dict[str, Any]) -> None:
    """At coverage and confidence 0.5 it counts a tie as missed: 1 - 0.5 is 0.5, so one reading is enough."""
    found = tuple(tolerance.sample_size(case["coverage"], case["confidence"], sides=side) for side in ("upper", "two"))
    tie = case["coverage"] == case["confidence"] == 0.5
    assert (case["n_one_sided"] - tie, case["n_two_sided"] - tie) == found


@pytest.mark.parametrize("case", TABLES["nonparametric_rank"])
def test_ranks_are_the_references(case: dict[str, Any]) -> None:
    assert tolerance.rank(case["n"], case["coverage"], case["confidence"]) == case["max_discard_rank"]


def agrees(case: dict[str, Any], interval: Callable[[str], ToleranceInterval], zero: float | None = None) -> None:
    """Compare the one-sided limits and the two-sided ones that a case has."""
    found = {"lower1": interval("lower").lower, "upper1": interval("upper").upper}
    both = interval("two")
    found |= {"lower2": both.lower, "upper2": both.upper}
    for name in found.keys() & case.keys():
        wanted = zero if case[name] is None else case[name]
        assert found[name] == pytest.approx(wanted, rel=TOLERANCE), name


@pytest.mark.parametrize("case", TABLES["binomial_clopper_pearson"])
def test_binomial_limits_are_the_references(case: dict[str, Any]) -> None:
    """Where nothing was defective the reference has no lower limit; it is zero."""
    agrees(
        case,
        lambda side: tolerance.binomial(
            case["x"], case["n"], case["m"], case["coverage"], case["confidence"], sides=side
        ),
        zero=0.0,
    )


@pytest.mark.parametrize("case", TABLES["poisson_score"])
def test_poisson_limits_are_the_references(case: dict[str, Any]) -> None:
    agrees(
        case,
        lambda side: tolerance.poisson(
            case["x"], case["n"], case["m"], case["coverage"], case["confidence"], sides=side
        ),
    )


INTERVALS = {
    "normal_intervals_bolts": tolerance.normal,
    "nonparametric_intervals_mass": tolerance.nonparametric,
    "exponential": tolerance.exponential,
}


@pytest.mark.parametrize("table", INTERVALS)
def test_intervals_of_samples_are_the_references(table: str) -> None:
    data, of_sample = TABLES[table]["data"], INTERVALS[table]
    for case in TABLES[table]["results"]:

        def interval(side: str, case: dict[str, Any] = case) -> ToleranceInterval:
            return of_sample(data, case["coverage"], case["confidence"], sides=side)

        agrees(case, interval)
