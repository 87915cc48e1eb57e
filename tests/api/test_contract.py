"""The OpenAPI document and the service agree, and the document is the same at every start."""

import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from api.app import create_app
from api.document import openapi_bytes
from engine.packs.packset import PackSet, load_packset
from tests.services import service_of
from tests.strategies import ROOT

CODE = """
import sys, pathlib
from api.app import create_app
from api.document import openapi_bytes
from engine.packs.packset import load_packset
from tests.services import service_of
root = pathlib.Path({root!r})
packset = load_packset(root / "rulepacks" / "packset.yaml", (root / "rulepacks",))
sys.stdout.buffer.write(openapi_bytes(create_app(service_of(packset, pathlib.Path({database!r})))))
"""


@pytest.fixture
def contract(tmp_path: Path) -> object:
    """The schema of a service in process."""
    packset = load_packset(ROOT / "rulepacks" / "packset.yaml", (ROOT / "rulepacks",))
    return schemathesis.openapi.from_asgi("/v1/openapi.json", create_app(service_of(packset, tmp_path / "db.sqlite3")))


schema = schemathesis.pytest.from_fixture("contract")
# What the dictionary allows and the domain refuses (a day that does not exist, a lot for no market) is no fault.
ACCEPTANCE = "positive_data_acceptance"


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_promises(case: schemathesis.Case) -> None:
    excluded = [check for name in (ACCEPTANCE,) for check in CHECKS.get_by_names([name])]

    case.call_and_validate(excluded_checks=excluded)


@pytest.mark.parametrize("seed", ["1", "77"])
def test_the_document_is_the_same_bytes_on_another_hash_seed(tmp_path: Path, shipped: PackSet, seed: str) -> None:
    here = openapi_bytes(create_app(service_of(shipped, tmp_path / "here.sqlite3")))
    code = CODE.format(root=str(ROOT), database=str(tmp_path / "there.sqlite3"))

    there = subprocess.run(  # noqa: S603  # our own arguments
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )

    assert there.stdout == here
