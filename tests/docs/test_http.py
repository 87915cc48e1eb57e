"""What the README says about HTTP is so: its own code makes the bodies, and the answers are the ones it names."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from api.clients import Authorisation
from api.decisions import Service
from engine.packs.packset import load_packset
from records.store import DecisionStore
from tools import generate

ROOT = Path(__file__).resolve().parents[2]
PATH = "/v1/release-decisions"
JSON = {"Content-Type": "application/json"}
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the README's own Python in a copy of the tree; it writes two files there."""
    folder = tmp_path_factory.mktemp("readme")
    generate.copy_tree(folder)
    (folder / "var").mkdir()
    code = next(iter(re.findall(r"<<'END'\n(.*?)^END$", README, re.DOTALL | re.MULTILINE)))
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)  # noqa: S603  # the page's own code
    return folder / "var"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    packset = load_packset(ROOT / "examples" / "packset.yaml", (ROOT / "rulepacks",))
    service = Service(packset, DecisionStore(tmp_path / "lotgate.sqlite3"), Authorisation(None))
    with TestClient(create_app(service)) as client:
        yield client


def test_both_readmes_make_the_bodies_with_the_same_code() -> None:
    pages = [(ROOT / page).read_text(encoding="utf-8") for page in generate.READMES.values()]
    blocks = [re.findall(r"^```(?:sh|json)\n.*?^```", page, re.DOTALL | re.MULTILINE) for page in pages]

    first, second = ([re.sub(r" --lang (en|zh)\b", "", block) for block in page] for page in blocks)
    assert first == second


def test_dry_run_needs_no_key_and_gives_the_bytes_of_the_command(client: TestClient[Litestar], bodies: Path) -> None:
    answer = client.post(PATH, content=(bodies / "dry_run.json").read_bytes(), headers=JSON)

    shown = next(line for line in README.splitlines() if line.startswith("lotgate decide ")).split()
    command = generate.lotgate(ROOT, *shown[1:])
    assert answer.status_code == 200
    assert answer.content.decode() == command.stdout


def test_recorded_decision_is_given_again_for_the_same_key(client: TestClient[Litestar], bodies: Path) -> None:
    body = (bodies / "request.json").read_bytes()
    headers = {**JSON, "Idempotency-Key": "CVC-2610-014-1"}
    first = client.post(PATH, content=body, headers=headers)

    again = client.post(PATH, content=body, headers=headers)
    read = client.get(first.headers["Location"])

    assert [first.status_code, again.status_code, read.status_code] == [201, 201, 200]
    assert first.content == again.content == read.content
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"


def test_problem_is_the_one_that_the_readme_prints(client: TestClient[Litestar], bodies: Path) -> None:
    body = (bodies / "dry_run.json").read_bytes().replace(b'"sterile":true', b'"sterille":true')
    printed = next(iter(re.findall(r"^```json\n(.*?)^```", README, re.DOTALL | re.MULTILINE)))

    answer = client.post(PATH, content=body, headers=JSON)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == msgspec.json.decode(printed)


def test_dossier_with_wrong_data_is_decided_about_and_its_faults_are_named(
    client: TestClient[Litestar], bodies: Path
) -> None:
    sound = b'"ended_at":"2026-10-14T18:20:00+08:00"'
    body = (bodies / "dry_run.json").read_bytes()
    assert body.count(sound) == 1

    answer = client.post(PATH, content=body.replace(sound, sound.replace(b"2026-10", b"2026-09")), headers=JSON)

    assert answer.status_code == 200
    assert {(one["location"], one["code"]) for one in answer.json()["faults"]} == {
        ("$.lot.steps[0].ended_at", "dossier.value.contradiction")
    }
