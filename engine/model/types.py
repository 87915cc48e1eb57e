"""The types that an expression can have, as the dictionary's fields give them."""

from typing import Literal, TypeAlias

import msgspec

from core.words import Localized
from engine.model.fields import Code


class Basic(msgspec.Struct, frozen=True):
    """
    A type without parts.

    ``series`` are readings of a sensor and ``figures`` exact readings of an inspection, which findings are made of and
    expressions do not compute with.

    ``nothing`` is the type of the literal null, ``dyn`` of what is known only at evaluation, ``type`` of a type; an
    ``instant`` has its recorded offset and may stand wherever a ``timestamp`` is asked for. ``free`` is what an empty
    list holds: whatever its surroundings ask for, and dynamic where they ask for nothing.

    Attributes:
        name: Which one.
        unit: Of a quantity, a unit of its dimension where that is known before one is recorded.
    """

    name: Literal[
        "bool",
        "int",
        "uint",
        "double",
        "text",
        "bytes",
        "date",
        "instant",
        "timestamp",
        "duration",
        "quantity",
        "nothing",
        "dyn",
        "type",
        "series",
        "figures",
        "free",
    ]
    unit: str | None = None

    def __str__(self) -> str:
        """Write the type's name."""
        name = "dyn" if self.name == "free" else self.name
        return name if self.unit is None else f"{name} in {self.unit}"


class CodeOf(msgspec.Struct, frozen=True):
    """One of a closed set of codes."""

    codes: type[Code]

    def __str__(self) -> str:
        """Write the type's name."""
        return f"code {self.codes.__name__}"


class RecordOf(msgspec.Struct, frozen=True):
    """A record of the dictionary."""

    entity: type[msgspec.Struct]

    def __str__(self) -> str:
        """Write the type's name."""
        return f"record {self.entity.__name__}"


class ListOf(msgspec.Struct, frozen=True):
    """A list; a register is one whose absences count only under a stated coverage."""

    item: "Type"
    register: bool = False

    def __str__(self) -> str:
        """Write the type's name."""
        return f"{'register' if self.register else 'list'} of {self.item}"


class MapOf(msgspec.Struct, frozen=True):
    """A map; one that is ``recorded`` stands in a dossier, from text, and what is not an entry may not be recorded."""

    item: "Type"
    key: "Type" = Basic("text")
    recorded: bool = True

    def __str__(self) -> str:
        """Write the type's name."""
        return f"map of {self.item}"


class Nullable(msgspec.Struct, frozen=True):
    """A value that may be recorded as none."""

    of: "Type"

    def __str__(self) -> str:
        """Write the type's name."""
        return f"{self.of} or null"


Type: TypeAlias = Basic | CodeOf | RecordOf | ListOf | MapOf | Nullable

BOOL = Basic("bool")
INT = Basic("int")
TEXT = Basic("text")
DATE = Basic("date")
INSTANT = Basic("instant")
QUANTITY = Basic("quantity")
NOTHING = Basic("nothing")
SERIES = Basic("series")
FIGURES = Basic("figures")
UINT = Basic("uint")
DOUBLE = Basic("double")
BYTES = Basic("bytes")
TIMESTAMP = Basic("timestamp")
DURATION = Basic("duration")
DYN = Basic("dyn")
TYPE = Basic("type")
FREE = Basic("free")

CHINESE = {
    "bool": "是/否",
    "int": "整数",
    "uint": "无符号整数",
    "double": "浮点数",
    "text": "文本",
    "bytes": "字节串",
    "date": "日期",
    "instant": "时刻",
    "timestamp": "时间戳",
    "duration": "时长",
    "quantity": "量",
    "nothing": "null",
    "dyn": "任意类型",
    "free": "任意类型",
    "type": "类型",
}


def type_words(found: Type | None) -> Localized:
    """Name a type in both languages."""
    return Localized(en=str(found), zh=_chinese(found))


def _chinese(found: Type | None) -> str:
    match found:
        case Basic(name=name, unit=unit):
            return CHINESE[name] if unit is None else f"以{unit}计的{CHINESE[name]}"
        case CodeOf(codes=codes):
            return f"代码{codes.__name__}"
        case RecordOf(entity=entity):
            return f"记录{entity.__name__}"
        case ListOf(item=item, register=register):
            return f"{_chinese(item)}的{'台账' if register else '列表'}"
        case MapOf(item=item):
            return f"{_chinese(item)}的映射"
        case Nullable(of=of):
            return f"{_chinese(of)}或null"
    return str(found)
