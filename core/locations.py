"""Where something stands: a place in a file, or a path into data. Knows no file system."""

from typing import TypeAlias

import msgspec


class FileLocation(msgspec.Struct, frozen=True, order=True):
    """
    A place in a file.

    Attributes:
        file: Name as the user gave it, or relative to the folder of its pack.
        line: Line, counted from 1; 0 when the whole file is meant.
        column: Column in characters, counted from 1; 0 when the whole line is meant.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place the way editors understand it."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class DataLocation(msgspec.Struct, frozen=True, order=True):
    """
    A path into data that has no lines, such as a request body or an array.

    Attributes:
        path: JSONPath-like text, ``$.lot.steps[3].kind``.
    """

    path: str

    def __str__(self) -> str:
        """Write the path as it is."""
        return self.path


Location: TypeAlias = FileLocation | DataLocation
