"""Forms to checked provisions, kind by kind; those with a fault are left out, and the fault is recorded."""

import functools

from msgspec import UNSET

from core.documents.source_text import SourceText
from core.documents.tree import Origin, Scalar
from core.locations import Location
from core.words import Localized, say
from engine.expressions.errors import ExpressionTypeError
from engine.expressions.expression import Expression, check_expression
from engine.model.codes import RecordType
from engine.model.record_documents import RecordDocument
from engine.model.signature import Signature
from engine.model.types import DATE, TEXT, ListOf, Nullable, RecordOf, Type
from engine.packs.errors import ExcuseError, SchemaError
from engine.packs.forms import ExcuseForm, RecordForm, RequirementForm, RetentionForm, SignatureForm
from engine.packs.header import Context, known_of
from engine.packs.names import NAMES
from engine.packs.pack import Each, Excuse, RecordFormat, Requirement, Retention, SignatureRule
from engine.packs.read import Placed
from engine.packs.record_schema import compile_schema

RECORD = RecordOf(RecordDocument)
SIGNER = RecordOf(Signature)
NO_PERSONS = say("a list of persons is asked for", "此处应为人员列表")
INSTRUMENTS = {"concession": "让步接收", "justification": "理由说明"}
EACH_RECORD = say(
    "a record format judges each `record` of its type, and no other list",
    "记录格式逐一判定该类别的每份 `record`，不判定其他列表",
)
NO_RECORD = say("`none` must say what it means that there is no such record", "`none` 须说明没有此类记录意味着什么")


def requirement(placed: Placed, context: Context) -> Requirement | None:
    """Compile what must hold before an act."""
    form = placed.form
    if not isinstance(form, RequirementForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    require = context.expression(form.require, environment, "require")
    known = known_of(header, require)
    message_en = context.message(form.message.en, environment, known)
    message_zh = context.message(form.message.zh, environment, known)
    excused_by = _excuses(placed, form, context)
    if len(context.faults) > before or require is None or message_en is None or message_zh is None:
        return None
    return Requirement(
        header=header,
        require=require,
        otherwise=form.otherwise,
        message_en=message_en,
        message_zh=message_zh,
        excused_by=excused_by,
    )


def _excuses(placed: Placed, form: RequirementForm, context: Context) -> tuple[Excuse, ...]:
    excuses: list[Excuse] = []
    for index, said in enumerate(form.excused_by):
        place = placed.place("excused_by", index)
        name = said.instrument if isinstance(said, ExcuseForm) else said
        cites = said.cites if isinstance(said, ExcuseForm) else []
        if not cites and form.authority == "law":
            hint = say("write {form}", "请写作{form}", form=f"`{{instrument: {name}, cites: [{{source: …, at: …}}]}}`")
            message = say(
                "`{id}` is law: the clause that permits a {name} is cited",
                "`{id}` 属法规要求，须引用允许{name}的条文",
                id=form.id,
                name=Localized(en=name, zh=INSTRUMENTS[name]),
            )
            context.faults.append(ExcuseError(message, location=place, hint=hint))
        if name in {one.instrument for one in excuses}:
            context.faults.append(_named_twice(name, place))
        cited = [context.citation(cite, placed.pack, place) for cite in cites]
        excuses.append(Excuse(instrument=name, cites=tuple(one for one in cited if one is not None)))
    return tuple(excuses)


def _named_twice(name: str, place: Location) -> ExcuseError:
    return ExcuseError(say("`{name}` is named twice", "`{name}` 出现两次", name=name), location=place)


def retention(placed: Placed, context: Context) -> Retention | None:
    """Compile how long records are kept; ``record`` is each record of the types that it names."""
    form = placed.form
    if not isinstance(form, RetentionForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    scope = None if environment is None else {**environment, "record": RECORD}
    keep_until = context.expression(form.keep_until, scope, "value", DATE)
    keep_at_least = context.expression(form.keep_at_least, scope, "value", DATE)
    if header.each is not None:
        context.incomplete(placed, "each", say("retention is not judged item by item", "保存期限不逐项判定"))
    if len(context.faults) > before or keep_until is None:
        return None
    return Retention(
        header=header,
        of=form.of,
        record_types=tuple(map(str, form.record_types)),
        keep_until=keep_until,
        keep_at_least=keep_at_least,
    )


def record_format(placed: Placed, context: Context) -> RecordFormat | None:
    """Compile the format that records of one type have; each of them is an item."""
    form = placed.form
    if not isinstance(form, RecordForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    if form.each is not UNSET:
        context.incomplete(placed, "each", EACH_RECORD)
    if form.none is UNSET:
        context.incomplete(placed, "id", NO_RECORD)
    none = "violated" if form.none is UNSET else form.none
    where = context.expression(form.where, {**context.names, "record": RECORD}, "where")
    each = Each(variable="record", over=records_of(str(form.record_type)), where=where, none=none)
    header, _ = context.header(placed, form, each)
    schema = compile_schema(form.schema.plain())
    if isinstance(schema, list):
        for fault in schema:
            place = placed.place("schema", *fault.path)
            context.faults.append(SchemaError(fault.message, location=place, hint=fault.hint))
        return None
    if len(context.faults) > before:
        return None
    languages = tuple(form.languages)
    return RecordFormat(
        header=header, record_type=str(form.record_type), schema=schema, languages=languages, otherwise=form.otherwise
    )


def _lists_persons(found: Type) -> bool:
    """Persons are named by text, or by records of the dossier."""
    held = found.of if isinstance(found, Nullable) else found
    item = held.item if isinstance(held, ListOf) else None
    item = item.of if isinstance(item, Nullable) else item
    return item == TEXT or isinstance(item, RecordOf)


@functools.cache
def records_of(record_type: str) -> Expression:
    """Give the list of the records of one type, as an expression."""
    code = RecordType(record_type)  # type: ignore[call-arg]  # an enum looks its member up by value
    text = f'lot.documents.filter(document, document.record_type == "{code}")'
    source = SourceText(text, Scalar(text, "quoted"), Origin(None, text, has_lines=False), "$")
    compiled = check_expression(source, NAMES, "value")
    if not isinstance(compiled, Expression):  # pragma: no cover  # the dictionary has these fields
        raise TypeError(record_type)
    return compiled


def signature_rule(placed: Placed, context: Context) -> SignatureRule | None:
    """Compile who signs an act; ``signer`` is each signature under it."""
    form = placed.form
    if not isinstance(form, SignatureForm):  # pragma: no cover  # asked only of this kind
        return None
    before = len(context.faults)
    header, environment = context.header(placed, form)
    if header.each is not None:
        context.incomplete(placed, "each", say("signatures are not judged item by item", "签名不逐项判定"))
    scope = None if environment is None else {**environment, "signer": SIGNER}
    who = context.expression(form.who, scope, "where")
    distinct_from = context.expression(form.distinct_from, environment, "value", None)
    if distinct_from is not None and not _lists_persons(distinct_from.type):
        context.faults.append(ExpressionTypeError(NO_PERSONS, location=distinct_from.source.location()))
    if len(context.faults) > before or who is None:
        return None
    return SignatureRule(
        header=header,
        who=who,
        count=form.count,
        distinct_from=distinct_from,
        meaning=form.meaning,
        otherwise=form.otherwise,
    )
