"""A scorecard in words, in both languages."""

import os
from pathlib import Path

import pytest

from engine.packs.resolve import Shelf, load_pack
from lotgate.explaining import explained

GOLDEN = Path(__file__).parent / "golden"
PACKS = Path(__file__).resolve().parents[1] / "engine" / "suppliers" / "packs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_scorecard_is_told_in_words(language: str) -> None:
    (card,) = load_pack(PACKS / "scored", Shelf((PACKS,))).scorecards
    told = explained(card, language) + "\n"

    want = GOLDEN / f"explain_scorecard.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text(told, encoding="utf-8")
    assert told == want.read_text(encoding="utf-8")
