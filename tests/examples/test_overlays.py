"""The customer's overlay: good by itself, judged beside the law for the customer's lots, and bound by it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.packs.packset import load_packset
from lotgate.command import commands
from lotgate.shelves import pack_roots
from tests.strategies import ROOT, decided, market_of, patched, released

OVERLAYS = ROOT / "examples" / "overlays"
SET = OVERLAYS / "packset.yaml"
CUSTOMER = "Acme Vascular GmbH"


def run(*arguments: str) -> tuple[int, str]:
    """Run the command; gives its exit code and all that it wrote."""
    result = CliRunner().invoke(commands, list(arguments))
    return result.exit_code, result.stdout + result.stderr


def test_its_suite_passes_and_reaches_every_outcome() -> None:
    assert run("check", str(OVERLAYS / "acme_eu"), str(SET))[0] == 0
    code, told = run("test", str(OVERLAYS), "--unreached")
    assert code == 0, told
    unreached = {line.split()[3]: line.split("  ")[2] for line in told.splitlines() if " ACME-" in line}
    # From its first day on, the part number is asked for of every lot.
    assert unreached == {"ACME-REL-020": "not_applicable", "ACME-RET-010": "not_applicable"}


@pytest.mark.parametrize(
    ("customer", "applied"), [(CUSTOMER, True), ("Someone else", False), (None, None)], ids=["its", "another", "unsaid"]
)
def test_it_judges_the_customers_lots_and_no_other(customer: str | None, applied: bool | None) -> None:  # noqa: FBT001
    made_for = {"lot.customer": customer, "lot.contract_chain[c1].principal": customer}
    data = released() if customer is None else patched(released(), made_for)
    if customer is None:
        data["lot"].pop("customer", None)
    market = market_of(decided(data, load_packset(SET, pack_roots(SET)), markets=["EU"]), "EU")
    assert {one.pack: one.applied for one in market.packs} == {"eu_mdr": True, "acme_eu": applied}
    judged = any(one.pack == "acme_eu" for one in market.outcomes)
    assert judged is (applied is True)
    assert market.verdict == ("release" if applied is False else "hold")


BECAUSE = "because: we trust them, cites: [{source: acme, at: '1'}]"


@pytest.mark.parametrize(
    "text",
    [
        f"disable: [{{id: EU-REL-010, {BECAUSE}}}]",
        f"override: [{{id: EU-REL-010, set: {{otherwise: reject}}, authority: policy, {BECAUSE}}}]",
    ],
    ids=["disabled", "changed"],
)
def test_law_is_neither_switched_off_nor_changed_by_it(tmp_path: Path, text: str) -> None:
    shutil.copytree(OVERLAYS / "acme_eu", tmp_path / "acme_eu")
    (tmp_path / "acme_eu" / "looser.yaml").write_text(text, encoding="utf-8")
    status, told = run("check", str(tmp_path / "acme_eu"))
    assert status != 0
    assert "[pack.override.law] `EU-REL-010`" in told
