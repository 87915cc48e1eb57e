"""The quick reader: what it reads is what the grammar reads, with the same places, and it never says no."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from engine.expressions import descent, grammar_text
from engine.expressions.descent import read_by_descent
from engine.expressions.expression import source_text
from engine.expressions.grammar import UnexpectedTextError
from engine.expressions.limits import DEEPEST
from engine.expressions.syntax import read_by_grammar
from tests.engine.expressions.generated import expressions
from tests.engine.expressions.test_conformance import CASES
from tests.strategies import ROOT, loaded

PIECES = [
    *"a b _x in true false null has all exists cel bind google protobuf Timestamp if r b".split(),  # noqa: SIM905
    *"? : ( ) [ ] { } , . - ! && || < <= > >= == != + * / % ` // \\ ' \" # é".split(),  # noqa: SIM905
    "1", "-1", "1.5", ".5", "1e3", "2u", "0x1F", "0x", "'x'", '"y\\n"', 'r"\\"', '"""z"""', "b'x'", "`a-b`", " ", "\n",
    "\t", "\u00a0", "a.b", "f(a)", "[1, 2]", "{a: 1}", "a[0]", "(a)", "m{}", "m{a: 1}", ".a", "a ? b : c",
    "l.map(x, x)",
]  # fmt: skip
WRITTEN = frozenset({"applies", "where", "by", "require", "keep_until", "keep_at_least", "who"})


def written(node: object) -> Iterator[str]:
    """The expressions that stand under a pack's keys."""
    if isinstance(node, list):
        for item in node:
            yield from written(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in WRITTEN and isinstance(value, str):
                yield value
            else:
                yield from written(value)


def packs_texts() -> list[str]:
    files = sorted((ROOT / "rulepacks").glob("*/*.yaml"))
    return sorted({text for file in files for text in written(loaded(file))})


def others_texts() -> list[str]:
    cases = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    cases_own = [str(case[0]) for file in cases for case in loaded(file)]
    files = sorted(CASES.glob("*.json"))
    return [*cases_own, *(case["expr"] for file in files for case in json.loads(file.read_text("utf-8")))]


PACKS = packs_texts()
TEXTS = [*PACKS, *others_texts()]


def by_grammar(text: str, *, in_pack: bool) -> str | None:
    """What the grammar reads: values and places of every node; 1 and 1.0 and true are told apart."""
    try:
        return repr(read_by_grammar(source_text(text), in_pack=in_pack))
    except (UnexpectedTextError, LotgateError):
        return None


def agrees(text: str, *, in_pack: bool = True) -> bool:
    """Whether what was read, if it was, is what the grammar reads."""
    found = read_by_descent(source_text(text), in_pack=in_pack)
    if found is None:
        return False
    assert repr(found) == by_grammar(text, in_pack=in_pack), text
    return True


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Put pieces of the language anywhere into a text, or instead of a few characters."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(["", *PIECES])) + text[at + draw(st.integers(0, 3)) :]
    return text


def test_the_shipped_packs_are_read_without_the_grammar() -> None:
    assert len(PACKS) > 300
    assert [text for text in PACKS if not agrees(text)] == []


def test_what_other_texts_it_reads_the_grammar_reads_alike() -> None:
    read = [agrees(text, in_pack=in_pack) for text in TEXTS for in_pack in (True, False)]

    assert sum(read) > len(read) // 2


@pytest.mark.parametrize(
    "text",
    ["a inb", "lot{}", "a.true", "f(a,)", "[a,]", "{a: 1,}", "{,}", "a.`b`(1)", 'r"\\"', '"""a""" + ""', "a //b\n + 1",
     "- 1 - -1 --1", "1.a", "1in[1]", "true.a", "null(a)", "a.null", "(a).b", "1 .5", "a\u00a0", "", "as", "has(a)"],
)  # fmt: skip
def test_what_it_reads_of_odd_texts_the_grammar_reads_alike(text: str) -> None:
    for in_pack in (True, False):
        found = read_by_descent(source_text(text), in_pack=in_pack)
        assert found is None or repr(found) == by_grammar(text, in_pack=in_pack)


@settings(max_examples=1000)
@given(st.one_of(expressions, mutated(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)), st.booleans())
def test_what_it_reads_of_mutated_texts_the_grammar_reads_alike(text: str, in_pack: bool) -> None:  # noqa: FBT001
    found = read_by_descent(source_text(text), in_pack=in_pack)

    assert found is None or repr(found) == by_grammar(text, in_pack=in_pack)


@pytest.mark.parametrize(
    "form", ["({})", "[{}]", "f({})", "a.f({})", "{}.a", "!{}", "{} + 1", "a ? {} : 1", "{{1: {}}}", ".f({})", "-{}"]
)
def test_it_reads_no_deeper_than_the_grammar(form: str) -> None:
    text = "x"
    for _ in range(DEEPEST + 3):
        found = read_by_descent(source_text(text), in_pack=True)
        assert (None if found is None else repr(found)) == by_grammar(text, in_pack=True), text
        text = form.format(text)


def test_nothing_is_too_deep_for_it() -> None:
    for piece in ("(", "[", "!", "-", "{1:", "a.f(", "a?b:", "a["):
        assert read_by_descent(source_text(piece * 1000), in_pack=True) is None


def test_beside_another_grammar_it_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar_text, "CORRECTIONS", grammar_text.CORRECTIONS + "\n")
    for cached in (grammar_text.grammar_text, grammar_text.grammar_digest, descent._is_known):
        cached.cache_clear()
    try:
        assert read_by_descent(source_text("a"), in_pack=True) is None
    finally:
        monkeypatch.undo()
        for cached in (grammar_text.grammar_text, grammar_text.grammar_digest, descent._is_known):
            cached.cache_clear()
    assert read_by_descent(source_text("a"), in_pack=True) is not None
