"""The language that the command answers in: `--lang`, before or behind the name of a command."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

LANGUAGES = ("en", "zh")
KEY = "lotgate.language"
F = TypeVar("F", bound=Callable[..., Any])


def language() -> str:
    """Give the language that was chosen; English when none was."""
    return chosen_language() or "en"


def chosen_language() -> str | None:
    """Give the language that was chosen, if one was."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(KEY)


def language_option(command: F) -> F:
    """Add `--lang`; what a command itself is given counts more than what stands before its name."""
    option = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=_choose,
        help="Language of what is told. [default: en]",
    )
    return option(command)


def _choose(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[KEY] = value
