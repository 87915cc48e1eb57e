"""What was found of a dossier, kept for others that hold the very same in every part that it was found in."""

from collections.abc import Callable, Hashable, Sequence
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

import msgspec

from engine.expressions.parts import Held
from engine.expressions.reader import Reader
from engine.expressions.values import Fact, Record
from engine.model.soundness import SoundParts
from engine.model.times import TimeParts

T = TypeVar("T")
MOST = 65_536
"""What is kept at once: some tens of megabytes."""
_Key: TypeAlias = tuple[Hashable, ...]


class _Found(msgspec.Struct, frozen=True):
    """What was found, with the objects that it was found of: held, so that no others can be taken for them."""

    of: tuple[object, ...]
    found: Any


class _Variant:
    """
    What was found by looking at the same parts, by what they held.

    Args:
        parts: The parts.
    """

    __slots__ = ("found", "parts", "values")

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = parts
        self.values: Callable[[Held], Hashable] = itemgetter(*parts) if parts else _nothing
        self.found: dict[Hashable, _Found] = {}


def _nothing(_: Held) -> Hashable:
    return ()


class Kept:
    """
    What was found of dossiers, by the circumstances under which it was found.

    Attributes:
        sound: What was found sound of them.
        times: What lies ahead in them.
    """

    def __init__(self) -> None:
        self._shelves: dict[_Key, tuple[tuple[object, ...], Shelf]] = {}
        self._room = MOST
        self.sound = SoundParts()
        self.times = TimeParts()

    def shelf(self, of: tuple[object, ...], under: _Key) -> "Shelf":
        """
        Give what was found under the same circumstances.

        Args:
            of: What finds, beside the dossier; the very same objects are meant.
            under: Everything else that whatever is found depends on, but for the dossier.
        """
        key = (*map(id, of), *under)
        if key not in self._shelves:
            self._shelves[key] = of, Shelf(self)
        return self._shelves[key][1]

    def make_room(self) -> None:
        """Count one more that is kept, and forget everything when it is too much."""
        self._room -= 1
        if self._room < 0:
            self._shelves.clear()
            self._room = MOST


class Shelf:
    """
    What was found of dossiers under the same circumstances: by the same pack, for one market, at one instant.

    Args:
        kept: What this is a part of.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._variants: dict[_Key, list[_Variant]] = {}

    def or_made(self, reader: Reader, of: tuple[object, ...], under: _Key, make: Callable[[], T]) -> T:
        """
        Give what is kept, or make it and keep it.

        What is made depends on the dossier by the parts that are looked at meanwhile: it is given again where another
        dossier holds the very same in each of them. Of a dossier with faults nothing is kept.

        Args:
            reader: Reads the dossier.
            of: Other objects that it is made of; the very same ones are meant.
            under: Everything else that it depends on: what is done, days, texts.
            make: Makes it, by the reader.
        """
        if reader.faults:
            return make()
        key = (*map(id, of), *under)
        for variant in self._variants.get(key, ()):
            known = variant.found.get(variant.values(reader.held))
            if known is not None:
                reader.parts.update(variant.parts)
                return known.found  # type: ignore[no-any-return]  # what was made under this key
        made, parts = reader.looking(make)
        if not reader.faults:  # a field that a pack declares may turn out to be mistyped
            self._keep(reader, key, tuple(sorted(parts)), _Found((reader.dossier, *of), made))
        return made

    def _keep(self, reader: Reader, key: _Key, parts: tuple[str, ...], found: _Found) -> None:
        variants = self._variants.setdefault(key, [])
        variant = next((one for one in variants if one.parts == parts), None)
        if variant is None:
            variant = _Variant(parts)
            variants.append(variant)
        variant.found[variant.values(reader.held)] = found
        self._kept.make_room()

    def piece(self, record: Record, beside: tuple[object, ...], under: _Key, make: Callable[[], T]) -> T:
        """
        Give what is kept of one record, and note what was read of it; or make it and keep it.

        Args:
            record: What it is made of, with everything below it; another dossier is meant to hold the very same.
            beside: As for `or_made`.
            under: As for `or_made`.
            make: Makes it, by the record's reader.
        """
        reader = record.reader

        def noting() -> tuple[T, dict[str, Fact]]:
            facts, reader.facts = reader.facts, {}
            try:
                found = make()
            finally:
                noted, reader.facts = reader.facts, facts
                facts.update(noted)
            return found, noted

        found, noted = self.or_made(reader, (record.data, *beside), (record.path, *under), noting)
        reader.facts.update(noted)
        return found
