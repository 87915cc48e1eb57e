"""Formulas: exact arithmetic over units, bounded, and nothing else."""

from decimal import Decimal

import pytest

from engine.inspection.formulas import computed, read_formula
from engine.inspection.reasons import UnsettledError

PATH = "product.characteristics[x].formula"


def value(text: str, unit: str, **readings: str) -> str:
    """Compute a formula over readings such as ``"1.70 mm"``."""
    formula = read_formula(text, list(readings), PATH)
    given = {name: (Decimal(said.split()[0]), said.split()[1]) for name, said in readings.items()}
    return f"{computed(formula, given, unit):f}"


@pytest.mark.parametrize(
    ("text", "unit", "readings", "expected"),
    [
        ("(outer - inner) / 2", "mm", {"outer": "1.70 mm", "inner": "1.10 mm"}, "0.3"),
        ("(outer - inner) / 2", "um", {"outer": "1.70 mm", "inner": "1.10 mm"}, "300"),
        ("(outer - inner) / 2", "mm", {"outer": "1.70 mm", "inner": "1100 um"}, "0.3"),
        ("0.1 * a + 0.2 * a", "mm", {"a": "1 mm"}, "0.3"),
        ("force / width", "N/m", {"force": "24.2 N", "width": "25 mm"}, "968"),
        ("mass / volume", "g/mL", {"mass": "60.45 g", "volume": "60 cm3"}, "1.0075"),
        ("a / b * 100", "1", {"a": "1 mm", "b": "8 mm"}, "12.5"),
        ("a / b", "%", {"a": "1 mm", "b": "8 mm"}, "12.5"),
        ("-a - 2 * a", "mm", {"a": "-1.5 mm"}, "4.5"),
        ("math.greatest(a, b) - math.least(a, b, 1.1 * a)", "mm", {"a": "1 mm", "b": "0.75 mm"}, "0.25"),
        ("a + 1u * a", "mm", {"a": "1 mm"}, "2"),
    ],
)
def test_a_formula_is_computed_exactly(text: str, unit: str, readings: dict[str, str], expected: str) -> None:
    assert Decimal(value(text, unit, **readings)) == Decimal(expected)


def test_a_value_without_an_end_is_kept_far_behind_the_digits_of_any_limit() -> None:
    assert value("a / 3", "mm", a="1 mm") == "0." + "3" * 60


@pytest.mark.parametrize(
    "text",
    [
        "a + 1",
        "a + b",
        "a * b",
        "a / (b - b)",
        "a == b ? a : b",
        "a > b",
        "[a][0]",
        "size('x') * a",
        "b.c",
        "c",
        "1 + 1",
        "",
        "a +",
        "a" + " + a" * 60,
        "a" + " " * 500,
        "true",
        "'1'",
        "a % 2",
        ".a",
        "1e400 * a",
    ],
)
def test_what_is_no_arithmetic_of_the_inputs_is_refused(text: str) -> None:
    with pytest.raises(UnsettledError) as caught:
        value(text, "mm", a="1 mm", b="2 N")

    assert caught.value.reason.code == "formula_not_computed"
    assert caught.value.reason.path == PATH


def test_temperatures_are_not_computed_with() -> None:
    with pytest.raises(UnsettledError):
        value("a - b", "K", a="20 Cel", b="10 Cel")


def test_a_result_out_of_range_is_refused() -> None:
    with pytest.raises(UnsettledError):
        value(" * ".join(["a"] * 20), "1", a=f"{10**30} 1")


def test_inputs_that_one_name_stands_for_are_refused() -> None:
    with pytest.raises(UnsettledError):
        read_formula("a_b", ["a-b", "a_b"], PATH)
