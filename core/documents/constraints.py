"""What `msgspec.Meta` states of a value beside its type: forms of text, bounds of numbers."""

import functools
import re
import unicodedata

from msgspec import inspect as form

from core.documents.scalars import NOTHING_HINT, Refusal
from core.words import say

# Letters by their category, and blank by their shape: Hangul fillers and the empty Braille cell.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# What is surely seen, as nearly every text begins.
SEEN = re.compile("[0-9A-Za-z\u4e00-\u9fff]")


def require(value: object, wanted: form.Type) -> None:
    """
    Hold a value to the constraints that its type states.

    Raises:
        Refusal: The value is of the right kind, and breaks one of them.
    """
    if isinstance(wanted, form.StrType) and isinstance(value, str):
        if wanted.pattern is not None and not _pattern(wanted.pattern).search(value):
            message = say(
                "`{value}` does not have the form `{pattern}`",
                "`{value}` 不符合格式 `{pattern}`",
                value=value,
                pattern=wanted.pattern,
            )
            raise Refusal(message, is_kind=False)
        if wanted.min_length is not None and not _is_as_long(value, wanted.min_length):
            message = say("this text may not be empty", "此文本不得为空")
            raise Refusal(message, NOTHING_HINT, is_kind=False)
        if wanted.max_length is not None and len(value) > wanted.max_length:
            message = say(
                "this text is longer than {most} characters", "此文本超过{most}个字符", most=wanted.max_length
            )
            raise Refusal(message, is_kind=False)
    if isinstance(wanted, form.IntType) and isinstance(value, int):
        if wanted.ge is not None and value < wanted.ge:
            message = say("`{value}` is below {least}", "`{value}` 小于{least}", value=value, least=wanted.ge)
            raise Refusal(message, is_kind=False)
        if wanted.le is not None and value > wanted.le:
            message = say("`{value}` is above {most}", "`{value}` 大于{most}", value=value, most=wanted.le)
            raise Refusal(message, is_kind=False)


def _is_as_long(text: str, least: int) -> bool:
    is_plain = least <= 1 and SEEN.search(text) is not None
    return is_plain or len(visible(text)) >= least


def visible(text: str) -> str:
    """Leave out what nobody can see: blanks, controls, marks without a letter. An approver called ` ` is none."""
    return "".join(char for char in text if unicodedata.category(char)[0] not in "ZCM" and char not in FILLERS)


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of JSON Schema, whose `$` is the end of the text and never a line feed before it."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern))
