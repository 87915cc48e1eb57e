"""The history of the worked example, and the pack that scores it."""

from pathlib import Path

import pytest

from engine.packs.packset import PackSet
from tests.engine.suppliers.supplied import history, scorecard, scored_set, supplied
from tests.strategies import Data


@pytest.fixture(scope="session")
def worked() -> Data:
    """The dossier of the worked example."""
    return supplied(history())


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> PackSet:
    """The scorecard of the worked example, and a requirement that reads it."""
    folder: Path = tmp_path_factory.mktemp("scored")
    return scored_set(folder, scorecard())
