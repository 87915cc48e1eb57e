"""The lines of a panel by name, with the digits that tell their values apart: what every picture writes beside them."""

from typing import Literal, TypeAlias

import msgspec
import numpy as np

from drawing.figure import Line, Panel, at, bounds
from drawing.scales import decimals_for, number

Role: TypeAlias = Literal["limit", "center", "reference"]


class NamedLine(msgspec.Struct, frozen=True):
    """
    A line with its name.

    Attributes:
        name: Short name, ``UCL``.
        value: Where it is, at the last point where it varies.
        label: Name and value.
        role: What kind of line it is.
    """

    name: str
    value: float
    label: str
    role: Role


def named_lines(panel: Panel) -> tuple[NamedLine, ...]:
    """List the lines of a panel, in order of precedence where two want one place."""
    last, decimals = np.array([panel.count - 1]), decimals_of(panel)
    lines: tuple[tuple[str, Line, Role], ...] = (
        ("UCL", panel.upper, "limit"),
        ("LCL", panel.lower, "limit"),
        ("CL", panel.center, "center"),
    )
    found = [(name, float(at(line, last)[0]), role) for name, line, role in lines]
    found += [(one.label, one.value, "reference") for one in panel.references]
    return tuple(NamedLine(name, value, f"{name} {number(value, decimals)}", role) for name, value, role in found)


def decimals_of(panel: Panel) -> int:
    """Give the decimals of a panel's values: those that tell a thousandth of the way between its limits apart."""
    span = 2 * (float(np.max(panel.upper)) / 2 - float(np.min(panel.lower)) / 2)
    low, high = bounds(panel)
    return decimals_for(span if span > 0.0 else high - low)
