"""What the record refuses."""

from core.errors import LotgateError


class RecordError(LotgateError):
    """The record refuses a request."""

    code = "record"
    chinese = "记录库拒绝该请求。"


class KeyReusedError(RecordError):
    """An idempotency key was used before, for another request."""

    code = "record.idempotency-key.reused"
    chinese = "幂等键已用于另一请求。"


class DecisionNotFoundError(RecordError):
    """There is no decision with this identifier."""

    code = "record.decision.not-found"
    chinese = "没有此编号的判定。"


class DatabaseError(RecordError):
    """The database cannot be opened."""

    code = "record.database.unusable"
    chinese = "数据库无法打开。"
