"""What a control chart shows, as data: panels of points with their lines, flags and words. Draws nothing."""

from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from core.words import Localized

Floats: TypeAlias = npt.NDArray[np.float64]
Line: TypeAlias = float | Floats

BEYOND = 0
"""Stands among the rules of a flag for the comparison with the limits, where no rule makes it."""


class Flag(msgspec.Struct, frozen=True, order=True):
    """
    A flagged point.

    Attributes:
        point: Which point, from 0.
        rules: Numbers of the rules that flag it, ascending; `BEYOND` for the limits.
        series: Which of the panel's series it lies on.
    """

    point: int
    rules: tuple[int, ...]
    series: int = 0


class Reference(msgspec.Struct, frozen=True):
    """
    A line that is no control limit, such as a specification limit.

    Attributes:
        label: Short name that stands beside it, ``USL``.
        value: Where it is, in the unit of the points.
    """

    label: str
    value: float


class Panel(msgspec.Struct, frozen=True, eq=False):
    """
    One chart of a figure.

    Attributes:
        title: What is plotted.
        series: Points in time order; NaN where there is none. One series, or two about one centre (CUSUM).
        center: Centre line; one number, or one for each point.
        lower: Lower control limit, likewise.
        upper: Upper control limit, likewise.
        zone: Width of a zone, one standard error, likewise; None where run rules, and so zones, do not apply.
        flags: Flagged points, ascending.
        references: Further lines.
    """

    title: Localized
    series: tuple[Floats, ...]
    center: Line
    lower: Line
    upper: Line
    zone: Line | None = None
    flags: tuple[Flag, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def count(self) -> int:
        """Number of points."""
        return int(self.series[0].shape[0])

    @property
    def varies(self) -> bool:
        """Whether the limits move from point to point."""
        return any(np.ndim(line) > 0 for line in (self.center, self.lower, self.upper))


class Figure(msgspec.Struct, frozen=True, eq=False):
    """
    A control chart with everything that stands on it.

    Attributes:
        title: Heading.
        subtitle: What was charted: number of points, unit, rules.
        point: What a point is: a reading, a subgroup, a sample.
        panels: Charts above each other, on one axis of points.
        notes: Lines below, such as the rules in words.
        baseline: Number of first points that the limits were estimated from; None for all.
        rules: Each rule that is tested by its number, in words.
    """

    title: Localized
    subtitle: Localized
    point: Localized
    panels: tuple[Panel, ...]
    notes: tuple[Localized, ...] = ()
    baseline: int | None = None
    rules: tuple[tuple[int, Localized], ...] = ()

    @property
    def count(self) -> int:
        """Number of points."""
        return self.panels[0].count


def at(line: Line, points: npt.NDArray[np.int64]) -> Floats:
    """Give a line at some points."""
    if np.ndim(line) == 0:
        return np.full(points.shape[0], float(line))
    found: Floats = np.asarray(line, dtype=np.float64)[points]
    return found


def bounds(panel: Panel) -> tuple[float, float]:
    """Give the smallest and largest value of a panel, lines included; never equal."""
    lines = [panel.center, panel.lower, panel.upper, *(one.value for one in panel.references), *panel.series]
    least = min(float(np.nanmin(line)) for line in lines)
    most = max(float(np.nanmax(line)) for line in lines)
    if least == most:
        half = abs(least) * 0.01 or 1.0
        return least - half, most + half
    return least, most
