"""Rounding against the printed examples of the standards, and against plain fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inspection.rounding import TIES, Rounding, RoundingStandard, rounded

# GB/T 8170-2008, 3.2: value, interval, result.
GB_T_8170 = [
    ("12.1498", "1", "12"),
    ("12.1498", "0.1", "12.1"),
    ("1268", "100", "1300"),
    ("10.5002", "1", "11"),
    ("1.050", "0.1", "1.0"),
    ("0.35", "0.1", "0.4"),
    ("2500", "1000", "2000"),
    ("3500", "1000", "4000"),
    ("-355", "10", "-360"),
    ("-325", "10", "-320"),
    ("-0.0365", "0.001", "-0.036"),
    # 3.3: once, never place by place.
    ("97.46", "1", "97"),
    ("15.4546", "1", "15"),
    # 3.4.1: to half a unit.
    ("60.25", "0.5", "60.0"),
    ("60.38", "0.5", "60.5"),
    ("60.28", "0.5", "60.5"),
    ("-60.75", "0.5", "-61.0"),
    # 3.4.2: to a fifth of a unit.
    ("830", "20", "840"),
    ("842", "20", "840"),
    ("832", "20", "840"),
    ("-930", "20", "-920"),
]


@pytest.mark.parametrize(("value", "interval", "result"), GB_T_8170)
def test_the_examples_of_gb_t_8170(value: str, interval: str, result: str) -> None:
    assert rounded(Decimal(value), Decimal(interval)) == Decimal(result)


# ASTM E29, 6.4: to the even multiple where a value lies half way.
@pytest.mark.parametrize(
    ("value", "interval", "result"),
    [("59500", "1000", "60000"), ("59450", "100", "59400"), ("35950", "100", "36000"), ("56.5", "1", "56")],
)
def test_the_rule_of_astm_e29(value: str, interval: str, result: str) -> None:
    rounding = Rounding(method="rounded", standard="astm_e29", interval=Decimal(interval))
    assert rounding.before(Decimal(value), Decimal(0)) == Decimal(result)


# United States Pharmacopeia, General Notices 7.20, the table of its illustration: limit, value, rounded value.
USP = [
    ("98.0", "97.96", "98.0"),
    ("98.0", "97.92", "97.9"),
    ("98.0", "97.95", "98.0"),
    ("101.5", "101.55", "101.6"),
    ("101.5", "101.46", "101.5"),
    ("101.5", "101.45", "101.5"),
    ("0.02", "0.025", "0.03"),
    ("0.02", "0.015", "0.02"),
    ("0.02", "0.027", "0.03"),
    ("0.0003", "0.00035", "0.0004"),
    ("0.0003", "0.00025", "0.0003"),
    ("0.0003", "0.00028", "0.0003"),
]


@pytest.mark.parametrize(("limit", "value", "result"), USP)
def test_the_illustration_of_the_pharmacopeia(limit: str, value: str, result: str) -> None:
    found = Rounding(method="rounded", standard="usp").before(Decimal(value), Decimal(limit))
    assert str(found) == result


def test_full_values_are_compared_as_they_were_recorded() -> None:
    assert str(Rounding().before(Decimal("2.150000000000001"), Decimal("2.1"))) == "2.150000000000001"


INTERVALS = st.sampled_from(
    [Decimal(text) for text in ("0.001", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "20")]
)
VALUES = st.decimals(-10_000, 10_000, allow_nan=False, allow_infinity=False, places=4)


@given(VALUES, INTERVALS, st.sampled_from(sorted(TIES)))
def test_it_is_a_nearest_multiple_and_ties_go_as_the_standard_says(
    value: Decimal, interval: Decimal, standard: RoundingStandard
) -> None:
    found = Fraction(rounded(value, interval, ties=TIES[standard]))
    step, exact = Fraction(interval), Fraction(value)
    assert (found / step).denominator == 1
    assert abs(found - exact) <= step / 2
    if abs(found - exact) == step / 2:
        assert abs(found) > abs(exact) if TIES[standard] == ROUND_HALF_UP else (found / step) % 2 == 0


@given(VALUES, INTERVALS)
def test_a_value_that_is_a_multiple_stays(value: Decimal, interval: Decimal) -> None:
    once = rounded(value, interval)
    assert rounded(once, interval) == once
