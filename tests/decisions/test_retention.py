"""How long records are kept: the latest over all markets; what is unknown, or of which nobody speaks, is kept."""

import datetime as dt
from pathlib import Path

import pytest

from engine.model.decision import Decision, RetentionEntry
from engine.packs.packset import PackSet
from tests.strategies import (
    REMOVED,
    Data,
    Patch,
    decided,
    load,
    moved,
    patched,
    released,
    requirement,
    retention,
    uncovered,
    write_pack,
)

GUARD = [requirement("GUARD-1", "lot.batch_record.complete")]
MADE = "lot.label.manufactured_on"  # 2026-10-26 in the example


def closed(patch: Patch | None = None) -> Data:
    """Give the example as a lot that was never meant for another market and has not been shipped."""
    covered = {"register": "lot.shipments", "stated_by": "Xu Lan", "from": "2026-10-09", "through": "2026-11-22"}
    stated: Patch = {"lot.former_target_markets": [], "lot.shipments": [], "coverage[+]": covered}
    return patched(patched(released(), stated), patch or {})


def entry(decision: Decision, record_type: str) -> RetentionEntry:
    """Give the entry of one record type."""
    return next(one for one in decision.retention if one.record_type == record_type)


def packset(shelf: Path, **rules: list[Data]) -> PackSet:
    """Load a set of a pack for each market, with these retention rules."""
    for market, said in rules.items():
        own = [{**rule, "id": f"{market}-{rule['id']}"} for rule in [*GUARD, *said]]
        for rule in own:
            if "replaced_by" in rule["effective"]:
                rule["effective"] = {**rule["effective"], "replaced_by": f"{market}-{rule['effective']['replaced_by']}"}
        files = {"r.yaml": {"requirements": own[:1], "retention": own[1:]}}
        write_pack(shelf, market.lower(), files, market=market)
    return load(shelf, {market: [f"{market.lower()} 1"] for market in rules})


def kept(shelf: Path, patch: Patch | None = None, **rules: list[Data]) -> RetentionEntry:
    """Decide and give the entry of the batch record."""
    return entry(decided(closed(patch), packset(shelf, **rules)), "batch_record")


def years(count: int, **fields: object) -> list[Data]:
    """Make a rule that keeps for whole years from manufacture."""
    return [retention("RET-1", f"add_years({MADE}, {count})", **fields)]


def test_the_latest_of_all_markets_counts(shelf: Path) -> None:
    found = kept(shelf, CN=years(3), EU=years(10), US=years(2))

    assert found.keep_until == dt.date(2036, 10, 26)
    assert [(one.market, one.keep_until) for one in found.rules] == [
        ("CN", dt.date(2029, 10, 26)),
        ("EU", dt.date(2036, 10, 26)),
        ("US", dt.date(2028, 10, 26)),
    ]


def test_one_unknown_end_leaves_the_whole_open_and_the_known_days_are_the_floor(shelf: Path) -> None:
    unknown = [retention("RET-1", "add_years(lot.released_on, 2)", keep_at_least=f"add_years({MADE}, 2)")]

    found = kept(shelf, CN=years(3), EU=unknown, US=years(1))

    assert (found.keep_until, found.keep_at_least) == (None, dt.date(2029, 10, 26))
    assert [one.path for one in found.rules[1].missing] == ["lot.released_on"]
    assert found.rules[1].keep_at_least == dt.date(2028, 10, 26)


def test_a_day_recorded_as_none_is_no_end(shelf: Path) -> None:
    found = kept(shelf, CN=[retention("RET-1", "product.last_placed_on_market_on")], EU=years(1), US=years(1))

    assert found.keep_until is None
    assert [one.reason for one in found.rules[0].missing] == ["recorded-as-none"]


def test_a_market_whose_pack_did_not_load_may_keep_longer(shelf: Path) -> None:
    rules = packset(shelf, CN=years(3), EU=years(3))
    broken = load(shelf, {"CN": ["cn 1"], "EU": ["eu 2"], "US": ["us 1"]})

    data = patched(closed(), {"lot.target_markets": ["CN", "EU"]})
    assert entry(decided(data, rules), "batch_record").keep_until == dt.date(2029, 10, 26)
    assert entry(decided(data, broken), "batch_record").keep_until is None


def test_a_market_without_a_pack_may_keep_longer(shelf: Path) -> None:
    found = kept(shelf, CN=years(3), EU=years(3))

    assert (found.keep_until, found.keep_at_least) == (None, dt.date(2029, 10, 26))


def test_a_market_of_which_no_pack_applies_may_keep_longer(shelf: Path) -> None:
    packset(shelf, CN=years(3), EU=years(3), US=years(3))
    rules = load(shelf, {"CN": ["cn 1"], "EU": ["eu 1"], "US": [{"pack": "us 1", "applies": "product.ivd"}]})

    found = entry(decided(closed(), rules), "batch_record")

    assert (found.keep_until, found.keep_at_least) == (None, dt.date(2029, 10, 26))


