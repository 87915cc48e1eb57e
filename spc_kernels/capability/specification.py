"""Specification limits and target; an absent limit is None and never zero."""

import math

import msgspec

from spc_kernels.capability.errors import NoLimitError
from spc_kernels.errors import LimitsCrossedError, ParameterError
from spc_kernels.samples import LARGEST, number, place, shown


def checked_specification(specification: object) -> "Specification":
    """Take a specification and nothing else; `spc.parameter.out-of-range`."""
    if not isinstance(specification, Specification):
        raise ParameterError(
            f"`{shown(specification)}` is no specification",
            location=place("specification"),
            hint="give a `Specification` with `lsl`, `usl` or both",
        )
    return specification


class Specification(msgspec.Struct, frozen=True):
    """
    The limits a reading must keep, in the unit of the readings.

    Attributes:
        lsl: Lower specification limit; None: there is none.
        usl: Upper specification limit; None: there is none.
        target: Target, between the limits; None: the middle of two limits, and no target with one limit.

    Raises:
        NoLimitError: ``spc.capability.no-limit``.
        LimitsCrossedError: ``spc.limits.crossed``.
        ParameterError: ``spc.parameter.out-of-range``, NaN, above 1e100, or a target beyond a limit.
    """

    lsl: float | None = None
    usl: float | None = None
    target: float | None = None

    def __post_init__(self) -> None:
        """Check limits and target."""
        for name in ("lsl", "usl", "target"):
            value = getattr(self, name)
            if value is not None:
                number(value, name, above=-LARGEST, below=LARGEST, closed=True)
        if self.lsl is None and self.usl is None:
            raise NoLimitError("no specification limit is given", location=place("lsl"), hint="give `lsl` or `usl`")
        lower = -math.inf if self.lsl is None else self.lsl
        upper = math.inf if self.usl is None else self.usl
        if lower >= upper:
            raise LimitsCrossedError(
                f"`lsl` `{lower:g}` does not lie below `usl` `{upper:g}`",
                location=place("lsl"),
                hint="exchange them, or leave one out",
            )
        if self.target is not None and not lower <= self.target <= upper:
            raise ParameterError(
                f"`target` is `{self.target:g}`", location=place("target"), hint="it lies between the limits"
            )

    def aim(self) -> float | None:
        """Give the target, or the middle of two limits."""
        if self.target is not None or self.lsl is None or self.usl is None:
            return self.target
        return 0.5 * self.lsl + 0.5 * self.usl
