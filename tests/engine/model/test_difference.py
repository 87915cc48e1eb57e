"""Differences: nothing exactly when two dossiers have one digest, each named where it is, and every one found."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.canonical import canonical_bytes, digest
from core.documents.tree import Path
from engine.model.difference import differences
from engine.model.dossier import Dossier
from engine.model.walk import visits
from tests.generated import dossiers
from tests.strategies import Data, Plain, dossier_of, example, patched

LARGE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def _places(value: Plain, path: str = "") -> Iterator[str]:
    """Give every place of plain data as expressions name it."""
    if isinstance(value, dict):
        for key, item in value.items():
            named = (f"{path}.{key}" if path else key, f"{path}[{key}]")
            yield from named
            for name in named:
                yield from _places(item, name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            name = item.get("id", index) if isinstance(item, dict) else index
            yield f"{path}[{name}]"
            yield from _places(item, f"{path}[{name}]")


@LARGE
@given(dossiers(), dossiers())
def test_two_dossiers_differ_exactly_when_their_digests_do_and_at_places_that_one_of_them_has(
    first: Dossier, second: Dossier
) -> None:
    found = list(differences(first, second))

    assert (found == []) is (digest(first) == digest(second))
    assert list(differences(first, first)) == []
    for one in found:
        assert (one.old is None) is not (one.new is None) or one.old != one.new


def _held(data: Data, path: Path) -> Plain:
    held: Plain = data
    for key in path:
        held = held[key]
    return held


# Lists that are empty by default go item by item.
EMPTY = {("suppliers",), ("coverage",)}
WHOLE = dossier_of(example())
NAMES = frozenset(_places(example()))
OPTIONAL = [visit.path for visit in visits(WHOLE) if not visit.field.required and visit.path not in EMPTY]


@pytest.mark.parametrize("path", OPTIONAL, ids=lambda path: ".".join(map(str, path)))
def test_what_is_taken_away_is_the_one_difference(path: Path) -> None:
    data = example()
    del _held(data, path[:-1])[path[-1]]
    changed = dossier_of(data)

    (there,) = differences(WHOLE, changed)
    (back,) = differences(changed, WHOLE)

    assert (there.path, there.old, there.new) == (back.path, back.new, back.old)
    assert there.path in NAMES
    assert there.old != there.new


@settings(LARGE, max_examples=40)
@given(dossiers(), st.data())
def test_an_item_that_goes_from_a_list_is_told_by_its_identifier(dossier: Dossier, data: st.DataObject) -> None:
    steps = dossier.lot.steps
    assume(isinstance(steps, list) and steps and len({one.id for one in steps}) == len(steps))
    assert isinstance(steps, list)
    gone = data.draw(st.sampled_from(steps))
    plain = json.loads(canonical_bytes(dossier))
    plain["lot"]["steps"] = [one for one in plain["lot"]["steps"] if one["id"] != gone.id]

    found = list(differences(dossier, dossier_of(plain)))

    assert [(one.path, one.new) for one in found] == [(f"lot.steps[{gone.id}]", None)]


ALIKE = [
    ({"lot.steps[ext].started_at": "2026-10-12T01:00:00Z"}, "lot.steps[ext].started_at"),
    (
        {"lot.inspections[IL-2611-018].measured": {"value": "1.800", "unit": "mg"}},
        "lot.inspections[IL-2611-018].measured",
    ),
]


@pytest.mark.parametrize(("patch", "path"), ALIKE, ids=["the_same_instant_elsewhere", "the_same_number_of_more_digits"])
def test_what_is_equal_and_was_not_recorded_alike_differs(patch: Data, path: str) -> None:
    old, new = dossier_of(example()), dossier_of(patched(example(), patch))

    assert digest(old) != digest(new)
    assert [one.path for one in differences(old, new)] == [path]
