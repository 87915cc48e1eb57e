"""Sums, shares and distinct values: exact, with the digits that a hand gives, and unknown where something is."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.evaluate import evaluate
from engine.expressions.expression import Expression
from engine.expressions.functions import FUNCTIONS
from engine.expressions.missing import EvaluationError, Unknown
from engine.expressions.values import Many, Missing, RecordedNone, display
from engine.model.decimals import plain, rounded
from engine.model.dictionary import fields_of
from engine.model.shipment import Shipment
from engine.model.values import Exact, Quantity

GIVES = [
    # A third, two thirds, and halves to even: 0.5 · 10⁻⁶ goes down, 1.5 · 10⁻⁶ up.
    ("percent(1, 3)", "33.333333 %"),
    ("percent(2, 3)", "66.666667 %"),
    ("percent(1, 200000000)", "0 %"),
    ("percent(3, 200000000)", "0.000002 %"),
    ("percent(7, 7)", "100 %"),
    ("ppm(3, 7000)", "428.571429 [ppm]"),
    ("percent(quantity('250', 'g'), quantity('1', 'kg'))", "25 %"),
    ("ppm(quantity('0', '1'), quantity('5', '1'))", "0 [ppm]"),
    ("sum([quantity('0.1', '1'), quantity('0.2', '1')])", "0.3 1"),
    ("sum([quantity('1', 'kg'), quantity('1', 'g')])", "1.001 kg"),
    ("['b', 'a', 'b'].distinct()", "[b, a]"),
    ("[2, 1, 2].distinct()", "[2, 1]"),
]


@pytest.mark.parametrize(("text", "wanted"), GIVES)
def test_a_figure_has_its_printed_digits(compiled_for: Callable[..., Expression], text: str, wanted: str) -> None:
    assert display(evaluate(compiled_for(text).tree, {})) == wanted


@pytest.mark.parametrize(
    "text",
    ["percent(1, 0)", "ppm(0, 0)", "percent(quantity('1', 'kg'), quantity('1', 'm'))"],
)
def test_what_has_no_figure_is_unknown(compiled_for: Callable[..., Expression], text: str) -> None:
    with pytest.raises(Unknown):
        evaluate(compiled_for(text).tree, {})


@pytest.mark.parametrize("name", ["sum", "distinct"])
def test_a_list_that_may_go_on_has_no_figure(name: str) -> None:
    one = Quantity(value=Exact("1"), unit="1") if name == "sum" else "a"

    with pytest.raises(Unknown):
        FUNCTIONS[name].call([Many([one], Missing("lots", "not-covered"))], receiver=name == "distinct")


def test_quantities_of_other_things_have_no_sum() -> None:
    mass, time = (Quantity(value=Exact("1"), unit=unit) for unit in ("kg", "s"))

    with pytest.raises(Unknown):
        FUNCTIONS["sum"].call([Many([mass, time])], receiver=False)


@pytest.mark.parametrize("receiver", [False, True])
def test_an_open_list_of_counts_has_no_sum(receiver: bool) -> None:  # noqa: FBT001  # a style of call
    with pytest.raises(Unknown):
        FUNCTIONS["sum"].call([Many([1, 2], Missing("lot.shipments", "not-covered"))], receiver=receiver)


def test_something_recorded_as_none_has_no_sum() -> None:
    with pytest.raises(Unknown):
        FUNCTIONS["sum"].call(
            [Many([1, RecordedNone("lot.shipments[s].quantity", fields_of(Shipment)["quantity"])])], receiver=True
        )


def test_an_empty_list_has_no_sum() -> None:
    with pytest.raises(EvaluationError):
        FUNCTIONS["sum"].call([Many([])], receiver=False)


@given(st.fractions(), st.integers(0, 8))
def test_a_rounded_number_is_the_nearest_with_so_many_decimals(value: Fraction, decimals: int) -> None:
    found = rounded(value, decimals)

    assert -found.as_tuple().exponent <= decimals  # type: ignore[operator]  # finite
    assert abs(Fraction(found) - value) <= Fraction(1, 2 * 10**decimals)
    assert (
        Fraction(rounded(value, decimals, "floor"))
        <= value
        < Fraction(rounded(value, decimals, "floor")) + Fraction(1, 10**decimals)
    )


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9))
def test_an_exact_number_is_written_with_all_its_digits(value: Decimal) -> None:
    assert Fraction(plain(Fraction(value))) == Fraction(value)
