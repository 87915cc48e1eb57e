"""One way to lay out the files of a pack: order of keys, indentation, expressions in blocks. Never another meaning."""

import re
from collections.abc import Iterator

from msgspec import inspect as form

from core.documents.described import type_of
from core.documents.source_text import SourceText
from core.documents.tree import Document, Mapping, Node, Scalar, Sequence
from core.documents.yaml_text import read_yaml
from core.errors import FaultsError
from engine.packs.errors import LayoutError
from engine.packs.forms import PackForm, PackSetForm, ProvisionsForm
from engine.packs.header_form import MessageForm

INDENT = 2
WIDEST = 120
COMMENT = re.compile(r"\s+#.*$")
FORMS = PackForm | ProvisionsForm | PackSetForm


def laid_out(document: Document, target: type[FORMS]) -> str:
    """
    Lay out a file of a pack.

    Keys stand in the order of the format, nested blocks two spaces further in, quoted expressions in blocks, one
    blank line between provisions. Comments stay with what follows them; line breaks inside values stay.

    Args:
        document: What was read.
        target: The form that it has been read as without a fault.

    Returns:
        The text; laid out again it is the same.

    Raises:
        LayoutError: ``pack.layout.unusual``; the file is written in a way that cannot be laid out without a risk to
            its meaning.
    """
    text = _Layout(document).file(type_of(target))
    if not _says(text, document):
        raise LayoutError(location=document.locate(()))
    return text


class _Layout:
    """Writes a document's lines anew; lines are counted from 0, as in the tree."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = document.origin.text.replace("\r\n", "\n").split("\n")
        self.inside: set[int] = set()
        self.literal: set[int] = set()
        self._mark(document.root, -1)

    def file(self, wanted: form.Type) -> str:
        """Write the whole file."""
        root = self.document.root
        if not isinstance(root, Mapping) or self._is_flow(root) or not root.entries:
            raise LayoutError(location=self.document.locate(()))
        end = self._leading(len(self.lines))
        top = self._comments(self._leading(root.entries[0][0].line), root.entries[0][0].line, 0)
        body = self._mapping(root, wanted, 0, end)
        tail = self._comments(end, len(self.lines), 0)
        return "\n".join([*top, *body, *tail]).strip("\n") + "\n"

    def _mark(self, node: Node, parent: int) -> None:
        """Remember the lines that are a continuation of a value: what looks like a comment there is none."""
        if isinstance(node, Scalar):
            last = self._block_end(node, parent) if node.kind == "block" else node.end_line
            self.inside.update(range(node.line + 1, last + 1))
            if node.kind == "block":
                self.literal.update(range(node.line + 1, last + 1))
        elif isinstance(node, Sequence):
            for item in node.items:
                dash = self.lines[item.line].rfind("-", 0, item.column)
                self._mark(item, max(dash, parent))
        else:
            for key, value in node.entries:
                self._mark(value, key.column)

    def _block_end(self, node: Scalar, parent: int) -> int:
        last = node.line
        for number in range(node.line + 1, len(self.lines)):
            text = self.lines[number]
            if text.strip() and _indent(text) <= parent:
                break
            last = number if text.strip() else last
        return last

    def _is_flow(self, node: Node) -> bool:
        return self.lines[node.line][node.column : node.column + 1] in {"{", "["}

    def _leading(self, line: int) -> int:
        """Give the first of the blank lines and comments that stand right above a line."""
        while line > 0 and line - 1 not in self.inside and _is_blank(self.lines[line - 1]):
            line -= 1
        return line

    def _comments(self, first: int, line: int, indent: int) -> list[str]:
        """Write the blank lines and comments above a line; several blank lines become one."""
        written: list[str] = []
        for text in self.lines[first:line]:
            shown = " " * indent + text.strip() if text.strip() else ""
            if shown or (written and written[-1]):
                written.append(shown)
        return written

    def _mapping(self, node: Mapping, wanted: form.Type, indent: int, end: int) -> list[str]:
        starts = [key.line for key, _ in node.entries]
        ends = [self._leading(start) for start in starts[1:]] + [end]
        fields = _fields(wanted)
        order = {name: place for place, name in enumerate(fields)}
        chunks: list[tuple[int, list[str]]] = []
        for index, (key, value) in enumerate(node.entries):
            above = self._above(starts[index], indent) if index else []
            wanted_here = fields.get(key.text, _value(wanted))
            below = self._entry(key, value, wanted_here, indent, ends[index])
            chunks.append((order.get(key.text, len(order) if order else index), [*above, *below]))
        return [line for _, chunk in sorted(chunks, key=lambda one: one[0]) for line in chunk]

    def _above(self, line: int, indent: int) -> list[str]:
        first = self._leading(line)
        blank = [""] if first < line and not self.lines[first].strip() else []
        return blank + self._comments(first, line, indent)

    def _entry(self, key: Scalar, value: Node, wanted: form.Type, indent: int, end: int) -> list[str]:
        if isinstance(value, Scalar) or self._is_flow(value):
            if isinstance(value, Scalar) and value.kind == "quoted" and _is_expression(wanted):
                return self._block(key, value, indent)
            first, *rest = self._shifted(key.line, key.column, indent, end)
            return [_one_blank(first, indent + key.end_column - key.column), *rest]
        if value.line == key.line:
            raise LayoutError(location=self.document.origin.location(key.line, key.column, "$"))
        head = " " * indent + self.lines[key.line][key.column :].rstrip()
        above = self._comments(key.line + 1, value.line, indent + INDENT)
        if isinstance(value, Mapping):
            return [head, *above, *self._mapping(value, _bare(wanted), indent + INDENT, end)]
        return [head, *above, *self._sequence(value, _bare(wanted), indent + INDENT, end)]

    def _sequence(self, node: Sequence, wanted: form.Type, indent: int, end: int) -> list[str]:
        starts = [item.line for item in node.items]
        ends = [self._leading(start) for start in starts[1:]] + [end]
        inner = _bare(wanted.item_type) if isinstance(wanted, form.ListType | form.VarTupleType) else wanted
        written: list[str] = []
        for index, item in enumerate(node.items):
            above = self._above(item.line, indent) if index else []
            if index and indent == INDENT and isinstance(inner, form.StructType):
                above = ["", *[line for line in above if line]]
            dash = self.lines[item.line].rfind("-", 0, item.column)
            if (
                dash < 0
                or self.lines[item.line][:dash].strip()
                or self.lines[item.line][dash + 1 : item.column].strip()
            ):
                raise LayoutError(location=self.document.origin.location(item.line, item.column, "$"))
            if isinstance(item, Mapping) and not self._is_flow(item):
                below = self._mapping(item, inner, indent + INDENT, ends[index])
                # The comments of the key that comes first stand above the dash.
                while below[0].lstrip().startswith("#") or not below[0]:
                    above += [" " * indent + line.strip() for line in below[:1] if line]
                    del below[0]
            elif isinstance(item, Sequence) and not self._is_flow(item):
                raise LayoutError(location=self.document.origin.location(item.line, item.column, "$"))
            else:
                below = self._shifted(item.line, item.column, indent + INDENT, ends[index])
            written += [*above, " " * indent + "- " + below[0].lstrip(), *below[1:]]
        return written

    def _shifted(self, line: int, column: int, indent: int, end: int) -> list[str]:
        """Write a value as it stands, moved to another column; the lines of a block two spaces further in."""
        written = [" " * indent + self.lines[line][column:].rstrip()]
        block = [
            _indent(self.lines[one]) for one in range(line + 1, end) if one in self.literal and self.lines[one].strip()
        ]
        for number in range(line + 1, end):
            text = self.lines[number]
            is_literal = number in self.literal
            bare = text.lstrip(" ") if is_literal else text.strip()
            by = indent + INDENT - block[0] if is_literal and block else indent - column
            written.append(" " * max(_indent(text) + by, 0) + bare if text.strip() else "")
        while written and not written[-1]:
            written.pop()
        return written

    def _block(self, key: Scalar, value: Scalar, indent: int) -> list[str]:
        """Write a quoted expression as a folded block."""
        name = self.lines[key.line][key.column : key.end_column]
        comment = COMMENT.search(self.lines[value.end_line][value.end_column :])
        head = f"{' ' * indent}{name}: >-{'  ' + comment[0].strip() if comment else ''}"
        return [head, *_folded(value.text, indent + INDENT)]


def _one_blank(line: str, colon: int) -> str:
    """Leave one blank between a key's colon and what follows on its line."""
    rest = line[colon + 1 :].lstrip()
    return f"{line[:colon]}: {rest}" if line[colon : colon + 1] == ":" and rest else line


