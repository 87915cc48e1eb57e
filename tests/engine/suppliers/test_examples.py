"""A realistic scorecard, with the requirement that reads it, over the example dossiers."""

from pathlib import Path

import pytest
from msgspec import UNSET

from engine.model.codes import Act
from engine.model.reading import read_dossier_file
from engine.model.supplier_finding import SupplierFinding
from engine.packs.pack import RulePack
from engine.packs.resolve import Shelf, load_pack
from engine.release.gathering import findings_by_pack
from tests.strategies import AS_OF, ROOT

PACKS = Path(__file__).parent / "packs"
DOSSIERS = sorted((ROOT / "examples" / "dossiers").glob("*.*"))


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack."""
    return load_pack(PACKS / "scored", Shelf((PACKS,)))


def found(path: Path, pack: RulePack) -> list[SupplierFinding]:
    """Give what is found of the suppliers of a dossier."""
    dossier = read_dossier_file(path)
    (one,) = findings_by_pack(dossier, pack, Act.market_release, AS_OF, dossier.lot.target_markets[:1])
    assert one.findings is not None
    assert list(one.findings.suppliers) == sorted(supplier.id for supplier in dossier.suppliers)
    return [finding for each in one.findings.suppliers.values() for finding in each.findings]


@pytest.mark.parametrize("path", DOSSIERS, ids=[path.stem for path in DOSSIERS])
def test_a_supplier_has_a_total_or_a_reason(path: Path, pack: RulePack) -> None:
    for one in found(path, pack):
        scores = [metric.score for metric in one.metrics.values()]
        assert (one.total is UNSET) is any(score is UNSET for score in scores)
        assert (one.grade is UNSET) is (one.total is UNSET)
        assert one.total is not UNSET or one.reasons


def test_every_supplier_of_the_full_example_is_rated(pack: RulePack) -> None:
    rated = found(ROOT / "examples" / "dossiers" / "sterile_catheter_full.json", pack)

    assert len(rated) == 4
    assert {str(one.outcome) for one in rated} == {"rated"}
    assert {one.trend is UNSET for one in rated} == {False}
