"""
Expressions read by recursive descent, the way nearly all of them are: many times faster than by the grammar's table.

It never says that a text is no expression. What it does not read to the end, for whatever reason, it leaves to the
grammar, which decides; what it reads is what the grammar reads. It stands for one text of the grammar only.
"""

import functools
import re
from typing import Final

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.grammar_text import grammar_digest
from engine.expressions.limits import DEEPEST
from engine.expressions.nodes import Nodes
from engine.expressions.tree import And, Conditional, Entry, Expr, Index, Items, Operation, Or, Pairs

# The grammar whose expressions are read here; beside another one none are.
GRAMMAR: Final = "sha256:81f294c06c61e51afb7da2471ea31928a11fc423e537384c28c4eed4e150c80c"
BLANKS = r"(?:[\t\n\f\r ]++|//.*+)*+"
BLANK = re.compile(BLANKS)
# Where an operand begins. Text in three quotes, raw text and bytes are left to the grammar.
OPERAND = re.compile(
    BLANKS
    + r"""(?:(?P<IDENT>[_a-zA-Z][_a-zA-Z0-9]*+)(?!["'])"""
    + r"""|(?P<STRING_LIT>(?!"{3}|'{3})(?:"(?:\\[^\r\n]|[^"\\\r\n])*+"|'(?:\\[^\r\n]|[^'\\\r\n])*+'))"""
    + r"""|(?P<FLOAT_LIT>-?[0-9]+[eE][+-]?[0-9]+|-?[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?)"""
    + r"""|(?P<UINT_LIT>(?:-?0x[0-9a-fA-F]+|-?[0-9]+)[uU])"""
    + r"""|(?P<INT_LIT>-?0x[0-9a-fA-F]+|-?[0-9]+)"""
    + r"""|(?P<SIGN>[!\-.(\[{]))"""
)
# Behind an operand; nothing is the end of the text.
OPERATOR = re.compile(BLANKS + r"(\|\||&&|[<>=!]=|in(?![_a-zA-Z0-9])|[-.()\[\]{}?:<>+*/%,]|\Z)")
FIELD = re.compile(BLANKS + r"(?:([_a-zA-Z][_a-zA-Z0-9]*+)|`([a-zA-Z0-9_.\-/ ]+)`)")
OR, AND, RELATION, ADDITION, MULTIPLICATION = range(1, 6)
LEVELS = (
    {"||": OR, "&&": AND}
    | dict.fromkeys(("<", "<=", ">", ">=", "==", "!=", "in"), RELATION)
    | dict.fromkeys("+-", ADDITION)
    | dict.fromkeys("*/%", MULTIPLICATION)
)
# The first character of what was read, blanks left out; the node; how many levels are nested in it.
Part = tuple[int, Expr, int]


class _Unread(Exception):  # noqa: N818  # control flow inside this module
    """The text is left to the grammar."""


def read_by_descent(source: SourceText, *, in_pack: bool) -> Expr | None:
    """
    Read an expression.

    Args:
        source: The text and its place.
        in_pack: As for `engine.expressions.parse.parse`.

    Returns:
        The tree that `engine.expressions.syntax.read_by_grammar` gives; ``None`` where that must be asked.
    """
    if not _is_known():
        return None
    try:
        return _Descent(source, in_pack=in_pack).whole()
    except (_Unread, LotgateError):
        return None


@functools.cache
def _is_known() -> bool:
    return grammar_digest() == GRAMMAR


