"""Errors as `application/problem+json`: one shape for every path that can fail."""

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import (
    HTTP_400_BAD_REQUEST,
    HTTP_404_NOT_FOUND,
    HTTP_422_UNPROCESSABLE_ENTITY,
    HTTP_500_INTERNAL_SERVER_ERROR,
)

from core.errors import FaultsError, LotgateError
from core.errors import Problem as Fault

MEDIA_TYPE = "application/problem+json"
MOST = 100
# What is wrong with the form of a request is 400; what the domain refuses in a well-formed one is 422.
STATUS = {"document": HTTP_400_BAD_REQUEST, "request": HTTP_400_BAD_REQUEST, "record.decision": HTTP_404_NOT_FOUND}
TITLES = {
    400: "The request cannot be read",
    401: "Not authenticated",
    403: "Not permitted",
    404: "Not found",
    405: "Method not allowed",
    413: "The request is too large",
    415: "Unsupported media type",
    422: "The request is refused",
    500: "Internal error",
}
log = logging.getLogger("lotgate.api")


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    The one body of every error (RFC 9457), with the four parts of our errors.

    Attributes:
        type: ``/errors/<code>``.
        title: What the status means.
        status: The HTTP status.
        detail: What is wrong.
        code: Stable name of the error.
        location: Where it is.
        hint: What to do about it.
        detail_zh: What is wrong, in Chinese; left out where it reads the same.
        hint_zh: What to do about it, in Chinese; left out where it reads the same.
        faults: Every fault, where there are several.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    location: str | None = None
    hint: str | None = None
    detail_zh: str | None = None
    hint_zh: str | None = None
    faults: list[Fault] | None = None


class RequestError(LotgateError):
    """The request itself lacks something."""

    code = "request"
    chinese = "请求本身缺少内容。"


class KeyMissingError(RequestError):
    """A recorded decision needs an idempotency key."""

    code = "request.idempotency-key.missing"
    chinese = "存档的判定需要幂等键。"


class QueryError(RequestError):
    """A query parameter stands where none is read: what it asks for would be passed over."""

    code = "request.query.unexpected"
    chinese = "此处不读取查询参数：其所问会被忽略。"


class MediaTypeError(RequestError):
    """The body is not JSON."""

    code = "request.media-type.unsupported"
    chinese = "正文不是JSON。"


class BodyTooLargeError(RequestError):
    """The body is larger than the stated limit."""

    code = "request.body.too-large"
    chinese = "正文大于规定限度。"


def domain_problem(_request: Request[Any, Any, Any], error: LotgateError) -> Response[bytes]:
    """Answer an error of our own hierarchy."""
    faults = error.faults if isinstance(error, FaultsError) else (error,)
    first = faults[0].problem()
    # A request that is wrong in its form cannot be read: that comes before what the domain refuses.
    status = min(_status(fault.code) for fault in faults)
    return _answer(
        ProblemDetails(
            type=f"/errors/{first.code}",
            title=TITLES[status],
            status=status,
            detail=first.message,
            code=first.code,
            location=first.location,
            hint=first.hint,
            detail_zh=first.message_zh,
            hint_zh=first.hint_zh,
            faults=[fault.problem() for fault in faults[:MOST]] if len(faults) > 1 else None,
        )
    )


def http_problem(_request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Answer an error of the framework: no route, no permission, a body that is too large."""
    status = error.status_code
    code = f"request.http.{TITLES.get(status, 'error').lower().replace(' ', '-')}"
    problem = ProblemDetails(
        type=f"/errors/{code}", title=TITLES.get(status, "Error"), status=status, detail=error.detail, code=code
    )
    return _answer(problem, dict(error.headers or {}))


def internal_problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Answer what should not happen: logged here, told to nobody."""
    log.error("unhandled error on %s %s", request.method, request.url.path, exc_info=error)
    status = HTTP_500_INTERNAL_SERVER_ERROR
    return _answer(
        ProblemDetails(
            type="/errors/internal", title=TITLES[status], status=status, detail="the error was logged", code="internal"
        )
    )


def _status(code: str) -> int:
    special = {BodyTooLargeError.code: 413, MediaTypeError.code: 415}
    if code in special:
        return special[code]
    fitting = [status for prefix, status in STATUS.items() if code == prefix or code.startswith(f"{prefix}.")]
    return fitting[0] if fitting else HTTP_422_UNPROCESSABLE_ENTITY


def _answer(problem: ProblemDetails, headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(
        msgspec.json.encode(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers or {}
    )
