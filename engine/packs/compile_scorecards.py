"""Scorecards, from their forms."""

from msgspec import UNSET

from core.canonical import digest
from core.words import say
from engine.expressions.check import Environment
from engine.model.supplier import Supplier
from engine.model.supplier_codes import RiskLevel
from engine.model.supplier_finding import SupplierFinding
from engine.model.types import RecordOf
from engine.model.values import Period
from engine.packs.compile_metrics import FINDING, PERIOD, ROWS, Scope, metric
from engine.packs.header import Context
from engine.packs.leaves import content
from engine.packs.pack import Scorecard
from engine.packs.read import Placed
from engine.packs.score_functions import grades_of, weights_of
from engine.packs.scorecard_form import ConditionForm, ConsequencesForm, ScorecardForm
from engine.packs.scoring import Condition, Metric, RiskRule, Scoring, Span

SUPPLIERS = say("a scorecard judges each supplier of a list of suppliers", "评分卡逐一评价供方列表中的每个供方")
WRITE_EACH = say("write `each: {form}`", "请写作 `each: {form}`", form="{supplier: suppliers}")
# The gravest first.
LEVELS = tuple(RiskLevel)


def scorecard(placed: Placed, context: Context) -> Scorecard | None:
    """Compile a scorecard."""
    form = placed.form
    if not isinstance(form, ScorecardForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    weights_of(placed, form.weights, form.metrics, context)
    grades = grades_of(placed, form.grades, context)
    supplier = _supplier(placed, form, context, environment)
    if environment is None or supplier is None:
        return None
    names = {**environment, PERIOD: RecordOf(Period)}
    metrics = _metrics(placed, form, context, names, supplier)
    named = {**names, FINDING: RecordOf(SupplierFinding)}
    risk = [RiskRule(level=one.level, condition=held) for one in form.risk if (held := _condition(one, context, named))]
    consequences = _consequences(form.consequences, context, named)
    if len(context.faults) > before or not context.knows_names:
        return None
    scoring = Scoring(
        version=context.versions[placed.pack],
        digest=digest(content(form)),
        processes=tuple(sorted(map(str, form.processes))),
        metrics=metrics,
        period=Span(int(form.period[1:-1]), form.period[-1]),  # type: ignore[arg-type]  # as its pattern says
        grades=grades,
        steady_within=None if form.trend is UNSET else form.trend.steady_within,
        risk=tuple(sorted(risk, key=lambda one: LEVELS.index(one.level))),
        consequences=consequences,
    )
    return Scorecard(header=header, scoring=scoring)


def _supplier(placed: Placed, form: ScorecardForm, context: Context, environment: Environment | None) -> str | None:
    """Give the name that is bound to each supplier."""
    if form.each is UNSET:
        context.incomplete(placed, "id", SUPPLIERS, WRITE_EACH)
        return None
    variable = next(iter(form.each), "")
    if environment is None or len(form.each) != 1:
        return None  # that is told with `each`
    if environment[variable] != RecordOf(Supplier):
        context.incomplete(placed, "each", SUPPLIERS, WRITE_EACH)
        return None
    if variable in {ROWS, PERIOD, FINDING}:
        context.incomplete(placed, "each", say("`{name}` already has a meaning", "`{name}` 已有含义", name=variable))
        return None
    return variable


def _metrics(
    placed: Placed, form: ScorecardForm, context: Context, names: Environment, supplier: str
) -> tuple[Metric, ...]:
    found = (metric(Scope(placed, name, supplier), one, context, names) for name, one in form.metrics.items())
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.name))


def _condition(form: ConditionForm, context: Context, names: Environment) -> Condition | None:
    when = context.expression(form.when, names, "where")
    return None if when is None else Condition(when=when, because=form.because)


def _consequences(form: ConsequencesForm, context: Context, names: Environment) -> dict[str, Condition]:
    said = {name: getattr(form, name) for name in form.__struct_fields__}
    found = {name: _condition(one, context, names) for name, one in said.items() if one is not UNSET}
    return {name: one for name, one in found.items() if one is not None}
