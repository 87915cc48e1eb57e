"""`/v1/release-decisions`: ask, and read again what was answered."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter
from msgspec import UNSET, UnsetType

from api.clients import Authorisation
from api.problems import BodyTooLargeError, KeyMissingError, MediaTypeError, ProblemDetails, QueryError
from core.canonical import digest
from core.documents.decode import decode
from core.documents.files import decode_text
from core.documents.json_text import read_json
from core.documents.limits import SMALLER
from core.words import say
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.fields import Entity
from engine.model.reading import BOOLEANS, require_market
from engine.model.values import Market
from engine.packs.packset import PackSet
from engine.release.decide import Question, decide, decision_bytes
from records.errors import DecisionNotFoundError
from records.store import Asked, DecisionStore

LARGEST_BODY = 16 * 1024 * 1024
LONGEST_KEY = 255
IDENTIFIER_LENGTH = 64
JSON = "application/json"
PROBLEMS = {
    status: ResponseSpec(data_container=ProblemDetails, description="Problem", generate_examples=False)
    for status in (400, 401, 403, 404, 413, 415, 422, 500)
}


class ReleaseRequest(Entity, frozen=True, kw_only=True):
    """
    A question about a lot.

    Attributes:
        dossier: Everything that is known about it.
        act: What is to be done with it.
        markets: The markets asked about; all that the lot is meant for when left out.
        as_of: Another instant than now: a dry run, which is answered and not recorded.
    """

    dossier: Dossier
    act: Act = Act.market_release
    markets: list[Market] = msgspec.field(default_factory=list)
    as_of: dt.datetime | UnsetType = UNSET


class Service:
    """
    What the routes work with. Not a struct: the framework would check it as if it came with the request.

    Args:
        packset: What decides.
        store: Where decisions are recorded.
        authorisation: Who may ask.
    """

    def __init__(self, packset: PackSet, store: DecisionStore, authorisation: Authorisation) -> None:
        self.packset = packset
        self.store = store
        self.authorisation = authorisation


class ReleaseDecisions(Controller):
    """Release decisions."""

    path = "/v1/release-decisions"
    tags = ("release decisions",)

    @post(operation_id="CreateReleaseDecision", responses=PROBLEMS)
    async def create(
        self,
        request: Request[Any, Any, Any],
        service: NamedDependency[Service],
        idempotency_key: Annotated[str | None, HeaderParameter(name="Idempotency-Key", required=False)] = None,
    ) -> Response[bytes]:
        """
        Decide about a lot and record the decision before answering.

        The same key with the same request gives the recorded answer again. With `as_of` it is a dry run: answered
        with 200, recorded nowhere.
        """
        if request.query_params:
            hint = say("`as_of`, `act` and `markets` stand in the body", "`as_of`、`act` 和 `markets` 写在正文中")
            raise QueryError(say("this path takes no query parameters", "此路径不接受查询参数"), hint=hint)
        client = service.authorisation.client(request) or ""
        body = await _body(request)
        return await sync_to_thread(_create, service, body, client, idempotency_key)

    @get("/{decision_id:str}", operation_id="GetReleaseDecision", sync_to_thread=True, responses=PROBLEMS)
    def read(self, decision_id: FromPath[str], service: NamedDependency[Service]) -> Response[bytes]:
        """Give a recorded decision, byte for byte as it was answered."""
        if len(decision_id) != IDENTIFIER_LENGTH:
            raise DecisionNotFoundError(
                say("a decision's identifier has 64 hexadecimal digits", "判定编号为64位十六进制数字")
            )
        return _decided(service.store.body(decision_id), status=200)


def _create(service: Service, body: bytes, client: str, idempotency_key: str | None) -> Response[bytes]:
    asked = _read(body)
    question = Question(act=asked.act, as_of=_as_of(asked), markets=tuple(asked.markets))
    if asked.as_of is not UNSET:
        return _decided(decision_bytes(decide(asked.dossier, service.packset, question)), status=200)
    content = {"dossier": asked.dossier, "act": asked.act, "markets": sorted(set(asked.markets))}
    who = Asked(client=client, key=_key(idempotency_key), request=digest(content))
    answer = service.store.answered(who)
    if answer is None:
        answer = service.store.record(who, asked.dossier, decide(asked.dossier, service.packset, question))
    headers = {"Location": f"{ReleaseDecisions.path}/{answer.id}"}
    if answer.is_replay:
        headers["Idempotency-Replayed"] = "true"
    return _decided(answer.body, status=201, headers=headers)


async def _body(request: Request[Any, Any, Any]) -> bytes:
    media_type, _ = request.content_type
    if media_type != JSON:
        message = say("the body must be `{json}`", "正文必须是 `{json}`", json=JSON)
        raise MediaTypeError(message, hint=say("send `{header}`", "请发送 `{header}`", header=f"Content-Type: {JSON}"))
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            most = LARGEST_BODY // 2**20
            message = say("the body is larger than {most} MiB", "正文大于{most} MiB", most=most)
            raise BodyTooLargeError(message, hint=SMALLER)
    return bytes(body)


def _read(body: bytes) -> ReleaseRequest:
    document = read_json(decode_text(body, "$"))
    asked = decode(document, ReleaseRequest, booleans=BOOLEANS)
    require_market(asked.dossier, lambda path: document.locate(("dossier", *path)))
    return asked


def _as_of(asked: ReleaseRequest) -> dt.datetime:
    return asked.as_of if isinstance(asked.as_of, dt.datetime) else dt.datetime.now(dt.UTC)


def _key(key: str | None) -> str:
    if not key or len(key) > LONGEST_KEY:
        hint = say(
            "send `Idempotency-Key`, a new one for each decision, of at most {most} characters",
            "请发送 `Idempotency-Key`，每次判定用新键，至多{most}个字符",
            most=LONGEST_KEY,
        )
        raise KeyMissingError(say("a recorded decision needs an idempotency key", "存档的判定需要幂等键"), hint=hint)
    return key


def _decided(body: bytes, *, status: int, headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(body, status_code=status, media_type=JSON, headers=headers or {})
