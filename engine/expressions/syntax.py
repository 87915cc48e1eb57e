"""The grammar's own tree to ours: the reading that decides what an expression is, and what is wrong with one."""

from collections.abc import Callable
from typing import cast

from core.documents.source_text import SourceText
from core.words import say
from engine.expressions.errors import ExpressionSizeError
from engine.expressions.grammar import Token, Tree, syntax_tree
from engine.expressions.limits import DEEPEST
from engine.expressions.nodes import Nodes
from engine.expressions.tree import (
    And,
    Conditional,
    Entry,
    Expr,
    Index,
    Items,
    Operation,
    Operator,
    Or,
    Pairs,
    Span,
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
NESTING = frozenset(
    "paren_expr list_lit map_lit member_dot member_dot_arg member_index ident_arg dot_ident_arg".split()  # noqa: SIM905  # read as a sentence
)
CHAINS = frozenset({"addition", "multiplication", "relation", "unary"})


def read_by_grammar(source: SourceText, *, in_pack: bool) -> Expr:
    """
    Read an expression as the grammar has it.

    Args:
        source: The text and its place.
        in_pack: As for `engine.expressions.parse.parse`.

    Raises:
        UnexpectedTextError: It is no expression.
        ExpressionSyntaxError: ``expression.syntax.invalid``.
        UnsupportedSyntaxError: ``expression.syntax.unsupported``; messages.
        ExpressionSizeError: ``expression.size.exceeded``; above 32 levels.
    """
    tree = syntax_tree(source.text)
    _check_depth(tree, source)
    return _Builder(source, in_pack=in_pack).expr(tree)


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
        self.nodes = Nodes(source, in_pack=in_pack)
        self.rules: dict[str, Callable[[Tree[Token], Span], Expr]] = {
            "expr": self.conditional,
            "conditionalor": self.chain,
            "conditionaland": self.chain,
            "relation": self.binary,
            "addition": self.binary,
            "multiplication": self.binary,
            "unary": self.unary,
            "literal": lambda tree, span: self.nodes.literal(_token(tree).type, str(_token(tree)), span),
            "ident": lambda tree, span: self.nodes.name(str(_token(tree)), span),
            "dot_ident": lambda tree, span: self.nodes.name(str(_token(tree)), span, rooted=True),
            "ident_arg": self.call,
            "dot_ident_arg": self.call,
            "member_dot": self.select,
            "member_dot_arg": self.method,
            "member_index": self.index,
            "list_lit": lambda tree, span: Items(self.arguments(_trees(tree)), span),
            "map_lit": self.pairs,
        }

    def expr(self, tree: Tree[Token]) -> Expr:
        """Go down to the first rule that says something, and turn it into a node."""
        while len(tree.children) == 1 and isinstance(tree.children[0], Tree) and tree.data not in self.alone:
            tree = tree.children[0]
        rule = self.rules.get(str(tree.data))
        if rule is None:
            self.nodes.refuse(say("messages are not used in packs", "规则包不使用消息结构"), _span(tree))
        return rule(tree, _span(tree))

    # Of one child, and yet more than it: `{}` behind a name is an empty message.
    alone = frozenset({"list_lit", "map_lit", "member_object"})

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
        of = self.expr(_trees(tree)[0])
        return self.nodes.select(of, field.strip("`") if field.type == "QUOTED" else str(field), span)

    def index(self, tree: Tree[Token], span: Span) -> Expr:
        of, key = _trees(tree)
        return Index(self.expr(of), self.expr(key), span)

    def pairs(self, tree: Tree[Token], span: Span) -> Expr:
        parts = [self.expr(part) for part in (_trees(_trees(tree)[0]) if _trees(tree) else [])]
        return Pairs(tuple(Entry(key, value) for key, value in zip(parts[::2], parts[1::2], strict=True)), span)

    def method(self, tree: Tree[Token], span: Span) -> Expr:
        receiver, *rest = _trees(tree)
        over = self.expr(receiver)
        return self.nodes.method(over, str(_token(tree)), self.arguments(rest), span)

    def arguments(self, parts: list[Tree[Token]]) -> tuple[Expr, ...]:
        return tuple(self.expr(argument) for argument in _trees(parts[0])) if parts else ()

    def call(self, tree: Tree[Token], span: Span) -> Expr:
        return self.nodes.call(str(_token(tree)), self.arguments(_trees(tree)), span)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _token(tree: Tree[Token]) -> Token:
    return next(child for child in tree.children if isinstance(child, Token))


def _span(tree: Tree[Token]) -> Span:
    meta = tree.meta
    return (meta.start_pos, meta.end_pos) if not meta.empty else (0, 0)
