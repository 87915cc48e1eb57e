"""What must be true between the fields of one entity: data quality as data, beside the fields that it is about."""

from typing import TypeAlias

import msgspec


class Ordered(msgspec.Struct, frozen=True):
    """
    Times that follow each other; equal ones are allowed, and those that were not recorded are passed over.

    Attributes:
        fields: Days or instants, the earliest first; a day and an instant are compared by their civil days.
    """

    fields: tuple[str, ...]


class AtMost(msgspec.Struct, frozen=True):
    """
    One number that cannot be larger than another.

    Attributes:
        smaller: A count or a quantity.
        larger: One of the same kind.
        strict: Whether they cannot be equal either.
    """

    smaller: str
    larger: str
    strict: bool = False


class Balanced(msgspec.Struct, frozen=True):
    """
    Numbers that add up: checked when all of them were recorded.

    Attributes:
        total: A count or a quantity.
        parts: What it is the sum of.
    """

    total: str
    parts: tuple[str, ...]


class Excluded(msgspec.Struct, frozen=True):
    """
    Fields that hold nothing while another has a certain value.

    Attributes:
        fields: What may not be recorded, except as none.
        when: The other field.
        equals: Its value: a bool or a code.
    """

    fields: tuple[str, ...]
    when: str
    equals: bool | str


class Together(msgspec.Struct, frozen=True):
    """
    Lists of one length, position by position about the same thing.

    Attributes:
        fields: Lists; those that were not recorded are passed over.
    """

    fields: tuple[str, ...]


Rule: TypeAlias = Ordered | AtMost | Balanced | Excluded | Together


def rules_of(entity: type[msgspec.Struct]) -> tuple[Rule, ...]:
    """Give the rules that an entity states in its class variable ``__rules__``."""
    return getattr(entity, "__rules__", ())
