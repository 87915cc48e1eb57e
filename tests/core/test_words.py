"""A text in both languages, and its parts."""

from core.errors import FaultsError, LotgateError, Problem
from core.locations import FileLocation
from core.words import Localized, joined, say


def test_parts_are_filled_into_both_languages() -> None:
    assert say("`{key}` stands twice", "`{key}` 重复出现", key="a{b}") == Localized(
        en="`a{b}` stands twice", zh="`a{b}` 重复出现"
    )


def test_a_part_in_both_languages_is_taken_in_the_language_of_the_text() -> None:
    said = say("{wanted} is asked for", "此处应为{wanted}", wanted=say("a list", "列表"))

    assert (said.en, said.zh) == ("a list is asked for", "此处应为列表")


def test_each_language_joins_with_its_own_sign() -> None:
    assert joined([say("a", "甲"), say("b", "乙")]) == Localized(en="a; b", zh="甲；乙")


def test_an_error_is_written_in_the_language_asked_for() -> None:
    fault = LotgateError(
        say("unknown field `{key}`", "未知字段 `{key}`", key="x"),
        location=FileLocation("a.yaml", 3, 5),
        hint=say("write `y`", "请写 `y`"),
    )

    assert fault.text("zh") == "a.yaml:3:5: [internal] 未知字段 `x`（提示：请写 `y`）"
    assert str(fault) == fault.text("en") == "a.yaml:3:5: [internal] unknown field `x` (hint: write `y`)"
    assert fault.problem() == Problem(
        code="internal",
        message="unknown field `x`",
        location="a.yaml:3:5",
        hint="write `y`",
        message_zh="未知字段 `x`",
        hint_zh="请写 `y`",
    )


def test_plain_text_is_taken_for_both_languages() -> None:
    fault = LotgateError("no", hint="why")

    assert fault.text("zh") == "[internal] no（提示：why）"
    assert (fault.problem().message_zh, fault.problem().hint_zh) == (None, None)


def test_several_faults_are_counted_in_both_languages() -> None:
    faults = FaultsError([LotgateError(say("b", "乙")), LotgateError(say("a", "甲"))])

    assert faults.words == Localized(en="2 faults", zh="2处错误")
    assert faults.text("zh") == "[internal] 甲\n[internal] 乙"


def test_a_hundred_faults_are_written_and_the_others_counted() -> None:
    faults = FaultsError([LotgateError("x")] * 103)

    assert faults.text("zh").splitlines()[-1] == "……另有3处"
    assert str(faults).splitlines()[-1] == "… and 3 more"
