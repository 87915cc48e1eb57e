"""Inspection standards, from their forms."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.expressions.check import Environment
from engine.expressions.guards import certain
from engine.expressions.message import Message
from engine.model.characteristics import Characteristic
from engine.model.types import QUANTITY, ListOf, RecordOf
from engine.packs.compile_sampling import sampling_rule
from engine.packs.errors import ComparisonError, LimitRuleError
from engine.packs.header import Context
from engine.packs.inspection_form import GuardBandForm, InspectionForm, LimitsForm, RoundingForm
from engine.packs.inspection_standard import LimitRule, RoundingRule
from engine.packs.limit_pairs import CROSSED, are_crossed
from engine.packs.pack import Header, InspectionStandard
from engine.packs.read import Placed

STANDARDS = {"GB/T 8170": "gb_t_8170", "ASTM E29": "astm_e29", "USP": "usp"}
EACH_CHARACTERISTIC = say(
    "an inspection standard judges characteristics one by one: `each: {{c: product.characteristics}}`",
    "检验标准逐项判定特性：`each: {{c: product.characteristics}}`",
)
LIMITS_EMPTY = say("`limits` says no limit", "`limits` 未写任何限值")
LIMITS_HINT = say(
    "leave `limits` out: the limits of the specification always count", "请省略 `limits`：技术要求的限值始终有效"
)
NO_NOMINAL = say("a tolerance is taken from a `nominal` value", "公差须以 `nominal` 为基准")
NO_TOLERANCE = say(
    "`nominal` stands without `tolerance`, `plus` or `minus`", "`nominal` 未配 `tolerance`、`plus` 或 `minus`"
)
TOLERANCE_TWICE = say("`tolerance` is both `plus` and `minus`", "`tolerance` 已同时表示 `plus` 与 `minus`")
NOT_ROUNDED = say("what is compared as read has no interval", "全数值比较没有修约间隔")
NO_STANDARD = say("`rounded` says by which standard", "`rounded` 须写明所依据的标准")
STANDARD_HINT = say("`standard: GB/T 8170`, `ASTM E29` or `USP`", "`standard: GB/T 8170`、`ASTM E29` 或 `USP`")
NO_INTERVAL = say("an interval is above zero", "修约间隔须大于零")
NO_BAND = say("no guard band has no factor", "不设保护带时没有系数")
NO_FACTOR = say("a factor is above zero", "系数须大于零")


def inspection_standard(placed: Placed, context: Context) -> InspectionStandard | None:
    """Compile an inspection standard; each characteristic that it picks is an item."""
    form = placed.form
    if not isinstance(form, InspectionForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    _check_item(placed, header, context, environment)
    limits = _limits(placed, form.limits, context, environment)
    rounding = _rounding(placed, form.rounding, context)
    guard_factor = _guard_factor(placed, form.guard_band, context)
    sampling = sampling_rule(placed, form.sampling, context)
    message = _message(form, header, context, environment)
    if len(context.faults) > before:
        return None
    return InspectionStandard(
        header=header,
        stage=form.stage,
        method=None if form.method is UNSET else form.method,
        limits=limits,
        rounding=rounding,
        guard_factor=guard_factor,
        sampling=sampling,
        counts_suffice=form.results == "counts",
        otherwise=form.otherwise,
        message=message,
    )


def _check_item(placed: Placed, header: Header, context: Context, environment: Environment | None) -> None:
    """Refuse items that are no characteristics; where `each` itself has a fault, that is said already."""
    if header.each is None:
        if environment is not None and placed.form.each is UNSET:  # type: ignore[union-attr]  # an inspection form
            context.incomplete(placed, "id", EACH_CHARACTERISTIC)
        return
    if header.each.over.type != ListOf(RecordOf(Characteristic), register=True):
        context.incomplete(placed, "each", EACH_CHARACTERISTIC)


def _message(
    form: InspectionForm, header: Header, context: Context, environment: Environment | None
) -> tuple[Message, Message] | None:
    if form.message is UNSET:
        return None
    gates = [header.applies, None if header.each is None else header.each.where]
    known = [certain(gate.tree, value=True) for gate in gates if gate is not None]
    read = known[0].union(*known[1:]) if known else None
    texts = [context.message(text, environment, read) for text in (form.message.en, form.message.zh)]
    english, chinese = texts
    return None if english is None or chinese is None else (english, chinese)


def _limits(
    placed: Placed, form: LimitsForm | UnsetType, context: Context, environment: Environment | None
) -> LimitRule:
    if form is UNSET:
        return LimitRule()
    for key, message, hint in _misfits(form):
        context.faults.append(LimitRuleError(message, location=placed.place("limits", *key), hint=hint))
    names = ("min", "max", "above", "below", "nominal", "minus", "plus")
    held = {name: context.expression(getattr(form, name), environment, "value", QUANTITY) for name in names}
    if form.tolerance is not UNSET:
        held["minus"] = held["plus"] = context.expression(form.tolerance, environment, "value", QUANTITY)
    rule = LimitRule(**held)
    is_strict = form.above is not UNSET or form.below is not UNSET
    if are_crossed(rule.min or rule.above, rule.max or rule.below, strict=is_strict):
        context.faults.append(LimitRuleError(CROSSED, location=placed.place("limits")))
    return rule


def _misfits(form: LimitsForm) -> Iterator[tuple[tuple[str, ...], Localized, Localized | None]]:
    said = {name for name in form.__struct_fields__ if getattr(form, name) is not UNSET}
    if not said:
        yield (), LIMITS_EMPTY, LIMITS_HINT
    for one, other in (("min", "above"), ("max", "below")):
        if {one, other} <= said:
            message = say(
                "`{one}` and `{other}` limit the same side", "`{one}` 与 `{other}` 限制同一侧", one=one, other=other
            )
            yield (other,), message, None
    distances = said & {"tolerance", "plus", "minus"}
    if distances and "nominal" not in said:
        yield (min(distances),), NO_NOMINAL, None
    if "nominal" in said and not distances:
        yield ("nominal",), NO_TOLERANCE, None
    if "tolerance" in distances and len(distances) > 1:
        yield ("tolerance",), TOLERANCE_TWICE, None


def _rounding(placed: Placed, form: RoundingForm | UnsetType, context: Context) -> RoundingRule:
    if form is UNSET:
        return RoundingRule()

    def record(key: str, message: Localized, hint: Localized | None = None) -> None:
        context.faults.append(ComparisonError(message, location=placed.place("rounding", key), hint=hint))

    interval = None if form.interval is UNSET else form.interval
    if form.method == "full_value" and interval is not None:
        record("interval", NOT_ROUNDED)
    if form.method == "rounded" and form.standard is UNSET:
        record("method", NO_STANDARD, STANDARD_HINT)
    if interval is not None and interval <= 0:
        record("interval", NO_INTERVAL)
    standard = "GB/T 8170" if form.standard is UNSET else form.standard
    return RoundingRule(method=form.method, standard=STANDARDS[standard], interval=interval)  # type: ignore[arg-type]


def _guard_factor(placed: Placed, form: GuardBandForm | UnsetType, context: Context) -> Decimal | None:
    if form is UNSET:
        return None
    factor = None if form.factor is UNSET else form.factor
    if form.rule == "none":
        if factor is not None:
            context.faults.append(ComparisonError(NO_BAND, location=placed.place("guard_band", "factor")))
        return None
    if factor is not None and factor <= 0:
        context.faults.append(ComparisonError(NO_FACTOR, location=placed.place("guard_band", "factor")))
    return Decimal(1) if factor is None else factor
