"""`lotgate serve`: whom it lets in, what it refuses, how it stops."""

import contextlib
import hashlib
import signal
import socket
from pathlib import Path

import pytest

from records.store import DecisionStore
from tests.processes import ran, served
from tests.services import DECISIONS, TOKEN, asked, counts, headers


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_records_stops_cleanly_and_leaves_a_database_that_opens(tmp_path: Path, number: signal.Signals) -> None:
    database = tmp_path / "db.sqlite3"
    with served("--database", str(database)) as service:
        status, _, body = service.ask("POST", DECISIONS, asked(), headers())
        code = service.stop(number)

    assert (status, code) == (201, 0)
    assert counts(database) == {"dossiers": 1, "decisions": 1, "requests": 1}
    assert b'"format":"lotgate-decision/v1"' in body
    DecisionStore(database).close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "lotgate.example", ""])  # noqa: S104  # to be refused
def test_without_clients_it_listens_on_the_loopback_address_only(tmp_path: Path, host: str) -> None:
    done = ran("serve", "--host", host, "--port", "0", "--database", str(tmp_path / "db.sqlite3"))

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"[serve.clients.missing]" in done.stderr
    assert not (tmp_path / "db.sqlite3").exists()


def test_a_port_that_is_taken_is_a_typed_error(tmp_path: Path) -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = ran("serve", "--port", str(port), "--database", str(tmp_path / "db.sqlite3"))

    assert done.returncode == 1
    assert f"[serve.address.unusable] `127.0.0.1:{port}` cannot be listened on" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_a_typed_error(tmp_path: Path) -> None:
    done = ran("serve", "--port", "0", "--database", str(tmp_path))

    assert done.returncode == 1
    assert b"[record.database.unusable]" in done.stderr


def test_with_clients_only_they_are_let_in(tmp_path: Path) -> None:
    clients = tmp_path / "clients"
    clients.write_text(f"erp sha256:{hashlib.sha256(TOKEN.encode()).hexdigest()}\n", encoding="utf-8")
    with served("--database", str(tmp_path / "db.sqlite3"), "--tokens", str(clients)) as service:
        refused, _, _ = service.ask("POST", DECISIONS, asked(), headers())
        status, _, _ = service.ask("POST", DECISIONS, asked(), headers(Authorization=f"Bearer {TOKEN}"))

    assert (refused, status) == (401, 201)


def test_a_wrong_file_of_clients_is_refused_without_showing_a_line_of_it(tmp_path: Path) -> None:
    clients = tmp_path / "clients"
    clients.write_text(f"erp {TOKEN}\n", encoding="utf-8")

    done = ran("serve", "--port", "0", "--database", str(tmp_path / "db.sqlite3"), "--tokens", str(clients))

    assert done.returncode == 1
    assert TOKEN.encode() not in done.stdout + done.stderr
