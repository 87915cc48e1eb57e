"""JSON straight into structs, where that provably reads the same as the strict reader; otherwise the strict reader."""

import functools
import itertools
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from core.canonical import ENCODER, is_normal
from core.documents.constraints import visible
from core.documents.described import type_of
from core.documents.scalars import are_decimals
from core.exact_types import is_exact, structs_of

T = TypeVar("T", bound=msgspec.Struct)
# One look at every quotation mark. LOOSE is what msgspec reads as an instant, and `core.documents.scalars.INSTANT` and
# `OFFSETS` refuse: a blank or a small letter between, nanoseconds, an offset without a colon, of nowhere, or beyond
# those of the Earth. What is not PLAIN may be invisible: neither an ASCII sign, which a backslash only announces, nor a
# Chinese character.
LOOSE = (
    rb"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ t]|T[0-9:]{8}(?:\.[0-9]{7}|\.?[0-9]*(?:"
    rb"z|[+-][0-9]{4}|-00:00|-12:(?!00)|-1[3-9]|-2|\+14:(?!00)|\+1[5-9]|\+2)))"
)
PLAIN = rb"[!-/:-\[\]-~]|[\xe4-\xe8]|\xe9[\x80-\xbe]"
DOUBTFUL = re.compile(rb'"(?!%s)(?:[^0-9]|%s)' % (PLAIN, LOOSE))
IS_LOOSE = re.compile(rb'"' + LOOSE)
# Written out, a line feed may end a text: `$` of a pattern lets it through.
LINE_FEED = rb"\n"
# A printable ASCII sign that was escaped: nobody needs that, and it could hide what `LOOSE` looks for.
NEEDLESS = re.compile(rb"\\u00[2-7]")
ASCII = bytes(range(128))
JAMO = range(0x1100, 0x1200)


def read_typed(data: bytes, target: type[T]) -> tuple[T, bytes] | None:
    """
    Read JSON into a struct, if it is certain that `core.documents.decode.decode` would give the same.

    msgspec takes the last of two equal keys, instants with a blank instead of `T` or with nanoseconds, and text that
    nobody can see. So the texts of the document are counted against those of what was read, and the rest is looked for.

    Args:
        data: The text.
        target: A struct whose types are exact (`core.exact_types.is_exact`); types of our own give their value by
            ``of_plain``, which raises ``ValueError`` for what it cannot read.

    Returns:
        The struct and its canonical bytes; ``None`` when the strict reader has to decide, or to name the faults.
    """
    doubtful = DOUBTFUL.search(data) is not None
    if not is_exact(target) or (doubtful and IS_LOOSE.search(data)) or not _is_plain_text(data):
        return None
    hook = _Hook()
    try:
        value = msgspec.json.decode(data, type=target, dec_hook=hook)
        canonical = ENCODER.encode(value)
    except (msgspec.MsgspecError, ArithmeticError, TypeError, ValueError, RecursionError):
        return None
    if not hook.are_decimals():
        return None
    if b"\\u" in data:
        plain = not NEEDLESS.search(data) and _keys_are_unique(data) and is_normal(canonical) and _is_strict(value)
    else:
        doubtful = doubtful or LINE_FEED in data
        texts = hook.texts + _added(value, data)
        plain = _keeps_all_texts(data, canonical, texts) and not (doubtful and not _is_strict(value))
    return (value, canonical) if plain else None


class _Hook:
    """Makes values of types of our own for msgspec, and counts the lists that are written as one text."""

    def __init__(self) -> None:
        self.texts = 0
        self.decimals: list[str] = []

    def __call__(self, target: Any, value: Any) -> Any:  # noqa: ANN401  # any type of our own
        if target.is_decimal:
            self.decimals.append(value)
            return target(value)
        if target.written_as_text and type(value) is list:
            self.texts += 1
        return target.of_plain(value)

    def are_decimals(self) -> bool:
        """Tell whether every decimal was written as one: `Decimal` itself takes blanks, exponents and NaN."""
        try:
            return are_decimals(self.decimals)
        except TypeError:  # a number, which is no text
            return False


