"""GS1 element strings, as scanners give them (FNC1 as group separator) and as people read them (in brackets).

Source: GS1 General Specifications, section 3 (application identifiers) and 7.9 (check digit), 7.12 (dates).
"""

import re
from collections.abc import Iterator

from core.words import say
from engine.model.carriers.content import (
    CarrierContent,
    CarrierDate,
    CarrierFormError,
    CheckDigitError,
    date_of,
    last_day,
)

SEPARATOR = "\x1d"
# GS1-128, DataMatrix, QR, DotCode, and the composite and DataBar family.
SYMBOLOGIES = ("]C1", "]d2", "]Q3", "]J1", "]e0")
CHARACTERS = r"[!\"%-?A-Z_a-z]"
GTIN_LENGTH = 14

# What follows each application identifier that labels of devices and their packages bear.
ELEMENTS: tuple[tuple[str, str], ...] = (
    ("00", "[0-9]{18}"),
    ("0[12]", "[0-9]{14}"),
    ("1[123567]", "[0-9]{6}"),
    ("20", "[0-9]{2}"),
    ("(?:10|2[12]|243|254|420|71[0-7]|8002|8012)", CHARACTERS + "{1,20}"),
    ("235", CHARACTERS + "{1,28}"),
    ("(?:24[01]|25[01]|40[013]|90)", CHARACTERS + "{1,30}"),
    ("242", "[0-9]{1,6}"),
    ("3(?:0|7)", "[0-9]{1,8}"),
    ("3[1-6][0-9]{2}", "[0-9]{6}"),
    ("402", "[0-9]{17}"),
    ("41[0-7]", "[0-9]{13}"),
    ("42[2456]", "[0-9]{3}"),
    ("7003", "[0-9]{10}"),
    ("7011", "[0-9]{6}(?:[0-9]{4})?"),
    ("8008", "[0-9]{8}(?:[0-9]{2}|[0-9]{4})?"),
    ("8013", CHARACTERS + "{1,25}"),
    ("8200", CHARACTERS + "{1,70}"),
    ("9[1-9]", CHARACTERS + "{1,90}"),
)
IDENTIFIER = re.compile("|".join(f"(?:{identifier})" for identifier, _ in ELEMENTS))
# Those whose length is settled by their first two digits end without a separator.
PREDEFINED = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41")
BRACKETED = re.compile(r"\(([0-9]{2,4})\)(.*?)(?=\([0-9]{2,4}\)|$)", re.DOTALL)


def check_digit(digits: str) -> str:
    """
    Give the check digit of a GTIN, SSCC or location number.

    Args:
        digits: The digits before it.
    """
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def read_gs1(text: str) -> CarrierContent:
    """
    Read an element string.

    Args:
        text: As a scanner gives it, with or without the symbology identifier, or with identifiers in brackets.

    Raises:
        CarrierFormError: ``carrier.text.malformed``.
        CheckDigitError: ``carrier.check-digit.wrong``, of the GTIN.
    """
    bare = text[3:] if text.startswith(SYMBOLOGIES) else text
    elements: dict[str, str] = {}
    for identifier, value in _bracketed(bare) if bare.startswith("(") else _scanned(bare):
        if elements.setdefault(identifier, value) != value:
            raise CarrierFormError(
                say("`({ai})` stands twice, with different values", "`({ai})` 出现两次且取值不同", ai=identifier)
            )
    if not elements:
        raise CarrierFormError(say("there is no element in it", "其中没有任何数据元素"))
    gtin = elements.get("01")
    if gtin is not None and check_digit(gtin[:-1]) != gtin[-1]:
        right = check_digit(gtin[:-1])
        raise CheckDigitError(
            say(
                "the check digit of `{gtin}` is not `{right}`",
                "`{gtin}` 的校验位应为 `{right}`",
                gtin=gtin,
                right=right,
            )
        )
    expires = elements.get("17") or elements.get("7003", "")[:6]
    return CarrierContent(
        di=gtin,
        lot=elements.get("10"),
        serial=elements.get("21"),
        manufactured=_date(elements["11"]) if "11" in elements else None,
        expires=_last(_date(expires)) if expires else None,
    )


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        found = BRACKETED.match(text, position)
        if found is None or not IDENTIFIER.fullmatch(found[1]):
            raise _no_element(text[position:])
        yield found[1], _value(found[1], found[2])
        position = found.end()


def _scanned(text: str) -> Iterator[tuple[str, str]]:
    position = len(SEPARATOR) if text.startswith(SEPARATOR) else 0
    while position < len(text):
        found = IDENTIFIER.match(text, position)
        if found is None:
            raise _no_element(text[position:])
        identifier, begin = found[0], found.end()
        end = text.find(SEPARATOR, begin)
        end = len(text) if end < 0 else end
        if PREDEFINED.match(identifier):
            end = min(end, begin + _fixed_length(identifier))
        yield identifier, _value(identifier, text[begin:end])
        position = end + text.startswith(SEPARATOR, end)


def _no_element(text: str) -> CarrierFormError:
    return CarrierFormError(say("no application identifier stands at `{text}`", "`{text}` 处没有应用标识符", text=text))


def _fixed_length(identifier: str) -> int:
    return int(_pattern(identifier).removeprefix("[0-9]{").removesuffix("}"))


def _value(identifier: str, value: str) -> str:
    if not re.fullmatch(_pattern(identifier), value):
        raise CarrierFormError(
            say("`{value}` cannot stand after `({ai})`", "`({ai})` 之后不能是 `{value}`", value=value, ai=identifier)
        )
    return value


def _pattern(identifier: str) -> str:
    return next(pattern for known, pattern in ELEMENTS if re.fullmatch(known, identifier))


def _date(digits: str) -> CarrierDate:
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return date_of(year, month, day or None)


def _last(date: CarrierDate) -> CarrierDate:
    """An expiration date without a day means the last one of its month."""
    return CarrierDate(date.year, date.month, date.day or last_day(date.year, date.month))
