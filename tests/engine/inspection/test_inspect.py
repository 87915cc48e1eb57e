"""What is found of one characteristic: each case changes the lot, or the provision, in one respect."""

from pathlib import Path
from typing import Any

import pytest

from tests.engine.inspection.lots import changed, finding, provision
from tests.strategies import loaded, plain

CASES: dict[str, Any] = plain(loaded(Path(__file__).with_name("cases.yaml")))


@pytest.mark.parametrize("name", CASES)
def test_it_is_found_to_be(name: str) -> None:
    case = CASES[name]
    standard = provision(**case.get("provision", {}))

    found = finding(changed(case.get("patch", {})), standard, case.get("characteristic", "od"))

    assert found.outcome == case["outcome"], found.reasons
    assert [str(one.code) for one in found.reasons] == case.get("reasons", []), found.reasons
    assert found.superseded == case.get("superseded", [])
    if "plan" in case:
        assert case["plan"] in found.results[0].plan.words.en  # type: ignore[union-attr]  # a case with a plan has one
