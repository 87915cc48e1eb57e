"""A label's UDI held against itself: the device identifier, the parts of the production identifier, each carrier."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from engine.model.carriers.content import CarrierContent, CarrierDate, CarrierError
from engine.model.carriers.gs1 import GTIN_LENGTH, check_digit, read_gs1
from engine.model.carriers.hibc import read_hibc
from engine.model.udi import CarrierKind, IssuingEntity, Udi

GS1 = frozenset({CarrierKind.gs1_datamatrix, CarrierKind.gs1_128, CarrierKind.gs1_qr, CarrierKind.gs1_databar})
HIBC = frozenset({CarrierKind.hibc_linear, CarrierKind.hibc_2d})
GTIN_LENGTHS = frozenset({8, 12, 13, GTIN_LENGTH})


class Disagreement(msgspec.Struct, frozen=True):
    """
    Two statements of a UDI that cannot both be true, or a text that cannot be read.

    Attributes:
        path: Keys and positions from the UDI down.
        message: One line; lower case, no full stop, the user's text in backticks.
    """

    path: tuple[str | int, ...]
    message: str


def disagreements(udi: Udi) -> Iterator[Disagreement]:
    """
    Find what contradicts itself in a recorded UDI.

    A carrier is held against what was recorded of the device identifier, lot, serial number and dates. What was not
    recorded, what a carrier does not say, and carriers of issuing entities whose text is not read here are passed over.
    """
    if _is_gs1(udi):
        yield from _gtin(udi.di)
        if isinstance(udi.pi, str):
            yield from _text(udi, ("pi",), udi.pi)
    for index, carrier in enumerate(udi.carriers if isinstance(udi.carriers, list) else []):
        if isinstance(carrier.text, str) and carrier.kind in GS1 | HIBC:
            yield from _text(udi, ("carriers", index, "text"), carrier.text)


def read_carrier(text: str) -> CarrierContent:
    """
    Read the text of a GS1 or HIBC carrier; which of them it is, its first character says.

    Raises:
        CarrierError: ``carrier.*``.
    """
    return read_hibc(text) if text.removeprefix("*").startswith("+") else read_gs1(text)


def _is_gs1(udi: Udi) -> bool:
    return udi.issuing_entity is IssuingEntity.gs1


def _gtin(di: str) -> Iterator[Disagreement]:
    if not (di.isascii() and di.isdigit() and len(di) in GTIN_LENGTHS):
        yield Disagreement(("di",), f"`{di}` is no GTIN of 8, 12, 13 or 14 digits")
    elif check_digit(di[:-1]) != di[-1]:
        yield Disagreement(("di",), f"the check digit of `{di}` is not `{check_digit(di[:-1])}`")


def _text(udi: Udi, path: tuple[str | int, ...], text: str) -> Iterator[Disagreement]:
    try:
        content = read_carrier(text)
    except CarrierError as exc:
        yield Disagreement(path, exc.message)
        return
    if content.di is not None and _plain(content.di) != _plain(udi.di):
        yield Disagreement(path, f"the carrier says `{content.di}`, and `di` is `{udi.di}`")
    for name, said, recorded in (
        ("lot", content.lot, udi.lot),
        ("serial", content.serial, udi.serial),
        ("manufactured_on", content.manufactured, udi.manufactured_on),
        ("expires_on", content.expires, udi.expires_on),
    ):
        if said is not None and recorded is not msgspec.UNSET and not _agrees(said, recorded):
            shown = recorded.isoformat() if isinstance(recorded, dt.date) else recorded or "none"
            yield Disagreement(path, f"the carrier says `{said}`, and `{name}` is `{shown}`")


def _agrees(said: str | CarrierDate, recorded: object) -> bool:
    if isinstance(said, CarrierDate):
        return isinstance(recorded, dt.date) and said.fits(recorded)
    return said == recorded


def _plain(di: str) -> str:
    """A GTIN is compared at its full length, and an HIBC number without its flag."""
    return di.zfill(GTIN_LENGTH) if di.isdigit() else di.removeprefix("+")
