"""The tree that YAML and JSON are read into: every value knows where it stands."""

from typing import Literal, TypeAlias

import msgspec

from core.locations import DataLocation, FileLocation, Location

ScalarKind: TypeAlias = Literal["plain", "quoted", "block", "true", "false", "null", "number"]


class Origin(msgspec.Struct, frozen=True):
    """
    The text that a tree was read from.

    Attributes:
        file: Name to show, or ``None`` for a request body.
        text: The whole text.
        has_lines: Whether nodes know line and column (YAML) or only their path (JSON).
    """

    file: str | None
    text: str
    has_lines: bool

    @property
    def shows_lines(self) -> bool:
        """Whether places are told by line and column, and not by their path."""
        return self.has_lines and self.file is not None

    def location(self, line: int, column: int, path: str) -> Location:
        """Name a place, counted from 0, the way its reader can find it."""
        if self.has_lines and self.file is not None:
            return FileLocation(self.file, line + 1, column + 1)
        return DataLocation(path if self.file is None else f"{self.file}:{path}")


class Scalar(msgspec.Struct, frozen=True):
    """
    A single value, still text: what it means is said by the form that it is decoded into.

    Attributes:
        text: The characters, unescaped, in Unicode normalization form C.
        kind: How it was written. ``plain``, ``quoted`` and ``block`` come from YAML, where only a plain scalar may
            become something else than text; the other kinds come from JSON, as does ``quoted``.
        line: Line of its first character, from 0.
        column: Column of its first character, from 0.
        end_line: Line after its last character, from 0.
        end_column: Column after its last character, from 0.
    """

    text: str
    kind: ScalarKind
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Sequence(msgspec.Struct, frozen=True):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int = 0
    column: int = 0


class Mapping(msgspec.Struct, frozen=True):
    """A list of keys with their nodes, in the order of the text, each key once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int = 0
    column: int = 0

    def get(self, name: str) -> "Node | None":
        """Give the node under a key, or ``None``."""
        for key, node in self.entries:
            if key.text == name:
                return node
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


Path: TypeAlias = tuple[str | int, ...]


def path_text(path: Path) -> str:
    """Write a path as ``$.lot.steps[3].kind``."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


class Document(msgspec.Struct, frozen=True):
    """A read text: its tree and where it came from."""

    root: Node
    origin: Origin

    def locate(self, path: Path) -> Location:
        """Find where a path stands, or the nearest thing above it."""
        node: Node = self.root
        for part in path:
            inner: Node | None = None
            if isinstance(node, Mapping) and isinstance(part, str):
                inner = node.get(part)
            elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
                inner = node.items[part]
            if inner is None:
                break
            node = inner
        written = "" if self.origin.shows_lines else path_text(path)
        return self.origin.location(node.line, node.column, written)
