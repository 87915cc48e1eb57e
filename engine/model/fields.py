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
    A closed code with labels in both languages.

    A member is written ``name = value, English, Chinese, synonym, …``. A synonym is what the systems that send
    dossiers are known to write for the code; only those that are stated here are read as it.

    Attributes:
        label: What a person reads.
        synonyms: What is read as this code in a dossier, case counts.
    """

    label: Localized
    synonyms: tuple[str, ...]

    def __new__(cls, value: str, en: str, zh: str, *synonyms: str) -> Self:
        """Make a member that is its own text."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Localized(en=en, zh=zh)
        member.synonyms = synonyms
        return member

    @classmethod
    def _missing_(cls, value: object) -> "Code | None":
        """Read a synonym; msgspec and `Code(...)` ask here for what is no code."""
        return next((member for member in cls if value in member.synonyms), None)

    def __str__(self) -> str:
        """Write the code."""
        return str.__str__(self)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the house needs to know of a field beside its type.

    Attributes:
        title: What it is called.
        about: What it means, in one sentence.
        example: A value as a dossier holds it; ``None`` where the type is a record, a list of records or a map of them.
        unit: The UCUM unit of a number, or one whose dimension a quantity must have; ``None`` where it has none.
        register: Whether it is a list whose absences count only under a stated coverage.
        refers_to: The list or record of the dossier that an id refers to.
        occurred: Whether it is a time that cannot lie after the decision's instant.
        older: Whether such a time, or those of the records it holds, may lie before the lot's first day.
        classifies: Whether it says what the lot or product is, so that a wrong value could put a rule out of
            application; it comes from an approved record, never from the caller of a recorded decision.
    """

    title: Localized
    about: Localized
    example: Any = None
    unit: str | None = None
    register: bool = False
    refers_to: str | None = None
    occurred: bool = False
    older: bool = False
    classifies: bool = False


def said(  # noqa: PLR0913  # one row of the data dictionary
    en: str,
    zh: str,
    about_en: str = "",
    about_zh: str = "",
    *,
    example: Any = None,  # noqa: ANN401  # whatever a dossier can hold
    unit: str | None = None,
    register: bool = False,
    refers_to: str | None = None,
    occurred: bool = False,
    older: bool = False,
    classifies: bool = False,
    **constraints: Any,  # noqa: ANN401  # msgspec's own constraints of text
) -> msgspec.Meta:
    """
    Say a field once, for an `Annotated` type of a struct of the dictionary: titles, meaning, and the facts of `Said`.

    Args:
        en: Title in English.
        zh: Title in Chinese.
        about_en: What it means, in English; one sentence, capital first, no full stop.
        about_zh: The same in Chinese.
        example: See `Said`.
        unit: See `Said`.
        register: See `Said`.
        refers_to: See `Said`.
        occurred: See `Said`.
        older: See `Said`.
        classifies: See `Said`.
        **constraints: ``pattern`` and ``min_length`` of `msgspec.Meta`; those of numbers stand on the number's own
            type (`values.Count`).

    Returns:
        The metadata that schema, documentation, expression types and checks are made from.
    """
    row = Said(
        title=Localized(en=en, zh=zh),
        about=Localized(en=about_en, zh=about_zh),
        example=example,
        unit=unit,
        register=register,
        refers_to=refers_to,
        occurred=occurred,
        older=older,
        classifies=classifies,
    )
    return msgspec.Meta(title=en, extra={"said": row}, **constraints)
