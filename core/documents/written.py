"""Parts of a document whose form is known only later, and values that are taken as they were written."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from core.documents import scalars
from core.documents.tree import Mapping, Node, Origin, Scalar, Sequence
from core.locations import Location
from core.words import say

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
Refuse: TypeAlias = Callable[[Node, str, scalars.Refusal], object]


class Written:
    """
    A part of a document as it was written. Not a struct, so that a form reads it from anything.

    Args:
        node: The part.
        origin: The document.
        path: Its path, for documents without lines.
    """

    __slots__ = ("node", "origin", "path")

    def __init__(self, node: Node, origin: Origin, path: str) -> None:
        self.node = node
        self.origin = origin
        self.path = path

    def location(self) -> Location:
        """Find where it stands."""
        return self.origin.location(self.node.line, self.node.column, self.path)

    def plain(self) -> Plain:
        """Take it as it was written, whatever is refused left out: `core.documents.decode` says what that was."""
        return plain_value(self.node, self.path, lambda *_: None)


def plain_value(node: Node, path: str, refuse: Refuse) -> Plain:
    """
    Take a node as it was written: mappings, lists, text, whole numbers, exact decimals, truth values, nothing.

    Args:
        node: Whatever is written.
        path: Its path.
        refuse: Told of what has no exact value: a key outside ASCII, an exponent, a number beyond 2^53.

    Returns:
        The value; ``None`` stands for what was refused.
    """
    if isinstance(node, Sequence):
        return [plain_value(item, f"{path}[{index}]", refuse) for index, item in enumerate(node.items)]
    if isinstance(node, Mapping):
        return {key.text: _entry(key, item, f"{path}.{key.text}", refuse) for key, item in node.entries}
    try:
        return _scalar(node)
    except scalars.Refusal as refusal:
        refuse(node, path, refusal)
        return None


def _entry(key: Scalar, item: Node, path: str, refuse: Refuse) -> Plain:
    if not key.text.isascii():
        message = say("key `{key}` is not ASCII text", "键 `{key}` 含有非ASCII字符", key=key.text)
        refuse(key, path, scalars.Refusal(message, is_kind=False))
    return plain_value(item, path, refuse)


def _scalar(scalar: Scalar) -> Plain:
    if scalars.is_null(scalar):
        return None
    if scalar.kind in {"quoted", "block"}:
        return scalar.text
    if scalar.text in {"true", "false"}:
        return scalar.text == "true"
    if scalars.INTEGER.fullmatch(scalar.text):
        return scalars.integer_of(scalar)
    if scalar.kind == "number" or scalars.DECIMAL.fullmatch(scalar.text):
        return scalars.decimal_of(scalar)
    return scalar.text
