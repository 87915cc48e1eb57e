"""An expression in words: the dictionary's titles for its fields, the labels of its codes, one clause a line."""

from collections.abc import Iterator, Mapping

from engine.expressions.expression import Expression
from engine.expressions.tree import (
    And,
    Bind,
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
    Pairs,
    Select,
)
from engine.model.dictionary import fields_of
from engine.model.types import CodeOf, ListOf, Nullable, RecordOf, Type
from engine.packs.pack import Each

INDENT = "  "
STEP = " › "
NAMES = {
    "lot": {"en": "lot", "zh": "批"},
    "product": {"en": "product", "zh": "产品"},
    "today": {"en": "the day of the decision", "zh": "判定日"},
    "suppliers": {"en": "suppliers", "zh": "供方"},
    "params": {"en": "parameter", "zh": "参数"},
    "as_of": {"en": "the instant of the decision", "zh": "判定时刻"},
    "findings": {"en": "findings", "zh": "判定结论"},
    "market": {"en": "the market judged", "zh": "所判定的市场"},
    "finding": {"en": "finding", "zh": "判定结论"},
    "rows": {"en": "what the period holds", "zh": "统计期内的记录"},
    "record": {"en": "record", "zh": "记录"},
    "signer": {"en": "signer", "zh": "签名人"},
}
# Functions that read better as words than as calls; every other one is shown as it is written.
CALLS = {
    "covers": {"en": "{0} covers {1}", "zh": "{0} 涵盖 {1}"},
    "day": {"en": "the day of {0}", "zh": "{0} 当日"},
    "date": {"en": "{0}", "zh": "{0}"},
    "quantity": {"en": "{0} {1}", "zh": "{0} {1}"},
    "add_days": {"en": "{0} + {1} days", "zh": "{0} + {1}天"},
    "add_months": {"en": "{0} + {1} months", "zh": "{0} + {1}个月"},
    "add_years": {"en": "{0} + {1} years", "zh": "{0} + {1}年"},
    "latest": {"en": "the latest of {0}", "zh": "{0}中最晚者"},
    "size": {"en": "the number of {0}", "zh": "{0}的数量"},
    "sum": {"en": "the sum of {0}", "zh": "{0}之和"},
    "split": {"en": "the parts of {0} between {1}", "zh": "{0}以{1}分隔的各项"},
    "startsWith": {"en": "{0} begins with {1}", "zh": "{0} 以 {1} 开头"},
    "contains": {"en": "{0} contains {1}", "zh": "{0} 含有 {1}"},
}
# Where a field says how many, its title says of what.
COUNTED = frozenset({"add_days", "add_months", "add_years"})
# Texts that nobody would see.
UNSEEN = {"": {"en": "an empty text", "zh": "空白"}, " ": {"en": "spaces", "zh": "空格"}}
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
        "bind": "with {variable} = {value}:",
        "picked": " where {where}",
    },
    "zh": {
        "and": "以下各项均成立：",
        "or": "以下至少一项成立：",
        "all": "{over}的每个 {variable}：",
        "exists": "{over}中有 {variable}：",
        "exists_one": "{over}中恰有一个 {variable}：",
        "filter": "{over}中满足“{body}”的 {variable}",
        "map": "{over}中每个 {variable} 的 {body}",
        "has": "{field}已记录",
        "not": "非：{of}",
        "not_all": "以下各项不全成立：",
        "not_or": "以下各项均不成立：",
        "if": "若{test}：{then}；否则{otherwise}",
        "in": "{left} 属于 {right}",
        "none": "无",
        "true": "是",
        "false": "否",
        "comma": "、",
        "argument": "；",
        "both": " 且 ",
        "either": " 或 ",
        "inside": "（{of}）",
        "bind": "设 {variable} = {value}：",
        "picked": "（满足{where}）",
    },
}
OPERATORS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
NOBODY: Mapping[str, str] = {}


def phrase(expression: Expression, language: str, called: Mapping[str, str] = NOBODY) -> list[str]:
    """
    Write a checked expression in words.

    Args:
        expression: The expression.
        language: ``en`` or ``zh``.
        called: What names that the expression does not bind itself are called.

    Returns:
        Lines; what stands further in belongs to the line above it.
    """
    return list(_Phrases(expression.types, language, called).lines(expression.tree))


def item_called(each: Each | None, language: str) -> dict[str, str]:
    """
    Say what an item of the list that a provision judges one by one is called.

    Returns:
        By the name that expressions bind: in Chinese, which has no plural, the list's title; else the name itself.
    """
    if each is None:
        return {}
    over = each.over.tree
    while isinstance(over, Macro | Index):
        over = over.over if isinstance(over, Macro) else over.of
    title = _Phrases(each.over.types, language, {}).text(over).rpartition(STEP)[2]
    return {each.variable: title if language == "zh" else each.variable}


