"""Flagged points of one chart as SVG: a mark for each, and the numbers of its rules where there is room."""

import bisect
import math

import numpy as np

from drawing.figure import BEYOND, Flag, at
from drawing.scales import number
from drawing.svg_elements import Look, element, polyline, text, words
from drawing.svg_plot import LIMIT, SMALL, Plot, spot_of
from drawing.widths import pixels
from drawing.words import TEXTS

MOST_MARKED = 2000
"""Flagged points that each have a mark with a title; more are drawn as one path."""
_FEW = 100
_WIDEST_LABEL = 80
_HALO: Look = {"stroke": "#ffffff", "stroke_width": 2.5, "paint_order": "stroke"}


def diamond(x: float, y: float, size: float) -> str:
    """Give the path of a diamond: flagged points are told from others by shape, not by colour alone."""
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    return polyline(corners) + "Z"


def flag_marks(plot: Plot, point: str, language: str) -> tuple[list[str], int]:
    """Mark flagged points, each with its rules where there is room; give the marks, and how many have no number."""
    flags = plot.panel.flags
    if not flags:
        return [], 0
    size = 5.0 if len(flags) <= _FEW else 3.0
    if len(flags) > MOST_MARKED:
        path = "".join(diamond(*spot_of(plot, flag), 2.0) for flag in flags)
        return [element("path", d=path, fill=LIMIT, class_="flagged")], len(flags)
    spots = [spot_of(plot, flag) for flag in flags]
    room = _Room(spots, size)
    parts = [_mark(plot, flag, size, point, language) for flag in flags]
    unnumbered = 0
    for flag, spot in zip(flags, spots, strict=True):
        numbers = ",".join(str(rule) for rule in flag.rules if rule != BEYOND)
        if numbers:
            label = _beside(plot, flag, numbers, room, spot)
            unnumbered += label is None
            parts += [] if label is None else [label]
    return parts, unnumbered


class _Room:
    """Where the number of a flag may stand: over no other number, and over no other flag."""

    def __init__(self, spots: list[tuple[float, float]], size: float) -> None:
        self.size = size
        self._spots = sorted(spots)
        self._labels: list[tuple[float, float, float]] = []

    def take(self, x: float, baseline: float, half: float) -> bool:
        """Take a place, when it is free; labels come from left to right."""
        reach = half + self.size
        begin = bisect.bisect_left(self._spots, (x - reach, -math.inf))
        for a, b in self._spots[begin:]:
            if a > x + reach:
                break
            if baseline - SMALL + 2 - self.size < b < baseline + self.size - 1:
                return False
        for a, b, other in reversed(self._labels):
            if a < x - _WIDEST_LABEL:
                break
            if abs(baseline - b) < SMALL and abs(x - a) < half + other + 2:
                return False
        self._labels.append((x, baseline, half))
        return True


def _mark(plot: Plot, flag: Flag, size: float, point: str, language: str) -> str:
    texts = TEXTS[language]
    x, y = spot_of(plot, flag)
    told = texts["tooltip"].format(
        point=point,
        number=flag.point + 1,
        value=number(float(plot.panel.series[flag.series][flag.point]), plot.decimals),
        rules=rules_text(flag, language),
    )
    title = element("title", words(told))
    look: Look = {"fill": LIMIT, "stroke": "#ffffff", "stroke_width": 0.8, "class_": "flagged"}
    return element("path", title, d=diamond(x, y, size), data_point=str(flag.point + 1), **look)


def rules_text(flag: Flag, language: str) -> str:
    """Say by which rules a point is flagged."""
    texts = TEXTS[language]
    numbers = texts["comma"].join(str(rule) for rule in flag.rules if rule != BEYOND)
    return texts["rules"].format(rules=numbers) if numbers else texts["beyond"]


def _beside(plot: Plot, flag: Flag, numbers: str, room: _Room, spot: tuple[float, float]) -> str | None:
    """Write the rules of a flag above or below it, farther away where others stand; None where there is no room."""
    (x, y), size = spot, room.size
    half = pixels(numbers, SMALL) / 2
    is_high = y <= plot.y(float(at(plot.panel.center, np.array([flag.point]))[0]))
    look: Look = {**_HALO, "text_anchor": "middle", "font_size": SMALL, "font_weight": "bold", "fill": LIMIT}
    for step in (0, 1, 2):
        for above in (is_high, not is_high):
            baseline = y - size - 3 - step * SMALL if above else y + size + 10 + step * SMALL
            inside = plot.area.top + SMALL - 2 <= baseline <= plot.area.bottom - 2
            if inside and room.take(x, baseline, half):
                return text(numbers, x, baseline, **look)
    return None
