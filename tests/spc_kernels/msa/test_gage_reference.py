"""Gage studies against R's aov and SixSigma."""

import json
from pathlib import Path
from typing import Any

import pytest

from spc_kernels import msa

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference" / "spc"
if not FOLDER.is_dir():
    pytest.skip("the reference data in ../shared are not here", allow_module_level=True)

FILES = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("gage_rr*.json"))]
SOURCES = {"part": "part", "operator": "oper", "interaction": "part_oper", "error": "residuals"}
COMPONENTS = {
    "total_gage_rr": "gage_rr",
    "repeatability": "repeatability",
    "reproducibility": "reproducibility",
    "operator": "operator",
    "operator_part": "interaction",
    "part_to_part": "part",
    "total_variation": "total",
}
FIGURES = {
    "var_comp": "variance",
    "pct_contribution": "percent_contribution",
    "sd": "deviation",
    "study_var": "study_variation",
    "pct_study_var": "percent_study_variation",
    "pct_tolerance": "percent_tolerance",
}


def study_of(file: dict[str, Any], pool_level: float) -> msa.GageStudy:
    design, data = file["design"], file["data"]
    spec = design.get("spec")
    scale = msa.Scale(spec[1] - spec[0] if spec else None, design["study_sigma"])
    return msa.crossed(data["y"], data["part"], data["operator"], pool_level=pool_level, scale=scale)


@pytest.mark.parametrize("file", FILES, ids=[file["id"] for file in FILES])
@pytest.mark.parametrize(("model", "pool_level"), [("with_interaction", 1.0), ("without_interaction", 0.0)])
def test_components_are_the_references(file: dict[str, Any], model: str, pool_level: float) -> None:
    study, wanted, rel = study_of(file, pool_level), file[model], file["tolerance"]["rel"]
    assert study.model == model.replace("_", " ")
    for name, ours in COMPONENTS.items():
        component = getattr(study, ours)
        if component is None:
            assert wanted["components"][name]["var_comp"] == 0
            continue
        for figure, value in wanted["components"][name].items():
            assert getattr(component, FIGURES[figure]) == pytest.approx(value, rel=rel), (name, figure)
    assert study.distinct_categories == wanted["ndc"]
    assert study.distinct_categories_raw == pytest.approx(wanted["ndc_raw"], rel=rel)


@pytest.mark.parametrize("file", FILES, ids=[file["id"] for file in FILES])
def test_tables_and_tests_are_the_references(file: dict[str, Any]) -> None:
    rel, tests = file["tolerance"]["rel"], file["tests"]
    study = study_of(file, file["design"]["interaction_pool_alpha"])
    assert study.model == file["selected_model"].replace("_", " ")
    for row in study.anova:
        wanted = file["anova_with_interaction"][SOURCES[row.source]]
        assert row.degrees == wanted["df"]
        assert (row.squares, row.mean_square) == pytest.approx((wanted["ss"], wanted["ms"]), rel=rel)
    for row in study.pooled_anova:
        wanted = file["anova_without_interaction"][SOURCES[row.source]]
        assert row.degrees == wanted["df"]
        assert (row.squares, row.mean_square) == pytest.approx((wanted["ss"], wanted["ms"]), rel=rel)
    names = {"part": "f_part_vs_interaction", "operator": "f_operator_vs_interaction"}
    names["interaction"] = "f_interaction_vs_error"
    for row in study.anova[:3]:
        assert row.f == pytest.approx(tests[names[row.source]], rel=rel)
        assert row.p_value == pytest.approx(tests[f"p_{row.source}"], rel=rel)
