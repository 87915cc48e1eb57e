"""The page of scorecards: its scorecard loads, what it reads is checked, and its figures are those of the engine."""

import re
from fractions import Fraction
from pathlib import Path

import yaml

from core.documents.source_text import SourceText
from engine.expressions.expression import Expression, check_expression, source_text
from engine.model.steps import Step
from engine.model.types import RecordOf
from engine.packs.names import NAMES, with_findings
from engine.packs.resolve import Shelf, load_pack
from engine.suppliers.scores import score_of, weighted
from tests.strategies import ROOT, requirement, write_pack

PAGE = (ROOT / "docs" / "scorecards.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Give the blocks of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_scorecard_loads_and_has_the_figures_of_the_page(tmp_path: Path) -> None:
    (block,) = blocks("yaml")
    work = {"title": {"en": "ISO 13485", "zh": "GB/T 42061"}}
    guard = {
        "requirements": [
            requirement("GUARD-1", "lot.batch_record.complete", cites=[{"source": "iso_13485", "at": "1"}])
        ]
    }
    pack = write_pack(tmp_path, "acme", {"guard.yaml": guard}, sources={"iso_13485": work})
    (pack / "suppliers.yaml").write_text(block, encoding="utf-8")
    (card,) = load_pack(pack, Shelf((tmp_path,))).scorecards
    acceptance, on_time = card.scoring.metrics

    scores = [score_of(acceptance.score, Fraction("85.714286")), score_of(on_time.score, Fraction(80))]
    parts = [weighted(score, Fraction(one.weight)) for score, one in zip(scores, card.scoring.metrics, strict=True)]

    assert [float(score) for score in scores] == [22.85, 33.33]
    assert [float(part) for part in (*parts, sum(parts))] == [13.71, 13.332, 27.042]
    assert all(f"{float(part):g}" in PAGE for part in (*parts, sum(parts)))


def test_what_the_page_reads_of_findings_is_checked() -> None:
    names = {**with_findings(NAMES), "step": RecordOf(Step)}
    lines = [line for block in blocks("cel") for line in block.splitlines()]

    assert len(lines) == 3
    for line in lines:
        source: SourceText = source_text(line)
        assert isinstance(check_expression(source, names, "require"), Expression), line


def test_the_page_is_yaml_with_nothing_cut_off() -> None:
    (block,) = blocks("yaml")

    (card,) = yaml.safe_load(block)["scorecards"]
    assert sum(card["weights"].values()) == 100
