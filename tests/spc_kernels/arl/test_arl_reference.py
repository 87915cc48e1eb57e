"""Run lengths against R's package spc; where that is wrong, the test says so."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from spc_kernels import arl

FILE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "spc" / "arl_tables_a.json"
if not FILE.is_file():
    pytest.skip("the reference data in ../shared are not here", allow_module_level=True)

TABLES: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
TOLERANCE: float = TABLES["tolerance"]["rel"]
LIMITS = {"fix": "fixed", "vacl": "exact"}


@pytest.mark.parametrize("case", TABLES["ewma_arl"])
def test_an_ewma_run_length_is_the_references(case: dict[str, Any]) -> None:
    found = arl.ewma(
        case["lambda"],
        case["L"],
        case["mu"],
        sides=case["sided"],
        limits=LIMITS[case["limits"]],
        start=case["hs"],
    )
    assert found == pytest.approx(case["arl"], rel=TOLERANCE)


@pytest.mark.parametrize("case", TABLES["cusum_arl"])
def test_a_cusum_run_length_is_the_references(case: dict[str, Any]) -> None:
    found = arl.cusum(case["k"], case["h"], case["mu"], sides=case["sided"], head_start=case["headstart"])
    assert found == pytest.approx(case["arl"], rel=TOLERANCE)


@pytest.mark.parametrize("case", TABLES["ewma_limit_for_arl0"])
def test_an_ewma_limit_is_the_references(case: dict[str, Any]) -> None:
    found = arl.ewma_limit(case["lambda"], case["arl0"], sides=case["sided"], limits=LIMITS[case["limits"]])
    assert found == pytest.approx(case["L"], rel=TOLERANCE)


@pytest.mark.parametrize("case", TABLES["cusum_h_for_arl0"])
def test_a_cusum_interval_is_the_references(case: dict[str, Any]) -> None:
    assert arl.cusum_interval(case["k"], case["arl0"], sides=case["sided"]) == pytest.approx(case["h"], rel=TOLERANCE)


@pytest.mark.parametrize("case", [case for case in TABLES["mewma_arl"] if case["delta"] == 0])
def test_a_multivariate_ewma_in_control_is_the_references(case: dict[str, Any]) -> None:
    assert arl.mewma(case["lambda"], case["h4"], case["p"]) == pytest.approx(case["arl"], rel=TOLERANCE)
    limit = arl.mewma_limit(case["lambda"], case["arl0"], case["p"])
    assert limit == pytest.approx(case["h4"], rel=TOLERANCE)


SHIFTED = [case for case in TABLES["mewma_arl"] if case["delta"] > 0]


@pytest.mark.parametrize("case", [case for case in SHIFTED if case["p"] == 3 and case["delta"] in {0.5, 3}])
def test_a_shifted_multivariate_ewma_is_the_references_whose_delta_is_the_squared_shift(case: dict[str, Any]) -> None:
    """Its conventions call `delta` the length of the shift; simulation says it is the square."""
    found = arl.mewma(case["lambda"], case["h4"], case["p"], math.sqrt(case["delta"]))
    assert found == pytest.approx(case["arl"], rel=TOLERANCE)
    if case["delta"] == 3:
        assert arl.mewma(case["lambda"], case["h4"], case["p"], 3.0) < 0.9 * case["arl"]


@pytest.mark.parametrize(("dimensions", "off"), [(2, 0.02), (4, 1e-4)])
def test_the_references_shifted_ewma_of_an_even_number_of_variables_is_off(dimensions: int, off: float) -> None:
    """With p even its nodes meet a singular density; simulation decides for ours in `test_run_lengths`."""
    cases = [case for case in SHIFTED if case["p"] == dimensions and case["delta"] == 0.5]
    for case in cases:
        found = arl.mewma(case["lambda"], case["h4"], dimensions, math.sqrt(case["delta"]))
        assert TOLERANCE < abs(found / case["arl"] - 1.0) < off
