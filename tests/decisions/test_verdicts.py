"""Outcomes to verdicts, as a table: what packs a market has, what they find, what the market is told."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.errors import FaultsError
from engine.model.codes import Act
from engine.packs.packset import PackSet
from tests.strategies import (
    Data,
    decided,
    load,
    market_of,
    packset_of,
    patched,
    released,
    requirement,
    retention,
    verdicts,
    write_pack,
)

YES = "lot.batch_record.complete"
NO = "lot.emergency_release_open"
UNKNOWN = "lot.released_on <= today"  # never recorded in the example
CN: Data = {"markets": ["CN"]}


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Packs of one market and the verdict that they give."""

    packs: dict[str, list[Data]]
    verdict: str
    reasons: set[tuple[str, str]] = set()
    listed: dict[str, Any] = {}


def own(require: str, otherwise: str = "hold", name: str = "OWN-1", **fields: object) -> Data:
    """Make a provision."""
    return requirement(name, require, otherwise=otherwise, **fields)


GUARD = own(YES, name="GUARD-1")
TABLE = [
    pytest.param(Table(packs={"a": [own(YES)]}, verdict="release"), id="everything_satisfied_is_a_release"),
    pytest.param(
        Table(packs={"a": [GUARD, own(NO, "reject")]}, verdict="reject", reasons={("provision.violated", "OWN-1")}),
        id="a_violated_reject_is_a_reject",
    ),
    pytest.param(
        Table(packs={"a": [GUARD, own(NO, "hold")]}, verdict="hold", reasons={("provision.violated", "OWN-1")}),
        id="a_violated_hold_is_a_hold",
    ),
    pytest.param(
        Table(
            packs={"a": [GUARD, own(UNKNOWN, "reject")]},
            verdict="hold",
            reasons={("provision.indeterminate", "OWN-1")},
        ),
        id="an_indeterminate_reject_is_a_hold",
    ),
    pytest.param(
        Table(
            packs={"a": [GUARD, own(UNKNOWN, "hold")]}, verdict="hold", reasons={("provision.indeterminate", "OWN-1")}
        ),
        id="an_indeterminate_hold_is_a_hold",
    ),
    pytest.param(
        Table(packs={"a": [GUARD, own(NO, "warn"), own(UNKNOWN, "warn", "OWN-2")]}, verdict="release"),
        id="warnings_violated_or_unknown_are_only_reported",
    ),
    pytest.param(
        Table(
            packs={"a": [GUARD, own(NO, "hold"), own(NO, "reject", "OWN-2"), own(UNKNOWN, "reject", "OWN-3")]},
            verdict="reject",
            reasons={
                ("provision.violated", "OWN-2"),
                ("provision.violated", "OWN-1"),
                ("provision.indeterminate", "OWN-3"),
            },
        ),
        id="a_reject_beats_holds_and_unknowns",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES)], "b": [own(NO, name="B-1")]},
            verdict="hold",
            reasons={("provision.violated", "B-1")},
        ),
        id="of_two_packs_that_release_and_hold_the_hold_counts",
    ),
    pytest.param(
        Table(
            packs={"a": [GUARD, own(NO, "reject")], "b": [own(NO, name="B-1")]},
            verdict="reject",
            reasons={("provision.violated", "OWN-1"), ("provision.violated", "B-1")},
        ),
        id="of_two_packs_that_reject_and_hold_the_reject_counts",
    ),
    pytest.param(
        Table(packs={"a": [own(YES)], "b": [own(NO, name="B-1")]}, verdict="release", listed={"b": "product.ivd"}),
        id="a_pack_listed_for_other_lots_does_not_count",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES)], "b": [own(YES, name="B-1")]},
            verdict="hold",
            reasons={("pack.applies-unknown", "b")},
            listed={"b": UNKNOWN},
        ),
        id="a_pack_of_which_nobody_knows_whether_it_is_listed_for_this_lot_holds",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES)]},
            verdict="hold",
            reasons={("market.no-pack-applies", "CN")},
            listed={"a": "product.ivd"},
        ),
        id="a_market_of_which_no_pack_is_listed_for_this_lot_holds",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES, effective={"from": "2026-11-23"})]},
            verdict="hold",
            reasons={("pack.nothing-judged", "a")},
        ),
        id="a_pack_of_which_nothing_is_in_force_yet_holds",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES, effective={"from": "2026-11-23"}), own(YES, "warn", "OWN-2")]},
            verdict="hold",
            reasons={("pack.nothing-judged", "a")},
        ),
        id="a_satisfied_warning_alone_does_not_release",
    ),
    pytest.param(
        Table(
            packs={"a": [own(YES)], "b": [own(YES, name="B-1", effective={"from": "2026-11-23"})]},
            verdict="hold",
            reasons={("pack.nothing-judged", "b")},
        ),
        id="a_pack_that_judged_nothing_is_not_helped_by_another_that_did",
    ),
]


