"""`/v1/release-decisions`: recorded before it is answered, answered once for a key, read again byte for byte."""

import datetime as dt
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.packs.packset import PackSet
from tests.services import DECISIONS, asked, client_of, counts, headers, rows, service_of
from tests.strategies import AS_OF, REMOVED, example, patched, released

NOTHING = {"dossiers": 0, "decisions": 0, "requests": 0}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file for a database."""
    return tmp_path / "db.sqlite3"


def test_a_decision_is_a_row_with_the_answered_bytes_when_it_is_answered(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers())
        recorded = rows(database, "SELECT id, body FROM decisions")

    assert answer.status_code == 201
    assert recorded == [(answer.json()["id"], answer.content)]
    assert answer.headers["location"] == f"{DECISIONS}/{answer.json()['id']}"
    assert answer.headers["content-type"] == "application/json"
    assert "idempotency-replayed" not in answer.headers


def test_a_recorded_decision_is_made_as_of_the_server_s_time(database: Path, shipped: PackSet) -> None:
    before = dt.datetime.now(dt.UTC)
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers())

    assert before <= dt.datetime.fromisoformat(answer.json()["as_of"]) <= dt.datetime.now(dt.UTC)


def test_a_decision_is_read_again_byte_for_byte(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(example()), headers=headers())
        again = client.get(answer.headers["location"])

    assert (again.status_code, again.content) == (200, answer.content)


def test_a_decision_is_read_again_by_another_process_on_the_same_file(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers())
    with client_of(service_of(shipped, database)) as client:
        again = client.get(answer.headers["location"])

    assert again.content == answer.content


def test_the_same_request_with_the_same_key_gives_the_recorded_bytes_and_says_so(
    database: Path, shipped: PackSet
) -> None:
    turned = json.dumps(dict(reversed(json.loads(asked()).items())), indent=2).encode()
    with client_of(service_of(shipped, database)) as client:
        first = client.post(DECISIONS, content=asked(), headers=headers())
        second = client.post(DECISIONS, content=turned, headers=headers())

    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["location"] == first.headers["location"]
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}


@pytest.mark.parametrize(
    "other",
    [
        asked(patched(released(), {"lot.quantity": 4801})),
        asked(act="ship"),
        asked(markets=["CN"]),
        asked(patched(released(), {"lot.quantity": REMOVED})),
    ],
    ids=["another_quantity", "another_act", "other_markets", "less_evidence"],
)
def test_another_request_with_the_same_key_is_refused_and_changes_nothing(
    database: Path, shipped: PackSet, other: bytes
) -> None:
    with client_of(service_of(shipped, database)) as client:
        client.post(DECISIONS, content=asked(), headers=headers())
        answer = client.post(DECISIONS, content=other, headers=headers())

    assert (answer.status_code, answer.json()["code"]) == (422, "record.idempotency-key.reused")
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}


def test_two_keys_are_two_requests(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        answers = [client.post(DECISIONS, content=asked(), headers=headers(key)) for key in ("a", "b")]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert counts(database)["requests"] == 2
    assert counts(database)["dossiers"] == 1


def test_two_clients_have_keys_of_their_own(database: Path, shipped: PackSet) -> None:
    tokens = {hashlib.sha256(name.encode()).hexdigest(): name for name in ("erp", "mes")}
    with client_of(service_of(shipped, database, tokens)) as client:
        answers = [
            client.post(DECISIONS, content=asked(), headers=headers(Authorization=f"Bearer {name}"))
            for name in ("erp", "mes")
        ]

    assert ["idempotency-replayed" in answer.headers for answer in answers] == [False, False]
    assert sorted(rows(database, "SELECT client FROM requests")) == [("erp",), ("mes",)]


def test_eight_requests_at_once_with_one_key_are_one_decision(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post(DECISIONS, content=asked(), headers=headers()), range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sorted("idempotency-replayed" in answer.headers for answer in answers) == [False] + [True] * 7
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}


@pytest.mark.parametrize("key", ["key-1", None])
def test_a_dry_run_is_answered_and_recorded_nowhere(database: Path, shipped: PackSet, key: str | None) -> None:
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(as_of=AS_OF.isoformat()), headers=headers(key))
        again = client.get(f"{DECISIONS}/{answer.json()['id']}")

    assert (answer.status_code, again.status_code) == (200, 404)
    assert "location" not in answer.headers
    assert answer.json()["as_of"] == AS_OF.isoformat()
    assert counts(database) == NOTHING


def test_a_refused_request_is_recorded_nowhere_and_its_key_stays_free(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        refused = client.post(DECISIONS, content=asked(markets=["JP"]), headers=headers())
        assert counts(database) == NOTHING
        answer = client.post(DECISIONS, content=asked(), headers=headers())

    assert (refused.status_code, answer.status_code) == (422, 201)


def test_a_dossier_with_a_fault_of_its_data_is_decided_and_the_fault_is_recorded(
    database: Path, shipped: PackSet
) -> None:
    ahead = patched(released(), {"lot.label.examined_at": "2199-01-01T00:00:00Z"})
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=asked(ahead), headers=headers())

    assert answer.status_code == 201
    assert [(one["code"], one["location"]) for one in answer.json()["faults"]] == [
        ("dossier.time.after-as-of", "$.lot.label.examined_at")
    ]


def test_the_actor_s_markets_and_the_act_that_are_asked_about_are_answered(database: Path, shipped: PackSet) -> None:
    body = asked(act="production_release", markets=["EU", "CN"], as_of=AS_OF.isoformat())
    with client_of(service_of(shipped, database)) as client:
        answer = client.post(DECISIONS, content=body, headers=headers()).json()

    assert answer["act"] == "production_release"
    assert [market["market"] for market in answer["markets"]] == ["CN", "EU"]


def test_health_names_the_engine_the_packs_and_their_set(database: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, database)) as client:
        health = client.get("/v1/health").json()

    assert (health["status"], health["engine"]) == ("ok", shipped.engine)
    assert (health["packset"], health["packset_digest"]) == ("2026.11.1", shipped.digest)
    assert health["markets"] == [{"market": market, "loaded": True} for market in ("CN", "EU", "US")]
