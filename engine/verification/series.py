"""The notation for series of readings: ``24.1+0x8 _ 24.2``."""

import re
from collections.abc import Mapping
from decimal import Decimal

from core.locations import Location
from engine.verification.errors import SeriesError

NUMBER = r"-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,27})?"
TOKEN = re.compile(
    rf"(?P<start>{NUMBER}|_)(?:(?P<step>[+-](?:0|[1-9][0-9]{{0,27}})(?:\.[0-9]{{1,27}})?)?x(?P<times>[1-9][0-9]{{0,6}}))?"
)
LONGEST = 1_000_000
HINT = "`24.1` is a reading, `24.1x8` it eight times, `24.1+0.2x8` eight that rise by 0.2, `_` one that is missing"


class NamedSeries:
    """
    The named series of a suite, and which of them were used.

    Args:
        texts: The notation of each by its name.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.used: set[str] = set()

    def text_of(self, said: str) -> str:
        """Give the notation that a name stands for; what is no name is the notation itself."""
        if said in self.texts:
            self.used.add(said)
        return self.texts.get(said, said)


def parse_series(text: str, location: Location) -> tuple[Decimal | None, ...]:
    """
    Read a series of readings.

    Tokens are separated by blanks. A token is a reading, or ``_`` for one that is missing; ``AxN`` is A, N times;
    ``A+SxN`` and ``A-SxN`` are the N readings A, A+S, A+2S … or A, A-S, A-2S …. Digits are kept: ``24.10`` is not
    ``24.1``, and a sum has as many digits after the point as the longer of its two parts.

    Args:
        text: The notation.
        location: Where it stands.

    Returns:
        The readings in order, exact; ``None`` for one that is missing. At least one, a million at most.

    Raises:
        SeriesError: ``suite.series.invalid``.
    """
    readings: list[Decimal | None] = []
    for token in text.split():
        match = TOKEN.fullmatch(token)
        if match is None or (match["start"] == "_" and match["step"]):
            raise SeriesError(f"`{token}` is no reading of a series", location=location, hint=HINT)
        times = int(match["times"] or 1)
        if len(readings) + times > LONGEST:
            raise SeriesError(f"the series is longer than {LONGEST} readings", location=location)
        if match["start"] == "_":
            readings += [None] * times
            continue
        start, step = Decimal(match["start"]), Decimal(match["step"] or 0)
        readings += [start + step * index if step else start for index in range(times)]
    if not readings:
        raise SeriesError("the series has no reading", location=location, hint=HINT)
    return tuple(readings)
