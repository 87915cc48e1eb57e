"""What series must show: control charts, capability and monitored limits, from their forms."""

from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from core.words import say
from engine.expressions.check import Environment
from engine.expressions.compatibility import bare
from engine.expressions.errors import ExpressionTypeError
from engine.expressions.expression import Expression
from engine.expressions.guards import Known, certain
from engine.expressions.message import Message
from engine.model.characteristics import Characteristic
from engine.model.parameters import ControlledParameter
from engine.model.steps import Step
from engine.model.types import NOTHING, QUANTITY, ListOf, RecordOf, type_words
from engine.packs.compile_charts import baseline_of, capability_faults, chart_of
from engine.packs.header import Context
from engine.packs.limit_pairs import CROSSED, are_crossed
from engine.packs.pack import Header, ProcessControl
from engine.packs.process_control import Bound, CapabilityRule, KineticMean, MonitorRule
from engine.packs.process_errors import MonitorError, ProcessItemError
from engine.packs.process_form import CapabilityForm, MonitorForm, ProcessForm
from engine.packs.read import Placed
from engine.packs.spans import span

# What `each` may bind, and what limits can read beside it.
STEP, CHARACTERISTIC = RecordOf(Step), RecordOf(Characteristic)
PARAMETER = RecordOf(ControlledParameter)
OTHER_ITEM = say(
    "`each` of a process provision runs over steps or over characteristics of the product",
    "过程条款的 `each` 只遍历工序或产品特性",
)
NAMED_TWICE = say("`each` already binds the characteristic", "`each` 已绑定特性")
NOTHING_ASKED = say("the provision asks nothing of a series", "本条款对数据系列没有任何要求")
ASK = say("say `chart`, `capability` or `monitor`", "请写 `chart`、`capability` 或 `monitor`")
NO_MONITOR = say("`monitor` gives no limit", "`monitor` 未给出任何限值")
NO_BOUND = say("an excursion is beyond a limit, and none is given", "超限时间须有对应的限值，此处未给出")
TWO_BOUNDS = say("of an inclusive and a strict limit on one side, one is given", "同侧的含等于与严格限值只写其一")
NO_ENERGY = say("an activation energy lies above zero", "活化能须大于零")


