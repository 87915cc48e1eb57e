"""Texts: searching, cutting, replacing, formatting; every position counts code points."""

from collections.abc import Callable

from engine.expressions.budget import limit_size
from engine.expressions.functions.entry import Function, entry, method, plain
from engine.expressions.functions.formatting import formatted
from engine.expressions.missing import EvaluationError
from engine.expressions.values import Many
from engine.model.types import BOOL, DYN, INT, TEXT, ListOf

# White space as Unicode's property White_Space has it; Python's own list is longer.
SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
UPPER, LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
QUOTED = str.maketrans(
    {
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
        "\\": "\\\\",
        '"': '\\"',
    }
)


def _within(index: int, text: str) -> int:
    if not 0 <= index <= len(text):
        raise EvaluationError(f"the position {index} lies outside the text", reason="no-entry")
    return index


def char_at(text: str, index: int) -> str:
    """Give one code point; at the end of the text, nothing."""
    return text[_within(index, text) : index + 1]


def index_of(text: str, part: str, start: int = 0) -> int:
    """Find a part from a position on; -1 when it is not there."""
    return text.find(part, _within(start, text))


def last_index_of(text: str, part: str, start: int | None = None) -> int:
    """Find the last place of a part that begins at a position or before it; -1 when it is not there."""
    return text.rfind(part) if start is None else text.rfind(part, 0, _within(start, text) + len(part))


def replace(text: str, old: str, new: str, most: int = -1) -> str:
    """Replace a part, the first few times or always."""
    times = text.count(old) if most < 0 else min(most, text.count(old))
    limit_size(len(text) + times * len(new))
    return text.replace(old, new, max(most, -1))


def split(text: str, separator: str, most: int = -1) -> Many:
    """Split into parts, a few at most or all; an empty separator splits into code points."""
    if most == 0:
        return Many([])
    if separator:
        return Many(list(text.split(separator, most - 1 if most > 0 else -1)))
    head = len(text) if most < 0 else min(most - 1, len(text))
    tail = [text[head:]] if text[head:] else []
    return Many([*text[:head], *tail])


def substring(text: str, start: int, end: int | None = None) -> str:
    """Cut out what stands from one position up to another."""
    stop = len(text) if end is None else _within(end, text)
    if _within(start, text) > stop:
        raise EvaluationError(f"the end {stop} lies before the start {start}", reason="no-entry")
    return text[start:stop]


def quote(text: str) -> str:
    """Write a text as a literal in double quotes."""
    return f'"{text.translate(QUOTED)}"'


def _one(name: str, en: str, zh: str, example: str, run: Callable[[str], str]) -> Function:
    return entry(name, en, zh, example, method((TEXT,), TEXT, run))


def _test(name: str, en: str, zh: str, example: str, run: Callable[[str, str], bool]) -> Function:
    return entry(name, en, zh, example, method((TEXT, TEXT), BOOL, run))


TABLE = (
    _test(
        "contains",
        "Whether a text contains another.",
        "文本是否包含另一文本。",
        "'foobar'.contains('oba')",
        str.__contains__,
    ),
    _test(
        "startsWith",
        "Whether a text begins with another.",
        "文本是否以另一文本开头。",
        "'foobar'.startsWith('foo')",
        lambda text, part: text.startswith(part),
    ),
    _test(
        "endsWith",
        "Whether a text ends with another.",
        "文本是否以另一文本结尾。",
        "'foobar'.endsWith('bar')",
        lambda text, part: text.endswith(part),
    ),
    entry(
        "charAt",
        "The code point at a position, counted from 0; nothing at the end.",
        "指定位置（自0起）的码位；末尾为空。",
        "'tacocat'.charAt(3) == 'o'",
        method((TEXT, INT), TEXT, char_at),
    ),
    entry(
        "indexOf",
        "Where a text contains another first, perhaps from a position on; -1 when it does not.",
        "另一文本首次出现的位置（可指定起点）；没有则为 -1。",
        "'tacocat'.indexOf('a', 2) == 5",
        method((TEXT, TEXT), INT, index_of),
        method((TEXT, TEXT, INT), INT, index_of),
    ),
    entry(
        "lastIndexOf",
        "Where a text contains another last, perhaps beginning at a position or before; -1 when it does not.",
        "另一文本最后出现的位置（可限定起点不晚于某处）；没有则为 -1。",
        "'tacocat'.lastIndexOf('a', 3) == 1",
        method((TEXT, TEXT), INT, last_index_of),
        method((TEXT, TEXT, INT), INT, last_index_of),
    ),
    _one(
        "lowerAscii",
        "A text with its letters A to Z in lower case.",
        "将 A 至 Z 转为小写。",
        "'TacoCÆt'.lowerAscii() == 'tacocÆt'",
        lambda text: text.translate(str.maketrans(UPPER, LOWER)),
    ),
    _one(
        "upperAscii",
        "A text with its letters a to z in upper case.",
        "将 a 至 z 转为大写。",
        "'tacoCαt'.upperAscii() == 'TACOCαT'",
        lambda text: text.translate(str.maketrans(LOWER, UPPER)),
    ),
    entry(
        "replace",
        "A text with a part replaced, the first few times or always.",
        "替换文本中的一部分（前若干次或全部）。",
        "'a-b-c'.replace('-', '+', 1) == 'a+b-c'",
        method((TEXT, TEXT, TEXT), TEXT, replace),
        method((TEXT, TEXT, TEXT, INT), TEXT, replace),
    ),
    entry(
        "split",
        "The parts of a text between separators, a few at most or all.",
        "按分隔符拆分文本（可限定份数）。",
        "'a,b,c'.split(',', 2) == ['a', 'b,c']",
        method((TEXT, TEXT), ListOf(TEXT), split),
        method((TEXT, TEXT, INT), ListOf(TEXT), split),
    ),
    entry(
        "substring",
        "What stands from a position on, or up to another.",
        "自某位置起（至另一位置止）的部分文本。",
        "'tacocat'.substring(0, 4) == 'taco'",
        method((TEXT, INT), TEXT, substring),
        method((TEXT, INT, INT), TEXT, substring),
    ),
    _one(
        "trim",
        "A text without white space at its ends.",
        "去除首尾空白。",
        "'  text\\n'.trim() == 'text'",
        lambda text: text.strip(SPACE),
    ),
    _one(
        "reverse",
        "The code points of a text in reverse order.",
        "将文本的码位倒序。",
        "'abc'.reverse() == 'cba'",
        lambda text: text[::-1],
    ),
    entry(
        "strings.quote",
        "A text as a literal in double quotes, with escapes.",
        "以双引号和转义写出文本。",
        "strings.quote('a\\nb') == '\"a\\\\nb\"'",
        plain((TEXT,), TEXT, quote),
    ),
    entry(
        "format",
        "A text with values in the places of %s, %d, %f, %e, %x, %X, %o and %b.",
        "将值填入 %s、%d、%f、%e、%x、%X、%o、%b 所在位置。",
        "'%s: %.2f'.format(['x', 1.5]) == 'x: 1.50'",
        method((TEXT, ListOf(DYN)), TEXT, formatted),
    ),
)
