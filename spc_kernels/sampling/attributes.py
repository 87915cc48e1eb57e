"""From a lot size and an acceptance quality limit to the attributes plan of a standard, or of a site's own table."""

from collections.abc import Mapping

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_aql, checked_option
from spc_kernels.sampling.attributes_tables import attributes_tables
from spc_kernels.sampling.code_letters import ATTRIBUTES_LETTERS
from spc_kernels.sampling.errors import TableNotAvailableError
from spc_kernels.sampling.master_tables import PREFERRED_AQLS, MasterCell, MasterTable, Resolution, resolve
from spc_kernels.sampling.plans import AttributesPlan
from spc_kernels.sampling.schemes import ATTRIBUTES, SAMPLINGS, SEVERITIES, SUPPLY, Scheme, check_scheme
from spc_kernels.sampling.supplied_tables import SuppliedTables


class SelectedPlan(msgspec.Struct, frozen=True):
    """
    An attributes plan taken from a standard, with how it was found.

    Attributes:
        scheme: Standard and edition.
        severity: ``normal``, ``tightened`` or ``reduced``.
        lot_size: Items in the lot.
        aql: Acceptance quality limit: percent nonconforming up to 10, nonconformities per 100 items above.
        code_letter: Letter of the lot size and level.
        plan_letter: Letter whose plan is used, after the arrows.
        sampling: ``single``, ``double`` or ``multiple``: what the plan used is, after the asterisks.
        path: Arrows and asterisks followed, ``A down``, ``E use single``.
        plan: Sample sizes, Ac and Re.
        inspect_all: Whether the plan would take the whole lot, so that every item is inspected.
        reason: All of it in words.
    """

    scheme: Scheme
    severity: str
    lot_size: int
    aql: float
    code_letter: str
    plan_letter: str
    sampling: str
    path: tuple[str, ...]
    plan: AttributesPlan
    inspect_all: bool
    reason: str


def attributes_plan(
    scheme: Scheme | SuppliedTables,
    lot_size: int,
    aql: float,
    level: str = "II",
    severity: str = "normal",
    sampling: str = "single",
) -> SelectedPlan:
    """
    Find the attributes plan of a lot.

    An arrow is followed with n and Ac together. Where a double or multiple plan does not exist the single, or double,
    one that the table names stands in. If the plan would take the whole lot, every item is inspected, and the
    acceptance number of the single plan applies to what is found.

    Args:
        scheme: A standard in one edition, or tables a site supplied.
        lot_size: Items in the lot, ``2`` to ``1e9``.
        aql: Acceptance quality limit, a column of the table; 0.010 to 10 percent nonconforming, or 0.010 to 1000
            nonconformities per 100 items.
        level: ``S-1`` to ``S-4``, ``I``, ``II``, ``III``.
        severity: ``normal``, ``tightened`` or ``reduced``.
        sampling: ``single``, ``double`` or ``multiple``.

    Returns:
        The plan with its letter and the way to it.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``; for ISO 2859-1:1999 double and multiple sampling.
        NotACountError: ``spc.sampling.not-a-count``.
        LotTooSmallError: ``spc.sampling.lot-too-small``.
        UnknownOptionError: ``spc.sampling.unknown-option``; level, severity or sampling.
        AqlOutsideTableError: ``spc.sampling.aql-outside-table``.

    Source:
        MIL-STD-105E tables I to IV-C, carried by ANSI/ASQ Z1.4-2003; ISO 2859-1:1999 tables 1, 2-A, 2-B, 2-C,
        identical in GB/T 2828.1-2012.
    """
    tables = _tables(scheme, severity, sampling)
    letters = scheme.code_letters if isinstance(scheme, SuppliedTables) else ATTRIBUTES_LETTERS
    checked_aql(aql, tables[sampling].aqls)
    letter = letters.letter(lot_size, level)
    found = resolve(tables, sampling, letter, aql)
    inspect_all = found.plan.total_sample_size >= lot_size
    if inspect_all and found.sampling != "single" and "single" in tables:
        found = resolve(tables, "single", letter, aql)
    return SelectedPlan(
        scheme=scheme.scheme if isinstance(scheme, SuppliedTables) else scheme,
        severity=severity,
        lot_size=int(lot_size),
        aql=float(aql),
        code_letter=letter,
        plan_letter=found.letter,
        sampling=found.sampling,
        path=found.path,
        plan=found.plan,
        inspect_all=inspect_all,
        reason=_reason(found, letter, severity, int(lot_size), inspect_all=inspect_all),
    )


def master_cell(
    scheme: Scheme | SuppliedTables, letter: str, aql: float, severity: str = "normal", sampling: str = "single"
) -> MasterCell:
    """
    Give a cell of a master table as it is printed, arrows and asterisks included.

    Args:
        scheme: A standard in one edition, or tables a site supplied.
        letter: Code letter of the row; ``S`` exists in tightened tables.
        aql: Acceptance quality limit of the column.
        severity: ``normal``, ``tightened`` or ``reduced``.
        sampling: ``single``, ``double`` or ``multiple``.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``.
        UnknownOptionError: ``spc.sampling.unknown-option``; letter, severity or sampling.
        AqlOutsideTableError: ``spc.sampling.aql-outside-table``.

    Source:
        As ``attributes_plan``.
    """
    return _tables(scheme, severity, sampling)[sampling].cell(letter, aql)


def preferred_aqls(scheme: Scheme | SuppliedTables) -> tuple[float, ...]:
    """
    List the acceptance quality limits that have a column, ascending.

    Args:
        scheme: A standard in one edition, or tables a site supplied.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``.

    Source:
        ISO 2859-1:1999 and MIL-STD-105E, headings of tables 2 and II.
    """
    if isinstance(scheme, SuppliedTables):
        return scheme.aqls
    check_scheme(scheme, ATTRIBUTES)
    return PREFERRED_AQLS


def _tables(scheme: Scheme | SuppliedTables, severity: str, sampling: str) -> Mapping[str, MasterTable]:
    if not isinstance(scheme, SuppliedTables):
        check_scheme(scheme, ATTRIBUTES)
    checked_option(severity, "severity", SEVERITIES)
    checked_option(sampling, "sampling", SAMPLINGS)
    tables = (
        scheme.tables.get(severity, {}) if isinstance(scheme, SuppliedTables) else attributes_tables(scheme, severity)
    )
    if sampling in tables:
        return tables
    named = scheme.scheme if isinstance(scheme, SuppliedTables) else scheme
    where = "in the supplied file" if isinstance(scheme, SuppliedTables) else "here: no open source gives it"
    raise TableNotAvailableError(
        f"the {sampling} sampling table of {named.standard} {named.edition} for {severity} inspection is not {where}",
        location=DataLocation("$.sampling"),
        hint=SUPPLY,
    )


def _reason(found: Resolution, start: str, severity: str, lot_size: int, *, inspect_all: bool) -> str:
    followed = f", followed {', '.join(found.path)} to {found.letter}" if found.path else ""
    whole = f"; that is the whole lot of {lot_size}: inspect every item" if inspect_all else ""
    return f"code letter {start}, {severity} inspection{followed}: {found.sampling} plan {found.plan}{whole}"
