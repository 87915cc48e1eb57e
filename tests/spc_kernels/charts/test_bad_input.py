"""Everything that must not be charted, and the error it gets: class, code, place and hint, before any result."""

import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from spc_kernels import charts, errors
from spc_kernels.charts import Given, Multinormal

NAN, INF = math.nan, math.inf
OK = [1.0, 2.0, 4.0, 3.0]
SQUARE = [[1.0, 2.0], [3.0, 5.0], [4.0, 4.0], [2.0, 7.0], [1.0, 0.0]]
Ask = Callable[[], object]

SERIES: dict[str, Callable[..., object]] = {
    "individuals": charts.individuals,
    "moving_range": charts.moving_range,
    "ewma": charts.ewma,
    "cusum": charts.cusum,
    "moving_average": charts.moving_average,
    "sigma_over_time": charts.sigma_over_time,
}


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize(
    ("x", "error", "place"),
    [
        ([], errors.TooFewReadingsError, "$.x"),
        ([1.0], errors.TooFewReadingsError, "$.x"),
        ([1.0, NAN, 2.0], errors.NonFiniteReadingError, "$.x[1]"),
        ([1.0, 2.0, -INF], errors.NonFiniteReadingError, "$.x[2]"),
        ([1e200, -1e200], errors.MagnitudeError, "$.x[0]"),
        ([1.7e308, -1.7e308, 1.7e308], errors.MagnitudeError, "$.x[0]"),
        (["1", "2"], errors.NotNumericError, "$.x"),
        ([1.0, None], errors.NotNumericError, "$.x[1]"),
        ([1.0, 2j], errors.NotNumericError, "$.x"),
        (np.array(["2020-01-01", "2020-01-02"], dtype="datetime64[D]"), errors.NotNumericError, "$.x"),
        ([1, 10**400], errors.NotNumericError, "$.x[1]"),
    ],
)
def test_unusable_readings_are_refused(name: str, x: object, error: type[errors.SpcError], place: str) -> None:
    with pytest.raises(error) as caught:
        SERIES[name](x)
    assert str(caught.value.location) == place
    assert caught.value.code == error.code
    assert caught.value.hint


