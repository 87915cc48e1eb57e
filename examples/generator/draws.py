"""Random draws that come out the same on every machine."""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

import msgspec

T = TypeVar("T")
UNIFORMS = 12
BITS = 16


class Extent(msgspec.Struct, frozen=True):
    """
    How much is made of what can be made in any size: histories, readings, series.

    Attributes:
        times: Multiplies it.
        parts: Divides it.
    """

    times: int = 1
    parts: int = 1

    def of(self, number: int) -> int:
        """Give the size of what has a certain size by itself; 1 at least."""
        return max(1, number * self.times // self.parts)


class Spread(msgspec.Struct, frozen=True):
    """
    How readings of one thing lie.

    Attributes:
        center: Their mean, as digits.
        sigma: Their standard deviation.
        resolution: The smallest difference that is told apart; its digits are those of every reading.
    """

    center: str
    sigma: str
    resolution: str


class Draws:
    """
    A stream of draws of its own for each subject, so that more of one changes nothing of another.

    Args:
        seed: Chooses all streams.
        subject: What the stream is for.
    """

    def __init__(self, seed: int, subject: str) -> None:
        self.seed = seed
        self.subject = subject
        self._random = random.Random(f"{seed}/{subject}")  # noqa: S311  # readings, no secrets

    def of(self, subject: str) -> "Draws":
        """Give the stream of a part of the subject."""
        return Draws(self.seed, f"{self.subject}/{subject}")

    def integer(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self._random.randint(low, high)

    def chance(self, percent: int) -> bool:
        """Draw whether something happens."""
        return self._random.randint(1, 100) <= percent

    def one_of(self, choices: Sequence[T]) -> T:
        """Draw one of several."""
        return choices[self._random.randrange(len(choices))]

    def deviate(self) -> float:
        """
        Draw a standard normal deviate, as the sum of twelve uniform ones.

        Only sums are taken: a logarithm or a sine may differ in its last digit from machine to machine.
        """
        bits = self._random.getrandbits(UNIFORMS * BITS)
        mask = (1 << BITS) - 1
        total = sum((bits >> (BITS * place)) & mask for place in range(UNIFORMS))
        return total / (1 << BITS) - UNIFORMS * mask / (1 << BITS) / 2

    def reading(self, spread: Spread, shift: float = 0.0) -> Decimal:
        """Draw a reading; `shift` is added to the mean, in units of the reading."""
        step = float(spread.resolution)
        counts = (float(spread.center) + shift + float(spread.sigma) * self.deviate()) / step
        return round(counts) * Decimal(spread.resolution)

    def readings(self, number: int, spread: Spread) -> list[Decimal]:
        """Draw readings."""
        return [self.reading(spread) for _ in range(number)]
