"""Messages with expressions in braces, rendered for a person in one language."""

import re

import msgspec

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.words import say
from engine.expressions.check import Environment
from engine.expressions.compatibility import bare
from engine.expressions.errors import ExpressionSyntaxError, ExpressionTypeError, UnguardedReadError
from engine.expressions.evaluate import Names, evaluate
from engine.expressions.expression import Expression, check_expression
from engine.expressions.guards import Known, unguarded
from engine.expressions.values import Unknown, display
from engine.model.types import (
    BOOL,
    DATE,
    DOUBLE,
    DURATION,
    INSTANT,
    INT,
    QUANTITY,
    TEXT,
    TIMESTAMP,
    UINT,
    CodeOf,
    Nullable,
    Type,
    type_words,
)

SHOWN = frozenset({BOOL, DATE, DOUBLE, DURATION, INSTANT, INT, QUANTITY, TEXT, TIMESTAMP, UINT})
BRACE = re.compile("[{}]")
NOT_CLOSED = say("a brace is not closed", "花括号没有闭合")
NOT_OPENED = say("a brace is not opened", "花括号没有开头")
GUARD_HINT = say(
    "show what the condition has read, or mark it: `{form}` says so where it was not recorded",
    "请显示条件已读取的内容，或加标记：`{form}` 会在未记录时注明",
    form="{a.b?}",
)
NOT_RECORDED = {"en": "(not recorded)", "zh": "（未记录）"}
NONE = {"en": "none", "zh": "无"}


class Message(msgspec.Struct, frozen=True):
    """
    A text with expressions in it; ``{a.b?}`` marks one that may not be recorded, which is then said in its place.

    Attributes:
        parts: Plain text and expressions, in their order.
    """

    parts: tuple[str | Expression, ...]

    def render(self, names: Names, language: str) -> str:
        """Write the message; what is not known is said to be so."""
        return "".join(part if isinstance(part, str) else _shown(part, names, language) for part in self.parts)


def compile_message(
    source: SourceText, environment: Environment, known: Known | None = None
) -> Message | list[LotgateError]:
    """
    Split a message and check the expressions in its braces; ``{{`` and ``}}`` are braces.

    Args:
        source: The text and its place.
        environment: Types of the names that can be read.
        known: What was certainly read when the message is shown; then it reads nothing else that may be left out.

    Returns:
        The message, or every fault of it.
    """
    parts: list[str | Expression] = []
    faults: list[LotgateError] = []
    text, position, plain = source.text, 0, ""
    while position < len(text):
        if text[position : position + 2] in {"{{", "}}"}:
            plain, position = plain + text[position], position + 2
        elif text[position] == "{":
            end = text.find("}", position)
            if end < 0:
                faults.append(ExpressionSyntaxError(NOT_CLOSED, location=source.location(position)))
                break
            piece = _piece(source.piece(position + 1, end), environment, known)
            if isinstance(piece, Expression):
                parts.extend((plain, piece))
            else:
                faults.extend(piece)
            plain, position = "", end + 1
        elif text[position] == "}":
            faults.append(ExpressionSyntaxError(NOT_OPENED, location=source.location(position)))
            position += 1
        else:
            found = BRACE.search(text, position)
            end = len(text) if found is None else found.start()
            plain, position = plain + text[position:end], end
    return faults or Message((*parts, plain))


def _piece(source: SourceText, environment: Environment, known: Known | None) -> Expression | list[LotgateError]:
    is_marked = source.text.rstrip().endswith("?")
    if is_marked:
        source = source.piece(0, source.text.rindex("?"))
    piece = check_expression(source, environment, "message")
    if not isinstance(piece, Expression):
        return piece
    if not _is_shown(piece.type):
        message = say("a message cannot show {type}", "消息无法显示{type}", type=type_words(piece.type))
        return [ExpressionTypeError(message, location=source.location())]
    reads = [] if known is None or is_marked else unguarded(piece.tree, piece.types, known)
    faults: list[LotgateError] = []
    for read in reads:
        text = " ".join(source.text[slice(*read.span)].split())
        message = say(
            "`{text}` may not be recorded where this message is shown", "显示此消息时 `{text}` 可能未记录", text=text
        )
        faults.append(UnguardedReadError(message, location=source.location(read.span[0]), hint=GUARD_HINT))
    return faults or piece


def _is_shown(found: Type) -> bool:
    found = bare(found)
    return isinstance(found, CodeOf) or found in SHOWN


def _shown(piece: Expression, names: Names, language: str) -> str:
    try:
        value = evaluate(piece.tree, names)
    except Unknown:
        return NOT_RECORDED[language]
    if value is None:
        return NONE[language]
    found = piece.type.of if isinstance(piece.type, Nullable) else piece.type
    if isinstance(found, CodeOf) and isinstance(value, str):
        return found.codes(value).label.text(language)  # type: ignore[call-arg]  # an enum looks its member up by value
    return display(value)
