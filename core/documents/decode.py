"""From the tree to typed structs: every fault of the whole document at once, each with its place."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from typing import Any, ClassVar, Protocol, TypeVar

from msgspec import inspect as form

from core.documents import scalars
from core.documents.constraints import require
from core.documents.described import fields_of, literals_of, members_of, required_of, synonyms_of, type_of, union_of
from core.documents.errors import (
    DocumentError,
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
    WrongTypeError,
)
from core.documents.limits import MOST_FAULTS, too_many_faults
from core.documents.tree import Document, Mapping, Node, Origin, Scalar, Sequence
from core.documents.written import Written
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean, nearest
from core.words import Localized, say

T = TypeVar("T")
Custom = Callable[[Scalar, Origin, str], object]


class _Failed:
    """Stands for a value that could not be read; its fault is already recorded."""


FAILED = _Failed()

TEXT = say("text", "文本")
KNOWN = say("one of the known values", "规定值之一")
LIST = say("a list", "列表")
MAPPING = say("a mapping", "映射")
KINDS: dict[type[form.Type], Localized] = {
    form.StrType: TEXT,
    form.BoolType: say("`true` or `false`", "`true` 或 `false`"),
    form.IntType: say("a whole number", "整数"),
    form.DecimalType: say("a decimal number", "十进制数"),
    form.DateType: say("a day", "日期"),
    form.DateTimeType: say("an instant", "时刻"),
    form.EnumType: KNOWN,
    form.LiteralType: KNOWN,
    form.CustomType: TEXT,
}
CUT_HINT = say(
    "between braces a comma ends unquoted text: put the text in quotes", "花括号内，逗号会结束未加引号的文本：请加引号"
)

READERS: dict[type[form.Type], Callable[[Scalar], object]] = {
    form.StrType: scalars.text_of,
    form.BoolType: scalars.bool_of,
    form.IntType: scalars.integer_of,
    form.DecimalType: scalars.decimal_of,
    form.DateType: scalars.date_of,
    form.DateTimeType: scalars.instant_of,
}
OF_SCALARS = frozenset({*READERS, form.EnumType, form.LiteralType})


def decode(
    document: Document,
    target: type[T],
    custom: Table[type, Custom] | None = None,
    booleans: Table[str, bool] | None = None,
) -> T:
    """
    Decode a document into a struct.

    Args:
        document: What was read.
        target: A msgspec struct. Text, bool, int, `Decimal`, `date`, `datetime`, enums, literals, lists, mappings
            with text keys, nested structs, and unions of one scalar, one list and one struct are understood, as are
            the constraints of `msgspec.Meta`; what is typed `Any` stays a node, and `Written` one that knows
            its place. Fields with the default `UNSET` may be left out; ``null`` is accepted only where the type says
            ``None``.
        custom: Readers for types of your own, each made of one scalar. A type that says itself how it is read is an
            `OwnType`, and needs none.
        booleans: Text that is read as `true` or `false` beside these words.

    Returns:
        The struct.

    Raises:
        FaultsError: All faults, sorted by place.
    """
    decoder = Decoder(document.origin, custom or {}, booleans)
    value = decoder.read(document.root, type_of(target), "$")
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
    decoder = Decoder(part.origin, custom or {}, {})
    return decoder.read(part.node, wanted, part.path), decoder.faults


class OwnType(Protocol):
    """A type that says itself how it is read: from one scalar, or from a list whose items it reads one by one."""

    @classmethod
    def of_scalar(cls, scalar: Scalar) -> object:
        """Read one scalar; raises `scalars.Refusal`."""

    @classmethod
    def of_item(cls, scalar: Scalar) -> object:
        """Read an item of a list that is not null; raises `scalars.Refusal`."""

    @classmethod
    def of_items(cls, items: list[Any]) -> object:
        """Make the value of items; ``None`` where null was written."""


class Decoder:
    """
    Reads nodes as types and gathers the faults.

    Args:
        origin: Where the nodes came from.
        custom: Readers for types made of one scalar.
        booleans: Text that is read as `true` or `false` beside these words.
    """

    def __init__(self, origin: Origin, custom: Table[type, Custom], booleans: Table[str, bool] | None = None) -> None:
        self.origin = origin
        self.custom = custom
        self.booleans = booleans or {}
        self.faults: list[LotgateError] = []

    def fail(
        self, error: type[DocumentError], node: Node, path: str, message: Localized, hint: Localized | str | None = None
    ) -> _Failed:
        """Record a fault at a node."""
        location = self.origin.location(node.line, node.column, path)
        return self._record(error(message, location=location, hint=hint))

    def _record(self, fault: LotgateError) -> _Failed:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        elif len(self.faults) == MOST_FAULTS:
            self.faults.append(too_many_faults(fault.location))
        return FAILED

    def read(self, node: Node, wanted: form.Type, path: str) -> object:
        """Read a node as a type; `FAILED` when that is impossible."""
        if len(self.faults) > MOST_FAULTS:
            return FAILED
        while type(wanted) is form.Metadata:
            wanted = wanted.type
        kind = type(wanted)
        if kind in OF_SCALARS and type(node) is Scalar:
            return self._scalar(node, wanted, path)
        compound = self.compound.get(kind)
        if compound is not None:
            return compound(self, node, wanted, path)
        if isinstance(wanted, form.CustomType) and wanted.cls is Written:
            return Written(node, self.origin, path)
        if isinstance(wanted, form.CustomType) and isinstance(node, Sequence) and hasattr(wanted.cls, "of_items"):
            return self._items(node, _own(wanted.cls), path)
        if not isinstance(node, Scalar):
            return self._other_kind(node, path, _kind(wanted))
        return self._scalar(node, wanted, path)

    def _any(self, node: Node, _wanted: form.AnyType, _path: str) -> object:
        return node  # another form will be chosen for it

    def _union(self, node: Node, wanted: form.UnionType, path: str) -> object:
        known = union_of(wanted)
        if known.includes_none and isinstance(node, Scalar) and scalars.is_null(node):
            return None
        return self.read(node, known.fitting[type(node)], path)

    def _list(self, node: Node, wanted: form.ListType | form.VarTupleType, path: str) -> object:
        if not isinstance(node, Sequence):
            return self._other_kind(node, path, LIST)
        values = [self.read(item, wanted.item_type, f"{path}[{index}]") for index, item in enumerate(node.items)]
        if self._wrong_count(len(values), node, wanted, path) or any(value is FAILED for value in values):
            return FAILED
        return tuple(values) if isinstance(wanted, form.VarTupleType) else values

    def _items(self, node: Sequence, wanted: type[OwnType], path: str) -> object:
        values = [self._item(item, wanted, f"{path}[{index}]") for index, item in enumerate(node.items)]
        return FAILED if FAILED in values else wanted.of_items(values)

    def _item(self, node: Node, wanted: type[OwnType], path: str) -> object:
        if not isinstance(node, Scalar):
            message = say(
                "a single value is asked for, not {shape}", "此处须为单个值，而不是{shape}", shape=_shape(node)
            )
            return self.fail(WrongTypeError, node, path, message)
        if scalars.is_null(node):
            return None
        try:
            return wanted.of_item(node)
        except scalars.Refusal as refusal:
            error = WrongTypeError if refusal.is_kind else InvalidValueError
            return self.fail(error, node, path, refusal.message, refusal.hint)

    def _dict(self, node: Node, wanted: form.DictType, path: str) -> object:
        if not isinstance(node, Mapping):
            return self._other_kind(node, path, MAPPING)
        entries = [
            (
                self.read(key, wanted.key_type, f"{path}.{key.text}"),
                self.read(item, wanted.value_type, f"{path}.{key.text}"),
            )
            for key, item in node.entries
        ]
        if self._wrong_count(len(entries), node, wanted, path) or any(FAILED in entry for entry in entries):
            return FAILED
        return dict(entries)

    def _other_kind(self, node: Node, path: str, wanted: Localized) -> _Failed:
        message = say(
            "{wanted} is asked for, not {shape}", "此处应为{wanted}，而非{shape}", wanted=wanted, shape=_shape(node)
        )
        return self.fail(WrongTypeError, node, path, message)

    def _wrong_count(
        self, count: int, node: Node, wanted: form.ListType | form.VarTupleType | form.DictType, path: str
    ) -> bool:
        """Record that there are too few or too many of something."""
        if wanted.min_length is not None and count < wanted.min_length:
            one = "entry" if isinstance(wanted, form.DictType) else "item"
            least = wanted.min_length
            message = say("at least {least} {one} is asked for", "至少应有{least}项", least=least, one=one)
        elif wanted.max_length is not None and count > wanted.max_length:
            many = "entries" if isinstance(wanted, form.DictType) else "items"
            message = say("at most {most} {many} are allowed", "至多允许{most}项", most=wanted.max_length, many=many)
        else:
            return False
        self.fail(InvalidValueError, node, path, message)
        return True

    def _struct(self, node: Node, wanted: form.StructType, path: str) -> object:
        if not isinstance(node, Mapping):
            return self._other_kind(node, path, MAPPING)
        fields = fields_of(wanted.cls)
        values: dict[str, object] = {}
        failed = False
        for key, item in node.entries:
            field = fields.get(key.text)
            if field is None:
                self._unknown((key, item), f"{path}.{key.text}", fields)
                continue
            value = values[field.name] = self.read(item, field.type, f"{path}.{key.text}")
            failed = failed or value is FAILED
        for written, name in required_of(wanted.cls):
            if name not in values:
                self.fail(MissingFieldError, node, path, say("`{name}` is missing", "缺少 `{name}`", name=written))
                failed = True
        return FAILED if failed else wanted.cls(**values)

    def _unknown(self, entry: tuple[Scalar, Node], path: str, fields: Iterable[str]) -> None:
        key, item = entry
        # Between braces YAML cuts unquoted text at a comma, and takes the rest for a key without a value.
        is_rest = isinstance(item, Scalar) and item.kind == "plain" and not item.text
        hint = CUT_HINT if is_rest and nearest(key.text, fields) is None else did_you_mean(key.text, fields)
        self.fail(UnknownFieldError, key, path, say("unknown field `{key}`", "未知字段 `{key}`", key=key.text), hint)

    def _scalar(self, node: Scalar, wanted: form.Type, path: str) -> object:
        if scalars.is_null(node):
            message = say(
                "{kind} is asked for, and nothing is written here", "此处应为{kind}，却未填写", kind=_kind(wanted)
            )
            return self.fail(WrongTypeError, node, path, message, scalars.NOTHING_HINT)
        try:
            value = self._value(node, wanted, path)
            require(value, wanted)
        except scalars.Refusal as refusal:
            error = WrongTypeError if refusal.is_kind else InvalidValueError
            return self.fail(error, node, path, refusal.message, refusal.hint)
        except LotgateError as fault:
            return self._record(fault)
        return value

    def _value(self, node: Scalar, wanted: form.Type, path: str) -> object:
        if isinstance(wanted, form.EnumType):
            return _choice(node, members_of(wanted.cls), synonyms_of(wanted.cls))
        if isinstance(wanted, form.LiteralType):
            return _choice(node, literals_of(tuple(wanted.values)))
        if isinstance(wanted, form.CustomType):
            custom = self.custom.get(wanted.cls)
            return _own(wanted.cls).of_scalar(node) if custom is None else custom(node, self.origin, path)
        if isinstance(wanted, form.BoolType) and node.text in self.booleans and node.kind != "number":
            return self.booleans[node.text]
        return READERS[type(wanted)](node)

    compound: ClassVar[Table[type[form.Type], Callable[..., object]]] = {
        form.AnyType: _any,
        form.UnionType: _union,
        form.StructType: _struct,
        form.ListType: _list,
        form.VarTupleType: _list,
        form.DictType: _dict,
    }


def _own(wanted: type) -> type[OwnType]:
    return wanted  # a form with another type is a mistake in the program


def _choice(node: Scalar, choices: dict[Any, Any], synonyms: dict[str, Any] | None = None) -> object:
    are_numbers = all(isinstance(choice, int) for choice in choices)
    value: object = scalars.integer_of(node) if are_numbers else scalars.text_of(node)
    if synonyms and value in synonyms:
        return synonyms[value]
    if value not in choices:
        hint = did_you_mean(str(value), (str(choice) for choice in choices))
        message = say("`{value}` is not one of the known values", "`{value}` 不是规定值之一", value=value)
        raise scalars.Refusal(message, hint, is_kind=False)
    return choices[value]


def _kind(wanted: form.Type) -> Localized:
    return KINDS.get(type(wanted), say("a single value", "单个值"))


def _shape(node: Node) -> Localized:
    if isinstance(node, Mapping):
        return MAPPING
    if isinstance(node, Sequence):
        return LIST
    return say("`{text}`", "`{text}`", text=node.text) if node.text else say("nothing", "空")
