"""A figure as text, for a terminal: signs of one column that every font has, and no colour needed."""

import itertools
from collections.abc import Callable, Iterator

import msgspec
import numpy as np

from drawing.figure import BEYOND, Figure, Flag, Panel, at, bounds
from drawing.named_lines import named_lines
from drawing.scales import Scale, padded, point_ticks
from drawing.widths import columns, wrapped
from drawing.words import TEXTS

Painter = Callable[[str, str], str]
"""Colours text for its role: ``flag``, ``limit``, ``center``, ``zone``, ``reference``, ``heading``."""

NARROWEST, WIDEST = 40, 240
_HEIGHTS = (21, 9)
_MOST_STEP = 4
_TWO_DIGITS = 10
_SIGNS = {"zone": ".", "center": "-", "limit": "=", "reference": "~"}


def plain(text: str, _role: str) -> str:
    """Leave text as it is."""
    return text


def lines(figure: Figure, language: str, width: int = 80, paint: Painter = plain) -> Iterator[str]:
    """
    Write a figure as lines of text.

    Args:
        figure: The figure.
        language: ``en`` or ``zh``.
        width: Columns of the terminal, 40 to 240; others are taken as the nearest of these.
        paint: Colours a piece of text for its role.

    Yields:
        Lines no wider than asked for. Where points are more than columns, a column holds several, drawn from the
        smallest to the largest; every flagged point shows as the number of its first rule, ``X`` for the limits.
    """
    wide = max(NARROWEST, min(width, WIDEST))
    yield from (paint(line, "heading") for line in wrapped(figure.title.text(language), wide))
    yield from wrapped(figure.subtitle.text(language), wide)
    gutter = max(columns(line.label) for panel in figure.panels for line in named_lines(panel)) + 1
    for index, panel in enumerate(figure.panels):
        yield ""
        yield panel.title.text(language)
        yield from _panel(panel, _HEIGHTS[min(index, 1)], gutter, wide, paint)
    yield ""
    yield from _legend(figure, language, wide)
    each = _grid_of(figure.panels[0], wide - gutter - 4).each
    if each > 1:
        yield from wrapped(TEXTS[language]["columns"].format(bucket=f"{each:,}"), wide)


class _Grid(msgspec.Struct, frozen=True):
    """How points become columns: `step` columns a point, or `each` points a column."""

    width: int
    step: int
    each: int

    def column(self, point: int) -> int:
        return point // self.each if self.each > 1 else point * self.step + self.step // 2


