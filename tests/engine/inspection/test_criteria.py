"""One reading against limits, rounding and guard bands."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inspection.criteria import Criteria, judged
from engine.inspection.rounding import FULL_VALUE, Rounding
from engine.model.finding_codes import Conformity

ROUNDED = Rounding(method="rounded")
YES, NO = Conformity.conforming, Conformity.nonconforming

# GB/T 8170-2008, the table that holds the two ways of comparing against each other: lower, upper, whether the limit
# itself is excluded, value, by the full value, by the rounded value.
COMPARED = [
    (None, "0.5", "", "0.452", YES, YES),
    (None, "0.5", "", "0.500", YES, YES),
    (None, "0.5", "", "0.549", NO, YES),
    (None, "0.5", "", "0.551", NO, NO),
    ("1.2", "1.6", "", "1.151", NO, YES),
    ("1.2", "1.6", "", "1.200", YES, YES),
    ("1.2", "1.6", "", "1.649", NO, YES),
    ("1.2", "1.6", "", "1.651", NO, NO),
    ("9.9", "10.1", "", "9.89", NO, YES),
    ("9.9", "10.1", "", "9.85", NO, NO),
    ("9.9", "10.1", "", "10.10", YES, YES),
    ("9.9", "10.1", "", "10.16", NO, NO),
    ("9.9", "10.1", "both", "9.94", YES, NO),
    ("9.9", "10.1", "both", "9.96", YES, YES),
    ("9.9", "10.1", "both", "10.06", YES, NO),
    ("9.9", "10.1", "both", "10.05", YES, YES),
    ("9.9", "10.1", "upper", "9.94", YES, YES),
    ("9.9", "10.1", "upper", "9.86", NO, YES),
    ("9.9", "10.1", "upper", "10.06", YES, NO),
    ("9.9", "10.1", "lower", "9.94", YES, NO),
    ("9.9", "10.1", "lower", "9.86", NO, NO),
    ("9.9", "10.1", "lower", "10.06", YES, YES),
]


def limit(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("lower", "upper", "excluded", "value", "by_full_value", "by_rounded"), COMPARED)
def test_the_two_ways_of_comparing(  # one row of the table
    lower: str | None, upper: str | None, excluded: str, value: str, by_full_value: Conformity, by_rounded: Conformity
) -> None:
    found = [
        judged(
            Decimal(value),
            Criteria(
                lower=limit(lower),
                upper=limit(upper),
                lower_strict=excluded in {"both", "lower"},
                upper_strict=excluded in {"both", "upper"},
                rounding=rounding,
            ),
        )
        for rounding in (FULL_VALUE, ROUNDED)
    ]
    assert found == [by_full_value, by_rounded]


# ISO 14253-1: a shaft of 10.0 ± 0.1 mm measured with U = 0.02 mm (k = 2). Conformity is proven from 9.92 to 10.08,
# nonconformity beyond 9.88 and 10.12, and nothing is proven between.
@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("9.92", "conforming"),
        ("10.08", "conforming"),
        ("10.081", "indeterminate"),
        ("9.919", "indeterminate"),
        ("10.10", "indeterminate"),
        ("10.12", "indeterminate"),
        ("9.88", "indeterminate"),
        ("10.121", "nonconforming"),
        ("9.879", "nonconforming"),
    ],
)
def test_the_zones_of_a_guard_band(value: str, outcome: str) -> None:
    criteria = Criteria(lower=Decimal("9.9"), upper=Decimal("10.1"), guard=Decimal("0.02"))
    assert judged(Decimal(value), criteria) == outcome


def test_a_limit_that_itself_does_not_conform_is_not_reached_by_the_guard_band_either() -> None:
    criteria = Criteria(lower=None, upper=Decimal("10.1"), upper_strict=True, guard=Decimal("0.02"))
    assert [judged(Decimal(text), criteria) for text in ("10.07", "10.08")] == ["conforming", "indeterminate"]


def test_no_limit_is_not_zero_and_no_limits_are_no_conformity() -> None:
    assert judged(Decimal(-5), Criteria(lower=None, upper=Decimal(0))) == "conforming"
    assert judged(Decimal(-5), Criteria(lower=Decimal(0), upper=None)) == "nonconforming"
    assert judged(Decimal(0), Criteria(lower=None, upper=None)) == "indeterminate"


VALUES = st.decimals(-20, 20, allow_nan=False, allow_infinity=False, places=3)


@given(VALUES, VALUES, VALUES, st.decimals(0, 2, places=3), st.booleans(), st.booleans())
def test_it_says_what_fractions_say(  # one row of the table
    value: Decimal,
    lower: Decimal,
    upper: Decimal,
    guard: Decimal,
    lower_strict: bool,  # noqa: FBT001
    upper_strict: bool,  # noqa: FBT001
) -> None:
    criteria = Criteria(lower=lower, upper=upper, lower_strict=lower_strict, upper_strict=upper_strict, guard=guard)
    v, low, high, g = map(Fraction, (value, lower, upper, guard))
    inside = (v > low + g if lower_strict else v >= low + g) and (v < high - g if upper_strict else v <= high - g)
    below = v < low - g or (g == 0 and lower_strict and v == low)
    above = v > high + g or (g == 0 and upper_strict and v == high)
    expected = "nonconforming" if below or above else "conforming" if inside else "indeterminate"
    assert judged(value, criteria) == expected
