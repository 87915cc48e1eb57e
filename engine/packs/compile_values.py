"""Parameters and extra fields, from their forms: dated values that follow each other, of one type and unit."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET, UnsetType

from core.documents.scalars import Refusal
from core.documents.tree import Mapping as MappingNode
from core.documents.tree import Node
from core.documents.written import Written, plain_value
from core.errors import LotgateError
from core.words import say
from engine.model.fields import Localized
from engine.packs.attributes import Attribute, Attributes
from engine.packs.days import ONE, Days
from engine.packs.errors import ParameterGapError, ParameterOverlapError, ParameterTypeError
from engine.packs.parameters import DatedValue, Parameter, Parameters
from engine.packs.read import Placed
from engine.packs.typed import TypedField, record_of, typed
from engine.packs.value_forms import DatedValueForm, FieldForm, ParameterForm

NUMERIC = frozenset({"int", "quantity"})
NO_UNIT = say("a quantity has a unit", "量须有单位")
UNIT_HINT = say("say `unit:`", "请写 `unit:`")
REVERSED = say("the value ends before it begins", "该值的结束早于开始")
NO_GAP = say("a value without `until` leaves no gap to give a reason for", "没有 `until` 的值不留空档，无须说明原因")
ENTITIES = ("lot", "product", "supplier", "step")


def parameters_of(placed: Iterable[Placed], faults: list[LotgateError]) -> Parameters:
    """Compile the parameters of a pack and its parents."""
    held = tuple(_parameter(one, one.form, faults) for one in placed if isinstance(one.form, ParameterForm))
    fields = {one.field.name: one.field for one in held}
    return Parameters(entity=record_of("Parameters", fields), held=held)


def attributes_of(placed: Iterable[Placed], faults: list[LotgateError]) -> Attributes:
    """Compile the extra fields of a pack and its parents."""
    held: dict[str, dict[str, Attribute]] = {on: {} for on in ENTITIES}
    for one in placed:
        if isinstance(one.form, FieldForm):
            held[one.form.on][one.form.name] = _attribute(one, one.form, faults)
    entities = {
        on: record_of(f"{on.capitalize()}Attributes", {name: one.field for name, one in fields.items()})
        for on, fields in held.items()
    }
    return Attributes(entities=entities, held=held)


def _parameter(placed: Placed, said: ParameterForm, faults: list[LotgateError]) -> Parameter:
    is_table = isinstance(said.values[0].value.node, MappingNode) and not _is_quantity(said, said.values[0].value)
    title = Localized(en=said.name, zh=said.name) if said.title is UNSET else said.title
    unit = _unit(placed, said.type, said.unit, faults)
    field = TypedField(name=said.name, type=said.type, unit=unit, title=title, is_table=is_table)
    order = sorted(range(len(said.values)), key=lambda index: said.values[index].from_)
    values: list[DatedValue] = []
    for position, index in enumerate(order):
        dated = said.values[index]
        follower = said.values[order[position + 1]] if position + 1 < len(order) else None
        faults += _sequence_faults(placed, index, dated, follower)
        end = dated.until if isinstance(dated.until, dt.date) else None
        if end is None and follower is not None and follower.from_ > dated.from_:
            end = follower.from_ - ONE
        value = _value(dated.value, field, faults)
        values.append(DatedValue(days=Days(dated.from_, end), value=value))
    return Parameter(field=field, values=tuple(values), days=placed.days)


def _is_quantity(said: ParameterForm, written: Written) -> bool:
    """Tell a quantity that says its unit itself from a table of quantities."""
    value = written.plain()
    return said.type == "quantity" and isinstance(value, dict) and set(value) == {"value", "unit"}


def _unit(placed: Placed, kind: str, unit: str | UnsetType, faults: list[LotgateError]) -> str | None:
    said = None if unit is UNSET else unit
    if kind == "quantity" and said is None:
        faults.append(ParameterTypeError(NO_UNIT, location=placed.place("type"), hint=UNIT_HINT))
    if kind not in NUMERIC and said is not None:
        faults.append(
            ParameterTypeError(
                say("`{type}` has no unit", "`{type}` 没有单位", type=kind), location=placed.place("unit")
            )
        )
    return said


def _sequence_faults(
    placed: Placed, index: int, dated: DatedValueForm, follower: DatedValueForm | None
) -> Iterator[LotgateError]:
    """Refuse values that hold on one day, and days on which none holds without a reason."""
    place = placed.place("values", index, "until" if isinstance(dated.until, dt.date) else "from")
    end = dated.until if isinstance(dated.until, dt.date) else None
    if end is not None and end < dated.from_:
        yield ParameterOverlapError(REVERSED, location=place)
    elif follower is not None and (follower.from_ == dated.from_ or (end is not None and follower.from_ <= end)):
        message = say(
            "another value begins on {day}, while this one holds", "此值有效期间，另一值于{day}开始", day=follower.from_
        )
        yield ParameterOverlapError(message, location=place)
    elif end is not None and (follower is None or follower.from_ - end > ONE) and dated.because is UNSET:
        hint = say("say `because: <text>`, or give the value that follows", "请写 `because: <文本>`，或给出接续的值")
        yield ParameterGapError(
            say("no value holds on the day after {day}, and nobody says why", "{day}次日没有值，且未说明原因", day=end),
            location=place,
            hint=hint,
        )
    elif end is None and dated.because is not UNSET:
        yield ParameterGapError(NO_GAP, location=place)


def _value(written: Written, field: TypedField, faults: list[LotgateError]) -> object:
    refused: list[LotgateError] = []

    def refuse(node: Node, path: str, refusal: Refusal) -> None:
        place = Written(node, written.origin, path).location()
        refused.append(ParameterTypeError(refusal.message, location=place, hint=refusal.hint))

    plain = plain_value(written.node, written.path, refuse)
    faults += refused
    if refused:
        return None
    if not field.is_table:
        return _typed(plain, written, written.node, field, faults)
    if not isinstance(written.node, MappingNode) or not isinstance(plain, dict) or not plain:
        message = say("the first value is a table, and this is none", "首个值是表，此值不是")
        faults.append(ParameterTypeError(message, location=written.location()))
        return None
    return {key.text: _typed(plain[key.text], written, item, field, faults) for key, item in written.node.entries}


def _typed(plain: object, written: Written, node: Node, field: TypedField, faults: list[LotgateError]) -> object:
    try:
        return typed(plain, field)  # type: ignore[arg-type]  # what `Any` reads is plain
    except Refusal as refusal:
        place = Written(node, written.origin, written.path).location()
        faults.append(ParameterTypeError(refusal.message, location=place, hint=refusal.hint))
        return None


def _attribute(placed: Placed, said: FieldForm, faults: list[LotgateError]) -> Attribute:
    if said.choices is not UNSET and said.type != "text":
        message = say("`choices` are of text, and this is {type}", "`choices` 用于文本，而此为{type}", type=said.type)
        faults.append(ParameterTypeError(message, location=placed.place("choices")))
    for key, limit in (("min", said.min), ("max", said.max)):
        if limit is not UNSET and said.type not in NUMERIC:
            message = say(
                "`{key}` is of numbers, and this is {type}", "`{key}` 用于数值，而此为{type}", key=key, type=said.type
            )
            faults.append(ParameterTypeError(message, location=placed.place(key)))
    least, most = _number(said.min), _number(said.max)
    if least is not None and most is not None and most < least:
        faults.append(ParameterTypeError(say("`max` is below `min`", "`max` 小于 `min`"), location=placed.place("max")))
    field = TypedField(
        name=said.name, type=said.type, unit=_unit(placed, said.type, said.unit, faults), title=said.title
    )
    choices: Sequence[str] = () if said.choices is UNSET else said.choices
    return Attribute(on=said.on, field=field, choices=tuple(choices), least=least, most=most)


def _number(value: Decimal | UnsetType) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
