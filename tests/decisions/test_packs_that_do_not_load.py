"""A listed pack that cannot be used holds its market, and the decision says why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.packs.packset import load_packset
from tests.strategies import (
    ROOT,
    decided,
    load,
    market_of,
    released,
    requirement,
    verdicts,
    write,
    write_pack,
    write_packset,
)

GOOD = {"r.yaml": {"requirements": [requirement("OWN-1", "lot.batch_record.complete")]}}


def _absent(_: Path) -> None:
    """Write no pack at all."""


def _twice(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD)
    (shelf / "more").mkdir()
    write_pack(shelf / "more", "p", GOOD)


def _other_version(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, version="2")


def _other_market(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, market="EU")


def _base(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, market=None, timezone=None)


def _unknown_field(shelf: Path) -> None:
    write_pack(shelf, "p", {"r.yaml": {"requirements": [requirement("OWN-1", "lot.batch_record.completed")]}})


def _unknown_kind(shelf: Path) -> None:
    write_pack(shelf, "p", {**GOOD, "s.yaml": {"audits": []}})


def _unknown_instrument(shelf: Path) -> None:
    write_pack(shelf, "p", {"r.yaml": {"requirements": [{**GOOD["r.yaml"]["requirements"][0], "excused_by": ["x"]}]}})


def _law_excused_without_a_clause(shelf: Path) -> None:
    rule = requirement("OWN-1", "lot.batch_record.complete", authority="law", excused_by=["concession"])
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}})


def _draft(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, status="draft")


def _withdrawn_parent(shelf: Path) -> None:
    write_pack(shelf, "base", {}, market=None, timezone=None, status="withdrawn")
    write_pack(shelf, "p", GOOD, extends="base")


def _conditional_only(shelf: Path) -> None:
    rule = requirement("OWN-1", "lot.batch_record.complete", applies="product.sterile")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}})


def _warning_only(shelf: Path) -> None:
    rule = requirement("OWN-1", "lot.batch_record.complete", otherwise="warn")
    write_pack(shelf, "p", {"r.yaml": {"requirements": [rule]}})


def _no_parent(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, extends="nobody")


def _own_parent(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, extends="p")


def _other_name(shelf: Path) -> None:
    write_pack(shelf, "q", GOOD).rename(shelf / "p")


def _other_ending(shelf: Path) -> None:
    write(write_pack(shelf, "p", GOOD) / "more.yml", {"requirements": []})


def _link_to_nothing(shelf: Path) -> None:
    (write_pack(shelf, "p", GOOD) / "more.yaml").symlink_to(shelf / "nothing.yaml")


def _not_utf8(shelf: Path) -> None:
    (write_pack(shelf, "p", GOOD) / "more.yaml").write_bytes("requirements: [] # 放行".encode("gbk"))


def _no_zone(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, timezone=None)


def _no_such_zone(shelf: Path) -> None:
    write_pack(shelf, "p", GOOD, timezone="Asia/Peking")


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (_absent, "packset.pack.unresolved"),
    (_twice, "packset.pack.unresolved"),
    (_other_version, "packset.pack.version"),
    (_other_market, "packset.pack.market"),
    (_base, "packset.pack.market"),
    (_unknown_field, "expression.field.unknown"),
    (_unknown_kind, "document.field.unknown"),
    (_unknown_instrument, "document.value.invalid"),
    (_law_excused_without_a_clause, "pack.excuse.uncited"),
    (_draft, "packset.pack.not-approved"),
    (_withdrawn_parent, "packset.pack.not-approved"),
    (_conditional_only, "packset.market.unguarded"),
    (_warning_only, "packset.market.unguarded"),
    (_no_parent, "pack.extends.unresolved"),
    (_own_parent, "pack.extends.unresolved"),
    (_other_name, "pack.name.not-its-folder"),
    (_other_ending, "pack.file.unexpected"),
    (_link_to_nothing, "document.file.unreadable"),
    (_not_utf8, "document.encoding.not-utf8"),
    (_no_zone, "pack.timezone.missing"),
    (_no_such_zone, "calendar.zone.unknown"),
]


@pytest.mark.parametrize(("prepare", "code"), FAULTS, ids=[one[0].__name__.strip("_") for one in FAULTS])
def test_a_pack_that_cannot_be_used_holds_its_market_and_the_decision_says_why(
    shelf: Path, prepare: Callable[[Path], None], code: str
) -> None:
    prepare(shelf)
    packset = load_packset(write_packset(shelf, {"CN": ["p 1"]}), (shelf, shelf / "more"))

    market = market_of(decided(released(), packset, markets=["CN"]), "CN")

    assert market.verdict == "hold"
    assert [(one.code, one.subject) for one in market.reasons] == [("pack.not-loaded", "p")]
    assert code in {problem.code for problem in market.packs[0].problems}
    assert all(problem.message for problem in market.packs[0].problems)
    assert (market.packs[0].digest, market.packs[0].applied) == (None, None)


def test_a_pack_that_cannot_be_used_holds_its_own_market_only(shelf: Path) -> None:
    write_pack(shelf, "good", GOOD)

    decision = decided(released(), load(shelf, {"CN": ["good 1"], "EU": ["absent 1"]}), markets=["CN", "EU"])

    assert verdicts(decision) == {"CN": "release", "EU": "hold"}


def test_a_good_pack_beside_one_that_cannot_be_used_does_not_release_their_market(shelf: Path) -> None:
    write_pack(shelf, "good", GOOD)

    decision = decided(released(), load(shelf, {"CN": ["good 1", "absent 1"]}), markets=["CN"])

    assert verdicts(decision) == {"CN": "hold"}


def test_the_problems_in_a_decision_do_not_say_where_on_this_machine_the_packs_lie(shelf: Path) -> None:
    _unknown_field(shelf)
    path = write_packset(shelf, {"CN": ["p 1", "absent 1", "q 1"]})
    _other_market_named = write_pack(shelf, "q", GOOD, market="EU")
    assert _other_market_named.is_dir()

    for shown in (None, str(path), "./somewhere/packset.yaml"):
        packs = market_of(decided(released(), load_packset(path, (shelf,), shown), markets=["CN"]), "CN").packs
        places = {str(problem.location) for pack in packs for problem in pack.problems}
        assert {place.split(":")[0] for place in places} == {"p/r.yaml", "packset.yaml"}
        assert str(shelf) not in json.dumps(
            [[problem.message, problem.hint] for pack in packs for problem in pack.problems]
        )


@pytest.mark.parametrize("market", ["CN", "EU", "US"])
def test_every_shipped_market_holds_when_its_parent_is_gone(tmp_path: Path, market: str) -> None:
    names = {"CN": "cn_nmpa", "EU": "eu_mdr", "US": "us_fda"}
    (tmp_path / names[market]).symlink_to(ROOT / "rulepacks" / names[market])
    path = write_packset(tmp_path, {market: [f"{names[market]} 2026.11.0"]})

    found = market_of(decided(released(), load_packset(path, (tmp_path,)), markets=[market]), market)

    assert found.verdict == "hold"
    assert {one.code for one in found.packs[0].problems} == {"pack.extends.unresolved"}
