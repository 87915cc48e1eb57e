"""The server is killed again and again while clients ask: nothing that was answered is lost or changed."""

import http.client
import json
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import msgspec

from core.canonical import canonical_bytes
from core.documents.files import read_document
from engine.model.reading import read_dossier

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "dossiers" / "sterile_catheter.yaml"
KILLS = 25
CLIENTS = 4
SEED = 20261122
CREATED, OK = 201, 200
PATH = "/v1/release-decisions"


class Answer(msgspec.Struct):
    """What a client was answered: where the decision is, and its bytes."""

    location: str
    body: bytes


class Clients:
    """
    Clients that ask without end and note what they were answered.

    Args:
        port: Where the server listens.
        body: What they ask.
    """

    def __init__(self, port: int, body: bytes) -> None:
        self.port = port
        self.body = body
        self.answers: dict[str, Answer] = {}
        self.unanswered: set[str] = set()
        self.wrong: list[str] = []
        self.stop = threading.Event()

    def ask(self, key: str) -> tuple[int, Answer, bool]:
        """Ask once with a key."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Content-Type": "application/json", "Idempotency-Key": key}
            connection.request("POST", PATH, self.body, headers)
            response = connection.getresponse()
            answer = Answer(response.headers.get("Location", ""), response.read())
            return response.status, answer, response.headers.get("Idempotency-Replayed") == "true"
        finally:
            connection.close()

    def read(self, location: str) -> bytes:
        """Read a decision again."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", location)
            return connection.getresponse().read()
        finally:
            connection.close()

    def run(self, client: int, kill: int) -> None:
        """Ask with one new key after the other until the server is gone."""
        number = 0
        while not self.stop.is_set():
            key = f"kill{kill}-client{client}-{number}"
            number += 1
            try:
                status, answer, _ = self.ask(key)
            except (OSError, http.client.HTTPException):
                self.unanswered.add(key)
                return
            if status == CREATED:
                self.answers[key] = answer
            else:
                self.wrong.append(f"{key}: {status} {answer.body[:200]!r}")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, database: Path) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers."""
    packset = ROOT / "examples" / "packset.yaml"
    command = [sys.executable, "-m", "lotgate", "serve", "--packset", str(packset), "--database", str(database)]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return server
        except OSError:
            time.sleep(0.05)
    server.kill()
    raise RuntimeError("the server did not start")


def main() -> None:
    """Run the drill and print what held."""
    dossier = json.loads(canonical_bytes(read_dossier(read_document(EXAMPLE))))
    draw = random.Random(SEED)  # noqa: S311  # a drill is repeatable
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "drill.sqlite3"
        clients = Clients(free_port(), json.dumps({"dossier": dossier}).encode())
        for kill in range(KILLS):
            _round(clients, database, kill, draw.uniform(0.3, 1.5))
        lost, changed, doubled = _verify(clients, database)
        with sqlite3.connect(database) as connection:
            integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
            decisions = connection.execute("SELECT count(*) FROM decisions").fetchone()[0]
    print("## A server killed while it is asked\n")
    print(f"{KILLS} kills with SIGKILL at random instants (seed {SEED}), {CLIENTS} clients asking without pause.\n")
    print("| fact | count |\n| --- | --- |")
    for fact, count in (
        ("requests answered with a recorded decision", len(clients.answers)),
        ("requests cut off without an answer", len(clients.unanswered)),
        ("answers other than a decision", len(clients.wrong)),
        ("answered decisions that are lost", lost),
        ("answered decisions whose bytes changed", changed),
        ("cut-off requests that were decided twice when sent again", doubled),
        ("decisions in the database at the end", decisions),
    ):
        print(f"| {fact} | {count} |")
    print(f"\nIntegrity check of the database: {integrity}.")
    if lost or changed or doubled or clients.wrong or integrity != "ok":
        sys.exit(1)


def _round(clients: Clients, database: Path, kill: int, after_s: float) -> None:
    server = start(clients.port, database)
    clients.stop.clear()
    threads = [threading.Thread(target=clients.run, args=(client, kill)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(after_s)
    server.send_signal(signal.SIGKILL)
    server.wait()
    clients.stop.set()
    for thread in threads:
        thread.join()
    print(f"kill {kill + 1} of {KILLS}: {len(clients.answers)} answered", file=sys.stderr, flush=True)


def _verify(clients: Clients, database: Path) -> tuple[int, int, int]:
    """Read every answered decision again, and send every cut-off request again, twice."""
    server = start(clients.port, database)
    lost = changed = doubled = 0
    try:
        for key, answer in clients.answers.items():
            found = clients.read(answer.location)
            lost += not found.startswith(b'{"act"')
            _, again, replayed = clients.ask(key)
            changed += found != answer.body or again.body != answer.body or not replayed
        for key in clients.unanswered:
            _, first, _ = clients.ask(key)
            _, second, replayed = clients.ask(key)
            doubled += first != second or not replayed
    finally:
        server.terminate()
        server.wait()
    return lost, changed, doubled


if __name__ == "__main__":
    main()
