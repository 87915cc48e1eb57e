"""What series are found to be: what is asked, what was recorded, and what comes of it, as data."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from core.locations import FileLocation
from engine.verification.series import parse_series
from tests.engine.process.lots import SEALING, decided, findings, lot, series
from tests.strategies import REMOVED, Data, outcome_of, plain

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(group["ask"], case, id=f"{name}-{case['name']}")
    for name, group in CASES.items()
    for case in group["cases"]
]


def readings(text: str) -> list[float | None]:
    """Read the notation of suites."""
    return [None if one is None else float(one) for one in parse_series(text, FileLocation("cases.yaml", 1, 1))]


def recorded(said: Data) -> Data:
    """Give a series as a dossier has it; ``unset`` takes a field away."""
    built = series(readings(said["values"]), **plain({key: value for key, value in said.items() if key != "values"}))
    return {key: value for key, value in built.items() if value != "unset"}


def provision(ask: Data) -> Data:
    """Give the provision; without items it is of the sealing step."""
    asked = ask if "each" in ask else {**SEALING, **ask}
    return {key: value for key, value in asked.items() if value is not None}


def given(case: Data) -> Data:
    """Give the dossier of a case."""
    patch: dict[str, Any] = {
        key: REMOVED if one == "unset" else one for key, one in plain(case.get("patch", {})).items()
    }
    return lot(*map(recorded, case["series"]), patch=patch)


@pytest.mark.parametrize(("ask", "case"), ROWS)
def test_a_series_is_what_it_is(ask: Data, case: Data) -> None:
    data, rule = given(case), provision(ask)
    outcome = outcome_of(decided(data, rule), "CN", "RULE-1")

    assert outcome.outcome == case["want"]
    assert sorted(str(why.code) for one in findings(data, rule) for why in one.reasons) == sorted(case.get("codes", []))
    assert (outcome.message is not None) == (case["want"] == "violated")
    assert bool(outcome.missing) == (case["want"] == "indeterminate")
