"""The kind that a later version judges: its expressions are checked where every name in them is known."""

from collections.abc import Iterator

from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.check import Environment
from engine.expressions.parse import parse
from engine.expressions.tree import names
from engine.packs.header import Context
from engine.packs.later_forms import ReactionForm
from engine.packs.pack import LaterProvision
from engine.packs.read import Placed


def later_provision(placed: Placed, context: Context) -> LaterProvision | None:
    """Read and check a provision that is not judged yet."""
    form = placed.form
    if not isinstance(form, ReactionForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    if environment is not None:
        for source in _expressions(form):
            _check(source, environment, context)
    if len(context.faults) > before:
        return None
    return LaterProvision(header=header, kind=placed.kind, otherwise="hold")


def _expressions(form: ReactionForm) -> Iterator[SourceText]:
    for event in form.when:
        yield from _said(event.where)
    for obligation in form.then:
        yield from _said(obligation.due)


def _said(source: SourceText | UnsetType) -> Iterator[SourceText]:
    if source is not UNSET:
        yield source


def _check(source: SourceText, environment: Environment, context: Context) -> None:
    """Check types where every name is known; what a later version binds can only be parsed."""
    try:
        read = names(parse(source))
    except LotgateError as fault:
        context.faults.append(fault)
        return
    if read <= set(environment):
        context.expression(source, environment, "message", None)