def test_a_pack_that_does_not_apply_beside_one_that_does_leaves_nothing_open(shelf: Path) -> None:
    packset(shelf, CN=years(3), EU=years(9))
    write_pack(shelf, "other", {"r.yaml": {"requirements": GUARD, "retention": years(9)}})
    rules = load(shelf, {"CN": ["cn 1", {"pack": "other 1", "applies": "product.ivd"}]})

    found = entry(decided(patched(closed(), {"lot.target_markets": ["CN"]}), rules), "batch_record")

    assert found.keep_until == dt.date(2029, 10, 26)


def test_a_market_of_which_nobody_knows_whether_its_pack_applies_may_keep_longer(shelf: Path) -> None:
    packset(shelf, CN=years(3), EU=years(3), US=years(3))
    listed = {"pack": "us 1", "applies": "lot.released_on <= today"}
    rules = load(shelf, {"CN": ["cn 1"], "EU": ["eu 1"], "US": [listed]})

    assert entry(decided(closed(), rules), "batch_record").keep_until is None


def test_a_record_type_that_no_pack_names_is_in_no_schedule(shelf: Path) -> None:
    decision = decided(closed(), packset(shelf, CN=years(3), EU=years(3), US=years(3)))

    assert [one.record_type for one in decision.retention] == ["batch_record"]


@pytest.mark.parametrize(("day", "until"), [("2026-10-31", "2028-10-26"), ("2026-11-01", "2031-10-26")])
def test_the_rule_of_the_local_day_says_how_long(shelf: Path, day: str, until: str) -> None:
    old = {"effective": {"from": "2020-01-01", "until": "2026-10-31", "replaced_by": "RET-2"}}
    new = retention("RET-2", f"add_years({MADE}, 5)", effective={"from": "2026-11-01"})
    rules = packset(shelf, CN=[*years(2, **old), new])
    instant = dt.datetime.fromisoformat(f"{day}T12:00:00+08:00")
    data = patched(moved(closed(), instant), {MADE: "2026-10-26", "lot.target_markets": ["CN"]})

    found = entry(decided(data, rules, instant), "batch_record")

    assert found.keep_until == dt.date.fromisoformat(until)
    assert len(found.rules) == 1


def test_a_rule_of_which_nobody_knows_whether_it_applies_leaves_the_end_open(shelf: Path) -> None:
    rules = [*years(2), retention("RET-2", f"add_years({MADE}, 9)", applies="product.implantable")]

    known = kept(shelf, {"lot.target_markets": ["CN"]}, CN=rules)
    again = shelf / "again"
    again.mkdir()
    data = closed()
    del data["product"]["implantable"]
    data["lot"]["target_markets"] = ["CN"]
    unknown = entry(decided(data, packset(again, CN=rules)), "batch_record")

    assert known.keep_until == dt.date(2028, 10, 26)
    assert (unknown.keep_until, unknown.rules[1].missing[0].path) == (None, "product.implantable")


# Of these the packs of China and the United States alone speak, where the example's maker works under contract.
FOR_THE_LIFETIME = frozenset(
    {
        "capa",
        "change",
        "installation",
        "maintenance",
        "quality_agreement",
        "software_validation",
        "training",
        "validation",
    }
)
# Ten years from manufacture at least: the EU speaks of them, 2017/745 Art. 10(8) and what follows it.
FOR_TEN_YEARS = frozenset(
    {
        "adverse_event",
        "audit_trail",
        "batch_record",
        "calibration",
        "certificate",
        "cleaning",
        "complaint",
        "concession",
        "declaration_of_conformity",
        "deviation",
        "distribution",
        "environment",
        "field_action",
        "incoming_inspection",
        "inspection_record",
        "label_and_udi",
        "laboratory_record",
        "line_clearance",
        "material_issue",
        "nonconformance",
        "out_of_specification",
        "packaging",
        "purchasing",
        "recall",
        "release",
        "retained_sample",
        "rework",
        "service",
        "signature",
        "sterilisation",
        "supplier_audit",
        "supplier_record",
        "technical_documentation",
        "traceability",
        "udi_assignment",
    }
)


def test_the_example_keeps_its_records_ten_years_from_manufacture_or_for_the_lifetime(shipped: PackSet) -> None:
    """The model is still sold and the lot not released, so nothing has an end yet; its lifetime is 36 months."""
    schedule = decided(closed(), shipped).retention

    assert {one.record_type: (one.keep_until, one.keep_at_least) for one in schedule} == {
        **dict.fromkeys(FOR_TEN_YEARS, (None, dt.date(2036, 10, 26))),
        **dict.fromkeys(FOR_THE_LIFETIME, (None, dt.date(2029, 10, 26))),
    }


@pytest.mark.parametrize(("implantable", "until"), [(False, dt.date(2030, 5, 31)), (True, dt.date(2035, 5, 31))])
def test_after_the_last_device_the_documentation_of_an_implant_is_kept_five_years_longer(
    shipped: PackSet, until: dt.date, *, implantable: bool
) -> None:
    patch: Patch = {
        "product.last_placed_on_market_on": "2020-05-31",
        "product.implantable": implantable,
        "lot.target_markets": ["EU"],
    }

    found = entry(decided(patched(closed(), patch), shipped), "technical_documentation")

    assert found.rules[0].keep_until == until
    assert found.keep_until == max(until, dt.date(2036, 10, 26) if not implantable else dt.date(2041, 10, 26))


