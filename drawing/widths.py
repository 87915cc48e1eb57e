"""How wide text is: in columns of a terminal, and about how wide in pixels."""

import unicodedata
from collections.abc import Iterator

_NARROW = frozenset("iljtfrI.,:;'|!()[] -")


def columns(text: str) -> int:
    """Count the columns of a terminal; a Chinese character takes two."""
    return sum(2 if _is_wide(char) else 1 for char in text if not unicodedata.combining(char))


def pixels(text: str, size: float) -> float:
    """Estimate the width of text of a sans-serif font, rather too wide than too narrow."""
    wide = sum(1.0 if _is_wide(char) else 0.36 if char in _NARROW else 0.6 for char in text)
    return wide * size


def wrapped(text: str, most: float, size: float | None = None) -> Iterator[str]:
    """
    Break text into lines: between words, and where a Chinese character stands on either side.

    Args:
        text: What is to be broken.
        most: How wide a line may be, in columns of a terminal, or in pixels.
        size: Size of the font in pixels; ``None`` for a terminal. A word that is wider than a picture is broken too: a
            terminal goes on by itself, and what leaves a picture is lost.
    """
    line = ""
    pieces = _pieces(text)
    for piece in pieces if size is None else (part for one in pieces for part in _parts(one, most, size)):
        width = columns(line + piece.rstrip()) if size is None else pixels(line + piece.rstrip(), size)
        if line.strip() and width > most:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def hanging(text: str, most: int) -> Iterator[str]:
    """Break text for a terminal; what follows the first line is set in by two columns more than that."""
    inset = len(text) - len(text.lstrip(" "))
    for index, line in enumerate(wrapped(text.lstrip(" "), most - inset - 2)):
        yield " " * (inset + 2 * (index > 0)) + line


def _pieces(text: str) -> Iterator[str]:
    """Cut text into what must stay together; Chinese punctuation never begins a line."""
    piece = ""
    for char in text:
        can_break = piece and (piece[-1] == " " or _is_wide(char) or _is_wide(piece[-1]))
        if can_break and char not in "，。；：？！、）》" and piece[-1] not in "（《":
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _parts(piece: str, most: float, size: float) -> Iterator[str]:
    """Cut what is wider than a line."""
    part = ""
    for char in piece:
        if part and pixels((part + char).rstrip(), size) > most:
            yield part
            part = ""
        part += char
    yield part


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
