"""Metrics of scorecards, from their forms: rows of one register, counted as they say, from evidence."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from msgspec import UNSET

from core.errors import LotgateError
from core.words import Localized, say
from engine.expressions.check import Environment
from engine.expressions.compatibility import apart, bare
from engine.expressions.compatibility import plain as without_none
from engine.expressions.expression import Expression
from engine.expressions.tree import Expr, Has, Name, Select, walk
from engine.model.errors import UnitError
from engine.model.supplier_lots import Delivery, SupplierLot
from engine.model.supplier_oversight import SupplierAudit, SupplierChange
from engine.model.types import DATE, INT, QUANTITY, TEXT, Basic, CodeOf, ListOf, RecordOf, Type, type_words
from engine.model.units import dimension
from engine.packs.errors import ScorecardEvidenceError, ScorecardRowsError, ScorecardValueError
from engine.packs.header import Context
from engine.packs.read import Placed
from engine.packs.score_functions import score_function
from engine.packs.scorecard_form import MetricForm, ScorecardForm
from engine.packs.scoring import Metric

PERCENT = "%"
ROWS, PERIOD, FINDING = "rows", "period", "finding"
# What an ERP or a supplier says of itself. Quantities, inspections and the day that was asked for are evidence.
ASSERTED = {
    (SupplierLot, "decision"): say(
        "count `quantity_accepted`, `quantity_concession`, `quantity_rejected`: what was let through under a "
        "concession is not accepted",
        "请用 `quantity_accepted`、`quantity_concession`、`quantity_rejected` 计数：让步接收不算合格接收",
    ),
    (Delivery, "confirmed_on"): say(
        "compare with `requested_on`: the supplier confirms the day that suits it",
        "请与 `requested_on` 比较：确认到货日由供方自行确定",
    ),
    (Delivery, "documents_complete"): say(
        "compare `documents_required` with `documents_received`",
        "请比较 `documents_required` 与 `documents_received`",
    ),
}
# The field that says of which process a row is.
PROCESS = {SupplierLot: "process", SupplierAudit: "scope", SupplierChange: "processes"}
ONE_REGISTER = say(
    "the rows of a metric are one register of the supplier, under a name for the row",
    "指标的行须为供方的一个台账，并给行起一个名称",
)
ROWS_HINT = say("write `rows: {form}`", "请写作 `rows: {form}`", form="{received: supplier.lots}")
ONLY_ITS_ROWS = say(
    "a metric reads its own rows and no other register: every row that counts is listed",
    "指标只读取自身的行，不读取其他台账：计入的每一行都会列出",
)
ONE_OF_TWO = say("a metric has either `value` or `good`", "指标须写 `value` 或 `good` 之一")
SAY_RESUBMITTED = say(
    "a lot that was rejected and presented again would count twice: `where` says whether `resubmitted` counts",
    "拒收后再次提交的批会被重复计数：须在 `where` 中写明 `resubmitted` 是否计入",
)


class Scope(NamedTuple):
    """A provision and the metric in it that is compiled."""

    placed: Placed
    name: str
    supplier: str


def metric(scope: Scope, form: MetricForm, context: Context, names: Environment) -> Metric | None:
    """
    Compile a metric.

    Args:
        scope: The provision and the metric's name, and the name that is bound to the supplier.
        form: The metric's form.
        context: Where faults go.
        names: What its expressions can read besides its rows.
    """
    function = score_function(scope.placed, scope.name, form.score, context)
    found = _rows(scope, form, context, names)
    if found is None:
        return None
    variable, rows, entity = found
    row = {**names, variable: RecordOf(entity)}
    dated = _of_type(context, context.expression(form.dated, row, "value", None), DATE)
    where = context.expression(form.where, row, "where")
    by = _of_type(context, context.expression(form.by, row, "value", None), TEXT)
    value = context.expression(form.value, {**names, ROWS: ListOf(RecordOf(entity))}, "value", None)
    good = context.expression(form.good, row, "require")
    if (form.value is UNSET) is (form.good is UNSET):
        place = scope.placed.place("metrics", scope.name)
        context.faults.append(ScorecardValueError(ONE_OF_TWO, location=place))
    said = [one for one in (dated, where, by, value, good) if one is not None]
    context.faults += (fault for one in said for fault in _evidence_faults(one))
    if entity is SupplierLot and (value or good) is not None and not any(_reads_resubmitted(one) for one in said):
        context.faults.append(_at(scope, "rows", SAY_RESUBMITTED))
    unit = _unit(scope, form, value, context)
    placed = scope.placed.form
    if (
        function is None
        or dated is None
        or (value or good) is None
        or unit is None
        or not isinstance(placed, ScorecardForm)
    ):
        return None
    return Metric(
        name=scope.name,
        title=form.title,
        variable=variable,
        rows=rows,
        dated=dated,
        where=where,
        by=by,
        minimum=placed.minimum if form.minimum is UNSET else form.minimum,
        value=value,
        good=good,
        unit=unit,
        score=function,
        weight=placed.weights.get(scope.name, 0),  # type: ignore[arg-type]  # none is a fault, and recorded
        process=PROCESS.get(entity) if placed.processes else None,
    )


def _at(scope: Scope, key: str, message: Localized, hint: Localized | None = None) -> LotgateError:
    return ScorecardRowsError(message, location=scope.placed.place("metrics", scope.name, key), hint=hint)


def _rows(
    scope: Scope, form: MetricForm, context: Context, names: Environment
) -> tuple[str, Expression, type[msgspec.Struct]] | None:
    """Compile the rows: a field of the supplier that is a register of records, and nothing else."""
    if len(form.rows) != 1:
        context.faults.append(_at(scope, "rows", ONE_REGISTER, ROWS_HINT))
        return None
    variable, source = next(iter(form.rows.items()))
    if variable in {*names, ROWS, FINDING}:
        message = say("`{name}` already has a meaning", "`{name}` 已有含义", name=variable)
        context.faults.append(_at(scope, "rows", message))
    rows = context.expression(source, names, "value", None)
    if rows is None:
        return None
    match rows.tree, rows.type:
        case Select(of=Name(name=of)), ListOf(item=RecordOf(entity=entity), register=True) if of == scope.supplier:
            return variable, rows, entity
    context.faults.append(_at(scope, "rows", ONE_REGISTER, ROWS_HINT))
    return None


def _of_type(context: Context, found: Expression | None, wanted: Type) -> Expression | None:
    """Refuse what is of another type than a row's day or name."""
    if found is None or bare(found.type) == wanted or (wanted == TEXT and isinstance(bare(found.type), CodeOf)):
        return found
    asked = {"wanted": type_words(wanted), "type": type_words(found.type)}
    message = say("{wanted} is asked for, and this is {type}", "此处应为{wanted}，而此为{type}", **asked)
    context.faults.append(ScorecardRowsError(message, location=found.source.location()))
    return None


