"""Many series at once give, bit for bit, what each gives alone; the number of threads changes nothing."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels import charts, errors
from spc_kernels.charts import Given
from spc_kernels.rules import RuleSet, named


def readings(series: int, points: int, seed: int = 3) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    x = np.random.default_rng(seed).normal(10.0, 2.0, (series, points))
    x[:, points // 2 :] += 1.0
    return x


@settings(deadline=None, max_examples=25)
@given(series=st.integers(1, 40), points=st.integers(2, 400), seed=st.integers(0, 2**31))
def test_each_row_has_the_chart_it_has_alone(series: int, points: int, seed: int) -> None:
    x = readings(series, points, seed)
    together = charts.many_individuals(x, rules="nelson")
    for i in range(series):
        alone = charts.individuals(x[i], rules="nelson")
        assert (alone.center, alone.sigma.value) == (together.center[i], together.sigma[i])
        assert (alone.lcl, alone.ucl) == (together.lcl[i], together.ucl[i])
        assert alone.signals is not None
        assert np.array_equal(alone.signals.planes, together.planes[i])
        assert np.array_equal(together.signals(i).points(), alone.signals.points())
    assert together.method == "MR"
    flagged = [i for i in range(series) if together.signals(i).count()]
    assert together.flagged_series().tolist() == flagged


@pytest.mark.parametrize("points", [63, 64, 65, 8_127, 8_128, 8_192, 20_000])
def test_rows_of_any_length_are_kept_apart(points: int) -> None:
    x = readings(3, points)
    together = charts.many_individuals(x, given=Given(10.0, 2.0), rules="nelson")
    for i in range(3):
        alone = charts.individuals(x[i], given=Given(10.0, 2.0), rules="nelson")
        assert alone.signals is not None
        assert np.array_equal(alone.signals.planes, together.planes[i])


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_the_number_of_threads_changes_nothing(threads: int) -> None:
    x = readings(501, 130)
    one, several = charts.many_individuals(x), charts.many_individuals(x, threads=threads)
    for name in ("center", "sigma", "planes"):
        assert np.array_equal(getattr(one, name), getattr(several, name))


@pytest.mark.parametrize(
    ("ask", "error", "place"),
    [
        (lambda: charts.many_individuals([[1.0, 2.0], [3.0, math.nan]]), errors.NonFiniteReadingError, "$.x[1][1]"),
        (lambda: charts.many_individuals([[1.0, 2.0], [3.0, math.inf]]), errors.NonFiniteReadingError, "$.x[1][1]"),
        (
            lambda: charts.many_individuals([[1.0, math.nan]], given=Given(0.0, 1.0)),
            errors.NonFiniteReadingError,
            "$.x[0][1]",
        ),
        (lambda: charts.many_individuals([[1.0], [2.0]]), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.many_individuals(np.empty((0, 5))), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.many_individuals([1.0, 2.0]), errors.SampleShapeError, "$.x"),
        (lambda: charts.many_individuals([[1e200, -1e200]]), errors.MagnitudeError, "$.x[0][0]"),
        (lambda: charts.many_individuals([[1.0, 2.0]], threads=0), errors.ParameterError, "$.threads"),
        (
            lambda: charts.many_individuals([[1.0, 2.0]], rules=RuleSet("again", named().rules, "restart")),
            errors.UnknownNameError,
            "$.rules",
        ),
    ],
)
def test_what_cannot_be_charted_is_refused(ask: Callable[[], object], error: type[errors.SpcError], place: str) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert str(caught.value.location) == place
