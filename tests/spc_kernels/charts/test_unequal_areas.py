"""The I' chart and the run chart, against the reference and by what must hold."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from core.errors import LotgateError
from spc_kernels.charts import individuals
from spc_kernels.charts.results import Given
from spc_kernels.charts.run_chart import run_chart
from spc_kernels.charts.unequal_areas import i_prime

REFERENCE = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "spc"
FILES = sorted(REFERENCE.glob("qic_*.json"))


@pytest.mark.skipif(not FILES, reason="the reference data are not beside this checkout")
def test_the_limits_of_the_reference_are_met_at_every_area() -> None:
    study = json.loads((REFERENCE / "qic_lots.json").read_text(encoding="utf-8"))
    wanted = next(case["expected"] for case in study["cases"] if case["chart"] == "ip")

    chart = i_prime(study["data"]["value"], study["data"]["n"])

    assert chart.center == pytest.approx(wanted["center"], rel=1e-12)
    assert np.asarray(chart.ucl) == pytest.approx(wanted["ucl"], rel=1e-12)
    assert np.asarray(chart.lcl) == pytest.approx(wanted["lcl"], rel=1e-12)
    assert list(chart.out_of_control) == wanted["sigma_signal"]


@pytest.mark.skipif(not FILES, reason="the reference data are not beside this checkout")
def test_runs_and_crossings_of_every_reference_chart_are_met() -> None:
    cases = [case for file in FILES for case in json.loads(file.read_text(encoding="utf-8"))["cases"]]
    for case in cases:
        wanted = case["expected"]
        center = wanted["center"] if isinstance(wanted["center"], int | float) else wanted["center"][0]
        points = [point for point in wanted["statistics"] if point is not None]

        chart = run_chart(points, center)

        found = (chart.longest_run, chart.longest_run_max, chart.crossings, chart.crossings_min, chart.useful)
        keys = ("longest_run", "longest_run_max", "n_crossings", "n_crossings_min", "n_useful")
        assert found == tuple(wanted[key] for key in keys), case["id"]
        assert chart.signal is wanted["runs_signal"], case["id"]
    assert len(cases) >= 18


def test_equal_areas_give_the_individuals_chart() -> None:
    readings = [9.8, 10.4, 10.1, 9.9, 10.6, 10.0]

    weighted, plain = i_prime(readings, [7] * 6), individuals(readings)

    assert weighted.center == pytest.approx(plain.center, rel=1e-14)
    assert np.asarray(weighted.ucl) == pytest.approx(np.full(6, plain.ucl), rel=1e-13)


def test_four_times_the_area_halves_the_distance_of_the_limits() -> None:
    chart = i_prime([1.0, 2.0, 4.0], [1, 4, 1], given=Given(2.0, 0.5))

    assert np.asarray(chart.ucl) == pytest.approx([3.5, 2.75, 3.5], rel=1e-14)
    assert list(chart.out_of_control) == [2]


def test_points_on_the_centre_neither_count_nor_end_a_run() -> None:
    chart = run_chart([1, 1, 0, 1, 0, 0, 1, -1], 0.0)

    assert (chart.useful, chart.longest_run, chart.crossings) == (5, 4, 1)


@pytest.mark.parametrize(("n", "longest", "fewest"), [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (30, 8, 10)])
def test_limits_are_those_of_the_published_table(n: int, longest: int, fewest: int) -> None:
    # The table of Anhøj and Olesen 2014, by the number of useful observations, from memory.
    chart = run_chart([1.0, -1.0] * (n // 2), 0.0)

    assert (chart.longest_run_max, chart.crossings_min) == (longest, fewest)


def test_constant_points_are_of_no_use_and_give_no_signal() -> None:
    chart = run_chart([3.0] * 50)

    assert (chart.useful, chart.signal) == (0, False)


@pytest.mark.parametrize(
    ("x", "n"),
    [([], []), ([1.0], [1.0]), ([1.0, math.nan], [1, 1]), ([1.0, 2.0], [1, 0]), ([1.0, 2.0], [1, -3]), ([1, 2], [1])],
)
def test_unusable_values_and_areas_are_refused(x: list[float], n: list[float]) -> None:
    with pytest.raises(LotgateError) as caught:
        i_prime(x, n)

    assert caught.value.code.startswith("spc.")
