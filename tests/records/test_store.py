"""The record: on disk before anyone is answered, once for a key, and never changed."""

import contextlib
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.canonical import canonical_bytes, digest_of_bytes
from core.errors import LotgateError
from engine.model.decision import Decision
from engine.packs.packset import PackSet
from engine.release.decide import decision_bytes
from records.errors import KeyReusedError
from records.store import Asked, DecisionStore
from tests.services import counts, rows
from tests.strategies import decided, dossier_of, example, patched, released

ASKED = Asked(client="erp", key="key-1", request="sha256:1")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file for a database."""
    return tmp_path / "folder" / "db.sqlite3"


@pytest.fixture
def decision(shipped: PackSet) -> Decision:
    """A decision about the example."""
    return decided(example(), shipped)


def recorded(database: Path, decision: Decision) -> None:
    """Record the decision about the example, and close."""
    store = DecisionStore(database)
    store.record(ASKED, dossier_of(example()), decision)
    store.close()


def test_a_recorded_decision_is_a_row_with_the_bytes_that_are_answered(database: Path, decision: Decision) -> None:
    answer = DecisionStore(database).record(ASKED, dossier_of(example()), decision)

    assert (answer.id, answer.body, answer.is_replay) == (decision.id, decision_bytes(decision), False)
    assert rows(database, "SELECT id, body, lot, act, as_of FROM decisions") == [
        (decision.id, decision_bytes(decision), "CVC-2610-014", "market_release", "2026-11-22T10:00:00+08:00")
    ]
    assert rows(database, "SELECT client, idempotency_key, decision_id FROM requests") == [
        ("erp", "key-1", decision.id)
    ]


def test_the_dossier_is_recorded_in_the_form_that_its_digest_is_of(database: Path, decision: Decision) -> None:
    recorded(database, decision)

    ((digest, canonical),) = rows(database, "SELECT digest, canonical FROM dossiers")
    assert canonical == canonical_bytes(dossier_of(example()))
    assert digest == digest_of_bytes(canonical) == decision.dossier


def test_what_was_recorded_is_there_after_the_file_is_opened_again(database: Path, decision: Decision) -> None:
    recorded(database, decision)

    again = DecisionStore(database)

    assert again.body(decision.id) == decision_bytes(decision)
    assert again.record(ASKED, dossier_of(example()), decision).is_replay


def test_a_key_belongs_to_one_request(database: Path, decision: Decision) -> None:
    recorded(database, decision)
    other = Asked(client="erp", key="key-1", request="sha256:2")

    with pytest.raises(KeyReusedError):
        DecisionStore(database).answered(other)
    with pytest.raises(KeyReusedError):
        DecisionStore(database).record(other, dossier_of(example()), decision)
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}


def test_two_clients_may_use_the_same_key(database: Path, shipped: PackSet, decision: Decision) -> None:
    recorded(database, decision)
    mes = Asked(client="mes", key="key-1", request="sha256:2")

    answer = DecisionStore(database).record(mes, dossier_of(released()), decided(released(), shipped))

    assert not answer.is_replay
    assert counts(database) == {"dossiers": 2, "decisions": 2, "requests": 2}


def test_the_same_decision_under_two_keys_is_one_row(database: Path, decision: Decision) -> None:
    recorded(database, decision)

    DecisionStore(database).record(
        Asked(client="erp", key="key-2", request="sha256:1"), dossier_of(example()), decision
    )

    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 2}


def test_eight_threads_with_one_key_record_one_decision_and_all_get_its_bytes(database: Path, shipped: PackSet) -> None:
    store = DecisionStore(database)
    lots = [patched(example(), {"lot.quantity": 4000 + index}) for index in range(8)]
    pairs = [(dossier_of(lot), decided(lot, shipped)) for lot in lots]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda pair: store.record(ASKED, *pair), pairs))

    assert len({answer.body for answer in answers}) == 1
    assert sorted(answer.is_replay for answer in answers) == [False] + [True] * 7
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}


CHANGES = [
    "UPDATE {table} SET {column} = 'x'",
    "DELETE FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = 'x'",
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    ("table", "column"), [("dossiers", "canonical"), ("decisions", "body"), ("requests", "decision_id")]
)
def test_the_database_itself_refuses_to_change_what_is_recorded(
    database: Path, decision: Decision, change: str, table: str, column: str
) -> None:
    recorded(database, decision)
    before = rows(database, f"SELECT * FROM {table}")  # noqa: S608  # our own

    with contextlib.closing(sqlite3.connect(database)) as connection:  # a stranger's connection, without our settings
        with pytest.raises(sqlite3.IntegrityError, match="records are only ever added"):
            connection.execute(change.format(table=table, column=column))
        connection.commit()

    assert rows(database, f"SELECT * FROM {table}") == before  # noqa: S608  # our own


def test_a_row_has_no_hidden_number_by_which_it_could_be_replaced(database: Path, decision: Decision) -> None:
    recorded(database, decision)

    with contextlib.closing(sqlite3.connect(database)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("INSERT OR REPLACE INTO dossiers (rowid, digest, canonical) VALUES (1, 'x', x'00')")

    assert rows(database, "SELECT digest FROM dossiers") == [(decision.dossier,)]


def test_a_decision_that_is_not_there_is_a_typed_error(database: Path) -> None:
    with pytest.raises(LotgateError) as caught:
        DecisionStore(database).body("0" * 64)

    assert caught.value.code == "record.decision.not-found"


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


def _text(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("this is no database, and it is longer than the header of one\n" * 4, encoding="utf-8")


def _file_for_a_folder(path: Path) -> None:
    path.parent.write_text("a file\n", encoding="utf-8")


@pytest.mark.parametrize("prepare", [_folder, _text, _file_for_a_folder], ids=["folder", "text", "file_for_a_folder"])
def test_a_file_that_is_no_database_is_a_typed_error_and_is_left_as_it_is(
    database: Path, prepare: Callable[[Path], None]
) -> None:
    prepare(database)

    with pytest.raises(LotgateError) as caught:
        DecisionStore(database)

    assert caught.value.code == "record.database.unusable"
    assert str(caught.value.location) == str(database)


@pytest.mark.parametrize("name", ["a?mode=memory", "100%25", "a#b", "批记录", ":memory:"])
def test_the_database_lies_where_its_path_says_whatever_the_name(tmp_path: Path, decision: Decision, name: str) -> None:
    database = tmp_path / name / name

    recorded(database, decision)

    assert stat.S_ISREG(database.stat().st_mode)
    assert counts(database)["decisions"] == 1


def test_every_commit_is_on_disk_and_foreign_keys_hold(database: Path) -> None:
    store = DecisionStore(database)

    with store.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")
        }

    assert found == {"synchronous": 2, "foreign_keys": 1}


def test_an_error_of_the_database_does_not_show_what_should_have_been_recorded(
    database: Path, decision: Decision
) -> None:
    store = DecisionStore(database)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TRIGGER stop BEFORE INSERT ON dossiers BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        connection.commit()

    with pytest.raises(Exception, match="disk full") as caught:
        store.record(ASKED, dossier_of(example()), decision)

    assert "CVC-2610-014" not in str(caught.value)
    assert "Hanlin" not in repr(caught.value)
    assert counts(database) == {"dossiers": 0, "decisions": 0, "requests": 0}
