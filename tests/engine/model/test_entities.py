"""Steps, equipment, environments, inspections, loads, suppliers, people: said in full, and what contradicts itself."""

from typing import Any, get_type_hints

import msgspec
import pytest
from msgspec import inspect as form

from engine.model.balances import MaterialBalance
from engine.model.calibration import Calibration
from engine.model.cleanroom import RoomClassification
from engine.model.dictionary import said_of
from engine.model.equipment import Equipment
from engine.model.fields import Entity
from engine.model.inspection import Inspection
from engine.model.parameters import ControlledParameter
from engine.model.people import Person
from engine.model.rules import breaches, rules_of
from engine.model.series import Series
from engine.model.steps import Step
from engine.model.sterilisation import SterilisationLoad
from engine.model.sterilisation_dose import Dose, DoseAudit
from engine.model.sterilisation_indicators import BiologicalIndicator
from engine.model.supplier import Supplier
from engine.model.supplier_actions import SupplierAction
from engine.model.supplier_lots import SupplierLot
from engine.model.supplier_oversight import SupplierAudit, SupplierChange
from engine.model.values import Quantity

ROOTS: tuple[type[Entity], ...] = (Step, Inspection, SterilisationLoad, Supplier, Equipment, Person)


def _held(described: form.Type) -> list[type[msgspec.Struct]]:
    match described:
        case form.Metadata(type=inner) | form.ListType(item_type=inner) | form.DictType(value_type=inner):
            return _held(inner)
        case form.UnionType(types=types):
            return [entity for one in types for entity in _held(one)]
        case form.StructType(cls=cls):
            return [] if cls is Quantity else [cls]
    return []


def _entities() -> list[type[msgspec.Struct]]:
    seen: dict[type[msgspec.Struct], None] = {}
    waiting: list[type[msgspec.Struct]] = list(ROOTS)
    while waiting:
        entity = waiting.pop()
        if entity not in seen:
            seen[entity] = None
            described = form.type_info(entity)
            assert isinstance(described, form.StructType)
            waiting += [held for field in described.fields for held in _held(field.type)]
    return sorted(seen, key=lambda one: one.__name__)


ENTITIES = pytest.mark.parametrize("entity", _entities(), ids=lambda one: one.__name__)


def _fields(entity: type[msgspec.Struct]) -> tuple[form.Field, ...]:
    described = form.type_info(entity)
    assert isinstance(described, form.StructType)
    return described.fields


@ENTITIES
def test_every_field_says_in_one_sentence_of_each_language_what_it_means(entity: type[msgspec.Struct]) -> None:
    for field in _fields(entity):
        en, zh = said_of(field.type).about.en, said_of(field.type).about.zh
        assert en[:1].isupper(), field.name
        assert not en.endswith("."), field.name
        assert any("\u4e00" <= char <= "\u9fff" for char in zh), field.name
        assert not zh.endswith("。"), field.name


@ENTITIES
def test_every_field_that_holds_no_record_has_an_example_that_reads(entity: type[msgspec.Struct]) -> None:
    hints = get_type_hints(entity, include_extras=True)
    for field in _fields(entity):
        if not _held(field.type):
            one = msgspec.defstruct("One", [("value", hints[field.name])])
            msgspec.convert(
                {"value": said_of(field.type).example}, one, dec_hook=lambda target, value: target.of_plain(value)
            )


def _pieces(number: str) -> dict[str, str]:
    return {"value": number, "unit": "1"}


def _kgy(number: str) -> dict[str, str]:
    return {"value": number, "unit": "kGy"}


def _of(number: str, unit: str) -> dict[str, str]:
    return {"value": number, "unit": unit}


USED = {name: _of("0", "kg") for name in ("sampled", "scrapped", "unaccounted")}
MORNING, EVENING = "2026-10-27T08:00:00+08:00", "2026-10-27T18:00:00+08:00"
BALANCE = {"quantity_scrapped": _pieces("7"), "quantity_sampled": _pieces("5"), "quantity_held": _pieces("0")}
RECEIPT = {"quantity_concession": _pieces("0"), "quantity_consumed": _pieces("0"), "quantity_pending": _pieces("0")}

