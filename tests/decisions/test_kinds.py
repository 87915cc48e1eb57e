"""Parameters, extra fields, record formats, and the kinds that a later version judges."""

import json
from pathlib import Path

import pytest

from engine.packs.packset import PackSet
from tests.strategies import (
    AS_OF,
    HEADER,
    Data,
    Patch,
    decided,
    load,
    outcome_of,
    outcomes,
    patched,
    released,
    requirement,
    verdicts,
    write_pack,
)

GUARD = requirement("GUARD-1", "lot.batch_record.complete")
CITES = [{"source": "work", "at": "1"}]


def packset(shelf: Path, acts: list[str] | None = None, **kinds: list[Data]) -> PackSet:
    """Load a pack with provisions of several kinds."""
    kinds["requirements"] = [GUARD, *kinds.get("requirements", [])]
    write_pack(shelf, "p", {"all.yaml": dict(kinds)})
    return load(shelf, {"CN": ["p 1"]}, acts or ["market_release"])


def judged(rules: PackSet, data: Data, provision: str = "RULE-1") -> tuple[str, str]:
    """Give an outcome and the verdict."""
    decision = decided(data, rules, markets=["CN"])
    return outcomes(decision)["CN", provision], verdicts(decision)["CN"]


# --- parameters ----------------------------------------------------------------------------------------------------

FROM = {"name": "most", "type": "int", "cites": CITES, "values": [{"value": 5000, "from": "2020-01-01"}]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([{"value": 5000, "from": "2020-01-01"}], "satisfied", id="in_force"),
        pytest.param([{"value": 5000, "from": "2026-11-22"}], "satisfied", id="from_today"),
        pytest.param([{"value": 5000, "from": "2026-11-23"}], "indeterminate", id="from_tomorrow"),
        pytest.param(
            [{"value": 5000, "from": "2020-01-01"}, {"value": 4000, "from": "2026-11-22"}], "violated", id="a_new_value"
        ),
        pytest.param(
            [{"value": 5000, "from": "2020-01-01"}, {"value": 4000, "from": "2026-11-23"}],
            "satisfied",
            id="the_day_before_a_new_value",
        ),
        pytest.param(
            [{"value": 5000, "from": "2020-01-01", "until": "2026-11-21", "because": "repealed"}],
            "indeterminate",
            id="over",
        ),
    ],
)
def test_a_dated_value_holds_on_its_days(shelf: Path, values: list[Data], expected: str) -> None:
    rules = packset(
        shelf,
        parameters=[{**FROM, "values": values}],
        requirements=[requirement("RULE-1", "lot.quantity <= params.most")],
    )

    assert judged(rules, released())[0] == expected


def test_a_value_that_decided_is_evidence(shelf: Path) -> None:
    rules = packset(shelf, parameters=[FROM], requirements=[requirement("RULE-1", "lot.quantity <= params.most")])

    facts = outcome_of(decided(released(), rules, markets=["CN"]), "CN", "RULE-1").facts

    assert ("params.most", "5000") in {(fact.path, fact.value) for fact in facts}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"III": "2026-11-22"}, "satisfied"),
        ({"III": "2026-11-23"}, "violated"),
        ({"II": "2014-01-01"}, "indeterminate"),
    ],
    ids=["reached", "not_yet", "no_such_key"],
)
def test_a_table_is_read_by_key_and_a_missing_key_is_unknown(shelf: Path, table: Data, expected: str) -> None:
    first = {"name": "first", "type": "date", "cites": CITES, "values": [{"value": table, "from": "2020-01-01"}]}
    rule = requirement("RULE-1", 'params.first[product.risk_class["CN"]] <= today')

    assert judged(packset(shelf, parameters=[first], requirements=[rule]), released())[0] == expected


# --- fields --------------------------------------------------------------------------------------------------------

