"""Every field of every form of a pack has a name and a meaning in both languages, and nothing else has."""

import re

from engine.packs.form_words import field_words, form_words
from engine.packs.header_form import HeaderForm
from engine.packs.schemas import FORMS
from tools.format_reference import forms_of, own_fields

CHINESE = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def fields() -> dict[str, set[str]]:
    """Give the fields that each form has itself."""
    found = {one.cls.__name__: one for target in FORMS.values() for one in forms_of(target)}
    own = {name: {field.encode_name for field in own_fields(one)} for name, one in found.items()}
    return {**own, HeaderForm.__name__: set(HeaderForm.__struct_encode_fields__)}


def test_every_field_is_said_and_nothing_else() -> None:
    said = {name: set(words.fields) for name, words in form_words().items()}

    assert said == fields()
    assert sum(map(len, said.values())) > 50


def test_what_is_said_is_said_in_both_languages() -> None:
    for name, words in form_words().items():
        assert CHINESE.search(words.zh), name
        assert words.zh.endswith("。"), name
        for field, (en, zh, about_en, about_zh) in words.fields.items():
            assert en[0] == en[0].upper(), (name, field)
            assert CHINESE.search(about_zh), (name, field)
            assert CHINESE.search(en + about_en) is None, (name, field)
            assert not about_en.endswith(".") and not about_zh.endswith("。"), (name, field)  # noqa: PT018  # one rule
            assert HALF_WIDTH.search(re.sub(r"`[^`]*`", "", zh + about_zh)) is None, (name, field, about_zh)


def test_a_field_of_the_header_is_said_by_the_header() -> None:
    kinds = [one.cls for one in forms_of(FORMS["provisions"]) if issubclass(one.cls, HeaderForm)]

    assert len(kinds) >= 2
    assert all(field_words(kind, "applies") == field_words(HeaderForm, "applies") for kind in kinds)
