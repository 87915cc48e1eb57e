"""The tables. Rows are only ever added: the database itself refuses to change or delete them."""

from sqlalchemy import DDL, ForeignKey, LargeBinary, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DIGEST = String(71)  # "sha256:" and 64 hexadecimal digits
IDENTIFIER = String(64)


class Table(DeclarativeBase):
    """The root of the tables."""


class DossierRow(Table):
    """A dossier, in canonical form."""

    __tablename__ = "dossiers"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    canonical: Mapped[bytes] = mapped_column(LargeBinary)


class DecisionRow(Table):
    """A decision, byte for byte as it was answered."""

    __tablename__ = "decisions"

    id: Mapped[str] = mapped_column(IDENTIFIER, primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    dossier_digest: Mapped[str] = mapped_column(ForeignKey("dossiers.digest"))
    packset_digest: Mapped[str] = mapped_column(DIGEST)
    engine_digest: Mapped[str] = mapped_column(DIGEST)
    lot: Mapped[str] = mapped_column(String(64), index=True)
    act: Mapped[str] = mapped_column(String(32))
    as_of: Mapped[str] = mapped_column(String(40))


class RequestRow(Table):
    """Who asked, with which idempotency key, and what was answered."""

    __tablename__ = "requests"

    client: Mapped[str] = mapped_column(String(64), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_digest: Mapped[str] = mapped_column(DIGEST)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id"))


for _table in Table.metadata.sorted_tables:
    for _verb in ("UPDATE", "DELETE"):
        _ddl = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
            f"CREATE TRIGGER IF NOT EXISTS {_table.name}_no_{_verb.lower()} BEFORE {_verb} ON {_table.name} "
            "BEGIN SELECT RAISE(ABORT, 'records are only ever added'); END"
        )
        event.listen(_table, "after_create", _ddl.execute_if(dialect="sqlite"))
    # `INSERT OR REPLACE` deletes without a word to the trigger on DELETE.
    _same = " AND ".join(f"{_column.name} = NEW.{_column.name}" for _column in _table.primary_key)
    _ddl = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
        f"CREATE TRIGGER IF NOT EXISTS {_table.name}_no_replace BEFORE INSERT ON {_table.name} "  # noqa: S608  # our own names
        f"WHEN EXISTS (SELECT 1 FROM {_table.name} WHERE {_same} OR rowid = NEW.rowid) "
        "BEGIN SELECT RAISE(ABORT, 'records are only ever added'); END"
    )
    event.listen(_table, "after_create", _ddl.execute_if(dialect="sqlite"))
