"""A UDI held against itself: its check digit, its carriers, and what they say against what was recorded."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from core.words import Localized, say
from engine.model.carriers.content import CarrierContent, CarrierDate, CarrierError
from engine.model.carriers.gs1 import GTIN_LENGTH, check_digit, read_gs1
from engine.model.carriers.hibc import read_hibc
from engine.model.udi_codes import CarrierKind, IssuingEntity

GS1 = frozenset({CarrierKind.gs1_datamatrix, CarrierKind.gs1_128, CarrierKind.gs1_qr, CarrierKind.gs1_databar})
HIBC = frozenset({CarrierKind.hibc_linear, CarrierKind.hibc_2d})
GTIN_LENGTHS = frozenset({8, 12, 13, GTIN_LENGTH})


class Carrier(Protocol):
    """A carrier as a dossier records it; either may be unrecorded."""

    @property
    def kind(self) -> object:
        """Its kind."""

    @property
    def text(self) -> object:
        """What was read from it."""


Difference = Callable[[str | Iterable[Carrier], str | dt.date], Localized | None]


def read_carrier(kind: object, text: object) -> CarrierContent | None:
    """
    Read what was read from a carrier.

    Returns:
        Its content; ``None`` when it was not recorded, or of a kind whose text is not read here.

    Raises:
        CarrierError: ``carrier.*``.
    """
    if not isinstance(text, str) or kind not in GS1 | HIBC:
        return None
    return read_gs1(text) if kind in GS1 else read_hibc(text)


def unreadable(kind: CarrierKind, text: str) -> Localized | None:
    """Say why a text cannot be that of a carrier of its kind."""
    try:
        read_carrier(kind, text)
    except CarrierError as error:
        return error.words
    return None


def unreadable_pi(pi: str) -> Localized | None:
    """Say why a production identifier that is written with GS1's brackets is no element string."""
    return unreadable(CarrierKind.gs1_128, pi) if pi.startswith("(") else None


def wrong_gtin(issuing_entity: IssuingEntity, di: str) -> Localized | None:
    """Say why a device identifier of GS1 is no GTIN of 8, 12, 13 or 14 digits."""
    if issuing_entity is not IssuingEntity.gs1:
        return None
    if not (di.isascii() and di.isdigit() and len(di) in GTIN_LENGTHS):
        return say("`{di}` is no GTIN of 8, 12, 13 or 14 digits", "`{di}` 不是8、12、13或14位的GTIN", di=di)
    right = check_digit(di[:-1])
    if right == di[-1]:
        return None
    return say("the check digit of `{di}` is not `{right}`", "`{di}` 的校验位应为 `{right}`", di=di, right=right)


def difference(part: str) -> Difference:
    """
    Make the check that carriers, or the written production identifier, say of a part what was recorded of it.

    Args:
        part: An attribute of `CarrierContent`.
    """

    def check(held: str | Iterable[Carrier], recorded: str | dt.date) -> Localized | None:
        for content in _contents(held):
            said = getattr(content, part)
            if said is not None and not _agrees(said, recorded):
                return say(
                    "`{said}` stands on the label, and `{recorded}` is recorded",
                    "标签上为 `{said}`，记录为 `{recorded}`",
                    said=said,
                    recorded=recorded,
                )
        return None

    return check


def _contents(held: str | Iterable[Carrier]) -> Iterator[CarrierContent]:
    """Read what can be read; what cannot is a fault of its own, and says nothing here."""
    if isinstance(held, str):
        texts: list[tuple[object, object]] = [(CarrierKind.gs1_128, held)] if held.startswith("(") else []
    else:
        texts = [(carrier.kind, carrier.text) for carrier in held]
    for kind, text in texts:
        try:
            content = read_carrier(kind, text)
        except CarrierError:
            continue
        if content is not None:
            yield content


def _agrees(said: str | CarrierDate, recorded: str | dt.date) -> bool:
    if isinstance(said, CarrierDate):
        return isinstance(recorded, dt.date) and said.fits(recorded)
    return said == recorded


def different_di(carriers: Iterable[Carrier], di: str) -> Localized | None:
    """Say which carrier bears another device identifier; GTINs are compared at 14 digits, HIBC numbers without flag."""
    for content in _contents(carriers):
        if content.di is not None and _plain(content.di) != _plain(di):
            return say(
                "`{said}` stands on the label, and `{recorded}` is recorded",
                "标签上为 `{said}`，记录为 `{recorded}`",
                said=content.di,
                recorded=di,
            )
    return None


def _plain(di: str) -> str:
    return di.zfill(GTIN_LENGTH) if di.isdigit() else di.removeprefix("+")
