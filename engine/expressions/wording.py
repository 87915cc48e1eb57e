"""What several checks of expressions say when something is wrong, in both languages."""

from core.words import Localized, joined, say
from engine.model.types import Type, type_words

DAY_HINT = say("`day(…)` gives the civil day of an instant", "`day(…)` 给出时刻的日历日")
GOOD_HINT = say("list the values that are good, with `==` or `in`", "请用 `==` 或 `in` 列出合格的值")
POSITION_HINT = say(
    "name items by a condition, with `exists` or `each`: positions change",
    "请用 `exists` 或 `each` 以条件指明各项：位置会变",
)
CUTS_OFF = say("a division of integers cuts off what is behind the point", "整数相除会舍去小数部分")
DIVISION_HINT = say(
    "compare products, or divide doubles: `double(a) / double(b)`",
    "请比较乘积，或以浮点数相除：`double(a) / double(b)`",
)
NEVER_FOUND = say("what was not recorded is unknown, and no comparison finds it", "未记录即为未知，任何比较都查不出")
UNANCHORED = say(
    "a pattern that is not anchored matches any part of the text", "未锚定的正则表达式会匹配文本的任意部分"
)
ANCHOR_HINT = say(
    "write `{whole}`, and `{several}` around alternatives; `contains` finds a part",
    "请写 `{whole}`，多个选项写作 `{several}`；查找部分文本请用 `contains`",
    whole="^…$",
    several="^(…|…)$",
)


def asked_for(wanted: Localized, found: Type) -> Localized:
    """Say that another type is asked for."""
    kinds = {"wanted": wanted, "found": type_words(found)}
    return say("{wanted} is asked for, and this is {found}", "此处应为{wanted}，而此为{found}", **kinds)


def no_field(owner: Type, field: str) -> Localized:
    """Say that a type has no such field."""
    return say("{type} has no field `{field}`", "{type}没有字段 `{field}`", type=type_words(owner), field=field)


def no_value(function: str, english: str) -> Localized:
    """Say that a function has no value for what is written out; why is said in English, as evaluation says it."""
    return Localized(en=english, zh=f"`{function}` 对所写文本没有结果")


def taken(forms: frozenset[tuple[int, int]]) -> Localized:
    """Say what a macro takes: how many names and how many expressions, in each of its forms."""
    names = {1: say("a name", "一个名称"), 2: say("two names", "两个名称")}
    expressions = {1: say("an expression", "一个表达式"), 2: say("two expressions", "两个表达式")}
    taken = [
        say("{names} and {expressions}", "{names}和{expressions}", names=names[one], expressions=expressions[other])
        for one, other in sorted(forms)
    ]
    return joined(taken, " or ", "，或")
