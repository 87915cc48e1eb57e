"""What a pack changes in its parents counts, on the days that it says, and its origin is told."""

import datetime as dt
from pathlib import Path

import pytest

from core.errors import FaultsError
from engine.packs.flat import FlatPack, flattened
from engine.packs.resolve import Shelf, load_pack
from engine.release.decide import decision_bytes
from tests.strategies import (
    AS_OF,
    Data,
    decided,
    load,
    moved,
    outcome_of,
    outcomes,
    patched,
    released,
    requirement,
    verdicts,
    write_pack,
)

GUARD = requirement("GUARD-1", "lot.batch_record.complete")
LIMIT = requirement("BASE-1", "lot.quantity <= 5000", authority="standard")  # 4800 in the example
WHY = {"because": "a stricter site", "cites": [{"source": "work", "at": "2"}], "authority": "policy"}


def write(shelf: Path, *changes: Data, disable: list[Data] | None = None, base: list[Data] | None = None) -> Path:
    """Write a base pack with a limit, and a pack of a market that changes it."""
    write_pack(shelf, "base", {"r.yaml": {"requirements": base or [LIMIT]}}, market=None, timezone=None)
    files: dict[str, Data] = {"r.yaml": {"requirements": [GUARD]}, "changes.yaml": {"override": list(changes)}}
    files["disable.yaml"] = {"disable": disable or []}
    return write_pack(shelf, "p", files, extends="base")


def judged(shelf: Path, as_of: dt.datetime = AS_OF) -> tuple[str, str]:
    """Give the outcome of the limit, and the verdict."""
    decision = decided(moved(released(), as_of), load(shelf, {"CN": ["p 1"]}), as_of, markets=["CN"])
    return outcomes(decision).get(("CN", "BASE-1"), "gone"), verdicts(decision)["CN"]


def change(leaf: str, value: object, **fields: object) -> Data:
    """Override one leaf of the limit."""
    return {"id": "BASE-1", "set": {leaf: value}, **WHY, **fields}


def test_without_a_change_the_parent_s_limit_counts(shelf: Path) -> None:
    write(shelf)

    assert judged(shelf) == ("satisfied", "release")


def test_a_term_added_to_what_must_hold_is_tighter_and_counts(shelf: Path) -> None:
    write(shelf, change("require", "lot.quantity <= 5000 && lot.quantity <= 4000"))

    assert judged(shelf) == ("violated", "hold")


def test_a_violation_of_what_a_policy_made_stricter_is_told_as_a_policy_with_its_place(shelf: Path) -> None:
    write(shelf, change("require", "lot.quantity <= 5000 && lot.quantity <= 4000"))

    decision = decided(released(), load(shelf, {"CN": ["p 1"]}), markets=["CN"])
    outcome = outcome_of(decision, "CN", "BASE-1")

    assert (outcome.authority, [cite.at.en for cite in outcome.cites]) == ("policy", ["1", "2"])


def test_another_title_leaves_the_authority_what_it_was(shelf: Path) -> None:
    write(shelf, change("title.en", "A better title"))

    outcome = outcome_of(decided(released(), load(shelf, {"CN": ["p 1"]}), markets=["CN"]), "CN", "BASE-1")

    assert (outcome.authority, outcome.title.en) == ("standard", "A better title")


def test_what_loosens_counts_where_it_says_so(shelf: Path) -> None:
    write(
        shelf,
        change("require", "lot.quantity <= 9000", loosens=True),
        base=[requirement("BASE-1", "lot.quantity <= 4000", authority="standard")],
    )

    assert judged(shelf) == ("satisfied", "release")


def test_a_disabled_provision_does_not_count(shelf: Path) -> None:
    base = [requirement("BASE-1", "lot.quantity <= 4000", authority="standard")]
    write(shelf, disable=[{"id": "BASE-1", **WHY}], base=base)

    assert judged(shelf) == ("gone", "release")


@pytest.mark.parametrize(
    ("effective", "day", "expected"),
    [
        pytest.param({"from": "2027-01-01"}, "2026-12-31", "satisfied", id="the_day_before_it_begins"),
        pytest.param({"from": "2027-01-01"}, "2027-01-01", "violated", id="the_day_it_begins"),
        pytest.param({"until": "2026-12-31"}, "2026-12-31", "violated", id="the_day_it_ends"),
        pytest.param({"until": "2026-12-31"}, "2027-01-01", "satisfied", id="the_day_after_it_ends"),
        pytest.param({}, "2027-01-01", "violated", id="without_a_day"),
    ],
)
def test_an_override_holds_on_its_days_by_the_pack_s_local_day(
    shelf: Path, effective: Data, day: str, expected: str
) -> None:
    write(shelf, change("require", "lot.quantity <= 5000 && lot.quantity <= 4000", effective=effective))

    # Half an hour into the day in Shanghai, where it is the day before in UTC.
    assert judged(shelf, dt.datetime.fromisoformat(f"{day}T00:30:00+08:00"))[0] == expected


