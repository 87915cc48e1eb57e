"""Paths of patches: fields by name, items by identifier, never by position; a reference reads as its record."""

import re
from typing import TypeAlias

import msgspec
from msgspec import NODEFAULT
from msgspec import inspect as form

from core.documents.decode import type_of
from core.errors import LotgateError
from core.locations import Location
from core.suggestions import did_you_mean
from core.words import Localized
from engine.model.dictionary import Field, fields_of
from engine.model.dossier import Dossier
from engine.verification.errors import NoSuchItemError, PathSyntaxError, UnknownPathError

PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[[^\[\]]+\])*")
PART = re.compile(r"\.?([a-z][a-z0-9_]*)|\[([^\[\]]+)\]")


class Name(msgspec.Struct, frozen=True):
    """A field of a record, as the dictionary writes it."""

    name: str

    def __str__(self) -> str:
        """Write it as a path has it, after a record."""
        return f".{self.name}"


class Key(msgspec.Struct, frozen=True):
    """An item of a list by its identifier or itself, or an entry of a map by its key."""

    key: str

    def __str__(self) -> str:
        """Write it as a path has it."""
        return f"[{self.key}]"


Part: TypeAlias = Name | Key
Parts: TypeAlias = tuple[Part, ...]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a path leads to in one dossier.

    Attributes:
        parts: The path without references: where the value truly stands.
        holds: The type of the value, for reading another one.
        value: What stands there; `UNSET` where nothing was recorded.
        optional: Whether it may be left out.
        is_item: Whether it is an item of a list.
    """

    parts: Parts
    holds: form.Type
    value: object
    optional: bool
    is_item: bool = False


def parse_path(text: str, location: Location) -> Parts:
    """
    Read a path such as ``lot.steps[eo].supplier.approvals[a1].valid.until``.

    Raises:
        PathSyntaxError: ``suite.path.invalid``.
    """
    if not PATH.fullmatch(text):
        hint = "names joined by dots, list items and map entries in brackets: `lot.steps[eo].kind`"
        raise PathSyntaxError(f"`{text}` is no path", location=location, hint=hint)
    return tuple(Name(name) if name else Key(key) for name, key in PART.findall(text))


def path_of(parts: Parts) -> str:
    """Write a path the way it is read."""
    return "".join(map(str, parts)).removeprefix(".")


def find(dossier: Dossier, parts: Parts, location: Location) -> Place:
    """
    Follow a path in a dossier, through references to the records that they name.

    Raises:
        UnknownPathError: ``suite.path.unknown``; no such field, or nothing below a single value.
        NoSuchItemError: ``suite.path.no-such-item``; no such item, entry or record in this dossier.
    """
    return _Walk(dossier, location).follow(parts)


class _Walk:
    def __init__(self, dossier: Dossier, location: Location) -> None:
        self.dossier = dossier
        self.location = location

    def follow(self, parts: Parts) -> Place:
        here = Place(parts=(), holds=type_of(Dossier), value=self.dossier, optional=False)
        field: Field | None = None
        for part in parts:
            if field is not None and field.refers_to:
                here = self.referred(here, field)
            here, field = self.down(here, part)
        return here

    def down(self, here: Place, part: Part) -> tuple[Place, Field | None]:
        holds = bare(here.holds)
        if isinstance(part, Name) and isinstance(holds, form.StructType):
            return self.field(here, holds, part)
        if isinstance(part, Key) and isinstance(holds, form.ListType | form.DictType):
            return self.entry(here, holds, part), None
        raise self.astray(here, holds, part)

    def field(self, here: Place, holds: form.StructType, part: Name) -> tuple[Place, Field]:
        fields = fields_of(holds.cls)
        if part.name not in fields:
            message = f"`{path_of(here.parts) or 'a dossier'}` has no field `{part.name}`"
            raise UnknownPathError(message, location=self.location, hint=did_you_mean(part.name, fields))
        if not isinstance(here.value, msgspec.Struct):
            raise self.absent(here)
        described = next(one for one in holds.fields if one.encode_name == part.name)
        place = Place(
            parts=(*here.parts, part),
            holds=described.type,
            value=getattr(here.value, described.name),
            optional=_may_be_left_out(described),
        )
        return place, fields[part.name]

    def entry(self, here: Place, holds: form.ListType | form.DictType, part: Key) -> Place:
        if not isinstance(here.value, list | dict):
            raise self.absent(here)
        entries = here.value if isinstance(here.value, dict) else {key_of(item): item for item in here.value}
        inner = holds.value_type if isinstance(holds, form.DictType) else holds.item_type
        is_map = isinstance(holds, form.DictType)
        # A map takes a new entry by its key; a list says `add`.
        if part.key not in entries and not is_map:
            raise self.no_such(here, part.key, list(entries))
        value = entries.get(part.key, msgspec.UNSET)
        return Place(parts=(*here.parts, part), holds=inner, value=value, optional=True, is_item=not is_map)

    def referred(self, here: Place, field: Field) -> Place:
        """Go from an identifier to the record that it names, where that truly stands."""
        if not isinstance(here.value, str):
            raise self.absent(here)
        target = parse_path(str(field.refers_to), self.location)
        listed = self.follow(target)
        return self.down(listed, Key(here.value))[0] if isinstance(listed.value, list) else listed

    def absent(self, here: Place) -> LotgateError:
        said = "recorded as none" if here.value is None else "not recorded"
        hint = "set the whole of it, with everything that it holds"
        return NoSuchItemError(f"`{path_of(here.parts)}` is {said} in the fixture", location=self.location, hint=hint)

    def no_such(self, here: Place, key: str, known: list[str]) -> LotgateError:
        message = f"`{path_of(here.parts)}` has no item `{key}` in the fixture"
        hint: Localized | str | None = did_you_mean(key, known)
        if key.isdecimal():
            hint = f"an item is named by its identifier, never by position; {hint}" if hint else hint
        return NoSuchItemError(message, location=self.location, hint=hint)

    def astray(self, here: Place, holds: form.Type, part: Part) -> LotgateError:
        where = path_of(here.parts) or "a dossier"
        if isinstance(holds, form.ListType):
            return UnknownPathError(
                f"`{where}` is a list", location=self.location, hint=f"name an item of it: `{where}[…]{part}`"
            )
        if isinstance(holds, form.DictType):
            return UnknownPathError(
                f"`{where}` is a map", location=self.location, hint=f"name an entry of it: `{where}[…]`"
            )
        kind = "a record" if isinstance(holds, form.StructType) else "a single value"
        return UnknownPathError(
            f"`{where}` is {kind}: it has no `{str(part).removeprefix('.')}`", location=self.location
        )


def _may_be_left_out(described: form.Field) -> bool:
    """Tell a field whose default is `UNSET`, which msgspec shows as none, from one with a value of its own."""
    return not described.required and described.default is NODEFAULT is described.default_factory


def bare(described: form.Type) -> form.Type:
    """Give what a type is, without titles and without the possibility of none."""
    while isinstance(described, form.Metadata):
        described = described.type
    if isinstance(described, form.UnionType):
        return bare(next(one for one in described.types if not isinstance(one, form.NoneType)))
    return described


def key_of(item: object) -> str:
    """Give what names an item: its identifier, else its own text; a statement of coverage goes by its register."""
    for name in ("id", "register"):
        found = getattr(item, name, None)
        if isinstance(found, str) and isinstance(item, msgspec.Struct):
            return found
    return str(item)