def _folded(text: str, indent: int) -> Iterator[str]:
    """Break a text at single spaces, which a folded block gives back."""
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDEST and word and not line.endswith(" "):
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _bare(wanted: form.Type) -> form.Type:
    """Take off what is said about a type; of several take the one that is a record or a list."""
    while isinstance(wanted, form.Metadata):
        wanted = wanted.type
    if isinstance(wanted, form.UnionType):
        members = [_bare(member) for member in wanted.types]
        held = (form.StructType, form.ListType, form.VarTupleType, form.DictType)
        return next((one for one in members if isinstance(one, held)), members[0])
    return wanted


def _fields(wanted: form.Type) -> dict[str, form.Type]:
    """Give the fields of a record in the order of the format; of a map from text nothing: its order is the author's."""
    bare = _bare(wanted)
    if not isinstance(bare, form.StructType):
        return {}
    if bare.cls is MessageForm:  # templates, which stand in quotes
        return dict.fromkeys(("en", "zh"), form.StrType())
    return {field.encode_name: field.type for field in bare.fields}


def _value(wanted: form.Type) -> form.Type:
    """Give the type of what stands under the keys of a map."""
    bare = _bare(wanted)
    return bare.value_type if isinstance(bare, form.DictType) else form.AnyType()


def _is_expression(wanted: form.Type) -> bool:
    bare = _bare(wanted)
    return isinstance(bare, form.CustomType) and bare.cls is SourceText


def _is_blank(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith("#")


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _says(text: str, document: Document) -> bool:
    """Tell whether a text says what a document says."""
    try:
        return _meaning(read_yaml(text, document.origin.file or "").root) == _meaning(document.root)
    except FaultsError:
        return False


def _meaning(node: Node) -> object:
    """Give what a tree says: values without their places and style, keys without their order."""
    if isinstance(node, Scalar):
        return (node.text, node.kind == "plain")
    if isinstance(node, Sequence):
        return [_meaning(item) for item in node.items]
    return {key.text: _meaning(value) for key, value in node.entries}