def _load(shelf: Path, table: Table) -> PackSet:
    for name, provisions in table.packs.items():
        write_pack(shelf, name, {"r.yaml": {"requirements": provisions}})
    listed: list[Any] = [
        {"pack": f"{name} 1", "applies": table.listed[name]} if name in table.listed else f"{name} 1"
        for name in table.packs
    ]
    return load(shelf, {"CN": listed})


@pytest.mark.parametrize("table", TABLE)
def test_the_verdict_follows_from_the_outcomes(shelf: Path, table: Table) -> None:
    market = market_of(decided(released(), _load(shelf, table), markets=["CN"]), "CN")

    assert not [problem for pack in market.packs for problem in pack.problems]
    assert market.verdict == table.verdict
    assert {(one.code, one.subject) for one in market.reasons} == table.reasons


@pytest.mark.parametrize("table", TABLE)
def test_the_order_in_which_a_market_lists_its_packs_changes_no_verdict(shelf: Path, table: Table) -> None:
    turned = msgspec.structs.replace(table, packs=dict(reversed(table.packs.items())))

    assert verdicts(decided(released(), _load(shelf, turned), markets=["CN"])) == {"CN": table.verdict}


def test_reasons_tell_the_worst_first(shelf: Path) -> None:
    packset = packset_of(
        shelf, own(UNKNOWN, name="A-1"), own(NO, "hold", "B-1"), own(NO, "reject", "C-1"), own(NO, "warn", "D-1")
    )

    market = market_of(decided(released(), packset, markets=["CN"]), "CN")

    assert [one.subject for one in market.reasons] == ["C-1", "B-1", "A-1"]


def test_a_market_without_a_pack_holds(shelf: Path) -> None:
    market = market_of(decided(released(), packset_of(shelf, own(YES))), "EU")

    assert market.verdict == "hold"
    assert [one.code for one in market.reasons] == ["market.no-pack"]
    assert market.good_until is None


def test_a_market_with_an_empty_list_of_packs_is_refused(shelf: Path) -> None:
    with pytest.raises(FaultsError, match="at least 1 item"):
        load(shelf, {"CN": []})


def test_an_act_that_the_site_does_not_ask_about_holds_every_market(shipped: PackSet) -> None:
    decision = decided(released(), shipped, act=Act.use)

    assert set(verdicts(decision).values()) == {"hold"}
    assert {one.reasons[0].code for one in decision.markets} == {"act.not-guarded"}
    assert all(one.outcomes == () for one in decision.markets)


ACTS = ["receive", "use", "dispatch", "production_release", "market_release", "ship"]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_judged_by_its_own_provisions_and_those_of_earlier_acts_only(shelf: Path, act: str) -> None:
    provisions = [own(NO, name=f"BEFORE-{index}", before=before) for index, before in enumerate(ACTS)]
    packset = packset_of(shelf, *provisions, acts=ACTS)

    market = market_of(decided(released(), packset, act=Act[act], markets=["CN"]), "CN")

    assert [one.provision for one in market.outcomes] == [f"BEFORE-{index}" for index in range(ACTS.index(act) + 1)]
    assert [one.before for one in market.outcomes] == ACTS[: ACTS.index(act) + 1]
    assert market.verdict == "hold"


