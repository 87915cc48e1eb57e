"""A figure as text: within its width, every flagged point to be seen, nothing that a plain terminal cannot show."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.figure import Figure
from drawing.text import lines
from drawing.widths import columns
from tests.drawing.figures import FLOWRATE, drifting, individuals

FINITE = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def plots(figure: Figure, width: int) -> list[list[str]]:
    """Cut out the signs of each panel."""
    rows = [line.partition("|")[2].rpartition("|")[0] for line in lines(figure, "en", width)]
    found: list[list[str]] = [[]]
    for row in rows:
        if row:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [plot for plot in found if plot]


@given(st.lists(FINITE, min_size=2, max_size=400), st.integers(40, 240), st.sampled_from(["en", "zh"]))
def test_no_line_is_wider_than_asked_for(readings: list[float], width: int, language: str) -> None:
    assert max(columns(line) for line in lines(individuals(readings), language, width)) <= width


@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("count", [11, 60, 300, 5000])
def test_every_column_with_a_flagged_point_has_the_number_of_a_rule(count: int, width: int) -> None:
    figure = individuals(drifting(count))

    for panel, plot in zip(figure.panels, plots(figure, width), strict=True):
        marked = {column for row in plot for column, sign in enumerate(row) if re.match("[1-9X]", sign)}
        room = len(plot[0])
        each = -(-count // room)
        points = sorted({flag.point // each for flag in panel.flags})
        assert len(marked) == len(points)
        if each > 1:
            assert sorted(marked) == points


def test_the_points_of_a_short_series_stand_in_the_order_of_their_values() -> None:
    plot = plots(individuals(FLOWRATE, tested="nelson:2"), 80)[0]

    height = {column: row for row, line in enumerate(plot) for column, sign in enumerate(line) if sign in "oX"}
    found = [height[column] for column in sorted(height)]
    assert len(found) == len(FLOWRATE)
    for first, second in zip(np.argsort(FLOWRATE)[:-1], np.argsort(FLOWRATE)[1:], strict=True):
        assert found[first] >= found[second]


def test_the_plot_is_of_signs_that_take_one_column_everywhere() -> None:
    for plot in plots(individuals(drifting(90)), 80):
        assert all(row.isascii() for row in plot)


def test_paint_is_given_every_sign_that_means_something() -> None:
    seen: dict[str, str] = {}

    def paint(text: str, role: str) -> str:
        seen[role] = seen.get(role, "") + text
        return text

    assert list(lines(individuals(FLOWRATE), "en", 80, paint)) == list(lines(individuals(FLOWRATE), "en", 80))
    assert set(seen["flag"]) == {"1", "X"}
    assert {"limit", "center", "zone", "heading"} <= set(seen)
