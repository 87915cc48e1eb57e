"""What must be true between the fields of a lot, its product and its label; and what is honest, and no fault."""

from typing import Any

import msgspec
import pytest

from core.documents.json_text import read_json
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier


def found(lot: dict[str, Any], product: dict[str, Any] | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Give the messages of the faults of a dossier with this lot and product, and what they make unknown."""
    dossier = {
        "format": "lotgate-dossier/v1",
        "product": {"id": "P"} | (product or {}),
        "lot": {"id": "L", "product": "P", "target_markets": ["XA"], "started_on": "2026-10-09"} | lot,
    }
    read = read_dossier(read_json(msgspec.json.encode(dossier).decode()))
    return [(fault.message.en, fault.unknown) for fault in quality_faults(read)]


def milligrams(value: str) -> dict[str, str]:
    """Write a quantity."""
    return {"value": value, "unit": "mg"}


BALANCE = {"issued": "12.50", "used": "12.1", "sampled": "0.2", "scrapped": "0.1", "returned": "0.15"}
TUBE = {"id": "tube", "kind": "raw_material", "manufactured_on": "2026-09-11", "received_on": "2026-09-18"}
MADE_FOR = {"id": "c1", "scope": "finished_device", "audited_on": "2026-05-13"}

HONEST: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # Inputs, contracts and approvals are older than the lot.
    ({"inputs": [{**TUBE, "accepted_at": "2026-09-21T08:00:00+08:00", "used_at": "2026-10-20T08:00:00+08:00"}]}, {}),
    ({"contract_manufactured": True, "contract_chain": [MADE_FOR]}, {}),
    ({"contract_manufactured": False, "contract_chain": []}, {}),
    ({"customer": "Acme", "contract_chain": [{**MADE_FOR, "principal": "Acme", "maker": "Own"}]}, {}),
    ({"customer": "Acme", "contract_chain": [MADE_FOR]}, {}),
    ({"contract_manufactured": False, "contract_chain": [{"id": "c1", "scope": "operations"}]}, {}),
    ({"emergency_release_open": True, "emergency_releases": [{"id": "e", "followed_up_on": None}]}, {}),
    ({"emergency_release_open": False, "emergency_releases": [{"id": "e", "followed_up_on": "2026-10-29"}]}, {}),
    # What was found again beyond what was issued is a difference below zero.
    (
        {
            "inputs": [
                {"id": "i", "balance": {k: milligrams(v) for k, v in (BALANCE | {"unaccounted": "-0.05"}).items()}}
            ]
        },
        {},
    ),
    # A fit has its nominal value outside of its limits.
    (
        {},
        {
            "characteristics": [
                {"id": "d", "nominal": milligrams("10"), "lower": milligrams("9.972"), "upper": milligrams("9.987")}
            ]
        },
    ),
    ({}, {"characteristics": [{"id": "d", "lower": milligrams("5"), "upper": None, "class": "A类"}]}),
    ({"serials": ["1", "2"]}, {}),
    # A lot that was split has fewer units than its record, and a permission may be for a part of them.
    (
        {
            "quantity": 1000,
            "batch_record": {"id": "BR", "quantity_made": 4800},
            "permissions": [{"id": "PR-1", "quantity": 500}, {"id": "PR-2"}],
        },
        {},
    ),
    # What came back may leave again.
    (
        {
            "quantity": 10,
            "shipments": [{"id": "S-1", "quantity": 10, "quantity_returned": 4}, {"id": "S-2", "quantity": 4}],
        },
        {},
    ),
]

CONTRADICTORY: list[tuple[dict[str, Any], dict[str, Any], str, tuple[str, ...]]] = [
    (
        {"inputs": [{**TUBE, "used_at": "2026-09-17T08:00:00+08:00"}]},
        {},
        "`2026-09-17` lies before the lot's first day, `2026-10-09`",
        ("lot.inputs[tube].used_at", "lot.started_on"),
    ),
    (
        {"inputs": [{**TUBE, "received_on": "2026-09-10"}]},
        {},
        "`received_on` lies before `manufactured_on`",
        ("lot.inputs[tube].manufactured_on", "lot.inputs[tube].received_on"),
    ),
    (
        {"contract_manufactured": False, "contract_chain": [MADE_FOR]},
        {},
        "the lot was not made under contract, and `c1` is a contract for it",
        ("lot.contract_manufactured", "lot.contract_chain"),
    ),
    (
        {"customer": "Other", "contract_chain": [{**MADE_FOR, "principal": "Acme", "maker": "Own"}]},
        {},
        "the lot is made for `Other`, and no contract of its chain names it",
        ("lot.contract_chain", "lot.customer"),
    ),
    (
        {"emergency_release_open": False, "emergency_releases": [{"id": "e", "followed_up_on": None}]},
        {},
        "no emergency release is said to be open, and `e` is",
        ("lot.emergency_release_open", "lot.emergency_releases"),
    ),
    (
        {
            "unit_balance": {
                "begun": 10,
                "conforming": 7,
                "scrapped": 1,
                "tested": 1,
                "retained": 0,
                "pending": 0,
                "unaccounted": 0,
            }
        },
        {},
        "7 + 1 + 1 + 0 + 0 + 0 is not 10, which `begun` says",
        tuple(
            f"lot.unit_balance.{name}"
            for name in ("conforming", "scrapped", "tested", "retained", "pending", "unaccounted", "begun")
        ),
    ),
    (
        {"quantity": 4801, "batch_record": {"id": "BR", "quantity_made": 4800}},
        {},
        "`quantity` 4801 does not go with `batch_record.quantity_made` 4800",
        ("lot.batch_record.quantity_made", "lot.quantity"),
    ),
    (
        {"quantity": 11, "unit_balance": {"begun": 10}},
        {},
        "`quantity` 11 does not go with `unit_balance.begun` 10",
        ("lot.unit_balance.begun", "lot.quantity"),
    ),
    (
        {"batch_record": {"id": "BR", "quantity_approved": 8}, "unit_balance": {"conforming": 7}},
        {},
        "`batch_record.quantity_approved` 8 does not go with `unit_balance.conforming` 7",
        ("lot.unit_balance.conforming", "lot.batch_record.quantity_approved"),
    ),
    (
        {"quantity": 10, "permissions": [{"id": "PR-1", "quantity": 10}, {"id": "PR-2", "quantity": 11}]},
        {},
        "`PR-2` permits 11 units, and the lot has 10",
        ("lot.permissions", "lot.quantity"),
    ),
    (
        {
            "quantity": 10,
            "shipments": [{"id": "S-1", "quantity": 10, "quantity_returned": 4}, {"id": "S-2", "quantity": 5}],
        },
        {},
        "11 units were shipped, and the lot has 10",
        ("lot.shipments", "lot.quantity"),
    ),
    (
        {"label": {"id": "B", "reading": {"id": "r", "labels_read": 3, "labels_rejected": 4}}},
        {},
        "`labels_rejected` 4 does not go with `labels_read` 3",
        ("lot.label.reading.labels_read", "lot.label.reading.labels_rejected"),
    ),
    ({"serials": ["7", "8", "7"]}, {}, "`7` stands twice in `serials`", ("lot.serials",)),
    (
        {},
        {"characteristics": [{"id": "d", "lower": milligrams("0.005"), "upper": {"value": "4", "unit": "ug"}}]},
        "`lower` 0.005 mg does not go with `upper` 4 ug",
        ("product.characteristics[d].upper", "product.characteristics[d].lower"),
    ),
    (
        {},
        {"storage_lower": {"value": "2", "unit": "mg"}},
        "`mg` does not measure the same as `Cel`",
        ("product.storage_lower",),
    ),
    (
        {},
        {"identifiers": [{"id": "base", "di": "06971234500018", "issuing_entity": "GS1"}]},
        "the check digit of `06971234500018` is not `4`",
        ("product.identifiers[base].issuing_entity", "product.identifiers[base].di"),
    ),
]


@pytest.mark.parametrize(("lot", "product"), HONEST)
def test_what_is_honest_is_no_fault(lot: dict[str, Any], product: dict[str, Any]) -> None:
    assert found(lot, product) == []


@pytest.mark.parametrize(("lot", "product", "message", "unknown"), CONTRADICTORY)
def test_what_contradicts_itself_is_unknown(
    lot: dict[str, Any], product: dict[str, Any], message: str, unknown: tuple[str, ...]
) -> None:
    assert (message, unknown) in found(lot, product)
