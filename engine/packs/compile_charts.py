"""Control charts, their baselines and capability thresholds, from their forms; what no data can satisfy is refused."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from core.errors import LotgateError
from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.expressions.expression import Expression
from engine.model.errors import UnitError
from engine.model.types import NOTHING
from engine.model.units import conversion
from engine.packs.limit_pairs import CROSSED, are_crossed
from engine.packs.process_control import (
    COUNTED,
    MEANS,
    SHEWHART,
    ChartRule,
    FixedBaseline,
    StatedBaseline,
    known_signals,
    listed_signals,
)
from engine.packs.process_errors import BaselineError, CapabilityThresholdError, ProcessChartError
from engine.packs.process_form import BaselineForm, CapabilityForm, ChartForm, ProcessForm
from engine.packs.read import Placed

# The parameters that a chart needs and no other chart has.
OWN = {"ewma": ("weight", "limit"), "cusum": ("reference", "interval")}
WITHIN = frozenset({"cp", "cpk", "cpm"})
TWO_SIDED = frozenset({"cp", "cpm", "pp"})
SHARES = frozenset({"p", "np"})
SMALLEST_SUBGROUP = 2
ONE = "1"
NO_RULES = say(
    "run rules are of charts of single readings and of means; this chart is compared with its limits only",
    "判异准则用于单值图和均值图；此图只与其控制限比较",
)
NO_BASELINE = say("the limits of the chart come from nowhere", "控制限没有来源")
BASELINE_HINT = say(
    "say `subgroups` of the series' own prior period, or `center`, `sigma`, `unit` and `approved_by`",
    "请写数据系列自身基准期的 `subgroups`，或 `center`、`sigma`、`unit` 和 `approved_by`",
)
TWO_BASELINES = say(
    "the limits come from a prior period or are fixed, not both", "控制限取自基准期或为固定值，不得兼有"
)
NO_SIGMA = say("a fixed standard deviation lies above zero", "固定的标准差须大于零")
COUNTS = say("a chart of counts has no capability index of readings", "计数控制图没有计量过程能力指数")
PERFORMANCE = say("give a `chart`, or ask for `pp` or `ppk`", "请写 `chart`，或改用 `pp`、`ppk`")
NO_LIMITS = say("a capability without limits says nothing", "没有规格限的过程能力没有意义")
LIMITS_HINT = say(
    "give `lower` or `upper`, or leave both out for the limits of the product's characteristic",
    "请写 `lower` 或 `upper`；两者均省略时取产品特性的规格限",
)


def chart_of(placed: Placed, form: ProcessForm, faults: list[LotgateError]) -> ChartRule | None:
    """Compile a control chart with its run rules."""
    said = form.chart
    names = [form.signals] if isinstance(form.signals, str) else form.signals
    known = set(known_signals())
    for name in names:
        if name not in known:
            message = say("there is no run rule `{name}`", "没有判异准则 `{name}`", name=name)
            faults.append(ProcessChartError(message, location=placed.place("signals"), hint=did_you_mean(name, known)))
    if not isinstance(said, ChartForm):
        if names:
            faults.append(ProcessChartError(_orphan("signals"), location=placed.place("signals")))
        return None
    faults += _chart_faults(placed, said, has_rules=bool(names))
    return ChartRule(
        kind=said.kind,
        subgroup=None if said.subgroup is UNSET else said.subgroup,
        signals=listed_signals(form.signals) if all(name in known for name in names) else (),
        **{key: getattr(said, key) for key in sum(OWN.values(), ()) if getattr(said, key) is not UNSET},
    )


def _orphan(key: str) -> Localized:
    return say("`{key}` is of a chart, and none is asked for", "`{key}` 属于控制图，而此处没有控制图", key=key)


def _chart_faults(placed: Placed, said: ChartForm, *, has_rules: bool) -> Iterator[LotgateError]:
    size = None if said.subgroup is UNSET else said.subgroup
    if said.kind in MEANS and size is not None and size < SMALLEST_SUBGROUP:
        message = say(
            "the means of subgroups of {size} have no spread", "每组{size}个读数的均值图没有组内变差", size=size
        )
        hint = say("chart single readings as `individuals`", "单个读数请用 `individuals`")
        yield ProcessChartError(message, location=placed.place("chart", "subgroup"), hint=hint)
    if said.kind in {"individuals"} | COUNTED and size not in {None, 1}:
        message = say("`{kind}` charts single values", "`{kind}` 图用于单个数值", kind=said.kind)
        yield ProcessChartError(message, location=placed.place("chart", "subgroup"))
    if has_rules and said.kind not in SHEWHART | {"specified"}:
        yield ProcessChartError(NO_RULES, location=placed.place("signals"))
    for kind, keys in OWN.items():
        for key in keys:
            yield from _own_faults(placed, said, kind, key)


def _own_faults(placed: Placed, said: ChartForm, kind: str, key: str) -> Iterator[LotgateError]:
    value = getattr(said, key)
    if value is UNSET:
        if said.kind == kind:
            message = say("`{kind}` needs `{key}`", "`{kind}` 须写 `{key}`", kind=kind, key=key)
            yield ProcessChartError(message, location=placed.place("chart"))
        return
    place = placed.place("chart", key)
    if said.kind not in {kind, "specified"}:
        yield ProcessChartError(
            say("`{key}` is of `{kind}`", "`{key}` 属于 `{kind}`", key=key, kind=kind), location=place
        )
    if value <= 0 or (key == "weight" and value > 1):
        message = say("`{key}` is {value}, which no chart can have", "`{key}` 为{value}，不可能", key=key, value=value)
        yield ProcessChartError(message, location=place)


def baseline_of(placed: Placed, form: ProcessForm, faults: list[LotgateError]) -> FixedBaseline | StatedBaseline | None:
    """Compile where the limits of a chart come from."""
    said = form.baseline
    if not isinstance(said, BaselineForm):
        if isinstance(form.chart, ChartForm):
            faults.append(BaselineError(NO_BASELINE, location=placed.place("chart"), hint=BASELINE_HINT))
        return None
    if not isinstance(form.chart, ChartForm):
        faults.append(BaselineError(_orphan("baseline"), location=placed.place("baseline")))
    fixed = {key: getattr(said, key) for key in ("center", "sigma", "unit", "approved_by")}
    given = [key for key, value in fixed.items() if value is not UNSET]
    if said.subgroups is not UNSET:
        if given:
            faults.append(BaselineError(TWO_BASELINES, location=placed.place("baseline", given[0])))
        return StatedBaseline(said.subgroups)
    if len(given) < len(fixed):
        missing = next(key for key, value in fixed.items() if value is UNSET)
        message = say("a fixed baseline names its `{key}`", "固定的控制限须写明 `{key}`", key=missing)
        place = placed.place("baseline", *given[:1])
        faults.append(BaselineError(message if given else NO_BASELINE, location=place, hint=BASELINE_HINT))
        return None
    if fixed["sigma"] <= 0:
        faults.append(BaselineError(NO_SIGMA, location=placed.place("baseline", "sigma")))
    if isinstance(form.chart, ChartForm) and form.chart.kind in COUNTED:
        faults += _no_rate(placed, form.chart.kind, fixed["center"], fixed["unit"])
    return FixedBaseline(**fixed)


def _no_rate(placed: Placed, kind: str, center: Decimal, unit: str) -> Iterator[LotgateError]:
    """Refuse what is no rate of counts: a share lies between nothing and everything."""
    try:
        rate = conversion(unit, ONE).exact(center)
    except UnitError as error:
        yield BaselineError(error.words, location=placed.place("baseline", "unit"))
        return
    if rate <= 0 or (kind in SHARES and rate >= 1):
        stated = f"{center:f}" if unit == ONE else f"{center:f} {unit}"
        message = say(
            "`{kind}` has no centre at {stated}", "`{kind}` 图的中心线不可能为{stated}", kind=kind, stated=stated
        )
        yield BaselineError(message, location=placed.place("baseline", "center"))


def capability_faults(
    placed: Placed, form: ProcessForm, said: CapabilityForm, limits: tuple[Expression | None, Expression | None]
) -> Iterator[LotgateError]:
    """Find what no process could show."""

    def refused(key: str, message: Localized, hint: Localized | None = None) -> LotgateError:
        return CapabilityThresholdError(message, location=placed.place("capability", key), hint=hint)

    if said.min <= 0:
        yield refused(
            "min", say("an index of at least {value} asks nothing", "指数不低于{value}等于没有要求", value=said.min)
        )
    if said.lower_bound is not UNSET and not 0 < said.lower_bound < 1:
        message = say(
            "a confidence lies between 0 and 1, and this is {value}",
            "置信水平介于0和1之间，而此为{value}",
            value=said.lower_bound,
        )
        yield refused("lower_bound", message)
    if said.index in WITHIN and not isinstance(form.chart, ChartForm):
        message = say(
            "`{index}` is of a process in control, and no chart says that it is",
            "`{index}` 以过程受控为前提，而此处没有控制图",
            index=said.index,
        )
        yield refused("index", message, PERFORMANCE)
    if isinstance(form.chart, ChartForm) and form.chart.kind in COUNTED:
        yield refused("index", COUNTS)
    if are_crossed(*limits, strict=True):
        yield refused("lower", CROSSED)
    nulls = [one is not None and one.type == NOTHING for one in limits]
    sources = [said.lower is not UNSET, said.upper is not UNSET]
    if any(nulls) and not any(source and not null for source, null in zip(sources, nulls, strict=True)):
        yield refused("lower" if nulls[0] else "upper", NO_LIMITS, LIMITS_HINT)
    elif any(sources) and said.index in TWO_SIDED and (not all(sources) or any(nulls)):
        message = say("`{index}` has two limits", "`{index}` 须有两个规格限", index=said.index)
        yield refused("index", message, LIMITS_HINT)
