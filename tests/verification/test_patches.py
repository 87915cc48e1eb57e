"""Changes of a dossier: what was not touched is shared, the inverse gives the same bytes, the order never matters."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from core.canonical import digest
from core.documents.decode import decode
from core.documents.json_text import read_json
from core.errors import LotgateError
from core.locations import DataLocation
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.types import ListOf, MapOf, Nullable
from engine.model.walk import visits
from engine.verification.forms import GivenForm
from engine.verification.given import read_given
from engine.verification.patches import Change, moved, patched
from engine.verification.paths import NAMING, Key, Name, Parts, Place, find, key_of, parse_path, path_of
from engine.verification.series import NamedSeries
from tests.strategies import dossier_of, plain, released
from tests.strategies import patched as patched_plain

HERE = DataLocation("$")
GOOD = dossier_of(released())


def changes_of(said: dict[str, Any], dossier: Dossier = GOOD) -> tuple[Change, ...]:
    """Read what a case would say."""
    document = read_json(json.dumps(said))
    changes, faults = read_given(decode(document, GivenForm), dossier, document, (), NamedSeries({}))
    assert faults == []
    return changes


def paths(record: msgspec.Struct, parts: Parts = ()) -> Iterator[Parts]:
    """Give the path of everything that is recorded, items by identifier."""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if value is not UNSET and (*parts, Name(name)) != (Name("coverage"),):
            yield from _below(value, (*parts, Name(name)))


def _below(value: object, parts: Parts) -> Iterator[Parts]:
    yield parts
    if isinstance(value, msgspec.Struct):
        yield from paths(value, parts)
    for item in value if isinstance(value, list) else []:
        yield from _below(item, (*parts, Key(key_of(item))))
    for key, item in value.items() if isinstance(value, dict) else []:
        yield from _below(item, (*parts, Key(key)))


PATHS = sorted({path_of(parts) for parts in paths(GOOD)})


def place_of(path: str) -> Place:
    """Find a path in the good dossier."""
    return find(GOOD, parse_path(path, HERE), HERE)


def test_every_recorded_value_has_a_path_that_leads_to_it() -> None:
    assert len(PATHS) > 250
    walked = [visit.value for visit in visits(GOOD) if visit.path[0] != "coverage"]
    found = [place_of(path).value for path in PATHS if isinstance(place_of(path).parts[-1], Name)]

    assert sorted(map(repr, walked)) == sorted(map(repr, found))


@given(path=st.sampled_from([path for path in PATHS if place_of(path).optional and not place_of(path).is_item]))
def test_what_is_left_out_and_set_again_gives_the_same_digest(path: str) -> None:
    place = place_of(path)
    without = patched(GOOD, changes_of({"unset": [path]}))
    again = patched(without, [Change(kind="set", parts=place.parts, value=place.value)])

    assert digest(without) != digest(GOOD)
    assert find(without, place.parts, HERE).value is UNSET
    assert digest(again) == digest(GOOD)


SET = {
    "lot.quantity": 5,
    "lot.steps[eo].kind": "coating",
    "lot.steps[eo].supplier": "SUP-0107",
    "lot.label.expires_on": None,
    "lot.released_on": "2026-11-21",
    "product.risk_class[EU]": "IIa",
    "product.risk_class[JP]": "II",
    "lot.inspections[IL-2611-018].measured": {"value": "2.50", "unit": "mg"},
    "lot.steps[eo].supplier.approvals[a2].valid.until": "2026-11-06",
    "lot.nonconformances": [],
    "lot.product.name": {"en": "A", "zh": "甲"},
}


@given(picked=st.lists(st.sampled_from(sorted(SET)), min_size=1, unique=True), data=st.data())
def test_values_that_are_set_and_set_back_give_the_same_digest_in_any_order(
    picked: list[str], data: st.DataObject
) -> None:
    if {"lot.steps[eo].supplier", "lot.steps[eo].supplier.approvals[a2].valid.until"} <= set(picked):
        picked.remove("lot.steps[eo].supplier")
    back = []
    for path in picked:
        place = place_of(path)
        kind = "unset" if place.value is UNSET else "set"
        back.append(Change(kind=kind, parts=place.parts, value=place.value))  # type: ignore[arg-type]  # one of both
    changed = patched(GOOD, changes_of({"set": {path: SET[path] for path in picked}}))
    turned = patched(GOOD, changes_of({"set": {path: SET[path] for path in data.draw(st.permutations(picked))}}))

    assert digest(changed) == digest(turned) != digest(GOOD)
    assert digest(patched(changed, back)) == digest(GOOD)


def test_what_is_added_and_removed_gives_the_same_digest() -> None:
    step = {"id": "pack", "kind": "assembly", "outsourced": False}
    topics = "suppliers[SUP-0233].quality_agreement.topics"
    added = patched(GOOD, changes_of({"add": {"lot.steps": [step], topics: ["audit_access"]}}))
    back = changes_of({"remove": ["lot.steps[pack]", f"{topics}[audit_access]"]}, added)

    assert digest(added) != digest(GOOD)
    assert digest(patched(added, back)) == digest(GOOD)


@given(path=st.sampled_from([path for path in PATHS if place_of(path).is_item]))
def test_an_item_that_is_removed_is_not_there_and_nothing_else_is_changed(path: str) -> None:
    place = place_of(path)
    without = patched(GOOD, changes_of({"remove": [path]}))

    with pytest.raises(LotgateError, match="has no item"):
        find(without, place.parts, HERE)
    kept = {one for one in PATHS if not one.startswith(path)}
    assert {path_of(parts) for parts in paths(without)} == kept


def test_changes_say_what_the_same_changes_of_plain_data_say() -> None:
    said = {path.replace("lot.steps[eo].supplier.", "suppliers[SUP-0233]."): value for path, value in SET.items()}
    plainly = {
        path.replace("risk_class[", "risk_class.").rstrip("]") if "risk_class" in path else path: value
        for path, value in said.items()
        if path != "lot.product.name"
    }
    plainly["product.name"] = SET["lot.product.name"]

    assert digest(patched(GOOD, changes_of({"set": said}))) == digest(dossier_of(patched_plain(released(), plainly)))


def test_what_a_change_does_not_touch_is_shared() -> None:
    changed = patched(GOOD, changes_of({"set": {"lot.steps[eo].kind": "coating"}}))

    assert changed.product is GOOD.product
    assert changed.suppliers is GOOD.suppliers
    assert isinstance(changed.lot.steps, list)
    assert isinstance(GOOD.lot.steps, list)
    assert [new is old for new, old in zip(changed.lot.steps, GOOD.lot.steps, strict=True)] == [True, True, True, False]


def test_a_change_through_a_reference_changes_the_record_it_names() -> None:
    through = changes_of({"set": {"lot.steps[eo].supplier.approvals[a2].status": "suspended"}})

    assert [path_of(one.parts) for one in through] == ["suppliers[SUP-0233].approvals[a2].status"]
    assert [path_of(one.parts) for one in changes_of({"unset": ["lot.product.sterile"]})] == ["product.sterile"]


# --- coverage ------------------------------------------------------------------------------------------------------


def stated(dossier: Dossier, register: str) -> list[tuple[str, str, str]]:
    """Give who stated what about a register."""
    return [
        (one.stated_by, one.from_.isoformat(), one.through.isoformat())
        for one in dossier.coverage
        if one.register == register
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("none", []),
        ({"through": "2026-11-20"}, [("Zhao Min", "2026-10-09", "2026-11-20")]),
        ({"stated_by": "Sun Yue"}, [("Sun Yue", "2026-10-09", "2026-11-22")]),
        (
            [{"through": "2026-10-31"}, {"from": "2026-11-02"}],
            [("Zhao Min", "2026-10-09", "2026-10-31"), ("Zhao Min", "2026-11-02", "2026-11-22")],
        ),
        ([], []),
    ],
)
def test_what_is_stated_about_a_register(said: object, expected: list[tuple[str, str, str]]) -> None:
    changed = patched(GOOD, changes_of({"coverage": {"lot.steps": said}}))

    assert stated(changed, "lot.steps") == expected
    assert stated(changed, "lot.inspections") == stated(GOOD, "lot.inspections")


# --- moving --------------------------------------------------------------------------------------------------------


@given(days=st.integers(-20_000, 20_000))
def test_moving_there_and_back_gives_the_same_digest(days: int) -> None:
    assert digest(moved(moved(GOOD, days), -days)) == digest(GOOD)


@given(days=st.integers(-2000, 2000))
def test_moving_moves_every_day_and_no_time_of_day(days: int) -> None:
    distance = dt.timedelta(days=days)
    before = [visit for visit in visits(GOOD) if isinstance(visit.value, dt.date)]
    after = [visit for visit in visits(moved(GOOD, days)) if isinstance(visit.value, dt.date)]

    assert len(before) > 40
    for old, new in zip(before, after, strict=True):
        assert isinstance(old.value, dt.date)
        assert (new.path, new.value) == (old.path, old.value + distance)
        if isinstance(old.value, dt.datetime):
            assert isinstance(new.value, dt.datetime)
            assert (new.value.time(), new.value.utcoffset()) == (old.value.time(), old.value.utcoffset())
    assert plain(GOOD.lot.roles) == plain(moved(GOOD, days).lot.roles)


def test_the_end_of_the_calendar_stays_where_it_is() -> None:
    endless = patched(GOOD, changes_of({"set": {"suppliers[SUP-0107].approvals[a1].valid.until": "9999-12-31"}}))
    place = find(moved(endless, 30), parse_path("suppliers[SUP-0107].approvals[a1].valid.until", HERE), HERE)

    assert place.value == dt.date(9999, 12, 31)


def test_every_list_of_the_dictionary_names_its_items() -> None:
    """A list of records without an identifier could only be changed by position."""
    seen: list[str] = []
    walked: set[type[msgspec.Struct]] = set()

    def walk(entity: type[msgspec.Struct], path: str) -> None:
        for name, field in fields_of(entity).items():
            kind = field.type.of if isinstance(field.type, Nullable) else field.type
            inner = getattr(kind.item if isinstance(kind, ListOf | MapOf) else kind, "entity", None)
            if inner is not None and field.refers_to is None:
                if isinstance(kind, ListOf):
                    seen.append(f"{path}.{name}")
                    assert set(NAMING) & set(fields_of(inner)), f"{path}.{name}"
                if inner not in walked:
                    walked.add(inner)
                    walk(inner, f"{path}.{name}")

    walk(Dossier, "")
    assert len(seen) > 30
