"""HIBC supplier labels: primary, secondary and combined data structures.

Source: ANSI/HIBC 2.6, the Health Industry Supplier Labeling Standard, sections 2 and 4, appendix B (modulus 43).
"""

import datetime as dt
import re
from collections.abc import Iterator

from core.words import say
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
        raise CarrierFormError(
            say(
                "`{text}` does not begin with `+`, or has characters that HIBC does not know",
                "`{text}` 不以 `+` 开头，或含有HIBC不使用的字符",
                text=text,
            )
        )
    data, check = bare[:-1], bare[-1]
    if check_character(data) != check:
        raise CheckDigitError(
            say(
                "the check character of `{text}` is not `{right}`",
                "`{text}` 的校验字符应为 `{right}`",
                text=bare,
                right=check_character(data),
            )
        )
    if data.startswith("+$"):
        # The last character but one links a secondary structure to its primary one.
        return _content(None, data[1:-1].split("/"))
    primary, *secondary = data[1:].split("/")
    if not PRIMARY.fullmatch(primary):
        raise CarrierFormError(
            say(
                "`{text}` is no product number of a labeler with a unit of measure",
                "`{text}` 不是带计量单位的产品编号",
                text=primary,
            )
        )
    return _content(primary, secondary)


def _content(di: str | None, structures: list[str]) -> CarrierContent:
    said: dict[str, str | CarrierDate] = {}
    for structure in structures:
        for name, value in _structure(structure):
            if not _same(said.setdefault(name, value), value):
                raise CarrierFormError(
                    say("`{text}` contradicts what stands before it", "`{text}` 与其前内容矛盾", text=structure)
                )
    return CarrierContent(di=di, **said)  # type: ignore[arg-type]  # each name goes with its own type


def _same(first: str | CarrierDate, second: str | CarrierDate) -> bool:
    """Compare what was said twice; one structure writes years with four digits, the other with two."""
    if isinstance(first, CarrierDate) and isinstance(second, CarrierDate):
        return first.in_short() == second.in_short()
    return first == second


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
        raise CarrierFormError(say("`{text}` is no secondary structure", "`{text}` 不是次级数据结构", text=text))


def _dated(text: str) -> Iterator[tuple[str, str | CarrierDate]]:
    found = SECONDARY.fullmatch(text)
    if found is None:
        raise CarrierFormError(say("`{text}` has no date where one belongs", "`{text}` 缺少应有的日期", text=text))
    form = next((form for form in DATES if found[form]), None)
    if form is not None:
        yield "expires", _date(form, found[form])
    if found["rest"]:
        yield ("serial" if found["serial"] else "lot"), found["rest"]


def _date(form: str, digits: str) -> CarrierDate:
    if form == "my":
        month, year = int(digits[:2]), int(digits[2:])
        date_of(year, month, None)
        return CarrierDate(year, month, last_day(year, month))
    if form in {"yj", "yjh"}:
        year, number = int(digits[:2]), int(digits[2:5])
        if not 1 <= number <= dt.date(CENTURY + year, 12, 31).timetuple().tm_yday:
            raise CarrierFormError(say("a year has no day `{day}`", "一年中没有第 `{day}` 日", day=digits[2:5]))
        day = dt.date(CENTURY + year, 1, 1) + dt.timedelta(days=number - 1)
        return CarrierDate(year, day.month, day.day)
    first, second, third = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return date_of(third, first, second) if form == "mdy" else date_of(first, second, third)
