"""The data dictionary as a page: every entity, field, code and rule, in either language."""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import inspect as form

from core.exact_types import bare
from engine.model.dictionary import Field, fields_of
from engine.model.dossier import Dossier
from engine.model.fields import Code, Localized
from engine.model.reading import BOOLEANS
from engine.model.registers import register_patterns
from engine.model.rules import AtMost, Balanced, Checked, Excluded, Ordered, Rule, Together, rules_of
from engine.model.types import Basic, CodeOf, ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.values import Period
from tools.error_reference import sentence

NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"
LONGEST_EXAMPLE = 40
PART = re.compile(r"[.\[]")
# Records that stand in many places are not called by the first of them.
SHARED = {
    Localized: (
        Localized(en="Text in both languages", zh="双语文本"),
        Localized(en="One text in English and in Chinese", zh="同一文本的英文和中文"),
    ),
    Period: (
        Localized(en="Period", zh="期间"),
        Localized(en="Days, both ends inclusive", zh="一段日期，首末日均含在内"),
    ),
}
ROOT = (
    Localized(en="Dossier", zh="卷宗"),
    Localized(
        en="Everything that one decision is made from",
        zh="本批及其产品、企业、人员、设备、供方，以及台账完整性声明",
    ),
)
TYPES = {
    "bool": "是/否",
    "int": "整数",
    "text": "文本",
    "date": "日期",
    "instant": "时刻（含时差）",
    "quantity": "量（数值与单位）",
    "nothing": "无",
    "uint": "无符号整数",
    "double": "浮点数",
    "bytes": "字节串",
    "timestamp": "时间戳",
    "duration": "时长",
    "dyn": "任意",
    "type": "类型",
    "series": "数据序列（浮点数）",
    "figures": "读数列表（十进制数）",
}
WORDS = {
    "en": {
        "heading": "Data dictionary",
        "intro": (
            "What a dossier holds, and what an expression of a pack reads. Every field may be left out unless it is "
            "marked *required*: what was not recorded is unknown, never false. `null` means recorded as none, and is "
            "allowed only where the type says so. A fault of the data (an identifier that refers to nothing, times out "
            "of order, a unit of another dimension, one of the rules below) does not stop a decision: it is named, and "
            "whatever depends on the values it is about is unknown.\n\n"
            "Beside `true` and `false` these are read as truth values: {true} and {false}. A register is complete "
            "only where a statement of coverage says so: {registers}. A statement names one of them, with the "
            "identifiers of the records that hold it; one in each record of a list, `lot.steps[*].equipment`; or every "
            "one in a record and below it, `product.*`.\n\n"
            "Notes: *required* must be there. *Past* is a time that cannot lie after the decision's instant, nor, in "
            "what belongs to the lot, before the lot's first day; *older* may lie before that day, with what is in it. "
            "*Classifies* says what the lot or product is, and comes from the approved record. → is an identifier, "
            "which an expression reads as the record that it refers to."
        ),
        "contents": "Entities",
        "colon": ": ",
        "between": ", ",
        "columns": "| field | type | title and meaning | example | notes |",
        "codes": "Codes",
        "code_columns": "| code | label | 中文 | also read |",
        "rules": "What must be true between them:",
        "register": "register of {item}",
        "list": "list of {item}",
        "map": "map of {item}",
        "nullable": "{of} (or `null`)",
        "at": "At `{path}`.",
        "required": "**required**",
        "occurred": "past",
        "older": "older",
        "classifies": "classifies",
        "refers": "→ `{to}`",
        "only": "register",
        "unit": "unit `{unit}`",
        "range": "{low} to {high}",
        "least": "at least {low}",
        "comma": "; ",
        "title": "{name}",
        "ordered": "{fields} follow each other in time",
        "at_most": "`{smaller}` is no more than `{larger}`",
        "less": "`{smaller}` is less than `{larger}`",
        "balanced": "{parts} add up to `{total}`",
        "excluded": "where `{when}` is `{equals}`, {fields} hold nothing",
        "together": "{fields} are of one length",
        "checked": "{fields} agree",
    },
    "zh": {
        "heading": "数据字典",
        "intro": (
            "卷宗包含的内容，也是规则包表达式可以读取的内容。除标注“必填”者外，字段均可省略："
            "未记录即为未知，绝不视为“否”。`null` 表示“记录为无”，仅在类型注明时允许。数据错误（编号没有对应记录、"
            "时间先后颠倒、单位所计量的量不同、违反下列规则等）不会中止判定：错误会被指出，依赖这些值的一切均为未知。\n\n"
            "除 `true` 与 `false` 外，以下文本也读作是/否：{true}；{false}。"
            "台账只有在完整性声明涵盖时才视为完整：{registers}。声明可以写明所在记录的编号而指其中一个，"
            "也可以指列表中每条记录的同名台账（`lot.steps[*].equipment`），或一条记录及其以下的全部台账（`product.*`）。\n\n"
            "说明栏：“必填”指必须填写。“已发生”指该时间不得晚于判定时刻；属于本批的，也不得早于本批首日。"
            "“可较早”指其本身及其中内容可早于本批首日。“分类”指说明本批或产品属性的事实，取自已批准的档案。"
            "→ 为编号，表达式读取时即为所引用的记录。"
        ),
        "contents": "实体",
        "colon": "：",
        "between": "、",
        "columns": "| 字段 | 类型 | 名称与含义 | 示例 | 说明 |",
        "codes": "代码表",
        "code_columns": "| 代码 | 含义 | English | 也读作此代码 |",
        "rules": "字段之间须满足：",
        "register": "台账：{item}",
        "list": "列表：{item}",
        "map": "对照表：{item}",
        "nullable": "{of}（可为 `null`）",
        "at": "位置：`{path}`。",
        "required": "**必填**",
        "occurred": "已发生",
        "older": "可较早",
        "classifies": "分类",
        "refers": "→ `{to}`",
        "only": "台账",
        "unit": "单位 `{unit}`",
        "range": "{low} 至 {high}",
        "least": "不小于 {low}",
        "comma": "；",
        "title": "{title} {name}",
        "ordered": "{fields} 按时间先后排列",
        "at_most": "`{smaller}` 不大于 `{larger}`",
        "less": "`{smaller}` 小于 `{larger}`",
        "balanced": "{parts} 之和等于 `{total}`",
        "excluded": "`{when}` 为 `{equals}` 时，{fields} 无内容",
        "together": "{fields} 长度一致",
        "checked": "{fields} 相符",
    },
}