def test_of_several_packs_the_child_s_change_wins(shelf: Path) -> None:
    write(shelf, change("otherwise", "reject"))
    files: dict[str, Data] = {"changes.yaml": {"override": [change("require", "lot.quantity <= 1", loosens=True)]}}
    files["more.yaml"] = {"override": [change("otherwise", "hold", loosens=True)]}
    write_pack(shelf, "child", files, extends="p")

    decision = decided(released(), load(shelf, {"CN": ["child 1"]}), markets=["CN"])

    assert (outcome_of(decision, "CN", "BASE-1").otherwise, verdicts(decision)["CN"]) == ("hold", "hold")


def test_a_pack_of_the_market_that_is_changed_to_guard_nothing_is_refused(shelf: Path) -> None:
    write(shelf)
    files: dict[str, Data] = {"c.yaml": {"override": [{**change("otherwise", "warn", loosens=True), "id": "GUARD-1"}]}}
    write_pack(shelf, "child", files, extends="p")

    (listed,) = load(shelf, {"CN": ["child 1"]}).markets["CN"]

    assert [one.code for one in listed.problems] == ["packset.market.unguarded"]


TIGHTER = [
    ("otherwise", "reject"),
    ("before", "production_release"),
    ("effective.from", "2019-01-01"),
    ("binds", []),
    ("binds", ["importer", "contract_manufacturer", "supplier"]),
    ("excused_by", ["concession"]),
    ("applies", "product.sterile || product.implantable"),
    ("title.zh", "另一标题"),
    ("message.en", "another text"),
]
LOOSER = [
    ("otherwise", "warn"),
    ("before", "ship"),
    ("effective.from", "2021-01-01"),
    ("binds", ["supplier"]),
    ("applies", "product.sterile && product.implantable"),
    ("applies", "product.implantable"),
    ("require", "lot.quantity <= 5001"),
    ("require", "lot.quantity <= 4000"),  # tighter to a person; nothing here computes with it
]
RICH = requirement(
    "BASE-1",
    "lot.quantity <= 5000",
    authority="standard",
    binds=["importer", "contract_manufacturer"],
    applies="product.sterile",
    excused_by=["concession", "justification"],
)


def faults(shelf: Path, leaf: str, value: object) -> set[str]:
    """Give the codes of what is wrong with one change."""
    pack = write(shelf, change(leaf, value), base=[RICH])
    try:
        load_pack(pack, Shelf((shelf,)))
    except FaultsError as caught:
        return {fault.code for fault in caught.faults}
    return set()


@pytest.mark.parametrize(("leaf", "value"), TIGHTER)
def test_what_is_provably_tighter_needs_no_word(shelf: Path, leaf: str, value: object) -> None:
    assert faults(shelf, leaf, value) == set()


@pytest.mark.parametrize(("leaf", "value"), LOOSER)
def test_whatever_else_says_that_it_loosens(shelf: Path, leaf: str, value: object) -> None:
    assert "pack.override.loosens" in faults(shelf, leaf, value)


def flat(shelf: Path, name: str = "p") -> FlatPack:
    return flattened(shelf / name, Shelf((shelf,)))


def test_a_flattened_pack_tells_where_each_leaf_comes_from(shelf: Path) -> None:
    write(
        shelf,
        change("otherwise", "reject", effective={"from": "2027-01-01"}),
        disable=[{"id": "BASE-2", **WHY}],
        base=[LIMIT, requirement("BASE-2", "lot.quantity <= 1", authority="policy")],
    )

    pack = flat(shelf)
    limit = pack.provision("BASE-1")
    gone = pack.provision("BASE-2")

    assert limit is not None
    assert gone is not None
    assert [one.id for one in pack.provisions] == ["BASE-1", "BASE-2", "GUARD-1"]
    assert pack.lineage == (("p", "1"), ("base", "1"))
    assert (limit.pack, limit.kind) == ("base", "requirements")
    leaf = next(one for one in limit.leaves if one.path == "otherwise")
    assert (leaf.value, leaf.pack) == ("hold", "base")
    assert (leaf.on(dt.date(2026, 12, 31)).value, leaf.on(dt.date(2027, 1, 1)).value) == ("hold", "reject")
    assert leaf.on(dt.date(2027, 1, 1)).place.startswith("p/changes.yaml:")
    assert next(one for one in limit.leaves if one.path == "require").value == "lot.quantity <= 5000"
    assert gone.disabled is not None
    assert (gone.disabled.pack, gone.disabled.because) == ("p", "a stricter site")


