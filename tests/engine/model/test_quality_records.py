"""The quality records of the dictionary: every field said in full, examples readable, rules true of honest data."""

import importlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect as form

from core.documents.decode import decode
from core.documents.json_text import read_json
from engine.model.dictionary import said_of
from engine.model.fields import Code, Entity
from engine.model.rules import breaches, rules_of
from tests.strategies import loaded

MODULES = (
    *("action", "capa", "change", "change_assessment", "complaint", "deviation", "deviation_permit", "disposition"),
    *("document", "effectiveness", "evaluation", "event", "nonconformance", "obligation", "record_documents"),
    *("record_keeping", "rework", "service", "shipment", "signature"),
)
CODES = (
    *("capa_codes", "change_codes", "document_codes", "event_codes", "nonconformance_codes", "obligation_codes"),
    "signature_codes",
)
# What ids of these records can refer to: lists of the dossier and of its lot.
LISTS = frozenset(
    {"suppliers", "people", "equipment"}
    | {f"lot.{name}" for name in ("steps", "inputs", "inspections", "nonconformances", "deviations", "concessions")}
    | {f"lot.{name}" for name in ("documents", "signatures", "events", "changes", "capas", "complaints", "permissions")}
)


def _of(modules: tuple[str, ...], kind: type) -> list[type]:
    found: list[type] = []
    for name in modules:
        module = importlib.import_module(f"engine.model.{name}")
        held = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, kind))
        found += [one for one in held if one.__module__ == module.__name__]
    return found


ENTITIES = _of(MODULES, Entity)
FIELDS = [(entity, field) for entity in ENTITIES for field in form.type_info(entity).fields]  # type: ignore[attr-defined]
IDS = [f"{entity.__name__}.{field.encode_name}" for entity, field in FIELDS]


def _cjk(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _record(entity: type[Any], values: dict[str, object]) -> Any:  # noqa: ANN401  # of the entity asked for
    """Read a record the way a dossier is read; what makes it the thing it is gets its example."""
    needed = {field.encode_name: said_of(field.type).example for field in _fields(entity) if field.required}
    return decode(read_json(json.dumps({**needed, **values})), entity)


def _fields(entity: type) -> tuple[form.Field, ...]:
    described = form.type_info(entity)
    assert isinstance(described, form.StructType)
    return described.fields


@pytest.mark.parametrize(("entity", "field"), FIELDS, ids=IDS)
def test_a_field_is_said_in_full_in_both_languages(entity: type, field: form.Field) -> None:
    row = said_of(field.type)

    assert row.title.en[0].isupper() or row.title.en.startswith("e")
    assert not _cjk(row.title.en + row.about.en)
    assert _cjk(row.title.zh) or "UDI" in row.title.zh
    assert _cjk(row.about.zh)
    assert row.about.en[0].isupper()
    assert row.about.en[-1] not in ".;:"
    assert row.about.zh[-1] not in "。；："
    assert row.refers_to is None or row.refers_to in LISTS
    nullable = any(isinstance(one, form.NoneType) for one in getattr(_bare(field.type), "types", ()))
    assert ("null" in row.about.en) == ("null" in row.about.zh)
    assert "null" not in row.about.en or nullable, f"{entity.__name__} cannot hold null there"


def _bare(wanted: form.Type) -> form.Type:
    while isinstance(wanted, form.Metadata):
        wanted = wanted.type
    return wanted


@pytest.mark.parametrize(("entity", "field"), FIELDS, ids=IDS)
def test_an_example_is_what_a_dossier_holds(entity: type, field: form.Field) -> None:
    row = said_of(field.type)
    if row.example is None:
        assert "StructType" in repr(field.type), "only a record, or a list of them, has no example"
        return

    read = _record(entity, {field.encode_name: row.example})

    assert getattr(read, field.name) not in {msgspec.UNSET, None} if not isinstance(row.example, dict | list) else True


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: one.__name__)
def test_a_time_that_has_happened_says_so_and_one_that_is_due_does_not(entity: type) -> None:
    for field in _fields(entity):
        if any(kind in repr(field.type) for kind in ("DateType", "DateTimeType")) and "StructType" not in repr(
            field.type
        ):
            ahead = {"due_on", "next_review_on", "expires_on", "effective_on", "from_on", "to_on"}
            assert said_of(field.type).occurred == (field.name not in ahead), field.name


@pytest.mark.parametrize("entity", [one for one in ENTITIES if rules_of(one)], ids=lambda one: one.__name__)
def test_the_examples_of_a_record_go_together(entity: type) -> None:
    ahead = {"cancelled_because"}
    values = {
        field.encode_name: said_of(field.type).example
        for field in _fields(entity)
        if said_of(field.type).example is not None and field.name not in ahead
    }
    counted = {name: len(values["serials"]) for name in ("quantity",) if "serials" in values and name in values}
    closed = {"status": "closed_effective"} if entity.__name__ == "Capa" else {}

    record = _record(entity, {**values, **counted, **closed})

    assert [breach for rule in rules_of(entity) for breach in breaches(record, rule)] == []


CASES = loaded(Path(__file__).parent / "quality_rules.yaml")
NAMED = {entity.__name__: entity for entity in ENTITIES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_rule_breaks_where_the_data_cannot_be_true_and_nowhere_else(case: dict[str, Any]) -> None:
    entity = NAMED[case["entity"]]
    record = _record(entity, json.loads(json.dumps(case["record"], default=str)))

    broken = [breach for rule in rules_of(entity) for breach in breaches(record, rule)]

    assert [breach.message.en for breach in broken] == case["says"]
    assert all(_cjk(breach.message.zh) for breach in broken)


def test_every_rule_is_broken_by_a_case() -> None:
    broken = set()
    for case in CASES:
        entity = NAMED[case["entity"]]
        record = _record(entity, json.loads(json.dumps(case["record"], default=str)))
        for place, rule in enumerate(rules_of(entity)):
            if list(breaches(record, rule)):
                broken.add((entity.__name__, place))

    stated = {(entity.__name__, place) for entity in ENTITIES for place in range(len(rules_of(entity)))}
    assert stated - broken == set()


ALL_CODES = _of(CODES, Code)


@pytest.mark.parametrize("code", ALL_CODES, ids=lambda one: one.__name__)
def test_every_code_is_labelled_in_both_languages_and_no_word_means_two(code: type[Code]) -> None:
    for member in code:
        assert member.value == member.name == str(member)
        assert member.label.en
        assert not _cjk(member.label.en)
        assert _cjk(member.label.zh)
    words = [word for member in code for word in (member.value, *member.synonyms)]
    assert len(set(words)) == len(words)
    assert len({member.label.en for member in code}) == len({member.label.zh for member in code}) == len(code)
