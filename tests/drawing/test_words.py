"""Words and numbers of a picture: rules by what they test, round numbers, lines that are broken where one may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.rule_words import rule_words
from drawing.scales import decimals_for, number, point_ticks, tick_number, ticks
from drawing.widths import columns, pixels, wrapped
from drawing.words import TEXTS
from spc_kernels.rules import SETS

# L. S. Nelson, J. Quality Technology 16(4), 1984; in Chinese as GB/T 17989.2 puts them, with sigmas for its zones.
NELSON = {
    1: ("a point beyond 3 sigma", "1点落在中心线3σ以外"),
    2: ("9 points in a row on one side of the centre", "连续9点落在中心线同一侧"),
    3: ("6 points in a row rising or falling", "连续6点递增或递减"),
    4: ("14 points in a row up and down in turn", "连续14点上下交替"),
    5: ("2 of 3 points in a row beyond 2 sigma on one side", "连续3点中有2点落在中心线同一侧2σ以外"),
    6: ("4 of 5 points in a row beyond 1 sigma on one side", "连续5点中有4点落在中心线同一侧1σ以外"),
    7: ("15 points in a row within 1 sigma", "连续15点落在中心线两侧1σ以内"),
    8: ("8 points in a row beyond 1 sigma, on both sides", "连续8点落在1σ以外，且中心线两侧都有"),
}


@pytest.mark.parametrize("rule", SETS["nelson"].rules, ids=lambda rule: str(rule.number))
def test_a_rule_is_told_by_what_it_tests(rule: object) -> None:
    said = rule_words(rule)  # type: ignore[arg-type]  # a rule of the set

    assert (said.en, said.zh) == NELSON[rule.number]  # type: ignore[attr-defined]  # the same


def test_two_rules_of_a_set_never_have_the_same_words() -> None:
    for chosen in SETS.values():
        assert len({rule_words(rule).zh for rule in chosen.rules}) == len(chosen.rules)


def test_both_languages_say_the_same_things() -> None:
    assert set(TEXTS["en"]) == set(TEXTS["zh"])


@pytest.mark.parametrize(
    ("low", "high", "most", "want"),
    [
        (0.0, 10.0, 5, (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)),
        (-0.02, 0.06, 4, (-0.02, 0.0, 0.02, 0.04, 0.06)),
        (73.95, 74.05, 5, (73.96, 73.98, 74.0, 74.02, 74.04)),
    ],
)
def test_ticks_are_round(low: float, high: float, most: int, want: tuple[float, ...]) -> None:
    assert ticks(low, high, most) == pytest.approx(want)


@given(st.floats(-1e8, 1e8), st.floats(1e-3, 1e8), st.integers(2, 12))
def test_ticks_lie_between_the_ends_and_are_not_too_many(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)

    slack = 1e-6 * span + 1e-9 * abs(low)
    assert all(low - slack <= one <= low + span + slack for one in found)
    assert len(found) <= most + 1


@given(st.integers(1, 10**6), st.integers(1, 20))
def test_points_are_numbered_from_one(count: int, most: int) -> None:
    found = point_ticks(count, most)

    assert found[0] == 1
    assert list(found) == sorted(set(found))
    assert found[-1] <= count
    assert len(found) <= most + 1


@pytest.mark.parametrize(
    ("span", "value", "want"),
    [
        (0.06, 74.00118, "74.0012"),
        (6.0, 24.1, "24.10"),
        (0.0, 5.0, "5"),
        (1e-12, 1.5e-12, "1.5e-12"),
        (200, 1e12 + 50, "1000000000050"),
        (1e-8, 5.000000004, "5.0000000040"),
        (6e-10, 1.371e-9, "1.371e-09"),
        (60, -0.01, "0.0"),
    ],
)
def test_numbers_have_the_digits_of_their_span(span: float, value: float, want: str) -> None:
    assert number(value, decimals_for(span)) == want


@pytest.mark.parametrize(("value", "step", "want"), [(0.25, 0.25, "0.25"), (7.5, 2.5, "7.5"), (200, 50, "200")])
def test_ticks_have_the_digits_of_their_step(value: float, step: float, want: str) -> None:
    assert tick_number(value, step) == want


@given(st.text(st.sampled_from("ab 中文，。（）"), max_size=80), st.integers(8, 40))
def test_broken_lines_hold_all_the_text_and_fit(text: str, most: int) -> None:
    broken = list(wrapped(text, most))

    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    longest = max((columns(word) for word in text.replace("（", " ").split()), default=0)
    assert all(columns(line) <= max(most, 2 * longest) for line in broken)


@given(st.text(st.sampled_from("ab_ 中，"), max_size=80), st.integers(40, 200))
def test_no_line_of_a_picture_is_wider_than_it_whatever_the_words(text: str, most: int) -> None:
    broken = list(wrapped(text, most, 12.0))

    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(pixels(line, 12.0) <= most for line in broken)


def test_a_chinese_character_is_as_wide_as_its_size() -> None:
    assert pixels("中心线", 10) == pytest.approx(30)
    assert columns("中心线CL") == 8
