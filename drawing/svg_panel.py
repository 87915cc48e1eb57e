"""One chart as SVG: zones, lines, points, flags and labels, within a rectangle that is given."""

import bisect
import math
from collections.abc import Iterator

import msgspec
import numpy as np

from drawing.figure import BEYOND, Figure, Flag, Line, Panel, at, bounds
from drawing.scales import Scale, decimals_for, number, padded, point_ticks, round_step, tick_number, ticks
from drawing.svg_elements import element, place, polyline, text, words
from drawing.thinning import Points, kept_points
from drawing.widths import pixels
from drawing.words import TEXTS

INK, FAINT, POINT, PATH = "#1f2933", "#52606d", "#1f4e79", "#7f9db9"
LIMIT, CENTER, REFERENCE = "#b3261e", "#2e7d32", "#6a1b9a"
ZONES = {"C": "#eaf5ea", "B": "#fdf7d8", "A": "#fbe3d6"}
SMALL = 11
MOST_MARKED = 2000
"""Flagged points that each have a mark with a title; more are drawn as one path."""
_TICK_GAP, _LABEL_GAP, _INSET = 34, 12, 22
_WIDEST_LABEL = 80
_HALO: dict[str, str | float] = {"stroke": "#ffffff", "stroke_width": 2.5, "paint_order": "stroke"}
_BUCKET_PIXELS = 2