def test_the_digest_does_not_depend_on_the_order_of_changes_and_does_on_each_of_them(shelf: Path) -> None:
    changes = [change("otherwise", "reject"), change("before", "use"), change("title.en", "x", effective={})]
    digests = set()
    for number, order in enumerate([changes, changes[::-1]]):
        (shelf / str(number)).mkdir()
        write(shelf / str(number), *order)
        digests.add(flat(shelf / str(number)).digest)
    (shelf / "other").mkdir()
    write(shelf / "other", *changes[:2], change("title.en", "x", effective={"from": "2020-01-01"}))

    assert len(digests) == 1
    assert flat(shelf / "other").digest not in digests


def test_a_split_or_joined_override_says_the_same(shelf: Path) -> None:
    for name in ("joined", "split"):
        (shelf / name).mkdir()
    write(shelf / "joined", {"id": "BASE-1", "set": {"otherwise": "reject", "before": "use"}, **WHY})
    write(shelf / "split", change("otherwise", "reject"), change("before", "use"))

    assert flat(shelf / "joined").digest == flat(shelf / "split").digest


def test_a_part_of_the_example_is_still_violated_where_another_part_is_changed(shelf: Path) -> None:
    """A dated change of one leaf leaves the others as they were, on both sides of its day."""
    write(shelf, change("otherwise", "reject", effective={"from": "2026-11-23"}))
    more = {"lot.quantity": 6000, "lot.batch_record.quantity_made": 6000, "lot.unit_balance.begun": 6055}

    decision = decided(patched(released(), more), load(shelf, {"CN": ["p 1"]}), markets=["CN"])

    assert (outcomes(decision)["CN", "BASE-1"], verdicts(decision)["CN"]) == ("violated", "hold")


def test_decisions_do_not_depend_on_the_order_in_which_changes_and_packs_are_listed(shelf: Path) -> None:
    changes = [
        change("otherwise", "reject", cites=[{"source": "work", "at": "9"}]),
        change("before", "use", cites=[{"source": "work", "at": "3"}]),
    ]
    for number, order in enumerate([changes, changes[::-1]]):
        (shelf / str(number)).mkdir()
        write(shelf / str(number), *order)
        write_pack(shelf / str(number), "q", {"r.yaml": {"requirements": [{**GUARD, "id": "GUARD-2"}]}}, extends="base")
    sets = [load(shelf / str(number), {"CN": order}) for number, order in enumerate([["p 1", "q 1"], ["q 1", "p 1"]])]

    assert len({decision_bytes(decided(released(), one, markets=["CN"])) for one in sets}) == 1


def test_whether_changes_loosen_together_does_not_depend_on_their_order(shelf: Path) -> None:
    each = {"each": {"i": "lot.inspections"}, "none": "not_applicable", "where": 'i.stage == "incoming"'}
    base = [requirement("BASE-1", "i.nonconforming == 0", authority="standard", **each)]
    changes = [change("where", 'i.stage == "incoming" || i.stage == "final"'), change("none", "violated")]
    answers = []
    for number, order in enumerate([changes, changes[::-1]]):
        (shelf / str(number)).mkdir()
        pack = write(shelf / str(number), *order, base=base)
        with pytest.raises(FaultsError) as caught:
            load_pack(pack, Shelf((shelf / str(number),)))
        answers.append([fault.code for fault in caught.value.faults])

    assert answers == [["pack.override.loosens"]] * 2


@pytest.mark.parametrize("authority", ["policy", "guidance", "standard"])
@pytest.mark.parametrize("how", ["override", "disable"])
def test_what_law_changed_in_a_parent_is_law_to_its_child(shelf: Path, how: str, authority: str) -> None:
    """A market's law made the standard stricter, and a customer's pack undoes that."""
    write(shelf, change("otherwise", "reject", authority="law"))
    undone = change("otherwise", "hold", loosens=True) if how == "override" else {"id": "BASE-1", **WHY}
    child = write_pack(shelf, "child", {"c.yaml": {how: [{**undone, "authority": authority}]}}, extends="p")

    with pytest.raises(FaultsError) as caught:
        load_pack(child, Shelf((shelf,)))

    assert [fault.code for fault in caught.value.faults] == ["pack.override.law"]


def test_a_title_that_law_changed_leaves_the_provision_a_standard(shelf: Path) -> None:
    write(shelf, change("title.en", "A better title", authority="law"))
    write_pack(shelf, "child", {"c.yaml": {"disable": [{"id": "BASE-1", **WHY}]}}, extends="p")

    assert load(shelf, {"CN": ["child 1"]}).markets["CN"][0].problems == ()
