"""Errors of the kernels for a reader of either language: they themselves speak English only."""

from core.errors import LotgateError
from core.locations import Location
from core.words import Localized
from lotgate.language import language


def told(error: LotgateError, location: Location | None = None) -> LotgateError:
    """
    Give an error both languages.

    Args:
        error: What was raised.
        location: Where it is, for whoever gave the data; the error's own place when None.

    Returns:
        The error itself where it speaks both; else one of its kind whose Chinese message is the sentence of its code,
        with what was said in English behind it. Its hint is left out in Chinese.
    """
    if error.words.en != error.words.zh:
        return error
    said = error.words.en.replace("`", "'")
    message = Localized(en=error.words.en, zh=f"{error.chinese.removesuffix('。')}：`{said}`")
    hint = error.hint_words if language() == "en" else None
    return type(error)(message, location=location or error.location, hint=hint)
