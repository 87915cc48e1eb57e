"""What the pieces of one chart in SVG share: colours, the area, scales, the points that are drawn."""

import msgspec

from drawing.figure import Flag, Panel, bounds
from drawing.named_lines import decimals_of
from drawing.scales import Scale, padded, round_step, tick_number, ticks
from drawing.thinning import Points, kept_points

INK, FAINT, POINT, PATH = "#1f2933", "#52606d", "#1f4e79", "#7f9db9"
LIMIT, CENTER, REFERENCE = "#b3261e", "#2e7d32", "#6a1b9a"
ZONES = {"C": "#eaf5ea", "B": "#fdf7d8", "A": "#fbe3d6"}
COLORS = {"limit": LIMIT, "center": CENTER, "reference": REFERENCE}
SMALL, LABEL = 11, 12
"""Sizes of letters, in pixels."""
INSET = 22
_BUCKET_PIXELS, _TICK_GAP = 2, 34


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


class Plot(msgspec.Struct, frozen=True, eq=False):
    """A panel with its scales and the points that are drawn."""

    panel: Panel
    area: Area
    points: Points
    across: Scale
    up: Scale
    decimals: int

    def x(self, point: float) -> float:
        """Place a point, from 0, on the axis."""
        return self.across.place(point)

    def y(self, value: float) -> float:
        """Place a value."""
        return self.up.place(value)


def plotted(panel: Panel, area: Area) -> Plot:
    """Choose the scales and the points of a panel for an area."""
    low, high = value_range(panel)
    across = Scale(0.0, max(panel.count - 1.0, 1.0), area.left + INSET, area.right - INSET)
    return Plot(
        panel=panel,
        area=area,
        points=kept_points(panel, buckets(area)),
        across=across,
        up=Scale(low, high, area.bottom, area.top),
        decimals=decimals_of(panel),
    )


def value_range(panel: Panel) -> tuple[float, float]:
    """Give the lowest and the highest value that a panel has room for."""
    return padded(*bounds(panel), 0.07)


def value_ticks(panel: Panel, height: float) -> list[tuple[float, str]]:
    """Give round values with their labels, as many as a height has room for."""
    low, high = value_range(panel)
    most = max(int(height) // _TICK_GAP, 2)
    return [(value, tick_number(value, round_step(high - low, most))) for value in ticks(low, high, most)]


def buckets(area: Area) -> int:
    """Give the parts that the axis is cut into where there are many points."""
    return int(area.width) // _BUCKET_PIXELS


def spot_of(plot: Plot, flag: Flag) -> tuple[float, float]:
    """Give the place of a flagged point."""
    return plot.x(float(flag.point)), plot.y(float(plot.panel.series[flag.series][flag.point]))
