"""The error hierarchy: every error has a code, a place, a message and a hint. Nothing else is raised on purpose."""

import re
from collections.abc import Iterable
from typing import ClassVar

import msgspec

from core.locations import FileLocation, Location
from core.words import Localized, say

MOST_SHOWN = 100
LONGEST_MESSAGE = 400
# What would break the line, move the cursor or turn the reading direction of what surrounds it.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
NUMBER = re.compile(r"([0-9]+)")
HINT = Localized(en=" (hint: {})", zh="（提示：{}）")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    An error as data: what an API answers and a log holds.

    Attributes:
        code: Stable name, ``<area>.<thing>.<problem>``.
        message: One line; lower case, no full stop, the user's text in backticks.
        location: Place, as text.
        hint: What to do about it.
        message_zh: The message in Chinese; ``None`` where it reads the same.
        hint_zh: The hint in Chinese; ``None`` where it reads the same.
    """

    code: str
    message: str
    location: str | None = None
    hint: str | None = None
    message_zh: str | None = None
    hint_zh: str | None = None

    def words(self) -> Localized:
        """Give the message in both languages."""
        return Localized(en=self.message, zh=self.message_zh or self.message)

    def hint_words(self) -> Localized | None:
        """Give the hint in both languages."""
        return None if self.hint is None else Localized(en=self.hint, zh=self.hint_zh or self.hint)


class LotgateError(Exception):
    """
    The root: something is wrong with what was given.

    Args:
        message: One line, in both languages; lower case, no full stop, the user's text in backticks. Plain text is
            taken for both languages.
        location: Where it is.
        hint: What to do about it, in both languages.

    Attributes:
        code: Stable name, ``<area>.<thing>.<problem>``.
        chinese: What the docstring's first sentence says, in Chinese.
    """

    code: ClassVar[str] = "internal"
    chinese: ClassVar[str] = "所给内容有误。"

    def __init__(
        self, message: Localized | str, *, location: Location | None = None, hint: Localized | str | None = None
    ) -> None:
        self.words = _on_one_line(message)
        self.hint_words = None if hint is None else _on_one_line(hint)
        self.location = location
        super().__init__(self.words.en)

    @property
    def message(self) -> str:
        """The message in English."""
        return self.words.en

    @property
    def hint(self) -> str | None:
        """The hint in English."""
        return None if self.hint_words is None else self.hint_words.en

    def __str__(self) -> str:
        """Write all four parts on one line, in English."""
        return self.text("en")

    def text(self, language: str) -> str:
        """Write all four parts on one line, in a language."""
        place = f"{self.location}: " if self.location is not None else ""
        hint = "" if self.hint_words is None else HINT.text(language).format(self.hint_words.text(language))
        return f"{place}[{self.code}] {self.words.text(language)}{hint}"

    def problem(self) -> Problem:
        """Give the error as data."""
        return Problem(
            code=self.code,
            message=self.words.en,
            location=None if self.location is None else str(self.location),
            hint=self.hint,
            message_zh=_chinese(self.words),
            hint_zh=None if self.hint_words is None else _chinese(self.hint_words),
        )


class FaultsError(LotgateError):
    """
    Several faults told at once, sorted by place.

    Args:
        faults: At least one error, none of which was raised.
    """

    code = "faults"
    chinese = "一次报告的若干错误，按位置排序。"

    def __init__(self, faults: Iterable[LotgateError]) -> None:
        self.faults = tuple(sorted(faults, key=_place))
        count = len(self.faults)
        ending = "" if count == 1 else "s"
        words = say("{count} fault{ending}", "{count}处错误", count=count, ending=ending)
        super().__init__(words, location=self.faults[0].location)

    def text(self, language: str) -> str:
        """Write a line for each fault, a hundred at most."""
        lines = [fault.text(language) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(more(len(self.faults) - MOST_SHOWN).text(language))
        return "\n".join(lines)


def more(count: int) -> Localized:
    """Say how many faults are not shown."""
    return say("… and {count} more", "……另有{count}处", count=count)


def one_line(text: str) -> str:
    """Write text on one line: what cannot be seen as its code point, and no more than 400 characters."""
    shown = UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text[: LONGEST_MESSAGE + 1])
    return shown if len(shown) <= LONGEST_MESSAGE else f"{shown[: LONGEST_MESSAGE - 1]}…"


def _on_one_line(words: Localized | str) -> Localized:
    if isinstance(words, str):
        line = one_line(words)
        return Localized(en=line, zh=line)
    return Localized(en=one_line(words.en), zh=one_line(words.zh))


def _chinese(words: Localized) -> str | None:
    return None if words.zh == words.en else words.zh


def _place(fault: LotgateError) -> tuple[list[str | int], int, int, str, str]:
    location = fault.location
    if isinstance(location, FileLocation):
        return (_natural(location.file), location.line, location.column, fault.code, fault.message)
    return (_natural(str(location or "")), 0, 0, fault.code, fault.message)


def _natural(text: str) -> list[str | int]:
    """Order `$.lot.steps[2]` before `$.lot.steps[10]`: text and numbers take turns, text first."""
    return [int(part) if index % 2 else part for index, part in enumerate(NUMBER.split(text))]
