"""Dossiers that were released once and must not be: one thing in each is wrong, and every market holds it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.model.codes import Act
from engine.packs.packset import PackSet
from tests.strategies import REMOVED, judged, patched, released

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "wrong_releases.yaml").read_text(encoding="utf-8")
)


def _verdicts(shipped: PackSet, patch: dict[str, Any]) -> dict[str, str]:
    data = patched(released(), patch)
    found = judged(data, shipped, act=Act.market_release, markets=("CN", "EU", "US"))
    return {one.market: one.verdict for one in found}


def test_what_they_are_changed_from_is_released(shipped: PackSet) -> None:
    assert _verdicts(shipped, {}) == {"CN": "release", "EU": "release", "US": "release"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_wrong_thing_is_released_nowhere(shipped: PackSet, case: dict[str, Any]) -> None:
    patch = {**case.get("set", {}), **dict.fromkeys(case.get("absent", []), REMOVED)}

    assert {market for market, verdict in _verdicts(shipped, patch).items() if verdict == "release"} == set()