@pytest.mark.parametrize(
    ("ask", "error", "place"),
    [
        (lambda: charts.individuals([[1.0, 2.0]]), errors.SampleShapeError, "$.x"),
        (lambda: charts.individuals(OK, nsigmas=0.0), errors.ParameterError, "$.nsigmas"),
        (lambda: charts.individuals(OK, nsigmas=NAN), errors.ParameterError, "$.nsigmas"),
        (lambda: charts.individuals(OK, method="R"), errors.UnknownNameError, "$.method"),
        (lambda: charts.individuals(OK, exclude=[4]), errors.ParameterError, "$.exclude[0]"),
        (lambda: charts.individuals(OK, exclude=[True]), errors.SampleShapeError, "$.exclude"),
        (lambda: charts.individuals(OK, exclude=range(4)), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.individuals(OK, given=Given(sigma=-1.0)), errors.ParameterError, "$.given.sigma"),
        (lambda: charts.individuals(OK, given=Given(center=NAN)), errors.ParameterError, "$.given.center"),
        (lambda: charts.moving_range(OK, width=1), errors.ParameterError, "$.width"),
        (lambda: charts.xbar_s([[1.0], [2.0]]), errors.SubgroupSizeError, "$.x[0]"),
        (lambda: charts.xbar_r([[1.0, 2.0], [2.0]]), errors.SubgroupSizeError, "$.x[1]"),
        (lambda: charts.xbar_s([[1.0, 2.0], []]), errors.SubgroupSizeError, "$.x[1]"),
        (lambda: charts.xbar_s([[1.0, 2.0], [1.0, NAN]]), errors.NonFiniteReadingError, "$.x[1][1]"),
        (lambda: charts.xbar_s([[1.0, 2.0], [1.0, None]]), errors.NonFiniteReadingError, "$.x[1][1]"),  # type: ignore[arg-type]  # on purpose
        (lambda: charts.xbar_s([[1.0, 2.0, 3.0], [INF, 1.0]]), errors.NonFiniteReadingError, "$.x[1][0]"),
        (lambda: charts.xbar_s([[1e200, 2.0], [1.0, 3.0]]), errors.MagnitudeError, "$.x[0][0]"),
        (lambda: charts.xbar_s([1.0, 2.0]), errors.SampleShapeError, "$.x"),
        (lambda: charts.xbar_s([]), errors.SpcError, "$.x"),
        (lambda: charts.xbar_s([[1.0, 2.0], [3.0, 4.0]], exclude=[0, 1]), errors.SpcError, "$.x"),
        (lambda: charts.xbar_s(np.zeros((2, 1001))), errors.SubgroupSizeError, "$.x[0]"),
        (lambda: charts.subgroups([[1.0, NAN], [NAN, NAN]], missing="drop"), errors.SubgroupSizeError, "$.x[1]"),
        (lambda: charts.p([1, -1], 10), errors.NegativeCountError, "$.x[1]"),
        (lambda: charts.p([1, 2.5], 10), errors.FractionalCountError, "$.x[1]"),
        (lambda: charts.p([1, 11], 10), errors.CountAboveSizeError, "$.x[1]"),
        (lambda: charts.np([1, 11], [12, 10]), errors.CountAboveSizeError, "$.x[1]"),
        (lambda: charts.p([1, 2], [10, 0]), errors.SampleSizeError, "$.n[1]"),
        (lambda: charts.p([1, 2], [10, 10.5]), errors.SampleSizeError, "$.n[1]"),
        (lambda: charts.u([1, 2], [10, -1.0]), errors.SampleSizeError, "$.n[1]"),
        (lambda: charts.u([1, 2], [10, NAN]), errors.NonFiniteReadingError, "$.n[1]"),
        (lambda: charts.p([1, 2], [10, 10, 10]), errors.SampleShapeError, "$.n"),
        (lambda: charts.p([], 10), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.p([1, 2], 10, given=Given(center=1.5)), errors.ParameterError, "$.given.center"),
        (lambda: charts.c([1, 2], given=Given(center=-1.0)), errors.ParameterError, "$.given.center"),
        (lambda: charts.c([1, NAN]), errors.NonFiniteReadingError, "$.x[1]"),
        (lambda: charts.laney_p([1], 10), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.g([3, 0], counts_from=1), errors.ParameterError, "$.x[1]"),
        (lambda: charts.t([3.0, -1.0]), errors.ParameterError, "$.x[1]"),
        (lambda: charts.with_probability_limits(charts.p([1, 2], 10)), errors.UnknownNameError, "$.chart"),
        (lambda: charts.individuals(OK, exclude=[NAN]), errors.ParameterError, "$.exclude[0]"),
        (lambda: charts.individuals(np.ma.masked_equal(OK, 4.0)), errors.NonFiniteReadingError, "$.x[2]"),
        (lambda: charts.with_probability_limits(charts.np([5, 6], 10), 5), errors.SampleSizeError, "$.n"),
        (lambda: charts.z_mr(OK, [["a"]] * 4), errors.ParameterError, "$.parts"),  # type: ignore[list-item]  # on purpose
        (
            lambda: charts.hotelling_t2(SQUARE, fitted=Multinormal(np.zeros(2), np.array([[1.0, 0.5], [0.2, 1.0]]))),
            errors.ParameterError,
            "$.fitted.covariance",
        ),
        (
            lambda: charts.hotelling_t2(SQUARE, fitted=Multinormal(np.array([0.0, NAN]), np.eye(2))),
            errors.NonFiniteReadingError,
            "$.fitted.means[1]",
        ),
        (lambda: charts.moving_range(OK, given=Given(-9.0, 1.0)), errors.LimitsCrossedError, "$.given.center"),
        (lambda: charts.individuals([1.5e308] * 3 + [-1.5e308]), errors.MagnitudeError, "$.x[0]"),
        (lambda: charts.many_individuals([[1.5e308] * 3 + [-1.5e308]]), errors.MagnitudeError, "$.x[0][0]"),
        (lambda: charts.cusum(OK, given=Given(0.0, 5e-324)), errors.MagnitudeError, "$.x"),
        (lambda: charts.xbar_r([[1.5e308, -1.5e308], [0.0, 1.0]]), errors.MagnitudeError, "$.x[0][0]"),
        (lambda: charts.ewma(OK, 1e-310), errors.ParameterError, "$.lam"),
        (lambda: charts.ewma(OK, 0.0), errors.ParameterError, "$.lam"),
        (lambda: charts.ewma(OK, 1.1), errors.ParameterError, "$.lam"),
        (lambda: charts.cusum(OK, head_start=6.0), errors.ParameterError, "$.head_start"),
        (lambda: charts.cusum(OK, given=Given(0.0, 0.0)), errors.ParameterError, "$.x[0]"),
        (lambda: charts.moving_average(OK, 1), errors.ParameterError, "$.span"),
        (lambda: charts.z_mr(OK, ["a", "a", "b"]), errors.SampleShapeError, "$.parts"),
        (lambda: charts.z_mr(OK, ["a", "a", "a", "b"]), errors.TooFewReadingsError, "$.parts[3]"),
        (lambda: charts.z_mr([1.0, -1.0], ["a", "a"], pooling="relative"), errors.ParameterError, "$.x[1]"),
        (lambda: charts.hotelling_t2([[1.0, 2.0], [2.0, 4.0]]), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.hotelling_t2([[a, 2 * a] for a in range(9)]), errors.SingularCovarianceError, "$.x"),
        (lambda: charts.hotelling_t2([[a, 7.0] for a in range(9)]), errors.SingularCovarianceError, "$.x[0][1]"),
        (lambda: charts.hotelling_t2(np.ones((4, 1, 2))), errors.SubgroupSizeError, "$.x[0]"),
        (lambda: charts.hotelling_t2([[1.0, NAN], [2.0, 1.0]]), errors.NonFiniteReadingError, "$.x[0][1]"),
        (lambda: charts.hotelling_t2(SQUARE, confidence=1.0), errors.ParameterError, "$.confidence"),
        (
            lambda: charts.hotelling_t2(SQUARE, fitted=Multinormal(np.zeros(3), np.eye(3))),
            errors.SampleShapeError,
            "$.fitted",
        ),
        (
            lambda: charts.hotelling_t2(SQUARE, fitted=Multinormal(np.zeros(2), np.array([[1.0, 2.0], [2.0, 1.0]]))),
            errors.SingularCovarianceError,
            "$.x",
        ),
        (lambda: charts.mewma([[1.0, 2.0]], 0.1), errors.TooFewReadingsError, "$.x"),
        (lambda: charts.mewma(SQUARE, 0.0), errors.ParameterError, "$.lam"),
    ],
)
def test_what_cannot_be_charted_is_refused_with_its_place(ask: Ask, error: type[errors.SpcError], place: str) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert str(caught.value.location) == place
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert not caught.value.message.endswith(".")


