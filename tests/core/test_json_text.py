"""Strict JSON."""

import json
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.errors import DocumentError, SyntaxFaultError, TooLargeError
from core.documents.json_text import read_json
from core.documents.tree import Mapping, Node, Scalar, Sequence
from core.errors import FaultsError, LotgateError


def _back(node: Node) -> object:
    match node:
        case Mapping(entries=entries):
            return {key.text: _back(value) for key, value in entries}
        case Sequence(items=items):
            return [_back(item) for item in items]
        case Scalar(kind="quoted", text=text):
            return text
    return json.loads(node.text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('aé医\n"', max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None)
@given(VALUES)
def test_what_python_writes_is_read_back(value: object) -> None:
    assert _back(read_json(json.dumps(value)).root) == value


@pytest.mark.parametrize(
    "number", ["0.1", "1.10", "1e400", "-0", "123456789012345678901234567890", "0.30000000000000001"]
)
def test_a_number_keeps_its_characters(number: str) -> None:
    assert read_json(number).root == Scalar(number, "number")


def test_a_number_of_a_megabyte_is_only_text() -> None:
    """Python makes no number of so many digits: whoever tried would get its ValueError."""
    digits = "9" * 1_000_000

    assert len(digits) > sys.get_int_max_str_digits() > 0
    assert read_json(digits).root == Scalar(digits, "number")


REFUSED: list[tuple[str, type[DocumentError], str]] = [
    ('{"a": 1,}', SyntaxFaultError, "not JSON: expecting property name enclosed in double quotes at line 1, column 9"),
    ("", SyntaxFaultError, "not JSON: expecting value at line 1, column 1"),
    ("{} {}", SyntaxFaultError, "not JSON: extra data at line 1, column 4"),
    ("'a'", SyntaxFaultError, "not JSON: expecting value at line 1, column 1"),
    ("01", SyntaxFaultError, "not JSON: extra data at line 1, column 2"),
    ('["\n"]', SyntaxFaultError, "not JSON: invalid control character at line 1, column 3"),
    ("[" * 66 + "]" * 66, TooLargeError, "nested deeper than 64"),
    ('{"a":' * 100_000, TooLargeError, "nested deeper than 64"),
    ("[" * 100_000, TooLargeError, "nested deeper than 64"),
]


@pytest.mark.parametrize(("text", "error", "message"), REFUSED, ids=[text[:16] for text, _, _ in REFUSED])
def test_what_is_not_strict_json_is_refused(text: str, error: type[DocumentError], message: str) -> None:
    with pytest.raises(error) as caught:
        read_json(text, "f.json")

    assert caught.value.message == message
    assert re.search("[\u4e00-\u9fff]", caught.value.words.zh)
    assert "xpecting" not in caught.value.words.zh
    assert str(caught.value.location).startswith("f.json:$")


def _faults(text: str) -> list[LotgateError]:
    with pytest.raises(FaultsError) as caught:
        read_json(text)
    return list(caught.value.faults)


def test_every_duplicate_key_is_told_with_its_path() -> None:
    faults = _faults('{"a": [0, {"b": 1, "b": 1}], "a": 2, "e\\u0301": 1, "\\u00e9": 2}')

    assert [str(fault) for fault in faults] == [
        "$.a: [document.key.duplicate] `a` stands twice (hint: keep one of them)",
        "$.a[1].b: [document.key.duplicate] `b` stands twice (hint: keep one of them)",
        "$.é: [document.key.duplicate] `é` stands twice (hint: keep one of them)",
    ]


def test_what_is_no_number_is_told_with_its_path_beside_everything_else() -> None:
    faults = _faults('{"a": [NaN, {"b": -Infinity}], "c": Infinity, "a": "NaN"}')

    said = "is not a JSON number (hint: null where a reading is missing)"
    assert [str(fault) for fault in faults] == [
        "$.a: [document.key.duplicate] `a` stands twice (hint: keep one of them)",
        f"$.a[0]: [document.syntax.invalid] `NaN` {said}",
        f"$.a[1].b: [document.syntax.invalid] `-Infinity` {said}",
        f"$.c: [document.syntax.invalid] `Infinity` {said}",
    ]


def test_half_of_a_surrogate_pair_is_refused_and_a_whole_one_is_a_character() -> None:
    assert next(str(fault.location) for fault in _faults('{"a": ["\\ud83d"], "b": {"\\udc00": 1}}')) == "$.a[0]"
    assert read_json('"\\ud83d\\ude00"').root == Scalar("\U0001f600", "quoted")


def test_64_levels_are_read() -> None:
    assert isinstance(read_json("[" * 64 + "1" + "]" * 64).root, Sequence)


def test_words_of_yaml_are_text_in_json() -> None:
    assert read_json('"null"').root == Scalar("null", "quoted")
    assert read_json("null").root == Scalar("null", "null")
    assert read_json('["NO", true]').root == Sequence((Scalar("NO", "quoted"), Scalar("true", "true")))
