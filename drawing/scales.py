"""Scales: from values to places, round numbers for an axis, and as many digits as a picture can tell apart."""

import math

import msgspec

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_QUARTER = 2.5
_LARGEST, _MOST_PLAIN = 1e15, 6
MOST_DECIMALS = 15


class Scale(msgspec.Struct, frozen=True):
    """
    A linear scale.

    Attributes:
        low: Value at `start`.
        high: Value at `end`.
        start: Place of the lowest value.
        end: Place of the highest value; smaller than `start` where places run downwards.
    """

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Give the place of a value."""
        # Halves first: the difference of two large values of opposite sign overflows.
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return self.start + share * (self.end - self.start)


def padded(low: float, high: float, share: float) -> tuple[float, float]:
    """Widen a range on both sides by a share of it."""
    room = (high / 2 - low / 2) * 2 * share
    return low - room, high + room


def round_step(span: float, most: int) -> float:
    """Give the smallest of 1, 2, 2.5, 5 times a power of ten that divides a span into `most` parts or fewer."""
    exponent = math.floor(math.log10(span / most))
    for step in _STEPS:
        size: float = step * 10.0**exponent
        if span / size <= most:
            return size
    return 10.0 ** (exponent + 1)


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Give round values between two ends, ends included, `most` + 1 at most."""
    span = high - low
    if not 0.0 < span < math.inf:
        return ()
    step = round_step(span, most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(index * step for index in range(first, last + 1))


def point_ticks(count: int, most: int) -> tuple[int, ...]:
    """Give round numbers of points, from 1; the first one is among them."""
    if count <= most:
        return tuple(range(1, count + 1))
    step = max(int(round_step(count, most)), 1)
    # A tick right beside the first one would stand in its place.
    return (1, *(number for number in range(step, count + 1, step) if number > step / 2 and number > 1))


def decimals_for(span: float) -> int:
    """Give the decimals that tell a thousandth of a span apart."""
    if not 0.0 < span < math.inf:
        return 0
    return max(0, min(MOST_DECIMALS, 2 - math.floor(math.log10(span))))


def number(value: float, decimals: int) -> str:
    """Write a value for a label, with an exponent where it would be long; the same text on every machine."""
    if abs(value) >= _LARGEST or (decimals > _MOST_PLAIN and abs(value) < 10.0 ** (_MOST_PLAIN - decimals)):
        return f"{value:.4g}"
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0.0 else text


def tick_number(value: float, step: float) -> str:
    """Write a round value of an axis with the digits of its step."""
    exponent = math.floor(math.log10(step))
    decimals = max(0, -exponent + (round(step / 10.0**exponent, 6) == _QUARTER))
    return number(round(value, decimals), min(decimals, MOST_DECIMALS))
