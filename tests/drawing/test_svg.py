"""A figure as SVG: well formed, the same bytes, every flagged point at its place, nothing outside the paper."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from drawing.figure import BEYOND, Figure, Reference
from drawing.svg import WIDTH, svg
from drawing.svg_flags import MOST_MARKED
from drawing.thinning import kept_points
from tests.drawing.figures import FLOWRATE, drifting, individuals

GOLDEN = Path(__file__).parent / "golden"
NS = "{http://www.w3.org/2000/svg}"
LIMITS = (Reference("USL", 60.0), Reference("LSL", 40.0))
FIRST_MOVE = re.compile(r"M(-?[0-9.]+) (-?[0-9.]+)")


def drawn(figure: Figure, language: str = "en") -> ET.Element:
    return ET.fromstring(svg(figure, language))  # noqa: S314  # our own


def marks(panel: ET.Element) -> list[ET.Element]:
    return [path for path in panel.iter(f"{NS}path") if path.get("class") == "flagged"]


def panels(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.findall(f"{NS}g") if group.get("transform") is None]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_small_chart_is_drawn_as_it_was(language: str) -> None:
    text = svg(individuals(FLOWRATE, references=LIMITS), language)

    want = GOLDEN / f"flowrate.{language}.svg"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text(text, encoding="utf-8")
    assert text == want.read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [11, 60, 300, 5000])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_flagged_point_has_one_mark_with_its_rules(count: int, language: str) -> None:
    figure = individuals(drifting(count))

    for panel, group in zip(figure.panels, panels(drawn(figure, language)), strict=True):
        found = {int(mark.get("data-point", "0")): (mark.findtext(f"{NS}title") or "") for mark in marks(group)}
        assert len(marks(group)) == len(found)
        assert sorted(found) == [flag.point + 1 for flag in panel.flags]
        for flag in panel.flags:
            told = found[flag.point + 1].rpartition("," if language == "en" else "，")[2]
            numbers = [int(number) for number in re.findall(r"[0-9]+", found[flag.point + 1])]
            rules = [rule for rule in flag.rules if rule != BEYOND]
            assert numbers[-len(rules) :] == rules if rules else not re.search("[0-9]", told)


def test_places_follow_points_and_values() -> None:
    figure = individuals(drifting(300))

    for panel, group in zip(figure.panels, panels(drawn(figure)), strict=True):
        at = {}
        for mark in marks(group):
            move = FIRST_MOVE.match(mark.get("d", ""))
            assert move is not None
            at[int(mark.get("data-point", "0")) - 1] = (float(move[1]), float(move[2]))
        order = sorted(at)
        assert [at[point][0] for point in order] == sorted(at[point][0] for point in order)
        by_value = sorted(order, key=lambda point: float(panel.series[0][point]))
        heights = [at[point][1] for point in by_value]
        assert heights == sorted(heights, reverse=True)


def test_zones_lie_within_each_other_and_between_the_limits() -> None:
    group = panels(drawn(individuals(FLOWRATE)))[0]

    shaded = [
        path for path in group.iter(f"{NS}path") if (path.get("fill") or "#")[1:] in ("eaf5ea", "fdf7d8", "fbe3d6")
    ]
    assert len(shaded) == 6
    edges = [
        sorted({float(y) for _, y in re.findall(r"[ML](-?[0-9.]+) (-?[0-9.]+)", path.get("d", ""))}) for path in shaded
    ]
    assert all(len(pair) == 2 for pair in edges)
    heights = [bottom - top for top, bottom in edges]
    assert max(heights) - min(heights) < 0.05
    dashed = [path for path in group.iter(f"{NS}path") if path.get("stroke-dasharray") == "6 4"]
    limits = sorted(float(FIRST_MOVE.match(path.get("d", ""))[2]) for path in dashed)  # type: ignore[index]  # a path
    assert limits == [min(top for top, _ in edges), max(bottom for _, bottom in edges)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [2, 11, 90, 700])
def test_no_text_begins_or_ends_outside_the_paper(count: int, language: str) -> None:
    root = drawn(individuals(drifting(count) * 1e5, references=(Reference("USL", 3e6),)), language)

    height = float(root.get("height", "0"))
    for node in root.iter(f"{NS}text"):
        if node.get("x") is None or node.text is None:
            continue
        x, y, size = (float(node.get(name, "0")) for name in ("x", "y", "font-size"))
        # Half of the letters' size is the least width that any font gives them.
        width = sum(size if char > "\u2e80" else size / 2 for char in node.text)
        left = {"end": x - width, "middle": x - width / 2}.get(node.get("text-anchor", ""), x)
        assert left >= 0, node.text
        assert left + width <= WIDTH, node.text
        assert 0 < y <= height, node.text


def test_a_title_and_a_description_say_what_is_seen() -> None:
    root = drawn(individuals(FLOWRATE))

    title, told = root.find(f"{NS}title"), root.find(f"{NS}desc")
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert root.get("role") == "img"
    assert title.text == "Flow rate"
    assert "11 (rule 1)" in (told.text or "")


def test_hostile_text_stays_text() -> None:
    figure = individuals(FLOWRATE, title='</title><script>alert("1")</script>\x07&amp;')

    root = drawn(figure)

    assert root.findtext(f"{NS}title") == '</title><script>alert("1")</script>\\u0007&amp;'
    assert not list(root.iter(f"{NS}script"))


def test_two_figures_on_one_page_share_no_identifier() -> None:
    found = [drawn(individuals(drifting(20, seed))) for seed in (1, 2)]

    one, other = ({node.get("id") for node in root.iter() if node.get("id")} for root in found)
    assert not one & other


def test_a_picture_of_many_points_is_small_and_says_what_it_leaves_out() -> None:
    readings = drifting(100_000)
    figure = individuals(readings, tested="nelson:1")

    text = svg(figure, "en")

    panel = figure.panels[0]
    kept = kept_points(panel, 372)
    assert set(np.flatnonzero(np.abs(readings) > 7)) <= set(kept.tolist())
    assert {flag.point for flag in panel.flags} <= set(kept.tolist())
    assert len(text) < 1_000_000
    assert f"{kept.shape[0]:,} of 100,000 points are drawn" in text


def test_more_flags_than_can_be_told_apart_are_one_path() -> None:
    figure = individuals(np.repeat([0.0, 1.0], 2500), tested="nelson:2")
    flags = figure.panels[0].flags
    assert len(flags) > MOST_MARKED

    group = panels(drawn(figure))[0]

    (mark,) = marks(group)
    assert mark.get("d", "").count("M") == len(flags)
    assert f"without a number, for want of room: {len(flags):,}" in svg(figure, "en")
