"""Canonical form v1 and its digests: the bytes that evidence is bound by. Reads nothing, writes nothing."""

import base64
import datetime as dt
import enum
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Protocol, cast, runtime_checkable

import msgspec

from core.errors import LotgateError
from core.exact_types import LARGEST_INTEGER, encoder, is_exact
from core.locations import DataLocation
from core.words import say

FORM = "v1"
MINUTE = dt.timedelta(minutes=1)
SURROGATE = re.compile("[\ud800-\udfff]")


class CanonicalFormError(LotgateError):
    """A value has no canonical form: a float, an integer beyond 2^53, a key outside ASCII, a lone surrogate."""

    code = "canonical.value.refused"
    chinese = "值没有规范形式：浮点数、超出2^53的整数、非ASCII的键、不成对的代理项。"


@runtime_checkable
class Canonical(Protocol):
    """A value of a type of our own that says how it is written."""

    def canonical_form(self) -> Any:  # noqa: ANN401  # JSON's own value space
        """Give text, an integer, or a list of them."""


def canonical_bytes(value: object) -> bytes:
    """
    Write a value in canonical form v1: RFC 8785 JSON over a model without floats.

    Structs whose types cannot hold what this form refuses are written by msgspec, which is much faster and gives the
    same bytes.

    Args:
        value: Structs, mappings with ASCII text keys, sequences, text, bool, ``None``, integers up to 2^53, and
            decimals (written as text, digits kept), dates, instants with offset (``Z`` for UTC), bytes (base64), and
            values that are `Canonical`. Fields of a struct that were not recorded are left out.

    Returns:
        UTF-8 text in Unicode normalization form C.

    Raises:
        CanonicalFormError: ``canonical.value.refused``; the location is the path of the first such value.

    Source:
        RFC 8785, sections 3.2.1 to 3.2.4 (no whitespace, ECMAScript string escapes, keys in code-unit order).
    """
    if isinstance(value, msgspec.Struct) and is_exact(type(value)):
        try:
            data = ENCODER.encode(value)
        except ValueError:  # half of a surrogate pair: found again below, with its place
            return strict_bytes(value)
        if is_normal(data):
            return data
    return strict_bytes(value)


def strict_bytes(value: object) -> bytes:
    """Write canonical form v1 value by value: slow and obvious. See `canonical_bytes`."""
    plain = _plain(value, "$")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def is_normal(data: bytes) -> bool:
    """
    Tell whether UTF-8 JSON text is in Unicode normalization form C.

    No character composes with a quotation mark before it, so the whole is normal exactly when each text in it is.
    """
    return data.isascii() or unicodedata.is_normalized("NFC", data.decode())


def _own(value: Any) -> Any:  # noqa: ANN401  # JSON's own value space
    return value.canonical_form()  # no other type is exact


ENCODER = encoder(_own)


def digest(value: object) -> str:
    """
    Give the digest of a value's canonical form.

    Returns:
        ``sha256:`` and 64 hexadecimal digits.

    Raises:
        CanonicalFormError: As for `canonical_bytes`.
    """
    return digest_of_bytes(canonical_bytes(value))


def digest_of_bytes(data: bytes) -> str:
    """Give ``sha256:`` and the 64 hexadecimal digits of the SHA-256 of `data`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _plain(value: object, path: str) -> Any:  # noqa: ANN401  # JSON's own value space
    kind = type(value)
    if kind is str:
        return _text(cast("str", value), path)
    if kind is dict:
        return _object(cast("dict[object, object]", value).items(), path)
    match value:
        case enum.Enum():
            return _plain(value.value, path)
        case msgspec.Struct():
            return _object(recorded_fields(value), path)
        case dict():
            return _object(value.items(), path)
        case list() | tuple():
            return [_plain(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if hasattr(type(value), "canonical_form"):  # `Canonical`; asking the protocol would take most of the time
        return _plain(value.canonical_form(), path)  # type: ignore[attr-defined]  # as just seen
    return _scalar(value, path)


def recorded_fields(record: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Give the fields of a struct that were recorded, by the names they have in documents."""
    for attribute, name in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True):
        item = getattr(record, attribute)
        if item is not msgspec.UNSET:
            yield name, item


def _object(items: Iterable[tuple[object, object]], path: str) -> dict[str, Any]:
    return {_key(name, path): _plain(item, f"{path}.{name}") for name, item in items}


def _scalar(value: object, path: str) -> str | int | None:
    match value:
        case None | bool():
            return value
        case str():
            return _text(value, path)
        case int() if abs(value) <= LARGEST_INTEGER:
            return value
        case int():
            message = say("`{value}` is beyond 2^53", "`{value}` 超出 2^53", value=value)
            raise CanonicalFormError(message, location=DataLocation(path))
        case Decimal():
            return decimal_text(value, path)
        case dt.datetime():
            return instant_text(value, path)
        case dt.date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
    message = say("this kind of value has no canonical form", "此类值没有规范形式")
    raise CanonicalFormError(message, location=DataLocation(path))


def _text(value: str, path: str) -> str:
    if value.isascii():
        return value
    if SURROGATE.search(value):
        message = say("text holds half of a surrogate pair", "文本含有不成对的代理项")
        raise CanonicalFormError(message, location=DataLocation(path))
    return unicodedata.normalize("NFC", value)


def _key(name: object, path: str) -> str:
    if not isinstance(name, str) or not name.isascii():
        message = say("key `{name}` is not ASCII text", "键 `{name}` 不是ASCII文本", name=name)
        raise CanonicalFormError(message, location=DataLocation(path))
    return name


def decimal_text(value: Decimal, path: str = "$") -> str:
    """Write a finite decimal without exponent, its digits kept: ``4.0`` stays ``4.0``."""
    if not value.is_finite():
        message = say("a decimal must be finite", "十进制数必须为有限值")
        raise CanonicalFormError(message, location=DataLocation(path))
    return format(value, "f")


def instant_text(value: dt.datetime, path: str = "$") -> str:
    """Write an instant with its own offset, ``Z`` for that of UTC, microseconds only where there are some."""
    offset = value.utcoffset()
    if offset is None:
        message = say("an instant needs an offset", "时刻必须带有时差")
        raise CanonicalFormError(message, location=DataLocation(path))
    if offset % MINUTE:
        message = say("an offset has whole minutes", "时差须为整分钟")
        raise CanonicalFormError(message, location=DataLocation(path))
    return value.isoformat() if offset else f"{value.replace(tzinfo=None).isoformat()}Z"
