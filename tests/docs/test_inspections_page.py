"""The page of inspection standards: its standard loads, what it reads is checked, its figures are the engine's."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from engine.expressions.expression import Expression, check_expression, source_text
from engine.inspection.criteria import Criteria, judged
from engine.model.characteristic_codes import SamplingScheme
from engine.packs.compile_sampling import NEEDED
from engine.packs.inspection_standard import TABLES
from engine.packs.names import NAMES, with_findings
from engine.packs.resolve import Shelf, load_pack
from tests.strategies import ROOT, requirement, write_pack

PAGE = (ROOT / "docs" / "inspections.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Give the blocks of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_standard_of_the_page_loads(tmp_path: Path) -> None:
    (block,) = blocks("yaml")
    work = {"title": {"en": "ISO 13485", "zh": "GB/T 42061"}}
    cites = [{"source": "iso_13485", "at": "1"}]
    guard = {"requirements": [requirement("GUARD-1", "lot.batch_record.complete", cites=cites)]}
    pack = write_pack(tmp_path, "acme", {"guard.yaml": guard}, sources={"iso_13485": work})
    (pack / "inspections.yaml").write_text(block, encoding="utf-8")

    (standard,) = load_pack(pack, Shelf((tmp_path,))).inspections

    assert standard.sampling is not None
    assert (str(standard.stage), standard.sampling.aql, standard.sampling.switching) == ("final", Decimal("0.65"), True)
    assert (standard.rounding.interval, standard.guard_factor) == (Decimal("0.01"), Decimal(1))


@pytest.mark.parametrize(
    ("reading", "outcome"),
    [
        ("1.652", "conforming"),
        ("1.651", "indeterminate"),
        ("1.648", "indeterminate"),
        ("1.647", "nonconforming"),
    ],
)
def test_the_guard_band_is_that_of_the_page(reading: str, outcome: str) -> None:
    criteria = Criteria(lower=Decimal("1.65"), upper=None, guard=Decimal("0.002"))

    assert judged(Decimal(reading), criteria) == outcome
    assert f"{reading} " in PAGE


def test_what_the_page_reads_of_findings_is_checked() -> None:
    lines = [line for block in blocks("cel") for line in block.splitlines()]

    assert len(lines) == 2
    for line in lines:
        assert isinstance(check_expression(source_text(line), with_findings(NAMES), "require"), Expression), line


def test_the_table_of_the_page_names_every_scheme_that_can_be_judged() -> None:
    rows = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    named = {name for name in re.findall(r"`([a-z0-9_]+)`", rows) if name in set(map(str, SamplingScheme))}

    assert named == {str(scheme) for scheme, _ in TABLES} | set(map(str, NEEDED))
    assert all(edition in rows for _, edition in TABLES)
