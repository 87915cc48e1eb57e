"""Recording decisions: in one transaction, on disk before anyone is answered."""

from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Engine, create_engine, event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.canonical import canonical_bytes
from core.locations import FileLocation
from core.words import say
from engine.model.decision import Decision
from engine.model.dossier import Dossier
from engine.release.decide import decision_bytes
from records.errors import DatabaseError, DecisionNotFoundError, KeyReusedError
from records.tables import DecisionRow, DossierRow, RequestRow, Table

BUSY_MS = 10_000


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who asks what.

    Attributes:
        client: Name of the client.
        key: Its idempotency key.
        request: Digest of the request.
    """

    client: str
    key: str
    request: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was answered.

    Attributes:
        id: Identifier of the decision.
        body: The decision's bytes.
        is_replay: Whether it was recorded by an earlier request with the same key.
    """

    id: str
    body: bytes
    is_replay: bool


class DecisionStore:
    """
    The record of decisions in a SQLite file.

    Args:
        path: The file; it and its folder are made when they are not there.

    Raises:
        DatabaseError: ``record.database.unusable``.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.engine = _engine(path)
            Table.metadata.create_all(self.engine)
        except (OSError, SQLAlchemyError) as exc:
            message = say("the database cannot be opened", "数据库无法打开")
            raise DatabaseError(message, location=FileLocation(str(path))) from exc

    def answered(self, asked: Asked) -> Answered | None:
        """
        Give the recorded answer to a request that was made before.

        Raises:
            KeyReusedError: ``record.idempotency-key.reused``; the key belongs to another request.
        """
        with Session(self.engine) as session:
            return _answered(session, asked)

    def record(self, asked: Asked, dossier: Dossier, decision: Decision) -> Answered:
        """
        Record a decision with its dossier and the request, or give the answer of the request that came first.

        Returns:
            What to answer; it is on disk.

        Raises:
            KeyReusedError: ``record.idempotency-key.reused``.
        """
        with Session(self.engine) as session, session.begin():
            earlier = _answered(session, asked)
            if earlier is not None:
                return earlier
            if session.get(DossierRow, decision.dossier) is None:
                session.add(DossierRow(digest=decision.dossier, canonical=canonical_bytes(dossier)))
                session.flush()
            if session.get(DecisionRow, decision.id) is None:
                session.add(_row(decision))
                session.flush()
            session.add(
                RequestRow(
                    client=asked.client,
                    idempotency_key=asked.key,
                    request_digest=asked.request,
                    decision_id=decision.id,
                )
            )
        return Answered(id=decision.id, body=decision_bytes(decision), is_replay=False)

    def body(self, decision_id: str) -> bytes:
        """
        Give a recorded decision, byte for byte as it was answered.

        Raises:
            DecisionNotFoundError: ``record.decision.not-found``.
        """
        with Session(self.engine) as session:
            body = session.scalar(select(DecisionRow.body).where(DecisionRow.id == decision_id))
        if body is None:
            raise DecisionNotFoundError(say("there is no decision `{id}`", "没有判定 `{id}`", id=decision_id))
        return body

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()


def _answered(session: Session, asked: Asked) -> Answered | None:
    row = session.get(RequestRow, (asked.client, asked.key))
    if row is None:
        return None
    if row.request_digest != asked.request:
        message = say("this idempotency key was used for another request", "该幂等键已用于另一请求")
        hint = say("a key belongs to one request; take a new one for another", "一个键只属于一个请求；另一请求请用新键")
        raise KeyReusedError(message, hint=hint)
    decision = session.get_one(DecisionRow, row.decision_id)
    return Answered(id=decision.id, body=decision.body, is_replay=True)


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        id=decision.id,
        body=decision_bytes(decision),
        dossier_digest=decision.dossier,
        packset_digest=decision.packset_digest,
        engine_digest=decision.engine,
        lot=decision.lot,
        act=decision.act,
        as_of=decision.as_of.isoformat(),
    )


def _engine(path: Path) -> Engine:
    # A path may hold what means something in a URL; an error's text holds the statement and never what was recorded.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own type
        # Transactions are ours (see `begin`); a full sync per commit: what was answered survives a power cut.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401  # the driver's own type
        # One writer at a time from the first read on: two requests with one key cannot both find nothing.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
