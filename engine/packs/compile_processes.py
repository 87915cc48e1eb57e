"""SPC thresholds and monitored limits, from their forms."""

from engine.packs.header import Context
from engine.packs.pack import ProcessControl
from engine.packs.process_form import ProcessForm
from engine.packs.read import Placed


def process_control(placed: Placed, context: Context) -> ProcessControl | None:
    """Compile what a series must show."""
    form = placed.form
    if not isinstance(form, ProcessForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, _ = context.header(placed, form)
    if len(context.faults) > before:
        return None
    return ProcessControl(header=header, form=form, otherwise=form.otherwise)
