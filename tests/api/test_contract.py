"""The OpenAPI document and the service agree, and the document is the same at every start."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.document import openapi_bytes
from engine.packs.packset import PackSet
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


OPERATIONS = [
    ("/v1/release-decisions", "POST"),
    ("/v1/release-decisions/{decision_id}", "GET"),
    ("/v1/health", "GET"),
]
# What the dictionary allows and the domain refuses (a day that does not exist, a lot for no market) is no fault.
EXCLUDED: list[Any] = [positive_data_acceptance]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_the_document_promises(
    tmp_path: Path, shipped: PackSet, path: str, method: str
) -> None:
    app = create_app(service_of(shipped, tmp_path / "db.sqlite3"))
    operation = schemathesis.openapi.from_asgi("/v1/openapi.json", app)[path][method]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answers(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(excluded_checks=EXCLUDED)

    answers()


def test_every_operation_of_the_document_is_among_those_tried(tmp_path: Path, shipped: PackSet) -> None:
    document = json.loads(openapi_bytes(create_app(service_of(shipped, tmp_path / "db.sqlite3"))))

    assert {(path, name.upper()) for path, methods in document["paths"].items() for name in methods} == set(OPERATIONS)


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