FIELD = {"on": "lot", "name": "shift", "type": "int", "title": {"en": "Shift", "zh": "班次"}, "min": 1, "max": 3}


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        pytest.param({"shift": "2"}, "satisfied", id="in_order"),
        pytest.param({"shift": "3"}, "violated", id="not_so"),
        pytest.param({"shift": "4"}, "indeterminate", id="beyond_its_range"),
        pytest.param({"shift": "two"}, "indeterminate", id="another_type"),
        pytest.param({"shift": "2.0"}, "indeterminate", id="another_number"),
        pytest.param({"other": "2"}, "indeterminate", id="not_recorded"),
        pytest.param(None, "indeterminate", id="none_recorded"),
    ],
)
def test_an_extra_field_has_the_type_that_the_pack_declares(shelf: Path, recorded: Data | None, expected: str) -> None:
    rules = packset(shelf, fields=[FIELD], requirements=[requirement("RULE-1", "lot.attributes.shift <= 2")])
    patch: Patch = {} if recorded is None else {"lot.attributes": recorded}

    assert judged(rules, patched(released(), patch))[0] == expected


def test_a_value_of_another_type_is_not_recorded_to_has_either(shelf: Path) -> None:
    rules = packset(shelf, fields=[FIELD], requirements=[requirement("RULE-1", "has(lot.attributes.shift)")])

    assert judged(rules, patched(released(), {"lot.attributes": {"shift": "two"}}))[0] == "indeterminate"


@pytest.mark.parametrize(
    ("on", "path", "reading"),
    [
        ("product", "product.attributes", "product.attributes.shift <= 2"),
        ("supplier", "suppliers[SUP-0233].attributes", "step.supplier.attributes.shift <= 2"),
        ("step", "lot.steps[eo].attributes", "step.attributes.shift <= 2"),
    ],
)
@pytest.mark.parametrize(("value", "expected"), [("2", "satisfied"), ("3", "violated"), ("x", "indeterminate")])
def test_every_kind_of_record_has_extra_fields(
    shelf: Path, on: str, path: str, reading: str, value: str, expected: str
) -> None:
    each = {"each": {"step": "lot.steps"}, "where": 'step.kind == "eo_sterilisation"', "none": "violated"}
    rule = requirement("RULE-1", reading, **({} if on == "product" else each))
    rules = packset(shelf, fields=[{**FIELD, "on": on}], requirements=[rule])

    assert judged(rules, patched(released(), {path: {"shift": value}}))[0] == expected


# --- records -------------------------------------------------------------------------------------------------------

SCHEMA: Data = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "minLength": 3},
        "made_on": {"type": "string", "format": "date"},
        "share": {"type": "number", "maximum": 0.1},
    },
}
RECORD: Data = {"id": "RULE-1", **HEADER, "none": "violated", "record_type": "batch_record", "schema": SCHEMA}
# A float would be the limit itself.
EXACTLY_MORE = '{"number": "BR-1", "made_on": "2026-10-26", "share": 0.10000000000000001}'
CONTENT: Data = {"number": "BR-1", "made_on": "2026-10-26", "share": 0.1}


def documents(content: object = CONTENT, **fields: object) -> Data:
    """Give the example with a batch record, and its register closed."""
    text = content if isinstance(content, str) else json.dumps(content)
    one = {"id": "D-1", "record_type": "batch_record", "content": text, "languages": ["zh"], **fields}
    one = {key: value for key, value in one.items() if value is not None}
    other = {"id": "D-2", "record_type": "certificate"}
    data = patched(released(), {"lot.documents": [one, other]})
    covered = {"register": "lot.documents", "stated_by": "Xu Lan", "from": "2026-10-09", "through": "2026-11-22"}
    return patched(data, {"coverage[+]": covered})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(CONTENT, "satisfied", id="in_order"),
        pytest.param({**CONTENT, "more": 1}, "satisfied", id="with_more"),
        pytest.param({key: CONTENT[key] for key in ("number", "made_on")}, "violated", id="a_property_left_out"),
        pytest.param({**CONTENT, "number": "BR"}, "violated", id="too_short"),
        pytest.param({**CONTENT, "number": 7}, "violated", id="of_another_type"),
        pytest.param({**CONTENT, "made_on": "2026-02-30"}, "violated", id="no_such_day"),
        pytest.param(
            '{"number": "BR-1", "made_on": "2026-10-26", "share": 0.10000000000000001}', "violated", id="exact"
        ),
        pytest.param([], "violated", id="a_list"),
        pytest.param("{", "indeterminate", id="no_json"),
        pytest.param('{"number": 1, "number": 2}', "indeterminate", id="a_key_twice"),
        pytest.param('{"share": 1e400}', "indeterminate", id="an_exponent"),
    ],
)
def test_a_record_is_held_against_its_format(shelf: Path, content: object, expected: str) -> None:
    verdict = {"satisfied": "release", "violated": "hold", "indeterminate": "hold"}

    assert judged(packset(shelf, records=[RECORD]), documents(content)) == (expected, verdict[expected])


