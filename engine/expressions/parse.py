"""Text to syntax tree: what the grammar found, as our own nodes."""

import re
from collections.abc import Callable
from typing import NoReturn, cast

from core.documents.source_text import SourceText
from core.words import Localized, say
from engine.expressions.errors import ExpressionSizeError, ExpressionSyntaxError, UnsupportedSyntaxError
from engine.expressions.functions import FUNCTIONS, NAMESPACES
from engine.expressions.grammar import Token, Tree, UnexpectedTextError, syntax_tree
from engine.expressions.literals import bytes_value, double_value, integer_value, is_unicode, text_value, unsigned_value
from engine.expressions.scalars import DENOTED
from engine.expressions.tree import (
    And,
    Bind,
    Call,
    Conditional,
    Entry,
    Expr,
    Has,
    Index,
    Items,
    Literal,
    Macro,
    MacroKind,
    Name,
    Operation,
    Operator,
    Or,
    Pairs,
    Select,
    Span,
    path_of,
)
from engine.expressions.wording import taken

LONGEST = 4000
DEEPEST = 32
# A parent's expressions are read again with every pack that extends it; a tree knows no place but its own text.
MOST_KEPT = 4096
_PARSED: dict[tuple[str, bool], Expr] = {}
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
BINARY = {
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "ne": "!=",
    "in": "in",
    "add": "+",
    "sub": "-",
    "mul": "*",
    "div": "/",
    "mod": "%",
}
# Rules whose trees nest once for each level that a reader would call nesting; chains of && and || are flattened.
NESTING = frozenset({"paren_expr", "list_lit", "member_dot_arg", "member_dot", "member_index", "ident_arg", "map_lit"})
CHAINS = frozenset({"addition", "multiplication", "relation", "unary"})
STRING = re.compile(
    r"""[rR]"{3}.*?"{3}|[rR]'{3}.*?'{3}|"{3}(?:\\.|[^\\])*?"{3}|'{3}(?:\\.|[^\\])*?'{3}"""
    r"""|[rR]"[^"]*"|[rR]'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""",
    re.DOTALL,
)


def parse(source: SourceText, *, in_pack: bool = True) -> Expr:
    """
    Parse an expression.

    Args:
        source: The text and where it stands.
        in_pack: Whether it stands in a pack: then text is in Unicode normalization form C, and comments are refused.

    Returns:
        Our own tree; its spans are offsets into ``source.text``.

    Raises:
        ExpressionSyntaxError: ``expression.syntax.invalid``.
        UnsupportedSyntaxError: ``expression.syntax.unsupported``; messages, and comments in packs.
        ExpressionSizeError: ``expression.size.exceeded``; above 4,000 characters or 32 levels.
    """
    known = _PARSED.get((source.text, in_pack))
    if known is None:
        known = _parsed(source, in_pack=in_pack)
        if len(_PARSED) >= MOST_KEPT:
            _PARSED.clear()
        _PARSED[source.text, in_pack] = known
    return known


def _parsed(source: SourceText, *, in_pack: bool) -> Expr:
    text = source.text
    if len(text) > LONGEST:
        raise ExpressionSizeError(
            say(
                "the expression has {length} characters, more than {most}",
                "表达式有{length}个字符，超过{most}个",
                length=len(text),
                most=LONGEST,
            ),
            location=source.location(),
        )
    if not is_unicode(text):
        message = say("the expression holds half of a surrogate pair", "表达式含有半个代理对")
        raise ExpressionSyntaxError(message, location=source.location())
    if in_pack:
        _refuse_comment(source)
    try:
        tree = syntax_tree(text)
    except UnexpectedTextError as exc:
        raise _syntax_error(source, exc.line, exc.column) from exc
    _check_depth(tree, source)
    return _Builder(source, in_pack=in_pack).expr(tree)


CUT_HINT = say(
    "was it cut short by YAML? put it in a block (`>-`) or in quotes", "是否被YAML截断？请写在块（`>-`）或引号中"
)


def _refuse_comment(source: SourceText) -> None:
    comment = STRING.sub(lambda match: " " * len(match[0]), source.text).find("//")
    if comment >= 0:
        message = say("a comment inside an expression", "表达式中有注释")
        hint = say(
            "YAML folds the lines of a block into one: write a YAML comment above it",
            "YAML会将块中各行合为一行：请在其上方写YAML注释",
        )
        raise UnsupportedSyntaxError(message, location=source.location(comment), hint=hint)


