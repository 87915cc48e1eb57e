"""From the tree to typed structs: every fault of the whole document at once, each with its place."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from typing import Any, TypeVar

from msgspec import inspect as form

from core.documents import scalars
from core.documents.errors import (
    DocumentError,
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
    WrongTypeError,
)
from core.documents.tree import Document, Mapping, Node, Origin, Scalar, Sequence
from core.documents.written import Written, plain_value
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean, nearest

T = TypeVar("T")
Custom = Callable[[Scalar, Origin, str], object]


# Letters by their category, and blank by their shape: Hangul fillers and the empty Braille cell.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class _Failed:
    """Stands for a value that could not be read; its fault is already recorded."""


FAILED = _Failed()

KINDS: dict[type[form.Type], str] = {
    form.StrType: "text",
    form.BoolType: "`true` or `false`",
    form.IntType: "a whole number",
    form.DecimalType: "a decimal number",
    form.DateType: "a day",
    form.DateTimeType: "an instant",
    form.EnumType: "one of the known values",
    form.LiteralType: "one of the known values",
    form.CustomType: "text",
}
NOTHING_HINT = "leave the key out when nothing was recorded"
CUT_HINT = "between braces a comma ends unquoted text: put the text in quotes"

READERS: dict[type[form.Type], Callable[[Scalar], object]] = {
    form.StrType: scalars.text_of,
    form.BoolType: scalars.bool_of,
    form.IntType: scalars.integer_of,
    form.DecimalType: scalars.decimal_of,
    form.DateType: scalars.date_of,
    form.DateTimeType: scalars.instant_of,
}


def decode(document: Document, target: type[T], custom: Table[type, Custom] | None = None) -> T:
    """
    Decode a document into a struct.

    Args:
        document: What was read.
        target: A msgspec struct. Text, bool, int, `Decimal`, `date`, `datetime`, enums, literals, lists, mappings
            with text keys, nested structs, and unions of one scalar, one list and one struct are understood, as are
            the constraints of `msgspec.Meta`. `Any` takes a value as it was written, and `Written` keeps
            it for later. Fields with the default `UNSET` may be left out; ``null`` is accepted only where the type
            says ``None``.
        custom: Readers for types of your own, each made of one scalar.

    Returns:
        The struct.

    Raises:
        FaultsError: All faults, sorted by place.
    """
    decoder = Decoder(document.origin, custom or {})
    value = decoder.read(document.root, type_of(target), "$")  # type: ignore[arg-type]  # a class is hashable
    if decoder.faults:
        raise FaultsError(decoder.faults)
    if not isinstance(value, target):  # pragma: no cover  # a fault is recorded whenever this is so
        raise TypeError(target)
    return value


def decode_part(
    part: Written, wanted: form.Type, custom: Table[type, Custom] | None = None
) -> tuple[object, list[LotgateError]]:
    """
    Decode a part of a document whose form is known only now.

    Args:
        part: The part.
        wanted: Its type, as msgspec describes it.
        custom: As for `decode`.

    Returns:
        Its value, and every fault; the value says nothing where there is one.
    """
    decoder = Decoder(part.origin, custom or {})
    return decoder.read(part.node, wanted, part.path), decoder.faults


@functools.cache
def type_of(target: Any) -> form.Type:  # noqa: ANN401  # a type or a type alias
    """Describe a type once."""
    return form.type_info(target)


class Decoder:
    """
    Reads nodes as types and gathers the faults.

    Args:
        origin: Where the nodes came from.
        custom: Readers for types made of one scalar.
    """

    def __init__(self, origin: Origin, custom: Table[type, Custom]) -> None:
        self.origin = origin
        self.custom = custom
        self.faults: list[LotgateError] = []

    def fail(self, error: type[DocumentError], node: Node, path: str, message: str, hint: str | None = None) -> _Failed:
        """Record a fault at a node."""
        location = self.origin.location(node.line, node.column, path)
        self.faults.append(error(message, location=location, hint=hint))
        return FAILED

    def read(self, node: Node, wanted: form.Type, path: str) -> object:
        """Read a node as a type; `FAILED` when that is impossible."""
        wanted = _bare(wanted)
        if isinstance(wanted, form.UnionType):
            return self._union(node, wanted, path)
        if isinstance(wanted, form.AnyType):
            return plain_value(node, path, self._refuse)
        if isinstance(wanted, form.CustomType) and wanted.cls is Written:
            return Written(node, self.origin, path)
        if isinstance(wanted, form.StructType):
            return self._struct(node, wanted, path)
        if isinstance(wanted, form.ListType | form.VarTupleType):
            return self._list(node, wanted, path)
        if isinstance(wanted, form.DictType):
            return self._dict(node, wanted, path)
        if not isinstance(node, Scalar):
            return self.fail(WrongTypeError, node, path, f"{_kind(wanted)} is asked for, not {_shape(node)}")
        return self._scalar(node, wanted, path)

    def _union(self, node: Node, wanted: form.UnionType, path: str) -> object:
        if wanted.includes_none and isinstance(node, Scalar) and scalars.is_null(node):
            return None
        members = [bare for bare in map(_bare, wanted.types) if type(bare) is not form.NoneType]
        of_mappings = [m for m in members if isinstance(m, form.StructType | form.DictType)]
        of_lists = [m for m in members if isinstance(m, form.ListType | form.VarTupleType)]
        of_scalars = [m for m in members if m not in of_mappings and m not in of_lists]
        fitting = of_mappings if isinstance(node, Mapping) else of_lists if isinstance(node, Sequence) else of_scalars
        return self.read(node, (fitting or members)[0], path)

    def _list(self, node: Node, wanted: form.ListType | form.VarTupleType, path: str) -> object:
        if not isinstance(node, Sequence):
            return self.fail(WrongTypeError, node, path, f"a list is asked for, not {_shape(node)}")
        values = [self.read(item, wanted.item_type, f"{path}[{index}]") for index, item in enumerate(node.items)]
        if wanted.min_length is not None and len(values) < wanted.min_length:
            return self.fail(InvalidValueError, node, path, f"at least {wanted.min_length} item is asked for")
        if wanted.max_length is not None and len(values) > wanted.max_length:
            return self.fail(InvalidValueError, node, path, f"at most {wanted.max_length} items are allowed")
        if FAILED in values:
            return FAILED
        return tuple(values) if isinstance(wanted, form.VarTupleType) else values

    def _dict(self, node: Node, wanted: form.DictType, path: str) -> object:
        if not isinstance(node, Mapping):
            return self.fail(WrongTypeError, node, path, f"a mapping is asked for, not {_shape(node)}")
        entries = [
            (
                self.read(key, wanted.key_type, f"{path}.{key.text}"),
                self.read(item, wanted.value_type, f"{path}.{key.text}"),
            )
            for key, item in node.entries
        ]
        if wanted.min_length is not None and len(entries) < wanted.min_length:
            return self.fail(InvalidValueError, node, path, f"at least {wanted.min_length} entry is asked for")
        if wanted.max_length is not None and len(entries) > wanted.max_length:
            return self.fail(InvalidValueError, node, path, f"at most {wanted.max_length} entries are allowed")
        return FAILED if any(FAILED in entry for entry in entries) else dict(entries)

    def _struct(self, node: Node, wanted: form.StructType, path: str) -> object:
        if not isinstance(node, Mapping):
            return self.fail(WrongTypeError, node, path, f"a mapping is asked for, not {_shape(node)}")
        fields = {field.encode_name: field for field in wanted.fields}
        values: dict[str, object] = {}
        for key, item in node.entries:
            field = fields.get(key.text)
            if field is None:
                self._unknown((key, item), f"{path}.{key.text}", fields)
            else:
                values[field.name] = self.read(item, field.type, f"{path}.{key.text}")
        present = {key.text for key, _ in node.entries}
        for name, field in fields.items():
            if field.required and name not in present:
                self.fail(MissingFieldError, node, path, f"`{name}` is missing")
                values[name] = FAILED
        return FAILED if FAILED in values.values() else wanted.cls(**values)

    def _unknown(self, entry: tuple[Scalar, Node], path: str, fields: Iterable[str]) -> None:
        key, item = entry
        # Between braces YAML cuts unquoted text at a comma, and takes the rest for a key without a value.
        is_rest = isinstance(item, Scalar) and item.kind == "plain" and not item.text
        hint = CUT_HINT if is_rest and nearest(key.text, fields) is None else did_you_mean(key.text, fields)
        self.fail(UnknownFieldError, key, path, f"unknown field `{key.text}`", hint)

    def _scalar(self, node: Scalar, wanted: form.Type, path: str) -> object:
        if scalars.is_null(node):
            message = f"{_kind(wanted)} is asked for, and nothing is written here"
            return self.fail(WrongTypeError, node, path, message, NOTHING_HINT)
        try:
            value = self._value(node, wanted, path)
            _check(value, wanted)
        except scalars.Refusal as refusal:
            return self._refuse(node, path, refusal)
        except LotgateError as fault:
            self.faults.append(fault)
            return FAILED
        return value

    def _refuse(self, node: Node, path: str, refusal: scalars.Refusal) -> _Failed:
        error = WrongTypeError if refusal.is_kind else InvalidValueError
        return self.fail(error, node, path, refusal.message, refusal.hint)

    def _value(self, node: Scalar, wanted: form.Type, path: str) -> object:
        if isinstance(wanted, form.EnumType):
            return _choice(node, {member.value: member for member in wanted.cls})
        if isinstance(wanted, form.LiteralType):
            return _choice(node, {value: value for value in wanted.values})
        if isinstance(wanted, form.CustomType):
            return self.custom[wanted.cls](node, self.origin, path)
        return READERS[type(wanted)](node)


def _choice(node: Scalar, choices: dict[Any, Any]) -> object:
    if all(isinstance(choice, int) for choice in choices):
        value: object = scalars.integer_of(node)
    else:
        value = scalars.text_of(node)
    if value not in choices:
        hint = did_you_mean(str(value), (str(choice) for choice in choices))
        raise scalars.Refusal(f"`{value}` is not one of the known values", hint, is_kind=False)
    return choices[value]


def _check(value: object, wanted: form.Type) -> None:
    """Hold the constraints that `msgspec.Meta` states."""
    if isinstance(wanted, form.StrType) and isinstance(value, str):
        if wanted.pattern is not None and not _pattern(wanted.pattern).search(value):
            raise scalars.Refusal(f"`{value}` does not have the form `{wanted.pattern}`", is_kind=False)
        if wanted.min_length is not None and len(visible(value)) < wanted.min_length:
            raise scalars.Refusal("this text may not be empty", NOTHING_HINT, is_kind=False)
        if wanted.max_length is not None and len(value) > wanted.max_length:
            raise scalars.Refusal(f"this text is longer than {wanted.max_length} characters", is_kind=False)
    if isinstance(wanted, form.IntType) and isinstance(value, int):
        if wanted.ge is not None and value < wanted.ge:
            raise scalars.Refusal(f"`{value}` is below {wanted.ge}", is_kind=False)
        if wanted.le is not None and value > wanted.le:
            raise scalars.Refusal(f"`{value}` is above {wanted.le}", is_kind=False)


def visible(text: str) -> str:
    """Leave out what nobody can see: blanks, controls, marks without a letter. An approver called ` ` is none."""
    return "".join(char for char in text if unicodedata.category(char)[0] not in "ZCM" and char not in FILLERS)


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of JSON Schema, whose `$` is the end of the text and never a line feed before it."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern))


def _bare(wanted: form.Type) -> form.Type:
    while isinstance(wanted, form.Metadata):
        wanted = wanted.type
    return wanted


def _kind(wanted: form.Type) -> str:
    return KINDS.get(type(wanted), "a single value")


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return f"`{node.text}`" if node.text else "nothing"