def _evidence_faults(expression: Expression) -> Iterator[LotgateError]:
    """Find what is no evidence, and registers other than the metric's own rows."""
    for node in walk(expression.tree):
        if not isinstance(node, Select | Has):
            continue
        place = expression.source.location(node.span[0])
        hint = ASSERTED.get((_entity(expression, node.of), node.field))  # type: ignore[arg-type]  # none is no key
        if hint is not None:
            message = say("`{field}` is not evidence", "`{field}` 不构成证据", field=node.field)
            yield ScorecardEvidenceError(message, location=place, hint=hint)
        found = expression.types.get(id(node))
        if isinstance(found, ListOf) and found.register:
            yield ScorecardRowsError(ONLY_ITS_ROWS, location=place)


def _entity(expression: Expression, node: Expr) -> type[msgspec.Struct] | None:
    found = expression.types.get(id(node))
    found = None if found is None else without_none(found)
    return found.entity if isinstance(found, RecordOf) else None


def _reads_resubmitted(expression: Expression) -> bool:
    return any(
        isinstance(node, Select) and node.field == "resubmitted" and _entity(expression, node.of) is SupplierLot
        for node in walk(expression.tree)
    )


def _unit(scope: Scope, form: MetricForm, value: Expression | None, context: Context) -> str | None:
    """Give the unit that values and points are in; a value is a whole number or a quantity, a share is in percent."""
    kind = Basic("quantity", PERCENT) if value is None else without_none(value.type)

    def record(message: Localized, hint: Localized | None = None, *, at: str = "unit") -> None:
        place = (
            value.source.location()
            if at == "value" and value is not None
            else scope.placed.place("metrics", scope.name, at)
        )
        context.faults.append(ScorecardValueError(message, location=place, hint=hint))

    if bare(kind) not in {INT, QUANTITY} or not isinstance(kind, Basic):
        message = say(
            "a value is a whole number or a quantity, and this is {type}",
            "指标值应为整数或量，而此为{type}",
            type=type_words(kind),
        )
        hint = say("such as `{form}`", "例如 `{form}`", form="percent(rows.filter(row, …).size(), rows.size())")
        record(message, hint, at="value")
        return None
    own = "1" if kind == INT else kind.unit
    if form.unit is UNSET:
        if own is None:
            record(say("a quantity has a unit: say `unit`", "量须有单位：请写 `unit`"), at="value")
        return own
    try:
        dimension(form.unit)
    except UnitError as exc:
        record(exc.words, exc.hint_words)
        return None
    if own is not None and apart(Basic("quantity", own), Basic("quantity", form.unit)):
        message = say(
            "the value is in `{own}`, which does not measure the same as `{unit}`",
            "指标值以 `{own}` 计，与 `{unit}` 的量纲不同",
            own=own,
            unit=form.unit,
        )
        record(message)
        return None
    return form.unit
