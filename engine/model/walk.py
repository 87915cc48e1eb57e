"""Every recorded value of a dossier with its path and its field, in the order of the dictionary."""

from collections.abc import Iterator

import msgspec

from core.documents.tree import Path
from engine.model.dictionary import Field, fields_of


class Visit(msgspec.Struct, frozen=True):
    """
    One recorded value.

    Attributes:
        path: Keys and positions from the dossier down.
        field: The dictionary's field.
        value: What is recorded there; never `UNSET`.
    """

    path: Path
    field: Field
    value: object


def visits(record: msgspec.Struct, path: Path = ()) -> Iterator[Visit]:
    """Walk a record and everything below it, parents before children."""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if value is msgspec.UNSET:
            continue
        yield Visit((*path, name), field, value)
        yield from _below(value, (*path, name))


def _below(value: object, path: Path) -> Iterator[Visit]:
    if isinstance(value, msgspec.Struct):
        yield from visits(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _below(item, (*path, key))
