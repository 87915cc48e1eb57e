"""Registers below any record: what a statement with stars takes in, from which day, and what it does not."""

import datetime as dt

import pytest

from engine.model.coverage import Coverages
from engine.model.registers import names_register, registers_of, speaks_for
from tests.strategies import REMOVED, Data, dossier_of, patched, registers_named, released

TODAY = dt.date(2026, 11, 22)
SEAL = "lot.steps[seal].equipment"
SITES = "suppliers[*].sites[*].classifications"


def stating(name: str, first: str = "2000-01-01", last: str = "2026-11-22") -> Data:
    """Give the example with one statement only."""
    statement = {"register": name, "stated_by": "QA", "from": first, "through": last}
    return patched(released(), {"coverage": [statement]})


def closed(data: Data, today: dt.date = TODAY) -> set[str]:
    """Give the registers that are complete."""
    dossier = dossier_of(data)
    coverages = Coverages(dossier)
    return {one for one in registers_of(dossier) if coverages.closes(one, today)}


STEPS = {one["id"] for one in released()["lot"]["steps"]}
SUPPLIERS = {one["id"] for one in released()["suppliers"]}


def test_the_registers_of_a_dossier_are_those_that_its_plain_data_names() -> None:
    assert registers_of(dossier_of(released())) == set(registers_named(released()))
    assert SEAL in registers_of(dossier_of(released()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (SEAL, {SEAL}),
        ("lot.steps", {"lot.steps"}),
        ("lot.steps[*].equipment", {f"lot.steps[{one}].equipment" for one in STEPS}),
        ("suppliers[*].approvals", {f"suppliers[{one}].approvals" for one in SUPPLIERS}),
        ("suppliers[SUP-0107].approvals", {"suppliers[SUP-0107].approvals"}),
        (
            "product.*",
            {
                f"product.{one}"
                for one in (
                    *("origins", "contacts", "classification_codes", "identifiers", "package_levels"),
                    *("registrations", "key_items", "characteristics"),
                )
            },
        ),
    ],
)
def test_a_statement_closes_what_it_names_and_nothing_else(name: str, expected: set[str]) -> None:
    assert closed(stating(name)) == expected


def test_a_statement_of_all_below_the_steps_speaks_for_no_other_list_and_not_for_the_steps_themselves() -> None:
    found = closed(stating("lot.steps[*].*"))

    assert found
    assert all(one.startswith("lot.steps[") for one in found)
    assert {one for one in registers_of(dossier_of(released())) if one.startswith("lot.steps[")} == found


@pytest.mark.parametrize(
    ("first", "last", "is_closed"),
    [
        ("2026-10-09", "2026-11-22", True),
        ("2026-10-10", "2026-11-22", False),
        ("2026-10-09", "2026-11-21", False),
    ],
)
@pytest.mark.parametrize("name", [SEAL, "lot.steps[*].equipment", "lot.steps[*].*"])
def test_it_reaches_from_the_lot_s_first_day_through_today(name: str, first: str, last: str, is_closed: bool) -> None:  # noqa: FBT001  # a row of the table
    assert (SEAL in closed(stating(name, first, last))) is is_closed


def test_what_is_a_supplier_s_is_closed_from_the_first_day_of_the_relation() -> None:
    since = {one["id"]: one["since"] for one in released()["suppliers"]}
    latest = max(since.values())

    found = closed(stating("suppliers[*].approvals", latest))

    assert found == {f"suppliers[{one}].approvals" for one, day in since.items() if day == latest}


def test_a_first_day_that_nobody_recorded_closes_nothing() -> None:
    assert closed(patched(stating("product.*"), {"lot.started_on": REMOVED})) == set()
    unknown = patched(stating("suppliers[*].approvals"), {"suppliers[SUP-0107].since": REMOVED})
    assert "suppliers[SUP-0107].approvals" not in closed(unknown)


def test_all_of_a_kind_are_closed_only_where_each_is() -> None:
    every = Coverages(dossier_of(stating("lot.steps[*].equipment")))
    one = Coverages(dossier_of(stating(SEAL)))

    assert every.closes_every("Step", "equipment", TODAY)
    assert not one.closes_every("Step", "equipment", TODAY)
    assert not every.closes_every("Step", "operators", TODAY)
    assert not every.closes_every("Stranger", "equipment", TODAY), "what no dossier holds is never complete"


@pytest.mark.parametrize("name", ["lot.steps[*].equipment", "lot.steps[*].*", "product.*", SITES, "lot.*", SEAL])
def test_a_name_of_registers_is_one(name: str) -> None:
    assert names_register(dossier_of(released()), name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "*", "lot", "lot.steps[seal]", "lot.steps[*]", "lot.steps.*", "lot.steps[].equipment", "suppliers.*"),
        *(
            "lot.steps[s*].equipment",
            "lot.steps[none].equipment",
            "lot.steps[none].*",
            "lot.label.udi.*",
            "people[*].*",
        ),
        *("lot.steps[*].supplier.audits", "lot.*.equipment", "product", "products.*", "lot.steps[*].*.pressures"),
    ],
)
def test_what_names_no_register_of_the_dossier_is_none(name: str) -> None:
    assert not names_register(dossier_of(released()), name)


@pytest.mark.parametrize("name", ["lot.steps[*].equipment", "lot.steps[*].*", "lot.*", "product.*"])
def test_a_star_stands_for_one_identifier_and_no_prefix_is_taken_for_a_name(name: str) -> None:
    strangers = (
        "lot.stepsx[a].equipment",
        "lot.steps[a].equipmentx[b]x",
        "lotx.steps",
        "productx.origins",
        "lot",
        "product",
    )

    assert [one for one in strangers if speaks_for(name, one) and not name.endswith(".*")] == []
    assert not any(speaks_for(name, one) for one in ("lotx.steps", "productx.origins", "lot", "product"))