def _is_plain_text(data: bytes) -> bool:
    """Tell whether text is UTF-8 in normalization form C."""
    if data.isascii():
        return True
    try:
        chars = set(data.translate(None, ASCII).decode())
        if any(ord(char) in JAMO or unicodedata.category(char)[0] == "M" for char in chars):
            return is_normal(data)
    except UnicodeDecodeError:
        return False
    # Nothing composes with what stands before it, so the text is normal exactly when each character is.
    return all(unicodedata.is_normalized("NFC", char) for char in chars)


def _keeps_all_texts(data: bytes, canonical: bytes, texts: int) -> bool:
    """
    Tell whether nothing that was written is lost, so that no key stood twice.

    Where no character is written by its number, every quotation mark begins or ends a text, a key or a value, or stands
    in one behind a backslash, and is written so again. Reading keeps each of them, except those of a key that stood
    twice, and adds `texts`: those of lists that are written as one text, and the keys of defaults.
    """
    return data.count(b'"') + 2 * texts == canonical.count(b'"')


def _added(value: msgspec.Struct, data: bytes) -> int:
    """Count the keys that are written and were not read: those of the struct's defaults."""
    empty = [written for name, written in _defaults(type(value)) if not getattr(value, name)]
    given = msgspec.json.decode(data, type=dict[str, msgspec.Raw]) if empty else {}
    return sum(name not in given for name in empty)


@functools.cache
def _defaults(target: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """
    List the fields of a struct that are written even where they were left out, with how they are.

    Only the outermost struct may have such fields, and each is empty by default.
    """
    outer, *inner = (found.fields for found in structs_of(target))
    if any(map(_has_default, itertools.chain(*inner))):  # pragma: no cover  # the dictionary has no such struct
        raise NotImplementedError
    return tuple((field.name, field.encode_name) for field in outer if _has_default(field))


def _has_default(field: msgspec.inspect.Field) -> bool:
    return field.default is not msgspec.NODEFAULT or field.default_factory is not msgspec.NODEFAULT


def _keys_are_unique(data: bytes) -> bool:
    twice: list[bool] = []
    json.loads(data, object_pairs_hook=lambda pairs: twice.append(len(dict(pairs)) < len(pairs)))
    return not any(twice)


Check = Callable[[Any], bool]


def _is_strict(value: msgspec.Struct) -> bool:
    """Tell whether a struct holds nothing that the strict reader refuses and msgspec reads."""
    for name, check in _checks(type(value)):
        held = getattr(value, name)
        if held is not msgspec.UNSET and held is not None and not check(held):
            return False
    return True


@functools.cache
def _checks(target: type[msgspec.Struct]) -> tuple[tuple[str, Check], ...]:
    """List the fields of a struct that have to be looked at, with how."""
    described = type_of(target)
    fields = described.fields if isinstance(described, msgspec.inspect.StructType) else ()
    found = ((field.name, _check(field.type)) for field in fields)
    return tuple((name, check) for name, check in found if check is not None)


def _check(described: msgspec.inspect.Type) -> Check | None:
    match described:
        case msgspec.inspect.Metadata(type=inner):
            return _check(inner)
        case msgspec.inspect.StructType():
            return _is_strict
        case msgspec.inspect.StrType(min_length=int()):
            return _is_visible
        case msgspec.inspect.StrType(pattern=str()):
            return _is_one_line
        case msgspec.inspect.UnionType(types=types):
            return _one_of([check for check in map(_check, types) if check is not None])
        case msgspec.inspect.ListType(item_type=item):
            return _each(_check(item))
        case msgspec.inspect.DictType(key_type=key, value_type=item):
            return _each_entry(_check(key), _check(item))
    return None


def _one_of(checks: list[Check]) -> Check | None:
    if len(checks) > 1:  # pragma: no cover  # the dictionary has no such union
        raise NotImplementedError
    return checks[0] if checks else None


def _each(check: Check | None) -> Check | None:
    return None if check is None else lambda items: all(map(check, items))


def _each_entry(of_key: Check | None, of_item: Check | None) -> Check | None:
    def check(entries: dict[str, Any]) -> bool:
        return (of_key is None or all(map(of_key, entries))) and (
            of_item is None or all(of_item(item) for item in entries.values() if item is not None)
        )

    return None if of_key is None and of_item is None else check


def _is_visible(text: str) -> bool:
    return ("!" <= text < "\x7f" and text.isascii()) or bool(visible(text))


def _is_one_line(text: str) -> bool:
    """Refuse what `$` lets through: a line feed at the end."""
    return text[-1:] != "\n"
