"""Regular expressions: the one module that knows RE2, which takes time in proportion to the text and never more."""

import functools
from collections.abc import Sequence

import re2

from core.words import Localized, say
from engine.expressions.budget import WORK
from engine.expressions.missing import EvaluationError

LONGEST_PATTERN = 1000
# Steps of a pattern over characters that take about as long as a node of an expression, where RE2 is slowest.
STEPS_AT_ONCE = 100


def pattern_fault(pattern: str) -> Localized | None:
    """Say what is wrong with a pattern; ``None`` when nothing is."""
    try:
        _compiled(pattern)
    except EvaluationError as error:
        return say("{message}", "不是可用的RE2正则表达式", message=error.message)
    return None


def matches(text: str, pattern: str) -> bool:
    """
    Tell whether a pattern matches somewhere in a text.

    Raises:
        EvaluationError: The pattern is none of RE2, or longer than a thousand characters; or matching takes too long.
    """
    if matching_work([text, pattern]) > WORK:
        raise EvaluationError("a text is too long for a pattern this large", reason="over-limit")
    return _compiled(pattern).search(text) is not None


def matching_work(values: Sequence[object]) -> int:
    """Give the work of matching a text with a pattern at worst, in nodes of an expression."""
    if len(values) != 2 or not all(isinstance(value, str) for value in values):  # noqa: PLR2004  # text and pattern
        return 0
    text, pattern = map(str, values)
    return len(text) * int(_compiled(pattern).programsize) // STEPS_AT_ONCE


def is_anchored(pattern: str) -> bool:
    """Tell whether a pattern says where it begins and ends: `^…$`, with alternatives in a group of their own."""
    if not pattern.startswith("^") or not pattern.endswith("$") or _escaped(pattern, len(pattern) - 1):
        return False
    depth, in_class, position = 0, False, 1
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            # A bracket that stands first in a class is one of its characters.
            position += pattern[position + 1 : position + 2] == "^"
            position += pattern[position + 1 : position + 2] == "]"
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            return False
        position += 1
    return True


def _escaped(pattern: str, position: int) -> bool:
    before = pattern[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


@functools.lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "re2._Regexp[str]":
    if len(pattern) > LONGEST_PATTERN:
        raise EvaluationError(f"a pattern has at most {LONGEST_PATTERN} characters", reason="over-limit")
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as exc:
        raise EvaluationError(f"`{pattern[:40]}` is no regular expression of RE2") from exc
