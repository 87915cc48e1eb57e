"""What the record refuses."""

from core.errors import LotgateError


class RecordError(LotgateError):
    """The record refuses a request."""

    code = "record"


class KeyReusedError(RecordError):
    """An idempotency key was used before, for another request."""

    code = "record.idempotency-key.reused"


class DecisionNotFoundError(RecordError):
    """There is no decision with this identifier."""

    code = "record.decision.not-found"


class DatabaseError(RecordError):
    """The database cannot be opened."""

    code = "record.database.unusable"
