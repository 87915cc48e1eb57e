"""One chart as SVG: zones, lines, points, flags and labels, within a rectangle that is given."""

import itertools
from collections.abc import Iterator

import msgspec
import numpy as np

from drawing.figure import Figure, Floats, Panel, at
from drawing.named_lines import named_lines
from drawing.scales import point_ticks
from drawing.svg_elements import Look, element, place, polyline, text
from drawing.svg_flags import flag_marks
from drawing.svg_plot import (
    CENTER,
    COLORS,
    FAINT,
    INK,
    INSET,
    LABEL,
    LIMIT,
    PATH,
    POINT,
    REFERENCE,
    SMALL,
    ZONES,
    Area,
    Plot,
    buckets,
    plotted,
    value_ticks,
)
from drawing.widths import pixels
from drawing.words import TEXTS

_LABEL_GAP = 12
_MOST_TICKS = 14
_RADII = ((80, 3.0), (250, 2.0))
"""Up to so many points, dots of this radius; more points are a line alone."""


class Drawn(msgspec.Struct, frozen=True):
    """A panel as SVG, and what must be said about it: points drawn, points of a part, flags without a number."""

    svg: str
    points: int
    bucket: int
    unnumbered: int


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
    plot = plotted(panel, area)
    marks, unnumbered = flag_marks(plot, figure.point.text(language), language)
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
    bucket = -(-panel.count // buckets(area))
    return Drawn(element("g", "\n".join(parts)), int(plot.points.shape[0]), bucket, unnumbered)


def _zones(plot: Plot) -> Iterator[str]:
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


def _steps(plot: Plot, values: Floats) -> list[tuple[float, float]]:
    """Give a line as steps that change half-way between two points, from edge to edge of the plot."""
    area = plot.area
    if bool((values == values[0]).all()):
        return [(area.left, plot.y(float(values[0]))), (area.right, plot.y(float(values[0])))]
    xs = [plot.x(float(point)) for point in plot.points]
    cuts = [area.left, *((a + b) / 2 for a, b in itertools.pairwise(xs)), area.right]
    found: list[tuple[float, float]] = []
    for begin, end, value in zip(cuts[:-1], cuts[1:], values.tolist(), strict=True):
        y = plot.y(value)
        if found and found[-1][1] == y:
            found[-1] = (end, y)
        else:
            found += [(begin, y), (end, y)]
    return found


def _axes(plot: Plot) -> Iterator[str]:
    area, panel = plot.area, plot.panel
    frame = {"x": area.left, "y": area.top, "width": area.width, "height": area.height}
    yield element("rect", fill="none", stroke="#9aa5b1", **frame)
    for value, label in value_ticks(panel, area.height):
        y = plot.y(value)
        yield element("path", d=f"M{place(area.left - 4)} {place(y)}H{place(area.left)}", stroke="#9aa5b1")
        yield text(label, area.left - 7, y + 4, text_anchor="end", font_size=SMALL, fill=FAINT)
    for index in point_ticks(panel.count, _MOST_TICKS):
        x = plot.x(index - 1.0)
        yield element("path", d=f"M{place(x)} {place(area.bottom)}v4", stroke="#9aa5b1")
        yield text(str(index), x, area.bottom + 16, text_anchor="middle", font_size=SMALL, fill=FAINT)


def _lines(plot: Plot) -> Iterator[str]:
    panel = plot.panel
    for line, color, dashes in (
        (panel.center, CENTER, ""),
        (panel.lower, LIMIT, "6 4"),
        (panel.upper, LIMIT, "6 4"),
        *((one.value, REFERENCE, "10 3 2 3") for one in panel.references),
    ):
        look: Look = {"fill": "none", "stroke": color, "stroke_width": 1.3}
        if dashes:
            look["stroke_dasharray"] = dashes
        yield element("path", d=polyline(_steps(plot, at(line, plot.points))), **look)


def _baseline(plot: Plot, figure: Figure, language: str) -> Iterator[str]:
    """Mark where the points end that the limits were estimated from."""
    if figure.baseline is None or figure.baseline >= plot.panel.count:
        return
    area, x = plot.area, plot.x(figure.baseline - 0.5)
    path = f"M{place(x)} {place(area.top)}V{place(area.bottom)}"
    yield element("path", d=path, stroke=FAINT, stroke_dasharray="2 3", fill="none")
    if plot.panel is figure.panels[0]:
        said = TEXTS[language]["baseline"].format(count=f"{figure.baseline:,}")
        anchor, shift = ("end", -5) if x - area.left > pixels(said, SMALL) + 2 * INSET else ("start", 5)
        yield text(said, x + shift, area.top + 13, text_anchor=anchor, font_size=SMALL, fill=FAINT)


def _series(plot: Plot) -> Iterator[str]:
    count = plot.points.shape[0]
    radius = next((size for most, size in _RADII if count <= most), 0.0)
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


def _labels(plot: Plot) -> Iterator[str]:
    """Name the lines at the right, those that lie close together pushed apart."""
    area = plot.area
    lines = sorted(named_lines(plot.panel), key=lambda line: (plot.y(line.value), line.name))
    places = _apart([plot.y(line.value) for line in lines], area)
    for line, y in zip(lines, places, strict=True):
        color = COLORS[line.role]
        path = f"M{place(area.right)} {place(plot.y(line.value))}L{place(area.right + 9)} {place(y)}"
        yield element("path", d=path, stroke=color, stroke_width=0.8, fill="none")
        yield text(line.label, area.right + 12, y + 4, font_size=LABEL, fill=color)


def _apart(wanted: list[float], area: Area) -> list[float]:
    """Push ascending places apart until labels fit, and back up where they would leave the area."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + _LABEL_GAP + 1) if placed else max(y, area.top + 2))
    for index in range(len(placed) - 1, -1, -1):
        below = area.bottom + 2 if index == len(placed) - 1 else placed[index + 1] - _LABEL_GAP - 1
        placed[index] = min(placed[index], below)
    return placed
