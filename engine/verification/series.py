"""The notation for series of readings: ``24.1+0x8 _ 24.2``."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec import inspect as form

from core.locations import Location
from core.words import say
from engine.model.series import Readings
from engine.model.values import Exact
from engine.verification.errors import SeriesError
from engine.verification.paths import bare

NUMBER = r"-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,27})?"
TOKEN = re.compile(
    rf"(?P<start>{NUMBER}|_)(?:(?P<step>[+-](?:0|[1-9][0-9]{{0,27}})(?:\.[0-9]{{1,27}})?)?x(?P<times>[1-9][0-9]{{0,6}}))?"
)
LONGEST = 1_000_000
HINT = say(
    "`24.1` is a reading, `24.1x8` it eight times, `24.1+0.2x8` eight that rise by 0.2, `_` one that is missing",
    "`24.1` 为一个读数，`24.1x8` 为其八次，`24.1+0.2x8` 为逐次增加0.2的八个，`_` 为缺失的一个",
)


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
            message = say("`{token}` is no reading of a series", "`{token}` 不是数列的读数", token=token)
            raise SeriesError(message, location=location, hint=HINT)
        times = int(match["times"] or 1)
        if len(readings) + times > LONGEST:
            message = say("the series is longer than {most} readings", "数列超过{most}个读数", most=LONGEST)
            raise SeriesError(message, location=location)
        if match["start"] == "_":
            readings += [None] * times
            continue
        start, step = Decimal(match["start"]), Decimal(match["step"] or 0)
        readings += [start + step * index if step else start for index in range(times)]
    if not readings:
        raise SeriesError(say("the series has no reading", "数列没有读数"), location=location, hint=HINT)
    return tuple(readings)


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holds a series in a dossier: a list of numbers, or the readings of a sensor.

    Attributes:
        whole: Whether it holds whole numbers only.
        gaps: Whether it can say that a reading is missing.
        make: Makes what it holds from exact readings.
    """

    whole: bool
    gaps: bool
    make: Callable[[Sequence[Decimal | None]], object]

    @classmethod
    def of(cls, holds: form.Type) -> "Numbers | None":
        """Describe a place of the dictionary; ``None`` where it holds no series."""
        kind = bare(holds)
        if isinstance(kind, form.CustomType) and kind.cls is Readings:
            return cls(whole=False, gaps=True, make=_readings)
        if not isinstance(kind, form.ListType):
            return None
        item, gaps = bare(kind.item_type), _takes_none(kind.item_type)
        if isinstance(item, form.IntType):
            return cls(whole=True, gaps=gaps, make=lambda found: [None if one is None else int(one) for one in found])
        if isinstance(item, form.CustomType) and issubclass(item.cls, Exact):
            return cls(
                whole=False, gaps=gaps, make=lambda found: [None if one is None else Exact(one) for one in found]
            )
        return None

    def take(self, found: Sequence[Decimal | None], location: Location) -> object:
        """
        Make what the place holds.

        Raises:
            SeriesError: ``suite.series.invalid``; it cannot hold such readings.
        """
        if None in found and not self.gaps:
            message = say("this list cannot say that a reading is missing", "此列表无法表示缺失的读数")
            raise SeriesError(message, location=location)
        if self.whole and any(one is not None and one != int(one) for one in found):
            raise SeriesError(say("this list holds whole numbers", "此列表只能是整数"), location=location)
        return self.make(found)


def _readings(found: Sequence[Decimal | None]) -> Readings:
    """Take up readings as a document's own digits would be."""
    return Readings.of_items([None if one is None else float(one) for one in found])


def _takes_none(described: form.Type) -> bool:
    while isinstance(described, form.Metadata):
        described = described.type
    return isinstance(described, form.UnionType) and described.includes_none
