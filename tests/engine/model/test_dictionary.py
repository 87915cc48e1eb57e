"""The dictionary: every field said in both languages, codes closed, registers marked."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect as form

from core.documents.decode import Decoder
from core.documents.json_text import read_json
from core.documents.tree import Origin
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.fields import Code, Localized
from engine.model.lot import Lot
from engine.model.registers import register_patterns
from engine.model.types import CodeOf, ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.walk import visits


def _entities(found: Type, seen: set[type[msgspec.Struct]]) -> None:
    match found:
        case ListOf(item=inner) | MapOf(item=inner) | Nullable(of=inner):
            _entities(inner, seen)
        case RecordOf(entity=entity) if entity not in seen:
            seen.add(entity)
            for field in fields_of(entity).values():
                _entities(field.type, seen)


def entities() -> list[type[msgspec.Struct]]:
    """Every entity that a dossier can hold; a text in both languages is a value, not an entity."""
    seen: set[type[msgspec.Struct]] = set()
    _entities(RecordOf(Dossier), seen)
    return sorted(seen - {Localized}, key=lambda one: one.__name__)


def _cjk(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("entity", entities(), ids=lambda one: one.__name__)
def test_every_field_is_titled_in_english_and_chinese(entity: type[msgspec.Struct]) -> None:
    untitled = [
        name
        for name, field in fields_of(entity).items()
        if not field.title.en or _cjk(field.title.en) or not (_cjk(field.title.zh) or "UDI" in field.title.zh)
    ]

    assert untitled == []


@pytest.mark.parametrize("entity", entities(), ids=lambda one: one.__name__)
def test_every_field_says_what_it_means_in_both_languages(entity: type[msgspec.Struct]) -> None:
    unsaid = [
        name
        for name, field in fields_of(entity).items()
        if not field.said.about.en
        or field.said.about.en.endswith(".")
        or _cjk(field.said.about.en)
        or not _cjk(field.said.about.zh)
    ]

    assert unsaid == []


def _holds_records(found: Type) -> bool:
    match found:
        case ListOf(item=inner) | MapOf(item=inner) | Nullable(of=inner):
            return _holds_records(inner)
    return isinstance(found, RecordOf)


@pytest.mark.parametrize("entity", entities(), ids=lambda one: one.__name__)
def test_every_value_has_an_example_that_reads(entity: type[msgspec.Struct]) -> None:
    described = form.type_info(entity)
    assert isinstance(described, form.StructType)
    for field in described.fields:
        held = fields_of(entity)[field.encode_name]
        if _holds_records(held.type) and not held.refers_to:
            continue
        example = held.said.example
        assert example is not None or isinstance(held.type, Nullable), field.encode_name
        if example is not None:
            decoder = Decoder(Origin(None, "", has_lines=False), {})
            decoder.read(read_json(json.dumps(example)).root, field.type, field.encode_name)
            assert decoder.faults == []


@pytest.mark.parametrize("entity", entities(), ids=lambda one: one.__name__)
def test_only_identifiers_and_what_a_dossier_is_about_are_required(entity: type[msgspec.Struct]) -> None:
    required = {name for name, field in fields_of(entity).items() if field.required}
    allowed = {"id", "product", "target_markets", "format", "lot", "register", "stated_by", "from", "through", "di"}
    allowed |= {"record_type"}

    assert required - allowed == set()


def test_the_dictionary_holds_the_entities_of_the_first_decision() -> None:
    assert {"Lot", "Product", "Step", "Supplier", "Approval", "Inspection", "Nonconformance", "Coverage"} <= {
        one.__name__ for one in entities()
    }


# Lists of records that are no registers, each with why nobody has to state that it is complete.
BY_IDENTIFIER = "no expression goes through it: its records are read by the identifiers that refer to them"
FOUND = "it is asked for what is in it: an item that is left out takes something away, and adds nothing"
ONE_DOCUMENT = "it is part of one document, which is signed or approved whole"
UNREAD = "no expression can read it"
PARTS_OF_A_RECORD = {
    "people": BY_IDENTIFIER,
    "equipment": BY_IDENTIFIER,
    "company.sites": UNREAD,
    "company.licences": UNREAD,
    "company.appointments": UNREAD,
    "coverage": UNREAD,
    "people[].trainings": FOUND,
    "people[].authorisations": FOUND,
    "suppliers[].certificates": FOUND,
    "suppliers[].sites": FOUND,
    "suppliers[].earlier_quality_agreements": FOUND,
    "suppliers[].earlier_quality_agreements[].clauses": ONE_DOCUMENT,
    "suppliers[].earlier_quality_agreements[].reviews": FOUND,
    "suppliers[].quality_agreement.clauses": ONE_DOCUMENT,
    "suppliers[].quality_agreement.reviews": FOUND,
    "lot.label.udi.carriers": ONE_DOCUMENT,
    "lot.label.package_udis[].carriers": ONE_DOCUMENT,
    "lot.sterilisation_loads[].lots": ONE_DOCUMENT,
    "lot.capas[].sources": ONE_DOCUMENT,
    "lot.capas[].extensions": ONE_DOCUMENT,
    "lot.events[].reports": FOUND,
    "lot.concessions[].signatures": FOUND,
    "lot.justifications[].signatures": FOUND,
}


def test_every_list_of_records_is_a_register_or_part_of_the_record_that_holds_it_for_a_stated_reason() -> None:
    lists = {path for path, item in lists_of(Dossier) if isinstance(item, RecordOf)}

    assert lists - set(register_patterns()) == set(PARTS_OF_A_RECORD)
    assert set(PARTS_OF_A_RECORD) & set(register_patterns()) == set()


def test_of_the_plain_lists_those_of_the_product_are_registers() -> None:
    plain = {path for path, item in lists_of(Dossier) if not isinstance(item, RecordOf)}

    assert plain & set(register_patterns()) == {
        f"product.{name}" for name in ("origins", "contacts", "package_levels", "key_items")
    }


def test_the_histories_of_a_lot_and_of_suppliers_are_registers() -> None:
    of_lot = "inputs steps sterilisation_loads inspections nonconformances deviations concessions justifications"
    of_lot += " documents signatures obligations events shipments complaints services changes capas"
    of_suppliers = "lots deliveries audits changes capas approvals"
    below_steps = "equipment operators settings parameters environment.classifications environment.pressures"

    assert set(register_patterns()) >= {
        "suppliers",
        "equipment[].calibrations",
        *(f"lot.{name}" for name in of_lot.split()),
        *(f"suppliers[].{name}" for name in of_suppliers.split()),
        *(f"lot.steps[].{name}" for name in below_steps.split()),
    }


def lists_of(entity: type[msgspec.Struct], path: str = "") -> Iterator[tuple[str, Type]]:
    """Give every list below an entity by its path, with what it holds; identifiers are not followed."""
    for name, field in fields_of(entity).items():
        kind = field.type.of if isinstance(field.type, Nullable) else field.type
        below = f"{path}.{name}" if path else name
        item = kind.item if isinstance(kind, ListOf) else kind
        item = item.of if isinstance(item, Nullable) else item
        if isinstance(kind, ListOf) and not field.refers_to:
            yield below, item
        if isinstance(item, RecordOf) and not field.refers_to:
            yield from lists_of(item.entity, f"{below}[]" if isinstance(kind, ListOf) else below)


def test_no_list_of_records_stands_in_a_map() -> None:
    """Statements of coverage name no entries of maps."""
    held = [
        (entity.__name__, name, below)
        for entity in entities()
        for name, field in fields_of(entity).items()
        if isinstance(field.type, MapOf) and isinstance(field.type.item, RecordOf)
        for below, item in lists_of(field.type.item.entity)
        if isinstance(item, RecordOf)
    ]

    assert held == []


def test_an_identifier_that_refers_to_a_record_reads_as_that_record() -> None:
    step = fields_of(Lot)["steps"].type
    assert isinstance(step, ListOf)
    assert isinstance(step.item, RecordOf)

    assert str(fields_of(step.item.entity)["supplier"].type) == "record Supplier or null"
    assert str(fields_of(Lot)["product"].type) == "record Product"


ALL_CODES = sorted(Code.__subclasses__(), key=lambda one: one.__name__)


@pytest.mark.parametrize("code", ALL_CODES, ids=lambda one: one.__name__)
def test_every_code_is_labelled_in_both_languages_and_is_its_own_text(code: type[Code]) -> None:
    for member in code:
        assert member.value == member.name == str(member)
        assert member.label.en
        assert not _cjk(member.label.en)
        assert _cjk(member.label.zh)
    assert len({member.label.en for member in code}) == len({member.label.zh for member in code}) == len(code)


def test_every_code_of_the_dictionary_is_closed() -> None:
    used: set[type[Code]] = set()

    def collect(found: Type) -> None:
        match found:
            case ListOf(item=inner) | MapOf(item=inner) | Nullable(of=inner):
                collect(inner)
            case CodeOf(codes=one):
                used.add(one)

    for entity in entities():
        for field in fields_of(entity).values():
            collect(field.type)

    assert used <= set(ALL_CODES)
    assert len(used) >= 10


def test_a_walk_gives_every_recorded_value_and_nothing_unrecorded() -> None:
    lot = Lot(id="L", product="P", target_markets=["EU"])

    assert [(visit.path, visit.value) for visit in visits(lot)] == [
        (("id",), "L"),
        (("product",), "P"),
        (("target_markets",), ["EU"]),
    ]


def test_no_two_codes_and_no_two_entities_have_one_name() -> None:
    names = [one.__name__ for one in (*ALL_CODES, *entities())]

    assert sorted(names) == sorted(set(names))
