"""The JSON Schema of a dossier, made from the dictionary."""

from collections.abc import Mapping
from typing import Any

from core.documents.json_schema import Schema, schema_of
from core.words import Localized
from engine.model.dossier import Dossier
from engine.model.fields import Said
from engine.model.figures import Figures
from engine.model.series import Readings
from engine.model.values import Exact

VERSION = "v1"
DECIMAL = {"type": ["string", "number"], "pattern": r"^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,27})?$"}
OWN: dict[type, Schema] = {
    Exact: DECIMAL,
    Figures: {"type": "array", "items": {"anyOf": [DECIMAL, {"type": "null"}]}},
    Readings: {
        "anyOf": [
            {"type": "array", "items": {"type": ["number", "null"]}},
            {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$"},
        ]
    },
}


def dossier_schema() -> Schema:
    """Write the JSON Schema (2020-12) of a dossier, with titles, meanings, units and examples of the dictionary."""
    return schema_of(Dossier, f"urn:lotgate:schema:dossier:{VERSION}", _told, OWN, _facts)


def _told(_owner: type, _field: str, extra: Mapping[str, Any]) -> tuple[Localized, Localized] | None:
    row = extra.get("said")
    return (row.title, row.about) if isinstance(row, Said) else None


def _facts(extra: Mapping[str, Any]) -> Schema:
    """Give what an editor shows beside title and meaning."""
    row = extra.get("said")
    if not isinstance(row, Said):
        return {}
    facts: Schema = {}
    if row.example is not None:
        facts["examples"] = [row.example]
    if row.unit is not None:
        facts["x-unit"] = row.unit
    marks = ("register", "occurred", "classifies")
    return facts | {f"x-{mark}": True for mark in marks if getattr(row, mark)}
