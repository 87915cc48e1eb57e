"""The format reference: every field of every form of a pack's files, in English and Chinese, made from the forms."""

import inspect
from collections.abc import Iterator

from msgspec import inspect as form

from core.documents.described import type_of
from core.documents.source_text import SourceText
from core.words import Localized
from engine.packs.form_words import field_words, form_words
from engine.packs.header_form import HeaderForm, MessageForm
from engine.packs.schemas import FORMS

NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"
FILES = {"pack": "pack.yaml", "provisions": "*.yaml", "packset": "packset.yaml"}
TEXTS = {
    "en": {
        "title": "Format reference",
        "intro": (
            "Every field of the files of a pack and of a pack set. `docs/rulepack.md` explains the format; this page "
            "lists it. A field without a default must be there. An unknown field is refused. Editors check files with "
            "the JSON Schemas in `rulepacks/schemas/`; `lotgate schema --out DIR` writes them."
        ),
        "columns": "| field | called | type | default | meaning |",
        "header": "Opens with the [header](#headerform).",
        "must": "*required*",
        "out": "left out",
        "list": "list of {item}",
        "map": "map from {key} to {item}",
        "or": " or ",
        "expression": "expression",
        "template": "text with expressions",
        "text": "text",
        "written": "any value",
        "bool": "`true` or `false`",
        "int": "whole number",
        "decimal": "decimal number",
        "date": "day",
        "instant": "instant",
        "null": "`null`",
        "pattern": ", of the form `{pattern}`",
        "least": ", at least {least}",
        "empty": "empty",
    },
    "zh": {
        "title": "格式参考",
        "intro": (
            "规则包和规则集文件的全部字段。`docs/rulepack.md` 说明格式，本页逐项列出。没有默认值的字段必须填写；"
            "未知字段一律拒绝。编辑器可用 `rulepacks/schemas/` 中的JSON Schema检查文件；"
            "`lotgate schema --out 文件夹` 可写出这些文件。"
        ),
        "columns": "| 字段 | 名称 | 类型 | 默认值 | 含义 |",
        "header": "以[条款开头](#headerform)的字段开始。",
        "must": "*必填*",
        "out": "省略",
        "list": "列表：{item}",
        "map": "映射：{key} → {item}",
        "or": " 或 ",
        "expression": "表达式",
        "template": "可含表达式的文本",
        "text": "文本",
        "written": "任意值",
        "bool": "`true` 或 `false`",
        "int": "整数",
        "decimal": "十进制数",
        "date": "日期",
        "instant": "时刻",
        "null": "`null`",
        "pattern": "，格式 `{pattern}`",
        "least": "，至少{least}",
        "empty": "空",
    },
}
SIMPLE: dict[type[form.Type], str] = {
    form.BoolType: "bool",
    form.IntType: "int",
    form.DecimalType: "decimal",
    form.DateType: "date",
    form.DateTimeType: "instant",
    form.NoneType: "null",
    form.AnyType: "written",
}


def format_reference(language: str) -> str:
    """Write the page in a language."""
    return "\n".join(_Page(language).lines())


def forms_of(target: type) -> Iterator[form.StructType]:
    """Give a form and every form below it, each once, in the order in which a reader meets them."""
    seen: set[type] = set()
    waiting: list[form.Type] = [type_of(target)]
    while waiting:
        found = waiting.pop(0)
        below: list[form.Type] = []
        if isinstance(found, form.StructType) and found.cls not in seen:
            seen.add(found.cls)
            yield found
            below = [field.type for field in found.fields]
        elif not isinstance(found, form.StructType):
            below = list(_inside(found))
        waiting = [*below, *waiting]


def own_fields(found: form.StructType) -> list[form.Field]:
    """Give the fields of a form that it does not have from the header."""
    header = set(HeaderForm.__struct_encode_fields__) if issubclass(found.cls, HeaderForm) else set()
    return [one for one in found.fields if found.cls is HeaderForm or one.encode_name not in header]


