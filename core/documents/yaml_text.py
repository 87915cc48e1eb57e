"""Strict YAML 1.2: the one module that knows PyYAML. Every scalar stays text until a form types it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import yaml

from core.documents.errors import AnchorError, DuplicateKeyError, SyntaxFaultError, TagError, TooLargeError
from core.documents.limits import DEEPEST, nested_too_deep
from core.documents.tree import Document, Mapping, Node, Origin, Scalar, ScalarKind, Sequence
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation, Location
from core.words import say

# As libyaml gives it, always with its marks; the stubs know neither these nor what its kinds hold.
Event: TypeAlias = Any
STYLES: dict[str | None, ScalarKind] = {
    None: "plain",
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}
# Not printable by YAML 1.2.2, section 5.1; or a line break to YAML 1.1 (which the parser reads) and none to an editor;
# or a sign that turns the reading direction, so that a reviewer sees another line than the parser.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
EXPRESSION_HINT = say(
    "an expression stands in a block (`>-`) or in quotes: YAML cuts `!x`, `a ? b : c`, `&`, `*` and `#` short",
    "表达式应写在块（`>-`）或引号中：YAML会截断 `!x`、`a ? b : c`、`&`、`*` 和 `#`",
)


def read_yaml(text: str, file: str) -> Document:
    """
    Read one YAML document into a tree.

    Refused: anchors, aliases, merge keys, tags, duplicate keys, keys that are not text, several documents in one
    file, nesting deeper than 64, characters that cannot be seen or that turn the reading direction. Nothing is
    resolved: ``NO`` and ``2026-03-01`` and ``1.10`` stay those characters.

    Args:
        text: The text.
        file: Name to show in errors.

    Returns:
        The tree; places are file, line and column.

    Raises:
        FaultsError: ``document.syntax.invalid``, ``document.anchor.refused``, ``document.tag.refused``,
            ``document.key.duplicate``, ``document.size.exceeded``; all at once, up to the first place behind which
            nothing can be read.

    Source:
        YAML 1.2.2, chapters 5 to 9.
    """
    unreadable = list(_unreadable(text, file))
    if unreadable:
        raise FaultsError(unreadable)
    reader = _Reader(text, file)
    try:
        root = reader.document()
    except yaml.YAMLError as exc:
        reader.faults.append(_syntax_fault(exc, file))
    except TooLargeError as exc:
        reader.faults.append(exc)
    if reader.faults:
        raise FaultsError(reader.faults)
    return Document(root, Origin(file, text, has_lines=True))


def _unreadable(text: str, file: str) -> Iterator[LotgateError]:
    line, start, seen = 1, 0, 0
    for match in UNREADABLE.finditer(text):
        line += text.count("\n", seen, match.start())
        start, seen = text.rfind("\n", 0, match.start()) + 1, match.start()
        yield SyntaxFaultError(
            say(
                "the character U+{code:04X} cannot be seen, or ends a line for some readers only",
                "字符U+{code:04X}不可见，或仅对部分程序表示换行",
                code=ord(match[0]),
            ),
            location=FileLocation(file, line, match.start() - start + 1),
            hint=say(
                "delete it, or write it as an escape in double quotes", "请删除该字符，或在双引号中以转义形式书写"
            ),
        )


def _syntax_fault(exc: yaml.YAMLError, file: str) -> SyntaxFaultError:
    mark = getattr(exc, "problem_mark", None)
    problem = getattr(exc, "problem", None) or getattr(exc, "reason", None) or "unreadable"
    location = FileLocation(file, mark.line + 1, mark.column + 1) if mark is not None else FileLocation(file)
    message = say("not YAML: {problem}", "不是YAML：{problem}", problem=problem)
    return SyntaxFaultError(message, location=location, hint=EXPRESSION_HINT)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[LotgateError] = []
        self.next: Callable[[], Event] = yaml.CSafeLoader(text).get_event

    def place(self, event: Event) -> Location:
        mark = event.start_mark
        return FileLocation(self.file, mark.line + 1, mark.column + 1)

    def document(self) -> Node:
        root: Node = Mapping(())
        documents = 0
        while type(event := self.next()) is not yaml.StreamEndEvent:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = say("a second document in one file", "一个文件中有第二个文档")
                    self.faults.append(SyntaxFaultError(message, location=self.place(event)))
                    return root
                root = self.node(self.next(), 0)
        if documents == 0:
            self.faults.append(SyntaxFaultError(say("the file is empty", "文件为空"), location=FileLocation(self.file)))
        return root

    def node(self, event: Event, depth: int) -> Node:
        if depth > DEEPEST:
            raise nested_too_deep(self.place(event))
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            self.refuse_indirection(event)
        start = event.start_mark
        if kind is yaml.ScalarEvent:
            text, end = event.value, event.end_mark
            if not text.isascii():
                text = unicodedata.normalize("NFC", text)
            return Scalar(text, STYLES[event.style], start.line, start.column, end.line, end.column)
        if kind is yaml.MappingStartEvent:
            return Mapping(self.entries(depth + 1), start.line, start.column)
        if kind is yaml.SequenceStartEvent:
            return Sequence(self.items(depth + 1), start.line, start.column)
        return Scalar("", "plain", start.line, start.column)  # an alias: refused above, read on to tell the others too

    def refuse_indirection(self, event: Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            name = getattr(event, "anchor", "")
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            fault = AnchorError(
                say("`{name}` is an anchor or alias", "`{name}` 是锚点或别名", name=f"{sign}{name}"),
                location=self.place(event),
                hint=say(
                    "write the value out; a reviewer must see what a line says",
                    "请写出其值；评审人必须看得到每一行的内容",
                ),
            )
            self.faults.append(fault)
        tag = getattr(event, "tag", None)
        if tag:
            message = say("`{tag}` is a tag", "`{tag}` 是YAML标签", tag=tag)
            self.faults.append(TagError(message, location=self.place(event), hint=EXPRESSION_HINT))

    def items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self.node(event, depth))
        return tuple(items)

    def entries(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        seen: dict[str, int] = {}
        entries: list[tuple[Scalar, Node]] = []
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.node(event, depth)
            value = self.node(self.next(), depth)
            if not isinstance(key, Scalar):
                message = say("a key must be text", "键必须是文本")
                self.faults.append(SyntaxFaultError(message, location=self.place(event), hint=EXPRESSION_HINT))
                continue
            if key.text in seen or key.text == "<<":
                self.check_key(key, seen, event)
            seen.setdefault(key.text, key.line)
            entries.append((key, value))
        return tuple(entries)

    def check_key(self, key: Scalar, seen: dict[str, int], event: Event) -> None:
        if key.kind == "plain" and key.text == "<<":
            fault: LotgateError = AnchorError(
                say("`<<` is a merge key", "`<<` 是合并键"),
                location=self.place(event),
                hint=say("write the entries out", "请逐项写出"),
            )
            self.faults.append(fault)
        if key.text in seen:
            fault = DuplicateKeyError(
                say("`{key}` stands twice", "`{key}` 重复出现", key=key.text),
                location=self.place(event),
                hint=say("first on line {line}", "首次出现在第{line}行", line=seen[key.text] + 1),
            )
            self.faults.append(fault)
