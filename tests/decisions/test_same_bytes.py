"""The same inputs give the same bytes: again, elsewhere, in another order, through another face."""

import json
import random
import signal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from api.app import create_app
from api.clients import Authorisation
from api.decisions import Service
from core.canonical import canonical_bytes, digest_of_bytes, strict_bytes
from core.documents.files import read_document
from core.exact_types import is_exact
from engine.model.codes import Act
from engine.model.decision import Decision
from engine.model.reading import read_dossier
from engine.packs.packset import PackSet, load_packset
from engine.release.decide import Question, decide, decision_bytes
from records.store import DecisionStore
from tests.processes import ran, served
from tests.strategies import AS_OF, EXAMPLE, ROOT, Plain, decided, example, load, requirement, write, write_pack

PACKSET = ROOT / "examples" / "packset.yaml"
OPTIONS = ("--as-of", AS_OF.isoformat(), "--format", "json")


@pytest.fixture(scope="module")
def expected(shipped: PackSet) -> bytes:
    """The example's bytes as the engine gives them."""
    return decision_bytes(decided(example(), shipped))


def shuffled(value: Plain, order: random.Random) -> Plain:
    """Give the same content with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


def test_the_engine_gives_the_same_bytes_twice(shipped: PackSet, expected: bytes) -> None:
    packset = load_packset(PACKSET, (ROOT / "rulepacks",))
    question = Question(act=Act.market_release, as_of=AS_OF)

    assert decision_bytes(decide(read_dossier(read_document(EXAMPLE)), packset, question)) == expected
    assert packset.digest == shipped.digest


def test_a_decision_s_identifier_is_the_digest_of_everything_else_in_it(expected: bytes) -> None:
    content = json.loads(expected)
    identifier = content.pop("id")
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert digest_of_bytes(canonical) == f"sha256:{identifier}"


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("1", "Pacific/Kiritimati"), ("4242", "America/St_Johns")])
def test_the_command_gives_the_same_bytes_on_another_hash_seed_in_another_folder_and_zone(
    tmp_path: Path, expected: bytes, seed: str, zone: str
) -> None:
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "HOME": str(tmp_path)}

    done = ran("decide", str(EXAMPLE), "--packset", str(PACKSET), *OPTIONS, cwd=tmp_path, environment=environment)

    assert (done.stdout, done.stderr, done.returncode) == (expected, b"", 4)


def test_the_shipped_pack_set_and_the_example_s_give_the_same_bytes(tmp_path: Path, expected: bytes) -> None:
    assert ran("decide", str(EXAMPLE), *OPTIONS, cwd=tmp_path).stdout == expected


@settings(max_examples=15)  # whole decisions with all their evidence
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_keys_in_a_dossier_changes_nothing(
    shipped: PackSet, expected: bytes, order: random.Random
) -> None:
    assert decision_bytes(decided(shuffled(example(), order), shipped)) == expected


@pytest.mark.parametrize("name", ["lot.json", "lot.yaml"])
def test_a_dossier_in_json_and_yaml_with_other_key_orders_gives_the_same_bytes(
    tmp_path: Path, shipped: PackSet, expected: bytes, name: str
) -> None:
    path = write(tmp_path / name, shuffled(example(), random.Random(7)))  # noqa: S311  # an order, no secret

    dossier = read_dossier(read_document(path))

    assert decision_bytes(decide(dossier, shipped, Question(act=Act.market_release, as_of=AS_OF))) == expected


@pytest.mark.parametrize("markets", [[], ["US", "EU", "CN"], ["EU", "CN", "US", "CN"]])
def test_the_order_in_which_markets_are_asked_about_changes_nothing(
    shipped: PackSet, expected: bytes, markets: list[str]
) -> None:
    assert decision_bytes(decided(example(), shipped, markets=markets)) == expected


def test_http_in_process_gives_the_same_bytes(tmp_path: Path, shipped: PackSet, expected: bytes) -> None:
    store = DecisionStore(tmp_path / "db.sqlite3")
    app = create_app(Service(packset=shipped, store=store, authorisation=Authorisation(None)))
    with TestClient(app) as client:
        answer = client.post("/v1/release-decisions", json={"dossier": example(), "as_of": AS_OF.isoformat()})

    assert (answer.status_code, answer.content) == (200, expected)


def test_http_over_a_socket_gives_the_same_bytes(tmp_path: Path, expected: bytes) -> None:
    body = json.dumps({"as_of": AS_OF.isoformat(), "dossier": example()}).encode()
    with served("--packset", str(PACKSET), "--database", str(tmp_path / "db.sqlite3")) as service:
        status, headers, answer = service.ask(
            "POST", "/v1/release-decisions", body, {"Content-Type": "application/json"}
        )
        assert service.stop(signal.SIGTERM) == 0

    assert (status, headers["content-type"], answer) == (200, "application/json", expected)


def test_where_packs_lie_and_how_their_set_is_named_changes_nothing(tmp_path: Path) -> None:
    found = []
    for name in ("here", "there/far away"):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        rule = requirement("OWN-1", "lot.emergency_release_open")
        write_pack(folder, "p", {"r.yaml": {"requirements": [rule]}})
        found.append(decision_bytes(decided(example(), load(folder, {"CN": ["p 1"], "EU": ["q 1"], "US": ["p 1"]}))))

    assert found[0] == found[1]


def test_whatever_the_packs_say_the_inputs_are_bound_by_their_digests(shipped: PackSet, expected: bytes) -> None:
    content = json.loads(expected)
    other = json.loads(decision_bytes(decided({**example(), "suppliers": example()["suppliers"]}, shipped)))

    assert (content["packset_digest"], content["engine"]) == (shipped.digest, shipped.engine)
    assert content["dossier"] == other["dossier"]
    changed = example()
    changed["lot"]["quantity"] += 1
    assert json.loads(decision_bytes(decided(changed, shipped)))["dossier"] != content["dossier"]


def test_a_decision_is_written_by_msgspec_and_its_bytes_are_those_of_the_strict_form(shipped: PackSet) -> None:
    decision = decided(example(), shipped)

    assert is_exact(Decision), "a field of it is of a type that msgspec alone cannot be trusted with"
    assert canonical_bytes(decision) == strict_bytes(decision)