def test_any_kind_of_numbers_gives_the_same_chart() -> None:
    values = [3, 5, 4, 9, 8, 30, 7, 6]
    expected = charts.individuals(values)
    wide = np.zeros((8, 3))
    wide[:, 1] = values
    readonly = np.array(values, dtype=float)
    readonly.flags.writeable = False
    others: list[object] = [
        tuple(values), np.array(values, dtype=np.float32), np.array(values, dtype=np.int16),
        np.array(values, dtype=object),
        wide[:, 1], np.array(values[::-1], dtype=float)[::-1], [Decimal(v) for v in values], readonly,
    ]  # fmt: skip
    for other in others:
        found = charts.individuals(other)  # type: ignore[arg-type]  # anything like an array
        assert (found.center, found.lcl, found.ucl) == (expected.center, expected.lcl, expected.ucl)
    booleans = charts.individuals(np.array([True, False, True]))
    assert math.isclose(float(booleans.center), 2 / 3)


def test_readings_are_neither_changed_nor_opened_to_change() -> None:
    x = np.array(OK)
    chart = charts.individuals(x)
    assert x.flags.writeable
    assert not chart.statistics.flags.writeable
    assert np.shares_memory(chart.statistics, x)


def test_single_readings_are_charted_when_centre_and_sigma_are_given() -> None:
    assert charts.individuals([5.0], given=Given(0.0, 1.0)).out_of_control.tolist() == [0]
    assert charts.ewma([5.0], 1.0, given=Given(0.0, 1.0)).out_of_control.tolist() == [0]
    assert charts.cusum([9.0], given=Given(0.0, 1.0)).out_of_control.tolist() == [0]


def test_a_point_at_nought_is_no_signal_when_the_lower_limit_is_nought() -> None:
    chart = charts.c([0, 0, 3, 2, 1, 0])
    assert chart.lcl == 0.0
    assert chart.out_of_control.size == 0
    assert charts.p([0, 1, 2, 10], 10, given=Given(center=0.5)).ucl == 0.5 + 3 * math.sqrt(0.025)
    assert charts.p([9, 10, 10], 10).ucl == 1.0


def test_huge_and_tiny_magnitudes_are_charted_up_to_a_hundred_digits() -> None:
    for scale in (1e-99, 1e-50, 1e50, 1e98):
        x = np.array(OK) * scale
        chart = charts.individuals(x, method="SD")
        assert math.isclose(chart.sigma.value, charts.individuals(OK, method="SD").sigma.value * scale, rel_tol=1e-12)
        both = charts.xbar_s(x.reshape(2, 2))
        assert math.isclose(
            both.xbar.sigma.value, charts.xbar_s(np.array(OK).reshape(2, 2)).xbar.sigma.value * scale, rel_tol=1e-12
        )
        assert np.isfinite(charts.hotelling_t2(np.array(SQUARE) * scale).statistics).all()