def _inside(found: form.Type) -> Iterator[form.Type]:
    if isinstance(found, form.Metadata):
        yield found.type
    elif isinstance(found, form.UnionType):
        yield from found.types
    elif isinstance(found, form.ListType | form.VarTupleType):
        yield found.item_type
    elif isinstance(found, form.DictType):
        yield from (found.key_type, found.value_type)


class _Page:
    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = TEXTS[language]

    def lines(self) -> Iterator[str]:
        yield f"{NOTE}# {self.texts['title']}\n"
        yield f"{self.texts['intro']}\n"
        seen: set[type] = set()
        for name, file in FILES.items():
            yield f"## `{file}`\n"
            for found in forms_of(FORMS[name]):
                if found.cls not in seen:
                    seen.add(found.cls)
                    yield from self.section(found, seen)

    def section(self, found: form.StructType, seen: set[type]) -> Iterator[str]:
        if issubclass(found.cls, HeaderForm) and HeaderForm not in seen:
            seen.add(HeaderForm)
            header = type_of(HeaderForm)
            if isinstance(header, form.StructType):
                yield from self.section(header, seen)
        yield f"### {found.cls.__name__}\n"
        opens = f" {self.texts['header']}" if issubclass(found.cls, HeaderForm) and found.cls is not HeaderForm else ""
        yield f"{self.about(found.cls)}{opens}\n"
        yield self.texts["columns"]
        yield "| --- | --- | --- | --- | --- |"
        for field in own_fields(found):
            yield self.row(found.cls, field)
        yield ""

    def about(self, owner: type) -> str:
        if self.language == "zh":
            return form_words()[owner.__name__].zh
        return " ".join((inspect.getdoc(owner) or "").split("\n\n")[0].split())

    def row(self, owner: type, field: form.Field) -> str:
        title, about = field_words(owner, field.encode_name) or (Localized(en="", zh=""), Localized(en="", zh=""))
        kind = self.template() if owner is MessageForm else self.kind(field.type)
        cells = [
            f"`{field.encode_name}`",
            title.text(self.language),
            kind,
            self.default(field),
            about.text(self.language),
        ]
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    def template(self) -> str:
        return self.texts["template"]

    def default(self, field: form.Field) -> str:
        if field.required:
            return self.texts["must"]
        if isinstance(field.default, bool):
            return f"`{str(field.default).lower()}`"
        if isinstance(field.default, str | int):
            return f"`{field.default}`"
        return self.texts["out"]

    def kind(self, found: form.Type) -> str:
        """Write a type in words."""
        if isinstance(found, form.Metadata):
            return self.kind(found.type)
        if isinstance(found, form.StructType):
            return f"[{found.cls.__name__}](#{found.cls.__name__.lower()})"
        if isinstance(found, form.UnionType):
            return self.texts["or"].join(kind for one in found.types if (kind := self.kind(one)))
        if isinstance(found, form.ListType | form.VarTupleType):
            least = self.texts["least"].format(least=found.min_length) if found.min_length else ""
            return self.texts["list"].format(item=self.kind(found.item_type)) + least
        if isinstance(found, form.DictType):
            return self.texts["map"].format(key=self.kind(found.key_type), item=self.kind(found.value_type))
        return self.single(found)

    def single(self, found: form.Type) -> str:
        if isinstance(found, form.CustomType):
            return self.texts["expression" if found.cls is SourceText else "written"]
        if isinstance(found, form.EnumType | form.LiteralType):
            known = [member.value for member in found.cls] if isinstance(found, form.EnumType) else found.values
            return ", ".join(f"`{one}`" for one in known)
        if isinstance(found, form.StrType):
            pattern = self.texts["pattern"].format(pattern=found.pattern) if found.pattern else ""
            return self.texts["text"] + pattern
        least = self.texts["least"].format(least=found.ge) if isinstance(found, form.IntType) and found.ge else ""
        return self.texts[SIMPLE[type(found)]] + least
