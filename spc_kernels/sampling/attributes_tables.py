"""
The master tables of Z1.4 and ISO 2859-1 from their own rule: diagonals, and the few corners where the print departs.

Number the letters from A = 0 and the columns from AQL 0.010 = 0; what a cell holds depends on the sum s of both. Left
of the diagonals every cell is an arrow down, right of them an arrow up. Nothing here is a list of cells.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

import msgspec

from spc_kernels.sampling.master_tables import PREFERRED_AQLS, Direction, Fallback, MasterCell, MasterTable
from spc_kernels.sampling.plans import AttributesPlan
from spc_kernels.sampling.schemes import SAMPLINGS, Scheme, follows_z1_4
from spc_kernels.sampling.stage_numbers import DOUBLE, MULTIPLE, Numbers

LETTERS = "ABCDEFGHJKLMNPQR"
# The row of letter S stands only in the tightened tables; no lot starts there, one arrow ends there.
SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150)
REDUCED_SIZES = (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800)
# The two largest plans stand in the rows A to E only; from F on their diagonals hold arrows up.
LAST_LETTER_OF_THE_LARGEST = LETTERS.index("E")

Mark: TypeAlias = Direction | Numbers
_DOWN: Direction = "down"
_UP: Direction = "up"


def _plus_one(*accept: int) -> tuple[Numbers, ...]:
    return tuple(Numbers((ac,), (ac + 1,)) for ac in accept)


def _at(letter: str, aql: float) -> tuple[int, int]:
    return (LETTERS.index(letter), PREFERRED_AQLS.index(aql))


def _run(letter: str, first_aql: float, accept: tuple[int, ...]) -> dict[tuple[int, int], Mark]:
    row, column = _at(letter, first_aql)
    return {(row, column + i): numbers for i, numbers in enumerate(_plus_one(*accept))}


_COLUMN_OF_S = PREFERRED_AQLS.index(0.025)


class Diagonals(msgspec.Struct, frozen=True):
    """
    A single sampling master table.

    Attributes:
        sizes: Sample size of each row.
        first: The sum s of the first diagonal that is no arrow down.
        marks: What the diagonals from there on hold.
        corners: Cells, by row and column, that depart from their diagonal.
    """

    sizes: tuple[int, ...]
    first: int
    marks: tuple[Mark, ...]
    corners: Mapping[tuple[int, int], Mark]

    def mark(self, row: int, column: int) -> Mark:
        """Give what stands in a cell."""
        if (row, column) in self.corners:
            return self.corners[row, column]
        step = row + column - self.first
        if step < 0:
            return _DOWN
        largest = len(self.marks) - (0 if row <= LAST_LETTER_OF_THE_LARGEST else 2)
        return self.marks[step] if step < largest else _UP


_NORMAL_ACCEPT = (1, 2, 3, 5, 7, 10, 14, 21, 30, 44)
_NORMAL = Diagonals(
    SIZES[:16],
    14,
    (*_plus_one(0), _UP, _DOWN, *_plus_one(*_NORMAL_ACCEPT)),
    # No row above A, none below R: the arrow can only point the other way.
    {_at("A", 10.0): _DOWN, _at("R", 0.015): _UP},
)
_TIGHTENED_MARKS: tuple[Mark, ...] = (*_plus_one(0), _DOWN, _DOWN, *_plus_one(1, 2, 3, 5, 8, 12, 18, 27, 41))
# Row S has one plan and is otherwise blank, so nothing may point into it but R/0.025.
_TIGHTENED_CORNERS: dict[tuple[int, int], Mark] = {_at("R", 0.015): _UP}
_TIGHTENED_Z1_4 = Diagonals(SIZES, 15, _TIGHTENED_MARKS, {**_TIGHTENED_CORNERS, _at("A", 10.0): _DOWN})
_TIGHTENED_ISO = Diagonals(SIZES, 15, _TIGHTENED_MARKS, _TIGHTENED_CORNERS)

_GAP = ((0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13), (14, 17), (21, 24))
# The rows A and B have the sample size of C and leave the diagonals for the acceptance numbers of normal inspection.
_REDUCED_Z1_4 = Diagonals(
    REDUCED_SIZES,
    14,
    (*_plus_one(0), _UP, _DOWN, *(Numbers((ac,), (re,)) for ac, re in _GAP)),
    {
        _at("A", 10.0): _DOWN,
        _at("R", 0.015): _UP,
        _at("B", 40.0): Numbers((2,), (4,)),
        _at("B", 65.0): Numbers((3,), (5,)),
        **_run("A", 25.0, (1, 2, 3, 5, 7, 10, 14, 21, 30)),
        **_run("B", 100.0, (5, 7, 10, 14, 21, 30)),
    },
)
_REDUCED_ISO = Diagonals(
    REDUCED_SIZES,
    14,
    (*_plus_one(0), _UP, _DOWN, _DOWN, *_plus_one(1, 2, 3, 5, 6, 8, 10, 14, 21)),
    {
        _at("A", 10.0): _DOWN,
        _at("R", 0.015): _UP,
        _at("Q", 0.025): _UP,
        _at("R", 0.025): _UP,
        **_run("A", 25.0, (1, 2, 3, 5, 7, 10, 14, 21, 30)),
        **_run("B", 150.0, (7, 10, 14, 21, 30)),
    },
)

# Whether the tables are those of Z1.4, and the severity.
_SINGLE: Mapping[tuple[bool, str], Diagonals] = {
    (True, "normal"): _NORMAL,
    (False, "normal"): _NORMAL,
    (True, "tightened"): _TIGHTENED_Z1_4,
    (False, "tightened"): _TIGHTENED_ISO,
    (True, "reduced"): _REDUCED_Z1_4,
    (False, "reduced"): _REDUCED_ISO,
}
# The first diagonal with a double and multiple plan: the one whose single plan is the first with Re above 1.
_FIRST_STAGED = {"normal": 17, "tightened": 18, "reduced": 17}
# How many rows further up the sample size of one double, or multiple, sample stands in the single table.
_ROWS_UP = {"double": 1, "multiple": 3}
# The first row that has double, or multiple, plans; above it the print refers to the smaller kind.
_FIRST_ROW = {
    "double": {"normal": 1, "tightened": 1, "reduced": 3},
    "multiple": {"normal": 3, "tightened": 3, "reduced": 5},
}
# Two cells of row A for which the reference gives no double plan although their single plans are arrows down.
_NO_DOUBLE = {("normal", *_at("A", 10.0)), ("normal", *_at("A", 15.0))}


@cache
def attributes_tables(scheme: Scheme, severity: str) -> Mapping[str, MasterTable]:
    """
    Build the master tables of one severity.

    Args:
        scheme: One of ``ATTRIBUTES``.
        severity: ``normal``, ``tightened`` or ``reduced``.

    Returns:
        Tables by kind of sampling; ISO 2859-1 has ``single`` only.
    """
    z1_4 = follows_z1_4(scheme)
    diagonals = _SINGLE[z1_4, severity]
    kinds = SAMPLINGS if z1_4 else SAMPLINGS[:1]
    return {kind: _table(diagonals, severity, kind) for kind in kinds}


def _table(diagonals: Diagonals, severity: str, kind: str) -> MasterTable:
    letters = (LETTERS + "S")[: len(diagonals.sizes)]
    columns = range(len(PREFERRED_AQLS))
    rows = {
        letter: tuple(_cell(diagonals, severity, kind, (row, column)) for column in columns)
        for row, letter in enumerate(letters)
    }
    return MasterTable(tuple(letters), PREFERRED_AQLS, rows)


def _cell(diagonals: Diagonals, severity: str, kind: str, place: tuple[int, int]) -> MasterCell:
    row, column = place
    if row == len(LETTERS) and column != _COLUMN_OF_S:
        return MasterCell()
    mark = diagonals.mark(row, column)
    if kind == "double" and (severity, row, column) in _NO_DOUBLE:
        return MasterCell(instead="single")
    if not isinstance(mark, Numbers):
        return MasterCell(arrow=mark)
    if kind == "single":
        return _plan_cell(diagonals.sizes[row], mark)
    return _staged_cell(diagonals, severity, kind, place)


def _staged_cell(diagonals: Diagonals, severity: str, kind: str, place: tuple[int, int]) -> MasterCell:
    row, column = place
    step = row + column - _FIRST_STAGED[severity]
    if step < 0:
        return MasterCell(instead="single")
    if row < _FIRST_ROW[kind][severity]:
        fallback: Fallback = "single" if kind == "double" else "double"
        return MasterCell(instead=fallback)
    numbers = (DOUBLE if kind == "double" else MULTIPLE)[severity][step]
    return _plan_cell(diagonals.sizes[row - _ROWS_UP[kind]], numbers)


def _plan_cell(size: int, numbers: Numbers) -> MasterCell:
    sizes = (size,) * len(numbers.accept)
    return MasterCell(plan=AttributesPlan(sizes, numbers.accept, numbers.reject))
