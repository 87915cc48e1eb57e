"""The shape of a master table and the one way to read it: follow the arrows, take n and Ac together."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_aql, checked_option
from spc_kernels.sampling.errors import NoPlanError
from spc_kernels.sampling.plans import AttributesPlan

Direction: TypeAlias = Literal["down", "up"]
Fallback: TypeAlias = Literal["single", "double"]

# The preferred values of ISO 2859-1 and Z1.4, in percent nonconforming or nonconformities per 100 items.
PREFERRED_AQLS = (
    *(0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5),
    *(4.0, 6.5, 10.0, 15.0, 25.0, 40.0, 65.0, 100.0, 150.0, 250.0, 400.0, 650.0, 1000.0),
)


class MasterCell(msgspec.Struct, frozen=True):
    """
    A cell as it is printed.

    At most one of the three is set; a blank cell (row S of the tightened tables) has none.

    Attributes:
        arrow: ``down``: use the first plan below; ``up``: use the first plan above. With that plan's own sample size.
        instead: The asterisk: use the corresponding ``single``, or ``double``, plan.
        plan: Sample sizes with Ac and Re.
    """

    arrow: Direction | None = None
    instead: Fallback | None = None
    plan: AttributesPlan | None = None


class MasterTable(msgspec.Struct, frozen=True):
    """
    A master table: rows are code letters, columns are acceptance quality limits.

    Attributes:
        letters: Code letters from top to bottom.
        aqls: Acceptance quality limits from left to right, percent.
        rows: Cells of each letter.
    """

    letters: tuple[str, ...]
    aqls: tuple[float, ...]
    rows: Mapping[str, tuple[MasterCell, ...]]

    def column(self, aql: float) -> int:
        """
        Find the column of an acceptance quality limit.

        Raises:
            AqlOutsideTableError: ``spc.sampling.aql-outside-table``; the hint names the columns.
        """
        return self.aqls.index(checked_aql(aql, self.aqls))

    def cell(self, letter: str, aql: float) -> MasterCell:
        """
        Give a cell as it is printed, arrows included.

        Raises:
            UnknownOptionError: ``spc.sampling.unknown-option``; no such letter.
            AqlOutsideTableError: ``spc.sampling.aql-outside-table``.
        """
        return self.rows[checked_option(letter, "letter", self.letters)][self.column(aql)]


class Resolution(msgspec.Struct, frozen=True):
    """
    A cell followed to a plan.

    Attributes:
        letter: Code letter whose plan is used.
        sampling: ``single``, ``double`` or ``multiple``: what the plan used is.
        plan: The plan, with the sample size of its own letter.
        path: Cells passed on the way, each as ``A down``, ``D use single``.
    """

    letter: str
    sampling: str
    plan: AttributesPlan
    path: tuple[str, ...]


def resolve(tables: Mapping[str, MasterTable], sampling: str, letter: str, aql: float) -> Resolution:
    """
    Follow arrows and asterisks from a cell to a plan.

    Args:
        tables: Master tables of one severity, by kind of sampling.
        sampling: Kind of sampling to start with.
        letter: Code letter to start from.
        aql: Acceptance quality limit, percent.

    Returns:
        The plan reached, with its letter and the way to it.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``; no such letter.
        AqlOutsideTableError: ``spc.sampling.aql-outside-table``.
        NoPlanError: ``spc.sampling.no-plan``; the cell is blank.
    """
    path: list[str] = []
    table = tables[sampling]
    cell = table.cell(letter, aql)
    while cell.plan is None:
        if cell.arrow is not None:
            path.append(f"{letter} {cell.arrow}")
            letter = table.letters[table.letters.index(letter) + (1 if cell.arrow == "down" else -1)]
        elif cell.instead is not None:
            path.append(f"{letter} use {cell.instead}")
            sampling = cell.instead
            table = tables[sampling]
        else:
            raise NoPlanError(
                f"the cell {letter} at {aql:g} is blank", location=DataLocation("$.letter"), hint="another AQL or level"
            )
        cell = table.cell(letter, aql)
    return Resolution(letter=letter, sampling=sampling, plan=cell.plan, path=tuple(path))
