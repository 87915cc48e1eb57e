"""The service in process, over a database of a test's own."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from api.clients import Authorisation
from api.decisions import Service
from engine.packs.packset import PackSet
from records.store import DecisionStore
from tests.strategies import Data, released

DECISIONS: Final = "/v1/release-decisions"
TOKEN: Final = "a-token-that-nobody-else-has"  # noqa: S105  # a test's own


def service_of(packset: PackSet, database: Path, clients: Mapping[str, str] | None = None) -> Service:
    """Make a service."""
    return Service(packset=packset, store=DecisionStore(database), authorisation=Authorisation(clients))


@contextlib.contextmanager
def client_of(service: Service, hosts: list[str] | None = None) -> Iterator["TestClient[Litestar]"]:
    """Talk to a service in process; an error that it does not answer is not raised here either."""
    with TestClient(create_app(service, hosts), raise_server_exceptions=False) as client:
        yield client


def asked(data: Data | None = None, **fields: object) -> bytes:
    """Write a request's body."""
    return json.dumps({"dossier": released() if data is None else data, **fields}).encode()


def headers(key: str | None = "key-1", **more: str) -> dict[str, str]:
    """Write a request's headers."""
    return {"Content-Type": "application/json", **({} if key is None else {"Idempotency-Key": key}), **more}


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """Read the database as a stranger would."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def counts(database: Path) -> dict[str, int]:
    """Count what is recorded."""
    tables = ("dossiers", "decisions", "requests")
    return {table: rows(database, f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608  # our own
