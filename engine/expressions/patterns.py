"""Regular expressions: the one module that knows RE2, which takes time in proportion to the text and never more."""

import functools

import re2

from engine.expressions.missing import EvaluationError

LONGEST_PATTERN = 1000


def pattern_fault(pattern: str) -> str | None:
    """Say what is wrong with a pattern; ``None`` when nothing is."""
    try:
        _compiled(pattern)
    except EvaluationError as error:
        return error.message
    return None


def matches(text: str, pattern: str) -> bool:
    """
    Tell whether a pattern matches somewhere in a text.

    Raises:
        EvaluationError: The pattern is none of RE2, or longer than a thousand characters.
    """
    return _compiled(pattern).search(text) is not None


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