def _syntax_error(source: SourceText, line: int | None, column: int) -> ExpressionSyntaxError:
    text = source.text
    offset = len(text.rstrip())
    if line is not None:
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = min(starts[min(line, len(starts)) - 1] + column - 1, offset)
    at_end = offset >= len(text.rstrip())
    found = say("`{text}` is not expected here", "此处不应出现 `{text}`", text=text[offset : offset + 12])
    found = say("the expression ends too early", "表达式过早结束") if at_end else found
    hint = CUT_HINT if source.scalar.kind == "plain" else None
    return ExpressionSyntaxError(found, location=source.location(max(0, min(offset, len(text) - 1))), hint=hint)


def _check_depth(tree: Tree[Token], source: SourceText) -> None:
    stack: list[tuple[Tree[Token], int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        nests = node.data in NESTING or (node.data in CHAINS and len(node.children) > 1)
        depth += nests or (node.data == "expr" and len(node.children) > 1)
        if depth > DEEPEST:
            message = say("the expression is nested deeper than {most}", "表达式嵌套超过{most}层", most=DEEPEST)
            raise ExpressionSizeError(message, location=source.location())
        stack.extend((child, depth) for child in node.children if isinstance(child, Tree))


class _Builder:
    """Turns the parser's tree into ours, a method for each rule of the grammar that says something."""

    def __init__(self, source: SourceText, *, in_pack: bool) -> None:
        self.source = source
        self.in_pack = in_pack
        self.rules: dict[str, Callable[[Tree[Token], Span], Expr]] = {
            "expr": self.conditional,
            "conditionalor": self.chain,
            "conditionaland": self.chain,
            "relation": self.binary,
            "addition": self.binary,
            "multiplication": self.binary,
            "unary": self.unary,
            "literal": lambda tree, span: self.literal(_token(tree), span),
            "ident": lambda tree, span: self.name(_token(tree), span),
            "dot_ident": lambda tree, span: self.name(_token(tree), span, rooted=True),
            "ident_arg": self.call,
            "dot_ident_arg": self.call,
            "member_dot": self.select,
            "member_dot_arg": self.method,
            "member_index": self.index,
            "list_lit": lambda tree, span: Items(self.arguments(_trees(tree)), span),
            "map_lit": self.pairs,
        }

    def refuse(self, what: Localized, span: Span) -> NoReturn:
        raise UnsupportedSyntaxError(what, location=self.source.location(span[0]))

    def invalid(self, what: Localized, span: Span) -> NoReturn:
        raise ExpressionSyntaxError(what, location=self.source.location(span[0]))

    def expr(self, tree: Tree[Token]) -> Expr:
        """Go down to the first rule that says something, and turn it into a node."""
        while len(tree.children) == 1 and isinstance(tree.children[0], Tree) and tree.data not in self.alone:
            tree = tree.children[0]
        rule = self.rules.get(str(tree.data))
        if rule is None:
            self.refuse(say("messages are not used in packs", "规则包不使用消息结构"), _span(tree))
        return rule(tree, _span(tree))

    alone = frozenset({"list_lit", "map_lit"})

    def conditional(self, tree: Tree[Token], span: Span) -> Expr:
        test, then, otherwise = _trees(tree)
        return Conditional(self.expr(test), self.expr(then), self.expr(otherwise), span)

    def chain(self, tree: Tree[Token], span: Span) -> Expr:
        """Flatten a left-recursive chain of || or && without recursion."""
        terms: list[Tree[Token]] = []
        node = tree
        while len(node.children) > 1:
            node, right = _trees(node)
            terms.append(right)
        built = tuple(self.expr(term) for term in (node, *reversed(terms)))
        return Or(built, span) if tree.data == "conditionalor" else And(built, span)

    def binary(self, tree: Tree[Token], span: Span) -> Expr:
        operator, right = _trees(tree)
        name = str(operator.data).rpartition("_")[2]
        operands = (self.expr(_trees(operator)[0]), self.expr(right))
        return Operation(cast("Operator", BINARY[name]), operands, span)

    def unary(self, tree: Tree[Token], span: Span) -> Expr:
        sign, operand = _trees(tree)
        return Operation("!" if sign.data == "unary_not" else "-", (self.expr(operand),), span)

    def select(self, tree: Tree[Token], span: Span) -> Expr:
        field = _token(tree)
        node = Select(self.expr(_trees(tree)[0]), field.strip("`") if field.type == "QUOTED" else str(field), span)
        path = path_of(node)
        return Name(path, span) if path in DENOTED else node

    def index(self, tree: Tree[Token], span: Span) -> Expr:
        of, key = _trees(tree)
        return Index(self.expr(of), self.expr(key), span)

    def pairs(self, tree: Tree[Token], span: Span) -> Expr:
        parts = [self.expr(part) for part in (_trees(_trees(tree)[0]) if _trees(tree) else [])]
        return Pairs(tuple(Entry(key, value) for key, value in zip(parts[::2], parts[1::2], strict=True)), span)

    def method(self, tree: Tree[Token], span: Span) -> Expr:
        name = str(_token(tree))
        receiver, *rest = _trees(tree)
        over = self.expr(receiver)
        path = path_of(over)
        if path == "cel" and name == "bind":
            return self.bind(self.arguments(rest), span)
        if path in NAMESPACES and f"{path}.{name}" in FUNCTIONS:
            return Call(f"{path}.{name}", self.arguments(rest), span)
        if name in MACROS:
            return self.macro(name, over, self.arguments(rest), span)
        return Call(name, (over, *self.arguments(rest)), span, receiver=True)

    def macro(self, name: str, over: Expr, arguments: tuple[Expr, ...], span: Span) -> Expr:
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
        return all(isinstance(argument, Name) and not argument.rooted for argument in arguments[: form[0]])

    def bind(self, arguments: tuple[Expr, ...], span: Span) -> Expr:
        match arguments:
            case (Name(name=name, rooted=False), value, body):
                return Bind(name, value, body, span)
        self.invalid(say("`cel.bind` takes a name and two expressions", "`cel.bind` 需要一个名称和两个表达式"), span)

    def arguments(self, parts: list[Tree[Token]]) -> tuple[Expr, ...]:
        return tuple(self.expr(argument) for argument in _trees(parts[0])) if parts else ()

    def name(self, token: Token, span: Span, *, rooted: bool = False) -> Name:
        if str(token) in RESERVED:
            self.invalid(say("`{word}` is a reserved word", "`{word}` 是保留字", word=token), span)
        return Name(str(token), span, rooted)

    def call(self, tree: Tree[Token], span: Span) -> Expr:
        name = str(_token(tree))
        arguments = self.arguments(_trees(tree))
        if name != "has":
            return Call(name, arguments, span)
        if len(arguments) != 1 or not isinstance(arguments[0], Select):
            message = say(
                "`has` takes a field, such as {example}", "`has` 需要字段，如{example}", example="has(lot.label)"
            )
            self.invalid(message, span)
        return Has(arguments[0].of, arguments[0].field, span)

    def literal(self, token: Token, span: Span) -> Expr:
        try:
            match token.type:
                case "INT_LIT":
                    return Literal(integer_value(token), span)
                case "UINT_LIT":
                    return Literal(unsigned_value(token), span)
                case "FLOAT_LIT":
                    return Literal(double_value(token), span)
                case "STRING_LIT" | "MLSTRING_LIT":
                    return Literal(text_value(token, normalized=self.in_pack), span)
                case "BYTES_LIT":
                    return Literal(bytes_value(token), span)
                case "BOOL_LIT":
                    return Literal(str(token) == "true", span)
        except ValueError as exc:
            raise ExpressionSyntaxError(
                say("`{value}` is not a value of the language", "`{value}` 不是该语言的值", value=exc),
                location=self.source.location(span[0]),
            ) from exc
        return Literal(None, span)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _token(tree: Tree[Token]) -> Token:
    return next(child for child in tree.children if isinstance(child, Token))


def _span(tree: Tree[Token]) -> Span:
    meta = tree.meta
    return (meta.start_pos, meta.end_pos) if not meta.empty else (0, 0)
