"""Faults of data: each is found, named with its path, and makes unknown what it is about. The quick look agrees."""

import copy
import datetime as dt
import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model import quality
from engine.model.dossier import Dossier
from engine.model.plans import plan_of
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier_bytes, read_dossier_file
from engine.model.soundness import SoundParts
from tests.generated import dossiers
from tests.strategies import AS_OF, ROOT, example, patched

LARGE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def _faults(patch: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    data = patched(copy.deepcopy(example()), patch)
    dossier, _ = read_dossier_bytes(json.dumps(data).encode())
    found = quality_faults(dossier, AS_OF)
    return [(fault.error.code, str(fault.as_error().location), fault.unknown) for fault in found]


def test_the_example_has_no_fault() -> None:
    assert _faults({}) == []


STEP = "lot.steps[ext]"
# Where the example states that its steps are complete.
STATED = f"coverage[{[one['register'] for one in example()['coverage']].index('lot.steps')}]"
# A patch, the code, the place by position, and what expressions cannot read any more.
FAULTS: list[tuple[dict[str, Any], str, str, tuple[str, ...]]] = [
    ({"lot.product": "X"}, "dossier.reference.unresolved", "$.lot.product", ("lot.product", "product")),
    ({f"{STEP}.supplier": "X"}, "dossier.reference.unresolved", "$.lot.steps[0].supplier", (f"{STEP}.supplier",)),
    ({"lot.target_markets": ["EU", "EU"]}, "dossier.id.duplicate", "$.lot.target_markets[1]", ("lot.target_markets",)),
    (
        {"lot.inspections": [{"id": "a"}, {"id": "b"}, {"id": "a"}]},
        "dossier.id.duplicate",
        "$.lot.inspections[2]",
        ("lot.inspections",),
    ),
    ({"lot.serials": ["1", "2", "1"]}, "dossier.id.duplicate", "$.lot.serials[2]", ("lot.serials",)),
    (
        {f"{STEP}.validation.valid": {"from": "2026-01-02", "until": "2026-01-01"}},
        "dossier.period.reversed",
        "$.lot.steps[0].validation.valid",
        (f"{STEP}.validation.valid",),
    ),
    (
        {f"{STEP}.ended_at": "2026-11-22T10:00:00.000001+08:00"},
        "dossier.time.after-as-of",
        "$.lot.steps[0].ended_at",
        (f"{STEP}.ended_at",),
    ),
    (
        {f"{STEP}.ended_at": "2026-10-12T08:59:59+08:00"},
        "dossier.value.contradiction",
        "$.lot.steps[0].ended_at",
        (f"{STEP}.started_at", f"{STEP}.ended_at"),
    ),
    (
        {f"{STEP}.dispatched_at": "2026-10-08T23:59:59+08:00"},
        "dossier.value.contradiction",
        "$.lot.steps[0].dispatched_at",
        (f"{STEP}.dispatched_at", "lot.started_on"),
    ),
    (
        {"lot.inspections[IL-2610-201].nonconforming": 126},
        "dossier.value.contradiction",
        "$.lot.inspections[0].nonconforming",
        ("lot.inspections[IL-2610-201].sample_size", "lot.inspections[IL-2610-201].nonconforming"),
    ),
    (
        {"lot.inspections[IL-2610-201].acceptance_number": 125},
        "dossier.value.contradiction",
        "$.lot.inspections[0].acceptance_number",
        ("lot.inspections[IL-2610-201].planned_sample_size", "lot.inspections[IL-2610-201].acceptance_number"),
    ),
    (
        {"lot.inspections[IL-2611-018].measured": {"value": "1.8", "unit": "milligram"}},
        "dossier.unit.unknown",
        "$.lot.inspections[2].measured",
        ("lot.inspections[IL-2611-018].measured",),
    ),
    (
        {"lot.contract_manufactured": False},
        "dossier.value.contradiction",
        "$.lot.contract_manufactured",
        ("lot.contract_manufactured", "lot.roles"),
    ),
    (
        {"coverage[lot.steps].register": "lot.step"},
        "dossier.coverage.unknown-register",
        f"$.{STATED}.register",
        (STATED,),
    ),
    ({"coverage[lot.steps].from": "2026-11-30"}, "dossier.period.reversed", f"$.{STATED}", (STATED,)),
    (
        {"coverage[lot.steps].through": "2026-11-23"},
        "dossier.time.after-as-of",
        f"$.{STATED}.through",
        (f"{STATED}.through",),
    ),
]


@pytest.mark.parametrize(
    ("patch", "code", "place", "unknown"), FAULTS, ids=[f"{code}-{place}" for _, code, place, _ in FAULTS]
)
def test_a_fault_is_named_and_makes_unknown_what_it_is_about(
    patch: dict[str, Any], code: str, place: str, unknown: tuple[str, ...]
) -> None:
    assert (code, place, unknown) in _faults(patch)


def test_every_item_that_stands_again_is_named() -> None:
    faults = _faults({"lot.serials": ["1", "2", "1", "3", "2", "1"]})

    assert [place for _, place, _ in faults] == [f"$.lot.serials[{index}]" for index in (2, 4, 5)]


def test_a_day_that_has_begun_nowhere_lies_ahead_and_one_that_has_begun_somewhere_does_not() -> None:
    # At 02:00 UTC it is 16:00 on the same day at UTC+14: the next day has begun nowhere.
    assert _faults({"coverage[lot.steps].through": "2026-11-22"}) == []
    assert [code for code, _, _ in _faults({"coverage[lot.steps].through": "2026-11-23"})] == [
        "dossier.time.after-as-of"
    ]


@LARGE
@given(dossiers())
def test_the_quick_look_calls_sound_exactly_what_has_no_fault(dossier: Dossier) -> None:
    as_of = dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC)
    inspector = quality._Inspector(dossier, as_of)  # its two halves are held against each other
    quick = inspector._looks_sound()
    inspector._inspect(dossier, plan_of(Dossier))

    assert quick is (inspector.found == [])


KNOWN = SoundParts()
FULL = read_dossier_file(ROOT / "examples" / "dossiers" / "sterile_catheter_full.json")
replace = msgspec.structs.replace


@settings(LARGE, max_examples=5)
@given(dossiers(), st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 1)))
def test_what_is_known_to_be_sound_hides_no_fault(other: Dossier, day: dt.date) -> None:
    instant = dt.datetime.combine(day, dt.time(2), tzinfo=dt.UTC)
    alike = (
        FULL,
        replace(FULL, people=other.people),
        replace(FULL, suppliers=other.suppliers),
        replace(FULL, equipment=other.equipment),
        replace(FULL, lot=replace(FULL.lot, started_on=day)),
        other,
    )

    for one in (*alike, *alike):
        assert quality_faults(one, instant, KNOWN) == quality_faults(one, instant)
