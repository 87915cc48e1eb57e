"""Strict YAML 1.2: what is refused, and what stays the text it is."""

import pytest
import yaml

from core.documents.errors import AnchorError, DuplicateKeyError, SyntaxFaultError, TagError, TooLargeError
from core.documents.tree import Mapping, Node, Scalar, Sequence
from core.documents.yaml_text import read_yaml
from core.errors import FaultsError, LotgateError


def _plain(node: Node) -> object:
    """Give the texts of a tree."""
    match node:
        case Mapping(entries=entries):
            return {key.text: _plain(value) for key, value in entries}
        case Sequence(items=items):
            return [_plain(item) for item in items]
    return node.text


def _read(text: str) -> object:
    return _plain(read_yaml(text, "f").root)


def _faults(text: str) -> list[LotgateError]:
    with pytest.raises(FaultsError) as caught:
        read_yaml(text, "f")
    return list(caught.value.faults)


STAYS_TEXT = [
    # YAML 1.1 would make other values of these; YAML 1.2.2, section 10.3, of some.
    "NO",
    "yes",
    "on",
    "1.10",
    "010",
    "0o14",
    "0x1F",
    "1_000",
    "1e3",
    ".inf",
    "2026-03-01",
    "2026-03-01T00:30:00+08:00",
    "12:30:45",
    "~",
    "null",
    "true",
    "0.10000000000000000000000001",
    "国械注准20193030412",
    "(11)261026(17)291025(10)CVC-2610-014",
    "a#b",
    "a:b",
]


@pytest.mark.parametrize("text", STAYS_TEXT)
def test_a_plain_scalar_stays_its_characters(text: str) -> None:
    assert _read(f"a: {text}") == {"a": text}
    assert _read(f"{text}: a") == {text: "a"}
    assert _read(f"[{text}]") == [text]


