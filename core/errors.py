"""The error hierarchy: every error has a code, a place, a message and a hint. Nothing else is raised on purpose."""

import re
from collections.abc import Iterable
from typing import ClassVar

import msgspec

from core.locations import FileLocation, Location

MOST_SHOWN = 100
LONGEST_MESSAGE = 400
# What would break the line, move the cursor or turn the reading direction of what surrounds it.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
NUMBER = re.compile(r"([0-9]+)")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    An error as data: what an API answers and a log holds.

    Attributes:
        code: Stable name, ``<area>.<thing>.<problem>``.
        message: One line; lower case, no full stop, the user's text in backticks.
        location: Place, as text.
        hint: What to do about it.
    """

    code: str
    message: str
    location: str | None = None
    hint: str | None = None


class LotgateError(Exception):
    """
    The root: something is wrong with what was given.

    Args:
        message: One line; lower case, no full stop, the user's text in backticks.
        location: Where it is.
        hint: What to do about it.
    """

    code: ClassVar[str] = "internal"

    def __init__(self, message: str, *, location: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = one_line(message)
        self.location = location
        self.hint = None if hint is None else one_line(hint)

    def __str__(self) -> str:
        """Write all four parts on one line."""
        place = f"{self.location}: " if self.location is not None else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{place}[{self.code}] {self.message}{hint}"

    def problem(self) -> Problem:
        """Give the error as data."""
        location = None if self.location is None else str(self.location)
        return Problem(code=self.code, message=self.message, location=location, hint=self.hint)


class FaultsError(LotgateError):
    """
    Several faults told at once, sorted by place.

    Args:
        faults: At least one error, none of which was raised.
    """

    code = "faults"

    def __init__(self, faults: Iterable[LotgateError]) -> None:
        self.faults = tuple(sorted(faults, key=_place))
        count = len(self.faults)
        super().__init__(f"{count} fault{'' if count == 1 else 's'}", location=self.faults[0].location)

    def __str__(self) -> str:
        """Write a line for each fault, a hundred at most."""
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(f"… and {len(self.faults) - MOST_SHOWN} more")
        return "\n".join(lines)


def one_line(text: str) -> str:
    """Write text on one line: what cannot be seen as its code point, and no more than 400 characters."""
    shown = UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text[: LONGEST_MESSAGE + 1])
    return shown if len(shown) <= LONGEST_MESSAGE else f"{shown[: LONGEST_MESSAGE - 1]}…"


def _place(fault: LotgateError) -> tuple[list[str | int], int, int, str, str]:
    location = fault.location
    if isinstance(location, FileLocation):
        return (_natural(location.file), location.line, location.column, fault.code, fault.message)
    return (_natural(str(location or "")), 0, 0, fault.code, fault.message)


def _natural(text: str) -> list[str | int]:
    """Order `$.lot.steps[2]` before `$.lot.steps[10]`: text and numbers take turns, text first."""
    return [int(part) if index % 2 else part for index, part in enumerate(NUMBER.split(text))]
