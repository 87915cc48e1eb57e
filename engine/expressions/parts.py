"""
Which parts of a dossier were looked at.

A part is a field of the dossier, of its lot or of its product, by its path (``suppliers``, ``lot.steps``), or what is
stated of one register. What was found by looking at some parts, and at nothing else of the dossier, is found again
wherever another dossier holds the very same in each of them.
"""

import functools
from collections.abc import Hashable, Mapping
from typing import Final

import msgspec

from engine.model.coverage import Coverages
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier

STATED = "stated "
"""Begins the name of the part that is stated of a register."""
NO_PARTS: Final[frozenset[str]] = frozenset()
SPLIT = frozenset({"lot", "product"})
"""Records of the dossier whose fields are parts of their own."""


def stated_of(register: str) -> str:
    """Name the part that is stated of a register."""
    return f"{STATED}{register}"


@functools.cache
def part_referred(refers_to: str) -> str:
    """Name the part that identifiers refer into, by the path of what they refer to: ``lot.steps``, ``product``."""
    first, *rest = refers_to.split(".")
    if first not in SPLIT:
        return first
    return f"{first}.{rest[0] if rest else 'id'}"


class Held(dict[str, Hashable]):
    """
    What a dossier holds in each part: equal for two dossiers only while both hold the very same objects there.

    Args:
        dossier: The dossier.
        coverages: Its statements.
        beside: Further records whose fields are parts, by name; they may be added later.
    """

    def __init__(self, dossier: Dossier, coverages: Coverages, beside: Mapping[str, msgspec.Struct]) -> None:
        super().__init__()
        self.dossier = dossier
        self.coverages = coverages
        self.beside = beside

    def __missing__(self, part: str) -> Hashable:
        if part.startswith(STATED):
            first, stated = self.coverages.told_of(part.removeprefix(STATED))
            found: Hashable = (first, *map(id, stated))
        else:
            owner, _, name = part.rpartition(".")
            record = self.beside[owner] if owner else self.dossier
            found = id(getattr(record, fields_of(type(record))[name].attribute))
        self[part] = found
        return found

    def forget(self, name: str) -> None:
        """Forget what a record held that is replaced."""
        for part in [part for part in self if part.startswith(f"{name}.")]:
            del self[part]
