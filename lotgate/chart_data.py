"""From a table to what a chart plots: readings, subgroups or counts, each with its lines in the file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.errors import FaultsError
from core.locations import DataLocation, FileLocation
from core.suggestions import quoted
from core.words import say
from lotgate.chart_asked import COUNTED, EITHER, OF_ITEMS, SIZED, SUBGROUPED, Asked, is_size, wrong_size
from lotgate.chart_errors import ChartOptionError
from lotgate.table_errors import ColumnNotChosenError
from lotgate.tables import Table, Watch, column_of, numbers_of

if TYPE_CHECKING:
    from drawing.figure import Floats


class ChartData(msgspec.Struct, frozen=True, eq=False):
    """
    What is charted.

    Attributes:
        rows: Numbers of each point: one, or those of a subgroup.
        sizes: Size of each sample; empty where there are none.
        lines: First and last line of each point in the file.
        name: Name of the column, or of the first and the last of several.
        dropped: Missing readings that were left out.
        is_grouped: Whether points are subgroups.
    """

    rows: Sequence[Sequence[float]]
    sizes: Sequence[float]
    lines: Sequence[tuple[int, int]]
    name: str
    dropped: int
    is_grouped: bool

    def readings(self) -> "Floats":
        """Give all readings, or counts, in order."""
        import itertools

        import numpy as np

        return np.fromiter(itertools.chain.from_iterable(self.rows), dtype=np.float64)

    def groups(self) -> "Floats | list[Floats]":
        """Give subgroups: a matrix, or rows where their sizes differ."""
        import numpy as np

        if len({len(row) for row in self.rows}) == 1:
            return np.array(self.rows, dtype=np.float64)
        return [np.array(row, dtype=np.float64) for row in self.rows]


def read_data(table: Table, asked: Asked, watch: Watch = iter) -> ChartData:
    """
    Take the readings that a chart asks for out of a table.

    Raises:
        TableError: ``table.*``.
        ChartOptionError: ``chart.option.unfit``, several columns where one is needed.
        SubgroupSizeError: ``spc.subgroup.size``, a subgroup of one reading.
        CountError: ``spc.count.*``, a count that is none.
        FaultsError: Several faults, by place.
    """
    columns, sizes = _columns(table, asked)
    rows = numbers_of(table, [*columns, *sizes], drop_missing=asked.drop_missing, watch=watch)
    wanted = len(columns) + len(sizes)
    dropped = sum(wanted - len(row) for row in rows)
    if asked.kind in (*SIZED, *COUNTED):
        _check_counts(table, rows, columns, sizes, asked)
    kept = [
        (row, line) for row, line in zip(rows, table.lines, strict=True) if row and (not sizes or len(row) == wanted)
    ]
    is_grouped = len(columns) > 1 or asked.subgroup is not None
    taken: list[Sequence[float]] = [row[:1] if sizes else row for row, _ in kept]
    lines = [(line, line) for _, line in kept]
    if asked.subgroup is not None:
        taken, lines = _cut([row[0] for row in taken], [line for line, _ in lines], asked.subgroup)
    if asked.kind in SUBGROUPED:
        _check_subgroups(table, taken, lines)
    given = [row[-1] for row, _ in kept] if sizes else [asked.size] * len(taken) if asked.size is not None else []
    return ChartData(taken, given, lines, _name(table, columns), dropped, is_grouped)


def _name(table: Table, columns: Sequence[int]) -> str:
    """Name what is charted: by its column or columns, or by the file where those have no names."""
    if table.header is None:
        return Path(table.file).stem
    return " … ".join(dict.fromkeys((table.name(columns[0]), table.name(columns[-1]))))


def _columns(table: Table, asked: Asked) -> tuple[list[int], list[int]]:
    """Choose the columns: those asked for, else all but that of the sizes."""
    sizes = [column_of(table, asked.sizes)] if asked.sizes is not None else []
    chosen = [column_of(table, name) for name in asked.columns]
    if len({*chosen, *sizes}) < len(chosen) + len(sizes):
        message = say("a column is chosen twice", "同一列被重复选用")
        raise ChartOptionError(message, location=DataLocation("--column"))
    chosen = chosen or [column for column in range(table.width) if column not in sizes]
    rows_are_subgroups = asked.kind in SUBGROUPED or (asked.kind in EITHER and bool(asked.columns))
    if len(chosen) > 1 and (asked.subgroup is not None or not rows_are_subgroups):
        names = quoted(table.name(column) for column in chosen)
        message = say("the table has several columns, and one is charted", "表有多列，而控制图只用一列")
        hint = say("choose with `--column`: {names}", "请用 `--column` 选择：{names}", names=names)
        raise ColumnNotChosenError(message, location=FileLocation(table.file, 1, 1), hint=hint)
    if len(chosen) == 1 and asked.subgroup is None and asked.kind in SUBGROUPED:
        message = say("one column has no subgroups", "单列数据没有子组")
        hint = say("`--subgroup N`, or several columns", "请用 `--subgroup N`，或选择多列")
        raise ChartOptionError(message, location=FileLocation(table.file), hint=hint)
    return chosen, sizes


def _cut(readings: list[float], lines: list[int], size: int) -> tuple[list[Sequence[float]], list[tuple[int, int]]]:
    """Cut readings in time order into subgroups; the last may be smaller."""
    begins = range(0, len(readings), size)
    groups: list[Sequence[float]] = [readings[begin : begin + size] for begin in begins]
    return groups, [(lines[begin], lines[min(begin + size, len(lines)) - 1]) for begin in begins]


def _check_subgroups(table: Table, groups: Sequence[Sequence[float]], lines: Sequence[tuple[int, int]]) -> None:
    from spc_kernels.errors import SubgroupSizeError

    for group, (line, _) in zip(groups, lines, strict=True):
        if len(group) == 1:
            message = say("a subgroup of one reading has no spread", "只有一个读数的子组没有离散程度")
            hint = say(
                "leave it out, or chart single readings as `individuals`", "请去掉该子组，或用 `individuals` 画单值图"
            )
            raise SubgroupSizeError(message, location=FileLocation(table.file, line, 1), hint=hint)


def _check_counts(
    table: Table, rows: Sequence[Sequence[float]], columns: Sequence[int], sizes: Sequence[int], asked: Asked
) -> None:
    """Refuse what is no count, and more items than were looked at, each with its place."""
    from spc_kernels.errors import CountAboveSizeError, CountError, FractionalCountError, NegativeCountError

    faults: list[CountError] = []
    for at, row in enumerate(rows):
        if len(row) != len(columns) + len(sizes):
            continue
        place = table.place(at, columns[0]) if row[0] < 0 or row[0] != int(row[0]) else None
        if place is not None and row[0] < 0:
            faults.append(NegativeCountError(say("a count is below 0", "计数小于0"), location=place))
        elif place is not None:
            faults.append(FractionalCountError(say("a count is not whole", "计数不是整数"), location=place))
        size = row[-1] if sizes else asked.size
        is_sized = size is not None and is_size(size, asked.kind)
        if asked.kind in OF_ITEMS and size is not None and is_sized and row[0] > size:
            message = say(
                "{count:g} nonconforming among {size:g} items",
                "{size:g}件中有{count:g}件不合格",
                count=row[0],
                size=size,
            )
            hint = say(
                "`u` charts nonconformities, of which an item can have several", "一件产品可有多个不合格时，请用 `u` 图"
            )
            faults.append(CountAboveSizeError(message, location=table.place(at, columns[0]), hint=hint))
        if sizes and size is not None and not is_sized:
            faults.append(wrong_size(size, table.place(at, sizes[0])))
    if faults:
        raise faults[0] if len(faults) == 1 else FaultsError(faults)
