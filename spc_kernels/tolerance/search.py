"""The search for the smallest whole number that will do."""

from collections.abc import Callable

from spc_kernels.errors import ParameterError
from spc_kernels.samples import place

TIE = 1.0 + 1e-12
"""A chance this close above its bound has reached it: 1 - 0.9 is not 0.1 in float64."""


def smallest_true(holds: Callable[[int], bool], first: int, last: int, name: str) -> int:
    """Find the smallest whole number from which a monotone condition holds; `spc.parameter.out-of-range` if none."""
    low, high = first - 1, first
    while not holds(high):
        if high >= last:
            raise ParameterError(
                f"more than `{last}` would be needed", location=place(name), hint="ask for less than certainty"
            )
        low, high = high, min(2 * high + 1, last)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
