"""Capability of many series against studies one by one, exact sums and its own symmetries."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from core.errors import LotgateError
from spc_kernels import capability
from spc_kernels.capability import Plan, Specification
from spc_kernels.capability.rows import rows_moments

ROWS = np.random.default_rng(4).normal(10.0, 2.0, (6, 37))


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6, 7, 8, 9, 10, 37])
@pytest.mark.parametrize("shift", [0.0, 1e7])
def test_sums_of_rows_are_those_of_exact_arithmetic(n: int, shift: float) -> None:
    x = np.ascontiguousarray(ROWS[:, :n]) + shift
    means, squares, ranges = np.empty(6), np.empty(6), np.empty(6)
    rows_moments(x, means, squares, ranges)
    for row, mean, square, span in zip(x.tolist(), means, squares, ranges, strict=True):
        exact = math.fsum(row) / n
        assert mean == pytest.approx(exact, rel=1e-15)
        assert square == pytest.approx(math.fsum((value - exact) ** 2 for value in row), rel=1e-7 if shift else 1e-13)
        assert span == pytest.approx(math.fsum(abs(a - b) for a, b in zip(row[1:], row[:-1], strict=True)), rel=1e-13)


@pytest.mark.parametrize(("lsl", "usl"), [(0.0, 20.0), (None, 15.0), (3.0, None)])
def test_every_series_has_the_indices_of_its_own_study(lsl: float | None, usl: float | None) -> None:
    found = capability.many(ROWS, lsl, usl, plan=Plan(confidence=0.9, normality=True))
    assert found.normality_p is not None
    for i, row in enumerate(ROWS):
        study = capability.normal(row, Specification(lsl, usl), confidence=0.9)
        for name in ("cp", "cpk", "pp", "ppk"):
            value = getattr(study, name).value
            assert getattr(found, name)[i] == pytest.approx(
                math.nan if value is None else value, rel=1e-12, nan_ok=True
            )
        assert found.cpk_lower_bound[i] == pytest.approx(study.cpk.lower_bound, rel=1e-11)
        assert found.ppk_lower_bound[i] == pytest.approx(study.ppk.lower_bound, rel=1e-11)
        assert found.normality_p[i] == pytest.approx(study.normality.p_value, rel=1e-9)
        assert found.degrees_within == study.sigma_within.degrees_of_freedom
    assert (found.n, found.sigma_within_method, found.stability.verdict) == (37, "MR", "not assessed")


def test_series_may_have_limits_of_their_own() -> None:
    upper = np.linspace(12.0, 17.0, 6)
    found = capability.many(ROWS, 0.0, upper)
    assert found.normality_p is None
    for i in range(6):
        assert found.ppk[i] == capability.many(ROWS[i : i + 1], 0.0, float(upper[i])).ppk[0]


def test_threads_and_order_of_series_change_nothing() -> None:
    one, two = capability.many(ROWS, 0.0, 20.0), capability.many(ROWS, 0.0, 20.0, plan=Plan(threads=3))
    np.testing.assert_array_equal(one.ppk, two.ppk)
    np.testing.assert_array_equal(one.cpk[::-1], capability.many(ROWS[::-1], 0.0, 20.0).cpk)


def test_series_without_spread_are_named_and_have_no_index() -> None:
    found = capability.many([[0.1] * 9, [0.1, 0.2] * 4 + [0.1]], 0.0, 1.0, plan=Plan(normality=True))
    assert found.without_spread.tolist() == [True, False]
    assert found.normality_p is not None
    for values in (found.cp, found.cpk, found.ppk, found.ppk_lower_bound, found.normality_p):
        assert np.isnan(values).tolist() == [True, False]


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: capability.many([], 0.0, 1.0), "spc.sample.wrong-shape", "$.x"),
        (lambda: capability.many([[1.0]], 0.0, 1.0), "spc.sample.too-few", "$.x"),
        (lambda: capability.many([[1.0, 2.0], [1.0, math.nan]], 0.0, 1.0), "spc.sample.non-finite", "$.x[1][1]"),
        (lambda: capability.many([[1.0, 1e200]], 0.0, 1.0), "spc.sample.magnitude", "$.x[0][1]"),
        (lambda: capability.many([[1.0, 2.0], [1e-200, 2e-200]], 0.0), "spc.sample.magnitude", "$.x[1]"),
        (lambda: capability.many(ROWS), "spc.capability.no-limit", "$.lsl"),
        (lambda: capability.many(ROWS, [0.0] * 6, [1.0] * 5 + [0.0]), "spc.limits.crossed", "$.lsl[5]"),
        (lambda: capability.many(ROWS, [0.0] * 5), "spc.sample.wrong-shape", "$.lsl"),
        (lambda: capability.many(ROWS, math.nan), "spc.sample.non-finite", "$.lsl[0]"),
        (lambda: capability.many(ROWS, 0.0, plan=Plan(threads=0)), "spc.parameter.out-of-range", "$.plan.threads"),
    ],
)
def test_series_that_cannot_be_studied_are_refused(call: Callable[[], object], code: str, where: str) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location) == where
    assert refused.value.hint
