"""Near misses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import suggestions
from core.suggestions import did_you_mean, edit_distance, nearest
from core.words import Localized

DISTANCES = [
    # Wagner and Fischer (1974), and the textbook pairs that have been used since.
    ("kitten", "sitting", 3),
    ("saturday", "sunday", 3),
    ("intention", "execution", 5),
    ("gumbo", "gambol", 2),
    ("", "abc", 3),
    ("abc", "", 3),
    ("same", "same", 0),
    # Lowrance and Wagner (1975): neighbours that changed places are one slip.
    ("ab", "ba", 1),
    ("form", "from", 1),
    ("lable", "label", 1),
    # Once swapped they are not changed again: optimal string alignment gives 3 here, the full distance 2.
    ("ca", "abc", 3),
]


@pytest.mark.parametrize(("first", "second", "distance"), DISTANCES)
def test_edit_distance_is_that_of_the_literature(first: str, second: str, distance: int) -> None:
    assert edit_distance(first, second) == distance


@settings(deadline=None)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_edit_distance_is_symmetric_and_zero_only_for_the_same_word(a: str, b: str) -> None:
    assert edit_distance(a, b) == edit_distance(b, a)
    assert (edit_distance(a, b) == 0) is (a == b)
    assert abs(len(a) - len(b)) <= edit_distance(a, b) <= max(len(a), len(b))


NEAREST = [
    ("requre", ["require", "message", "applies"], "require"),
    ("REQUIRE", ["require", "message"], "require"),
    ("steps", ["stages", "step"], "step"),
    ("on", ["of", "until"], "of"),
    ("zz", ["of", "until"], None),
    ("supplier_name", ["supplier"], None),
    ("x", [], None),
]


@pytest.mark.parametrize(("name", "known", "near"), NEAREST)
def test_the_nearest_name_is_found_and_a_far_one_is_not_offered(name: str, known: list[str], near: str | None) -> None:
    assert nearest(name, known) == near
    assert nearest(name, reversed(known)) == near


def test_a_near_miss_is_asked_back() -> None:
    asked = did_you_mean("requre", ["require", "message"])

    assert asked == Localized(en="did you mean `require`?", zh="是否指 `require`？")


def test_few_known_names_are_listed_where_none_is_near() -> None:
    assert did_you_mean("supplier", ["b", "a"]) == Localized(en="known here: `a`, `b`", zh="此处可用：`a`、`b`")


def test_many_known_names_are_not_listed() -> None:
    assert did_you_mean("supplier", [f"name{n}" for n in range(13)]) is None
    assert did_you_mean("supplier", []) is None


def test_a_name_of_a_megabyte_is_compared_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def counted(first: str, second: str) -> int:
        compared.append((first, second))
        return edit_distance(first, second)

    monkeypatch.setattr(suggestions, "edit_distance", counted)

    assert nearest("x" * 1_000_000, ["require"] * 100) is None
    assert compared == []
    assert nearest("requre", ["require", "a name that is far longer"]) == "require"
    assert compared == [("requre", "require")]


def test_among_more_than_a_thousand_names_of_about_that_length_none_is_looked_for() -> None:
    names = [f"step-{number:04}" for number in range(1_000)]

    assert nearest("step-0x", names) == "step-0000"
    assert nearest("step-0x", [*names, "step-1000"]) is None
    assert nearest("abc", [*names, "step-1000", "abd"]) == "abd"
