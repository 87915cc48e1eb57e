"""How a field of the dictionary is said: its titles, and what the rules of the house need to know of it."""

from enum import StrEnum
from typing import Any, Self

import msgspec

from core.words import Localized

__all__ = ["Code", "Entity", "Localized", "said"]


class Entity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the structs of a dossier share: immutable, fields by name, unknown ones refused."""


class Code(StrEnum):
    """
    A closed code with labels in both languages; a member is written ``name = value, English, Chinese``.

    Attributes:
        label: What a person reads.
    """

    label: Localized

    def __new__(cls, value: str, en: str, zh: str) -> Self:
        """Make a member that is its own text."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Localized(en=en, zh=zh)
        return member

    def __str__(self) -> str:
        """Write the code."""
        return str(self.value)


def said(en: str, zh: str, **facts: Any) -> msgspec.Meta:  # noqa: ANN401  # msgspec's own extra values
    """
    Say a field once, for an `Annotated` type of a struct of the dictionary.

    Args:
        en: Title in English.
        zh: Title in Chinese.
        **facts: ``register=True`` for a list whose absences count only under a stated coverage; ``refers_to="…"``
            for an id that reads as a record of the dossier; ``occurred=True`` for a time that cannot lie ahead.
            The constraints ``pattern`` and ``min_length`` of `msgspec.Meta` may stand here too; those of numbers
            stand on the number's own type (`values.Count`).

    Returns:
        The metadata that schema, documentation and expression types are made from.
    """
    constraints = {name: facts.pop(name) for name in ("pattern", "min_length") if name in facts}
    return msgspec.Meta(title=en, extra={"zh": zh, **facts}, **constraints)
