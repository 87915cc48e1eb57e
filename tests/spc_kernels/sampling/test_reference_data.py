"""Every visible table, curve, plan and switching sequence of the reference, read where it lies."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spc_kernels.sampling.attributes import attributes_plan
from spc_kernels.sampling.attributes_designs import two_point_plan
from spc_kernels.sampling.attributes_tables import attributes_tables
from spc_kernels.sampling.code_letters import code_letter
from spc_kernels.sampling.designed_plans import RiskPoint
from spc_kernels.sampling.estimates import acceptability_constant_of, estimated_fraction, maximum_fraction_of
from spc_kernels.sampling.inspections import Inspection
from spc_kernels.sampling.master_tables import resolve
from spc_kernels.sampling.operating_characteristic import acceptance_probability, variables_acceptance_probability
from spc_kernels.sampling.outgoing_quality import average_sample_number
from spc_kernels.sampling.plans import AttributesPlan, VariablesPlan
from spc_kernels.sampling.sample_summary import summarised
from spc_kernels.sampling.schemes import ISO_2859_1_1999, Z1_4_2003, Z1_9_2003
from spc_kernels.sampling.switching_iso_2859_1 import fold_iso_2859_1
from spc_kernels.sampling.variables_designs import reliability_constant, two_point_variables_plan
from spc_kernels.sampling.variables_judgement import judge_variables
from spc_kernels.sampling.variables_tables import variables_cell

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "spc"
if not FOLDER.is_dir():
    pytest.skip(f"the reference data are not there: {FOLDER}", allow_module_level=True)

SEVERITIES = ("normal", "tightened", "reduced")
TYPES = {"hypergeom": "hypergeometric"}
SIGMAS = {"s_method_unknown_sigma": "unknown", "sigma_method_known": "known"}

# Cells of the file that cannot be right, with what the rest of the file says instead. L to P at 100: Ac 26 with Re 26
# would accept and reject the same count; the arrow up ends at E, whose cell, and that of G to K, Q, R, reads Re 27. F
# at 100 and 150 keeps the n of F although its cell is an arrow up: G to R pass through F and end at E with n 3.
WRONG_IN_FILE = {
    **{("double", "normal", letter, "100"): ((8, 8), (11, 26), (16, 27)) for letter in "LMNP"},
    ("multiple", "normal", "F", "100"): ((3,) * 7, (2, 7, 13, 19, 25, 31, 37), (9, 14, 19, 25, 29, 33, 38)),
    ("multiple", "normal", "F", "150"): ((3,) * 7, (4, 11, 19, 27, 36, 45, 53), (12, 19, 27, 34, 40, 47, 54)),
}


def read(name: str) -> Any:  # noqa: ANN401 - JSON of many shapes
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def numbers(plan: AttributesPlan) -> tuple[tuple[int, ...], ...]:
    return (plan.sample_sizes, plan.acceptance_numbers, plan.rejection_numbers)


@pytest.mark.parametrize(("file", "scheme"), [("z14_master_tables", Z1_4_2003), ("z19_master_tables", Z1_9_2003)])
def test_every_code_letter_is_that_of_the_reference(file: str, scheme: Any) -> None:  # noqa: ANN401 - a scheme
    table = read(file)["code_letters"]
    for (low, high), letters in zip(table["lot_size_ranges"], table["letters"], strict=True):
        for level, letter in zip(table["levels"], letters, strict=True):
            assert code_letter(scheme, low, level) == letter
            assert code_letter(scheme, high or 10**9, level) == letter


@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_single_cell_of_z1_4_is_that_of_the_reference(severity: str) -> None:
    tables = attributes_tables(Z1_4_2003, severity)
    for letter, row in read("z14_master_tables")["single"][severity].items():
        for aql, (n, ac, re) in row.items():
            plan = resolve(tables, "single", letter, float(aql)).plan
            assert numbers(plan) == ((n,), (ac,), (re,)), (letter, aql)


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("sampling", ["double", "multiple"])
def test_every_staged_cell_of_z1_4_is_that_of_the_reference(severity: str, sampling: str) -> None:
    tables = attributes_tables(Z1_4_2003, severity)
    for letter, row in read("z14_master_tables")[sampling][severity].items():
        for aql, cell in row.items():
            found = resolve(tables, sampling, letter, float(aql))
            if cell is None:
                assert found.sampling != sampling, (letter, aql)
                continue
            in_file = (tuple(cell["n"]), tuple(cell["ac"]), tuple(cell["re"]))
            want = WRONG_IN_FILE.get((sampling, severity, letter, aql), in_file)
            assert found.sampling == sampling
            assert numbers(found.plan) == want, (letter, aql)


def test_the_single_tables_of_iso_2859_1_equal_z1_4_up_to_one_corner_of_tightened() -> None:
    table = read("z14_master_tables")["single"]
    different = [
        (severity, letter, aql)
        for severity in ("normal", "tightened")
        for letter, row in table[severity].items()
        for aql, (n, ac, re) in row.items()
        if numbers(resolve(attributes_tables(ISO_2859_1_1999, severity), "single", letter, float(aql)).plan)
        != ((n,), (ac,), (re,))
    ]
    assert different == [("tightened", "A", "10")]


def test_every_look_up_of_the_reference_gives_its_plan() -> None:
    for case in read("z14_scenarios_a")["cases"]:
        found = attributes_plan(Z1_4_2003, case["lot_size"], float(case["aql"]), case["level"], case["inspection"])
        assert numbers(found.plan) == ((case["n"],), (case["ac"],), (case["re"],))
        assert (found.code_letter, found.inspect_all) == (case["code_letter"], case["inspect_100_percent"])


@pytest.mark.parametrize("method", SIGMAS)
@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_cell_of_z1_9_is_that_of_the_reference(method: str, severity: str) -> None:
    for letter, row in read("z19_master_tables")["tables"][method][severity].items():
        for aql, (n, k, m) in row.items():
            cell = variables_cell(letter, float(aql), severity, SIGMAS[method])
            assert cell.sample_size == n
            assert cell.maximum_percent / 100 == pytest.approx(m, abs=1e-10)
            assert acceptability_constant_of(m, n, SIGMAS[method]) == pytest.approx(k, abs=1e-10)


def test_every_estimate_of_form_2_is_that_of_the_reference() -> None:
    data = read("z19_estimates_a")
    for case in data["estimates"]:
        sample = summarised(case["x"])
        plan = VariablesPlan(case["n"], 1.0, 0.5)
        judged = judge_variables(plan, sample, lower=case["lsl"], upper=case["usl"])
        assert (sample.mean, sample.deviation) == pytest.approx((case["mean"], case["s"]), abs=1e-10)
        for got, want in ((judged.index_lower, case["q_l"]), (judged.index_upper, case["q_u"])):
            assert (got is None) == (want is None)
            assert got is None or got == pytest.approx(want, abs=1e-10)
        assert judged.fraction == pytest.approx(case["est_fraction_nonconforming"], abs=1e-10)
    for case in data["k_to_M"]:
        assert maximum_fraction_of(case["k"], case["n"]) == pytest.approx(case["M_unknown"], abs=1e-10)
        assert maximum_fraction_of(case["k"], case["n"], "known") == pytest.approx(case["M_known"], abs=1e-10)
        assert estimated_fraction(case["k"], case["n"]) == pytest.approx(case["M_unknown"], abs=1e-10)


def test_every_operating_characteristic_is_that_of_the_reference() -> None:
    for case in read("acceptance_sampling_a")["oc"]:
        if case["kind"] == "variables":
            plan = VariablesPlan(case["n"], case["k"], 0.5, case["sigma"])
            got = variables_acceptance_probability(plan, case["p"])
        else:
            staged = AttributesPlan(tuple(case["n"]), tuple(case["ac"]), tuple(case["re"]))
            distribution = TYPES.get(case["type"], case["type"])
            got = acceptance_probability(staged, case["p"], distribution, case.get("N"))
        np.testing.assert_allclose(got, case["pa"], rtol=0, atol=1e-10, err_msg=case["id"])


def test_every_average_sample_number_is_that_of_the_reference() -> None:
    for case in read("acceptance_sampling_a")["asn"]:
        plan = AttributesPlan(tuple(case["n"]), tuple(case["ac"]), tuple(case["re"]))
        np.testing.assert_allclose(acceptance_probability(plan, case["p"]), case["pa"], rtol=0, atol=1e-10)
        np.testing.assert_allclose(average_sample_number(plan, case["p"]), case["asn"], rtol=0, atol=1e-10)


def test_every_attributes_plan_for_two_points_is_that_of_the_reference() -> None:
    for case in read("acceptance_sampling_a")["plans"]:
        if case["type"] == "normal":
            continue
        points = RiskPoint(*case["prp"]), RiskPoint(*case["crp"])
        found = two_point_plan(*points, TYPES.get(case["type"], case["type"]), case.get("N"))
        assert numbers(found.plan) == ((case["n"],), (case["c"],), (case["r"],))


def test_every_variables_plan_for_two_points_is_that_of_the_reference() -> None:
    # With sigma unknown the file's k is R's quantile of noncentral t, wrong in the 7th digit: Pa(0.01) at it is 0.95
    # less 4.4e-8 by 30-digit quadrature, at ours 0.95 to 4e-16. spc.md, finding 4, reports the same defect.
    tolerance = {"known": 1e-10, "unknown": 2e-7}
    for case in read("acceptance_sampling_a")["plans"]:
        if case["type"] != "normal":
            continue
        found = two_point_variables_plan(RiskPoint(*case["prp"]), RiskPoint(*case["crp"]), case["sigma"])
        assert found.sample_size == case["n"]
        assert found.acceptability_constant == pytest.approx(case["k"], abs=tolerance[case["sigma"]])
        chance = variables_acceptance_probability(found, [case["prp"][0]])[0]
        assert chance == pytest.approx(case["prp"][1], abs=1e-12)


def test_every_switching_sequence_is_that_of_the_reference() -> None:
    for case in read("switching_a")["cases"]:
        lots = [
            Inspection(
                accepted=lot == "1",
                acceptance_number=case["acceptance_number"],
                accepted_one_step_tighter=tighter == "1",
                production_steady=True,
                reduced_approved=True,
            )
            for lot, tighter in zip(case["accepted"], case["accepted_one_step_tighter"], strict=True)
        ]
        steps = [
            {"state_used": step.state_used, "state_next": step.state_next, "score": step.score}
            for step in fold_iso_2859_1(lots)
        ]
        assert steps == case["steps"], case["id"]


@pytest.mark.parametrize("sides", ["one", "two"])
def test_every_tolerance_factor_is_that_of_the_reference(sides: str) -> None:
    for case in read("tolerance_a")[f"{sides}_sided_normal_k"]:
        k = reliability_constant(case["n"], case["confidence"], case["coverage"], sides)
        assert k == pytest.approx(case["k"], rel=1e-9), case
