"""What the characters of one scalar mean once a form has said which type it wants."""

import calendar
import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal

from core.documents.tree import Scalar
from core.words import Localized, say

TEXT_KINDS = frozenset({"plain", "quoted", "block"})
# YAML 1.2.2, section 10.3.2, Core schema; a company that is called NULL stands in quotes.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LARGEST_INTEGER = 2**53
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
MOST_DIGITS = 16
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,27})?")
# The same, once for each of many.
DECIMALS = re.compile(r"(?:-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,27})?,)*+")
# RFC 8259, section 6; how many digits there are decides nothing.
DOUBLE = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
NEGATIVE_NOTHING = "-0"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
NO_OFFSET = "-00:00"
NOTHING_HINT = say("leave the key out when nothing was recorded", "未记录时请不要写此键")
OFFSETS = (dt.timedelta(hours=-12), dt.timedelta(hours=14))


class Refusal(Exception):  # noqa: N818  # control flow inside this package, never seen outside
    """
    A scalar is not of the wanted type.

    Args:
        message: What is wrong, in the form of error messages.
        hint: What to write instead.
        is_kind: Whether it is another kind of value, rather than a value that does not exist.
    """

    def __init__(self, message: Localized, hint: Localized | None = None, *, is_kind: bool = True) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.is_kind = is_kind


def is_null(scalar: Scalar) -> bool:
    """Tell whether the scalar says that there is nothing."""
    return scalar.kind == "null" or (scalar.kind == "plain" and scalar.text in NULLS)


def text_of(scalar: Scalar) -> str:
    """Read text; in YAML a plain scalar is text too, `NO` and `1.10` included."""
    if scalar.kind not in TEXT_KINDS:
        message = say("text is asked for, and `{text}` is none", "此处应为文本，`{text}` 不是", text=scalar.text)
        raise Refusal(message, say("put it in quotes", "请加引号"))
    if is_null(scalar):
        raise Refusal(say("text is asked for, and nothing is written here", "此处应为文本，却未填写"), NOTHING_HINT)
    return scalar.text


def bool_of(scalar: Scalar) -> bool:
    """Read `true` or `false`; no other word is one of them."""
    if scalar.kind in {"true", "false", "plain"} and scalar.text in {"true", "false"}:
        return scalar.text == "true"
    message = say(
        "`true` or `false` is asked for, not `{text}`", "此处应为 `true` 或 `false`，而非 `{text}`", text=scalar.text
    )
    raise Refusal(message, say("write true or false, without quotes", "请写true或false，不加引号"))


def integer_of(scalar: Scalar) -> int:
    """Read a whole number up to 2^53 either way."""
    if scalar.kind not in {"plain", "number"} or not INTEGER.fullmatch(scalar.text):
        bare = say("write the digits alone, without quotes", "请只写数字，不加引号")
        message = say("a whole number is asked for, not `{text}`", "此处应为整数，而非 `{text}`", text=scalar.text)
        raise Refusal(message, bare if scalar.kind == "quoted" else None)
    if len(scalar.text.lstrip("-")) > MOST_DIGITS or abs(int(scalar.text)) > LARGEST_INTEGER:
        hint = say("larger integers are not exact everywhere", "更大的整数并非处处精确")
        raise Refusal(say("`{text}` is beyond 2^53", "`{text}` 超出 2^53", text=scalar.text), hint, is_kind=False)
    return int(scalar.text)


def decimal_of(scalar: Scalar) -> Decimal:
    """Read a decimal exactly as it was written, digits kept; no exponent, no NaN, no infinity."""
    if not DECIMAL.fullmatch(scalar.text):
        message = say(
            "a decimal number is asked for, not `{text}`", "此处应为十进制数，而非 `{text}`", text=scalar.text
        )
        raise Refusal(message, say("digits with a point, such as 4.0", "写成带小数点的数字，如4.0"))
    return Decimal(scalar.text)


def are_decimals(texts: Sequence[str]) -> bool:
    """Tell whether every one of many texts is a decimal, faster than one by one."""
    joined = ",".join(texts) + "," if texts else ""
    return DECIMALS.fullmatch(joined) is not None and joined.count(",") == len(texts)


def double_of(scalar: Scalar) -> float:
    """Read a number as the nearest 64-bit float; no NaN, no infinity. The whole number `-0` is 0, `-0.0` is not."""
    if scalar.kind not in {"plain", "number"} or not DOUBLE.fullmatch(scalar.text):
        message = say("a number is asked for, not `{text}`", "此处应为数值，而非 `{text}`", text=scalar.text)
        raise Refusal(message, say("null where a reading is missing", "缺失的读数写null"))
    value = 0.0 if scalar.text == NEGATIVE_NOTHING else float(scalar.text)
    if math.isinf(value):
        message = say("`{text}` is beyond the range of a double", "`{text}` 超出双精度浮点数的范围", text=scalar.text)
        raise Refusal(message, is_kind=False)
    return value


def date_of(scalar: Scalar) -> dt.date:
    """Read a civil day, YYYY-MM-DD."""
    if scalar.kind not in TEXT_KINDS or not DATE.fullmatch(scalar.text):
        message = say("a day is asked for, not `{text}`", "此处应为日期，而非 `{text}`", text=scalar.text)
        raise Refusal(message, say("write it as YYYY-MM-DD", "请写成YYYY-MM-DD"))
    try:
        return dt.date.fromisoformat(scalar.text)
    except ValueError as exc:
        message = say("there is no day `{text}`", "不存在日期 `{text}`", text=scalar.text)
        raise Refusal(message, _month_hint(scalar.text), is_kind=False) from exc


def _month_hint(day: str) -> Localized | None:
    """Say how long the month is of a day that it does not have."""
    year, month, _ = (int(part) for part in day.split("-"))
    if year < dt.MINYEAR or not 1 <= month <= 12:  # noqa: PLR2004  # months of a year
        return say("write it as YYYY-MM-DD", "请写成YYYY-MM-DD")
    return say("that month has {days} days", "该月有{days}天", days=calendar.monthrange(year, month)[1])


def instant_of(scalar: Scalar) -> dt.datetime:
    """Read an instant with its offset, to the microsecond."""
    if scalar.kind not in TEXT_KINDS or not INSTANT.fullmatch(scalar.text):
        message = say("an instant is asked for, not `{text}`", "此处应为时刻，而非 `{text}`", text=scalar.text)
        hint = say(
            "write it as YYYY-MM-DDThh:mm:ss+hh:mm, with the offset, to the microsecond at most",
            "请写成YYYY-MM-DDThh:mm:ss+hh:mm，须带时差，至多精确到微秒",
        )
        raise Refusal(message, hint)
    if scalar.text.endswith(NO_OFFSET):
        # RFC 3339, section 4.3: the instant is known and its local day is not.
        message = say("`{text}` says that its offset is unknown", "`{text}` 表示时差未知", text=scalar.text)
        raise Refusal(message, say("write Z for UTC", "UTC请写Z"), is_kind=False)
    try:
        instant = dt.datetime.fromisoformat(scalar.text)
    except ValueError as exc:
        raise Refusal(_no_instant(scalar.text), is_kind=False) from exc
    offset = instant.utcoffset()
    if scalar.text[11:13] == "24" or offset is None or not OFFSETS[0] <= offset <= OFFSETS[1]:
        hint = say("offsets lie from -12:00 to +14:00", "时差范围为-12:00至+14:00")
        raise Refusal(_no_instant(scalar.text), hint, is_kind=False)
    return instant


def _no_instant(text: str) -> Localized:
    return say("there is no instant `{text}`", "不存在时刻 `{text}`", text=text)