class Area(msgspec.Struct, frozen=True):
    """Where the points of a panel go, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height


class Drawn(msgspec.Struct, frozen=True):
    """A panel as SVG, and what must be said about it: points drawn, points of a part, flags without a number."""

    svg: str
    points: int
    bucket: int
    unnumbered: int


class _Plot(msgspec.Struct, frozen=True, eq=False):
    """A panel with its scales and the points that are drawn."""

    panel: Panel
    area: Area
    points: Points
    across: Scale
    up: Scale
    decimals: int | None

    def x(self, point: float) -> float:
        return self.across.place(point)

    def y(self, value: float) -> float:
        return self.up.place(value)


def draw_panel(figure: Figure, panel: Panel, area: Area, language: str) -> Drawn:
    """
    Draw one chart of a figure.

    Args:
        figure: The figure it belongs to.
        panel: The chart.
        area: Where its points go; title and labels stand around it.
        language: ``en`` or ``zh``.

    Returns:
        The SVG of a group, with how many points were drawn and how many flags have no number.
    """
    plot = _plot(panel, area)
    marks, unnumbered = _flags(plot, figure.point.text(language), language)
    parts = [
        *_zones(plot),
        *_axes(plot),
        *_lines(plot),
        *_baseline(plot, figure, language),
        *_series(plot),
        *marks,
        *_labels(plot),
        text(panel.title.text(language), area.left, area.top - 9, font_size=13, font_weight="bold", fill=INK),
    ]
    bucket = -(-panel.count // _buckets(area))
    return Drawn(element("g", "\n".join(parts)), int(plot.points.shape[0]), bucket, unnumbered)


def _plot(panel: Panel, area: Area) -> _Plot:
    low, high = padded(*bounds(panel), 0.07)
    across = Scale(0.0, max(panel.count - 1.0, 1.0), area.left + _INSET, area.right - _INSET)
    span = float(np.nanmax(panel.upper)) / 2 - float(np.nanmin(panel.lower)) / 2
    return _Plot(
        panel=panel,
        area=area,
        points=kept_points(panel, _buckets(area)),
        across=across,
        up=Scale(low, high, area.bottom, area.top),
        decimals=decimals_for(2 * span if span > 0.0 else high - low),
    )


def _buckets(area: Area) -> int:
    return int(area.width) // _BUCKET_PIXELS


def _zones(plot: _Plot) -> Iterator[str]:
    """Shade zones from the centre outwards; a clipped limit clips its zones."""
    panel, area = plot.panel, plot.area
    yield element("rect", x=area.left, y=area.top, width=area.width, height=area.height, fill="#ffffff")
    if panel.zone is None:
        return
    center, width = at(panel.center, plot.points), at(panel.zone, plot.points)
    lower, upper = at(panel.lower, plot.points), at(panel.upper, plot.points)
    edges = [center, np.minimum(center + width, upper), np.minimum(center + 2 * width, upper), upper]
    below = [center, np.maximum(center - width, lower), np.maximum(center - 2 * width, lower), lower]
    for name, inner, outer in zip("CBA", (0, 1, 2), (1, 2, 3), strict=True):
        for near, far in ((edges[inner], edges[outer]), (below[inner], below[outer])):
            there, back = _steps(plot, near), list(reversed(_steps(plot, far)))
            yield element("path", d=polyline([*there, *back]) + "Z", fill=ZONES[name])
            middle = (plot.y(float(near[0])) + plot.y(float(far[0]))) / 2
            if abs(plot.y(float(near[0])) - plot.y(float(far[0]))) > SMALL:
                yield text(name, area.left + 6, middle + 4, font_size=SMALL, fill=FAINT)


def _steps(plot: _Plot, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[tuple[float, float]]:
    """Give a line as steps that change half-way between two points, from edge to edge of the plot."""
    area = plot.area
    if bool((values == values[0]).all()):
        return [(area.left, plot.y(float(values[0]))), (area.right, plot.y(float(values[0])))]
    xs = [plot.x(float(point)) for point in plot.points]
    cuts = [area.left, *((a + b) / 2 for a, b in zip(xs[:-1], xs[1:], strict=True)), area.right]
    found: list[tuple[float, float]] = []
    for begin, end, value in zip(cuts[:-1], cuts[1:], values.tolist(), strict=True):
        y = plot.y(value)
        if found and found[-1][1] == y:
            found[-1] = (end, y)
        else:
            found += [(begin, y), (end, y)]
    return found


def _axes(plot: _Plot) -> Iterator[str]:
    area, panel = plot.area, plot.panel
    frame = {"x": area.left, "y": area.top, "width": area.width, "height": area.height}
    yield element("rect", fill="none", stroke="#9aa5b1", **frame)
    most = max(int(area.height) // _TICK_GAP, 2)
    values = ticks(plot.up.low, plot.up.high, most)
    step = round_step(plot.up.high - plot.up.low, most) if values else 1.0
    for value in values:
        y = plot.y(value)
        yield element("path", d=f"M{place(area.left - 4)} {place(y)}H{place(area.left)}", stroke="#9aa5b1")
        label = tick_number(value, step)
        yield text(label, area.left - 7, y + 4, text_anchor="end", font_size=SMALL, fill=FAINT)
    for index in point_ticks(panel.count, 14):
        x = plot.x(index - 1.0)
        yield element("path", d=f"M{place(x)} {place(area.bottom)}v4", stroke="#9aa5b1")
        yield text(str(index), x, area.bottom + 16, text_anchor="middle", font_size=SMALL, fill=FAINT)


def _lines(plot: _Plot) -> Iterator[str]:
    panel = plot.panel
    for line, color, dashes in (
        (panel.center, CENTER, ""),
        (panel.lower, LIMIT, "6 4"),
        (panel.upper, LIMIT, "6 4"),
        *((one.value, REFERENCE, "10 3 2 3") for one in panel.references),
    ):
        look: dict[str, str | float] = {"fill": "none", "stroke": color, "stroke_width": 1.3}
        if dashes:
            look["stroke_dasharray"] = dashes
        yield element("path", d=polyline(_steps(plot, at(line, plot.points))), **look)


def _baseline(plot: _Plot, figure: Figure, language: str) -> Iterator[str]:
    """Mark where the points end that the limits were estimated from."""
    if figure.baseline is None or figure.baseline >= plot.panel.count:
        return
    area, x = plot.area, plot.x(figure.baseline - 0.5)
    path = f"M{place(x)} {place(area.top)}V{place(area.bottom)}"
    yield element("path", d=path, stroke=FAINT, stroke_dasharray="2 3", fill="none")
    if plot.panel is figure.panels[0]:
        said = TEXTS[language]["baseline"].format(count=f"{figure.baseline:,}")
        anchor, shift = ("end", -5) if x - area.left > pixels(said, SMALL) + 2 * _INSET else ("start", 5)
        yield text(said, x + shift, area.top + 13, text_anchor=anchor, font_size=SMALL, fill=FAINT)


def _series(plot: _Plot) -> Iterator[str]:
    count = plot.points.shape[0]
    radius = 3.0 if count <= 80 else 2.0 if count <= 250 else 0.0
    for values in plot.panel.series:
        places = [
            None if np.isnan(value) else (plot.x(float(point)), plot.y(value))
            for point, value in zip(plot.points.tolist(), values[plot.points].tolist(), strict=True)
        ]
        width = 1.2 if radius else 0.8
        path = polyline(places)
        yield element("path", d=path, fill="none", stroke=PATH, stroke_width=width, stroke_linejoin="round")
        if radius:
            dots = "".join(f"M{place(x)} {place(y)}h0" for x, y in filter(None, places))
            yield element("path", d=dots, fill="none", stroke=POINT, stroke_width=2 * radius, stroke_linecap="round")


def diamond(x: float, y: float, size: float) -> str:
    """Give the path of a diamond: flagged points are told from others by shape, not by colour alone."""
    return f"M{place(x)} {place(y - size)}L{place(x + size)} {place(y)}L{place(x)} {place(y + size)}L{place(x - size)} {place(y)}Z"


def _flags(plot: _Plot, point: str, language: str) -> tuple[list[str], int]:
    """Mark flagged points, each with its rules where there is room; give the marks, and how many have no number."""
    flags = plot.panel.flags
    if not flags:
        return [], 0
    size = 5.0 if len(flags) <= 100 else 3.0
    if len(flags) > MOST_MARKED:
        path = "".join(diamond(*_spot(plot, flag), 2.0) for flag in flags)
        return [element("path", d=path, fill=LIMIT, class_="flagged")], len(flags)
    spots = [_spot(plot, flag) for flag in flags]
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


def _spot(plot: _Plot, flag: Flag) -> tuple[float, float]:
    return plot.x(float(flag.point)), plot.y(float(plot.panel.series[flag.series][flag.point]))


def _mark(plot: _Plot, flag: Flag, size: float, point: str, language: str) -> str:
    texts = TEXTS[language]
    x, y = _spot(plot, flag)
    told = texts["tooltip"].format(
        point=point,
        number=flag.point + 1,
        value=number(float(plot.panel.series[flag.series][flag.point]), plot.decimals),
        rules=rules_text(flag, language),
    )
    title = element("title", words(told))
    look = {"fill": LIMIT, "stroke": "#ffffff", "stroke_width": 0.8, "class_": "flagged"}
    return element("path", title, d=diamond(x, y, size), data_point=str(flag.point + 1), **look)


def rules_text(flag: Flag, language: str) -> str:
    """Say by which rules a point is flagged."""
    texts = TEXTS[language]
    numbers = texts["comma"].join(str(rule) for rule in flag.rules if rule != BEYOND)
    return texts["rules"].format(rules=numbers) if numbers else texts["beyond"]


def _beside(plot: _Plot, flag: Flag, numbers: str, room: _Room, spot: tuple[float, float]) -> str | None:
    """Write the rules of a flag above or below it, farther away where others stand; None where there is no room."""
    (x, y), size = spot, room.size
    half = pixels(numbers, SMALL) / 2
    is_high = y <= plot.y(float(at(plot.panel.center, np.array([flag.point]))[0]))
    look = {"text_anchor": "middle", "font_size": SMALL, "font_weight": "bold", "fill": LIMIT} | _HALO
    for step in (0, 1, 2):
        for above in (is_high, not is_high):
            baseline = y - size - 3 - step * SMALL if above else y + size + 10 + step * SMALL
            inside = plot.area.top + SMALL - 2 <= baseline <= plot.area.bottom - 2
            if inside and room.take(x, baseline, half):
                return text(numbers, x, baseline, **look)
    return None


def _labels(plot: _Plot) -> Iterator[str]:
    """Name the lines at the right, those that lie close together pushed apart."""
    panel, area = plot.panel, plot.area
    last = np.array([panel.count - 1])
    named: list[tuple[str, Line, str]] = [
        ("UCL", panel.upper, LIMIT),
        ("CL", panel.center, CENTER),
        ("LCL", panel.lower, LIMIT),
        *((one.label, one.value, REFERENCE) for one in panel.references),
    ]
    found = sorted(
        (plot.y(float(at(line, last)[0])), name, float(at(line, last)[0]), color) for name, line, color in named
    )
    for y, (wanted, name, value, color) in zip(_apart([one[0] for one in found], area), found, strict=True):
        path = f"M{place(area.right)} {place(wanted)}L{place(area.right + 9)} {place(y)}"
        yield element("path", d=path, stroke=color, stroke_width=0.8, fill="none")
        label = f"{name} {number(value, plot.decimals)}"
        yield text(label, area.right + 12, y + 4, font_size=SMALL + 1, fill=color)


def _apart(wanted: list[float], area: Area) -> list[float]:
    """Push ascending places apart until labels fit, and back up where they would leave the area."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + _LABEL_GAP + 1) if placed else max(y, area.top + 2))
    for index in range(len(placed) - 1, -1, -1):
        below = area.bottom + 2 if index == len(placed) - 1 else placed[index + 1] - _LABEL_GAP - 1
        placed[index] = min(placed[index], below)
    return placed