HONEST: list[tuple[type[Entity], dict[str, Any]]] = [
    (Step, {"dispatched_at": MORNING, "started_at": MORNING, "ended_at": EVENING, "returned_at": EVENING}),
    (Step, {"outsourced": False, "supplier": None}),
    (Step, {"outsourced": True, "supplier": "S", "dispatched_at": MORNING}),
    # Sent out for a step that has not begun there.
    (Step, {"status": "planned", "outsourced": True, "dispatched_at": MORNING}),
    (
        Step,
        {
            **BALANCE,
            "quantity_in": _pieces("4812"),
            "quantity_out": _pieces("4801"),
            "quantity_unaccounted": _pieces("-1"),
        },
    ),
    # Nobody counted what is held back, so nothing is said of the balance.
    (Step, {"quantity_in": _pieces("10"), "quantity_out": _pieces("3"), "quantity_scrapped": _pieces("1")}),
    (Inspection, {"sample_size": 3, "nonconforming": 1, "nonconformities_per_unit": [0, 4, 0], "nonconformities": 4}),
    (Inspection, {"sample_size": 3, "nonconforming": 1, "nonconformities_per_unit": [0, 0]}),
    (Inspection, {"lower_limit": None, "upper_limit": {"value": "4.0", "unit": "mg"}}),
    (RoomClassification, {"system": "unclassified"}),
    (RoomClassification, {"system": "numbered_classes", "grade": "class_10000"}),
    # The set point was outside the limits: a nonconformity, and recorded as it was.
    (ControlledParameter, {"setpoint": _pieces("9"), "lower_limit": _pieces("1"), "upper_limit": _pieces("5")}),
    # A kilogram and a thousand grams balance; what is no unit is a fault of its own.
    (MaterialBalance, {**USED, "issued": _of("12.5", "kg"), "used": _of("12000", "g"), "returned": _of("0.5", "kg")}),
    (MaterialBalance, {**USED, "issued": _of("1", "kg"), "used": _of("1", "furlong"), "returned": _of("1", "kg")}),
    (ControlledParameter, {"lower_limit": _of("99", "mm"), "upper_limit": _of("10", "cm")}),
    (Dose, {"minimum": _kgy("24.1"), "sterilisation_dose": _kgy("25.0"), "maximum": _kgy("31")}),
    (SterilisationLoad, {"method": "gamma", "aerated_until_at": None, "dose": {"minimum": _kgy("26")}}),
    # The last subgroup was cut short.
    (Series, {"values": [1, 2, 3], "subgroup_size": 2, "times": [MORNING, EVENING]}),
    (Series, {"values": [1, None], "subgroup_size": 1, "times": [MORNING, MORNING]}),
    (Series, {"values": [], "subgroup_size": 5, "times": []}),
    (Series, {"values": [1, 2, 3], "times": [MORNING]}),
    # Judged at the supplier's site before it came.
    (SupplierLot, {"received_on": "2026-09-14", "decided_on": "2026-09-10"}),
    # In effect before anybody agreed, which a rule may reject and the record may say.
    (SupplierChange, {"status": "agreed", "effective_on": "2026-01-01", "agreed_on": "2026-06-01"}),
]