def test_a_fault_found_at_dispatch_still_counts_when_the_lot_is_shipped(shelf: Path) -> None:
    packset = packset_of(shelf, own(NO, "reject", before="dispatch"), own(YES, name="OWN-2"), acts=["dispatch", "ship"])

    found = {
        act: verdicts(decided(released(), packset, act=act, markets=["CN"]))["CN"] for act in (Act.dispatch, Act.ship)
    }

    assert found == {Act.dispatch: "reject", Act.ship: "reject"}


def test_a_provision_of_a_base_pack_alone_does_not_make_a_market_release(shelf: Path) -> None:
    write_pack(shelf, "base", {"r.yaml": {"requirements": [own(YES, name="BASE-1")]}}, market=None, timezone=None)
    write_pack(shelf, "p", {"r.yaml": {"requirements": [own(YES, effective={"from": "2030-01-01"})]}}, extends="base")

    market = market_of(decided(released(), load(shelf, {"CN": ["p 1"]}), markets=["CN"]), "CN")

    assert {one.provision: one.outcome for one in market.outcomes} == {"BASE-1": "satisfied", "OWN-1": "not_applicable"}
    assert market.verdict == "hold"


def test_a_provision_of_another_market_s_pack_does_not_make_a_market_release(shelf: Path) -> None:
    write_pack(shelf, "abroad", {"r.yaml": {"requirements": [own(YES, name="ABROAD-1")]}}, market="EU")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [own(YES, effective={"from": "2030-01-01"})]}}, extends="abroad")

    market = market_of(decided(released(), load(shelf, {"CN": ["p 1"]}), markets=["CN"]), "CN")

    assert market.verdict == "hold"


# --- what a pack applies to ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ivd", "code"), [(True, "market.no-pack-applies"), (None, "pack.applies-unknown")], ids=["an_ivd", "unknown"]
)
@pytest.mark.parametrize("market", ["CN", "EU", "US"])
def test_a_product_that_no_shipped_pack_is_known_to_apply_to_holds(
    shipped: PackSet,
    market: str,
    ivd: bool | None,  # noqa: FBT001  # a table
    code: str,
) -> None:
    data = released()
    data["product"].pop("ivd")
    if ivd is not None:
        data["product"]["ivd"] = ivd

    found = market_of(decided(data, shipped), market)

    assert found.verdict == "hold"
    assert [one.code for one in found.reasons] == [code]
    assert found.outcomes == ()


def test_a_pack_does_not_apply_where_its_parent_does_not(shelf: Path) -> None:
    write_pack(shelf, "law", {"r.yaml": {"requirements": [own(YES, name="LAW-1")]}}, applies="!product.ivd")
    write_pack(shelf, "ours", {"r.yaml": {"requirements": [own(YES)]}}, extends="law")
    packset = load(shelf, {"CN": ["ours 1"]})

    device = decided(released(), packset, markets=["CN"])
    ivd = decided(patched(released(), {"product.ivd": True}), packset, markets=["CN"])

    assert verdicts(device) == {"CN": "release"}
    assert verdicts(ivd) == {"CN": "hold"}
    assert market_of(ivd, "CN").reasons[0].code == "market.no-pack-applies"


def test_the_retention_of_a_market_whose_packs_do_not_apply_is_not_asked_for(shelf: Path) -> None:
    kept = retention("RET-1", "add_years(lot.label.manufactured_on, 5)")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [own(YES)], "retention": [kept]}}, applies="product.ivd")

    assert decided(released(), load(shelf, {"CN": ["p 1"]}), markets=["CN"]).retention == ()


def test_what_is_missing_to_know_whether_a_pack_applies_is_named_in_both_languages(shipped: PackSet) -> None:
    data = released()
    del data["product"]["ivd"]

    (reason,) = market_of(decided(data, shipped), "EU").reasons

    assert reason.message.en.endswith("evidence is missing: not recorded: In-vitro diagnostic (product.ivd)")
    assert reason.message.zh.endswith("缺少证据：未记录：体外诊断试剂（product.ivd）")
