"""Sizes of lists, maps and texts, and joining of texts."""

from engine.expressions.budget import limit_size
from engine.expressions.functions.entry import entry, method, plain
from engine.expressions.missing import EvaluationError
from engine.expressions.values import Entries, Many, Table
from engine.model.types import BYTES, DYN, INT, TEXT, ListOf, MapOf

LIST, MAP = ListOf(DYN), MapOf(DYN, DYN, recorded=False)


def size(items: Many) -> int:
    """Count the elements of a list that is complete."""
    return len(items.complete())


def entries(of: Table | Entries) -> int:
    """Count the entries of a map."""
    return len(of.entries)


def join(items: Many, separator: str = "") -> str:
    """
    Join texts.

    Raises:
        EvaluationError: An element is no text.
    """
    texts = [item for item in items.complete() if isinstance(item, str)]
    if len(texts) < len(items.items):
        raise EvaluationError("`join` joins texts, and an element is none", reason="wrong-type")
    limit_size(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


TABLE = (
    entry(
        "size",
        "How many elements a complete list has, entries a map, code points a text, bytes a piece of bytes.",
        "完整列表的元素个数、映射的条目数、文本的码位数或字节串的字节数。",
        "size(['a', 'b']) == 2 && size('中文') == 2 && {'a': 1}.size() == 1",
        plain((LIST,), INT, size),
        plain((MAP,), INT, entries),
        plain((TEXT,), INT, len),
        plain((BYTES,), INT, len),
        method((LIST,), INT, size),
        method((MAP,), INT, entries),
        method((TEXT,), INT, len),
        method((BYTES,), INT, len),
    ),
    entry(
        "join",
        "The texts of a list as one, with a separator between them.",
        "将列表中的文本连接为一个，可带分隔符。",
        "['x', 'y'].join('-') == 'x-y'",
        method((ListOf(TEXT),), TEXT, join),
        method((ListOf(TEXT), TEXT), TEXT, join),
    ),
)
