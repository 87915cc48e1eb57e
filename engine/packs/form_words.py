"""What the fields of the files of packs are called and mean, read from `form_words.yaml`."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec

from core.documents.decode import decode
from core.documents.files import read_document
from core.words import Localized

WORDS = Path(__file__).with_name("form_words.yaml")
# Title and meaning, each in English and Chinese.
Four: TypeAlias = Annotated[list[str], msgspec.Meta(min_length=4, max_length=4)]


class FormWords(msgspec.Struct, frozen=True):
    """
    What a form is.

    Attributes:
        zh: What its docstring says, in Chinese.
        fields: What its own fields are called and mean.
    """

    zh: str
    fields: dict[str, Four]


class FormsWords(msgspec.Struct, frozen=True):
    """What all forms are, by the names of their classes."""

    forms: dict[str, FormWords]


@functools.cache
def form_words() -> Mapping[str, FormWords]:
    """Give what is said of every form, by the name of its class."""
    return decode(read_document(WORDS, WORDS.name), FormsWords).forms


def field_words(owner: type, field: str) -> tuple[Localized, Localized] | None:
    """Give title and meaning of a field of a form; one that it has from another form is said there."""
    for form in owner.__mro__:
        said = form_words().get(form.__name__)
        if said is not None and field in said.fields:
            en, zh, about_en, about_zh = said.fields[field]
            return Localized(en=en, zh=zh), Localized(en=about_en, zh=about_zh)
    return None
