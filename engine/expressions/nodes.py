"""What names, calls, fields and literals become, whoever has read the text: macros and namespaces are told here."""

from typing import NoReturn

from core.documents.source_text import SourceText
from core.words import Localized, say
from engine.expressions.errors import ExpressionSyntaxError, UnsupportedSyntaxError
from engine.expressions.functions import FUNCTIONS, NAMESPACES
from engine.expressions.literals import bytes_value, double_value, integer_value, text_value, unsigned_value
from engine.expressions.scalars import DENOTED
from engine.expressions.tree import (
    Bind,
    Call,
    Expr,
    Has,
    Literal,
    Macro,
    MacroKind,
    Name,
    Select,
    Span,
    path_of,
)
from engine.expressions.wording import taken

# What each macro takes after the list: how many variables, and how many expressions.
MACROS: dict[str, tuple[MacroKind, frozenset[tuple[int, int]]]] = {
    "all": ("all", frozenset({(1, 1), (2, 1)})),
    "exists": ("exists", frozenset({(1, 1), (2, 1)})),
    "exists_one": ("exists_one", frozenset({(1, 1), (2, 1)})),
    "existsOne": ("exists_one", frozenset({(1, 1), (2, 1)})),
    "filter": ("filter", frozenset({(1, 1)})),
    "map": ("map", frozenset({(1, 1), (1, 2)})),
    "transformList": ("transform_list", frozenset({(2, 1), (2, 2)})),
    "transformMap": ("transform_map", frozenset({(2, 1), (2, 2)})),
    "transformMapEntry": ("transform_map_entry", frozenset({(2, 1), (2, 2)})),
}
RESERVED = frozenset(
    "as break const continue else for function if import let loop package namespace return var void while".split()  # noqa: SIM905  # read as a sentence
)
LAST_DENOTED = frozenset(name.rpartition(".")[2] for name in DENOTED)


class Nodes:
    """
    Makes nodes of what was read.

    Args:
        source: The text, for places.
        in_pack: Whether it stands in a pack: then text is in Unicode normalization form C.
    """

    def __init__(self, source: SourceText, *, in_pack: bool) -> None:
        self.source = source
        self.in_pack = in_pack

    def refuse(self, what: Localized, span: Span) -> NoReturn:
        """Refuse what CEL has and packs do not."""
        raise UnsupportedSyntaxError(what, location=self.source.location(span[0]))

    def invalid(self, what: Localized, span: Span) -> NoReturn:
        """Refuse what CEL does not have."""
        raise ExpressionSyntaxError(what, location=self.source.location(span[0]))

    def name(self, name: str, span: Span, *, rooted: bool = False) -> Name:
        """Make a name."""
        if name in RESERVED:
            self.invalid(say("`{word}` is a reserved word", "`{word}` 是保留字", word=name), span)
        return Name(name, span, rooted)

    @staticmethod
    def select(of: Expr, field: str, span: Span) -> Expr:
        """Make a field of something, which may be the name of a type."""
        node = Select(of, field, span)
        path = path_of(node) if field in LAST_DENOTED else None
        return Name(path, span) if path in DENOTED else node

    def call(self, name: str, arguments: tuple[Expr, ...], span: Span) -> Expr:
        """Make a call, or `has`."""
        if name != "has":
            return Call(name, arguments, span)
        if len(arguments) != 1 or not isinstance(arguments[0], Select):
            message = say(
                "`has` takes a field, such as {example}", "`has` 需要字段，如{example}", example="has(lot.label)"
            )
            self.invalid(message, span)
        return Has(arguments[0].of, arguments[0].field, span)

    def method(self, over: Expr, name: str, arguments: tuple[Expr, ...], span: Span) -> Expr:
        """Make a call with a receiver: a macro, a function of a namespace, or a call."""
        path = path_of(over)
        if path == "cel" and name == "bind":
            return self.bind(arguments, span)
        if path in NAMESPACES and f"{path}.{name}" in FUNCTIONS:
            return Call(f"{path}.{name}", arguments, span)
        if name in MACROS:
            return self.macro(name, over, arguments, span)
        return Call(name, (over, *arguments), span, receiver=True)

    def macro(self, name: str, over: Expr, arguments: tuple[Expr, ...], span: Span) -> Expr:
        """Make a comprehension."""
        kind, forms = MACROS[name]
        form = next(
            (form for form in sorted(forms) if sum(form) == len(arguments) and self.binds(arguments, form)), None
        )
        if form is None:
            self.invalid(say("`{name}` takes {forms}", "`{name}` 需要{forms}", name=name, forms=taken(forms)), span)
        variables = [argument.name for argument in arguments[: form[0]] if isinstance(argument, Name)]
        *where, body = arguments[form[0] :]
        if len(set(variables)) < len(variables):
            message = say(
                "`{name}` binds `{variable}` twice", "`{name}` 两次绑定 `{variable}`", name=name, variable=variables[0]
            )
            self.invalid(message, span)
        second = variables[1] if len(variables) > 1 else None
        return Macro(kind, over, variables[0], body, span, second, where[0] if where else None)

    @staticmethod
    def binds(arguments: tuple[Expr, ...], form: tuple[int, int]) -> bool:
        """Tell whether the arguments begin with as many names as a form binds."""
        return all(isinstance(argument, Name) and not argument.rooted for argument in arguments[: form[0]])

    def bind(self, arguments: tuple[Expr, ...], span: Span) -> Expr:
        """Make a value under a name."""
        match arguments:
            case (Name(name=name, rooted=False), value, body):
                return Bind(name, value, body, span)
        self.invalid(say("`cel.bind` takes a name and two expressions", "`cel.bind` 需要一个名称和两个表达式"), span)

    def literal(self, kind: str, text: str, span: Span) -> Expr:
        """Make a literal of the text of a token of a kind of the grammar."""
        try:
            match kind:
                case "INT_LIT":
                    return Literal(integer_value(text), span)
                case "UINT_LIT":
                    return Literal(unsigned_value(text), span)
                case "FLOAT_LIT":
                    return Literal(double_value(text), span)
                case "STRING_LIT" | "MLSTRING_LIT":
                    return Literal(text_value(text, normalized=self.in_pack), span)
                case "BYTES_LIT":
                    return Literal(bytes_value(text), span)
                case "BOOL_LIT":
                    return Literal(text == "true", span)
        except ValueError as exc:
            raise ExpressionSyntaxError(
                say("`{value}` is not a value of the language", "`{value}` 不是该语言的值", value=exc),
                location=self.source.location(span[0]),
            ) from exc
        return Literal(None, span)
