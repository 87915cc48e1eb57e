"""Inspection standards, from their forms."""

from engine.packs.header import Context
from engine.packs.inspection_form import InspectionForm
from engine.packs.pack import InspectionStandard
from engine.packs.read import Placed


def inspection_standard(placed: Placed, context: Context) -> InspectionStandard | None:
    """Compile an inspection standard."""
    form = placed.form
    if not isinstance(form, InspectionForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, _ = context.header(placed, form)
    if len(context.faults) > before:
        return None
    return InspectionStandard(header=header, form=form, otherwise=form.otherwise)
