"""Text to our own syntax tree: the face of the two readers, and what no reader is given."""

import re

from core.documents.source_text import SourceText
from core.words import say
from engine.expressions.descent import read_by_descent
from engine.expressions.errors import ExpressionSizeError, ExpressionSyntaxError, UnsupportedSyntaxError
from engine.expressions.limits import LONGEST
from engine.expressions.literals import is_unicode
from engine.expressions.tree import Expr

# A parent's expressions are read again with every pack that extends it; a tree knows no place but its own text.
MOST_KEPT = 4096
_PARSED: dict[tuple[str, bool], Expr] = {}
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
    known = read_by_descent(source, in_pack=in_pack)
    return _read_by_grammar(source, in_pack=in_pack) if known is None else known


def _read_by_grammar(source: SourceText, *, in_pack: bool) -> Expr:
    from engine.expressions.grammar import UnexpectedTextError
    from engine.expressions.syntax import read_by_grammar

    try:
        return read_by_grammar(source, in_pack=in_pack)
    except UnexpectedTextError as exc:
        raise _syntax_error(source, exc.line, exc.column) from exc


CUT_HINT = say(
    "was it cut short by YAML? put it in a block (`>-`) or in quotes", "是否被YAML截断？请写在块（`>-`）或引号中"
)


def _refuse_comment(source: SourceText) -> None:
    if "//" not in source.text:
        return
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