class _Descent:
    """
    Reads one text. Behind every operand `operator` is what follows it, which ends at `after`.

    Each method begins at `position` and gives a part; `last` is where that ends, its closing brackets included.
    """

    def __init__(self, source: SourceText, *, in_pack: bool) -> None:
        self.text = source.text
        self.nodes = Nodes(source, in_pack=in_pack)
        self.position = self.last = self.after = self.open = 0
        self.operator = ""

    def whole(self) -> Expr:
        _, node, levels = self.expression()
        if self.operator or levels > DEEPEST:
            raise _Unread
        return node

    def follow(self, end: int) -> None:
        """Take what ends there for an operand, and find the operator behind it."""
        found = OPERATOR.match(self.text, end)
        if found is None:
            raise _Unread
        self.last, self.operator, self.after = end, found[1], found.end()

    def enter(self) -> None:
        """Go into something that nests; however deep a text is, this reader is not."""
        self.open += 1
        if self.open > DEEPEST:
            raise _Unread

    def expression(self) -> Part:
        start, node, levels = self.binary(OR)
        if self.operator != "?":
            return start, node, levels
        self.enter()
        self.position = self.after
        _, then, levels_then = self.binary(OR)
        self.expect(":")
        _, otherwise, levels_otherwise = self.expression()
        self.open -= 1
        node = Conditional(node, then, otherwise, (start, self.last))
        return start, node, 1 + max(levels, levels_then, levels_otherwise)

    def expect(self, operator: str) -> None:
        if self.operator != operator:
            raise _Unread
        self.position = self.after

    def binary(self, least: int) -> Part:
        """Read operands that operators of at least this level join, the first two first."""
        start, node, levels = self.unary()
        while (level := LEVELS.get(self.operator, 0)) >= least:
            operator = self.operator
            if level <= AND:
                terms = [node]
                while self.operator == operator:
                    self.position = self.after
                    _, term, below = self.binary(level + 1)
                    terms.append(term)
                    levels = max(levels, below)
                node = (Or if level == OR else And)(tuple(terms), (start, self.last))
            else:
                self.position = self.after
                _, right, below = self.binary(level + 1)
                node = Operation(operator, (node, right), (start, self.last))  # type: ignore[arg-type]  # one of them
                levels = 1 + max(levels, below)
        return start, node, levels

    def unary(self) -> Part:
        """Read an operand with its signs, its fields, calls and indices."""
        found = OPERAND.match(self.text, self.position)
        if found is None:
            raise _Unread
        kind: str = found.lastgroup or ""
        text, start, end = found[kind], found.start(kind), found.end()
        if text in {"!", "-"}:
            self.enter()
            self.position = end
            _, inner, levels = self.unary()
            self.open -= 1
            return start, Operation(text, (inner,), (start, self.last)), levels + 1  # type: ignore[arg-type]  # a sign
        node, levels = self.primary(kind, text, start, end)
        while self.operator in {".", "["}:
            node, levels = self.member(node, levels, start)
        return start, node, levels

    def primary(self, kind: str, text: str, start: int, end: int) -> tuple[Expr, int]:
        if kind == "IDENT" and text not in {"true", "false", "null"}:
            self.follow(end)
            if self.operator == "(":
                arguments, levels = self.several(")")
                return self.nodes.call(text, arguments, (start, self.last)), levels + 1
            return self.nodes.name(text, (start, end)), 0
        if kind != "SIGN":
            self.follow(end)
            kind = kind if kind != "IDENT" else "NULL_LIT" if text == "null" else "BOOL_LIT"
            return self.nodes.literal(kind, text, (start, end)), 0
        if text == ".":
            return self.rooted(start, end)
        self.after = end
        if text == "[":
            items, levels = self.several("]")
            return Items(items, (start, self.last)), levels + 1
        if text == "{":
            return self.pairs(start)
        self.enter()
        self.position = end
        _, node, levels = self.expression()
        self.close(")")
        return node, levels + 1

    def close(self, bracket: str) -> None:
        if self.operator != bracket:
            raise _Unread
        self.open -= 1
        self.follow(self.after)

    def rooted(self, start: int, end: int) -> tuple[Expr, int]:
        found = FIELD.match(self.text, end)
        if found is None or found[1] is None or found[1] in {"true", "false"}:
            raise _Unread
        self.follow(found.end())
        if self.operator != "(":
            return self.nodes.name(found[1], (start, self.last), rooted=True), 0
        arguments, levels = self.several(")")
        return self.nodes.call(found[1], arguments, (start, self.last)), levels + 1

    def member(self, of: Expr, levels: int, start: int) -> tuple[Expr, int]:
        """Read a field, a call or an index behind an operand."""
        if self.operator == "[":
            self.enter()
            self.position = self.after
            _, key, below = self.expression()
            self.close("]")
            return Index(of, key, (start, self.last)), 1 + max(levels, below)
        found = FIELD.match(self.text, self.after)
        if found is None or found[1] in {"true", "false"}:
            raise _Unread
        self.follow(found.end())
        if self.operator != "(":
            return self.nodes.select(of, found[1] or found[2], (start, self.last)), levels + 1
        if found[1] is None:
            raise _Unread
        arguments, below = self.several(")")
        return self.nodes.method(of, found[1], arguments, (start, self.last)), 1 + max(levels, below)

    def several(self, bracket: str) -> tuple[tuple[Expr, ...], int]:
        """Read what stands in brackets, divided by commas; a list may end in one."""
        self.enter()
        parts: list[Expr] = []
        deepest = 0
        while (parts and bracket != "]") or not self.is_closed(bracket):
            self.position = self.after
            _, part, levels = self.expression()
            parts.append(part)
            deepest = max(deepest, levels)
            if self.operator != ",":
                self.close(bracket)
                break
        return tuple(parts), deepest

    def is_closed(self, bracket: str) -> bool:
        """Tell whether the bracket stands next, and leave it where it does."""
        found = BLANK.match(self.text, self.after)
        end = self.after if found is None else found.end()
        if not self.text.startswith(bracket, end):
            return False
        self.open -= 1
        self.follow(end + 1)
        return True

    def pairs(self, start: int) -> tuple[Expr, int]:
        self.enter()
        entries: list[Entry] = []
        deepest = 0
        while not self.is_closed("}"):
            self.position = self.after
            _, key, below_key = self.expression()
            self.expect(":")
            _, value, below_value = self.expression()
            entries.append(Entry(key, value))
            deepest = max(deepest, below_key, below_value)
            if self.operator != ",":
                self.close("}")
                break
        return Pairs(tuple(entries), (start, self.last)), deepest + 1
