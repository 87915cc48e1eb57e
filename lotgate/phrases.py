"""An expression in words: the dictionary's titles for its fields, the labels of its codes, one clause a line."""

from collections.abc import Iterator, Mapping

from engine.expressions.functions import FUNCTIONS
from engine.expressions.tree import (
    And,
    Call,
    Conditional,
    Expr,
    Has,
    Index,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Select,
)
from engine.model.dictionary import fields_of
from engine.model.types import CodeOf, ListOf, MapOf, Nullable, RecordOf, Type

INDENT = "  "
STEP = " › "
NAMES = {
    "lot": {"en": "lot", "zh": "批"},
    "product": {"en": "product", "zh": "产品"},
    "today": {"en": "the day of the decision", "zh": "判定日"},
    "suppliers": {"en": "suppliers", "zh": "供方"},
}
WORDS = {
    "en": {
        "and": "all of these hold:",
        "or": "at least one of these holds:",
        "all": "every {variable} of {over}:",
        "exists": "some {variable} of {over}:",
        "exists_one": "exactly one {variable} of {over}:",
        "filter": "those {variable} of {over} with {body}",
        "map": "{body} of every {variable} of {over}",
        "has": "{field} was recorded",
        "not": "not: {of}",
        "not_all": "not all of these hold:",
        "not_or": "none of these holds:",
        "if": "if {test}: {then}; otherwise {otherwise}",
        "in": "{left} is one of {right}",
        "none": "none",
        "true": "yes",
        "false": "no",
        "comma": ", ",
        "argument": ", ",
        "both": " and ",
        "either": " or ",
        "inside": "({of})",
    },
    "zh": {
        "and": "以下各项均成立：",
        "or": "以下至少一项成立：",
        "all": "{over}的每个{variable}：",
        "exists": "{over}中有{variable}：",
        "exists_one": "{over}中恰有一个{variable}：",
        "filter": "{over}中满足“{body}”的{variable}",
        "map": "{over}中每个{variable}的{body}",
        "has": "{field}已记录",
        "not": "非：{of}",
        "not_all": "以下各项不全成立：",
        "not_or": "以下各项均不成立：",
        "if": "若{test}：{then}；否则{otherwise}",
        "in": "{left}属于{right}",
        "none": "无",
        "true": "是",
        "false": "否",
        "comma": "、",
        "argument": "；",
        "both": " 且 ",
        "either": " 或 ",
        "inside": "（{of}）",
    },
}
OPERATORS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
Scope = Mapping[str, Type]


def phrase(node: Expr, scope: Scope, language: str) -> list[str]:
    """
    Write an expression in words.

    Args:
        node: Its tree.
        scope: Types of the names that it reads.
        language: ``en`` or ``zh``.

    Returns:
        Lines; what stands further in belongs to the line above it.
    """
    return list(_Phrases(language).lines(node, scope))


