"""What every test shares: how hypothesis runs, and the decided example."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from engine.packs.packset import PackSet, load_packset
from tests.strategies import ROOT

# What a test checks is checked there and then.
os.environ["LOTGATE_CACHE"] = "0"
settings.register_profile(
    "house",
    deadline=None,  # the first call of anything may compile or read a lot
    derandomize=True,  # CI shows what a change broke, not what luck found; `HYPOTHESIS_PROFILE=search` looks further
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("search", settings.get_profile("house"), derandomize=False, max_examples=2000)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "house")
settings.load_profile(PROFILE)
if PROFILE == "house":
    # Drawn too would be what stands in the modules that happen to be loaded: other examples in another order of tests.
    providers._get_local_constants = Constants


@pytest.fixture(scope="session")
def shipped() -> PackSet:
    """The shipped pack set, loaded once."""
    return load_packset(ROOT / "rulepacks" / "packset.yaml", (ROOT / "rulepacks",))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An empty folder for packs of a test's own."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder
