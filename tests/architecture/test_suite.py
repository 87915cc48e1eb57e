"""What the suite promises of itself: it says the same on every machine, in every order."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import ROOT

# Written in pieces, so that this file does not hold them.
CLOCKS = re.compile("|".join(("perf" + "_counter", "mono" + "tonic", "process" + "_time", r"time\." + r"time\(")))


def drawn() -> list[tuple[int, float, str]]:
    """Draw a thousand examples."""
    found: list[tuple[int, float, str]] = []

    @settings(max_examples=1000)
    @given(st.integers(), st.floats(allow_nan=False), st.text(max_size=30))
    def take(number: int, fraction: float, text: str) -> None:
        found.append((number, fraction, text))

    take()
    return found


@pytest.mark.skipif(settings.get_current_profile_name() != "house", reason="2026-11-22: a search looks elsewhere")
def test_examples_do_not_hang_on_what_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a property would be tried with other values in another order of tests, or in a run of one file."""
    before = drawn()
    source = tmp_path / "many_numbers.py"
    source.write_text("".join(f"N{n} = {99_991 * n}\nT{n} = 'word {n}'\n" for n in range(1, 500)), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("many_numbers", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "many_numbers", module)
    spec.loader.exec_module(module)

    assert len(before) >= 1000
    assert drawn() == before


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.name)
def test_no_test_looks_at_the_clock(path: Path) -> None:
    assert CLOCKS.findall(path.read_text(encoding="utf-8")) == []
