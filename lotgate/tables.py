"""Tables of numbers in files, read strictly: comma-separated text, every fault with its line and column."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from core.documents.files import decode_text, read_bytes
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation
from core.suggestions import did_you_mean
from core.words import Localized, say
from lotgate.table_errors import (
    CellMissingError,
    ColumnMissingError,
    HeaderError,
    NoRowsError,
    NotANumberError,
    RowLengthError,
    TableSyntaxError,
)

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
QUOTED = re.compile(r'"((?:[^"]|"")*)"')

Watch = Callable[[Sequence[int]], Iterable[int]]
"""Passes on what it is given, and may show how far the reader of it has come."""


class Table(msgspec.Struct, frozen=True):
    """
    A table as it was written.

    Attributes:
        file: Name of the file, for places.
        separator: Sign between cells.
        header: Names of the columns; None where the first row holds numbers.
        rows: Cells of each row, without blanks around them.
        lines: Line of each row, from 1.
        texts: Each row as it stands in the file.
    """

    file: str
    separator: str
    header: tuple[str, ...] | None
    rows: list[list[str]]
    lines: list[int]
    texts: list[str]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    def place(self, row: int, column: int) -> FileLocation:
        """Give the place of a cell."""
        begins = [begin for begin, _ in _cells(self.texts[row], self.separator) or []]
        return FileLocation(self.file, self.lines[row], begins[column] + 1 if column < len(begins) else 0)

    def name(self, column: int) -> str:
        """Name a column by its heading, or by its number."""
        return self.header[column] if self.header is not None and self.header[column] else str(column + 1)


def read_table(path: Path, separator: str = ",", *, has_header: bool | None = None) -> Table:
    """
    Read a table.

    Args:
        path: UTF-8 text, with or without a byte order mark, lines ended by LF or CRLF.
        separator: Sign between cells.
        has_header: Whether the first row names the columns; None: it does when none of its cells is a number.

    Returns:
        The table; every row has as many cells as the first.

    Raises:
        DocumentError: ``document.file.unreadable``, ``document.size.exceeded``, ``document.encoding.not-utf8``.
        TableError: ``table.*``.
        FaultsError: Several faults, by line.
    """
    file = str(path)
    lines = decode_text(read_bytes(path, file), file).split("\n")
    while lines and not lines[-1].strip("\r"):
        lines.pop()
    if not lines:
        raise NoRowsError(say("the file is empty", "文件是空的"), location=FileLocation(file))
    faults: list[LotgateError] = []
    rows = [
        _row(line.removesuffix("\r"), FileLocation(file, at, 1), separator, faults) for at, line in enumerate(lines, 1)
    ]
    for at, row in enumerate(rows, 1):
        if row is not None and rows[0] is not None and len(row) != len(rows[0]):
            faults.append(_wrong_length(FileLocation(file, at, 1), len(row), len(rows[0]), lines[0]))
    if faults:
        raise faults[0] if len(faults) == 1 else FaultsError(faults)
    cells = [row for row in rows if row is not None]
    named = not any(NUMBER.fullmatch(cell) for cell in cells[0]) and any(cells[0]) if has_header is None else has_header
    table = Table(
        file, separator, None, cells, list(range(1, len(cells) + 1)), [one.removesuffix("\r") for one in lines]
    )
    return _headed(table) if named else table


def _headed(table: Table) -> Table:
    """Take the first row for the names of the columns."""
    header = tuple(table.rows[0])
    for column, name in enumerate(header):
        if name and name in header[:column]:
            message = say("two columns are named `{name}`", "有两列都名为 `{name}`", name=name)
            raise HeaderError(message, location=table.place(0, column))
    if len(table.rows) == 1:
        message = say("there are column names and no rows", "只有列名，没有数据行")
        raise NoRowsError(message, location=FileLocation(table.file))
    return Table(table.file, table.separator, header, table.rows[1:], table.lines[1:], table.texts[1:])


def column_of(table: Table, wanted: str) -> int:
    """
    Find a column by its name or, where none has it, by its number.

    Raises:
        ColumnMissingError: ``table.column.missing``.
    """
    if table.header is not None and wanted in table.header:
        return table.header.index(wanted)
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= table.width:
        return int(wanted) - 1
    names = [table.name(column) for column in range(table.width)]
    message = say("there is no column `{name}`", "没有 `{name}` 列", name=wanted)
    raise ColumnMissingError(message, location=FileLocation(table.file, 1, 1), hint=did_you_mean(wanted, names))


def numbers_of(table: Table, columns: Sequence[int], *, drop_missing: bool, watch: Watch = iter) -> list[list[float]]:
    """
    Read the numbers of some columns, row by row.

    Args:
        table: The table.
        columns: Which columns.
        drop_missing: Leave empty cells out; otherwise each is a fault.
        watch: Passes the rows on.

    Returns:
        The numbers of each row; a row whose cells are all empty has none.

    Raises:
        CellMissingError: ``table.cell.missing``.
        NotANumberError: ``table.cell.not-a-number``.
        FaultsError: Several of them, by place.
    """
    faults: list[LotgateError] = []
    found: list[list[float]] = []
    for row in watch(range(len(table.rows))):
        cells = table.rows[row]
        numbers: list[float] = []
        for column in columns:
            if not cells[column]:
                faults += [] if drop_missing else [_missing(table, row, column)]
            elif NUMBER.fullmatch(cells[column]) and math.isfinite(float(cells[column])):
                numbers.append(float(cells[column]))
            else:
                faults.append(_no_number(table, row, column))
        found.append(numbers)
    if faults:
        raise faults[0] if len(faults) == 1 else FaultsError(faults)
    return found


def _row(line: str, at: FileLocation, separator: str, faults: list[LotgateError]) -> list[str] | None:
    """Cut a line into cells; None, and a fault, where its quotes or line ends are wrong."""
    if '"' not in line and "\r" not in line:
        return [cell.strip() for cell in line.split(separator)]
    cells = _cells(line, separator)
    if cells is None:
        message = say(
            "a quote does not close, or a cell holds more than what is quoted", "引号未闭合，或引号外还有内容"
        )
        hint = say(
            "a quote within quotes is written twice; a cell stays on one line", "引号内的引号须写两次；单元格不能换行"
        )
        faults.append(TableSyntaxError(message, location=at, hint=hint))
        return None
    return [cell for _, cell in cells]


def _cells(line: str, separator: str) -> list[tuple[int, str]] | None:
    """Cut a line into cells with their places; None where it is not well formed."""
    cells: list[tuple[int, str]] = []
    begin = 0
    while True:
        quoted = QUOTED.match(line, begin)
        end = quoted.end() if quoted else line.find(separator, begin)
        end = len(line) if end < 0 else end
        cells.append((begin, quoted[1].replace('""', '"').strip() if quoted else line[begin:end].strip()))
        if ('"' in line[begin:end] and not quoted) or (end < len(line) and line[end] != separator):
            return None
        if end == len(line):
            return None if "\r" in line else cells
        begin = end + 1


def _wrong_length(at: FileLocation, count: int, wanted: int, first: str) -> LotgateError:
    message = say(
        "the row has {count} cells where the first one has {wanted}",
        "此行有{count}个单元格，首行有{wanted}个",
        count=count,
        wanted=wanted,
    )
    other = next((name for name, sign in SEPARATORS.items() if sign in first and sign != ","), None)
    hint = None if other is None else say("are cells separated by `{name}`?", "分隔符是否为 `{name}`？", name=other)
    return RowLengthError(message, location=at, hint=hint)


def _missing(table: Table, row: int, column: int) -> LotgateError:
    message = say("there is no reading in column `{name}`", "`{name}` 列缺少读数", name=table.name(column))
    hint = say(
        "`--missing drop` leaves such readings out, and says how many", "`--missing drop` 舍去缺失读数并注明个数"
    )
    return CellMissingError(message, location=table.place(row, column), hint=hint)


def _no_number(table: Table, row: int, column: int) -> LotgateError:
    cell = table.rows[row][column]
    message = say(
        "`{cell}` in column `{name}` is not a number",
        "`{name}` 列的 `{cell}` 不是数",
        cell=cell,
        name=table.name(column),
    )
    return NotANumberError(message, location=table.place(row, column), hint=next(_number_hints(table, row, cell), None))


def _number_hints(table: Table, row: int, cell: str) -> Iterator[Localized]:
    if NUMBER.fullmatch(cell.replace(",", ".", 1)):
        yield say("write a decimal point, not a comma", "小数点应为“.”，不是逗号")
    if cell[:1] in "<>≤≥":
        yield say("a bound is no reading; say what was measured", "界限不是读数，请给出实测值")
    if table.header is None and row == 0:
        yield say("if this row names the columns, say `--header`", "若此行是列名，请加 `--header`")
    if table.width > 1:
        yield say("choose the columns of readings with `--column`", "请用 `--column` 选择读数所在的列")
