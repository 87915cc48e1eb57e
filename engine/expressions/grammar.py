"""
The parser of the grammar. The one module that knows lark.

Building a parser takes longer than checking a pack, so its table stands beside this module, as lark writes it out. It
is used for the very grammar and lark that it was made of; beside any other the parser is built anew.
"""

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lark
import msgspec
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from lark.grammar import Rule
from lark.lexer import TerminalDef

from core.canonical import digest
from engine.expressions.grammar_text import grammar_text

__all__ = ["Token", "Tree", "UnexpectedTextError", "syntax_tree", "table_text"]

START = "expr"
TABLE = Path(__file__).with_name("grammar.json")
SHIFT = 0


class UnexpectedTextError(Exception):
    """
    The text is no expression.

    Args:
        line: The line at which it ceases to be one, from 1; ``None`` at its end.
        column: The column there, from 1.
    """

    def __init__(self, line: int | None, column: int) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


def syntax_tree(text: str) -> "Tree[Token]":
    """
    Parse an expression as the grammar has it.

    Returns:
        The tree of the grammar's rules; `true` and `false` are literals in it.

    Raises:
        UnexpectedTextError: It is no expression.
    """
    try:
        return _parser().parse(text)
    except UnexpectedToken as exc:
        # At the end of the text lark repeats the place of the last token.
        raise UnexpectedTextError(None if exc.token.type == "$END" else exc.line, exc.column) from exc
    except UnexpectedCharacters as exc:
        raise UnexpectedTextError(exc.line, exc.column) from exc


def table_text() -> str:
    """
    Build the parser from the grammar, and write its table.

    Returns:
        JSON; lark's own form, but that states and tokens, which it numbers otherwise each time, have an order: the
        same bytes on every machine and hash seed.
    """
    data, memo = _built().memo_serialize([TerminalDef, Rule])
    table = data["parser"]["parser"]
    named = {
        state: {table["tokens"][token]: action for token, action in sorted(actions.items())}
        for state, actions in table["states"].items()
    }
    order = _order(named, table["start_states"][START])
    number = {state: index for index, state in enumerate(order)}
    table["states"] = [
        {token: (kind, number[to] if kind == SHIFT else to) for token, (kind, to) in named[state].items()}
        for state in order
    ]
    for ends in ("start_states", "end_states"):
        table[ends] = {start: number[state] for start, state in table[ends].items()}
    del table["tokens"], data["options"]["lexer_callbacks"]
    written = {"of": _key(), "data": data, "memo": [memo[index] for index in range(len(memo))]}
    return msgspec.json.encode(written, order="sorted").decode() + "\n"


@functools.cache
def _parser() -> Lark:
    table = msgspec.json.decode(TABLE.read_bytes())
    return _loaded(table) if table["of"] == _key() else _built()


def _loaded(table: dict[str, Any]) -> Lark:
    """Hand the table to lark in its own form, in which states, tokens and rules have numbers."""
    inner = table["data"]["parser"]["parser"]
    states = inner["states"]
    inner["states"] = dict(enumerate(states))
    inner["tokens"] = {token: token for state in states for token in state}
    # What lark's stand-alone parsers call; another lark has another key.
    load: Callable[..., Lark] = Lark._load_from_dict  # noqa: SLF001
    return load(table["data"], dict(enumerate(table["memo"])), lexer_callbacks=_CALLBACKS)


def _built() -> Lark:
    return Lark(
        grammar_text(),
        parser="lalr",
        start=START,
        g_regex_flags=re.MULTILINE,
        lexer_callbacks=_CALLBACKS,
        propagate_positions=True,
        maybe_placeholders=False,
        priority="invert",
    )


def _key() -> str:
    """Say what the table is made of."""
    return digest({"grammar": grammar_text(), "lark": lark.__version__})


def _order(actions: dict[int, dict[str, Any]], start: int) -> list[int]:
    """List the states in the order in which they are first shifted to."""
    order = {start: None}
    waiting = [start]
    for state in waiting:
        new = [to for _, (kind, to) in sorted(actions[state].items()) if kind == SHIFT and to not in order]
        order |= dict.fromkeys(new)
        waiting += dict.fromkeys(new)
    return list(order)


def _literal_or_name(token: Token) -> Token:
    """Take `true` and `false` for literals, where they stand."""
    return Token.new_borrow_pos("BOOL_LIT", token.value, token) if token.value in {"true", "false"} else token


_CALLBACKS = {"IDENT": _literal_or_name}