READ = [
    # YAML 1.2.2, examples 8.2, 8.7, 8.10, 7.5, 7.9 in short.
    ("a: |\n  b\n   c\n", {"a": "b\n c\n"}),
    ("a: |-\n  b\n  c\n", {"a": "b\nc"}),
    ("a: >-\n  b\n  c\n\n  d\n", {"a": "b c\nd"}),
    ('a: "b \\\n  c\\td\\u00e9"', {"a": "b c\tdé"}),
    ("a: 'here''s'", {"a": "here's"}),
    ("# only\na: b # c\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("a:\nb: ''", {"a": "", "b": ""}),
    ("- [1, {a: b}]\n-\n", [["1", {"a": "b"}], ""]),
    ("a: e\u0301", {"a": "é"}),
    ("null: 1", {"null": "1"}),
]


@pytest.mark.parametrize(("text", "tree"), READ, ids=[repr(text)[:24] for text, _ in READ])
def test_text_is_read_as_the_specification_says(text: str, tree: object) -> None:
    assert _read(text) == tree


def test_only_a_plain_scalar_is_plain() -> None:
    root = read_yaml("a: 1\nb: '1'\nc: \"1\"\nd: |-\n  1\ne: >-\n  1\n", "f").root
    assert isinstance(root, Mapping)

    assert [value.kind for _, value in root.entries if isinstance(value, Scalar)] == [
        "plain",
        "quoted",
        "quoted",
        "block",
        "block",
    ]


REFUSED: list[tuple[str, type[LotgateError], str]] = [
    ("a: &x 1", AnchorError, "f:1:4"),
    ("a: [1, &x {b: c}]", AnchorError, "f:1:8"),
    ("&x a: 1", AnchorError, "f:1:1"),
    ("a: &x\n", AnchorError, "f:1:4"),
    ("a: !x", TagError, "f:1:4"),
    ("a: !!str 1", TagError, "f:1:4"),
    ("a: ! 1", TagError, "f:1:4"),
    ("a: !product.ivd", TagError, "f:1:4"),
    ("!a b: 1", TagError, "f:1:1"),
    ("<<: {a: 1}", AnchorError, "f:1:1"),
    ("a: 1\nb: 2\n'a': 3", DuplicateKeyError, "f:3:1"),
    ("{a: 1, a: 1}", DuplicateKeyError, "f:1:8"),
    ("é: 1\ne\u0301: 2", DuplicateKeyError, "f:2:1"),
    ("? [a]\n: b", SyntaxFaultError, "f:1:3"),
    ("{a: b}: c", SyntaxFaultError, "f:1:1"),
    ("a: 1\n---\nb: 2", SyntaxFaultError, "f:2:1"),
    ("a: 1\n---\n", SyntaxFaultError, "f:2:1"),
    ("", SyntaxFaultError, "f"),
    ("# nothing\n", SyntaxFaultError, "f"),
    ("a: b ? c : d", SyntaxFaultError, "f:1:10"),
    ("a: [1", SyntaxFaultError, "f:2:1"),
    ("a: 'x", SyntaxFaultError, "f:1:6"),
    ('a: "b" == c', SyntaxFaultError, "f:1:8"),
    ("a: @b", SyntaxFaultError, "f:1:4"),
    ("a: %b", SyntaxFaultError, "f:1:4"),
    ("a: b\n\tc: d", SyntaxFaultError, "f:2:1"),
    ('a: "\\ud800"', SyntaxFaultError, "f:1:7"),
    ("a: b\x00", SyntaxFaultError, "f:1:5"),
    ("a: b\nc: d\x07", SyntaxFaultError, "f:2:5"),
    ("# c\u2028a: b", SyntaxFaultError, "f:1:4"),
    ("# c\x85a: b", SyntaxFaultError, "f:1:4"),
    ("# c\ra: b", SyntaxFaultError, "f:1:4"),
    ("a: b\u202ec", SyntaxFaultError, "f:1:5"),
    ("a: b\n\ufeffc: d", SyntaxFaultError, "f:2:1"),
]


@pytest.mark.parametrize(("text", "error", "place"), REFUSED, ids=[repr(text)[:30] for text, _, _ in REFUSED])
def test_what_hides_or_cuts_meaning_is_refused_at_its_place(text: str, error: type[LotgateError], place: str) -> None:
    first = _faults(text)[0]

    assert type(first) is error
    assert str(first.location) == place


def test_an_alias_is_refused_beside_its_anchor() -> None:
    assert [str(fault) for fault in _faults("a: &x 1\nb: *x\n<<: *x\n")] == [
        (
            "f:1:4: [document.anchor.refused] `&x` is an anchor or alias "
            "(hint: write the value out; a reviewer must see what a line says)"
        ),
        (
            "f:2:4: [document.anchor.refused] `*x` is an anchor or alias "
            "(hint: write the value out; a reviewer must see what a line says)"
        ),
        "f:3:1: [document.anchor.refused] `<<` is a merge key (hint: write the entries out)",
        (
            "f:3:5: [document.anchor.refused] `*x` is an anchor or alias "
            "(hint: write the value out; a reviewer must see what a line says)"
        ),
    ]


def test_every_fault_before_an_unreadable_place_is_told_at_once() -> None:
    kinds = [fault.code for fault in _faults("a: &x 1\na: !y 2\nb: [")]

    assert kinds == [
        "document.anchor.refused",
        "document.key.duplicate",
        "document.tag.refused",
        "document.syntax.invalid",
    ]


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    assert _faults("x:\n  a: 1\n  b: 1\n  a: 2")[0].hint == "first on line 2"


def test_every_character_that_cannot_be_seen_is_told_at_once() -> None:
    assert [str(fault.location) for fault in _faults("a: \x01b\x02\nc: d\n\u200be: \x03")] == [
        "f:1:4",
        "f:1:6",
        "f:3:5",
    ]


def test_nesting_up_to_64_is_read_and_65_is_refused() -> None:
    assert _read("[" * 64 + "a" + "]" * 64) != []
    assert type(_faults("[" * 65 + "a" + "]" * 65)[0]) is TooLargeError
    deep = "".join(" " * level + "a:\n" for level in range(66))
    assert type(_faults(deep)[0]) is TooLargeError


# With how many events libyaml gives at most before all is said: as many as the text has, or as nesting may be deep.
BOMBS = {
    "laughs": ("a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(2000)), 7 * 2001 + 10),
    "open": ("[" * 200_000, 70),
    "braces": ("{" * 200_000, 70),
    "dashes": ("- " * 100_000, 70),
    "questions": ("? " * 100_000, 70),
    "blanks": (" " * 1_000_000, 5),
    "one_key": ("a" * 1_000_000 + ": b\n" + "c", 5),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounded_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, most = BOMBS[name]
    given: list[object] = []

    class Counted(yaml.CSafeLoader):
        def get_event(self) -> yaml.Event | None:
            given.append(event := super().get_event())
            return event

    monkeypatch.setattr(yaml, "CSafeLoader", Counted)

    assert _faults(text) != []
    assert 0 < len(given) <= most