CONTRADICTING: list[tuple[type[Entity], dict[str, Any], str]] = [
    (Step, {"ended_at": EVENING, "returned_at": MORNING}, "returned_at"),
    (Series, {"values": [1, 2, 3], "subgroup_size": 2, "times": [MORNING]}, "times"),
    (Series, {"values": [1, 2], "subgroup_size": 2, "times": [MORNING, EVENING]}, "times"),
    (Series, {"values": [], "subgroup_size": 2, "times": [MORNING]}, "times"),
    (Series, {"times": [MORNING, EVENING, MORNING]}, "times"),
    (Step, {"outsourced": False, "returned_at": EVENING}, "returned_at"),
    (Step, {"outsourced": False, "quantity_returned": _pieces("1")}, "quantity_returned"),
    (Step, {"status": "planned", "started_at": MORNING}, "started_at"),
    (Step, {"status": "in_progress", "ended_at": EVENING}, "ended_at"),
    (
        Step,
        {
            **BALANCE,
            "quantity_in": _pieces("4812"),
            "quantity_out": _pieces("4801"),
            "quantity_unaccounted": _pieces("0"),
        },
        "quantity_in",
    ),
    (Inspection, {"sample_size": 3, "nonconforming": 0, "nonconformities_per_unit": [0, 4]}, "nonconforming"),
    (Inspection, {"sample_size": 1, "nonconformities_per_unit": [0, 0]}, "sample_size"),
    (Inspection, {"nonconforming": 2, "nonconformities": 1}, "nonconforming"),
    (Inspection, {"lot_size": 50, "sample_size": 80}, "sample_size"),
    (Inspection, {"acceptance_number": 2, "rejection_number": 2}, "acceptance_number"),
    (Inspection, {"readings": ["1.0", None], "reading_times": [MORNING]}, "reading_times"),
    (Inspection, {"sampled_units": ["001"], "nonconformities_per_unit": [0, 0]}, "nonconformities_per_unit"),
    (RoomClassification, {"system": "iso_14644_1", "grade": "class_10000"}, "grade"),
    (RoomClassification, {"system": "unclassified", "grade": "iso_8"}, "grade"),
    (ControlledParameter, {"lowest": _pieces("5"), "highest": _pieces("4")}, "lowest"),
    (
        Dose,
        {"sterilisation_dose": _kgy("25"), "maximum_acceptable_dose": {"value": "20000", "unit": "Gy"}},
        "sterilisation_dose",
    ),
    (DoseAudit, {"tested": 10, "positive": 11}, "positive"),
    (
        MaterialBalance,
        {**USED, "issued": _of("12.5", "kg"), "used": _of("12000.1", "g"), "returned": _of("0.5", "kg")},
        "issued",
    ),
    (MaterialBalance, {**USED, "issued": _of("1", "kg"), "used": _of("1", "L"), "returned": _of("0", "kg")}, "issued"),
    (ControlledParameter, {"lower_limit": _of("101", "mm"), "upper_limit": _of("10", "cm")}, "lower_limit"),
    (ControlledParameter, {"lower_limit": _of("1", "mm"), "upper_limit": _of("5", "kPa")}, "lower_limit"),
    (BiologicalIndicator, {"placed": 20, "recovered": 21}, "recovered"),
    (SterilisationLoad, {"method": "ethylene_oxide", "dose": {"minimum": _kgy("26")}}, "dose"),
    (SterilisationLoad, {"status": "awaiting_results", "released_at": EVENING}, "released_at"),
    (SterilisationLoad, {"exposed_at": EVENING, "ended_at": MORNING}, "ended_at"),
    (Calibration, {"performed_on": "2026-04-18", "confirmed_on": "2026-04-17"}, "confirmed_on"),
    (
        SupplierLot,
        {
            **RECEIPT,
            "quantity_received": _pieces("5000"),
            "quantity_accepted": _pieces("5000"),
            "quantity_rejected": _pieces("1"),
        },
        "quantity_received",
    ),
    (SupplierLot, {"quantity_received": _pieces("5"), "quantity_inspected": _pieces("6")}, "quantity_inspected"),
    (SupplierAudit, {"started_on": "2026-05-13", "ended_on": "2026-05-12"}, "ended_on"),
    (SupplierChange, {"status": "assessing", "agreed_on": "2026-06-01"}, "agreed_on"),
    (SupplierAction, {"status": "verifying", "closed_on": "2026-08-03"}, "closed_on"),
    (SupplierAction, {"answered_on": "2026-03-27", "closed_on": "2026-03-26"}, "closed_on"),
]


def _shown(entity: type[Entity], values: dict[str, Any]) -> list[str]:
    required = {field.encode_name for field in _fields(entity) if field.required}
    record = msgspec.convert(
        {**dict.fromkeys(required, "x1"), **values}, entity, dec_hook=lambda target, value: target.of_plain(value)
    )
    return [breach.fields[-1] for rule in rules_of(entity) for breach in breaches(record, rule)]


@pytest.mark.parametrize(("entity", "values"), HONEST)
def test_what_can_be_so_is_no_contradiction(entity: type[Entity], values: dict[str, Any]) -> None:
    assert _shown(entity, values) == []


@pytest.mark.parametrize(("entity", "values", "field"), CONTRADICTING)
def test_what_cannot_all_be_true_is_shown_at_one_of_its_fields(
    entity: type[Entity], values: dict[str, Any], field: str
) -> None:
    assert _shown(entity, values) == [field]