class _Phrases:
    def __init__(self, language: str) -> None:
        self.language = language
        self.words = WORDS[language]

    def lines(self, node: Expr, scope: Scope) -> Iterator[str]:
        match node:
            case And(terms=terms):
                yield from self.several("and", terms, scope)
            case Or(terms=terms):
                yield from self.several("or", terms, scope)
            case Operation(operator="!", operands=(And(terms=terms),)):
                yield from self.several("not_all", terms, scope)
            case Operation(operator="!", operands=(Or(terms=terms),)):
                yield from self.several("not_or", terms, scope)
            case Macro(kind="all" | "exists" | "exists_one") as macro:
                over = self.text(macro.over, scope)
                yield self.words[macro.kind].format(variable=macro.variable, over=over)
                yield from _indented(self.lines(macro.body, self.below(macro, scope)))
            case _:
                yield self.text(node, scope)

    def several(self, kind: str, terms: tuple[Expr, ...], scope: Scope) -> Iterator[str]:
        yield self.words[kind]
        for term in terms:
            first, *rest = self.lines(term, scope)
            yield f"- {first}"
            yield from _indented(iter(rest))

    def below(self, macro: Macro, scope: Scope) -> Scope:
        over = _type(macro.over, scope)
        return {**scope, macro.variable: over.item} if isinstance(over, ListOf) else scope

    def text(self, node: Expr, scope: Scope) -> str:
        """Write an expression on one line."""
        match node:
            case Literal(value=value):
                return self.literal(value)
            case Name(name=name):
                return NAMES.get(name, {}).get(self.language, name) if name in NAMES else name
            case Select(of=of, field=field):
                return self.text(of, scope) + STEP + self.title(of, field, scope)
            case Has(of=of, field=field):
                shown = self.text(of, scope) + STEP + self.title(of, field, scope)
                return self.words["has"].format(field=shown)
            case Index(of=of, key=key):
                return f"{self.text(of, scope)} [{self.text(key, scope)}]"
            case Items(items=items):
                return self.words["comma"].join(self.text(item, scope) for item in items)
            case Conditional(test=test, then=then, otherwise=otherwise):
                parts = {"test": test, "then": then, "otherwise": otherwise}
                return self.words["if"].format(**{name: self.text(part, scope) for name, part in parts.items()})
            case Call(function=function, arguments=arguments):
                return f"{function}({self.words['argument'].join(self.text(one, scope) for one in arguments)})"
            case Operation():
                return self.operation(node, scope)
            case And(terms=terms) | Or(terms=terms):
                sign = self.words["both" if isinstance(node, And) else "either"]
                return self.words["inside"].format(of=sign.join(self.text(term, scope) for term in terms))
            case Macro(kind="filter" | "map") as macro:
                body = self.text(macro.body, self.below(macro, scope))
                over = self.text(macro.over, scope)
                return self.words[macro.kind].format(variable=macro.variable, over=over, body=body)
        return " ".join(line.strip() for line in self.lines(node, scope))

    def operation(self, node: Operation, scope: Scope) -> str:
        if len(node.operands) == 1:
            inner = self.text(node.operands[0], scope)
            return self.words["not"].format(of=inner) if node.operator == "!" else f"{node.operator}{inner}"
        left, right = node.operands
        codes = _codes(left, scope) or _codes(right, scope)
        shown = {"left": self.side(left, scope, codes), "right": self.side(right, scope, codes)}
        if node.operator == "in":
            return self.words["in"].format(**shown)
        return f"{shown['left']} {OPERATORS.get(node.operator, node.operator)} {shown['right']}"

    def side(self, node: Expr, scope: Scope, codes: CodeOf | None) -> str:
        """Write one side of a comparison; a text that stands for a code by the code's label."""
        if isinstance(node, Items):
            return self.words["comma"].join(self.side(item, scope, codes) for item in node.items)
        if codes is not None and isinstance(node, Literal) and isinstance(node.value, str):
            return next((one.label.text(self.language) for one in codes.codes if one == node.value), node.value)
        return self.text(node, scope)

    def literal(self, value: bool | int | str | None) -> str:  # noqa: FBT001  # a value that stands in the text
        if value is None:
            return self.words["none"]
        if isinstance(value, bool):
            return self.words["true" if value else "false"]
        return f"`{value}`" if isinstance(value, str) else str(value)

    def title(self, of: Expr, field: str, scope: Scope) -> str:
        record = _bare(_type(of, scope))
        if isinstance(record, RecordOf) and field in fields_of(record.entity):
            return fields_of(record.entity)[field].title.text(self.language) or field
        return field


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)


def _bare(found: Type | None) -> Type | None:
    return found.of if isinstance(found, Nullable) else found


def _codes(node: Expr, scope: Scope) -> CodeOf | None:
    found = _bare(_type(node, scope))
    found = _bare(found.item) if isinstance(found, ListOf) else found
    return found if isinstance(found, CodeOf) else None


def _type(node: Expr, scope: Scope) -> Type | None:
    """Give the type of what is read; nothing where it says nothing about titles and labels."""
    match node:
        case Name(name=name):
            return scope.get(name)
        case Select(of=of, field=field):
            record = _bare(_type(of, scope))
            known = fields_of(record.entity) if isinstance(record, RecordOf) else {}
            return known[field].type if field in known else None
        case Index(of=of):
            held = _bare(_type(of, scope))
            return held.item if isinstance(held, MapOf | ListOf) else None
        case Macro(kind="filter", over=over):
            return _type(over, scope)
        case Macro(kind="map", over=over, variable=variable, body=body):
            held = _type(over, scope)
            item = _type(body, {**scope, variable: held.item}) if isinstance(held, ListOf) else None
            return ListOf(item) if item is not None else None
        case Call(function=function) if function in FUNCTIONS:
            return FUNCTIONS[function].gives
    return None
