"""Text to syntax tree: the one module that knows cel-python, of which the parser is used and nothing else."""

import functools
import re
from collections.abc import Callable
from typing import NoReturn, cast

from celpy.celparser import CELParseError, CELParser
from lark import Token, Tree
from lark.exceptions import LarkError

from core.documents.source_text import SourceText
from engine.expressions.errors import ExpressionSizeError, ExpressionSyntaxError, UnsupportedSyntaxError
from engine.expressions.literals import integer_value, text_value
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
    MacroKind,
    Name,
    Operation,
    Or,
    Select,
    Span,
)

LONGEST = 4000
DEEPEST = 32
MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})
RESERVED = frozenset(
    "as break const continue else for function if import let loop package namespace return var void while".split()  # noqa: SIM905  # read as a sentence
)
COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "in": "in"}
ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}
# Rules whose trees nest once for each level that a reader would call nesting; chains of && and || are flattened.
NESTING = frozenset({"paren_expr", "list_lit", "member_dot_arg", "member_dot", "member_index", "ident_arg", "map_lit"})
CHAINS = frozenset({"addition", "multiplication", "relation", "unary"})
STRING = re.compile(
    r"""[rR]?(?:\"\"\"(?:\\.|.)*?\"\"\"|'''(?:\\.|.)*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL
)
INDEX_AND_ARGUMENT = 2


def parse(source: SourceText) -> Expr:
    """
    Parse an expression.

    Args:
        source: The text and where it stands.

    Returns:
        Our own tree; its spans are offsets into ``source.text``.

    Raises:
        ExpressionSyntaxError: ``expression.syntax.invalid``.
        UnsupportedSyntaxError: ``expression.syntax.unsupported``; floats, bytes, maps, messages, comments.
        ExpressionSizeError: ``expression.size.exceeded``; above 4,000 characters or 32 levels.
    """
    text = source.text
    if len(text) > LONGEST:
        raise ExpressionSizeError(
            f"the expression has {len(text)} characters, more than {LONGEST}", location=source.location()
        )
    comment = STRING.sub(lambda match: " " * len(match[0]), text).find("//")
    if comment >= 0:
        hint = "YAML folds the lines of a block into one: write a YAML comment above it"
        raise UnsupportedSyntaxError("a comment inside an expression", location=source.location(comment), hint=hint)
    try:
        tree = _parser().parse(text)
    except CELParseError as exc:
        token = getattr(exc.__context__, "token", None)
        at_end = isinstance(token, Token) and token.type == "$END"
        raise _syntax_error(source, None if at_end else exc.line, exc.column) from exc
    except LarkError as exc:  # pragma: no cover  # cel-python wraps what lark raises
        raise _syntax_error(source, None, None) from exc
    _check_depth(tree, source)
    return _Builder(source).expr(tree)


class _Parser(CELParser):
    """The parser of cel-python, with places for `true` and `false`, which it makes anew without them."""

    @staticmethod
    def ambiguous_literals(token: Token) -> Token:
        """Take `true` and `false` for literals, where they stand."""
        return Token.new_borrow_pos("BOOL_LIT", token.value, token) if token.value in {"true", "false"} else token


@functools.cache
def _parser() -> _Parser:
    CELParser.CEL_PARSER = None  # it keeps one for its class; this one has our literals
    return _Parser()


def _syntax_error(source: SourceText, line: int | None, column: int | None) -> ExpressionSyntaxError:
    text = source.text
    offset = len(text.rstrip())
    # The parser counts lines and columns from 1, and says -1 for the end of the text.
    if line is not None and column is not None and line >= 1:
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = min(starts[min(line, len(starts)) - 1] + column - 1, offset)
    at_end = offset >= len(text.rstrip())
    found = "the expression ends too early" if at_end else f"`{text[offset : offset + 12]}` is not expected here"
    hint = "was it cut short by YAML? put it in a block (`>-`) or in quotes" if source.scalar.kind == "plain" else None
    return ExpressionSyntaxError(found, location=source.location(max(0, min(offset, len(text) - 1))), hint=hint)


def _check_depth(tree: Tree[Token], source: SourceText) -> None:
    stack: list[tuple[Tree[Token], int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        nests = node.data in NESTING or (node.data in CHAINS and len(node.children) > 1)
        depth += nests or (node.data == "expr" and len(node.children) > 1)
        if depth > DEEPEST:
            raise ExpressionSizeError(f"the expression is nested deeper than {DEEPEST}", location=source.location())
        stack.extend((child, depth) for child in node.children if isinstance(child, Tree))


class _Builder:
    """Turns the parser's tree into ours, a method for each rule of the grammar that says something."""

    def __init__(self, source: SourceText) -> None:
        self.source = source

    def refuse(self, what: str, span: Span, hint: str | None = None) -> NoReturn:
        raise UnsupportedSyntaxError(what, location=self.source.location(span[0]), hint=hint)

    def invalid(self, what: str, span: Span) -> NoReturn:
        raise ExpressionSyntaxError(what, location=self.source.location(span[0]))

    def expr(self, tree: Tree[Token]) -> Expr:
        parts = _trees(tree)
        test = self.chain(parts[0])
        if len(parts) == 1:
            return test
        return Conditional(test, self.chain(parts[1]), self.expr(parts[2]), _span(tree))

    def chain(self, tree: Tree[Token]) -> Expr:
        """Flatten a left-recursive chain of || or && without recursion."""
        terms: list[Tree[Token]] = []
        rule, node = tree.data, tree
        while len(node.children) > 1:
            left, right = _trees(node)
            terms.append(right)
            node = left
        terms.append(_trees(node)[0])
        below: Callable[[Tree[Token]], Expr] = self.chain if rule == "conditionalor" else self.relation
        built = tuple(below(term) for term in reversed(terms))
        if len(built) == 1:
            return built[0]
        return Or(built, _span(tree)) if rule == "conditionalor" else And(built, _span(tree))

    def relation(self, tree: Tree[Token]) -> Expr:
        parts = _trees(tree)
        right = self.addition(parts[-1])
        if len(parts) == 1:
            return right
        operator = COMPARISONS[str(parts[0].data).removeprefix("relation_")]
        return self.operation(operator, (self.relation(_trees(parts[0])[0]), right), tree)

    def addition(self, tree: Tree[Token]) -> Expr:
        parts = _trees(tree)
        is_sum = tree.data == "addition"
        right = self.addition(parts[-1]) if is_sum else self.unary(parts[-1])
        if len(parts) == 1:
            return right
        name = str(parts[0].data).rsplit("_", 1)[1]
        if name not in ARITHMETIC:
            self.refuse("division and remainder are not used in packs", _span(tree), "compare products instead")
        return self.operation(ARITHMETIC[name], (self.addition(_trees(parts[0])[0]), right), tree)

    def operation(self, operator: str, operands: tuple[Expr, ...], tree: Tree[Token]) -> Expr:
        return Operation(operator, operands, _span(tree))  # type: ignore[arg-type]  # from the tables above

    def unary(self, tree: Tree[Token]) -> Expr:
        parts = _trees(tree)
        if len(parts) == 1:
            return self.member(parts[0])
        return self.operation("!" if parts[0].data == "unary_not" else "-", (self.unary(parts[1]),), tree)

    def member(self, tree: Tree[Token]) -> Expr:
        inner = _trees(tree)[0]
        span = _span(tree)
        match str(inner.data):
            case "primary":
                return self.primary(_trees(inner)[0])
            case "member_dot":
                return Select(self.member(_trees(inner)[0]), str(_token(inner)), span)
            case "member_dot_arg":
                return self.method(inner, span)
            case "member_index":
                of, key = _trees(inner)
                return Index(self.member(of), self.expr(key), span)
        self.refuse("messages are not used in packs", span)

    def method(self, tree: Tree[Token], span: Span) -> Expr:
        name = str(_token(tree))
        parts = _trees(tree)
        over = self.member(parts[0])
        arguments = self.arguments(parts[1:])
        if name not in MACROS:
            return Call(name, (over, *arguments), span)
        if len(arguments) != INDEX_AND_ARGUMENT or not isinstance(arguments[0], Name):
            self.invalid(f"`{name}` takes a name and an expression", span)
        return Macro(cast("MacroKind", name), over, arguments[0].name, arguments[1], span)

    def arguments(self, parts: list[Tree[Token]]) -> tuple[Expr, ...]:
        return tuple(self.expr(argument) for argument in _trees(parts[0])) if parts else ()

    def primary(self, tree: Tree[Token]) -> Expr:
        span = _span(tree)
        match str(tree.data):
            case "literal":
                return self.literal(_token(tree), span)
            case "paren_expr":
                return self.expr(_trees(tree)[0])
            case "ident":
                return self.name(_token(tree), span)
            case "list_lit":
                return Items(self.arguments(_trees(tree)), span)
            case "ident_arg":
                return self.call(tree, span)
            case "map_lit":
                self.refuse("maps are not written out in packs", span)
        self.refuse("a name does not begin with a point", span)

    def name(self, token: Token, span: Span) -> Name:
        if str(token) in RESERVED:
            self.invalid(f"`{token}` is a reserved word", span)
        return Name(str(token), span)

    def call(self, tree: Tree[Token], span: Span) -> Expr:
        name = str(_token(tree))
        arguments = self.arguments(_trees(tree))
        if name != "has":
            return Call(name, arguments, span)
        if len(arguments) != 1 or not isinstance(arguments[0], Select):
            self.invalid("`has` takes a field, such as has(lot.label)", span)
        return Has(arguments[0].of, arguments[0].field, span)

    def literal(self, token: Token, span: Span) -> Expr:
        try:
            match token.type:
                case "INT_LIT":
                    return Literal(integer_value(token), span)
                case "STRING_LIT" | "MLSTRING_LIT":
                    return Literal(text_value(token), span)
                case "BOOL_LIT":
                    return Literal(str(token) == "true", span)
                case "NULL_LIT":
                    return Literal(None, span)
        except ValueError as exc:
            raise ExpressionSyntaxError(
                f"`{exc}` is not a value of the language", location=self.source.location(span[0])
            ) from exc
        hint = 'a measured value is exact: quantity("4.0", "mg")' if token.type == "FLOAT_LIT" else None
        self.refuse(f"`{token}` is not used in packs", span, hint)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _token(tree: Tree[Token]) -> Token:
    return next(child for child in tree.children if isinstance(child, Token))


def _span(tree: Tree[Token]) -> Span:
    meta = tree.meta
    return (meta.start_pos, meta.end_pos) if not meta.empty else (0, 0)
