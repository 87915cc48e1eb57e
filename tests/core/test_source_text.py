"""Where each character of an expression stands in its file."""

import pytest

from core.documents.errors import InvalidValueError
from core.documents.json_text import read_json
from core.documents.source_text import SourceText, read_source_text
from core.documents.tree import Mapping, Scalar
from core.documents.yaml_text import read_yaml


def _source(text: str) -> SourceText:
    document = read_yaml(text, "f")
    assert isinstance(document.root, Mapping)
    scalar = document.root.entries[0][1]
    assert isinstance(scalar, Scalar)
    return read_source_text(scalar, document.origin, "$.x")


PLACES = [
    # text of the file, the characters sought in the expression, line and column by counting
    ("x: abc", "abc", "f:1:4"),
    ("x:   abc", "c", "f:1:8"),
    ("x: 'a b'", "b", "f:1:7"),
    ('x: "a b"', "a", "f:1:5"),
    ("x: >-\n  a &&\n  b", "b", "f:3:3"),
    ("x: >-\n  a &&\n  b", "&&", "f:2:5"),
    ("x: >-\n  a &&\n\n\n    b == c", "c", "f:5:10"),
    ("x: |-\n  a &&\n  b", "b", "f:3:3"),
    ("x: >- # note about b\n  a && b", "b", "f:2:8"),
    ("x: 'a &&\n  b'", "b", "f:2:3"),
    ("# é医\nx: 'é == 医'", "医", "f:2:10"),
    ("x: 'it''s b'", "b", "f:1:11"),
    ('x: "a \\"q\\" b"', "b", "f:1:13"),
    # an escape has no characters to find: what follows it keeps its place
    ('x: "\\u4e2d b"\ny: 中 b', "b", "f:1:12"),
    ("x: >-\n  a &&\n  b\ny: z", "b", "f:3:3"),
]


@pytest.mark.parametrize(("text", "sought", "place"), PLACES, ids=[repr(text)[:30] for text, _, _ in PLACES])
def test_a_character_is_found_where_it_stands(text: str, sought: str, place: str) -> None:
    source = _source(text)

    assert str(source.location(source.text.index(sought))) == place


def test_a_piece_knows_its_places() -> None:
    source = _source("x: >-\n  lot {lot.id} was\n  held by {who}")
    start = source.text.index("who")
    piece = source.piece(start, start + 3)

    assert piece.text == "who"
    assert str(piece.location()) == "f:3:12"
    assert str(piece.location(2)) == "f:3:14"
    assert str(piece.piece(1, 2).location()) == "f:3:13"


def test_a_place_beyond_the_end_is_the_last_character() -> None:
    assert str(_source("x: ab\ny: ab").location(99)) == "f:1:5"


CUT = [
    "x: a && b # && c",
    "x: a &&\n  b",
    "{x: a # b\n}",
]


@pytest.mark.parametrize("text", CUT)
def test_unquoted_text_that_yaml_may_have_cut_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        _source(text)

    assert caught.value.message == "this expression stands unquoted, and YAML may have cut it short"


WHOLE = [("x: a#b", "a#b"), ("x: a\n# note\n", "a"), ("x: 'a # b' # note", "a # b"), ("x: >-\n  a\n# note", "a")]


@pytest.mark.parametrize(("text", "code"), WHOLE)
def test_text_that_yaml_did_not_cut_is_read_whole(text: str, code: str) -> None:
    assert _source(text).text == code


def test_in_json_a_place_is_the_path() -> None:
    document = read_json('{"x": "a # b"}', "f.json")
    assert isinstance(document.root, Mapping)
    scalar = document.root.entries[0][1]
    assert isinstance(scalar, Scalar)
    source = read_source_text(scalar, document.origin, "$.x")

    assert source.text == "a # b"
    assert str(source.location(4)) == "f.json:$.x"
