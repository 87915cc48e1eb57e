"""JSON straight into structs, where that provably reads the same as the strict reader; otherwise the strict reader."""

import functools
import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from core.canonical import canonical_bytes, is_normal
from core.documents.decode import visible
from core.documents.scalars import OFFSETS
from core.exact_types import is_exact

T = TypeVar("T", bound=msgspec.Struct)
BLANKS = b" \t\r\n"
CENTURY = (2000, 2099)
# What msgspec reads as an instant of this century and `core.documents.scalars.INSTANT` refuses.
LOOSE = re.compile(
    rb'"20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[ t]|T[0-9:]{8}(?:\.[0-9]{7}|\.?[0-9]*(?:z|[+-][0-9]{4}|-00:00)))'
)


def read_typed(data: bytes, target: type[T], hook: Callable[[type, Any], Any]) -> tuple[T, bytes] | None:
    """
    Read JSON into a struct, if it is certain that `core.documents.decode.decode` would give the same.

    msgspec takes the last of two equal keys, instants with a blank instead of `T` or with nanoseconds, and text that
    nobody can see. So the keys of the text are counted against those of what was read, and the rest is looked for.

    Args:
        data: The text.
        target: A struct whose types are exact (`core.exact_types.is_exact`).
        hook: Makes values of types of our own; raises ``ValueError`` for what it cannot read.

    Returns:
        The struct and its canonical bytes; ``None`` when the strict reader has to decide, or to name the faults.
    """
    if not is_exact(target) or LOOSE.search(data) or (not data.isascii() and not _is_plain_text(data)):
        return None
    try:
        value = msgspec.json.decode(data, type=target, dec_hook=hook)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    canonical = canonical_bytes(value)
    if not (_keys_agree(data, canonical) and _is_strict(value)):
        return None
    return value, canonical


def _is_plain_text(data: bytes) -> bool:
    try:
        return is_normal(data)
    except UnicodeDecodeError:
        return False


def _keys_agree(data: bytes, canonical: bytes) -> bool:
    """
    Tell whether no key stood twice.

    Without a backslash every quotation mark begins or ends a text, so after taking out blanks `":` is the end of a key
    or a text that begins with a colon. Reading keeps every text, except those under a key that stood twice.
    """
    if b"\\" in data:
        return _keys_are_unique(data)
    return data.translate(None, BLANKS).count(b'":') == canonical.translate(None, BLANKS).count(b'":')


def _keys_are_unique(data: bytes) -> bool:
    twice: list[bool] = []
    json.loads(data, object_pairs_hook=lambda pairs: twice.append(len(dict(pairs)) < len(pairs)))
    return not any(twice)


Check = Callable[[Any], bool]


def _is_strict(value: msgspec.Struct) -> bool:
    """Tell whether a struct holds nothing that the strict reader refuses and msgspec reads."""
    return all(
        check(held)
        for name, check in _checks(type(value))
        if (held := getattr(value, name)) is not msgspec.UNSET and held is not None
    )


@functools.cache
def _checks(target: type[msgspec.Struct]) -> tuple[tuple[str, Check], ...]:
    """List the fields of a struct that have to be looked at, with how."""
    described = msgspec.inspect.type_info(target)
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
        case msgspec.inspect.DateTimeType():
            return _is_plain_instant
        case msgspec.inspect.UnionType(types=types):
            return _one_of([check for check in map(_check, types) if check is not None])
        case msgspec.inspect.ListType(item_type=item):
            return _each(_check(item))
        case msgspec.inspect.DictType(value_type=item):
            return _each_value(_check(item))
    return None


def _one_of(checks: list[Check]) -> Check | None:
    if len(checks) > 1:  # pragma: no cover  # the dictionary has no such union
        raise NotImplementedError
    return checks[0] if checks else None


def _each(check: Check | None) -> Check | None:
    return None if check is None else lambda items: all(map(check, items))


def _each_value(check: Check | None) -> Check | None:
    return None if check is None else lambda items: all(check(item) for item in items.values() if item is not None)


def _is_visible(text: str) -> bool:
    return (text[:1] > " " and text.isascii()) or bool(visible(text))


def _is_one_line(text: str) -> bool:
    """Refuse what `$` lets through: a line feed at the end."""
    return text[-1:] != "\n"


def _is_plain_instant(instant: Any) -> bool:  # noqa: ANN401  # an instant, as its type says
    return bool(CENTURY[0] <= instant.year <= CENTURY[1] and OFFSETS[0] <= instant.utcoffset() <= OFFSETS[1])
