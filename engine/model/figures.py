"""Exact readings: decimal digits as they were recorded, many at a time."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

# What `core.documents.scalars` reads as one decimal, once for each reading of a whole list.
DECIMALS = re.compile(r"(?:-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,27})?,)*+")


class Figures:
    """
    Decimal readings in the order they were taken, digits kept; a missing one is ``None``.

    Args:
        texts: Digits, as `core.documents.scalars.DECIMAL` has them.
    """

    __slots__ = ("texts",)

    def __init__(self, texts: tuple[str | None, ...]) -> None:
        self.texts = texts

    @classmethod
    def of_texts(cls, texts: Sequence[object]) -> "Figures":
        """
        Take up readings as a document lists them: decimal text, or ``None`` for a missing one.

        Raises:
            ValueError: Something else stands among them.
        """
        recorded = [text for text in texts if text is not None]
        joined = ",".join(recorded) + "," if recorded else ""  # type: ignore[arg-type]  # refused two lines below
        if not DECIMALS.fullmatch(joined) or joined.count(",") != len(recorded):
            raise ValueError
        return cls(tuple(texts))  # type: ignore[arg-type]  # all of them are digits or None

    def canonical_form(self) -> list[str | None]:
        """Write the digits as they were recorded."""
        return list(self.texts)

    def numbers(self) -> Iterator[Decimal | None]:
        """Give the readings as exact numbers."""
        return (None if text is None else Decimal(text) for text in self.texts)

    def __len__(self) -> int:
        """Count the readings, missing ones included."""
        return len(self.texts)

    def __eq__(self, other: object) -> bool:
        """Compare digit by digit."""
        return isinstance(other, Figures) and self.texts == other.texts

    def __hash__(self) -> int:
        """Hash the digits."""
        return hash(self.texts)
