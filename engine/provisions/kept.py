"""What was found of a record, kept for other dossiers that hold the very same record: the cases of a suite."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import msgspec

from engine.expressions.values import Fact, Reader, Record

T = TypeVar("T")
MOST = 4096
"""Findings that are kept at once."""


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, with the objects that it was found of: held, so that no others can be taken for them."""

    of: tuple[object, ...]
    found: Any
    facts: dict[str, Fact]


class Kept:
    """What was found of records, by everything that it depends on."""

    def __init__(self) -> None:
        self._found: dict[tuple[Hashable, ...], _Found] = {}

    def or_made(
        self, record: Record, beside: tuple[object, ...], under: tuple[Hashable, ...], make: Callable[[], T]
    ) -> T:
        """
        Give what is kept, and note what was read of it; or make it, and keep it.

        What is stated of registers of the record, and the day that this must reach, are looked at here. What is made
        of a dossier with faults is not kept, nor what reads what lies elsewhere: a record that an identifier refers
        to, a field that a pack declares.

        Args:
            record: What it is made of, with everything below it; another dossier is meant to hold the very same.
            beside: Other objects that it is made of; the very same ones are meant.
            under: Everything else that it depends on: what is done, days, texts.
            make: Makes it, by the record's reader.
        """
        reader = record.reader
        if reader.faults:
            return make()
        of = (record.data, *beside)
        key = (*map(id, of), record.path, reader.today, reader.coverages.told_of(record.path), *under)
        known = self._found.get(key)
        if known is None:
            return self._made(of, key, reader, make)
        reader.facts.update(known.facts)
        return known.found  # type: ignore[no-any-return]  # what was made under this key

    def _made(self, of: tuple[object, ...], key: tuple[Hashable, ...], reader: Reader, make: Callable[[], T]) -> T:
        facts, strayed = reader.facts, reader.strayed
        reader.facts = {}
        try:
            found = make()
        finally:
            noted, reader.facts = reader.facts, facts
            facts.update(noted)
        if reader.strayed == strayed and not reader.faults:
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[key] = _Found(of=of, found=found, facts=noted)
        return found
