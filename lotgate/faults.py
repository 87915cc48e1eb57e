"""Faults for a terminal: each with its line of the source underlined."""

import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import click

from core.errors import MOST_SHOWN, UNPRINTABLE, FaultsError, LotgateError, more
from core.locations import FileLocation
from lotgate.language import language

LONGEST_LINE = 160
REFUSED, MISUSED = 1, 2


class Commands(click.Group):
    """The commands; what they are given and refuse is told in the language that was chosen, with exit code 1."""

    def invoke(self, ctx: click.Context) -> None:
        """Run a command."""
        try:
            super().invoke(ctx)
        except LotgateError as error:
            show_faults(faults_of(error), language())
        else:
            return
        # Behind the handler: what the error held, such as a socket, is let go first.
        ctx.exit(REFUSED)


class Asking(click.Command):
    """A command whose exit code 1 is an answer: what it refuses has exit code 2."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command."""
        try:
            super().invoke(ctx)
        except LotgateError as error:
            show_faults(faults_of(error), language())
        else:
            return
        # Behind the handler: what the error held, such as a socket, is let go first.
        ctx.exit(MISUSED)


def faults_of(error: LotgateError) -> tuple[LotgateError, ...]:
    """Give the single faults of an error."""
    return error.faults if isinstance(error, FaultsError) else (error,)


def show_faults(faults: Iterable[LotgateError], language: str = "en") -> None:
    """Write faults to standard error in a language, at most a hundred."""
    shown = list(faults)
    for fault in shown[:MOST_SHOWN]:
        sys.stderr.write(f"{fault.text(language)}\n{_excerpt(fault)}")
    if len(shown) > MOST_SHOWN:
        sys.stderr.write(f"{more(len(shown) - MOST_SHOWN).text(language)}\n")


def _excerpt(fault: LotgateError) -> str:
    """Give the line of the source with a caret, when it can be read here."""
    place = fault.location
    if not isinstance(place, FileLocation) or not place.line:
        return ""
    try:
        lines = Path(place.file).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    if place.line > len(lines):
        return ""
    # A control character of the file does nothing to the terminal, and takes one column.
    line = UNPRINTABLE.sub("\ufffd", lines[place.line - 1].rstrip())
    if len(line) > LONGEST_LINE or place.column > LONGEST_LINE:
        return ""
    # A Chinese character takes two columns of a terminal, and so must the space under it.
    padding = "".join(
        "\u3000" if unicodedata.east_asian_width(char) in "WF" else " " for char in line[: place.column - 1]
    )
    return f"    | {line}\n    | {padding}^\n"
