"""Two dossiers, field by field: what was added, taken away or changed; list items by their identifier."""

from collections.abc import Iterator, Mapping

import msgspec

from core.canonical import strict_bytes
from core.words import Localized
from engine.model.dictionary import Field, fields_of
from engine.model.values import Period, Quantity

# Values with parts, which say something only together.
WHOLE = frozenset({Localized, Period, Quantity})


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """
    One field that is not the same.

    Attributes:
        path: Where it stands, as expressions name it.
        title: What it is called.
        old: Its canonical form before; ``None`` when it was not recorded.
        new: Its canonical form now; ``None`` when it is not recorded.
    """

    path: str
    title: Localized
    old: str | None
    new: str | None


def differences(old: msgspec.Struct, new: msgspec.Struct, path: str = "") -> Iterator[Difference]:
    """
    Compare two records of one entity, in the order of the dictionary.

    Args:
        old: One.
        new: The other, of the same entity.
        path: Where they stand.

    Returns:
        Nothing exactly when the two have one digest.
    """
    for name, field in fields_of(type(old)).items():
        below = f"{path}.{name}" if path else name
        yield from _between(getattr(old, field.attribute), getattr(new, field.attribute), field, below)


def _between(old: object, new: object, field: Field, path: str) -> Iterator[Difference]:
    # Equal numbers may have other digits, and equal instants another offset: both are recorded, and bound by a digest.
    if type(old) is type(new) and old == new and _written(old) == _written(new):
        return
    if isinstance(old, msgspec.Struct) and isinstance(new, msgspec.Struct) and type(old) not in WHOLE:
        yield from differences(old, new, path)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _entries(old, new, field, path)
    elif _is_identified(old) and _is_identified(new):
        yield from _entries(_by_identifier(old), _by_identifier(new), field, path)
        if not _same_order(old, new):
            yield _difference(list(_by_identifier(old)), list(_by_identifier(new)), field, path)
    else:
        yield _difference(old, new, field, path)


def _entries(old: Mapping[str, object], new: Mapping[str, object], field: Field, path: str) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        yield from _between(old.get(key, msgspec.UNSET), new.get(key, msgspec.UNSET), field, f"{path}[{key}]")


def _difference(old: object, new: object, field: Field, path: str) -> Difference:
    return Difference(path=path, title=field.title, old=_written(old), new=_written(new))


def _written(value: object) -> str | None:
    return None if value is msgspec.UNSET else strict_bytes(value).decode()


def _is_identified(value: object) -> bool:
    """Tell whether a list holds records with identifiers, each once; any other list is compared whole."""
    if not isinstance(value, list) or not all(isinstance(getattr(one, "id", None), str) for one in value):
        return False
    return len(_by_identifier(value)) == len(value)


def _by_identifier(value: object) -> dict[str, object]:
    return {one.id: one for one in value} if isinstance(value, list) else {}


def _same_order(old: object, new: object) -> bool:
    """Tell whether what both lists hold stands in one order; a list is a sequence, and its digest knows that."""
    before, after = _by_identifier(old), _by_identifier(new)
    return [one for one in before if one in after] == [one for one in after if one in before]
