"""What of an entity can be wrong, found once for each entity, so that checking a dossier looks at nothing else."""

import functools

import msgspec
from msgspec import inspect as form

from core.exact_types import bare
from engine.model.dictionary import form_of, said_of
from engine.model.fields import Localized, Said
from engine.model.rules import Rule, rules_of
from engine.model.values import Period, Quantity

VALUES: dict[type, str] = {Period: "period", Quantity: "quantity"}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """
    A field to look at.

    Attributes:
        name: As documents write it.
        attribute: As the struct calls it.
        look: How it is looked at: the name of a method of the inspection.
        item: How each of its items is looked at, where it is a list or a map.
        entity: The entity that it holds.
        refers_to: What its ids refer to.
        unit: The unit whose dimension it must have.
        older: Whether what it holds may lie before the lot's first day.
        begins: Whether what it holds belongs to the lot.
    """

    name: str
    attribute: str
    look: str
    item: str = ""
    entity: type[msgspec.Struct] | None = None
    refers_to: str = ""
    unit: str = ""
    older: bool = False
    begins: bool = False

    def plan(self) -> "Plan":
        """Give the plan of the entity that it holds."""
        return plan_of(self.entity or msgspec.Struct)


class Plan(msgspec.Struct, frozen=True):
    """The fields of an entity to look at, and its rules."""

    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]


@functools.cache
def plan_of(entity: type[msgspec.Struct]) -> Plan:
    """Make the plan of an entity."""
    steps = (_step(field) for field in form_of(entity).fields)
    return Plan(tuple(step for step in steps if step is not None), rules_of(entity))


def _step(field: form.Field) -> Step | None:
    row = said_of(field.type)
    held = _held(field.type)
    look, item = _look(held, field.encode_name, row)
    entity = _entity(held)
    if not look or (entity is not None and look in {"record", "records", "record_map"} and not _matters(entity)):
        return None
    return Step(
        name=field.encode_name,
        attribute=field.name,
        look=look,
        item=item,
        entity=entity,
        refers_to=row.refers_to or "",
        unit=row.unit or "",
        older=row.older,
        begins=field.encode_name == "lot",
    )


def _matters(entity: type[msgspec.Struct]) -> bool:
    """Tell whether anything of an entity can be wrong: an identifier that stands twice can."""
    plan = plan_of(entity)
    return bool(plan.steps or plan.rules) or "id" in entity.__struct_fields__


def _look(held: form.Type, name: str, row: Said) -> tuple[str, str]:
    match held:
        case form.ListType(item_type=inner) | form.DictType(value_type=inner):
            return _look_into(held, _held(inner), name, row)
        case form.StructType(cls=cls):
            return ("" if cls is Localized else VALUES.get(cls, "record")), ""
        case form.DateType() | form.DateTimeType():
            return ("occurred" if row.occurred else ""), ""
        case form.StrType():
            return ("reference" if row.refers_to else "unit" if name == "unit" else ""), ""
    return "", ""


def _look_into(held: form.Type, inner: form.Type, name: str, row: Said) -> tuple[str, str]:
    look, _ = _look(inner, name, row)
    if look == "record":
        return ("records" if isinstance(held, form.ListType) else "record_map"), ""
    if look:
        return "each", look
    alike = isinstance(held, form.ListType) and isinstance(inner, form.StrType | form.EnumType)
    return ("distinct" if alike else ""), ""


def _held(described: form.Type) -> form.Type:
    """Give what a field holds when it holds something."""
    described = bare(described)
    if isinstance(described, form.UnionType):
        held = [bare(one) for one in described.types]
        return next(one for one in held if not isinstance(one, form.NoneType))
    return described


def _entity(held: form.Type) -> type[msgspec.Struct] | None:
    if isinstance(held, form.ListType):
        held = _held(held.item_type)
    elif isinstance(held, form.DictType):
        held = _held(held.value_type)
    return held.cls if isinstance(held, form.StructType) else None
