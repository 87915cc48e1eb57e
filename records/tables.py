"""The tables. Rows are only ever added: the database itself refuses to change or delete them."""

from sqlalchemy import DDL, ForeignKey, LargeBinary, String, event
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DIGEST = String(71)  # "sha256:" and 64 hexadecimal digits
IDENTIFIER = String(64)


class Table(DeclarativeBase):
    """The root of the tables; none has a hidden row number by which a row could be replaced."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # as SQLAlchemy declares it


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


def _only_added(table: SqlTable) -> list[str]:
    """Write the triggers that refuse to change, delete or replace a row; a replacement is an insertion to SQLite."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'records are only ever added'); END"
    same = " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    exists = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same})"  # noqa: S608  # names of our own tables
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_update BEFORE UPDATE ON {table.name} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_delete BEFORE DELETE ON {table.name} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_replace BEFORE INSERT ON {table.name} {exists} {refuse}",
    ]


for _table in Table.metadata.sorted_tables:
    for _trigger in _only_added(_table):
        _ddl = DDL(_trigger)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
        event.listen(_table, "after_create", _ddl.execute_if(dialect="sqlite"))
