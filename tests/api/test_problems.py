"""Every path that can fail answers with the one problem body, and tells nobody what it should not."""

import contextlib
import hashlib
import json
import logging
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

import api.decisions
from api.clients import read_clients
from api.decisions import LARGEST_BODY, Service
from core.errors import LotgateError
from engine.packs.packset import PackSet, load_packset
from tests.services import DECISIONS, TOKEN, asked, client_of, counts, headers, service_of
from tests.strategies import AS_OF, REMOVED, Patch, example, patched, released, write_packset

CLIENTS = {hashlib.sha256(TOKEN.encode()).hexdigest(): "erp"}
BODY_KEYS = {"type", "title", "status", "detail", "code", "location", "hint", "detail_zh", "hint_zh", "faults"}


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A request that fails and how it is answered."""

    status: int
    code: str
    method: str = "POST"
    path: str = DECISIONS
    body: bytes | None = None
    headers: Mapping[str, str] | None = None
    location: str | None = None


def patch(said: Patch) -> bytes:
    """Write a body with a changed dossier."""
    return asked(patched(released(), said))


ASKS = {
    "no_json": Ask(status=400, code="document.syntax.invalid", body=b"{", location="$"),
    "nothing": Ask(status=400, code="document.syntax.invalid", body=b"", location="$"),
    "not_utf8": Ask(status=400, code="document.encoding.not-utf8", body=b'{"dossier": "\xb7\xc5"}'),
    "a_list": Ask(status=400, code="document.value.wrong-type", body=b"[]", location="$"),
    "a_key_twice": Ask(status=400, code="document.key.duplicate", body=b'{"act": 1, "act": 2}', location="$.act"),
    "not_a_number": Ask(status=400, code="document.syntax.invalid", body=b'{"act": NaN}', location="$.act"),
    "nested_deep": Ask(status=400, code="document.size.exceeded", body=b"[" * 100 + b"]" * 100),
    "nested_deeper": Ask(status=400, code="document.size.exceeded", body=b"[" * 100_000 + b"]" * 100_000),
    "no_dossier": Ask(status=400, code="document.field.missing", body=b"{}", location="$"),
    "unknown_field": Ask(status=400, code="document.field.unknown", body=asked(acts="ship"), location="$.acts"),
    "unknown_field_below": Ask(
        status=400, code="document.field.unknown", body=patch({"lot.colour": 1}), location="$.dossier.lot.colour"
    ),
    "unknown_act": Ask(status=400, code="document.value.invalid", body=asked(act="sell"), location="$.act"),
    "no_such_day": Ask(
        status=400,
        code="document.value.invalid",
        body=patch({"lot.started_on": "2026-02-30"}),
        location="$.dossier.lot.started_on",
    ),
    "a_number_as_text": Ask(
        status=400,
        code="document.value.wrong-type",
        body=patch({"lot.quantity": "4800"}),
        location="$.dossier.lot.quantity",
    ),
    "half_a_surrogate_pair": Ask(status=400, code="document.syntax.invalid", body=patch({"lot.registrant": "\ud800"})),
    "an_integer_beyond_2_53": Ask(status=400, code="document.value.invalid", body=patch({"lot.quantity": 2**53 + 1})),
    "as_of_without_offset": Ask(
        status=400, code="document.value.wrong-type", body=asked(as_of="2026-11-22T10:00:00"), location="$.as_of"
    ),
    "as_of_outside_the_calendar": Ask(
        status=422, code="decision.as-of.invalid", body=asked(as_of="9999-12-31T23:59:59Z")
    ),
    "no_target_market": Ask(
        status=422,
        code="dossier.market.none",
        body=patch({"lot.target_markets": []}),
        location="$.dossier.lot.target_markets",
    ),
    "another_market": Ask(status=422, code="decision.market.not-targeted", body=asked(markets=["JP"])),
    "no_key": Ask(status=400, code="request.idempotency-key.missing", body=asked(), headers=headers(None)),
    "an_empty_key": Ask(status=400, code="request.idempotency-key.missing", body=asked(), headers=headers("")),
    "a_long_key": Ask(status=400, code="request.idempotency-key.missing", body=asked(), headers=headers("k" * 256)),
    "no_such_path": Ask(status=404, code="request.http.not-found", path="/v1/release", method="GET"),
    "no_such_decision": Ask(status=404, code="record.decision.not-found", path=f"{DECISIONS}/{'0' * 64}", method="GET"),
    "no_identifier": Ask(status=404, code="record.decision.not-found", path=f"{DECISIONS}/7", method="GET"),
    "no_such_method": Ask(status=405, code="request.http.method-not-allowed", method="DELETE"),
    "no_such_method_below": Ask(
        status=405, code="request.http.method-not-allowed", method="PUT", path=f"{DECISIONS}/{'0' * 64}", body=b"{}"
    ),
    "as_of_in_the_query": Ask(
        status=400, code="request.query.unexpected", body=asked(), path=f"{DECISIONS}?as_of=2026-11-22T10:00:00Z"
    ),
    "too_large": Ask(status=413, code="request.body.too-large", body=b" " * (LARGEST_BODY + 1)),
    "text": Ask(
        status=415, code="request.media-type.unsupported", body=asked(), headers={"Content-Type": "text/plain"}
    ),
    "yaml": Ask(
        status=415,
        code="request.media-type.unsupported",
        body=b"act: ship",
        headers={"Content-Type": "application/yaml"},
    ),
}


@contextlib.contextmanager
def logged(caplog: pytest.LogCaptureFixture, service: Service) -> Iterator["TestClient[Litestar]"]:
    """Talk to a service and catch what it logs."""
    with client_of(service) as client, caplog.at_level(logging.DEBUG):
        yield client


@pytest.mark.parametrize("ask", [pytest.param(ask, id=name) for name, ask in ASKS.items()])
def test_what_fails_is_answered_with_the_one_problem_body(tmp_path: Path, shipped: PackSet, ask: Ask) -> None:
    database = tmp_path / "db.sqlite3"
    with client_of(service_of(shipped, database)) as client:
        answer = client.request(
            ask.method, ask.path, content=ask.body, headers=headers() if ask.headers is None else ask.headers
        )

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (ask.status, ask.code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(problem) <= BODY_KEYS
    assert (problem["status"], problem["type"]) == (ask.status, f"/errors/{ask.code}")
    assert problem["title"]
    assert problem["detail"] == problem["detail"].strip()
    assert ask.location is None or problem["location"] == ask.location
    assert counts(database) == {"dossiers": 0, "decisions": 0, "requests": 0}


@pytest.mark.parametrize(
    ("path", "allowed"), [(DECISIONS, {"POST", "OPTIONS"}), (f"{DECISIONS}/{'0' * 64}", {"GET", "HEAD", "OPTIONS"})]
)
def test_a_method_that_is_not_there_is_answered_with_those_that_are(
    tmp_path: Path, shipped: PackSet, path: str, allowed: set[str]
) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3")) as client:
        answer = client.delete(path)

    assert "POST" in allowed or "GET" in allowed
    assert {method.strip() for method in answer.headers["allow"].split(",")} <= allowed


def test_every_fault_of_a_request_is_told_at_once(tmp_path: Path, shipped: PackSet) -> None:
    body = patch({"lot.colour": 1, "lot.quantity": -1, "product.ivd": "nein"})
    with client_of(service_of(shipped, tmp_path / "db.sqlite3")) as client:
        problem = client.post(DECISIONS, content=body, headers=headers()).json()

    assert [(fault["location"], fault["code"]) for fault in problem["faults"]] == [
        ("$.dossier.lot.colour", "document.field.unknown"),
        ("$.dossier.lot.quantity", "document.value.invalid"),
        ("$.dossier.product.ivd", "document.value.wrong-type"),
    ]
    assert problem["detail"] == problem["faults"][0]["message"]


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer \u00e9"],
)
@pytest.mark.parametrize(("method", "path"), [("POST", DECISIONS), ("GET", f"{DECISIONS}/{'0' * 64}")])
def test_without_a_known_token_nobody_is_let_in(
    tmp_path: Path, shipped: PackSet, authorization: str | None, method: str, path: str
) -> None:
    sent = {key.encode(): value.encode() for key, value in headers().items()}
    if authorization is not None:
        sent[b"Authorization"] = authorization.encode("latin-1")
    with client_of(service_of(shipped, tmp_path / "db.sqlite3", CLIENTS)) as client:
        answer = client.request(method, path, content=asked(), headers=sent)

    assert (answer.status_code, answer.json()["code"]) == (401, "request.http.not-authenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert counts(tmp_path / "db.sqlite3")["requests"] == 0


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_known_token_is_let_in(tmp_path: Path, shipped: PackSet, scheme: str) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3", CLIENTS)) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers(Authorization=f"{scheme} {TOKEN}"))

    assert answer.status_code == 201


def test_with_no_client_in_its_file_a_service_lets_nobody_in(tmp_path: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3", {})) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers(Authorization="Bearer "))

    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
@pytest.mark.parametrize("path", [DECISIONS, "/v1/health", "/v1/openapi.json"])
def test_a_page_whose_name_was_made_to_point_here_is_refused(
    tmp_path: Path, shipped: PackSet, host: str, path: str
) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3"), ["127.0.0.1", "localhost"]) as client:
        method = "POST" if path == DECISIONS else "GET"
        answer = client.request(method, path, content=asked(), headers=headers(Host=host))

    assert (answer.status_code, answer.json()["code"]) == (403, "request.http.not-permitted")
    assert counts(tmp_path / "db.sqlite3")["requests"] == 0


def test_a_request_for_the_service_s_own_name_is_answered(tmp_path: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3"), ["127.0.0.1", "localhost"]) as client:
        answers = [
            client.get("/v1/health", headers={"Host": host}) for host in ("localhost:8230", "127.0.0.1", "LOCALHOST")
        ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_what_should_not_happen_is_logged_and_told_to_nobody(
    tmp_path: Path, shipped: PackSet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the reason")

    monkeypatch.setattr(api.decisions, "decide", broken)
    with logged(caplog, service_of(shipped, tmp_path / "db.sqlite3", CLIENTS)) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers(Authorization=f"Bearer {TOKEN}"))

    assert answer.json() == {
        "type": "/errors/internal",
        "title": "Internal error",
        "status": 500,
        "detail": "the error was logged",
        "code": "internal",
    }
    assert answer.headers["content-type"] == "application/problem+json"
    assert "unhandled error on POST /v1/release-decisions" in caplog.text
    assert "the reason" in caplog.text
    for secret in (TOKEN, "CVC-2610-014", "Hanlin"):
        assert secret not in caplog.text


def test_a_database_that_fails_is_logged_without_the_dossier(
    tmp_path: Path, shipped: PackSet, caplog: pytest.LogCaptureFixture
) -> None:
    service = service_of(shipped, tmp_path / "db.sqlite3", CLIENTS)
    with service.store.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE requests")
        connection.exec_driver_sql("CREATE TABLE requests (client TEXT)")
        connection.commit()
    with logged(caplog, service) as client:
        answer = client.post(DECISIONS, content=asked(), headers=headers(Authorization=f"Bearer {TOKEN}"))

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "OperationalError" in caplog.text
    for secret in (TOKEN, "CVC-2610-014", "Hanlin"):
        assert secret not in caplog.text + answer.text


def test_a_service_leaves_the_logging_of_its_process_as_it_is(tmp_path: Path, shipped: PackSet) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), threading.active_count())
    with client_of(service_of(shipped, tmp_path / "db.sqlite3")) as client:
        assert client.get("/v1/health").status_code == 200

    assert (root.level, list(root.handlers), threading.active_count()) == before


def test_nothing_that_was_sent_is_logged_when_all_goes_well(
    tmp_path: Path, shipped: PackSet, caplog: pytest.LogCaptureFixture
) -> None:
    with logged(caplog, service_of(shipped, tmp_path / "db.sqlite3", CLIENTS)) as client:
        sent = headers("a-key", Authorization=f"Bearer {TOKEN}")
        for body in (asked(), b"{", patch({"lot.registrant": REMOVED, "lot.nobody": "Hanlin"})):
            client.post(DECISIONS, content=body, headers=sent)

    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    for secret in (TOKEN, "CVC-2610-014", "Hanlin"):
        assert secret not in ours


def test_a_service_whose_pack_did_not_load_is_degraded_and_its_market_holds(tmp_path: Path) -> None:
    packset = load_packset(write_packset(tmp_path, {"CN": ["absent 1"]}), (tmp_path,))
    with client_of(service_of(packset, tmp_path / "db.sqlite3")) as client:
        health = client.get("/v1/health").json()
        answer = client.post(DECISIONS, content=asked(example(), as_of=AS_OF.isoformat()), headers=headers()).json()

    assert (health["status"], health["markets"]) == ("degraded", [{"market": "CN", "loaded": False}])
    assert {market["market"]: market["verdict"] for market in answer["markets"]} == dict.fromkeys(
        ("CN", "EU", "US"), "hold"
    )
    assert answer["markets"][0]["packs"][0]["problems"][0]["code"] == "packset.pack.unresolved"


# --- the file of clients -------------------------------------------------------------------------------------------

DIGEST = hashlib.sha256(TOKEN.encode()).hexdigest()


def test_the_file_of_clients_holds_names_digests_and_comments(tmp_path: Path) -> None:
    other = hashlib.sha256(b"other").hexdigest()
    path = tmp_path / "clients"
    path.write_text(
        f"# who may ask\n\nerp sha256:{DIGEST}\n  mes.line-1 sha256:{other}   # the line\n", encoding="utf-8"
    )

    assert read_clients(path) == {DIGEST: "erp", other: "mes.line-1"}


@pytest.mark.parametrize(
    "line",
    [
        TOKEN,
        f"erp {TOKEN}",
        f"erp {DIGEST}",
        f"erp sha256:{DIGEST[:-1]}",
        f"erp sha256:{DIGEST.upper()}",
        f"ERP sha256:{DIGEST}",
        f"erp sha256:{DIGEST} {TOKEN}",
        f"ok sha256:{DIGEST}\nmes sha256:{DIGEST}",
    ],
)
def test_a_line_that_names_no_client_is_refused_by_its_number_and_never_shown(tmp_path: Path, line: str) -> None:
    path = tmp_path / "clients"
    path.write_text(f"# one\n{line}\n", encoding="utf-8")

    with pytest.raises(LotgateError) as caught:
        read_clients(path)

    assert caught.value.code == "document.value.invalid"
    assert str(caught.value.location) == str(path)  # with a line it would be shown on a terminal, and the token with it
    assert f"line {2 + line.count(chr(10))} " in caught.value.message
    for secret in (TOKEN, DIGEST, DIGEST[:-1]):
        assert secret not in str(caught.value)


def test_the_body_of_a_problem_is_json_without_empty_parts(tmp_path: Path, shipped: PackSet) -> None:
    with client_of(service_of(shipped, tmp_path / "db.sqlite3")) as client:
        problem = json.loads(client.get("/v1/nothing").content)

    assert None not in problem.values()
