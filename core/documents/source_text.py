"""Code that stands inside a document, such as an expression: its text, and where each character stands."""

from core.documents.errors import InvalidValueError
from core.documents.scalars import text_of
from core.documents.tree import Origin, Scalar
from core.documents.yaml_text import EXPRESSION_HINT
from core.locations import Location
from core.words import say


class SourceText:
    """
    A piece of code in a document. Not a struct, so that a form reads it from one scalar.

    Args:
        text: The code, as YAML gives it.
        scalar: The scalar that holds it.
        origin: The document.
        path: Path of the scalar, for documents without lines.
        start: Where the code begins within the scalar's text; a message holds several pieces.
    """

    __slots__ = ("origin", "path", "places", "scalar", "start", "text")

    def __init__(self, text: str, scalar: Scalar, origin: Origin, path: str, start: int = 0) -> None:
        self.text = text
        self.scalar = scalar
        self.origin = origin
        self.path = path
        self.start = start
        self.places: dict[int, Location] = {}

    def piece(self, start: int, end: int) -> "SourceText":
        """Cut out a part that knows its places."""
        return SourceText(self.text[start:end], self.scalar, self.origin, self.path, self.start + start)

    def location(self, offset: int = 0) -> Location:
        """Find the place in the file of a character of the code; a place that was found is remembered."""
        found = self.places.get(offset)
        if found is None:
            line, column = self._place(offset) if self.origin.has_lines else (0, 0)
            found = self.places[offset] = self.origin.location(line, column, self.path)
        return found

    def _place(self, offset: int) -> tuple[int, int]:
        # Folding and unescaping change only white space and escapes, so the characters that are none follow
        # each other in the file in the same order.
        lines = self.origin.text.split("\n")
        line, column = self.scalar.line, self.scalar.column
        if self.scalar.kind == "block":
            line, column = line + 1, 0
        elif self.scalar.kind == "quoted":
            column += 1
        wanted = [char for char in self.scalar.text[: self.start + offset + 1] if not char.isspace()]
        place = (line, column)
        for char in wanted:
            found = _find(char, lines[: self.scalar.end_line + 1], *place)
            # A character that was written as an escape stands where the one before it does.
            if found is not None:
                line, column = found
                place = (line, column + 1)
        return line, column


def _find(char: str, lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    for number in range(line, len(lines)):
        found = lines[number].find(char, column if number == line else 0)
        if found >= 0:
            return number, found
    return None


def read_source_text(scalar: Scalar, origin: Origin, path: str) -> SourceText:
    """
    Read a scalar as code; a reader for `core.documents.decode`.

    Raises:
        InvalidValueError: ``document.value.invalid``; YAML may have cut the code short at a comment sign.
    """
    text = text_of(scalar)
    if scalar.kind == "plain" and origin.has_lines:
        rest = origin.text.split("\n")[scalar.end_line][scalar.end_column :]
        if rest.lstrip().startswith("#") or scalar.line != scalar.end_line:
            raise InvalidValueError(
                say(
                    "this expression stands unquoted, and YAML may have cut it short",
                    "表达式未加引号，可能已被YAML截断",
                ),
                location=origin.location(scalar.line, scalar.column, path),
                hint=EXPRESSION_HINT,
            )
    return SourceText(text, scalar, origin, path)