class Where(msgspec.Struct, frozen=True):
    """Where an entity stands first in a dossier, and what is said of the field that holds it."""

    path: str
    title: Localized
    about: Localized


def dictionary_reference(language: str) -> str:
    """Write the data dictionary in one language."""
    words = WORDS[language]
    entities = dictionary_entities()
    intro = words["intro"].format(
        true=_listed((text for text, value in BOOLEANS.items() if value), language),
        false=_listed((text for text, value in BOOLEANS.items() if not value), language),
        registers=_listed(register_patterns(), language),
    )
    sections = [f"{NOTE}# {words['heading']}\n", f"{intro}\n", f"## {words['contents']}\n", _contents(language)]
    sections += [_entity(entity, where, language) for entity, where in entities.items()]
    sections.append(f"## {words['codes']}\n")
    sections += [_code(code, language) for code in _codes(entities)]
    return "\n".join(sections)


def _contents(language: str) -> str:
    """List the entities by the part of the dossier that they stand in first."""
    words = WORDS[language]
    parts: dict[str, list[str]] = {}
    for entity, where in dictionary_entities().items():
        link = f"[{_heading(entity, where, language)}](#{_anchor(entity, where, language)})"
        parts.setdefault(PART.split(where.path)[0], []).append(link)
    lines = (
        f"- {first}{words['colon'] if rest else ''}{words['between'].join(rest)}" for first, *rest in parts.values()
    )
    return "\n".join([*lines, f"- [{words['codes']}](#{words['codes'].lower()})\n"])


@functools.cache
def dictionary_entities() -> dict[type[msgspec.Struct], Where]:
    """Find the entities of a dossier, level by level, each where it stands first."""
    entities: dict[type[msgspec.Struct], Where] = {Dossier: Where("$", *ROOT)}
    waiting: list[type[msgspec.Struct]] = [Dossier]
    while waiting:
        entity = waiting.pop(0)
        for name, field in fields_of(entity).items():
            held, sign = _held(field.type)
            if not isinstance(held, RecordOf) or held.entity in entities or field.refers_to:
                continue
            base = entities[entity].path
            path = f"{name}{sign}" if base == "$" else f"{base}.{name}{sign}"
            said = SHARED.get(held.entity, (field.title, field.said.about))
            entities[held.entity] = Where(path, *said)
            waiting.append(held.entity)
    return entities


def type_words(described: Type, language: str) -> str:
    """Write a type for a reader of the page."""
    words = WORDS[language]
    match described:
        case Basic(name=name):
            return name if language == "en" else TYPES.get(name, name)
        case CodeOf(codes=codes):
            return f"[{codes.__name__}](#{codes.__name__.lower()})"
        case RecordOf(entity=entity):
            where = dictionary_entities().get(entity)
            return entity.__name__ if where is None else f"[{entity.__name__}](#{_anchor(entity, where, language)})"
        case ListOf(item=item, register=register):
            return words["register" if register else "list"].format(item=type_words(item, language))
        case MapOf(item=item):
            return words["map"].format(item=type_words(item, language))
        case Nullable(of=of):
            return words["nullable"].format(of=type_words(of, language))


def _held(described: Type) -> tuple[Type, str]:
    """Unwrap lists, maps and what may be null; the sign says what was unwrapped."""
    match described:
        case ListOf(item=item) | MapOf(item=item):
            inner, sign = _held(item)
            return inner, f"[…]{sign}"
        case Nullable(of=of):
            return _held(of)
    return described, ""


