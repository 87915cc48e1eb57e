"""HIBC supplier labels: primary, secondary and combined data structures.

Source: ANSI/HIBC 2.6, the Health Industry Supplier Labeling Standard, sections 2 and 4, appendix B (modulus 43).
"""

import datetime as dt
import re
from collections.abc import Iterator

from engine.model.carriers.content import (
    CENTURY,
    CarrierContent,
    CarrierDate,
    CarrierFormError,
    CheckDigitError,
    date_of,
    last_day,
)

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
TEXT = re.compile(r"\+[0-9A-Z\-. $/+%]+")
PRIMARY = re.compile(r"[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]")
# Quantity, then the form of the date by its first digit; 0 and 1 begin the month of MMYY.
SECONDARY = re.compile(
    r"\$\$(?P<serial>\+)?(?:8\d{2}|9\d{5})?"
    r"(?:2(?P<mdy>\d{6})|3(?P<ymd>\d{6})|4(?P<ymdh>\d{8})|5(?P<yj>\d{5})|6(?P<yjh>\d{7})|7|(?P<my>[01]\d{3})|$)"
    r"(?P<rest>.*)"
)
DATES = ("mdy", "ymd", "ymdh", "yj", "yjh", "my")


def check_character(text: str) -> str:
    """
    Give the modulus 43 check character.

    Args:
        text: Everything before it, the flag ``+`` included; characters of the HIBC alphabet only.
    """
    return ALPHABET[sum(map(ALPHABET.index, text)) % len(ALPHABET)]


def read_hibc(text: str) -> CarrierContent:
    """
    Read a primary structure, a secondary one, or both combined; the asterisks of people's form are left away.

    Args:
        text: As a scanner gives it, flag and check character included.

    Raises:
        CarrierFormError: ``carrier.text.malformed``.
        CheckDigitError: ``carrier.check-digit.wrong``.
    """
    bare = text.removeprefix("*").removesuffix("*")
    if not TEXT.fullmatch(bare):
        raise CarrierFormError(f"`{text}` does not begin with `+`, or has characters that do not belong there")
    data, check = bare[:-1], bare[-1]
    if check_character(data) != check:
        raise CheckDigitError(f"the check character of `{bare}` is not `{check_character(data)}`")
    if data.startswith("+$"):
        # The last character but one links a secondary structure to its primary one.
        return _content(None, data[1:-1].split("/"))
    primary, *secondary = data[1:].split("/")
    if not PRIMARY.fullmatch(primary):
        raise CarrierFormError(f"`{primary}` is no labeler's product number with a unit of measure")
    return _content(primary, secondary)


def _content(di: str | None, structures: list[str]) -> CarrierContent:
    said: dict[str, str | CarrierDate] = {}
    for structure in structures:
        for name, value in _structure(structure):
            if said.setdefault(name, value) != value:
                raise CarrierFormError(f"`{structure}` says something else than what stands before it")
    return CarrierContent(di=di, **said)  # type: ignore[arg-type]  # each name goes with its own type


def _structure(text: str) -> Iterator[tuple[str, str | CarrierDate]]:
    if text.startswith("$$"):
        yield from _dated(text)
    elif text.startswith("$"):
        yield ("serial", text[2:]) if text.startswith("$+") else ("lot", text[1:])
    elif re.fullmatch(r"1[46]D\d{8}", text):
        year, month, day = int(text[3:7]), int(text[7:9]), int(text[9:])
        yield ("manufactured" if text.startswith("16") else "expires"), date_of(year, month, day)
    elif text.startswith("S"):
        yield "serial", text[1:]
    elif not re.fullmatch(r"Q\d{1,9}", text):
        raise CarrierFormError(f"`{text}` is no secondary structure")


def _dated(text: str) -> Iterator[tuple[str, str | CarrierDate]]:
    found = SECONDARY.fullmatch(text)
    if found is None:
        raise CarrierFormError(f"`{text}` has no date where one is asked for")
    form = next((form for form in DATES if found[form]), None)
    if form is not None:
        yield "expires", _date(form, found[form])
    if found["rest"]:
        yield ("serial" if found["serial"] else "lot"), found["rest"]


def _date(form: str, digits: str) -> CarrierDate:
    pairs = [int(digits[place : place + 2]) for place in range(0, 6, 2)]
    if form == "my":
        month, year = pairs[:2]
        date_of(year, month, None)
        return CarrierDate(year, month, last_day(year, month))
    if form in {"yj", "yjh"}:
        year, number = int(digits[:2]), int(digits[2:5])
        if not 1 <= number <= dt.date(CENTURY + year, 12, 31).timetuple().tm_yday:
            raise CarrierFormError(f"year `{digits[:2]}` has no day `{digits[2:5]}`")
        day = dt.date(CENTURY + year, 1, 1) + dt.timedelta(days=number - 1)
        return CarrierDate(year, day.month, day.day)
    month, day_of_month, year = pairs if form == "mdy" else (pairs[1], pairs[2], pairs[0])
    return date_of(year, month, day_of_month)
