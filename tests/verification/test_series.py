"""The notation for series of readings, by hand-made examples."""

import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from core.documents.described import type_of
from core.documents.json_text import read_json
from core.documents.tree import Scalar
from core.locations import DataLocation
from engine.model.series import Readings
from engine.model.values import Exact
from engine.verification.errors import SeriesError
from engine.verification.given import read_value
from engine.verification.series import LONGEST, NamedSeries, parse_series
from tests.strategies import dossier_of, released

HERE = DataLocation("$")
EXAMPLES = [
    ("24.1", ["24.1"]),
    ("24.1 24.3 24.2", ["24.1", "24.3", "24.2"]),
    ("24.1x3", ["24.1", "24.1", "24.1"]),
    ("24.1+0x8 _ 24.2", ["24.1"] * 8 + [None, "24.2"]),
    ("24.1+0.2x4", ["24.1", "24.3", "24.5", "24.7"]),
    ("24-0.5x3", ["24.0", "23.5", "23.0"]),
    ("-1.50+1x3", ["-1.50", "-0.50", "0.50"]),
    ("_x3 7", [None, None, None, "7"]),
    ("24.10 24.1", ["24.10", "24.1"]),
    ("1\n  2\t3", ["1", "2", "3"]),
]
WRONG = [
    "",
    " ",
    "24,1",
    "24.1x0",
    "x8",
    "24.1+0.2",
    "_+1x2",
    "24.1 x 8",
    "1e3",
    "NaN",
    "inf",
    "01",
    "+5",
    "24.1+-1x3",
    "1x99999999",
]


@pytest.mark.parametrize(("text", "readings"), EXAMPLES)
def test_a_series_is_read_digit_for_digit(text: str, readings: list[str | None]) -> None:
    assert [None if one is None else f"{one:f}" for one in parse_series(text, HERE)] == readings


@pytest.mark.parametrize("text", WRONG)
def test_what_is_not_in_the_notation_is_refused(text: str) -> None:
    with pytest.raises(SeriesError, match=re.escape("suite.series.invalid")):
        parse_series(text, HERE)


def test_a_series_has_a_longest_length() -> None:
    assert len(parse_series(f"1x{LONGEST // 2} _x{LONGEST // 2}", HERE)) == LONGEST
    with pytest.raises(SeriesError, match="longer than"):
        parse_series(f"1x{LONGEST} 1", HERE)


@given(readings=st.lists(st.none() | st.decimals(-999, 999, places=2), min_size=1, max_size=40))
def test_readings_written_one_by_one_are_the_series(readings: list[Decimal | None]) -> None:
    text = " ".join("_" if one is None else f"{one:f}" for one in readings)

    assert list(parse_series(text.replace("-0.00", "0.00"), HERE)) == readings


class Numbers(msgspec.Struct):
    """Lists of numbers as a dossier may have them."""

    whole: list[int]
    exact: list[Exact]
    gappy: list[Exact | None]
    words: list[str]
    sensor: Readings | UnsetType = UNSET


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("whole", "3+1x3", [3, 4, 5]),
        ("exact", "2.50x2", [Decimal("2.50"), Decimal("2.50")]),
        ("gappy", "1 _", [Decimal(1), None]),
        ("sensor", "24.1+0.1x2 _", Readings.of_items([24.1, 24.2, None])),
        ("exact", "strength", [Decimal("24.1"), Decimal("24.2")]),
        ("whole", "3.5", "this list holds whole numbers"),
        ("exact", "1 _", "this list cannot say that a reading is missing"),
        ("words", "1 2", "a list is asked for, not `1 2`"),
    ],
)
def test_a_list_of_numbers_is_set_by_a_series_or_by_the_name_of_one(field: str, text: str, value: object) -> None:
    holds = next(one.type for one in type_of(Numbers).fields if one.name == field)  # type: ignore[attr-defined]
    series = NamedSeries({"strength": "24.1 24.2", "unused": "1"})

    read, faults = read_value(Scalar(text, "quoted"), holds, dossier_of(released()), read_json("{}"), series)

    assert [fault.message for fault in faults] == ([value] if isinstance(value, str) else [])
    assert read == value or faults
    assert series.used == ({"strength"} if text == "strength" else set())
