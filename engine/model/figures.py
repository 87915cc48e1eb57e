"""Exact readings: decimal digits as they were recorded, many at a time."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from core.documents.scalars import Refusal, are_decimals, decimal_of
from core.documents.tree import Scalar
from core.words import say


class Figures:
    """
    Decimal readings in the order they were taken, digits kept; a missing one is ``None``.

    Args:
        texts: Digits, as `core.documents.scalars.DECIMAL` has them.
    """

    __slots__ = ("texts",)
    written_as_text: ClassVar[bool] = False
    is_decimal: ClassVar[bool] = False

    def __init__(self, texts: tuple[str | None, ...]) -> None:
        self.texts = texts

    @classmethod
    def of_scalar(cls, scalar: Scalar) -> "Figures":
        """Refuse a single value: several readings are a list."""
        message = say(
            "a list of readings is asked for, not `{text}`", "此处应为读数列表，而非 `{text}`", text=scalar.text
        )
        raise Refusal(message)

    @classmethod
    def of_item(cls, scalar: Scalar) -> str:
        """Read one reading from a document, digits kept; raises `core.documents.scalars.Refusal`."""
        decimal_of(scalar)
        return scalar.text

    @classmethod
    def of_items(cls, items: Sequence[str | None]) -> "Figures":
        """Take up readings that were read one by one; ``None`` is a missing one."""
        return cls(tuple(items))

    @classmethod
    def of_plain(cls, value: object) -> "Figures":
        """
        Take up readings as JSON lists them: decimal text, or ``None`` for a missing one.

        Raises:
            ValueError: Something else stands among them.
        """
        if not isinstance(value, list) or not set(map(type, value)) <= {str, type(None)}:
            raise ValueError(value)
        if not are_decimals([text for text in value if text is not None]):
            raise ValueError(value)
        return cls(tuple(value))

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
