"""Text of both languages in the columns of a terminal: a Chinese character takes two."""

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 80
# What is kept together: a word with the space before it, or a single wide character with what may not begin a line.
WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
CLOSING = "，。；：、）】》！？"
PIECE = re.compile(rf"\s*(?:[{WIDE}][{CLOSING}]*|[^\s{WIDE}]+[{CLOSING}]*)")


def columns(text: str) -> int:
    """Count the columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> Iterator[str]:
    """
    Break a text into lines.

    Args:
        text: The text; blanks are where it may break, and so is every place between Chinese characters.
        first: What stands before the first line.
        rest: What stands before the others.
        width: Columns of a line; a word that is longer is cut.
    """
    line, held = first, columns(first)
    empty = True
    for piece in _pieces(text, width - max(columns(first), columns(rest))):
        needed = columns(piece.lstrip() if empty else piece)
        if not empty and held + needed > width:
            yield line.rstrip()
            line, held, empty = rest, columns(rest), True
            needed = columns(piece.lstrip())
        line += piece.lstrip() if empty else piece
        held, empty = held + needed, False
    yield line.rstrip()


def _pieces(text: str, longest: int) -> Iterator[str]:
    for found in PIECE.finditer(text):
        piece = found[0]
        while columns(piece) > longest:
            # Only what has no blank and no Chinese character is ever so long: each character takes one column.
            yield piece[:longest]
            piece = piece[longest:]
        yield piece
