"""The small pack, in a folder of its own, with a suite that a test writes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.strategies import Data, write

PLAIN = Path(__file__).parent / "packs" / "plain"
WriteSuite = Callable[..., Path]


@pytest.fixture
def plain_pack(tmp_path: Path) -> Path:
    """A copy of the small pack."""
    return Path(shutil.copytree(PLAIN, tmp_path / "plain"))


@pytest.fixture
def write_suite(plain_pack: Path) -> WriteSuite:
    """Write a suite among the small pack's tests; give its file."""

    def write_one(*cases: Data, name: str = "suite", **said: object) -> Path:
        fixtures = {"lot": {"file": "fixtures/lot.yaml", "verdict": "release"}}
        head: Data = {"suite": name, "markets": ["CN"], "as_of": "2026-03-10T12:00:00+08:00", "fixtures": fixtures}
        return write(plain_pack / "tests" / f"{name}.yaml", {**head, "cases": list(cases), **said})

    return write_one
