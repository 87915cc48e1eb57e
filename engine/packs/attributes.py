"""Extra fields of a dossier that packs declare: a value that is not of its type is unknown. Pure."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from core.documents.scalars import Refusal
from core.documents.tree import Node, Scalar, ScalarKind
from core.documents.written import plain_value
from engine.model.fields import Localized
from engine.packs.typed import TypedField, instance_of, typed


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """
    An extra field.

    Attributes:
        on: The kind of record that has it.
        field: Its name, type and title.
        choices: The texts that it may hold; any when empty.
        least: The smallest number, in its unit.
        most: The largest.
    """

    on: str
    field: TypedField
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None


class Attributes(msgspec.Struct, frozen=True, kw_only=True):
    """
    The extra fields of a pack and its parents.

    Attributes:
        entities: What expressions read them of, by the kind of record that has them.
        held: The fields, by kind of record and name.
    """

    entities: Mapping[str, type[msgspec.Struct]]
    held: Mapping[str, Mapping[str, Attribute]]

    def read(self, on: str, recorded: Mapping[str, str]) -> tuple[msgspec.Struct, dict[str, Localized]]:
        """
        Type what a dossier holds: text, in the form in which dossiers write the type.

        Args:
            on: The kind of record.
            recorded: Its extra fields.

        Returns:
            What expressions read, and the titles of the fields whose value is of another type, unit or range, by
            name: those read as not recorded. What no pack declares is passed over.
        """
        declared = self.held.get(on, {})
        values = {name: _value(recorded[name], one) for name, one in declared.items() if name in recorded}
        mistyped = {name: declared[name].field.title for name, value in values.items() if value is None}
        known = {name: value for name, value in values.items() if value is not None}
        return instance_of(self.entities[on], known), mistyped


# What a number or a truth value is written as; anything else is text, whatever it looks like.
KINDS: Mapping[str, ScalarKind] = {"bool": "plain", "int": "plain", "quantity": "plain"}


def _refuse(_: Node, __: str, refusal: Refusal) -> None:
    raise refusal


def _value(value: str, attribute: Attribute) -> object:
    try:
        found = typed(
            plain_value(Scalar(value, KINDS.get(attribute.field.type, "quoted")), "$", _refuse), attribute.field
        )
    except Refusal:
        return None
    if attribute.choices and found not in attribute.choices:
        return None
    number = getattr(found, "value", found)
    if isinstance(number, int | Decimal):
        too_small = attribute.least is not None and number < attribute.least
        too_large = attribute.most is not None and number > attribute.most
        return None if too_small or too_large else found
    return found
