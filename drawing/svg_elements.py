"""SVG elements as text: escaped, with places of two digits, the same bytes on every machine."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from core.errors import one_line

Look: TypeAlias = dict[str, str | float]
"""Attributes of an element."""


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Write an element; `_` in the name of an attribute stands for `-`, a trailing one for nothing."""
    given = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def words(text: str) -> str:
    """Escape text; what cannot be seen stands as its code point, as XML takes no control characters."""
    return escape(one_line(text))


def text(content: str, x: float, y: float, **attributes: str | float) -> str:
    """Write a line of text with its baseline at y."""
    return element("text", words(content), x=x, y=y, **attributes)


def place(value: float) -> str:
    """Write a place, in pixels."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def polyline(places: Iterable[tuple[float, float] | None]) -> str:
    """Give the path through places; None interrupts it."""
    parts, is_drawn = [], False
    for one in places:
        if one is not None:
            parts.append(f"{'L' if is_drawn else 'M'}{place(one[0])} {place(one[1])}")
        is_drawn = one is not None
    return "".join(parts)


def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else place(value)
