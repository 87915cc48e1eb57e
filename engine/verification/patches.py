"""Changes of a dossier: structural, by path and identifier, independent of the order they are written in."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, TypeVar

import msgspec
from msgspec import UNSET

from engine.model.dictionary import fields_of
from engine.model.dossier import Coverage, Dossier
from engine.verification.forms import StatementForm
from engine.verification.paths import Key, Name, Parts, key_of

T = TypeVar("T", bound=msgspec.Struct)
Action: TypeAlias = Callable[[object], object]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """
    One change at one place, where references are already followed.

    Attributes:
        kind: What is done; ``unset`` leaves a field or an entry out, ``remove`` takes an item out of its list.
        parts: Where; for ``add`` the list, for ``state`` the register under ``coverage``.
        value: The value that is set, the items that are added, the statements that are made.
    """

    kind: Literal["set", "unset", "add", "remove", "state"]
    parts: Parts
    value: object = UNSET


def patched(dossier: Dossier, changes: Sequence[Change]) -> Dossier:
    """
    Make changes; what they do not touch is shared with the dossier that was given.

    Args:
        dossier: A dossier.
        changes: Changes of which no two meet; their order does not matter.

    Returns:
        The changed dossier, not checked yet.
    """
    for change in changes:
        if change.kind == "state":
            dossier = _stated(dossier, change)
        else:
            dossier = _record(dossier, change.parts, _action(change))
    return dossier


def statements_of(dossier: Dossier, register: str) -> list[Coverage]:
    """Give what is stated about a register."""
    return [one for one in dossier.coverage if one.register == register]


def moved(dossier: Dossier, days: int) -> Dossier:
    """Move every day and instant by whole days; instants keep time of day and offset, the calendar's end stays."""
    return _moved_record(dossier, dt.timedelta(days=days)) if days else dossier


def _action(change: Change) -> Action:
    if change.kind == "add":
        return lambda items: [*items, *change.value]  # type: ignore[misc]  # both were read as lists
    return lambda _: change.value


def _record(record: T, parts: Parts, action: Action) -> T:
    first, rest = parts[0], parts[1:]
    attribute = fields_of(type(record))[first.name].attribute if isinstance(first, Name) else ""
    return msgspec.structs.replace(record, **{attribute: _value(getattr(record, attribute), rest, action)})


def _value(value: object, parts: Parts, action: Action) -> object:
    if not parts:
        return action(value)
    if isinstance(value, msgspec.Struct):
        return _record(value, parts, action)
    if isinstance(value, dict):
        return _entries(value, parts, action)
    return _items(value, parts, action) if isinstance(value, list) else value


def _entries(entries: dict[str, object], parts: Parts, action: Action) -> dict[str, object]:
    first, rest = parts[0], parts[1:]
    key = first.key if isinstance(first, Key) else ""
    changed = {**entries, key: _value(entries.get(key, UNSET), rest, action)}
    return {name: item for name, item in changed.items() if item is not UNSET}


def _items(items: list[object], parts: Parts, action: Action) -> list[object]:
    first, rest = parts[0], parts[1:]
    key = first.key if isinstance(first, Key) else ""
    changed = (_value(item, rest, action) if key_of(item) == key else item for item in items)
    return [item for item in changed if item is not UNSET]


def _stated(dossier: Dossier, change: Change) -> Dossier:
    (_, register) = change.parts
    key = register.key if isinstance(register, Key) else ""
    known = statements_of(dossier, key)
    forms: Sequence[StatementForm] = change.value  # type: ignore[assignment]  # as the form says
    made = [statement_of(key, form, known) for form in forms]
    others = [one for one in dossier.coverage if one.register != key]
    return msgspec.structs.replace(dossier, coverage=[*others, *(one for one in made if one is not None)])


def statement_of(register: str, form: StatementForm, known: Sequence[Coverage]) -> Coverage | None:
    """Complete a statement by what the dossier's only one says; ``None`` where something is still left out."""
    said = {name: getattr(form, name) for name in form.__struct_fields__ if getattr(form, name) is not UNSET}
    if len(known) == 1:
        return msgspec.structs.replace(known[0], **said)
    if len(said) == len(form.__struct_fields__):
        return Coverage(register=register, **said)
    return None


def _moved_record(record: T, days: dt.timedelta) -> T:
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    changed = {name: _moved_value(value, days) for name, value in values.items()}
    return msgspec.structs.replace(record, **changed)


def _moved_day(day: dt.date, days: dt.timedelta) -> dt.date:
    try:
        return day + days
    except OverflowError:
        return day  # such as the 31st of December 9999, which stands for no end


def _moved_value(value: object, days: dt.timedelta) -> object:
    match value:
        case dt.date():  # an instant is one too
            return _moved_day(value, days)
        case msgspec.Struct():
            return _moved_record(value, days)
        case list():
            return [_moved_value(item, days) for item in value]
        case dict():
            return {key: _moved_value(item, days) for key, item in value.items()}
    return value
