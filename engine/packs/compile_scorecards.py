"""Scorecards, from their forms."""

from engine.packs.header import Context
from engine.packs.pack import Scorecard
from engine.packs.read import Placed
from engine.packs.scorecard_form import ScorecardForm


def scorecard(placed: Placed, context: Context) -> Scorecard | None:
    """Compile a scorecard."""
    form = placed.form
    if not isinstance(form, ScorecardForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, _ = context.header(placed, form)
    if len(context.faults) > before:
        return None
    return Scorecard(header=header, form=form)
