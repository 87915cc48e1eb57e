"""What can be wrong with a table of numbers."""

from core.errors import LotgateError


class TableError(LotgateError):
    """A table of numbers cannot be used."""

    code = "table"
    chinese = "数据表不可用。"


class TableSyntaxError(TableError):
    """A line is no row of a table: its quotes or line ends are wrong."""

    code = "table.syntax.invalid"
    chinese = "此行不是有效的表格行：引号或行尾有误。"


class NoRowsError(TableError):
    """The table has no rows."""

    code = "table.rows.none"
    chinese = "表中没有数据行。"


class RowLengthError(TableError):
    """A row has more cells, or fewer, than the first one."""

    code = "table.row.length"
    chinese = "某行的单元格个数与首行不同。"


class HeaderError(TableError):
    """Two columns have one name."""

    code = "table.header.duplicate"
    chinese = "两列同名。"


class ColumnMissingError(TableError):
    """No column has this name or number."""

    code = "table.column.missing"
    chinese = "没有此名称或编号的列。"


class ColumnNotChosenError(TableError):
    """There are several columns, and it was not said which of them counts."""

    code = "table.column.not-chosen"
    chinese = "表有多列，而未指明用哪一列。"


class CellMissingError(TableError):
    """A cell that should hold a number is empty."""

    code = "table.cell.missing"
    chinese = "应有数值的单元格为空。"


class NotANumberError(TableError):
    """A cell holds something other than a number."""

    code = "table.cell.not-a-number"
    chinese = "单元格内容不是数。"