def test_what_is_left_out_is_not_what_a_negated_format_asks_for(shelf: Path) -> None:
    schema: Data = {"not": {"properties": {"state": {"const": "rejected"}}}}
    rules = packset(shelf, records=[{**RECORD, "schema": schema}])

    assert judged(rules, documents({"state": "accepted"}))[0] == "satisfied"
    assert judged(rules, documents({"state": "rejected"}))[0] == "violated"
    assert judged(rules, documents({}))[0] == "violated"


def test_a_property_that_may_not_be_there_is_told(shelf: Path) -> None:
    schema: Data = {"properties": {"remark": False}, "required": []}
    decision = decided(
        documents({"remark": "x"}), packset(shelf, records=[{**RECORD, "schema": schema}]), markets=["CN"]
    )
    message = outcome_of(decision, "CN", "RULE-1").message

    assert message is not None
    assert "(false: false)" in message.en


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, "satisfied"), ({"languages": ["en"]}, "violated"), ({"languages": None}, "indeterminate")],
    ids=["in_it", "in_another", "not_recorded"],
)
def test_a_record_is_in_every_language_that_is_asked_for(shelf: Path, fields: Data, expected: str) -> None:
    assert judged(packset(shelf, records=[{**RECORD, "languages": ["zh"]}]), documents(**fields))[0] == expected


@pytest.mark.parametrize(("none", "expected"), [("violated", "violated"), ("not_applicable", "not_applicable")])
def test_no_record_of_the_type_is_what_none_says(shelf: Path, none: str, expected: str) -> None:
    rules = packset(shelf, records=[{**RECORD, "none": none, "record_type": "declaration_of_conformity"}])

    assert judged(rules, documents())[0] == expected


def test_records_that_nobody_stated_complete_are_never_all_in_order(shelf: Path) -> None:
    data = documents()
    data["coverage"] = [one for one in data["coverage"] if one["register"] != "lot.documents"]

    assert judged(packset(shelf, records=[RECORD]), data) == ("indeterminate", "hold")


def test_the_message_names_the_places_where_a_record_does_not_fit(shelf: Path) -> None:
    decision = decided(documents({**CONTENT, "number": "B"}), packset(shelf, records=[RECORD]), markets=["CN"])
    message = outcome_of(decision, "CN", "RULE-1").message

    assert message is not None
    assert "$.number (minLength: 3)" in message.en
    assert "$.number (minLength: 3)" in message.zh


# --- kinds to come -------------------------------------------------------------------------------------------------

REACTION: Data = {
    "id": "RULE-1",
    **HEADER,
    "within": "P90D",
    "when": [{"event": "lot_rejected", "where": 'event.class == "major"', "count": 3}],
    "then": [{"open": "scar", "due": "add_days(today, 14)"}],
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(REACTION, ("indeterminate", "hold"), id="one_that_is_needed"),
        pytest.param({**REACTION, "applies": "product.ivd"}, ("not_applicable", "release"), id="another_product"),
        pytest.param(
            {
                **REACTION,
                "each": {"i": "lot.inspections"},
                "where": 'i.id == "IL-0"',
                "none": "not_applicable",
            },
            ("not_applicable", "release"),
            id="nothing_to_judge",
        ),
    ],
)
def test_what_a_later_version_judges_holds_where_it_is_needed(
    shelf: Path, fields: Data, expected: tuple[str, str]
) -> None:
    assert judged(packset(shelf, reactions=[fields]), released()) == expected


def test_a_market_that_is_held_for_it_says_so_by_a_reason_of_its_own(shelf: Path) -> None:
    decision = decided(released(), packset(shelf, reactions=[REACTION]), AS_OF, markets=["CN"])

    assert [(one.code, one.subject) for one in decision.markets[0].reasons] == [("provision.not-judged", "RULE-1")]
    assert [one.reason for one in outcome_of(decision, "CN", "RULE-1").missing] == ["not-judged"]
