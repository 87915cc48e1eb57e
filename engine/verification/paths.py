"""Paths of patches: fields by name, items by identifier, never by position; a reference reads as its record."""

import re
from typing import TypeAlias

import msgspec
from msgspec import NODEFAULT
from msgspec import inspect as form

from core.documents.described import fields_of as forms_of
from core.documents.described import type_of
from core.errors import LotgateError
from core.locations import Location
from core.suggestions import did_you_mean
from core.words import Localized, joined, say
from engine.model.dictionary import Field, fields_of
from engine.model.dossier import Dossier
from engine.verification.errors import NoSuchItemError, PathSyntaxError, UnknownPathError

PATH = re.compile(r"""[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[[^\[\]"']+\])*""")
# What names an item of a list, the first that it has; of the last three no list has two alike.
NAMING = ("id", "register", "di", "reference", "function")
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
        hint = say(
            "names joined by dots, list items and map entries in brackets: `lot.steps[eo].kind`",
            "名称以点连接，列表条目和映射条目写在方括号内：`lot.steps[eo].kind`",
        )
        message = say("`{text}` is no path", "`{text}` 不是路径", text=text)
        raise PathSyntaxError(message, location=location, hint=hint)
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
            message = say(
                "{where} has no field `{name}`", "{where}没有字段 `{name}`", where=_named(here.parts), name=part.name
            )
            raise UnknownPathError(message, location=self.location, hint=did_you_mean(part.name, fields))
        if not isinstance(here.value, msgspec.Struct):
            raise self.absent(here)
        described = forms_of(holds.cls)[part.name]
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
        if here.value is None:
            message = say(
                "{where} is recorded as none in the fixture", "{where}在基准卷宗中记录为“无”", where=_named(here.parts)
            )
        else:
            message = say(
                "{where} is not recorded in the fixture", "{where}在基准卷宗中未记录", where=_named(here.parts)
            )
        hint = say("set the whole of it, with everything that it holds", "整体设置，连同其全部内容")
        return NoSuchItemError(message, location=self.location, hint=hint)

    def no_such(self, here: Place, key: str, known: list[str]) -> LotgateError:
        message = say(
            "{where} has no item `{key}` in the fixture",
            "基准卷宗中{where}没有条目 `{key}`",
            where=_named(here.parts),
            key=key,
        )
        hint = did_you_mean(key, known)
        if key.isdecimal():
            position = say("an item is named by its identifier, never by position", "条目以编号指称，不以位置指称")
            hint = position if hint is None else joined([position, hint])
        return NoSuchItemError(message, location=self.location, hint=hint)

    def astray(self, here: Place, holds: form.Type, part: Part) -> LotgateError:
        where, below = _named(here.parts), str(part).removeprefix(".")
        path = path_of(here.parts)
        if isinstance(holds, form.ListType):
            message = say("{where} is a list", "{where}是列表", where=where)
            hint = say(
                "name an item of it: `{path}[…]{part}`", "指明其中的条目：`{path}[…]{part}`", path=path, part=part
            )
        elif isinstance(holds, form.DictType):
            message = say("{where} is a map", "{where}是映射", where=where)
            hint = say("name an entry of it: `{path}[…]`", "指明其中的条目：`{path}[…]`", path=path)
        else:
            is_record = isinstance(holds, form.StructType)
            kind = say("a record", "记录") if is_record else say("a single value", "单个数值")
            said = "{where} is {kind}: it has no `{below}`", "{where}是{kind}，没有 `{below}`"
            message, hint = say(*said, where=where, kind=kind, below=below), None
        return UnknownPathError(message, location=self.location, hint=hint)


def _named(parts: Parts) -> Localized:
    return say("`{path}`", "`{path}`", path=path_of(parts)) if parts else say("a dossier", "卷宗")


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
    for name in NAMING:
        found = getattr(item, name, None)
        if isinstance(found, str) and isinstance(item, msgspec.Struct):
            return str(found)
    return str(item)