def test_a_market_without_a_rule_for_a_record_type_keeps_it(shelf: Path) -> None:
    """It has rules for other types, which say nothing of this one."""
    other = [retention("RET-1", f"add_years({MADE}, 9)", record_types=["certificate"])]

    found = kept(shelf, CN=years(3), EU=other, US=years(2))

    assert (found.keep_until, found.kept_through, found.keep_at_least) == (None, None, dt.date(2029, 10, 26))


def test_records_are_kept_through_the_end_of_the_last_day_where_it_ends_last(shelf: Path) -> None:
    zones = {"CN": "Asia/Shanghai", "EU": "Europe/Brussels", "US": "America/New_York"}
    for market, zone in zones.items():
        guard, rule = ({**one, "id": f"{market}-{one['id']}"} for one in [*GUARD, *years(3)])
        files = {"r.yaml": {"requirements": [guard], "retention": [rule]}}
        write_pack(shelf, market.lower(), files, market=market, timezone=zone)
    packset = load(shelf, {market: [f"{market.lower()} 1"] for market in zones})

    found = entry(decided(closed(), packset), "batch_record")

    assert found.keep_until == dt.date(2029, 10, 26)
    assert found.kept_through == dt.datetime.fromisoformat("2029-10-27T00:00:00-04:00")


def documented(*dated: str | None, covered: bool = True) -> Data:
    """Give the example with certificates of these days."""
    data = patched(closed(), {"lot.target_markets": ["CN"]})
    data = uncovered(data, "lot.documents")  # the example states them complete
    data["lot"]["documents"] = [
        {"id": f"D-{number}", "record_type": "batch_record", **({} if day is None else {"dated": day})}
        for number, day in enumerate(dated)
    ]
    if covered:
        statement = {"register": "lot.documents", "stated_by": "x", "from": "2026-10-09", "through": "2026-11-22"}
        data["coverage"].append(statement)
    return data


@pytest.mark.parametrize(
    ("data", "until", "floor"),
    [
        pytest.param(documented("2026-11-01", "2026-11-20"), "2028-11-20", "2028-11-20", id="the_latest_record"),
        pytest.param(documented("2026-11-01", None), None, "2028-11-01", id="one_without_a_day"),
        pytest.param(documented("2026-11-01", covered=False), None, "2028-11-01", id="there_may_be_more"),
        pytest.param(documented(), None, None, id="there_is_none"),
    ],
)
def test_a_rule_that_reads_the_record_is_about_each_record_of_its_type(
    shelf: Path, data: Data, until: str | None, floor: str | None
) -> None:
    rules = packset(shelf, CN=[retention("RET-1", "add_years(record.dated, 2)")])

    found = entry(decided(data, rules), "batch_record")

    assert [found.keep_until, found.keep_at_least] == [
        day if day is None else dt.date.fromisoformat(day) for day in (until, floor)
    ]


SHIPMENT: Data = {"id": "SHP-1", "market": "EU"}


@pytest.mark.parametrize(
    ("patch", "until"),
    [
        pytest.param({}, "2029-10-26", id="meant_for_one_market"),
        pytest.param({"lot.former_target_markets": ["EU"]}, "2036-10-26", id="once_meant_for_another"),
        pytest.param({"lot.shipments": [SHIPMENT]}, "2036-10-26", id="shipped_to_another"),
        pytest.param({"lot.shipments": [{**SHIPMENT, "market": "CN"}]}, "2029-10-26", id="shipped_to_its_market"),
        pytest.param({"lot.former_target_markets": ["JP"]}, None, id="once_meant_for_a_market_without_a_pack"),
        pytest.param({"lot.former_target_markets": REMOVED}, None, id="nobody_recorded_what_it_was_meant_for"),
        pytest.param({"lot.shipments": REMOVED}, None, id="nobody_recorded_where_it_went"),
        pytest.param({"lot.shipments": [{"id": "SHP-1"}]}, None, id="a_shipment_without_a_market"),
    ],
)
def test_every_market_that_a_lot_was_ever_meant_for_or_went_to_counts(
    shelf: Path, patch: Patch, until: str | None
) -> None:
    rules = packset(shelf, CN=years(3), EU=years(10))

    found = entry(decided(closed({"lot.target_markets": ["CN"], **patch}), rules), "batch_record")

    assert found.keep_until == (None if until is None else dt.date.fromisoformat(until))
    assert found.keep_at_least == dt.date.fromisoformat(until or "2029-10-26")


def test_shipments_that_nobody_stated_complete_may_have_gone_elsewhere(shelf: Path) -> None:
    data = uncovered(closed({"lot.target_markets": ["CN"]}), "lot.shipments")

    assert entry(decided(data, packset(shelf, CN=years(3))), "batch_record").keep_until is None
