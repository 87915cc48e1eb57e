"""From a lot size and an acceptance quality limit to the variables plan of Z1.9."""

import msgspec

from spc_kernels.sampling.arguments import checked_aql, checked_option
from spc_kernels.sampling.code_letters import code_letter
from spc_kernels.sampling.estimates import acceptability_constant_of
from spc_kernels.sampling.plans import SIGMAS, VariablesPlan
from spc_kernels.sampling.schemes import SEVERITIES, VARIABLES, Scheme, check_scheme
from spc_kernels.sampling.variables_tables import AQLS, VariablesCell, variables_cell


class SelectedVariablesPlan(msgspec.Struct, frozen=True):
    """
    A variables plan taken from a standard, with how it was found.

    Attributes:
        scheme: Standard and edition.
        severity: ``normal``, ``tightened`` or ``reduced``.
        lot_size: Items in the lot.
        aql: Acceptance quality limit, percent nonconforming.
        code_letter: Letter of the lot size and level.
        plan_letter: Letter whose plan is used, after the arrows.
        path: Arrows followed, ``B down``.
        plan: n, k, M.
        inspect_all: Whether n is the lot size or more, so that every item is measured.
        reason: All of it in words.
    """

    scheme: Scheme
    severity: str
    lot_size: int
    aql: float
    code_letter: str
    plan_letter: str
    path: tuple[str, ...]
    plan: VariablesPlan
    inspect_all: bool
    reason: str


def variables_plan(
    scheme: Scheme,
    lot_size: int,
    aql: float,
    level: str = "II",
    severity: str = "normal",
    sigma: str = "unknown",
) -> SelectedVariablesPlan:
    """
    Find the variables plan of a lot.

    Args:
        scheme: ``Z1_9_2003``.
        lot_size: Items in the lot, ``2`` to ``1e9``.
        aql: Acceptance quality limit, percent nonconforming: 0.10 to 10, a column of the table.
        level: ``S-3``, ``S-4``, ``I``, ``II``, ``III``.
        severity: ``normal``, ``tightened`` or ``reduced``.
        sigma: ``unknown`` (s method) or ``known`` (sigma method).

    Returns:
        The plan with its letter and the way to it.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``; ISO 3951 and MIL-STD-414 itself.
        NotACountError: ``spc.sampling.not-a-count``.
        LotTooSmallError: ``spc.sampling.lot-too-small``.
        UnknownOptionError: ``spc.sampling.unknown-option``; level, severity or sigma.
        AqlOutsideTableError: ``spc.sampling.aql-outside-table``.

    Numerics:
        M is the tabulated one. k is computed from M, so that forms 1 and 2 decide alike; the printed k of form 1
        differs from it in the second or third digit.

    Source:
        ANSI/ASQ Z1.9-2003 tables A-2, B-3, B-4, D-3, D-4.
    """
    check_scheme(scheme, VARIABLES)
    checked_option(severity, "severity", SEVERITIES)
    checked_option(sigma, "sigma", SIGMAS)
    checked_aql(aql, AQLS)
    letter = code_letter(scheme, lot_size, level)
    cell = variables_cell(letter, aql, severity, sigma)
    fraction = round(cell.maximum_percent / 100, 8)
    plan = VariablesPlan(
        sample_size=cell.sample_size,
        acceptability_constant=acceptability_constant_of(fraction, cell.sample_size, sigma),
        maximum_fraction=fraction,
        sigma=sigma,
    )
    return SelectedVariablesPlan(
        scheme=scheme,
        severity=severity,
        lot_size=int(lot_size),
        aql=float(aql),
        code_letter=letter,
        plan_letter=cell.letter,
        path=cell.path,
        plan=plan,
        inspect_all=plan.sample_size >= lot_size,
        reason=_reason(plan, cell, letter, severity, int(lot_size)),
    )


def _reason(plan: VariablesPlan, cell: VariablesCell, start: str, severity: str, lot_size: int) -> str:
    followed = f", followed {', '.join(cell.path)} to {cell.letter}" if cell.path else ""
    whole = f"; n is not below the lot of {lot_size}: measure every item" if plan.sample_size >= lot_size else ""
    method = "s method" if plan.sigma == "unknown" else "sigma method"
    return (
        f"code letter {start}, {severity} inspection, {method}{followed}: n {plan.sample_size}, "
        f"k {plan.acceptability_constant:.4g}, M {100 * plan.maximum_fraction:.4g} %{whole}"
    )