def _grid_of(panel: Panel, room: int) -> _Grid:
    if panel.count <= room:
        step = min(room // panel.count, _MOST_STEP)
        return _Grid(panel.count * step, step, 1)
    each = -(-panel.count // room)
    return _Grid(-(-panel.count // each), 1, each)


def _panel(panel: Panel, height: int, gutter: int, wide: int, paint: Painter) -> Iterator[str]:
    grid = _grid_of(panel, wide - gutter - 4)
    low, high = padded(*bounds(panel), 0.0)
    scale = Scale(low, high, height - 1.0, 0.0)
    cells = [[(" ", "")] * grid.width for _ in range(height)]
    _draw_lines(panel, grid, scale, cells)
    _draw_points(panel, grid, scale, cells)
    labels = _row_labels(panel, scale, height)
    zones = _row_zones(panel, scale, height)
    for row, line in enumerate(cells):
        label, role = labels.get(row, ("", ""))
        painted = "".join(_painted(line, paint))
        yield f"{paint(label.rjust(gutter), role)}|{painted}| {zones[row]}".rstrip()
    yield from _axis(panel, grid, gutter)


def _painted(line: list[tuple[str, str]], paint: Painter) -> Iterator[str]:
    for role, run in itertools.groupby(line, key=lambda cell: cell[1]):
        signs = "".join(sign for sign, _ in run)
        yield paint(signs, role) if role else signs


def _row(scale: Scale, value: float) -> int:
    return round(scale.place(value))


def _row_labels(panel: Panel, scale: Scale, height: int) -> dict[int, tuple[str, str]]:
    """Put each name on the row of its line, or on a free one beside it."""
    found: dict[int, tuple[str, str]] = {}
    for line in named_lines(panel):
        row = _row(scale, line.value)
        free = [one for one in (row, row + 1, row - 1) if one not in found and 0 <= one < height]
        if free:
            found[free[0]] = (line.label, line.role)
    return found


def _row_zones(panel: Panel, scale: Scale, height: int) -> list[str]:
    """Name the zone of each row, where zones are the same for all points."""
    if panel.zone is None or panel.varies:
        return [""] * height
    last = np.array([panel.count - 1])
    center, width, lower, upper = (
        float(at(line, last)[0]) for line in (panel.center, panel.zone, panel.lower, panel.upper)
    )
    names = []
    for row in range(height):
        value = scale.low + (scale.high - scale.low) * (height - 1 - row) / (height - 1)
        away = abs(value - center) / width if width > 0.0 else np.inf
        names.append("CBA"[min(int(away), 2)] if lower <= value <= upper and away < np.inf else "")
    return names


def _draw_lines(panel: Panel, grid: _Grid, scale: Scale, cells: list[list[tuple[str, str]]]) -> None:
    """Draw the least important line first: a later one stands on top."""
    points = np.array([min(_point_of(grid, column), panel.count - 1) for column in range(grid.width)])
    center, lower, upper = at(panel.center, points), at(panel.lower, points), at(panel.upper, points)
    drawn = [("reference", np.full(grid.width, one.value)) for one in panel.references]
    if panel.zone is not None:
        width = at(panel.zone, points)
        drawn = [
            *(("zone", np.clip(center + sigmas * width, lower, upper)) for sigmas in (-2.0, -1.0, 1.0, 2.0)),
            *drawn,
        ]
    drawn += [("limit", lower), ("limit", upper), ("center", center)]
    for role, values in drawn:
        for column, value in enumerate(values.tolist()):
            if role != "zone" or column % 4 == 1:
                cells[_row(scale, value)][column] = (_SIGNS[role], role)


def _point_of(grid: _Grid, column: int) -> int:
    return column * grid.each if grid.each > 1 else column // grid.step


def _draw_points(panel: Panel, grid: _Grid, scale: Scale, cells: list[list[tuple[str, str]]]) -> None:
    for values in panel.series:
        for begin in range(0, panel.count, grid.each):
            part = values[begin : begin + grid.each]
            part = part[~np.isnan(part)]
            if not part.size:
                continue
            top, bottom = _row(scale, float(part.max())), _row(scale, float(part.min()))
            for row in range(top, bottom + 1):
                cells[row][grid.column(begin)] = ("o" if top == bottom else ":", "")
    flags = sorted(panel.flags, key=lambda flag: min(flag.rules) or 1, reverse=True)
    for flag in flags:
        row = _row(scale, float(panel.series[flag.series][flag.point]))
        cells[row][grid.column(flag.point)] = (_sign(flag), "flag")


def _sign(flag: Flag) -> str:
    first = min(flag.rules)
    return "X" if first == BEYOND else str(first) if first < _TWO_DIGITS else "#"


def _axis(panel: Panel, grid: _Grid, gutter: int) -> Iterator[str]:
    """Number some of the points below their columns."""
    most = max(grid.width // (len(str(panel.count)) + 3), 1)
    marks, names = [" "] * grid.width, " " * (grid.width + 12)
    for index in point_ticks(panel.count, most):
        column, name = grid.column(index - 1), str(index)
        begin = max(column - len(name) // 2, 0)
        if names[max(begin - 1, 0) : begin + len(name) + 1].strip():
            continue
        marks[column] = "'"
        names = names[:begin] + name + names[begin + len(name) :]
    yield f"{'':{gutter}}+{''.join(marks)}".rstrip()
    yield f"{'':{gutter}} {names}".rstrip()


def _legend(figure: Figure, language: str, wide: int) -> Iterator[str]:
    """Explain the signs that are used, as many on a line as have room."""
    texts = TEXTS[language]
    rules = {rule for panel in figure.panels for flag in panel.flags for rule in flag.rules}
    said = [("o", "legend_point")]
    said += [("1-9", "legend_flag")] if rules - {BEYOND} else []
    said += [("X", "legend_beyond")] if BEYOND in rules else []
    said += [("---", "legend_center"), ("===", "legend_limits")]
    said += [("~~~", "legend_references")] if any(panel.references for panel in figure.panels) else []
    said += [(". .", "legend_zones")] if any(panel.zone is not None for panel in figure.panels) else []
    line = ""
    for item in (f"{sign} {texts[key]}" for sign, key in said):
        if line and columns(f"{line}   {item}") > wide:
            yield line
            line = ""
        line = f"{line}   {item}" if line else item
    yield from wrapped(line, wide)
