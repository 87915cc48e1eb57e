"""The parser's table: made of the grammar that is installed, and the same parser as that gives."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import grammar, grammar_text
from engine.expressions.grammar import UnexpectedTextError, syntax_tree, table_text
from tests.engine.expressions.generated import expressions

PIECES = st.lists(
    st.sampled_from(["a", "true", "in", "?", ":", "(", ")", "[", "]", "{", "}", ",", ".", "-", "!", "&&", "||", "<=",
                     "1", "1.5", "2u", "'x'", 'r"\\"', '"""', "`a-b`", "b'x'", "null", "\n", "\\", "#", "é"]),
    max_size=12,
).map(" ".join)  # fmt: skip


def found(text: str) -> object:
    """What is told of a text: its tree with places, or where it ceases to be an expression."""
    try:
        tree = syntax_tree(text)
    except UnexpectedTextError as error:
        return error.line, error.column
    return [(str(node.data), node.children, vars(node.meta)) for node in tree.iter_subtrees()]


def found_anew(text: str) -> object:
    """The same by a parser that was built from the grammar."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "_parser", lambda built=BUILT: built)
        return found(text)


BUILT = grammar._built()


def test_the_table_is_of_the_installed_grammar_and_parser() -> None:
    assert grammar.TABLE.read_text(encoding="utf-8") == table_text()


@given(st.one_of(expressions, PIECES))
def test_the_parser_of_the_table_finds_what_the_parser_of_the_grammar_finds(text: str) -> None:
    assert found(text) == found_anew(text)


def test_beside_another_grammar_the_table_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = json.loads(grammar.TABLE.read_text(encoding="utf-8"))
    # A table by which nothing parses, said to be of another grammar.
    other = tmp_path / "grammar.json"
    other.write_text(json.dumps(table | {"of": "sha256:0", "memo": []}), encoding="utf-8")
    monkeypatch.setattr(grammar, "TABLE", other)
    grammar._parser.cache_clear()
    try:
        assert syntax_tree("a + 1").data == "expr"
    finally:
        grammar._parser.cache_clear()


@pytest.mark.parametrize("grammar_or_lark", ["grammar", "lark"])
def test_the_table_s_key_knows_the_grammar_and_the_version_of_lark(
    monkeypatch: pytest.MonkeyPatch, grammar_or_lark: str
) -> None:
    before = grammar._key()
    if grammar_or_lark == "lark":
        monkeypatch.setattr("lark.__version__", "1.0.0")
    else:
        monkeypatch.setattr(grammar_text, "CORRECTIONS", grammar_text.CORRECTIONS + "\n")
        grammar_text.grammar_text.cache_clear()
    try:
        assert grammar._key() != before
    finally:
        grammar_text.grammar_text.cache_clear()
