"""The JSON Schemas of the files of packs and pack sets, made from their forms."""

from collections.abc import Mapping
from typing import Any

from core.documents.json_schema import Schema, schema_of
from core.documents.source_text import SourceText
from core.documents.written import Written
from core.words import Localized
from engine.packs.form_words import field_words
from engine.packs.forms import PackForm, PackSetForm, ProvisionsForm

VERSION = "v1"
FORMS: dict[str, type] = {"pack": PackForm, "packset": PackSetForm, "provisions": ProvisionsForm}
OWN: dict[type, Schema] = {SourceText: {"type": "string", "minLength": 1}, Written: {}}


def form_schema(name: str) -> Schema:
    """
    Write the JSON Schema of a form.

    Args:
        name: One of `FORMS`.

    Returns:
        The schema, with titles and meanings in English and Chinese.
    """
    return schema_of(FORMS[name], f"urn:lotgate:schema:{name}:{VERSION}", _told, OWN)


def _told(owner: type, field: str, _extra: Mapping[str, Any]) -> tuple[Localized, Localized] | None:
    return field_words(owner, field)