def process_control(placed: Placed, context: Context) -> ProcessControl | None:
    """Compile what series must show."""
    form = placed.form
    if not isinstance(form, ProcessForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    _check_item(placed, form, header, context)
    chart = chart_of(placed, form, context.faults)
    baseline = baseline_of(placed, form, context.faults)
    limits = _environment(environment, form)
    capability = _capability(placed, form, limits, context)
    monitor = _monitor(placed, form.monitor, limits, context)
    message = _message(form, header, environment, context)
    if len(context.faults) > before:
        return None
    return ProcessControl(
        header=header,
        characteristic=None if form.characteristic is UNSET else form.characteristic,
        data=form.data,
        series=form.series,
        every=span(form.every),
        chart=chart,
        baseline=baseline,
        capability=capability,
        monitor=monitor,
        validated=form.validation is not UNSET,
        otherwise=form.otherwise,
        message=message,
    )


def _check_item(placed: Placed, form: ProcessForm, header: Header, context: Context) -> None:
    each = header.each
    if each is not None and isinstance(each.over.type, ListOf):
        if each.over.type.item not in {STEP, CHARACTERISTIC}:
            context.faults.append(ProcessItemError(OTHER_ITEM, location=placed.place("each")))
        elif each.over.type.item == CHARACTERISTIC and form.characteristic is not UNSET:
            context.faults.append(ProcessItemError(NAMED_TWICE, location=placed.place("characteristic")))
    if all(one is UNSET for one in (form.chart, form.capability, form.monitor)):
        context.faults.append(ProcessItemError(NOTHING_ASKED, location=placed.place("id"), hint=ASK))


def _environment(environment: Environment | None, form: ProcessForm) -> Environment | None:
    """Give what limits can read: the product's characteristic, and the controlled parameter where there is one."""
    if environment is None:
        return None
    own = {"characteristic": CHARACTERISTIC}
    return {**own, **({} if form.data == "parameters" else {"parameter": PARAMETER}), **environment}


def _quantity(source: SourceText | UnsetType, environment: Environment | None, context: Context) -> Expression | None:
    """Compile a limit: a quantity, or null where there is none."""
    found = context.expression(source, environment, "value", None)
    if found is None or bare(found.type) in {QUANTITY, NOTHING}:
        return found
    message = say(
        "a quantity is asked for, and this is {type}", "此处应为量，而此为{type}", type=type_words(found.type)
    )
    context.faults.append(ExpressionTypeError(message, location=found.source.location()))
    return None


def _capability(
    placed: Placed, form: ProcessForm, environment: Environment | None, context: Context
) -> CapabilityRule | None:
    said = form.capability
    if not isinstance(said, CapabilityForm):
        return None
    lower, upper = (_quantity(one, environment, context) for one in (said.lower, said.upper))
    context.faults += capability_faults(placed, form, said, (lower, upper))
    confidence = None if said.lower_bound is UNSET else said.lower_bound
    return CapabilityRule(index=said.index, least=said.min, confidence=confidence, lower=lower, upper=upper)


def _monitor(
    placed: Placed, said: MonitorForm | UnsetType, environment: Environment | None, context: Context
) -> MonitorRule | None:
    if not isinstance(said, MonitorForm):
        return None
    written = {key: getattr(said, key) for key in ("min", "above", "max", "below")}
    given = [key for key, source in written.items() if source is not UNSET]
    found = {key: _quantity(written[key], environment, context) for key in given}
    if not given and said.kinetic_mean is UNSET:
        context.faults.append(MonitorError(NO_MONITOR, location=placed.place("monitor")))
    for one, other in (("min", "above"), ("max", "below")):
        if one in given and other in given:
            context.faults.append(MonitorError(TWO_BOUNDS, location=placed.place("monitor", other)))
    lower, upper = (found.get(one) or found.get(other) for one, other in (("min", "above"), ("max", "below")))
    if are_crossed(lower, upper, strict="above" in given or "below" in given):
        context.faults.append(MonitorError(CROSSED, location=placed.place("monitor")))
    longest = interval = kinetic = None
    if said.excursion is not UNSET:
        longest, interval = span(said.excursion.longest), span(said.excursion.interval)
        if not given:
            context.faults.append(MonitorError(NO_BOUND, location=placed.place("monitor", "excursion")))
    if said.kinetic_mean is not UNSET:
        kinetic = said.kinetic_mean
        if kinetic.activation_energy <= 0:
            place = placed.place("monitor", "kinetic_mean", "activation_energy")
            context.faults.append(MonitorError(NO_ENERGY, location=place))
    most = None if kinetic is None else _quantity(kinetic.max, environment, context)
    mean = None
    if kinetic is not None and most is not None:
        mean = KineticMean(activation_energy=kinetic.activation_energy, most=most)
    bounds = tuple(Bound(key=key, value=value) for key, value in found.items() if value is not None)
    return MonitorRule(bounds=bounds, longest=longest, interval=interval, kinetic_mean=mean)


def _message(
    form: ProcessForm, header: Header, environment: Environment | None, context: Context
) -> tuple[Message, Message] | None:
    """Compile the message of the pack: of what it shows, only what the gates read is certainly recorded."""
    if form.message is UNSET:
        return None
    where = None if header.each is None else header.each.where
    gates = [certain(gate.tree, value=True) for gate in (header.applies, where) if gate is not None]
    known: Known = frozenset().union(*gates)
    english = context.message(form.message.en, environment, known)
    chinese = context.message(form.message.zh, environment, known)
    return None if english is None or chinese is None else (english, chinese)
