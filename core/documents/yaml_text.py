"""Strict YAML 1.2: the one module that knows PyYAML. Every scalar stays text until a form types it."""

import re
import unicodedata
from collections.abc import Iterator

import yaml

from core.documents.errors import AnchorError, DuplicateKeyError, SyntaxFaultError, TagError, TooLargeError
from core.documents.tree import Document, Mapping, Node, Origin, Scalar, ScalarKind, Sequence
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation, Location

DEEPEST = 64
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
EXPRESSION_HINT = (
    "an expression stands in a block (`>-`) or in quotes: YAML cuts `!x`, `a ? b : c`, `&`, `*` and `#` short"
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
            f"the character U+{ord(match[0]):04X} cannot be seen, or ends a line for some readers only",
            location=FileLocation(file, line, match.start() - start + 1),
            hint="delete it, or write it as an escape in double quotes",
        )


def _syntax_fault(exc: yaml.YAMLError, file: str) -> SyntaxFaultError:
    mark = getattr(exc, "problem_mark", None)
    problem = getattr(exc, "problem", None) or getattr(exc, "reason", None) or "unreadable"
    location = FileLocation(file, mark.line + 1, mark.column + 1) if mark is not None else FileLocation(file)
    return SyntaxFaultError(f"not YAML: {problem}", location=location, hint=EXPRESSION_HINT)


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[LotgateError] = []
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))

    def place(self, event: yaml.Event) -> Location:
        line, column = _start(event)
        return FileLocation(self.file, line + 1, column + 1)

    def document(self) -> Node:
        root: Node = Mapping(())
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    fault = SyntaxFaultError("a second document in one file", location=self.place(event))
                    self.faults.append(fault)
                    return root
                root = self.node(next(self.events), 0)
        if documents == 0:
            self.faults.append(SyntaxFaultError("the file is empty", location=FileLocation(self.file)))
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            raise TooLargeError(f"nested deeper than {DEEPEST}", location=self.place(event))
        self.refuse_indirection(event)
        line, column = _start(event)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(self.entries(depth), line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self.items(depth)), line, column)
        if isinstance(event, yaml.ScalarEvent):
            text = unicodedata.normalize("NFC", event.value)
            return Scalar(text, STYLES[event.style], line, column, *_end(event))
        return Scalar("", "plain", line, column)  # an alias: refused above, read on to tell the other faults too

    def refuse_indirection(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            name = getattr(event, "anchor", "")
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            fault = AnchorError(
                f"`{sign}{name}` is an anchor or alias",
                location=self.place(event),
                hint="write the value out; a reviewer must see what a line says",
            )
            self.faults.append(fault)
        tag = getattr(event, "tag", None)
        if tag:
            self.faults.append(TagError(f"`{tag}` is a tag", location=self.place(event), hint=EXPRESSION_HINT))

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def entries(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        seen: dict[str, int] = {}
        entries: list[tuple[Scalar, Node]] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                fault = SyntaxFaultError("a key must be text", location=self.place(event), hint=EXPRESSION_HINT)
                self.faults.append(fault)
                continue
            self.check_key(key, seen, event)
            entries.append((key, value))
        return tuple(entries)

    def check_key(self, key: Scalar, seen: dict[str, int], event: yaml.Event) -> None:
        if key.kind == "plain" and key.text == "<<":
            fault: LotgateError = AnchorError(
                "`<<` is a merge key", location=self.place(event), hint="write the entries out"
            )
            self.faults.append(fault)
        if key.text in seen:
            fault = DuplicateKeyError(
                f"`{key.text}` stands twice",
                location=self.place(event),
                hint=f"first on line {seen[key.text] + 1}",
            )
            self.faults.append(fault)
        seen.setdefault(key.text, key.line)