class _Phrases:
    """Writes the nodes of one tree, whose types are known by the nodes' `id`."""

    def __init__(self, types: Mapping[int, Type], language: str, called: Mapping[str, str]) -> None:
        self.types = types
        self.language = language
        self.called = called
        self.words = WORDS[language]

    def lines(self, node: Expr) -> Iterator[str]:
        match node:
            case And(terms=terms):
                yield from self.several("and", terms)
            case Or(terms=terms):
                yield from self.several("or", terms)
            case Operation(operator="!", operands=(And(terms=terms),)):
                yield from self.several("not_all", terms)
            case Operation(operator="!", operands=(Or(terms=terms),)):
                yield from self.several("not_or", terms)
            case Macro(kind="all" | "exists" | "exists_one") as macro:
                yield self.words[macro.kind].format(variable=_variables(macro), over=self.text(macro.over))
                yield from _indented(self.lines(macro.body))
            case Bind(variable=variable, value=value, body=body):
                yield self.words["bind"].format(variable=variable, value=self.text(value))
                yield from _indented(self.lines(body))
            case _:
                yield self.text(node)

    def several(self, kind: str, terms: tuple[Expr, ...]) -> Iterator[str]:
        yield self.words[kind]
        for term in terms:
            first, *rest = self.lines(term)
            yield f"- {first}"
            yield from _indented(iter(rest))

    def text(self, node: Expr) -> str:
        """Write an expression on one line."""
        match node:
            case Literal(value=value):
                return self.literal(value)
            case Name(name=name):
                return self.called.get(name) or (NAMES[name][self.language] if name in NAMES else name)
            case Select(of=of, field=field):
                return self.text(of) + STEP + self.title(of, field)
            case Has(of=of, field=field):
                return self.words["has"].format(field=self.text(of) + STEP + self.title(of, field))
            case Index(of=of, key=key):
                return f"{self.text(of)} [{self.text(key)}]"
            case Items(items=items):
                return self.words["comma"].join(self.text(item) for item in items)
            case Pairs(entries=entries):
                pairs = (f"{self.text(one.key)}: {self.text(one.value)}" for one in entries)
                return f"{{{self.words['comma'].join(pairs)}}}"
            case Conditional(test=test, then=then, otherwise=otherwise):
                parts = {"test": test, "then": then, "otherwise": otherwise}
                return self.words["if"].format(**{name: self.text(part) for name, part in parts.items()})
            case Operation():
                return self.operation(node)
        return self.composed(node)

    def composed(self, node: Expr) -> str:
        """Write calls, comprehensions and conjunctions that stand inside a line."""
        match node:
            case Call(function=function, arguments=arguments, receiver=receiver):
                shown = [self.text(one) for one in arguments]
                words = CALLS.get(function)
                if function in COUNTED and isinstance(arguments[-1], Select):
                    return f"{shown[0]} + {shown[1]}"
                if words is not None and len(shown) == words[self.language].count("{"):
                    return words[self.language].format(*(one.strip("`") for one in shown))
                before = f"{shown.pop(0)}." if receiver else ""
                return f"{before}{function}({self.words['argument'].join(shown)})"
            case And(terms=terms) | Or(terms=terms):
                sign = self.words["both" if isinstance(node, And) else "either"]
                return self.words["inside"].format(of=sign.join(self.text(term) for term in terms))
            case Macro(kind="filter" | "map") as macro:
                shown_body, over = self.text(macro.body), self.text(macro.over)
                picked = "" if macro.where is None else self.words["picked"].format(where=self.text(macro.where))
                said = self.words[macro.kind].format(variable=_variables(macro), over=over, body=shown_body)
                return said + picked
            case Macro(kind="transform_list" | "transform_map" | "transform_map_entry") as macro:
                return f"{self.text(macro.over)}.{macro.kind}({_variables(macro)}: {self.text(macro.body)})"
        return " ".join(line.strip() for line in self.lines(node))

    def operation(self, node: Operation) -> str:
        if len(node.operands) == 1:
            inner = self.text(node.operands[0])
            return self.words["not"].format(of=inner) if node.operator == "!" else f"{node.operator}{inner}"
        left, right = node.operands
        codes = self.codes(left) or self.codes(right)
        shown = {"left": self.side(left, codes), "right": self.side(right, codes)}
        if node.operator == "in":
            return self.words["in"].format(**shown)
        return f"{shown['left']} {OPERATORS.get(node.operator, node.operator)} {shown['right']}"

    def side(self, node: Expr, codes: CodeOf | None) -> str:
        """Write one side of a comparison; a text that stands for a code by the code's label."""
        if isinstance(node, Items):
            return self.words["comma"].join(self.side(item, codes) for item in node.items)
        if codes is not None and isinstance(node, Literal) and isinstance(node.value, str):
            return next((one.label.text(self.language) for one in codes.codes if one == node.value), node.value)
        return self.text(node)

    def literal(self, value: object) -> str:
        if value is None:
            return self.words["none"]
        if isinstance(value, bool):
            return self.words["true" if value else "false"]
        if isinstance(value, str) and value in UNSEEN:
            return UNSEEN[value][self.language]
        return f"`{value}`" if isinstance(value, str) else str(value)

    def title(self, of: Expr, field: str) -> str:
        record = _bare(self.types.get(id(of)))
        if isinstance(record, RecordOf) and field in fields_of(record.entity):
            return fields_of(record.entity)[field].title.text(self.language) or field
        return field

    def codes(self, node: Expr) -> CodeOf | None:
        found = _bare(self.types.get(id(node)))
        found = _bare(found.item) if isinstance(found, ListOf) else found
        return found if isinstance(found, CodeOf) else None


def _variables(macro: Macro) -> str:
    return macro.variable if macro.second is None else f"{macro.variable}, {macro.second}"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)


def _bare(found: Type | None) -> Type | None:
    return found.of if isinstance(found, Nullable) else found