def _codes(entities: Iterable[type[msgspec.Struct]]) -> list[type[Code]]:
    held = (_held(field.type)[0] for entity in entities for field in fields_of(entity).values())
    found = {one.codes for one in held if isinstance(one, CodeOf)}
    return sorted(found, key=lambda code: (code.__name__, code.__module__))


def _heading(entity: type[msgspec.Struct], where: Where, language: str) -> str:
    return WORDS[language]["title"].format(name=entity.__name__, title=where.title.text(language))


def _anchor(entity: type[msgspec.Struct], where: Where, language: str) -> str:
    kept = (char for char in _heading(entity, where, language).lower() if char.isalnum() or char in " -_")
    return "".join(kept).replace(" ", "-")


def _entity(entity: type[msgspec.Struct], where: Where, language: str) -> str:
    words = WORDS[language]
    doc = f"{sentence(entity)} " if language == "en" else f"{where.about.zh}。"
    at = words["at"].format(path=where.path)
    bounds = dict(_bounds(entity))
    rows = "".join(_row(field, language, bounds) for field in fields_of(entity).values())
    rules = "".join(f"- {_rule(rule, language)}\n" for rule in rules_of(entity))
    said = f"\n{words['rules']}\n\n{rules}" if rules else ""
    heading = _heading(entity, where, language)
    return f"## {heading}\n\n{doc}{at}\n\n{words['columns']}\n| --- | --- | --- | --- | --- |\n{rows}{said}"


def _row(field: Field, language: str, bounds: Mapping[str, form.IntType]) -> str:
    other = "zh" if language == "en" else "en"
    title = f"**{field.title.text(language)}** · {field.title.text(other)}"
    kind = type_words(field.type, language)
    notes = WORDS[language]["comma"].join(_notes(field, language, bounds.get(field.name)))
    cells = (f"`{field.name}`", kind, f"{title}<br>{field.said.about.text(language)}", _example(field), notes)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _notes(field: Field, language: str, bounds: form.IntType | None) -> Iterator[str]:
    words, said = WORDS[language], field.said
    if field.required:
        yield words["required"]
    if said.refers_to:
        yield words["refers"].format(to=said.refers_to)
    if said.register:
        yield words["only"]
    if said.unit:
        yield words["unit"].format(unit=said.unit)
    if bounds is not None and bounds.ge is not None:
        high = None if bounds.le is None or bounds.le >= 2**53 else bounds.le
        yield words["least" if high is None else "range"].format(low=bounds.ge, high=high)
    for mark in ("occurred", "older", "classifies"):
        if getattr(said, mark):
            yield words[mark]


def _bounds(entity: type[msgspec.Struct]) -> Iterator[tuple[str, form.IntType]]:
    described = form.type_info(entity)
    for field in described.fields if isinstance(described, form.StructType) else ():
        held = bare(field.type)
        inner = [bare(one) for one in held.types] if isinstance(held, form.UnionType) else [held]
        yield from ((field.encode_name, one) for one in inner if isinstance(one, form.IntType))


def _example(field: Field) -> str:
    if field.said.example is None:
        return ""
    text = json.dumps(field.said.example, ensure_ascii=False)
    return f"`{text if len(text) <= LONGEST_EXAMPLE else text[:LONGEST_EXAMPLE] + '…'}`"


def _rule(rule: Rule, language: str) -> str:
    words = WORDS[language]
    match rule:
        case Ordered(fields=fields):
            return words["ordered"].format(fields=_listed(fields, language))
        case AtMost(smaller=smaller, larger=larger, strict=strict):
            return words["less" if strict else "at_most"].format(smaller=smaller, larger=larger)
        case Balanced(total=total, parts=parts):
            return words["balanced"].format(total=total, parts=_listed(parts, language))
        case Excluded(fields=fields, when=when, equals=equals):
            value = str(equals).lower() if isinstance(equals, bool) else equals
            return words["excluded"].format(fields=_listed(fields, language), when=when, equals=value)
        case Together(fields=fields):
            return words["together"].format(fields=_listed(fields, language))
        case Checked(about=Localized() as about):
            return f"{_listed(rule.fields, language)}{words['colon']}{about.text(language)}"
    return words["checked"].format(fields=_listed(rule.fields, language))


def _listed(names: Iterable[str], language: str) -> str:
    return WORDS[language]["between"].join(f"`{name}`" for name in names)


def _code(code: type[Code], language: str) -> str:
    other = "zh" if language == "en" else "en"
    cells = (
        (f"`{one}`", one.label.text(language), one.label.text(other), _listed(one.synonyms, language)) for one in code
    )
    rows = "".join(f"| {' | '.join(row)} |\n" for row in cells)
    return f"### {code.__name__}\n\n{WORDS[language]['code_columns']}\n| --- | --- | --- | --- |\n{rows}"
