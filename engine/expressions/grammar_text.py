"""The text of the grammar: cel-python's, corrected. The one module that knows cel-python, of which nothing is run."""

import functools
import importlib.util
from pathlib import Path

from core.canonical import digest_of_bytes

# Where cel-python's grammar differs from the specification: raw text has no escapes, a line does not end inside single
# quotes, a double has digits behind its point, a list and a map may end in a comma, and a field may be quoted.
CORRECTIONS = r"""
%override STRING_LIT: /(?:[rR]"[^"\r\n]*"|[rR]'[^'\r\n]*'|"(?:\\[^\r\n]|[^"\\\r\n])*"|'(?:\\[^\r\n]|[^'\\\r\n])*')/
RAWML: /[rR](?:"{3}[\s\S]*?"{3}|'{3}[\s\S]*?'{3})/
%override MLSTRING_LIT: RAWML | /(?:"{3}(?:\\[\s\S]|[^\\])*?"{3}|'{3}(?:\\[\s\S]|[^\\])*?'{3})/
%override FLOAT_LIT: /-?[0-9]*\.[0-9]+([eE][+-]?[0-9]+)?/ | /-?[0-9]+[eE][+-]?[0-9]+/
QUOTED: /`[a-zA-Z0-9_.\-\/ ]+`/
%override member_dot: member "." (IDENT | QUOTED)
items: expr ("," expr)* [","]
%override list_lit: "[" [items] "]"
%override mapinits: expr ":" expr ("," expr ":" expr)* [","]
"""


@functools.cache
def grammar_text() -> str:
    """Give the grammar, as lark reads it."""
    found = importlib.util.find_spec("celpy")
    if found is None or found.origin is None:  # pragma: no cover  # it is among what we stand on
        raise ModuleNotFoundError("celpy")
    return Path(found.origin).with_name("cel.lark").read_text(encoding="utf-8") + CORRECTIONS


@functools.cache
def grammar_digest() -> str:
    """Give the digest of its text."""
    return digest_of_bytes(grammar_text().encode())
